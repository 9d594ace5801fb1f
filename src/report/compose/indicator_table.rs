//! 指标完成情况表: all indicators, by group.
//!
//! Takes indicators with their standings; gives rows. Never leaves out an indicator.

use super::cells::DASH;
use super::compared::{compared_with, counted_before, settled_before};
use super::downloads::downloads;
use super::figures::{Measured, SOURCES};
use super::frame::{Spec, Tab, frame};
use super::headline::value_note;
use super::judged::count_indicators;
use super::letter::signer;
use super::links::{indicator_link, words};
use super::reporters::{because, indicator_note, is_told, shown_of};
use super::stage::Stage;
use super::tags::indicator_kind;
use crate::assess::NoValue;
use crate::measure::{Unit, printed};
use crate::report::{Edition, Group, IndicatorColumns, IndicatorRow, IndicatorTable, goals};
use crate::wording;
use crate::wording::achievement::Lacks;

const BASE: &str = "../";

/// 指标完成情况表.
pub(super) fn indicator_table<E: Edition>(stage: &Stage<'_>) -> IndicatorTable<E> {
    let mut groups: Vec<Group<IndicatorRow<E>>> = vec![];
    // Where the plan has no groups at all, there is nothing that the rest could be other than.
    let any = stage.plan.indicators().any(|(_, indicator)| indicator.group.is_some());
    let rest = if any { "其他" } else { "以数值衡量的目标" };
    for (index, indicator) in stage.plan.indicators() {
        let name = indicator.group.as_deref().unwrap_or(rest);
        let row = indicator_row(&Measured::of(stage, index), 0);
        match groups.iter_mut().find(|group| group.link.text == name) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { link: words(name), rows: vec![row] }),
        }
    }
    // The numbers follow the table as it is printed, group by group.
    for (at, row) in groups.iter_mut().flat_map(|group| &mut group.rows).enumerate() {
        row.seq = at + 1;
    }
    let mut spec = Spec::list("indicators/index.html", "指标完成情况表", Tab::Indicators);
    spec.byline = vec![words(format!("{}年度", stage.now.round.year))];
    spec.byline.extend(stage.data_as_of().map(words));
    IndicatorTable {
        frame: frame::<E>(stage, spec),
        count: count_indicators(stage, stage.plan.indicators().map(|(index, _)| index)),
        columns: columns(groups.iter().flat_map(|group| &group.rows)),
        groups,
        note: value_note(stage),
        files: downloads::<E>(stage, BASE),
    }
}

/// Columns that every table of figures has.
const ALWAYS: usize = 8;

fn columns<'r, E: Edition>(rows: impl Iterator<Item = &'r IndicatorRow<E>>) -> IndicatorColumns {
    let (worded, measured): (Vec<_>, Vec<_>) = rows.partition(|row| row.is_goal);
    let any = |says: fn(&IndicatorRow<E>) -> bool| measured.iter().any(|row| says(row));
    let first = measured.first().map_or(DASH, |row| row.kind);
    let kind = measured.iter().any(|row| row.kind != first);
    let [baseline, last, change, difference] = [
        any(|row| row.baseline != DASH),
        any(|row| row.last.present),
        any(|row| row.is_held_against_last),
        any(|row| row.difference != DASH),
    ];
    IndicatorColumns {
        measured: measured.len(),
        worded: worded.len(),
        kind,
        only_kind: Some(first).filter(|first| !kind && *first != DASH),
        baseline,
        last,
        change,
        difference,
        count: ALWAYS + [kind, baseline, last, change, difference].iter().filter(|shown| **shown).count(),
    }
}

fn indicator_row<E: Edition>(measured: &Measured<'_, '_>, seq: usize) -> IndicatorRow<E> {
    let target = measured.target();
    let note = wording::judgement_note(&measured.subject(), E::READER);
    let baseline = measured.indicator.baseline.as_ref();
    let mut row = IndicatorRow {
        is_goal: false,
        goal_year: goals::year(&target.of, measured.stage.now.round.year),
        seq,
        id: measured.indicator.id.as_str().to_owned(),
        link: indicator_link(measured.stage, BASE, measured.index),
        unit_of_measure: measured.indicator.unit_of_measure.clone().unwrap_or_else(|| DASH.to_owned()),
        kind: indicator_kind(measured.indicator.kind),
        baseline: baseline.map_or_else(|| DASH.to_owned(), |b| printed(b.value.inner.value)),
        baseline_year: baseline.map(|b| format!("{}年", b.year)),
        last: measured.last_shown(E::READER, E::PUBLISHED),
        target_note: target.note(),
        target_words: target.in_words_short(),
        target_text: target.text,
        target_said: target.said,
        target_of: target.of,
        is_worded: !measured.indicator.targets.is_empty()
            && measured.indicator.targets.iter().all(|target| target.value.is_none()),
        phrase: measured.phrase(),
        goals: measured.goals(),
        shown: measured.shown::<E>(),
        absence: measured.standing.value.as_ref().err().map(|none| wording::absence(*none, E::READER)),
        is_held_against_last: measured.is_held_against_last(),
        difference: measured.difference(),
        is_good: measured.standing.distance.and_then(|distance| distance.is_good),
        change: measured.change(),
        change_signed: measured.change_signed(),
        compared_with: compared_with(measured),
        counted_before: counted_before(measured).map(|day| day.to_string()),
        settled_before: settled_before(measured),
        each: each::<E>(measured),
        change_text: measured.change_text(E::READER),
        schedule_text: measured.schedule_text().to_owned(),
        standing: measured.tag(),
        because: because::<E>(measured),
        is_decided_elsewhere: note.as_ref().is_some_and(|note| note.decides),
        is_counted: note.as_ref().is_some_and(|note| note.is_count),
        standing_note: note.map(|note| note.text),
        ruled: measured.is_ruled().then(|| wording::ruled(signer(measured.stage).as_deref(), E::READER)),
        basis: basis(measured),
        units_text: measured.units_text(),
        sources: measured.sources(&indicator_file(measured), SOURCES),
        source_text: measured.source_text(),
        origins: measured.sources(&indicator_file(measured), usize::MAX),
        lacks: lacks::<E>(measured),
        incomparable: measured.incomparable(E::READER),
        internal: E::only(|| indicator_note(measured)),
    };
    row.is_goal = goals::in_words(&row);
    row
}

/// 口径 of the figure, else of the plan.
fn basis(measured: &Measured<'_, '_>) -> String {
    let own = measured.value().and_then(|value| value.basis.clone());
    own.or_else(|| measured.indicator.basis.clone()).unwrap_or_else(|| DASH.to_owned())
}

/// What the figure of the whole lacks; the public reads of each state what is open to it.
fn lacks<E: Edition>(measured: &Measured<'_, '_>) -> Option<Lacks> {
    let Err(NoValue::Incomplete { have, of, lacking }) = measured.standing.value else { return None };
    let states = if E::READER == wording::Reader::Public { lacking.outside() } else { lacking };
    Some(Lacks { have, of, states })
}

/// `甲县3个`, of every unit that may be told alone; where there is a figure of all nobody is asked for them.
fn each<E: Edition>(measured: &Measured<'_, '_>) -> Vec<String> {
    if !matches!(measured.standing.value, Err(NoValue::Separate)) {
        return vec![];
    }
    let unit = Unit::of(measured.indicator).text();
    let told = measured.stage.figures(measured.index).figures.iter();
    let told = told.filter(|figure| is_told::<E>(measured, figure));
    let told = told.map(|figure| (figure.unit, shown_of::<E>(measured, figure)));
    told.filter(|(_, shown)| shown.present)
        .map(|(at, shown)| format!("{}{}{unit}", measured.stage.name(at), shown.value))
        .collect()
}

fn indicator_file(measured: &Measured<'_, '_>) -> String {
    format!("{}.html", measured.indicator.id.key())
}
