//! Why an indicator stands as it does, in one sentence with its numbers.

use rust_decimal::Decimal;

use super::decides::counted;
use super::figure::{amount, incomparable, no_value, unsettled};
use super::subject::Subject;
use super::target::{named as with_scope, number_or_range};
use super::{Reader, label};
use crate::assess::{Grounds, MetBy, Scheduled, ScheduledBy, Standing, TargetJudgement, TargetResult};
use crate::consolidate::Gap;
use crate::measure::{NoBound, Unit, needs_verdict, printed, shown};
use crate::plan::Indicator;
use crate::submission::Ruling;

/// The standing in one sentence, without its end: the reason where nothing can be said.
pub fn reason(subject: &Subject<'_>, reader: Reader) -> String {
    let standing = subject.standing;
    let text = match standing.standing {
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

/// What a judgement on one target rests on.
pub fn ground(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    match &judged.grounds {
        Grounds::Numbers => numbers(subject, judged),
        Grounds::Counted => counted(subject, judged, reader),
        Grounds::Verdict(at) => verdict(subject, *at, judged, reader),
        Grounds::AwaitsVerdict if judged.is_due => "需由人认定，尚无认定结果".to_owned(),
        Grounds::AwaitsVerdict => "目标年份未到，届时认定".to_owned(),
        Grounds::NoValue(none) => no_value(*none, reader),
        Grounds::Incomparable(why) => incomparable(why, ("填报", "方案"), "不与目标比较"),
        Grounds::NoBound(NoBound::NoBaseline) => {
            "目标是与基期相比的变化，原文没有给出该基期的数值，无法换算".to_owned()
        }
        Grounds::NoBound(NoBound::OutOfRange) => "换算目标值时超出计算范围".to_owned(),
        Grounds::PartOfYear => "目标为全年的定数，部分时段的数不能判定，不与目标比较".to_owned(),
        Grounds::NoCountyFigures => "目标要求逐个达到，没有分别的数据".to_owned(),
        Grounds::UnknownUnit => "原文中没有目标所指的单位".to_owned(),
    }
}

fn numbers(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let Some(number) = value_of(subject, judged) else { return label::result(judged.result).to_owned() };
    let (value, bound) = (subject.with_unit(number), subject.bound_text(judged));
    let bound = if bound.is_empty() { "目标".to_owned() } else { bound };
    let far = judged.gap.filter(|gap| !gap.is_zero());
    let far = far.map(|gap| amount(subject.indicator, gap, subject.standing.digits));
    let pace = judged.pace.map_or(String::new(), |pace| {
        number_or_range(subject.indicator, (pace.bound.value, pace.bound.max), subject.standing.digits)
    });
    match (judged.result, far) {
        (TargetResult::Met, _) => format!("{value}，达到{bound}"),
        (TargetResult::OnPace, _) => format!("{value}，全年目标{bound}，折算为{pace}，达到进度"),
        (TargetResult::OffPace, _) => format!("{value}，全年目标{bound}，折算为{pace}，未达到进度"),
        (TargetResult::NotDue, Some(far)) => format!("{value}，目标年份未到，距{bound}还差{far}"),
        (_, Some(far)) => format!("{value}，未达到{bound}，差{far}"),
        _ => format!("{value}，未达到{bound}"),
    }
}

/// The value that was judged: the whole's, or the one of the unit that the target names.
fn value_of(subject: &Subject<'_>, judged: &TargetJudgement) -> Option<Decimal> {
    match &subject.target(judged).unit {
        None => subject.value().map(|value| value.number),
        Some(unit) => {
            let unit = subject.plan.unit_named(unit.as_str())?;
            let figure = subject.record.figures.iter().find(|figure| figure.unit == unit)?;
            figure.value().map(|value| value.number)
        }
    }
}

/// `差2.2个百分点`: what a missed target lacks; `None` where it is not missed by a number.
pub fn shortfall(indicator: &Indicator, judged: &TargetJudgement, digits: u32) -> Option<String> {
    let gap = judged.gap.filter(|gap| judged.result == TargetResult::Missed && !gap.is_zero())?;
    Some(format!("差{}", amount(indicator, gap, digits)))
}

/// A person's verdict; its reason is the office's.
fn verdict(subject: &Subject<'_>, at: usize, judged: &TargetJudgement, reader: Reader) -> String {
    let verdict = &subject.round.decisions.verdicts[at];
    let word = match verdict.verdict {
        Ruling::Met => "认定为达标",
        Ruling::Missed if judged.is_due => "认定为未达标",
        Ruling::Missed => "认定为尚未达标",
        Ruling::Pending => "暂不认定",
    };
    match reader {
        Reader::Public => format!("经办公室{word}"),
        Reader::Office => format!("{}{word}：{}", verdict.by.trim(), verdict.reason.trim()),
    }
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
    let p = scheduled_value(subject.indicator, scheduled, subject.standing.digits);
    let (by, p) = (scheduled_name(scheduled), format!("{p}{}", Unit::of(subject.indicator).text()));
    let d = amount(subject.indicator, deviation, subject.standing.digits);
    let value =
        subject.value().map_or(String::new(), |value| format!("{}，", subject.with_unit(value.number)));
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

/// The scheduled value: one that was reckoned with the digits of the indicator, one that the plan gives with its own.
pub fn scheduled_value(indicator: &Indicator, scheduled: Scheduled, digits: u32) -> String {
    let given = match scheduled.by {
        ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => indicator.targets.get(at),
        ScheduledBy::Interpolated => None,
    };
    match given.filter(|target| target.change.is_none() && scheduled.months.is_none()) {
        Some(_) => printed(scheduled.value),
        None => shown(scheduled.value, digits),
    }
}

/// `时序值（推算）`, `按11个月折算的时序值（推算）`.
pub(super) fn scheduled_name(scheduled: Scheduled) -> String {
    let months = scheduled.months.map_or(String::new(), |months| format!("按{months}个月折算的"));
    let by = if scheduled.is_interpolated() { "时序值（推算）" } else { "本年应达到的值" };
    format!("{months}{by}")
}

fn worsening(subject: &Subject<'_>) -> String {
    match (subject.standing.course.baseline, subject.value()) {
        (Some(b), Some(value)) => format!(
            "{}，差于{}年基期{}{}；没有可比的时序值",
            subject.with_unit(value.number),
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

/// A share as it stands in a formula: `87.5%`.
pub(super) fn percent(share: Decimal) -> String {
    share
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or("超出计算范围".to_owned(), |c| format!("{}%", shown(c, 1)))
}
