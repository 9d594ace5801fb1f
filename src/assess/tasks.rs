//! The status of tasks from the answers of their units (assessment.md, section 2).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::lights::{Light, light_of};
use super::rate::Rate;
use super::status::{TaskStatus, combined};
use super::{MilestoneStanding, Situation};
use crate::consolidate::{Answer, TaskAnswer, TaskRecord};
use crate::plan::{Plan, Role, TaskIndex, UnitIndex};
use crate::submission::{Held, Part, Round, Status};

/// Whose word made a task's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecidedBy {
    /// 办公室认定, by position in the decisions' `overrides`.
    Override(usize),
    /// 办公室决定采用一家, by position in the decisions' `choices`.
    Choice(usize),
    /// 牵头单位.
    Lead,
    /// 各单位中最差者: there is no lead unit, or it gave no status.
    Worst,
    /// 尚未答全: who answered says 已完成, but not all who were asked answered with a status, so the thing
    /// goes on; after its day, how it stands is not known. No unit says so itself.
    Unfinished,
    /// 待核实: a word that would decide has an open question, and what is left is no one's last word.
    Questioned,
    /// 材料有误 or 退回待补: what the office took, by position in the decisions' `choices`, cannot be used.
    Withheld(usize),
    /// Nobody: there is no status.
    Nobody,
}

/// How one unit's answer to a task stands. Parallel to [`TaskRecord::answers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryStanding {
    /// The unit.
    pub unit: UnitIndex,
    /// What the plan makes of it.
    pub role: Role,
    /// The answer.
    pub answer: Answer,
    /// What the unit stated.
    pub stated: Option<Status>,
    /// Its status, overdue included.
    pub status: TaskStatus,
    /// 完成率 as stated, 0—100.
    pub percent: Option<Decimal>,
}

/// How a task stands.
#[derive(Debug, Clone)]
pub struct TaskStanding {
    /// The task.
    pub task: TaskIndex,
    /// The status that counts.
    pub status: TaskStatus,
    /// Its light.
    pub light: Light,
    /// The status before the office set another; the same as `status` unless overridden.
    pub reported: TaskStatus,
    /// Whose word it is.
    pub decided_by: DecidedBy,
    /// Whether the office set the status.
    pub overridden: bool,
    /// The status that it set, as it wrote it.
    pub set: Option<Status>,
    /// Whether the plan names anybody for it, be it one that reports nothing.
    pub is_named: bool,
    /// Whether there are lead units and none of them gave a status.
    pub lead_silent: bool,
    /// Units whose status is worse than the one that counts.
    pub disagreeing: Vec<UnitIndex>,
    /// One row an answer, parallel to [`TaskRecord::answers`].
    pub entries: Vec<EntryStanding>,
    /// The entries that decide the status: whose words and percentage are the task's own, the one with the
    /// lowest percentage first. By position in `entries`; empty where no unit decides, also where the office
    /// does.
    pub decisive: Vec<usize>,
    /// 完成率 of the first decisive entry that gives one, with that entry: never mixed from several.
    pub percent: Option<(Decimal, usize)>,
    /// Codes of what is asked (核实) about the answers that the status rests on; nothing is asked of what the office set.
    pub asked: Vec<&'static str>,
    /// k of N: of the asked units so many report the reported status.
    pub agreeing: Rate,
    /// 序时进度, in per cent: the share of the time from the plan's adoption to the due day that has
    /// passed; `None` without an end.
    pub expected_percent: Option<Decimal>,
    /// Percentage points behind that schedule, for what is 滞后 or 未启动; negative when not behind it.
    pub points_behind: Option<Decimal>,
    /// Whether the plan sets no end (长期坚持): such tasks are counted apart.
    pub ongoing: bool,
    /// The last day; `None` without an end.
    pub due: Option<NaiveDate>,
    /// Days until then; negative when past.
    pub days_left: Option<i64>,
    /// Units that the plan asks.
    pub expected: usize,
    /// Of these, units that answered: an entry or a nil return.
    pub answered: usize,
    /// Of these, units whose answer is asked about and not seen (待核实).
    pub questioned: usize,
    /// Of these, units that submitted nothing (未报).
    pub missing: usize,
    /// Of these, units that submitted but said nothing of this task, or not legibly.
    pub silent: usize,
    /// Milestones of the task that are overdue.
    pub overdue_milestones: usize,
}

/// What is known of whether a task is completed: silence and what waits are no word that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// 已完成.
    Done,
    /// 未完成: somebody whose word counts says so.
    Open,
    /// Who answered says 已完成, and not all who were asked have answered.
    Unconfirmed,
    /// Nobody answered.
    Silent,
    /// 不涉及 of all.
    Unconcerned,
    /// Answers that say nothing of it, wait, or cannot be used.
    Unknown,
}

impl TaskStanding {
    /// What is known of whether it is completed.
    pub fn finish(&self) -> Finish {
        match (self.status, self.decided_by) {
            (TaskStatus::Completed, _) => Finish::Done,
            (_, DecidedBy::Unfinished) => Finish::Unconfirmed,
            (TaskStatus::NoAnswer, _) => Finish::Silent,
            (TaskStatus::NotApplicable, _) => Finish::Unconcerned,
            (TaskStatus::Unstated, _) => Finish::Unknown,
            _ => Finish::Open,
        }
    }

    /// Whether it has an end, by the plan and by its status: what has none is outside of every rate.
    pub fn has_end(&self) -> bool {
        !self.ongoing && self.status != TaskStatus::Ongoing
    }
}

pub(super) fn stand(
    situation: &Situation<'_>,
    record: &TaskRecord,
    milestones: &[MilestoneStanding],
    day: NaiveDate,
) -> TaskStanding {
    let plan = situation.plan;
    let task = plan.task(record.task);
    let due = task.due.last_day();
    let days_left = due.map(|due| (due - day).num_days());
    let past_due = days_left.is_some_and(|days| days < 0);
    let entries: Vec<EntryStanding> =
        record.answers.iter().map(|answer| entry(situation.round, answer, past_due)).collect();
    let ruling = decide(situation, record, &entries, past_due);
    let expected_percent = due.and_then(|due| elapsed_percent(start_of(plan), due, day));
    let decisive = decisive(&ruling, &entries);
    let percent = decisive.iter().find_map(|&at| Some((entries[at].percent?, at)));
    let points_behind = points_behind(ruling.status, percent.map(|(percent, _)| percent), expected_percent);
    let asked = || entries.iter().filter(|entry| entry.role != Role::Unassigned);
    let count = |is: fn(Answer) -> bool| asked().filter(|entry| is(entry.answer)).count();
    TaskStanding {
        task: record.task,
        status: ruling.status,
        light: light_of(ruling.status, points_behind, days_left, &situation.office.lights),
        reported: ruling.reported,
        overridden: matches!(ruling.decided_by, DecidedBy::Override(_)),
        set: record.override_by_office.map(|at| situation.round.decisions.overrides[at].status.inner),
        is_named: !plan.assigned(record.task).is_empty(),
        lead_silent: ruling.lead_silent,
        disagreeing: worse_than(ruling.status, &entries),
        percent,
        asked: asked_about(situation, record.task, &ruling, &entries),
        agreeing: Rate {
            part: asked().filter(|entry| says_so(entry, ruling.reported)).count(),
            whole: asked().count(),
        },
        decisive,
        expected_percent,
        points_behind,
        ongoing: due.is_none(),
        due,
        days_left,
        expected: asked().count(),
        answered: count(|answer| matches!(answer, Answer::Entry(..) | Answer::NilReturn(_))),
        missing: count(|answer| answer == Answer::NotSubmitted),
        questioned: asked().filter(|entry| is_questioned(entry)).count(),
        silent: asked()
            .filter(|entry| is_withheld(entry) || matches!(entry.answer, Answer::NoEntry(_)))
            .count(),
        overdue_milestones: overdue_milestones(milestones, record.task),
        decided_by: ruling.decided_by,
        entries,
    }
}

/// A unit's answer: its stated status, or overdue when the day has passed and it is not completed.
fn entry(round: &Round, answer: &TaskAnswer, past_due: bool) -> EntryStanding {
    let stated = answer.answer.entry(round);
    let status = match (answer.answer, stated) {
        (_, Some(entry)) => TaskStatus::of(entry.status.inner, past_due),
        // A unit without anything to report has nothing that could be late.
        (Answer::NilReturn(_), None) => TaskStatus::NotApplicable,
        _ => TaskStatus::NoAnswer,
    };
    EntryStanding {
        unit: answer.unit,
        role: answer.role,
        answer: answer.answer,
        stated: stated.map(|entry| entry.status.inner),
        status,
        percent: stated.and_then(|entry| entry.percent.as_ref()).map(|percent| percent.value),
    }
}

/// What came out, and by whose word.
struct Ruling {
    status: TaskStatus,
    reported: TaskStatus,
    decided_by: DecidedBy,
    lead_silent: bool,
    /// Positions of the entries that decide.
    deciding: Vec<usize>,
}

/// An override of the office, else the unit that the office chose, else the lead units, else the
/// worst of all who were asked. Units that the plan does not ask are heard and count only where it asks
/// nobody at all.
fn decide(
    situation: &Situation<'_>,
    record: &TaskRecord,
    entries: &[EntryStanding],
    past_due: bool,
) -> Ruling {
    let all = || (0..entries.len()).collect::<Vec<_>>();
    let asked: Vec<usize> = all().into_iter().filter(|&at| entries[at].role != Role::Unassigned).collect();
    let pool = if asked.is_empty() { all() } else { asked };
    let leads: Vec<usize> = pool.iter().copied().filter(|&at| entries[at].role == Role::Lead).collect();
    let lead = combined(leads.iter().map(|&at| entries[at].status));
    let lead_speaks = lead.decides();
    let (deciding, decided_by) =
        if lead_speaks { (leads.clone(), DecidedBy::Lead) } else { (pool, DecidedBy::Worst) };
    let lead_silent = !lead_speaks && entries.iter().any(|entry| entry.role == Role::Lead);
    let status = combined(deciding.iter().map(|&at| entries[at].status));
    let decided_by = match status {
        TaskStatus::NoAnswer => DecidedBy::Nobody,
        TaskStatus::OnTrack if !deciding.iter().any(|&at| entries[at].status == status) => {
            DecidedBy::Unfinished
        }
        _ => decided_by,
    };
    // After its day nothing goes on, and silence is not known to be a failure: how it stands is not known.
    let status = if decided_by == DecidedBy::Unfinished && past_due { TaskStatus::Unstated } else { status };
    let waits = |at: &usize| is_questioned(&entries[*at]);
    let chosen_one = record.choice.and_then(|at| situation.round.decisions.choices[at].unit.of);
    let chosen_waits = entries.iter().any(|one| Some(one.unit) == chosen_one && is_questioned(one));
    let waits = chosen_waits || leads.iter().any(waits) || !lead_speaks && deciding.iter().any(waits);
    let (status, decided_by, deciding) = match waits {
        true => (TaskStatus::Unstated, DecidedBy::Questioned, vec![]),
        false => (status, decided_by, deciding),
    };
    let mut ruling = Ruling { status, reported: status, decided_by, lead_silent, deciding };
    if let Some((choice, at)) = chosen(situation, record, entries) {
        let (status, decided_by, deciding) = match entries[at].stated {
            Some(_) => (entries[at].status, DecidedBy::Choice(choice), vec![at]),
            // Nobody else's word takes its place unsaid.
            None => (TaskStatus::Unstated, DecidedBy::Withheld(choice), vec![]),
        };
        ruling = Ruling { status, reported: status, decided_by, deciding, ..ruling };
    }
    if let Some(at) = record.override_by_office {
        let set = situation.round.decisions.overrides[at].status.inner;
        ruling.status = TaskStatus::of(set, false);
        ruling.decided_by = DecidedBy::Override(at);
    }
    ruling
}

/// Whether a unit's word was there and has an open question: the public edition does not know it.
fn is_questioned(entry: &EntryStanding) -> bool {
    matches!(entry.answer, Answer::Held(_, Held::Open(_)))
}

/// Whether a unit's word was there and cannot be used.
fn is_withheld(entry: &EntryStanding) -> bool {
    matches!(entry.answer, Answer::Unusable(_) | Answer::Held(_, Held::Faulty(_) | Held::Returned))
}

/// The decision that chose a unit, and that unit's entry, which may be one that cannot be used; nothing when the
/// unit has none.
fn chosen(
    situation: &Situation<'_>,
    record: &TaskRecord,
    entries: &[EntryStanding],
) -> Option<(usize, usize)> {
    let choice = record.choice?;
    let unit = situation.round.decisions.choices[choice].unit.of?;
    let at = entries
        .iter()
        .position(|entry| entry.unit == unit && (entry.stated.is_some() || is_withheld(entry)))?;
    Some((choice, at))
}

/// Units that report worse than what counts.
fn worse_than(status: TaskStatus, entries: &[EntryStanding]) -> Vec<UnitIndex> {
    let Some(limit) = status.severity() else { return vec![] };
    let worse = |entry: &&EntryStanding| entry.status.severity().is_some_and(|severity| severity > limit);
    entries.iter().filter(worse).map(|entry| entry.unit).collect()
}

/// What is asked about the answers that a status rests on: those that say so, and those that say 已完成 where not all do.
fn asked_about(
    situation: &Situation<'_>,
    task: TaskIndex,
    ruling: &Ruling,
    entries: &[EntryStanding],
) -> Vec<&'static str> {
    let status = match ruling.decided_by {
        DecidedBy::Override(_) => return vec![],
        DecidedBy::Unfinished => TaskStatus::Completed,
        _ => ruling.reported,
    };
    let part = Part::Task(situation.plan.task(task).id.key());
    let theirs = ruling.deciding.iter().map(|at| &entries[*at]).filter(|entry| says_so(entry, status));
    let codes = theirs.filter_map(|entry| match entry.answer {
        Answer::Entry(at, _) => Some(&situation.round.submissions[at.0].questions),
        _ => None,
    });
    // What is asked about the words alone leaves the status as it is.
    let codes = codes.flatten().filter(|question| question.part == part).map(|question| question.code);
    codes.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a unit itself says that a thing stands so.
fn says_so(entry: &EntryStanding, status: TaskStatus) -> bool {
    entry.status == status && entry.stated.is_some()
}

/// Positions of the entries that say what was reported, none where the office set another status: its word
/// has no percentage, and a unit's would contradict it. The slowest first: whoever gives no percentage
/// comes after those who do, and equal ones stand in the order of the answers.
fn decisive(ruling: &Ruling, entries: &[EntryStanding]) -> Vec<usize> {
    if matches!(ruling.decided_by, DecidedBy::Override(_)) {
        return vec![];
    }
    let is_decisive = |at: &usize| says_so(&entries[*at], ruling.reported);
    let mut decisive: Vec<usize> = ruling.deciding.iter().copied().filter(is_decisive).collect();
    decisive.sort_by_key(|&at| (entries[at].percent.is_none(), entries[at].percent, at));
    decisive
}

/// The first day of the plan: adopted, else published, else 1 January of the first reporting year.
fn start_of(plan: &Plan) -> NaiveDate {
    let document = &plan.definition.document;
    let dated = document.adopted.or(document.published).map(|date| date.0);
    let first = NaiveDate::from_ymd_opt(plan.definition.reporting.first_year, 1, 1);
    dated.or(first).unwrap_or_default()
}

/// 序时进度: days passed ÷ days from start to due, in per cent, between 0 and 100.
fn elapsed_percent(start: NaiveDate, due: NaiveDate, day: NaiveDate) -> Option<Decimal> {
    let whole = (due - start).num_days();
    let passed = (day - start).num_days().clamp(0, whole.max(0));
    Decimal::from(passed).checked_mul(Decimal::from(100))?.checked_div(Decimal::from(whole))
}

/// Only for what says itself that it lags: a straight line must not overrule a unit that has a
/// schedule of its own. 未启动 is at nought per cent unless it says otherwise.
fn points_behind(status: TaskStatus, percent: Option<Decimal>, expected: Option<Decimal>) -> Option<Decimal> {
    let percent = match status {
        TaskStatus::Behind => percent?,
        TaskStatus::NotStarted => percent.unwrap_or_default(),
        _ => return None,
    };
    expected?.checked_sub(percent)
}

fn overdue_milestones(milestones: &[MilestoneStanding], task: TaskIndex) -> usize {
    let own = milestones.iter().filter(|standing| standing.site.task == task);
    own.filter(|standing| standing.status == TaskStatus::Overdue).count()
}
