//! Statuses and how several become one (assessment.md, section 2).

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
    /// 未明确状态: answered, but only 无进展 or 尚未统计.
    Unstated,
    /// 未填报: nobody who was asked answered.
    NoAnswer,
}

impl TaskStatus {
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

impl TaskStatus {
    /// Whether it says how far a thing is, or that it goes on without end: a lead unit's word then counts.
    pub(super) fn decides(self) -> bool {
        self.severity().is_some() || self == TaskStatus::Ongoing
    }

    /// A stated status, seen after the due day or before it. What does not concern a unit cannot be
    /// overdue with it; everything else that is not completed is.
    pub(super) fn of(stated: Status, past_due: bool) -> Self {
        match stated {
            Status::Completed => TaskStatus::Completed,
            Status::NotApplicable => TaskStatus::NotApplicable,
            _ if past_due => TaskStatus::Overdue,
            Status::Ahead => TaskStatus::Ahead,
            Status::OnTrack => TaskStatus::OnTrack,
            Status::Behind => TaskStatus::Behind,
            Status::NotStarted => TaskStatus::NotStarted,
            Status::Ongoing => TaskStatus::Ongoing,
            Status::NoProgress | Status::NotYetAvailable => TaskStatus::Unstated,
        }
    }
}

/// The worst of several statuses. Completed, and 不涉及, need every unit that was asked to have answered: where
/// another is silent, goes on without end, or stated no status, the thing is not completed but goes on.
/// 不涉及 and 零报告 do not stand in the way, and never speak for those who are silent.
pub(super) fn combined(statuses: impl Iterator<Item = TaskStatus> + Clone) -> TaskStatus {
    let has = |is: TaskStatus| statuses.clone().any(|status| status == is);
    let worst = statuses.clone().filter(|status| status.severity().is_some()).max_by_key(|s| s.severity());
    match worst {
        Some(TaskStatus::Completed) if has(TaskStatus::Ongoing) => TaskStatus::Ongoing,
        Some(TaskStatus::Completed) if has(TaskStatus::Unstated) || has(TaskStatus::NoAnswer) => {
            TaskStatus::OnTrack
        }
        Some(worst) => worst,
        None if has(TaskStatus::Ongoing) => TaskStatus::Ongoing,
        None if has(TaskStatus::Unstated) => TaskStatus::Unstated,
        None if has(TaskStatus::NotApplicable) && !has(TaskStatus::NoAnswer) => TaskStatus::NotApplicable,
        None => TaskStatus::NoAnswer,
    }
}
