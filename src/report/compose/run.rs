//! The run of an indicator over the years, for its chart.
//!
//! Takes the values of the years up to the reporting year; gives a series. Never looks ahead of the
//! year that is reported on, and never joins values of different basis.

use super::YearData;
use super::figures::Measured;
use crate::assess::IndicatorStanding;
use crate::consolidate::as_published;
use crate::measure::{Comparable, Incomparable, Quantity, Unit, shown};
use crate::plan::{Indicator, Operator, Published, ValueStatus};
use crate::report::{Actual, Node, Point, Series};
use crate::wording;

impl Measured<'_, '_> {
    /// The run over the years; `None` for goals in words and where there is nothing to draw.
    pub(super) fn series(&self) -> Option<Series> {
        if self.in_words() {
            return None;
        }
        let baseline = self.indicator.baseline.as_ref().map(|b| Point {
            year: b.year,
            value: b.value.inner.value,
            text: shown(b.value.inner.value, self.standing.digits),
        });
        let (actuals, targets) = (self.actuals(), self.nodes());
        if actuals.is_empty() && (baseline.is_none() || targets.is_empty()) {
            return None;
        }
        Some(Series {
            name: self.indicator.name.inner.clone(),
            unit_of_measure: self.indicator.unit_of_measure.clone(),
            percent: Unit::of(self.indicator) == Unit::Percent,
            decimals: self.standing.digits,
            year: self.stage.now.round.year,
            description: self.description(&actuals, &targets),
            baseline,
            actuals,
            targets,
        })
    }

    pub(super) fn actuals(&self) -> Vec<Actual> {
        let mut actuals: Vec<Actual> = vec![];
        let mut before: Option<&Quantity> = None;
        // Years after the reporting year are not known to its report: old years render as they were.
        for (year, standing) in self.years_back().into_iter().rev() {
            let Ok(value) = &standing.value else { continue };
            actuals.push(Actual {
                year: year.round.year,
                value: value.number,
                text: value.shown(),
                is_final: standing.is_final,
                break_before: before.is_some_and(|b| is_break(b, value)),
            });
            before = Some(value);
        }
        // Alone, what was published before the first round makes no run: it stands in the table.
        if !actuals.is_empty() {
            self.prepend_published(&mut actuals);
        }
        actuals
    }

    fn prepend_published(&self, actuals: &mut Vec<Actual>) {
        let years = self.years_back();
        let mut after = years.iter().rev().find_map(|(_, standing)| standing.value.as_deref().ok()).cloned();
        for (given, value) in self.published() {
            if let (Some(first), Some(next)) = (actuals.first_mut(), &after) {
                first.break_before = is_break(&value, next);
            }
            let text = value.shown();
            let is_final = value.status.is_none_or(|status| status == ValueStatus::Final);
            let year = given.year;
            actuals.insert(0, Actual { year, value: value.number, text, is_final, break_before: false });
            after = Some(value);
        }
    }

    /// 历年公布值 of years that no round reported on, newest first.
    pub(super) fn published(&self) -> Vec<(&Published, Quantity)> {
        let first = self.years_back().iter().map(|(year, _)| year.round.year).min();
        let given =
            self.indicator.history.iter().filter(|given| first.is_none_or(|first| given.year < first));
        let mut given: Vec<&Published> = given.map(|given| &given.inner).collect();
        given.sort_by_key(|given| std::cmp::Reverse(given.year));
        given.into_iter().map(|given| (given, as_published(self.indicator, given))).collect()
    }

    /// How the indicator stood in the years up to this one, newest first. Years in which the plan had no
    /// such indicator, or measured it in another unit, are not its years.
    pub(super) fn years_back(&self) -> Vec<(&YearData<'_>, &IndicatorStanding)> {
        let same_unit = |then: &Indicator| {
            then.unit_of_measure.as_deref().map(str::trim)
                == self.indicator.unit_of_measure.as_deref().map(str::trim)
        };
        let years = self.stage.years_back().filter_map(|(year, back)| {
            let index = match back {
                None => self.index,
                Some(back) => back.indicator(self.index)?,
            };
            let standing = year.progress.indicators.get(index.0)?;
            same_unit(year.plan.indicator(index)).then_some((year, standing))
        });
        years.collect()
    }

    pub(super) fn nodes(&self) -> Vec<Node> {
        let mut nodes: Vec<Node> = vec![];
        let now = self.stage.now.round.year;
        for judged in self.standing.targets.iter().filter(|t| t.counts) {
            let Some(target) = self.indicator.targets.get(judged.target) else { continue };
            let whole = target.unit.is_none() && target.op.inner != Operator::Verdict;
            let (Some(year), Some(value), true) = (target.year, judged.bound, whole) else { continue };
            let text = wording::target_short(self.indicator, target, self.standing.digits);
            if !nodes.iter().any(|node| node.year == year) {
                nodes.push(Node { year, value, text, interpolated: false });
            }
        }
        if let Some(scheduled) = self.standing.course.scheduled.filter(|s| s.is_interpolated())
            && !nodes.iter().any(|node| node.year == now)
        {
            let text = self.target().text;
            nodes.push(Node { year: now, value: scheduled.value, text, interpolated: true });
        }
        nodes.sort_by_key(|node| node.year);
        nodes
    }

    pub(super) fn description(&self, actuals: &[Actual], targets: &[Node]) -> String {
        let unit = self.indicator.unit_of_measure.as_deref().unwrap_or("");
        let mut parts: Vec<String> = vec![];
        if let Some(baseline) = &self.indicator.baseline {
            let value = shown(baseline.value.inner.value, self.standing.digits);
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
}

/// Whether the line breaks between two values: another basis or edition of the standard.
fn is_break(before: &Quantity, now: &Quantity) -> bool {
    matches!(Comparable::new(now, before), Err(Incomparable::Basis(..) | Incomparable::Standard(..)))
}
