//! What is to follow: problems and measures, task by task.
//!
//! Takes what units answered; gives them in the order of the passages. Words like 无 are none, and a late unit that gives
//! no day is said to give none.

use super::super::cells::DASH;
use super::super::stage::Stage;
use super::merge::{Said, merged, said};
use super::{in_order, paper_title};
use crate::consolidate::TaskAnswer;
use crate::plan::{Due, TaskIndex};
use crate::report::{Concern, Measure, Narrative};
use crate::submission::{Status, TaskEntry, is_no_text};

/// 存在问题, by task.
pub(super) fn problems(stage: &Stage<'_>) -> Vec<Concern> {
    let tasks = (0..stage.tasks).map(TaskIndex);
    let concerns = tasks.map(|task| {
        let told = told(stage, task, 1).into_iter();
        let told = told.map(|(a, words)| Said::of(stage.name(a.unit), None, &words));
        Concern { task: paper_title(stage, task), passages: merged(told) }
    });
    concerns.filter(|concern| !concern.passages.is_empty()).collect()
}

/// 下一步措施, by task and day.
pub(super) fn measures(stage: &Stage<'_>) -> Vec<Measure> {
    let mut all = vec![];
    for task in (0..stage.tasks).map(TaskIndex) {
        let mut by_day: Vec<(String, Vec<Said<'_>>)> = vec![];
        for (answer, words) in told(stage, task, 2) {
            let due = stage.entry(answer.answer).map_or_else(|| DASH.to_owned(), |entry| until(entry));
            let said = Said::of(stage.name(answer.unit), None, &words);
            match by_day.iter_mut().find(|(day, _)| *day == due) {
                Some((_, group)) => group.push(said),
                None => by_day.push((due, vec![said])),
            }
        }
        let task = paper_title(stage, task);
        all.extend(by_day.into_iter().flat_map(|(due, group)| {
            let task = task.clone();
            merged(group.into_iter()).into_iter().map(move |passage| Measure {
                task: task.clone(),
                passage,
                due: due.clone(),
            })
        }));
    }
    all
}

/// Issues (1) or next steps (2) of a task, in the order of its passages; words like 无 are none.
fn told<'s>(stage: &'s Stage<'_>, task: TaskIndex, which: usize) -> Vec<(&'s TaskAnswer, Narrative)> {
    let answers = in_order(stage, task).into_iter();
    let told = answers.filter_map(|answer| {
        let words = stage.narratives.internal_words(answer.answer).into_iter().nth(which)??;
        Some((answer, words))
    });
    told.filter(|(_, words)| !is_no_text(&said(words))).collect()
}

/// Until when a unit means to be through with it; of one that is late and does not say, that it does not.
pub(super) fn until(entry: &TaskEntry) -> String {
    let is_late = matches!(entry.status.inner, Status::Behind | Status::NotStarted);
    let none = || if is_late { "未明确" } else { DASH };
    entry.new_due.as_ref().map_or_else(|| none().to_owned(), |due| table_day(&due.inner))
}

fn table_day(due: &Due) -> String {
    match due {
        Due::Date(day) => day.to_string(),
        due => due.chinese(),
    }
}
