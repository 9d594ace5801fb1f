//! The small run of an indicator beside its number; 64 pixels high, each with its own scale.

use rust_decimal::Decimal;
use serde::Serialize;

use super::scale::{Values, Years, extent};
use super::{Mark, PathNode, Segment, Spot, path_nodes, path_value, whole};
use crate::report::series::{Actual, Series};

/// Lines and marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spark {
    /// Path first, values on top.
    pub lines: Vec<Segment>,
    /// The target of the reporting year and the last value.
    pub marks: Vec<Mark>,
}

/// Draws the run up to four years after the reporting year; `None` when there is nothing to draw.
pub fn spark(series: &Series) -> Option<Spark> {
    let nodes = visible_path(series);
    let actuals = &series.actuals;
    let all_years = nodes.iter().map(|n| n.year).chain(actuals.iter().map(|a| a.year));
    let years = Years::new(all_years, 3, 94)?;
    let all_values = nodes.iter().map(|n| n.value).chain(actuals.iter().map(|a| a.value));
    let (least, greatest) = extent(all_values)?;
    let values = Values { least, greatest, top: whole(9), height: whole(44) };
    let spot = |year, value| Some(Spot { x: years.x(year), y: values.y(value)? });
    let mut lines = vec![];
    for pair in nodes.windows(2) {
        lines.push(spot(pair[0].year, pair[0].value)?.to(spot(pair[1].year, pair[1].value)?, "path"));
    }
    for pair in actuals.windows(2).filter(|pair| !pair[1].apart) {
        let class = if pair[1].is_final { "act" } else { "act prov" };
        lines.push(spot(pair[0].year, pair[0].value)?.to(spot(pair[1].year, pair[1].value)?, class));
    }
    // One point is no run: it stands on a line of its own, between where things began and where they shall be.
    if !lines.iter().any(|line| line.class.starts_with("act"))
        && let (Some(actual), Some(target)) = (actuals.last(), ahead(series))
    {
        return scale(series.baseline.as_ref().map(|point| point.value), target, actual, series.percent);
    }
    let mut marks = vec![];
    if let Some(value) = path_value(&nodes, series.year) {
        marks.push(spot(series.year, value)?.mark("m-target"));
    }
    if let Some(last) = actuals.last() {
        marks.push(spot(last.year, last.value)?.mark(if last.is_final { "m-final" } else { "m-prov" }));
    }
    (!lines.is_empty()).then_some(Spark { lines, marks })
}

/// The target of the reporting year, else the next one, else the last.
fn ahead(series: &Series) -> Option<Decimal> {
    let mut targets: Vec<_> = series.targets.iter().map(|node| (node.year, node.value)).collect();
    targets.sort_by_key(|(year, _)| *year);
    let next = targets.iter().find(|(year, _)| *year >= series.year).or(targets.last());
    next.map(|(_, value)| *value)
}

/// One value and its target, with no other year to join them to: a bar from the baseline, else from zero, on a line
/// of their own.
fn scale(baseline: Option<Decimal>, target: Decimal, actual: &Actual, percent: bool) -> Option<Spark> {
    let zero = || [Decimal::ZERO, if percent { whole(100) } else { Decimal::ZERO }];
    let ends = baseline.map_or_else(zero, |baseline| [baseline, baseline]);
    let (least, greatest) = extent(ends.into_iter().chain([target, actual.value]))?;
    let length = greatest.checked_sub(least).filter(|length| !length.is_zero())?;
    let at = |value: Decimal| {
        let part = value.checked_sub(least)?.checked_mul(whole(94))?.checked_div(length)?;
        Some(Spot { x: whole(3).checked_add(part)?, y: whole(32) })
    };
    let (begin, value) = (at(baseline.unwrap_or(Decimal::ZERO))?, at(actual.value)?);
    let (class, id) = if actual.is_final { ("act", "m-final") } else { ("act prov", "m-prov") };
    Some(Spark {
        lines: vec![at(least)?.to(at(greatest)?, "axis"), begin.to(value, class)],
        marks: baseline
            .map(|_| begin.mark("m-base"))
            .into_iter()
            .chain([at(target)?.mark("m-target"), value.mark(id)])
            .collect(),
    })
}

/// The path up to four years after the reporting year, cut there on the line.
fn visible_path(series: &Series) -> Vec<PathNode> {
    let end = series.year.saturating_add(4);
    let all = path_nodes(series);
    let mut nodes: Vec<PathNode> = all.iter().copied().filter(|node| node.year <= end).collect();
    let is_cut = nodes.len() < all.len() && nodes.last().is_some_and(|node| node.year < end);
    if let Some(value) = path_value(&all, end).filter(|_| is_cut) {
        nodes.push(PathNode { year: end, value, interpolated: true });
    }
    nodes
}
