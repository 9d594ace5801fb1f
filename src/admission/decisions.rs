//! Which decisions are applied.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Place;
use crate::submission::Decisions;

/// The decisions that nothing 强制 stands against.
pub(super) fn admit(decisions: &Decisions, found: &[&Diagnostic]) -> Decisions {
    let faults: Vec<Place> = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .flat_map(|finding| std::iter::once(finding.place).chain(finding.concerns.iter().copied()))
        .collect();
    decisions.without(&faults)
}
