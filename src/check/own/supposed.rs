//! What is wrong in a part besides the fault of form for which it is left out.
//!
//! Takes the round with such parts put in as the reader supposes them, one way and another; gives the findings
//! that are the same both ways. Who mends a file hears of everything at once, and of nothing that only the
//! supposing made.

use std::collections::HashSet;

use super::facts::{Answered, OwnFacts};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Place;
use crate::submission::{Round, Submission};

/// A finding without the words of its help.
type Said<'f> = (&'static str, Place, &'f str);

fn said(finding: &Diagnostic) -> Said<'_> {
    (finding.rule.code, finding.place, &finding.message)
}

/// The findings that hold of what is left out, beside those that are known of the rest.
pub(in crate::check) fn supposed(
    facts: &OwnFacts<'_>,
    judge: impl Fn(&OwnFacts<'_>) -> Diagnostics,
    known: &Diagnostics,
) -> Vec<Diagnostic> {
    let Some([one, other]) = rounds(facts) else { return vec![] };
    let found = |round: &Round| judge(&OwnFacts { round, ..*facts });
    let (one, other) = (found(&one), found(&other));
    let also: HashSet<Said<'_>> = other.iter().map(said).collect();
    let known: HashSet<Said<'_>> = known.iter().map(said).collect();
    let holds = |finding: &&Diagnostic| {
        let places = std::iter::once(&finding.place).chain(&finding.concerns);
        also.contains(&said(finding))
            && !known.contains(&said(finding))
            && places.into_iter().any(|place| is_left_out(facts.round, *place))
    };
    one.iter().filter(holds).cloned().collect()
}

fn is_left_out(round: &Round, place: Place) -> bool {
    if round.decisions_file == Some(place.file()) {
        return round.decisions_left_out.as_ref().is_some_and(|parts| parts.holds(place));
    }
    let mut of_file = round.submissions.iter().filter(|submission| submission.file == place.file());
    of_file.any(|submission| submission.left_out.as_ref().is_some_and(|parts| parts.holds(place)))
}

/// The round, one way and another; `None` where nothing is left out. Decisions are judged beside everybody's
/// answers, answers by themselves: where the decisions are whole, only what is supposed is looked at again.
fn rounds(facts: &OwnFacts<'_>) -> Option<[Round; 2]> {
    let round = facts.round;
    let all = round.decisions_left_out.is_some();
    let answered: Vec<Answered<'_>> =
        facts.answered().filter(|answered| all || answered.submission.left_out.is_some()).collect();
    if answered.is_empty() && !all {
        return None;
    }
    Some([0, 1].map(|way| Round {
        year: round.year,
        submissions: answered.iter().map(|answered| submission(answered, way)).collect(),
        decisions: match &round.decisions_left_out {
            Some(left_out) => left_out.supposed[way].clone(),
            None => round.decisions.clone(),
        },
        decisions_file: round.decisions_file,
        decisions_left_out: None,
        words: None,
    }))
}

fn submission(answered: &Answered<'_>, way: usize) -> Submission {
    let Some(left_out) = &answered.submission.left_out else { return answered.submission.clone() };
    let form = Some(left_out.supposed[way].clone());
    let is_known = answered.submission.unclaimed.is_none();
    let (form, unclaimed) = if is_known { (form, None) } else { (None, form) };
    Submission { form, unclaimed, left_out: None, ..answered.submission.clone() }
}
