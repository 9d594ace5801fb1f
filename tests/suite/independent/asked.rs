//! What a plan asks of an indicator in a year, reckoned anew (方法 一、六): the line, and the digits of numbers.
//!
//! Takes an indicator and a year; gives bounds and digits. Never what was reported, and never the program's word.

use chrono::Datelike as _;

use super::goals::{Bound, holds, paced};
use super::number::Frac;
use super::rollup::Amount;
use super::world::*;

/// An indicator in a year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'w> {
    pub(super) i: &'w Indicator,
    pub(super) year: i32,
}

impl Asked<'_> {
    /// Of several statements of one goal, the one that governs.
    pub(super) fn counts(&self, at: usize) -> bool {
        let t = &self.i.targets[at];
        let same = |o: &&Target| (o.year, o.unit, o.per) == (t.year, t.unit, t.per);
        t.governs || !self.i.targets.iter().filter(same).any(|o| o.governs)
    }

    /// Whether each county has to meet it by itself.
    pub(super) fn is_each(&self, t: &Target) -> bool {
        self.i.by_county && t.unit.is_none() && (t.per || self.i.joined == Joined::Each)
    }

    pub(super) fn base(&self) -> Option<(i32, Frac)> {
        let own_change = |t: &&Target| self.i.way == Way::Up && matches!(t.change, Some((Change::Fall, _)));
        let nought = || {
            self.i.targets.iter().filter(own_change).find_map(|t| t.change?.1).map(|year| (year, Frac::ZERO))
        };
        self.i.baseline.map(|(year, value)| (year, value.number())).or_else(nought)
    }

    /// Years and values of the broken line.
    pub(super) fn line(&self) -> Vec<(i32, Frac)> {
        let mut line: Vec<(i32, Frac)> = self.base().into_iter().collect();
        for at in 0..self.i.targets.len() {
            let Some((Some(year), point)) = self.point(at) else { continue };
            if line.iter().all(|(other, _)| *other != year) {
                line.push((year, point));
            }
        }
        line.sort_by_key(|(year, _)| *year);
        line
    }

    /// Whether the goal that gives p(y) is one that a part of the year can keep pace with.
    pub(super) fn has_parts(&self) -> bool {
        let of = |year: Option<i32>| {
            (0..self.i.targets.len()).find(|at| self.point(*at).is_some_and(|(own, _)| own == year))
        };
        let at = of(Some(self.year)).or_else(|| of(None));
        at.is_some_and(|at| !matches!(self.i.targets[at].op, Op::Equal | Op::About))
    }

    pub(super) fn bound(&self, at: usize) -> Option<Bound> {
        super::goals::bound(self.i, &self.i.targets[at]).ok().flatten()
    }

    pub(super) fn is_for_all(&self, at: usize) -> bool {
        let t = &self.i.targets[at];
        t.unit.is_none() && !t.per && !self.is_each(t)
    }

    /// A goal that is one number for the whole.
    pub(super) fn point(&self, at: usize) -> Option<(Option<i32>, Frac)> {
        let t = &self.i.targets[at];
        let is = self.counts(at) && self.is_for_all(at) && t.op != Op::Range;
        self.bound(at).filter(|_| is).map(|bound| (t.year, bound.low))
    }

    /// This year's goal, else the next, else one without a year, else the last past; those in words only where
    /// there is no number, those of one unit only where there is none for all.
    pub(super) fn refer(&self) -> Option<usize> {
        let order = |at: &usize| {
            let t = &self.i.targets[*at];
            let far = t.year.map(|year| year - self.year);
            let group = match far {
                Some(far) if far >= 0 => (0, far),
                None => (1, 0),
                Some(far) => (2, -far),
            };
            (t.unit.is_some(), self.bound(*at).is_none(), group, *at)
        };
        (0..self.i.targets.len()).filter(|at| self.counts(*at)).min_by_key(order)
    }

    /// p(y) of the whole year, and whether it was reckoned from the line.
    pub(super) fn scheduled(&self) -> (Option<Frac>, bool) {
        let year = self.year;
        let of = |wanted: Option<i32>| {
            let points = (0..self.i.targets.len()).filter_map(|at| self.point(at));
            points.into_iter().find(|(year, _)| *year == wanted).map(|(_, value)| value)
        };
        if let Some(given) = of(Some(year)) {
            return (Some(given), false);
        }
        let band = |at: usize| {
            let t = &self.i.targets[at];
            self.counts(at) && t.year == Some(year) && t.value.is_some() && t.unit.is_none()
        };
        if (0..self.i.targets.len()).any(band) {
            return (None, false);
        }
        let line = self.line();
        let leg = line.windows(2).find(|leg| leg[0].0 <= year && year <= leg[1].0);
        match leg {
            Some(leg) => {
                let share = Frac::of(i128::from(year - leg[0].0), i128::from(leg[1].0 - leg[0].0));
                (Some(leg[0].1.plus(leg[1].1.minus(leg[0].1).times(share))), true)
            }
            None => (of(None), false),
        }
    }

    /// Whether more is better; none where no side is.
    pub(super) fn sense(&self) -> Option<bool> {
        match self.i.way {
            Way::Up => Some(true),
            Way::Down => Some(false),
            Way::Keep | Way::Range => side(self.i.targets[self.refer()?].op),
        }
    }

    /// p(y) as it is written, for months of a flow the part for them.
    pub(super) fn written(&self, months: Option<u32>) -> Option<Frac> {
        let (p, on_line) = self.scheduled();
        let p = p.filter(|_| months.is_none() || on_line || self.has_parts())?;
        let part = months.map_or(p, |months| p.months(months));
        Some(if on_line || months.is_some() { reckoned(self.i, part) } else { part })
    }

    /// Numbers from which a distance is told: goals, path, and of a flow their parts.
    fn told_from(&self, part: Option<u32>) -> Vec<Frac> {
        let whole: Vec<Bound> = (0..self.i.targets.len()).filter_map(|at| self.bound(at)).collect();
        let parts = part.map(|part| whole.iter().map(|b| paced(self.i, b, part)).collect::<Vec<_>>());
        let ends =
            whole.iter().chain(parts.iter().flatten()).flat_map(|b| std::iter::once(b.low).chain(b.high));
        let path = [self.written(None), part.and_then(|part| self.written(Some(part)))];
        ends.chain(path.into_iter().flatten()).collect()
    }

    /// Whether a number is on the same side of all that it is held against when it is rounded.
    fn is_told(&self, v: Frac, digits: u32, part: Option<u32>) -> bool {
        let shown = v.rounded(digits);
        let whole: Vec<Bound> = (0..self.i.targets.len()).filter_map(|at| self.bound(at)).collect();
        let parts = part.map(|part| whole.iter().map(|b| paced(self.i, b, part)).collect::<Vec<_>>());
        let on_path = |p: Frac, v: Frac| match self.sense() {
            Some(true) => v >= p,
            Some(false) => v <= p,
            None => v == p,
        };
        let mut path = vec![self.written(None)];
        path.extend(part.map(|_| self.written(part)));
        // A part of a year is no match for the whole of the base year.
        path.extend(
            self.base().filter(|(year, _)| part.is_none() && self.year > *year).map(|(_, b)| Some(b)),
        );
        whole.iter().chain(parts.iter().flatten()).all(|b| holds(b, v) == holds(b, shown))
            && path.into_iter().flatten().all(|p| on_path(p, v) == on_path(p, shown))
    }
}

/// The good side of a bound.
pub(super) fn side(op: Op) -> Option<bool> {
    match op {
        Op::AtLeast | Op::Above => Some(true),
        Op::AtMost | Op::Below => Some(false),
        _ => None,
    }
}

/// Digits of a number of the plan that say something.
fn telling(digits: Digits) -> u32 {
    let mut digits = digits;
    while digits.scale > 0 && digits.count % 10 == 0 {
        digits = Digits { count: digits.count / 10, scale: digits.scale - 1 };
    }
    digits.scale
}

/// The numbers of the goals in the indicator's own unit.
fn numbers(i: &Indicator) -> impl Iterator<Item = Digits> + '_ {
    i.targets.iter().filter(|t| t.change.is_none()).flat_map(|t| t.value.into_iter().chain(t.max))
}

/// Digits of a figure before anything is held against it: the plan's, but never fewer than its goals have.
pub(super) fn least(i: &Indicator, typed: u32) -> u32 {
    i.decimals.map_or(typed, |own| numbers(i).map(telling).fold(own, u32::max))
}

/// A reckoned number, rounded once by what the plan says.
pub(super) fn reckoned(i: &Indicator, number: Frac) -> Frac {
    let finest = numbers(i).chain(i.baseline.map(|(_, value)| value)).map(|n| n.scale).fold(2, u32::max);
    number.rounded(if i.decimals.is_some() { least(i, 0) } else { finest })
}

impl Amount {
    /// With the digits in which it is printed: as many as show on which side of everything it is, and how far.
    pub(super) fn written(self, i: &Indicator, year: i32) -> Amount {
        let (asked, part) = (Asked { i, year }, months(i, self.span));
        let finest = asked.told_from(part).into_iter().map(Frac::scale).max().unwrap_or(0);
        let digits = least(i, self.typed).max(finest.min(self.number.scale()));
        Amount { digits, ..self }.at_least(i, year, digits)
    }

    /// The same with so many digits or more.
    pub(super) fn at_least(self, i: &Indicator, year: i32, digits: u32) -> Amount {
        let (asked, part) = (Asked { i, year }, months(i, self.span));
        let mut digits = digits.max(self.digits);
        while digits < 10 && !asked.is_told(self.number, digits, part) {
            digits += 1;
        }
        Amount { digits, ..self }
    }
}

/// Months of a flow that are told, where they are not the whole year.
pub(super) fn months(i: &Indicator, span: Span) -> Option<u32> {
    match span {
        Span::Months(month) if i.accumulates => Some(month),
        Span::Until(day) if i.accumulates => {
            let closes = day.succ_opt().is_some_and(|next| next.month() != day.month());
            Some(if closes { day.month() } else { day.month() - 1 }).filter(|month| *month < 12)
        }
        _ => None,
    }
}

/// Months from January on that a span tells to their end.
pub(super) fn whole_months(span: Span) -> Option<u32> {
    match span {
        Span::Year => Some(12),
        Span::Months(months) => Some(months),
        Span::Until(day) => day.succ_opt().filter(|next| next.month() != day.month()).map(|_| day.month()),
        Span::Cumulative => None,
    }
}
