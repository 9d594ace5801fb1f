//! Tasks, milestones and who reported when, reckoned anew (方法 十 to 十四).
//!
//! Takes a world and a year; gives words. Never asks the program.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::number::Frac;
use super::rollup::Seen;
use super::world::*;

/// From the best to the worst; what follows says nothing of how far a thing is.
const RANKS: [&str; 6] = ["completed", "ahead", "on_track", "not_started", "behind", "overdue"];

pub(super) fn rank(word: &str) -> Option<usize> {
    RANKS.iter().position(|other| *other == word)
}

pub(super) fn word(status: Status, is_past: bool) -> &'static str {
    match status {
        Status::Completed => "completed",
        Status::NotApplicable => "not_applicable",
        _ if is_past => "overdue",
        Status::Ahead => "ahead",
        Status::OnTrack => "on_track",
        Status::Behind => "behind",
        Status::NotStarted => "not_started",
        Status::Ongoing => "ongoing",
        Status::NoProgress | Status::NotYetAvailable => "unstated",
    }
}

/// One word for several: the worst; completed only where all have answered and none goes on.
pub(super) fn joined(words: &[&'static str]) -> &'static str {
    let has = |word: &str| words.contains(&word);
    match words.iter().filter_map(|word| rank(word)).max() {
        Some(0) if has("ongoing") => "ongoing",
        Some(0) if has("unstated") || has("no_answer") => "on_track",
        Some(worst) => RANKS[worst],
        None if has("ongoing") => "ongoing",
        None if has("unstated") => "unstated",
        None if has("not_applicable") && !has("no_answer") => "not_applicable",
        None => "no_answer",
    }
}

#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) unit: usize,
    /// Place in the task's roles; none for a unit that is not asked.
    pub(super) role: Option<usize>,
    pub(super) stated: bool,
    pub(super) answered: bool,
    pub(super) word: &'static str,
    pub(super) percent: Option<Frac>,
}

impl Seen<'_> {
    /// The day on which things are judged.
    fn day(&self) -> NaiveDate {
        let end = NaiveDate::from_ymd_opt(self.round.year, 12, 31).expect("a day");
        self.world.today.min(end)
    }

    fn roles(&self, task: usize) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> = vec![];
        for (role, bodies) in self.world.tasks[task].roles.iter().enumerate() {
            for unit in self.world.meant(bodies) {
                if all.iter().all(|(other, _)| *other != unit) {
                    all.push((unit, role));
                }
            }
        }
        all
    }

    pub(super) fn answers(&self, task: usize) -> Vec<Answer> {
        let past = self.world.tasks[task].due.day().is_some_and(|due| due < self.day());
        let roles = self.roles(task);
        let strangers = (0..self.world.units()).filter(|unit| roles.iter().all(|(other, _)| other != unit));
        let asked = roles.iter().map(|(unit, role)| (*unit, Some(*role)));
        asked
            .chain(strangers.map(|unit| (unit, None)))
            .filter_map(|(unit, role)| {
                let form = self.form(unit);
                let entry = form.and_then(|form| form.tasks.iter().find(|(at, ..)| *at == task));
                let nil = form.is_some_and(|form| form.nil);
                let said = match (entry, nil) {
                    (Some((_, status, _)), _) => word(*status, past),
                    (None, true) => "not_applicable",
                    (None, false) => "no_answer",
                };
                let percent = entry.and_then(|(_, _, percent)| *percent).map(Digits::number);
                let answer = Answer {
                    unit,
                    role,
                    stated: entry.is_some(),
                    answered: entry.is_some() || nil,
                    word: said,
                    percent,
                };
                (role.is_some() || answer.stated).then_some(answer)
            })
            .collect()
    }

    /// Everything about tasks, milestones and units, in words.
    pub(super) fn tell_duties(&self, facts: &mut BTreeMap<String, String>) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for task in 0..self.world.tasks.len() {
            self.tell_task(task, facts, &mut counts);
            for step in 0..self.world.tasks[task].milestones.len() {
                let (status, light) = self.milestone(task, step);
                facts.insert(format!("{} m{task}.{step}", self.round.year), format!("{status} {light}"));
            }
            let moved = self.movement(task);
            facts.insert(format!("{} t{task} moved", self.round.year), moved);
        }
        for unit in 0..self.world.units() {
            let told = self.unit(unit);
            // Material without any date is 材料有误: one of six states, and never another.
            let state = told.split(' ').next().unwrap_or("").replace("undated", "faulty");
            *counts.entry(format!("units {state}")).or_default() += 1;
            facts.insert(format!("{} u{unit}", self.round.year), told);
        }
        for (what, count) in counts {
            facts.insert(format!("{} count {what}", self.round.year), count.to_string());
        }
    }

    fn tell_task(
        &self,
        task: usize,
        facts: &mut BTreeMap<String, String>,
        counts: &mut BTreeMap<String, usize>,
    ) {
        let answers = self.answers(task);
        let (reported, deciding) = self.reported(task, &answers);
        let made = |o: &&(usize, Status, NaiveDate)| o.0 == task && o.2 <= self.world.today;
        let set = self.round.decisions.overrides.iter().find(made).map(|set| word(set.1, false));
        let status = set.unwrap_or(reported);
        let mut saying: Vec<&Answer> =
            deciding.iter().copied().filter(|a| a.stated && a.word == reported).collect();
        saying.sort_by_key(|a| (a.percent.is_none(), a.percent));
        // What the office sets has no unit's percentage.
        let said = if set.is_some() { None } else { saying.first() };
        let percent = said.and_then(|a| Some((a.percent?, a.unit)));
        let asked: Vec<&Answer> = answers.iter().filter(|a| a.role.is_some()).collect();
        let agreeing = asked.iter().filter(|a| a.stated && a.word == reported).count();
        let due = self.world.tasks[task].due;
        let left = due.day().map(|due| (due - self.day()).num_days());
        let points = self.points(due, status, percent.map(|p| p.0));
        let light = light(status, points, left);
        let worse: Vec<usize> = answers
            .iter()
            .filter(|a| rank(status).is_some_and(|limit| rank(a.word).is_some_and(|own| own > limit)))
            .map(|a| a.unit)
            .collect();
        let name = format!("{} t{task}", self.round.year);
        facts.insert(name.clone(), format!("{status} {reported} {light}"));
        facts.insert(format!("{name} percent"), format!("{:?}", percent.map(|(p, unit)| (p.told(), unit))));
        facts.insert(
            format!("{name} k of N"),
            format!("{agreeing}/{} answered {}", asked.len(), asked.iter().filter(|a| a.answered).count()),
        );
        facts.insert(format!("{name} points"), format!("{:?}", points.map(Frac::told)));
        facts.insert(format!("{name} worse"), format!("{worse:?}"));
        *counts.entry(format!("tasks {status}")).or_default() += 1;
        if due != Due::Never && status != "ongoing" {
            *counts.entry("tasks with an end".into()).or_default() += 1;
            *counts.entry("tasks with an end, completed".into()).or_default() +=
                usize::from(status == "completed");
        }
    }

    /// What was reported of a task, and whose answers decide it.
    pub(super) fn reported<'a>(&self, task: usize, answers: &'a [Answer]) -> (&'static str, Vec<&'a Answer>) {
        let words = |of: &[&Answer]| joined(&of.iter().map(|a| a.word).collect::<Vec<_>>());
        let made = |c: &&(usize, usize, NaiveDate)| {
            c.0 == task && c.2 <= self.world.today && self.was_there(c.1, c.2)
        };
        let chosen = self.round.decisions.task_choices.iter().find(made).map(|c| c.1);
        let nobody = answers.iter().all(|a| a.role.is_none());
        let may_be = |a: &Answer| nobody || a.role.is_some();
        if let Some(one) = answers.iter().find(|a| a.stated && Some(a.unit) == chosen && may_be(a)) {
            return (one.word, vec![one]);
        }
        let is_asked = |a: &Answer| Some(a.unit) == chosen && may_be(a);
        if answers.iter().any(|a| is_asked(a) && self.is_sent_back(a.unit)) {
            return ("unstated", vec![]);
        }
        let asked: Vec<&Answer> = answers.iter().filter(|a| a.role.is_some()).collect();
        let pool = if asked.is_empty() { answers.iter().collect() } else { asked };
        let leads: Vec<&Answer> = pool.iter().copied().filter(|a| a.role == Some(0)).collect();
        let lead = words(&leads);
        let (said, of) =
            if rank(lead).is_some() || lead == "ongoing" { (lead, leads) } else { (words(&pool), pool) };
        // Nobody says that it goes on; after its day that is not known.
        let left = self.world.tasks[task].due.day().map(|due| (due - self.day()).num_days());
        let is_open = said == "on_track" && of.iter().all(|a| a.word != "on_track");
        (if is_open && left.is_some_and(|left| left < 0) { "unstated" } else { said }, of)
    }

    /// Points behind the time that has passed, for what itself lags.
    fn points(&self, due: Due, status: &str, percent: Option<Frac>) -> Option<Frac> {
        let percent = match status {
            "behind" => percent?,
            "not_started" => percent.unwrap_or(Frac::ZERO),
            _ => return None,
        };
        let start = self.world.adopted.or(NaiveDate::from_ymd_opt(2025, 1, 1))?;
        let whole = (due.day()? - start).num_days();
        let passed = (self.day() - start).num_days().clamp(0, whole.max(0));
        Some(Frac::whole(passed * 100).over(Frac::whole(whole))?.minus(percent))
    }

    /// The lead's word, else the worst of what those say whom the plan names.
    fn milestone(&self, task: usize, step: usize) -> (&'static str, &'static str) {
        let due = self.world.tasks[task].milestones[step].and_then(Due::day);
        let left = due.map(|due| (due - self.day()).num_days());
        let roles = self.roles(task);
        let said = |unit: usize| {
            let entry = self.form(unit)?.milestones.iter().find(|m| (m.0, m.1) == (task, step))?;
            Some(word(entry.2, left.is_some_and(|left| left < 0)))
        };
        let leads: Vec<&'static str> =
            roles.iter().filter(|(_, role)| *role == 0).filter_map(|(unit, _)| said(*unit)).collect();
        let lead = joined(&leads);
        let asked: Vec<usize> = roles.iter().map(|(unit, _)| *unit).collect();
        let all: Vec<&'static str> = if roles.is_empty() {
            (0..self.world.units()).filter_map(said).collect()
        } else {
            asked.iter().filter_map(|unit| said(*unit)).collect()
        };
        let tells = |word: &str| rank(word).is_some() || word == "ongoing";
        let status = if tells(lead) { lead } else { joined(&all) };
        let nil = |unit: &usize| self.form(*unit).is_some_and(|form| form.nil);
        let all_nil = !asked.is_empty() && asked.iter().all(nil);
        let status = if status == "no_answer" && all_nil { "not_applicable" } else { status };
        let status = if !tells(status) && self.was_done(task, step) { "completed" } else { status };
        (status, light(status, None, left))
    }

    /// Whether last year's report has a milestone completed.
    fn was_done(&self, task: usize, step: usize) -> bool {
        self.last().is_some_and(|last| last.milestone(task, step).0 == "completed")
    }

    /// Whether the plan asks for a milestone this year.
    fn asks(&self, due: Option<NaiveDate>) -> bool {
        self.world.window.is_some_and(|window| due.is_none_or(|due| due.year() <= self.round.year + window))
    }

    pub(super) fn last_day(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.round.year, 12, if self.world.inclusive { 15 } else { 14 })
            .expect("a day")
    }

    /// A unit: timeliness, days late, returned, completeness, answered of assigned.
    fn unit(&self, unit: usize) -> String {
        let means = |body: Body| self.world.meant(&[body]).contains(&unit);
        let given = self.round.decisions.extensions.iter().filter(|e| means(e.0) && e.2 <= self.world.today);
        let last = given.map(|e| e.1).max().unwrap_or(self.last_day());
        let form = self.form(unit);
        let (timely, days, again) = self.timely(unit, last);
        let asked = |of: Vec<bool>| (of.iter().filter(|is| **is).count(), of.len());
        let nil = form.is_some_and(|form| form.nil);
        let has = |is: &dyn Fn(&Form) -> bool| nil || form.is_some_and(is);
        let mine = |task: usize| self.roles(task).into_iter().find(|(other, _)| *other == unit);
        let tasks = (0..self.world.tasks.len()).filter(|task| mine(*task).is_some());
        let tasks = asked(tasks.map(|task| has(&|form| form.tasks.iter().any(|t| t.0 == task))).collect());
        let figures = (0..self.world.indicators.len()).filter(|at| self.asked(*at).contains(&unit));
        let figures =
            asked(figures.map(|at| has(&|form| form.entries.iter().any(|e| e.indicator == at))).collect());
        let mut steps = vec![];
        for task in (0..self.world.tasks.len()).filter(|task| mine(*task).is_some_and(|(_, role)| role < 2)) {
            for (step, due) in self.world.tasks[task].milestones.iter().enumerate() {
                let is_asked = self.asks(due.and_then(Due::day)) && !self.was_done(task, step);
                if *due != Some(Due::Never) && is_asked {
                    steps.push(has(&|form| form.milestones.iter().any(|m| (m.0, m.1) == (task, step))));
                }
            }
        }
        let steps = asked(steps);
        let full = [tasks, figures, steps].iter().all(|(k, n)| k == n);
        let complete = match form {
            None => "nothing",
            Some(_) if nil => "nil",
            Some(_) => {
                if full {
                    "complete"
                } else {
                    "partial"
                }
            }
        };
        format!("{timely} {days} {again} {complete} {tasks:?} {figures:?} {steps:?}")
    }

    /// In time or not by a last day; days late; whether it came again late after a return.
    fn timely(&self, unit: usize, last: NaiveDate) -> (&'static str, i64, bool) {
        let waits = self.world.today <= last;
        let Some(form) = self.handed_in(unit) else {
            return (if waits { "not_yet_due" } else { "missing" }, 0, false);
        };
        let in_time = |at: (NaiveDate, u32)| {
            at.0 < last || (at.0 == last && self.world.cutoff.is_none_or(|cutoff| (at.1, 30) <= cutoff))
        };
        let late = |day: NaiveDate| (day - last).num_days().max(1);
        let lines = || self.round.book.iter().filter(|line| line.2 == unit && line.0 <= self.world.today);
        let came: Vec<(NaiveDate, u32, u32)> =
            lines().filter(|l| l.4 == Event::Received).map(|l| (l.0, l.1, l.3)).collect();
        let (Some(first), Some(latest)) = (came.first(), came.last()) else {
            return match form.filled {
                Some(day) if day <= last => ("on_time", 0, false),
                Some(day) => ("late", late(day), false),
                None => (if waits { "on_time" } else { "undated" }, 0, false),
            };
        };
        let taken = lines().find(|l| l.4 == Event::Accepted).map(|l| l.3);
        let returned = lines().any(|l| l.4 == Event::Returned);
        if taken.is_none() && lines().next_back().is_some_and(|l| l.4 == Event::Returned) {
            return ("returned_pending", 0, false);
        }
        let of = taken.and_then(|version| came.iter().find(|c| c.2 == version)).unwrap_or(latest);
        let again = returned && !in_time((latest.0, latest.1));
        if in_time((of.0, of.1)) || (again && in_time((first.0, first.1))) {
            return ("on_time", 0, again);
        }
        ("late", late(of.0), false)
    }
}

fn light(status: &str, points: Option<Frac>, left: Option<i64>) -> &'static str {
    match status {
        "overdue" => "red",
        "completed" => "green",
        "behind" | "not_started" => {
            if points.is_some_and(|p| p > Frac::whole(10)) {
                "red"
            } else {
                "yellow"
            }
        }
        "on_track" | "ahead" => {
            if left.is_some_and(|left| left <= 30) {
                "yellow"
            } else {
                "green"
            }
        }
        _ => "grey",
    }
}
