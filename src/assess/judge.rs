//! A value against one target (assessment.md, section 1).

use super::Lacking;
use super::case::{Case, NoValue, is_ruled_met, is_unconcerned};
use super::flow;
use super::judgement::{Aggregate, Grounds, TargetJudgement, TargetResult, Unsettled};
use crate::consolidate::{Gap, Value};
use crate::measure::{Incomparable, bound_of, needs_verdict};
use crate::plan::UnitIndex;

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
            Some(figure) => {
                case.value_of(figure).ok_or(NoValue::Gap(case.gap(figure).unwrap_or(Gap::NoEntry)))
            }
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
            judgement.result = match grounds {
                Grounds::OtherYear if !judgement.is_due => TargetResult::NotDue,
                _ => TargetResult::NotComparable,
            };
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
    if case.path().is_of_another_year(at) {
        return Err(Grounds::OtherYear);
    }
    let range = || Grounds::Incomparable(Incomparable::OutOfRange);
    // The one that a reader comes to who takes the target from the figure.
    judgement.gap = Some(bound.gap(value.as_shown()).ok_or_else(range)?);
    judgement.margin = Some(bound.margin(value.number, case.indicator.direction.inner).ok_or_else(range)?);
    judgement.unsettled = Unsettled::of(value);
    if case.indicator.accumulates
        && let Some(part) = value.part()
    {
        return flow::judge(bound, (part, case.indicator), value, judgement);
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
        (None, none) => match (case.ruled_before(at, unit), none) {
            (Some((year, met)), _) => {
                judgement.grounds = Grounds::Ruled(year);
                judgement.result = if met { TargetResult::Met } else { TargetResult::Missed };
            }
            (None, _) if case.is_ruled_elsewhere(at, unit) => {
                judgement.result = TargetResult::NoData;
                judgement.grounds = Grounds::RuledElsewhere;
            }
            (None, Some(none)) if case.target(at).value.is_some() => no_value(none, judgement),
            (None, _) => {
                judgement.result = TargetResult::ToBeJudged;
                judgement.grounds = Grounds::AwaitsVerdict;
            }
        },
    }
}

/// k of N: each county that is asked and concerned, by itself.
fn judge_each(case: &Case<'_>, at: usize, judgement: &mut TargetJudgement) {
    let is_ruled = || {
        let before = case.ruled_before(at, None).is_some() || case.is_ruled_elsewhere(at, None);
        case.verdict(at, None).is_some() || before
    };
    if needs_verdict(case.target(at)) && is_ruled() {
        return judge_by_verdict(case, at, None, None, judgement);
    }
    let concerned = case.parts().into_iter().filter(|figure| !is_unconcerned(figure)).collect::<Vec<_>>();
    let rows: Vec<TargetJudgement> = concerned.iter().map(|figure| county(case, at, figure.unit)).collect();
    if let Some(row) = rows.iter().find(|row| row.grounds == Grounds::OtherYear) {
        let (bound, bound_max) = (row.bound, row.bound_max);
        (judgement.result, judgement.grounds) = (row.result, Grounds::OtherYear);
        (judgement.bound, judgement.bound_max) = (bound, bound_max);
        return;
    }
    let count = |is: &[TargetResult]| rows.iter().filter(|row| is.contains(&row.result)).count();
    let counted = Aggregate {
        met: count(&[TargetResult::Met, TargetResult::OnPace]),
        on_pace: count(&[TargetResult::OnPace]),
        missed: count(&[TargetResult::Missed, TargetResult::NotDue, TargetResult::OffPace]),
        off_pace: count(&[TargetResult::OffPace]),
        lacking: count(&[TargetResult::ToBeJudged, TargetResult::NotComparable, TargetResult::NoData]),
        states: Lacking::of_judgements(&rows),
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
