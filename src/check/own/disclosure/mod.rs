//! Group N6: what must not leave the office, or not stand in a report.
//!
//! Takes the texts of submissions; gives findings at the very characters.
//! Never removes anything: what is published is decided by types in `report`; this is the second lock.

mod digits;
mod personal;
mod review;
mod wording;

use std::ops::Range;

use super::{Check, OwnFacts};
use crate::source::Place;
use crate::submission::{Form, Reach, Said, Words};

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
/// A text of the starter that is published.
pub(super) const TEXT: &str = "完成两县入河排污口的**全面排查**，建立了一口一档。";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] = &[personal::CHECKS, wording::CHECKS, review::CHECKS];

/// A text, and the file's own spelling of it.
#[derive(Clone, Copy)]
struct Field<'a> {
    /// Its name on the form.
    name: &'static str,
    /// What is published: decoded, whatever quotes, escapes or line ends stand in the file.
    text: &'a str,
    place: Place,
    written: &'a str,
    /// Whether it is published after review.
    public: bool,
}

impl<'a> Field<'a> {
    fn new(facts: &OwnFacts<'a>, said: Said<'a>) -> Self {
        let Words { place, text } = said.words;
        let written = facts.sources.text(place);
        Field { name: said.name, text, place, written, public: said.reach == Reach::Public }
    }

    /// The place of a piece of the text: its very characters where the file has them as they are.
    fn within(&self, range: Range<usize>) -> Place {
        let piece = self.text.get(range).unwrap_or("");
        match self.written.find(piece) {
            Some(at) if !piece.is_empty() => self.place.within(at..at + piece.len()),
            _ => self.place,
        }
    }
}

/// All texts of a submission but those that never leave its file.
fn fields<'a>(facts: OwnFacts<'a>, form: &'a Form) -> impl Iterator<Item = Field<'a>> {
    form.texts().into_iter().map(move |said| Field::new(&facts, said))
}

/// All texts of the round, the office's reasons included.
fn all_fields<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Field<'a>> {
    let facts = *facts;
    let decided = facts.round.decisions.texts().into_iter().map(move |said| Field::new(&facts, said));
    facts.answered().flat_map(move |answered| fields(facts, answered.form)).chain(decided)
}
