//! The indicator table: who says what, and the figure of the whole.

use super::Inputs;
use super::combine::{combine, equal_when_shown};
use super::tables::{FigureAnswer, FigureRef, FigureState, Gap, IndicatorRecord, Outcome, Value};
use crate::plan::{Combine, Indicator, IndicatorIndex, Level, UnitIndex};
use crate::submission::{Figure, Part, SubmissionIndex};

impl Indicator {
    /// Whether a figure is asked for. Goals that are all in words have none.
    pub fn is_measured(&self) -> bool {
        self.unit_of_measure.is_some() || self.targets.iter().any(|target| target.value.is_some())
    }
}

impl Inputs<'_> {
    pub(super) fn indicator_record(&self, index: IndicatorIndex) -> IndicatorRecord {
        let indicator = self.plan.indicator(index);
        let id = indicator.id.key();
        let expected = self.plan.reporters(index);
        let mut figures: Vec<FigureAnswer> = expected
            .iter()
            .map(|&unit| FigureAnswer { unit, expected: true, state: self.state(unit, &id, indicator) })
            .collect();
        let mut asked = vec![false; self.plan.definition.units.len()];
        expected.iter().for_each(|unit| asked[unit.0] = true);
        for (unit, _) in self.plan.units() {
            if !asked[unit.0]
                && let state @ (FigureState::Value(_) | FigureState::Missing(..)) =
                    self.state(unit, &id, indicator)
            {
                figures.push(FigureAnswer { unit, expected: false, state });
            }
        }
        let choices = &self.round.decisions.choices;
        let choice = choices
            .iter()
            .position(|c| c.indicator.as_ref().is_some_and(|i| i.trim().eq_ignore_ascii_case(&id)));
        let outcome = self.outcome(indicator, &figures, choice);
        IndicatorRecord { indicator: index, figures, outcome, choice }
    }

    fn state(&self, unit: UnitIndex, id: &str, indicator: &Indicator) -> FigureState {
        let Some(submission) = self.submission(unit) else { return FigureState::NotSubmitted };
        let Some(form) = self.form(submission) else {
            return self.held(submission, Part::Whole).map_or(FigureState::Unusable, FigureState::Held);
        };
        let found = form.indicators.iter().position(|figure| figure.id.trim().eq_ignore_ascii_case(id));
        let Some(at) = found else {
            return if let Some(held) = self.held(submission, Part::Figure(id.to_owned())) {
                FigureState::Held(held)
            } else if form.nil_return.is_some() {
                FigureState::NilReturn
            } else if self.is_faulty(submission) {
                FigureState::Unusable
            } else {
                FigureState::NoEntry
            };
        };
        let place = FigureRef { submission, at };
        let figure = &form.indicators[at];
        let questions = self.questions(submission, id);
        match (value(figure, place, indicator, questions), &figure.missing) {
            (Some(value), _) => FigureState::Value(value),
            (None, Some(missing)) => FigureState::Missing(place, missing.inner),
            (None, None) => FigureState::Empty(place),
        }
    }

    /// Codes of the open questions about a figure.
    fn questions(&self, submission: SubmissionIndex, id: &str) -> Vec<&'static str> {
        let part = Part::Figure(id.to_owned());
        let about = self.round.submissions[submission.0].questions_about(&part);
        let mut codes: Vec<&'static str> = about.map(|question| question.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn outcome(&self, indicator: &Indicator, figures: &[FigureAnswer], choice: Option<usize>) -> Outcome {
        if !indicator.is_measured() {
            return Outcome::None(Gap::InWords);
        }
        if figures.is_empty() {
            return Outcome::None(Gap::NoReporter);
        }
        if let Some(chosen) = choice.and_then(|at| self.chosen(at, figures)) {
            return Outcome::Value(chosen);
        }
        match (indicator.level, indicator.combine.inner) {
            (Level::County, Combine::None | Combine::EachMeets) => separate(figures),
            (Level::County, how) => combine(how, figures),
            (Level::City, _) => agreed(indicator, figures),
        }
    }

    fn chosen(&self, choice: usize, figures: &[FigureAnswer]) -> Option<Value> {
        let unit = self.plan.unit_named(&self.round.decisions.choices[choice].unit)?;
        figures.iter().find(|answer| answer.unit == unit).and_then(FigureAnswer::value).cloned()
    }
}

impl FigureAnswer {
    /// The figure, where there is one.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            FigureState::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Why there is none.
    pub fn gap(&self) -> Option<Gap> {
        Some(match &self.state {
            FigureState::Value(_) => return None,
            FigureState::Missing(_, missing) => Gap::Missing(*missing),
            FigureState::Empty(_) | FigureState::NoEntry => Gap::NoEntry,
            FigureState::NilReturn => Gap::NilReturn,
            FigureState::Unusable => Gap::Unusable,
            FigureState::Held(held) => Gap::Held(*held),
            FigureState::NotSubmitted => Gap::NotSubmitted,
        })
    }
}

/// One figure of the city: all reporters agree after rounding, or they differ (assessment.md, section 1).
fn agreed(indicator: &Indicator, figures: &[FigureAnswer]) -> Outcome {
    // An uncalled-for figure counts only where nobody who was asked has one.
    let asked: Vec<&Value> = figures.iter().filter(|a| a.expected).filter_map(FigureAnswer::value).collect();
    let values =
        if asked.is_empty() { figures.iter().filter_map(FigureAnswer::value).collect() } else { asked };
    let Some((first, rest)) = values.split_first() else { return Outcome::None(first_gap(figures)) };
    if rest.iter().any(|other| !equal_when_shown(first, other, indicator.decimals)) {
        return Outcome::Conflict;
    }
    let mut value = (*first).clone();
    for other in rest {
        value.sources.extend(&other.sources);
        value.questions.extend(&other.questions);
        value.status = value.status.min(other.status);
    }
    value.questions.sort_unstable();
    value.questions.dedup();
    Outcome::Value(value)
}

fn separate(figures: &[FigureAnswer]) -> Outcome {
    if figures.iter().any(|answer| answer.value().is_some()) {
        Outcome::Separate
    } else {
        Outcome::None(first_gap(figures))
    }
}

/// The reason to show: what an asked unit answered says more than that another was silent.
pub(super) fn first_gap(figures: &[FigureAnswer]) -> Gap {
    let rank = |gap: &Gap| match gap {
        Gap::Missing(_) => 0,
        Gap::Unusable | Gap::Held(_) => 1,
        Gap::NilReturn => 2,
        Gap::NoEntry => 3,
        _ => 4,
    };
    figures.iter().filter_map(FigureAnswer::gap).min_by_key(rank).unwrap_or(Gap::NoReporter)
}

fn value(
    figure: &Figure,
    place: FigureRef,
    indicator: &Indicator,
    questions: Vec<&'static str>,
) -> Option<Value> {
    let number = figure.value.as_ref()?;
    let text = |field: &Option<crate::plan::Located<String>>| {
        field.as_ref().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    };
    Some(Value {
        number: number.inner.value,
        written: Some(number.written.clone()),
        ratio: figure.n.as_ref().zip(figure.of.as_ref()).map(|(n, of)| (n.inner.value, of.inner.value)),
        period: figure.period.as_ref().and_then(|period| period.parse().ok()),
        status: figure.value_status.as_ref().map(|status| status.inner),
        basis: text(&figure.basis).or_else(|| indicator.basis.clone()),
        standard: text(&figure.standard),
        sources: vec![place],
        questions,
    })
}
