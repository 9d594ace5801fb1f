//! The paper of a plan-year: what all units said, merged and put in order.
//!
//! Takes the answers of all units; gives passages, each with its unit. Never chooses among units, never
//! changes a word, and hands no request to the city on to its superior: 意见建议 stay where they were sent.

mod annex;
mod comparing;
mod decided;
mod follow_up;
mod handed_in;
mod ledger;
mod merge;
mod nothing;
mod office;
mod overall;
mod projects;
mod sheet;
mod silence;

pub(super) use self::overall::in_short;

use self::merge::{Said, merged, said};
use self::office::Office;
use super::answers::answered_words;
use super::concerns::gap_word;
use super::letter::signer;
use super::stage::Stage;
use super::tags::{own_status, task_status};
use crate::assess::{DecidedBy, State, TaskStatus};
use crate::consolidate::{Answer as Given, TaskAnswer};
use crate::plan::{Due, Role, TaskIndex, UnitIndex, UnitKind};
use crate::report::{
    Edition, IndicatorTable, Narrative, OngoingPassage, Overview, Paper, PaperChapter, PaperNote, PaperTask,
    Passage, StandsFor, Submissions, TaskRegister, goals,
};
use crate::submission::text::About;
use crate::submission::{Held, Status, is_no_text};
use crate::wording::paper::{Common, Told};
use crate::wording::summary::title;
use crate::wording::{self, Decided, Reader};

/// Where a unit's passage stands in the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// First, with what it is behind in.
    Behind,
    Department,
    County,
    Annex,
}

/// Pages whose figures the paper says, too.
pub(super) struct Pages<'p, E: Edition> {
    pub(super) overview: &'p Overview<E>,
    pub(super) table: &'p IndicatorTable<E>,
    pub(super) register: &'p [TaskRegister<E>],
    pub(super) submissions: &'p Submissions<E>,
}

/// The paper.
pub(super) fn paper<E: Edition>(stage: &Stage<'_>, pages: &Pages<'_, E>) -> Paper<E> {
    let mut kept = Kept::default();
    let office = Office::new(stage, pages);
    let chapters = chapters::<E>(stage, &office, &mut kept);
    let goals = overall::worded(stage, pages.table);
    let is_mixed = (0..stage.tasks).map(TaskIndex).any(|task| {
        let words = answered_words(stage, task);
        words.iter().any(|word| *word != words[0])
    });
    Paper {
        assessment: office.of(About::Assessment),
        practices: office.of(About::Practices),
        progress: overall::progress(stage, pages.overview, pages.table),
        receipts: overall::receipts(stage, pages.submissions),
        fields: overall::fields(stage, pages.table, &office),
        comparison: comparing::comparison(stage, pages.table),
        goals_lead: goals::lead(pages.table.groups.iter().flat_map(|group| &group.rows)),
        goals,
        jointly: if is_mixed { jointly(stage) } else { String::new() },
        chapters,
        indicators: annex::indicators(stage, pages.table, |row| office.tells_of(&row.id)),
        tasks: ledger::tasks(stage, pages.register),
        ongoing: kept.ongoing,
        stands_for: each_named_once(summarised(stage, &office).into_iter().chain(kept.behind).collect()),
        milestones: projects::milestones::<E>(stage),
        submissions: handed_in::submissions(pages.submissions),
        problems: office.of(About::Problems),
        plans: office.of(About::Plans),
        suggestions: office.of(About::Suggestions),
        internal: E::only(|| PaperNote {
            summaries: summaries(stage),
            suggestions: suggestions(stage),
            problems: follow_up::problems(stage),
            measures: follow_up::measures(stage),
            decisions: decided::decided(stage),
            units: E::shown(&pages.submissions.internal)
                .map(|note| handed_in::units(stage, note))
                .unwrap_or_default(),
        }),
    }
}

/// The rule that is used, and no other: of leads where there are any, of decisions where one was made.
fn jointly(stage: &Stage<'_>) -> String {
    let is_decided = stage.now.progress.tasks.iter().any(|task| {
        matches!(task.decided_by, DecidedBy::Override(_) | DecidedBy::Choice(_) | DecidedBy::Withheld(_))
    });
    let we = signer(stage).unwrap_or_else(|| "（发文机关简称）".to_owned());
    wording::tasks_jointly(has_leads(stage), Some(we.as_str()).filter(|_| is_decided))
}

/// Whether units lead any of the tasks.
fn has_leads(stage: &Stage<'_>) -> bool {
    (0..stage.tasks).map(TaskIndex).any(|task| !stage.named(task, Role::Lead).is_empty())
}

fn chapters<E: Edition>(stage: &Stage<'_>, office: &Office<'_, E>, kept: &mut Kept) -> Vec<PaperChapter> {
    let sections = stage.section_tasks();
    let chapters = sections.iter().enumerate().filter(|(_, tasks)| !tasks.is_empty());
    let chapter = |(at, tasks): (usize, &Vec<TaskIndex>)| {
        let due = common_due(stage, tasks);
        // A task of which nobody said anything is named in the summary.
        let has_words = |task: &TaskIndex| !office.of(About::Task(*task)).0.is_empty();
        let shown = tasks.iter().copied().filter(|task| !overall::is_silent(stage, *task) || has_words(task));
        let mut told: Vec<(PaperTask, Told)> =
            shown.map(|task| paper_task(stage, task, due.is_some(), office, kept)).collect();
        let common = in_common(&mut told);
        PaperChapter {
            id: stage.plan.definition.sections[at].id.key(),
            title: title(&stage.plan.definition.sections[at].title),
            summary: chapter_summary(stage, tasks, due),
            common: common.map(|common| common.sentence()),
            words: office.of(About::Section(at)),
            tasks: told.into_iter().map(|(task, _)| task).collect(),
        }
    };
    chapters.map(chapter).collect()
}

/// What most tasks of a part say alike, and takes it out of their sentences. A task of which nothing else stands in
/// the body keeps its own.
fn in_common(told: &mut [(PaperTask, Told)]) -> Option<Common> {
    let all: Vec<Told> = told.iter().map(|(_, told)| told.clone()).collect();
    let common = Common::among(&all)?;
    for (task, told) in told {
        let is_alone = task.groups.is_empty() && task.words.0.is_empty();
        let rest = told.without(&common);
        if !is_alone || !rest.sentence().is_empty() {
            task.sentence = rest.sentence();
            task.goes_on = rest.is_limit() && !is_alone && task.words.0.is_empty();
        }
    }
    Some(common)
}

/// 完成时限 that all tasks of a part share: it is said of the part.
fn common_due<'s>(stage: &'s Stage<'_>, tasks: &[TaskIndex]) -> Option<&'s Due> {
    let due = |task: &TaskIndex| &stage.plan.task(*task).due.inner;
    let (first, rest) = tasks.split_first()?;
    let is_common = !rest.is_empty() && rest.iter().all(|task| due(task) == due(first));
    Some(due(first)).filter(|due| is_common && **due != Due::Ongoing)
}

/// What stands elsewhere than under its task.
#[derive(Default)]
struct Kept {
    /// In the annex of tasks.
    ongoing: Vec<OngoingPassage>,
    /// Behind the office's words.
    behind: Vec<StandsFor>,
}

fn paper_task<E: Edition>(
    stage: &Stage<'_>,
    task: TaskIndex,
    due_is_said: bool,
    office: &Office<'_, E>,
    kept: &mut Kept,
) -> (PaperTask, Told) {
    let answers = in_order(stage, task);
    let voices: Vec<(&TaskAnswer, Narrative)> =
        answers.into_iter().filter_map(|a| Some((a, stage.narratives.progress::<E>(a.answer)?))).collect();
    let whole = stage.task_standing(task).status == TaskStatus::Ongoing;
    let mut seats: Vec<Seat> =
        voices.iter().enumerate().map(|(at, (answer, _))| seat::<E>(stage, answer, at == 0, whole)).collect();
    // What nobody else says anything of is told where its task stands.
    if seats.iter().all(|seat| *seat == Seat::Annex) {
        seats = voices.iter().map(|(answer, _)| side(stage, answer.unit)).collect();
    }
    let taken = |seat: Seat| {
        let here = voices.iter().zip(&seats).filter(move |(_, at)| **at == seat);
        merged(here.map(|((answer, words), _)| {
            Said::of(stage.name(answer.unit), mark::<E>(stage, task, answer), words)
        }))
    };
    let title = paper_title(stage, task);
    let words = office.of(About::Task(task));
    let mut seats = vec![Seat::Behind, Seat::Department, Seat::County];
    // What the office wrote stands in place of all of them; none is lost to whoever prints them all the same.
    if words.0.is_empty() {
        let ongoing = taken(Seat::Annex).into_iter();
        kept.ongoing.extend(ongoing.map(|passage| OngoingPassage { task: title.clone(), passage }));
    } else {
        seats.push(Seat::Annex);
        let units = voices.iter().map(|(answer, _)| stage.name(answer.unit).to_owned()).collect();
        kept.behind.push(StandsFor { what: title.clone(), units, same_as: None });
    }
    let groups: Vec<Vec<Passage>> = seats.into_iter().map(taken).filter(|group| !group.is_empty()).collect();
    let told = task_told::<E>(stage, task, due_is_said, !words.0.is_empty());
    let task = PaperTask {
        id: stage.plan.task(task).id.as_str().to_owned(),
        sentence: told.sentence(),
        goes_on: told.is_limit() && words.0.is_empty() && !groups.is_empty(),
        words,
        groups,
        title,
    };
    (task, told)
}

/// The answers of a task: first those that the plan names, as it names them, departments before counties.
fn in_order<'s>(stage: &'s Stage<'_>, task: TaskIndex) -> Vec<&'s TaskAnswer> {
    let roles = [Role::Lead, Role::Responsible, Role::Supporting, Role::Also];
    let named: Vec<UnitIndex> = roles.into_iter().flat_map(|role| stage.named(task, role)).collect();
    let mut answers: Vec<&'s TaskAnswer> = stage.record(task).answers.iter().collect();
    answers.sort_by_key(|answer| {
        let at = named.iter().position(|unit| *unit == answer.unit).unwrap_or(usize::MAX);
        // Whom nobody asked is heard last.
        (answer.role == Role::Unassigned, is_county(stage, answer.unit), at)
    });
    answers
}

fn is_county(stage: &Stage<'_>, unit: UnitIndex) -> bool {
    stage.plan.unit(unit).kind == UnitKind::County
}

fn side(stage: &Stage<'_>, unit: UnitIndex) -> Seat {
    if is_county(stage, unit) { Seat::County } else { Seat::Department }
}

/// Who leads speaks in the body whatever it reports, but that it has no part in it; of a task that goes on as a
/// whole all departments do.
fn seat<E: Edition>(stage: &Stage<'_>, answer: &TaskAnswer, leads: bool, whole: bool) -> Seat {
    let own = stage.entry(answer.answer).map(|entry| entry.status.inner);
    let county = is_county(stage, answer.unit);
    match own {
        Some(Status::Behind | Status::NotStarted) if E::READER == Reader::Office => Seat::Behind,
        Some(Status::NotApplicable) => Seat::Annex,
        Some(Status::Ongoing) if !leads && (county || !whole) => Seat::Annex,
        _ => side(stage, answer.unit),
    }
}

/// 滞后 and 未启动 stand beside a unit's name where its reason and its measure are told as well: for the office's superior. In
/// public a single unit has no mark but that the plan does not name it. Who was silent is the office's alone.
fn mark<E: Edition>(stage: &Stage<'_>, task: TaskIndex, answer: &TaskAnswer) -> Option<&'static str> {
    if !stage.record(task).is_counting(answer) {
        return Some("方案未列");
    }
    let own = stage.entry(answer.answer).filter(|_| E::READER == Reader::Office)?.status.inner;
    matches!(own, Status::Behind | Status::NotStarted).then(|| own_status(own).word)
}

fn paper_title(stage: &Stage<'_>, task: TaskIndex) -> String {
    title(&stage.plan.task(task).title.inner)
}

fn task_told<E: Edition>(
    stage: &Stage<'_>,
    task: TaskIndex,
    due_is_said: bool,
    is_told_by_office: bool,
) -> Told {
    let (record, standing) = (stage.record(task), stage.task_standing(task));
    let statuses = answered_words(stage, task);
    let is_told = |answer: Given| matches!(answer, Given::Entry(..) | Given::Held(_, Held::Open(_)));
    let silent = record.answers.iter().filter(|a| !is_told(a.answer));
    let silent: Vec<(&str, String)> =
        silent.filter_map(|a| Some((stage.name(a.unit), gap_word(stage, a)?))).collect();
    let is_office = E::READER == Reader::Office;
    let decided = decision_on(stage, task).filter(|_| is_office);
    let is_set = matches!(standing.decided_by, DecidedBy::Override(_));
    let whole = task_status(standing.status);
    // Below the office's own words nobody's mark says who is late, nor where one alone has not begun.
    let is_one_of_many = standing.state() == State::PartlyBegun;
    let is_named = is_office && (is_told_by_office || is_one_of_many);
    let named = if is_named { late(stage, task) } else { vec![] };
    let signer = signer(stage);
    let said = wording::paper::task(&wording::paper::TaskState {
        due: Some(&stage.plan.task(task).due.inner).filter(|_| !due_is_said),
        statuses: &statuses,
        named: &named,
        // What the office set is told, be it that nobody has a part in it.
        whole: (whole.key != "none" || is_set).then_some(whole.word),
        by: standing.decided_by,
        decided: decided.as_deref(),
        silent: if is_office { &silent } else { &[] },
        asked: standing.expected,
        signer: signer.as_deref(),
    });
    let open = if standing.asked.is_empty() { "" } else { "（待核实）" };
    Told { rest: format!("{}{open}", said.rest), ..said }
}

/// Who decided of a task, when and why: whose answer counts, or what its status is.
fn decision_on(stage: &Stage<'_>, task: TaskIndex) -> Option<String> {
    let decisions = &stage.now.round.decisions;
    let decided = match stage.task_standing(task).decided_by {
        DecidedBy::Override(at) => Decided::status(decisions.overrides.get(at)?),
        DecidedBy::Choice(at) | DecidedBy::Withheld(at) => {
            let choice = decisions.choices.get(at)?;
            Decided::answer(choice, stage.name_of(&choice.unit))
        }
        _ => return None,
    };
    Some(decided.behind())
}

/// Units that are 滞后 or 未启动, by the word.
fn late<'s>(stage: &'s Stage<'_>, task: TaskIndex) -> Vec<(&'static str, Vec<&'s str>)> {
    let of = |wanted: Status| {
        let answers = in_order(stage, task).into_iter().filter(|a| stage.record(task).is_counting(a));
        let late = answers
            .filter(|answer| stage.entry(answer.answer).is_some_and(|entry| entry.status.inner == wanted));
        (own_status(wanted).word, late.map(|answer| stage.name(answer.unit)).collect())
    };
    vec![of(Status::Behind), of(Status::NotStarted)]
}

/// 总体情况 of each unit, departments first.
fn summaries(stage: &Stage<'_>) -> Vec<Passage> {
    let of = |county: bool| {
        let units = stage.now.tables.units.iter().filter(move |u| is_county(stage, u.unit) == county);
        merged(units.filter_map(|record| {
            let (summary, _) = stage.narratives.unit_words(record.submission?);
            Some(Said::of(stage.name(record.unit), None, &summary?))
        }))
    };
    of(false).into_iter().chain(of(true)).collect()
}

/// 意见建议 of the units, in the order of the plan; 无 is none.
fn suggestions(stage: &Stage<'_>) -> Vec<Passage> {
    let told = stage.now.tables.units.iter().filter_map(|record| {
        let (_, suggestions) = stage.narratives.unit_words(record.submission?);
        let words = suggestions.filter(|words| !is_no_text(&said(words)))?;
        Some(Said::of(stage.name(record.unit), None, &words))
    });
    merged(told)
}

/// A list of units that stands there already is not printed again.
fn each_named_once(mut all: Vec<StandsFor>) -> Vec<StandsFor> {
    for at in 1..all.len() {
        let (before, here) = all.split_at_mut(at);
        let is_same = |row: &&StandsFor| {
            row.same_as.is_none() && row.units.len() > merge::NAMED && same(&row.units, &here[0].units)
        };
        here[0].same_as = before.iter().find(is_same).map(|row| row.what.clone());
    }
    all
}

fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|unit| other.contains(unit))
}

/// Units whose 总体情况 gave way to what the office wrote of its practices; who wrote one is the office's to know.
fn summarised<E: Edition>(stage: &Stage<'_>, office: &Office<'_, E>) -> Option<StandsFor> {
    if E::READER == Reader::Public || office.of(About::Practices).0.is_empty() {
        return None;
    }
    let units = stage
        .now
        .tables
        .units
        .iter()
        .filter(|record| record.submission.is_some_and(|at| stage.narratives.unit_words(at).0.is_some()));
    let units: Vec<String> = units.map(|record| stage.name(record.unit).to_owned()).collect();
    let what = "主要做法和成效（各单位工作综述）".to_owned();
    (!units.is_empty()).then_some(StandsFor { what, units, same_as: None })
}

/// What a chapter of the plan comes to, in one sentence: of the paper, and of its own page.
pub(super) fn chapter_summary(stage: &Stage<'_>, tasks: &[TaskIndex], due: Option<&Due>) -> String {
    let (stated, silent) = overall::by_status(stage, tasks);
    wording::paper::chapter(tasks.len(), due, &stated, &silence::silent(stage, &silent, |_| true))
}
