//! One indicator with everything that is needed to judge it.

use super::compare::same_text;
use super::{Before, Situation};
use crate::consolidate::{FigureAnswer, Gap, IndicatorRecord, Outcome, Value};
use crate::plan::{Combine, Indicator, Level, Target, UnitIndex};
use crate::submission::{Missing, Ruling, Verdict};

/// Why there is no value that could be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoValue {
    /// Whether there are figures, only none that may be compared (不可比), or none at all (无数据).
    pub(super) has_figures: bool,
    /// The reason in words.
    pub(super) reason: String,
}

/// An indicator, its record and the round they belong to.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) situation: &'a Situation<'a>,
    pub(super) indicator: &'a Indicator,
    pub(super) record: &'a IndicatorRecord,
    /// The reporting year.
    pub(super) year: i32,
}

impl<'a> Case<'a> {
    pub(super) fn new(situation: &'a Situation<'a>, record: &'a IndicatorRecord) -> Self {
        let indicator = &situation.plan.indicator(record.indicator).inner;
        Case { situation, indicator, record, year: situation.tables.year }
    }

    /// The figure of the whole, or why there is none.
    pub(super) fn value(&self) -> Result<&'a Value, NoValue> {
        let figures = |reason: String| NoValue { has_figures: true, reason };
        Err(match &self.record.outcome {
            Outcome::Value(value) => return Ok(value),
            Outcome::Conflict => {
                let values = self.record.figures.iter().filter(|figure| figure.value().is_some()).count();
                figures(format!("{values}家单位填报不一致，待办公室决定采用哪一家"))
            }
            Outcome::Separate => figures("各县区分别填报，没有全市数".to_owned()),
            Outcome::Incomplete { have, of, .. } => {
                let lacks = of.saturating_sub(*have);
                figures(format!("应有{of}个数据，缺{lacks}个，汇总不完整，不与目标比较"))
            }
            Outcome::None(gap @ (Gap::Mixed | Gap::NoParts | Gap::OutOfRange)) => {
                figures(gap.chinese().to_owned())
            }
            Outcome::None(gap) => NoValue { has_figures: false, reason: gap.chinese().to_owned() },
        })
    }

    pub(super) fn target(&self, at: usize) -> &'a Target {
        &self.indicator.targets[at].inner
    }

    /// Whether each county is judged by itself against a target.
    pub(super) fn is_each(&self, target: &Target) -> bool {
        let each_meets = self.indicator.combine.inner == Combine::EachMeets;
        self.indicator.level == Level::County && target.unit.is_none() && (target.per.is_some() || each_meets)
    }

    /// Whether a target counts: of several statements of one goal the one that governs does. They are
    /// statements of one goal when they are made for the same units and the same year; one without a
    /// year stands beside all.
    pub(super) fn counts(&self, at: usize) -> bool {
        let own = self.target(at);
        let key = |target: &Target| target.unit.as_ref().map(|unit| unit.key());
        let same_goal = |other: &Target| {
            key(other) == key(own)
                && other.per == own.per
                && (other.year == own.year || other.year.is_none() || own.year.is_none())
        };
        own.governs || !self.indicator.targets.iter().any(|other| other.governs && same_goal(other))
    }

    /// Whether a target's year has come; without a year it holds always.
    pub(super) fn is_due(&self, at: usize) -> bool {
        self.target(at).year.is_none_or(|year| year <= self.year)
    }

    /// Whether a target is the one to hold today: this year's, one that holds always, or the last one
    /// when its year has passed and nothing follows it.
    pub(super) fn is_live(&self, at: usize) -> bool {
        let Some(year) = self.target(at).year else { return self.counts(at) };
        let last = (0..self.indicator.targets.len())
            .filter(|&other| self.counts(other))
            .filter_map(|other| self.target(other).year)
            .max();
        self.counts(at) && (year == self.year || (year < self.year && last == Some(year)))
    }

    /// The verdict on a target, for a unit where one is named.
    pub(super) fn verdict(&self, at: usize, unit: Option<UnitIndex>) -> Option<(usize, &'a Verdict)> {
        let plan = self.situation.plan;
        let (id, year) = (self.indicator.id.key(), self.target(at).year);
        let verdicts = &self.situation.round.decisions.verdicts;
        let fits = |verdict: &Verdict| {
            verdict.indicator.trim().eq_ignore_ascii_case(&id)
                && verdict.year == year
                && match (&verdict.unit, unit) {
                    (None, None) => true,
                    (Some(name), Some(unit)) => plan.unit_named(name) == Some(unit),
                    _ => false,
                }
        };
        // A later decision replaces an earlier one.
        let at = verdicts.iter().rposition(|verdict| fits(verdict))?;
        Some((at, &verdicts[at].inner))
    }

    /// Why a value may not be compared with the plan's targets; `None` when it may.
    pub(super) fn basis_fault(&self, value: &Value) -> Option<String> {
        let (plan, own) = (self.indicator.basis.as_deref()?, value.basis.as_deref()?);
        (!same_text(Some(plan), Some(own)))
            .then(|| format!("口径不一致，不与目标比较（方案“{plan}”，填报“{own}”）"))
    }

    /// The figures that the plan asks for, in order of protocol.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'a FigureAnswer> {
        self.record.figures.iter().filter(|figure| figure.expected)
    }

    pub(super) fn figure_of(&self, unit: UnitIndex) -> Option<&'a FigureAnswer> {
        self.record.figures.iter().find(|figure| figure.unit == unit)
    }

    /// The unit that a target names for itself; `None` where it is for all, or the name is unknown.
    pub(super) fn unit_of(&self, target: &Target) -> Option<UnitIndex> {
        target.unit.as_ref().and_then(|unit| self.situation.plan.unit_named(unit.as_str()))
    }

    /// The year before, its record of the same indicator and the indicator as the plan had it then;
    /// nothing when the round before is not last year's, or the plan had no such indicator.
    pub(super) fn before(&self) -> Option<(Before<'a>, &'a Indicator, &'a IndicatorRecord)> {
        let before = self.situation.previous?;
        let follows = before.tables.year.checked_add(1) == Some(self.year);
        let index = before.descent.indicator(self.record.indicator).filter(|_| follows)?;
        let record = before.tables.indicators.iter().find(|record| record.indicator == index)?;
        Some((before, &before.plan.indicator(index).inner, record))
    }
}

/// The value of a record, where it has one.
pub(super) fn value_of(record: &IndicatorRecord) -> Option<&Value> {
    match &record.outcome {
        Outcome::Value(value) => Some(value),
        _ => None,
    }
}

/// Whether a unit answered that it has no such matter: it then does not count among N.
pub(super) fn is_unconcerned(figure: &FigureAnswer) -> bool {
    figure.gap() == Some(Gap::Missing(Missing::NotApplicable))
}

/// What a verdict comes to.
pub(super) fn is_ruled_met(verdict: &Verdict) -> Option<bool> {
    match verdict.verdict {
        Ruling::Met => Some(true),
        Ruling::Missed => Some(false),
        Ruling::Pending => None,
    }
}
