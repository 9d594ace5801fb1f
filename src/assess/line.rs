//! The schedule of an indicator: the broken line through its baseline and targets (assessment.md, section 1).

use rust_decimal::Decimal;

/// Where a scheduled value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduledBy {
    /// This year's own target, by position in the indicator's targets.
    ThisYear(usize),
    /// A target without a year, which holds always, by position.
    Always(usize),
    /// 推算: interpolated between two points of the line.
    Interpolated,
}

/// 时序值: what the schedule asks of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// p(y), exact.
    pub value: Decimal,
    /// Where it comes from.
    pub by: ScheduledBy,
}

impl Scheduled {
    /// Whether it was computed, not given.
    pub fn is_interpolated(self) -> bool {
        self.by == ScheduledBy::Interpolated
    }
}
