//! What the plan knows of a task or an indicator that an answer can be held against at the desk.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::measure::Unit;
use crate::plan::{Combine, Due, Indicator, Level, Task};

/// What an answer is held against; what does not concern a row says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Whether the plan sets no end.
    pub endless: bool,
    /// Whether numbers are per cent.
    pub percent: bool,
    /// By what numerator ÷ denominator is multiplied to be the value.
    pub factor: u32,
    /// Whether the plan's own numbers are tens or more, so that 0.7 is hardly per cent.
    pub tens: bool,
    /// Whether the plan itself knows numbers below zero.
    pub below_zero: bool,
    /// Digits behind the point, where the plan says so.
    pub decimals: Option<u32>,
    /// Whether the whole is summed from numerators and denominators.
    pub summed: bool,
}

pub(super) fn of_task(task: &Task) -> Facts {
    Facts { endless: task.due.inner == Due::Ongoing, ..Facts::default() }
}

pub(super) fn of_indicator(indicator: &Indicator) -> Facts {
    let unit = Unit::of(indicator);
    let factor = match unit {
        Unit::Percent => 100,
        Unit::Permille => 1_000,
        Unit::Other(_) | Unit::None => 1,
    };
    Facts {
        endless: false,
        percent: unit == Unit::Percent,
        factor,
        tens: indicator.planned().next().is_some() && indicator.planned().all(|n| n >= Decimal::TEN),
        below_zero: indicator.planned().any(|n| n < Decimal::ZERO),
        decimals: indicator.decimals,
        summed: indicator.level == Level::County && indicator.combine.inner == Combine::Ratio,
    }
}
