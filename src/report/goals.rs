//! 主要目标 of the paper: figures as sentences, goals in words as rows.
//!
//! Takes rows of the indicator table; gives words. Never reckons: every figure is the row's own.

use super::{Edition, IndicatorRow, PaperGoals, WordedGoal};
use crate::wording::achievement::Figure;
use crate::wording::sentence::joins;
use crate::wording::summary::{title, worded};
use crate::wording::{Absence, Aim, AimKind, AimOf};

/// Whether it is a goal in words: the plan measures it by nothing. What is measured stays so in a year without a figure.
pub fn in_words<E: Edition>(row: &IndicatorRow<E>) -> bool {
    !row.shown.present && row.unit_of_measure == "—"
}

/// Whether its goal is to be better than before: 持续下降, 稳中有升.
pub fn is_of_change<E: Edition>(row: &IndicatorRow<E>) -> bool {
    const CHANGES: [&str; 7] = ["下降", "上升", "提高", "提升", "改善", "减少", "稳中有"];
    let said = row.target_said[1].replace("不减少", "");
    row.is_worded && CHANGES.iter().any(|word| said.contains(word))
}

/// Whether the plan names nobody who would report it: a gap of the plan's, and no finding of the year.
pub fn is_unasked<E: Edition>(row: &IndicatorRow<E>) -> bool {
    !row.shown.present && row.absence == Some(Absence::Unasked)
}

/// What the judgement leaves open. That a person has still to judge is the judgement itself: of that there is left
/// whose goals they are, where they are those of some units.
pub fn standing_note<E: Edition>(row: &IndicatorRow<E>) -> Option<String> {
    let note = row.standing_note.as_deref()?;
    if !row.is_counted || row.standing.word != "待认定" {
        return Some(note.to_owned());
    }
    let (_, whose) = note.split_once('：')?;
    Some(whose.replace("需由人认定，尚无认定结果", "")).filter(|whose| !whose.is_empty())
}

/// An indicator with a value, to be put into a sentence.
pub fn figure<E: Edition>(row: &IndicatorRow<E>) -> Figure<'_> {
    Figure {
        name: &row.link.text,
        value: if row.shown.present { &row.shown.value } else { "" },
        unit: if row.unit_of_measure == "—" { "" } else { &row.unit_of_measure },
        ratio: row.shown.ratio.as_deref(),
        period: row.shown.period.as_deref(),
        counted_on: row.shown.counted_on.as_deref(),
        status: row.shown.value_status.as_deref(),
        open: row.shown.open.as_deref(),
        change: row.change.as_deref(),
        compared_with: row.compared_with.as_deref(),
        aim: (row.target_said[1] != "—").then(|| Aim {
            text: &row.target_said[1],
            of: &row.target_of,
            difference: (row.difference != "—").then_some(row.difference.as_str()),
            is_good: row.is_good,
        }),
        judged: row.standing.word,
        note: row.standing_note.as_deref(),
        is_counted: row.is_counted,
        is_decided_elsewhere: row.is_decided_elsewhere,
        is_met: row.standing.key == "met",
        ruled: row.ruled.as_deref(),
        why: row.incomparable.as_deref(),
        because: row.because.as_deref(),
        lacks: row.lacks,
    }
}

/// Of the words of a target, beside the name of what it is a goal of.
pub fn listed(name: &str, phrase: Option<&str>, said: &str) -> String {
    match (phrase, said) {
        (Some(text), _) => title(text),
        (None, "—") => title(name),
        (None, text) if text.contains(name) => title(text),
        (None, text) if joins(name, text) => title(&format!("{name}{text}")),
        (None, text) => title(&format!("{name}：{text}")),
    }
}

/// `达到`, as papers say of goals.
pub fn word_of(tag: &str) -> String {
    match tag {
        "达标" => "达到",
        "未达标" => "未达到",
        word => word,
    }
    .to_owned()
}

/// Goals in words by year and judgement, as they read in a list; `why` of those that are missed.
pub fn table<'r, E: Edition>(
    rows: impl Iterator<Item = &'r IndicatorRow<E>>,
    why: impl Fn(&IndicatorRow<E>) -> Option<String>,
) -> Vec<PaperGoals> {
    let mut kinds: Vec<PaperGoals> = vec![];
    for row in rows.filter(|row| in_words(row)) {
        for goal in &row.goals {
            let note = standing_note(row).filter(|_| row.is_counted && !goal.is_stage);
            let why = || why(row).filter(|_| row.standing.key == "missed" && !goal.is_stage);
            let words = match note.or_else(why) {
                Some(note) => format!("{}（{note}）", goal.words),
                None => goal.words.clone(),
            };
            match kinds.iter_mut().find(|kind| kind.year == goal.year && kind.standing == goal.standing) {
                Some(kind) => kind.goals.push(words),
                None => kinds.push(PaperGoals {
                    year: goal.year.clone(),
                    standing: goal.standing.clone(),
                    n: None,
                    goals: vec![words],
                }),
            }
        }
    }
    let rank = |kind: &PaperGoals| SETTLED.iter().position(|word| kind.standing.starts_with(word));
    kinds.sort_by(|one, other| {
        let order = |kind: &PaperGoals| rank(kind).unwrap_or(SETTLED.len());
        one.year.cmp(&other.year).then_with(|| order(one).cmp(&order(other)))
    });
    kinds.into_iter().flat_map(rows_of).collect()
}

/// What stands before their table: the goals, and the stages that are told beside them.
pub fn lead<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> String {
    let goals: Vec<&WordedGoal> = rows.filter(|row| in_words(row)).flat_map(|row| &row.goals).collect();
    let stages = goals.iter().filter(|goal| goal.is_stage).count();
    worded(goals.len() - stages, stages)
}

/// Goals of one row up to these: a longer row would be torn at the end of a page, and lose its year there.
const LONGEST: usize = 6;

/// Of one length each: no row is left over with one goal. The first has the number of all, the others go on.
fn rows_of(kind: PaperGoals) -> Vec<PaperGoals> {
    let rows = kind.goals.len().div_ceil(LONGEST).max(1);
    let row = |(at, goals): (usize, &[String])| PaperGoals {
        year: if at == 0 { kind.year.clone() } else { format!("{}（续）", kind.year) },
        n: (at == 0).then_some(kind.goals.len()),
        goals: goals.to_vec(),
        ..kind.clone()
    };
    kind.goals.chunks(kind.goals.len().div_ceil(rows).max(1)).enumerate().map(row).collect()
}

/// Of which year a goal is, in the report of that year.
pub fn year(target: &AimOf, of: i32) -> String {
    match target.kind {
        AimKind::Of(year) | AimKind::Past(year) => format!("{year}年"),
        AimKind::Always => "未规定年份".to_owned(),
        AimKind::ThisYear(_) | AimKind::Path | AimKind::Pace(_) => format!("{of}年"),
    }
}

/// What has been decided stands before what has not.
const SETTLED: [&str; 2] = ["达到", "未达到"];
