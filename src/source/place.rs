//! Where something stands: bytes of a text, or of one cell of a workbook.
//!
//! Takes a file and a range; gives places that compare, contain each other and can be narrowed.
//! Never taken apart elsewhere: other rooms ask, so that a cell is as good a place as a line.

use std::cmp::Ordering;
use std::ops::Range;

/// A file of this run, by the order in which it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes: of the decoded text of a file, or of the text of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl From<Range<u32>> for Span {
    fn from(range: Range<u32>) -> Self {
        Span { start: range.start, end: range.end.max(range.start) }
    }
}

/// A cell of a workbook, as a table of sheets counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The sheet, from 0, in the order of the workbook.
    pub sheet: u32,
    /// The row, from 1, as the workbook's own window numbers it.
    pub row: u32,
    /// The column, from 1: 6 is column F. 0 is the row as a whole.
    pub column: u32,
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Bytes of the decoded text of a file.
    Text {
        /// The file.
        file: FileId,
        /// Bytes of its text.
        range: Span,
    },
    /// Bytes of the text of a cell.
    Cell {
        /// The workbook.
        file: FileId,
        /// Which cell of it.
        cell: Cell,
        /// Bytes of what stands in the cell.
        range: Span,
    },
}

impl Default for Place {
    fn default() -> Self {
        Place::of_file(FileId::default())
    }
}

impl Place {
    /// Bytes of a text. Whoever does not know that they lie between characters asks
    /// [`Sources::place`](super::Sources::place).
    pub fn text(file: FileId, range: Range<u32>) -> Self {
        Place::Text { file, range: range.into() }
    }

    /// Bytes of what stands in a cell.
    pub fn in_cell(file: FileId, cell: Cell, range: Range<u32>) -> Self {
        Place::Cell { file, cell, range: range.into() }
    }

    /// A row of a sheet as a whole, both from 0 and from 1 as in [`Cell`].
    pub fn of_row(file: FileId, sheet: u32, row: u32) -> Self {
        Place::in_cell(file, Cell { sheet, row, column: 0 }, 0..0)
    }

    /// A file as such: what has no line points at its beginning.
    pub fn of_file(file: FileId) -> Self {
        Place::text(file, 0..0)
    }

    /// The file.
    pub fn file(self) -> FileId {
        match self {
            Place::Text { file, .. } | Place::Cell { file, .. } => file,
        }
    }

    /// The cell, in a workbook.
    pub fn cell(self) -> Option<Cell> {
        match self {
            Place::Text { .. } => None,
            Place::Cell { cell, .. } => Some(cell),
        }
    }

    /// The place in plain numbers, for readers that hand on nothing else: file, sheet from 1 (0 in a text),
    /// row, column, first byte, byte after the last.
    pub fn numbers(self) -> [u32; 6] {
        let (file, Span { start, end }) = (self.file().0, self.span());
        match self.cell() {
            None => [file, 0, 0, 0, start, end],
            Some(Cell { sheet, row, column }) => [file, sheet.saturating_add(1), row, column, start, end],
        }
    }

    /// The place of [`Self::numbers`].
    pub fn of_numbers([file, sheet, row, column, start, end]: [u32; 6]) -> Self {
        match sheet.checked_sub(1) {
            None => Place::text(FileId(file), start..end),
            Some(sheet) => Place::in_cell(FileId(file), Cell { sheet, row, column }, start..end),
        }
    }

    /// The same place where the files of its run stand behind others, see
    /// [`Sources::absorb`](super::Sources::absorb).
    #[must_use]
    pub fn behind(self, files: u32) -> Self {
        let moved = |file: FileId| FileId(file.0.saturating_add(files));
        match self {
            Place::Text { file, range } => Place::Text { file: moved(file), range },
            Place::Cell { file, cell, range } => Place::Cell { file: moved(file), cell, range },
        }
    }

    /// The bytes, of the text or of the cell.
    pub fn span(self) -> Span {
        match self {
            Place::Text { range, .. } | Place::Cell { range, .. } => range,
        }
    }

    /// The bytes, to cut a text with.
    pub fn bytes(self) -> Range<usize> {
        let Span { start, end } = self.span();
        start as usize..end as usize
    }

    /// A part of this place: `range` counts from its first byte.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let Span { start, .. } = self.span();
        let byte = |offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        self.with(Span::from(byte(range.start)..byte(range.end)))
    }

    /// The point where this place begins.
    #[must_use]
    pub fn start(self) -> Self {
        let Span { start, .. } = self.span();
        self.with(Span { start, end: start })
    }

    /// Whether `other` lies inside this place or is the same. A finding in a value lies in the value.
    pub fn contains(self, other: Place) -> bool {
        let (own, inner) = (self.span(), other.span());
        if let (Some(row), Some(cell)) = (self.cell().filter(|cell| cell.column == 0), other.cell()) {
            return self.file() == other.file() && (row.sheet, row.row) == (cell.sheet, cell.row);
        }
        (self.file(), self.cell()) == (other.file(), other.cell())
            && own.start <= inner.start
            && inner.end <= own.end
    }

    pub(super) fn with(self, range: Span) -> Self {
        match self {
            Place::Text { file, .. } => Place::Text { file, range },
            Place::Cell { file, cell, .. } => Place::Cell { file, cell, range },
        }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By file, then as one reads: down the text, or sheet by sheet along the rows.
impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Place| (place.file(), place.cell(), place.span());
        key(self).cmp(&key(other))
    }
}

/// A cell as the window calls it: `F7`.
pub(crate) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// The letters of a column: 1 is A, 27 is AA.
/// The letters of a column, counted from 1: `A`, `Z`, `AA`.
pub(crate) fn column_letters(mut column: u32) -> String {
    let mut letters = vec![];
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_contain_their_parts_and_nothing_else() {
        let (file, other) = (FileId(1), FileId(2));
        let value = Place::text(file, 10..30);
        assert!(value.contains(value) && value.contains(value.within(3..7)) && value.contains(value.start()));
        assert_eq!(value.within(3..7), Place::text(file, 13..17));
        assert!(!value.contains(Place::text(file, 5..12)) && !value.contains(Place::text(file, 29..31)));
        assert!(!value.contains(Place::text(other, 12..13)));
        let cell = |row| Place::in_cell(file, Cell { sheet: 0, row, column: 6 }, 0..6);
        assert!(cell(7).contains(cell(7).within(3..6)));
        let row = Place::of_row(file, 0, 7);
        assert!(row.contains(cell(7).within(3..6)) && row.contains(row) && !row.contains(cell(8)));
        assert!(!cell(7).contains(row) && row < cell(7) && cell(7) < Place::of_row(file, 0, 8));
        for place in [value, row, cell(7)] {
            assert_eq!(Place::of_numbers(place.numbers()), place);
        }
        assert!(!cell(7).contains(cell(8)) && !value.contains(cell(7)) && !cell(7).contains(value));
    }

    #[test]
    fn places_are_ordered_as_one_reads() {
        let cell = |sheet, row, column| Place::in_cell(FileId(0), Cell { sheet, row, column }, 0..1);
        let mut places =
            [Place::text(FileId(1), 0..1), cell(1, 2, 1), cell(0, 9, 1), cell(0, 2, 3), cell(0, 2, 1)];
        places.sort();
        assert_eq!(
            places,
            [cell(0, 2, 1), cell(0, 2, 3), cell(0, 9, 1), cell(1, 2, 1), Place::text(FileId(1), 0..1)]
        );
        assert!(Place::text(FileId(0), 3..9) < Place::text(FileId(0), 4..5));
    }

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [(1, "A"), (6, "F"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
