//! Corrections that a later year was closed before.

use chrono::NaiveDate;

use super::closed::ClosedYear;
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
}

impl ClosedYear {
    /// The corrections of this year that count and were made after a day.
    pub fn unseen_on(&self, year: i32, day: NaiveDate) -> Vec<Unseen> {
        let after = self.record.corrections.iter().filter(|correction| correction.on.0 > day);
        after.map(|of| Unseen { year, on: of.on.0, what: of.what.clone() }).collect()
    }
}
