//! Why an indicator stands as it does, in one sentence with its numbers.

use rust_decimal::Decimal;

use super::figure::{amount, no_value, unsettled};
use super::ground::{ground, off};
use super::own::own;
use super::part_of_year::in_words;
use super::subject::Subject;
use super::target::{name, named as with_scope};
use super::{Reader, label};
use crate::assess::{MetBy, Scheduled, ScheduledBy, Standing, TargetJudgement, TargetResult};
use crate::consolidate::Gap;
use crate::measure::{Unit, apart, needs_verdict, printed};
use crate::plan::Indicator;

/// The standing in one sentence, without its end: the reason where nothing can be said.
pub fn reason(subject: &Subject<'_>, reader: Reader) -> String {
    let standing = subject.standing;
    // Of several units each has its own target: the standing rests on all of them.
    let is_own = |at: usize| subject.indicator.targets.get(at).is_some_and(|target| target.unit.is_some());
    let rests_on_them = standing.course.reference.is_some_and(is_own);
    let own = own(subject, reader).filter(|_| rests_on_them && standing.standing != Standing::Worsening);
    let text = match standing.standing {
        _ if own.is_some() => own.unwrap_or_default(),
        Standing::Met(MetBy::ThisYear(at) | MetBy::Always(at) | MetBy::Stage(at) | MetBy::Last(at)) => {
            standing.targets.get(at).map_or(String::new(), |judged| named(subject, judged, reader))
        }
        Standing::OnSchedule | Standing::Behind | Standing::FarBehind => {
            live(subject, reader).or_else(|| by_schedule(subject)).unwrap_or_default()
        }
        Standing::Worsening => worsening(subject),
        Standing::ToBeJudged | Standing::NotComparable | Standing::NoData => open(subject, reader),
    };
    let worse = standing.worsening && standing.standing != Standing::Worsening;
    let worse = if worse { "；差于基期" } else { "" };
    let part = subject.value().filter(|_| standing.standing.rank().is_some());
    let part = part.and_then(|value| {
        let why = crate::assess::Unsettled::of(value)?;
        Some(format!("（{}，非最终结果）", unsettled(why)))
    });
    format!("{text}{worse}{}", part.unwrap_or_default())
}

/// `2025年目标：72.3%，未达到≥75%，差2.7个百分点`.
fn named(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    format!("{}：{}", with_scope(subject.plan, subject.target(judged)), ground(subject, judged, reader))
}

/// `差2.2个百分点`: what a missed target lacks; `None` where it is not missed by a number.
pub fn shortfall(indicator: &Indicator, judged: &TargetJudgement) -> Option<String> {
    let gap = judged.gap.filter(|gap| judged.result == TargetResult::Missed && !gap.is_zero())?;
    Some(off(indicator, judged, gap))
}

/// `2025年目标≥60%未达到，差2个百分点；未定年份的目标≥50%达到`: several targets of one unit; `None` for none.
pub fn one_by_one(subject: &Subject<'_>, own: &[&TargetJudgement]) -> Option<String> {
    let told = own.iter().map(|judged| {
        let far = shortfall(subject.indicator, judged).map(|far| format!("，{far}")).unwrap_or_default();
        let (target, bound) = (subject.target(judged), subject.bound_text(judged));
        format!("{}{bound}{}{far}", name(target), label::paced(judged.result, judged.pace))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("；"))
}

/// The targets that must hold today and are missed, or the paces that are kept or not.
fn live(subject: &Subject<'_>, reader: Reader) -> Option<String> {
    use TargetResult::{Missed, OffPace, OnPace};
    let wanted: &[TargetResult] = match subject.standing.standing {
        Standing::OnSchedule => &[OnPace],
        _ => &[Missed, OffPace],
    };
    let fits = |judged: &&TargetJudgement| judged.is_live && wanted.contains(&judged.result);
    let reasons: Vec<String> =
        subject.standing.targets.iter().filter(fits).map(|judged| named(subject, judged, reader)).collect();
    (!reasons.is_empty()).then(|| reasons.join("；"))
}

fn by_schedule(subject: &Subject<'_>) -> Option<String> {
    let (scheduled, deviation) = (subject.standing.course.scheduled?, subject.standing.deviation?);
    let p = printed(scheduled.value);
    let (by, p) = (scheduled_name(scheduled), format!("{p}{}", Unit::of(subject.indicator).text()));
    let d = amount(subject.indicator, deviation);
    let value = subject.value().map_or(String::new(), |value| format!("{}，", subject.with_unit(value)));
    Some(match deviation.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Less => format!("{value}差于{by}{p}，相差{d}"),
        std::cmp::Ordering::Equal => format!("{value}等于{by}{p}"),
        std::cmp::Ordering::Greater => format!("{value}好于{by}{p}，相差{d}"),
    })
}

/// Whether the scheduled value is that of a target which only a person can judge: then no side of it is better.
pub fn is_for_a_person(indicator: &Indicator, scheduled: Scheduled) -> bool {
    match scheduled.by {
        ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => {
            indicator.targets.get(at).is_some_and(|target| needs_verdict(target))
        }
        ScheduledBy::Interpolated => false,
    }
}

/// `时序值（推算）`, `按11个月折算的时序值（推算）`.
pub(super) fn scheduled_name(scheduled: Scheduled) -> String {
    let part = scheduled.part.map_or(String::new(), |part| format!("按{}折算的", in_words(part)));
    let by = if scheduled.is_interpolated() { "时序值（推算）" } else { "本年应达到的值" };
    format!("{part}{by}")
}

fn worsening(subject: &Subject<'_>) -> String {
    match (subject.standing.course.baseline, subject.value()) {
        (Some(b), Some(value)) => format!(
            "{}，差于{}年基期{}{}；没有可比的时序值",
            subject.with_unit(value),
            b.year,
            printed(b.value),
            Unit::of(subject.indicator).text()
        ),
        _ => String::new(),
    }
}

/// Why nothing can be said.
fn open(subject: &Subject<'_>, reader: Reader) -> String {
    use TargetResult::{NoData, NotComparable, ToBeJudged};
    let standing = subject.standing;
    let wanted = match standing.standing {
        Standing::ToBeJudged => ToBeJudged,
        Standing::NoData => NoData,
        _ => NotComparable,
    };
    let none = standing.value.as_ref().err().copied();
    let fits = |judged: &&TargetJudgement| judged.counts && judged.result == wanted;
    let first = standing.targets.iter().filter(fits).find(|judged| judged.is_live);
    if let Some(judged) = first.or_else(|| standing.targets.iter().find(fits)) {
        // That the figure itself is missing or in dispute is told beside what a person has to decide.
        let in_words = crate::assess::NoValue::Gap(Gap::InWords);
        let figure = none.filter(|none| wanted == ToBeJudged && *none != in_words);
        let figure = figure.map_or(String::new(), |none| format!("；本年值：{}", no_value(none, reader)));
        return format!("{}{figure}", named(subject, judged, reader));
    }
    match none {
        Some(none) => no_value(none, reader),
        None if standing.targets.is_empty() => "原文没有给出目标".to_owned(),
        None => "本年没有目标，也没有可以推算的时序值，不判断进度".to_owned(),
    }
}

/// 完成度 in per cent, without its sign: what is not all of the way does not read as all of it.
pub fn completion(percent: Decimal) -> String {
    printed(apart(percent, 1, &[Decimal::ZERO, Decimal::ONE_HUNDRED]))
}

/// A share as it stands in a formula: `87.5%`.
pub(super) fn percent(share: Decimal) -> String {
    share
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or("超出计算范围".to_owned(), |c| format!("{}%", completion(c)))
}
