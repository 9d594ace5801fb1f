//! How a thing stands, with why where its answers make no status: one name for all surfaces.
//!
//! Takes a standing with its entries; gives a [`State`]. Never judges anew, and never says that somebody failed where
//! nobody was asked.

use super::status::TaskStatus;
use super::tasks::{DecidedBy, EntryStanding, TaskStanding};
use crate::plan::Role;
use crate::submission::Status;

/// A status, or what there is in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// A status that is what it is.
    Is(TaskStatus),
    /// 部分单位未启动: of several some have not begun and others have.
    PartlyBegun,
    /// 无进展: all that was said.
    NoProgress,
    /// 尚未统计: all that was said.
    NotYetAvailable,
    /// 无进展或尚未统计.
    NoneOfBoth,
    /// 已填报的均不涉及: the others are silent.
    OthersSilent,
    /// 待核实.
    Questioned,
    /// 待补正: the answer that the office chose cannot be used.
    Withheld,
    /// 尚未报齐: after its day, and all who answered say 已完成.
    Unfinished,
    /// 到期未填报: a milestone whose day has passed.
    Lapsed,
    /// 没有安排单位填报: the plan names only who reports nothing.
    Unasked,
    /// 未明确填报单位: the plan names nobody.
    Unnamed,
}

impl State {
    /// What those said who could not say how far it is.
    pub fn unstated(said: impl Iterator<Item = Status>) -> Self {
        let (mut none, mut later) = (false, false);
        said.for_each(|status| {
            none |= status == Status::NoProgress;
            later |= status == Status::NotYetAvailable;
        });
        match (none, later) {
            (true, false) => State::NoProgress,
            (false, true) => State::NotYetAvailable,
            (true, true) => State::NoneOfBoth,
            (false, false) => State::Is(TaskStatus::Unstated),
        }
    }

    /// 未启动; of several of whom some have begun, it is not the whole that has not.
    pub fn not_begun(mut said: impl Iterator<Item = Status>) -> Self {
        let has_begun = |status: Status| {
            matches!(status, Status::Completed | Status::Ahead | Status::OnTrack | Status::Ongoing)
        };
        if said.any(has_begun) { State::PartlyBegun } else { State::Is(TaskStatus::NotStarted) }
    }
}

impl TaskStanding {
    /// How it stands as a whole.
    pub fn state(&self) -> State {
        match (self.status, self.decided_by) {
            (TaskStatus::Unstated, DecidedBy::Questioned) => State::Questioned,
            (TaskStatus::Unstated, DecidedBy::Withheld(_)) => State::Withheld,
            (TaskStatus::Unstated, DecidedBy::Unfinished) => State::Unfinished,
            (TaskStatus::Unstated, DecidedBy::Override(_)) => State::unstated(self.set.into_iter()),
            (status, DecidedBy::Override(_)) => State::Is(status),
            // A lead's word is the whole's, and what waits is not known.
            (TaskStatus::NotStarted, by) if by != DecidedBy::Worst || !self.asked.is_empty() => {
                State::Is(TaskStatus::NotStarted)
            }
            (status, _) => self.of_answers(status),
        }
    }

    /// How it stood by what was reported, before the office set another status.
    pub fn reported_state(&self) -> State {
        match self.decided_by {
            DecidedBy::Override(_) => self.of_answers(self.reported),
            _ => self.state(),
        }
    }

    fn of_answers(&self, status: TaskStatus) -> State {
        match status {
            TaskStatus::Unstated => State::unstated(self.stated()),
            TaskStatus::NotStarted => State::not_begun(self.stated()),
            TaskStatus::NoAnswer if self.stated().any(|status| status == Status::NotApplicable) => {
                State::OthersSilent
            }
            TaskStatus::NoAnswer if self.expected == 0 && self.is_named => State::Unasked,
            TaskStatus::NoAnswer if self.expected == 0 => State::Unnamed,
            other => State::Is(other),
        }
    }

    /// What those stated whose word counts: who was asked, or anybody where nobody was.
    pub fn stated(&self) -> impl Iterator<Item = Status> + '_ {
        let is_asked = |entry: &EntryStanding| entry.role != Role::Unassigned;
        let nobody = !self.entries.iter().any(is_asked);
        self.entries.iter().filter(move |entry| nobody || is_asked(entry)).filter_map(|entry| entry.stated)
    }
}
