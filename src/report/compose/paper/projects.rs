//! The annex of projects and milestones.
//!
//! Takes milestones with what units answered; gives a sheet. Who is late stands first and is marked; words that say
//! nothing are left out and counted, and no row goes without saying so.

use chrono::Datelike as _;

use super::super::cells::DASH;
use super::super::milestones::{asked_of_milestone, concerned, is_nobodys, is_past, milestone_tag};
use super::super::stage::Stage;
use super::super::tags::{own_status, task_status};
use super::ledger::{late_first, lateness, numbered};
use super::merge::{Said, clause, merged, said};
use super::nothing::is_no_matter;
use super::sheet::{When, numbers, sheet, words};
use crate::assess::TaskStatus;
use crate::consolidate::MilestoneAnswer;
use crate::plan::TaskIndex;
use crate::report::{Edition, Narrative, Sheet};
use crate::submission::{Held, Status};
use crate::wording::summary::title;
use crate::wording::{self, Reader};

/// 重点项目和节点: due in this year or before, or answered; late first. What nobody has a part in is counted only.
pub(super) fn milestones<E: Edition>(stage: &Stage<'_>) -> Sheet {
    let columns = [
        numbers("seq", "序号", When::Always),
        words("what", "项目或节点", When::Always),
        words("task", "所属任务", When::Always),
        words("due", "完成时限", When::Said),
        words("status", "完成情况", When::Always),
        words("progress", "进展情况", When::Said),
        words("units", "填报单位", When::Said),
    ];
    let year = stage.now.round.year;
    let mut rows = vec![];
    let (mut later, mut none, mut idle, mut unseen) = (0, 0, 0, 0);
    let (mut mixed, mut wordless) = (false, false);
    for task in (0..stage.tasks).map(TaskIndex) {
        for at in stage.milestones(task) {
            let standing = &stage.now.progress.milestones[at];
            let is_due = standing.due.is_some_and(|day| day.year() <= year);
            let is_past = is_past(stage, at);
            if standing.unseen {
                unseen += 1;
            } else if !is_past && is_nobodys(stage, at) {
                none += 1;
            } else if !is_due && standing.status == TaskStatus::Unstated && is_idle(stage, at) {
                idle += 1;
            } else if is_due || is_told(stage, at) {
                let late = match lateness(task_status(standing.status).key) {
                    _ if is_past && standing.status == TaskStatus::NoAnswer => PAST,
                    late => late,
                };
                mixed |= is_mixed(stage, at);
                wordless |= concerned(stage, at).any(|told| is_wordless(stage, at, told));
                rows.push((late, milestone::<E>(stage, task, at)));
            } else {
                later += 1;
            }
        }
    }
    let has_past = rows.iter().any(|(late, _)| *late == PAST);
    let note = late_first(&mut rows);
    let sum = in_all(&rows);
    let mut sheet = sheet(&columns, numbered(rows));
    sheet.notes.splice(0..0, sum);
    let past = |note: String| note.replace("未启动的", "未启动和到期未填报的");
    sheet.notes.extend(note.map(|note| if has_past { past(note) } else { note }));
    sheet.notes.extend(mixed.then(|| wording::jointly(super::has_leads(stage))));
    // In both editions: the public one names these units, too.
    sheet.notes.extend(wordless.then(|| "单位只写本年度没有具体事项的，不录其文字。".to_owned()));
    let left_out = [
        (none, "已填报的单位均不涉及的"),
        (idle, "填报单位本年度没有具体事项的"),
        (later, "期限未到或没有规定期限、本年度没有填报的"),
        (unseen, "以前年度已有结果、该年度报告未公开的"),
    ];
    let left_out: Vec<String> =
        left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{why}{n}项")).collect();
    if !left_out.is_empty() && !sheet.rows.is_empty() {
        sheet.notes.push(format!("{}，本表未列。", left_out.join("，")));
    }
    sheet
}

/// What fell due and nobody speaks of stands behind what is late.
const PAST: u8 = 2;

/// `共57项：滞后6项、正常推进44项。`
fn in_all(rows: &[(u8, Vec<String>)]) -> Option<String> {
    let mut kinds: Vec<(&str, usize)> = vec![];
    for (_, row) in rows {
        // 项目, 所属任务, 完成时限, 完成情况; what stands in brackets behind it is its day.
        let word = row.get(3)?.split('（').next()?;
        match kinds.iter_mut().find(|(known, _)| *known == word) {
            Some((_, n)) => *n += 1,
            None => kinds.push((word, 1)),
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(word, n)| format!("{word}{n}项")).collect();
    (rows.len() > 1).then(|| format!("共{}项：{}。", rows.len(), kinds.join("、")))
}

/// Whether there is something to tell of a milestone: somebody spoke of it, now or when it was completed.
fn is_told(stage: &Stage<'_>, at: usize) -> bool {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    !standing.entries.is_empty() || standing.done_in.is_some() || !record.held.is_empty()
}

/// Whether all who have a part in it only wrote that there was nothing to do.
fn is_idle(stage: &Stage<'_>, at: usize) -> bool {
    let mut words = concerned(stage, at).map(|(answer, _)| note(stage, answer)).peekable();
    words.peek().is_some() && words.all(|words| words.is_some_and(|words| is_no_matter(&said(&words))))
}

/// What a unit wrote beside a milestone.
fn note(stage: &Stage<'_>, answer: MilestoneAnswer) -> Option<Narrative> {
    stage.narratives.milestone_note(answer.submission, answer.at)
}

/// Whether a unit is through with what as a whole is not.
fn is_done_alone(stage: &Stage<'_>, at: usize, status: Status) -> bool {
    status == Status::Completed && stage.now.progress.milestones[at].status != TaskStatus::Completed
}

/// What stands beside a unit's name: that it is late, or says no more than that it is not on, or is through alone.
fn mark(stage: &Stage<'_>, at: usize, status: Option<Status>) -> Option<&'static str> {
    let differs = |status: &Status| {
        let is_none = matches!(status, Status::NoProgress | Status::NotYetAvailable);
        is_none || is_late(Some(*status)) || is_done_alone(stage, at, *status)
    };
    status.filter(differs).map(|status| own_status(status).word)
}

/// Whether a unit that goes on only wrote that there was nothing to do: its words say nothing of how it goes on.
fn is_wordless(stage: &Stage<'_>, at: usize, (answer, status): (MilestoneAnswer, Option<Status>)) -> bool {
    mark(stage, at, status).is_none() && note(stage, answer).is_some_and(|words| is_no_matter(&said(&words)))
}

/// Whether units that have a part in it gave different statuses.
fn is_mixed(stage: &Stage<'_>, at: usize) -> bool {
    let mut stated = concerned(stage, at).filter_map(|(_, status)| status);
    let first = stated.next();
    stated.any(|other| Some(other) != first)
}

fn is_late(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Behind | Status::NotStarted))
}

fn milestone<E: Edition>(stage: &Stage<'_>, task: TaskIndex, at: usize) -> Vec<String> {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let definition = stage.plan.milestone(record.site);
    let units: Vec<&str> = concerned(stage, at).map(|(answer, _)| stage.name(answer.unit)).collect();
    let status = milestone_tag::<E>(stage, at).word;
    let status = match (asked_of_milestone(stage, at), standing.done_on) {
        (Some(_), Some(day)) => format!("{status}（{day}，待核实）"),
        (Some(_), None) => format!("{status}（待核实）"),
        (None, Some(day)) => format!("{status}（{day}）"),
        (None, None) => status.to_owned(),
    };
    vec![
        title(&definition.what),
        title(&stage.plan.task(task).title.inner),
        definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
        status,
        progress::<E>(stage, at),
        if E::READER == Reader::Office || units.is_empty() { DASH.to_owned() } else { units.join("、") },
    ]
}

/// What units wrote beside a milestone is the office's; who wrote stands before the words, who is late first and
/// marked.
fn progress<E: Edition>(stage: &Stage<'_>, at: usize) -> String {
    let mut told: Vec<(MilestoneAnswer, Option<Status>)> =
        concerned(stage, at).filter(|_| E::READER == Reader::Office).collect();
    told.sort_by_key(|(_, status)| !is_late(*status));
    let notes = told.into_iter().filter_map(|(answer, status)| {
        let words = note(stage, answer).filter(|_| !is_wordless(stage, at, (answer, status)))?;
        Some(Said::of(stage.name(answer.unit), mark(stage, at, status), &words))
    });
    let notes: Vec<String> = merged(notes)
        .iter()
        .map(|passage| {
            let mark = passage.mark.map(|mark| format!("（{mark}）")).unwrap_or_default();
            format!("{}{mark}：{}", passage.unit, clause(&passage.words))
        })
        .collect();
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let since = standing.done_in.filter(|_| concerned(stage, at).next().is_none()).map(wording::done_in);
    let refused = record.held.iter().filter(|(_, held)| !matches!(held, Held::Open(_)));
    let refused = refused.filter(|_| E::READER == Reader::Office);
    let refused = refused.map(|(unit, held)| format!("{}：{}，未采用", stage.name(*unit), held.chinese()));
    let notes: Vec<String> = since.into_iter().chain(notes).chain(refused).collect();
    if notes.is_empty() { DASH.to_owned() } else { notes.join("；") }
}
