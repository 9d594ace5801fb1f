//! Which decisions are applied.

use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::Located;
use crate::source::Place;
use crate::submission::Decisions;

/// The decisions that nothing 强制 stands against. A head that names
/// another plan or year makes the whole file a stranger's.
pub(super) fn admit(decisions: &Decisions, found: &[&Diagnostic]) -> Decisions {
    let faults: Vec<Place> = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .flat_map(|finding| std::iter::once(finding.place).chain(finding.concerns.iter().copied()))
        .collect();
    let head = [decisions.plan.place, decisions.year.place];
    if faults.iter().any(|fault| head.iter().any(|place| place.contains(*fault))) {
        return Decisions { sample: decisions.sample, ..Decisions::default() };
    }
    let mut admitted = decisions.clone();
    retain(&mut admitted.extensions, &faults);
    retain(&mut admitted.accepts, &faults);
    retain(&mut admitted.choices, &faults);
    retain(&mut admitted.overrides, &faults);
    retain(&mut admitted.verdicts, &faults);
    let stands = |place: Place| !faults.iter().any(|fault| place.contains(*fault));
    admitted.dispatch = admitted.dispatch.filter(|dispatch| stands(dispatch.place));
    admitted.public_review = admitted.public_review.filter(|review| stands(review.place));
    admitted
}

fn retain<T>(list: &mut Vec<Located<T>>, faults: &[Place]) {
    list.retain(|item| !faults.iter().any(|fault| item.place.contains(*fault)));
}
