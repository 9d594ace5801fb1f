//! The page of a task.
//!
//! Takes answers and standings; gives pages. Never names a silent unit in the public edition.

use std::sync::Arc;

use super::amended;
use super::answers::{answer_source, asked_of, own_tag, spoke, submission_of, words_gap};
use super::concerns::{answer_note, task_note};
use super::frame::{Spec, Tab, frame};
use super::links::{section_link, task_link, unit_link, words};
use super::milestones::milestone_row;
use super::pager::{pager, part, parts, slice};
use super::sources::records;
use super::speech::{progress_gap, speech};
use super::stage::Stage;
use super::tags::{role, task_state};
use crate::assess::{State, TaskStanding, TaskStatus};
use crate::consolidate::TaskAnswer;
use crate::measure::{apart, printed, written};
use crate::plan::{Date, Role, TaskIndex};
use crate::report::{
    Answer, Edition, Fact, Frame, Link, Mini, OfficeText, Tag, TaskNote, TaskPage, TaskYear,
};
use crate::submission::SubmissionIndex;
use crate::wording::summary::title as set;
use crate::wording::{self, Reader};

/// All parts of all tasks' pages.
pub(super) fn task_pages<E: Edition>(stage: &Stage<'_>, minis: &[Arc<Mini<E>>]) -> Vec<TaskPage<E>> {
    use rayon::prelude::*;
    (0..stage.tasks).into_par_iter().flat_map_iter(|at| parts_of_task(stage, TaskIndex(at), minis)).collect()
}

fn parts_of_task<E: Edition>(stage: &Stage<'_>, task: TaskIndex, minis: &[Arc<Mini<E>>]) -> Vec<TaskPage<E>> {
    let answers: Vec<&TaskAnswer> = stage
        .record(task)
        .answers
        .iter()
        .filter(|answer| E::READER == Reader::Office || spoke(answer.answer))
        .collect();
    let pages = parts(answers.len());
    (1..=pages).map(|page| task_page(stage, task, (&answers, minis), page)).collect()
}

fn task_page<E: Edition>(
    stage: &Stage<'_>,
    task: TaskIndex,
    (all, minis): (&[&TaskAnswer], &[Arc<Mini<E>>]),
    page: usize,
) -> TaskPage<E> {
    const BASE: &str = "../";
    let (definition, standing) = (stage.plan.task(task), stage.task_standing(task));
    let key = definition.id.key();
    let speech = speech::<E>(stage, "", task);
    let shown = slice(all, page);
    // What concerns the task as a whole stands on its first page only.
    let first = page == 1;
    let (goal, text) = if first { stage.narratives.goal(task) } else { (None, None) };
    let drawn_on = shown.iter().filter_map(|a| submission_of(a.answer));
    let neighbour =
        |at: Option<usize>| at.filter(|&at| at < stage.tasks).map(|at| task_link(stage, BASE, TaskIndex(at)));
    TaskPage {
        frame: task_frame::<E>(stage, task, page),
        status: task_state(standing),
        status_note: status_note(stage, standing),
        light: Tag::new(standing.light.key(), standing.light.shape(), wording::light(standing.light)),
        light_note: light_note(stage, standing),
        words: OfficeText::default(),
        progress: speech.of_the_whole().cloned(),
        progress_gap: progress_gap::<E>(stage, task),
        goal,
        text,
        quote: definition.quote.as_ref().map(|q| set(&q.inner)),
        citation: citation(stage, task),
        facts: task_facts::<E>(stage, BASE, task),
        percent: standing.percent.map(|(percent, _)| written(percent)),
        coverage_text: answered_text(standing),
        answers: shown.iter().map(|answer| answer_row(stage, BASE, answer)).collect(),
        pager: pager(&key, page, all.len()),
        indicators: stage.measured_by[task.0]
            .iter()
            .filter(|_| first)
            .map(|&index| Arc::clone(&minis[index.0]))
            .collect(),
        milestones: stage
            .milestones(task)
            .filter(|_| first)
            .map(|at| milestone_row(stage, BASE, at))
            .collect(),
        history: if first { task_history(stage, task) } else { vec![] },
        sources: records(
            stage,
            BASE,
            drawn_on.chain(speech.files).chain(milestone_files(stage, task, first)),
        ),
        prev: neighbour(task.0.checked_sub(1)),
        next: neighbour(task.0.checked_add(1)),
        internal: E::only(|| if first { task_note(stage, task) } else { TaskNote::default() }),
        id: definition.id.as_str().to_owned(),
    }
}

fn milestone_files(stage: &Stage<'_>, task: TaskIndex, first: bool) -> Vec<SubmissionIndex> {
    let records = stage.milestones(task).filter(|_| first);
    records.flat_map(|at| stage.now.tables.milestones[at].answers.iter().map(|a| a.submission)).collect()
}

fn task_frame<E: Edition>(stage: &Stage<'_>, task: TaskIndex, page: usize) -> Frame {
    let definition = stage.plan.task(task);
    let (at, _) = stage.plan.section_of(task);
    let section = section_link(stage, "../", at);
    let id = definition.id.as_str().to_owned();
    let clause = definition.number.clone().unwrap_or_default();
    let mut spec = Spec::article(
        format!("tasks/{}", part(&definition.id.key(), page)),
        set(&definition.title.inner),
        Tab::Tasks,
    );
    spec.eyebrow = vec![words(id), Link { text: format!("{}{clause}", section.text), ..section.clone() }];
    spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
    spec.byline.extend(stage.data_as_of().map(words));
    spec.byline.push(words(answered_text(stage.task_standing(task))));
    spec.crumbs = vec![section];
    frame::<E>(stage, spec)
}

/// How many units answered: numbers, never names.
fn answered_text(standing: &TaskStanding) -> String {
    // One that is asked about has answered, and is counted in its own word.
    let (waits, given) = (standing.questioned, standing.answered + standing.questioned);
    let open = standing.expected.saturating_sub(given);
    let waiting = if waits == 0 { String::new() } else { format!("（其中待核实{waits}家）") };
    match (standing.expected, open) {
        (0, _) => wording::state(if standing.is_named { State::Unasked } else { State::Unnamed }).to_owned(),
        (n, 0) => format!("涉及{n}家单位，均已填报{waiting}"),
        (n, open) => format!("涉及{n}家单位，已填报{given}家{waiting}，另有{open}家尚无填报内容"),
    }
}

/// How the status came about. The reason of an office decision is internal.
fn status_note(stage: &Stage<'_>, standing: &TaskStanding) -> String {
    format!("{}。", wording::task_reason(stage.plan, stage.now.round, standing, Reader::Public))
}

fn light_note(stage: &Stage<'_>, standing: &TaskStanding) -> String {
    let mut parts = vec![];
    // What makes the light stands first: far from its end a task is watched for what was reported of it.
    if matches!(standing.status, TaskStatus::Behind | TaskStatus::NotStarted | TaskStatus::Overdue) {
        parts.push(wording::state(standing.state()).to_owned());
    }
    if let Some(days) = standing.days_left {
        // A year that is over is judged at its own end, and that is not the day of which the page is.
        let moment = stage.now.progress.moment;
        let on = Some(moment.judged_on()).filter(|day| *day != moment.seen_on());
        let on = on.map_or(String::new(), |day| format!("以{}计，", Date(day).chinese()));
        parts.push(match days {
            0 => format!("{on}当日到期"),
            1.. => format!("{on}距完成时限{days}天"),
            _ => format!("{on}已过完成时限{}天", days.unsigned_abs()),
        });
    }
    if let Some(points) = standing.points_behind.filter(|p| *p > rust_decimal::Decimal::ZERO) {
        // The light changes at so many points: the figure reads as lying on its side of them.
        let points =
            apart(points, 1, &[rust_decimal::Decimal::ZERO, stage.input.office().lights.yellow_points.value]);
        parts.push(format!("低于序时进度{}个百分点", printed(points)));
    }
    if parts.is_empty() {
        "没有固定期限，或没有可比的进度".to_owned()
    } else {
        parts.join("，")
    }
}

fn citation(stage: &Stage<'_>, task: TaskIndex) -> String {
    let definition = &stage.plan.definition;
    let (_, section) = stage.plan.section_of(task);
    let number = definition.document.number.as_ref().map(|n| format!("（{n}）")).unwrap_or_default();
    format!(
        "《{}》{number}{}{}",
        definition.title.inner,
        section.number.as_deref().unwrap_or(""),
        stage.plan.task(task).number.as_deref().unwrap_or(""),
    )
}

fn task_facts<E: Edition>(stage: &Stage<'_>, base: &str, task: TaskIndex) -> Vec<Fact> {
    let definition = stage.plan.task(task);
    let mut facts =
        vec![Fact { label: "任务编号".to_owned(), values: vec![words(definition.id.as_str())] }];
    let roles = [
        (Role::Lead, "牵头单位"),
        (Role::Responsible, "责任单位"),
        (Role::Supporting, "配合单位"),
        (Role::Also, "落实单位"),
    ];
    for (role, label) in roles {
        let named = stage.named(task, role).into_iter();
        let units: Vec<Link> = named.map(|unit| unit_link(stage, base, unit)).collect();
        if !units.is_empty() {
            facts.push(Fact { label: label.to_owned(), values: units });
        }
    }
    facts
        .push(Fact { label: "完成时限".to_owned(), values: vec![words(definition.due.inner.chinese())] });
    let standing = stage.task_standing(task);
    if let Some((percent, at)) = standing.percent {
        let unit = stage.name(standing.entries[at].unit);
        facts.push(Fact {
            label: "完成率".to_owned(),
            values: vec![words(format!("{}%（{unit}填报）", written(percent)))],
        });
    }
    facts.extend(amended::of_task::<E>(stage, task));
    facts
}

fn answer_row<E: Edition>(stage: &Stage<'_>, base: &str, answer: &TaskAnswer) -> Answer<E> {
    let entry = stage.entry(answer.answer);
    Answer {
        unit: unit_link(stage, base, answer.unit),
        role: role(answer.role),
        status: own_tag(stage, answer),
        percent: entry.and_then(|e| e.percent.as_ref()).map(|p| format!("{}%", p.inner.written)),
        progress: stage.narratives.progress::<E>(answer.answer),
        words_gap: words_gap::<E>(stage, answer),
        open: asked_of(stage, answer),
        source: answer_source(stage, "", answer),
        internal: E::only(|| answer_note(stage, answer)),
    }
}

/// How the task stood in the years up to this one, whatever its id was; years whose plan did not
/// have it are left out.
fn task_history(stage: &Stage<'_>, task: TaskIndex) -> Vec<TaskYear> {
    let mut years = vec![];
    for (year, back) in stage.years_back() {
        let then: Vec<TaskIndex> = back.map_or_else(|| vec![task], |back| back.tasks(task).to_vec());
        for at in &then {
            let Some(standing) = year.progress.tasks.get(at.0) else { continue };
            let (number, current) = (year.round.year, back.is_none());
            let was = year.plan.task(*at);
            // Several that became one stand each with its own title.
            let label = match then.len() {
                1 => format!("{number}年度"),
                _ => format!("{number}年度（{}）", was.title.inner),
            };
            years.push(TaskYear {
                link: if current {
                    words(label)
                } else {
                    year.to_page(label, format!("../../{number}/tasks/{}.html", was.id.key()))
                },
                status: task_state(standing),
                accepted: format!("{}/{}", standing.answered + standing.questioned, standing.expected),
                current,
            });
        }
    }
    years
}
