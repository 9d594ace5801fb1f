//! One indicator with everything that is needed to judge it.

use super::{Before, Grounds, Lacking, Situation, Timeliness, UnitStanding};
use crate::consolidate::{
    FigureAnswer, Gap, IndicatorRecord, Outcome, Value, is_put_together_alike, other_parts,
};
use crate::measure::{Incomparable, Path, Quantity, Unlike, needs_verdict, same_text};
use crate::plan::{Descent, Indicator, Level, Target, UnitIndex, UnitKind};
use crate::submission::{Missing, Round, Ruling, Verdict};

/// Why there is no value that could be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoValue {
    /// So many reporters differ, in that, and the office has not decided.
    Conflict(usize, Unlike),
    /// Counties report one by one; there is no figure of the whole.
    Separate,
    /// A roll-up that lacks parts.
    Incomplete {
        /// Parts that are there.
        have: usize,
        /// Parts that were expected.
        of: usize,
        /// The others, by their state.
        lacking: Lacking,
    },
    /// Nothing, for that reason.
    Gap(Gap),
}

impl NoValue {
    /// Whether there are figures, only none that may be compared (不可比), or none at all (无数据).
    pub fn has_figures(self) -> bool {
        match self {
            NoValue::Gap(gap) => matches!(gap, Gap::Mixed(_) | Gap::NoParts | Gap::OutOfRange),
            NoValue::Conflict(..) | NoValue::Separate | NoValue::Incomplete { .. } => true,
        }
    }
}

/// A value of the year before, with codes of the open questions about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Then<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) asked: &'a [&'static str],
}

impl<'a> From<&'a Value> for Then<'a> {
    fn from(value: &'a Value) -> Self {
        Then { quantity: &value.quantity, asked: &value.questions }
    }
}

impl<'a> From<&'a Quantity> for Then<'a> {
    fn from(quantity: &'a Quantity) -> Self {
        Then { quantity, asked: &[] }
    }
}

/// An indicator, its record and the round they belong to.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) situation: &'a Situation<'a>,
    pub(super) units: &'a [UnitStanding],
    pub(super) indicator: &'a Indicator,
    pub(super) record: &'a IndicatorRecord,
    /// The reporting year.
    pub(super) year: i32,
    /// The values with the digits in which their changes can be read, once these are known.
    pub(super) seen: Option<&'a Seen>,
}

/// Values with the digits in which their changes against the year before can be read: so they stand everywhere.
pub(super) struct Seen {
    pub(super) whole: Option<Value>,
    /// One a unit that is asked, where its own figure is judged; parallel to [`Case::asked`].
    pub(super) units: Vec<(UnitIndex, Option<Value>)>,
}

impl<'a> Case<'a> {
    pub(super) fn new(
        situation: &'a Situation<'a>,
        units: &'a [UnitStanding],
        record: &'a IndicatorRecord,
    ) -> Self {
        let indicator = &situation.plan.indicator(record.indicator).inner;
        Case { situation, units, indicator, record, year: situation.tables.year, seen: None }
    }

    /// The figure of the whole, or why there is none.
    pub(super) fn value(&self) -> Result<&'a Value, NoValue> {
        Err(match &self.record.outcome {
            Outcome::Value(value) => {
                return Ok(self.seen.and_then(|seen| seen.whole.as_ref()).unwrap_or(value));
            }
            Outcome::Conflict(unlike) => {
                let values = self.record.figures.iter().filter(|f| f.expected && f.value().is_some());
                NoValue::Conflict(values.count(), *unlike)
            }
            Outcome::Separate => NoValue::Separate,
            Outcome::Incomplete { have, of, .. } => {
                let parts = self.parts().into_iter().filter(|figure| !is_unconcerned(figure));
                let lacking = Lacking::of(parts.filter_map(|figure| self.gap(figure)));
                NoValue::Incomplete { have: *have, of: *of, lacking }
            }
            // Silence counts as one only where every silent unit may still wait.
            Outcome::None(Gap::NotSubmitted) => {
                let waits = self.asked().all(|figure| self.gap(figure) != Some(Gap::NotSubmitted));
                NoValue::Gap(if waits { Gap::NotYetDue } else { Gap::NotSubmitted })
            }
            Outcome::None(gap) => NoValue::Gap(*gap),
        })
    }

    /// Why a unit's figure is not there, at the moment.
    pub(super) fn gap(&self, figure: &FigureAnswer) -> Option<Gap> {
        gap_of(self.units, figure)
    }

    /// What the plan asks of it this year.
    pub(super) fn path(&self) -> Path<'a> {
        Path::of(self.indicator, self.year)
    }

    pub(super) fn target(&self, at: usize) -> &'a Target {
        &self.indicator.targets[at].inner
    }

    /// Whether each county is judged by itself against a target.
    pub(super) fn is_each(&self, target: &Target) -> bool {
        self.path().is_each(target)
    }

    /// Whether a target counts: of several statements of one goal the one that governs does.
    pub(super) fn counts(&self, at: usize) -> bool {
        self.path().counts(at)
    }

    /// Whether a target's year has come; without a year it holds always.
    pub(super) fn is_due(&self, at: usize) -> bool {
        self.target(at).year.is_none_or(|year| year <= self.year)
    }

    /// Whether a target is the one to hold today: this year's, one that holds always, or the last one
    /// when its year has passed and nothing follows it; of a flow that year is told of that year alone.
    pub(super) fn is_live(&self, at: usize) -> bool {
        let Some(year) = self.target(at).year else { return self.counts(at) };
        if self.path().is_of_another_year(at) && !needs_verdict(self.target(at)) {
            return false;
        }
        let last = (0..self.indicator.targets.len())
            .filter(|&other| self.counts(other))
            .filter_map(|other| self.target(other).year)
            .max();
        self.counts(at) && (year == self.year || (year < self.year && last == Some(year)))
    }

    /// The verdict on a target, for a unit where one is named.
    pub(super) fn verdict(&self, at: usize, unit: Option<UnitIndex>) -> Option<(usize, &'a Verdict)> {
        let (index, year) = (self.record.indicator, self.target(at).year);
        let verdicts = &self.situation.round.decisions.verdicts;
        let fits = |verdict: &Verdict| {
            verdict.indicator.of == Some(index)
                && verdict.year == year
                && match (&verdict.unit, unit) {
                    (None, None) => true,
                    (Some(named), Some(unit)) => named.of == Some(unit),
                    _ => false,
                }
        };
        // A later decision replaces an earlier one.
        let at = verdicts.iter().rposition(|verdict| fits(verdict))?;
        Some((at, &verdicts[at].inner))
    }

    /// What a person ruled on a goal whose year is over, as the report of the year before has it: what was ruled stays
    /// ruled. The first report that has it, and whether the goal is met.
    pub(super) fn ruled_before(&self, at: usize, unit: Option<UnitIndex>) -> Option<(i32, bool)> {
        let target = self.target(at);
        let is_over = target.year.is_some_and(|year| year < self.year);
        if !is_over {
            return None;
        }
        let (before, then, record) = self.last_record()?;
        let is_same = |other: &Target| {
            let numbers = |t: &Target| [&t.value, &t.value_max].map(|n| n.as_ref().map(|n| n.inner.value));
            let unit = |t: &Target| t.unit.as_ref().map(|unit| unit.inner.key());
            (other.year, other.op.inner, &other.text) == (target.year, target.op.inner, &target.text)
                && (numbers(other), unit(other)) == (numbers(target), unit(target))
        };
        let position = then.targets.iter().position(|other| is_same(other))?;
        let standing = before.progress.indicators.iter().find(|s| s.indicator == record.indicator)?;
        let position = standing.targets.iter().position(|judged| judged.target == position)?;
        let judged = match unit.filter(|_| self.unit_of(target).is_none()) {
            None => &standing.targets[position],
            Some(unit) => {
                let unit = before.descent.unit(unit)?;
                standing.counties.iter().find(|row| row.unit == unit)?.results.get(position)?.as_ref()?
            }
        };
        let year = match judged.grounds {
            Grounds::Verdict(_) => before.tables.year,
            Grounds::Ruled(year) => year,
            _ => return None,
        };
        judged.is_kept().map(|met| (year, met))
    }

    /// Whether a report that this audience does not see has ruled on it.
    pub(super) fn is_ruled_elsewhere(&self, at: usize, unit: Option<UnitIndex>) -> bool {
        self.situation.elsewhere.verdicts.contains(&(self.record.indicator, at, unit))
    }

    /// Why a value may not be compared with the plan's targets; `None` when it may.
    pub(super) fn basis_fault(&self, value: &Quantity) -> Option<Incomparable> {
        let (plan, own) = (self.indicator.basis.as_deref()?, value.basis.as_deref()?);
        (!same_text(Some(plan), Some(own)))
            .then(|| Incomparable::Basis(Some(own.to_owned()), Some(plan.to_owned())))
    }

    /// The figures that the plan asks for, in order of protocol.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'a FigureAnswer> {
        self.record.figures.iter().filter(|figure| figure.expected)
    }

    /// Those that are judged one by one: a department beside counties is none of the N.
    pub(super) fn parts(&self) -> Vec<&'a FigureAnswer> {
        let parts = self.situation.plan.parts_of(self.record.indicator);
        self.asked().filter(|figure| parts.contains(&figure.unit)).collect()
    }

    /// Whether a unit is a county.
    pub(super) fn is_county(&self, unit: UnitIndex) -> bool {
        self.situation.plan.unit(unit).kind == UnitKind::County
    }

    /// The figure of a unit that is asked: what another reports is shown and does not count.
    pub(super) fn figure_of(&self, unit: UnitIndex) -> Option<&'a FigureAnswer> {
        self.asked().find(|figure| figure.unit == unit)
    }

    /// A figure as it is shown.
    pub(super) fn value_of(&self, figure: &'a FigureAnswer) -> Option<&'a Value> {
        let seen = self.seen.and_then(|seen| seen.units.iter().find(|(unit, _)| *unit == figure.unit));
        seen.and_then(|(_, value)| value.as_ref()).or_else(|| figure.value())
    }

    /// Whether units are judged one by one: their figures, or targets that name a unit.
    pub(super) fn is_by_unit(&self) -> bool {
        self.indicator.level == Level::County
            || self.indicator.targets.iter().any(|target| target.unit.is_some() || target.per.is_some())
    }

    /// The unit that a target names for itself; `None` where it is for all, or the name is unknown.
    pub(super) fn unit_of(&self, target: &Target) -> Option<UnitIndex> {
        target.unit.as_ref().and_then(|unit| self.situation.plan.unit_named(unit.as_str()))
    }

    /// What is known of the year before for the whole, the most settled first: the final value that came
    /// with this year's figures, what was reported then, what was published before the first round. An error
    /// for what an amendment measures anew: it cannot be compared with what was measured before.
    pub(super) fn before(&self) -> Vec<Result<Then<'a>, Incomparable>> {
        let then = self.last_record().and_then(|(before, then, record)| match &record.outcome {
            Outcome::Value(value) => {
                let alike = self.measured_alike(then, true);
                let way = Some(before.descent);
                Some(alike.and_then(|()| self.of_the_same_units((value, before.round), way)))
            }
            _ => None,
        });
        let settled = self.record.last_year.as_ref();
        let settled = settled.map(|value| self.of_the_same_units((value, self.situation.round), None));
        let published = self.record.published.iter().map(|value| Ok(value.into()));
        settled.into_iter().chain(then).chain(published).collect()
    }

    /// A figure of the year before, where it is put together from those of the same units as this year's.
    fn of_the_same_units(
        &self,
        (then, round): (&'a Value, &Round),
        way: Option<&Descent>,
    ) -> Result<Then<'a>, Incomparable> {
        let Outcome::Value(now) = &self.record.outcome else { return Ok(then.into()) };
        let other = other_parts(self.indicator, (now, self.situation.round), (then, round), way);
        other.map_or_else(|| Ok(then.into()), |(now, then)| Err(Incomparable::Parts(now, then)))
    }

    /// The same for one unit. A county's own figure does not depend on how counties are combined, only on
    /// what is measured.
    pub(super) fn before_of(&self, unit: UnitIndex) -> Vec<Result<Then<'a>, Incomparable>> {
        let of = |record: &'a IndicatorRecord, unit| record.figures.iter().find(|f| f.unit == unit);
        let settled = of(self.record, unit).and_then(|figure| figure.last_year.as_ref());
        let then = self.last_record().and_then(|(before, then, record)| {
            let value = of(record, before.descent.unit(unit)?)?.value()?;
            Some(self.measured_alike(then, false).map(|()| value.into()))
        });
        settled.map(|value| Ok(value.into())).into_iter().chain(then).collect()
    }

    /// Why that year's own report has no value of the whole.
    pub(super) fn none_before(&self) -> Option<NoValue> {
        let (before, _, record) = self.last_record()?;
        let standing = before.progress.indicators.iter().find(|s| s.indicator == record.indicator)?;
        standing.value.as_ref().err().copied()
    }

    /// The year before, its record of the same indicator and the indicator as the plan had it then;
    /// nothing when the round before is not last year's, or the plan had no such indicator.
    fn last_record(&self) -> Option<(Before<'a>, &'a Indicator, &'a IndicatorRecord)> {
        let before = self.situation.previous?;
        let follows = before.tables.year.checked_add(1) == Some(self.year);
        let index = before.descent.indicator(self.record.indicator).filter(|_| follows)?;
        let record = before.tables.indicators.iter().find(|record| record.indicator == index)?;
        Some((before, &before.plan.indicator(index).inner, record))
    }

    /// Whether the plan measures the same thing in the same way as it did then.
    fn measured_alike(&self, then: &Indicator, combined: bool) -> Result<(), Incomparable> {
        let now = self.indicator;
        if !same_text(now.unit_of_measure.as_deref(), then.unit_of_measure.as_deref()) {
            return Err(Incomparable::Unit(now.unit_of_measure.clone(), then.unit_of_measure.clone()));
        }
        if combined && !is_put_together_alike(now, then) {
            return Err(Incomparable::RollUp);
        }
        Ok(())
    }
}

/// Why a unit's figure is not there: silence before the unit's day is 未到期 and no failure.
pub(super) fn gap_of(units: &[UnitStanding], figure: &FigureAnswer) -> Option<Gap> {
    let waits = |unit: &UnitStanding| unit.unit == figure.unit && unit.timeliness == Timeliness::NotYetDue;
    match figure.gap()? {
        Gap::NotSubmitted if units.iter().any(waits) => Some(Gap::NotYetDue),
        gap => Some(gap),
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
