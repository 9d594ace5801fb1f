//! The geometry of charts: x in percent of the width, y in pixels, so that type keeps its size at any
//! width and no picture is made twice.
//!
//! Takes the plain series of the view models; gives lines, marks and labels as finished numbers with
//! at most two decimals. All arithmetic is decimal; a series whose numbers are too large for it has no
//! chart. Never names a colour: everything is themed by class.

mod columns;
mod counts;
mod curve;
mod run;
mod scale;
mod spark;

pub use columns::{Columns, Pillar, columns};
pub use counts::{BarPart, Bars, UnitMark, UnitMarks, bar, percent_bar, unit_marks};
pub use curve::{Curve, curve};
pub use run::{Break, Chart, Gap, GridLine, Label, Legend, YearLabel, chart};
pub use spark::{Spark, spark};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::series::{Point, Series};

/// A straight line. Its ends may be anywhere in the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// `path`, `path interp`, `act`, `act prov`, `axis`.
    pub class: &'static str,
    /// Start, in percent of the width.
    pub x1: String,
    /// Start, in pixels from the top.
    pub y1: String,
    /// End, in percent.
    pub x2: String,
    /// End, in pixels.
    pub y2: String,
}

/// One of the four shapes that every page defines once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// `m-base`, `m-target`, `m-final`, `m-prov`.
    pub id: &'static str,
    /// In percent of the width.
    pub x: String,
    /// In pixels from the top.
    pub y: String,
}

/// At most two decimals and no trailing zeros.
fn number(value: Decimal) -> String {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

fn whole(value: i64) -> Decimal {
    Decimal::from(value)
}

/// Where a mark of the picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    x: Decimal,
    y: Decimal,
}

impl Spot {
    fn mark(self, id: &'static str) -> Mark {
        Mark { id, x: number(self.x), y: number(self.y) }
    }

    fn to(self, end: Spot, class: &'static str) -> Segment {
        Segment { class, x1: number(self.x), y1: number(self.y), x2: number(end.x), y2: number(end.y) }
    }
}

/// A node of the path: the baseline or a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PathNode {
    year: i32,
    value: Decimal,
    interpolated: bool,
}

/// The broken line from the baseline through the targets, in order of year, one node a year.
fn path_nodes(series: &Series) -> Vec<PathNode> {
    let first = series.baseline.iter().map(|Point { year, value, .. }| (*year, *value, false));
    let targets = series.targets.iter().map(|node| (node.year, node.value, node.interpolated));
    let mut nodes: Vec<PathNode> = first
        .chain(targets)
        .map(|(year, value, interpolated)| PathNode { year, value, interpolated })
        .collect();
    nodes.sort_by_key(|node| node.year);
    nodes.dedup_by_key(|node| node.year);
    nodes
}

/// The value of the path in a year between two of its nodes; `None` outside.
fn path_value(nodes: &[PathNode], year: i32) -> Option<Decimal> {
    if let Some(node) = nodes.iter().find(|node| node.year == year) {
        return Some(node.value);
    }
    let pair = nodes.windows(2).find(|pair| pair[0].year < year && year < pair[1].year)?;
    let (from, to) = (pair[0], pair[1]);
    let part = whole(i64::from(year) - i64::from(from.year));
    let span = whole(i64::from(to.year) - i64::from(from.year));
    to.value.checked_sub(from.value)?.checked_mul(part)?.checked_div(span)?.checked_add(from.value)
}

/// Whether a part of the path is drawn dotted: no target was given for each of its years.
fn is_interpolated(from: PathNode, to: PathNode) -> bool {
    from.interpolated || to.interpolated || i64::from(to.year) - i64::from(from.year) > 1
}

#[cfg(test)]
mod tests;
