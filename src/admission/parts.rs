//! Which part of a submission a finding is about: the smallest that contains its place.

use crate::diagnostic::Diagnostic;
use crate::plan::Located;
use crate::source::{FileId, Place};
use crate::submission::{Figure, Form, MilestoneEntry, Part, TaskEntry};

/// Whether a finding is about something in a file.
pub(super) fn is_in(finding: &Diagnostic, file: FileId) -> bool {
    places(finding).any(|place| place.file() == file)
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = Place> {
    std::iter::once(finding.place).chain(finding.concerns.iter().copied())
}

/// The parts of a form that a finding is about, each once.
pub(super) fn concerned(form: &Form, file: FileId, finding: &Diagnostic) -> Vec<Part> {
    let mut parts: Vec<Part> = places(finding)
        .filter(|place| place.file() == file)
        .map(|place| part(form, place, about_words(finding.rule.code)))
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

/// Rules about words (narrative, disclosure) concern the text alone; all others the entry in which it
/// stands.
fn about_words(code: &str) -> bool {
    matches!(code.get(..2), Some("N5" | "N6"))
}

fn part(form: &Form, place: Place, words: bool) -> Part {
    if [form.plan.place, form.year.place, form.unit.place].iter().any(|head| head.contains(place)) {
        return Part::Whole;
    }
    if form.nil_return.as_ref().is_some_and(|nil| nil.place.contains(place)) {
        return Part::NilReturn;
    }
    let texts = [("summary", &form.summary), ("suggestions", &form.suggestions)];
    if let Some(name) = text(&texts, place) {
        return Part::Text(None, name);
    }
    let entry = (task(form, place, words))
        .or_else(|| milestone(form, place, words))
        .or_else(|| figure(form, place, words));
    entry.unwrap_or(Part::Head)
}

/// The text field that contains the place.
fn text(texts: &[(&'static str, &Option<Located<String>>)], place: Place) -> Option<&'static str> {
    texts
        .iter()
        .find(|(_, text)| text.as_ref().is_some_and(|text| text.place.contains(place)))
        .map(|(name, _)| *name)
}

/// The part of an entry: the text in it, or all of it.
fn within(
    whole: Part,
    texts: &[(&'static str, &Option<Located<String>>)],
    place: Place,
    words: bool,
) -> Part {
    match text(texts, place).filter(|_| words) {
        Some(name) => Part::Text(Some(Box::new(whole)), name),
        None => whole,
    }
}

fn key(id: &str) -> String {
    id.trim().to_ascii_lowercase()
}

fn task(form: &Form, place: Place, words: bool) -> Option<Part> {
    let entry: &TaskEntry = form.tasks.iter().find(|entry| entry.place.contains(place))?;
    let texts = [
        ("progress", &entry.progress),
        ("public_progress", &entry.public_progress),
        ("issues", &entry.issues),
        ("next_steps", &entry.next_steps),
        ("explanation", &entry.explanation),
    ];
    Some(within(Part::Task(key(&entry.id)), &texts, place, words))
}

fn milestone(form: &Form, place: Place, words: bool) -> Option<Part> {
    let entry: &MilestoneEntry = form.milestones.iter().find(|entry| entry.place.contains(place))?;
    let texts = [("note", &entry.note), ("explanation", &entry.explanation)];
    Some(within(Part::Milestone(key(&entry.id)), &texts, place, words))
}

/// Basis and standard qualify the value: without them it would be compared with what it is not.
fn figure(form: &Form, place: Place, words: bool) -> Option<Part> {
    let entry: &Figure = form.indicators.iter().find(|entry| entry.place.contains(place))?;
    let texts = [("source", &entry.source), ("note", &entry.note), ("explanation", &entry.explanation)];
    Some(within(Part::Figure(key(&entry.id)), &texts, place, words))
}
