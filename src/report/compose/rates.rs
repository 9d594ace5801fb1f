//! Rates: n of N, as text and in per cent.
//!
//! Takes two counts; gives a rate with its denominator. Never a rate of nothing.

use rust_decimal::Decimal;

use super::cells::DASH;
use crate::assess::Rate;
use crate::measure::shown;
use crate::report::Ratio;

/// A rate with its denominator.
pub(super) fn rate(rate: Rate) -> Ratio {
    ratio(rate.part, rate.whole)
}

/// n of N as text and percentage with one digit.
pub(super) fn ratio(n: usize, of: usize) -> Ratio {
    Ratio { n, of, text: format!("{n}/{of}"), percent: percent_of(n, of) }
}

fn percent_of(n: usize, of: usize) -> String {
    match share(n, of) {
        Some(percent) => format!("{}%", shown(percent, 1)),
        None => DASH.to_owned(),
    }
}

/// n ÷ N in per cent.
pub(super) fn share(n: usize, of: usize) -> Option<Decimal> {
    Decimal::from(n).checked_mul(Decimal::from(100))?.checked_div(Decimal::from(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_without_denominator_is_a_dash() {
        assert_eq!(ratio(3, 20).percent, "15.0%");
        assert_eq!(ratio(0, 0).percent, DASH);
    }
}
