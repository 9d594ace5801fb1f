//! The parts of a zipped workbook, read one by one and with a limit.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{MAX_BYTES, WorkbookFault};

/// All parts of an archive together may unpack to this.
const MOST: u64 = MAX_BYTES * 4;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WorkbookFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookFault::Damaged)?;
        Ok(Package { archive, left: MOST })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is none of the name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, WorkbookFault> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        if file.encrypted() {
            return Err(WorkbookFault::Locked);
        }
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| WorkbookFault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(WorkbookFault::TooMuch)?;
        let text = super::super::decode::decode(&bytes).ok_or(WorkbookFault::Damaged)?.0;
        Ok(Some(text))
    }
}
