//! Last year's figure of the whole, where only some of its units gave their final values anew.
//!
//! Takes this year's tables and last year's; puts the final values that are known in the place of what was reported
//! then. Never joins what may not be compared: a part of a year and a whole one come to no sum.

use super::combine::combine;
use super::parts::{is_put_together, is_put_together_alike};
use super::tables::{FigureAnswer, FigureState, IndicatorRecord, Outcome, Tables, Value};
use crate::measure::same_text;
use crate::plan::{Descent, Indicator, Plan};

/// Last year: its plan, its tables, and what of this year's plan was what of it.
pub type LastTables<'a> = (&'a Plan, &'a Tables, &'a Descent);

impl Tables {
    /// Completes last year's final values of the whole: who gives none keeps what he reported then.
    #[must_use]
    pub fn settled_after(mut self, plan: &Plan, (then, before, descent): LastTables<'_>) -> Self {
        if before.year.checked_add(1) != Some(self.year) {
            return self;
        }
        for record in &mut self.indicators {
            let indicator = &plan.indicator(record.indicator).inner;
            let asked = record.figures.iter().filter(|answer| answer.expected);
            let is_partial = record.last_year.is_none() && asked.clone().any(|own| own.last_year.is_some());
            let earlier = descent.indicator(record.indicator);
            let earlier = earlier.filter(|_| is_partial && is_put_together(indicator));
            let Some(index) = earlier.filter(|index| alike(indicator, &then.indicator(*index).inner)) else {
                continue;
            };
            let Some(last) = before.indicators.iter().find(|last| last.indicator == index) else { continue };
            let parts = plan.parts_of(record.indicator);
            let own = record.figures.iter().filter(|answer| answer.expected && parts.contains(&answer.unit));
            let own: Vec<FigureAnswer> = own.map(|answer| as_of_last(answer, last, descent)).collect();
            if let Outcome::Value(value) = combine((indicator, before.year), &own) {
                record.last_year = Some(value);
            }
        }
        self
    }
}

/// Whether last year's plan measures the same, and puts it together in the same way.
fn alike(now: &Indicator, then: &Indicator) -> bool {
    same_text(now.unit_of_measure.as_deref(), then.unit_of_measure.as_deref())
        && is_put_together_alike(now, then)
}

/// What a unit says of last year: its final value, else what it reported then.
fn as_of_last(answer: &FigureAnswer, last: &IndicatorRecord, descent: &Descent) -> FigureAnswer {
    let reported = || {
        let unit = descent.unit(answer.unit)?;
        let then = last.figures.iter().find(|figure| figure.unit == unit)?.value()?;
        // It stands for the unit beside this year's figure of it.
        Some(Value { sources: answer.value()?.sources.clone(), ..then.clone() })
    };
    let state = match answer.last_year.clone().or_else(reported) {
        Some(value) => FigureState::Value(value),
        None if answer.value().is_some() => FigureState::NoEntry,
        None => answer.state.clone(),
    };
    FigureAnswer { state, ..answer.clone() }
}
