//! The run of an indicator over the years, for its chart.
//!
//! Takes the values of the years up to the reporting year; gives a series. Never looks ahead of the
//! year that is reported on, and never joins values of different basis.

use super::figures::Measured;
use super::seen::{Seen, as_compared, seen};
use crate::assess::{NoChange, YearOnYear};
use crate::measure::{Incomparable, Quantity, Unit, comparable, differences, printed};
use crate::plan::{Indicator, Operator, ValueStatus};
use crate::report::{Actual, Node, Point, Series};
use crate::wording;

/// The run over the years; `None` for goals in words and where there is nothing to draw.
pub(super) fn series(measured: &Measured<'_, '_>) -> Option<Series> {
    if measured.in_words() {
        return None;
    }
    let baseline = measured.indicator.baseline.as_ref().map(|b| Point {
        year: b.year,
        value: b.value.inner.value,
        text: printed(b.value.inner.value),
    });
    let (actuals, targets) = (actuals(measured), nodes(measured));
    if actuals.is_empty() && (baseline.is_none() || targets.is_empty()) {
        return None;
    }
    Some(Series {
        name: measured.indicator.name.inner.clone(),
        unit_of_measure: measured.indicator.unit_of_measure.clone(),
        percent: Unit::of(measured.indicator) == Unit::Percent,
        year: measured.stage.now.round.year,
        description: description(measured, &actuals, &targets),
        baseline,
        actuals,
        targets,
    })
}

fn actuals(measured: &Measured<'_, '_>) -> Vec<Actual> {
    let mut actuals: Vec<Actual> = vec![];
    let mut before: Option<&Quantity> = None;
    // Years after the reporting year are not known to its report: old years render as they were.
    let years = seen(measured);
    for (at, Seen { year, standing, value, change }) in years.iter().enumerate().rev() {
        // The final value of a year counts as soon as a later round gives it.
        let after = at.checked_sub(1).map(|at| &years[at]);
        let settled = after.filter(|next| next.year.round.year == year.round.year + 1).and_then(|next| {
            next.year.tables.indicators.get(next.standing.indicator.0)?.last_year.as_deref()
        });
        let Some(value) = settled.or(value.as_deref()) else { continue };
        actuals.push(Actual {
            year: year.round.year,
            value: value.number,
            text: as_compared(measured, year.round.year, value).shown(),
            is_final: settled.is_some_and(|value| value.is_final()) || standing.is_final,
            break_before: before.is_some_and(|then| is_break(measured.indicator, then, value)),
            apart: before.is_some_and(|then| is_apart(measured.indicator, then, value))
                || is_of_others(change),
        });
        before = Some(value);
    }
    // Alone, what was published before the first round makes no run: it stands in the table.
    if !actuals.is_empty() {
        prepend_published(measured, &mut actuals);
    }
    actuals
}

fn prepend_published(measured: &Measured<'_, '_>, actuals: &mut Vec<Actual>) {
    let years = measured.years_back();
    let mut after = years.iter().rev().find_map(|(_, standing)| standing.value.as_deref().ok()).cloned();
    for (given, value) in measured.published() {
        if let (Some(first), Some(next)) = (actuals.first_mut(), &after) {
            first.break_before = is_break(measured.indicator, &value, next);
            first.apart = is_apart(measured.indicator, &value, next);
        }
        let text = as_compared(measured, given.year, &value).shown();
        let is_final = value.status.is_none_or(|status| status == ValueStatus::Final);
        let year = given.year;
        actuals.insert(
            0,
            Actual { year, value: value.number, text, is_final, break_before: false, apart: false },
        );
        after = Some(value);
    }
}

fn nodes(measured: &Measured<'_, '_>) -> Vec<Node> {
    let mut nodes: Vec<Node> = vec![];
    let now = measured.stage.now.round.year;
    for judged in measured.standing.targets.iter().filter(|t| t.counts) {
        let Some(target) = measured.indicator.targets.get(judged.target) else { continue };
        let whole = target.unit.is_none() && target.op.inner != Operator::Verdict;
        let (Some(year), Some(value), true) = (target.year, judged.bound, whole) else { continue };
        let text = wording::bound_in_words(&wording::target_said_short(measured.indicator, target));
        if !nodes.iter().any(|node| node.year == year) {
            nodes.push(Node { year, value, text, interpolated: false });
        }
    }
    if let Some(scheduled) = measured.standing.course.scheduled.filter(|s| s.is_interpolated())
        && !nodes.iter().any(|node| node.year == now)
    {
        let text = measured.target().in_words_short();
        nodes.push(Node { year: now, value: scheduled.value, text, interpolated: true });
    }
    nodes.sort_by_key(|node| node.year);
    nodes
}

fn description(measured: &Measured<'_, '_>, actuals: &[Actual], targets: &[Node]) -> String {
    let unit = measured.indicator.unit_of_measure.as_deref().unwrap_or("");
    let mut parts: Vec<String> = vec![];
    if let Some(baseline) = &measured.indicator.baseline {
        let value = printed(baseline.value.inner.value);
        parts.push(format!("基期{}年{value}{unit}", baseline.year));
    }
    if let (Some(first), Some(last)) = (actuals.first(), actuals.last()) {
        if first.year != last.year {
            parts.push(format!("{}年{}{unit}", first.year, first.text));
        }
        parts.push(format!("{}年{}{unit}", last.year, last.text));
    }
    let goals: Vec<String> = targets
        .iter()
        .filter(|node| !node.interpolated)
        .map(|node| format!("{}年{}", node.year, node.text))
        .collect();
    if !goals.is_empty() {
        parts.push(format!("目标{}", goals.join("、")));
    }
    format!("{}。逐年数值见下表。", parts.join("；"))
}

/// Whether two values are not compared, and no line may say otherwise: a year's figure and that of eleven months.
fn is_apart(indicator: &Indicator, before: &Quantity, now: &Quantity) -> bool {
    comparable(indicator, now, before).is_err()
}

/// Whether two values are of another basis or edition of the standard.
fn is_break(indicator: &Indicator, before: &Quantity, now: &Quantity) -> bool {
    let unlike = differences(indicator, now, before);
    unlike.basis || unlike.standard
}

/// Whether what was put together the year before was of other units.
fn is_of_others(change: &Result<YearOnYear, NoChange>) -> bool {
    matches!(change, Err(NoChange::Incomparable(Incomparable::Parts(..))))
}
