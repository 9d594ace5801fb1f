//! Which part of a submission a finding is about: the smallest that contains its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::plan::Located;
use crate::source::{FileId, Place};
use crate::submission::{
    FIGURE_TEXTS, FORM_TEXTS, Figure, Form, MILESTONE_TEXTS, Part, Submission, TASK_TEXTS, TextField,
};

/// The findings about each file, in their order.
pub(super) fn by_file<'f>(
    findings: impl Iterator<Item = &'f Diagnostic>,
) -> BTreeMap<FileId, Vec<&'f Diagnostic>> {
    let mut by_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        let files: BTreeSet<FileId> = places(finding).map(Place::file).collect();
        files.into_iter().for_each(|file| by_file.entry(file).or_default().push(finding));
    }
    by_file
}

/// The places of a finding: the primary one, and what it is as much about.
pub(super) fn places(finding: &Diagnostic) -> impl Iterator<Item = Place> {
    std::iter::once(finding.place).chain(finding.concerns.iter().copied())
}

/// The parts of a form that a finding is about, each once. What is found of an entry that is left out anyway is
/// about nothing that is there.
pub(super) fn concerned(submission: &Submission, form: &Form, finding: &Diagnostic) -> Vec<Part> {
    let left_out = |place: Place| submission.left_out.as_ref().is_some_and(|parts| parts.holds(place));
    let mut parts: Vec<Part> = places(finding)
        .filter(|place| place.file() == submission.file && !left_out(*place))
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
    if let Some(field) = text(FORM_TEXTS, form, place) {
        return Part::Text(None, field.key);
    }
    entry(&form.tasks, TASK_TEXTS, place, words, |entry| Part::Task(key(&entry.id)))
        .or_else(|| {
            let whole = |entry: &crate::submission::MilestoneEntry| Part::Milestone(key(&entry.id));
            entry(&form.milestones, MILESTONE_TEXTS, place, words, whole)
        })
        .or_else(|| {
            let whole = |figure: &Figure| match &figure.last_year {
                Some(last) if !words && last.place.contains(place) => Part::LastYear(key(&figure.id)),
                _ => Part::Figure(key(&figure.id)),
            };
            entry(&form.indicators, FIGURE_TEXTS, place, words, whole)
        })
        .unwrap_or(Part::Head)
}

/// The part of the entry that contains the place: the text in it, or all of it.
fn entry<T>(
    entries: &[Located<T>],
    fields: &'static [TextField<T>],
    place: Place,
    words: bool,
    whole: impl Fn(&T) -> Part,
) -> Option<Part> {
    // Entries stand in the order of the file: thousands of findings about thousands of entries are not
    // looked for one by one.
    let after = entries.partition_point(|entry| entry.place.start() <= place.start());
    let entry = entries.get(after.checked_sub(1)?).filter(|entry| entry.place.contains(place))?;
    let whole = whole(&entry.inner);
    let field = text(fields, &entry.inner, place).filter(|field| words && !field.qualifies);
    Some(match field {
        Some(field) => Part::Text(Some(Box::new(whole)), field.key),
        None => whole,
    })
}

/// The text field that contains the place.
fn text<T>(fields: &'static [TextField<T>], part: &T, place: Place) -> Option<&'static TextField<T>> {
    fields.iter().find(|field| (field.read)(part).iter().any(|words| words.place.contains(place)))
}

/// The key of an entry, by the id as it is written.
pub(super) fn key(id: &str) -> String {
    Part::key_of(id)
}
