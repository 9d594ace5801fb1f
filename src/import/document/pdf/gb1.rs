//! Adobe-GB1: the numbers that old Chinese fonts give to characters.
//!
//! Takes the number of a glyph; gives its character, for the characters of GB 2312.
//! Never guesses outside of the rows that the collection orders as GB 2312 does.

/// First code of GB 2312, last code, glyph of the first (Adobe's GB-EUC-H).
const ROWS: [(u16, u16, u32); 15] = [
    (0xa1a1, 0xa1fe, 96),
    (0xa2b1, 0xa2e2, 190),
    (0xa2e5, 0xa2ee, 240),
    (0xa2f1, 0xa2fc, 250),
    (0xa3a1, 0xa3fe, 262),
    (0xa4a1, 0xa4f3, 356),
    (0xa5a1, 0xa5f6, 439),
    (0xa6a1, 0xa6b8, 525),
    (0xa6c1, 0xa6f5, 549),
    (0xa7a1, 0xa7c1, 602),
    (0xa7d1, 0xa7f1, 635),
    (0xa8a1, 0xa8c0, 668),
    (0xa8c5, 0xa8ea, 700),
    (0xb0a1, 0xd7f9, 940),
    (0xd8a1, 0xf7fe, 4695),
];

/// The character of a glyph.
pub(super) fn character(glyph: u32) -> Option<char> {
    match glyph {
        1..=95 => return char::from_u32(glyph + 0x1f),
        814..=907 => return char::from_u32(glyph - 814 + 0x21),
        7716 => return Some(' '),
        _ => {}
    }
    ROWS.iter().find_map(|(first, last, start)| {
        let ahead = glyph.checked_sub(*start)?;
        // Chinese characters fill their rows of 94; the other entries lie within one row.
        let column = u32::from(first & 0xff) - 0xa1 + ahead;
        let code = u32::from(first & 0xff00) + (column / 94) * 0x100 + 0xa1 + column % 94;
        let code = u16::try_from(code).ok().filter(|code| code <= last)?.to_be_bytes();
        let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(&code)?;
        text.chars().next()
    })
}
