//! Rates: n of N, as text and in per cent.
//!
//! Takes two counts; gives a rate with its denominator. Never a rate of nothing.

use rust_decimal::Decimal;

use super::cells::DASH;
use crate::assess::Rate;
use crate::measure::printed;
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
        Some(percent) => format!("{}%", printed(percent)),
        None => DASH.to_owned(),
    }
}

/// n ÷ N in per cent, as it is shown.
pub(super) fn share(n: usize, of: usize) -> Option<Decimal> {
    Rate { part: n, whole: of }.shown()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_without_denominator_is_a_dash() {
        assert_eq!(ratio(3, 20).percent, "15.0%");
        assert_eq!(ratio(0, 0).percent, DASH);
        // One is lacking of many: it is not all of them.
        assert_eq!(ratio(2999, 3000).percent, "99.97%");
        assert_eq!(ratio(3000, 3000).percent, "100.0%");
        assert_eq!(ratio(1, 3000).percent, "0.03%");
    }
}
