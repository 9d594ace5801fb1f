//! 任务台账: all tasks, by section.
//!
//! Takes tasks with their standings; gives rows, a hundred a page. Never leaves out a task.

use super::cells::DASH;
use super::concerns::task_note;
use super::downloads::downloads;
use super::frame::{Spec, Tab, frame};
use super::headline::rate_note;
use super::links::{section_link, task_link, words};
use super::pager::{pager, part, parts, slice};
use super::sources::source;
use super::speech::speech;
use super::stage::Stage;
use super::tags::task_state;
use super::timeline::timeline;
use crate::assess::{DecidedBy, Rate, TaskStanding};
use crate::consolidate::TaskRecord;
use crate::measure::written;
use crate::plan::{Due, Role, TaskIndex};
use crate::report::{Edition, Group, Link, OfficeText, RegisterRow, Source, TaskRegister};

/// 任务台账, part by part.
pub(super) fn register<E: Edition>(stage: &Stage<'_>) -> Vec<TaskRegister<E>> {
    let all: Vec<TaskIndex> = (0..stage.tasks).map(TaskIndex).collect();
    let count = stage.count_tasks(all.iter().copied());
    (1..=parts(all.len()))
        .map(|page| {
            let mut spec = Spec::list(format!("tasks/{}", part("index", page)), "重点任务台账", Tab::Tasks);
            spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
            spec.byline.extend(stage.data_as_of().map(words));
            TaskRegister {
                frame: frame::<E>(stage, spec),
                count: count.clone(),
                note: rate_note(stage, &count),
                groups: register_groups(stage, slice(&all, page)),
                pager: pager("index", page, all.len()),
                timeline: if page == 1 { timeline::<E>(stage) } else { None },
                files: downloads::<E>(stage, "../"),
            }
        })
        .collect()
}

fn register_groups<E: Edition>(stage: &Stage<'_>, tasks: &[TaskIndex]) -> Vec<Group<RegisterRow<E>>> {
    let mut groups: Vec<(usize, Group<RegisterRow<E>>)> = vec![];
    for &task in tasks {
        let (section, _) = stage.plan.section_of(task);
        if groups.last().is_none_or(|(at, _)| *at != section) {
            groups.push((section, Group { link: section_link(stage, "../", section), rows: vec![] }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(register_row(stage, "../", task));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn register_row<E: Edition>(stage: &Stage<'_>, base: &str, task: TaskIndex) -> RegisterRow<E> {
    let (definition, standing) = (stage.plan.task(task), stage.task_standing(task));
    let link = task_link(stage, base, task);
    let record = stage.record(task);
    let speech = speech::<E>(stage, link.href.as_deref().unwrap_or(""), task);
    let others = [Role::Responsible, Role::Supporting, Role::Also];
    RegisterRow {
        seq: task.0 + 1,
        id: definition.id.as_str().to_owned(),
        link: link.clone(),
        lead_text: stage.names(stage.named(task, Role::Lead)),
        units_text: stage.names(others.into_iter().flat_map(|role| stage.named(task, role))),
        also: stage.plan.also_called(stage.plan.assigned(task).iter().map(|(unit, _)| *unit)),
        due: definition.due.inner.chinese(),
        milestone: next_milestone(stage, task),
        words: OfficeText::default(),
        progress: speech.voices,
        status: task_state(standing),
        agreeing: agreeing_text(standing),
        percent_source: standing.percent.and_then(|(_, at)| entry_source(stage, &link, record, at)),
        percent: standing.percent.map_or_else(|| DASH.to_owned(), |(p, _)| format!("{}%", written(p))),
        source: speech.source,
        internal: E::only(|| task_note(stage, task)),
    }
}

/// Where the entry of an answer stands.
fn entry_source<E: Edition>(
    stage: &Stage<'_>,
    page: &Link,
    record: &TaskRecord,
    at: usize,
) -> Option<Source<E>> {
    let answer = record.answers.get(at)?;
    let entry = stage.entry(answer.answer)?;
    Some(source(stage, page.href.as_deref().unwrap_or(""), answer.unit, entry.place))
}

/// k/N of the units asked, where several were asked and the status is theirs.
fn agreeing_text(standing: &TaskStanding) -> Option<String> {
    let Rate { part, whole } = standing.agreeing;
    let theirs = matches!(standing.decided_by, DecidedBy::Lead | DecidedBy::Worst);
    (theirs && whole > 1).then(|| format!("{part}/{whole}"))
}

/// Milestones due this year or next, in one line.
fn next_milestone(stage: &Stage<'_>, task: TaskIndex) -> String {
    let year = stage.now.round.year;
    let due_in = |due: Due| match due {
        Due::Year(due) => due == year || due == year + 1,
        Due::Date(date) => date.year() == year || date.year() == year + 1,
        Due::Ongoing => false,
    };
    let near: Vec<String> = stage
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
