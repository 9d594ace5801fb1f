//! Counts and shares that the text names: one number for everybody, or not for everybody.

use super::TypedFacts;
use crate::assess::Progress;
use crate::submission::text::{Figure, OfficeWords, Typed, TypedNumber, Unseen, Word};

/// The named counts that the public would read otherwise, since something that is asked about is not counted there.
pub(super) fn uneven(words: &OfficeWords, facts: &TypedFacts<'_>) -> Vec<TypedNumber> {
    let Some(published) = facts.progress_published else { return vec![] };
    let pieces = words.passages.iter().flat_map(|passage| &passage.pieces);
    let named = pieces.flat_map(|piece| piece.words.iter().map(move |word| (piece.internal, word)));
    let of_one = |(internal, word): (bool, &Word)| {
        let Word::Figure(figure, place) = word else { return None };
        let differs = counted(facts.progress, *figure) != counted(published, *figure);
        let whose = "含待核实的填报，与公开版不同".to_owned();
        let what = Typed::Held { held: Unseen::Uneven, whose, used: true };
        let behind = place.bytes().end;
        differs.then_some(TypedNumber { place: *place, behind, internal, what })
    };
    named.filter_map(of_one).collect()
}

/// Whether a text names a count at all.
pub fn names_a_count(words: &OfficeWords) -> bool {
    let pieces = words.passages.iter().flat_map(|passage| &passage.pieces);
    let is_count =
        |word: &Word| matches!(word, Word::Figure(Figure::Tasks(_) | Figure::Units(_) | Figure::Rate(_), _));
    pieces.flat_map(|piece| &piece.words).any(is_count)
}

/// A count, or what a share is of.
fn counted(progress: &Progress, figure: Figure) -> Option<(usize, usize)> {
    let (tasks, units) = (&progress.task_counts, &progress.unit_counts);
    let alone = |n: usize| Some((n, 0));
    match figure {
        Figure::Tasks("completed") => alone(tasks.completed),
        Figure::Tasks("on_track") => alone(tasks.on_track),
        Figure::Tasks("behind") => alone(tasks.behind),
        Figure::Tasks("overdue") => alone(tasks.overdue),
        Figure::Tasks("not_started") => alone(tasks.not_started),
        Figure::Tasks("ongoing") => alone(tasks.ongoing),
        Figure::Units("reported") => alone(units.received),
        Figure::Units("on_time") => alone(units.on_time),
        Figure::Units("late") => alone(units.late),
        Figure::Units("faulty") => alone(units.faulty),
        Figure::Units("missing") => alone(units.missing),
        Figure::Units("returned") => alone(units.returned_pending),
        Figure::Units("nil") => alone(units.nil),
        Figure::Rate("on_time") => Some((units.on_time_rate.part, units.on_time_rate.whole)),
        Figure::Rate("completed") => Some((tasks.completion.part, tasks.completion.whole)),
        Figure::Rate("met") => Some((progress.indicator_counts.met, progress.indicator_counts.total)),
        _ => None,
    }
}
