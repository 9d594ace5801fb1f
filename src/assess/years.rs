//! A task against the year before, over the units that answered in both (assessment.md, section 0).

use super::Situation;
use super::status::{TaskStatus, combined};
use super::tasks::{DecidedBy, EntryStanding, TaskStanding};
use crate::consolidate::Answer;
use crate::plan::{Role, UnitIndex};

/// How a task moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// How it stood at the end of the year before.
    pub before: TaskStatus,
    /// How it stands now.
    pub now: TaskStatus,
    /// The units that answered in both years.
    pub units: usize,
    /// How the two years' reports have it, where that is not what these units alone make of it: others
    /// answered in one of the years.
    pub reported: Option<(TaskStatus, TaskStatus)>,
}

/// What moved since the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Movements {
    /// There is no year before.
    NoYear,
    /// The deadline has not passed: who has not reported yet cannot be compared.
    NotDue,
    /// One a task, or why there is none.
    Tasks(Vec<Result<Movement, Unmoved>>),
}

/// Why a task is not compared with the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmoved {
    /// No unit answered in both years, or the plan had no such task.
    NobodyInBoth,
    /// Units answered in both years, and in one of them there is no status.
    Unjudged,
    /// Units answered in both years, and in one of them the office decided for all of them.
    Decided,
}

/// Compares each task over the units that answered in both years. Where these are all whom it concerns, it is the
/// task's own status of both years that is compared, with what the office decided of it; else what these units make
/// of it, and nothing where the office decided: it spoke for all units, and not for these alone.
pub(super) fn movements(situation: &Situation<'_>, tasks: &[TaskStanding], is_due: bool) -> Movements {
    match situation.previous {
        None => Movements::NoYear,
        Some(_) if !is_due => Movements::NotDue,
        Some(_) => Movements::Tasks(tasks.iter().map(|task| movement(situation, task)).collect()),
    }
}

fn movement(situation: &Situation<'_>, now: &TaskStanding) -> Result<Movement, Unmoved> {
    let before = situation.previous.ok_or(Unmoved::NobodyInBoth)?;
    // Of several that became one, all are what it was.
    let then: Vec<&TaskStanding> =
        before.descent.tasks(now.task).iter().filter_map(|task| before.progress.tasks.get(task.0)).collect();
    let reported = (combined(then.iter().map(|task| task.status)), now.status);
    let of_then = |unit: UnitIndex| -> Vec<&EntryStanding> {
        let units = before.descent.units(unit);
        let entries = then.iter().flat_map(|task| &task.entries);
        entries.filter(|entry| is_asked(entry) && units.contains(&entry.unit)).collect()
    };
    let asked: Vec<(&EntryStanding, Vec<&EntryStanding>)> =
        now.entries.iter().filter(|entry| is_asked(entry)).map(|own| (own, of_then(own.unit))).collect();
    let pairs: Vec<(Vec<&EntryStanding>, &EntryStanding)> = asked
        .iter()
        .filter(|(own, _)| answered(own))
        .map(|(own, theirs)| (theirs.iter().copied().filter(|entry| answered(entry)).collect(), *own))
        .filter(|(theirs, _): &(Vec<&EntryStanding>, _)| !theirs.is_empty())
        .collect();
    let units = pairs.len();
    let none = |why: Unmoved| if units == 0 { Unmoved::NobodyInBoth } else { why };
    // What is not judged in one of the years is not compared.
    if then.iter().any(|task| !is_judged(task.status)) || !is_judged(reported.0) || !is_judged(now.status) {
        return Err(none(Unmoved::Unjudged));
    }
    let matched: usize = asked.iter().map(|(_, theirs)| theirs.len()).sum();
    let is_whole = then.iter().flat_map(|task| &task.entries).filter(|entry| is_asked(entry)).count()
        == matched
        && asked.iter().all(|(own, theirs)| {
            !theirs.is_empty() && theirs.iter().all(|entry| answered(entry) == answered(own))
        });
    if is_whole {
        let (before, now) = reported;
        return Ok(Movement { before, now, units, reported: None });
    }
    if units == 0 || then.iter().copied().chain([now]).any(is_decided_by_office) {
        return Err(none(Unmoved::Decided));
    }
    let theirs = pairs.iter().flat_map(|(theirs, _)| theirs.iter().copied());
    let seen = (status(theirs), status(pairs.iter().map(|(_, own)| *own)));
    let (before, now) = seen;
    if !is_judged(before) || !is_judged(now) {
        return Err(Unmoved::Unjudged);
    }
    Ok(Movement { before, now, units, reported: Some(reported).filter(|said| *said != seen) })
}

/// Whether a status tells how a thing stands.
fn is_judged(status: TaskStatus) -> bool {
    !matches!(status, TaskStatus::Unstated | TaskStatus::NoAnswer)
}

fn is_decided_by_office(task: &TaskStanding) -> bool {
    matches!(task.decided_by, DecidedBy::Override(_) | DecidedBy::Choice(_) | DecidedBy::Withheld(_))
}

fn is_asked(entry: &EntryStanding) -> bool {
    entry.role != Role::Unassigned
}

/// Whether a unit answered: an entry or a nil return.
fn answered(entry: &EntryStanding) -> bool {
    matches!(entry.answer, Answer::Entry(..) | Answer::NilReturn(_))
}

/// The lead's word where one of them leads, else the worst, as for the task itself.
fn status<'e>(entries: impl Iterator<Item = &'e EntryStanding> + Clone) -> TaskStatus {
    let leads = entries.clone().filter(|entry| entry.role == Role::Lead).map(|entry| entry.status);
    let lead = combined(leads);
    if lead.decides() {
        return lead;
    }
    combined(entries.map(|entry| entry.status))
}
