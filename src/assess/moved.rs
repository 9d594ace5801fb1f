//! What stands elsewhere in a round than it stood at an earlier moment.
//!
//! Takes two [`Progress`]es of one plan and year; gives who and what moved. Never compares years: `years` does.

use super::{IndicatorStanding, Progress, ReportState, TaskStatus};
use crate::plan::{IndicatorIndex, TaskIndex, UnitIndex};

/// Who and what stands elsewhere than before.
#[derive(Debug, Clone, Default)]
pub struct Moved<'a> {
    /// Units, with the state before and the state now.
    pub units: Vec<(UnitIndex, ReportState, ReportState)>,
    /// Tasks, with the status before and the status now.
    pub tasks: Vec<(TaskIndex, TaskStatus, TaskStatus)>,
    /// Indicators of which the standing is another, with how each stood and stands.
    pub indicators: Vec<(IndicatorIndex, &'a IndicatorStanding, &'a IndicatorStanding)>,
}

impl Progress {
    /// What moved since `then`, a moment of the same plan and year; units by whom they are, the rest by its place.
    pub fn moved_since<'a>(&'a self, then: &'a Progress) -> Moved<'a> {
        let was = |now: &super::UnitStanding| {
            let then = then.units.iter().find(|was| was.unit == now.unit)?.state();
            (then != now.state()).then(|| (now.unit, then, now.state()))
        };
        let tasks = self.tasks.iter().zip(&then.tasks).filter(|(now, was)| now.status != was.status);
        let indicators = self.indicators.iter().zip(&then.indicators).enumerate();
        Moved {
            units: self.units.iter().filter_map(was).collect(),
            tasks: tasks.map(|(now, was)| (now.task, was.status, now.status)).collect(),
            indicators: indicators
                .filter(|(_, (now, was))| now.standing != was.standing)
                .map(|(at, (now, was))| (IndicatorIndex(at), was, now))
                .collect(),
        }
    }
}
