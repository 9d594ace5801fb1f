//! Group N3: is everything there, and in time?
//!
//! Takes tables and progress; gives findings at the unit's own line, or, where nothing came, at the line of
//! the plan that asks for it.
//! Never 强制 for what did not come: that is for the office to urge, and the report says what it lacks.

mod completeness;
mod timeliness;

use super::{Check, Facts};

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
pub(super) const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] = &[timeliness::CHECKS, completeness::CHECKS];

/// Whether the plan asks for reports of this year at all.
fn is_due(facts: &Facts<'_>) -> bool {
    facts.round.year >= facts.plan.definition.reporting.first_year
}
