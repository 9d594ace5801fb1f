//! Where things stand: actual against target, status, light, timeliness (MODEL).
//!
//! Takes a [`Situation`]: a plan, a round with its tables, the year before, the settings, a moment.
//! Gives a [`Progress`], row by row parallel to the [`Tables`], as numbers and enums; every result carries
//! the numbers and the grounds that it was computed from. Total and pure: the same situation, the same progress.
//! Never fails, never chooses between conflicting figures, never turns a gap into a zero, never compares
//! what is not comparable, and never words a result: `wording` does, for all surfaces.

mod case;
mod change;
mod counts;
mod course;
mod elsewhere;
mod flow;
mod indicators;
mod judge;
mod judgement;
mod lacking;
mod lights;
mod milestones;
mod moved;
mod named;
mod rate;
mod standing;
mod state;
mod status;
mod tasks;
mod units;
mod years;

#[cfg(test)]
mod tests;

pub use case::NoValue;
pub use change::{NoChange, YearOnYear};
pub use counts::{IndicatorCounts, MilestoneCounts, TaskCounts, UnitCounts};
pub use course::Course;
pub use elsewhere::Elsewhere;
pub use indicators::{CountyRow, Distance, IndicatorStanding, OwnTargets};
pub use judgement::{Aggregate, Grounds, Pace, TargetJudgement, TargetResult, Unsettled};
pub use lacking::Lacking;
pub use lights::{Light, light_of};
pub use milestones::{Done, MilestoneStanding, done_before};
pub use moved::Moved;
pub use named::{Counted, counted};
pub use rate::Rate;
pub use standing::{MetBy, Standing};
pub use state::State;
pub use status::TaskStatus;
pub use tasks::{DecidedBy, EntryStanding, Finish, TaskStanding};
pub use units::{Completeness, ReportState, Timeliness, UnitStanding};
pub use years::{Movement, Movements, Unmoved};

pub use crate::measure::{Line, Point, Scheduled, ScheduledBy};

use std::collections::BTreeMap;

use crate::consolidate::{FigureAnswer, Gap, MilestoneRecord, Tables};
use crate::office::Office;
use crate::plan::{Deadline, Descent, MilestoneSite, Moment, Plan};
use crate::submission::Round;

/// What an assessment looks at.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The round, for entries and decisions.
    pub round: &'a Round,
    /// The tables of the round.
    pub tables: &'a Tables,
    /// The year before, where there is a round of it.
    pub previous: Option<Before<'a>>,
    /// Milestones that were completed before: see [`done_before`].
    pub done: &'a BTreeMap<MilestoneSite, Done>,
    /// What was settled before by reports that this audience does not see.
    pub elsewhere: &'a Elsewhere,
    /// The settings: thresholds of lights, tolerance, calendar.
    pub office: &'a Office,
    /// The moment from which things are seen.
    pub moment: Moment,
}

/// The year before: what was handed in, and how it stood at its own moment.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The plan of that year.
    pub plan: &'a Plan,
    /// What of this year's plan was what of that year's.
    pub descent: &'a Descent,
    /// The round, for entries and decisions.
    pub round: &'a Round,
    /// Its tables.
    pub tables: &'a Tables,
    /// How it stood then.
    pub progress: &'a Progress,
}

/// Where things stand at a moment. The lists are parallel to those of the [`Tables`].
#[derive(Debug, Clone)]
pub struct Progress {
    /// The moment.
    pub moment: Moment,
    /// The deadline of the round, without any unit's extension.
    pub deadline: Deadline,
    /// 报送情况, parallel to [`Tables::units`].
    pub units: Vec<UnitStanding>,
    /// 任务, parallel to [`Tables::tasks`].
    pub tasks: Vec<TaskStanding>,
    /// 节点, parallel to [`Tables::milestones`].
    pub milestones: Vec<MilestoneStanding>,
    /// 指标, parallel to [`Tables::indicators`].
    pub indicators: Vec<IndicatorStanding>,
    /// What moved since the year before, task by task.
    pub movements: Movements,
    /// Units counted by how they reported.
    pub unit_counts: UnitCounts,
    /// Tasks counted by status and light.
    pub task_counts: TaskCounts,
    /// Milestones counted.
    pub milestone_counts: MilestoneCounts,
    /// Indicators counted by standing.
    pub indicator_counts: IndicatorCounts,
}

impl Progress {
    /// Why a unit's figure is not there, at the moment of this progress.
    pub fn gap(&self, figure: &FigureAnswer) -> Option<Gap> {
        case::gap_of(&self.units, figure)
    }
}

/// Judges a situation: total and pure.
pub fn assess(situation: &Situation<'_>) -> Progress {
    let calendar = situation.office.calendar();
    let reporting = &situation.plan.definition.reporting;
    let deadline = reporting.deadline(situation.tables.year, None, &calendar);
    let day = situation.moment.judged_on();
    let units: Vec<UnitStanding> =
        situation.tables.units.iter().map(|record| units::stand(situation, record, &calendar)).collect();
    let stand = |record: &MilestoneRecord| milestones::stand(situation, record, day);
    let milestones: Vec<MilestoneStanding> = situation.tables.milestones.iter().map(stand).collect();
    let tasks: Vec<TaskStanding> = situation
        .tables
        .tasks
        .iter()
        .map(|record| tasks::stand(situation, record, &milestones, day))
        .collect();
    let indicators: Vec<IndicatorStanding> = situation
        .tables
        .indicators
        .iter()
        .map(|record| indicators::stand(situation, &units, record))
        .collect();
    // The last day itself has not passed, whatever the hour of the cut-off.
    let is_due = !deadline.is_met(situation.moment.now);
    Progress {
        movements: years::movements(situation, &tasks, is_due),
        moment: situation.moment,
        deadline,
        unit_counts: UnitCounts::of(units.iter()),
        task_counts: TaskCounts::of(&tasks),
        milestone_counts: MilestoneCounts::of(&milestones),
        indicator_counts: IndicatorCounts::of(&indicators),
        units,
        tasks,
        milestones,
        indicators,
    }
}
