//! What a plan asks of a unit, and what of it the unit has answered.

use super::Inputs;
use super::tables::{Coverage, Duty, Share};
use crate::plan::UnitIndex;
use crate::submission::{Form, Held, Part, SubmissionIndex};

/// Everything that a unit is asked for.
fn duties(inputs: &Inputs<'_>, unit: UnitIndex) -> Vec<Duty> {
    let indicators = inputs.plan.indicators_of(unit).iter().copied();
    let measured = indicators.filter(|index| inputs.plan.indicator(*index).is_measured());
    let milestones =
        inputs.plan.milestones().map(|(site, _)| site).filter(|site| !inputs.done.contains(site));
    inputs
        .plan
        .tasks_of(unit)
        .map(|(task, _)| Duty::Task(task))
        .chain(measured.map(Duty::Indicator))
        .chain(
            milestones
                .filter(|site| inputs.plan.asks_milestone(unit, *site, inputs.round.year))
                .map(Duty::Milestone),
        )
        .collect()
}

/// Answered of assigned, and what is lacking. A nil return answers everything. Nobody answers for another: a
/// unit at its own desk, which knows of no other file, sees the same as the office.
pub(super) fn coverage(
    inputs: &Inputs<'_>,
    unit: UnitIndex,
    submission: Option<SubmissionIndex>,
) -> (Coverage, Vec<Duty>) {
    let form = submission.and_then(|at| inputs.form(at));
    let (mut coverage, mut lacks) = (Coverage::default(), vec![]);
    for duty in duties(inputs, unit) {
        let answered = form.is_some_and(|form| is_answered(duty, form));
        let share = match duty {
            Duty::Task(_) => &mut coverage.tasks,
            Duty::Indicator(_) => &mut coverage.indicators,
            Duty::Milestone(_) => &mut coverage.milestones,
        };
        // What waits was handed in: whether material is complete hangs not on who looks at it.
        let waits =
            submission.is_some_and(|at| is_withheld(inputs, duty, at, |held| matches!(held, Held::Open(_))));
        count(share, answered || waits);
        if !answered
            && form.is_some()
            && !submission.is_some_and(|at| is_withheld(inputs, duty, at, |_| true))
        {
            lacks.push(duty);
        }
    }
    (coverage, lacks)
}

fn is_answered(duty: Duty, form: &Form) -> bool {
    form.nil_return.is_some()
        || match duty {
            Duty::Task(task) => form.tasks.iter().any(|entry| entry.id.of == Some(task)),
            Duty::Indicator(index) => form.indicators.iter().any(|figure| figure.id.of == Some(index)),
            Duty::Milestone(site) => form.milestones.iter().any(|entry| entry.id.of == Some(site)),
        }
}

/// Whether a unit did answer, with something that is withheld in such a way.
fn is_withheld(
    inputs: &Inputs<'_>,
    duty: Duty,
    submission: SubmissionIndex,
    how: impl Fn(Held) -> bool,
) -> bool {
    let key = duty.id(inputs.plan).trim().to_ascii_lowercase();
    inputs.round.submissions[submission.0].withheld.iter().filter(|withheld| how(withheld.held)).any(
        |withheld| match (&withheld.part, duty) {
            // A nil return that cannot be used was an answer to everything.
            (Part::Whole | Part::NilReturn, _) => true,
            (Part::Task(given), Duty::Task(_))
            | (Part::Figure(given), Duty::Indicator(_))
            | (Part::Milestone(given), Duty::Milestone(_)) => *given == key,
            _ => false,
        },
    )
}
fn count(share: &mut Share, answered: bool) {
    share.assigned += 1;
    share.answered += usize::from(answered);
}
