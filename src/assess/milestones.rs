//! The status of milestones: dated steps and named projects (assessment.md, section 2).

use chrono::NaiveDate;

use super::Situation;
use super::lights::Light;
use super::tasks::TaskStatus;
use crate::consolidate::MilestoneRecord;
use crate::plan::{Date, MilestoneSite, UnitIndex};

/// How a milestone stands.
#[derive(Debug, Clone)]
pub struct MilestoneStanding {
    /// The milestone.
    pub site: MilestoneSite,
    /// The worst status of the units that said something of it; overdue when its day has passed.
    pub status: TaskStatus,
    /// Its light.
    pub light: Light,
    /// Units that said something, with their status; parallel to [`MilestoneRecord::answers`].
    pub entries: Vec<(UnitIndex, TaskStatus)>,
    /// The day of completion that was reported; of several the latest.
    pub done_on: Option<Date>,
    /// The last day; `None` where the document gives none.
    pub due: Option<NaiveDate>,
    /// Days until then; negative when past.
    pub days_left: Option<i64>,
}

pub(super) fn stand(
    _situation: &Situation<'_>,
    record: &MilestoneRecord,
    _day: NaiveDate,
) -> MilestoneStanding {
    MilestoneStanding {
        site: record.site,
        status: TaskStatus::NoAnswer,
        light: Light::Grey,
        entries: vec![],
        done_on: None,
        due: None,
        days_left: None,
    }
}
