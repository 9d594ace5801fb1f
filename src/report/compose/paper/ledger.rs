//! The annex of the tasks: what is late first, in a table that fits a page.
//!
//! Takes the rows of the register; gives a sheet. Who is late, and until when, is the office's.

use rust_decimal::Decimal;

use super::super::answers::answered_words;
use super::super::cells::{DASH, each_once};
use super::super::letter::signer;
use super::super::stage::Stage;
use super::follow_up::until;
use super::sheet::{When, numbers, sheet, words};
use super::silence;
use crate::measure::written;
use crate::plan::{TaskIndex, UnitIndex};
use crate::report::{Edition, RegisterRow, Sheet, TaskRegister};
use crate::submission::{Status, TaskEntry};
use crate::wording::paper::counted;
use crate::wording::summary::title;
use crate::wording::{self, Reader};

/// 重点任务进展台账: what is late first, with who is; for the office until when.
pub(super) fn tasks<E: Edition>(stage: &Stage<'_>, register: &[TaskRegister<E>]) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("task", "重点任务", When::Always),
        words("lead", "牵头单位", When::Said),
        words("units", "责任单位", When::Said),
        words("due", "完成时限", When::Said),
        words("milestone", "年度节点", When::Said),
        words("status", "完成情况", When::Always),
        words("percent", "单位填报的完成率", When::Said),
        words("answers", "单位填报情况", When::Said),
        words("behind", "滞后、未启动的单位和计划完成时间", When::Any),
    ];
    let rows = register.iter().flat_map(|page| &page.groups).flat_map(|group| &group.rows);
    // A task has one number, here and on every page, wherever it stands.
    let mut rows: Vec<(u8, Vec<String>)> =
        rows.map(|row| (lateness(row.status.tag.key), task(stage, row))).collect();
    let note = late_first(&mut rows);
    let mut sheet = sheet(&columns, rows.into_iter().map(|(_, row)| row).collect());
    sheet.notes.extend(note.map(|note| format!("{note}序号为任务在方案中的顺序。")));
    sheet
}

/// What is overdue or behind, what has not begun, everything else.
pub(super) fn lateness(key: &str) -> u8 {
    match key {
        "overdue" | "behind" => 0,
        "not_started" => 1,
        _ => 3,
    }
}

/// Puts late rows first, all else in the plan's order; says so where it moves any.
pub(super) fn late_first(rows: &mut [(u8, Vec<String>)]) -> Option<String> {
    let moves = rows.windows(2).any(|pair| pair[0].0 > pair[1].0);
    rows.sort_by_key(|(late, _)| *late);
    moves.then(|| "滞后、未启动的列在前，其余按方案的顺序。".to_owned())
}

pub(super) fn numbered(rows: Vec<(u8, Vec<String>)>) -> Vec<Vec<String>> {
    let number = |(at, (_, mut row)): (usize, (u8, Vec<String>))| {
        row.insert(0, (at + 1).to_string());
        row
    };
    rows.into_iter().enumerate().map(number).collect()
}

fn task<E: Edition>(stage: &Stage<'_>, row: &RegisterRow<E>) -> Vec<String> {
    let task = (0..stage.tasks).map(TaskIndex).find(|at| stage.plan.task(*at).id.as_str() == row.id);
    let status = task.map_or(row.status.tag.word, |task| silence::status_word(stage, task)).to_owned();
    let own = task.map(|task| answered_words(stage, task)).unwrap_or_default();
    let set = task.and_then(|task| set_by(stage, task));
    let answers: Vec<(UnitIndex, &TaskEntry)> = task
        .into_iter()
        .flat_map(|at| stage.record(at).counting())
        .filter_map(|answer| Some((answer.unit, &stage.entry(answer.answer)?.inner)))
        .collect();
    vec![
        row.seq.to_string(),
        title(&row.link.text),
        row.lead_text.clone(),
        each_once(&[&row.units_text]).join("、"),
        row.due.clone(),
        row.milestone.clone(),
        match (set, &row.status.open) {
            (Some(set), _) => format!("{status}（{set}）"),
            (None, Some(_)) => format!("{status}（待核实）"),
            (None, None) => status,
        },
        // What has no end has no share of it that is done.
        if row.status.tag.key == "ongoing" { DASH.to_owned() } else { percents(&answers) },
        if own.is_empty() { DASH.to_owned() } else { counted(&own) },
        behind::<E>(stage, &answers),
    ]
}

/// Who set the status, and what was reported.
fn set_by(stage: &Stage<'_>, task: TaskIndex) -> Option<String> {
    let by = signer(stage).unwrap_or_else(|| "经".to_owned());
    wording::set_by(stage.task_standing(task), &by)
}

/// `45%～80%`: what units that are at work say; the whole has no rate of its own.
fn percents(answers: &[(UnitIndex, &TaskEntry)]) -> String {
    let is_at_work = |status| !matches!(status, Status::Ongoing | Status::NotApplicable);
    let all = answers.iter().filter(|(_, entry)| is_at_work(entry.status.inner));
    let all: Vec<Decimal> = all.filter_map(|(_, entry)| Some(entry.percent.as_ref()?.inner.value)).collect();
    match (all.iter().min(), all.iter().max()) {
        (Some(low), Some(high)) if low == high => format!("{}%", written(*low)),
        (Some(low), Some(high)) => format!("{}%～{}%", written(*low), written(*high)),
        _ => DASH.to_owned(),
    }
}

/// `市水利局（2026-06-30）、郊区（未明确）`: who, and until when, is the office's.
fn behind<E: Edition>(stage: &Stage<'_>, answers: &[(UnitIndex, &TaskEntry)]) -> String {
    let is_late = |entry: &TaskEntry| matches!(entry.status.inner, Status::Behind | Status::NotStarted);
    let late = answers.iter().filter(|(_, entry)| E::READER == Reader::Office && is_late(entry));
    let said: Vec<String> =
        late.map(|(unit, entry)| format!("{}（{}）", stage.name(*unit), until(entry))).collect();
    if said.is_empty() { DASH.to_owned() } else { said.join("、") }
}
