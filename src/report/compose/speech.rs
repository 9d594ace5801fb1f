//! Who speaks for a task.
//!
//! Takes a task with its answers; gives the words beside its status. Never puts another's words there.

use super::answers::{answer_source, submission_of};
use super::stage::Stage;
use crate::plan::{Role, TaskIndex};
use crate::report::{Edition, Narrative, Source};
use crate::submission::SubmissionIndex;

/// The words of the unit that speaks for a task.
pub(super) struct Speech<E: Edition> {
    pub(super) progress: Option<Narrative>,
    pub(super) unit: Option<String>,
    pub(super) source: Option<Source<E>>,
    pub(super) file: Option<SubmissionIndex>,
}

/// Who speaks for a task: the units that decide its status, then whoever else has something to say in
/// this edition, in the order of the answers. So the words beside a status are never another's: where the
/// office set the status, a unit that reports another does not speak beside it.
pub(super) fn speech<E: Edition>(stage: &Stage<'_>, page: &str, task: TaskIndex) -> Speech<E> {
    let (record, standing) = (stage.record(task), stage.task_standing(task));
    let rank = |at: &usize| {
        let decides = standing.decisive.iter().position(|decisive| decisive == at);
        let answer = &record.answers[*at];
        (decides.unwrap_or(usize::MAX), answer.role == Role::Unassigned, *at)
    };
    let contradicts = |at: &usize| {
        let own = standing.entries[*at].status;
        standing.overridden && own.severity().is_some() && own != standing.status
    };
    let mut order: Vec<usize> = (0..record.answers.len()).filter(|at| !contradicts(at)).collect();
    order.sort_by_key(rank);
    let answers = order.into_iter().map(|at| &record.answers[at]);
    let found = answers.filter_map(|a| Some((a, stage.narratives.progress::<E>(a.answer)?))).next();
    match found {
        None => Speech { progress: None, unit: None, source: None, file: None },
        Some((answer, progress)) => Speech {
            progress: Some(progress),
            unit: Some(stage.name(answer.unit).to_owned()),
            source: answer_source(stage, page, answer),
            file: submission_of(answer.answer),
        },
    }
}
