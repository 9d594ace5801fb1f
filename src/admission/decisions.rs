//! Which decisions are applied.

use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{Located, Moment};
use crate::source::Place;
use crate::submission::Decisions;

/// The decisions that nothing 强制 stands against and that have been made at that moment. A head that names
/// another plan or year makes the whole file a stranger's.
pub(super) fn admit(decisions: &Decisions, found: &[&Diagnostic], moment: &Moment) -> Decisions {
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
    retain(&mut admitted.extensions, &faults, |extension| {
        extension.on.is_none_or(|on| moment.has_seen(on.0))
    });
    retain(&mut admitted.accepts, &faults, |accept| moment.has_seen(accept.on.0));
    retain(&mut admitted.choices, &faults, |choice| moment.has_seen(choice.on.0));
    retain(&mut admitted.overrides, &faults, |ruling| moment.has_seen(ruling.on.0));
    retain(&mut admitted.verdicts, &faults, |verdict| moment.has_seen(verdict.on.0));
    admitted.public_review = admitted.public_review.filter(|review| {
        moment.has_seen(review.on.0) && !faults.iter().any(|fault| review.place.contains(*fault))
    });
    admitted
}

fn retain<T>(list: &mut Vec<Located<T>>, faults: &[Place], made: impl Fn(&T) -> bool) {
    list.retain(|item| made(item) && !faults.iter().any(|fault| item.place.contains(*fault)));
}
