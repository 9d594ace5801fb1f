//! The status of milestones: dated steps and named projects (assessment.md, section 2).

use chrono::NaiveDate;

use std::collections::BTreeMap;

use super::lights::{Light, light_of};
use super::status::{TaskStatus, combined};
use super::{Before, Situation};
use crate::consolidate::{Answer, MilestoneRecord};
use crate::plan::{Date, MilestoneSite, Plan, Role, UnitIndex};
use crate::submission::Held;

/// How a milestone stands.
#[derive(Debug, Clone)]
pub struct MilestoneStanding {
    /// The milestone.
    pub site: MilestoneSite,
    /// The worst status of the units that said something of it; overdue when its day has passed.
    pub status: TaskStatus,
    /// Its light.
    pub light: Light,
    /// Units that said something, with their status; parallel to [`MilestoneRecord::answers`].
    pub entries: Vec<(UnitIndex, TaskStatus)>,
    /// The day of completion that was reported, where it is completed; of several the latest.
    pub done_on: Option<Date>,
    /// The earlier year whose report has it completed, where it is: nothing more is asked of it.
    pub done_in: Option<i32>,
    /// Whether an earlier report that this audience does not see tells of it: here nothing is said, and it is no
    /// silence.
    pub unseen: bool,
    /// The last day; `None` where the document gives none.
    pub due: Option<NaiveDate>,
    /// Days until then; negative when past.
    pub days_left: Option<i64>,
}

/// A milestone that an earlier year's report has completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The first such year.
    pub year: i32,
    /// The day that was reported.
    pub on: Option<Date>,
}

/// Whether all who are asked of a milestone handed in a nil return, which is an answer.
fn nobody_has_a_part(
    situation: &Situation<'_>,
    record: &MilestoneRecord,
    is_asked: &impl Fn(UnitIndex) -> bool,
) -> bool {
    let answers = &situation.tables.tasks[record.site.task.0].answers;
    let mut asked = answers.iter().filter(|answer| is_asked(answer.unit)).peekable();
    asked.peek().is_some()
        && record.held.is_empty()
        && asked.all(|answer| matches!(answer.answer, Answer::NilReturn(_)))
}

/// The milestones that were completed before this year, as the report of the year before has them: they are asked of
/// nobody. The same milestone is the one with the same id.
pub fn done_before(plan: &Plan, before: Option<Before<'_>>) -> BTreeMap<MilestoneSite, Done> {
    let Some(before) = before else { return BTreeMap::new() };
    let completed =
        before.progress.milestones.iter().filter(|standing| standing.status == TaskStatus::Completed);
    let here = |standing: &MilestoneStanding| {
        let site = plan.milestone_by_id(before.plan.milestone(standing.site).id.as_str())?;
        let year = standing.done_in.unwrap_or(before.tables.year);
        Some((site, Done { year, on: standing.done_on }))
    };
    completed.filter_map(here).collect()
}

/// The word of the task's lead units where they gave one, else the worst of what the units of the task
/// said; others are heard and do not count, as in tasks. A milestone of which nobody spoke has no status,
/// whatever its day: silence is not known to be a failure; one that was completed in an earlier year still is.
pub(super) fn stand(
    situation: &Situation<'_>,
    record: &MilestoneRecord,
    day: NaiveDate,
) -> MilestoneStanding {
    let done = situation.done.get(&record.site).copied();
    let due = situation.plan.milestone(record.site).due.as_ref().and_then(|due| due.last_day());
    let days_left = due.map(|due| (due - day).num_days());
    let past_due = days_left.is_some_and(|days| days < 0);
    let said = || record.answers.iter().filter_map(|a| Some((a.unit, a.entry(situation.round)?)));
    let entries: Vec<(UnitIndex, TaskStatus)> =
        said().map(|(unit, entry)| (unit, TaskStatus::of(entry.status.inner, past_due))).collect();
    let roles = situation.plan.assigned(record.site.task);
    let is_lead = |unit: UnitIndex| roles.iter().any(|(other, role)| *other == unit && *role == Role::Lead);
    // A project may be that of a county which only carries out the task: as for the task, whom the plan names counts.
    let is_asked = |unit: UnitIndex| roles.is_empty() || roles.iter().any(|(other, _)| *other == unit);
    let of = |wanted: &dyn Fn(UnitIndex) -> bool| -> Vec<TaskStatus> {
        entries.iter().filter(|(unit, _)| wanted(*unit)).map(|(_, status)| *status).collect()
    };
    let leads = of(&is_lead);
    let lead_speaks = combined(leads.iter().copied()).decides();
    let counting = if lead_speaks { leads } else { of(&is_asked) };
    // A word with an open question may be the one that counts: without it nothing is known of the whole.
    let is_open = |(_, held): &&(UnitIndex, Held)| matches!(held, Held::Open(_));
    let waits =
        record.held.iter().filter(is_open).any(|(unit, _)| is_lead(*unit) || !lead_speaks && is_asked(*unit));
    let has_nothing = || nobody_has_a_part(situation, record, &is_asked);
    let said_now = match combined(counting.iter().copied()) {
        TaskStatus::NoAnswer if has_nothing() => TaskStatus::NotApplicable,
        said => said,
    };
    let status = match done {
        _ if waits => TaskStatus::Unstated,
        Some(_) if !said_now.decides() => TaskStatus::Completed,
        _ => said_now,
    };
    let is_done = status == TaskStatus::Completed;
    let is_silent = entries.is_empty() && record.held.is_empty();
    let days = said().filter_map(|(_, entry)| entry.done_on.as_ref()).map(|on| on.inner);
    MilestoneStanding {
        site: record.site,
        status,
        light: light_of(status, None, days_left, &situation.office.lights),
        done_on: days.max().or(done.and_then(|done| done.on)).filter(|_| is_done),
        done_in: done.filter(|_| is_done).map(|done| done.year),
        unseen: is_silent && situation.elsewhere.milestones.contains(&record.site),
        entries,
        due,
        days_left,
    }
}
