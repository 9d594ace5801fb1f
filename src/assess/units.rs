//! Timeliness and completeness of units (assessment.md, section 3.2).

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Situation;
use crate::consolidate::{Coverage, UnitRecord};
use crate::plan::{Calendar, Deadline, UnitIndex};

/// Whether a unit reported in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// 未到期: nothing came, and the deadline has not passed.
    NotYetDue,
    /// 按时.
    OnTime,
    /// 迟报.
    Late,
    /// 未报: nothing came, and the deadline has passed.
    Missing,
    /// 退回待补: the only versions that came were returned.
    ReturnedPending,
    /// 已报送，日期不明: no intake book, no date of the unit's own, and the deadline has passed.
    Undated,
}

impl Timeliness {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            Timeliness::NotYetDue => "未到期",
            Timeliness::OnTime => "按时",
            Timeliness::Late => "迟报",
            Timeliness::Missing => "未报",
            Timeliness::ReturnedPending => "退回待补",
            Timeliness::Undated => "已报送（日期不明）",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Timeliness::NotYetDue => "not_yet_due",
            Timeliness::OnTime => "on_time",
            Timeliness::Late => "late",
            Timeliness::Missing => "missing",
            Timeliness::ReturnedPending => "returned_pending",
            Timeliness::Undated => "undated",
        }
    }
}

/// Whether everything that was asked for was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Completeness {
    /// 材料齐全.
    Complete,
    /// 材料不全.
    Partial,
    /// 零报告: complete by its own statement.
    Nil,
    /// 材料有误: faults of form. (`check` may find more; the report then says so.)
    Faulty,
    /// 无材料.
    Nothing,
}

impl Completeness {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            Completeness::Complete => "材料齐全",
            Completeness::Partial => "材料不全",
            Completeness::Nil => "零报告",
            Completeness::Faulty => "材料有误",
            Completeness::Nothing => "无材料",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Completeness::Complete => "complete",
            Completeness::Partial => "partial",
            Completeness::Nil => "nil",
            Completeness::Faulty => "faulty",
            Completeness::Nothing => "nothing",
        }
    }
}

/// How a unit reported.
#[derive(Debug, Clone)]
pub struct UnitStanding {
    /// The unit.
    pub unit: UnitIndex,
    /// 报送状态.
    pub timeliness: Timeliness,
    /// The unit's own deadline; an extension replaces its day.
    pub deadline: Deadline,
    /// The extension, by position in the decisions' `extensions`.
    pub extension: Option<usize>,
    /// The day of the version that decides the timeliness.
    pub received_on: Option<NaiveDate>,
    /// When it was received, where an intake book says so.
    pub received_at: Option<DateTime<FixedOffset>>,
    /// When the first version of all came, by the intake book.
    pub first_received: Option<DateTime<FixedOffset>>,
    /// When the latest version came, by the intake book.
    pub last_received: Option<DateTime<FixedOffset>>,
    /// 迟报天数, calendar days; 0 unless late.
    pub days_late: i64,
    /// 退回后补报: the first version was in time and returned, the next came after the deadline.
    pub resubmitted_late: bool,
    /// 自报: by the unit's own date, for want of an intake book.
    pub self_reported: bool,
    /// 退回次数.
    pub returns: u32,
    /// Whether the latest version was returned and nothing came after it.
    pub return_pending: bool,
    /// 材料完整性.
    pub completeness: Completeness,
    /// Entries answered of entries assigned.
    pub coverage: Coverage,
    /// The state in one sentence without the unit's name: `迟报2天（12月17日收到）`.
    pub text: String,
}

pub(super) fn stand(situation: &Situation<'_>, record: &UnitRecord, calendar: &Calendar) -> UnitStanding {
    let deadline = situation.plan.definition.reporting.deadline(situation.tables.year, None, calendar);
    UnitStanding {
        unit: record.unit,
        timeliness: Timeliness::Missing,
        deadline,
        extension: None,
        received_on: None,
        received_at: None,
        first_received: None,
        last_received: None,
        days_late: 0,
        resubmitted_late: false,
        self_reported: false,
        returns: 0,
        return_pending: false,
        completeness: Completeness::Nothing,
        coverage: record.coverage,
        text: String::new(),
    }
}
