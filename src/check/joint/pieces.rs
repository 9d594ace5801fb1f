//! A piece of the office's text as one string, with where its words come from.

use std::ops::Range;

use crate::source::{Place, Sources};
use crate::submission::text::{Figure, OfficePiece, Word};

/// A piece in one string.
pub(super) struct Joined {
    pub(super) text: String,
    /// Where words begin in it, with where they stand in the file.
    from: Vec<(usize, Place)>,
}

impl Joined {
    /// With what stands for each figure.
    pub(super) fn new(piece: &OfficePiece, figure: impl Fn(&Figure) -> &'static str) -> Self {
        let mut joined = Joined { text: String::new(), from: vec![] };
        for word in &piece.words {
            match word {
                Word::Text(words, place) => {
                    joined.from.push((joined.text.len(), *place));
                    joined.text.push_str(words);
                }
                Word::Figure(of, _) => joined.text.push_str(figure(of)),
            }
        }
        joined
    }

    /// Where a part of it stands in the file, as far as one word goes; `None` before the first.
    pub(super) fn place(&self, part: Range<usize>, sources: &Sources) -> Option<Place> {
        let (start, place) = self.from.iter().rev().find(|(start, _)| *start <= part.start)?;
        let at = place.bytes().start + part.start - start;
        let end = place.bytes().end.min(at + part.len());
        Some(sources.place(place.file(), at..end.max(at)))
    }
}
