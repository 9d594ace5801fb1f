//! What a workbook may cost: a form has a few thousand cells, a bomb has millions.

use super::sheet::{Sheet, Written};
use super::{MAX_BYTES, WorkbookFault};

/// Cells with content of one workbook.
const MOST_CELLS: usize = 200_000;
/// Merged areas of one workbook.
const MOST_MERGED: usize = 20_000;
/// Rows and columns that a window of Excel has.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// What is left of it.
pub(super) struct Budget {
    cells: usize,
    text: usize,
    merged: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { cells: MOST_CELLS, text: MAX_BYTES as usize, merged: MOST_MERGED }
    }
}

impl Budget {
    /// Puts something into a cell. What shows nothing is not there.
    pub(super) fn put(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        mut written: Written,
    ) -> Result<(), WorkbookFault> {
        if !written.struck.is_empty() && (1..=LAST.0).contains(&row) && (1..=LAST.1).contains(&column) {
            self.text = self.text.checked_sub(written.struck.len()).ok_or(WorkbookFault::TooMuch)?;
            sheet.struck.insert((row, column), std::mem::take(&mut written.struck));
        }
        if written.text.is_empty() && written.shown != super::Shown::Uncomputed {
            return Ok(());
        }
        if row == 0 || column == 0 || row > LAST.0 || column > LAST.1 {
            return Err(WorkbookFault::Damaged);
        }
        if written.text.contains('\r') {
            written.text = written.text.replace("\r\n", "\n").replace('\r', "\n");
        }
        self.cells = self.cells.checked_sub(1).ok_or(WorkbookFault::TooMuch)?;
        self.text = self.text.checked_sub(written.text.len()).ok_or(WorkbookFault::TooMuch)?;
        sheet.cells.insert((row, column), written);
        Ok(())
    }

    /// Merges cells.
    pub(super) fn merge(&mut self, sheet: &mut Sheet, area: super::Area) -> Result<(), WorkbookFault> {
        self.merged = self.merged.checked_sub(1).ok_or(WorkbookFault::TooMuch)?;
        sheet.merged.push(area);
        Ok(())
    }
}
