//! Reads the submissions of a plan and year, in parallel; the result does not depend on the threads.

use rayon::prelude::*;

use super::decisions::Decisions;
use super::form::Form;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{FileId, Project, ProjectError, Sources};
use crate::syntax;

/// Position of a submission in its [`Round`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubmissionIndex(pub usize);

/// One unit's file of one year.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Its file.
    pub file: FileId,
    /// The unit: by what the file says, else by the file's name; `None` when neither is known.
    pub unit: Option<UnitIndex>,
    /// What the file says, without its faulty parts; `None` when nothing of it can be used.
    pub form: Option<Form>,
    /// Whether the file has faults of form (材料有误).
    pub faulty: bool,
}

/// What is there for one plan and year.
#[derive(Debug, Clone)]
pub struct Round {
    /// Reporting year.
    pub year: i32,
    /// Submissions, by unit rank, then file name; units that nobody knows come last.
    pub submissions: Vec<Submission>,
    /// What the office decided; empty where there is no file.
    pub decisions: Decisions,
    /// The decisions file, where there is one.
    pub decisions_file: Option<FileId>,
}

/// The years for which a plan has submissions, sorted.
///
/// # Errors
/// When the folder `submissions/` cannot be listed.
pub fn years(project: &Project, plan: &str) -> Result<Vec<i32>, ProjectError> {
    let folder = format!("submissions/{plan}");
    let mut years: Vec<i32> = project
        .list(&folder)?
        .iter()
        .filter_map(|name| name[folder.len() + 1..].split_once('/')?.0.parse().ok())
        .collect();
    years.dedup();
    Ok(years)
}

/// Reads the round of a plan and year.
///
/// # Errors
/// When the folder of the round cannot be listed.
pub fn read_all(
    project: &Project,
    sources: &mut Sources,
    plan: &Plan,
    year: i32,
    out: &mut Diagnostics,
) -> Result<Round, ProjectError> {
    let folder = format!("submissions/{}/{year}/", plan.definition.id.as_str());
    let (mut names, mut decided) = (vec![], None);
    for name in project.list(folder.trim_end_matches('/'))? {
        match &name[folder.len()..] {
            "decisions.yaml" | "decisions.yml" => decided = Some(name),
            // Originals and other folders below the round are not in force.
            file if file.contains('/') => {}
            file if file.ends_with(".yaml") || file.ends_with(".yml") => names.push(name),
            _ => {}
        }
    }
    let files = sources.load(project, &names);
    let shared: &Sources = sources;
    let read: Vec<(Submission, Diagnostics)> =
        files.par_iter().map(|&file| read_one(shared, plan, file)).collect();
    let mut submissions = Vec::with_capacity(read.len());
    for (submission, found) in read {
        submissions.push(submission);
        out.extend(found);
    }
    // The order of protocol, so that entries of a task stand in the order of the plan everywhere.
    submissions.sort_by_key(|s| (s.unit.map_or(usize::MAX, |unit| unit.0), s.file));
    let decisions_file = decided.map(|name| sources.load(project, &[name])[0]);
    let decisions = decisions_file
        .and_then(|file| syntax::read::<Decisions>(sources, file, "decisions", true, out).value)
        .unwrap_or_default();
    Ok(Round { year, submissions, decisions, decisions_file })
}

/// Reads one submission file against a plan.
pub fn read_one(sources: &Sources, plan: &Plan, file: FileId) -> (Submission, Diagnostics) {
    let mut out = Diagnostics::default();
    let reading = syntax::read::<Form>(sources, file, "submission", true, &mut out);
    let stated = reading.value.as_ref().and_then(|form| plan.unit_named(&form.unit));
    let name = sources.get(file).path.rsplit('/').next().unwrap_or("");
    let by_name = name.rsplit_once('.').and_then(|(stem, _)| plan.unit_named(stem));
    // A file whose content cannot be used is still the attempt of the unit that it is named after.
    let unit = if reading.value.is_some() { stated } else { by_name };
    (Submission { file, unit, form: reading.value, faulty: reading.faulty }, out)
}
