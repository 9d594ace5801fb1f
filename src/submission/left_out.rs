//! Which answers of a file are left out as something in them is faulty.
//!
//! Takes what the reader left out; says of which things of the plan an answer is there and cannot be used, so that
//! what is lacking is told although other entries have faults. Never says what stands in such an answer.

use super::form::Form;
use super::part::{Held, Part, Withheld};
use super::round::Submission;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::Located;
use crate::source::Place;
use crate::syntax::{LeftOut, PartLeftOut};

/// The rule of a value of another kind, where the faults of a file are not known one by one.
const SHAPE: &str = "N024";

/// Keys at the top below which answers stand, or which are an answer to everything.
const ANSWERS: [&str; 4] = ["tasks", "milestones", "indicators", "nil_return"];

/// Records what is left out of a submission, `found` being the faults of its file: entries that can be called by
/// name as withheld, and whether the rest may be the answer to anything.
pub(super) fn record(submission: &mut Submission, found: &Diagnostics) {
    let Some(left_out) = &submission.left_out else {
        submission.hides_answers = submission.faulty && submission.hides_in.is_empty();
        return;
    };
    let faults: Vec<&Diagnostic> =
        found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    submission.hides_answers = left_out.loses_more;
    for part in &left_out.parts {
        match (&part.key, named(left_out, part)) {
            (Some(key), _) => submission.hides_answers |= part.is_list || ANSWERS.contains(&key.as_str()),
            (None, None) => submission.hides_answers = true,
            (None, Some(of)) => {
                let held = Held::Faulty(code_in(part.place, &faults));
                submission.withheld.push(Withheld { part: of, held });
            }
        }
    }
    submission.withheld.sort_by(|a, b| (&a.part, a.held).cmp(&(&b.part, b.held)));
}

/// What is written in figures that are left out of a submission, each with its part.
pub fn unread_figures(of: &Submission) -> impl Iterator<Item = (Part, &[String])> {
    let parts =
        of.left_out.iter().flat_map(|left_out| left_out.parts.iter().map(move |part| (left_out, part)));
    parts.filter_map(|(left_out, part)| {
        let mut supposed = left_out.supposed.iter().filter_map(|form| entry_at(form, part.place));
        let figure = supposed.find(|of| matches!(of, Part::Figure(_)))?;
        Some((figure, part.written.as_slice()))
    })
}

/// The code of the first fault in a place. Of very many of one kind only the first ones say where each is.
fn code_in(place: Place, faults: &[&Diagnostic]) -> &'static str {
    let is_in = |fault: &&&Diagnostic| {
        place.contains(fault.place) || fault.concerns.iter().any(|other| place.contains(*other))
    };
    let first = faults.iter().find(is_in).or(faults.first());
    first.map_or(SHAPE, |fault| fault.rule.code)
}

/// What an entry is about: it must be the same whatever is supposed, else its id is what is faulty.
fn named(left_out: &LeftOut<Form>, part: &PartLeftOut) -> Option<Part> {
    let [one, other] = left_out.supposed.each_ref().map(|form| entry_at(form, part.place));
    one.filter(|one| other.as_ref() == Some(one))
}

fn entry_at(form: &Form, place: Place) -> Option<Part> {
    let tasks = at(&form.tasks, place).map(|entry| Part::Task(Part::key_of(&entry.id)));
    let milestones = || at(&form.milestones, place).map(|entry| Part::Milestone(Part::key_of(&entry.id)));
    let figures = || at(&form.indicators, place).map(|figure| Part::Figure(Part::key_of(&figure.id)));
    tasks.or_else(milestones).or_else(figures)
}

/// The entry at a place; entries stand in the order of the file.
fn at<T>(entries: &[Located<T>], place: Place) -> Option<&T> {
    let at = entries.partition_point(|entry| entry.place.start() < place.start());
    entries.get(at).filter(|entry| entry.place == place).map(|entry| &entry.inner)
}
