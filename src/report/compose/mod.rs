//! Composes the view models of one plan-year, and the pages above the plan-years.
//!
//! Takes what was read, consolidated and judged; gives both editions.
//! Never reads a file, never looks at the clock, never judges.

mod amended;
mod answers;
mod calls;
mod cells;
mod changes;
mod compared;
mod concerns;
mod digest;
mod downloads;
mod figures;
mod findings;
mod fragment;
mod frame;
mod headline;
mod home;
mod indicator_page;
mod indicator_table;
mod judged;
mod judgement;
mod letter;
mod links;
mod lookup;
mod matrix;
mod method;
mod milestones;
mod mini;
mod narratives;
mod open_matters;
mod overview;
mod pager;
mod paper;
mod rates;
mod reasons;
mod receipts;
mod register;
mod reporters;
mod returned;
mod search;
mod section_page;
mod seen;
mod series;
mod settled;
mod since;
mod sources;
mod speech;
mod spoken;
mod stage;
mod submissions;
mod tags;
mod task_page;
#[cfg(test)]
mod tests;
mod timeline;
mod today;
mod unit_figures;
mod unit_list;
mod unit_note;
mod unit_page;
mod year_rows;
mod year_target;

pub use home::{home, plan_home};
pub use since::Since;

use std::collections::BTreeSet;

use super::{Edition, InternalReport, Link, PublicReport, Report, Working};
use crate::assess::Progress;
use crate::consolidate::Tables;
use crate::diagnostic::Diagnostic;
use crate::intake::Book;
use crate::office::{ClosedYear, Office, Unseen};
use crate::plan::{Date, Descent, Plan};
use crate::source::Sources;
use crate::submission::text::TypedNumber;
use crate::submission::{Later, Round};
use overview::Covered;
use stage::Stage;

/// One year of a plan: read, consolidated, judged.
#[derive(Clone)]
pub struct YearData<'a> {
    /// The plan of the year: a closed year keeps its own.
    pub plan: &'a Plan,
    /// The settings of the year: a closed year keeps those that judged it.
    pub office: &'a Office,
    /// What of it was what of the plans of the years before, parallel to these.
    pub descents: Vec<&'a Descent>,
    /// Its record, where it is closed.
    pub closed: Option<&'a ClosedYear>,
    /// Files that came or were dated later, and count nothing.
    pub later: &'a [Later],
    /// Submissions and decisions.
    pub round: &'a Round,
    /// The intake book.
    pub book: &'a Book,
    /// 汇总.
    pub tables: &'a Tables,
    /// Where things stand.
    pub progress: &'a Progress,
    /// What the office typed into its text and not everybody may see.
    pub typed: &'a [TypedNumber],
    /// Whether the office's text is not any more what the year was closed with, and not used.
    pub text_changed: bool,
    /// Corrections of earlier years that it was closed before.
    pub unseen: &'a [Unseen],
    /// Whether this edition has pages of the year: only then anything leads there.
    pub has_pages: bool,
}

/// A plan with all its years, ascending.
#[derive(Clone, Copy)]
pub struct PlanYears<'a> {
    /// The plan as it is now.
    pub plan: &'a Plan,
    /// Its years.
    pub years: &'a [YearData<'a>],
}

/// What a report is composed from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// All years of the plan that were read, ascending.
    pub years: &'a [YearData<'a>],
    /// Which of them is reported on.
    pub at: usize,
    /// The files.
    pub sources: &'a Sources,
    /// Findings; those in files of other plan-years are left out.
    pub findings: &'a [Diagnostic],
    /// The day of the report.
    pub as_of: Date,
    /// What the office compares its morning with, where it names a moment.
    pub since: Option<Since<'a>>,
}

impl<'a> Input<'a> {
    /// The settings of the year that is reported on.
    pub fn office(&self) -> &'a Office {
        self.years[self.at].office
    }

    /// The position of the first year that the one reported on knows of: a closed one knows those that were closed by
    /// then.
    fn first_seen(&self) -> usize {
        let Some(closed) = self.years[self.at].closed else { return 0 };
        let unseen = self.years[..self.at].iter().rposition(|year| !closed.has_seen(year.closed));
        unseen.map_or(0, |last| last + 1)
    }
}

/// Composes both editions of a plan-year.
///
/// # Panics
/// When `at` is no position in `years`, or tables and progress are not of this plan.
pub fn compose(input: &Input<'_>) -> (PublicReport, InternalReport) {
    let composer = Composer::new(input);
    (composer.report(), composer.report())
}

/// Composes an edition, so that its pages can be written and let go before those of another are made.
pub struct Composer<'a>(Stage<'a>);

impl YearData<'_> {
    /// A label that leads to one of the year's pages, where this edition has them.
    fn to_page(&self, label: impl Into<String>, href: impl Into<String>) -> Link {
        if self.has_pages { links::link(label, href) } else { links::words(label) }
    }
}

impl<'a> Composer<'a> {
    /// Looks everything up and renders the narratives.
    ///
    /// # Panics
    /// As [`compose`].
    pub fn new(input: &'a Input<'a>) -> Self {
        Composer(Stage::new(input))
    }

    /// The report of an edition.
    pub fn report<E: Edition>(&self) -> Report<E> {
        edition(&self.0)
    }
}

fn edition<E: Edition>(stage: &Stage<'_>) -> Report<E> {
    let minis = mini::minis::<E>(stage);
    let mut tasks = task_page::task_pages(stage, &minis);
    let units = unit_page::unit_pages(stage, &minis);
    let indicators = indicator_page::indicator_pages::<E>(stage);
    // Counted from the pages, not from the plan: the line on the overview must be able to be false.
    let covered = Covered {
        tasks: tasks.iter().map(|page| page.id.as_str()).collect::<BTreeSet<_>>().len(),
        units: units.iter().map(|page| page.id.as_str()).collect::<BTreeSet<_>>().len(),
        indicators: indicators.len(),
    };
    let indicator_table = indicator_table::indicator_table::<E>(stage);
    let mut overview = overview::overview::<E>(stage, covered, &indicator_table);
    let mut register = register::register(stage);
    let mut sections = section_page::section_pages(stage);
    let submissions = submissions::submissions(stage);
    let pages = paper::Pages {
        overview: &overview,
        table: &indicator_table,
        register: &register,
        submissions: &submissions,
    };
    let paper = paper::paper::<E>(stage, &pages);
    spoken::put(
        &paper,
        spoken::Places {
            overview: &mut overview,
            sections: &mut sections,
            tasks: &mut tasks,
            register: &mut register,
        },
    );
    let search = search::search_page(
        stage,
        &search::Pages { sections: &sections, tasks: &tasks, indicators: &indicators },
    );
    Report {
        plan: stage.plan.key(),
        plan_title: stage.plan.definition.title.inner.clone(),
        year: stage.now.round.year,
        sample: stage.now.tables.sample,
        site: frame::site(stage.input.office()),
        letter: letter::letter::<E>(stage),
        paper,
        sections,
        register,
        unit_list: unit_list::unit_list(stage),
        submissions,
        search,
        method: method::method_page::<E>(stage),
        fragment: fragment::fragment_page::<E>(stage),
        overview,
        indicator_table,
        tasks,
        indicators,
        units,
        internal: E::only(|| Working { today: today::today(stage), findings: findings::findings(stage) }),
    }
}
