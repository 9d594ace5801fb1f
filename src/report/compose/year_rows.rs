//! The values of an indicator year by year.
//!
//! Takes the years up to the reporting year; gives rows, and one of the baseline. Never a year to come.

use super::cells::{DASH, schedule};
use super::figures::{Measured, shown_gap, shown_value};
use super::links::words;
use super::seen::{as_compared, seen};
use super::settled::{settled_row, settled_since};
use super::sources::sources_then;
use crate::consolidate::{is_set_aside, may_use};
use crate::measure::{Quantity, printed};
use crate::plan::Published;
use crate::report::{Edition, Shown, YearRow};
use crate::wording;

/// The years that have a value, newest first, this year in any case, then the baseline. A final value that
/// came to be known a year later stands above the one that was reported.
pub(super) fn year_rows<E: Edition>(measured: &Measured<'_, '_>) -> Vec<YearRow<E>> {
    let mut rows: Vec<YearRow<E>> =
        settled_since(measured).into_iter().filter_map(|since| settled_row(measured, since)).collect();
    for of in seen(measured) {
        let (year, standing) = (of.year, of.standing);
        let number = year.round.year;
        let current = number == measured.stage.now.round.year;
        let Some(value) = &of.value else {
            if current {
                rows.push(gap_row(measured));
            }
            rows.extend(settled_row(measured, (year, standing.indicator)));
            continue;
        };
        // On that year's site the page has the id that the indicator had then.
        let key = year.plan.indicator(standing.indicator).id.key();
        rows.push(YearRow {
            year: format!("{number}年"),
            shown: shown_value(value, measured.indicator)
                .asked(&year.tables.indicators[standing.indicator.0].questions()),
            lacks: None,
            schedule: schedule(standing.course.scheduled),
            interpolated: standing.course.scheduled.is_some_and(|s| s.is_interpolated()),
            difference: of.difference().map_or_else(|| DASH.to_owned(), wording::signed),
            change_text: match &of.change {
                Ok(change) => wording::change(measured.indicator, change),
                Err(why) => wording::no_change(why, E::READER),
            },
            sources: if current { measured.sources("", usize::MAX) } else { vec![] },
            origins: match current {
                true => measured.sources("", usize::MAX),
                false => sources_then(measured.stage, year, &value.sources, |figure| Some(figure.place)),
            },
            source_link: (!current).then(|| {
                year.to_page(format!("{number}年度报告"), format!("../../{number}/indicators/{key}.html"))
            }),
            current,
        });
        rows.extend(settled_row(measured, (year, standing.indicator)));
    }
    rows.extend(
        measured.all_published().into_iter().map(|(given, value)| published_row(measured, given, &value)),
    );
    rows.extend(baseline_row(measured));
    rows
}

/// A value that was published before the first round, with where it was.
fn published_row<E: Edition>(measured: &Measured<'_, '_>, given: &Published, value: &Quantity) -> YearRow<E> {
    let mut shown = shown_value(&as_compared(measured, given.year, value), measured.indicator);
    let status = shown.value_status.get_or_insert_with(|| "公布值".to_owned());
    // Data files name no file and line for it, so the note says where it comes from.
    shown.note = format!("全年{status}，来源：{}", given.source.inner);
    let notes = [given.basis.as_ref().map(|basis| format!("口径：{basis}")), given.standard.clone()];
    let notes: String = notes.into_iter().flatten().map(|note| format!("（{note}）")).collect();
    let of = (measured.indicator, measured.index);
    if !may_use(&measured.stage.now.round.decisions, of, given) {
        // A reader outside learns that it is looked at, the office by which rule.
        let code = given.doubted.filter(|_| E::READER == wording::Reader::Office);
        let reason = match code {
            _ if is_set_aside(&measured.stage.now.round.decisions, of, given) => "未采用".to_owned(),
            Some(code) => format!("待核实（{code}）"),
            None => "待核实".to_owned(),
        };
        shown = shown_gap(reason, measured.indicator);
    }
    YearRow {
        year: format!("{}年", given.year),
        shown,
        lacks: None,
        schedule: DASH.to_owned(),
        interpolated: false,
        difference: DASH.to_owned(),
        change_text: DASH.to_owned(),
        sources: vec![],
        origins: vec![],
        source_link: Some(words(format!("{}{notes}", given.source.inner))),
        current: false,
    }
}

fn gap_row<E: Edition>(measured: &Measured<'_, '_>) -> YearRow<E> {
    let none = measured.standing.value.as_ref().err().filter(|_| measured.standing.partial.is_some());
    YearRow {
        year: format!("{}年", measured.stage.now.round.year),
        shown: measured.shown::<E>(),
        lacks: none.map(|none| wording::no_value(*none, E::READER)),
        schedule: schedule(measured.standing.course.scheduled),
        interpolated: measured.standing.course.scheduled.is_some_and(|s| s.is_interpolated()),
        difference: DASH.to_owned(),
        change_text: DASH.to_owned(),
        sources: measured.sources("", usize::MAX),
        origins: measured.sources("", usize::MAX),
        source_link: None,
        current: true,
    }
}

fn baseline_row<E: Edition>(measured: &Measured<'_, '_>) -> Option<YearRow<E>> {
    let baseline = measured.indicator.baseline.as_ref()?;
    Some(YearRow {
        year: format!("{}年", baseline.year),
        shown: Shown {
            value: printed(baseline.value.inner.value),
            present: true,
            reason: None,
            ratio: None,
            unit_of_measure: measured.indicator.unit_of_measure.clone(),
            counted_on: None,
            period: None,
            value_status: Some("基期值".to_owned()),
            note: "基期值".to_owned(),
            open: None,
        },
        lacks: None,
        schedule: DASH.to_owned(),
        interpolated: false,
        difference: DASH.to_owned(),
        change_text: DASH.to_owned(),
        sources: vec![],
        origins: vec![],
        source_link: Some(words("方案")),
        current: false,
    })
}
