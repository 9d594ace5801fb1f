//! The row of a sheet that says what its columns are.

use std::collections::BTreeMap;

use super::sheet::{Sheet, Shown, heading};

/// Rows from the top among which it is looked for.
const LOOKED_AT: u32 = 30;

/// The headings of a sheet by column, as they are named to people: the first line, without what stands in
/// brackets behind it. The row with the most short words is the one; of several the first.
pub(super) fn headings(sheet: &mut Sheet) -> BTreeMap<u32, String> {
    let mut count: BTreeMap<u32, usize> = BTreeMap::new();
    for ((row, column), cell) in sheet.cells.range(..(LOOKED_AT + 1, 0)) {
        let is_word = cell.shown == Shown::Text && !heading(&cell.text).is_empty();
        let alone =
            sheet.merged.iter().any(|area| area.first == (*row, *column) && area.last.1 > *column + 3);
        if is_word && !alone {
            *count.entry(*row).or_default() += 1;
        }
    }
    let most = count.values().copied().max().unwrap_or(0);
    let Some(row) = count.into_iter().find(|(_, words)| *words == most && most > 1).map(|(row, _)| row)
    else {
        return BTreeMap::new();
    };
    sheet.heading_row = row;
    let cells = sheet.cells.range((row, 0)..(row + 1, 0));
    cells
        .map(|((_, column), cell)| (*column, heading(&cell.text)))
        .filter(|(_, name)| !name.is_empty())
        .collect()
}
