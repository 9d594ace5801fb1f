//! Strings of BIFF8: one or two bytes a character, with runs of formatting behind, perhaps cut in two by a
//! record of continuation, which says anew how wide its characters are.

use super::records::u16_at;
use crate::source::MAX_BYTES;
use crate::source::workbook::rich::Rich;

/// From which character on a string is in which font.
type Runs = Vec<(u16, u16)>;

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
        self.runs().map(|(text, _)| String::from_utf16_lossy(&text))
    }

    /// A string as a text of runs; `strikes` says of a font whether it strikes out.
    pub(super) fn rich(&mut self, strikes: impl Fn(u16) -> bool) -> Option<Rich> {
        let (text, runs) = self.runs()?;
        let mut rich = Rich::default();
        let mut from = 0;
        let ends =
            runs.iter().map(|(at, _)| usize::from(*at)).chain([text.len()]).map(|end| end.min(text.len()));
        let looks = std::iter::once(None).chain(runs.iter().map(|(_, font)| Some(strikes(*font))));
        for (end, struck) in ends.zip(looks) {
            rich.begin();
            if let Some(struck) = struck {
                rich.strikes(struck);
            }
            rich.push(&String::from_utf16_lossy(text.get(from..end).unwrap_or_default()));
            from = from.max(end);
        }
        Some(rich)
    }

    /// The characters of a string, and from which of them on it is in which font.
    fn runs(&mut self) -> Option<(Vec<u16>, Runs)> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let more = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(length, flags & 1 != 0)?;
        // What follows only says how it looks and how it is read aloud.
        let runs = (0..runs).map_while(|_| Some((self.u16()?, self.u16()?))).collect();
        let _ = self.skip(more);
        Some((text, runs))
    }

    fn characters(&mut self, length: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            if self.rest.is_empty() {
                self.rest = self.parts.next()?;
                wide = self.byte()? & 1 != 0;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.byte()?) });
        }
        Some(units)
    }
}

/// All strings that cells point to.
pub(super) fn shared_strings(mut segments: Segments<'_>, strikes: &dyn Fn(u16) -> bool) -> Vec<Rich> {
    let (Some(_), Some(count)) = (segments.u32(), segments.u32()) else { return vec![] };
    let (mut strings, mut left) = (vec![], MAX_BYTES as usize);
    for _ in 0..count {
        let Some(text) = segments.rich(strikes) else { break };
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
