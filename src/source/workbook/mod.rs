//! Workbooks as sheets of cells: rows and columns as the workbook's own window counts them.
//!
//! Takes the bytes of .xlsx, .xls, .et, .ods or .fods, whatever the name; gives [`Sheet`]s, or why there
//! are none.
//! Never computes a formula, never follows a link and never unpacks more than it may.

mod biff;
mod budget;
mod format;
mod heading;
mod notes;
mod number;
mod ods;
mod rich;
mod sheet;
mod strings;
#[cfg(test)]
mod tests;
mod xlsx;
mod xml;

pub use number::day_of;
pub use sheet::{Area, Sheet, Shown, Written, heading};

use super::decode::MAX_BYTES;
use super::package::{Package, PackageFault};

/// All parts of a zipped workbook together may unpack to this.
const MOST: u64 = MAX_BYTES * 4;

/// Why a workbook has no sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFault {
    /// Something is missing or cut off.
    Damaged,
    /// It opens with a password only.
    Locked,
    /// It unpacks to more than a form can hold.
    TooMuch,
    /// A format of workbooks that is not read: .xlsb, Excel 95.
    OtherFormat,
}

impl From<PackageFault> for WorkbookFault {
    fn from(fault: PackageFault) -> Self {
        match fault {
            PackageFault::Damaged => WorkbookFault::Damaged,
            PackageFault::Locked => WorkbookFault::Locked,
            PackageFault::TooMuch => WorkbookFault::TooMuch,
        }
    }
}

/// The sheets of a workbook, in its own order.
pub(super) fn open(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookFault> {
    let mut sheets = match bytes {
        [b'P', b'K', ..] => {
            let mut package = Package::open(bytes, MOST)?;
            match () {
                () if package.has("xl/workbook.xml") => xlsx::read(&mut package)?,
                () if package.has("content.xml") => ods::read_package(&mut package)?,
                () => return Err(WorkbookFault::OtherFormat),
            }
        }
        [0xd0, 0xcf, ..] => biff::read(bytes)?,
        _ => ods::read(std::str::from_utf8(bytes).map_err(|_| WorkbookFault::Damaged)?)?,
    };
    for sheet in &mut sheets {
        sheet.headings = heading::headings(sheet);
    }
    Ok(sheets)
}
