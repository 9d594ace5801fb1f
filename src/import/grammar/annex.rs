//! What tables add to the text: units of tasks, tasks of their own, indicators.
//!
//! Takes tables and the layout; gives tasks their units by title, and adds what the text does not have.
//! Never overrules a list of units in the text.

use rust_decimal::Decimal;

use super::gather::Gathered;
use super::goals::{Goal, Rejected};
use super::table::Table;
use super::tasks::{Found, Heading, Layout};
use super::text::{Paragraph, plain};
use super::works::{Work, works};
use super::years::years;

/// Joins rows with tasks by title; rows without a task become tasks where the text has none like them.
pub(crate) fn add_tasks(paragraphs: &[Paragraph], tables: &[Table], layout: &mut Layout) {
    for table in tables.iter().filter(|t| !t.has_goals()) {
        let works = works(table, paragraphs);
        let known: Vec<Option<usize>> = works.iter().map(|w| task_of(w, layout)).collect();
        let joined = known.iter().flatten().count();
        for (work, at) in works.iter().zip(&known) {
            if let Some(task) = at.and_then(|at| layout.tasks.get_mut(at)) {
                task.row.get_or_insert_with(|| work.clone());
            }
        }
        // A table that repeats the text adds nothing new; one of its own holds the tasks.
        if joined * 2 < works.len() {
            let rest = works.into_iter().zip(&known).filter(|(_, at)| at.is_none()).map(|(work, _)| work);
            own_section(paragraphs, table, rest.collect(), layout);
        }
    }
}

fn task_of(work: &Work, layout: &Layout) -> Option<usize> {
    let what = plain(&work.what);
    layout.tasks.iter().position(|task| {
        let title = plain(&task.title);
        (title == what && title.chars().count() > 1)
            || title.chars().count() > 3 && (what.contains(&title) || title.contains(&what))
    })
}

fn own_section(paragraphs: &[Paragraph], table: &Table, works: Vec<Work>, layout: &mut Layout) {
    // The line above a table is its title, unless it is a signature or its day.
    let is_title = |p: &&Paragraph| {
        let words = plain(&p.norm);
        let signed = super::names::is_unit(&words) || words.ends_with('日') && !years(&words).is_empty();
        let aside = words.starts_with('(') && words.ends_with(')');
        !p.is_row() && words.chars().count() < 40 && !signed && !aside
    };
    let above = table.rows.start.checked_sub(1).and_then(|at| paragraphs.get(at));
    let title = above.filter(is_title).map_or("任务清单", |p| p.raw.trim());
    let heading = Heading { number: String::new(), title: title.split_whitespace().collect() };
    layout.sections.push(heading);
    let section = layout.sections.len() - 1;
    for work in works {
        let stop = super::titles::first_outside(&work.what, &['。', ':', ';', ',', '，', '；', '：'])
            .unwrap_or(work.what.len());
        let title: String = work.what[..stop].chars().take(45).collect();
        layout.tasks.push(Found {
            number: String::new(),
            cut: stop < work.what.len(),
            title,
            safeguard: false,
            part: work.part.clone(),
            section,
            at: work.at,
            title_at: 0..0,
            text: vec![],
            row: Some(Work { own: true, ..work }),
        });
    }
}

/// Adds the indicators of tables, and their figures of the base year; `first` is the year before which
/// figures are facts, `annual` the year of an annual plan.
pub(crate) fn add_goals(
    paragraphs: &[Paragraph],
    tables: &[Table],
    (first, annual): (Option<i32>, Option<i32>),
    gathered: &mut Gathered,
) {
    for table in tables {
        let line = paragraphs.get(table.rows.start).map_or(1, |p| p.line);
        let words = paragraphs.get(table.rows.start).map(|p| p.raw.trim().to_owned()).unwrap_or_default();
        if table.form.is_none() {
            gathered.remark(line, "没有认出这张表的表头，表中内容没有列入，请核对", &words);
        }
        let measured = table.measured();
        if !table.has_goals() && measured.is_none() {
            continue;
        }
        let mut told = measured.as_ref().unwrap_or(table).goals(paragraphs, first);
        // What the places share was set by the text; a sum that it does not name is a goal of its own.
        // Column by column: what one of them shares says nothing of the next.
        let known = |sum: &Goal| gathered.goals.iter().any(|goal| is_amount(goal, sum));
        let (named, new): (Vec<Goal>, Vec<Goal>) = told.sums.drain(..).partition(known);
        let shared = !named.is_empty();
        if shared {
            gathered.remark(line, "表中为各地的分解数，合计已见于正文，没有逐地列为目标，请核对", &words);
            let one = |goal: &Goal| named.iter().any(|sum| (&sum.name, sum.year) == (&goal.name, goal.year));
            told.goals.retain(|goal| !one(goal));
        }
        told.goals.extend(new);
        if told.goals.is_empty() && !shared {
            gathered.remark(line, "没有从这张表中读出目标，请核对", &words);
        }
        for mut goal in told.goals {
            if goal.year.is_none() && (annual.is_some() || table.caption.year.is_some()) {
                goal.year = annual.or(table.caption.year);
                goal.review.retain(|r| !r.contains("目标年份"));
            }
            gathered.resolve(&mut goal);
            gathered.goals.push(goal);
        }
        gathered.rejected.extend(told.facts.into_iter().map(|fact| Rejected {
            quote: String::new(),
            reason: "现状数据，不是目标",
            line,
            at: 0,
            unsure: false,
            fact: Some(fact),
        }));
    }
}

/// Whether a goal names the amount of a sum, be it in 万.
fn is_amount(goal: &Goal, sum: &Goal) -> bool {
    let amount = |g: &Goal| {
        let many = g.unit.as_deref().is_some_and(|u| u.starts_with('万'));
        let value = g.value.as_ref()?.parse::<Decimal>().ok()?;
        Some(value * if many { Decimal::from(10_000) } else { Decimal::ONE })
    };
    amount(goal).is_some() && amount(goal) == amount(sum)
}

impl Gathered {
    /// The bodies that a table names for a goal.
    fn resolve(&mut self, goal: &mut Goal) {
        for (role, cell) in std::mem::take(&mut goal.duty) {
            for mention in super::units::of_cell(&cell, role).mentions {
                let body = self.bodies.take(&mention, goal.line);
                goal.duty_bodies.push(body);
            }
        }
        goal.place_body = goal.place.clone().map(|place| {
            let body = self.bodies.take(&super::units::Mention::in_prose(place), goal.line);
            self.bodies.is_county(body);
            body
        });
    }
}
