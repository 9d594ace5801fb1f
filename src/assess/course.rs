//! The course that an indicator should take: baseline, line, this year's value, tolerance.

use rust_decimal::Decimal;

use super::case::Case;
use super::judgement::{Grounds, TargetJudgement, TargetResult};
use crate::measure::{Line, Path, Point, Scheduled, Unit, order};
use crate::plan::{Direction, Operator};
use crate::submission::PartOfYear;

/// The numbers against which a value's course is measured.
#[derive(Debug, Clone)]
pub struct Course {
    /// (y_b, b).
    pub baseline: Option<Point>,
    /// The broken line through baseline and targets.
    pub line: Line,
    /// The target that the standing refers to, by position: this year's, else the next, else the last.
    pub reference: Option<usize>,
    /// p(y); for a flow of part of a year the part of it for that.
    pub scheduled: Option<Scheduled>,
    /// s: +1 up, −1 down; `None` where the plan names no better side.
    pub sense: Option<Decimal>,
    /// How far behind is still 落后 and not 明显落后, in the indicator's unit.
    pub tolerance: Option<Decimal>,
    /// The part of the year that the value of a flow covers, where it is not the whole.
    pub part: Option<PartOfYear>,
}

impl Course {
    pub(super) fn of(case: &Case<'_>) -> Self {
        let path = case.path();
        let reference = path.reference();
        let value = case.value().ok().filter(|_| case.indicator.accumulates);
        let part = value.and_then(|value| value.part());
        Course {
            baseline: path.baseline(),
            part,
            scheduled: scheduled(case, &path, part),
            line: path.line(),
            reference,
            sense: path.sense(),
            tolerance: reference.and_then(|at| tolerance(case, at, part)),
        }
    }

    /// Itself, but where more of a flow can undo or mend nothing any more, held against the whole of its target, not
    /// against its part.
    pub(super) fn decided_before_the_year_is_over(
        mut self,
        case: &Case<'_>,
        targets: &[TargetJudgement],
    ) -> Self {
        let due = |judged: &&TargetJudgement| self.part.is_some() && judged.is_due;
        let judged = self.reference.and_then(|at| targets.get(at)).filter(due);
        // A person's verdict on 左右 says nothing of what is to come.
        let is_over = |judged: &&TargetJudgement| {
            judged.grounds == Grounds::Numbers
                && matches!(judged.result, TargetResult::Met | TargetResult::Missed)
        };
        if judged.filter(is_over).is_some() {
            self.scheduled = scheduled(case, &case.path(), None);
            self.tolerance = self.reference.and_then(|at| tolerance(case, at, None));
        }
        self
    }

    /// d = s·(v − p), exact; where no side is better, minus the distance.
    pub(super) fn deviation(&self, value: Decimal) -> Option<Decimal> {
        let path = self.scheduled?.exact;
        if order(value, path).is_eq() {
            return Some(Decimal::ZERO);
        }
        Some(self.better(value.checked_sub(path)?))
    }

    /// The same of both as they are printed: who takes one from the other comes to it.
    pub(super) fn deviation_shown(&self, value: Decimal) -> Option<Decimal> {
        Some(self.better(value.checked_sub(self.scheduled?.value)?))
    }

    fn better(&self, difference: Decimal) -> Decimal {
        match self.sense {
            // Not multiplied: a nought would lose the digits that it is printed with.
            Some(sense) if sense < Decimal::ZERO => -difference,
            Some(_) => difference,
            None => -difference.abs(),
        }
    }

    /// The year at which the line has the value, minus the year of the value.
    pub(super) fn years_ahead(&self, value: Decimal, year: i32) -> Option<Decimal> {
        if self.line.len() < 2 || self.part.is_some() {
            return None;
        }
        self.line.year_of(value, self.sense?)?.checked_sub(Decimal::from(year))
    }

    /// Whether a value is on the wrong side of the baseline, in a later year than it.
    pub(super) fn is_worse_than_baseline(&self, value: Decimal, year: i32) -> bool {
        match (self.baseline, self.sense) {
            // A part of a year is no match for a whole one.
            (Some(b), Some(sense)) if year > b.year && self.part.is_none() => {
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

/// p(y) as it stands beside the figure that it judges.
fn scheduled(case: &Case<'_>, path: &Path<'_>, part: Option<PartOfYear>) -> Option<Scheduled> {
    let judged = case.value().ok().filter(|value| case.basis_fault(value).is_none());
    match judged {
        Some(value) => path.scheduled_beside(part, value),
        None => path.scheduled(part),
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
pub(super) fn tolerance(case: &Case<'_>, at: usize, part: Option<PartOfYear>) -> Option<Decimal> {
    let percent = case.situation.office.lights.tolerance_percent.value;
    let target = case.path().value_of(at)?;
    let way = match case.path().baseline() {
        Some(b) if b.value != target => target.checked_sub(b.value)?.abs(),
        _ => room(case, at, target)?,
    };
    let whole = way.checked_mul(percent.max(Decimal::ZERO))?.checked_div(Decimal::from(100))?;
    part.map_or(Some(whole), |part| part.of(whole))
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
