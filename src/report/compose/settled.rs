//! 终值 of last year that came to be known with this year's figures: both values of a year are kept.
//!
//! Takes an indicator with its years; gives rows beside those of what was reported then, and what the page
//! of a closed year says under 更正. Never takes one value for the other.

use super::YearData;
use super::cells::{DASH, schedule};
use super::digest::settled_place as place;
use super::figures::{Measured, shown_value};
use super::links::words;
use super::seen::as_compared;
use super::sources::{source, sources_then};
use super::stage::Stage;
use crate::consolidate::{FigureAnswer, FigureRef, Value, other_parts};
use crate::measure::{self, Path, Quantity, Scheduled};
use crate::plan::{Descent, IndicatorIndex, Level, UnitIndex};
use crate::report::{Edition, Notice, Shown, Source, YearRow};
use crate::wording;

/// The final value of the year before `year` as `year` gave it, as a row of its own.
pub(super) fn settled_row<E: Edition>(
    measured: &Measured<'_, '_>,
    (year, index): (&YearData<'_>, IndicatorIndex),
) -> Option<YearRow<E>> {
    let value = year.tables.indicators.get(index.0)?.last_year.as_ref()?;
    let number = year.round.year;
    let now = measured.stage.now.round.year;
    let current = number == now;
    let compared = as_compared(measured, number - 1, value);
    let mut shown = shown_value(&compared, measured.indicator).asked(&value.questions);
    shown.note = format!("{}，{number}年填报", shown.note);
    // Of other units it stands beside what was reported then as something else.
    let parts = parts_since(measured, (year, index));
    let parts = parts.map(|(own, then)| format!("按{number}年的{own}家汇总，原报为{then}家"));
    let goal = goal_then(measured, (year, index), &compared);
    let key = year.plan.indicator(index).id.key();
    let origins = match current {
        true => sources(measured, value),
        false => sources_then(measured.stage, year, &value.sources, place),
    };
    Some(YearRow {
        year: format!("{}年", number - 1),
        shown,
        lacks: None,
        interpolated: goal.is_some_and(|goal| goal.is_interpolated()),
        difference: goal
            .and_then(|goal| goal.as_range().gap(compared.as_shown()))
            .map_or_else(|| DASH.to_owned(), wording::signed),
        schedule: schedule(goal),
        change_text: parts.unwrap_or_else(|| DASH.to_owned()),
        sources: if current { sources(measured, value) } else { vec![] },
        origins,
        source_link: (!current).then(|| {
            let label = format!("{number}年度报告");
            match number < now {
                true => year.to_page(label, format!("../../{number}/indicators/{key}.html")),
                // Whether a later year has pages changes nothing of one that was closed before.
                false => words(label),
            }
        }),
        current: false,
    })
}

/// The year before one, with the way back to its plan.
fn before<'a>(measured: &Measured<'_, 'a>, year: &YearData<'a>) -> Option<(&'a YearData<'a>, &'a Descent)> {
    let years = &measured.stage.input.years;
    let at = years.iter().position(|then| then.round.year == year.round.year - 1)?;
    Some((&years[at], year.descents.get(at)?))
}

/// What that year's plan asked of the whole of it, where the final value may be held against it.
fn goal_then(
    measured: &Measured<'_, '_>,
    (year, index): (&YearData<'_>, IndicatorIndex),
    value: &Quantity,
) -> Option<Scheduled> {
    let (then, back) = before(measured, year)?;
    let indicator = then.plan.indicator(back.indicator(index)?);
    let own = value.basis.as_deref().filter(|_| indicator.basis.is_some());
    let is_alike = own.is_none_or(|own| measure::same_text(Some(own), indicator.basis.as_deref()));
    let goal = Path::of(indicator, year.round.year - 1).scheduled_beside(None, value)?;
    (is_alike && indicator.unit_of_measure == measured.indicator.unit_of_measure).then_some(goal)
}

/// Where the final value stands, in this year's files.
fn sources<E: Edition>(measured: &Measured<'_, '_>, value: &Value) -> Vec<Source<E>> {
    let of = |at: &FigureRef| {
        let unit = measured.stage.now.round.submissions[at.submission.0].unit?;
        let place = place(measured.stage.form(at.submission)?.indicators.get(at.at)?)?;
        Some(source(measured.stage, "", unit, place))
    };
    value.sources.iter().filter_map(of).collect()
}

/// The round after a closed year that gave the final value of it, with the indicator there.
pub(super) fn settled_since<'a>(measured: &Measured<'_, 'a>) -> Option<(&'a YearData<'a>, IndicatorIndex)> {
    let (next, index) = since(measured)?;
    let given = next.tables.indicators.get(index.0)?.last_year.is_some();
    // What is put together from other units is no final value of what was reported then.
    (given && parts_since(measured, (next, index)).is_none()).then_some((next, index))
}

/// The round after a closed year, with the indicator there, where it is measured as it was.
fn since<'a>(measured: &Measured<'_, 'a>) -> Option<(&'a YearData<'a>, IndicatorIndex)> {
    let stage = measured.stage;
    let next = stage.input.years.get(stage.input.at + 1)?;
    let follows = next.round.year == stage.now.round.year + 1 && stage.now.closed.is_some();
    let back = next.descents.get(stage.input.at).filter(|_| follows)?;
    let is_mine = |at: &IndicatorIndex| back.indicator(*at) == Some(measured.index);
    let index = (0..next.plan.definition.indicators.len()).map(IndicatorIndex).find(is_mine)?;
    let same_unit = next.plan.indicator(index).unit_of_measure == measured.indicator.unit_of_measure;
    same_unit.then_some((next, index))
}

/// The final value of a closed year that one unit gave with the next year's figures, and where it stands there.
pub(super) fn settled_of<E: Edition>(
    measured: &Measured<'_, '_>,
    unit: UnitIndex,
) -> Option<(Shown, Vec<Source<E>>)> {
    let (next, index) = since(measured).filter(|_| measured.indicator.level == Level::County)?;
    let back = next.descents.get(measured.stage.input.at)?;
    let record = next.tables.indicators.get(index.0)?;
    let own = record.figures.iter().filter(|figure| figure.expected);
    let last = own.clone().find(|figure| back.unit(figure.unit) == Some(unit))?.last_year.as_ref()?;
    let mut shown = shown_value(last, measured.indicator).asked(&last.questions);
    shown.note = format!("{}，{}年填报", shown.note, next.round.year);
    Some((shown, sources_then(measured.stage, next, &last.sources, place)))
}

/// `河东县2031年填报终值为33个，本年度报告为30个`: what the next year says of counties alone, where there is no final value of
/// the whole to say it.
fn settled_parts(measured: &Measured<'_, '_>) -> Vec<String> {
    let is_by_county = measured.indicator.level == Level::County;
    let next = since(measured).filter(|_| is_by_county && settled_since(measured).is_none());
    let Some((next, index)) = next else { return vec![] };
    let stage = measured.stage;
    let Some(back) = next.descents.get(stage.input.at) else { return vec![] };
    let of_one = |figure: &FigureAnswer| {
        let last = figure.last_year.as_ref().filter(|_| figure.expected)?;
        let unit = back.unit(figure.unit)?;
        let then = stage.figures(measured.index).figures.iter().find(|own| own.unit == unit)?.value();
        let is_same = then.is_some_and(|then| then.number == last.number);
        (!is_same).then(|| format!("{}{}", stage.name(unit), words_of(measured, next, (last, then))))
    };
    let record = next.tables.indicators.get(index.0);
    record.map_or_else(Vec::new, |record| record.figures.iter().filter_map(of_one).collect())
}

/// Of how many units the final value that `year` gave of the year before is put together, and of how many that was
/// which was reported then, where they are not the same.
fn parts_since(
    measured: &Measured<'_, '_>,
    (year, index): (&YearData<'_>, IndicatorIndex),
) -> Option<(usize, usize)> {
    let (then, back) = before(measured, year)?;
    let reported = then.progress.indicators.get(back.indicator(index)?.0)?.value.as_ref().ok()?;
    let given = year.tables.indicators.get(index.0)?.last_year.as_ref()?;
    let of = (year.plan.indicator(index), (given, year.round), (reported, then.round));
    other_parts(of.0, of.1, of.2, Some(back))
}

/// 更正: what a closed year's page says of the final value.
pub(super) fn settled_notice(measured: &Measured<'_, '_>) -> Option<Notice> {
    let told = settled_words(measured).into_iter().chain(settled_parts(measured));
    let told: Vec<String> = told.collect();
    let text = format!("{}；两个数值都保留，以后各年与终值比较", told.join("；"));
    (!told.is_empty()).then_some(Notice { key: "corrected", heading: "更正", text })
}

/// 更正: what all pages and the report of a closed year say of final values that are not what it reported.
pub(super) fn settled_list<'s>(stage: &'s Stage<'_>) -> Option<&'s Notice> {
    let list = || {
        let said = settled_otherwise(stage).join("；");
        let text = format!("{said}；两个数值都保留，以后各年与终值比较");
        (!said.is_empty()).then_some(Notice { key: "corrected", heading: "更正", text })
    };
    stage.settled.get_or_init(list).as_ref()
}

fn settled_otherwise(stage: &Stage<'_>) -> Vec<String> {
    let said = |index: IndicatorIndex| {
        let measured = Measured::of(stage, index);
        let parts = settled_parts(&measured);
        if !parts.is_empty() {
            return Some(format!("“{}”{}", measured.indicator.name.inner, parts.join("，")));
        }
        let (next, at) = settled_since(&measured)?;
        let last = next.tables.indicators[at.0].last_year.as_ref()?;
        let is_same = measured.value().is_some_and(|value| value.number == last.number);
        let words = (!is_same).then(|| settled_words(&measured)).flatten()?;
        Some(format!("“{}”{words}", measured.indicator.name.inner))
    };
    (0..stage.plan.definition.indicators.len()).map(IndicatorIndex).filter_map(said).collect()
}

/// What the next year says of the final value, with what is asked of it, beside what this year's report says.
fn settled_words(measured: &Measured<'_, '_>) -> Option<String> {
    let (next, index) = settled_since(measured)?;
    let last = next.tables.indicators[index.0].last_year.as_ref()?;
    Some(words_of(measured, next, (last, measured.value())))
}

fn words_of(
    measured: &Measured<'_, '_>,
    next: &YearData<'_>,
    (last, then): (&Value, Option<&Value>),
) -> String {
    let mut now = wording::with_unit(measured.indicator, last);
    if let Some(open) = wording::open_questions(last.questions.iter().copied()) {
        now.push_str(&format!("（{open}）"));
    }
    let then = match then {
        Some(value) => {
            format!("本年度报告为{}", wording::with_unit(measured.indicator, value))
        }
        None => "本年度报告没有数值".to_owned(),
    };
    format!("{}年填报终值为{now}，{then}", next.round.year)
}
