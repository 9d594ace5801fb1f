//! The parts of a zipped document (.docx, .xlsx, .ods, .ofd), read one by one.
//!
//! Takes the bytes of an archive and what it may unpack to; gives parts as bytes. Never unpacks more than that:
//! what an archive says of a size is not believed.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// A zipped document whose parts are read one by one.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Why a zipped document cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageFault {
    /// It is no archive, or cut off.
    Damaged,
    /// It opens with a password only.
    Locked,
    /// The parts that were read unpack to more than they may.
    TooMuch,
}

impl<'a> Package<'a> {
    /// Opens an archive of which all parts together may unpack to `most` bytes.
    ///
    /// # Errors
    /// When it is none.
    pub fn open(bytes: &'a [u8], most: u64) -> Result<Self, PackageFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageFault::Damaged)?;
        Ok(Package { archive, left: most })
    }

    /// Whether a part is there.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` where there is none of the name.
    ///
    /// # Errors
    /// When it cannot be unpacked, or not within the limit.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageFault> {
        if !self.has(name) {
            return Ok(None);
        }
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(why))
                if why == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                return Err(PackageFault::Locked);
            }
            Err(_) => return Err(PackageFault::Damaged),
        };
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| PackageFault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(PackageFault::TooMuch)?;
        Ok(Some(bytes))
    }
}
