//! The status of tasks from the answers of their units (assessment.md, section 2).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Situation;
use super::lights::Light;
use crate::consolidate::{Answer, TaskRecord};
use crate::plan::{Role, TaskIndex, UnitIndex};
use crate::submission::Status;

/// The status of a task, a milestone, or one unit's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskStatus {
    /// 已完成.
    Completed,
    /// 超前.
    Ahead,
    /// 正常推进.
    OnTrack,
    /// 滞后.
    Behind,
    /// 逾期: the due date has passed and it is not completed. Computed, never stated.
    Overdue,
    /// 未启动.
    NotStarted,
    /// 长期坚持.
    Ongoing,
    /// 不涉及.
    NotApplicable,
    /// 未明确状态: answered, but only 无进展, 尚未统计 or 零报告.
    Unstated,
    /// 未填报: nobody who was asked answered.
    NoAnswer,
}

impl TaskStatus {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            TaskStatus::Completed => "已完成",
            TaskStatus::Ahead => "超前",
            TaskStatus::OnTrack => "正常推进",
            TaskStatus::Behind => "滞后",
            TaskStatus::Overdue => "逾期",
            TaskStatus::NotStarted => "未启动",
            TaskStatus::Ongoing => "长期坚持",
            TaskStatus::NotApplicable => "不涉及",
            TaskStatus::Unstated => "未明确状态",
            TaskStatus::NoAnswer => "未填报",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            TaskStatus::Completed => "completed",
            TaskStatus::Ahead => "ahead",
            TaskStatus::OnTrack => "on_track",
            TaskStatus::Behind => "behind",
            TaskStatus::Overdue => "overdue",
            TaskStatus::NotStarted => "not_started",
            TaskStatus::Ongoing => "ongoing",
            TaskStatus::NotApplicable => "not_applicable",
            TaskStatus::Unstated => "unstated",
            TaskStatus::NoAnswer => "no_answer",
        }
    }

    /// Severity among statuses that say how far a thing is, the worst highest:
    /// overdue > behind > not started > on track > ahead > completed. `None` for the others.
    pub fn severity(self) -> Option<u8> {
        Some(match self {
            TaskStatus::Overdue => 5,
            TaskStatus::Behind => 4,
            TaskStatus::NotStarted => 3,
            TaskStatus::OnTrack => 2,
            TaskStatus::Ahead => 1,
            TaskStatus::Completed => 0,
            _ => return None,
        })
    }
}

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
    /// Whether there are lead units and none of them gave a status.
    pub lead_silent: bool,
    /// Units whose status is worse than the one that counts.
    pub disagreeing: Vec<UnitIndex>,
    /// One row an answer, parallel to [`TaskRecord::answers`].
    pub entries: Vec<EntryStanding>,
    /// 完成率: of the unit that decides; of several the lowest.
    pub percent: Option<Decimal>,
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
    /// Of these, units that submitted nothing (未报送).
    pub missing: usize,
    /// Of these, units that submitted but said nothing of this task, or not legibly.
    pub silent: usize,
    /// Milestones of the task that are overdue.
    pub overdue_milestones: usize,
    /// The status of the year before, where there is a round.
    pub previous: Option<TaskStatus>,
    /// Why this status, in words: `牵头单位市水利局填报“正常推进”`.
    pub reason: String,
}

/// The statuses of the round before, by task; empty without one.
pub(super) fn previous_statuses(_situation: &Situation<'_>) -> Vec<Option<TaskStatus>> {
    vec![]
}

pub(super) fn stand(
    _situation: &Situation<'_>,
    record: &TaskRecord,
    _day: NaiveDate,
    previous: Option<TaskStatus>,
) -> TaskStanding {
    TaskStanding {
        task: record.task,
        status: TaskStatus::NoAnswer,
        light: Light::Grey,
        reported: TaskStatus::NoAnswer,
        decided_by: DecidedBy::Nobody,
        overridden: false,
        lead_silent: false,
        disagreeing: vec![],
        entries: vec![],
        percent: None,
        expected_percent: None,
        points_behind: None,
        ongoing: false,
        due: None,
        days_left: None,
        expected: 0,
        answered: 0,
        missing: 0,
        silent: 0,
        overdue_milestones: 0,
        previous,
        reason: String::new(),
    }
}
