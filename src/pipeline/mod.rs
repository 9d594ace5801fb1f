//! The pipeline, from a workspace to findings and reports, for whoever drives it.
//!
//! Takes a [`Project`]; gives what was read, how it stands, and what is wrong, plan by plan and year
//! by year: read → judge each submission → admit → join → assess → judge the whole → compose → render.
//! Never writes, never prints, never asks the clock: the moment is given.

mod site;
mod standing;

pub use site::{Built, Take, build_into, build_workspace};
pub use standing::{Assessed, YearView};

use std::sync::Arc;

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::intake::{self, Book};
use crate::office::{self, Office};
use crate::plan::{self, AsOf, Descent, Moment, Plan};
use crate::source::{Project, ProjectError, Sources};
use crate::submission::{self, Folders, Past, Round};

/// What of a workspace is wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only this plan.
    pub plan: Option<String>,
    /// Only this year; earlier years are read all the same, to compare and to link to.
    pub year: Option<i32>,
    /// Without a year, only the round that is running then.
    pub running: bool,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Workspace {
    /// All files.
    pub sources: Sources,
    /// Settings.
    pub office: Office,
    /// Plans without 强制 findings, in the order of their files.
    pub plans: Vec<PlanRounds>,
    /// Ids of plans that were stopped by a fault.
    pub stopped: Vec<String>,
}

/// A plan and its rounds, by year.
#[derive(Debug)]
pub struct PlanRounds {
    /// The plan as it is now.
    pub plan: Arc<Plan>,
    /// Its rounds, oldest first.
    pub rounds: Vec<YearRound>,
}

/// One year of a plan.
#[derive(Debug)]
pub struct YearRound {
    /// The plan of the year.
    pub plan: Arc<Plan>,
    /// What of it was what of the plans of the rounds before, parallel to these.
    pub descents: Vec<Descent>,
    /// What units handed in and what the office decided.
    pub round: Round,
    /// The intake book.
    pub book: Book,
    /// What is wrong with the form of the files; reported with the rules' findings, where the year is
    /// wanted.
    pub read: Diagnostics,
    /// Whether the selection asks for it; other years are there to be compared with.
    pub wanted: bool,
}

/// Reads a workspace.
///
/// # Errors
/// When a folder cannot be listed. Faults inside files are findings.
pub fn read(
    project: &Project,
    selection: &Selection,
    as_of: AsOf,
    out: &mut Diagnostics,
) -> Result<Workspace, ProjectError> {
    let mut workspace = Workspace::default();
    let sources = &mut workspace.sources;
    workspace.office = office::read(project, sources, out);
    check::settings(&workspace.office, out);
    let mut found = Diagnostics::default();
    let plans = check::distinct(plan::read_all(project, sources, &mut found)?, sources, &mut found);
    for stopped in found.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error) {
        let path = sources.path(stopped.place).to_owned();
        if !workspace.stopped.contains(&path) {
            workspace.stopped.push(path);
        }
    }
    out.extend(found);
    let folders = submission::survey(project, sources, &plans, &workspace.stopped)?;
    folders.report_unplaced(&plans, selection.plan.as_deref(), out);
    for plan in plans {
        if selection.plan.as_ref().is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&plan.key())) {
            continue;
        }
        let mut found = Diagnostics::default();
        check::plan(&plan, sources, &mut found);
        check_original(project, &plan, sources, &mut found);
        let sound = !found.has_errors();
        out.extend(found);
        if !sound {
            workspace.stopped.push(sources.get(plan.file).path.clone());
            continue;
        }
        let plan = Arc::new(plan);
        let rounds = read_rounds(project, sources, (&plan, &folders), (selection, as_of))?;
        workspace.plans.push(PlanRounds { plan, rounds });
    }
    Ok(workspace)
}

/// A plan's official text, where the workspace keeps it as `sources/<plan>.txt`, proves its quotes.
fn check_original(project: &Project, plan: &Plan, sources: &mut Sources, out: &mut Diagnostics) {
    let name = format!("sources/{}.txt", plan.definition.id.as_str());
    if project.contains(&name) {
        let text = sources.load(project, &[name])[0];
        check::original(plan, text, sources, out);
    }
}

fn read_rounds(
    project: &Project,
    sources: &mut Sources,
    (plan, folders): (&Arc<Plan>, &Folders),
    (selection, as_of): (&Selection, AsOf),
) -> Result<Vec<YearRound>, ProjectError> {
    let mut years = folders.years(plan);
    let reporting = &plan.definition.reporting;
    let today = Moment::open(reporting, reporting.first_year, as_of).seen_on();
    let only = selection.year.or_else(|| selection.running.then(|| reporting.running_year(today)));
    // A plan without any submission still has its first round to show: what is due, from whom.
    years.extend(only);
    if years.is_empty() {
        years.push(plan.definition.reporting.first_year);
    }
    years.sort_unstable();
    years.dedup();
    // Earlier years are what a year is compared with and linked to; later ones are not there yet.
    years.retain(|year| only.is_none_or(|last| *year <= last));
    let mut rounds: Vec<YearRound> = vec![];
    for year in years {
        let wanted = only.is_none_or(|only| only == year);
        let mut found = Diagnostics::default();
        let (round, book) = read_round(project, sources, (plan, folders), (year, as_of), &mut found)?;
        let plan = Arc::clone(plan);
        let back = |earlier: &YearRound| Descent::between(&plan, &earlier.plan, earlier.round.year);
        let descents = rounds.iter().map(back).collect();
        rounds.push(YearRound { plan, descents, round, book, read: found, wanted });
    }
    Ok(rounds)
}

/// The files and the book of a round, as they were where one looks back.
fn read_round(
    project: &Project,
    sources: &mut Sources,
    (plan, folders): (&Plan, &Folders),
    (year, as_of): (i32, AsOf),
    out: &mut Diagnostics,
) -> Result<(Round, Book), ProjectError> {
    let book = intake::read(project, sources, plan, year, out);
    let moment = Moment::open(&plan.definition.reporting, year, as_of);
    let past = moment.looking_back.then(|| Past {
        until: moment.seen_on(),
        booked: book.units(),
        versions: book.versions_at(plan, year, moment.seen),
    });
    let round = submission::read_all(project, sources, plan, year, (folders, past.as_ref()), out);
    let then = if past.is_some() { book.at(moment.seen) } else { book.clone() };
    intake::prove(project, sources, (plan, year), (&book, &then), &round.in_force(), out)?;
    Ok((round, then))
}

/// Reads, assesses and checks a workspace: what `nianbao check` shows.
///
/// # Errors
/// As [`read`].
pub fn check_workspace(
    project: &Project,
    selection: &Selection,
    as_of: AsOf,
) -> Result<(Workspace, Diagnostics), ProjectError> {
    let mut out = Diagnostics::default();
    let workspace = read(project, selection, as_of, &mut out)?;
    for rounds in &workspace.plans {
        let assessed = rounds.assess(&workspace.office, &workspace.sources, as_of);
        rounds.check(&assessed, &workspace.office, &workspace.sources, &mut out);
    }
    out.weigh(&workspace.office.severities());
    out.sort();
    Ok((workspace, out))
}
