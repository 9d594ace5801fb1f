//! Sections of the plan with their tasks.
//!
//! Takes the plan's chapters; gives their pages. Never changes the plan's order.

use super::concerns::task_note;
use super::figures::Measured;
use super::frame::{Spec, Tab, frame};
use super::judged::count_indicators;
use super::links::{indicator_link, numbered_task, section_link, section_title, unit_link, words};
use super::pager::{pager, part, parts, slice};
use super::paper::chapter_summary;
use super::speech::speech;
use super::stage::Stage;
use super::tags::{count_tasks, task_state};
use crate::plan::{IndicatorIndex, Role, TaskIndex};
use crate::report::{Edition, OfficeText, SectionIndicator, SectionPage, SectionTask};

const BASE: &str = "../";

/// All parts of all sections' pages.
pub(super) fn section_pages<E: Edition>(stage: &Stage<'_>) -> Vec<SectionPage<E>> {
    let tasks = stage.section_tasks();
    tasks
        .iter()
        .enumerate()
        .flat_map(|(at, tasks)| {
            (1..=parts(tasks.len())).map(move |page| section_page(stage, at, tasks, page))
        })
        .collect()
}

fn section_page<E: Edition>(
    stage: &Stage<'_>,
    at: usize,
    tasks: &[TaskIndex],
    page: usize,
) -> SectionPage<E> {
    let section = &stage.plan.definition.sections[at];
    let key = section.id.key();
    let counted = stage.count_tasks(tasks.iter().copied());
    let indicators: Vec<IndicatorIndex> =
        tasks.iter().flat_map(|task| stage.measured_by[task.0].iter().copied()).collect();
    let mut spec =
        Spec::article(format!("sections/{}", part(&key, page)), section_title(stage.plan, at), Tab::Tasks);
    spec.byline = vec![
        words(format!("{}年度", stage.now.round.year)),
        words(format!("任务{}项，指标{}项", tasks.len(), indicators.len())),
    ];
    spec.byline.extend(stage.data_as_of().map(words));
    let last = stage.last.map(|(last, _)| {
        let same = tasks.iter().filter_map(|&task| stage.last_task(task));
        (format!("{}年度", last.round.year), count_tasks(same))
    });
    let neighbour = |at: Option<usize>| {
        at.filter(|&at| at < stage.plan.definition.sections.len()).map(|at| section_link(stage, BASE, at))
    };
    SectionPage {
        frame: frame::<E>(stage, spec),
        year_text: format!("{}年度", stage.now.round.year),
        words: OfficeText::default(),
        summary: section_summary(stage, tasks, &indicators),
        count: counted,
        last,
        tasks: tasks_of_section(stage, slice(tasks, page)),
        pager: pager(&key, page, tasks.len()),
        prev: neighbour(at.checked_sub(1)),
        next: neighbour(at.checked_add(1)),
        id: key,
    }
}

/// As the paper counts them.
fn section_summary(stage: &Stage<'_>, tasks: &[TaskIndex], indicators: &[IndicatorIndex]) -> String {
    let mut text = if tasks.is_empty() {
        "本部分没有列为任务的内容。".to_owned()
    } else {
        chapter_summary(stage, tasks, None)
    };
    if !indicators.is_empty() {
        let judged = count_indicators(stage, indicators.iter().copied());
        text.push_str(&format!("关联指标{}项，其中{}。", judged.total, judged.words("项")));
    }
    text
}

fn tasks_of_section<E: Edition>(stage: &Stage<'_>, tasks: &[TaskIndex]) -> Vec<SectionTask<E>> {
    let mut part: Option<&str> = None;
    tasks
        .iter()
        .map(|&task| {
            let own = stage.plan.task(task).part.as_deref();
            let begins = own.filter(|_| own != part).map(str::to_owned);
            part = own;
            SectionTask { part: begins, ..section_task(stage, task) }
        })
        .collect()
}

fn section_task<E: Edition>(stage: &Stage<'_>, task: TaskIndex) -> SectionTask<E> {
    let definition = stage.plan.task(task);
    let link = numbered_task(stage, BASE, task);
    let speech = speech::<E>(stage, link.href.as_deref().unwrap_or(""), task);
    SectionTask {
        id: definition.id.as_str().to_owned(),
        link,
        part: None,
        status: task_state(stage.task_standing(task)),
        last_status: stage.last_task(task).map(task_state),
        goal: stage.narratives.goal(task).0,
        due: definition.due.inner.chinese(),
        words: OfficeText::default(),
        progress: speech.voices,
        indicators: stage.measured_by[task.0]
            .iter()
            .map(|&index| SectionIndicator {
                link: indicator_link(stage, BASE, index),
                standing: Measured::of(stage, index).tag(),
            })
            .collect(),
        units: [Role::Lead, Role::Responsible, Role::Supporting, Role::Also]
            .into_iter()
            .flat_map(|role| stage.named(task, role))
            .map(|unit| unit_link(stage, BASE, unit))
            .collect(),
        internal: E::only(|| task_note(stage, task)),
    }
}
