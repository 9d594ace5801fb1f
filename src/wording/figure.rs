//! Figures in words: with their unit, their period, their change.

use rust_decimal::Decimal;

use super::{Reader, gap};
use crate::assess::{Lacking, NoChange, NoValue, Unsettled, YearOnYear};
use crate::consolidate::Gap;
use crate::measure::{
    Difference, Incomparable, Quantity, Trend, Unit, printed, printed_signed, shown, written,
};
use crate::plan::{Indicator, ValueStatus};
use crate::submission::Period;

/// A figure with its unit: `72.3%`, `38微克/立方米`.
pub fn with_unit(indicator: &Indicator, value: &Quantity) -> String {
    format!("{}{}", value.shown(), Unit::of(indicator).text())
}

/// The size of a difference with its unit: `0.3个百分点`.
pub fn amount(indicator: &Indicator, difference: Decimal) -> String {
    format!("{}{}", size(difference), Unit::of(indicator).of_difference())
}

/// The same without its unit: `0.3`. It is a difference of figures as shown, and has their digits.
pub fn size(difference: Decimal) -> String {
    printed(difference.abs())
}

/// A difference with its sign: `+0.3`.
pub fn signed(difference: Decimal) -> String {
    printed_signed(difference)
}

/// 同比 in a table of the paper: `+2.2` of a share, in points; `-6.1%` of an amount; `持平`.
pub fn change_signed(indicator: &Indicator, year: &YearOnYear) -> String {
    let asked = if year.asked.is_empty() { "" } else { "，上年数待核实" };
    let sign = match year.trend {
        Trend::Level => return format!("持平{asked}"),
        Trend::Rise => "+",
        Trend::Fall => "-",
    };
    let percent = year.percent.map(|percent| shown(percent.abs(), 1)).filter(|percent| percent != "0.0");
    match percent {
        Some(percent) => format!("{sign}{percent}%{asked}"),
        None if Unit::of(indicator).is_share() => format!("{sign}{}{asked}", size(year.difference.shown)),
        None => format!("{sign}{}{asked}", amount(indicator, year.difference.shown)),
    }
}

/// 同比, the same in tables and sentences: `上升2.9个百分点`, `下降3微克/立方米（7.3%）`, `持平`; by how much the base of
/// a ratio has changed, and that the value of the year before is asked about, is said.
pub fn change(indicator: &Indicator, year: &YearOnYear) -> String {
    let asked = if year.asked.is_empty() { "" } else { "，上年数待核实" };
    let (word, amount) = match year.trend {
        Trend::Level => ("持平", String::new()),
        Trend::Rise => ("上升", amount(indicator, year.difference.shown)),
        Trend::Fall => ("下降", amount(indicator, year.difference.shown)),
    };
    let percent = year.percent.map(|percent| shown(percent.abs(), 1)).filter(|percent| percent != "0.0");
    let percent = percent.map(|percent| format!("{percent}%"));
    let base = year.changed_base;
    let base = base.map(|(now, then)| format!("该比例的分母由{}变为{}", written(then), written(now)));
    let notes = percent.as_deref().into_iter().chain(unread(year.difference)).chain(base.as_deref());
    let notes: Vec<&str> = notes.collect();
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    format!("{word}{amount}{notes}{asked}")
}

/// What stands behind a difference that the two printed numbers do not come to: no digits would show it.
fn unread(difference: Difference) -> Option<&'static str> {
    (!difference.is_read).then_some("按未修约的数计算")
}

/// Why there is no 同比: where there is no value to compare, the reason that the value itself has.
pub fn no_change(reason: &NoChange, reader: Reader) -> String {
    match reason {
        NoChange::NoValue(NoValue::Incomplete { have, of, lacking: states }) => {
            format!("{}，不作比较", lacking(*have, *of, states, reader))
        }
        NoChange::NoValue(none) => no_value(*none, reader),
        // Each gap in its own words: what is asked about, in dispute or refused is not nothing.
        NoChange::NoPrevious(Some(none)) => format!("{}，不作比较", last_year_s(*none, reader)),
        NoChange::NoPrevious(None) => "上年没有可比的数值".to_owned(),
        NoChange::Incomparable(why) => incomparable(why, ("本年", "上年"), "不作比较"),
    }
}

/// Why last year has no value: what follows from it for a target of that year is left out.
pub fn last_year_s(none: NoValue, reader: Reader) -> String {
    let why = match none {
        NoValue::Gap(Gap::InWords) => return "上年没有数值（目标以文字表述）".to_owned(),
        NoValue::Incomplete { have, of, lacking: states } => lacking(have, of, &states, reader),
        NoValue::Conflict(..) => "待核定".to_owned(),
        other => no_value(other, reader),
    };
    format!("上年数{why}")
}

/// Why two values may not be compared; `whose` names this one and the other.
pub fn incomparable(why: &Incomparable, (this, other): (&str, &str), therefore: &str) -> String {
    let text = |text: &Option<String>| text.as_deref().map_or("未注明".to_owned(), |t| format!("“{t}”"));
    let period = |period: &Option<Period>| period.map_or("未注明".to_owned(), |p| p.to_string());
    let (what, now, then) = match why {
        Incomparable::Basis(now, then) => ("口径不一致", text(now), text(then)),
        Incomparable::Standard(now, then) => ("标准版本不一致", text(now), text(then)),
        Incomparable::Period(now, then) => ("时段不一致", period(now), period(then)),
        Incomparable::Unit(now, then) => ("计量单位不同", text(now), text(then)),
        Incomparable::Parts(now, then) => ("汇总的单位不同", format!("{now}家"), format!("{then}家")),
        Incomparable::RollUp => return format!("统计层级或汇总方式已调整，{therefore}"),
        Incomparable::OutOfRange => return format!("超出计算范围，{therefore}"),
    };
    format!("{what}，{therefore}（{this}{now}，{other}{then}）")
}

/// `上年口径为“…”，不可比`: what stands beside a value of last year that this year's may not be compared with.
pub fn unlike_last(why: &Incomparable) -> String {
    let what = match why {
        Incomparable::Basis(_, Some(then)) => format!("上年口径为“{then}”"),
        Incomparable::Basis(_, None) => "上年口径未注明".to_owned(),
        Incomparable::Standard(..) => "标准版本不同".to_owned(),
        Incomparable::Period(..) => "时段不同".to_owned(),
        Incomparable::Unit(..) => "计量单位不同".to_owned(),
        Incomparable::Parts(..) => "汇总的单位不同".to_owned(),
        Incomparable::RollUp | Incomparable::OutOfRange => return "不可比".to_owned(),
    };
    format!("{what}，不可比")
}

/// That there are values, of each unit its own, and none of the whole.
const SEPARATE: &str = "分单位列示，没有全域数";

/// What the office still has to do about figures that contradict each other.
const UNDECIDED: &str = "待办公室决定采用哪一家";

/// Why there is no value, as a paper says it: what is still to do for the office is no matter of its superior's.
pub fn told_to_superiors(why: &str) -> String {
    // Who differs from whom is the office's to settle, and no matter of a report.
    if why.contains("不一致") && why.contains(UNDECIDED) {
        return "填报不一致，待核定".to_owned();
    }
    why.replace(UNDECIDED, "待核定")
}

/// Why there is no value that could be judged.
pub fn no_value(none: NoValue, reader: Reader) -> String {
    match (none, reader) {
        (NoValue::Conflict(_, unlike), Reader::Public) => {
            format!("各填报单位{}不一致，待核定", unlike.chinese())
        }
        (NoValue::Conflict(n, unlike), Reader::Office) => {
            format!("{n}家单位填报的{}不一致，{UNDECIDED}", unlike.chinese())
        }
        (NoValue::Separate, _) => SEPARATE.to_owned(),
        (NoValue::Incomplete { have, of, lacking: states }, reader) => {
            format!("{}，汇总不与目标比较", lacking(have, of, &states, reader))
        }
        (NoValue::Gap(reason), reader) => gap(reason, reader).into_owned(),
    }
}

/// `数据不全，缺2家（待核实1家、零报告1家），应有3家`.
pub fn lacking(have: usize, of: usize, states: &Lacking, reader: Reader) -> String {
    let states = by_state(states, "家", reader);
    let states = if states.is_empty() { states } else { format!("（{states}）") };
    format!("数据不全，缺{}家{states}，应有{of}家", of.saturating_sub(have))
}

/// `待核实1家、零报告1家`: each state of what is lacking in its own word, as units are counted; for the public one
/// for silence and for what cannot be used.
pub fn by_state(of: &Lacking, measure: &str, reader: Reader) -> String {
    let of = if reader == Reader::Public { of.outside() } else { *of };
    let counted = [
        ("待核实", of.open),
        ("材料有误", of.faulty),
        ("退回待补", of.returned),
        ("零报告", of.nil),
        ("未监测或尚未公布", of.unmeasured),
        ("未填报", of.no_entry),
        ("未报", of.silent),
        ("未到期", of.waiting),
        ("待认定", of.unjudged),
        ("不可比", of.unlike),
        ("没有数据", of.untold),
    ];
    let told = counted.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word}{n}{measure}"));
    told.collect::<Vec<_>>().join("、")
}

/// `1—11月初步数`, `全年终值`, `1—11月`, `时段未填`.
pub fn note(value: &Quantity) -> String {
    match (value.period, value.status) {
        (Some(period), Some(status)) => format!("{period}{}", value_status(status)),
        (Some(period), None) => period.to_string(),
        (None, Some(status)) => format!("{}，时段未填", value_status(status)),
        (None, None) => "时段未填".to_owned(),
    }
}

/// How settled a figure is, as papers, pages and data say it: forms ask for 初步值.
pub fn value_status(status: ValueStatus) -> &'static str {
    match status {
        ValueStatus::Estimated => "预计数",
        ValueStatus::Provisional => "初步数",
        ValueStatus::Final => "终值",
    }
}

/// `2025年1—11月`, `截至2025-10-31`, `2025年累计`: the time that a value covers, at the head of a sentence.
pub fn of_period(value: Option<&Quantity>, year: i32) -> String {
    match value.and_then(|value| value.period) {
        Some(Period::Year) => format!("{year}年"),
        Some(period @ Period::Months(_)) => format!("{year}年{period}"),
        Some(period @ Period::AsOf(_)) => period.to_string(),
        Some(Period::Cumulative) => format!("{year}年累计"),
        None => format!("{year}年（时段未填）"),
    }
}

/// `按1—11月初步数`: why a judgement on a value is not final.
pub fn unsettled(why: Unsettled) -> String {
    let number = |status: Option<ValueStatus>| match status {
        Some(ValueStatus::Final) => "数",
        Some(status) => value_status(status),
        None => "数（状态未填）",
    };
    match why {
        Unsettled::Part(period, status) => format!("按{period}{}", number(status)),
        Unsettled::NoPeriod(status) => format!("按时段未注明的{}", number(status)),
        Unsettled::Status(status) => format!("按{}", number(status)),
        Unsettled::Several => "按时段或状态不一的未定数".to_owned(),
    }
}

/// The change of a rate: `上升5.6个百分点`, `持平`.
pub fn points(difference: Difference) -> String {
    let size = printed(difference.shown.abs());
    let note = unread(difference).map_or(String::new(), |note| format!("（{note}）"));
    match (difference.shown.is_zero(), difference.shown > Decimal::ZERO) {
        (true, _) => format!("持平{note}"),
        (_, true) => format!("上升{size}个百分点{note}"),
        (_, false) => format!("下降{size}个百分点{note}"),
    }
}
