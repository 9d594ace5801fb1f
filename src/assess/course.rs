//! The course that an indicator should take: baseline, line, this year's value, tolerance.

use rust_decimal::Decimal;

use super::case::Case;
use super::judgement::{Grounds, TargetJudgement, TargetResult};
use super::line::{Line, Point, Scheduled, ScheduledBy};
use crate::measure::{Bound, Unit, bound_of, is_the_change_itself};
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
        let baseline = baseline(case);
        let line = Line::through(baseline.into_iter().chain(points(case)));
        let reference = reference(case);
        let value = case.value().ok().filter(|_| case.indicator.accumulates);
        let months = value.and_then(|value| value.months());
        Course {
            baseline,
            months,
            scheduled: scheduled(case, &line)
                .filter(|whole| months.is_none() || has_pace(case, whole.by))
                .and_then(|whole| whole.for_months(months)),
            line,
            reference,
            sense: sense(case, reference),
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
            self.scheduled = scheduled(case, &self.line);
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

/// The plan's baseline. Where the figure is itself a change against a base year (下降率、增长量), it
/// was nought in that year by definition.
pub(super) fn baseline(case: &Case<'_>) -> Option<Point> {
    if let Some(given) = &case.indicator.baseline {
        return Some(Point { year: given.year, value: given.value.value });
    }
    let changes = case.indicator.targets.iter().filter(|target| is_the_change_itself(case.indicator, target));
    changes.filter_map(|target| target.baseline_year).next().map(|year| Point { year, value: Decimal::ZERO })
}

/// A tolerance for a target t: the configured per cent of |t − b|. Without a baseline, or where
/// b = t, the way has no length of its own and is counted to the bound that is possible: nought, and for
/// shares whose more is better the whole (100 for percentages, 1,000 for ‰). What is held against a part of
/// the target has that part of the tolerance.
pub(super) fn tolerance(case: &Case<'_>, at: usize, months: Option<u32>) -> Option<Decimal> {
    let percent = case.situation.office.lights.tolerance_percent.value;
    let target = value_of_target(case, at)?;
    let way = match baseline(case) {
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

/// Whether a target is one number for the whole, so that it can stand on the line.
fn is_point(case: &Case<'_>, at: usize) -> bool {
    let target = case.target(at);
    let whole = target.unit.is_none() && target.per.is_none() && !case.is_each(target);
    case.counts(at) && whole && !matches!(target.op.inner, Operator::Range | Operator::Verdict)
}

fn value_of_target(case: &Case<'_>, at: usize) -> Option<Decimal> {
    bound_of(case.indicator, case.target(at)).ok().flatten().map(|bound| bound.value)
}

fn all(case: &Case<'_>) -> std::ops::Range<usize> {
    0..case.indicator.targets.len()
}

fn points<'a>(case: &'a Case<'_>) -> impl Iterator<Item = Point> + 'a {
    all(case)
        .filter(|&at| is_point(case, at))
        .filter_map(|at| Some(Point { year: case.target(at).year?, value: value_of_target(case, at)? }))
}

/// This year's target, else the next, else one that holds always, else the last; one with a number
/// before one in words, one for all before one of a single unit.
fn reference(case: &Case<'_>) -> Option<usize> {
    let rank = |at: &usize| {
        let in_words = value_of_target(case, *at).is_none();
        let (group, distance) = match case.target(*at).year.map(|year| i64::from(year) - i64::from(case.year))
        {
            Some(ahead) if ahead >= 0 => (0, ahead),
            None => (1, 0),
            Some(behind) => (2, -behind),
        };
        (case.target(*at).unit.is_some(), in_words, group, distance, *at)
    };
    all(case).filter(|&at| case.counts(at)).min_by_key(rank)
}

/// p(y): this year's own target; else the line; else a target that holds always. A range of this
/// year is no single number, and the line does not replace it.
fn scheduled(case: &Case<'_>, line: &Line) -> Option<Scheduled> {
    let of_year =
        |year: Option<i32>| all(case).filter(move |&at| is_point(case, at) && case.target(at).year == year);
    let valued = |at: usize| value_of_target(case, at).map(|value| (at, value));
    if let Some((at, value)) = of_year(Some(case.year)).find_map(valued) {
        return Some(Scheduled::point(value, ScheduledBy::ThisYear(at)));
    }
    let has_own = all(case).any(|at| {
        let target = case.target(at);
        case.counts(at) && target.year == Some(case.year) && target.value.is_some() && target.unit.is_none()
    });
    if has_own {
        return None;
    }
    let interpolated = line.at(case.year).map(|value| Scheduled::point(value, ScheduledBy::Interpolated));
    interpolated.or_else(|| {
        let (at, value) = of_year(None).find_map(valued)?;
        Some(Scheduled::point(value, ScheduledBy::Always(at)))
    })
}

/// Whether a part of the year can be held against a part of it.
fn has_pace(case: &Case<'_>, by: ScheduledBy) -> bool {
    match by {
        ScheduledBy::Interpolated => true,
        ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => {
            bound_of(case.indicator, case.target(at)).is_ok_and(|bound| bound.is_some_and(Bound::has_pace))
        }
    }
}

fn sense(case: &Case<'_>, reference: Option<usize>) -> Option<Decimal> {
    match case.indicator.direction.inner {
        Direction::Up => Some(Decimal::ONE),
        Direction::Down => Some(Decimal::NEGATIVE_ONE),
        Direction::Keep | Direction::Range => match case.target(reference?).op.inner {
            Operator::AtLeast | Operator::Above => Some(Decimal::ONE),
            Operator::AtMost | Operator::Below => Some(Decimal::NEGATIVE_ONE),
            _ => None,
        },
    }
}
