//! A task against the year before, over the units that answered in both (assessment.md, section 0).

use super::Situation;
use super::status::{TaskStatus, combined};
use super::tasks::{EntryStanding, TaskStanding};
use crate::consolidate::Answer;
use crate::plan::{Role, TaskIndex};

/// How a task moved, seen by the same units in both years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// What they made of it at the end of the year before.
    pub before: TaskStatus,
    /// What they make of it now.
    pub now: TaskStatus,
    /// How many they are.
    pub units: usize,
}

/// What moved since the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Movements {
    /// There is no year before.
    NoYear,
    /// The deadline has not passed: who has not reported yet cannot be compared.
    NotDue,
    /// One a task; `None` where no unit answered in both years, or the plan had no such task.
    Tasks(Vec<Option<Movement>>),
}

/// Compares each task over the units that answered in both years. What the office decided of a task as a
/// whole is left out: it speaks for all units, and not for the same ones in both years.
pub(super) fn movements(situation: &Situation<'_>, tasks: &[TaskStanding], is_due: bool) -> Movements {
    match situation.previous {
        None => Movements::NoYear,
        Some(_) if !is_due => Movements::NotDue,
        Some(_) => Movements::Tasks(tasks.iter().map(|task| movement(situation, task)).collect()),
    }
}

fn movement(situation: &Situation<'_>, now: &TaskStanding) -> Option<Movement> {
    let before = situation.previous?;
    let then: TaskIndex = before.descent.task(now.task)?;
    let then = before.progress.tasks.get(then.0)?;
    let of_then = |entry: &EntryStanding| {
        let units = before.descent.units(entry.unit);
        let same = |other: &&EntryStanding| units.contains(&other.unit) && answered(other);
        then.entries.iter().find(same)
    };
    let own = now.entries.iter().filter(|entry| answered(entry));
    let pairs: Vec<(&EntryStanding, &EntryStanding)> =
        own.filter_map(|entry| Some((of_then(entry)?, entry))).collect();
    if pairs.is_empty() {
        return None;
    }
    Some(Movement {
        before: status(pairs.iter().map(|(before, _)| *before)),
        now: status(pairs.iter().map(|(_, now)| *now)),
        units: pairs.len(),
    })
}

/// Whether a unit that the plan asks answered: an entry or a nil return.
fn answered(entry: &EntryStanding) -> bool {
    entry.role != Role::Unassigned && matches!(entry.answer, Answer::Entry(..) | Answer::NilReturn(_))
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
