//! One line of the book, as it is read and as it is written.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::plan::UnitIndex;
use crate::source::{Place, sha256_hex};

/// What happened to a version of a unit's submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 签收.
    #[default]
    Received,
    /// 采用.
    Accepted,
    /// 退回, with reasons.
    Returned,
    /// 被新版本代替.
    Superseded,
    /// 纸质件签收: the sealed paper copy came in. Its version is the last one that had come as a file, or 0.
    Paper,
}

/// One line of the book.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// From 1, without gaps.
    pub sequence: u64,
    /// When, with zone.
    pub time: DateTime<FixedOffset>,
    /// 补登: when the line was written, where the time above was given by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<DateTime<FixedOffset>>,
    /// The unit's id.
    pub unit: String,
    /// Version of the unit's submission, from 1.
    pub version: u32,
    /// What happened.
    pub event: EventKind,
    /// 待确认: a version that came and is not in force until the office says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// Why it was returned, or why the office decided so: internal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The original, below `received/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The name under which it was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// SHA-256 of the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-256 of the line before, without its end; sixty-four zeros on the first line.
    pub previous: String,
    /// SHA-256 of this line up to this key: the last line of a book has no line behind it that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
    /// Its line in the book.
    #[serde(skip)]
    pub place: Place,
    /// The unit in the plan; `None` where the plan has none of that name.
    #[serde(skip)]
    pub of: Option<UnitIndex>,
    /// SHA-256 of the line, without its end.
    #[serde(skip)]
    pub hash: String,
    /// Whether it cannot be relied on: the line was changed, or contradicts the lines before it. It counts
    /// nothing.
    #[serde(skip)]
    pub void: bool,
    /// Whether lines are missing before it.
    #[serde(skip)]
    pub behind_gap: bool,
}

/// Where the key of a line's own digest begins.
const OWN: &str = ",\"own\":\"";

impl Event {
    /// When the line was written.
    pub fn written(&self) -> DateTime<FixedOffset> {
        self.entered.unwrap_or(self.time)
    }

    /// The line with its digest, without its end.
    ///
    /// # Panics
    /// Never: strings and numbers always serialise.
    pub fn line(&self) -> String {
        let bare = Event { own: None, ..self.clone() };
        let text = serde_json::to_string(&bare).expect("strings and numbers always serialise");
        let open = text.strip_suffix('}').unwrap_or(&text);
        format!("{open}{OWN}{}\"}}", sha256_hex(open.as_bytes()))
    }

    /// Whether a line is as it was written, by its own digest; lines without one say nothing.
    pub(super) fn is_untouched(line: &str) -> Option<bool> {
        let at = line.rfind(OWN)?;
        let digest = sha256_hex(&line.as_bytes()[..at]);
        Some(line[at..] == format!("{OWN}{digest}\"}}"))
    }
}

/// What the book says of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// When the first version came in.
    pub first_received: Option<DateTime<FixedOffset>>,
    /// When the version came in that was accepted first.
    pub accepted_received: Option<DateTime<FixedOffset>>,
    /// When the version came in that is in force by the office's acceptance; nothing before one is accepted, and
    /// nothing once what was accepted was returned.
    pub in_force_received: Option<DateTime<FixedOffset>>,
    /// When the latest version came in.
    pub last_received: Option<DateTime<FixedOffset>>,
    /// When the sealed paper copy came in first.
    pub paper_received: Option<DateTime<FixedOffset>>,
    /// The version that was the last when the last paper copy came in: 0 before any.
    pub paper_of: Option<u32>,
    /// The version whose file stands for the unit.
    pub in_force: Option<u32>,
    /// How often something was returned.
    pub returns: u32,
    /// Whether what came was returned and nothing is in force.
    pub return_pending: bool,
}

impl Record {
    /// The version that the paper copy is of and the one in force, where a newer file has come since: the paper does
    /// not bear what counts.
    pub fn older_paper(&self) -> Option<(u32, u32)> {
        let (paper, file) = (self.paper_of.filter(|version| *version > 0)?, self.in_force?);
        (paper < file).then_some((paper, file))
    }
}
