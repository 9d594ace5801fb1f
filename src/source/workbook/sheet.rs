//! A sheet as a person sees it in the workbook's own window.

use std::collections::{BTreeMap, BTreeSet};

/// Characters of a heading; what is longer is content.
const LONGEST: usize = 24;
/// Characters of one that was broken to fit its column.
const SHORT: usize = 8;

/// A sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// The headings of its columns, by column from 1.
    pub headings: BTreeMap<u32, String>,
    /// The row in which they stand; 0 where none looks like it.
    pub heading_row: u32,
    /// What stands in its cells, by row and column from 1. Empty cells are not there.
    pub cells: BTreeMap<(u32, u32), Written>,
    /// What was struck out in its cells, which is no content of them any more.
    pub struck: BTreeMap<(u32, u32), String>,
    /// Notes that hang on its cells (批注); empty where their words are kept in a way that is not read.
    pub notes: BTreeMap<(u32, u32), String>,
    /// Cells at which pictures begin.
    pub pictures: BTreeSet<(u32, u32)>,
    /// What is written in text boxes, by the cells at which they begin.
    pub boxes: BTreeMap<(u32, u32), String>,
    /// Rows that are hidden, by hand or by a filter.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    pub hidden_columns: BTreeSet<u32>,
    /// Cells that are merged into one.
    pub merged: Vec<Area>,
}

/// A rectangle of cells, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// First row and column, from 1: where its content stands.
    pub first: (u32, u32),
    /// Last row and column.
    pub last: (u32, u32),
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// What the cell shows: digits without the noise of binary numbers, days as 2026-11-30, 98%.
    pub text: String,
    /// What kind of thing it is.
    pub shown: Shown,
    /// Whether a formula makes it.
    pub formula: bool,
    /// The number behind a cell that shows [`Shown::Scaled`]; else empty.
    pub stored: String,
    /// What was struck out in it, which is no part of its text. Kept by the sheet once it is read.
    pub struck: String,
    /// The fewer digits that a cell shows of a number that was typed with more of them; else empty.
    pub rounded: String,
}

/// What kind of thing a cell shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// Words, or digits that were typed as words.
    #[default]
    Text,
    /// A number.
    Number,
    /// A number that is shown with “%”: the cell holds a hundredth of it.
    Percent,
    /// A number that is shown with words, which are no part of what was typed: `12000.00元`.
    Measured,
    /// A number of which the last digits are not shown: 12000000 as `1200.0万`.
    Scaled,
    /// A number that is shown as a day or a time; of a day, as much as is shown: `2027年6月`.
    Date,
    /// A number that is shown as a day without its year.
    NoYear,
    /// TRUE or FALSE.
    Truth,
    /// What a formula could not compute: `#DIV/0!`.
    Error,
    /// A formula whose result was never saved.
    Uncomputed,
}

impl Sheet {
    /// The text of a cell; empty where nothing stands.
    pub fn text(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", |cell| cell.text.as_str())
    }

    /// The rows in which something stands, in order.
    pub fn rows(&self) -> BTreeSet<u32> {
        self.cells.keys().map(|(row, _)| *row).collect()
    }

    /// What the cells of a row are called as headings, by column. Where a heading is merged over several rows,
    /// it is that of the last of them as well.
    pub fn heads(&self, row: u32) -> Vec<(u32, String)> {
        let above = self.merged.iter().filter(|area| area.first.0 < row && row <= area.last.0);
        let above = above.map(|area| (area.first.1, self.text(area.first.0, area.first.1)));
        let own = self.cells.range((row, 0)..(row + 1, 0)).map(|((_, column), cell)| (*column, &*cell.text));
        let mut heads: Vec<(u32, String)> = above.chain(own).map(|(at, text)| (at, heading(text))).collect();
        heads.retain(|(_, head)| !head.is_empty());
        heads.sort();
        heads
    }

    /// The merged cells of which this is one, if it is not the one that holds what they say.
    pub fn covered(&self, row: u32, column: u32) -> Option<Area> {
        self.merged.iter().copied().find(|area| area.holds(row, column) && area.first != (row, column))
    }
}

impl Written {
    /// The same where the font of the cell strikes out whatever stands in it.
    pub(super) fn struck_out(self) -> Self {
        Written { struck: self.text, ..Written::default() }
    }
}

impl Area {
    /// Whether a cell is one of them.
    pub fn holds(self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }

    /// How many rows it takes.
    pub fn rows(self) -> u32 {
        self.last.0.saturating_sub(self.first.0) + 1
    }
}

/// What a cell is called as a heading or a label: `完成率⏎（%）` → `完成率`, `计划完成⏎时间` → `计划完成时间`;
/// empty for what is none.
pub fn heading(text: &str) -> String {
    let name = text.split(['（', '(']).next().unwrap_or("").trim();
    let joined: String = name.split('\n').map(str::trim).collect();
    let first = name.split('\n').next().unwrap_or("").trim();
    // Behind a short head a second line goes on with it; behind a long one it explains.
    let name = if joined.chars().count() <= SHORT { joined } else { first.to_owned() };
    if name.chars().count() > LONGEST || name.contains(['：', '。', '；']) { String::new() } else { name }
}

/// Row and column of `F7` or `$F$7`.
pub(super) fn address(place: &str) -> Option<(u32, u32)> {
    let place = place.replace('$', "");
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    let row = row.parse().ok().filter(|row| *row > 0)?;
    (column > 0).then_some((row, column))
}
