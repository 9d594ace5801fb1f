//! The workbench of a plan-year: what all its pages look up.
//!
//! Takes the input; gives records, standings, names and who answers for what, looked up once.
//! Never words anything, and never makes a part of a page.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::cells::{each_once, grouped, joined};
use super::digest::digest;
use super::lookup::{
    collectives_of, findings_in, indicators_of, measured_by, milestones_of, tasks_of, unit_records,
};
use super::narratives::Narratives;
use super::tags::{count_tasks, state};
use super::{Input, YearData};
use crate::assess::{IndicatorStanding, TaskStanding, UnitStanding};
use crate::consolidate::{Answer, IndicatorRecord, TaskRecord, UnitRecord};
use crate::diagnostic::Diagnostic;
use crate::plan::{Descent, Indicator, IndicatorIndex, Located, Plan, Role, TaskIndex, UnitIndex};
use crate::report::{Count, Notice, Tag};
use crate::source::FileId;
use crate::submission::{Form, Named, SubmissionIndex, TaskEntry};

/// The workbench of a plan-year.
pub(super) struct Stage<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) plan: &'a Plan,
    pub(super) now: &'a YearData<'a>,
    /// The year before, where it was reported on, and what of this plan was what of that year's.
    pub(super) last: Option<(&'a YearData<'a>, &'a Descent)>,
    /// How many tasks the plan has.
    pub(super) tasks: usize,
    /// SHA-256 over everything that the pages are made from.
    pub(super) digest: String,
    /// Of each unit: tasks that concern it, with the place of its answer in the task's record.
    pub(super) tasks_of: Vec<Vec<(TaskIndex, usize)>>,
    /// Of each unit: indicators that ask for its figure.
    pub(super) indicators_of: Vec<Vec<IndicatorIndex>>,
    /// Of each task: its indicators.
    pub(super) measured_by: Vec<Vec<IndicatorIndex>>,
    /// Of each task: its milestones, by place in the tables.
    pub(super) milestones_of: Vec<Vec<usize>>,
    /// Of each unit: place of its record in the tables.
    pub(super) unit_records: Vec<Option<usize>>,
    /// Of each unit: collectives that it belongs to.
    pub(super) collectives_of: Vec<Vec<UnitIndex>>,
    /// Findings by file, of the files of this plan-year.
    pub(super) findings_in: BTreeMap<FileId, Vec<&'a Diagnostic>>,
    /// What was written in words.
    pub(super) narratives: Narratives,
    /// Of each unit: its name, kept once for all sources.
    pub(super) unit_names: Vec<Arc<str>>,
    /// What a closed year says of final values that the next year gave, made when it is first asked for.
    pub(super) settled: OnceLock<Option<Notice>>,
    files: BTreeMap<FileId, FileMark>,
}

/// What many places of a file say of it, kept once.
#[derive(Clone)]
pub(super) struct FileMark {
    pub(super) path: Arc<str>,
    pub(super) digest: Arc<str>,
}

impl FileMark {
    fn new(input: &Input<'_>, file: FileId) -> Self {
        let file = input.sources.get(file);
        FileMark {
            path: Arc::from(file.path.as_str()),
            digest: Arc::from(grouped(file.digest.own(), 12).as_str()),
        }
    }
}

impl<'a> Stage<'a> {
    /// Looks everything up.
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let now = &input.years[input.at];
        let plan = now.plan;
        let years = input.years[..input.at].iter().zip(now.descents.iter().copied()).skip(input.first_seen());
        let last = years.rev().find(|(year, _)| year.round.year == now.round.year - 1);
        Stage {
            input,
            plan,
            now,
            last,
            tasks: plan.tasks().count(),
            digest: digest(input),
            tasks_of: tasks_of(plan, now),
            indicators_of: indicators_of(plan),
            measured_by: measured_by(plan),
            milestones_of: milestones_of(plan, now),
            unit_records: unit_records(plan, now),
            collectives_of: collectives_of(plan),
            findings_in: findings_in(input),
            files: file_marks(input),
            unit_names: plan.units().map(|(_, unit)| Arc::from(unit.name.inner.as_str())).collect(),
            narratives: Narratives::new(plan, now.round),
            settled: OnceLock::new(),
        }
    }

    /// The record of a task.
    pub(super) fn record(&self, task: TaskIndex) -> &'a TaskRecord {
        &self.now.tables.tasks[task.0]
    }

    /// The record of an indicator.
    pub(super) fn figures(&self, indicator: IndicatorIndex) -> &'a IndicatorRecord {
        &self.now.tables.indicators[indicator.0]
    }

    /// The years up to this one, newest first, each with the way back to its plan; `None` for this one.
    pub(super) fn years_back(&self) -> impl Iterator<Item = (&'a YearData<'a>, Option<&'a Descent>)> {
        let before = self.input.years[..self.input.at].iter().zip(self.now.descents.iter().copied());
        let before = before.skip(self.input.first_seen());
        std::iter::once((self.now, None)).chain(before.rev().map(|(year, back)| (year, Some(back))))
    }

    /// A unit as a decision names it, by its name: what is printed is read by people.
    pub(super) fn name_of<'n>(&'n self, unit: &'n Named<UnitIndex>) -> &'n str {
        unit.of.map_or(unit.as_str(), |unit| self.name(unit))
    }

    /// Why nothing stands of the year before. The public learns nothing of a year that is not published, not even
    /// that nobody reported; before the first round nobody was asked.
    pub(super) fn none_before(&self, published: bool) -> &'static str {
        let was_asked = self.now.round.year > self.plan.definition.reporting.first_year;
        if published && was_asked { "上年报告未公开" } else { "上年未报告" }
    }

    /// How the same task stood last year.
    pub(super) fn last_task(&self, task: TaskIndex) -> Option<&'a TaskStanding> {
        let (last, back) = self.last?;
        last.progress.tasks.get(back.task(task)?.0)
    }

    /// How the same indicator stood last year, and what the plan said of it then.
    pub(super) fn last_indicator(
        &self,
        index: IndicatorIndex,
    ) -> Option<(&'a IndicatorStanding, &'a Indicator)> {
        let (last, back) = self.last?;
        let index = back.indicator(index)?;
        Some((last.progress.indicators.get(index.0)?, &last.plan.indicator(index).inner))
    }

    /// The milestones of a task, by place in the tables.
    pub(super) fn milestones(&self, task: TaskIndex) -> impl Iterator<Item = usize> + '_ {
        self.milestones_of[task.0].iter().copied()
    }

    /// The record and the standing of a unit that reports.
    pub(super) fn unit_record(&self, unit: UnitIndex) -> Option<(&'a UnitRecord, &'a UnitStanding)> {
        self.unit_records[unit.0].map(|at| (&self.now.tables.units[at], &self.now.progress.units[at]))
    }

    /// 数据截至: the latest day that a submission names.
    pub(super) fn data_as_of(&self) -> Option<String> {
        let forms = self.now.round.submissions.iter().filter_map(|s| s.form.as_ref());
        let latest = forms.filter_map(|form| form.as_of.as_ref()).map(|day| day.inner).max()?;
        Some(format!("数据截至：{latest}"))
    }

    /// The form of a submission.
    pub(super) fn form(&self, submission: SubmissionIndex) -> Option<&'a Form> {
        self.now.round.submissions[submission.0].form.as_ref()
    }

    /// The entry of an answer, with its place.
    pub(super) fn entry(&self, answer: Answer) -> Option<&'a Located<TaskEntry>> {
        match answer {
            Answer::Entry(submission, at) => self.form(submission)?.tasks.get(at),
            _ => None,
        }
    }

    /// Name of a unit.
    pub(super) fn name(&self, unit: UnitIndex) -> &'a str {
        &self.plan.unit(unit).name.inner
    }

    /// Names of units in a row.
    pub(super) fn names(&self, units: impl IntoIterator<Item = UnitIndex>) -> String {
        let names: Vec<&str> = units.into_iter().map(|unit| self.name(unit)).collect();
        let names = each_once(&names);
        joined(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Units of a task as the plan names them in a role: a collective stands as itself.
    pub(super) fn named(&self, task: TaskIndex, role: Role) -> Vec<UnitIndex> {
        let definition = self.plan.task(task);
        let later = self.plan.definition.assignments.iter().find(|a| a.task.key() == definition.id.key());
        let none = vec![];
        let (first, second) = match role {
            Role::Lead => (&definition.lead_units, later.map_or(&none, |a| &a.lead_units)),
            Role::Responsible => {
                (&definition.responsible_units, later.map_or(&none, |a| &a.responsible_units))
            }
            Role::Supporting => (&definition.supporting_units, later.map_or(&none, |a| &a.supporting_units)),
            Role::Also => (&definition.also, &none),
            Role::Unassigned => (&none, &none),
        };
        first.iter().chain(second).filter_map(|id| self.plan.unit_named(id.as_str())).collect()
    }

    /// How a task stands.
    pub(super) fn task_standing(&self, task: TaskIndex) -> &'a TaskStanding {
        &self.now.progress.tasks[task.0]
    }

    /// How it stands, as a tag.
    pub(super) fn task_tag(&self, task: TaskIndex) -> Tag {
        state(self.task_standing(task).state())
    }

    /// Tasks counted by status, in the fixed order.
    pub(super) fn count_tasks(&self, tasks: impl IntoIterator<Item = TaskIndex>) -> Count {
        count_tasks(tasks.into_iter().map(|task| self.task_standing(task)))
    }

    /// The tasks of each section.
    pub(super) fn section_tasks(&self) -> Vec<Vec<TaskIndex>> {
        let mut of = vec![vec![]; self.plan.definition.sections.len()];
        for at in 0..self.tasks {
            of[self.plan.section_of(TaskIndex(at)).0].push(TaskIndex(at));
        }
        of
    }

    /// Tasks that the plan assigns to a unit: an answer that nobody asked for is not its task.
    pub(super) fn assigned_to(&self, unit: UnitIndex) -> impl Iterator<Item = (TaskIndex, Role)> + '_ {
        self.tasks_of[unit.0]
            .iter()
            .map(|&(task, at)| (task, self.record(task).answers[at].role))
            .filter(|(_, role)| *role != Role::Unassigned)
    }

    /// Findings in the files of this plan-year.
    pub(super) fn own_findings(&self) -> impl Iterator<Item = &'a Diagnostic> + '_ {
        self.findings_in.values().flatten().copied()
    }

    /// What places of a file say of it.
    pub(super) fn file(&self, file: FileId) -> FileMark {
        self.files.get(&file).cloned().unwrap_or_else(|| FileMark::new(self.input, file))
    }
}

fn file_marks(input: &Input<'_>) -> BTreeMap<FileId, FileMark> {
    let submissions = &input.years[input.at].round.submissions;
    submissions.iter().map(|s| (s.file, FileMark::new(input, s.file))).collect()
}
