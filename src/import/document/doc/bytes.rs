//! Numbers in the byte order of Word's binary files.
//!
//! Takes bytes and a place; gives a number, or nothing beyond the end.
//! Never reads outside of what is there.

pub(super) fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A part of a stream by the pair (place, length) at `index` of the file's directory.
pub(super) fn part<'a>(main: &[u8], table: &'a [u8], index: usize) -> Option<&'a [u8]> {
    let (at, length) = (u32_at(main, 154 + index * 8)? as usize, u32_at(main, 158 + index * 8)? as usize);
    table.get(at..at.checked_add(length)?)
}
