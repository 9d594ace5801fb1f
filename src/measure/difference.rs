//! How far two figures are apart: reckoned from the exact numbers, and read from the printed ones.
//!
//! One rule for 同比, for rates, and for whatever else is told as a difference: the two figures get as many digits as
//! it takes that who takes one from the other comes to the true difference. Where no digits do (a third has no end),
//! the difference is the true one, and it is said that it was reckoned from the unrounded numbers.

use rust_decimal::Decimal;

use super::Quantity;
use super::digits::with_digits;
use super::rounding::MAX_DIGITS;

/// By how many digits figures without an end are written out for the sake of their difference.
pub(super) const FINER: u32 = 2;

/// A difference as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The number; its scale is its digits.
    pub shown: Decimal,
    /// Whether it is what a reader comes to who takes one printed figure from the other.
    pub is_read: bool,
}

impl Difference {
    /// Of two numbers and of both as they are printed, this one first.
    pub fn of(exact: [Decimal; 2], printed: [Decimal; 2]) -> Option<Self> {
        let true_one = exact[0].checked_sub(exact[1])?;
        let read = printed[0].checked_sub(printed[1])?;
        let digits = printed[0].scale().max(printed[1].scale());
        // The true one rounded as every number is, half to even; what is printed alike is level (持平).
        let is_read = read.is_zero() || with_digits(true_one, digits) == read;
        let shown = if is_read { with_digits(read, digits) } else { with_digits(true_one, digits) };
        Some(Difference { shown, is_read })
    }
}

/// Two quantities with the digits in which their difference can be read, and that difference; `None` out of range.
pub(super) fn apart(now: &Quantity, then: &Quantity) -> Option<(Quantity, Quantity, Difference)> {
    let of = |now: &Quantity, then: &Quantity| {
        Difference::of([now.number, then.number], [now.as_shown(), then.as_shown()])
    };
    let as_given = of(now, then)?;
    let most = now.digits.max(then.digits);
    let (ends, last) = (now.scale().max(then.scale()), most.saturating_add(FINER));
    let last = if ends < MAX_DIGITS { ends.max(most) } else { last };
    // No digits are put to what has an end before them: 49 is not 49.0.
    let finer = |of: &Quantity, digits: u32| of.clone().at_least(digits.min(of.scale()));
    let tried = (most..=last.min(MAX_DIGITS)).map(|digits| (finer(now, digits), finer(then, digits)));
    let read = tried.filter(|_| !as_given.is_read).find_map(|(now, then)| {
        let difference = of(&now, &then).filter(|difference| difference.is_read)?;
        Some((now, then, difference))
    });
    Some(read.unwrap_or_else(|| (now.clone(), then.clone(), as_given)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number, or `n/N`, with the digits that it is printed with.
    fn quantity((text, digits): (&str, u32)) -> Quantity {
        let part = |text: &str| text.parse::<Decimal>().expect("a number");
        Quantity {
            number: text.split_once('/').map_or_else(|| part(text), |(n, of)| part(n) / part(of)),
            digits,
            written: None,
            ratio: None,
            period: None,
            status: None,
            basis: None,
            standard: None,
            against: vec![],
        }
    }

    /// A reader who takes one figure from the other comes to the difference that is printed, and it is the true one.
    #[test]
    fn t7_the_difference_is_the_true_one_and_can_be_read_from_both_figures() {
        for (then, now, shown, difference) in [
            (("52.5", 1), ("49", 0), ["52.5", "49"], "-3.5"),
            (("8.6", 1), ("8.64", 2), ["8.6", "8.64"], "0.04"),
            (("8.60", 2), ("8.6", 1), ["8.60", "8.6"], "0.00"),
            (("33.3333", 1), ("33.3499", 1), ["33.3", "33.3"], "0.0"),
            (("20.44", 1), ("20.56", 1), ["20.44", "20.56"], "0.12"),
            // Rounded, 38 and 37.4 would be 0.6 apart; 42 and 37 by five.
            (("37.6", 0), ("37.4", 1), ["37.6", "37.4"], "-0.2"),
            // Half a unit away is not rounded to it: a tie goes to the even digit.
            (("39.750", 1), ("46.1", 0), ["39.75", "46.1"], "6.35"),
            (("33.870", 2), ("38.555", 2), ["33.87", "38.555"], "4.685"),
            (("41.5", 0), ("37.4", 0), ["41.5", "37.4"], "-4.1"),
            (("41.4", 0), ("37.4", 0), ["41", "37"], "-4"),
            (("60.06", 1), ("59.943", 1), ["60.06", "59.94"], "-0.12"),
            // Two sevenths and a third have no end; with one digit more they can be read.
            (("200/7", 1), ("100/3", 1), ["28.57", "33.33"], "4.76"),
        ] {
            let (a, b, told) = apart(&quantity(now), &quantity(then)).expect("it can be reckoned");
            assert_eq!([b.shown(), a.shown()], shown, "{now:?}");
            assert_eq!((told.shown.to_string().as_str(), told.is_read), (difference, true), "{now:?}");
        }
    }

    /// Where no digits show it, the true difference is told, and that it is not read from the two.
    #[test]
    fn t7_a_difference_that_no_digits_show_is_the_true_one() {
        for (then, now, difference) in [("500/6", "400/6", "-16.7"), ("100/3", "500/12", "8.3")] {
            let pair = apart(&quantity((now, 1)), &quantity((then, 1))).expect("it can be reckoned");
            assert_eq!((pair.2.shown.to_string().as_str(), pair.2.is_read), (difference, false));
            assert_eq!((pair.0.digits, pair.1.digits), (1, 1));
        }
    }
}
