//! 判定过程: the formulas with their numbers, in words.

use rust_decimal::Decimal;

use super::awaited::awaited;
use super::figure::{change, no_change, no_value, unsettled};
use super::ground::ground;
use super::judgement::{is_for_a_person, percent, reason, scheduled_name};
use super::part_of_year::times;
use super::subject::Subject;
use super::target::{name, named};
use super::{Reader, label};
use crate::assess::{Grounds, Point, ScheduledBy, TargetJudgement};
use crate::consolidate::{FigureRef, Value};
use crate::measure::{Unit, apart, printed, rounded, written};
use crate::plan::Operator;

/// All formulas with their numbers. Reasons of decisions and the names of silent units are the office's.
pub fn steps(subject: &Subject<'_>, year: i32, reader: Reader) -> Vec<String> {
    let standing = subject.standing;
    let mut steps = vec![match &standing.value {
        Ok(value) => value_step(subject, value, reader),
        Err(none) => format!("本年值：无（{}）", no_value(*none, reader)),
    }];
    if let Some(partial) = &standing.partial {
        let sofar = subject.with_unit(partial);
        steps.push(format!("已有部分汇总为{sofar}，因不完整，不与目标比较"));
    }
    steps.extend(standing.targets.iter().map(|judged| target_step(subject, judged, reader)));
    if let Some(value) = subject.value() {
        steps.push(completion_step(subject, value, reader));
        steps.push(schedule_step(subject, year));
        steps.extend(deviation_step(subject, value));
        steps.extend(years_step(subject, year));
    }
    steps.push(format!("结论：{}。{}", conclusion(subject), reason(subject, reader)));
    steps.push(match &standing.year_on_year {
        Ok(year) => {
            let now = subject.value().map_or(String::new(), |value| value.shown());
            let then = year.previous.shown();
            format!("同比：{now} − {then} → {}", change(subject.indicator, year))
        }
        Err(why) => format!("同比：不计算（{}）", no_change(why, reader)),
    });
    steps
}

/// `按初步数未达标（明显落后）`: the word that all tables have, and the finer one where it says more.
fn conclusion(subject: &Subject<'_>) -> String {
    let standing = subject.standing;
    if let Some(word) = awaited(standing, subject.record) {
        return word.to_owned();
    }
    let (word, finer) = (label::judged(standing), label::standing(standing.standing));
    if word.ends_with(finer) { word.to_owned() } else { format!("{word}（{finer}）") }
}

fn value_step(subject: &Subject<'_>, value: &Value, reader: Reader) -> String {
    let mut parts = vec![value.period.map_or("时段未注明".to_owned(), |period| period.to_string())];
    parts.extend(value.status.map(|status| status.chinese().to_owned()));
    parts.extend(value.basis.as_ref().map(|basis| format!("口径：{basis}")));
    parts.extend(value.standard.clone());
    let units: Vec<&str> = value.sources.iter().filter_map(|source| reporter(subject, source)).collect();
    if !units.is_empty() {
        parts.push(format!("来源：{}", units.join("、")));
    }
    if let Some(choice) = subject.record.choice {
        let choice = &subject.round.decisions.choices[choice];
        parts.push(match reader {
            Reader::Public => "由办公室确定采用".to_owned(),
            Reader::Office => format!("{}决定采用：{}", choice.by.trim(), choice.reason.trim()),
        });
    }
    let unit = Unit::of(subject.indicator);
    let times = match unit {
        Unit::Percent => " × 100%",
        Unit::Permille => " × 1000‰",
        Unit::Other(_) | Unit::None => "",
    };
    let formula = match value.ratio {
        Some((n, of)) if value.written.is_none() => format!("{} ÷ {}{times} = ", written(n), written(of)),
        _ => String::new(),
    };
    format!("本年值：{formula}{}（{}）", subject.with_unit(value), parts.join("；"))
}

fn reporter<'a>(subject: &Subject<'a>, source: &FigureRef) -> Option<&'a str> {
    let unit = subject.round.submissions.get(source.submission.0)?.unit?;
    Some(subject.plan.unit(unit).name.as_str())
}

fn target_step(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    let target = subject.target(judged);
    let aside = if judged.counts { "" } else { "；同一目标另有为准的表述，不作判定依据" };
    let period = judged.unsettled.map_or(String::new(), |why| format!("，{}", unsettled(why)));
    let (bound, result) = (subject.bound_text(judged), label::paced(judged.result, judged.pace));
    if is_over(subject, judged) {
        let year = target.year.unwrap_or_default();
        return format!(
            "{}：{bound} → {year}年度已过，后有新的目标，本年不再判定",
            named(subject.plan, target)
        );
    }
    format!(
        "{}：{bound} → {result}{period}（{}）{aside}",
        named(subject.plan, target),
        ground(subject, judged, reader)
    )
}

/// Whether it was a goal of a year that is over, which another has followed: this year's figure says nothing of it.
fn is_over(subject: &Subject<'_>, judged: &TargetJudgement) -> bool {
    let year = |of: &TargetJudgement| subject.target(of).year;
    let own = year(judged).filter(|_| matches!(judged.grounds, Grounds::Numbers | Grounds::Counted));
    let whose = |of: &TargetJudgement| subject.target(of).unit.as_ref().map(|unit| unit.key());
    let alike = |other: &&TargetJudgement| other.counts && whose(other) == whose(judged);
    let later = || subject.standing.targets.iter().filter(alike).filter_map(year).max();
    own.is_some_and(|own| own < subject.round.year && later().is_some_and(|last| last > own))
}

/// A number of a formula: exact, to two digits more than are shown of the figure.
fn exact(subject: &Subject<'_>, number: Decimal) -> String {
    let shown = subject.value().map_or(subject.standing.digits, |value| value.digits);
    written(rounded(number, shown.max(subject.standing.digits) + 2))
}

/// A number inside a formula.
fn term(subject: &Subject<'_>, number: Decimal) -> String {
    in_brackets(exact(subject, number))
}

/// A number as it stands inside a formula: a negative one in brackets.
fn in_brackets(text: String) -> String {
    if text.starts_with('-') { format!("({text})") } else { text }
}

/// Why there is no 完成度; `None` where there is one.
pub fn no_completion(subject: &Subject<'_>, reader: Reader) -> Option<String> {
    let course = &subject.standing.course;
    if let Err(none) = &subject.standing.value {
        return Some(no_value(*none, reader));
    }
    if course.part.is_some() {
        return Some("累计量的部分时段数，不与全年的基期值和目标值比较".to_owned());
    }
    let Some(b) = course.baseline else { return Some("原文没有给出基期值".to_owned()) };
    let judged = course.reference.and_then(|at| subject.standing.targets.get(at));
    let Some((judged, t)) = judged.and_then(|judged| Some((judged, judged.bound?))) else {
        return Some("没有数值目标".to_owned());
    };
    if t == b.value {
        return Some("目标值等于基期值，为保持目标，只判断是否达到".to_owned());
    }
    judged.completion.is_none().then(|| ground(subject, judged, reader))
}

fn completion_step(subject: &Subject<'_>, value: &Value, reader: Reader) -> String {
    if let Some(why) = no_completion(subject, reader) {
        return format!("完成度：不计算（{why}）");
    }
    let course = &subject.standing.course;
    let judged = course.reference.and_then(|at| subject.standing.targets.get(at));
    let numbers = judged.and_then(|judged| Some((judged, judged.bound?, judged.completion?)));
    let (Some(b), Some((judged, t, c))) = (course.baseline, numbers) else { return String::new() };
    let (b, t, v) = (term(subject, b.value), term(subject, t), term(subject, value.number));
    format!("{}的完成度：({v} − {b}) ÷ ({t} − {b}) = {}", name(subject.target(judged)), percent(c))
}

fn schedule_step(subject: &Subject<'_>, year: i32) -> String {
    let course = &subject.standing.course;
    let Some(scheduled) = course.scheduled else {
        return format!("{year}年时序值：无（{}）", no_schedule(subject, year));
    };
    let p = printed(scheduled.value);
    let part = scheduled.part.map_or(String::new(), times);
    match (scheduled.by, course.line.segment(year)) {
        (ScheduledBy::Interpolated, Some((from, to))) => {
            let (v1, v2) = (term(subject, from.value), term(subject, to.value));
            let Point { year: y1, .. } = from;
            let line = format!("{v1} + ({v2} − {v1}) × ({year} − {y1}) ÷ ({} − {y1})", to.year);
            let line = if part.is_empty() { line } else { format!("[{line}]{part}") };
            format!("{year}年时序值（推算）：{line} = {p}")
        }
        _ => format!("{year}年的{}：{p}", scheduled_name(scheduled)),
    }
}

/// Why there is no scheduled value: a target of the year that is no single number for the whole is judged as it
/// is, and the line does not replace it.
fn no_schedule(subject: &Subject<'_>, year: i32) -> &'static str {
    let course = &subject.standing.course;
    let counted = subject.standing.targets.iter().filter(|judged| judged.counts);
    let live = |of: Option<i32>| {
        let mut targets = counted.clone().map(|judged| (judged, subject.target(judged)));
        targets.find(|(_, target)| target.year == of && target.value.is_some() && target.unit.is_none())
    };
    let of_year = live(Some(year));
    match of_year.or_else(|| live(None)) {
        Some((judged, _)) if judged.aggregate.is_some() => "目标由各单位分别达到，逐个判断",
        Some((_, target)) if target.op.inner == Operator::Range => "目标为区间，按区间判断",
        Some((_, target))
            if course.part.is_some() && matches!(target.op.inner, Operator::Equal | Operator::About) =>
        {
            "目标为全年的定数或者约数，部分时段的数不作折算"
        }
        Some(_) if of_year.is_some() => "目标无法换算为数值",
        _ if course.line.len() < 2 => "没有全域的本年数值目标，基期和目标不足两点",
        _ => "没有全域的本年数值目标，本年不在基期和目标年份之间",
    }
}

fn deviation_step(subject: &Subject<'_>, value: &Value) -> Option<String> {
    let course = &subject.standing.course;
    let (scheduled, deviation) = (course.scheduled?, subject.standing.deviation?);
    if is_for_a_person(subject.indicator, scheduled) {
        return Some("偏差：不计算（这一年的目标由人认定）".to_owned());
    }
    // All three as every surface prints them: who takes one from the other comes to the third.
    let (v, p) = (in_brackets(value.shown()), in_brackets(printed(scheduled.value)));
    let formula = match course.sense {
        Some(sense) if sense > Decimal::ZERO => format!("{v} − {p}（越大越好）"),
        Some(_) => format!("{p} − {v}（越小越好）"),
        None => format!("与{p}的距离，不分方向"),
    };
    let (unit, d) = (Unit::of(subject.indicator).of_difference(), printed(deviation));
    let tolerance = course
        .tolerance
        .map_or(String::new(), |tolerance| format!("；允许偏差{}{unit}", exact(subject, tolerance)));
    Some(format!("偏差：{formula} = {d}{unit}{tolerance}"))
}

/// 超前、落后年数 as shown: a little late is not late by nothing, and what is level with its schedule as shown is
/// neither early nor late.
pub fn years_apart(years: Decimal, deviation: Option<Decimal>) -> Option<(&'static str, Decimal)> {
    let is_level = deviation.is_some_and(|deviation| deviation.is_zero());
    let word = if years.is_sign_negative() { "落后" } else { "提前" };
    (!is_level && !years.is_zero()).then(|| (word, apart(years.abs(), 1, &[Decimal::ZERO])))
}

fn years_step(subject: &Subject<'_>, year: i32) -> Option<String> {
    let scheduled = subject.standing.course.scheduled;
    let by_person = scheduled.is_some_and(|scheduled| is_for_a_person(subject.indicator, scheduled));
    let years = subject.standing.years_ahead.filter(|_| !by_person)?;
    let Some((word, years)) = years_apart(years, subject.standing.deviation) else {
        return Some(format!("年数：时序线在{year}年达到本年值，不提前也不落后"));
    };
    let signed = if word == "落后" { -years } else { years };
    let at = Decimal::from(year).checked_add(signed)?;
    Some(format!("年数：时序线在{}年达到本年值，{word}{}年", printed(at), printed(years)))
}
