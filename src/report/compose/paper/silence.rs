//! Words for what makes no status: nobody was asked, nobody spoke, nobody has a part in it, or nobody could say.
//!
//! Takes tasks and milestones with their answers; gives the word that the paper has for them. Never says that
//! somebody failed where nobody was asked.

use super::super::stage::Stage;
use super::super::tags::own_status;
use super::paper_title;
use crate::assess::{DecidedBy, TaskStatus};
use crate::plan::{Role, TaskIndex};
use crate::submission::Status;
use crate::wording;
use crate::wording::summary::Silent;

/// The status of a task as the paper says it.
pub(super) fn status_word(stage: &Stage<'_>, task: TaskIndex) -> &'static str {
    let standing = stage.task_standing(task);
    match (standing.status, standing.decided_by) {
        (TaskStatus::NoAnswer, _) => unanswered(stage, task),
        // What those say who answered is not how the whole stands where it rests on others.
        (TaskStatus::Unstated, DecidedBy::Worst | DecidedBy::Lead | DecidedBy::Choice(_)) => {
            unstated(statuses(stage, task))
        }
        (TaskStatus::NotStarted, DecidedBy::Worst) if standing.asked.is_empty() => {
            not_begun(statuses(stage, task))
        }
        _ => wording::task_word(standing),
    }
}

/// What was reported of a task, before somebody set another status, by the word that the paper has for it.
pub(super) fn reported_word(stage: &Stage<'_>, task: TaskIndex) -> &'static str {
    match stage.task_standing(task).reported {
        TaskStatus::NotStarted => not_begun(statuses(stage, task)),
        TaskStatus::NoAnswer => unanswered(stage, task),
        reported => wording::task_status(reported),
    }
}

/// Of several of whom some have begun, it is not the whole that has not.
pub(super) const PARTLY_BEGUN: &str = "部分单位未启动";

/// `未启动`, and of several of whom some have begun, that some have not.
pub(super) fn not_begun(mut statuses: impl Iterator<Item = Status>) -> &'static str {
    let has_begun = |status: Status| {
        matches!(status, Status::Completed | Status::Ahead | Status::OnTrack | Status::Ongoing)
    };
    if statuses.any(has_begun) { PARTLY_BEGUN } else { own_status(Status::NotStarted).word }
}

/// Why a task has no answer that counts.
fn unanswered(stage: &Stage<'_>, task: TaskIndex) -> &'static str {
    if statuses(stage, task).any(|status| status == Status::NotApplicable) {
        "已填报的均不涉及"
    } else if stage.task_standing(task).expected == 0 {
        // The plan may name somebody who reports nothing.
        let roles = [Role::Lead, Role::Responsible, Role::Supporting, Role::Also];
        let is_named = roles.into_iter().any(|role| !stage.named(task, role).is_empty());
        if is_named { "没有安排单位填报" } else { "未明确填报单位" }
    } else {
        "未填报"
    }
}

/// `无进展`: what those said who could not say how far it is.
pub(super) fn unstated(statuses: impl Iterator<Item = Status>) -> &'static str {
    let mut said: Vec<Status> = statuses.filter(|status| *status != Status::NotApplicable).collect();
    said.sort_by_key(|status| status.chinese());
    said.dedup();
    match said.as_slice() {
        [one] => own_status(*one).word,
        _ => "无进展或尚未统计",
    }
}

fn statuses<'s>(stage: &'s Stage<'_>, task: TaskIndex) -> impl Iterator<Item = Status> + 's {
    let answers = stage.record(task).counting();
    answers.filter_map(|answer| Some(stage.entry(answer.answer)?.status.inner))
}

/// Tasks without an answer that counts, by why; named where this paper may.
pub(super) fn silent(
    stage: &Stage<'_>,
    tasks: &[TaskIndex],
    is_named: impl Fn(TaskIndex) -> bool,
) -> Vec<Silent> {
    let mut kinds: Vec<(Silent, bool)> = vec![];
    for &task in tasks {
        let (word, is_named) = (unanswered(stage, task), is_named(task));
        let title = paper_title(stage, task);
        match kinds.iter_mut().find(|(kind, _)| kind.word == word) {
            Some((kind, all)) => {
                kind.n += 1;
                kind.names.push(title);
                *all &= is_named;
            }
            None => kinds.push((Silent { word, n: 1, names: vec![title] }, is_named)),
        }
    }
    let told = |(kind, all): (Silent, bool)| if all { kind } else { Silent { names: vec![], ..kind } };
    kinds.into_iter().map(told).collect()
}
