//! The schedule of an indicator: the broken line through its baseline and targets (assessment.md, section 1).

use rust_decimal::Decimal;

use super::bound::Bound;
use crate::plan::Operator;
use crate::submission::PartOfYear;

/// Where a scheduled value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduledBy {
    /// This year's own target, by position in the indicator's targets.
    ThisYear(usize),
    /// A target without a year, which holds always, by position.
    Always(usize),
    /// 推算: interpolated between two points of the line.
    Interpolated,
}

/// 时序值: what the schedule asks of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// p(y) as it is printed: what is reckoned has the digits of [`super::Written`]. Of a range its lower end.
    pub value: Decimal,
    /// The upper end of a range, as it is printed.
    pub max: Option<Decimal>,
    /// p(y) in full: so it is judged. Of a range its lower end.
    pub exact: Decimal,
    /// The part of the year that it is reckoned for, where it is not the whole (按1—11月折算).
    pub part: Option<PartOfYear>,
    /// Where it comes from.
    pub by: ScheduledBy,
}

impl Scheduled {
    /// As what a distance is measured from: v − p; for a range the distance to its nearest end, 0 inside.
    pub fn as_range(self) -> Bound {
        Bound { op: Operator::Range, value: self.value, max: self.max }
    }

    /// Whether it is a number of the plan's own, of the whole year.
    pub(super) fn is_given(self) -> bool {
        self.part.is_none() && !self.is_interpolated()
    }

    /// What it asks on the way to a target that asks this: who is on the line is where he should be, though the target
    /// itself be one that has to be passed.
    pub fn asks(self, target: Operator) -> Operator {
        match target {
            Operator::Above if self.is_interpolated() => Operator::AtLeast,
            Operator::Below if self.is_interpolated() => Operator::AtMost,
            asked => asked,
        }
    }

    /// Whether it was computed, not given.
    pub fn is_interpolated(self) -> bool {
        self.by == ScheduledBy::Interpolated
    }
}

/// A value that is given for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// The value.
    pub value: Decimal,
}

/// The broken line through given points, in the order of their years.
#[derive(Debug, Clone, Default)]
pub struct Line {
    points: Vec<Point>,
}

impl Line {
    /// Of two points of one year the first counts.
    pub(super) fn through(given: impl IntoIterator<Item = Point>) -> Self {
        let mut points: Vec<Point> = vec![];
        for point in given {
            if points.iter().all(|other| other.year != point.year) {
                points.push(point);
            }
        }
        points.sort_by_key(|point| point.year);
        Line { points }
    }

    /// The segment in which a year lies; none outside the line.
    pub fn segment(&self, year: i32) -> Option<(Point, Point)> {
        let pairs = self.points.windows(2).map(|pair| (pair[0], pair[1]));
        pairs.into_iter().find(|(from, to)| (from.year..=to.year).contains(&year))
    }

    /// Whether it has no point.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// p(y) = v₁ + (v₂ − v₁) × (y − y₁) ÷ (y₂ − y₁) as a fraction, so that it is divided only once; none outside the
    /// line or out of range.
    pub(super) fn at(&self, year: i32) -> Option<(Decimal, Decimal)> {
        let (from, to) = self.segment(year)?;
        let years = years_between(from.year, to.year);
        let part = to.value.checked_sub(from.value)?.checked_mul(years_between(from.year, year))?;
        Some((from.value.checked_mul(years)?.checked_add(part)?, years))
    }

    /// The year, with its fraction, at which the line has a value. Only where the line is strictly
    /// monotone and improves (`sense` +1 or −1), and the value lies on it: elsewhere “ahead” and
    /// “behind” would have no meaning.
    pub fn year_of(&self, value: Decimal, sense: Decimal) -> Option<Decimal> {
        let rises = |from: Point, to: Point| match to.value.cmp(&from.value) {
            std::cmp::Ordering::Greater => sense > Decimal::ZERO,
            std::cmp::Ordering::Less => sense < Decimal::ZERO,
            std::cmp::Ordering::Equal => false,
        };
        if !self.points.windows(2).all(|pair| rises(pair[0], pair[1])) {
            return None;
        }
        let pair = self.points.windows(2).find(|pair| {
            let (low, high) = (pair[0].value.min(pair[1].value), pair[0].value.max(pair[1].value));
            (low..=high).contains(&value)
        })?;
        let (from, to) = (pair[0], pair[1]);
        let part = value.checked_sub(from.value)?.checked_mul(years_between(from.year, to.year))?;
        let years = part.checked_div(to.value.checked_sub(from.value)?)?;
        Decimal::from(from.year).checked_add(years)
    }

    /// How many points it has.
    pub fn len(&self) -> usize {
        self.points.len()
    }
}

fn years_between(from: i32, to: i32) -> Decimal {
    Decimal::from(i64::from(to) - i64::from(from))
}
