//! The figure of the whole from those of its reporters, reckoned anew (方法 二、三、九).
//!
//! Takes a world and a year; gives one outcome an indicator and the change against the year before.
//! Never asks the program.

use chrono::Datelike as _;

use super::number::Frac;
use super::world::*;

/// A number that may be judged.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) number: Frac,
    /// Digits that it is printed with; before [`Amount::written`] those that a clerk wrote.
    pub(super) digits: u32,
    /// Digits that a clerk wrote.
    pub(super) typed: u32,
    pub(super) of: Option<Frac>,
    pub(super) n: Option<Frac>,
    pub(super) span: Span,
    pub(super) settled: Option<Settled>,
    pub(super) basis: Option<u8>,
    pub(super) standard: Option<u8>,
    /// The units of which it was put together; empty where it was not.
    pub(super) units: Vec<usize>,
}

/// What there is of the whole.
#[derive(Debug, Clone)]
pub(super) enum Whole {
    One(Amount),
    Differ,
    Apart,
    Lacks(Amount, usize, usize),
    Unlike,
    Nothing,
}

/// A year of a world, as far as it can be seen.
#[derive(Clone, Copy)]
pub(super) struct Seen<'w> {
    pub(super) world: &'w World,
    pub(super) round: &'w Round,
    /// The round of the year before.
    pub(super) before: Option<&'w Round>,
}

impl<'w> Seen<'w> {
    pub(super) fn of(world: &'w World, at: usize) -> Self {
        Seen { world, round: &world.rounds[at], before: at.checked_sub(1).map(|at| &world.rounds[at]) }
    }

    pub(super) fn last(self) -> Option<Seen<'w>> {
        self.before.map(|round| Seen { round, before: None, ..self })
    }

    /// What counts of a unit: what was returned and has not come again does not.
    pub(super) fn form(&self, unit: usize) -> Option<&'w Form> {
        let mut lines = self.round.book.iter().filter(|line| line.2 == unit && line.0 <= self.world.today);
        let returned = lines.next_back().is_some_and(|line| line.4 == Event::Returned);
        self.handed_in(unit).filter(|_| !returned)
    }

    /// What a unit handed in, if it was there by then.
    pub(super) fn handed_in(&self, unit: usize) -> Option<&'w Form> {
        let form = self.round.forms[unit].as_ref()?;
        let mut lines = self.round.book.iter().filter(|line| line.2 == unit).peekable();
        let came = match lines.peek() {
            Some(_) => lines.any(|line| line.4 == Event::Received && line.0 <= self.world.today),
            None => form.filled.is_none_or(|day| day <= self.world.today),
        };
        came.then_some(form)
    }

    /// Whether what a unit handed in is with it again.
    pub(super) fn is_sent_back(&self, unit: usize) -> bool {
        self.handed_in(unit).is_some() && self.form(unit).is_none()
    }

    /// Whether what a unit handed in was there on a day, so that whoever decided then has seen it: the book's last
    /// version that was accepted and not sent back, else the last that came; without a line, its own date.
    pub(super) fn was_there(&self, unit: usize, on: chrono::NaiveDate) -> bool {
        let known = || self.round.book.iter().filter(|line| line.2 == unit && line.0 <= self.world.today);
        let of = |version: u32, event: Event| known().find(move |line| line.3 == version && line.4 == event);
        let taken = known().rfind(|line| line.4 == Event::Accepted && of(line.3, Event::Returned).is_none());
        let first = taken.and_then(|line| of(line.3, Event::Received));
        let came = first.or_else(|| known().rfind(|line| line.4 == Event::Received));
        let own = || self.round.forms[unit].as_ref()?.filled;
        came.map(|line| line.0).or_else(own).is_none_or(|day| day <= on)
    }

    fn entry(&self, unit: usize, at: usize) -> Option<&'w Entry> {
        self.form(unit)?.entries.iter().find(|entry| entry.indicator == at)
    }

    pub(super) fn asked(&self, at: usize) -> Vec<usize> {
        self.world.meant(&self.world.indicators[at].reporters)
    }

    /// Whose figures make up the whole: counties where any is asked.
    pub(super) fn parts(&self, at: usize) -> Vec<usize> {
        let asked = self.asked(at);
        let counties: Vec<usize> = asked.iter().copied().filter(|unit| self.world.is_county(*unit)).collect();
        if counties.is_empty() { asked } else { counties }
    }

    /// A unit's own number.
    pub(super) fn amount(&self, unit: usize, at: usize) -> Option<Amount> {
        let figure = self.entry(unit, at)?.said.as_ref().ok()?;
        let i = &self.world.indicators[at];
        Some(amount(i, figure).written(i, self.round.year))
    }

    pub(super) fn is_concerned(&self, unit: usize, at: usize) -> bool {
        !self.entry(unit, at).is_some_and(|entry| matches!(entry.said, Err(Absent::Unconcerned)))
    }

    /// Last year's final number, as a unit gives it with this year's.
    pub(super) fn settled(&self, unit: usize, at: usize) -> Option<Amount> {
        let (entry, i) = (self.entry(unit, at)?, &self.world.indicators[at]);
        let (value, parts) = entry.last_year?;
        let said = entry.said.as_ref().ok();
        let figure = Figure {
            value,
            parts,
            span: Span::Year,
            settled: Some(Settled::Final),
            basis: said.and_then(|figure| figure.basis),
            standard: said.and_then(|figure| figure.standard),
        };
        Some(amount(i, &figure).written(i, self.round.year - 1))
    }

    /// Parts without a number by what came of them: 零报告, an answer without a number, not a word, 退回, nothing.
    pub(super) fn lacking(&self, at: usize) -> [usize; 5] {
        let mut all = [0; 5];
        for unit in self.parts(at) {
            if self.amount(unit, at).is_some() || !self.is_concerned(unit, at) {
                continue;
            }
            let place = match (self.form(unit), self.entry(unit, at)) {
                (Some(form), _) if form.nil => 0,
                (Some(_), Some(_)) => 1,
                (Some(_), None) => 2,
                (None, _) if self.is_sent_back(unit) => 3,
                (None, _) => 4,
            };
            all[place] += 1;
        }
        all
    }

    fn choice(&self, at: usize) -> Option<usize> {
        // Nobody's word takes the place of theirs who are asked.
        let asked = self.asked(at);
        let made = |choice: &&(usize, usize, chrono::NaiveDate)| {
            let in_time = choice.2 <= self.world.today && self.was_there(choice.1, choice.2);
            choice.0 == at && in_time && asked.contains(&choice.1)
        };
        self.round.decisions.choices.iter().find(made).map(|choice| choice.1)
    }

    pub(super) fn whole(&self, at: usize) -> Whole {
        self.joined((at, self.round.year), &|unit| self.amount(unit, at))
    }

    /// The whole from what each unit gives.
    fn joined(&self, (at, year): (usize, i32), of: &dyn Fn(usize) -> Option<Amount>) -> Whole {
        let i = &self.world.indicators[at];
        if !i.by_county {
            // What the office took and sent back is waited for.
            if self.choice(at).is_some_and(|unit| self.is_sent_back(unit)) {
                return Whole::Nothing;
            }
            if let Some(chosen) = self.choice(at).and_then(of) {
                return Whole::One(chosen);
            }
            let said: Vec<Amount> = self.asked(at).into_iter().filter_map(of).collect();
            return agreed((i, year), said);
        }
        if matches!(i.joined, Joined::None | Joined::Each) {
            let any = self.asked(at).into_iter().any(|unit| of(unit).is_some());
            return if any { Whole::Apart } else { Whole::Nothing };
        }
        let parts = self.parts(at);
        let said: Vec<Amount> = parts.iter().filter_map(|unit| of(*unit)).collect();
        let wanted =
            parts.iter().filter(|unit| of(**unit).is_some() || self.is_concerned(**unit, at)).count();
        if said.is_empty() {
            return Whole::Nothing;
        }
        if said.iter().any(|other| !alike(i, &said[0], other)) {
            return Whole::Unlike;
        }
        let units: Vec<usize> = parts.into_iter().filter(|unit| of(*unit).is_some()).collect();
        let sum = Amount { units, ..total(i, &said).written(i, year) };
        if said.len() == wanted { Whole::One(sum) } else { Whole::Lacks(sum, said.len(), wanted) }
    }

    /// Numbers of the year before for the whole, the most settled first.
    pub(super) fn earlier(&self, at: usize) -> Vec<Amount> {
        let mut all = vec![];
        let year = self.round.year - 1;
        // Of a sum, who gives no final value keeps what he reported then.
        let any = self.parts(at).into_iter().any(|unit| self.settled(unit, at).is_some());
        let i = &self.world.indicators[at];
        let is_sum = i.by_county && !matches!(i.joined, Joined::None | Joined::Each);
        let then = |unit: usize| {
            let asked = any && is_sum && self.amount(unit, at).is_some();
            self.last().filter(|_| asked).and_then(|last| last.amount(unit, at))
        };
        if let Whole::One(settled) =
            self.joined((at, year), &|unit| self.settled(unit, at).or_else(|| then(unit)))
        {
            all.push(settled);
        }
        if let Some(Whole::One(then)) = self.last().map(|last| last.whole(at)) {
            all.push(then);
        }
        let taken = self.round.decisions.taken.iter().any(|(of, on)| *of == at && *on <= self.world.today);
        let published = i.history.iter().filter(|(year, _)| *year == self.round.year - 1);
        let published = published.filter(|then| (taken || !is_doubted(i, then)) && !is_one_of_two(i, then));
        all.extend(published.map(|(year, figure)| amount(i, figure).written(i, *year)));
        all
    }

    /// The same of one unit.
    pub(super) fn earlier_of(&self, unit: usize, at: usize) -> Vec<Amount> {
        let then = self.last().and_then(|last| last.amount(unit, at));
        self.settled(unit, at).into_iter().chain(then).collect()
    }
}

/// Whether somebody has to look at a published number before it is compared with: no share is more than the
/// whole, and its parts give it as far as it is written.
fn is_doubted(i: &Indicator, (_, figure): &(i32, Figure)) -> bool {
    let value = figure.value.number();
    let half = Frac::of(5, 10i128.pow(figure.value.scale + 1));
    let given = figure.parts.and_then(|(n, of)| n.number().times(Frac::whole(i.factor)).over(of.number()));
    let elsewhere = given.is_some_and(|given| given.minus(value).size() > half);
    (i.factor == 100 && value > Frac::whole(100)) || elsewhere
}

/// Whether another number is published of the same thing: which is right, nobody but the plan can say.
fn is_one_of_two(i: &Indicator, (year, figure): &(i32, Figure)) -> bool {
    let value = figure.value.number();
    let same = |other: &Figure| {
        let [a, b] = [figure, other].map(|of| amount(i, of));
        alike(i, &a, &b) && figure.settled == other.settled
    };
    i.history.iter().any(|(of, other)| of == year && same(other) && other.value.number() != value)
}

/// A figure with the plan's basis where it names none of its own.
fn amount(i: &Indicator, figure: &Figure) -> Amount {
    Amount {
        number: figure.value.number(),
        digits: figure.value.scale,
        typed: figure.value.scale,
        of: figure.parts.map(|(_, of)| of.number()),
        n: figure.parts.map(|(n, _)| n.number()),
        span: figure.span,
        settled: figure.settled,
        basis: figure.basis.or(i.basis).map(|basis| basis.thing),
        standard: figure.standard.map(|standard| standard.thing),
        units: vec![],
    }
}

/// Whether two numbers may be compared at all.
pub(super) fn alike(i: &Indicator, a: &Amount, b: &Amount) -> bool {
    let months = |of: &Amount| super::asked::whole_months(of.span).filter(|_| i.accumulates);
    let spans = match (a.span, b.span) {
        _ if months(a).is_some() && months(a) == months(b) => true,
        (Span::Until(a), Span::Until(b)) => (a.month(), a.day()) == (b.month(), b.day()),
        (a, b) => a == b,
    };
    spans && a.basis == b.basis && a.standard == b.standard
}

/// One number of several reporters, where nothing depends on whom one asks.
fn agreed((i, year): (&Indicator, i32), said: Vec<Amount>) -> Whole {
    let Some(first) = said.first() else { return Whole::Nothing };
    let digits = said.iter().map(|one| super::asked::least(i, one.typed)).min().unwrap_or(0);
    let same = |other: &Amount| {
        let shown = first.number.rounded(digits) == other.number.rounded(digits);
        let sides = |of: &Amount| super::asked::sides((i, year), first, of.number);
        alike(i, first, other) && shown && sides(first) == sides(other)
    };
    if !said.iter().all(same) {
        return Whole::Differ;
    }
    let settled = said.iter().map(|one| one.settled).min().flatten();
    Whole::One(Amount { settled, ..first.clone() }.written(i, year))
}

/// Several parts put together.
fn total(i: &Indicator, said: &[Amount]) -> Amount {
    let sum = |of: &dyn Fn(&Amount) -> Frac| said.iter().fold(Frac::ZERO, |all, one| all.plus(of(one)));
    let (n, of) = (sum(&|one| one.n.unwrap_or(Frac::ZERO)), sum(&|one| one.of.unwrap_or(Frac::ZERO)));
    let numbers = || said.iter().map(|one| one.number);
    let number = match i.joined {
        Joined::Mean => sum(&|one| one.number).over(Frac::whole(said.len() as i64)),
        Joined::Ratio => n.times(Frac::whole(i.factor)).over(of),
        Joined::Min => numbers().min(),
        Joined::Max => numbers().max(),
        _ => Some(sum(&|one| one.number)),
    };
    let is_ratio = i.joined == Joined::Ratio;
    Amount {
        number: number.expect("there are parts"),
        digits: said.iter().map(|one| one.typed).max().unwrap_or(0),
        typed: said.iter().map(|one| one.typed).max().unwrap_or(0),
        of: is_ratio.then_some(of),
        n: is_ratio.then_some(n),
        settled: said.iter().map(|one| one.settled).min().flatten(),
        ..said[0].clone()
    }
}

/// Whether a number may be held against that of the year before: what is put together is so only against what is of the
/// same units, or tells by its base that it is not.
fn may_be_held(i: &Indicator, now: &Amount, then: &Amount) -> bool {
    let tells = i.joined == Joined::Ratio && now.of.is_some() && then.of.is_some() && now.of != then.of;
    let same = now.units.is_empty() || then.units.is_empty() || now.units == then.units;
    alike(i, now, then) && (same || tells)
}

/// Two numbers as they are printed beside their difference, and that difference: the true one, in the fewest digits in
/// which it is also the one of the printed numbers; where no digits do, the true one beside numbers as they are.
fn apart(i: &Indicator, year: i32, now: &Amount, then: &Amount) -> (Amount, Frac) {
    let exact = now.number.minus(then.number);
    let read = |now: &Amount, then: &Amount| {
        let moved = now.number.rounded(now.digits).minus(then.number.rounded(then.digits));
        // What is printed alike is level.
        (moved == Frac::ZERO || moved == exact.rounded(now.digits.max(then.digits))).then_some(moved)
    };
    if let Some(moved) = read(now, then) {
        return (now.clone(), moved);
    }
    let most = now.digits.max(then.digits);
    let ends = now.number.scale().max(then.number.scale());
    let last = if ends < 10 { ends.max(most) } else { (most + 2).min(10) };
    for digits in most..=last {
        let own = |of: &Amount, year: i32| of.clone().at_least(i, year, digits.min(of.number.scale()));
        let (now, then) = (own(now, year), own(then, year - 1));
        if let Some(moved) = read(&now, &then) {
            return (now, moved);
        }
    }
    (now.clone(), exact.rounded(most))
}

/// This year's number as it is printed beside its change.
pub(super) fn beside(i: &Indicator, year: i32, now: &Amount, earlier: &[Amount]) -> Amount {
    let then = earlier.iter().find(|then| may_be_held(i, now, then));
    then.map_or_else(|| now.clone(), |then| apart(i, year, now, then).0)
}

/// 同比 in a line: the change, which way, in per cent, and whether the base of a ratio changed.
pub(super) fn change(i: &Indicator, year: i32, now: &Amount, earlier: &[Amount]) -> String {
    let Some(then) = earlier.iter().find(|then| may_be_held(i, now, then)) else {
        return if earlier.is_empty() { "nothing before".into() } else { "unlike".into() };
    };
    let (_, moved) = apart(i, year, now, then);
    let way = match moved.cmp(&Frac::ZERO) {
        std::cmp::Ordering::Less => "Fall",
        std::cmp::Ordering::Equal => "Level",
        std::cmp::Ordering::Greater => "Rise",
    };
    let better = match (way, i.way) {
        ("Level", _) | (_, Way::Keep | Way::Range) => None,
        (way, Way::Up) => Some(way == "Rise"),
        (way, Way::Down) => Some(way == "Fall"),
    };
    let share = i.factor > 1;
    // In per cent of the exact number; what is level has not moved at all.
    let exact = if way == "Level" { Frac::ZERO } else { now.number.minus(then.number) };
    let percent = (!share && then.number > Frac::ZERO)
        .then(|| exact.times(Frac::whole(100)).over(then.number).expect("it is not nought").told());
    let based = matches!((now.of, then.of), (Some(a), Some(b)) if a != b);
    format!("{} {way} {better:?} {percent:?} {based}", moved.told())
}
