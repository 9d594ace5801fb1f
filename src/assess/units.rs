//! Timeliness and completeness of units (assessment.md, section 3.2).

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Situation;
use crate::consolidate::{Coverage, Receipt, UnitRecord};
use crate::intake::Record;
use crate::office::CountedCopy;
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

/// Where a unit stands in the round: every unit that must report is in exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// 按时.
    OnTime,
    /// 迟报.
    Late,
    /// 材料有误: it came, and something 强制 stands against it, or it bears no date at all.
    Faulty,
    /// 退回待补.
    ReturnedPending,
    /// 未报.
    Missing,
    /// 未到期.
    NotYetDue,
}

impl ReportState {
    /// All of them, as they are counted.
    pub const ALL: [ReportState; 6] = [
        ReportState::OnTime,
        ReportState::Late,
        ReportState::Faulty,
        ReportState::ReturnedPending,
        ReportState::Missing,
        ReportState::NotYetDue,
    ];

    /// The identifier in files.
    pub fn key(self) -> &'static str {
        match self {
            ReportState::OnTime => "on_time",
            ReportState::Late => "late",
            ReportState::Faulty => "faulty",
            ReportState::ReturnedPending => "returned_pending",
            ReportState::Missing => "missing",
            ReportState::NotYetDue => "not_yet_due",
        }
    }

    /// Whether the office has to go after the unit.
    pub fn is_owed(self) -> bool {
        matches!(self, ReportState::Faulty | ReportState::ReturnedPending | ReportState::Missing)
    }
}

impl UnitStanding {
    /// Where the unit stands in the round.
    pub fn state(&self) -> ReportState {
        match self.timeliness {
            Timeliness::Missing => ReportState::Missing,
            Timeliness::NotYetDue => ReportState::NotYetDue,
            Timeliness::ReturnedPending => ReportState::ReturnedPending,
            Timeliness::Undated => ReportState::Faulty,
            _ if self.completeness == Completeness::Faulty => ReportState::Faulty,
            Timeliness::OnTime => ReportState::OnTime,
            Timeliness::Late => ReportState::Late,
        }
    }

    /// Whether the unit is part of a rate: what is faulty or was returned before the deadline may still be in time.
    pub fn is_due(&self) -> bool {
        self.past_due || matches!(self.state(), ReportState::OnTime | ReportState::Late)
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
    /// Whether that deadline has passed.
    pub past_due: bool,
    /// The extension, by position in the decisions' `extensions`.
    pub extension: Option<usize>,
    /// The day of the version that decides the timeliness.
    pub received_on: Option<NaiveDate>,
    /// The day of the latest version, for 退回后补报.
    pub last_on: Option<NaiveDate>,
    /// When it was received, where an intake book says so.
    pub received_at: Option<DateTime<FixedOffset>>,
    /// 最终接收: when the version came that is in force because the office accepted it, by the intake book.
    pub accepted_at: Option<DateTime<FixedOffset>>,
    /// When the first version of all came, by the intake book.
    pub first_received: Option<DateTime<FixedOffset>>,
    /// When the latest version came, by the intake book.
    pub last_received: Option<DateTime<FixedOffset>>,
    /// 迟报天数, calendar days; 0 unless late.
    pub days_late: i64,
    /// 退回后补报: the first version was in time and returned, the next came after the deadline.
    pub resubmitted_late: bool,
    /// The day on which the sealed paper copy came in, by the intake book.
    pub paper_on: Option<NaiveDate>,
    /// 自报: by the unit's own date, for want of an intake book.
    pub self_reported: bool,
    /// 时间不详: something came, and the book that may say when cannot be read.
    pub book_damaged: bool,
    /// 退回次数.
    pub returns: u32,
    /// Whether the latest version was returned and nothing came after it.
    pub return_pending: bool,
    /// 材料完整性.
    pub completeness: Completeness,
    /// Entries answered of entries assigned.
    pub coverage: Coverage,
}

pub(super) fn stand(situation: &Situation<'_>, record: &UnitRecord, calendar: &Calendar) -> UnitStanding {
    let extension = situation.round.decisions.extension_of(situation.plan, record.unit);
    let until = extension.map(|at| situation.round.decisions.extensions[at].until.0);
    let reporting = &situation.plan.definition.reporting;
    let deadline = reporting.deadline(situation.tables.year, until, calendar);
    let came = match &record.receipt {
        Receipt::Booked(book) | Receipt::PaperOnly(book, _) => Some(book),
        _ => None,
    };
    let (by, now) = (situation.office.receipt, situation.moment.now);
    let (timing, by_itself) = match &record.receipt {
        // The paper copy says nothing of the file, unless it is the one that counts.
        Receipt::PaperOnly(book, _) if by == CountedCopy::Paper => (booked(book, by, now, &deadline), false),
        Receipt::Booked(book) => (booked(book, by, now, &deadline), false),
        Receipt::SelfReported(date) | Receipt::PaperOnly(_, date) => {
            (self_reported(date.map(|date| date.0), now, &deadline), true)
        }
        Receipt::BookDamaged => (self_reported(None, now, &deadline), false),
        Receipt::Nothing => (nothing(now, &deadline), false),
    };
    UnitStanding {
        unit: record.unit,
        timeliness: timing.timeliness,
        extension,
        received_on: timing.on,
        last_on: timing.last,
        received_at: timing.at,
        accepted_at: came.and_then(|book| book.in_force_received),
        first_received: came.and_then(|book| book.first_received),
        last_received: came.and_then(|book| book.last_received),
        days_late: timing.days_late,
        resubmitted_late: timing.resubmitted_late,
        paper_on: came
            .and_then(|book| book.paper_received)
            .map(|at| at.with_timezone(deadline.end.offset()).date_naive()),
        self_reported: by_itself,
        book_damaged: record.receipt == Receipt::BookDamaged,
        returns: came.map_or(0, |book| book.returns),
        return_pending: came.is_some_and(|book| book.return_pending),
        completeness: completeness(record),
        coverage: record.coverage,
        past_due: !deadline.is_met(now),
        deadline,
    }
}

/// When a unit reported, seen against its deadline.
struct Timing {
    timeliness: Timeliness,
    on: Option<NaiveDate>,
    at: Option<DateTime<FixedOffset>>,
    days_late: i64,
    resubmitted_late: bool,
    last: Option<NaiveDate>,
}

impl Timing {
    fn new(timeliness: Timeliness) -> Self {
        Timing { timeliness, on: None, at: None, days_late: 0, resubmitted_late: false, last: None }
    }
}

/// By the intake book: the first accepted version decides; before one is accepted, the latest. What
/// came in time, was returned or replaced and came again after the deadline is in time by its first
/// version. Where the office goes by the sealed paper copy, the day of that one decides.
fn booked(book: &Record, by: CountedCopy, now: DateTime<FixedOffset>, deadline: &Deadline) -> Timing {
    let zone = *deadline.end.offset();
    let day = |moment: Option<DateTime<FixedOffset>>| moment.map(|at| at.with_timezone(&zone).date_naive());
    let met = |moment: Option<DateTime<FixedOffset>>| moment.is_some_and(|at| deadline.is_met(at));
    let deciding = book.accepted_received.or(book.last_received).or(book.first_received);
    let last = day(book.last_received);
    if book.return_pending {
        let at = book.last_received;
        return Timing { on: day(at), at, last, ..Timing::new(Timeliness::ReturnedPending) };
    }
    let counted = if by == CountedCopy::Paper { book.paper_received } else { book.first_received };
    if counted.is_none() {
        return Timing { last, ..nothing(now, deadline) };
    }
    if by == CountedCopy::Paper {
        let (on, days_late) = (day(counted), counted.map_or(0, |at| deadline.days_late(at)));
        let timeliness = if met(counted) { Timeliness::OnTime } else { Timeliness::Late };
        let days_late = if timeliness == Timeliness::Late { days_late } else { 0 };
        return Timing { on, at: counted, days_late, last, ..Timing::new(timeliness) };
    }
    let again_late = book.returns > 0 && !met(book.last_received);
    if met(deciding) {
        let on = day(deciding);
        let resubmitted_late = again_late;
        return Timing { on, at: deciding, resubmitted_late, last, ..Timing::new(Timeliness::OnTime) };
    }
    if met(book.first_received) {
        let first = book.first_received;
        return Timing {
            on: day(first),
            at: first,
            resubmitted_late: again_late,
            last,
            ..Timing::new(Timeliness::OnTime)
        };
    }
    let days_late = deciding.map_or(0, |at| deadline.days_late(at));
    Timing { on: day(deciding), at: deciding, days_late, last, ..Timing::new(Timeliness::Late) }
}

/// 自报: a date has no hour, so the last day itself is in time whatever the hour of the cut-off. What
/// is at hand before the deadline is in time without any date.
fn self_reported(date: Option<NaiveDate>, now: DateTime<FixedOffset>, deadline: &Deadline) -> Timing {
    match date {
        Some(on) if on <= deadline.last_day => Timing { on: Some(on), ..Timing::new(Timeliness::OnTime) },
        Some(on) => {
            let days_late = (on - deadline.last_day).num_days();
            Timing { on: Some(on), days_late, ..Timing::new(Timeliness::Late) }
        }
        None if deadline.is_met(now) => Timing::new(Timeliness::OnTime),
        None => Timing::new(Timeliness::Undated),
    }
}

fn nothing(now: DateTime<FixedOffset>, deadline: &Deadline) -> Timing {
    let waiting = deadline.is_met(now);
    Timing::new(if waiting { Timeliness::NotYetDue } else { Timeliness::Missing })
}

/// Entries answered of entries assigned. A nil return is complete; faults of form come first, because
/// nothing can be said of what cannot be read.
fn completeness(record: &UnitRecord) -> Completeness {
    if record.submission.is_none() || record.returned {
        Completeness::Nothing
    } else if record.faulty {
        Completeness::Faulty
    } else if record.nil_return.is_some() {
        Completeness::Nil
    } else if record.coverage.total().is_complete() {
        Completeness::Complete
    } else {
        Completeness::Partial
    }
}
