//! The counts and shares that have a name, as the rows that they count: a number may be the same by chance where what
//! it counts is not.

use super::tasks::TaskStanding;
use super::{Completeness, IndicatorStanding, Progress, ReportState, Standing, TaskStatus, UnitStanding};
use crate::submission::text::Figure;

/// The rows that a count is of, by their positions in the lists of the [`Progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Those that are counted.
    pub part: Vec<usize>,
    /// Of a share those that it is of; empty of a count.
    pub whole: Vec<usize>,
}

/// What a named count or share counts; `None` of a figure, and of a name that nobody knows.
pub fn counted(progress: &Progress, figure: Figure) -> Option<Counted> {
    let (units, tasks) = (&progress.units, &progress.tasks);
    let of = |part: Vec<usize>| Counted { part, whole: vec![] };
    Some(match figure {
        Figure::Tasks(key) => of(rows(tasks, is_of_key(key)?)),
        Figure::Units(key) => of(rows(units, reported_as(key)?)),
        Figure::Rate("on_time") => Counted {
            part: rows(units, |unit| unit.state() == ReportState::OnTime),
            whole: rows(units, UnitStanding::is_due),
        },
        Figure::Rate("completed") => Counted {
            part: rows(tasks, |task| task.has_end() && task.status == TaskStatus::Completed),
            whole: rows(tasks, TaskStanding::has_end),
        },
        Figure::Rate("met") => {
            let judged = |of: &IndicatorStanding| !of.is_under_way() && of.standing.rank().is_some();
            let good =
                |of: &IndicatorStanding| matches!(of.standing, Standing::Met(_) | Standing::OnSchedule);
            Counted {
                part: rows(&progress.indicators, |of| judged(of) && good(of)),
                whole: rows(&progress.indicators, judged),
            }
        }
        _ => return None,
    })
}

fn rows<T>(all: &[T], is_counted: impl Fn(&T) -> bool) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, row)| is_counted(row)).map(|(at, _)| at).collect()
}

/// Tasks under the heading that pages count them under: 超前 stands with 正常推进.
fn is_of_key(key: &str) -> Option<impl Fn(&TaskStanding) -> bool> {
    let statuses: Option<&[TaskStatus]> = match key {
        "all" => None,
        "completed" => Some(&[TaskStatus::Completed]),
        "on_track" => Some(&[TaskStatus::OnTrack, TaskStatus::Ahead]),
        "behind" => Some(&[TaskStatus::Behind]),
        "overdue" => Some(&[TaskStatus::Overdue]),
        "not_started" => Some(&[TaskStatus::NotStarted]),
        "ongoing" => Some(&[TaskStatus::Ongoing]),
        _ => return None,
    };
    Some(move |task: &TaskStanding| statuses.is_none_or(|statuses| statuses.contains(&task.status)))
}

fn reported_as(key: &str) -> Option<fn(&UnitStanding) -> bool> {
    use ReportState::{Faulty, Late, Missing, OnTime, ReturnedPending};
    Some(match key {
        "expected" => |_| true,
        "reported" => |unit| matches!(unit.state(), OnTime | Late | Faulty),
        "on_time" => |unit| unit.state() == OnTime,
        "late" => |unit| unit.state() == Late,
        "faulty" => |unit| unit.state() == Faulty,
        "missing" => |unit| unit.state() == Missing,
        "returned" => |unit| unit.state() == ReturnedPending,
        "nil" => |unit| unit.completeness == Completeness::Nil,
        _ => return None,
    })
}
