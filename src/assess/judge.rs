//! A value against one target (assessment.md, section 1).

use rust_decimal::Decimal;

use super::bound::{bound_of, needs_verdict};
use super::case::{Case, NoValue, is_ruled_met, is_unconcerned};
use super::compare::{amount, provisional, with_unit};
use crate::consolidate::{Gap, Value};
use crate::plan::{Indicator, Operator, Target, UnitIndex};

/// How a value stands to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetResult {
    /// 达到.
    Met,
    /// 未达到: it is due (this year's, a past one that nothing follows, or one that holds always).
    Missed,
    /// 未到期: not met yet, and its year has not come.
    NotDue,
    /// 待认定: needs a person's verdict, and there is none.
    ToBeJudged,
    /// 不可比: with the reason.
    NotComparable,
    /// 无数据.
    NoData,
}

impl TargetResult {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            TargetResult::Met => "达到",
            TargetResult::Missed => "未达到",
            TargetResult::NotDue => "未到期",
            TargetResult::ToBeJudged => "待认定",
            TargetResult::NotComparable => "不可比",
            TargetResult::NoData => "无数据",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            TargetResult::Met => "met",
            TargetResult::Missed => "missed",
            TargetResult::NotDue => "not_due",
            TargetResult::ToBeJudged => "to_be_judged",
            TargetResult::NotComparable => "not_comparable",
            TargetResult::NoData => "no_data",
        }
    }
}

/// k of N counties meet a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aggregate {
    /// k: counties that meet it.
    pub met: usize,
    /// Counties known not to.
    pub missed: usize,
    /// Counties without a value or a verdict.
    pub lacking: usize,
    /// N: counties that are asked, without those that it does not concern (不涉及).
    pub of: usize,
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
    /// The verdict that decided, by position in the decisions' `verdicts`.
    pub verdict: Option<usize>,
    /// `按1—11月`, when the value does not cover the whole year: then the judgement is not final.
    pub provisional: Option<String>,
    /// The result with its numbers: `34.0≤35，达到`; or the reason why there is none.
    pub reason: String,
}

impl TargetJudgement {
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
        bound: None,
        bound_max: None,
        gap: None,
        margin: None,
        completion: None,
        aggregate: None,
        verdict: None,
        provisional: None,
        reason: String::new(),
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
            None => judgement.reason = "方案中没有目标所指的单位".to_owned(),
        }
    } else if target.per.is_some() && !needs_verdict(target) {
        judgement.result = TargetResult::NotComparable;
        judgement.reason = "目标要求每个县区达到，没有分县区的数据".to_owned();
    } else {
        judge_one(case, at, None, &mut judgement);
    }
    judgement
}

/// The result for one county, where a target holds for it: because it names it, or each county.
pub(super) fn judge_county(case: &Case<'_>, at: usize, unit: UnitIndex) -> Option<TargetResult> {
    let target = case.target(at);
    if !case.is_each(target) && case.unit_of(target) != Some(unit) {
        return None;
    }
    Some(county(case, at, unit).result)
}

/// One county's own judgement of a target.
fn county(case: &Case<'_>, at: usize, unit: UnitIndex) -> TargetJudgement {
    let mut judgement = blank(case, at);
    judge_one(case, at, Some(unit), &mut judgement);
    judgement
}

/// One figure, of the whole or of a unit, against one target.
fn judge_one(case: &Case<'_>, at: usize, unit: Option<UnitIndex>, judgement: &mut TargetJudgement) {
    let target = case.target(at);
    let value = match unit {
        None => case.value(),
        Some(unit) => match case.figure_of(unit) {
            Some(figure) => figure.value().ok_or_else(|| NoValue {
                has_figures: false,
                reason: figure.gap().map_or("未填报", Gap::chinese).to_owned(),
            }),
            None => Err(NoValue { has_figures: false, reason: Gap::NoReporter.chinese().to_owned() }),
        },
    };
    let compared = compare(case, at, value.as_ref().ok().copied(), judgement);
    let unmet = if judgement.is_due { TargetResult::Missed } else { TargetResult::NotDue };
    if needs_verdict(target) {
        return judge_by_verdict(case, at, unit, value.err(), judgement);
    }
    (judgement.result, judgement.reason) = match (value, compared) {
        (Err(none), _) if none.has_figures => (TargetResult::NotComparable, none.reason),
        (Err(none), _) => (TargetResult::NoData, none.reason),
        (Ok(_), Err(reason)) => (TargetResult::NotComparable, reason),
        (Ok(value), Ok(met)) => {
            let result = if met { TargetResult::Met } else { unmet };
            (result, sentence(case, at, value.number, result))
        }
    };
}

/// Fills in the numbers of a comparison, and says whether the bound is met. 待认定 targets have numbers
/// too; only their result is a person's.
fn compare(
    case: &Case<'_>,
    at: usize,
    value: Option<&Value>,
    judgement: &mut TargetJudgement,
) -> Result<bool, String> {
    let bound = bound_of(case.indicator, case.target(at)).map_err(str::to_owned)?;
    judgement.bound = bound.map(|bound| bound.value);
    judgement.bound_max = bound.and_then(|bound| bound.max);
    let (Some(bound), Some(value)) = (bound, value) else { return Ok(false) };
    if let Some(reason) = case.basis_fault(value) {
        return Err(reason);
    }
    let range = || "超出计算范围，不与目标比较".to_owned();
    judgement.gap = Some(bound.gap(value.number).ok_or_else(range)?);
    judgement.margin = Some(bound.margin(value.number, case.indicator.direction.inner).ok_or_else(range)?);
    judgement.provisional = provisional(value);
    Ok(bound.is_met(value.number).unwrap_or(false))
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
    let verdict = case.verdict(at, unit);
    judgement.verdict = verdict.map(|(position, _)| position);
    let waits = if judgement.is_due {
        "需由人认定，尚无认定结果"
    } else {
        "目标年份未到，届时认定"
    };
    (judgement.result, judgement.reason) = match (verdict, none) {
        (Some((_, verdict)), _) => {
            let (by, reason) = (verdict.by.trim(), verdict.reason.trim());
            match is_ruled_met(verdict) {
                Some(true) => (TargetResult::Met, format!("{by}认定为达标：{reason}")),
                Some(false) if judgement.is_due => {
                    (TargetResult::Missed, format!("{by}认定为未达标：{reason}"))
                }
                Some(false) => (TargetResult::NotDue, format!("{by}认定为尚未达标：{reason}")),
                None => (TargetResult::ToBeJudged, format!("{by}暂不认定：{reason}")),
            }
        }
        (None, Some(none)) if case.target(at).value.is_some() => {
            let result = if none.has_figures { TargetResult::NotComparable } else { TargetResult::NoData };
            (result, none.reason)
        }
        (None, _) => (TargetResult::ToBeJudged, waits.to_owned()),
    };
}

/// k of N: each county that is asked and concerned, by itself.
fn judge_each(case: &Case<'_>, at: usize, judgement: &mut TargetJudgement) {
    if needs_verdict(case.target(at)) && case.verdict(at, None).is_some() {
        return judge_by_verdict(case, at, None, None, judgement);
    }
    let rows: Vec<TargetJudgement> = case
        .asked()
        .filter(|figure| !is_unconcerned(figure))
        .map(|figure| county(case, at, figure.unit))
        .collect();
    let count = |is: &[TargetResult]| rows.iter().filter(|row| is.contains(&row.result)).count();
    let counted = Aggregate {
        met: count(&[TargetResult::Met]),
        missed: count(&[TargetResult::Missed, TargetResult::NotDue]),
        lacking: count(&[TargetResult::ToBeJudged, TargetResult::NotComparable, TargetResult::NoData]),
        of: rows.len(),
    };
    judgement.bound = rows.first().and_then(|row| row.bound);
    judgement.bound_max = rows.first().and_then(|row| row.bound_max);
    // The whole is as good as its worst part.
    judgement.margin = rows.iter().filter_map(|row| row.margin).min();
    judgement.provisional = rows.iter().find_map(|row| row.provisional.clone());
    judgement.aggregate = Some(counted);
    judgement.result = match counted {
        Aggregate { of: 0, .. } => TargetResult::NoData,
        Aggregate { missed: 1.., .. } if judgement.is_due => TargetResult::Missed,
        Aggregate { missed: 1.., .. } => TargetResult::NotDue,
        Aggregate { lacking: 0, .. } => TargetResult::Met,
        _ if count(&[TargetResult::ToBeJudged]) == counted.lacking => TargetResult::ToBeJudged,
        Aggregate { met: 0, .. } if count(&[TargetResult::NoData]) == counted.lacking => TargetResult::NoData,
        _ => TargetResult::NotComparable,
    };
    judgement.reason = match counted {
        Aggregate { of: 0, .. } => "没有应当填报的县区".to_owned(),
        Aggregate { met, missed: 0, lacking: 0, of } => format!("{of}个中{met}个达到"),
        Aggregate { met, missed, lacking: 0, of } => format!("{of}个中{met}个达到，{missed}个未达到"),
        Aggregate { met, missed, lacking, of } => {
            format!("{of}个中{met}个达到，{missed}个未达到，{lacking}个没有可判定的数据")
        }
    };
}

/// `72.3%，未达到≥75%，差2.7个百分点`.
fn sentence(case: &Case<'_>, at: usize, number: Decimal, result: TargetResult) -> String {
    let indicator = case.indicator;
    let value = with_unit(indicator, number);
    let bound = bound_text(indicator, case.target(at));
    let bound = if bound.is_empty() { "目标".to_owned() } else { bound };
    let distance = bound_of(indicator, case.target(at))
        .ok()
        .flatten()
        .and_then(|bound| bound.gap(number))
        .filter(|gap| !gap.is_zero())
        .map(|gap| amount(indicator, gap));
    match (result, distance) {
        (TargetResult::Met, _) => format!("{value}，达到{bound}"),
        (TargetResult::NotDue, Some(far)) => format!("{value}，目标年份未到，距{bound}还差{far}"),
        (_, Some(far)) => format!("{value}，未达到{bound}，差{far}"),
        _ => format!("{value}，未达到{bound}"),
    }
}

/// A target as a reader knows it: `≥75%`, `1～2个`, `40%左右`; in words for goals in words.
pub(super) fn bound_text(indicator: &Indicator, target: &Target) -> String {
    let unit = indicator.unit_of_measure.as_deref().map_or("", str::trim);
    let Some(value) = target.value.as_ref() else { return target.text.clone().unwrap_or_default() };
    // A change that is turned into a bound is no longer the number that the plan prints.
    let bound = match bound_of(indicator, target) {
        Ok(Some(bound)) if bound.value != value.value || bound.op != target.op.inner => bound,
        _ => {
            let max = target.value_max.as_ref();
            return match (target.op.inner, max) {
                (Operator::Range, Some(max)) if unit == "%" => {
                    format!("{}%～{}%", value.written, max.written)
                }
                (Operator::Range, Some(max)) => format!("{}～{}{unit}", value.written, max.written),
                (Operator::About, _) => format!("{}{unit}左右", value.written),
                (op, _) => format!("{}{}{unit}", sign(op), value.written),
            };
        }
    };
    let number = with_unit(indicator, bound.value);
    match bound.max {
        Some(max) => format!("{number}～{}", with_unit(indicator, max)),
        None => format!("{}{number}", sign(bound.op)),
    }
}

fn sign(op: Operator) -> &'static str {
    match op {
        Operator::AtLeast => "≥",
        Operator::AtMost => "≤",
        Operator::Above => "＞",
        Operator::Below => "＜",
        Operator::Equal => "＝",
        Operator::About | Operator::Range | Operator::Verdict => "",
    }
}
