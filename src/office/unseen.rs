//! Corrections that a later year was closed before.

use chrono::NaiveDate;

use super::closed::ClosedYear;
use super::record::Correction;
use crate::plan::Located;

/// A correction of an earlier year that a closed year has not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Which year was corrected.
    pub year: i32,
    /// On which day.
    pub on: NaiveDate,
    /// What it says, with its place in the record.
    pub what: Located<String>,
    /// The file that was corrected.
    pub file: String,
    /// What is known of that file as it was before.
    pub before: Corrected,
}

/// What is known of a file as it was before a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrected {
    /// All of it: its original is there, or there was no such file.
    Known,
    /// The decisions that bear an earlier day and still stand; of one that was taken out nobody knows.
    ByDay,
    /// Nothing: it was written over, and no original was kept.
    Gone,
}

impl ClosedYear {
    /// The corrections of this year that count and were made after a day.
    pub fn unseen_on(&self, year: i32, day: NaiveDate) -> Vec<Unseen> {
        let after = self.record.corrections.iter().filter(|correction| correction.on.0 > day);
        let unseen = |of: &Located<Correction>| Unseen {
            year,
            on: of.on.0,
            what: of.what.clone(),
            file: of.file.trim().to_owned(),
            before: Corrected::Known,
        };
        after.map(unseen).collect()
    }
}
