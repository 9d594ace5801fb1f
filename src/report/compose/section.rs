//! Sections of the plan with their tasks.
//!
//! Takes the plan's chapters; gives their pages. Never changes the plan's order.

use super::frame::{Spec, Tab, pager, part, parts, section_title, slice};
use super::stage::Stage;
use super::words::{TASK_ORDER, count, task_status, words};
use crate::plan::{IndicatorIndex, Role, TaskIndex};
use crate::report::{Count, Edition, SectionIndicator, SectionPage, SectionTask};

const BASE: &str = "../";

impl Stage<'_> {
    /// The tasks of each section.
    pub(super) fn section_tasks(&self) -> Vec<Vec<TaskIndex>> {
        let mut of = vec![vec![]; self.plan.definition.sections.len()];
        for at in 0..self.tasks {
            of[self.plan.section_of(TaskIndex(at)).0].push(TaskIndex(at));
        }
        of
    }

    /// All parts of all sections' pages.
    pub(super) fn section_pages<E: Edition>(&self) -> Vec<SectionPage<E>> {
        let tasks = self.section_tasks();
        tasks
            .iter()
            .enumerate()
            .flat_map(|(at, tasks)| {
                (1..=parts(tasks.len())).map(move |page| self.section_page(at, tasks, page))
            })
            .collect()
    }

    fn section_page<E: Edition>(&self, at: usize, tasks: &[TaskIndex], page: usize) -> SectionPage<E> {
        let section = &self.plan.definition.sections[at];
        let key = section.id.key();
        let counted = self.count_tasks(tasks.iter().copied());
        let indicators: Vec<IndicatorIndex> =
            tasks.iter().flat_map(|task| self.measured_by[task.0].iter().copied()).collect();
        let mut spec =
            Spec::article(format!("sections/{}", part(&key, page)), section_title(self.plan, at), Tab::Tasks);
        spec.byline = vec![
            words(format!("{}年度", self.now.round.year)),
            words(format!("任务{}项，指标{}项", tasks.len(), indicators.len())),
        ];
        spec.byline.extend(self.data_as_of().map(words));
        let last = self.last.map(|(last, _)| {
            let same = tasks.iter().filter_map(|&task| self.last_task(task));
            let tags = same.map(|standing| task_status(standing.status));
            (format!("{}年度", last.round.year), count(&TASK_ORDER, tags))
        });
        let neighbour = |at: Option<usize>| {
            at.filter(|&at| at < self.plan.definition.sections.len()).map(|at| self.section_link(BASE, at))
        };
        SectionPage {
            frame: self.frame::<E>(spec),
            year_text: format!("{}年度", self.now.round.year),
            summary: self.section_summary(&counted, &indicators),
            count: counted,
            last,
            tasks: self.tasks_of_section(slice(tasks, page)),
            pager: pager(&key, page, tasks.len()),
            prev: neighbour(at.checked_sub(1)),
            next: neighbour(at.checked_add(1)),
            id: key,
        }
    }

    fn section_summary(&self, counted: &Count, indicators: &[IndicatorIndex]) -> String {
        let mut text = if counted.total == 0 {
            "本部分没有列为任务的内容。".to_owned()
        } else {
            format!("本部分{}项任务中，{}。", counted.total, counted.words("项"))
        };
        if !indicators.is_empty() {
            let judged = self.count_indicators(indicators.iter().copied());
            text.push_str(&format!("关联指标{}项，其中{}。", judged.total, judged.words("项")));
        }
        text
    }

    fn tasks_of_section<E: Edition>(&self, tasks: &[TaskIndex]) -> Vec<SectionTask<E>> {
        let mut part: Option<&str> = None;
        tasks
            .iter()
            .map(|&task| {
                let own = self.plan.task(task).part.as_deref();
                let begins = own.filter(|_| own != part).map(str::to_owned);
                part = own;
                SectionTask { part: begins, ..self.section_task(task) }
            })
            .collect()
    }

    fn section_task<E: Edition>(&self, task: TaskIndex) -> SectionTask<E> {
        let definition = self.plan.task(task);
        let link = self.numbered_task(BASE, task);
        let speech = self.speech::<E>(link.href.as_deref().unwrap_or(""), task);
        SectionTask {
            id: definition.id.as_str().to_owned(),
            link,
            part: None,
            status: self.task_tag(task),
            last_status: self.last_task(task).map(|standing| task_status(standing.status)),
            goal: self.goal(task).0,
            due: definition.due.inner.chinese(),
            progress: speech.progress,
            progress_unit: speech.unit,
            indicators: self.measured_by[task.0]
                .iter()
                .map(|&index| SectionIndicator {
                    link: self.indicator_link(BASE, index),
                    standing: self.measured(index).tag(),
                })
                .collect(),
            units: [Role::Lead, Role::Responsible, Role::Supporting, Role::Also]
                .into_iter()
                .flat_map(|role| self.named(task, role))
                .map(|unit| self.unit_link(BASE, unit))
                .collect(),
            internal: E::only(|| self.task_note(task)),
        }
    }
}
