//! One JSON object a line, each with the hash of the line before (formats.md, section 5).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::{Plan, UnitIndex};
use crate::source::{Encoding, FileId, Place, Project, SourceFile, Sources};

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
    /// Its line in the book.
    #[serde(skip)]
    pub place: Place,
    /// The unit in the plan; `None` where the plan has none of that name.
    #[serde(skip)]
    pub of: Option<UnitIndex>,
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
    /// Whether the book, or a line of it, cannot be read: a unit that does not stand in it may have stood
    /// there, so that its own date cannot take the place of a receipt.
    pub damaged: bool,
}

impl Book {
    /// The book as it was at a moment: what was written later had not happened.
    #[must_use]
    pub fn at(&self, seen: DateTime<FixedOffset>) -> Book {
        let events = self.events.iter().filter(|event| event.time <= seen).cloned().collect();
        Book { events, ..*self }
    }

    /// The receipt of the version of a unit that is in force: the last one accepted and not returned since;
    /// before any was accepted, the last one that came.
    pub fn in_force(&self, unit: UnitIndex) -> Option<&Event> {
        let (mut received, mut accepted): (Vec<&Event>, Vec<u32>) = (vec![], vec![]);
        for event in self.of(unit) {
            match event.event {
                EventKind::Received => received.push(event),
                EventKind::Accepted => accepted.push(event.version),
                EventKind::Returned | EventKind::Superseded => accepted.retain(|v| *v != event.version),
            }
        }
        let last = |version: u32| received.iter().rev().find(|event| event.version == version).copied();
        accepted.iter().rev().find_map(|version| last(*version)).or_else(|| received.last().copied())
    }

    /// The units that stand in the book.
    pub fn units(&self) -> BTreeSet<UnitIndex> {
        self.events.iter().filter_map(|event| event.of).collect()
    }

    /// The version of each unit that was in force at a moment, where it is not the one in force now: the
    /// original below `received/`, or none where nothing had come.
    pub fn versions_at(
        &self,
        plan: &Plan,
        year: i32,
        seen: DateTime<FixedOffset>,
    ) -> BTreeMap<UnitIndex, Option<String>> {
        let then = self.at(seen);
        let mut versions = BTreeMap::new();
        for unit in self.units() {
            let (was, is) = (then.in_force(unit), self.in_force(unit));
            match was {
                Some(was) if is.is_some_and(|is| is.sequence == was.sequence) => {}
                Some(was) => {
                    let unnamed = || format!("{}-{}.yaml", was.unit, was.version);
                    let name = was.file.clone().unwrap_or_else(unnamed);
                    versions.insert(unit, Some(format!("{}/{name}", received(plan, year))));
                }
                None => {
                    versions.insert(unit, None);
                }
            }
        }
        versions
    }

    /// What happened to the submissions of a unit.
    pub(super) fn of(&self, unit: UnitIndex) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.of == Some(unit))
    }

    /// What the book says of a unit; `None` when it is not in it.
    pub fn record(&self, unit: UnitIndex) -> Option<Record> {
        let mut record = Record::default();
        let mut received: Vec<(u32, DateTime<FixedOffset>)> = vec![];
        for event in self.of(unit) {
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

/// The folder of the originals of a round.
pub(super) fn received(plan: &Plan, year: i32) -> String {
    format!("submissions/{}/{year}/received", plan.definition.id.as_str())
}

/// Reads the book of a round; a missing one is empty. A book or lines that cannot be read, a broken chain
/// and lines that contradict others become findings.
pub fn read(project: &Project, sources: &mut Sources, plan: &Plan, year: i32, out: &mut Diagnostics) -> Book {
    let name = format!("submissions/{}/{year}/intake.jsonl", plan.definition.id.as_str());
    if !project.contains(&name) {
        return Book::default();
    }
    let file = sources.load(project, &[name])[0];
    let mut book = Book { file: Some(file), ..Book::default() };
    if let Some(why) = unreadable(sources.get(file)) {
        out.report(&rules::UNREADABLE_BOOK, Place::of_file(file), format!("收文登记簿无法读取：{why}"))
            .label("收文时间和退回记录都无从知道，有关单位记为时间不详")
            .help("请用备份恢复登记簿；登记簿只能由工具追加，不要用其他软件打开后保存");
        book.damaged = true;
        return book;
    }
    read_lines(&mut book, plan, sources.get(file), out);
    super::sense::check(&book, plan, out);
    book
}

/// Why nothing of a book can be relied on. The tool writes UTF-8; what is read as another encoding is not
/// what it wrote, though it may decode.
fn unreadable(file: &SourceFile) -> Option<String> {
    match (&file.problem, file.encoding) {
        (Some(problem), _) => Some(problem.chinese()),
        (None, Encoding::Utf8 | Encoding::Utf8Bom) => None,
        (None, other) => Some(format!("内容不是 UTF-8 编码（按 {} 才能读出），已被改动或损坏", other.name())),
    }
}

fn read_lines(book: &mut Book, plan: &Plan, source: &SourceFile, out: &mut Diagnostics) {
    let file = book.file.unwrap_or_default();
    let (mut previous, mut start) = ("0".repeat(64), 0u32);
    for line in source.text.split_inclusive('\n') {
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
                let of = plan.unit_named(&event.unit);
                book.events.push(Event { place, of, ..event });
            }
            Err(_) => {
                book.damaged = true;
                out.report(&rules::BAD_LINE, place, "收文登记簿的这一行无法识别")
                    .label("这一行不是登记簿的记录")
                    .help("登记簿只能由工具追加。请用备份恢复");
            }
        }
        previous = crate::source::sha256_hex(line.as_bytes());
    }
}
