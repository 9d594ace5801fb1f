//! The pipeline, from a workspace to findings and reports, for whoever drives it.
//!
//! Takes a [`Project`]; gives what was read, how it stands, and what is wrong, plan by plan and year
//! by year. Never writes, never prints, never asks the clock: the moment is given.

use std::sync::Arc;

use rayon::prelude::*;

use crate::assess::{self, Before, Progress};
use crate::check::{self, Facts};
use crate::consolidate::{self, Tables};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intake::{self, Book};
use crate::office::{self, Office};
use crate::plan::{self, AsOf, Date, Descent, Moment, Plan};
use crate::render::{OutputFile, data, html, markdown, report_md, templates::Templates};
use crate::report::{
    self, Composer, Edition, Home, Input, Internal, InternalReport, PlanHome, PlanYears, Public,
    PublicReport, Report, YearData,
};
use crate::source::{Project, ProjectError, Sources};
use crate::submission::{self, Folders, Round};

/// What of a workspace is wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only this plan.
    pub plan: Option<String>,
    /// Only this year; earlier years are read all the same, to compare and to link to.
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
    /// The tables.
    pub tables: Tables,
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
    out: &mut Diagnostics,
) -> Result<Workspace, ProjectError> {
    let mut workspace = Workspace::default();
    let sources = &mut workspace.sources;
    workspace.office = office::read(project, sources, out);
    check::settings(&workspace.office, out);
    let mut found = Diagnostics::default();
    let plans = plan::read_all(project, sources, &mut found)?;
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
        let rounds = read_rounds(project, sources, (&plan, &folders), selection, out)?;
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
    selection: &Selection,
    out: &mut Diagnostics,
) -> Result<Vec<YearRound>, ProjectError> {
    let mut years = folders.years(plan);
    // A plan without any submission still has its first round to show: what is due, from whom.
    years.extend(selection.year);
    if years.is_empty() {
        years.push(plan.definition.reporting.first_year);
    }
    years.sort_unstable();
    years.dedup();
    // Earlier years are what a year is compared with and linked to; later ones are not there yet.
    years.retain(|year| selection.year.is_none_or(|last| *year <= last));
    let mut rounds: Vec<YearRound> = vec![];
    for year in years {
        let wanted = selection.year.is_none_or(|only| only == year);
        // Findings of years that nobody asked for are not repeated.
        let mut found = Diagnostics::default();
        let round = submission::read_all(project, sources, plan, year, folders, &mut found);
        let book = intake::read(project, sources, plan, year, &mut found)?;
        if wanted {
            out.extend(found);
        }
        let tables = consolidate::consolidate(plan, &round, &book);
        let plan = Arc::clone(plan);
        let back = |earlier: &YearRound| Descent::between(&plan, &earlier.plan, earlier.round.year);
        let descents = rounds.iter().map(back).collect();
        rounds.push(YearRound { plan, descents, round, book, tables, wanted });
    }
    Ok(rounds)
}

impl PlanRounds {
    /// The round before a round, if it is the year before.
    pub fn previous(&self, at: usize) -> Option<&YearRound> {
        let before = self.rounds.get(at.checked_sub(1)?)?;
        (before.round.year + 1 == self.rounds[at].round.year).then_some(before)
    }

    /// The rounds as a report is composed from them.
    fn years<'a>(&'a self, progress: &'a [Progress]) -> Vec<YearData<'a>> {
        self.rounds
            .iter()
            .zip(progress)
            .map(|(year, progress)| YearData {
                plan: &year.plan,
                descents: &year.descents,
                round: &year.round,
                book: &year.book,
                tables: &year.tables,
                progress,
            })
            .collect()
    }

    /// How each round stands at its own moment, oldest first: a year looks at how the one before stood.
    pub fn assess(&self, office: &Office, as_of: AsOf) -> Vec<Progress> {
        let mut all: Vec<Progress> = Vec::with_capacity(self.rounds.len());
        for (at, YearRound { plan, round, tables, .. }) in self.rounds.iter().enumerate() {
            let moment = Moment::open(&plan.definition.reporting, round.year, as_of);
            let situation =
                assess::Situation { plan, round, tables, previous: self.before(at, &all), office, moment };
            all.push(assess::assess(&situation));
        }
        all
    }

    /// The round before a round, if it is the year before, with how it stood.
    fn before<'a>(&'a self, at: usize, progress: &'a [Progress]) -> Option<Before<'a>> {
        let YearRound { plan, round, tables, .. } = self.previous(at)?;
        let descent = self.rounds[at].descents.get(at - 1)?;
        Some(Before { plan, descent, round, tables, progress: progress.get(at - 1)? })
    }

    /// Runs the rules over the wanted rounds.
    pub fn check(&self, progress: &[Progress], office: &Office, sources: &Sources, out: &mut Diagnostics) {
        let check_one = |(at, year): (usize, &YearRound)| {
            let mut found = Diagnostics::default();
            let previous = self.before(at, progress);
            check::run(
                &Facts {
                    plan: &year.plan,
                    round: &year.round,
                    book: &year.book,
                    tables: &year.tables,
                    progress: &progress[at],
                    previous,
                    office,
                    sources,
                },
                &mut found,
            );
            found.of_year(year.round.year);
            found
        };
        let wanted: Vec<(usize, &YearRound)> =
            self.rounds.iter().enumerate().filter(|(_, year)| year.wanted).collect();
        // Year by year on as many threads as there are; put together in the order of the years.
        let found: Vec<Diagnostics> = wanted.into_par_iter().map(check_one).collect();
        found.into_iter().for_each(|found| out.extend(found));
    }
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
    /// The files of `out/`, sorted by name; empty when they were handed out as they were made.
    pub files: Vec<OutputFile>,
    /// Whether a template of the user's, or a page made from it, is faulty: the last good output must
    /// then stay.
    pub broken_templates: bool,
}

/// Builds a workspace and keeps the files: for the preview and for tests.
///
/// # Errors
/// As [`read`].
pub fn build_workspace(project: &Project, selection: &Selection, as_of: AsOf) -> Result<Built, ProjectError> {
    let mut files = vec![];
    let mut built = build_into(project, selection, as_of, &mut |made| files.extend(made))?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    built.files = files;
    Ok(built)
}

/// Reads, assesses, checks, composes and renders a workspace: what `nianbao build` writes. Files are
/// handed out as they are made, edition by edition, so that a large site never lies in memory whole.
///
/// # Errors
/// As [`read`].
pub fn build_into(
    project: &Project,
    selection: &Selection,
    as_of: AsOf,
    take: Take<'_>,
) -> Result<Built, ProjectError> {
    let mut out = Diagnostics::default();
    let mut workspace = read(project, selection, &mut out)?;
    let mut of_templates = Diagnostics::default();
    let templates = Templates::load(project, &mut workspace.sources, &mut of_templates)?;
    let progress: Vec<Vec<Progress>> =
        workspace.plans.par_iter().map(|plan| plan.assess(&workspace.office, as_of)).collect();
    for (plan, progress) in workspace.plans.iter().zip(&progress) {
        plan.check(progress, &workspace.office, &workspace.sources, &mut out);
    }
    out.weigh(&workspace.office.severities());
    out.sort();
    if !of_templates.has_errors() {
        render_all(&mut workspace, &progress, &out, (&templates, &mut of_templates), take);
    }
    let broken_templates = of_templates.has_errors();
    out.extend(of_templates);
    out.sort();
    Ok(Built { workspace, findings: out, files: vec![], broken_templates })
}

/// Whoever takes the files.
pub type Take<'a> = &'a mut dyn FnMut(Vec<OutputFile>);

fn render_all(
    workspace: &mut Workspace,
    progress: &[Vec<Progress>],
    found: &Diagnostics,
    (templates, out): (&Templates, &mut Diagnostics),
    take: Take<'_>,
) {
    let years: Vec<Vec<YearData<'_>>> =
        workspace.plans.iter().zip(progress).map(|(plan, progress)| plan.years(progress)).collect();
    let plans: Vec<PlanYears<'_>> = workspace
        .plans
        .iter()
        .zip(&years)
        .map(|(plan, years)| PlanYears { plan: &plan.plan, years })
        .collect();
    // The newest day of all plans: they may lie in different zones.
    let Some(day) = progress.iter().flatten().map(|p| Date(p.moment.seen_on())).max() else { return };
    let findings: Vec<Diagnostic> = found.iter().cloned().collect();
    let to_html = |text: &str| markdown::to_html(text).html;
    // Faults of templates add files to the run while the composed pages still look into it.
    let sources = workspace.sources.clone();
    let inputs: Vec<Input<'_>> = plans
        .iter()
        .flat_map(|of| (0..of.years.len()).map(move |at| (of, at)))
        .map(|(of, at)| Input {
            years: of.years,
            at,
            office: &workspace.office,
            sources: &sources,
            findings: &findings,
            as_of: Date(of.years[at].progress.moment.seen_on()),
            to_html: &to_html,
        })
        .collect();
    let composers: Vec<Composer<'_>> = inputs.par_iter().map(Composer::new).collect();
    let office = &workspace.office;
    // What pages are rendered from lives only as long as its edition.
    let public: Vec<PublicReport> = composers.par_iter().map(Composer::public).collect();
    let data = public.par_iter().flat_map_iter(|r| data::public(r).into_iter().chain([report_md::public(r)]));
    let outer = (report::home::<Public>(&plans, office, day), homes::<Public>(&plans, office, day));
    edition(&outer, &public, data.collect(), (templates, &mut workspace.sources, out), take);
    drop(public);
    let internal: Vec<InternalReport> = composers.par_iter().map(Composer::internal).collect();
    let data =
        internal.par_iter().flat_map_iter(|r| data::internal(r).into_iter().chain([report_md::internal(r)]));
    let outer = (report::home::<Internal>(&plans, office, day), homes::<Internal>(&plans, office, day));
    edition(&outer, &internal, data.collect(), (templates, &mut workspace.sources, out), take);
}
fn homes<E: Edition>(plans: &[PlanYears<'_>], office: &Office, day: Date) -> Vec<PlanHome> {
    plans.iter().map(|plan| report::plan_home::<E>(plan, office, day)).collect()
}

/// Hands out the data and the pages of one edition; pages may link to its data.
fn edition<E: Edition>(
    (home, plans): &(Home, Vec<PlanHome>),
    reports: &[Report<E>],
    data: Vec<OutputFile>,
    (templates, sources, out): (&Templates, &mut Sources, &mut Diagnostics),
    take: Take<'_>,
) {
    let root = format!("{}/", E::NAME);
    let others: Vec<String> =
        data.iter().filter_map(|file| file.path.strip_prefix(&root)).map(str::to_owned).collect();
    take(data);
    take(html::site(&html::Pages { home, plans, reports, others: &others }, templates, sources, out));
}
