//! A value against one target (assessment.md, section 1).

use rust_decimal::Decimal;

use super::case::{Case, NoValue, is_ruled_met, is_unconcerned};
use super::flow::{self, Pace};
use crate::consolidate::{Gap, Value};
use crate::measure::{Incomparable, NoBound, Quantity, bound_of, needs_verdict};
use crate::plan::{UnitIndex, ValueStatus};
use crate::submission::Period;

/// How a value stands to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetResult {
    /// 达到.
    Met,
    /// 未达到: it is due (this year's, a past one that nothing follows, or one that holds always).
    Missed,
    /// 未到期: not met yet, and its year has not come.
    NotDue,
    /// 按折算达到进度: a flow of part of a year that keeps pace with its annual target; not met yet.
    OnPace,
    /// 按折算未达到进度: such a flow that does not keep pace; not missed yet.
    OffPace,
    /// 待认定: needs a person's verdict, and there is none.
    ToBeJudged,
    /// 不可比: with the reason.
    NotComparable,
    /// 无数据.
    NoData,
}

impl TargetResult {
    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            TargetResult::Met => "met",
            TargetResult::Missed => "missed",
            TargetResult::NotDue => "not_due",
            TargetResult::OnPace => "on_pace",
            TargetResult::OffPace => "off_pace",
            TargetResult::ToBeJudged => "to_be_judged",
            TargetResult::NotComparable => "not_comparable",
            TargetResult::NoData => "no_data",
        }
    }
}

/// What a result rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grounds {
    /// The numbers of the judgement.
    Numbers,
    /// Counties counted one by one: see `aggregate`.
    Counted,
    /// A person's verdict, by position in the decisions' `verdicts`.
    Verdict(usize),
    /// A person's verdict is needed, and there is none.
    AwaitsVerdict,
    /// There is no value.
    NoValue(NoValue),
    /// The value may not be compared with the plan's targets.
    Incomparable(Incomparable),
    /// The target cannot be turned into a bound.
    NoBound(NoBound),
    /// The target is what a whole year comes to, exactly or about; its part says nothing yet.
    PartOfYear,
    /// Each county must meet it, and there are no figures by county.
    NoCountyFigures,
    /// The plan has no such unit.
    UnknownUnit,
}

/// Why a result is not final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// The value covers a part of the year; 数据状态 as given.
    Part(Period, Option<ValueStatus>),
    /// The value does not say what time it covers; 数据状态 as given.
    NoPeriod(Option<ValueStatus>),
    /// The value covers the whole time and is no 终值; 数据状态 as given.
    Status(Option<ValueStatus>),
    /// Figures of several units, not final for reasons that differ.
    Several,
}

impl Unsettled {
    /// Why a judgement on a quantity is not final; `None` when it is.
    pub fn of(value: &Quantity) -> Option<Self> {
        match value.period {
            None => Some(Unsettled::NoPeriod(value.status)),
            Some(period) if !period.is_whole() => Some(Unsettled::Part(period, value.status)),
            Some(_) => (!value.is_final()).then_some(Unsettled::Status(value.status)),
        }
    }

    /// The one reason of all that are not final; none is taken for the others where they differ.
    fn of_all(reasons: impl Iterator<Item = Self>) -> Option<Self> {
        reasons.reduce(|one, other| if one == other { one } else { Unsettled::Several })
    }
}

/// k of N counties meet a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aggregate {
    /// k: counties that meet it, or keep pace with it.
    pub met: usize,
    /// Of these, counties whose flow of a part of the year keeps pace: they do not meet it yet.
    pub on_pace: usize,
    /// Counties known not to.
    pub missed: usize,
    /// Of these, counties whose flow of a part of the year lags: they have not missed it yet.
    pub off_pace: usize,
    /// Counties without a value or a verdict.
    pub lacking: usize,
    /// N: counties that are asked, without those that it does not concern (不涉及).
    pub of: usize,
    /// Whether they are counties; the plan may ask other units one by one.
    pub of_counties: bool,
}

/// How an indicator stands to one of its targets. Parallel to the plan's `targets`.
#[derive(Debug, Clone)]
pub struct TargetJudgement {
    /// Position in the indicator's targets.
    pub target: usize,
    /// The result.
    pub result: TargetResult,
    /// Whether the target counts: another statement of the same goal may govern (`governs`).
    pub counts: bool,
    /// Whether its year has come: a target without a year is always due.
    pub is_due: bool,
    /// Whether it is the one to hold today.
    pub is_live: bool,
    /// The bound in the indicator's own unit: the target's value, or what a change of the baseline comes to.
    pub bound: Option<Decimal>,
    /// The upper bound of a range.
    pub bound_max: Option<Decimal>,
    /// v − t, exact, in the indicator's unit; for a range the distance to its nearest end, 0 inside.
    pub gap: Option<Decimal>,
    /// d: how much better (+) or worse (−) than the target the value is, exact.
    pub margin: Option<Decimal>,
    /// c: 完成度, exact and not clipped, 1 = reached; `None` with the reason in `steps`.
    pub completion: Option<Decimal>,
    /// k of N, for targets that each county must meet.
    pub aggregate: Option<Aggregate>,
    /// 折算值: what the bound comes to for the months that a flow's value covers.
    pub pace: Option<Pace>,
    /// Why the judgement is not final.
    pub unsettled: Option<Unsettled>,
    /// What the result rests on.
    pub grounds: Grounds,
}

impl TargetJudgement {
    /// The verdict that decided, by position in the decisions' `verdicts`.
    pub fn verdict(&self) -> Option<usize> {
        match self.grounds {
            Grounds::Verdict(at) => Some(at),
            _ => None,
        }
    }

    /// Whether the target is met, or kept pace with, as far as numbers or a person say; `None` where neither does.
    pub fn is_kept(&self) -> Option<bool> {
        match self.result {
            TargetResult::Met | TargetResult::OnPace => Some(true),
            TargetResult::Missed | TargetResult::OffPace => Some(false),
            // What has not passed a later cap yet may still do so.
            TargetResult::NotDue => self.margin.filter(|margin| *margin < Decimal::ZERO).map(|_| false),
            TargetResult::ToBeJudged | TargetResult::NotComparable | TargetResult::NoData => None,
        }
    }

    /// Whether a person has to decide now: the target counts, its year has come, and there is no verdict.
    pub fn is_open(&self) -> bool {
        self.counts && self.is_due && self.result == TargetResult::ToBeJudged
    }
}

/// A judgement before anything is known.
fn blank(case: &Case<'_>, at: usize) -> TargetJudgement {
    TargetJudgement {
        target: at,
        result: TargetResult::NoData,
        counts: case.counts(at),
        is_due: case.is_due(at),
        is_live: case.is_live(at),
        bound: None,
        bound_max: None,
        gap: None,
        margin: None,
        completion: None,
        aggregate: None,
        pace: None,
        unsettled: None,
        grounds: Grounds::Numbers,
    }
}

/// Judges one target of an indicator.
pub(super) fn judge(case: &Case<'_>, at: usize) -> TargetJudgement {
    let target = case.target(at);
    let mut judgement = blank(case, at);
    if case.is_each(target) {
        judge_each(case, at, &mut judgement);
    } else if target.unit.is_some() {
        match case.unit_of(target) {
            Some(unit) => judge_one(case, at, Some(unit), &mut judgement),
            None => judgement.grounds = Grounds::UnknownUnit,
        }
    } else if target.per.is_some() && !needs_verdict(target) {
        judgement.result = TargetResult::NotComparable;
        judgement.grounds = Grounds::NoCountyFigures;
    } else {
        judge_one(case, at, None, &mut judgement);
    }
    judgement
}

/// The judgement for one county, where a target holds for it: because it names it, or each county.
pub(super) fn judge_county(case: &Case<'_>, at: usize, unit: UnitIndex) -> Option<TargetJudgement> {
    let target = case.target(at);
    if !case.is_each(target) && case.unit_of(target) != Some(unit) {
        return None;
    }
    Some(county(case, at, unit))
}

/// One county's own judgement of a target.
fn county(case: &Case<'_>, at: usize, unit: UnitIndex) -> TargetJudgement {
    let mut judgement = blank(case, at);
    judge_one(case, at, Some(unit), &mut judgement);
    judgement
}

/// One figure, of the whole or of a unit, against one target.
fn judge_one(case: &Case<'_>, at: usize, unit: Option<UnitIndex>, judgement: &mut TargetJudgement) {
    let value = match unit {
        None => case.value(),
        Some(unit) => match case.figure_of(unit) {
            Some(figure) => figure.value().ok_or(NoValue::Gap(case.gap(figure).unwrap_or(Gap::NoEntry))),
            None => Err(NoValue::Gap(Gap::NoReporter)),
        },
    };
    let compared = compare(case, at, value.ok(), judgement);
    if needs_verdict(case.target(at)) {
        return judge_by_verdict(case, at, unit, value.err(), judgement);
    }
    match (value, compared) {
        (Err(none), _) => no_value(none, judgement),
        (Ok(_), Err(grounds)) => {
            judgement.result = TargetResult::NotComparable;
            judgement.grounds = grounds;
        }
        (Ok(_), Ok(result)) => judgement.result = result,
    }
}

fn no_value(none: NoValue, judgement: &mut TargetJudgement) {
    judgement.result = if none.has_figures() { TargetResult::NotComparable } else { TargetResult::NoData };
    judgement.grounds = Grounds::NoValue(none);
}

/// Fills in the numbers of a comparison, and says what they come to. 待认定 targets have numbers too;
/// only their result is a person's.
fn compare(
    case: &Case<'_>,
    at: usize,
    value: Option<&Value>,
    judgement: &mut TargetJudgement,
) -> Result<TargetResult, Grounds> {
    let bound = bound_of(case.indicator, case.target(at)).map_err(Grounds::NoBound)?;
    judgement.bound = bound.map(|bound| bound.value);
    judgement.bound_max = bound.and_then(|bound| bound.max);
    let (Some(bound), Some(value)) = (bound, value) else { return Ok(TargetResult::NoData) };
    if let Some(fault) = case.basis_fault(value) {
        return Err(Grounds::Incomparable(fault));
    }
    let range = || Grounds::Incomparable(Incomparable::OutOfRange);
    judgement.gap = Some(bound.gap(value.number).ok_or_else(range)?);
    judgement.margin = Some(bound.margin(value.number, case.indicator.direction.inner).ok_or_else(range)?);
    judgement.unsettled = Unsettled::of(value);
    if case.indicator.accumulates
        && let Some(months) = value.months()
    {
        return flow::judge(bound, months, value.number, judgement);
    }
    Ok(match bound.is_met(value.number).unwrap_or(false) {
        true => TargetResult::Met,
        false if judgement.is_due => TargetResult::Missed,
        false => TargetResult::NotDue,
    })
}

/// 左右 and goals in words: a person's verdict, else 待认定. A figure that was asked for and is not
/// there is 无数据, as nobody could judge it.
fn judge_by_verdict(
    case: &Case<'_>,
    at: usize,
    unit: Option<UnitIndex>,
    none: Option<NoValue>,
    judgement: &mut TargetJudgement,
) {
    match (case.verdict(at, unit), none) {
        (Some((position, verdict)), _) => {
            judgement.grounds = Grounds::Verdict(position);
            judgement.result = match is_ruled_met(verdict) {
                Some(true) => TargetResult::Met,
                Some(false) if judgement.is_due => TargetResult::Missed,
                Some(false) => TargetResult::NotDue,
                None => TargetResult::ToBeJudged,
            };
        }
        (None, Some(none)) if case.target(at).value.is_some() => no_value(none, judgement),
        (None, _) => {
            judgement.result = TargetResult::ToBeJudged;
            judgement.grounds = Grounds::AwaitsVerdict;
        }
    }
}

/// k of N: each county that is asked and concerned, by itself.
fn judge_each(case: &Case<'_>, at: usize, judgement: &mut TargetJudgement) {
    if needs_verdict(case.target(at)) && case.verdict(at, None).is_some() {
        return judge_by_verdict(case, at, None, None, judgement);
    }
    let concerned = case.parts().into_iter().filter(|figure| !is_unconcerned(figure)).collect::<Vec<_>>();
    let rows: Vec<TargetJudgement> = concerned.iter().map(|figure| county(case, at, figure.unit)).collect();
    let count = |is: &[TargetResult]| rows.iter().filter(|row| is.contains(&row.result)).count();
    let counted = Aggregate {
        met: count(&[TargetResult::Met, TargetResult::OnPace]),
        on_pace: count(&[TargetResult::OnPace]),
        missed: count(&[TargetResult::Missed, TargetResult::NotDue, TargetResult::OffPace]),
        off_pace: count(&[TargetResult::OffPace]),
        lacking: count(&[TargetResult::ToBeJudged, TargetResult::NotComparable, TargetResult::NoData]),
        of: rows.len(),
        of_counties: concerned.iter().all(|figure| case.is_county(figure.unit)),
    };
    judgement.bound = rows.first().and_then(|row| row.bound);
    judgement.bound_max = rows.first().and_then(|row| row.bound_max);
    // The whole is as good as its worst part.
    judgement.margin = rows.iter().filter_map(|row| row.margin).min();
    judgement.unsettled = Unsettled::of_all(rows.iter().filter_map(|row| row.unsettled));
    judgement.aggregate = Some(counted);
    judgement.grounds = Grounds::Counted;
    judgement.result = match counted {
        Aggregate { of: 0, .. } => TargetResult::NoData,
        Aggregate { missed: 1.., off_pace, .. } if off_pace == counted.missed => TargetResult::OffPace,
        Aggregate { missed: 1.., .. } if judgement.is_due => TargetResult::Missed,
        Aggregate { missed: 1.., .. } => TargetResult::NotDue,
        Aggregate { lacking: 0, on_pace: 1.., .. } => TargetResult::OnPace,
        Aggregate { lacking: 0, .. } => TargetResult::Met,
        _ if count(&[TargetResult::ToBeJudged]) == counted.lacking => TargetResult::ToBeJudged,
        Aggregate { met: 0, .. } if count(&[TargetResult::NoData]) == counted.lacking => TargetResult::NoData,
        _ => TargetResult::NotComparable,
    };
}
