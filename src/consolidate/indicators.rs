//! The indicator table: who says what, and the figure of the whole.

use super::Inputs;
use super::combine::combine;
use super::gaps::first_gap;
use super::tables::{FigureAnswer, FigureRef, FigureState, Gap, IndicatorRecord, Outcome, Value};
use crate::measure::{Held as Against, Quantity, Unlike, contradict, differences, digits_of, rounded};
use crate::plan::{Combine, Indicator, IndicatorIndex, Level, Located, Published, UnitIndex};
use crate::submission::{Decisions, Figure, Held, Named, Part, Period, SubmissionIndex, ValueStatus};

impl Indicator {
    /// Whether a figure is asked for. Goals that are all in words have none.
    pub fn is_measured(&self) -> bool {
        self.unit_of_measure.is_some() || self.targets.iter().any(|target| target.value.is_some())
    }
}

pub(super) fn indicator_record(inputs: &Inputs<'_>, index: IndicatorIndex) -> IndicatorRecord {
    let expected = inputs.plan.reporters(index);
    let answer = |unit: UnitIndex, expected: bool| FigureAnswer {
        unit,
        expected,
        state: state(inputs, unit, index),
        last_year: last_year(inputs, unit, index),
    };
    let mut figures: Vec<FigureAnswer> = expected.iter().map(|&unit| answer(unit, true)).collect();
    let mut asked = vec![false; inputs.plan.definition.units.len()];
    expected.iter().for_each(|unit| asked[unit.0] = true);
    for (unit, _) in inputs.plan.units() {
        if !asked[unit.0]
            && let uncalled @ FigureAnswer { state: FigureState::Value(_) | FigureState::Missing(..), .. } =
                answer(unit, false)
        {
            figures.push(uncalled);
        }
    }
    let choices = &inputs.round.decisions.choices;
    // Nobody's word takes the place of theirs whom the plan asks.
    let is_of = |named: Option<&Named<IndicatorIndex>>| named.is_some_and(|named| named.of == Some(index));
    let choice =
        choices.iter().position(|c| is_of(c.indicator.as_ref()) && c.was_asked(inputs.plan) == Some(true));
    let year = inputs.round.year;
    let last = outcome(inputs, (index, year.saturating_sub(1)), &settled(&figures), choice);
    let last_year_differs = if let Outcome::Conflict(unlike) = last { Some(unlike) } else { None };
    let last_year = if let Outcome::Value(value) = last { Some(value) } else { None };
    let outcome = outcome(inputs, (index, year), &figures, choice);
    let published = published(inputs, index);
    IndicatorRecord { indicator: index, figures, outcome, choice, last_year, last_year_differs, published }
}

/// Last year's final value as a unit gives it now.
fn last_year(inputs: &Inputs<'_>, unit: UnitIndex, index: IndicatorIndex) -> Option<Value> {
    let indicator = inputs.plan.indicator(index);
    let submission = inputs.submission(unit)?;
    let form = inputs.form(submission)?;
    let at = form.indicators.iter().position(|figure| figure.id.of == Some(index))?;
    let figure = &form.indicators[at];
    let last = figure.last_year.as_ref()?;
    let quantity = Quantity {
        number: last.value.inner.value,
        digits: last.value.inner.value.scale(),
        written: Some(last.value.written.clone()),
        ratio: last.n.as_ref().zip(last.of.as_ref()).map(|(n, of)| (n.inner.value, of.inner.value)),
        period: Some(Period::Year),
        status: Some(last.value_status.as_ref().map_or(ValueStatus::Final, |status| status.inner)),
        basis: text(&figure.basis).or_else(|| indicator.basis.clone()),
        standard: text(&figure.standard),
        against: vec![],
    };
    let quantity = quantity.of_year(indicator, inputs.round.year.saturating_sub(1));
    let questions = questions(inputs, submission, Part::LastYear(indicator.id.key()));
    Some(Value { quantity, sources: vec![FigureRef { submission, at }], questions })
}

fn state(inputs: &Inputs<'_>, unit: UnitIndex, index: IndicatorIndex) -> FigureState {
    let indicator = inputs.plan.indicator(index);
    let id = &indicator.id.key();
    let Some(submission) = inputs.submission(unit) else { return FigureState::NotSubmitted };
    let Some(form) = inputs.form(submission) else {
        return inputs.held(submission, Part::Whole).map_or(FigureState::Unusable, FigureState::Held);
    };
    let found = form.indicators.iter().position(|figure| figure.id.of == Some(index));
    let Some(at) = found else {
        return if let Some(held) = inputs.held(submission, Part::Figure(id.to_owned())) {
            FigureState::Held(held)
        } else if form.nil_return.is_some() {
            FigureState::NilReturn
        } else if inputs.hides_answers(submission, "indicators") {
            FigureState::Unusable
        } else {
            FigureState::NoEntry
        };
    };
    let place = FigureRef { submission, at };
    let figure = &form.indicators[at];
    let questions = questions(inputs, submission, Part::Figure(id.to_owned()));
    match (value(figure, place, (indicator, inputs.round.year), questions), &figure.missing) {
        (Some(value), _) => FigureState::Value(value),
        (None, Some(missing)) => FigureState::Missing(place, missing.inner),
        (None, None) => FigureState::Empty(place),
    }
}

/// Codes of the open questions about a part.
fn questions(inputs: &Inputs<'_>, submission: SubmissionIndex, part: Part) -> Vec<&'static str> {
    let about = inputs.round.submissions[submission.0].questions_about(&part);
    let mut codes: Vec<&'static str> = about.map(|question| question.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn outcome(
    inputs: &Inputs<'_>,
    (index, year): (IndicatorIndex, i32),
    figures: &[FigureAnswer],
    choice: Option<usize>,
) -> Outcome {
    let indicator: &Indicator = inputs.plan.indicator(index);
    if !indicator.is_measured() {
        return Outcome::None(Gap::InWords);
    }
    if figures.is_empty() {
        return Outcome::None(Gap::NoReporter);
    }
    match (indicator.level, indicator.combine.inner) {
        (Level::County, Combine::None | Combine::EachMeets) => separate(figures),
        (Level::County, _) => {
            let parts = inputs.plan.parts_of(index);
            let own = figures.iter().filter(|answer| !answer.expected || parts.contains(&answer.unit));
            combine((indicator, year), &own.cloned().collect::<Vec<_>>())
        }
        // One unit's word can stand for the city's figure, never for a sum of counties.
        (Level::City, _) => {
            choice.and_then(|at| chosen(inputs, at, figures)).unwrap_or_else(|| agreed(indicator, figures))
        }
    }
}

/// What the unit gives whose answer the office took. What it handed in and cannot be used is a gap: nobody
/// else's word takes its place unsaid.
fn chosen(inputs: &Inputs<'_>, choice: usize, figures: &[FigureAnswer]) -> Option<Outcome> {
    let unit = inputs.round.decisions.choices[choice].unit.of?;
    let answer = figures.iter().find(|answer| answer.unit == unit)?;
    match (answer.value(), answer.gap()) {
        (Some(value), _) => Some(Outcome::Value(value.clone())),
        (None, Some(gap @ (Gap::Held(_) | Gap::Unusable))) => Some(Outcome::None(gap)),
        (None, _) => None,
    }
}

/// One figure of the city: the asked reporters agree, or they differ (assessment.md, section 1). What
/// somebody else reports is shown and does not count: an asked unit's 尚未公布 is its answer.
fn agreed(indicator: &Indicator, figures: &[FigureAnswer]) -> Outcome {
    let asked = || figures.iter().filter(|answer| answer.expected);
    // Whether they agree is not known before the question is answered: what is left is no one's last word.
    let waits = |gap: &Gap| matches!(gap, Gap::Held(Held::Open(_)));
    if let Some(gap) = asked().filter_map(FigureAnswer::gap).find(waits) {
        return Outcome::None(gap);
    }
    let values: Vec<&Value> = asked().filter_map(FigureAnswer::value).collect();
    let Some((first, rest)) = values.split_first() else { return Outcome::None(first_gap(figures)) };
    // All with all, at the digits of the coarsest: it must not matter whom the plan names first.
    let digits = values.iter().map(|value| digits_of(indicator, value.number.scale()));
    let coarsest = digits.min().unwrap_or_default();
    let pairs = values.iter().enumerate().flat_map(|(at, a)| values[at + 1..].iter().map(move |b| (a, b)));
    let unlike =
        pairs.map(|(a, b)| disagreement(indicator, a, b, coarsest)).fold(Unlike::default(), Unlike::and);
    if unlike != Unlike::default() {
        return Outcome::Conflict(unlike);
    }
    let mut value = (*first).clone();
    for other in rest {
        value.sources.extend(&other.sources);
        value.questions.extend(&other.questions);
        value.quantity.status = value.status.min(other.status);
    }
    value.quantity.period = Period::of_all(&values.iter().map(|value| value.period).collect::<Vec<_>>());
    value.questions.sort_unstable();
    value.questions.dedup();
    Outcome::Value(value)
}

/// In what two figures are not one: nothing, where they are comparable, equal as shown with so many digits, and on the
/// same side of all that they are held against (targets, time path, baseline, of a flow also its part of them), so that
/// no verdict depends on which is taken. Numbers that may not be compared do not contradict each other.
fn disagreement(indicator: &Indicator, a: &Value, b: &Value, digits: u32) -> Unlike {
    let same_side = |held: &Against| held.bound().is_met(a.number) == held.bound().is_met(b.number);
    let unlike = differences(indicator, a, b);
    let same_number =
        rounded(a.number, digits) == rounded(b.number, digits) && a.against.iter().all(same_side);
    Unlike { value: unlike.is_comparable() && !same_number, ..unlike }
}

/// The same answers with last year's final values in the place of this year's.
fn settled(figures: &[FigureAnswer]) -> Vec<FigureAnswer> {
    let of = |answer: &FigureAnswer| match (&answer.last_year, &answer.state) {
        (Some(value), _) => FigureState::Value(value.clone()),
        (None, FigureState::Value(_)) => FigureState::NoEntry,
        (None, other) => other.clone(),
    };
    figures.iter().map(|answer| FigureAnswer { state: of(answer), ..answer.clone() }).collect()
}

/// What was published for the year before: of several bases or editions all, since only one of them may be
/// comparable.
fn published(inputs: &Inputs<'_>, index: IndicatorIndex) -> Vec<Quantity> {
    let (indicator, year) = (inputs.plan.indicator(index), inputs.round.year.saturating_sub(1));
    let usable = |given: &&Located<Published>| may_use(&inputs.round.decisions, (indicator, index), given);
    let given = indicator.history.iter().filter(|given| given.year == year).filter(usable);
    given.map(|given| as_published(indicator, given)).collect()
}

/// Whether a published value may be used: nothing is asked about it, or the office took it. Of two for one thing and
/// year the one does that a decision names by its value: without one neither.
pub fn may_use(
    decisions: &Decisions,
    (indicator, index): (&Indicator, IndicatorIndex),
    given: &Published,
) -> bool {
    let mut rivals = indicator.history.iter().filter(|other| contradict(indicator, other, given)).peekable();
    match rivals.peek() {
        None => decisions.may_use(index, given),
        Some(_) => decisions.chose(index, given) && !rivals.any(|other| decisions.chose(index, other)),
    }
}

/// Whether a published value is not used because the office said that another one of its year holds.
pub fn is_set_aside(decisions: &Decisions, of: (&Indicator, IndicatorIndex), given: &Published) -> bool {
    let mut rivals = of.0.history.iter().filter(|other| contradict(of.0, other, given));
    rivals.any(|other| may_use(decisions, of, other))
}

/// A published value as a quantity: it is of the whole year.
pub fn as_published(indicator: &Indicator, given: &Published) -> Quantity {
    let quantity = Quantity {
        number: given.value.inner.value,
        digits: given.value.inner.value.scale(),
        written: Some(given.value.written.clone()),
        ratio: given.n.as_ref().zip(given.of.as_ref()).map(|(n, of)| (n.inner.value, of.inner.value)),
        period: Some(Period::Year),
        status: given.value_status,
        basis: given.basis.clone().or_else(|| indicator.basis.clone()),
        standard: given.standard.clone(),
        against: vec![],
    };
    quantity.of_year(indicator, given.year)
}

fn separate(figures: &[FigureAnswer]) -> Outcome {
    if figures.iter().any(|answer| answer.expected && answer.value().is_some()) {
        Outcome::Separate
    } else {
        Outcome::None(first_gap(figures))
    }
}

fn value(
    figure: &Figure,
    place: FigureRef,
    (indicator, year): (&Indicator, i32),
    questions: Vec<&'static str>,
) -> Option<Value> {
    let number = figure.value.as_ref()?;
    let quantity = Quantity {
        number: number.inner.value,
        digits: number.inner.value.scale(),
        written: Some(number.written.clone()),
        ratio: figure.n.as_ref().zip(figure.of.as_ref()).map(|(n, of)| (n.inner.value, of.inner.value)),
        period: figure.covers,
        status: figure.value_status.as_ref().map(|status| status.inner),
        basis: text(&figure.basis).or_else(|| indicator.basis.clone()),
        standard: text(&figure.standard),
        against: vec![],
    };
    let quantity = quantity.of_year(indicator, year);
    Some(Value { quantity, sources: vec![place], questions })
}

/// A text that says something.
fn text(field: &Option<Located<String>>) -> Option<String> {
    field.as_ref().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}
