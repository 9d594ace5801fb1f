//! A target as a bound in the indicator's own unit (assessment.md, section 1).

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::digits::Written;
use super::order::order;
use super::rounding::MAX_DIGITS;
use super::{Quantity, Unit};
use crate::plan::{Baseline, Change, Direction, Indicator, Operator, Target};
use crate::submission::PartOfYear;

/// What a value is compared with, in the indicator's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// How.
    pub op: Operator,
    /// The number, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub max: Option<Decimal>,
}

impl Bound {
    /// v − t; for a range the distance to the nearest end, 0 inside.
    pub fn gap(self, value: Decimal) -> Option<Decimal> {
        match self.max {
            Some(max) if value > max => value.checked_sub(max),
            Some(_) if value >= self.value => Some(Decimal::new(0, value.scale())),
            _ => value.checked_sub(self.value),
        }
    }

    /// How much better (+) or worse (−) than the bound a value is. Where the operator names no side
    /// (等于, 区间), every distance is for the worse; 左右 follows the direction.
    pub fn margin(self, value: Decimal, direction: Direction) -> Option<Decimal> {
        let gap = self.gap(value)?;
        Some(match (self.op, direction) {
            (Operator::AtLeast | Operator::Above, _) | (Operator::About, Direction::Up) => gap,
            // A range without its upper end is a lower bound; `check` reports it.
            (Operator::Range, _) if self.max.is_none() => gap,
            (Operator::AtMost | Operator::Below, _) | (Operator::About, Direction::Down) => -gap,
            _ => -gap.abs(),
        })
    }

    /// Whether a part of the year can be held against the part of the bound for its months. What must come to
    /// exactly so much, or to about so much, is known only when the year is over.
    pub fn has_pace(self) -> bool {
        !matches!(self.op, Operator::Equal | Operator::About | Operator::Verdict)
    }

    /// The part of it for a part of the year, exact: so it is judged. `None` outside the range of decimals.
    pub fn for_part(self, part: PartOfYear) -> Option<Self> {
        let max = match self.max {
            Some(max) => Some(part.of(max)?),
            None => None,
        };
        Some(Bound { value: part.of(self.value)?, max, ..self })
    }

    /// What was reckoned, as it is printed beside a figure that it is held against.
    pub fn beside(self, written: Written, figure: &Quantity) -> Self {
        let [low, high] = self.ends();
        let print = |end: Option<Bound>| end.map(|end| written.beside(end, figure));
        Bound { value: print(low).unwrap_or(self.value), max: print(high), ..self }
    }

    /// Each of its ends as a bound of its own: the one that has a number, and the upper one of a range.
    pub(super) fn ends(self) -> [Option<Bound>; 2] {
        let Some(max) = self.max else { return [Some(self), None] };
        let end = |op, value| Some(Bound { op, value, max: None });
        [end(Operator::AtLeast, self.value), end(Operator::AtMost, max)]
    }

    /// Whether a value meets the bound; `None` for what only a person can say. Compared in full, not
    /// as shown (GB/T 8170, 全数值比较法).
    pub fn is_met(self, value: Decimal) -> Option<bool> {
        let side = order(value, self.value);
        Some(match self.op {
            Operator::AtLeast => side != Ordering::Less,
            Operator::AtMost => side != Ordering::Greater,
            Operator::Above => side == Ordering::Greater,
            Operator::Below => side == Ordering::Less,
            Operator::Equal => side == Ordering::Equal,
            Operator::Range => {
                side != Ordering::Less && self.max.is_none_or(|max| order(value, max) != Ordering::Greater)
            }
            Operator::About | Operator::Verdict => return None,
        })
    }
}

/// Whether only a person can say that a target is met.
pub fn needs_verdict(target: &Target) -> bool {
    matches!(target.op.inner, Operator::About | Operator::Verdict) || target.value.is_none()
}

/// Why a target that is a change cannot be turned into a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBound {
    /// The plan gives no value of the base year.
    NoBaseline,
    /// The arithmetic leaves the range of decimals.
    OutOfRange,
}

/// A target as a bound: its value, or what a change of the baseline comes to. `Ok(None)` for goals in words.
///
/// # Errors
/// Why a change cannot be turned into a bound; a value is never taken for the change itself.
pub fn bound_of(indicator: &Indicator, target: &Target) -> Result<Option<Bound>, NoBound> {
    let Some(value) = target.value.as_ref().map(|value| value.value) else { return Ok(None) };
    let max = target.value_max.as_ref().map(|max| max.value);
    let plain = Bound { op: target.op.inner, value, max };
    match target.change {
        None => Ok(Some(plain)),
        Some(_) if is_the_change_itself(indicator, target) => Ok(Some(plain)),
        Some(change) => {
            let baseline = baseline_of_change(indicator, target).ok_or(NoBound::NoBaseline)?;
            changed(indicator, plain, change, baseline).map(Some).ok_or(NoBound::OutOfRange)
        }
    }
}

/// Whether the indicator measures the fall itself (下降率): only then is more of a fall better.
pub fn is_the_change_itself(indicator: &Indicator, target: &Target) -> bool {
    target.change == Some(Change::Fall) && indicator.direction.inner == Direction::Up
}

/// The baseline from which a level changes: of the year that the target names, and not nought.
fn baseline_of_change<'a>(indicator: &'a Indicator, target: &Target) -> Option<&'a Baseline> {
    let baseline = indicator.baseline.as_ref()?;
    let same_year = target.baseline_year.is_none_or(|year| year == baseline.year);
    (same_year && !baseline.value.value.is_zero()).then_some(&baseline.inner)
}

/// 较基期下降（上升）x: in percentage points for percentages, else in per cent of the baseline. “At
/// least so much less” is an upper bound.
fn changed(indicator: &Indicator, by: Bound, change: Change, baseline: &Baseline) -> Option<Bound> {
    let b = baseline.value.value;
    let moved = |x: Decimal| {
        let x = if change == Change::Fall { -x } else { x };
        let step = if Unit::of(indicator).is_share() {
            x
        } else {
            b.abs().checked_mul(x)?.checked_div(Decimal::from(100))?
        };
        // A product of two decimals ends: it is the bound with all its digits, and is judged with them.
        let fewest = indicator.decimals.unwrap_or_else(|| b.scale()).min(MAX_DIGITS);
        let mut bound = b.checked_add(step)?.normalize();
        bound.rescale(bound.scale().max(fewest));
        Some(bound)
    };
    let value = moved(by.value)?;
    let max = by.max.map(|max| moved(max).ok_or(())).transpose().ok()?;
    if change == Change::Rise {
        return Some(Bound { value, max, ..by });
    }
    let op = match by.op {
        Operator::AtLeast => Operator::AtMost,
        Operator::AtMost => Operator::AtLeast,
        Operator::Above => Operator::Below,
        Operator::Below => Operator::Above,
        other => other,
    };
    Some(match max {
        Some(low) => Bound { op, value: low, max: Some(value) },
        None => Bound { op, value, max: None },
    })
}
