//! How many digits a number is written with: one rule for every surface.
//!
//! What is asked has the digits of the plan alone, so that every edition writes it alike: numbers of the plan as
//! they stand there, a bound that follows from a change in full, and what is reckoned (推算、折算) rounded once,
//! here, and judged as it is written. A figure has the digits of the plan, or those reported, and as many more
//! as it takes that its side of whatever it is held against can be read from it.

use rust_decimal::Decimal;

use super::rounding::{MAX_DIGITS, rounded};
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

/// A reckoned number as it is written and judged: rounded once, by what the plan says of digits and by nothing
/// that was reported. Its scale is the digits that it is printed with.
pub fn reckoned(indicator: &Indicator, number: Decimal) -> Decimal {
    let baseline = indicator.baseline.iter().map(|baseline| baseline.value.value);
    let finest = numbers_of_targets(indicator).chain(baseline).map(|number| number.scale()).max();
    let finest = finest.unwrap_or_default();
    match indicator.decimals {
        Some(_) => with_digits(number, of_plan_or(indicator, 0)),
        None => {
            let own = numbers_of_targets(indicator).map(|number| number.scale()).max().unwrap_or_default();
            in_full(rounded(number, finest.max(RECKONED)), own)
        }
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
