//! Tasks, indicators and figures of a made-up plan.
//!
//! Takes chance and a world that knows its units; gives parts of its plan. Never what a rule of weight 强制
//! would keep out.

use chrono::{Duration, NaiveDate};

use super::number::{Chance, Frac};
use super::world::*;

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn someone(c: &mut Chance, world: &World) -> Body {
    if c.percent(15) { Body::Counties } else { Body::Unit(c.below(world.units())) }
}

fn some(c: &mut Chance, world: &World, percent: usize, most: usize) -> Vec<Body> {
    let mut all = vec![];
    for _ in 0..most {
        if c.percent(percent) {
            let body = someone(c, world);
            if !all.contains(&body) {
                all.push(body);
            }
        }
    }
    all
}

fn due(c: &mut Chance) -> Due {
    match c.below(10) {
        0 | 1 => Due::Never,
        2..=4 => Due::Year(c.pick(&[2025, 2026, 2027, 2030])),
        _ => Due::Day(day(2025, 6, 1) + Duration::days(c.between(0, 800))),
    }
}

pub(super) fn task(c: &mut Chance, world: &World) -> Task {
    let also = if c.percent(40) { vec![Body::Counties] } else { vec![] };
    let roles = [some(c, world, 35, 2), some(c, world, 60, 3), some(c, world, 15, 1), also];
    let milestones = (0..c.below(3)).map(|_| c.percent(85).then(|| due(c))).collect();
    Task { roles, due: due(c), milestones }
}

pub(super) fn digits(c: &mut Chance) -> Digits {
    let scale = c.pick(&[0, 0, 1, 1, 2]);
    // Round numbers meet each other more often.
    let count = if c.percent(50) { c.between(2, 20) * 5 } else { c.between(1, 110) };
    Digits {
        count: count * 10i64.pow(scale) + if scale > 0 && c.percent(60) { c.between(0, 9) } else { 0 },
        scale,
    }
}

pub(super) const BASES: &[&[&str]] =
    &[&["国控断面（含入境）", "国控断面 (含入境)", "国控断面〔含入境〕"], &["省控断面"]];
pub(super) const STANDARDS: &[&[&str]] =
    &[&["GB 3838—2002", "GB3838-2002", "gb 3838–2002"], &["GB 3838—2026"]];

/// Mostly the first thing, in one of its spellings; sometimes another.
pub(super) fn named(c: &mut Chance, things: &[&[&'static str]], percent: usize) -> Option<Named> {
    c.percent(percent).then(|| {
        let thing = usize::from(c.percent(20));
        Named { spelling: c.pick(things[thing]), thing: thing as u8 }
    })
}

pub(super) fn indicator(c: &mut Chance, world: &World) -> Indicator {
    let (measure, factor) = c.pick(&[("%", 100), ("%", 100), ("‰", 1000), ("吨", 1), ("平方米/人", 1)]);
    let by_county = c.percent(45);
    let reporters = match (by_county, c.below(5)) {
        (true, 0) => vec![Body::Unit(0), Body::Counties],
        (true, 1) => (0..world.departments).map(Body::Unit).collect(),
        (true, _) => vec![Body::Counties],
        (false, 0 | 1) => (0..world.departments).map(Body::Unit).collect(),
        (false, 2) => vec![Body::Unit(0), Body::Unit(world.departments)],
        (false, _) => vec![Body::Unit(0)],
    };
    let joined = match by_county {
        true => c.pick(&[
            Joined::None,
            Joined::Sum,
            Joined::Ratio,
            Joined::Mean,
            Joined::Min,
            Joined::Max,
            Joined::Each,
        ]),
        false => Joined::None,
    };
    let mut made = Indicator {
        measure,
        factor,
        way: c.pick(&[Way::Up, Way::Up, Way::Down, Way::Down, Way::Keep, Way::Range]),
        decimals: c.percent(50).then(|| c.below(3) as u32),
        accumulates: factor == 1 && c.percent(60),
        basis: named(c, BASES, 50),
        reporters,
        by_county,
        joined,
        baseline: c.percent(65).then(|| (c.pick(&[2020, 2024]), digits(c))),
        history: vec![],
        targets: vec![],
    };
    if c.percent(50) {
        // What somebody has to look at first stands among it: more than all of a whole, parts that give another
        // number, two numbers for one year.
        let years = [c.pick(&[2024, 2025]), 2025];
        for year in years.iter().take(if c.percent(60) { 2 } else { 1 }) {
            let mut figure = figure(c, &made);
            figure.span = Span::Year;
            figure.parts = figure.parts.filter(|_| c.percent(40));
            if let Some((_, other)) = made.history.first().filter(|_| c.percent(60)) {
                figure = Figure { value: figure.value, parts: None, ..*other };
            }
            // A share of one is asked about by what the plan says of others: it has a test of its own.
            if figure.value.number() > Frac::whole(1) {
                made.history.push((*year, figure));
            }
        }
    }
    made.targets = targets(c, world, &made);
    made
}

fn op(c: &mut Chance, way: Way) -> Op {
    match way {
        Way::Up => c.pick(&[Op::AtLeast, Op::AtLeast, Op::Above, Op::About, Op::Words, Op::Equal]),
        Way::Down => c.pick(&[Op::AtMost, Op::AtMost, Op::Below, Op::About, Op::Words, Op::Equal]),
        Way::Keep => c.pick(&[Op::AtLeast, Op::AtMost, Op::Equal, Op::Words, Op::About, Op::Range]),
        Way::Range => c.pick(&[Op::Range, Op::Range, Op::Words]),
    }
}

fn target(c: &mut Chance, i: &Indicator, year: Option<i32>) -> Target {
    let op = op(c, i.way);
    let low = digits(c);
    let mut made = Target {
        year,
        op,
        value: (op != Op::Words).then_some(low),
        max: None,
        governs: false,
        unit: None,
        per: i.by_county && (i.joined == Joined::None || c.percent(15)) && c.percent(70),
        change: None,
    };
    if op == Op::Range {
        made.max =
            Some(Digits { count: low.count + c.between(1, 30) * 10i64.pow(low.scale), scale: low.scale });
    } else if made.value.is_some() && matches!(i.way, Way::Up | Way::Down) && c.percent(25) {
        let change = if i.way == Way::Down || c.percent(30) { Change::Fall } else { Change::Rise };
        let size = c.pick(&[Op::AtLeast, Op::AtLeast, Op::Above, Op::About, Op::AtMost]);
        let base = i.baseline.filter(|_| c.percent(75)).map_or(2023, |(year, _)| year);
        made = Target { op: size, change: Some((change, c.percent(70).then_some(base))), ..made };
        made.value = Some(Digits { count: c.between(1, 40), scale: 0 });
    }
    made
}

fn targets(c: &mut Chance, world: &World, i: &Indicator) -> Vec<Target> {
    let mut all = vec![];
    let governed = c.percent(15);
    for year in [2025, 2026, 2027, 2030] {
        if !c.percent(40) {
            continue;
        }
        let first = target(c, i, Some(year));
        if governed && first.op != Op::Words {
            let mut other = target(c, i, Some(year));
            (other.per, other.governs) =
                (first.per, other.op != Op::Words && other.change.is_some() == first.change.is_some());
            all.extend(other.governs.then_some(other));
        }
        // A goal of one county stands beside one of all.
        if c.percent(12) && first.op != Op::Words && first.change.is_none() {
            let own = Target { unit: Some(c.below(world.units())), per: false, ..target(c, i, Some(year)) };
            let next = own.unit.map(|unit| (unit + 1) % world.units());
            let other = Target { unit: next, per: false, ..target(c, i, Some(year)) };
            let both = [own, other].into_iter().take(if c.percent(70) { 2 } else { 1 });
            all.extend(both.filter(|own| own.change.is_none()));
        }
        all.push(first);
    }
    if !governed && c.percent(15) {
        all.push(target(c, i, None));
    }
    if c.percent(50) {
        all.reverse();
    }
    all
}

pub(super) fn parts(c: &mut Chance, i: &Indicator, percent: usize) -> Option<(Digits, Digits)> {
    c.percent(percent).then(|| {
        let of = c.between(3, 40);
        let n = if i.factor == 1 { c.between(1, 200) } else { c.between(0, of) };
        (Digits { count: n, scale: 0 }, Digits { count: of, scale: 0 })
    })
}

pub(super) fn figure(c: &mut Chance, i: &Indicator) -> Figure {
    let always = if i.joined == Joined::Ratio { 100 } else { 35 };
    Figure {
        value: digits(c),
        parts: parts(c, i, always),
        span: Span::Year,
        settled: c.pick(&[
            None,
            Some(Settled::Final),
            Some(Settled::Final),
            Some(Settled::Provisional),
            Some(Settled::Estimated),
        ]),
        basis: named(c, BASES, 15),
        standard: named(c, STANDARDS, 20),
    }
}
