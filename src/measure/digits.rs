//! How many digits a number is written with: one rule for every surface.
//!
//! What is asked has the digits of the plan alone, so that every edition writes it alike: numbers of the plan as
//! they stand there, a bound that follows from a change in full, and what is reckoned (推算、折算) rounded here
//! and nowhere judged as rounded. A figure has the digits of the plan, or those reported, and as many more
//! as it takes that its side of whatever it is held against can be read from it; what was reckoned has as many more
//! beside that figure.

use rust_decimal::Decimal;

use super::rounding::{MAX_DIGITS, rounded};
use super::{Bound, Difference, Quantity};
use crate::plan::Indicator;

/// Digits of what is reckoned where the plan says nothing and its own numbers have fewer.
const RECKONED: u32 = 2;

/// Digits of a figure, its verdict aside: the plan's 小数位数, or more where its own targets have more; without
/// 小数位数 so many as were reported.
pub fn of_plan_or(indicator: &Indicator, reported: u32) -> u32 {
    let planned = |decimals: u32| {
        let own = numbers_of_targets(indicator).map(|number| number.normalize().scale());
        own.fold(decimals, u32::max)
    };
    indicator.decimals.map_or(reported, planned).min(MAX_DIGITS)
}

/// How what is reckoned (推算、折算) is written: judged in full, and rounded only here, by what the plan says of digits
/// and with as many more as it takes that a figure beside it does not contradict its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Digits that it is rounded to where nothing stands beside it.
    fewest: u32,
    /// Digits that are kept though they are noughts.
    own: u32,
}

impl Written {
    /// Of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        let own = || numbers_of_targets(indicator).map(|number| number.scale());
        let own = match indicator.decimals {
            Some(_) => return Written::with(of_plan_or(indicator, 0)),
            None => own().max().unwrap_or_default(),
        };
        let baseline = indicator.baseline.as_ref().map_or(0, |baseline| baseline.value.value.scale());
        Written { fewest: own.max(baseline).max(RECKONED), own }
    }

    fn with(digits: u32) -> Self {
        Written { fewest: digits, own: digits }
    }

    /// Where nothing stands beside it, so that every edition writes it alike.
    pub fn alone(self, number: Decimal) -> Decimal {
        self.to(number, self.fewest)
    }

    /// The number of a bound beside a figure: in the fewest digits in which both, as they are printed, agree with the
    /// verdict and are as far apart as they are; where no digits show how far, with the verdict.
    pub(super) fn beside(self, bound: Bound, figure: &Quantity) -> Decimal {
        let digits = self.digits_beside(bound, figure, figure.digits, true);
        let digits = digits.or_else(|| self.digits_beside(bound, figure, figure.digits, false));
        self.to(bound.value, digits.unwrap_or(MAX_DIGITS))
    }

    /// The same as digits, for a figure with so many; `None` where no digits do.
    pub(super) fn digits_beside(
        self,
        bound: Bound,
        figure: &Quantity,
        of_figure: u32,
        with_distance: bool,
    ) -> Option<u32> {
        let (exact, shown) = (figure.number, with_digits(figure.number, of_figure));
        let verdict = bound.is_met(exact);
        let agree = |digits: &u32| {
            let written = self.to(bound.value, *digits);
            let is_far = || Difference::of([exact, bound.value], [shown, written]).is_some_and(|d| d.is_read);
            Bound { value: written, ..bound }.is_met(shown) == verdict && (!with_distance || is_far())
        };
        (self.fewest..=MAX_DIGITS).find(agree)
    }

    fn to(self, number: Decimal, digits: u32) -> Decimal {
        in_full(rounded(number, digits), self.own)
    }
}

/// A number of so many digits, and of more where it would read as one of the edges that it is not, or as lying
/// beyond it: 99.96 % of something is not all of it. Its scale is what it is printed with.
pub fn apart(number: Decimal, digits: u32, edges: &[Decimal]) -> Decimal {
    let tells = |digits: &u32| {
        let shown = rounded(number, *digits);
        edges.iter().all(|edge| shown.cmp(edge) == number.cmp(edge))
    };
    with_digits(number, (digits..=MAX_DIGITS).find(tells).unwrap_or(MAX_DIGITS))
}

/// A number with all its digits, and at least so many.
pub(super) fn in_full(number: Decimal, fewest: u32) -> Decimal {
    let number = number.normalize();
    with_digits(number, number.scale().max(fewest))
}

/// A number rounded to so many digits, its zeros kept: its scale is what it is printed with.
pub(super) fn with_digits(number: Decimal, digits: u32) -> Decimal {
    let mut number = rounded(number, digits);
    number.rescale(digits.min(MAX_DIGITS));
    number
}

/// The numbers of the targets; by how much something changes is no number of its unit.
fn numbers_of_targets(indicator: &Indicator) -> impl Iterator<Item = Decimal> + '_ {
    let own = indicator.targets.iter().filter(|target| target.change.is_none());
    own.flat_map(|target| target.value.iter().chain(&target.value_max)).map(|number| number.value)
}
