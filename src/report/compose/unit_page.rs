//! The page of a unit.
//!
//! Takes what a unit answers for; gives its page. Never says in public when or whether it reported.

use std::sync::Arc;

use super::answers::{asked_of, own_tag, spoke, words_gap};
use super::concerns::answer_note;
use super::frame::{Spec, Tab, frame};
use super::links::{link, task_link, unit_link, words};
use super::milestones::own_milestones;
use super::pager::{pager, part, parts, slice};
use super::sources::{records, source};
use super::stage::Stage;
use super::tags::{count_states, role, task_state, unit_kind};
use super::unit_figures::{own_judgement_count, unit_figures};
use super::unit_note::unit_note;
use crate::consolidate::{Answer as Given, TaskAnswer};
use crate::plan::{Role, TaskIndex, UnitIndex};
use crate::report::{Count, Edition, Frame, Mini, Narrative, Tag, UnitPage, UnitTask};
use crate::wording::Reader;

const BASE: &str = "../";

/// All parts of all units' pages.
pub(super) fn unit_pages<E: Edition>(stage: &Stage<'_>, minis: &[Arc<Mini<E>>]) -> Vec<UnitPage<E>> {
    use rayon::prelude::*;
    (0..stage.plan.definition.units.len())
        .into_par_iter()
        .flat_map_iter(|at| parts_of_unit(stage, UnitIndex(at), minis))
        .collect()
}

fn parts_of_unit<E: Edition>(stage: &Stage<'_>, unit: UnitIndex, minis: &[Arc<Mini<E>>]) -> Vec<UnitPage<E>> {
    let all = &stage.tasks_of[unit.0];
    (1..=parts(all.len())).map(|page| unit_page(stage, unit, minis, page)).collect()
}

fn unit_page<E: Edition>(
    stage: &Stage<'_>,
    unit: UnitIndex,
    minis: &[Arc<Mini<E>>],
    page: usize,
) -> UnitPage<E> {
    let definition = stage.plan.unit(unit);
    let key = definition.id.key();
    let all = &stage.tasks_of[unit.0];
    let shown = slice(all, page);
    let answered = shown.iter().filter_map(|&(task, at)| match stage.record(task).answers[at].answer {
        Given::Entry(submission, _) => Some(submission),
        _ => None,
    });
    UnitPage {
        id: definition.id.as_str().to_owned(),
        frame: unit_frame::<E>(stage, unit, page),
        kind: unit_kind(stage.plan, definition.kind),
        summary: if page == 1 { summary(stage, unit) } else { None },
        task_count: all.len(),
        count: own_count::<E>(stage, unit),
        indicators: own_judgement_count(stage, unit),
        tasks: shown.iter().map(|&(task, at)| unit_task(stage, task, at)).collect(),
        pager: pager(&key, page, all.len()),
        milestones: if page == 1 { own_milestones(stage, unit) } else { vec![] },
        figures: if page == 1 { unit_figures(stage, unit, minis) } else { vec![] },
        members: definition
            .members
            .iter()
            .filter_map(|id| stage.plan.unit_named(id.as_str()))
            .map(|member| unit_link(stage, BASE, member))
            .collect(),
        collectives: stage.collectives_of[unit.0].iter().map(|&u| unit_link(stage, BASE, u)).collect(),
        sources: records(stage, BASE, answered),
        internal: E::only(|| unit_note(stage, unit)),
    }
}

/// 总体情况, which everybody may read: the form says so.
fn summary(stage: &Stage<'_>, unit: UnitIndex) -> Option<Narrative> {
    let (record, _) = stage.unit_record(unit)?;
    stage.narratives.unit_words(record.submission?).0
}

/// What a unit reported of the tasks that are its own, by its own status: nobody is counted for what nobody asked.
pub(super) fn own_count<E: Edition>(stage: &Stage<'_>, unit: UnitIndex) -> Count {
    let all = stage.tasks_of[unit.0].iter().map(|&(task, at)| &stage.record(task).answers[at]);
    let own = all.filter(|answer| answer.role != Role::Unassigned);
    let own =
        own.filter_map(|answer| Some((own_cell::<E>(stage, answer)?, asked_of(stage, answer).is_some())));
    count_states(own)
}

fn unit_frame<E: Edition>(stage: &Stage<'_>, unit: UnitIndex, page: usize) -> Frame {
    let definition = stage.plan.unit(unit);
    let path = format!("units/{}", part(&definition.id.key(), page));
    let mut spec = Spec::article(path, definition.name.inner.clone(), Tab::Units);
    spec.eyebrow = vec![words(unit_kind(stage.plan, definition.kind))];
    spec.byline = vec![words(format!("{}年度", stage.now.round.year)), words(duties(stage, unit))];
    spec.byline.extend(also_written(stage, unit).map(words));
    spec.crumbs = vec![link("责任单位", "index.html")];
    frame::<E>(stage, spec)
}

/// Other ways to write its name: under each of them its page is found.
pub(super) fn also_written(stage: &Stage<'_>, unit: UnitIndex) -> Option<String> {
    let also = stage.plan.also_called([unit]);
    (!also.is_empty()).then(|| format!("也写作{}", also.replace(' ', "、")))
}

/// How much a unit has to do. A collective has nothing of its own: each of its members answers.
pub(super) fn duties(stage: &Stage<'_>, unit: UnitIndex) -> String {
    if !stage.plan.unit(unit).members.is_empty() {
        return "任务和指标由所属单位分别承担、填报".to_owned();
    }
    let (tasks, indicators) = (stage.assigned_to(unit).count(), stage.indicators_of[unit.0].len());
    format!("承担任务{tasks}项，填报指标{indicators}项")
}

fn unit_task<E: Edition>(stage: &Stage<'_>, task: TaskIndex, at: usize) -> UnitTask<E> {
    let answer = &stage.record(task).answers[at];
    UnitTask {
        id: stage.plan.task(task).id.as_str().to_owned(),
        link: task_link(stage, BASE, task),
        role: role(answer.role),
        own_status: own_cell::<E>(stage, answer),
        open: asked_of(stage, answer),
        progress: stage.narratives.progress::<E>(answer.answer),
        words_gap: words_gap::<E>(stage, answer),
        source: stage.entry(answer.answer).map(|entry| source(stage, "", answer.unit, entry.place)),
        overall_status: task_state(stage.task_standing(task)),
        internal: E::only(|| answer_note(stage, answer)),
    }
}

/// A unit's own status; outside of the office silence has no cell of its own.
pub(super) fn own_cell<E: Edition>(stage: &Stage<'_>, answer: &TaskAnswer) -> Option<Tag> {
    (spoke(answer.answer) || E::READER == Reader::Office).then(|| own_tag(stage, answer))
}
