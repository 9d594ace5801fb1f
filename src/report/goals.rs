//! 主要目标 of the paper: figures as sentences, goals in words as rows.
//!
//! Takes rows of the indicator table; gives words. Never reckons: every figure is the row's own.

use super::{Edition, IndicatorRow};
use crate::wording::paper::{Aim, Figure, figure};

/// Whether it is a goal that nobody measures.
pub fn in_words<E: Edition>(row: &IndicatorRow<E>) -> bool {
    !row.shown.present && row.unit_of_measure == "—"
}

/// 同比, where there is one.
pub fn change<E: Edition>(row: &IndicatorRow<E>) -> Option<&str> {
    let text = row.change_text.as_str();
    ["上升", "下降", "持平"].iter().any(|word| text.starts_with(word)).then_some(text)
}

/// An indicator in a sentence.
pub fn sentence<E: Edition>(row: &IndicatorRow<E>) -> String {
    let unit = if row.unit_of_measure == "—" { "" } else { row.unit_of_measure.as_str() };
    figure(&Figure {
        name: &row.link.text,
        value: row.shown.present.then_some(row.shown.value.as_str()),
        unit,
        ratio: row.shown.ratio.as_deref(),
        period: row.shown.period.as_deref(),
        status: row.shown.value_status.as_deref(),
        lacking: if row.shown.present { row.shown.open.as_deref() } else { Some(&row.shown.note) },
        change: change(row),
        aim: (row.target_full != "—").then(|| Aim {
            text: &row.target_full,
            note: row.target_note.as_deref(),
            difference: (row.difference != "—").then_some(row.difference.as_str()),
            is_good: row.is_good,
        }),
        judged: row.standing.word,
    })
}

/// Goals in words by year and judgement: 目标年份, 认定情况, 项数, 目标.
pub fn table<'r, E: Edition>(of: i32, rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> Vec<[String; 4]> {
    let mut kinds: Vec<(String, &str, Vec<String>)> = vec![];
    for row in rows.filter(|row| in_words(row)) {
        let year = match row.target_note.as_deref() {
            None => format!("{of}年"),
            Some("长期目标") => "未定年份".to_owned(),
            Some(note) => note.trim_end_matches("目标").to_owned(),
        };
        let goal = match row.phrase.as_deref().unwrap_or(&row.target_full) {
            text if row.phrase.is_some() => text.to_owned(),
            "—" => row.link.text.clone(),
            text if text.contains(row.link.text.as_str()) => text.to_owned(),
            text => format!("{}：{text}", row.link.text),
        };
        match kinds.iter_mut().find(|(known, word, _)| *known == year && *word == row.standing.word) {
            Some((_, _, goals)) => goals.push(goal),
            None => kinds.push((year, row.standing.word, vec![goal])),
        }
    }
    kinds.sort_by(|one, other| one.0.cmp(&other.0));
    let row = |(year, word, goals): (String, &str, Vec<String>)| {
        [year, word.to_owned(), goals.len().to_string(), goals.join("；")]
    };
    kinds.into_iter().map(row).collect()
}
