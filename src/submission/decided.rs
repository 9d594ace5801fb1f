//! What a year was closed with, which file of decisions counts, and what had been decided by a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::decisions::Decisions;
use super::folder::{ROOT, file_name};
use super::stray;
use crate::diagnostic::Diagnostics;
use crate::plan::Plan;
use crate::source::{DECISIONS, Project, Sources};
use crate::syntax;

/// What a year was closed with.
#[derive(Debug, Clone)]
pub struct Closed {
    /// The names of the files that the record and its corrections name.
    pub files: BTreeSet<String>,
    /// The decisions among them.
    pub decisions: Option<String>,
    /// Its day of record.
    pub day: NaiveDate,
}

/// The file of decisions that counts: the one that a closed year stands on, else the first. The other is named;
/// of a closed year its record does that.
pub(super) fn counted_decisions(
    mut names: Vec<String>,
    closed: Option<&Closed>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<String> {
    names.sort();
    let chosen = closed.and_then(|closed| closed.decisions.as_deref());
    let at = names.iter().position(|name| Some(file_name(name)) == chosen).unwrap_or_default();
    let counted = (at < names.len()).then(|| names.remove(at))?;
    if closed.is_none() {
        names.iter().for_each(|other| stray::report_second(sources, other, &counted, out));
    }
    Some(counted)
}

/// What the office had decided about a round by a day; nothing where there is no file that can be read.
pub fn decided_by(
    project: &Project,
    sources: &mut Sources,
    (plan, year): (&Plan, i32),
    day: NaiveDate,
) -> Decisions {
    let folder = format!("{}/{}/{year}", ROOT, plan.definition.id.as_str());
    let named = DECISIONS.map(|name| format!("{folder}/{name}"));
    let Some(name) = named.into_iter().find(|name| project.contains(name)) else {
        return Decisions::default();
    };
    let file = sources.load(project, &[name])[0];
    let read = syntax::read::<Decisions>(sources, file, "decisions", true, &mut Diagnostics::default());
    let mut decisions = read.value.unwrap_or_default();
    decisions.forget_after(day);
    // Who gave it or when is not known: it does not count.
    decisions.extensions.retain(|extension| extension.by.is_some() && extension.on.is_some());
    decisions
}
