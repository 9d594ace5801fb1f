//! Group N4: can a figure be right?
//!
//! Takes figures with their plan, and last year's figures; gives findings at the value.
//! Never corrects one. What only looks wrong is 核实: the unit's `explanation` answers it and travels with
//! the figure.

mod history;
mod parts;
mod plausible;
mod range;
mod span;

use rust_decimal::Decimal;

use super::facts::FigureOf;
use super::{Check, OwnFacts};
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::measure::Unit;
use crate::plan::{Indicator, Located, Number};
use crate::source::Place;

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
pub(super) const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] =
    &[parts::CHECKS, range::CHECKS, history::CHECKS, plausible::CHECKS, span::CHECKS];

/// A figure that has a value.
#[derive(Clone, Copy)]
struct Valued<'a> {
    found: FigureOf<'a>,
    indicator: &'a Indicator,
    value: &'a Located<Number>,
}

impl Valued<'_> {
    fn number(&self) -> Decimal {
        self.value.value
    }

    fn is_percent(&self) -> bool {
        is_percent(self.indicator)
    }

    /// Reports something about the value; the unit's explanation answers it.
    fn report<'o>(
        &self,
        rule: &'static Rule,
        place: Place,
        message: String,
        out: &'o mut Diagnostics,
    ) -> &'o mut Diagnostic {
        out.report(rule, place, format!("指标“{}”{message}", self.indicator.name.inner))
    }
}

fn is_percent(indicator: &Indicator) -> bool {
    Unit::of(indicator) == Unit::Percent
}

/// The unit of measure, to stand after a number.
pub(in crate::check) fn unit_of(indicator: &Indicator) -> &str {
    indicator.unit_of_measure.as_deref().unwrap_or("")
}

/// All figures with a value, for measured indicators.
fn valued<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Valued<'a>> {
    let plan = facts.plan;
    facts.figures().filter_map(move |found| {
        let value = found.figure.value.as_ref()?;
        Some(Valued { found, indicator: plan.indicator(found.index), value })
    })
}
