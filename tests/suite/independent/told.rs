//! What the program makes of a workspace, in the same words as the independent sums.
//!
//! Takes files; gives facts. Never reckons.

use std::collections::BTreeMap;

use nianbao::assess::{
    Grounds, IndicatorStanding, MetBy, Movements, NoChange, NoValue, Progress, Standing, TargetJudgement,
    TargetResult, TaskStanding, YearOnYear,
};
use nianbao::consolidate::{Answer, Gap, Tables};
use nianbao::diagnostic::{Diagnostics, Files};
use nianbao::pipeline::{self, Selection};
use nianbao::plan::{Plan, Role, TaskIndex};
use nianbao::source::Project;

use super::number::Frac;
use super::world::{Op, World};

/// The facts of all years, and what kept something out, which the generator must not make.
pub(super) fn facts(world: &World, files: &Files) -> (BTreeMap<String, String>, Vec<String>) {
    let as_of = world.today.to_string().parse().expect("a day");
    let mut found = Diagnostics::default();
    let project = Project::memory(files.clone());
    let read =
        pipeline::read(&project, &Selection::default(), as_of, &mut found).expect("memory can be listed");
    let mut facts = BTreeMap::new();
    let Some(rounds) = read.plans.first() else {
        return (
            facts,
            found.into_vec().into_iter().map(|d| format!("{} {}", d.rule.code, d.message)).collect(),
        );
    };
    let mut kept_out = vec![];
    let assessed = rounds.assess(&read.sources);
    for (round, year) in rounds.rounds.iter().zip(&assessed.years) {
        let year = year.as_ref().expect("the office sees all");
        kept_out.extend(
            year.round
                .submissions
                .iter()
                .filter(|s| !s.returned)
                .flat_map(|s| &s.withheld)
                .map(|held| format!("{held:?}")),
        );
        kept_out
            .extend(year.round.submissions.iter().filter(|s| s.faulty).map(|_| "a faulty form".to_owned()));
        of_year(world, &round.plan, (&year.tables, &year.progress), &mut facts);
    }
    (facts, kept_out)
}

fn of_year(
    world: &World,
    plan: &Plan,
    (tables, progress): (&Tables, &Progress),
    facts: &mut BTreeMap<String, String>,
) {
    let year = tables.year;
    for (at, standing) in progress.tasks.iter().enumerate() {
        task(&format!("{year} t{at}"), standing, facts);
        let moved = match &progress.movements {
            Movements::NoYear => "no year".into(),
            Movements::NotDue => "not due".into(),
            Movements::Tasks(all) => all[at].map_or_else(
                |_| "nobody".into(),
                |m| format!("{} to {} of {}", m.before.key(), m.now.key(), m.units),
            ),
        };
        facts.insert(format!("{year} t{at} moved"), moved);
    }
    for standing in &progress.milestones {
        let TaskIndex(task) = standing.site.task;
        let told = format!("{} {}", standing.status.key(), standing.light.key());
        facts.insert(format!("{year} m{task}.{}", standing.site.at), told);
    }
    for unit in &progress.units {
        let [tasks, figures, steps] =
            [unit.coverage.tasks, unit.coverage.indicators, unit.coverage.milestones]
                .map(|share| (share.answered, share.assigned));
        let told = format!(
            "{} {} {} {} {tasks:?} {figures:?} {steps:?}",
            unit.timeliness.key(),
            unit.days_late,
            unit.resubmitted_late,
            unit.completeness.key()
        );
        facts.insert(format!("{year} u{}", unit.unit.0), told);
    }
    counts(year, progress, facts);
    for (at, standing) in progress.indicators.iter().enumerate() {
        indicator(world, plan, &format!("{year} i{at}"), at, standing, facts);
    }
}

fn counts(year: i32, progress: &Progress, facts: &mut BTreeMap<String, String>) {
    let (u, t) = (&progress.unit_counts, &progress.task_counts);
    let ended = t.total - t.without_end;
    for (what, n) in [
        ("units on_time", u.on_time),
        ("units late", u.late),
        ("units missing", u.missing),
        ("units returned_pending", u.returned_pending),
        ("units not_yet_due", u.not_yet_due),
        ("units faulty", u.faulty),
        ("tasks completed", t.completed),
        ("tasks ahead", t.ahead),
        ("tasks on_track", t.on_track),
        ("tasks behind", t.behind),
        ("tasks overdue", t.overdue),
        ("tasks not_started", t.not_started),
        ("tasks ongoing", t.ongoing),
        ("tasks not_applicable", t.not_applicable),
        ("tasks unstated", t.unstated),
        ("tasks no_answer", t.no_answer),
        ("tasks with an end", t.completion.whole),
    ] {
        if n > 0 {
            facts.insert(format!("{year} count {what}"), n.to_string());
        }
    }
    if ended > 0 {
        facts.insert(format!("{year} count tasks with an end, completed"), t.completion.part.to_string());
    }
    let open = progress.units.iter().filter(|unit| !unit.past_due);
    let waits = open.filter(|unit| !["on_time", "late"].contains(&unit.state().key())).count();
    assert_eq!(u.on_time_rate.whole, u.expected - waits, "the on-time rate is over those that were due");
}

fn task(name: &str, t: &TaskStanding, facts: &mut BTreeMap<String, String>) {
    let told = format!("{} {} {}", t.status.key(), t.reported.key(), t.light.key());
    facts.insert(name.to_owned(), told);
    let percent = t.percent.map(|(percent, at)| (near(percent), t.entries[at].unit.0));
    facts.insert(format!("{name} percent"), format!("{percent:?}"));
    let answered = t.entries.iter().filter(|e| e.role != Role::Unassigned);
    let answered = answered.filter(|e| matches!(e.answer, Answer::Entry(..) | Answer::NilReturn(_))).count();
    assert_eq!(answered, t.answered, "{name}");
    let told = format!("{}/{} answered {}", t.agreeing.part, t.agreeing.whole, t.answered);
    facts.insert(format!("{name} k of N"), told);
    facts.insert(format!("{name} points"), format!("{:?}", t.points_behind.map(near)));
    let worse: Vec<usize> = t.disagreeing.iter().map(|unit| unit.0).collect();
    facts.insert(format!("{name} worse"), format!("{worse:?}"));
}

/// A decimal of the program's, as far as two ways of reckoning must agree.
fn near(number: impl std::fmt::Display) -> String {
    Frac::read(&number.to_string()).told()
}

fn change(change: &Result<YearOnYear, NoChange>) -> String {
    match change {
        Ok(c) => format!(
            "{} {:?} {:?} {:?} {}",
            near(c.difference.shown),
            c.trend,
            c.better,
            c.percent.map(near),
            c.changed_base.is_some()
        ),
        Err(NoChange::NoValue(_)) => "no value".into(),
        Err(NoChange::NoPrevious(_)) => "nothing before".into(),
        Err(NoChange::Incomparable(_)) => "unlike".into(),
    }
}

fn target(world: &World, at: usize, one: &TargetJudgement) -> String {
    let person = matches!(world.indicators[at].targets[one.target].op, Op::About | Op::Words);
    let pace = one.pace.filter(|_| !person).map(|pace| (near(pace.bound.value), pace.bound.max.map(near)));
    let counts = one.aggregate.map(|a| [a.met, a.missed, a.lacking, a.of]);
    format!("{} {:?} {pace:?} {counts:?}", one.result.key(), one.margin.map(near))
}

/// The figure as printed, its distance and the verdict beside them say one thing.
fn reads_as_judged(t: &super::world::Target, one: &TargetJudgement, shown: &str) {
    let of_whole = t.unit.is_none() && one.aggregate.is_none() && one.pace.is_none();
    let (Some(low), Some(gap), true) = (one.bound, one.gap, of_whole && one.grounds == Grounds::Numbers)
    else {
        return;
    };
    let (v, low) = (Frac::read(shown), Frac::read(&low.to_string()));
    let high = one.bound_max.map(|high| Frac::read(&high.to_string()));
    let holds = match t.op {
        // A fall turns what has to be kept below into what has to be kept above.
        Op::AtLeast | Op::AtMost | Op::Above | Op::Below if t.change.is_some() => return,
        Op::AtLeast => v >= low,
        Op::AtMost => v <= low,
        Op::Above => v > low,
        Op::Below => v < low,
        Op::Equal => v == low,
        Op::Range => v >= low && high.is_none_or(|high| v <= high),
        Op::About | Op::Words => return,
    };
    match one.result {
        TargetResult::Met => assert!(holds, "{shown} is called met: {one:?}"),
        TargetResult::Missed => assert!(!holds, "{shown} is called missed: {one:?}"),
        _ => {}
    }
    let end = high.filter(|high| v > *high).unwrap_or(low);
    let apart = if t.op == Op::Range && holds { Frac::ZERO } else { v.minus(end) };
    assert_eq!(near(gap), apart.told(), "{shown}: {one:?}");
}

fn indicator(
    world: &World,
    plan: &Plan,
    name: &str,
    at: usize,
    s: &IndicatorStanding,
    facts: &mut BTreeMap<String, String>,
) {
    assert_eq!(plan.indicator(s.indicator).id.as_str(), format!("i{at}"));
    let value = match &s.value {
        Ok(value) => near(value.number),
        Err(NoValue::Conflict(..)) => "conflict".into(),
        Err(NoValue::Separate) => "separate".into(),
        Err(NoValue::Incomplete { have, of, lacking: l }) => {
            let partial = s.partial.as_ref().map_or("none".into(), |value| near(value.number));
            let states = [l.nil, l.unmeasured, l.no_entry, l.returned, l.silent + l.waiting];
            format!("{have} of {of}, lacks {states:?}: {partial}")
        }
        Err(NoValue::Gap(Gap::Mixed(_) | Gap::NoParts | Gap::OutOfRange)) => "mixed".into(),
        Err(NoValue::Gap(_)) => "nothing".into(),
    };
    let standing = match s.standing {
        Standing::Met(MetBy::ThisYear(at)) => format!("met this year {at}"),
        Standing::Met(MetBy::Always(at)) => format!("met always {at}"),
        Standing::Met(MetBy::Stage(at)) => format!("met stage {at}"),
        Standing::Met(MetBy::Last(at)) => format!("met last {at}"),
        other => other.key().into(),
    };
    let completion: Vec<Option<String>> = s.targets.iter().map(|t| t.completion.map(near)).collect();
    for (what, told) in [
        ("value", value),
        ("final", s.is_final.to_string()),
        ("change", change(&s.year_on_year)),
        ("scheduled", format!("{:?}", s.course.scheduled.map(|p| near(p.value)))),
        ("deviation", format!("{:?}", s.deviation.map(near))),
        ("tolerance", format!("{:?}", s.course.tolerance.map(near))),
        ("digits", format!("{:?}", s.value.as_ref().ok().map(|value| value.digits))),
        ("completion", format!("{completion:?}")),
        ("years ahead", format!("{:?}", s.years_ahead.map(near))),
        ("worsening", s.worsening.to_string()),
        ("awaiting", s.awaiting.to_string()),
        ("standing", standing),
    ] {
        facts.insert(format!("{name} {what}"), told);
    }
    if let Some(own) = &s.own_targets {
        let a = own.counted;
        let told = format!("{:?} {:?}", own.targets, [a.met, a.missed, a.lacking, a.of]);
        facts.insert(format!("{name} own targets"), told);
    }
    for (t, one) in s.targets.iter().enumerate() {
        facts.insert(format!("{name} target {t}"), target(world, at, one));
        if let Ok(value) = &s.value {
            reads_as_judged(&world.indicators[at].targets[t], one, &value.shown());
        }
    }
    for row in &s.counties {
        let results: Vec<_> =
            row.results.iter().map(|one| one.as_ref().map(|one| one.result.key())).collect();
        facts.insert(
            format!("{name} unit {}", row.unit.0),
            format!("{results:?} {}", change(&row.year_on_year)),
        );
    }
}
