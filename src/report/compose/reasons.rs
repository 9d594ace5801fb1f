//! Why a target is missed, in the words of who reported the figure.
//!
//! Takes an indicator with its figures; gives what 说明 says of it, for every edition: the form says that it is published.
//! Never gives the reason of a decision, which is the office's, nor a word of whom the reader learns nothing.

use super::figures::Measured;
use super::tags::MISSED;
use crate::consolidate::{FigureAnswer, FigureRef, FigureState};
use crate::prose::Prose;
use crate::report::Tag;
use crate::submission::{Part, is_no_text};
use crate::wording;

/// Where a figure stands, or why there is none.
pub(super) fn place(figure: &FigureAnswer) -> Option<FigureRef> {
    match &figure.state {
        FigureState::Value(value) => value.sources.first().copied(),
        FigureState::Missing(place, _) | FigureState::Empty(place) => Some(*place),
        _ => None,
    }
}

/// Why it is missed as one unit says it: its own judgement counts where units are judged one by one.
pub(super) fn of_unit(
    measured: &Measured<'_, '_>,
    figure: &FigureAnswer,
    own: Option<Tag>,
) -> Option<String> {
    if measured.tag().key != MISSED.key || own.is_some_and(|own| own.key != MISSED.key) {
        return None;
    }
    let at = place(figure)?;
    let entry = measured.stage.form(at.submission)?.indicators.get(at.at)?;
    let note = entry.note.as_ref().filter(|note| !is_no_text(note))?;
    let words = Prose::read(note).run_in();
    let words = words.trim().trim_end_matches('。');
    let text = Part::Text(Some(Box::new(Part::Figure(Part::key_of(&entry.id)))), "note");
    let questions = &measured.stage.now.round.submissions[at.submission.0].questions;
    let mark = if questions.iter().any(|question| question.part == text) { wording::ASKED } else { "" };
    (!words.is_empty()).then(|| format!("{words}{mark}"))
}
