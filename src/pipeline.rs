//! The pipeline, from a workspace to findings and reports, for whoever drives it.
//!
//! Takes a [`Project`]; gives what was read, how it stands, and what is wrong, plan by plan and year
//! by year. Never writes, never prints, never asks the clock: the moment is given.

use chrono::{DateTime, FixedOffset};

use crate::assess::{self, Progress};
use crate::check::{self, Facts};
use crate::consolidate::{self, Tables};
use crate::diagnostic::Diagnostics;
use crate::intake::{self, Book};
use crate::office::{self, Office};
use crate::plan::{self, Plan};
use crate::source::{Project, ProjectError, Sources};
use crate::submission::{self, Round};

/// What of a workspace is wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only this plan.
    pub plan: Option<String>,
    /// Only this year (last year is read all the same, to compare).
    pub year: Option<i32>,
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
    /// The plan.
    pub plan: Plan,
    /// Its rounds, oldest first.
    pub rounds: Vec<YearRound>,
}

/// One year of a plan.
#[derive(Debug)]
pub struct YearRound {
    /// What units handed in and what the office decided.
    pub round: Round,
    /// The intake book.
    pub book: Book,
    /// The tables.
    pub tables: Tables,
    /// Whether the selection asks for it; other years are there to be compared with.
    pub wanted: bool,
}

/// The moment that decides what is missing or overdue, in a plan's time zone.
pub type AsOf<'a> = &'a dyn Fn(FixedOffset) -> DateTime<FixedOffset>;

/// Reads a workspace.
///
/// # Errors
/// When a folder cannot be listed. Faults inside files are findings.
pub fn read(
    project: &Project,
    selection: &Selection,
    out: &mut Diagnostics,
) -> Result<Workspace, ProjectError> {
    let mut workspace = Workspace::default();
    let sources = &mut workspace.sources;
    workspace.office = office::read(project, sources, out);
    let mut found = Diagnostics::default();
    let plans = plan::read_all(project, sources, &mut found)?;
    for stopped in found.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error) {
        let path = sources.path(stopped.place).to_owned();
        if !workspace.stopped.contains(&path) {
            workspace.stopped.push(path);
        }
    }
    out.extend(found);
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
        let rounds = read_rounds(project, sources, &plan, selection, out)?;
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
    plan: &Plan,
    selection: &Selection,
    out: &mut Diagnostics,
) -> Result<Vec<YearRound>, ProjectError> {
    let mut years = submission::years(project, plan.definition.id.as_str())?;
    // A plan without any submission still has its first round to show: what is due, from whom.
    years.extend(selection.year);
    if years.is_empty() {
        years.push(plan.definition.reporting.first_year);
    }
    years.sort_unstable();
    years.dedup();
    let mut rounds = vec![];
    for year in years {
        let wanted = selection.year.is_none_or(|only| only == year);
        // Findings of years that nobody asked for are not repeated.
        let mut found = Diagnostics::default();
        let round = submission::read_all(project, sources, plan, year, &mut found)?;
        let book = intake::read(project, sources, plan, year, &mut found)?;
        if wanted {
            out.extend(found);
        }
        let tables = consolidate::consolidate(plan, &round, &book);
        rounds.push(YearRound { round, book, tables, wanted });
    }
    Ok(rounds)
}

impl PlanRounds {
    /// The round before a round, if it is the year before.
    pub fn previous(&self, at: usize) -> Option<&YearRound> {
        let before = self.rounds.get(at.checked_sub(1)?)?;
        (before.round.year + 1 == self.rounds[at].round.year).then_some(before)
    }

    /// How each round stands, oldest first.
    pub fn assess(&self, office: &Office, as_of: AsOf<'_>) -> Vec<Progress> {
        let zone = self.plan.definition.reporting.offset().unwrap_or_else(beijing);
        let moment = as_of(zone);
        (0..self.rounds.len()).map(|at| self.assess_one(at, office, moment)).collect()
    }

    fn assess_one(&self, at: usize, office: &Office, as_of: DateTime<FixedOffset>) -> Progress {
        let YearRound { round, tables, .. } = &self.rounds[at];
        let previous = self.previous(at).map(|before| (&before.round, &before.tables));
        assess::assess(&assess::Situation { plan: &self.plan, round, tables, previous, office, as_of })
    }

    /// Runs the rules over the wanted rounds.
    pub fn check(&self, progress: &[Progress], office: &Office, sources: &Sources, out: &mut Diagnostics) {
        for (at, year) in self.rounds.iter().enumerate().filter(|(_, year)| year.wanted) {
            let previous = self.previous(at).map(|before| (&before.round, &before.tables));
            check::run(
                &Facts {
                    plan: &self.plan,
                    round: &year.round,
                    book: &year.book,
                    tables: &year.tables,
                    progress: &progress[at],
                    previous,
                    office,
                    sources,
                },
                out,
            );
        }
    }
}

fn beijing() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("it is in range")
}

/// Reads, assesses and checks a workspace: what `nianbao check` shows.
///
/// # Errors
/// As [`read`].
pub fn check_workspace(
    project: &Project,
    selection: &Selection,
    as_of: AsOf<'_>,
) -> Result<(Workspace, Diagnostics), ProjectError> {
    let mut out = Diagnostics::default();
    let workspace = read(project, selection, &mut out)?;
    for rounds in &workspace.plans {
        let progress = rounds.assess(&workspace.office, as_of);
        rounds.check(&progress, &workspace.office, &workspace.sources, &mut out);
    }
    out.weigh(&workspace.office.severities());
    out.sort();
    Ok((workspace, out))
}

/// A built site.
#[derive(Debug, Default)]
pub struct Built {
    /// What was read.
    pub workspace: Workspace,
    /// All findings, sorted.
    pub findings: Diagnostics,
    /// The files of `out/`.
    pub files: Vec<crate::render::OutputFile>,
    /// Whether a template of the user's is faulty: nothing should be replaced then.
    pub broken_templates: bool,
}

/// STUB
///
/// # Errors
/// x
pub fn build_workspace(project: &Project, selection: &Selection, as_of: AsOf<'_>) -> Result<Built, ProjectError> {
    let (workspace, findings) = check_workspace(project, selection, as_of)?;
    Ok(Built { workspace, findings, files: vec![], broken_templates: false })
}
