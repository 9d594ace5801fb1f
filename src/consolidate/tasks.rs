//! The task register and the milestones.

use super::Inputs;
use super::tables::{Answer, MilestoneAnswer, MilestoneRecord, TaskAnswer, TaskRecord};
use crate::plan::{MilestoneSite, Role, TaskIndex, UnitIndex};
use crate::submission::{Held, Part, SubmissionIndex};

impl Inputs<'_> {
    pub(super) fn task_record(&self, task: TaskIndex) -> TaskRecord {
        let id = self.plan.task(task).id.key();
        let assigned = self.plan.assigned(task);
        // Bodies that the plan names but that hand in nothing (a committee, a court) are not silent.
        let mut answers: Vec<TaskAnswer> = assigned
            .iter()
            .filter(|(unit, _)| self.plan.unit(*unit).must_report() || self.submission(*unit).is_some())
            .map(|&(unit, role)| TaskAnswer { unit, role, answer: self.task_answer(unit, &id) })
            .collect();
        // Whoever answers without being asked is heard, after those who were.
        let mut asked = vec![false; self.plan.definition.units.len()];
        assigned.iter().for_each(|(unit, _)| asked[unit.0] = true);
        for (unit, _) in self.plan.units() {
            if !asked[unit.0]
                && let answer @ Answer::Entry(..) = self.task_answer(unit, &id)
            {
                answers.push(TaskAnswer { unit, role: Role::Unassigned, answer });
            }
        }
        let decisions = &self.round.decisions;
        let means = |given: &str| given.trim().eq_ignore_ascii_case(&id);
        TaskRecord {
            task,
            answers,
            choice: decisions.choices.iter().position(|c| c.task.as_ref().is_some_and(|t| means(t))),
            override_by_office: decisions.overrides.iter().position(|o| means(&o.task)),
        }
    }

    fn task_answer(&self, unit: UnitIndex, id: &str) -> Answer {
        let Some(submission) = self.submission(unit) else { return Answer::NotSubmitted };
        let Some(form) = self.form(submission) else {
            let held = self.held(submission, Part::Whole);
            return held.map_or(Answer::Unusable(submission), |held| Answer::Held(submission, held));
        };
        let found = form.tasks.iter().position(|entry| entry.id.trim().eq_ignore_ascii_case(id));
        match found {
            Some(at) => Answer::Entry(submission, at),
            None if let Some(held) = self.held(submission, Part::Task(id.to_owned())) => {
                Answer::Held(submission, held)
            }
            None if form.nil_return.is_some() => Answer::NilReturn(submission),
            // The entry may be the part that could not be read; saying “no entry” would be wrong.
            None if self.is_faulty(submission) => Answer::Unusable(submission),
            None => Answer::NoEntry(submission),
        }
    }

    /// Why a part is not there, where admission took it, or the nil return that answered for it.
    pub(super) fn held(&self, submission: SubmissionIndex, part: Part) -> Option<Held> {
        let submission = &self.round.submissions[submission.0];
        submission.held(&part).or_else(|| submission.held(&Part::NilReturn))
    }

    pub(super) fn is_faulty(&self, submission: SubmissionIndex) -> bool {
        self.round.submissions[submission.0].faulty
    }

    pub(super) fn milestone_record(&self, site: MilestoneSite) -> MilestoneRecord {
        let id = self.plan.milestone(site).id.key();
        let answers: Vec<MilestoneAnswer> = self
            .plan
            .units()
            .filter_map(|(unit, _)| {
                let submission = self.submission(unit)?;
                let entries = &self.form(submission)?.milestones;
                let at = entries.iter().position(|entry| entry.id.trim().eq_ignore_ascii_case(&id))?;
                Some(MilestoneAnswer { unit, submission, at })
            })
            .collect();
        let held = self.plan.units().filter_map(|(unit, _)| {
            let submission = &self.round.submissions[self.submission(unit)?.0];
            Some((unit, submission.held(&Part::Milestone(id.clone()))?))
        });
        let held = held.collect();
        MilestoneRecord { site, answers, held }
    }
}
