//! The finished data of a round, as the rules see it.

use chrono::NaiveDate;

use crate::assess::{Before, Progress};
use crate::consolidate::Tables;
use crate::intake::Book;
use crate::office::Office;
use crate::plan::{IndicatorIndex, Located, MilestoneSite, Plan, TaskIndex, UnitIndex};
use crate::source::Sources;
use crate::submission::{Figure, Form, MilestoneEntry, Round, Submission, TaskEntry};

/// Everything that a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The files, for exact places.
    pub sources: &'a Sources,
    /// The office's settings.
    pub office: &'a Office,
    /// The plan.
    pub plan: &'a Plan,
    /// The submissions and decisions of the year.
    pub round: &'a Round,
    /// The intake book of the year.
    pub book: &'a Book,
    /// The consolidated tables.
    pub tables: &'a Tables,
    /// Where things stand.
    pub progress: &'a Progress,
    /// Last year, where there are submissions of it.
    pub previous: Option<Before<'a>>,
}

/// A submission that can be used, and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub(super) unit: Option<UnitIndex>,
    pub(super) submission: &'a Submission,
    pub(super) form: &'a Form,
}

/// A figure of a known unit for a known indicator.
#[derive(Clone, Copy)]
pub(super) struct FigureOf<'a> {
    pub(super) unit: UnitIndex,
    pub(super) form: &'a Form,
    pub(super) index: IndicatorIndex,
    pub(super) figure: &'a Located<Figure>,
}

/// An entry of a known unit for a known task.
#[derive(Clone, Copy)]
pub(super) struct EntryOf<'a> {
    pub(super) unit: UnitIndex,
    pub(super) form: &'a Form,
    pub(super) task: TaskIndex,
    pub(super) entry: &'a Located<TaskEntry>,
}

/// A milestone entry of a known milestone.
#[derive(Clone, Copy)]
pub(super) struct StepOf<'a> {
    pub(super) form: &'a Form,
    pub(super) site: MilestoneSite,
    pub(super) entry: &'a Located<MilestoneEntry>,
}

impl<'a> Facts<'a> {
    /// The submissions that can be used.
    pub(super) fn answered(self) -> impl Iterator<Item = Answered<'a>> {
        answered(self.round)
    }

    pub(super) fn figures(self) -> impl Iterator<Item = FigureOf<'a>> {
        let plan = self.plan;
        self.answered().filter_map(|a| Some((a.unit?, a.form))).flat_map(move |(unit, form)| {
            form.indicators.iter().filter_map(move |figure| {
                Some(FigureOf { unit, form, index: plan.indicator_by_id(&figure.id)?, figure })
            })
        })
    }

    pub(super) fn entries(self) -> impl Iterator<Item = EntryOf<'a>> {
        let plan = self.plan;
        self.answered().filter_map(|a| Some((a.unit?, a.form))).flat_map(move |(unit, form)| {
            form.tasks.iter().filter_map(move |entry| {
                Some(EntryOf { unit, form, task: plan.task_by_id(&entry.id)?, entry })
            })
        })
    }

    pub(super) fn steps(self) -> impl Iterator<Item = StepOf<'a>> {
        let plan = self.plan;
        self.answered().flat_map(move |a| {
            a.form.milestones.iter().filter_map(move |entry| {
                Some(StepOf { form: a.form, site: plan.milestone_by_id(&entry.id)?, entry })
            })
        })
    }

    /// The unit's submission in force, where it can be read.
    pub(super) fn form(self, unit: UnitIndex) -> Option<&'a Form> {
        form_of(self.round, unit)
    }

    /// What a unit said of an indicator last year: the same unit and indicator, whatever they were called.
    pub(super) fn last_figure(self, unit: UnitIndex, index: IndicatorIndex) -> Option<&'a Located<Figure>> {
        let before = self.previous?;
        let id = before.plan.indicator(before.descent.indicator(index)?).id.as_str();
        let form = form_of(before.round, before.descent.unit(unit)?)?;
        form.indicators.iter().find(|f| f.id.trim().eq_ignore_ascii_case(id))
    }

    /// What a unit said of a task last year.
    pub(super) fn last_entry(self, unit: UnitIndex, task: TaskIndex) -> Option<&'a Located<TaskEntry>> {
        let before = self.previous?;
        let id = before.plan.task(before.descent.task(task)?).id.as_str();
        let form = form_of(before.round, before.descent.unit(unit)?)?;
        form.tasks.iter().find(|t| t.id.trim().eq_ignore_ascii_case(id))
    }

    /// The day as of which is judged what fell due: a year that is over is judged at its own end.
    pub(super) fn judged_on(self) -> NaiveDate {
        self.progress.moment.judged_on()
    }

    /// The name of a unit.
    pub(super) fn name(self, unit: UnitIndex) -> &'a str {
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
    let rank = |submission: &Submission| submission.unit.map_or(usize::MAX, |unit| unit.0);
    let first = round.submissions.partition_point(|submission| rank(submission) < unit.0);
    round.submissions.get(first).filter(|own| own.unit == Some(unit))?.form.as_ref()
}
