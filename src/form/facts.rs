//! What the plan knows of a task or an indicator that an answer can be held against at the desk.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use super::targets::Known;
use crate::measure::Unit;
use crate::plan::{Combine, Due, Indicator, Level, Milestone, Task};

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
    /// Whether things are counted, so that the number is whole.
    pub counted: bool,
    /// The last day of the plan's term, where it has one.
    pub last_day: Option<NaiveDate>,
    /// The basis that the plan names.
    pub basis: Option<String>,
    /// The plan's targets for the whole and for the unit itself, where they are levels.
    pub levels: Vec<String>,
}

pub(super) fn of_task(task: &Task) -> Facts {
    Facts { endless: task.due.inner == Due::Ongoing, last_day: task.due.last_day(), ..Facts::default() }
}

pub(super) fn of_milestone(milestone: &Milestone) -> Facts {
    Facts { last_day: milestone.due.as_ref().and_then(|due| due.last_day()), ..Facts::default() }
}

fn levels(targets: &[Known<'_>]) -> Vec<String> {
    let targets = targets.iter().filter(|known| known.of.is_none()).map(|known| known.target);
    let levels = targets.filter(|target| target.change.is_none());
    levels.filter_map(|target| Some(target.value.as_ref()?.value.to_string())).collect()
}

pub(super) fn of_indicator(indicator: &Indicator, targets: &[Known<'_>]) -> Facts {
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
        counted: unit.is_counted(),
        last_day: None,
        basis: indicator.basis.as_deref().map(|basis| basis.trim().to_owned()),
        levels: levels(targets),
        summed: indicator.level == Level::County && indicator.combine.inner == Combine::Ratio,
    }
}
