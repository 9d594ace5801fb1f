//! The chart of an indicator: actuals, baseline, targets and the path between them; 300 pixels high.

use rust_decimal::Decimal;
use serde::Serialize;

use super::scale::{Axis, Values, Years, extent};
use super::{Mark, PathNode, Segment, Spot, is_interpolated, number, path_nodes, path_value, whole};
use crate::report::series::Series;

/// Room between two labels of years that a narrow screen can show, in percent.
const NARROW_GAP: (i64, u32) = (115, 1);
/// The same for a screen of 760 pixels.
const WIDE_GAP: (i64, u32) = (46, 1);

/// Everything that is drawn, ready to place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// From the axis up.
    pub grid: Vec<GridLine>,
    /// Labels of years.
    pub years: Vec<YearLabel>,
    /// The path.
    pub path: Vec<Segment>,
    /// The values.
    pub actuals: Vec<Segment>,
    /// Changes of basis.
    pub breaks: Vec<Break>,
    /// From the path to the value in the reporting year.
    pub gap: Option<Gap>,
    /// Baseline, targets, values.
    pub marks: Vec<Mark>,
    /// Baseline, value of the reporting year, last target.
    pub labels: Vec<Label>,
    /// Whether the axis starts above zero; the caption then says so.
    pub cut: bool,
    /// What the legend has to explain.
    pub legend: Legend,
}

/// A horizontal line with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridLine {
    /// In pixels.
    pub y: String,
    /// Where the number stands.
    pub text_y: String,
    /// The number.
    pub text: String,
    /// The first line is the axis.
    pub axis: bool,
}

/// A year below the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearLabel {
    /// In percent.
    pub x: String,
    /// The year.
    pub text: i32,
    /// The reporting year.
    pub now: bool,
    /// Hidden on narrow screens.
    pub opt: bool,
}

/// A change of basis or standard, half a year before the first value on the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// In percent.
    pub x: String,
}

/// A vertical from the path to the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// In percent.
    pub x: String,
    /// On the path.
    pub y1: String,
    /// At the value.
    pub y2: String,
}

/// Words at a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// `mid`, `end` or empty for the anchor, and `strong` for the value of the reporting year.
    pub class: &'static str,
    /// In percent.
    pub x: String,
    /// In pixels.
    pub y: String,
    /// The words.
    pub text: String,
}

/// Which kinds of lines and marks are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Legend {
    /// 终值.
    pub settled: bool,
    /// 初步值或预计值.
    pub provisional: bool,
    /// 目标.
    pub target: bool,
    /// 路径（下达）: targets of consecutive years.
    pub path: bool,
    /// 路径（内插）.
    pub interpolated: bool,
    /// 基期.
    pub baseline: bool,
}

struct Frame<'s> {
    series: &'s Series,
    nodes: Vec<PathNode>,
    years: Years,
    values: Values,
}

/// Draws an indicator; `None` without values and targets, of a single value without a baseline, or when its numbers
/// cannot be computed with.
pub fn chart(series: &Series) -> Option<Chart> {
    if series.actuals.len() == 1 && series.baseline.is_none() {
        return None;
    }
    let nodes = path_nodes(series);
    let all_years = nodes.iter().map(|n| n.year).chain(series.actuals.iter().map(|a| a.year));
    let years = Years::new(all_years, 8, 80)?;
    let (least, greatest) =
        extent(nodes.iter().map(|n| n.value).chain(series.actuals.iter().map(|a| a.value)))?;
    let axis = Axis::new(least, greatest, series.percent)?;
    let values = Values { least: axis.least, greatest: axis.greatest, top: whole(34), height: whole(236) };
    let frame = Frame { series, nodes, years, values };
    let path = frame.path()?;
    Some(Chart {
        grid: grid(&axis, values)?,
        years: frame.year_labels(),
        legend: frame.legend(&path),
        path,
        actuals: frame.actuals()?,
        breaks: frame.breaks(),
        gap: frame.gap(),
        marks: frame.marks()?,
        labels: frame.labels()?,
        cut: axis.least > Decimal::ZERO,
    })
}

fn grid(axis: &Axis, values: Values) -> Option<Vec<GridLine>> {
    let lines = axis.lines();
    lines
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let y = values.y(*value)?;
            let text = value.normalize().to_string();
            Some(GridLine { y: number(y), text_y: number(y - whole(5)), text, axis: at == 0 })
        })
        .collect()
}

impl Frame<'_> {
    fn spot(&self, year: i32, value: Decimal) -> Option<Spot> {
        Some(Spot { x: self.years.x(year), y: self.values.y(value)? })
    }

    fn path(&self) -> Option<Vec<Segment>> {
        let pairs = self.nodes.windows(2);
        pairs
            .map(|pair| {
                let class = if is_interpolated(pair[0], pair[1]) { "path interp" } else { "path" };
                let from = self.spot(pair[0].year, pair[0].value)?;
                Some(from.to(self.spot(pair[1].year, pair[1].value)?, class))
            })
            .collect()
    }

    fn actuals(&self) -> Option<Vec<Segment>> {
        let pairs = self.series.actuals.windows(2).filter(|pair| !pair[1].apart);
        pairs
            .map(|pair| {
                let class = if pair[1].is_final { "act" } else { "act prov" };
                let from = self.spot(pair[0].year, pair[0].value)?;
                Some(from.to(self.spot(pair[1].year, pair[1].value)?, class))
            })
            .collect()
    }

    fn breaks(&self) -> Vec<Break> {
        let half =
            (self.years.x(self.years.first.saturating_add(1)) - self.years.x(self.years.first)) / whole(2);
        let changed = self.series.actuals.iter().skip(1).filter(|actual| actual.break_before);
        changed.map(|actual| Break { x: number(self.years.x(actual.year) - half) }).collect()
    }

    fn gap(&self) -> Option<Gap> {
        let actual = self.series.actuals.iter().find(|actual| actual.year == self.series.year)?;
        let on_path = self.values.y(path_value(&self.nodes, actual.year)?)?;
        let at = self.spot(actual.year, actual.value)?;
        ((on_path - at.y).abs() >= whole(3)).then(|| Gap {
            x: number(at.x),
            y1: number(on_path),
            y2: number(at.y),
        })
    }

    fn marks(&self) -> Option<Vec<Mark>> {
        let mut marks = vec![];
        if let Some(base) = &self.series.baseline {
            marks.push(self.spot(base.year, base.value)?.mark("m-base"));
        }
        for node in self.series.targets.iter().filter(|node| !node.interpolated) {
            marks.push(self.spot(node.year, node.value)?.mark("m-target"));
        }
        for actual in &self.series.actuals {
            // The baseline has a mark of its own; a second one on top would only hide it.
            let is_base = self
                .series
                .baseline
                .as_ref()
                .is_some_and(|b| b.year == actual.year && b.value == actual.value);
            if !is_base {
                let id = if actual.is_final { "m-final" } else { "m-prov" };
                marks.push(self.spot(actual.year, actual.value)?.mark(id));
            }
        }
        Some(marks)
    }

    fn year_labels(&self) -> Vec<YearLabel> {
        let (first, last, now) = (self.years.first, self.years.last, self.series.year);
        let nodes = self.nodes.iter().map(|node| node.year);
        let wanted = [now, last, first].into_iter().chain(nodes).chain(first..=last);
        let mut placed: Vec<(i32, Decimal, bool)> = vec![];
        for year in wanted.filter(|year| (first..=last).contains(year)) {
            let x = self.years.x(year);
            let near = |gap: (i64, u32), all: bool| {
                placed
                    .iter()
                    .any(|(_, other, opt)| (all || !opt) && (*other - x).abs() < Decimal::new(gap.0, gap.1))
            };
            if !placed.iter().any(|(other, ..)| *other == year) && !near(WIDE_GAP, true) {
                placed.push((year, x, near(NARROW_GAP, false)));
            }
        }
        placed.sort_by_key(|(year, ..)| *year);
        placed
            .into_iter()
            .map(|(year, x, opt)| YearLabel { x: number(x), text: year, now: year == now, opt })
            .collect()
    }

    fn labels(&self) -> Option<Vec<Label>> {
        let mut placed = Placed::default();
        if let Some(actual) = self.series.actuals.iter().find(|actual| actual.year == self.series.year) {
            let at = self.spot(actual.year, actual.value)?;
            let on_path = path_value(&self.nodes, actual.year).and_then(|value| self.values.y(value));
            let above = on_path.is_none_or(|path| at.y <= path);
            placed.put(at, above, true, actual.text.clone());
        }
        let rises = match (self.nodes.first(), self.nodes.last()) {
            (Some(first), Some(last)) => last.value >= first.value,
            _ => true,
        };
        if let Some(node) = self.series.targets.iter().rev().find(|node| !node.interpolated) {
            let at = self.spot(node.year, node.value)?;
            placed.put(at, rises, false, format!("目标 {}", node.text));
        }
        if let Some(base) = &self.series.baseline {
            let at = self.spot(base.year, base.value)?;
            placed.put(at, !rises, false, format!("基期 {}", base.text));
        }
        Some(placed.labels)
    }

    fn legend(&self, path: &[Segment]) -> Legend {
        let actuals = &self.series.actuals;
        Legend {
            settled: actuals.iter().any(|actual| actual.is_final),
            provisional: actuals.iter().any(|actual| !actual.is_final),
            target: self.series.targets.iter().any(|node| !node.interpolated),
            path: path.iter().any(|segment| segment.class == "path"),
            interpolated: path.iter().any(|segment| segment.class == "path interp"),
            baseline: self.series.baseline.is_some(),
        }
    }
}

/// Labels so far; a label that would cover another goes to the other side of its mark, or away: the
/// table below the chart has all numbers.
#[derive(Default)]
struct Placed {
    labels: Vec<Label>,
    spots: Vec<Spot>,
}

impl Placed {
    fn put(&mut self, at: Spot, above: bool, strong: bool, text: String) {
        let (up, down) = (at.y - whole(13), at.y + whole(23));
        let sides = if above { [up, down] } else { [down, up] };
        let free = sides.into_iter().find(|y| {
            let inside = *y >= whole(14) && *y <= whole(267);
            inside
                && !self
                    .spots
                    .iter()
                    .any(|other| (other.x - at.x).abs() < whole(20) && (other.y - *y).abs() < whole(18))
        });
        let Some(y) = free else { return };
        self.spots.push(Spot { x: at.x, y });
        let long = text.chars().count() > 9;
        let (x, anchor) = match () {
            () if long && at.x > whole(75) => (whole(100), "end"),
            () if long && at.x < whole(20) => (Decimal::ZERO, ""),
            () => (at.x, "mid"),
        };
        let class = match (strong, anchor) {
            (true, "end") => "end strong",
            (true, "") => "strong",
            (true, _) => "mid strong",
            (false, other) => other,
        };
        self.labels.push(Label { class, x: number(x), y: number(y), text });
    }
}
