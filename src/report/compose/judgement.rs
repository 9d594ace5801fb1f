//! How an indicator stands, in words and figures.
//!
//! Takes a standing; gives sentences, key figures and the steps of the arithmetic.
//! Never quotes the judge's own words in the public edition: they may hold reasons of decisions.

use rust_decimal::Decimal;

use super::cells::DASH;
use super::figures::Measured;
use super::links::fact;
use crate::assess::NoValue;
use crate::measure::{Unit, printed};
use crate::report::{Edition, Fact, KeyFigure, Shown};
use crate::wording;

/// The judgement in a sentence.
pub(super) fn reason<E: Edition>(measured: &Measured<'_, '_>) -> String {
    let text = wording::reason(&measured.subject(), E::READER);
    if text.is_empty() { format!("{}。", measured.tag().word) } else { format!("{text}。") }
}

/// Value, target and judgement in three sentences.
pub(super) fn lead<E: Edition>(measured: &Measured<'_, '_>) -> String {
    let (shown, target) = (measured.shown::<E>(), measured.target());
    let year = measured.stage.now.round.year;
    let unit = measured.indicator.unit_of_measure.as_deref().unwrap_or("");
    let name = &measured.indicator.name.inner;
    if measured.in_words() {
        let note = target.note().map(|n| format!("{n}：")).unwrap_or_default();
        return format!("{name}为定性目标，{note}{}。{}", target.text, reason::<E>(measured));
    }
    let ratio = shown.ratio.as_ref().map(|r| format!("（{r}）")).unwrap_or_default();
    // A value that adds up is of the day on which it was counted, where that is known.
    let time = match &shown.counted_on {
        Some(day) => format!("截至{day}累计"),
        None => wording::of_period(measured.value().map(|value| &value.quantity), year),
    };
    let first = if shown.present {
        format!("{time}，{name}为{}{unit}{ratio}，{}{}。", shown.value, status(&shown), lacks::<E>(measured))
    } else {
        format!("{year}年度{name}没有可用数值：{}。", shown.note)
    };
    let second = match (&target.note(), target.in_words().as_str()) {
        (_, DASH) => "原文没有可比较的目标。".to_owned(),
        (None, text) => format!("本年目标{text}。"),
        (Some(note), text) => format!("{note}：{text}。"),
    };
    let reason = reason::<E>(measured);
    // What the judgement says is not said before it.
    let second = if reason.contains(target.said[1].as_str()) { String::new() } else { second };
    format!("{first}{second}{reason}")
}

/// Value, target, deviation and completion, each with a note.
pub(super) fn key_figures<E: Edition>(measured: &Measured<'_, '_>) -> Vec<KeyFigure> {
    let (shown, target) = (measured.shown::<E>(), measured.target());
    let unit = measured.indicator.unit_of_measure.clone();
    let mut figures = vec![
        KeyFigure {
            label: format!("{}年完成值", measured.stage.now.round.year),
            value: shown.value.clone(),
            unit: if shown.present { unit.clone() } else { None },
            tag: None,
            note: shown.note.clone(),
        },
        KeyFigure {
            label: if target.interpolated { "时序目标" } else { "目标" }.to_owned(),
            // Its unit stands inside: 80%以上.
            unit: None,
            value: target.in_words(),
            tag: Some(measured.tag()),
            note: target.note().unwrap_or_else(|| "本年目标".to_owned()),
        },
    ];
    if !measured.in_words() {
        figures.push(deviation_figure(measured));
        figures.push(last_figure::<E>(measured, &shown));
    }
    figures
}

fn deviation_figure(measured: &Measured<'_, '_>) -> KeyFigure {
    let unit = Some(Unit::of(measured.indicator).of_difference().to_owned()).filter(|unit| !unit.is_empty());
    let standing = measured.standing;
    let years = standing.years_ahead.and_then(|years| wording::years_apart(years, standing.deviation));
    let years = years.map(|(word, years)| format!("，{word}{}年", printed(years)));
    let scheduled = measured.standing.course.scheduled;
    let by_person =
        scheduled.is_some_and(|scheduled| wording::is_for_a_person(measured.indicator, scheduled));
    match measured.standing.deviation {
        _ if by_person => KeyFigure {
            label: "进度偏差".to_owned(),
            value: DASH.to_owned(),
            unit: None,
            tag: None,
            note: "本年目标由人认定，不按时序计算".to_owned(),
        },
        None => KeyFigure {
            label: "进度偏差".to_owned(),
            value: DASH.to_owned(),
            unit: None,
            tag: None,
            note: "没有可比较的时序值".to_owned(),
        },
        Some(d) => KeyFigure {
            // A size with its side in words: 与目标差 of the tables has the sign of v − t.
            label: match d.cmp(&Decimal::ZERO) {
                std::cmp::Ordering::Less => "差于时序",
                std::cmp::Ordering::Equal => "与时序持平",
                std::cmp::Ordering::Greater => "好于时序",
            }
            .to_owned(),
            value: wording::size(d),
            unit,
            tag: None,
            note: format!("完成值与时序值的差距{}", years.unwrap_or_default()),
        },
    }
}

fn last_figure<E: Edition>(measured: &Measured<'_, '_>, shown: &Shown) -> KeyFigure {
    if let Some(ratio) = &shown.ratio {
        return KeyFigure {
            label: "分子和分母".to_owned(),
            value: ratio.clone(),
            unit: None,
            tag: None,
            note: "分子/分母".to_owned(),
        };
    }
    let completion = measured.standing.completion.and_then(|c| c.checked_mul(100.into()));
    KeyFigure {
        label: "完成度".to_owned(),
        value: completion.map_or_else(|| DASH.to_owned(), wording::completion),
        unit: completion.map(|_| "%".to_owned()),
        tag: None,
        note: match completion {
            Some(_) => "（完成值－基期值）÷（目标值－基期值），不截断".to_owned(),
            None => {
                let why = wording::no_completion(&measured.subject(), E::READER);
                why.map_or_else(|| DASH.to_owned(), |why| format!("不计算：{why}"))
            }
        },
    }
}

/// Characters of the name of a step, at most.
const NAMED: usize = 14;

/// 判定过程, each step by its own name.
pub(super) fn trace<E: Edition>(measured: &Measured<'_, '_>) -> Vec<Fact> {
    let year = measured.stage.now.round.year;
    let steps = wording::steps(&measured.subject(), year, E::READER);
    let told = |step: &String| match step.split_once('：').filter(|(name, _)| name.chars().count() <= NAMED)
    {
        Some((name, how)) => fact(name, how),
        None => fact("计算", step.as_str()),
    };
    steps.iter().map(told).collect()
}

/// `（数据不全，缺1家，应有2家）`: what a sum of some is not without.
fn lacks<E: Edition>(measured: &Measured<'_, '_>) -> String {
    match measured.standing.value {
        Err(NoValue::Incomplete { have, of, lacking }) => {
            format!("（{}）", wording::lacking(have, of, &lacking, E::READER))
        }
        _ => String::new(),
    }
}

fn status(shown: &Shown) -> String {
    shown.value_status.clone().map_or_else(|| "数据状态未填".to_owned(), |s| format!("为{s}"))
}
