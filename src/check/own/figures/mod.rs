//! Group N4: can a figure be right?
//!
//! Takes figures with their plan, and last year's figures; gives findings at the value. Last year's final value,
//! given with this year's, is held to the same rules.
//! Never corrects one. What only looks wrong is 核实: the unit's `explanation` answers it and travels with
//! the figure.

mod factor;
mod history;
mod parts;
mod plausible;
mod range;
mod span;

use std::ops::Deref;

use super::facts::FigureOf;
use super::{Check, OwnFacts};
use crate::check::given::Given;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::plan::Indicator;
use crate::source::Place;

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
pub(super) const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// What last year's final value is called behind the name of its indicator.
const OF_LAST_YEAR: &str = "的上年终值";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] =
    &[parts::CHECKS, range::CHECKS, factor::CHECKS, history::CHECKS, plausible::CHECKS, span::CHECKS];

/// A value of a known unit: this year's, or last year's final value that came with it.
#[derive(Clone, Copy)]
struct Valued<'a> {
    found: FigureOf<'a>,
    given: Given<'a>,
    /// Whether it is 上年终值.
    settled: bool,
}

impl<'a> Deref for Valued<'a> {
    type Target = Given<'a>;

    fn deref(&self) -> &Given<'a> {
        &self.given
    }
}

impl Valued<'_> {
    /// Reports something about the value; the unit's explanation answers it.
    fn report<'o>(
        &self,
        rule: &'static Rule,
        place: Place,
        message: String,
        out: &'o mut Diagnostics,
    ) -> &'o mut Diagnostic {
        out.report(rule, place, format!("指标“{}”{}{message}", self.indicator.name.inner, self.whose()))
    }

    /// Which value of the indicator, to stand behind its name.
    fn whose(&self) -> &'static str {
        if self.settled { OF_LAST_YEAR } else { "" }
    }
}

/// The unit of measure, to stand after a number.
pub(in crate::check) fn unit_of(indicator: &Indicator) -> &str {
    indicator.unit_of_measure.as_deref().unwrap_or("")
}

/// All of this year's figures with a value, for measured indicators.
fn valued<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Valued<'a>> {
    let plan = facts.plan;
    facts.figures().filter_map(move |found| {
        let given = Given::now(plan.indicator(found.index), found.figure)?;
        Some(Valued { found, given, settled: false })
    })
}

/// Last year's final values that came with this year's figures.
fn settled<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Valued<'a>> {
    let plan = facts.plan;
    facts.figures().filter_map(move |found| {
        let last = found.figure.last_year.as_ref()?;
        let given = Given::settled(plan.indicator(found.index), last);
        Some(Valued { found, given, settled: true })
    })
}

/// Every value: what can be told of a number alone holds for all.
fn all<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Valued<'a>> {
    valued(facts).chain(settled(facts))
}
