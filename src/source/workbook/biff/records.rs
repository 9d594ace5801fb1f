//! The records of a stream: a kind, a length, and bytes.

/// A record.
pub(super) struct Record<'b> {
    pub(super) kind: u16,
    pub(super) data: &'b [u8],
}

/// Records one after another; the last whole one ends them.
pub(super) struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    pub(super) fn from(book: &'b [u8], place: usize) -> Self {
        Records { rest: book.get(place..).unwrap_or_default() }
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;
    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { kind, data })
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
