//! 任务台账: all tasks, by section.
//!
//! Takes tasks with their standings; gives rows, a hundred a page. Never leaves out a task.

use super::frame::{Spec, Tab, pager, part, parts, slice};
use super::stage::Stage;
use super::words::{DASH, share, task_status, words};
use crate::assess::{DecidedBy, Rate, TaskStanding};
use crate::consolidate::TaskRecord;
use crate::measure::{shown, written};
use crate::plan::{Due, Role, TaskIndex};
use crate::report::{Count, Edition, Group, Link, RegisterRow, Source, TaskRegister};

impl Stage<'_> {
    /// 任务台账, part by part.
    pub(super) fn register<E: Edition>(&self) -> Vec<TaskRegister<E>> {
        let all: Vec<TaskIndex> = (0..self.tasks).map(TaskIndex).collect();
        let count = self.count_tasks(all.iter().copied());
        (1..=parts(all.len()))
            .map(|page| {
                let mut spec =
                    Spec::list(format!("tasks/{}", part("index", page)), "重点任务台账", Tab::Tasks);
                spec.byline = vec![words(format!("{}年度", self.now.round.year))];
                spec.byline.extend(self.data_as_of().map(words));
                TaskRegister {
                    frame: self.frame::<E>(spec),
                    count: count.clone(),
                    note: self.rate_note(&count),
                    groups: self.register_groups(slice(&all, page)),
                    pager: pager("index", page, all.len()),
                    files: self.files("../"),
                }
            })
            .collect()
    }

    pub(super) fn register_groups<E: Edition>(&self, tasks: &[TaskIndex]) -> Vec<Group<RegisterRow<E>>> {
        let mut groups: Vec<(usize, Group<RegisterRow<E>>)> = vec![];
        for &task in tasks {
            let (section, _) = self.plan.section_of(task);
            if groups.last().is_none_or(|(at, _)| *at != section) {
                groups.push((section, Group { link: self.section_link("../", section), rows: vec![] }));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.rows.push(self.register_row("../", task));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    pub(super) fn register_row<E: Edition>(&self, base: &str, task: TaskIndex) -> RegisterRow<E> {
        let (definition, standing) = (self.plan.task(task), self.task_standing(task));
        let link = self.task_link(base, task);
        let record = self.record(task);
        let speech = self.speech::<E>(link.href.as_deref().unwrap_or(""), task);
        let others = [Role::Responsible, Role::Supporting, Role::Also];
        RegisterRow {
            seq: task.0 + 1,
            id: definition.id.as_str().to_owned(),
            link: link.clone(),
            lead_text: self.names(self.named(task, Role::Lead)),
            units_text: self.names(others.into_iter().flat_map(|role| self.named(task, role))),
            due: definition.due.inner.chinese(),
            milestone: self.next_milestone(task),
            progress: speech.progress,
            progress_unit: speech.unit,
            status: task_status(standing.status),
            agreeing: self.agreeing_text(standing),
            percent_source: standing.percent.and_then(|(_, at)| self.entry_source(&link, record, at)),
            percent: standing.percent.map_or_else(|| DASH.to_owned(), |(p, _)| format!("{}%", written(p))),
            source: speech.source,
            internal: E::only(|| self.task_note(task)),
        }
    }

    /// Where the entry of an answer stands.
    fn entry_source<E: Edition>(&self, page: &Link, record: &TaskRecord, at: usize) -> Option<Source<E>> {
        let answer = record.answers.get(at)?;
        let entry = self.entry(answer.answer)?;
        Some(self.source(page.href.as_deref().unwrap_or(""), answer.unit, entry.place))
    }

    /// k/N of the units asked, where several were asked and the status is theirs.
    pub(super) fn agreeing_text(&self, standing: &TaskStanding) -> Option<String> {
        let Rate { part, whole } = standing.agreeing;
        let theirs = matches!(standing.decided_by, DecidedBy::Lead | DecidedBy::Worst);
        (theirs && whole > 1).then(|| format!("{part}/{whole}"))
    }

    /// Milestones due this year or next, in one line.
    pub(super) fn next_milestone(&self, task: TaskIndex) -> String {
        let year = self.now.round.year;
        let due_in = |due: Due| match due {
            Due::Year(due) => due == year || due == year + 1,
            Due::Date(date) => date.year() == year || date.year() == year + 1,
            Due::Ongoing => false,
        };
        let near: Vec<String> = self
            .plan
            .task(task)
            .milestones
            .iter()
            .filter_map(|m| {
                let due = m.due.as_ref().filter(|due| due_in(due.inner))?;
                Some(format!("{}（{}）", m.what, due.inner.chinese()))
            })
            .collect();
        if near.is_empty() { DASH.to_owned() } else { near.join("；") }
    }

    /// 已完成3项，完成率…; with what is left out of the denominator.
    pub(super) fn rate_note(&self, count: &Count) -> String {
        let counts = &self.now.progress.task_counts;
        let rate = counts.completion;
        let percent = share(rate.part, rate.whole).map(|p| format!("（{}%）", shown(p, 1)));
        let mut text = format!(
            "有完成时限的{}项任务中，已完成{}项，完成率{}/{}{}。",
            rate.whole,
            rate.part,
            rate.part,
            rate.whole,
            percent.unwrap_or_default()
        );
        if counts.without_end > 0 {
            text.push_str(&format!("没有固定期限、长期坚持的{}项不计入分母。", counts.without_end));
        }
        if count.of("none") > 0 {
            text.push_str(&format!("{}项暂无填报或没有明确状态。", count.of("none")));
        }
        text
    }
}
