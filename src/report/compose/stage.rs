//! What all pages of a plan-year draw on, looked up once.
//!
//! Takes the input; gives narratives rendered once, judgements in words, and who answers for what.
//! Never lets a narrative through that its edition may not show.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lookup::{
    collectives_of, findings_in, indicators_of, measured_by, milestones_of, tasks_of, unit_records,
};
use super::words::grouped;
use super::{Input, YearData};
use crate::assess::{IndicatorStanding, TaskStanding, UnitStanding};
use crate::consolidate::{Answer, IndicatorRecord, TaskRecord, UnitRecord};
use crate::diagnostic::Diagnostic;
use crate::plan::{Descent, Indicator, IndicatorIndex, Located, Plan, Role, TaskIndex, UnitIndex};
use crate::report::{Edition, Narrative, PathNote, Source, SourceRecord};
use crate::source::{FileId, Place, sha256_hex};
use crate::submission::{Form, SubmissionIndex, TaskEntry};
use crate::wording::Reader;

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
    files: BTreeMap<FileId, Shared>,
    unit_names: Vec<Arc<str>>,
    forms: Vec<FormWords>,
    goals: Vec<(Option<Narrative>, Option<Narrative>)>,
}

/// What many places of a file say of it, kept once.
#[derive(Clone)]
struct Shared {
    path: Arc<str>,
    digest: Arc<str>,
}

impl Shared {
    fn new(input: &Input<'_>, file: FileId) -> Self {
        let file = input.sources.get(file);
        Shared { path: Arc::from(file.path.as_str()), digest: Arc::from(grouped(&file.sha256, 12).as_str()) }
    }
}

/// Narratives of a submission.
#[derive(Default)]
struct FormWords {
    summary: Option<Narrative>,
    suggestions: Option<Narrative>,
    tasks: Vec<EntryWords>,
    notes: Vec<Option<Narrative>>,
}

/// Narratives of an entry.
#[derive(Default)]
struct EntryWords {
    progress: Option<Narrative>,
    /// `Some(None)`: the unit gave a public wording, and it is empty.
    public: Option<Option<Narrative>>,
    issues: Option<Narrative>,
    next_steps: Option<Narrative>,
}

impl<'a> Stage<'a> {
    /// Looks everything up.
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let now = &input.years[input.at];
        let plan = now.plan;
        let years = input.years[..input.at].iter().zip(now.descents.iter().copied());
        let last = years.rev().find(|(year, _)| year.round.year == now.round.year - 1);
        let render = Narrative::read;
        let forms = now
            .round
            .submissions
            .par_iter()
            .map(|s| s.form.as_ref().map(|form| FormWords::new(form, &render)).unwrap_or_default());
        let goals = plan.tasks().map(|(_, _, task)| {
            (task.goal.as_deref().and_then(render), task.text.as_deref().and_then(render))
        });
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
            files: shared(input),
            unit_names: plan.units().map(|(_, unit)| Arc::from(unit.name.inner.as_str())).collect(),
            forms: forms.collect(),
            goals: goals.collect(),
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
        std::iter::once((self.now, None)).chain(before.rev().map(|(year, back)| (year, Some(back))))
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

    /// 进展情况 as the edition may show it.
    pub(super) fn progress<E: Edition>(&self, answer: Answer) -> Option<Narrative> {
        let words = self.entry_words(answer)?;
        match &words.public {
            _ if E::READER == Reader::Office => words.progress.clone(),
            Some(public) => public.clone(),
            None => words.progress.clone(),
        }
    }

    /// 公开表述, 存在问题, 下一步措施: for internal parts only.
    pub(super) fn internal_words(&self, answer: Answer) -> [Option<Narrative>; 3] {
        match self.entry_words(answer) {
            Some(words) => [words.public.clone().flatten(), words.issues.clone(), words.next_steps.clone()],
            None => [None, None, None],
        }
    }

    fn entry_words(&self, answer: Answer) -> Option<&EntryWords> {
        match answer {
            Answer::Entry(submission, at) => self.forms[submission.0].tasks.get(at),
            _ => None,
        }
    }

    /// 总体情况 and 意见建议 of a unit: for internal parts only.
    pub(super) fn unit_words(&self, submission: SubmissionIndex) -> (Option<Narrative>, Option<Narrative>) {
        let words = &self.forms[submission.0];
        (words.summary.clone(), words.suggestions.clone())
    }

    /// A unit's note on a milestone: for internal parts only.
    pub(super) fn milestone_note(&self, submission: SubmissionIndex, at: usize) -> Option<Narrative> {
        self.forms[submission.0].notes.get(at).cloned().flatten()
    }

    /// 目标要求 and the full clause of a task.
    pub(super) fn goal(&self, task: TaskIndex) -> (Option<Narrative>, Option<Narrative>) {
        self.goals[task.0].clone()
    }

    /// Name of a unit.
    pub(super) fn name(&self, unit: UnitIndex) -> &'a str {
        &self.plan.unit(unit).name.inner
    }

    /// Names of units in a row.
    pub(super) fn names(&self, units: impl IntoIterator<Item = UnitIndex>) -> String {
        let names: Vec<&str> = units.into_iter().map(|unit| self.name(unit)).collect();
        super::words::joined(&names)
    }

    /// Where a statement stands. `page` is the page with the record of the file, empty for the same.
    pub(super) fn source<E: Edition>(&self, page: &str, unit: UnitIndex, place: Place) -> Source<E> {
        let line = self.input.sources.position(place).line;
        let name = self.name(unit);
        Source {
            text: format!("{name} 报送件 第{line}行"),
            href: format!("{page}#{}", self.anchor(unit)),
            unit: Arc::clone(&self.unit_names[unit.0]),
            line,
            digest: self.shared(place.file()).digest,
            internal: E::only(|| self.path(place.file(), Some(line))),
        }
    }

    fn shared(&self, file: FileId) -> Shared {
        self.files.get(&file).cloned().unwrap_or_else(|| Shared::new(self.input, file))
    }

    fn path(&self, file: FileId, line: Option<usize>) -> PathNote {
        let path = self.shared(file).path;
        let place = line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"));
        PathNote { path, place }
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

    fn anchor(&self, unit: UnitIndex) -> String {
        format!("src-{}", self.plan.unit(unit).id.key())
    }

    /// Records of the files of units, in the plan's order and once each.
    pub(super) fn records<E: Edition>(
        &self,
        base: &str,
        submissions: impl IntoIterator<Item = SubmissionIndex>,
    ) -> Vec<SourceRecord<E>> {
        let mut known: Vec<SubmissionIndex> = submissions.into_iter().collect();
        known.sort();
        known.dedup();
        known
            .into_iter()
            .filter_map(|at| {
                let submission = &self.now.round.submissions[at.0];
                let unit = submission.unit?;
                let file = self.input.sources.get(submission.file);
                Some(SourceRecord {
                    anchor: self.anchor(unit),
                    unit: self.unit_link(base, unit),
                    sha256: file.sha256.clone(),
                    digest: grouped(&file.sha256, 12),
                    internal: E::only(|| self.path(submission.file, None)),
                })
            })
            .collect()
    }
}

impl FormWords {
    fn new(form: &Form, render: &impl Fn(&str) -> Option<Narrative>) -> Self {
        let text = |field: &Option<Located<String>>| field.as_ref().and_then(|t| render(t));
        FormWords {
            summary: text(&form.summary),
            suggestions: text(&form.suggestions),
            tasks: form
                .tasks
                .iter()
                .map(|entry| EntryWords {
                    progress: text(&entry.progress),
                    public: entry.public_progress.as_ref().map(|t| render(t)),
                    issues: text(&entry.issues),
                    next_steps: text(&entry.next_steps),
                })
                .collect(),
            notes: form.milestones.iter().map(|entry| text(&entry.note)).collect(),
        }
    }
}

/// SHA-256 over the files of the round and of those before it with their plans, the settings and the day
/// of the report. What comes in later years changes nothing.
fn digest(input: &Input<'_>) -> String {
    let mut text = format!("{}\n", input.as_of);
    text.push_str(&serde_json::to_string(input.office).unwrap_or_default());
    let mut add = |file: FileId| {
        text.push('\n');
        text.push_str(&input.sources.get(file).sha256);
    };
    for year in &input.years[..=input.at] {
        add(year.plan.file);
        year.round.submissions.iter().for_each(|submission| add(submission.file));
        year.round.decisions_file.into_iter().for_each(&mut add);
        year.book.file.into_iter().for_each(&mut add);
    }
    sha256_hex(text.as_bytes())
}

fn shared(input: &Input<'_>) -> BTreeMap<FileId, Shared> {
    let submissions = &input.years[input.at].round.submissions;
    submissions.iter().map(|s| (s.file, Shared::new(input, s.file))).collect()
}
