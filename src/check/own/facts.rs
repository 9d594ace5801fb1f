//! What was handed in for a round, as the rules about single submissions see it.

use chrono::NaiveDate;

use crate::measure::same_text;
use crate::office::{ClosedYear, Office};
use crate::plan::{
    Descent, Indicator, IndicatorIndex, Located, MilestoneSite, Moment, Plan, TaskIndex, UnitIndex,
};
use crate::source::Sources;
use crate::submission::{Figure, Form, MilestoneEntry, Part, Round, Submission, TaskEntry};

/// Everything that a rule about one submission may look at: no tables, no progress.
#[derive(Debug, Clone, Copy)]
pub struct OwnFacts<'a> {
    /// The files, for exact places.
    pub sources: &'a Sources,
    /// The office's settings.
    pub office: &'a Office,
    /// The plan.
    pub plan: &'a Plan,
    /// The submissions and decisions of the year.
    pub round: &'a Round,
    /// The record, where the year is closed.
    pub closed: Option<&'a ClosedYear>,
    /// Last year, where there is something of it.
    pub previous: Option<LastYear<'a>>,
    /// The moment at which the year is seen and judged.
    pub moment: Moment,
}

/// What was handed in the year before, and what of it became what.
#[derive(Debug, Clone, Copy)]
pub struct LastYear<'a> {
    /// Its plan.
    pub plan: &'a Plan,
    /// What of this year's plan was what of it.
    pub descent: &'a Descent,
    /// Its round, as admitted.
    pub round: &'a Round,
}

/// A submission that can be used, and whose it is.
#[derive(Clone, Copy)]
pub(in crate::check) struct Answered<'a> {
    pub(in crate::check) unit: Option<UnitIndex>,
    pub(in crate::check) submission: &'a Submission,
    pub(in crate::check) form: &'a Form,
}

/// A figure of a known unit for a known indicator.
#[derive(Clone, Copy)]
pub(in crate::check) struct FigureOf<'a> {
    pub(in crate::check) unit: UnitIndex,
    pub(in crate::check) form: &'a Form,
    pub(in crate::check) index: IndicatorIndex,
    pub(in crate::check) figure: &'a Located<Figure>,
}

/// An entry of a known unit for a known task.
#[derive(Clone, Copy)]
pub(in crate::check) struct EntryOf<'a> {
    pub(in crate::check) unit: UnitIndex,
    pub(in crate::check) form: &'a Form,
    pub(in crate::check) task: TaskIndex,
    pub(in crate::check) entry: &'a Located<TaskEntry>,
}

/// A milestone entry of a known milestone.
#[derive(Clone, Copy)]
pub(in crate::check) struct StepOf<'a> {
    pub(in crate::check) form: &'a Form,
    pub(in crate::check) site: MilestoneSite,
    pub(in crate::check) entry: &'a Located<MilestoneEntry>,
}

impl<'a> OwnFacts<'a> {
    /// The submissions that can be used.
    pub(in crate::check) fn answered(self) -> impl Iterator<Item = Answered<'a>> {
        answered(self.round)
    }

    pub(in crate::check) fn figures(self) -> impl Iterator<Item = FigureOf<'a>> {
        self.answered().filter_map(|a| Some((a.unit?, a.form))).flat_map(move |(unit, form)| {
            form.indicators
                .iter()
                .filter_map(move |figure| Some(FigureOf { unit, form, index: figure.id.of?, figure }))
        })
    }

    pub(in crate::check) fn entries(self) -> impl Iterator<Item = EntryOf<'a>> {
        self.answered().filter_map(|a| Some((a.unit?, a.form))).flat_map(move |(unit, form)| {
            form.tasks.iter().filter_map(move |entry| Some(EntryOf { unit, form, task: entry.id.of?, entry }))
        })
    }

    pub(in crate::check) fn steps(self) -> impl Iterator<Item = StepOf<'a>> {
        self.answered().flat_map(move |a| {
            a.form
                .milestones
                .iter()
                .filter_map(move |entry| Some(StepOf { form: a.form, site: entry.id.of?, entry }))
        })
    }

    /// The unit's submission in force, where it can be read.
    pub(in crate::check) fn form(self, unit: UnitIndex) -> Option<&'a Form> {
        form_of(self.round, unit)
    }

    /// What a unit said of an indicator last year: the same unit and indicator, whatever they were called.
    pub(in crate::check) fn last_figure(
        self,
        unit: UnitIndex,
        index: IndicatorIndex,
    ) -> Option<&'a Located<Figure>> {
        let before = self.previous?;
        let then = before.descent.indicator(index)?;
        // What an amendment measures in another unit is another number: the two are compared nowhere.
        let measure = |indicator: &'a Indicator| indicator.unit_of_measure.as_deref();
        let (own, other) = (measure(self.plan.indicator(index)), measure(before.plan.indicator(then)));
        if !same_text(own, other) {
            return None;
        }
        let form = form_of(before.round, before.descent.unit(unit)?)?;
        form.indicators.iter().find(|figure| figure.id.of == Some(then))
    }

    /// Whether what a unit said of an indicator last year is still asked about: then it measures nothing.
    pub(in crate::check) fn last_is_asked(self, unit: UnitIndex, index: IndicatorIndex) -> bool {
        let asked = || {
            let before = self.previous?;
            let (then, unit) = (self.last_figure(unit, index)?, before.descent.unit(unit)?);
            let part = Part::Figure(Part::key_of(&then.id));
            let own = submission_of(before.round, unit)?;
            Some(own.questions_about(&part).next().is_some() || own.held(&part).is_some())
        };
        asked().unwrap_or(false)
    }

    /// What a unit said of a task last year.
    pub(in crate::check) fn last_entry(
        self,
        unit: UnitIndex,
        task: TaskIndex,
    ) -> Option<&'a Located<TaskEntry>> {
        let before = self.previous?;
        let then = before.descent.task(task)?;
        let form = form_of(before.round, before.descent.unit(unit)?)?;
        form.tasks.iter().find(|entry| entry.id.of == Some(then))
    }

    /// The day as of which is judged what fell due: a year that is over is judged at its own end.
    pub(in crate::check) fn judged_on(self) -> NaiveDate {
        self.moment.judged_on()
    }

    /// The name of a unit.
    pub(in crate::check) fn name(self, unit: UnitIndex) -> &'a str {
        &self.plan.unit(unit).name
    }
}

/// Of several files of one unit only the one in force says something; what it may mean when its unit is not
/// known is looked at all the same.
fn answered(round: &Round) -> impl Iterator<Item = Answered<'_>> {
    let in_force = |at: usize| {
        let unit = round.submissions[at].unit;
        unit.is_none() || at == 0 || round.submissions[at - 1].unit != unit
    };
    round.submissions.iter().enumerate().filter_map(move |(at, submission)| {
        let unclaimed = submission.unclaimed.as_ref();
        let form = submission.form.as_ref().filter(|_| in_force(at)).or(unclaimed)?;
        let unit = if unclaimed.is_some() { None } else { submission.unit };
        Some(Answered { unit, submission, form })
    })
}

/// The submission in force of a unit, where it can be used. A round is sorted by unit, so this is quick in large ones.
fn form_of(round: &Round, unit: UnitIndex) -> Option<&Form> {
    submission_of(round, unit)?.form.as_ref()
}

fn submission_of(round: &Round, unit: UnitIndex) -> Option<&Submission> {
    let rank = |submission: &Submission| submission.unit.map_or(usize::MAX, |unit| unit.0);
    let first = round.submissions.partition_point(|submission| rank(submission) < unit.0);
    round.submissions.get(first).filter(|own| own.unit == Some(unit))
}
