//! Where quotes stand in a text, however many of both there are.
//!
//! Takes quotes; gives the places of a text that one of them covers.
//! Never costs their number times the length of the text: a paragraph may have thousands of targets.

use std::ops::Range;

/// Quotes, in the order of their letters.
pub(super) struct Quotes<'q>(Vec<&'q str>);

impl<'q> Quotes<'q> {
    pub(super) fn new(quotes: impl Iterator<Item = &'q str>) -> Self {
        let mut quotes: Vec<&str> = quotes.filter(|quote| !quote.is_empty()).collect();
        quotes.sort_unstable();
        quotes.dedup();
        Quotes(quotes)
    }

    /// From each character on the longest quote that stands there.
    pub(super) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let here = move |at: usize| Some(at..at + self.longest(text.get(at..)?)?);
        text.char_indices().filter_map(move |(at, _)| here(at))
    }

    /// Bytes of the longest quote with which a text begins. Each that does comes before the text in the order
    /// of letters, and is the beginning of whatever lies between.
    fn longest(&self, mut text: &str) -> Option<usize> {
        loop {
            let before = self.0.partition_point(|quote| *quote <= text);
            let last = self.0.get(before.checked_sub(1)?)?;
            if text.starts_with(last) {
                return Some(last.len());
            }
            let alike = text.bytes().zip(last.bytes()).take_while(|(one, other)| one == other).count();
            text = text.get(..text.floor_char_boundary(alike)).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_that_a_quote_covers_is_found() {
        let text = "到2027年达到90%,到2027年达到95%以上,达到9";
        let quotes =
            ["达到9", "到2027年达到90%", "到2027年达到95%", "到2027年达到95", "年", "", "到2027年达到95%以"];
        let found: Vec<&str> =
            Quotes::new(quotes.into_iter()).places(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["到2027年达到90%", "年", "达到9", "到2027年达到95%以", "年", "达到9", "达到9",]);
        // As a plain search finds them.
        let all = Quotes::new(quotes.into_iter());
        let covered = |at: usize| all.places(text).any(|range| range.contains(&at));
        let searched = |at: usize| {
            let mut found = quotes.iter().filter(|q| !q.is_empty()).flat_map(|q| text.match_indices(q));
            found.any(|(start, q)| (start..start + q.len()).contains(&at))
        };
        assert!((0..text.len()).all(|at| covered(at) == searched(at)));
        assert_eq!(Quotes::new(["乙"].into_iter()).places("甲甲").count(), 0);
    }
}
