//! The course that an indicator should take: baseline, line, this year's value, tolerance.

use rust_decimal::Decimal;

use super::case::Case;
use super::judgement::{Grounds, TargetJudgement, TargetResult};
use crate::measure::{Line, Point, Scheduled, Unit};
use crate::plan::{Direction, Operator};

/// The numbers against which a value's course is measured.
#[derive(Debug, Clone)]
pub struct Course {
    /// (y_b, b).
    pub baseline: Option<Point>,
    /// The broken line through baseline and targets.
    pub line: Line,
    /// The target that the standing refers to, by position: this year's, else the next, else the last.
    pub reference: Option<usize>,
    /// p(y); for a flow of part of a year the part of it for those months.
    pub scheduled: Option<Scheduled>,
    /// s: +1 up, −1 down; `None` where the plan names no better side.
    pub sense: Option<Decimal>,
    /// How far behind is still 落后 and not 明显落后, in the indicator's unit.
    pub tolerance: Option<Decimal>,
    /// Months that the value of a flow covers, where they are not the whole year.
    pub months: Option<u32>,
}

impl Course {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let path = case.path();
        let reference = path.reference();
        let value = case.value().ok().filter(|_| case.indicator.accumulates);
        let months = value.and_then(|value| value.months());
        Course {
            baseline: path.baseline(),
            months,
            scheduled: path.scheduled(months),
            line: path.line(),
            reference,
            sense: path.sense(),
            tolerance: reference.and_then(|at| tolerance(case, at, months)),
        }
    }

    /// Itself, but where more of a flow can undo or mend nothing any more, held against the whole of its target, not
    /// against the part for its months.
    pub(super) fn decided_before_the_year_is_over(
        mut self,
        case: &Case<'_>,
        targets: &[TargetJudgement],
    ) -> Self {
        let due = |judged: &&TargetJudgement| self.months.is_some() && judged.is_due;
        let judged = self.reference.and_then(|at| targets.get(at)).filter(due);
        // A person's verdict on 左右 says nothing of what is to come.
        let is_over = |judged: &&TargetJudgement| {
            judged.grounds == Grounds::Numbers
                && matches!(judged.result, TargetResult::Met | TargetResult::Missed)
        };
        if judged.filter(is_over).is_some() {
            self.scheduled = case.path().scheduled(None);
            self.tolerance = self.reference.and_then(|at| tolerance(case, at, None));
        }
        self
    }

    /// d = s·(v − p); where no side is better, minus the distance.
    pub(super) fn deviation(&self, value: Decimal) -> Option<Decimal> {
        let difference = value.checked_sub(self.scheduled?.value)?;
        Some(match self.sense {
            Some(sense) => sense * difference,
            None => -difference.abs(),
        })
    }

    /// The year at which the line has the value, minus the year of the value.
    pub(super) fn years_ahead(&self, value: Decimal, year: i32) -> Option<Decimal> {
        if self.line.len() < 2 || self.months.is_some() {
            return None;
        }
        self.line.year_of(value, self.sense?)?.checked_sub(Decimal::from(year))
    }

    /// Whether a value is on the wrong side of the baseline, in a later year than it.
    pub(super) fn is_worse_than_baseline(&self, value: Decimal, year: i32) -> bool {
        match (self.baseline, self.sense) {
            // A part of a year is no match for a whole one.
            (Some(b), Some(sense)) if year > b.year && self.months.is_none() => {
                if sense > Decimal::ZERO {
                    value < b.value
                } else {
                    value > b.value
                }
            }
            _ => false,
        }
    }
}

/// c = (v − b) ÷ (t − b), not clipped; `None` without a baseline, for a keep target, or out of range.
pub(super) fn completion(baseline: Decimal, target: Decimal, value: Decimal) -> Option<Decimal> {
    value.checked_sub(baseline)?.checked_div(target.checked_sub(baseline)?)
}

/// A tolerance for a target t: the configured per cent of |t − b|. Without a baseline, or where
/// b = t, the way has no length of its own and is counted to the bound that is possible: nought, and for
/// shares whose more is better the whole (100 for percentages, 1,000 for ‰). What is held against a part of
/// the target has that part of the tolerance.
pub(super) fn tolerance(case: &Case<'_>, at: usize, months: Option<u32>) -> Option<Decimal> {
    let percent = case.situation.office.lights.tolerance_percent.value;
    let target = case.path().value_of(at)?;
    let way = match case.path().baseline() {
        Some(b) if b.value != target => target.checked_sub(b.value)?.abs(),
        _ => room(case, at, target)?,
    };
    let whole = way.checked_mul(percent.max(Decimal::ZERO))?.checked_div(Decimal::from(100))?;
    match months {
        Some(months) => whole.checked_mul(Decimal::from(months))?.checked_div(Decimal::from(12)),
        None => Some(whole),
    }
}

/// How far a value can still go beyond a target on its good side.
fn room(case: &Case<'_>, at: usize, target: Decimal) -> Option<Decimal> {
    let unit = Unit::of(case.indicator);
    let more_is_better = match case.indicator.direction.inner {
        Direction::Up => true,
        Direction::Keep => !matches!(case.target(at).op.inner, Operator::AtMost | Operator::Below),
        Direction::Down | Direction::Range => false,
    };
    if more_is_better && unit.is_share() && target <= unit.factor() {
        unit.factor().checked_sub(target)
    } else {
        Some(target.abs())
    }
}
