//! What the plan asks of an indicator in a year: its targets, and the line between them.
//!
//! Takes nothing that was reported, so that every edition asks the same.

use rust_decimal::Decimal;

use super::bound::{Bound, bound_of, is_the_change_itself};
use super::digits::Written;
use super::line::{Line, Point, Scheduled, ScheduledBy};
use super::{Held, Quantity};
use crate::plan::{Combine, Direction, Indicator, Level, Operator, Target};
use crate::submission::PartOfYear;

/// An indicator in a year.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    indicator: &'a Indicator,
    year: i32,
}

impl<'a> Path<'a> {
    /// Of an indicator, in a year.
    pub fn of(indicator: &'a Indicator, year: i32) -> Self {
        Path { indicator, year }
    }

    fn target(&self, at: usize) -> &'a Target {
        &self.indicator.targets[at].inner
    }

    /// Positions of the targets.
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.indicator.targets.len()
    }

    /// Whether each county is judged by itself against a target.
    pub fn is_each(&self, target: &Target) -> bool {
        let each_meets = self.indicator.combine.inner == Combine::EachMeets;
        self.indicator.level == Level::County && target.unit.is_none() && (target.per.is_some() || each_meets)
    }

    /// Whether a target asks something of another year's figure: a flow (累计量) belongs to its own year, and what was
    /// planted in one says nothing of what another had to plant.
    pub fn is_of_another_year(&self, at: usize) -> bool {
        self.indicator.accumulates && self.target(at).year.is_some_and(|year| year != self.year)
    }

    /// Whether a target counts: of several statements of one goal the one that governs does. They are
    /// statements of one goal when they are made for the same units and the same year; one without a
    /// year stands beside all.
    pub fn counts(&self, at: usize) -> bool {
        let own = self.target(at);
        let key = |target: &Target| target.unit.as_ref().map(|unit| unit.key());
        let same_goal = |other: &Target| {
            key(other) == key(own)
                && other.per == own.per
                && (other.year == own.year || other.year.is_none() || own.year.is_none())
        };
        own.governs || !self.indicator.targets.iter().any(|other| other.governs && same_goal(other))
    }

    /// The number of a target, or the lower end of a range.
    pub fn value_of(&self, at: usize) -> Option<Decimal> {
        self.bound(at).map(|bound| bound.value)
    }

    fn bound(&self, at: usize) -> Option<Bound> {
        bound_of(self.indicator, self.target(at)).ok().flatten()
    }

    /// The plan's baseline. Where the figure is itself a change against a base year (下降率、增长量), it
    /// was nought in that year by definition.
    pub fn baseline(&self) -> Option<Point> {
        if let Some(given) = &self.indicator.baseline {
            return Some(Point { year: given.year, value: given.value.value });
        }
        let changes = self.indicator.targets.iter();
        let changes = changes.filter(|target| is_the_change_itself(self.indicator, target));
        let year = changes.filter_map(|target| target.baseline_year).next();
        year.map(|year| Point { year, value: Decimal::ZERO })
    }

    /// The broken line through baseline and targets.
    pub fn line(&self) -> Line {
        let points = self.all().filter(|&at| self.is_point(at));
        let points =
            points.filter_map(|at| Some(Point { year: self.target(at).year?, value: self.value_of(at)? }));
        Line::through(self.baseline().into_iter().chain(points))
    }

    /// Whether a target is one number for the whole, so that it can stand on the line.
    fn is_point(&self, at: usize) -> bool {
        let target = self.target(at);
        let whole = target.unit.is_none() && target.per.is_none() && !self.is_each(target);
        self.counts(at) && whole && !matches!(target.op.inner, Operator::Range | Operator::Verdict)
    }

    /// This year's target, else the next, else one that holds always, else the last; one with a number
    /// before one in words, one for all before one of a single unit.
    pub fn reference(&self) -> Option<usize> {
        let rank = |at: &usize| {
            let in_words = self.value_of(*at).is_none();
            let year = self.target(*at).year;
            let (group, distance) = match year.map(|year| i64::from(year) - i64::from(self.year)) {
                Some(ahead) if ahead >= 0 => (0, ahead),
                None => (1, 0),
                Some(behind) => (2, -behind),
            };
            (self.target(*at).unit.is_some(), in_words, group, distance, *at)
        };
        self.all().filter(|&at| self.counts(at)).min_by_key(rank)
    }

    /// p(y): this year's own target; else the line; else a target that holds always. A range of this
    /// year is no single number, and the line does not replace it. For a part of the year the part for it, where it has
    /// one. Exact; what is reckoned is printed as where nothing stands beside it.
    pub fn scheduled(&self, part: Option<PartOfYear>) -> Option<Scheduled> {
        let ((whole, of), by) = self.scheduled_in_full()?;
        let has_pace = match by {
            ScheduledBy::Interpolated => true,
            ScheduledBy::ThisYear(at) | ScheduledBy::Always(at) => {
                self.bound(at).is_some_and(Bound::has_pace)
            }
        };
        let exact = match part {
            Some(_) if !has_pace => return None,
            Some(part) => {
                let (counted, parts) = part.fraction();
                whole.checked_mul(counted)?.checked_div(of.checked_mul(parts)?)?
            }
            None => whole.checked_div(of)?,
        };
        let given = Scheduled { value: whole, max: None, exact, part, by };
        let alone = || Written::of(self.indicator).alone(exact);
        Some(Scheduled { value: if given.is_given() { whole } else { alone() }, ..given })
    }

    /// The same as it is printed beside a figure.
    pub fn scheduled_beside(&self, part: Option<PartOfYear>, figure: &Quantity) -> Option<Scheduled> {
        let scheduled = self.scheduled(part)?;
        let side = self.side(scheduled.exact, Some(scheduled.by));
        let beside = || Written::of(self.indicator).beside(side, figure);
        Some(Scheduled { value: if scheduled.is_given() { scheduled.value } else { beside() }, ..scheduled })
    }

    /// A number of the path or of the baseline as what a figure has to reach. The part of a target asks what the
    /// target asks, 低于 as well; who is on the line between two targets is where he should be.
    fn side(&self, value: Decimal, by: Option<ScheduledBy>) -> Bound {
        let own = match by {
            Some(ScheduledBy::ThisYear(at) | ScheduledBy::Always(at)) => self.bound(at).map(|bound| bound.op),
            Some(ScheduledBy::Interpolated) | None => None,
        };
        let op = match (self.sense(), own) {
            (Some(sense), Some(Operator::Above)) if sense > Decimal::ZERO => Operator::Above,
            (Some(sense), Some(Operator::Below)) if sense < Decimal::ZERO => Operator::Below,
            (Some(sense), _) if sense > Decimal::ZERO => Operator::AtLeast,
            (Some(_), _) => Operator::AtMost,
            (None, _) => Operator::Equal,
        };
        Bound { op, value, max: None }
    }

    /// The whole year's p(y) as a fraction.
    fn scheduled_in_full(&self) -> Option<((Decimal, Decimal), ScheduledBy)> {
        let of_year = |year: Option<i32>| {
            self.all().filter(move |&at| self.is_point(at) && self.target(at).year == year)
        };
        let valued = |at: usize| self.value_of(at).map(|value| (at, (value, Decimal::ONE)));
        if let Some((at, value)) = of_year(Some(self.year)).find_map(valued) {
            return Some((value, ScheduledBy::ThisYear(at)));
        }
        let has_own = self.all().any(|at| {
            let target = self.target(at);
            let of_year = target.year == Some(self.year) && target.value.is_some();
            self.counts(at) && of_year && target.unit.is_none()
        });
        if has_own {
            return None;
        }
        let line = self.line().at(self.year);
        line.map(|value| (value, ScheduledBy::Interpolated)).or_else(|| {
            let (at, value) = of_year(None).find_map(valued)?;
            Some((value, ScheduledBy::Always(at)))
        })
    }

    /// s: +1 up, −1 down; `None` where the plan names no better side.
    pub fn sense(&self) -> Option<Decimal> {
        let (up, down) = (Some(Decimal::ONE), Some(Decimal::NEGATIVE_ONE));
        match self.indicator.direction.inner {
            Direction::Up => up,
            Direction::Down => down,
            Direction::Keep | Direction::Range => match self.target(self.reference()?).op.inner {
                Operator::AtLeast | Operator::Above => up,
                Operator::AtMost | Operator::Below => down,
                _ => None,
            },
        }
    }

    /// All that a figure of this year is held against: the targets, the time path, the baseline, of a flow also
    /// the parts for its part of the year. With it the digits of the finest number from which a distance is told.
    pub(super) fn held_against(&self, part: Option<PartOfYear>) -> (Vec<Held>, u32) {
        let written = Written::of(self.indicator);
        let bounds: Vec<Bound> = self.all().filter_map(|at| self.bound(at)).collect();
        let of_this_year = self.all().filter(|&at| !self.is_of_another_year(at));
        let paced = of_this_year.filter_map(|at| self.bound(at)).filter(|bound| bound.has_pace());
        let parts = paced.filter_map(|bound| bound.for_part(part?));
        let parts: Vec<Held> = parts.flat_map(|bound| Held::reckoned(bound, written)).collect();
        let path: Vec<Scheduled> = [None, part].into_iter().filter_map(|part| self.scheduled(part)).collect();
        let given = bounds.iter().flat_map(|bound| std::iter::once(bound.value).chain(bound.max));
        let reckoned = parts.iter().map(|held| written.alone(held.bound().value));
        let told = given.chain(reckoned).chain(path.iter().map(|scheduled| scheduled.value));
        let finest = told.map(|end| end.normalize().scale()).max().unwrap_or_default();
        let path = path.into_iter().map(|scheduled| {
            let side = self.side(scheduled.exact, Some(scheduled.by));
            if scheduled.is_given() { Held::given(side) } else { Held::one(side, written) }
        });
        let baseline = self.baseline().filter(|b| self.year > b.year && part.is_none());
        let baseline = baseline.map(|b| Held::given(self.side(b.value, None)));
        let given = bounds.iter().copied().map(Held::given);
        (given.chain(parts).chain(path).chain(baseline).collect(), finest)
    }
}
