//! How an indicator stands: everything that a page shows of it, with the way it was reached.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::case::{Case, NoValue, Seen};
use super::change::{NoChange, YearOnYear, year_on_year};
use super::course::{Course, completion};
use super::judge::{judge, judge_county};
use super::judgement::{Aggregate, Grounds, TargetJudgement, TargetResult};
use super::standing::{Evidence, Standing};
use super::{Lacking, Situation, UnitStanding};
use crate::consolidate::{FigureAnswer, Gap, IndicatorRecord, Outcome, Value};
use crate::measure::{Bound, Quantity, Scheduled, ScheduledBy, digits_of};
use crate::plan::{IndicatorIndex, Operator, UnitIndex};

/// How one county's figure stands. One row a unit that the plan asks.
#[derive(Debug, Clone)]
pub struct CountyRow {
    /// The unit.
    pub unit: UnitIndex,
    /// Its figure.
    pub value: Option<Value>,
    /// Why there is none.
    pub gap: Option<Gap>,
    /// Against each target, parallel to [`IndicatorStanding::targets`]; `None` where the target does
    /// not hold for this county.
    pub results: Vec<Option<TargetJudgement>>,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, NoChange>,
}

/// How an indicator stands.
#[derive(Debug, Clone)]
pub struct IndicatorStanding {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// The value that is judged: agreed, combined or chosen by the office; else why there is none.
    pub value: Result<Value, NoValue>,
    /// What an incomplete roll-up comes to so far; shown, never judged.
    pub partial: Option<Value>,
    /// Whether the value is final: it covers the whole year and is a 终值.
    pub is_final: bool,
    /// One judgement a target, in the plan's order.
    pub targets: Vec<TargetJudgement>,
    /// Digits of its numbers by the plan alone: those of the terms of a formula at least.
    pub digits: u32,
    /// Baseline, line, reference target, scheduled value, tolerance.
    pub course: Course,
    /// c toward the reference target, exact and not clipped.
    pub completion: Option<Decimal>,
    /// d = s·(v − p(y)) of both as printed, in the indicator's unit, its scale the digits to print; positive is
    /// better. What it comes to is judged in full.
    pub deviation: Option<Decimal>,
    /// Years ahead (+) or behind (−) of the line, exact.
    pub years_ahead: Option<Decimal>,
    /// How it stands.
    pub standing: Standing,
    /// 差于基期: v on the wrong side of b, whatever the standing.
    pub worsening: bool,
    /// 未到期: nothing has to be met yet, and nothing can be said before. The standing is then 待认定 or
    /// 不可比 (or 无数据) only because no target's year has come.
    pub awaiting: bool,
    /// 与目标差: how far the value is from what is asked of it this year; see [`Distance`].
    pub distance: Option<Distance>,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, NoChange>,
    /// Targets that name a unit each, counted together; none where they name fewer than two units.
    pub own_targets: Option<OwnTargets>,
    /// County by county, in order of protocol; empty for figures of the city.
    pub counties: Vec<CountyRow>,
}

/// Targets of one time that name a unit each: no one of them stands for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTargets {
    /// Positions in the indicator's targets, in the plan's order.
    pub targets: Vec<usize>,
    /// k of N of the units that they name; a unit meets its own where it meets each of them.
    pub counted: Aggregate,
}

/// 与目标差, the same on every surface: how far the value is from what is shown as its target, which is p(y)
/// where the schedule is reckoned (推算、折算) and the reference target elsewhere; 0 inside a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Of the figure as shown, in the indicator's unit (points for shares); its scale is the digits to print.
    pub value: Decimal,
    /// What it is measured from.
    pub from: Bound,
    /// From the scheduled value, not from a target of the plan's own.
    pub by_schedule: bool,
    /// Whether it is on the good side: what the judgement on the target says, where there is one; `None` where
    /// only a person can say.
    pub is_good: Option<bool>,
}

impl IndicatorStanding {
    /// Whether it is a flow of part of the year on its way: it keeps pace or lags, and neither is a target
    /// met or missed before the year is over.
    pub fn is_under_way(&self) -> bool {
        let with = |result| self.targets.iter().any(|judged| judged.is_live && judged.result == result);
        let paced = with(TargetResult::OnPace) || with(TargetResult::OffPace);
        matches!(self.standing, Standing::OnSchedule | Standing::Behind | Standing::FarBehind)
            && (paced || self.course.part.is_some())
            && !with(TargetResult::Missed)
    }

    /// The reckoned value (推算、折算) that it is held against; `None` where a target of the plan's own is.
    pub fn reckoned(&self) -> Option<Scheduled> {
        reckoned(&self.course, &self.targets)
    }

    /// Whether there is one.
    pub fn is_reckoned(&self) -> bool {
        self.reckoned().is_some()
    }

    /// 是否达到时序进度: what is judged of the target of the year, else the side of the schedule on which the value
    /// is; `None` without a schedule, and where only a person can say.
    pub fn keeps_schedule(&self) -> Option<bool> {
        let deviation = self.deviation?;
        match self.course.scheduled?.by {
            ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => self.targets.get(at)?.is_kept(),
            ScheduledBy::Interpolated => Some(deviation >= Decimal::ZERO),
        }
    }
}

/// Judges one indicator.
pub(super) fn stand(
    situation: &Situation<'_>,
    units: &[UnitStanding],
    record: &IndicatorRecord,
) -> IndicatorStanding {
    let case = Case::new(situation, units, record);
    // First of all: a value has the digits in which its change can be read, wherever it stands.
    let moved = Moved::of(&case);
    let seen = moved.seen(&case);
    let case = Case { seen: Some(&seen), ..case };
    let value = case.value();
    let course = Course::of(&case);
    let mut targets: Vec<TargetJudgement> =
        (0..case.indicator.targets.len()).map(|at| judge(&case, at)).collect();
    let course = course.decided_before_the_year_is_over(&case, &targets);
    // What may not be compared with the targets may not be compared with the line through them.
    let comparable = value.ok().filter(|value| case.basis_fault(value).is_none());
    let number = comparable.map(|value| value.number);
    // A part of a flow has come no way of its own between two annual values, and a whole one none to a year that is over.
    if let (Some(b), Some(v), None) = (course.baseline, number, course.part) {
        let is_over = |judged: &TargetJudgement| judged.is_due && judged.grounds == Grounds::OtherYear;
        let open = |judged: &&mut TargetJudgement| is_for_the_whole(&case, judged) && !is_over(judged);
        for judged in targets.iter_mut().filter(open) {
            judged.completion = judged.bound.and_then(|t| completion(b.value, t, v));
        }
    }
    let shown = comparable.map(|value| value.as_shown());
    let deviation = number.and_then(|v| course.deviation(v));
    let deviation_shown = shown.and_then(|v| course.deviation_shown(v));
    let worsening = number.is_some_and(|v| course.is_worse_than_baseline(v, case.year));
    let evidence = Evidence {
        case: &case,
        targets: &targets,
        no_value: value.err(),
        // Given targets are judged one by one; the schedule adds what lies between them.
        deviation: deviation.zip(course.scheduled.filter(|path| path.is_interpolated())),
        tolerance: course.tolerance,
        worsening,
    };
    let standing = evidence.standing();
    let own_targets = own_targets(&case, &course, &targets);
    let reference = evidence.reference(standing, course.reference);
    let course = Course { reference, ..course };
    let of_reference = course.reference.and_then(|at| targets.get(at));
    IndicatorStanding {
        indicator: record.indicator,
        digits: digits_of(case.indicator, 0),
        partial: match &record.outcome {
            Outcome::Incomplete { partial, .. } => partial.clone(),
            _ => None,
        },
        is_final: value.is_ok_and(|value| value.is_final()),
        completion: of_reference.and_then(|judged| judged.completion),
        distance: shown.and_then(|v| {
            let of_one_unit = |judged: &TargetJudgement| case.target(judged.target).unit.is_some();
            distance(&course, &targets, v, deviation_shown, of_one_unit)
        }),
        deviation: deviation_shown,
        years_ahead: number.and_then(|v| course.years_ahead(v, case.year)),
        standing,
        worsening,
        awaiting: is_awaiting(&case, standing),
        year_on_year: moved.whole,
        own_targets,
        counties: rows(&case, moved.units),
        value: value.cloned(),
        targets,
        course,
    }
}

/// Those that must hold today; where none does and what is to come is one unit's, those of that year.
fn own_targets(case: &Case<'_>, course: &Course, targets: &[TargetJudgement]) -> Option<OwnTargets> {
    let own = || targets.iter().filter(|judged| judged.counts && case.target(judged.target).unit.is_some());
    let mut together: Vec<&TargetJudgement> = own().filter(|judged| judged.is_live).collect();
    if together.is_empty() {
        let reference = case.target(course.reference?);
        together = own().filter(|judged| case.target(judged.target).year == reference.year).collect();
    }
    // A unit of which the plan knows nothing is still one that has a target.
    let name = |judged: &&TargetJudgement| case.target(judged.target).unit.as_ref().map(|unit| unit.key());
    let units: BTreeSet<_> = together.iter().filter_map(name).collect();
    if units.len() < 2 {
        return None;
    }
    let mut counted = Aggregate { of: units.len(), of_counties: true, ..Aggregate::default() };
    let mut lacking = vec![];
    for unit in units {
        let of_unit = || together.iter().filter(|judged| name(judged).as_ref() == Some(&unit));
        let has = |is: &[TargetResult]| {
            of_unit().any(|judged| is.contains(&judged.result) && judged.grounds != Grounds::OtherYear)
        };
        let of_other_years = of_unit().any(|judged| judged.grounds == Grounds::OtherYear);
        let known = of_unit().find_map(|judged| case.unit_of(case.target(judged.target)));
        counted.of_counties &= known.is_some_and(|unit| case.is_county(unit));
        if has(&[TargetResult::Missed, TargetResult::NotDue]) {
            counted.missed += 1;
        } else if has(&[TargetResult::OffPace]) {
            (counted.missed, counted.off_pace) = (counted.missed + 1, counted.off_pace + 1);
        } else if of_other_years
            || has(&[TargetResult::ToBeJudged, TargetResult::NotComparable, TargetResult::NoData])
        {
            counted.lacking += 1;
            lacking.extend(of_unit().find(|judged| {
                use TargetResult::{NoData, NotComparable, ToBeJudged};
                judged.grounds == Grounds::OtherYear
                    || matches!(judged.result, ToBeJudged | NotComparable | NoData)
            }));
        } else {
            counted.met += 1;
            counted.on_pace += usize::from(has(&[TargetResult::OnPace]));
        }
    }
    counted.states = Lacking::of_judgements(lacking.into_iter().copied());
    Some(OwnTargets { targets: together.iter().map(|judged| judged.target).collect(), counted })
}

/// 推算 and 折算: of the schedule; of a flow whose target is a range, its pace.
fn reckoned(course: &Course, targets: &[TargetJudgement]) -> Option<Scheduled> {
    if let Some(scheduled) = course.scheduled {
        return Some(scheduled).filter(|s| s.is_interpolated() || s.part.is_some());
    }
    let judged = course.reference.and_then(|at| targets.get(at))?;
    let on_its_way = matches!(judged.result, TargetResult::OnPace | TargetResult::OffPace);
    let pace = judged.pace.filter(|_| on_its_way)?;
    let by = ScheduledBy::Always(judged.target);
    let (value, max) = (pace.bound.value, pace.bound.max);
    Some(Scheduled { value, max, exact: pace.exact.value, part: Some(pace.part), by })
}

fn distance(
    course: &Course,
    targets: &[TargetJudgement],
    value: Decimal,
    deviation: Option<Decimal>,
    of_one_unit: impl Fn(&TargetJudgement) -> bool,
) -> Option<Distance> {
    let judged = course.reference.and_then(|at| targets.get(at));
    if let Some(scheduled) = reckoned(course, targets).filter(|_| !judged.is_some_and(&of_one_unit)) {
        let from = scheduled.as_range();
        let value = from.gap(value)?;
        let is_good = match scheduled.by {
            ScheduledBy::Interpolated => Some(deviation? >= Decimal::ZERO),
            ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => targets.get(at)?.is_kept(),
        };
        return Some(Distance { value, from, by_schedule: true, is_good });
    }
    // Of one unit it would be told beside the value of all.
    let judged = judged.filter(|judged| !of_one_unit(judged))?;
    let (value, op) = (judged.gap?, Operator::Range);
    let from = Bound { op, value: judged.bound?, max: judged.bound_max };
    Some(Distance { value, from, by_schedule: false, is_good: judged.is_kept() })
}

/// Whether the only answer is that no target's year has come.
fn is_awaiting(case: &Case<'_>, standing: Standing) -> bool {
    let targets = || 0..case.indicator.targets.len();
    let to_come = |at: usize| case.target(at).year.is_some_and(|year| year > case.year);
    standing.rank().is_none() && targets().any(to_come) && !targets().any(|at| case.is_live(at))
}

fn is_for_the_whole(case: &Case<'_>, judged: &TargetJudgement) -> bool {
    let target = case.target(judged.target);
    target.unit.is_none() && target.per.is_none() && !case.is_each(target) && judged.bound_max.is_none()
}

/// One row a unit, for figures of counties and for targets that name a unit.
fn rows(case: &Case<'_>, moved: Vec<Result<YearOnYear, NoChange>>) -> Vec<CountyRow> {
    let row = |(figure, year_on_year): (&FigureAnswer, _)| CountyRow {
        unit: figure.unit,
        value: figure.value().and(case.value_of(figure)).cloned(),
        gap: case.gap(figure),
        results: (0..case.indicator.targets.len()).map(|at| judge_county(case, at, figure.unit)).collect(),
        year_on_year,
    };
    case.asked().zip(moved).map(row).collect()
}

/// 同比 of the whole, and of each unit that is asked where units are judged one by one.
struct Moved {
    whole: Result<YearOnYear, NoChange>,
    units: Vec<Result<YearOnYear, NoChange>>,
}

impl Moved {
    fn of(case: &Case<'_>) -> Self {
        let of_unit = |figure: &FigureAnswer| match figure.value() {
            Some(value) => year_on_year(case.indicator, value, case.before_of(figure.unit), None),
            None => Err(NoChange::NoValue(NoValue::Gap(case.gap(figure).unwrap_or(Gap::NoEntry)))),
        };
        Moved {
            whole: match case.value() {
                Ok(value) => year_on_year(case.indicator, value, case.before(), case.none_before()),
                Err(none) => Err(NoChange::NoValue(none)),
            },
            units: case.asked().filter(|_| case.is_by_unit()).map(of_unit).collect(),
        }
    }

    fn seen(&self, case: &Case<'_>) -> Seen {
        let in_digits = |value: &Value, change: &Result<YearOnYear, NoChange>| {
            let digits = change.as_ref().map_or(value.digits, |change| change.digits);
            Value { quantity: Quantity { digits, ..value.quantity.clone() }, ..value.clone() }
        };
        let units = case.asked().zip(&self.units);
        Seen {
            whole: case.value().ok().map(|value| in_digits(value, &self.whole)),
            units: units
                .map(|(figure, change)| (figure.unit, figure.value().map(|value| in_digits(value, change))))
                .collect(),
        }
    }
}
