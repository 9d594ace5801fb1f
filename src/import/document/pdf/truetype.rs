//! Which character a glyph of an embedded TrueType font shows.
//!
//! Takes the font's file; gives characters by the number of the glyph.
//! Never draws a glyph: only the font's own table of characters is read.

use std::collections::BTreeMap;

/// Glyphs of one font.
const MOST: usize = 70_000;

/// The characters of glyphs, as far as the font tells them.
pub(super) fn characters(font: &[u8]) -> BTreeMap<u32, char> {
    let mut known = BTreeMap::new();
    if let Some(table) = table(font, b"cmap") {
        let count = u16_at(table, 2).unwrap_or(0);
        for n in 0..usize::from(count).min(50) {
            let platform = u16_at(table, 4 + n * 8);
            let part = u32_at(table, 8 + n * 8).and_then(|at| table.get(at as usize..));
            // Unicode itself, or Windows, which uses it.
            if let (Some(0 | 3), Some(part)) = (platform, part) {
                read(part, &mut known);
            }
        }
    }
    known
}

fn table<'a>(font: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(u16_at(font, 4)?);
    let entry =
        (0..count).filter_map(|n| font.get(12 + n * 16..28 + n * 16)).find(|e| e.starts_with(name))?;
    let (at, length) = (u32_at(entry, 8)? as usize, u32_at(entry, 12)? as usize);
    font.get(at..at.checked_add(length)?.min(font.len()))
}

fn read(part: &[u8], known: &mut BTreeMap<u32, char>) {
    match u16_at(part, 0) {
        Some(4) => {
            segments(part, known);
        }
        Some(12) => {
            groups(part, known);
        }
        _ => {}
    }
}

fn add(known: &mut BTreeMap<u32, char>, glyph: u32, code: u32) {
    if glyph > 0
        && known.len() < MOST
        && let Some(c) = char::from_u32(code)
    {
        known.entry(glyph).or_insert(c);
    }
}

/// Format 4: segments of codes of two bytes.
fn segments(part: &[u8], known: &mut BTreeMap<u32, char>) -> Option<()> {
    let count = usize::from(u16_at(part, 6)?) / 2;
    for n in 0..count {
        let end = u16_at(part, 14 + n * 2)?;
        let start = u16_at(part, 16 + (count + n) * 2)?;
        let delta = u16_at(part, 16 + (count * 2 + n) * 2)?;
        let place = 16 + (count * 3 + n) * 2;
        let offset = usize::from(u16_at(part, place)?);
        for code in start..=end {
            let glyph = match offset {
                0 => code.wrapping_add(delta),
                _ => match u16_at(part, place + offset + usize::from(code - start) * 2) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                },
            };
            if code != 0xffff {
                add(known, glyph.into(), code.into());
            }
        }
    }
    Some(())
}

/// Format 12: groups of codes of four bytes.
fn groups(part: &[u8], known: &mut BTreeMap<u32, char>) -> Option<()> {
    let count = u32_at(part, 12)?.min(20_000) as usize;
    for n in 0..count {
        let (start, end) = (u32_at(part, 16 + n * 12)?, u32_at(part, 20 + n * 12)?);
        let glyph = u32_at(part, 24 + n * 12)?;
        for code in (start..=end.min(0x10_ffff)).take(MOST) {
            if known.len() >= MOST {
                return None;
            }
            add(known, glyph.saturating_add(code - start), code);
        }
    }
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
