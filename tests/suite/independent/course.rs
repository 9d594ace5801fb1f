//! The course of an indicator and where it stands on it, reckoned anew (方法 五 to 八).
//!
//! Takes goals and what each came to; gives words. Never asks the program.

use std::collections::BTreeMap;

use super::asked::{Asked, side};
use super::goals::{Goals, Told};
use super::number::Frac;
use super::rollup::Amount;
use super::world::*;

struct Course<'g> {
    goals: &'g Goals<'g>,
    asked: Asked<'g>,
    base: Option<(i32, Frac)>,
    /// Years and values of the broken line.
    line: Vec<(i32, Frac)>,
    reference: Option<usize>,
    part: Option<Frac>,
}

/// Tells schedule, distance from it, completion and standing.
pub(super) fn tell(
    goals: &Goals<'_>,
    value: Option<&Amount>,
    is_nothing: bool,
    results: &[Told],
    facts: &mut BTreeMap<String, String>,
) {
    let course = Course::of(goals, value);
    let digits = value.map(|value| value.digits);
    // What may not be compared with the goals may not be compared with the line through them.
    let value = value.filter(|v| !goals.strays(v));
    let name = format!("{} i{}", goals.year, goals.at);
    let v = value.map(|value| value.number);
    let (_, reckoned) = course.asked.scheduled();
    // What more of a flow can neither undo nor mend is told from the whole.
    let part = course.part.filter(|_| !course.is_over(results));
    // A number or about a number of the whole year has no part that could be asked of its months.
    let p = course.asked.path(part).map(|path| path.0);
    let shown = course.asked.printed_path(part, value);
    let from = |v: Frac, p: Frac| match course.asked.sense() {
        Some(true) => v.minus(p),
        Some(false) => p.minus(v),
        None => v.minus(p).size().turned(),
    };
    let off = v.zip(p).map(|(v, p)| from(v, p));
    // What is printed is the difference of what is printed.
    let printed = value.zip(shown).map(|(value, p)| from(value.number.rounded(value.digits), p));
    let tolerance = course.reference.and_then(|at| course.tolerance(at, part));
    let worse = v.is_some_and(|v| course.is_worse_than_base(v));
    let standing =
        Standing { course: &course, results, off: off.filter(|_| reckoned), tolerance, worse, is_nothing };
    let standing = standing.words();
    let ranked = ["met", "on_schedule", "behind", "far_behind", "worsening"];
    let is_ranked = ranked.iter().any(|word| standing.starts_with(word));
    let to_come = |at: usize| goals.i.targets[at].year.is_some_and(|year| year > goals.year);
    let all = || 0..results.len();
    let waits = !is_ranked && all().any(to_come) && !all().any(|at| goals.is_live(at));
    let is_over = |at: usize| results[at].is_elsewhere && goals.is_due(&goals.i.targets[at]);
    let way = |at: usize| v.filter(|_| !is_over(at)).and_then(|v| course.completion(at, v));
    let done = |at: usize| way(at).map(Frac::told);
    let all: Vec<Option<String>> = (0..results.len()).map(done).collect();
    let ahead = v.and_then(|v| course.years_ahead(v)).map(Frac::told);
    for (what, told) in [
        ("scheduled", format!("{:?}", shown.map(Frac::told))),
        ("deviation", format!("{:?}", printed.map(Frac::told))),
        ("digits", format!("{:?}", digits)),
        ("tolerance", format!("{:?}", tolerance.map(Frac::told))),
        ("completion", format!("{all:?}")),
        ("years ahead", format!("{ahead:?}")),
        ("worsening", worse.to_string()),
        ("awaiting", waits.to_string()),
        ("standing", standing),
    ] {
        facts.insert(format!("{name} {what}"), told);
    }
}

impl<'g> Course<'g> {
    fn of(goals: &'g Goals<'g>, value: Option<&Amount>) -> Self {
        let asked = goals.asked;
        let part = goals.part(value);
        Course { goals, asked, base: asked.base(), line: asked.line(), reference: asked.refer(), part }
    }

    /// Whether more of a flow can neither undo nor mend what its numbers came to.
    fn is_over(&self, results: &[Told]) -> bool {
        let Some(at) = self.reference.filter(|_| self.part.is_some()) else { return false };
        let t = &self.goals.i.targets[at];
        let by_number = !matches!(t.op, Op::About | Op::Words) && !self.goals.is_each(t);
        by_number && self.goals.is_due(t) && ["met", "missed"].contains(&results[at].result)
    }

    /// A tenth of the way from the base to a goal, or of the room beyond it; for a part of a year that part.
    fn tolerance(&self, at: usize, part: Option<Frac>) -> Option<Frac> {
        let t = self.asked.bound(at)?;
        let way = match self.base {
            Some((_, base)) if base != t.low => t.low.minus(base).size(),
            _ => {
                let i = self.goals.i;
                let upward = match i.way {
                    Way::Up => true,
                    Way::Keep => side(t.op) != Some(false),
                    Way::Down | Way::Range => false,
                };
                let most = Frac::whole(i.factor);
                if i.factor > 1 && upward && t.low <= most { most.minus(t.low) } else { t.low.size() }
            }
        };
        let tenth = way.times(Frac::of(1, 10));
        Some(part.map_or(tenth, |part| tenth.times(part)))
    }

    fn is_worse_than_base(&self, v: Frac) -> bool {
        match (self.base, self.asked.sense()) {
            (Some((year, base)), Some(up)) if self.goals.year > year && self.part.is_none() => {
                if up {
                    v < base
                } else {
                    v > base
                }
            }
            _ => false,
        }
    }

    fn completion(&self, at: usize, v: Frac) -> Option<Frac> {
        let (base, b) = (self.base?.1, self.asked.bound(at)?);
        let whole = self.asked.is_for_all(at) && b.high.is_none() && self.part.is_none();
        v.minus(base).over(b.low.minus(base)).filter(|_| whole)
    }

    /// Where the line has the number, less this year; only on a line that gets better all the way.
    fn years_ahead(&self, v: Frac) -> Option<Frac> {
        let up = self.asked.sense()?;
        let better = |leg: &[(i32, Frac)]| if up { leg[1].1 > leg[0].1 } else { leg[1].1 < leg[0].1 };
        if self.part.is_some() || self.line.len() < 2 || !self.line.windows(2).all(better) {
            return None;
        }
        let between = |leg: &&[(i32, Frac)]| v >= leg[0].1.min(leg[1].1) && v <= leg[0].1.max(leg[1].1);
        let leg = self.line.windows(2).find(between)?;
        let share = v.minus(leg[0].1).over(leg[1].1.minus(leg[0].1))?;
        let span = share.times(Frac::whole(i64::from(leg[1].0 - leg[0].0)));
        Some(span.plus(Frac::whole(i64::from(leg[0].0 - self.goals.year))))
    }
}

struct Standing<'s> {
    course: &'s Course<'s>,
    results: &'s [Told],
    /// d, where the schedule is reckoned.
    off: Option<Frac>,
    tolerance: Option<Frac>,
    worse: bool,
    is_nothing: bool,
}

const ORDER: [&str; 3] = ["on_schedule", "behind", "far_behind"];

fn lag(off: Frac, tolerance: Option<Frac>) -> usize {
    match tolerance {
        _ if off >= Frac::ZERO => 0,
        Some(tolerance) if off < tolerance.turned() => 2,
        _ => 1,
    }
}

impl Standing<'_> {
    fn words(&self) -> String {
        let goals = self.course.goals;
        let live: Vec<usize> = (0..self.results.len()).filter(|at| goals.is_live(*at)).collect();
        let by_line = self.off.map(|off| lag(off, self.tolerance));
        let of = |result: &str| live.iter().copied().find(|at| self.results[*at].result == result);
        let missed = live.iter().filter(|at| self.results[**at].result == "missed").map(|at| {
            // What a person found missed is behind, however far its number is.
            let by_person = matches!(goals.i.targets[*at].op, Op::About | Op::Words);
            let short = self.results[*at].margin.filter(|margin| !by_person && *margin < Frac::ZERO);
            short.map_or(1, |short| lag(short, self.course.tolerance(*at, None)))
        });
        if let Some(worst) = missed.max() {
            return ORDER[worst.max(by_line.unwrap_or(0))].into();
        }
        if let Some(at) = of("off_pace") {
            return self.slow(at);
        }
        for open in ["to_be_judged", "not_comparable", "no_data"] {
            if of(open).is_some() {
                return by_line.filter(|lag| *lag > 0).map_or(open, |lag| ORDER[lag]).into();
            }
        }
        if of("on_pace").is_some() {
            return ORDER[by_line.unwrap_or(0)].into();
        }
        if let Some(at) = live.iter().find(|at| goals.i.targets[**at].year.is_some()) {
            let this = goals.i.targets[*at].year == Some(goals.year);
            return format!("met {} {at}", if this { "this year" } else { "last" });
        }
        if let Some(early) = self.early() {
            return early;
        }
        match (by_line, live.first()) {
            (Some(lag), _) => ORDER[lag].into(),
            (None, Some(at)) => format!("met always {at}"),
            (None, None) => self.unscheduled().into(),
        }
    }

    /// Behind the pace of its months.
    fn slow(&self, at: usize) -> String {
        let short =
            self.results[at].off.map(|(off, part)| lag(off, self.course.tolerance(at, Some(part))).max(1));
        ORDER[short.unwrap_or(1)].into()
    }

    /// The last goal that can be judged, met before its year.
    fn early(&self) -> Option<String> {
        let goals = self.course.goals;
        let counted: Vec<usize> = (0..self.results.len()).filter(|at| goals.counts(*at)).collect();
        let year = |at: &usize| goals.i.targets[*at].year;
        let judged = counted.iter().filter(|at| self.results[**at].result != "to_be_judged");
        // A stage whose year is over is none that is met early.
        let last = judged.filter_map(year).max().filter(|last| *last >= goals.year)?;
        let of_last: Vec<usize> = counted.iter().copied().filter(|at| year(at) == Some(last)).collect();
        let is_final = counted.iter().filter_map(year).max() == Some(last);
        let all = of_last.iter().all(|at| self.results[*at].result == "met");
        all.then(|| format!("met {} {}", if is_final { "last" } else { "stage" }, of_last[0]))
    }

    fn unscheduled(&self) -> &'static str {
        let goals = self.course.goals;
        let counted: Vec<usize> = (0..self.results.len()).filter(|at| goals.counts(*at)).collect();
        let person = |at: &usize| matches!(goals.i.targets[*at].op, Op::About | Op::Words);
        let ahead = |at: &usize| goals.i.targets[*at].year.is_none_or(|year| year >= goals.year);
        let counted: Vec<usize> = counted.into_iter().filter(ahead).collect();
        let waits = counted.iter().any(|at| self.results[*at].result == "to_be_judged");
        if self.worse {
            "worsening"
        } else if !counted.is_empty() && counted.iter().all(person) && waits {
            "to_be_judged"
        } else if self.is_nothing {
            "no_data"
        } else {
            "not_comparable"
        }
    }
}
