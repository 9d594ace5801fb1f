//! Strings of BIFF8: one or two bytes a character, with runs of formatting behind, perhaps cut in two by a
//! record of continuation, which says anew how wide its characters are.

use super::records::u16_at;
use crate::source::MAX_BYTES;

/// The data of a record and of those that continue it.
pub(super) struct Segments<'b> {
    parts: std::vec::IntoIter<&'b [u8]>,
    rest: &'b [u8],
}

impl<'b> Segments<'b> {
    pub(super) fn new(parts: Vec<&'b [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let rest = parts.next().unwrap_or_default();
        Segments { parts, rest }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.parts.next()?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.rest = self.parts.next()?;
        }
        self.rest = &self.rest[count..];
        Some(())
    }

    /// A string with its length before it.
    pub(super) fn string(&mut self) -> Option<String> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let more = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(length, flags & 1 != 0)?;
        // What follows only says how it looks.
        let _ = self.skip(runs * 4 + more);
        Some(text)
    }

    fn characters(&mut self, length: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            if self.rest.is_empty() {
                self.rest = self.parts.next()?;
                wide = self.byte()? & 1 != 0;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.byte()?) });
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// All strings that cells point to.
pub(super) fn shared_strings(mut segments: Segments<'_>) -> Vec<String> {
    let (Some(_), Some(count)) = (segments.u32(), segments.u32()) else { return vec![] };
    let (mut strings, mut left) = (vec![], MAX_BYTES as usize);
    for _ in 0..count {
        let Some(text) = segments.string() else { break };
        let Some(rest) = left.checked_sub(text.len()) else { break };
        left = rest;
        strings.push(text);
    }
    strings
}

/// A string with its length in one byte, as names of sheets are kept.
pub(super) fn short_string(data: &[u8]) -> Option<String> {
    let (length, wide) = (usize::from(*data.first()?), data.get(1)? & 1 != 0);
    let body = data.get(2..)?;
    let units: Vec<u16> = if wide {
        (0..length).map_while(|at| u16_at(body, at * 2)).collect()
    } else {
        body.iter().take(length).map(|byte| u16::from(*byte)).collect()
    };
    Some(String::from_utf16_lossy(&units))
}
