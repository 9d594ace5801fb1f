//! 判定过程: the formulas with their numbers, in words.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::case::{Case, NoValue};
use super::compare::{amount, provisional, unit_of_difference, with_unit};
use super::course::{Course, baseline};
use super::indicators::IndicatorStanding;
use super::judge::{TargetJudgement, bound_text};
use super::line::{Point, ScheduledBy};
use super::shown;
use super::standing::{MetBy, Standing};
use crate::consolidate::{Gap, Value, round_half_even};
use crate::plan::Target;

/// The standing in one sentence with its numbers.
pub(super) fn reason(case: &Case<'_>, result: &IndicatorStanding, none: Option<&NoValue>) -> String {
    let judged = |at: usize| result.targets.get(at).map_or("", |judged| judged.reason.as_str());
    let by_schedule = || match (result.scheduled, result.deviation) {
        (Some(scheduled), Some(deviation)) => {
            let by = match scheduled.by {
                ScheduledBy::Interpolated => "时序值（推算）",
                _ => "本年应达到的值",
            };
            let (p, d) = (with_unit(case.indicator, scheduled.value), amount(case.indicator, deviation));
            match deviation.cmp(&Decimal::ZERO) {
                Ordering::Less => format!("差于{by}{p}，相差{d}"),
                Ordering::Equal => format!("等于{by}{p}"),
                Ordering::Greater => format!("好于{by}{p}，相差{d}"),
            }
        }
        _ => String::new(),
    };
    let text = match result.standing {
        Standing::Met(MetBy::ThisYear(at) | MetBy::Always(at) | MetBy::Last(at)) => {
            format!("{}：{}", target_name(case.target(at)), judged(at))
        }
        Standing::OnSchedule => by_schedule(),
        Standing::Behind | Standing::FarBehind => missed(case, result).unwrap_or_else(by_schedule),
        Standing::Worsening => match (baseline(case), &result.value) {
            (Some(b), Some(value)) => format!(
                "{}，差于{}年基期{}；没有可比的时序值",
                with_unit(case.indicator, value.number),
                b.year,
                with_unit(case.indicator, b.value)
            ),
            _ => String::new(),
        },
        Standing::ToBeJudged | Standing::NotComparable | Standing::NoData => open(case, result, none),
    };
    let worse = result.worsening && result.standing != Standing::Worsening;
    let worse = if worse { "；差于基期" } else { "" };
    match result.value.as_ref().and_then(provisional) {
        Some(period) if result.standing.rank().is_some() => format!("{text}{worse}（{period}，非最终结果）"),
        _ => format!("{text}{worse}"),
    }
}

/// The targets that must hold today and are missed.
fn missed(case: &Case<'_>, result: &IndicatorStanding) -> Option<String> {
    let live = |judged: &&TargetJudgement| {
        judged.result == super::TargetResult::Missed && case.is_live(judged.target)
    };
    let reasons: Vec<String> = result
        .targets
        .iter()
        .filter(live)
        .map(|judged| format!("{}：{}", target_name(case.target(judged.target)), judged.reason))
        .collect();
    (!reasons.is_empty()).then(|| reasons.join("；"))
}

/// Why nothing can be said.
fn open(case: &Case<'_>, result: &IndicatorStanding, none: Option<&NoValue>) -> String {
    use super::TargetResult::{NoData, NotComparable, ToBeJudged};
    let wanted = match result.standing {
        Standing::ToBeJudged => ToBeJudged,
        Standing::NoData => NoData,
        _ => NotComparable,
    };
    let fits = |judged: &&TargetJudgement| judged.counts && judged.result == wanted;
    let live = result.targets.iter().filter(fits).find(|judged| case.is_live(judged.target));
    if let Some(judged) = live.or_else(|| result.targets.iter().find(fits)) {
        let name = target_name(case.target(judged.target));
        // That the figure itself is missing or in dispute is told beside what a person has to decide.
        let words = Gap::InWords.chinese();
        let figure = none.filter(|none| wanted == ToBeJudged && none.reason != words);
        let figure = figure.map_or(String::new(), |none| format!("；本年值：{}", none.reason));
        return format!("{name}：{}{figure}", judged.reason);
    }
    match none {
        Some(none) => none.reason.clone(),
        None if result.targets.is_empty() => "方案没有给出目标".to_owned(),
        None => "本年没有目标，也没有可以推算的时序值，不判断进度".to_owned(),
    }
}

/// `2027年目标`, `长期目标`.
fn target_name(target: &Target) -> String {
    target.year.map_or("长期目标".to_owned(), |year| format!("{year}年目标"))
}

/// All formulas with their numbers.
pub(super) fn steps(
    case: &Case<'_>,
    course: &Course,
    result: &IndicatorStanding,
    none: Option<&NoValue>,
) -> Vec<String> {
    let mut steps = vec![match (&result.value, none) {
        (Some(value), _) => value_step(case, value),
        (None, none) => format!("本年值：无（{}）", none.map_or("", |none| none.reason.as_str())),
    }];
    if let Some(partial) = &result.partial {
        let sofar = with_unit(case.indicator, partial.number);
        steps.push(format!("已有部分汇总为{sofar}，因不完整，不与目标比较"));
    }
    steps.extend(result.targets.iter().map(|judged| target_step(case, judged)));
    if let Some(value) = &result.value {
        steps.push(completion_step(case, course, result, value));
        steps.push(schedule_step(case, course, result));
        steps.extend(deviation_step(case, course, result, value));
        steps.extend(years_step(case, result));
    }
    steps.push(format!("结论：{}。{}", result.standing.chinese(), result.reason));
    steps.push(match &result.year_on_year {
        Ok(change) => {
            let (now, then) = (result.value.as_ref().map(|v| v.number), change.previous.number);
            let now = now.map_or(String::new(), |now| exact(case, now));
            format!("同比：{now} − {} → {}", exact(case, then), change.text)
        }
        Err(reason) => format!("同比：不计算（{reason}）"),
    });
    steps
}

fn value_step(case: &Case<'_>, value: &Value) -> String {
    let indicator = case.indicator;
    let mut parts = vec![value.period.map_or("时段未注明".to_owned(), |period| period.to_string())];
    parts.extend(value.status.map(|status| status.chinese().to_owned()));
    parts.extend(value.basis.as_ref().map(|basis| format!("口径：{basis}")));
    parts.extend(value.standard.clone());
    let units: Vec<&str> = value.sources.iter().filter_map(|source| reporter(case, source)).collect();
    if !units.is_empty() {
        parts.push(format!("来源：{}", units.join("、")));
    }
    if let Some(choice) = case.record.choice {
        let choice = &case.situation.round.decisions.choices[choice];
        parts.push(format!("{}决定采用：{}", choice.by.trim(), choice.reason.trim()));
    }
    let formula = match value.ratio {
        Some((n, of)) if value.written.is_none() => {
            format!("{} ÷ {} × 100% = ", n.normalize(), of.normalize())
        }
        _ => String::new(),
    };
    format!("本年值：{formula}{}（{}）", with_unit(indicator, value.number), parts.join("；"))
}

fn reporter<'a>(case: &Case<'a>, source: &crate::consolidate::FigureRef) -> Option<&'a str> {
    let unit = case.situation.round.submissions.get(source.submission.0)?.unit?;
    Some(case.situation.plan.unit(unit).name.as_str())
}

fn target_step(case: &Case<'_>, judged: &TargetJudgement) -> String {
    let target = case.target(judged.target);
    let name = target_name(target);
    let whom = match (case.unit_of(target), target.per) {
        (Some(unit), _) => format!("（{}）", case.situation.plan.unit(unit).name.as_str()),
        (None, Some(_)) => "（每个县区）".to_owned(),
        (None, None) => String::new(),
    };
    let aside = if judged.counts { "" } else { "；同一目标另有为准的表述，不作判定依据" };
    let period = judged.provisional.as_ref().map_or(String::new(), |period| format!("，{period}"));
    let bound = bound_text(case.indicator, target);
    let (result, reason) = (judged.result.chinese(), &judged.reason);
    format!("{name}{whom}：{bound} → {result}{period}（{reason}）{aside}")
}

/// A number of a formula: exact, to two digits more than are shown of a figure.
fn exact(case: &Case<'_>, number: Decimal) -> String {
    round_half_even(number, case.indicator.decimals.min(20) + 2).normalize().to_string()
}

/// A number inside a formula; negative ones stand in brackets.
fn term(case: &Case<'_>, number: Decimal) -> String {
    let text = exact(case, number);
    if text.starts_with('-') { format!("({text})") } else { text }
}

fn completion_step(case: &Case<'_>, course: &Course, result: &IndicatorStanding, value: &Value) -> String {
    let Some(b) = course.baseline else {
        return "完成度：不计算（方案没有给出基期值）".to_owned();
    };
    let judged = result.reference.and_then(|at| result.targets.get(at));
    let Some((judged, t)) = judged.and_then(|judged| Some((judged, judged.bound?))) else {
        return "完成度：不计算（没有数值目标）".to_owned();
    };
    if t == b.value {
        return "完成度：不计算（目标值等于基期值，为保持目标，只判断是否达到）".to_owned();
    }
    let Some(c) = judged.completion else {
        return format!("完成度：不计算（{}）", judged.reason);
    };
    let (b, t, v) = (term(case, b.value), term(case, t), term(case, value.number));
    let percent = c.checked_mul(Decimal::from(100)).map_or("超出计算范围".to_owned(), |c| shown(c, 1));
    format!("{}的完成度：({v} − {b}) ÷ ({t} − {b}) = {percent}%", target_name(case.target(judged.target)))
}

fn schedule_step(case: &Case<'_>, course: &Course, result: &IndicatorStanding) -> String {
    let year = case.year;
    let Some(scheduled) = result.scheduled else {
        let why = if course.line.len() < 2 {
            "没有本年目标，基期和目标不足两点"
        } else {
            "本年不在基期和目标年份之间"
        };
        return format!("{year}年时序值：无（{why}）");
    };
    let p = exact(case, scheduled.value);
    match (scheduled.by, course.line.segment(year)) {
        (ScheduledBy::Interpolated, Some((from, to))) => {
            let (v1, v2) = (term(case, from.value), term(case, to.value));
            let Point { year: y1, .. } = from;
            format!(
                "{year}年时序值（推算）：{v1} + ({v2} − {v1}) × ({year} − {y1}) ÷ ({} − {y1}) = {p}",
                to.year
            )
        }
        (ScheduledBy::Always(_), _) => format!("{year}年应达到的值：长期目标{p}"),
        _ => format!("{year}年应达到的值：本年目标{p}"),
    }
}

fn deviation_step(
    case: &Case<'_>,
    course: &Course,
    result: &IndicatorStanding,
    value: &Value,
) -> Option<String> {
    let (scheduled, deviation) = (result.scheduled?, result.deviation?);
    let (v, p) = (term(case, value.number), term(case, scheduled.value));
    let formula = match course.sense {
        Some(sense) if sense > Decimal::ZERO => format!("{v} − {p}（越大越好）"),
        Some(_) => format!("{p} − {v}（越小越好）"),
        None => format!("与{p}的距离，不分方向"),
    };
    let (unit, d) = (unit_of_difference(case.indicator), exact(case, deviation));
    let tolerance = result
        .tolerance
        .map_or(String::new(), |tolerance| format!("；允许偏差{}{unit}", exact(case, tolerance)));
    Some(format!("偏差：{formula} = {d}{unit}{tolerance}"))
}

fn years_step(case: &Case<'_>, result: &IndicatorStanding) -> Option<String> {
    let years = result.years_ahead?;
    let word = if years < Decimal::ZERO { "落后" } else { "超前" };
    let at = Decimal::from(case.year).checked_add(years)?;
    Some(format!("年数：时序线在{}年达到本年值，{word}{}年", shown(at, 1), shown(years.abs(), 1)))
}
