//! Who speaks for a task.
//!
//! Takes a task with its answers; gives the words beside its status. Never puts one unit's words there as if they
//! were those of all: each voice is named, and speaks for the whole only where nobody else could.

use super::answers::{answer_source, own_tag, submission_of, words_wait};
use super::stage::Stage;
use crate::assess::DecidedBy;
use crate::plan::TaskIndex;
use crate::report::{Edition, Narrative, Source, Voice};
use crate::submission::SubmissionIndex;
use crate::wording::{self, Reader, Told};

/// The words beside the status of a task.
pub(super) struct Speech<E: Edition> {
    /// One voice where it speaks for the whole; else the unit that the plan names first, and one of those that decide
    /// the status.
    pub(super) voices: Vec<Voice>,
    /// Whether the one voice speaks for the whole: a lead unit's, that of the only unit asked, or the one the office
    /// took.
    pub(super) is_whole: bool,
    /// Where the first voice stands.
    pub(super) source: Option<Source<E>>,
    /// The submissions they stand in.
    pub(super) files: Vec<SubmissionIndex>,
}

impl<E: Edition> Speech<E> {
    /// What is said of the whole, with the unit that says it.
    pub(super) fn of_the_whole(&self) -> Option<&Voice> {
        self.voices.first().filter(|_| self.is_whole)
    }
}

/// Who speaks for a task. A lead unit does where it decides, the only unit asked, or the one whose answer the office
/// took. Of many equals nobody does: the one named first is heard, and one of those that the status rests on.
/// Where the office set the status, a unit that reports another is not heard beside it.
pub(super) fn speech<E: Edition>(stage: &Stage<'_>, page: &str, task: TaskIndex) -> Speech<E> {
    let (record, standing) = (stage.record(task), stage.task_standing(task));
    let contradicts = |at: usize| {
        let own = standing.entries[at].status;
        standing.overridden && own.severity().is_some() && own != standing.status
    };
    let is_asked = |at: usize| record.is_counting(&record.answers[at]);
    let words = |at: usize| -> Option<Narrative> {
        if contradicts(at) || !is_asked(at) {
            return None;
        }
        stage.narratives.progress::<E>(record.answers[at].answer)
    };
    let deciding = standing.decisive.iter().copied().find(|&at| words(at).is_some());
    let is_whole = standing.expected == 1
        || deciding.is_some() && matches!(standing.decided_by, DecidedBy::Lead | DecidedBy::Choice(_));
    let first = (0..record.answers.len()).find(|&at| words(at).is_some());
    let mut heard: Vec<usize> = if is_whole { vec![] } else { first.into_iter().collect() };
    let speaks_already = heard.iter().any(|at| standing.decisive.contains(at));
    heard.extend(deciding.filter(|_| !speaks_already));
    if heard.is_empty() {
        heard.extend(first);
    }
    let voice = |&at: &usize| {
        let answer = &record.answers[at];
        let unit = stage.name(answer.unit).to_owned();
        Some(Voice { unit, status: own_tag(stage, answer), words: words(at)? })
    };
    Speech {
        voices: heard.iter().filter_map(voice).collect(),
        is_whole,
        source: heard.first().and_then(|&at| answer_source(stage, page, &record.answers[at])),
        files: heard.iter().filter_map(|&at| submission_of(record.answers[at].answer)).collect(),
    }
}

/// What is said of a task for which nobody speaks: its units may all the same have told how it goes on.
pub(super) fn progress_gap<E: Edition>(stage: &Stage<'_>, task: TaskIndex) -> &'static str {
    let answers = || stage.record(task).answers.iter();
    let words = answers().any(|answer| stage.narratives.progress::<E>(answer.answer).is_some());
    let has_status = E::READER == Reader::Office && stage.task_tag(task).key != "none";
    let told = match () {
        () if words || has_status => Told::ByEach,
        () if answers().any(|answer| words_wait(stage, answer)) => Told::Waits,
        () => Told::Nothing,
    };
    wording::progress_gap(told, E::READER)
}
