//! The pipeline, from a workspace to findings and reports, for whoever drives it.
//!
//! Takes a [`Project`]; gives what was read, how it stands, and what is wrong, plan by plan and year
//! by year: read → judge each submission → admit → join → assess → judge the whole → compose → render.
//! Never writes, never prints, never asks the clock: the moment is given.

mod closing;
mod earlier;
mod kept;
mod rounds;
mod sight;
mod site;
mod standing;

pub use closing::{Closing, Closure, closing, has_record};
pub use rounds::YearRound;
pub use site::{Built, Take, build_into, build_workspace, check_templates};
pub use standing::{Assessed, YearView};

use std::sync::Arc;

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::office::{self, Office};
use crate::plan::{self, AsOf, Plan};
use crate::source::{FileId, Project, ProjectError, Sources};
use crate::submission;
use rounds::{Read, Years};

/// What of a workspace is wanted.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only this plan.
    pub plan: Option<String>,
    /// Only this year; earlier years are read all the same, to compare and to link to.
    pub year: Option<i32>,
    /// Without a year, only the round that is running then.
    pub running: bool,
    /// A year that is none of a plan's makes no round of it: what is written for a slip of the finger would take the
    /// place of what is there.
    pub of_the_plan: bool,
    /// What the office's morning is compared with.
    pub since: Option<AsOf>,
    /// The year after the one that is asked for is read as well, where there is one: what it says of the year before
    /// stands on that year's pages, whatever is asked for.
    pub following: bool,
    /// One file is looked at by itself, for whoever filled it in: there are no folders to speak of.
    pub desk: bool,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Workspace {
    /// All files.
    pub sources: Sources,
    /// Settings, as they are now.
    pub office: Arc<Office>,
    /// Whether there are settings of which nothing can be read: what is made without them must take no place.
    pub settings_unread: bool,
    /// Plans without 强制 findings, in the order of their files.
    pub plans: Vec<PlanRounds>,
    /// Files of plans that were stopped by a fault.
    pub stopped: Vec<String>,
    /// Folders of years that were stopped by a fault of their record or plan.
    pub stopped_years: Vec<String>,
}

/// A plan and its rounds, by year.
#[derive(Debug)]
pub struct PlanRounds {
    /// The plan as it is now.
    pub plan: Arc<Plan>,
    /// Its rounds, oldest first.
    pub rounds: Vec<YearRound>,
    /// The rounds up to a closed one as they were on its day of record, where an earlier one was corrected since: the
    /// closed one keeps what it saw.
    pub kept: Vec<PlanRounds>,
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
    if selection.desk {
        sources.put_on_desk();
    }
    let settings = office::read(project, sources, out);
    workspace.settings_unread = settings.is_none();
    let mut office = settings.unwrap_or_default();
    check::settings(&office, out);
    check::fix_weights(&mut office, out);
    if project.contains(office::NAME) {
        let file = sources.load(project, &[office::NAME.to_owned()])[0];
        printable(&mut office, file, sources, out);
    }
    workspace.office = Arc::new(office);
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
    for mut plan in plans {
        if selection.plan.as_ref().is_some_and(|wanted| !wanted.eq_ignore_ascii_case(&plan.key())) {
            continue;
        }
        let mut found = Diagnostics::default();
        check::plan(&plan, sources, &mut found);
        check_original(project, &plan, sources, &mut found);
        let sound = !found.has_errors();
        plan.doubt(&check::doubted_history(&found, &workspace.office.severities()));
        if !sound {
            out.extend(found);
            workspace.stopped.push(sources.get(plan.file).path.clone());
            continue;
        }
        let plan = Arc::new(plan);
        let office = &workspace.office;
        let years = Years { project, plan: &plan, office, folders: &folders, selection, as_of };
        let Read { mut rounds, stopped, decisions } = years.read(sources, out)?;
        kept::name_unseen(&mut rounds);
        let kept = kept::kept(&years, &rounds, sources)?;
        workspace.stopped_years.extend(stopped);
        found.weigh(&workspace.office.severities());
        check::accept_figures(&plan, &decisions, &mut found);
        out.extend(found);
        workspace.plans.push(PlanRounds { plan, rounds, kept });
    }
    Ok(workspace)
}

/// Takes out of settings what must not be printed, and reports it.
fn printable(office: &mut Office, file: FileId, sources: &Sources, out: &mut Diagnostics) {
    check::settings_texts(office, file, sources, out);
    let whole = office.clone();
    office.keep_texts(|text| !check::is_withheld_setting(&whole, text));
}

/// A plan's official text, where the workspace keeps it as `sources/<plan>.txt`, proves its quotes.
fn check_original(project: &Project, plan: &Plan, sources: &mut Sources, out: &mut Diagnostics) {
    let name = format!("sources/{}.txt", plan.definition.id.as_str());
    if project.contains(&name) {
        let text = sources.load(project, &[name])[0];
        check::original(plan, text, sources, out);
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
    let workspace = read(project, selection, as_of, &mut out)?;
    out.weigh(&workspace.office.severities());
    for rounds in &workspace.plans {
        let assessed = rounds.assess(&workspace.sources);
        rounds.check(&assessed, &workspace.sources, &mut out);
    }
    out.sort();
    Ok((workspace, out))
}
