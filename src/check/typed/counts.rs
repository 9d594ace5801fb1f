//! Counts and shares of the report: one number for everybody, or not for everybody.

use rust_decimal::Decimal;

use super::TypedFacts;
use crate::assess::{Counted, Progress, Rate, counted};
use crate::submission::text::{
    Figure, OfficeWords, RATES, TASK_COUNTS, Typed, TypedNumber, UNIT_COUNTS, Unseen, Word,
};

/// The named figures and counts that the public would read otherwise, since what is asked about is not in them there.
pub(super) fn uneven(words: &OfficeWords, facts: &TypedFacts<'_>) -> Vec<TypedNumber> {
    let pieces = words.passages.iter().flat_map(|passage| &passage.pieces);
    let named = pieces.flat_map(|piece| piece.words.iter().map(move |word| (piece.internal, word)));
    let of_one = |(internal, word): (bool, &Word)| {
        let Word::Figure(figure, place) = word else { return None };
        let whose = WHOSE.to_owned();
        let what = match figure {
            figure if is_apart(facts, *figure) => Typed::Apart,
            figure if differs(facts, *figure) => Typed::Held { held: Unseen::Uneven, whose, used: true },
            _ => return None,
        };
        Some(TypedNumber { place: *place, behind: place.bytes().end, internal, what })
    };
    named.filter_map(of_one).collect()
}

/// What is said of a count that is another one for the public.
pub(super) const WHOSE: &str = "含待核实的填报，与公开版不同";

/// Whether the office counts others than the public does, even where there are as many of them.
pub(super) fn differs(facts: &TypedFacts<'_>, figure: Figure) -> bool {
    let published = facts.progress_published.map(|published| counted(published, figure));
    published.is_some_and(|published| published != counted(facts.progress, figure))
}

/// All counts and shares that have a name.
pub(super) fn all() -> impl Iterator<Item = Figure> {
    let tasks = TASK_COUNTS.iter().map(|(key, _)| Figure::Tasks(key));
    let units = UNIT_COUNTS.iter().map(|(key, _)| Figure::Units(key));
    tasks.chain(units).chain(RATES.iter().map(|(key, _)| Figure::Rate(key)))
}

/// Whether a figure of the whole, or its change, is not the same for the public.
fn is_apart(facts: &TypedFacts<'_>, figure: Figure) -> bool {
    let Some(published) = facts.progress_published else { return false };
    match figure {
        Figure::Value(index) => {
            let of = |progress: &Progress| {
                let standing = &progress.indicators[index.0];
                let value = standing.value.as_ref().ok().or(standing.partial.as_ref());
                (value.map(|value| value.quantity.clone()), standing.value.as_ref().err().copied())
            };
            of(facts.progress) != of(published)
        }
        Figure::Change(index) => {
            let of = |progress: &Progress| {
                let change = progress.indicators[index.0].year_on_year.as_ref().ok()?;
                Some((change.difference.shown, change.percent, change.previous.clone()))
            };
            of(facts.progress) != of(published)
        }
        _ => false,
    }
}

/// A count or share that has a name, as a number with what it counts.
pub(super) fn number(progress: &Progress, figure: Figure) -> Option<(Decimal, &'static str)> {
    let Counted { part, whole } = counted(progress, figure)?;
    let of = |unit| Some((Decimal::from(part.len()), unit));
    match figure {
        Figure::Rate(_) => Some((Rate { part: part.len(), whole: whole.len() }.shown()?, "%")),
        Figure::Units(_) => of("家"),
        _ => of("项"),
    }
}
