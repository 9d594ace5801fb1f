//! What a paragraph of a .doc says of itself.
//!
//! Takes a format: style and single properties; gives list, level, heading and place in a table.
//! Never follows properties that only concern the look.

use super::bytes::{i16_at, u8_at, u16_at, u32_at};
use super::styles::Style;
use crate::import::document::edges::Edge;

/// Styles stand on styles; not deeper than this, nor in circles.
const DEEPEST: usize = 12;
/// Cells of one row.
const MOST_CELLS: usize = 64;

/// What a paragraph says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    pub(super) list: Option<u16>,
    pub(super) level: usize,
    /// From 1.
    pub(super) heading: Option<u8>,
    pub(super) in_table: bool,
    pub(super) ends_row: bool,
    /// How many tables it lies in.
    pub(super) depth: u32,
    /// The cells of the row that it ends.
    pub(super) cells: Vec<Edge>,
}

/// Reads formats: what styles say is read once.
#[derive(Debug)]
pub(super) struct Formatting<'a> {
    styles: Vec<Told>,
    data: &'a [u8],
    /// Bytes of long formats that may still be read: many paragraphs can name the same.
    left: usize,
}

/// Bytes of long formats that are read.
const MOST_LONG: usize = 64 * 1024 * 1024;

impl<'a> Formatting<'a> {
    pub(super) fn new(styles: &[Style], data: &'a [u8]) -> Self {
        let mut formatting = Formatting { styles: vec![], data, left: MOST_LONG };
        formatting.styles = (0..styles.len()).map(|at| formatting.of_style(at, styles)).collect();
        formatting
    }

    fn of_style(&mut self, style: usize, styles: &[Style]) -> Told {
        let mut chain = vec![];
        let mut at = Some(style);
        while let Some(found) = at.and_then(|at| styles.get(at)).filter(|_| chain.len() < DEEPEST) {
            chain.push(found);
            at = found.based_on.map(usize::from);
        }
        let mut told = Told::default();
        for found in chain.into_iter().rev() {
            told.heading = found.heading.or(told.heading);
            self.apply(&mut told, &found.properties, 0);
        }
        told
    }

    /// What a format says: its style first, then its own words.
    pub(super) fn of(&mut self, format: &[u8]) -> Told {
        let style = usize::from(u16_at(format, 0).unwrap_or(0));
        let mut told = self.styles.get(style).cloned().unwrap_or_default();
        self.apply(&mut told, format.get(2..).unwrap_or_default(), 0);
        // List 0 is no list; the other bound is Word's way to say “no number after all”.
        told.list = told.list.filter(|list| (1..0xf801).contains(list));
        told
    }

    fn apply(&mut self, told: &mut Told, mut properties: &[u8], depth: usize) {
        while let Some(code) = u16_at(properties, 0) {
            let rest = properties.get(2..).unwrap_or_default();
            let Some(length) = length(code, rest) else { return };
            let operand = rest.get(..length).unwrap_or(rest);
            self.one(told, code, operand, depth);
            properties = rest.get(length..).unwrap_or_default();
        }
    }

    fn one(&mut self, told: &mut Told, code: u16, operand: &[u8], depth: usize) {
        let byte = u8_at(operand, 0).unwrap_or(0);
        match code {
            0x2416 => told.in_table = byte != 0,
            0x2417 => told.ends_row = byte != 0,
            0x460b => told.list = u16_at(operand, 0),
            0x260a => told.level = usize::from(byte),
            0x2640 => told.heading = (byte < 9).then_some(byte + 1),
            0x6649 => {
                told.depth = u32_at(operand, 0).unwrap_or(0);
                told.in_table |= told.depth > 0;
            }
            0xd608 => told.cells = cells(operand),
            // Formats too long for their page lie in a stream of their own.
            0x6646 | 0x6645 if depth == 0 => {
                let data = self.data;
                let at = u32_at(operand, 0).unwrap_or(u32::MAX) as usize;
                let long = data.get(at..).and_then(|d| d.get(2..)?.get(..usize::from(u16_at(d, 0)?)));
                let long = long.unwrap_or_default();
                if let Some(left) = self.left.checked_sub(long.len()) {
                    self.left = left;
                    self.apply(told, long, 1);
                }
            }
            _ => {}
        }
    }
}

/// The length of a property's operand.
fn length(code: u16, rest: &[u8]) -> Option<usize> {
    Some(match (code, code >> 13) {
        (0xd608 | 0xd606, _) => usize::from(u16_at(rest, 0)?) + 1,
        (0xc615, _) if u8_at(rest, 0)? == 255 => {
            let gone = usize::from(u8_at(rest, 1)?) * 4;
            2 + gone + 1 + usize::from(u8_at(rest, 2 + gone)?) * 3
        }
        (_, 0 | 1) => 1,
        (_, 2 | 4 | 5) => 2,
        (_, 3) => 4,
        (_, 6) => usize::from(u8_at(rest, 0)?) + 1,
        _ => 3,
    })
}

/// The cells of a row: their right edges, and what is merged.
fn cells(operand: &[u8]) -> Vec<Edge> {
    let count = usize::from(u8_at(operand, 2).unwrap_or(0)).min(MOST_CELLS);
    let cell = |n: usize| {
        let left = i32::from(i16_at(operand, 3 + n * 2)?);
        let right = i32::from(i16_at(operand, 5 + n * 2)?);
        let flags = u16_at(operand, 3 + (count + 1) * 2 + n * 20).unwrap_or(0);
        Some(Edge { left, right, beside: flags & 3 == 1, above: flags >> 5 & 3 == 1 })
    };
    (0..count).filter_map(cell).collect()
}
