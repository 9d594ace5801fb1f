//! One JSON object a line, each with the hash of the line before (formats.md, section 5).

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{FileId, Place, Project, ProjectError, Sources};

/// What happened to a version of a unit's submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 签收.
    Received,
    /// 采用.
    Accepted,
    /// 退回, with reasons.
    Returned,
    /// 被新版本代替.
    Superseded,
}

/// One line of the book.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// From 1, without gaps.
    pub sequence: u64,
    /// When, with zone.
    pub time: DateTime<FixedOffset>,
    /// The unit's id.
    pub unit: String,
    /// Version of the unit's submission, from 1.
    pub version: u32,
    /// What happened.
    pub event: EventKind,
    /// Why it was returned: internal.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// The original, below `received/`.
    #[serde(default)]
    pub file: Option<String>,
    /// SHA-256 of the original.
    #[serde(default)]
    pub sha256: Option<String>,
    /// SHA-256 of the line before, without its end; sixty-four zeros on the first line.
    pub previous: String,
}

/// What the book says of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// When the first version came in.
    pub first_received: Option<DateTime<FixedOffset>>,
    /// When the version came in that was accepted first.
    pub accepted_received: Option<DateTime<FixedOffset>>,
    /// When the latest version came in.
    pub last_received: Option<DateTime<FixedOffset>>,
    /// How often something was returned.
    pub returns: u32,
    /// Whether the latest version was returned and nothing came after it.
    pub return_pending: bool,
}

/// The book of a round.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its file, where there is one.
    pub file: Option<FileId>,
    /// The readable lines, in order.
    pub events: Vec<Event>,
}

impl Book {
    /// What the book says of a unit; `None` when it is not in it.
    pub fn record(&self, plan: &Plan, unit: UnitIndex) -> Option<Record> {
        let mut record = Record::default();
        let mut received: Vec<(u32, DateTime<FixedOffset>)> = vec![];
        for event in self.events.iter().filter(|event| plan.unit_named(&event.unit) == Some(unit)) {
            match event.event {
                EventKind::Received => {
                    received.push((event.version, event.time));
                    record.first_received.get_or_insert(event.time);
                    record.last_received = Some(event.time);
                    record.return_pending = false;
                }
                EventKind::Returned => {
                    record.returns += 1;
                    record.return_pending = true;
                }
                EventKind::Accepted if record.accepted_received.is_none() => {
                    let of_version = received.iter().find(|(version, _)| *version == event.version);
                    record.accepted_received = Some(of_version.map_or(event.time, |(_, time)| *time));
                }
                EventKind::Accepted | EventKind::Superseded => {}
            }
        }
        record.first_received.is_some().then_some(record)
    }
}

/// Reads the book of a round; a missing one is empty. Lines that cannot be read and a broken chain
/// become findings.
///
/// # Errors
/// When the folder of the round cannot be listed.
pub fn read(
    project: &Project,
    sources: &mut Sources,
    plan: &Plan,
    year: i32,
    out: &mut Diagnostics,
) -> Result<Book, ProjectError> {
    let name = format!("submissions/{}/{year}/intake.jsonl", plan.definition.id.as_str());
    if !project.contains(&name) {
        return Ok(Book::default());
    }
    let file = sources.load(project, &[name])[0];
    let mut book = Book { file: Some(file), events: vec![] };
    let (mut previous, mut start) = ("0".repeat(64), 0u32);
    for line in sources.get(file).text.split_inclusive('\n') {
        let place = Place::text(file, start..start + line.trim_end().len() as u32);
        start += line.len() as u32;
        let line = line.trim_end_matches('\n');
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Event>(line) {
            Ok(event) => {
                if event.previous != previous || event.sequence != book.events.len() as u64 + 1 {
                    out.report(&rules::BROKEN_CHAIN, place, "收文登记簿的校验链在这一行断开")
                        .label("与上一行的校验码或序号不衔接")
                        .help("登记簿只能由工具追加。请用备份恢复，并核对收文原件");
                }
                book.events.push(event);
            }
            Err(_) => {
                out.report(&rules::BAD_LINE, place, "收文登记簿的这一行无法识别")
                    .help("登记簿只能由工具追加。请用备份恢复");
            }
        }
        previous = crate::source::sha256_hex(line.as_bytes());
    }
    Ok(book)
}
