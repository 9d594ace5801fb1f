//! The lists of a .doc: how the numbers look that are no text.
//!
//! Takes the tables of lists; gives their levels to the numbering that all formats share.
//! Never guesses a form of number that it does not know.

use super::super::numbering::{Level, Numbering};
use super::bytes::{part, u8_at, u16_at, u32_at};

/// Lists of one document.
const MOST: usize = 4_000;

/// Reads definitions and lists.
pub(super) fn read(main: &[u8], table: &[u8], numbering: &mut Numbering) {
    definitions(main, table, numbering);
    lists(main, table, numbering);
}

fn definitions(main: &[u8], table: &[u8], numbering: &mut Numbering) -> Option<()> {
    let heads = part(main, table, 73)?;
    let count = usize::from(u16_at(heads, 0)?).min(MOST);
    // The levels of all lists follow behind the heads, outside of their length.
    let mut at = u32_at(main, 154 + 73 * 8)? as usize + heads.len();
    for n in 0..count {
        let head = heads.get(2 + n * 28..)?;
        let (id, flags) = (u32_at(head, 0)?, u8_at(head, 26)?);
        let mut levels = vec![];
        for _ in 0..if flags & 1 != 0 { 1 } else { 9 } {
            let (level, length) = level(table.get(at..)?)?;
            levels.push(level);
            at += length;
        }
        numbering.define(id.to_string(), levels);
    }
    Some(())
}

fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let start = u32_at(bytes, 0)?;
    let form = form(u8_at(bytes, 4)?);
    let looks = usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let count = usize::from(u16_at(bytes, 28 + looks)?);
    let units = bytes.get(30 + looks..30 + looks + count * 2)?;
    let mut text = String::new();
    for unit in units.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)) {
        match unit {
            0..=8 => text.push_str(&format!("%{}", unit + 1)),
            unit => text.push(char::from_u32(unit.into()).unwrap_or(' ')),
        }
    }
    Some((Level::new(start, form, text), 30 + looks + count * 2))
}

/// The form of a number by the name that .docx gives to it.
fn form(code: u8) -> &'static str {
    match code {
        0 => "decimal",
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        0x12 | 0x1c => "decimalEnclosedCircle",
        0x16 => "decimalZero",
        0x0a | 0x0b | 0x1e | 0x23..=0x27 => "chineseCounting",
        0x13 => "decimalFullWidth",
        0x17 => "bullet",
        _ => "unknown",
    }
}

fn lists(main: &[u8], table: &[u8], numbering: &mut Numbering) -> Option<()> {
    let all = part(main, table, 74)?;
    let count = (u32_at(all, 0)? as usize).min(MOST);
    let mut at = 4 + count * 16;
    for n in 0..count {
        let own = all.get(4 + n * 16..)?;
        let (definition, changed) = (u32_at(own, 0)?, usize::from(u8_at(own, 12)?));
        let mut starts = vec![];
        at += 4;
        for _ in 0..changed {
            let Some((start, flags)) = u32_at(all, at).zip(u32_at(all, at + 4)) else { break };
            at += 8;
            if flags & 0x10 != 0 {
                starts.push(((flags & 0xf) as usize, start));
            }
            if flags & 0x20 != 0 {
                at += all.get(at..).and_then(level).map_or(0, |(_, length)| length);
            }
        }
        numbering.list((n + 1).to_string(), definition.to_string(), starts);
    }
    Some(())
}
