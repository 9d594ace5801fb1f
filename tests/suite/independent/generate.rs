//! Made-up workspaces: random, valid, and the same for the same seed.
//!
//! Takes a seed; gives a world. Never makes what a rule of weight 强制 would keep out.

use chrono::{Duration, NaiveDate};

use super::made_plan::{BASES, STANDARDS, day, digits, figure, indicator, named, parts, task};
use super::number::Chance;
use super::world::*;

/// The workspace of a seed.
pub(super) fn world(seed: u64) -> World {
    let c = &mut Chance(seed);
    let today = c.pick(&[
        (2026, 12, 8),
        (2026, 12, 14),
        (2026, 12, 15),
        (2026, 12, 16),
        (2026, 12, 20),
        (2027, 1, 20),
    ]);
    let (departments, counties) = (c.between(1, 3) as usize, c.between(2, 3) as usize);
    let mut world = World {
        seed,
        today: day(today.0, today.1, today.2),
        inclusive: c.percent(75),
        cutoff: c.percent(25).then_some((17, 0)),
        adopted: c.percent(70).then(|| day(2025, 3, 1)),
        window: c.percent(50).then(|| c.below(2) as i32),
        departments,
        counties,
        tasks: vec![],
        indicators: vec![],
        rounds: vec![],
    };
    world.tasks = (0..c.between(2, 5)).map(|_| task(c, &world)).collect();
    world.indicators = (0..c.between(3, 7)).map(|_| indicator(c, &world)).collect();
    for year in [2025, 2026] {
        let round = round(c, &world, year);
        world.rounds.push(round);
    }
    world
}

fn span(c: &mut Chance, year: i32) -> Span {
    match c.below(10) {
        0..=3 => Span::Year,
        4..=6 => Span::Months(11),
        7 => Span::Months(6),
        8 => Span::Until(c.pick(&[day(year, 10, 31), day(year, 11, 15)])),
        _ => Span::Cumulative,
    }
}

/// What the reporters of an indicator most often write; the same of several, so that they may agree.
fn usual(c: &mut Chance, i: &Indicator, year: i32) -> Figure {
    Figure { span: span(c, year), ..figure(c, i) }
}

fn near(c: &mut Chance, i: &Indicator, usual: &Figure, year: i32) -> Figure {
    let mut own = *usual;
    if i.by_county || c.percent(30) {
        own.value = digits(c);
    } else if c.percent(60) {
        let finer = i64::from(c.percent(70)) * c.between(-6, 6);
        own.value = Digits { count: usual.value.count * 10 + finer, scale: usual.value.scale + 1 };
    }
    let always = if i.joined == Joined::Ratio { 100 } else { 35 };
    own.parts = parts(c, i, always);
    if c.percent(12) {
        own.span = span(c, year);
    }
    if c.percent(12) {
        (own.basis, own.standard) = (named(c, BASES, 50), named(c, STANDARDS, 50));
    }
    if c.percent(30) {
        own.settled = figure(c, i).settled;
    }
    own
}

const STATUSES: &[Status] = &[
    Status::Completed,
    Status::Completed,
    Status::Completed,
    Status::Ahead,
    Status::OnTrack,
    Status::OnTrack,
    Status::Behind,
    Status::NotStarted,
    Status::Ongoing,
    Status::NotApplicable,
    Status::NoProgress,
    Status::NotYetAvailable,
];

fn form(c: &mut Chance, world: &World, unit: usize, year: i32, usual: &[Figure]) -> Form {
    let filled = c.percent(85).then(|| day(year, 12, 1) + Duration::days(c.between(0, 24)));
    let mut form = Form { filled, nil: c.percent(8), tasks: vec![], milestones: vec![], entries: vec![] };
    if form.nil {
        return form;
    }
    for (at, task) in world.tasks.iter().enumerate() {
        let asked = task.roles.iter().any(|role| world.meant(role).contains(&unit));
        if c.percent(if asked { 88 } else { 6 }) {
            let percent = c.percent(55).then(|| Digits { count: c.between(0, 100), scale: 0 });
            form.tasks.push((at, c.pick(STATUSES), percent));
        }
        for step in 0..task.milestones.len() {
            if c.percent(if asked { 60 } else { 6 }) {
                form.milestones.push((at, step, c.pick(STATUSES)));
            }
        }
    }
    for (at, i) in world.indicators.iter().enumerate() {
        let asked = world.meant(&i.reporters).contains(&unit);
        if !c.percent(if asked { 90 } else { 10 }) {
            continue;
        }
        let absent =
            c.pick(&[Absent::Unmonitored, Absent::Unpublished, Absent::Unconcerned, Absent::Unconcerned]);
        let said = if c.percent(12) { Err(absent) } else { Ok(near(c, i, &usual[at], year)) };
        let always = if i.joined == Joined::Ratio { 100 } else { 30 };
        let last_year = c.percent(40).then(|| (digits(c), parts(c, i, always)));
        form.entries.push(Entry { indicator: at, said, last_year });
    }
    // A form without a word is no report: who has nothing to say says so.
    form.nil = form.tasks.is_empty() && form.milestones.is_empty() && form.entries.is_empty();
    form
}

fn round(c: &mut Chance, world: &World, year: i32) -> Round {
    let usual: Vec<Figure> = world.indicators.iter().map(|i| usual(c, i, year)).collect();
    let forms: Vec<Option<Form>> =
        (0..world.units()).map(|unit| c.percent(87).then(|| form(c, world, unit, year, &usual))).collect();
    let mut round = Round { year, forms, decisions: Decisions::default(), book: vec![] };
    if c.percent(45) {
        round.book = book(c, &round);
    }
    round.decisions = decisions(c, world, &round);
    round
}

fn book(c: &mut Chance, round: &Round) -> Vec<(NaiveDate, u32, usize, u32, Event)> {
    let mut lines = vec![];
    for unit in (0..round.forms.len()).filter(|unit| round.forms[*unit].is_some()) {
        if c.percent(20) {
            continue;
        }
        let mut at = day(round.year, 12, 6) + Duration::days(c.between(0, 12));
        lines.push((at, c.pick(&[9, 16, 17, 23]), unit, 1, Event::Received));
        let mut version = 1;
        if c.percent(35) {
            at += Duration::days(1);
            lines.push((at, 8, unit, 1, Event::Returned));
            if c.percent(75) {
                at += Duration::days(c.between(1, 4));
                version = 2;
                lines.push((at, 10, unit, 2, Event::Received));
            }
        }
        let pending = lines.last().is_some_and(|line| line.4 == Event::Returned);
        if !pending && c.percent(60) {
            lines.push((at + Duration::days(1), 11, unit, version, Event::Accepted));
        }
    }
    lines.sort_by_key(|line| (line.0, line.1));
    lines
}

fn decisions(c: &mut Chance, world: &World, round: &Round) -> Decisions {
    let mut made = Decisions::default();
    let on = |c: &mut Chance| day(round.year, 12, 12) + Duration::days(c.between(0, 6));
    let answered = |is: &dyn Fn(&Form) -> bool| -> Vec<usize> {
        (0..world.units()).filter(|unit| round.forms[*unit].as_ref().is_some_and(is)).collect()
    };
    for who in [Body::Unit(c.below(world.units())), Body::Counties] {
        if c.percent(20) {
            made.extensions.push((who, day(round.year, 12, 17) + Duration::days(c.between(0, 10)), on(c)));
        }
    }
    for at in 0..world.tasks.len() {
        let units = answered(&|form| form.tasks.iter().any(|(task, ..)| *task == at));
        if c.percent(15) && !units.is_empty() {
            made.task_choices.push((at, c.pick(&units), on(c)));
        }
        if c.percent(10) {
            made.overrides.push((at, c.pick(STATUSES), on(c)));
        }
    }
    for (at, i) in world.indicators.iter().enumerate() {
        let units = answered(&|form| form.entries.iter().any(|e| e.indicator == at && e.said.is_ok()));
        if c.percent(20) && !units.is_empty() {
            made.choices.push((at, c.pick(&units), on(c)));
        }
        if !i.history.is_empty() && c.percent(30) {
            made.taken.push((at, on(c)));
        }
        for target in &i.targets {
            let unit = match target.unit {
                Some(unit) => Some(unit),
                None => (i.by_county && c.percent(40)).then_some(world.departments),
            };
            let new = !made.verdicts.iter().any(|v| (v.0, v.1, v.2) == (at, target.year, unit));
            if new && c.percent(40) && matches!(target.op, Op::About | Op::Words) {
                let ruling = c.pick(&[Ruling::Met, Ruling::Met, Ruling::Missed, Ruling::Pending]);
                made.verdicts.push((at, target.year, unit, ruling, on(c)));
            }
        }
    }
    made
}
