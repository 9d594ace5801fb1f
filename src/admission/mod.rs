//! 采用 (JUDGE): what of a submission is used, withheld, open (formats.md, section 8).
//!
//! Takes a round as it was handed in, the findings about single submissions with the office's own weights,
//! and for whom the result is; gives the round that consolidation may see: what is 强制 is not in it, what was returned is not in it either, what is
//! an open 核实 carries its question, and everything that was taken out is recorded with its code.
//! Never finds a fault itself, never changes a figure or a text, never looks at tables.

mod decisions;
mod parts;
#[cfg(test)]
mod tests;
mod withhold;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::Date;
use crate::source::FileId;
use crate::submission::{Held, Part, Question, Round, Submission, Withheld};
use withhold::withhold;

/// For whom the round is admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The office: open questions travel with the figure; texts with personal data stay inside, marked.
    Office,
    /// Those who review what is to be published: as the office, without those texts.
    Review,
    /// The public: what is asked about waits for its answer.
    Public,
}

/// Admits a round.
pub fn admit(round: &Round, found: &Diagnostics, audience: Audience) -> Round {
    let faults = found.iter().filter(|finding| finding.is_open());
    let mut decisions = match round.decisions_file {
        Some(file) => {
            let faults = parts::by_file(faults);
            decisions::admit(&round.decisions, faults.get(&file).map_or(&[][..], Vec::as_slice))
        }
        None => round.decisions.clone(),
    };
    // What came after the review was seen by nobody who reviews, and what was decided after it neither.
    let review = decisions.public_review.clone().filter(|_| audience == Audience::Public);
    let reviewed = review.as_ref().map(|review| review.on.0);
    if let Some(day) = reviewed {
        decisions.forget_after(day);
    }
    let is_open = |finding: &&Diagnostic| match reviewed {
        Some(day) => finding.was_open_on(day),
        None => finding.is_open(),
    };
    let open = parts::by_file(found.iter().filter(is_open));
    let about = |file: FileId| open.get(&file).map_or(&[][..], Vec::as_slice);
    let unseen = |day: Option<Date>| review.as_ref().zip(day).is_some_and(|(review, day)| review.missed(day));
    let submissions = round
        .submissions
        .iter()
        .map(|submission| match unseen(submission.came_on()) {
            true => waiting(submission, about(submission.file)),
            false => admit_one(submission, about(submission.file), audience),
        })
        .collect();
    Round {
        year: round.year,
        submissions,
        decisions,
        decisions_file: round.decisions_file,
        decisions_left_out: None,
        words: round.words.clone().filter(|words| !unseen(words.since.as_ref().map(|since| since.inner))),
    }
}

/// The rule that asks for another review, which is what brings the content out.
const REVIEW: &str = "N642";

/// A submission of which nothing is shown until it has been reviewed; that it came, when, and whether it is sound, is
/// counted all the same.
fn waiting(submission: &Submission, found: &[&Diagnostic]) -> Submission {
    let mut admitted = submission.clone();
    admitted.bears = submission.filled_on();
    admitted.faulty |=
        found.iter().any(|finding| finding.severity == Severity::Error) && !submission.returned;
    (admitted.form, admitted.unclaimed) = (None, None);
    admitted.withheld = vec![Withheld { part: Part::Whole, held: Held::Open(REVIEW) }];
    admitted
}

/// Takes out of a submission what its findings forbid.
fn admit_one(submission: &Submission, found: &[&Diagnostic], audience: Audience) -> Submission {
    let mut admitted = submission.clone();
    admitted.bears = submission.filled_on();
    if submission.returned {
        (admitted.form, admitted.unclaimed, admitted.faulty) = (None, None, false);
        admitted.withheld = vec![Withheld { part: Part::Whole, held: Held::Returned }];
        return admitted;
    }
    let Some(form) = submission.form.as_ref().or(submission.unclaimed.as_ref()) else { return admitted };
    for finding in found {
        let code = finding.rule.code;
        for part in parts::concerned(submission, form, finding) {
            match finding.severity {
                Severity::Error => admitted.withheld.push(Withheld { part, held: Held::Faulty(code) }),
                // A question about the paper as such keeps nothing of it from anybody.
                Severity::Verify if audience == Audience::Public => {
                    if !matches!(part, Part::Whole | Part::Head) {
                        admitted.withheld.push(Withheld { part, held: Held::Open(code) });
                    }
                }
                Severity::Verify => {
                    admitted.questions.push(Question { part, code, message: finding.message.clone() });
                }
                Severity::Hint => {}
            }
        }
    }
    admitted.withheld.sort_by(|a, b| (&a.part, a.held).cmp(&(&b.part, b.held)));
    admitted.withheld.dedup();
    admitted.questions.dedup();
    let withheld = std::mem::take(&mut admitted.withheld);
    withhold(&mut admitted.form, &withheld, audience);
    admitted.withheld = withheld;
    admitted
}
