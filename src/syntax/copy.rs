//! A copy of a file's text in which slips are mended, so that the rest can be read in the same run.
//!
//! Takes the original and edits to it; gives the changed text, and leads bytes of it back to the original.
//! Never changes the original: what is right stays as it was written.

use std::collections::BTreeMap;
use std::ops::Range;

/// The copy. Edits are in bytes of the original and never overlap: whoever comes later loses.
#[derive(Clone)]
pub(super) struct Copy<'t> {
    pub(super) original: &'t str,
    pub(super) text: String,
    edits: BTreeMap<usize, (usize, String)>,
    /// Where pieces begin: in the copy, in the original, and whether they are the same text.
    pieces: Vec<(usize, usize, bool)>,
    /// Where the lines of the original begin.
    line_starts: Vec<usize>,
}

impl<'t> Copy<'t> {
    pub(super) fn new(original: &'t str) -> Self {
        let line_starts =
            std::iter::once(0).chain(original.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let (text, pieces) = (original.to_owned(), vec![(0, 0, true)]);
        Copy { original, text, edits: BTreeMap::new(), pieces, line_starts }
    }

    /// The same without a last line `---` behind which nothing stands: programs end a file with it.
    pub(super) fn without_last_mark(mut self) -> Self {
        let says = |line: &usize| {
            let words = self.words(*line).trim();
            !words.is_empty() && !words.starts_with('#')
        };
        let mut lines = (0..self.lines()).rev().filter(says);
        let last = lines.next().filter(|line| self.words(*line).trim_end() == "---");
        if let Some(last) = last.filter(|_| lines.next().is_some()) {
            self.blank(self.line(last));
            self.refresh();
        }
        self
    }

    /// Puts `with` in place of a range of the original; nothing happens where something was mended before.
    pub(super) fn edit(&mut self, range: Range<usize>, with: String) {
        let before = self.edits.range(..=range.start).next_back();
        let taken = before.is_some_and(|(&start, &(end, _))| start == range.start || end > range.start)
            || self.edits.range(range.start..range.end.max(range.start)).next().is_some();
        if !taken {
            self.edits.insert(range.start, (range.end, with));
        }
    }

    /// The same where blanks before that place may have been mended: what is put in goes behind them.
    pub(super) fn insert(&mut self, range: Range<usize>, with: String) {
        let ends_here = |(_, (end, _)): &(&usize, &mut (usize, String))| *end == range.start;
        match self.edits.range_mut(..range.start).next_back().filter(ends_here) {
            Some((_, (_, before))) if range.is_empty() => before.push_str(&with),
            _ => self.edit(range, with),
        }
    }

    /// Blanks a line of the original, whatever was mended in it before.
    pub(super) fn blank(&mut self, line: Range<usize>) {
        let old: Vec<usize> = self.edits.range(line.clone()).map(|(start, _)| *start).collect();
        for start in old {
            self.edits.remove(&start);
        }
        self.edits.insert(line.start, (line.end, " ".repeat(line.len())));
    }

    /// Makes the text again after edits.
    pub(super) fn refresh(&mut self) {
        self.text.clear();
        self.pieces.clear();
        let mut at = 0;
        for (&start, (end, with)) in &self.edits {
            self.pieces.push((self.text.len(), at, true));
            self.text.push_str(&self.original[at..start]);
            self.pieces.push((self.text.len(), start, false));
            self.text.push_str(with);
            at = *end;
        }
        self.pieces.push((self.text.len(), at, true));
        self.text.push_str(&self.original[at..]);
    }

    /// The byte of the original for a byte of the copy. What stands inside a mended piece leads to its
    /// start: the original has other bytes there.
    pub(super) fn original_byte(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(copy, ..)| *copy <= byte);
        let Some(&(copy, original, same)) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return byte;
        };
        let end = self.pieces.get(after).map_or(self.original.len(), |(_, original, _)| *original);
        if same { (original + byte - copy).min(end) } else { original }
    }

    /// The range of the original for a range of the copy.
    pub(super) fn original_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.original_byte(self.text.floor_char_boundary(range.start));
        let end = self.original_byte(self.text.floor_char_boundary(range.end));
        start..end.max(start)
    }

    /// The byte of the copy for a byte of the original.
    pub(super) fn copied_byte(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(_, original, _)| *original <= byte);
        match after.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some(&(copy, original, true)) => copy + byte - original,
            Some(&(copy, ..)) => copy,
            None => byte,
        }
    }

    /// The number of the line of the original, from 0, that holds a byte of it.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    pub(super) fn lines(&self) -> usize {
        self.line_starts.len()
    }

    /// The bytes of a line of the original, without its end; empty where there is none.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = self.line_starts.get(line).copied().unwrap_or(self.original.len());
        let end = self.line_starts.get(line + 1).map_or(self.original.len(), |next| next - 1);
        start..end.max(start)
    }

    pub(super) fn words(&self, line: usize) -> &'t str {
        &self.original[self.line(line)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_and_forth() {
        let text = "年度：2025\n\t完成率: 4\n完\n";
        let mut copy = Copy::new(text);
        let colon = text.find('：').expect("there");
        copy.edit(colon..colon + 3, ": ".into());
        let tab = text.find('\t').expect("there");
        copy.edit(tab..tab + 1, "    ".into());
        copy.refresh();
        assert_eq!(copy.text, "年度: 2025\n    完成率: 4\n完\n");
        for word in ["2025", "完成率", "4", "完\n"] {
            let (there, here) = (copy.text.find(word).expect("there"), text.find(word).expect("there"));
            assert_eq!((copy.original_byte(there), copy.copied_byte(here)), (here, there), "{word}");
        }
        assert_eq!(copy.original_byte(tab + 2), tab);
        assert_eq!((copy.line_of(tab), copy.words(1), copy.words(9)), (1, "\t完成率: 4", ""));
        copy.edit(tab..tab + 1, "x".into());
        copy.blank(copy.line(0));
        copy.refresh();
        assert_eq!(copy.text, format!("{}\n    完成率: 4\n完\n", " ".repeat(colon + 7)));
    }
}
