//! A passage of the office's text as one kind of reader has it, so that a number is one for whom it is printed as one.

use crate::source::Place;
use crate::submission::text::{OfficePassage, Word};

/// What stands for a figure that is named: no part of a number beside it.
const NAMED: char = '\u{fffc}';

/// The words of a passage behind each other, and where they stand in the file.
pub(super) struct Reading {
    pub(super) text: String,
    /// Where each stretch begins in the text, and its place.
    stretches: Vec<(usize, Place)>,
}

impl Reading {
    /// A passage with what is for the office alone, or without.
    pub(super) fn of(passage: &OfficePassage, for_office: bool) -> Self {
        let mut reading = Reading { text: String::new(), stretches: vec![] };
        let pieces = passage.pieces.iter().filter(|piece| for_office || !piece.internal);
        for word in pieces.flat_map(|piece| &piece.words) {
            match word {
                Word::Text(words, place) => {
                    reading.stretches.push((reading.text.len(), *place));
                    reading.text.push_str(words);
                }
                Word::Figure(..) => reading.text.push(NAMED),
            }
        }
        reading
    }

    /// Where a character of the text stands in the file, and its first byte there.
    fn at(&self, byte: usize) -> Option<(Place, usize)> {
        let after = self.stretches.partition_point(|(start, _)| *start <= byte);
        let (start, place) = *self.stretches.get(after.checked_sub(1)?)?;
        Some((place, place.bytes().start + byte - start))
    }

    /// The place of some of the text: with whatever stands between in the file.
    pub(super) fn place(&self, range: std::ops::Range<usize>) -> Option<Place> {
        let (first, start) = self.at(range.start)?;
        let (at, last) = self.text[range.clone()].char_indices().next_back()?;
        let end = self.at(range.start + at)?.1 + last.len_utf8();
        let within = start - first.bytes().start;
        Some(match first.bytes().end >= end {
            true => first.within(within..within + (end - start)),
            false => Place::text(first.file(), u32::try_from(start).ok()?..u32::try_from(end).ok()?),
        })
    }
}
