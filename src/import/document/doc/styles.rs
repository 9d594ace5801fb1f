//! The styles of a .doc.
//!
//! Takes the style sheet; gives what styles say of lists and headings.
//! Never reads the look of a style.

use super::bytes::u16_at;

/// Styles of one document.
const MOST: usize = 4_095;

/// A style of paragraphs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) based_on: Option<u16>,
    /// The level of a built-in heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) properties: Vec<u8>,
}

/// The styles by their number; empty where a number has none.
pub(super) fn read(sheet: &[u8]) -> Vec<Style> {
    let Some((header, count, base)) =
        u16_at(sheet, 0).and_then(|length| Some((usize::from(length), u16_at(sheet, 2)?, u16_at(sheet, 4)?)))
    else {
        return vec![];
    };
    let mut styles = vec![];
    let mut at = 2 + header;
    for _ in 0..usize::from(count).min(MOST) {
        let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
        let own = sheet.get(at + 2..at + 2 + length).unwrap_or_default();
        styles.push(style(own, usize::from(base)).unwrap_or_default());
        at += 2 + length;
    }
    styles
}

fn style(own: &[u8], base: usize) -> Option<Style> {
    let kind = u16_at(own, 0)? & 0x0fff;
    let (of, parts) = (u16_at(own, 2)?, u16_at(own, 4)? & 0xf);
    let based_on = Some(of >> 4).filter(|style| *style != 0x0fff);
    let heading = (1..=9).contains(&kind).then_some(kind as u8);
    let mut properties = vec![];
    if of & 0xf == 1 && parts > 0 {
        // The name, with its length before and a zero behind it.
        let name = usize::from(u16_at(own, base)?);
        let at = base + 2 + name * 2 + 2;
        let length = usize::from(u16_at(own, at)?);
        properties = own.get(at + 4..at + 2 + length).unwrap_or_default().to_vec();
    }
    Some(Style { based_on, heading, properties })
}
