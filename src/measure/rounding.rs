//! Rounding and digits: once, when a figure is shown (GB/T 8170).

use rust_decimal::{Decimal, RoundingStrategy};

/// More digits than any published figure has; a plan or a clerk that asks for more must not fill a page.
pub const MAX_DIGITS: u32 = 10;

/// Rounds half to even (GB/T 8170).
pub fn rounded(number: Decimal, digits: u32) -> Decimal {
    let rounded =
        number.round_dp_with_strategy(digits.min(MAX_DIGITS), RoundingStrategy::MidpointNearestEven);
    // “-0.0” would say that something fell.
    if rounded.is_zero() { Decimal::ZERO } else { rounded }
}

/// A number as printed: rounded to `digits` (at most [`MAX_DIGITS`]), with its zeros.
pub fn shown(number: Decimal, digits: u32) -> String {
    let digits = digits.min(MAX_DIGITS) as usize;
    let mut text = rounded(number, digits as u32).to_string();
    // Filled up by hand: the formatter of decimals has room for no more than 32 characters.
    let there = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    if there == 0 && digits > 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', digits.saturating_sub(there)));
    text
}

/// A number with the digits that it has: of a plan those that it has there (41 is not 41.00), of a difference or
/// a reckoned value those of its scale.
pub fn printed(number: Decimal) -> String {
    shown(number, number.scale())
}

/// A difference as printed, with its sign; nought has none.
pub fn printed_signed(number: Decimal) -> String {
    let sign = if rounded(number, number.scale()) > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{}", printed(number))
}

/// A number with as many digits as it has and no more: numerators, terms of a formula.
pub fn written(number: Decimal) -> String {
    number.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use proptest::prelude::*;

    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str(text).expect("a number")
    }

    #[test]
    fn half_to_even_with_zeros_and_without_minus_nought() {
        for (number, digits, text) in [
            ("2.345", 2, "2.34"),
            ("2.355", 2, "2.36"),
            ("12", 1, "12.0"),
            ("-0.04", 1, "0.0"),
            ("0.5", 0, "0"),
            ("1.5", 0, "2"),
        ] {
            assert_eq!(shown(d(number), digits), text, "{number}");
        }
        assert_eq!(printed_signed(d("2.50")), "+2.50");
        assert_eq!(printed_signed(d("-2.5")), "-2.5");
        assert_eq!(printed_signed(d("0.0")), "0.0");
    }

    proptest! {
        /// F10: no number and no count of digits makes the formatter fail.
        #[test]
        fn f10_nothing_that_a_decimal_can_hold_breaks_the_formatter(
            mantissa in any::<i128>(), scale in 0u32..=28, digits in any::<u32>()
        ) {
            let limit = (1i128 << 96) - 1;
            let number = Decimal::from_i128_with_scale(mantissa.clamp(-limit, limit), scale);
            let text = shown(number, digits);
            prop_assert_eq!(text.split_once('.').map_or(0, |(_, d)| d.len()), digits.min(MAX_DIGITS) as usize);
            let _ = (printed_signed(number), written(number));
        }
    }
}
