//! The task register and the milestones.

use super::Inputs;
use super::tables::{Answer, MilestoneAnswer, MilestoneRecord, TaskAnswer, TaskRecord};
use crate::plan::{MilestoneSite, Role, TaskIndex, UnitIndex};
use crate::submission::{Held, Named, Part};

impl TaskRecord {
    /// Whether an answer counts: its unit was asked, or the plan asks nobody at all. Every other is shown as what it is.
    pub fn is_counting(&self, answer: &TaskAnswer) -> bool {
        let is_asked = |of: &TaskAnswer| of.role != Role::Unassigned;
        is_asked(answer) || !self.answers.iter().any(is_asked)
    }

    /// The answers that count.
    pub fn counting(&self) -> impl Iterator<Item = &TaskAnswer> {
        self.answers.iter().filter(|answer| self.is_counting(answer))
    }
}

pub(super) fn task_record(inputs: &Inputs<'_>, task: TaskIndex) -> TaskRecord {
    let assigned = inputs.plan.assigned(task);
    // Bodies that the plan names but that hand in nothing (a committee, a court) are not silent.
    let mut answers: Vec<TaskAnswer> = assigned
        .iter()
        .filter(|(unit, _)| inputs.plan.unit(*unit).must_report() || inputs.submission(*unit).is_some())
        .map(|&(unit, role)| TaskAnswer { unit, role, answer: task_answer(inputs, unit, task) })
        .collect();
    // Whoever answers without being asked is heard, after those who were.
    let mut asked = vec![false; inputs.plan.definition.units.len()];
    assigned.iter().for_each(|(unit, _)| asked[unit.0] = true);
    for (unit, _) in inputs.plan.units() {
        if !asked[unit.0]
            && let answer @ Answer::Entry(..) = task_answer(inputs, unit, task)
        {
            answers.push(TaskAnswer { unit, role: Role::Unassigned, answer });
        }
    }
    let decisions = &inputs.round.decisions;
    let means = |named: &Named<TaskIndex>| named.of == Some(task);
    TaskRecord {
        task,
        answers,
        choice: decisions
            .choices
            .iter()
            .position(|c| c.task.as_ref().is_some_and(means) && c.was_asked(inputs.plan) == Some(true)),
        override_by_office: decisions.overrides.iter().position(|o| means(&o.task)),
    }
}

fn task_answer(inputs: &Inputs<'_>, unit: UnitIndex, task: TaskIndex) -> Answer {
    let Some(submission) = inputs.submission(unit) else { return Answer::NotSubmitted };
    let Some(form) = inputs.form(submission) else {
        let held = inputs.held(submission, Part::Whole);
        return held.map_or(Answer::Unusable(submission), |held| Answer::Held(submission, held));
    };
    let found = form.tasks.iter().position(|entry| entry.id.of == Some(task));
    match found {
        Some(at) => Answer::Entry(submission, at),
        None if let Some(held) = inputs.held(submission, Part::Task(inputs.plan.task(task).id.key())) => {
            Answer::Held(submission, held)
        }
        None if form.nil_return.is_some() => Answer::NilReturn(submission),
        // The entry may be the part that could not be read; saying “no entry” would be wrong.
        None if inputs.hides_answers(submission, "tasks") => Answer::Unusable(submission),
        None => Answer::NoEntry(submission),
    }
}

pub(super) fn milestone_record(inputs: &Inputs<'_>, site: MilestoneSite) -> MilestoneRecord {
    let id = inputs.plan.milestone(site).id.key();
    let answers: Vec<MilestoneAnswer> = inputs
        .plan
        .units()
        .filter_map(|(unit, _)| {
            let submission = inputs.submission(unit)?;
            let entries = &inputs.form(submission)?.milestones;
            let at = entries.iter().position(|entry| entry.id.of == Some(site))?;
            Some(MilestoneAnswer { unit, submission, at })
        })
        .collect();
    // Of a whole that was taken out it is not known of what it spoke: of what was
    // returned or is faulty those are named who answer for the task.
    let own = Part::Milestone(id.clone());
    let held = inputs.plan.units().filter_map(|(unit, _)| {
        let submission = &inputs.round.submissions[inputs.submission(unit)?.0];
        let held = submission.held(&own)?;
        let is_its = || submission.withheld.iter().any(|withheld| withheld.part == own);
        let waits = matches!(held, Held::Open(_));
        (waits || inputs.plan.answers_for(unit, site.task) || is_its()).then_some((unit, held))
    });
    let held = held.collect();
    MilestoneRecord { site, answers, held }
}
