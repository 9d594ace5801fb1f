//! What a unit answered for a task, as pages of tasks and units show it.
//!
//! Takes an answer; gives its status, its place and what is asked about it. Never why there is none.

use super::sources::source;
use super::stage::Stage;
use super::tags::{NIL, NONE, OPEN, own_status};
use crate::consolidate::{Answer as Given, TaskAnswer};
use crate::plan::TaskIndex;
use crate::report::{Edition, Source, Tag};
use crate::submission::{Held, Part, SubmissionIndex, Withheld};
use crate::wording::{self, Reader};

/// The submission that an answer stands in.
pub(super) fn submission_of(answer: Given) -> Option<SubmissionIndex> {
    match answer {
        Given::Entry(submission, _) => Some(submission),
        _ => None,
    }
}

/// Whether a unit has answered, for readers outside of the office: a nil return is an answer and looks like one, and
/// what is asked about has been given. Whoever has no answer is silent, late or faulty, which is the office's matter.
pub(super) fn spoke(answer: Given) -> bool {
    matches!(answer, Given::Entry(..) | Given::NilReturn(_) | Given::Held(_, Held::Open(_)))
}

/// Where an answer stands.
pub(super) fn answer_source<E: Edition>(
    stage: &Stage<'_>,
    page: &str,
    answer: &TaskAnswer,
) -> Option<Source<E>> {
    stage.entry(answer.answer).map(|entry| source(stage, page, answer.unit, entry.place))
}

/// A unit's own status; 零报告 for a nil return, and one word for every kind of silence.
pub(super) fn own_tag(stage: &Stage<'_>, answer: &TaskAnswer) -> Tag {
    match answer.answer {
        Given::NilReturn(_) => NIL,
        Given::Held(_, Held::Open(_)) => OPEN,
        given => stage.entry(given).map_or(NONE, |entry| own_status(entry.status.inner)),
    }
}

/// Whether words of an answer wait until something that is asked about is answered: only what is published waits.
pub(super) fn words_wait(stage: &Stage<'_>, answer: &TaskAnswer) -> bool {
    let at = match answer.answer {
        Given::Held(_, held) => return matches!(held, Held::Open(_)),
        Given::Entry(at, _) => at,
        _ => return false,
    };
    let Some(task) = task_of(stage, answer) else { return false };
    let part = Part::Task(stage.plan.task(task).id.key());
    let is_said = |key: &str| ["progress", "public_progress"].contains(&key);
    let waits = |withheld: &Withheld| match &withheld.part {
        Part::Text(_, key) => is_said(key) && matches!(withheld.held, Held::Open(_)),
        _ => false,
    };
    stage.now.round.submissions[at.0].withheld_in(&part).any(waits)
}

/// Why an answer has no words that everybody may read.
pub(super) fn words_gap<E: Edition>(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<&'static str> {
    let is_there = stage.narratives.progress::<E>(answer.answer).is_some();
    if is_there || E::READER == Reader::Office || !matches!(answer.answer, Given::Entry(..)) {
        return None;
    }
    Some(wording::words_gap(words_wait(stage, answer)))
}

/// What units that were asked answered to a task, in words, one a unit: of an answer that is asked about that it is, and not what
/// it says.
pub(super) fn answered_words(stage: &Stage<'_>, task: TaskIndex) -> Vec<&'static str> {
    let answered = |a: &&TaskAnswer| matches!(a.answer, Given::Entry(..) | Given::Held(_, Held::Open(_)));
    stage.record(task).counting().filter(answered).map(|answer| own_tag(stage, answer).word).collect()
}

/// The task that an answer is about.
pub(super) fn task_of(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<TaskIndex> {
    stage.entry(answer.answer)?.id.of
}

/// `待核实（N501）`, where something is asked about an answer.
pub(super) fn asked_of(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<String> {
    let Given::Entry(at, _) = answer.answer else { return None };
    let part = Part::Task(stage.plan.task(task_of(stage, answer)?).id.key());
    let submission = &stage.now.round.submissions[at.0];
    wording::open_questions(submission.questions_about(&part).map(|question| question.code))
}
