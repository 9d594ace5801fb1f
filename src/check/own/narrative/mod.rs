//! Group N5: do status, words and evidence go together?
//!
//! Takes entries of tasks and milestones; gives findings at the word or text.
//! Never judges style. What a text says is for people; that there is one, and that it is this year's, is here.

mod changes;
mod dates;
mod promised;
mod slogans;
mod status;
mod steps;
mod text;

pub(in crate::check) use text::is_telling;

use super::facts::EntryOf;
use super::{Check, OwnFacts};

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
pub(super) const PLAN: &str = "plans/demo.yaml";
/// The starter's entry of the water bureau, from status to percentage.
pub(super) const ENTRY: &str = "    status: on_track\n    percent: 45\n";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] = &[
    status::CHECKS,
    steps::CHECKS,
    dates::CHECKS,
    promised::CHECKS,
    text::CHECKS,
    slogans::CHECKS,
    changes::CHECKS,
];

/// The lists of words that these rules go by, each by its name.
pub(in crate::check) fn lists() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    text::lists().into_iter().chain(slogans::lists())
}

/// “任务‘整治入河排污口’”, for headlines.
pub(in crate::check) fn task_name(facts: &OwnFacts<'_>, found: &EntryOf<'_>) -> String {
    format!("任务“{}”", crate::check::phrasing::shortened(&facts.plan.task(found.task).title))
}
