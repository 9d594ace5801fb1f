//! The text of a .doc: pieces in the order of reading.
//!
//! Takes the main stream and its piece table; gives paragraphs, each with its place in the file.
//! Never takes text from outside of the stream.

use encoding_rs::WINDOWS_1252;

use super::bytes::{part, u8_at, u16_at, u32_at};

/// A run of text.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Its characters, from–to.
    from: usize,
    to: usize,
    /// Byte of the first one.
    at: usize,
    /// One byte a character.
    narrow: bool,
}

/// The pieces of a text.
#[derive(Debug)]
pub(super) struct Pieces(Vec<Piece>);

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// The mark that ends it.
    pub(super) end: char,
    /// Byte of that mark in the stream: what the file formats.
    pub(super) place: u32,
}

impl Pieces {
    pub(super) fn read(main: &[u8], table: &[u8]) -> Option<Pieces> {
        let mut rest = part(main, table, 33)?;
        // Formats that pieces share stand first.
        while u8_at(rest, 0)? == 1 {
            rest = rest.get(3 + usize::from(u16_at(rest, 1)?)..)?;
        }
        let length = u32_at(rest, 1)? as usize;
        let list = rest.get(5..)?.get(..length)?;
        let count = length.checked_sub(4)? / 12;
        let piece = |n: usize| {
            let (from, to) = (u32_at(list, n * 4)? as usize, u32_at(list, n * 4 + 4)? as usize);
            let place = u32_at(list, (count + 1) * 4 + n * 8 + 2)?;
            let narrow = place & 0x4000_0000 != 0;
            let at = (place & 0x3fff_ffff) as usize;
            (from <= to).then_some(Piece { from, to, at: if narrow { at / 2 } else { at }, narrow })
        };
        (0..count).map(piece).collect::<Option<Vec<Piece>>>().map(Pieces)
    }

    /// The paragraphs of the first `length` characters: what follows are notes and headers.
    pub(super) fn paragraphs(&self, main: &[u8], length: usize) -> Vec<Paragraph> {
        let mut made = vec![];
        let mut text = Text::default();
        let mut left = length;
        for piece in &self.0 {
            let count = (piece.to - piece.from).min(left);
            left -= count;
            let size = if piece.narrow { 1 } else { 2 };
            let bytes = main.get(piece.at..).unwrap_or_default();
            let bytes = bytes.get(..count.saturating_mul(size)).unwrap_or(bytes);
            for (n, unit) in bytes.chunks_exact(size).enumerate() {
                let unit = match unit {
                    [one] => narrow(*one),
                    [low, high] => u16::from_le_bytes([*low, *high]),
                    _ => continue,
                };
                if let Some(end) = text.take(unit) {
                    let place = (piece.at + n * size) as u32;
                    made.push(Paragraph { text: text.finish(), end, place });
                }
            }
        }
        if !text.units.is_empty() {
            made.push(Paragraph { text: text.finish(), end: '\r', place: 0 });
        }
        made
    }
}

fn narrow(byte: u8) -> u16 {
    if byte < 0x80 {
        return u16::from(byte);
    }
    let text = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
    text.encode_utf16().next().unwrap_or(u16::from(byte))
}

/// The paragraph that is being read.
#[derive(Debug, Default)]
struct Text {
    units: Vec<u16>,
    /// Fields whose instruction is open.
    instructions: usize,
    fields: usize,
}

impl Text {
    /// Takes a unit; gives the mark when it ends the paragraph.
    fn take(&mut self, unit: u16) -> Option<char> {
        match unit {
            // A field: instruction, then what it shows.
            0x13 => {
                self.fields += 1;
                self.instructions += 1;
            }
            0x14 => self.instructions = self.instructions.saturating_sub(1),
            0x15 => {
                self.fields = self.fields.saturating_sub(1);
                self.instructions = self.instructions.min(self.fields);
            }
            0x0d | 0x07 | 0x0c => {
                self.instructions = 0;
                return char::from_u32(unit.into());
            }
            _ if self.instructions > 0 => {}
            0x09 => self.units.push(b'\t'.into()),
            0x0b | 0x0e => self.units.push(b' '.into()),
            0x1e => self.units.push(b'-'.into()),
            0..0x20 => {}
            _ => self.units.push(unit),
        }
        None
    }

    fn finish(&mut self) -> String {
        String::from_utf16_lossy(&std::mem::take(&mut self.units)).replace('\u{fffd}', "")
    }
}
