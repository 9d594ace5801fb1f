//! Tasks: the page of each, and the register of all.
//!
//! Takes answers and standings; gives pages. Never names a silent unit in the public edition.

use std::sync::Arc;

use super::frame::{Spec, Tab, numbered, pager, part, parts, section_title, slice};
use super::stage::Stage;
use super::words::{DASH, NONE, OPEN, TASK_ORDER, count, own_status, role, task_status, words};
use crate::assess::TaskStanding;
use crate::consolidate::{Answer as Given, TaskAnswer};
use crate::measure::{shown, written};
use crate::plan::{Role, TaskIndex};
use crate::report::{
    Answer, Count, Edition, Fact, Link, MilestoneAnswerRow, MilestoneNote, MilestoneRow, Mini, Narrative,
    Source, Tag, TaskNote, TaskPage, TaskYear,
};
use crate::submission::{Held, SubmissionIndex};
use crate::wording::{self, Reader};

/// The words of the unit that speaks for a task.
pub(super) struct Speech<E: Edition> {
    pub(super) progress: Option<Narrative>,
    pub(super) unit: Option<String>,
    pub(super) source: Option<Source<E>>,
    pub(super) file: Option<SubmissionIndex>,
}

impl<'a> Stage<'a> {
    /// How a task stands.
    pub(super) fn task_standing(&self, task: TaskIndex) -> &'a TaskStanding {
        &self.now.progress.tasks[task.0]
    }

    /// Its status as a tag.
    pub(super) fn task_tag(&self, task: TaskIndex) -> Tag {
        task_status(self.task_standing(task).status)
    }

    /// Tasks counted by status, in the fixed order.
    pub(super) fn count_tasks(&self, tasks: impl IntoIterator<Item = TaskIndex>) -> Count {
        count(&TASK_ORDER, tasks.into_iter().map(|task| self.task_tag(task)))
    }

    /// Who speaks for a task: the units that decide its status, then whoever else has something to say in
    /// this edition, in the order of the answers. So the words beside a status are never another's.
    pub(super) fn speech<E: Edition>(&self, page: &str, task: TaskIndex) -> Speech<E> {
        let (record, standing) = (self.record(task), self.task_standing(task));
        let rank = |at: &usize| {
            let decides = standing.decisive.iter().position(|decisive| decisive == at);
            let answer = &record.answers[*at];
            (decides.unwrap_or(usize::MAX), answer.role == Role::Unassigned, *at)
        };
        let mut order: Vec<usize> = (0..record.answers.len()).collect();
        order.sort_by_key(rank);
        let answers = order.into_iter().map(|at| &record.answers[at]);
        let found = answers.filter_map(|a| Some((a, self.progress::<E>(a.answer)?))).next();
        match found {
            None => Speech { progress: None, unit: None, source: None, file: None },
            Some((answer, progress)) => Speech {
                progress: Some(progress),
                unit: Some(self.name(answer.unit).to_owned()),
                source: self.answer_source(page, answer),
                file: submission_of(answer.answer),
            },
        }
    }

    fn answer_source<E: Edition>(&self, page: &str, answer: &TaskAnswer) -> Option<Source<E>> {
        self.entry(answer.answer).map(|entry| self.source(page, answer.unit, entry.place))
    }

    /// All parts of all tasks' pages.
    pub(super) fn task_pages<E: Edition>(&self, minis: &[Arc<Mini<E>>]) -> Vec<TaskPage<E>> {
        use rayon::prelude::*;
        (0..self.tasks).into_par_iter().flat_map_iter(|at| self.parts_of_task(TaskIndex(at), minis)).collect()
    }

    fn parts_of_task<E: Edition>(&self, task: TaskIndex, minis: &[Arc<Mini<E>>]) -> Vec<TaskPage<E>> {
        let answers: Vec<&TaskAnswer> = self
            .record(task)
            .answers
            .iter()
            // A unit without an answer is silent, late or faulty: its name belongs to the office. A nil return
            // is an answer and looks like one; one that is asked about has been given.
            .filter(|a| {
                let given = matches!(
                    a.answer,
                    Given::Entry(..) | Given::NilReturn(_) | Given::Held(_, Held::Open(_))
                );
                E::READER == Reader::Office || given
            })
            .collect();
        let pages = parts(answers.len());
        (1..=pages).map(|page| self.task_page(task, (&answers, minis), page)).collect()
    }

    fn task_page<E: Edition>(
        &self,
        task: TaskIndex,
        (all, minis): (&[&TaskAnswer], &[Arc<Mini<E>>]),
        page: usize,
    ) -> TaskPage<E> {
        const BASE: &str = "../";
        let (definition, standing) = (self.plan.task(task), self.task_standing(task));
        let key = definition.id.key();
        let speech = self.speech::<E>("", task);
        let shown = slice(all, page);
        // What concerns the task as a whole stands on its first page only.
        let first = page == 1;
        let (goal, text) = if first { self.goal(task) } else { (None, None) };
        let drawn_on = shown.iter().filter_map(|a| submission_of(a.answer));
        let neighbour = |at: Option<usize>| {
            at.filter(|&at| at < self.tasks).map(|at| self.task_link(BASE, TaskIndex(at)))
        };
        TaskPage {
            frame: self.task_frame::<E>(task, page),
            status: task_status(standing.status),
            status_note: self.status_note(standing),
            light: Tag {
                key: standing.light.key(),
                mark: standing.light.shape(),
                word: wording::light(standing.light),
            },
            light_note: self.light_note(standing),
            progress: speech.progress,
            progress_unit: speech.unit,
            goal,
            text,
            quote: definition.quote.as_ref().map(|q| q.inner.clone()),
            citation: self.citation(task),
            facts: self.task_facts(BASE, task),
            percent: standing.percent.map(|(percent, _)| written(percent)),
            coverage_text: self.coverage_text(standing),
            answers: shown.iter().map(|answer| self.answer(BASE, answer)).collect(),
            pager: pager(&key, page, all.len()),
            indicators: self.measured_by[task.0]
                .iter()
                .filter(|_| first)
                .map(|&index| Arc::clone(&minis[index.0]))
                .collect(),
            milestones: self.milestones(task).filter(|_| first).map(|at| self.milestone(BASE, at)).collect(),
            history: if first { self.task_history(task) } else { vec![] },
            sources: self.records(BASE, drawn_on.chain(speech.file).chain(self.milestone_files(task, first))),
            prev: neighbour(task.0.checked_sub(1)),
            next: neighbour(task.0.checked_add(1)),
            internal: E::only(|| if first { self.task_note(task) } else { TaskNote::default() }),
            id: definition.id.as_str().to_owned(),
        }
    }

    fn milestone_files(&self, task: TaskIndex, first: bool) -> Vec<SubmissionIndex> {
        let records = self.milestones(task).filter(|_| first);
        records.flat_map(|at| self.now.tables.milestones[at].answers.iter().map(|a| a.submission)).collect()
    }

    fn task_frame<E: Edition>(&self, task: TaskIndex, page: usize) -> crate::report::Frame {
        let definition = self.plan.task(task);
        let (at, _) = self.plan.section_of(task);
        let section = self.section_link("../", at);
        let id = definition.id.as_str().to_owned();
        let clause = definition.number.clone().unwrap_or_default();
        let mut spec = Spec::article(
            format!("tasks/{}", part(&definition.id.key(), page)),
            definition.title.inner.clone(),
            Tab::Tasks,
        );
        spec.eyebrow = vec![words(id), Link { text: format!("{}{clause}", section.text), ..section.clone() }];
        spec.byline = vec![words(format!("{}年度", self.now.round.year))];
        spec.byline.extend(self.data_as_of().map(words));
        spec.byline.push(words(self.coverage_text(self.task_standing(task))));
        spec.crumbs = vec![section];
        self.frame::<E>(spec)
    }

    /// How many units answered: numbers, never names.
    pub(super) fn coverage_text(&self, standing: &TaskStanding) -> String {
        let open = standing.expected.saturating_sub(standing.answered);
        match (standing.expected, open) {
            (0, _) => "方案未明确责任单位".to_owned(),
            (n, 0) => format!("涉及{n}家单位，均已填报"),
            (n, open) => format!("涉及{n}家单位，已填报{}家，另有{open}家尚无填报内容", standing.answered),
        }
    }

    /// How the status came about. The reason of an office decision is internal.
    fn status_note(&self, standing: &TaskStanding) -> String {
        format!("{}。", wording::task_reason(self.plan, self.now.round, standing, Reader::Public))
    }

    fn light_note(&self, standing: &TaskStanding) -> String {
        let mut parts = vec![];
        if let Some(days) = standing.days_left {
            parts.push(match days {
                0 => "今日到期".to_owned(),
                1.. => format!("距完成时限{days}天"),
                _ => format!("已过完成时限{}天", days.unsigned_abs()),
            });
        }
        if let Some(points) = standing.points_behind.filter(|p| *p > rust_decimal::Decimal::ZERO) {
            parts.push(format!("低于序时进度{}个百分点", shown(points, 1)));
        }
        if parts.is_empty() {
            "没有固定期限，或没有可比的进度".to_owned()
        } else {
            parts.join("，")
        }
    }

    fn citation(&self, task: TaskIndex) -> String {
        let definition = &self.plan.definition;
        let (_, section) = self.plan.section_of(task);
        let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
        format!(
            "《{}》{number}{}{}",
            definition.title.inner,
            section.number.as_deref().unwrap_or(""),
            self.plan.task(task).number.as_deref().unwrap_or(""),
        )
    }

    fn task_facts(&self, base: &str, task: TaskIndex) -> Vec<Fact> {
        let definition = self.plan.task(task);
        let mut facts =
            vec![Fact { label: "任务编号".to_owned(), values: vec![words(definition.id.as_str())] }];
        let roles = [
            (Role::Lead, "牵头单位"),
            (Role::Responsible, "责任单位"),
            (Role::Supporting, "配合单位"),
            (Role::Also, "落实单位"),
        ];
        for (role, label) in roles {
            let named = self.named(task, role).into_iter();
            let units: Vec<Link> = named.map(|unit| self.unit_link(base, unit)).collect();
            if !units.is_empty() {
                facts.push(Fact { label: label.to_owned(), values: units });
            }
        }
        facts
            .push(Fact {
                label: "完成时限".to_owned(), values: vec![words(definition.due.inner.chinese())]
            });
        let standing = self.task_standing(task);
        if let Some((percent, at)) = standing.percent {
            let unit = self.name(standing.entries[at].unit);
            facts.push(Fact {
                label: "完成率".to_owned(),
                values: vec![words(format!("{}%（{unit}填报）", written(percent)))],
            });
        }
        facts
    }

    fn answer<E: Edition>(&self, base: &str, answer: &TaskAnswer) -> Answer<E> {
        let entry = self.entry(answer.answer);
        Answer {
            unit: self.unit_link(base, answer.unit),
            role: role(answer.role),
            status: self.own_tag(answer),
            percent: entry.and_then(|e| e.percent.as_ref()).map(|p| format!("{}%", p.inner.written)),
            progress: self.progress::<E>(answer.answer),
            open: self.asked_of(answer),
            source: self.answer_source("", answer),
            internal: E::only(|| self.answer_note(answer)),
        }
    }

    /// A unit's own status; 零报告 for a nil return, and one word for every kind of silence.
    pub(super) fn own_tag(&self, answer: &TaskAnswer) -> Tag {
        match answer.answer {
            Given::NilReturn(_) => Tag { word: "零报告", ..NONE },
            Given::Held(_, Held::Open(_)) => OPEN,
            given => self.entry(given).map_or(NONE, |entry| own_status(entry.status.inner)),
        }
    }

    fn milestone<E: Edition>(&self, base: &str, at: usize) -> MilestoneRow<E> {
        let (record, standing) = (&self.now.tables.milestones[at], &self.now.progress.milestones[at]);
        let definition = self.plan.milestone(record.site);
        let answers = record.answers.iter().filter_map(|answer| {
            let located = self.form(answer.submission)?.milestones.get(answer.at)?;
            Some(MilestoneAnswerRow {
                unit: self.unit_link(base, answer.unit),
                status: own_status(located.status.inner),
                done_on: located.done_on.as_ref().map(|d| d.inner.to_string()),
                source: self.source("", answer.unit, located.place),
            })
        });
        MilestoneRow {
            id: definition.id.as_str().to_owned(),
            what: definition.what.clone(),
            due: definition.due.as_ref().map_or_else(|| DASH.to_owned(), |due| due.inner.chinese()),
            qualifier: definition.qualifier.clone(),
            status: task_status(standing.status),
            done_on: standing.done_on.map(|d| d.to_string()),
            held: wording::withheld_words(record.held.iter().map(|(u, h)| (self.name(*u), *h)), E::READER),
            answers: answers.collect(),
            internal: E::only(|| MilestoneNote {
                notes: record
                    .answers
                    .iter()
                    .filter_map(|a| {
                        let note = self.milestone_note(a.submission, a.at)?;
                        Some((self.name(a.unit).to_owned(), note))
                    })
                    .collect(),
            }),
        }
    }

    /// How the task stood in the years up to this one, whatever its id was; years whose plan did not
    /// have it are left out.
    fn task_history(&self, task: TaskIndex) -> Vec<TaskYear> {
        let years = self.years_back().filter_map(|(year, back)| {
            let then = match back {
                None => task,
                Some(back) => back.task(task)?,
            };
            let standing = year.progress.tasks.get(then.0)?;
            let (number, current) = (year.round.year, back.is_none());
            let label = format!("{number}年度");
            Some(TaskYear {
                link: if current {
                    words(label)
                } else {
                    let key = year.plan.task(then).id.key();
                    year.to_page(label, format!("../../{number}/tasks/{key}.html"))
                },
                status: task_status(standing.status),
                accepted: format!("{}/{}", standing.answered, standing.expected),
                current,
            })
        });
        years.collect()
    }

    /// `（二）持续深入…`, to its page.
    pub(super) fn numbered_task(&self, base: &str, task: TaskIndex) -> Link {
        let definition = self.plan.task(task);
        Link { text: numbered(definition.number.as_deref(), &definition.title), ..self.task_link(base, task) }
    }

    /// Section title of a task.
    pub(super) fn section_of(&self, task: TaskIndex) -> String {
        section_title(self.plan, self.plan.section_of(task).0)
    }
}

fn submission_of(answer: Given) -> Option<SubmissionIndex> {
    match answer {
        Given::Entry(submission, _) => Some(submission),
        _ => None,
    }
}
