//! What a judgement on one target rests on, with its numbers.

use rust_decimal::Decimal;

use super::aim::direction;
use super::counted::counted;
use super::figure::{amount, incomparable, no_value};
use super::subject::Subject;
use super::target::number_or_range;
use super::{Reader, label};
use crate::assess::{Grounds, TargetJudgement, TargetResult};
use crate::consolidate::Value;
use crate::measure::{NoBound, Unit};
use crate::plan::{Indicator, Operator};
use crate::submission::Ruling;

/// What a judgement on one target rests on.
pub fn ground(subject: &Subject<'_>, judged: &TargetJudgement, reader: Reader) -> String {
    match &judged.grounds {
        Grounds::Numbers => numbers(subject, judged),
        Grounds::Counted => counted(subject, judged, reader),
        Grounds::Verdict(at) => verdict(subject, *at, judged, reader),
        Grounds::Ruled(year) => match judged.result {
            TargetResult::Met => format!("{year}年度已认定为达标"),
            _ => format!("{year}年度已认定为未达标"),
        },
        Grounds::RuledElsewhere => {
            format!("{}以前年度已认定，该年度报告未公开", of_its_own(subject, judged))
        }
        Grounds::AwaitsVerdict => {
            let of = of_its_own(subject, judged);
            match judged.is_due {
                true => format!("{of}需由人认定，尚无认定结果"),
                false => format!("{of}目标年份未到，届时认定"),
            }
        }
        Grounds::NoValue(none) => no_value(*none, reader),
        Grounds::Incomparable(why) => incomparable(why, ("填报", "方案"), "不与目标比较"),
        Grounds::NoBound(NoBound::NoBaseline) => {
            "目标是与基期相比的变化，原文没有给出该基期的数值，无法换算".to_owned()
        }
        Grounds::NoBound(NoBound::OutOfRange) => "换算目标值时超出计算范围".to_owned(),
        Grounds::PartOfYear => "目标为全年的定数，部分时段的数不能判定，不与目标比较".to_owned(),
        Grounds::OtherYear => {
            let year = subject.target(judged).year.unwrap_or_default();
            match judged.is_due {
                true => format!("累计量按年计算，{year}年目标由{year}年的数判定，不与目标比较"),
                false => format!("累计量按年计算，目标年份未到，届时由{year}年的数判定"),
            }
        }
        Grounds::NoCountyFigures => "目标要求逐个达到，没有分别的数据".to_owned(),
        Grounds::UnknownUnit => "原文中没有目标所指的单位".to_owned(),
    }
}

/// `“有所提高”`: the words of one unit's goal, where those that stand beside the judgement are the goal of all.
fn of_its_own(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let of_all = subject.indicator.targets.iter().any(|target| target.unit.is_none());
    match subject.target(judged).unit.is_some() && of_all {
        true => format!("“{}”", subject.bound_text(judged)),
        false => String::new(),
    }
}

fn numbers(subject: &Subject<'_>, judged: &TargetJudgement) -> String {
    let Some(value) = value_of(subject, judged) else {
        return label::paced(judged.result, judged.pace).to_owned();
    };
    let (value, bound) = (subject.with_unit(value), subject.bound_text(judged));
    let bound = if bound.is_empty() { "目标".to_owned() } else { bound };
    let far = judged.gap.filter(|gap| !gap.is_zero());
    let over = judged.gap.is_some_and(|gap| is_too_much(subject.indicator, judged, gap));
    let off = far.map(|gap| off(subject.indicator, judged, gap));
    let far = far.map(|gap| amount(subject.indicator, gap));
    let pace = judged
        .pace
        .map_or(String::new(), |pace| number_or_range(subject.indicator, (pace.bound.value, pace.bound.max)));
    let kept = label::paced(judged.result, judged.pace).trim_start_matches("按折算");
    match (judged.result, far) {
        (TargetResult::NotDue, Some(_)) if over => {
            format!("{value}，目标年份未到，比{bound}{}", off.unwrap_or_default())
        }
        (TargetResult::Met, _) => format!("{value}，达到{bound}"),
        (TargetResult::OnPace | TargetResult::OffPace, _) => {
            format!("{value}，全年目标{bound}，折算为{pace}，{kept}")
        }
        (TargetResult::NotDue, Some(far)) => format!("{value}，目标年份未到，距{bound}还差{far}"),
        (_, Some(_)) => format!("{value}，未达到{bound}，{}", off.unwrap_or_default()),
        _ => format!("{value}，未达到{bound}"),
    }
}

/// Whether a value is beyond the upper end of a target that has one on both sides: nothing is lacking.
fn is_too_much(indicator: &Indicator, judged: &TargetJudgement, gap: Decimal) -> bool {
    let op = indicator.targets.get(judged.target).map(|target| target.op.inner);
    gap > Decimal::ZERO && matches!(op, Some(Operator::Equal | Operator::Range))
}

/// `差2.2个百分点`, `多1个`: how far a value is from a target that it misses.
pub(super) fn off(indicator: &Indicator, judged: &TargetJudgement, gap: Decimal) -> String {
    let word = match is_too_much(indicator, judged, gap) {
        true => direction(Unit::of(indicator).text(), true),
        false => "差",
    };
    format!("{word}{}", amount(indicator, gap))
}

/// The value that was judged: the whole's, or the one of the unit that the target names.
fn value_of<'a>(subject: &Subject<'a>, judged: &TargetJudgement) -> Option<&'a Value> {
    match &subject.target(judged).unit {
        None => subject.value(),
        Some(unit) => {
            let unit = subject.plan.unit_named(unit.as_str())?;
            let row = subject.standing.counties.iter().find(|row| row.unit == unit)?;
            row.value.as_ref()
        }
    }
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
