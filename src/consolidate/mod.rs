//! Consolidates the submissions (汇总): the tables of the report, before any judgement (MODEL).
//!
//! Takes a plan, a round of submissions with its decisions, and the intake book; gives [`Tables`].
//! Never fails and never chooses: a missing answer is an entry without one, with the reason; two
//! figures for one indicator stand side by side unless the office has decided.

mod combine;
mod duties;
mod gaps;
mod indicators;
mod parts;
mod settled;
mod tables;
mod tasks;
#[cfg(test)]
mod tests;

pub use indicators::{as_published, is_set_aside, may_use};
pub use parts::{is_put_together, is_put_together_alike, other_parts};
pub use settled::LastTables;
pub use tables::{
    Answer, Coverage, Duty, FigureAnswer, FigureRef, FigureState, Gap, IndicatorRecord, MilestoneAnswer,
    MilestoneRecord, Outcome, Receipt, Share, Tables, TaskAnswer, TaskRecord, UnitRecord, Value,
};

use crate::intake::Book;
use std::collections::BTreeSet;

use crate::plan::{MilestoneSite, Plan, UnitIndex};
use crate::submission::{Form, Held, Part, Round, SubmissionIndex, is_day_of_another_round};

/// Joins a plan with a round: total and pure, the order of the submissions does not show. Of what is `done`, by the
/// report of an earlier year, nothing is asked.
pub fn consolidate(plan: &Plan, round: &Round, book: &Book, done: &BTreeSet<MilestoneSite>) -> Tables {
    let inputs = Inputs { plan, round, done, in_force: in_force(plan, round) };
    Tables {
        year: round.year,
        sample: round.decisions.sample
            || round.submissions.iter().filter_map(|s| s.form.as_ref()).any(|form| form.sample),
        units: plan.reporting_units().map(|unit| inputs.unit_record(unit, book)).collect(),
        tasks: plan.tasks().map(|(task, ..)| tasks::task_record(&inputs, task)).collect(),
        milestones: plan.milestones().map(|(site, _)| tasks::milestone_record(&inputs, site)).collect(),
        indicators: plan
            .indicators()
            .map(|(index, _)| indicators::indicator_record(&inputs, index))
            .collect(),
    }
}

/// What every table is made from.
struct Inputs<'a> {
    plan: &'a Plan,
    round: &'a Round,
    /// Milestones that were completed before.
    done: &'a BTreeSet<MilestoneSite>,
    /// The submission in force of each unit of the plan.
    in_force: Vec<Option<SubmissionIndex>>,
}

/// Of several files of one unit the first of the round counts; `check` reports the others.
fn in_force(plan: &Plan, round: &Round) -> Vec<Option<SubmissionIndex>> {
    let mut units = vec![None; plan.definition.units.len()];
    for (at, submission) in round.submissions.iter().enumerate() {
        if let Some(UnitIndex(unit)) = submission.unit {
            units[unit].get_or_insert(SubmissionIndex(at));
        }
    }
    units
}

impl Inputs<'_> {
    fn submission(&self, unit: UnitIndex) -> Option<SubmissionIndex> {
        self.in_force[unit.0]
    }

    fn form(&self, submission: SubmissionIndex) -> Option<&Form> {
        self.round.submissions[submission.0].form.as_ref()
    }

    /// Why a part is not there, where admission took it, or the nil return that answered for it.
    fn held(&self, submission: SubmissionIndex, part: Part) -> Option<Held> {
        let submission = &self.round.submissions[submission.0];
        submission.held(&part).or_else(|| submission.held(&Part::NilReturn))
    }

    /// Whether what cannot be read of a file may be the answer to anything that a list asks.
    fn hides_answers(&self, submission: SubmissionIndex, list: &str) -> bool {
        let submission = &self.round.submissions[submission.0];
        submission.hides_answers || submission.hides_in.contains(&list)
    }

    fn unit_record(&self, unit: UnitIndex, book: &Book) -> UnitRecord {
        let submission = self.submission(unit);
        let form = submission.and_then(|s| self.form(s));
        let filled_on = submission.and_then(|s| self.round.submissions[s.0].filled_on());
        let filled_on = filled_on.filter(|on| !is_day_of_another_round(*on, self.round.year));
        let receipt = match book.record(unit) {
            Some(record) if record.first_received.is_some() || submission.is_none() => {
                Receipt::Booked(record)
            }
            _ if submission.is_some() && (book.damaged || book.doubtful.contains(&unit)) => {
                Receipt::BookDamaged
            }
            Some(record) => Receipt::PaperOnly(record, filled_on),
            None if submission.is_some() => Receipt::SelfReported(filled_on),
            None => Receipt::Nothing,
        };
        let (coverage, lacks) = duties::coverage(self, unit, submission);
        UnitRecord {
            unit,
            submission,
            receipt,
            nil_return: form.and_then(|f| f.nil_return.as_ref()).map(|reason| reason.inner.clone()),
            faulty: submission.is_some_and(|s| self.round.submissions[s.0].is_faulty()),
            returned: submission.is_some_and(|s| self.round.submissions[s.0].returned),
            coverage,
            lacks,
        }
    }
}
