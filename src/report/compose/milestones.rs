//! How milestones stand, as pages, papers and tables show it.
//!
//! Takes records and standings; gives words, marks and rows, once for all surfaces. Never judges.

use super::cells::DASH;
use super::links::{task_link, unit_link};
use super::sources::source;
use super::stage::Stage;
use super::tags::{NONE, OPEN, own_status, state};
use crate::assess::{State, TaskStatus};
use crate::consolidate::{MilestoneAnswer, MilestoneRecord};
use crate::plan::{MilestoneSite, UnitIndex};
use crate::report::{Edition, MilestoneAnswerRow, MilestoneNote, MilestoneRow, Tag, UnitMilestone};
use crate::submission::{Held, MilestoneEntry, Part, Status};
use crate::wording::{self, Reader};

const BASE: &str = "../";

/// How the whole stands; by place in the tables. For the office a word that came and cannot be used is no silence.
pub(super) fn milestone_tag<E: Edition>(stage: &Stage<'_>, at: usize) -> Tag {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let refused = record.held.iter().map(|(_, held)| *held).filter(|held| !matches!(held, Held::Open(_)));
    let refused = refused.min().filter(|_| E::READER == Reader::Office);
    match (standing.status, refused) {
        _ if standing.unseen => Tag { id: "told_elsewhere", word: wording::TOLD_ELSEWHERE, ..NONE },
        (TaskStatus::NoAnswer, Some(held)) => Tag { id: "refused", word: held.chinese(), ..NONE },
        _ => state(state_of(stage, at)),
    }
}

fn state_of(stage: &Stage<'_>, at: usize) -> State {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let stated = concerned(stage, at).filter_map(|(_, status)| status);
    let is_open = record.held.iter().any(|(_, held)| matches!(held, Held::Open(_)));
    match standing.status {
        TaskStatus::Unstated if is_open => State::Questioned,
        TaskStatus::Unstated => State::unstated(stated),
        TaskStatus::NotStarted => State::not_begun(stated),
        // What fell due and of which nobody says anything is no open question of the year.
        TaskStatus::NoAnswer if is_past(stage, at) && record.held.is_empty() => State::Lapsed,
        // Nobody else was asked for sure: it is said of those who answered.
        TaskStatus::NotApplicable if is_nobodys(stage, at) => State::OthersSilent,
        status => State::Is(status),
    }
}

/// Whether nobody who spoke of a milestone has a part in it.
pub(super) fn is_nobodys(stage: &Stage<'_>, at: usize) -> bool {
    let standing = &stage.now.progress.milestones[at];
    standing.status == TaskStatus::NotApplicable && concerned(stage, at).next().is_none()
}

/// Whether it fell due by the end of what the year reports.
pub(super) fn is_past(stage: &Stage<'_>, at: usize) -> bool {
    let last_day = stage.now.progress.deadline.last_day;
    stage.now.progress.milestones[at].due.is_some_and(|day| day <= last_day)
}

/// Answers of those who have a part in it.
pub(super) fn concerned<'s>(
    stage: &'s Stage<'_>,
    at: usize,
) -> impl Iterator<Item = (MilestoneAnswer, Option<Status>)> + use<'s> {
    let answers = stage.now.tables.milestones[at].answers.iter();
    let told = answers.map(|answer| (*answer, answer.entry(stage.now.round).map(|entry| entry.status.inner)));
    told.filter(|(_, status)| *status != Some(Status::NotApplicable))
}

/// `待核实（N526）`: what is asked about what units say of it.
pub(super) fn asked_of_milestone(stage: &Stage<'_>, at: usize) -> Option<String> {
    let record = &stage.now.tables.milestones[at];
    let codes = record.answers.iter().flat_map(|answer| asked(stage, record.site, *answer));
    wording::open_questions(codes)
}

/// The same of what one unit says.
pub(super) fn asked_of_step(
    stage: &Stage<'_>,
    site: MilestoneSite,
    answer: MilestoneAnswer,
) -> Option<String> {
    wording::open_questions(asked(stage, site, answer))
}

fn asked(stage: &Stage<'_>, site: MilestoneSite, answer: MilestoneAnswer) -> Vec<&'static str> {
    let part = Part::Milestone(stage.plan.milestone(site).id.key());
    let submission = &stage.now.round.submissions[answer.submission.0];
    submission.questions_about(&part).map(|question| question.code).collect()
}

/// The day on which a unit completed it: of what is not completed a day is asked about, and is none.
pub(super) fn completed_on(entry: &MilestoneEntry) -> Option<String> {
    let day = entry.done_on.as_ref().filter(|_| entry.status.inner == Status::Completed)?;
    Some(day.inner.to_string())
}

/// A milestone on the page of its task.
pub(super) fn milestone_row<E: Edition>(stage: &Stage<'_>, base: &str, at: usize) -> MilestoneRow<E> {
    let (record, standing) = (&stage.now.tables.milestones[at], &stage.now.progress.milestones[at]);
    let definition = stage.plan.milestone(record.site);
    let answers = record.answers.iter().filter_map(|answer| {
        let located = stage.form(answer.submission)?.milestones.get(answer.at)?;
        Some(MilestoneAnswerRow {
            unit: unit_link(stage, base, answer.unit),
            status: own_status(located.status.inner),
            done_on: completed_on(located),
            open: asked_of_step(stage, record.site, *answer),
            source: source(stage, "", answer.unit, located.place),
        })
    });
    MilestoneRow {
        id: definition.id.as_str().to_owned(),
        what: definition.what.clone(),
        due: definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
        qualifier: definition.qualifier.clone(),
        status: milestone_tag::<E>(stage, at),
        done_on: standing.done_on.map(|d| d.to_string()),
        done_in: standing.done_in.map(wording::done_in),
        open: asked_of_milestone(stage, at),
        held: wording::withheld_words(record.held.iter().map(|(u, h)| (stage.name(*u), *h)), E::READER),
        answers: answers.collect(),
        internal: E::only(|| MilestoneNote {
            notes: record
                .answers
                .iter()
                .filter_map(|a| {
                    let note = stage.narratives.milestone_note(a.submission, a.at)?;
                    Some((stage.name(a.unit).to_owned(), note))
                })
                .collect(),
        }),
    }
}

/// Milestones of which a unit said how they stand; those in which it has no part are none of its. What it said and
/// cannot be used is no silence: the office reads why, and everybody that something waits.
pub(super) fn own_milestones<E: Edition>(stage: &Stage<'_>, unit: UnitIndex) -> Vec<UnitMilestone<E>> {
    let of_one = |record: &MilestoneRecord| {
        let said = record.answers.iter().find(|answer| answer.unit == unit);
        let held = || record.held.iter().find(|(of, _)| *of == unit).map(|(_, held)| *held);
        match said {
            Some(answer) => said_of_one::<E>(stage, record.site, *answer),
            None => held().and_then(|held| held_of_one::<E>(stage, record.site, held)),
        }
    };
    stage.now.tables.milestones.iter().filter_map(of_one).collect()
}

fn said_of_one<E: Edition>(
    stage: &Stage<'_>,
    site: MilestoneSite,
    answer: MilestoneAnswer,
) -> Option<UnitMilestone<E>> {
    let entry = answer.entry(stage.now.round).filter(|e| e.status.inner != Status::NotApplicable)?;
    Some(UnitMilestone {
        done_on: completed_on(entry),
        open: asked_of_step(stage, site, answer),
        internal: E::only(|| {
            let note = stage.narratives.milestone_note(answer.submission, answer.at);
            let named = note.map(|note| (stage.name(answer.unit).to_owned(), note));
            MilestoneNote { notes: named.into_iter().collect() }
        }),
        ..of_unit(stage, site, own_status(entry.status.inner))
    })
}

fn held_of_one<E: Edition>(stage: &Stage<'_>, site: MilestoneSite, held: Held) -> Option<UnitMilestone<E>> {
    let is_open = matches!(held, Held::Open(_));
    let tag = if is_open { OPEN } else { Tag { word: held.chinese(), ..NONE } };
    let why = (E::READER == Reader::Office).then(|| wording::withheld(held));
    (is_open || why.is_some()).then(|| UnitMilestone { open: why, ..of_unit(stage, site, tag) })
}

/// A milestone with a unit's status, and nothing more.
fn of_unit<E: Edition>(stage: &Stage<'_>, site: MilestoneSite, status: Tag) -> UnitMilestone<E> {
    let definition = stage.plan.milestone(site);
    UnitMilestone {
        what: definition.what.clone(),
        task: task_link(stage, BASE, site.task),
        due: definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
        status,
        done_on: None,
        open: None,
        internal: E::only(MilestoneNote::default),
    }
}
