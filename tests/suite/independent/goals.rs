//! Numbers against goals, reckoned anew (方法 四 to 八).
//!
//! Takes what there is of an indicator; gives results, course and standing as words. Never asks the program.

use std::collections::BTreeMap;

use super::asked::{Asked, part};
use super::number::Frac;
use super::rollup::{Amount, Seen, Whole, beside, change};
use super::world::*;

/// A goal as a bound in the indicator's own unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) op: Op,
    pub(super) low: Frac,
    pub(super) high: Option<Frac>,
}

/// The bound of a goal: none in words, and an error where a change has nothing to change from.
pub(super) fn bound(i: &Indicator, t: &Target) -> Result<Option<Bound>, ()> {
    let Some(value) = t.value.map(Digits::number) else { return Ok(None) };
    let high = t.max.map(Digits::number);
    let Some((way, base_year)) = t.change else { return Ok(Some(Bound { op: t.op, low: value, high })) };
    if i.way == Way::Up && way == Change::Fall {
        // The figure is the fall itself (下降率).
        return Ok(Some(Bound { op: t.op, low: value, high }));
    }
    let base = i.baseline.filter(|(year, _)| base_year.is_none_or(|of| of == *year)).ok_or(())?.1.number();
    let step = if i.factor > 1 { value } else { base.times(value).times(Frac::of(1, 100)) };
    let (op, low) = match (way, t.op) {
        (Change::Rise, op) => (op, base.plus(step)),
        (Change::Fall, Op::AtLeast) => (Op::AtMost, base.minus(step)),
        (Change::Fall, Op::AtMost) => (Op::AtLeast, base.minus(step)),
        (Change::Fall, Op::Above) => (Op::Below, base.minus(step)),
        (Change::Fall, Op::Below) => (Op::Above, base.minus(step)),
        (Change::Fall, op) => (op, base.minus(step)),
    };
    Ok(Some(Bound { op, low, high: None }))
}

pub(super) fn holds(b: &Bound, v: Frac) -> bool {
    match b.op {
        Op::AtLeast => v >= b.low,
        Op::AtMost => v <= b.low,
        Op::Above => v > b.low,
        Op::Below => v < b.low,
        Op::Equal => v == b.low,
        Op::Range => v >= b.low && b.high.is_none_or(|high| v <= high),
        Op::About | Op::Words => false,
    }
}

/// By how much a number is better (+) or worse (−) than a bound.
fn margin(i: &Indicator, b: &Bound, v: Frac) -> Frac {
    match (b.op, i.way) {
        (Op::AtLeast | Op::Above, _) | (Op::About, Way::Up) => v.minus(b.low),
        (Op::AtMost | Op::Below, _) | (Op::About, Way::Down) => b.low.minus(v),
        (Op::Range, _) if b.high.is_some_and(|high| v > high) => b.high.unwrap_or(v).minus(v),
        (Op::Range, _) if v >= b.low => Frac::ZERO,
        _ => v.minus(b.low).size().turned(),
    }
}

/// Its part for a part of the year.
pub(super) fn paced(b: &Bound, part: Frac) -> Bound {
    Bound { low: b.low.times(part), high: b.high.map(|high| high.times(part)), ..*b }
}

/// The same as it is printed beside a figure.
fn printed(i: &Indicator, b: &Bound, v: &Amount) -> Bound {
    let end = |op, low| super::asked::printed(i, &Bound { op, low, high: None }, Some(v));
    match b.high {
        None => Bound { low: end(b.op, b.low), ..*b },
        Some(high) => Bound { low: end(Op::AtLeast, b.low), high: Some(end(Op::AtMost, high)), ..*b },
    }
}

/// Why there is no number to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Figures,
    All,
}

#[derive(Debug, Clone)]
struct Judged {
    result: &'static str,
    margin: Option<Frac>,
    /// The part of the bound for a flow's part of the year, as it is printed.
    pace: Option<Bound>,
    /// How far a flow is outside of it, and in which part of the year.
    off: Option<(Frac, Frac)>,
    counts: Option<[usize; 4]>,
    /// Whether another year's number decides.
    is_elsewhere: bool,
}

fn plain(result: &'static str) -> Judged {
    Judged { result, margin: None, pace: None, off: None, counts: None, is_elsewhere: false }
}

/// An indicator of a year.
pub(super) struct Goals<'s> {
    pub(super) seen: &'s Seen<'s>,
    pub(super) at: usize,
    pub(super) i: &'s Indicator,
    pub(super) year: i32,
    pub(super) asked: Asked<'s>,
}

impl<'s> Goals<'s> {
    pub(super) fn of(seen: &'s Seen<'s>, at: usize) -> Self {
        let (i, year) = (&seen.world.indicators[at], seen.round.year);
        Goals { seen, at, i, year, asked: Asked { i, year } }
    }

    pub(super) fn counts(&self, at: usize) -> bool {
        self.asked.counts(at)
    }

    fn counted(&self) -> Vec<usize> {
        (0..self.i.targets.len()).filter(|at| self.counts(*at)).collect()
    }

    pub(super) fn is_due(&self, t: &Target) -> bool {
        t.year.is_none_or(|year| year <= self.year)
    }

    /// What adds up over a year is held against nothing that another year had to come to.
    pub(super) fn is_of_another_year(&self, t: &Target) -> bool {
        self.i.accumulates && t.year.is_some_and(|year| year != self.year)
    }

    /// This year's, those without a year, and the last one when nothing follows it.
    pub(super) fn is_live(&self, at: usize) -> bool {
        let last = self.counted().into_iter().filter_map(|at| self.i.targets[at].year).max();
        let t = &self.i.targets[at];
        let by_person = matches!(t.op, Op::About | Op::Words);
        self.counts(at)
            && match t.year {
                None => true,
                Some(_) if self.is_of_another_year(t) && !by_person => false,
                Some(year) => year == self.year || (year < self.year && Some(year) == last),
            }
    }

    pub(super) fn is_each(&self, t: &Target) -> bool {
        self.asked.is_each(t)
    }

    fn ruling(&self, t: &Target, unit: Option<usize>) -> Option<Ruling> {
        // What was ruled when a goal's year had come stays ruled.
        let earlier = || self.seen.before.filter(|_| t.year.is_some_and(|year| year < self.year));
        self.ruled_in(self.seen.round, t, unit)
            .or_else(|| self.ruled_in(earlier()?, t, unit).filter(|ruling| *ruling != Ruling::Pending))
    }

    fn ruled_in(&self, round: &Round, t: &Target, unit: Option<usize>) -> Option<Ruling> {
        let verdicts = &round.decisions.verdicts;
        let fits = |v: &&(usize, Option<i32>, Option<usize>, Ruling, chrono::NaiveDate)| {
            (v.0, v.1, v.2) == (self.at, t.year, unit) && v.4 <= self.seen.world.today
        };
        verdicts.iter().find(fits).map(|verdict| verdict.3)
    }

    /// Whether a figure is of another basis than the goals of the plan.
    pub(super) fn strays(&self, v: &Amount) -> bool {
        matches!((self.i.basis, v.basis), (Some(plan), Some(own)) if plan.thing != own)
    }

    fn by_person(&self, t: &Target, ruling: Ruling) -> Judged {
        plain(match ruling {
            Ruling::Met => "met",
            Ruling::Missed if self.is_due(t) => "missed",
            Ruling::Missed => "not_due",
            Ruling::Pending => "to_be_judged",
        })
    }

    /// One number against one goal.
    fn one(&self, t: &Target, unit: Option<usize>, v: Result<&Amount, Lack>) -> Judged {
        let person = matches!(t.op, Op::About | Op::Words);
        let b = bound(self.i, t);
        let number = v.ok().filter(|v| !self.strays(v));
        let other = self.is_of_another_year(t);
        let margin = number.filter(|_| !other).and_then(|v| Some(margin(self.i, &b.ok()??, v.number)));
        let lack = v.err().map(|lack| if lack == Lack::All { "no_data" } else { "not_comparable" });
        if person {
            let judged = match (self.ruling(t, unit), lack) {
                (Some(ruling), _) => self.by_person(t, ruling),
                (None, Some(lack)) if t.value.is_some() => plain(lack),
                (None, _) => plain("to_be_judged"),
            };
            return Judged { margin, ..judged };
        }
        let (Ok(Some(b)), Some(v)) = (b, number) else { return plain(lack.unwrap_or("not_comparable")) };
        if other {
            let result = if self.is_due(t) { "not_comparable" } else { "not_due" };
            return Judged { is_elsewhere: true, ..plain(result) };
        }
        let met = holds(&b, v.number);
        let (result, pace) = match (part(self.i, v.span), self.is_due(t)) {
            // What has to come to exactly so much can be told only once it is too much.
            (Some(_), true) if b.op == Op::Equal && v.number <= b.low => return plain("not_comparable"),
            (Some(_), true) if b.op == Op::Equal => ("missed", None),
            (Some(of), true) => {
                let part = paced(&b, of);
                (flow(&b, &part, v.number), Some((part, of)))
            }
            (Some(_), false) => ("not_due", None),
            (None, due) => (
                if met {
                    "met"
                } else if due {
                    "missed"
                } else {
                    "not_due"
                },
                None,
            ),
        };
        let off = pace.map(|(part, of)| {
            let high = part.high.filter(|high| v.number > *high);
            (v.number.minus(high.unwrap_or(part.low)).size().turned(), of)
        });
        let pace = pace.map(|(part, _)| printed(self.i, &part, v));
        Judged { result, margin, pace, off, ..plain(result) }
    }

    fn each(&self, t: &Target) -> Judged {
        let person = matches!(t.op, Op::About | Op::Words);
        if let Some(ruling) = self.ruling(t, None).filter(|_| person) {
            return self.by_person(t, ruling);
        }
        let (seen, at) = (self.seen, self.at);
        let units = seen.parts(at).into_iter().filter(|unit| seen.is_concerned(*unit, at));
        let rows: Vec<Judged> = units.map(|unit| self.unit(t, unit)).collect();
        if let Some(row) = rows.iter().find(|row| row.is_elsewhere) {
            return row.clone();
        }
        let n = |of: &[&str]| rows.iter().filter(|row| of.contains(&row.result)).count();
        let met = n(&["met", "on_pace"]);
        let missed = n(&["missed", "not_due", "off_pace"]);
        let lacking = rows.len() - met - missed;
        let result = if rows.is_empty() {
            "no_data"
        } else if missed > 0 {
            match (n(&["missed", "not_due"]), self.is_due(t)) {
                (0, _) => "off_pace",
                (_, true) => "missed",
                (_, false) => "not_due",
            }
        } else if lacking == 0 {
            if n(&["on_pace"]) > 0 { "on_pace" } else { "met" }
        } else if n(&["to_be_judged"]) == lacking {
            "to_be_judged"
        } else if met == 0 && n(&["no_data"]) == lacking {
            "no_data"
        } else {
            "not_comparable"
        };
        let margin = rows.iter().filter_map(|row| row.margin).min();
        Judged { margin, counts: Some([met, missed, lacking, rows.len()]), ..plain(result) }
    }

    /// One unit against a goal: only the figure of a unit that is asked counts.
    fn unit(&self, t: &Target, unit: usize) -> Judged {
        let own = self.seen.amount(unit, self.at).filter(|_| self.seen.asked(self.at).contains(&unit));
        self.one(t, Some(unit), own.as_ref().ok_or(Lack::All))
    }

    fn judge(&self, t: &Target, whole: Result<&Amount, Lack>) -> Judged {
        match t.unit {
            Some(unit) => self.unit(t, unit),
            None if self.is_each(t) => self.each(t),
            None => self.one(t, None, whole),
        }
    }

    /// Everything about the indicator, in words.
    pub(super) fn tell(&self, facts: &mut BTreeMap<String, String>) {
        let whole = match self.seen.whole(self.at) {
            Whole::One(v) => Whole::One(beside(self.i, self.year, &v, &self.seen.earlier(self.at))),
            other => other,
        };
        let name = format!("{} i{}", self.year, self.at);
        let (told, value) = match &whole {
            Whole::One(v) => (v.number.told(), Ok(v)),
            Whole::Differ => ("conflict".into(), Err(Lack::Figures)),
            Whole::Apart => ("separate".into(), Err(Lack::Figures)),
            Whole::Lacks(v, have, of) => {
                let states = self.seen.lacking(self.at);
                (format!("{have} of {of}, lacks {states:?}: {}", v.number.told()), Err(Lack::Figures))
            }
            Whole::Unlike => ("mixed".into(), Err(Lack::Figures)),
            Whole::Nothing => ("nothing".into(), Err(Lack::All)),
        };
        facts.insert(format!("{name} value"), told);
        let is_final =
            |v: &Amount| v.settled == Some(Settled::Final) && matches!(v.span, Span::Year | Span::Cumulative);
        facts.insert(format!("{name} final"), value.is_ok_and(is_final).to_string());
        let moved =
            value.map_or("no value".into(), |v| change(self.i, self.year, v, &self.seen.earlier(self.at)));
        facts.insert(format!("{name} change"), moved);
        let judged: Vec<Judged> = self.i.targets.iter().map(|t| self.judge(t, value)).collect();
        for (at, one) in judged.iter().enumerate() {
            let ends = |b: Bound| (b.low.told(), b.high.map(Frac::told));
            let (margin, pace) = (one.margin.map(Frac::told), one.pace.map(ends));
            facts.insert(
                format!("{name} target {at}"),
                format!("{} {margin:?} {pace:?} {:?}", one.result, one.counts),
            );
        }
        self.tell_own(&name, &judged, facts);
        let told =
            |j: Judged| Told { result: j.result, margin: j.margin, off: j.off, is_elsewhere: j.is_elsewhere };
        let results: Vec<Told> = judged.into_iter().map(told).collect();
        super::course::tell(self, value.ok(), value.err() == Some(Lack::All), &results, facts);
        self.tell_units(&name, facts);
    }

    /// Goals of one unit each, of which no one stands for all: those to hold today, else those of the year ahead.
    fn tell_own(&self, name: &str, judged: &[Judged], facts: &mut BTreeMap<String, String>) {
        let own: Vec<usize> =
            self.counted().into_iter().filter(|at| self.i.targets[*at].unit.is_some()).collect();
        let mut group: Vec<usize> = own.iter().copied().filter(|at| self.is_live(*at)).collect();
        if let Some(reference) = self.asked.refer().filter(|_| group.is_empty()) {
            let year = self.i.targets[reference].year;
            group = own.into_iter().filter(|at| self.i.targets[*at].year == year).collect();
        }
        let units: std::collections::BTreeSet<usize> =
            group.iter().filter_map(|at| self.i.targets[*at].unit).collect();
        if units.len() < 2 {
            return;
        }
        let mut counts = [0, 0, 0, units.len()];
        for unit in units {
            let has = |of: &[&str]| {
                let mine = group.iter().filter(|at| self.i.targets[**at].unit == Some(unit));
                let is = |one: &Judged| of.contains(&one.result) && !one.is_elsewhere;
                mine.into_iter().any(|at| is(&judged[*at]))
            };
            let mut mine = group.iter().filter(|at| self.i.targets[**at].unit == Some(unit));
            let elsewhere = mine.any(|at| judged[*at].is_elsewhere);
            let place = if has(&["missed", "not_due", "off_pace"]) {
                1
            } else if elsewhere || has(&["to_be_judged", "not_comparable", "no_data"]) {
                2
            } else {
                0
            };
            counts[place] += 1;
        }
        facts.insert(format!("{name} own targets"), format!("{group:?} {counts:?}"));
    }

    fn tell_units(&self, name: &str, facts: &mut BTreeMap<String, String>) {
        if !self.i.by_county && self.i.targets.iter().all(|t| t.unit.is_none() && !t.per) {
            return;
        }
        for unit in self.seen.asked(self.at) {
            let of =
                |t: &Target| (self.is_each(t) || t.unit == Some(unit)).then(|| self.unit(t, unit).result);
            let results: Vec<_> = self.i.targets.iter().map(of).collect();
            let moved = self.seen.amount(unit, self.at).map_or("no value".into(), |v| {
                change(self.i, self.year, &v, &self.seen.earlier_of(unit, self.at))
            });
            facts.insert(format!("{name} unit {unit}"), format!("{results:?} {moved}"));
        }
    }

    pub(super) fn part(&self, v: Option<&Amount>) -> Option<Frac> {
        v.and_then(|v| part(self.i, v.span))
    }
}

/// A judgement as the standing needs it.
pub(super) struct Told {
    pub(super) result: &'static str,
    pub(super) margin: Option<Frac>,
    pub(super) off: Option<(Frac, Frac)>,
    pub(super) is_elsewhere: bool,
}

/// A flow of a part of the year against a goal that is due: met only from below, missed only from above.
fn flow(b: &Bound, part: &Bound, v: Frac) -> &'static str {
    match b.op {
        Op::AtLeast | Op::Above if holds(b, v) => "met",
        Op::AtMost | Op::Below if !holds(b, v) => "missed",
        Op::Range if b.high.is_some_and(|high| v > high) => "missed",
        _ if holds(part, v) => "on_pace",
        _ => "off_pace",
    }
}
