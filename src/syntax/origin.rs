//! Where the nodes of a tree stand: in a text, perhaps mended, or in the cells of a workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cells::Cells;
use super::grammar::Grammar;
use super::slips::Slip;
use super::tree::{NodeId, Tree};
use crate::source::{FileId, Place};

/// What a tree was made of.
#[derive(Clone, Copy)]
pub(super) enum Origin<'g, 't> {
    Text { file: FileId, grammar: &'g Grammar<'t> },
    Cells { file: FileId, cells: &'g Cells },
}

impl Origin<'_, '_> {
    /// Where a node stands.
    pub(super) fn place(&self, tree: &Tree, node: NodeId) -> Place {
        match self {
            Origin::Text { file, grammar } => {
                let span = &tree.nodes[node].span;
                let original = grammar.copy.original_range(span.start as usize..span.end as usize);
                Place::text(*file, original.start as u32..original.end as u32)
            }
            // What was put in for a missing key stands nowhere.
            Origin::Cells { file, cells } => {
                cells.places.get(node).copied().unwrap_or_else(|| Place::of_file(*file))
            }
        }
    }

    /// Where a key would stand that a mapping lacks; `None` where it has no place of its own.
    pub(super) fn gap(&self, node: NodeId, key: &str) -> Option<Place> {
        match self {
            Origin::Text { .. } => None,
            Origin::Cells { cells, .. } => cells.gaps.get(&(node, key.to_owned())).copied(),
        }
    }

    /// The text that was parsed; empty where there was none.
    pub(super) fn text(&self) -> &str {
        match self {
            Origin::Text { grammar, .. } => &grammar.copy.text,
            Origin::Cells { .. } => "",
        }
    }

    pub(super) fn is_cells(&self) -> bool {
        matches!(self, Origin::Cells { .. })
    }

    /// Bytes of the original for bytes of the parsed text.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        match self {
            Origin::Text { grammar, .. } => grammar.copy.original_range(range),
            Origin::Cells { .. } => range,
        }
    }

    /// Lines that were passed over, in bytes of the parsed text.
    pub(super) fn passed_over(&self) -> Vec<Range<u32>> {
        let Origin::Text { grammar, .. } = self else { return vec![] };
        let byte = |at: usize| u32::try_from(grammar.copy.copied_byte(at)).unwrap_or(u32::MAX);
        let values = grammar.marks.iter().filter(|(is_value, _)| *is_value).map(|(_, mark)| mark);
        let passed = grammar.bad.iter().chain(values);
        passed.map(|(line, _)| byte(line.start)..byte(line.end)).collect()
    }

    /// Whether a value is no value of the text as it stands: it goes on behind its quotes, or begins with a sign. That
    /// is said by itself.
    pub(super) fn is_quoted_anew(&self, span: &Range<u32>) -> bool {
        let Origin::Text { grammar, .. } = self else { return false };
        let at = grammar.copy.original_byte(span.start as usize);
        grammar.quoted.iter().any(|quoted| quoted.is_text && quoted.place.start == at)
            || grammar.marks.iter().any(|(is_value, (place, _))| *is_value && place.start == at)
    }

    /// Whether an item begins without the line that names it: what it lacks stood there, and that is said by itself.
    pub(super) fn is_begun_anew(&self, span: &Range<u32>) -> bool {
        let Origin::Text { grammar, .. } = self else { return false };
        let line = |byte: usize| grammar.copy.line_of(byte);
        let own = line(grammar.copy.original_byte(span.start as usize));
        let mut items = grammar.mends.iter().filter(|mend| mend.slip == Slip::NoItem);
        items.any(|mend| line(mend.range.start) == own)
    }

    /// Whether a byte of the original lies in a text of which something is said as a whole.
    pub(super) fn within_paragraphs(&self) -> impl Fn(usize) -> bool + use<> {
        let paragraphs = match self {
            Origin::Text { grammar, .. } => grammar.paragraphs.as_slice(),
            Origin::Cells { .. } => &[],
        };
        let all: BTreeMap<usize, usize> =
            paragraphs.iter().map(|found| (found.opener.start, found.end)).collect();
        move |at| all.range(..=at).next_back().is_some_and(|(_, end)| at < *end)
    }

    /// Where keys stand once more, with nothing behind them, below the line where they were written behind others: the
    /// numbers of the lines. That is said there.
    pub(super) fn emptied(&self) -> BTreeSet<usize> {
        let Origin::Text { grammar, .. } = self else { return BTreeSet::new() };
        grammar.emptied().map(|(line, _)| line).collect()
    }

    /// The number of the line of the original in which a place begins.
    pub(super) fn line_of(&self, place: Place) -> Option<usize> {
        let Origin::Text { grammar, .. } = self else { return None };
        Some(grammar.copy.line_of(place.bytes().start))
    }

    /// Whether a line of this mapping was passed over: what it lacks may stand there.
    pub(super) fn near_bad_line(&self, span: &Range<u32>) -> bool {
        let Origin::Text { grammar, .. } = self else { return false };
        let line = |byte: u32| grammar.copy.line_of(grammar.copy.original_byte(byte as usize));
        let (first, last) = (line(span.start), line(span.end));
        let bad = grammar.bad.iter().map(|(range, _)| grammar.copy.line_of(range.start));
        bad.into_iter().any(|bad| (first.saturating_sub(1)..=last + 1).contains(&bad))
    }
}
