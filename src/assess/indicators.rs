//! How an indicator stands: everything that a page shows of it, with the way it was reached.

use rust_decimal::Decimal;

use super::case::{Case, value_of};
use super::compare::{YearOnYear, same_text, year_on_year};
use super::course::{Course, completion};
use super::judge::{TargetJudgement, TargetResult, judge, judge_county};
use super::line::Scheduled;
use super::standing::{Evidence, Standing};
use super::{Situation, steps};
use crate::consolidate::{Gap, IndicatorRecord, Outcome, Value};
use crate::plan::{Indicator, IndicatorIndex, Level, UnitIndex};
use crate::submission::ValueStatus;

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
    pub results: Vec<Option<TargetResult>>,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, String>,
}

/// How an indicator stands.
#[derive(Debug, Clone)]
pub struct IndicatorStanding {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// The value that is judged: agreed, combined or chosen by the office. `None` with `reason`.
    pub value: Option<Value>,
    /// What an incomplete roll-up comes to so far; shown, never judged.
    pub partial: Option<Value>,
    /// Whether the value is final: it covers the whole year and is a 终值.
    pub is_final: bool,
    /// One judgement a target, in the plan's order.
    pub targets: Vec<TargetJudgement>,
    /// The target that the standing refers to, by position: this year's, else the next, else the last.
    pub reference: Option<usize>,
    /// c toward the reference target, exact and not clipped.
    pub completion: Option<Decimal>,
    /// p(y).
    pub scheduled: Option<Scheduled>,
    /// d = s·(v − p(y)), exact, in the indicator's unit; positive is better.
    pub deviation: Option<Decimal>,
    /// Years ahead (+) or behind (−) of the line, exact.
    pub years_ahead: Option<Decimal>,
    /// How far behind is still 落后 and not 明显落后, in the indicator's unit.
    pub tolerance: Option<Decimal>,
    /// How it stands.
    pub standing: Standing,
    /// 差于基期: v on the wrong side of b, whatever the standing.
    pub worsening: bool,
    /// 未到期: nothing has to be met yet, and nothing can be said before. The standing is then 待认定 or
    /// 不可比 (or 无数据) only because no target's year has come.
    pub awaiting: bool,
    /// v − t for the reference target, exact.
    pub gap_to_target: Option<Decimal>,
    /// The standing in one sentence, with its numbers; the reason where there is none.
    pub reason: String,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, String>,
    /// County by county, in order of protocol; empty for figures of the city.
    pub counties: Vec<CountyRow>,
    /// 判定过程: each formula with its numbers.
    pub steps: Vec<String>,
}

/// Judges one indicator.
pub(super) fn stand(situation: &Situation<'_>, record: &IndicatorRecord) -> IndicatorStanding {
    let case = Case::new(situation, record);
    let value = case.value();
    let course = Course::of(&case);
    let mut targets: Vec<TargetJudgement> =
        (0..case.indicator.targets.len()).map(|at| judge(&case, at)).collect();
    // What may not be compared with the targets may not be compared with the line through them.
    let comparable = value.as_ref().ok().filter(|value| case.basis_fault(value).is_none());
    let number = comparable.map(|value| value.number);
    if let (Some(b), Some(v)) = (course.baseline, number) {
        for judged in targets.iter_mut().filter(|judged| is_for_the_whole(&case, judged)) {
            judged.completion = judged.bound.and_then(|t| completion(b.value, t, v));
        }
    }
    let deviation = number.and_then(|v| course.deviation(v));
    let worsening = number.is_some_and(|v| course.is_worse_than_baseline(v, case.year));
    let evidence = Evidence {
        case: &case,
        targets: &targets,
        no_value: value.as_ref().err(),
        // Given targets are judged one by one; the schedule adds what lies between them.
        deviation: deviation.filter(|_| course.scheduled.is_some_and(Scheduled::is_interpolated)),
        tolerance: course.tolerance,
        worsening,
    };
    let standing = evidence.standing();
    let of_reference = course.reference.and_then(|at| targets.get(at));
    let mut result = IndicatorStanding {
        indicator: record.indicator,
        value: value.as_ref().ok().map(|value| (*value).clone()),
        partial: match &record.outcome {
            Outcome::Incomplete { partial, .. } => partial.clone(),
            _ => None,
        },
        is_final: value.as_ref().is_ok_and(|value| is_final(value)),
        reference: course.reference,
        completion: of_reference.and_then(|judged| judged.completion),
        gap_to_target: of_reference.and_then(|judged| judged.gap),
        scheduled: course.scheduled,
        deviation,
        years_ahead: number.and_then(|v| course.years_ahead(v, case.year)),
        tolerance: course.tolerance,
        standing,
        worsening,
        awaiting: is_awaiting(&case, standing),
        reason: String::new(),
        year_on_year: compared_with_last_year(&case),
        counties: rows(&case),
        steps: vec![],
        targets,
    };
    result.reason = steps::reason(&case, &result, value.as_ref().err());
    result.steps = steps::steps(&case, &course, &result, value.as_ref().err());
    result
}

/// Whether the only answer is that no target's year has come.
fn is_awaiting(case: &Case<'_>, standing: Standing) -> bool {
    let targets = || 0..case.indicator.targets.len();
    standing.rank().is_none() && targets().next().is_some() && !targets().any(|at| case.is_live(at))
}

/// 终值 of a whole year; anything else may still change.
fn is_final(value: &Value) -> bool {
    value.period.is_some_and(|period| period.is_whole()) && value.status == Some(ValueStatus::Final)
}

fn is_for_the_whole(case: &Case<'_>, judged: &TargetJudgement) -> bool {
    let target = case.target(judged.target);
    target.unit.is_none() && target.per.is_none() && !case.is_each(target) && judged.bound_max.is_none()
}

fn compared_with_last_year(case: &Case<'_>) -> Result<YearOnYear, String> {
    let value = case.value().map_err(|none| none.reason)?;
    let Some((_, then, record)) = case.before() else {
        return year_on_year(case.indicator, value, None);
    };
    same_measure(case.indicator, then)?;
    year_on_year(case.indicator, value, value_of(record))
}

/// What an amendment measures anew cannot be compared with what was measured before.
fn same_measure(now: &Indicator, then: &Indicator) -> Result<(), String> {
    if !same_text(now.unit_of_measure.as_deref(), then.unit_of_measure.as_deref()) {
        let word = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "未注明".to_owned());
        let (then, now) = (word(&then.unit_of_measure), word(&now.unit_of_measure));
        return Err(format!("计量单位已由“{then}”改为“{now}”，不作比较"));
    }
    if (now.level, now.combine.inner) != (then.level, then.combine.inner) {
        return Err("统计层级或汇总方式已调整，不作比较".to_owned());
    }
    Ok(())
}

/// One row a unit, for figures of counties and for targets that name a unit.
fn rows(case: &Case<'_>) -> Vec<CountyRow> {
    let by_unit = case.indicator.level == Level::County
        || case.indicator.targets.iter().any(|target| target.unit.is_some() || target.per.is_some());
    if !by_unit {
        return vec![];
    }
    // A county's own figure does not depend on how counties are combined, only on what is measured.
    let before = case.before().filter(|(_, then, _)| {
        same_text(case.indicator.unit_of_measure.as_deref(), then.unit_of_measure.as_deref())
    });
    let before = |unit: UnitIndex| {
        let (before, _, record) = before?;
        let unit = before.descent.unit(unit)?;
        record.figures.iter().find(|figure| figure.unit == unit).and_then(|figure| figure.value())
    };
    case.asked()
        .map(|figure| CountyRow {
            unit: figure.unit,
            value: figure.value().cloned(),
            gap: figure.gap(),
            results: (0..case.indicator.targets.len())
                .map(|at| judge_county(case, at, figure.unit))
                .collect(),
            year_on_year: match figure.value() {
                Some(value) => year_on_year(case.indicator, value, before(figure.unit)),
                None => Err(figure.gap().map_or(String::new(), |gap| gap.chinese().to_owned())),
            },
        })
        .collect()
}
