//! What a run that was cut off has left: the slip that it wrote before anything else.
//!
//! Receiving one file writes several: the original, its receipts, the book, the file in force. The book is
//! the one step that counts. A slip written before it and taken away at the end says which files belong to
//! the step, so that a reader between any two of them sees the state before or the state after, and nothing
//! half done.

use serde::{Deserialize, Serialize};

use crate::source::{Project, sha256_hex};

/// The name of the slip, in the folder of the round: hidden, so that nobody takes it for a report.
pub const SLIP: &str = ".intake.nianbao-new";

/// A step of receiving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unfinished {
    /// The unit's id.
    pub unit: String,
    /// SHA-256 of the book as it is once the step counts.
    pub book: String,
    /// Files that the step adds, by their names below the folder of the round.
    pub adds: Vec<String>,
    /// The unit's file in force and the original below `received/` whose copy it becomes.
    pub in_force: Option<(String, String)>,
    /// Files in force that it takes the place of, other than its own name.
    pub removes: Vec<String>,
    /// Whether the book has it: then it counts.
    #[serde(skip)]
    pub is_booked: bool,
}

impl Unfinished {
    /// The slip of a round, where a run has left one that can be read. One that cannot was cut off while it
    /// was written: nothing else had begun.
    pub fn read(project: &Project, folder: &str) -> Option<Self> {
        let bytes = |name: &str| project.bytes(&format!("{folder}/{name}")).ok();
        let mut slip: Unfinished = serde_json::from_slice(&bytes(SLIP)?).ok()?;
        slip.is_booked = bytes("intake.jsonl").is_some_and(|book| sha256_hex(&book) == slip.book);
        Some(slip)
    }

    /// The slip as it is written.
    ///
    /// # Panics
    /// Never: strings always serialise.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("strings always serialise")
    }

    /// Whether a file below the folder of the round belongs to a step that does not count: it is as if it
    /// were not there.
    pub(super) fn hides(&self, name: &str) -> bool {
        !self.is_booked && self.adds.iter().any(|added| added == name)
    }
}
