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

    /// p(y) exactly, for a part of a flow's year the part of it; with whether it was reckoned.
    pub(super) fn path(&self, part: Option<Frac>) -> Option<(Frac, bool)> {
        let (p, on_line) = self.scheduled();
        let p = p.filter(|_| part.is_none() || on_line || self.has_parts())?;
        Some((part.map_or(p, |part| p.times(part)), on_line || part.is_some()))
    }

    /// p(y) as it is printed beside a figure, or alone.
    pub(super) fn printed_path(&self, part: Option<Frac>, figure: Option<&Amount>) -> Option<Frac> {
        let (p, is_reckoned) = self.path(part)?;
        Some(if is_reckoned { printed(self.i, &self.side_of(p), figure) } else { p })
    }

    fn side_of(&self, p: Frac) -> Bound {
        let op = match self.sense() {
            Some(true) => Op::AtLeast,
            Some(false) => Op::AtMost,
            None => Op::Equal,
        };
        Bound { op, low: p, high: None }
    }

    /// All that a figure is held against, and whether each was reckoned.
    pub(super) fn against(&self, part: Option<Frac>) -> Vec<(Bound, bool)> {
        let all = 0..self.i.targets.len();
        let mut held: Vec<(Bound, bool)> =
            all.clone().filter_map(|at| self.bound(at)).map(|bound| (bound, false)).collect();
        let own = all.filter(|at| {
            let t = &self.i.targets[*at];
            let another = self.i.accumulates && t.year.is_some_and(|year| year != self.year);
            !another && !matches!(t.op, Op::Equal | Op::About | Op::Words)
        });
        for bound in own.filter_map(|at| self.bound(at)).filter_map(|bound| Some(paced(&bound, part?))) {
            match bound.high {
                None => held.push((bound, true)),
                Some(high) => {
                    held.push((Bound { op: Op::AtLeast, high: None, ..bound }, true));
                    held.push((Bound { op: Op::AtMost, low: high, high: None }, true));
                }
            }
        }
        let paths = [Some(None), part.map(Some)].into_iter().flatten();
        held.extend(paths.filter_map(|part| self.path(part)).map(|(p, is)| (self.side_of(p), is)));
        // A part of a year is no match for the whole of the base year.
        let base = self.base().filter(|(year, _)| part.is_none() && self.year > *year);
        held.extend(base.map(|(_, base)| (self.side_of(base), false)));
        held
    }

    /// Digits of the finest number from which a distance is told: goals, path, and of a flow their parts.
    fn finest(&self, part: Option<Frac>) -> u32 {
        let goals = (0..self.i.targets.len()).filter_map(|at| self.bound(at));
        let goals = goals.flat_map(|b| std::iter::once(b.low).chain(b.high));
        let reckoned = self.against(part).into_iter().filter(|(_, is)| *is);
        let reckoned = reckoned.map(|(bound, _)| printed(self.i, &bound, None));
        let path = self.printed_path(None, None);
        goals.chain(reckoned).chain(path).map(Frac::scale).max().unwrap_or(0)
    }
}

/// What a number by itself says of all that it is held against.
pub(super) fn sides((i, year): (&Indicator, i32), v: &Amount, number: Frac) -> Vec<bool> {
    let against = Asked { i, year }.against(part(i, v.span));
    against.iter().map(|(bound, _)| holds(bound, number)).collect()
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

/// Digits of a reckoned number that stands alone, and those of them that stay though they are noughts.
fn alone(i: &Indicator) -> (u32, u32) {
    let own = numbers(i).map(|n| n.scale).max().unwrap_or(0);
    let finest = own.max(i.baseline.map_or(0, |(_, value)| value.scale)).max(2);
    i.decimals.map_or((finest, own), |_| (least(i, 0), least(i, 0)))
}

/// A reckoned bound beside a number with so many digits: the fewest digits with which both tell on which side the number
/// is and, if asked, how far.
fn digits_beside(i: &Indicator, b: &Bound, v: Frac, digits: u32, how_far: bool) -> Option<u32> {
    let (fewest, kept) = alone(i);
    let shown = v.rounded(digits);
    (fewest..=10).find(|of_bound| {
        let low = b.low.rounded(*of_bound);
        let moved = shown.minus(low);
        let is_far =
            || moved == Frac::ZERO || moved == v.minus(b.low).rounded(digits.max(low.scale()).max(kept));
        holds(&Bound { low, ..*b }, shown) == holds(b, v) && (!how_far || is_far())
    })
}

/// One end of a reckoned bound as it is printed: by the plan's digits, and beside a figure with so many more as it takes.
pub(super) fn printed(i: &Indicator, b: &Bound, figure: Option<&Amount>) -> Frac {
    let Some(figure) = figure else { return b.low.rounded(alone(i).0) };
    let with = |how_far| digits_beside(i, b, figure.number, figure.digits, how_far);
    b.low.rounded(with(true).or_else(|| with(false)).unwrap_or(10))
}

impl Amount {
    /// With the digits in which it is printed: as many as show on which side of everything it is, and how far.
    pub(super) fn written(self, i: &Indicator, year: i32) -> Amount {
        let finest = Asked { i, year }.finest(part(i, self.span));
        let digits = least(i, self.typed).max(finest.min(self.number.scale()));
        Amount { digits, ..self }.at_least(i, year, digits)
    }

    /// The same with so many digits or more.
    pub(super) fn at_least(self, i: &Indicator, year: i32, digits: u32) -> Amount {
        let against = Asked { i, year }.against(part(i, self.span));
        let (v, fewest, ends) = (self.number, digits.max(self.digits), self.number.scale());
        let last = if ends < 10 { ends.max(fewest) } else { (fewest + 2).min(10) };
        let tells = |digits: u32, how_far: bool| {
            against.iter().all(|(bound, is_reckoned)| match is_reckoned {
                true => digits_beside(i, bound, v, digits, how_far).is_some(),
                false => holds(bound, v) == holds(bound, v.rounded(digits)),
            })
        };
        let digits = (fewest..=last).find(|digits| tells(*digits, true));
        let digits = digits.or_else(|| (fewest..=10).find(|digits| tells(*digits, false)));
        Amount { digits: digits.unwrap_or(10), ..self }
    }
}

/// The part of its year that a flow tells, where that is not the whole: of a month that is not over its days.
pub(super) fn part(i: &Indicator, span: Span) -> Option<Frac> {
    let twelfths = match span {
        Span::Months(month) => Frac::whole(i64::from(month)),
        Span::Until(day) => {
            let length = (28..=31).rev().find(|last| day.with_day(*last).is_some())?;
            let days = Frac::of(i128::from(day.day()), i128::from(length));
            Frac::whole(i64::from(day.month0())).plus(days)
        }
        Span::Year | Span::Cumulative => return None,
    };
    Some(twelfths.times(Frac::of(1, 12))).filter(|part| i.accumulates && *part != Frac::whole(1))
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
