//! The book of a round, and what it says at a moment (formats.md, section 5).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::event::{Event, EventKind, Record};
use super::unfinished::Unfinished;
use super::versions::{Version, accepted_in_force, in_force, versions, waiting};
use crate::plan::{Plan, UnitIndex};
use crate::source::{Digest, FileId, sha256_hex};

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
    /// Units of which a line cannot be relied on: when they reported is not known.
    pub doubtful: BTreeSet<UnitIndex>,
    /// Numbers of lines, first and last, that are missing, cannot be read or were changed: each is said once, and
    /// what follows from it is not said again.
    pub wrong: Vec<(u64, u64)>,
    /// What a run that was cut off has left; the state is the one before or the one after it.
    pub unfinished: Option<Unfinished>,
    /// The hash that the next line carries.
    pub tip: String,
}

impl Book {
    /// The book as it was at a moment: what came later had not happened.
    #[must_use]
    pub fn at(&self, seen: DateTime<FixedOffset>) -> Book {
        let events = self.events.iter().filter(|event| event.time <= seen).cloned().collect();
        Book { events, ..self.clone() }
    }

    /// Whether something is known to be wrong with a line of these numbers.
    pub(super) fn is_wrong(&self, first: u64, last: u64) -> bool {
        self.wrong.iter().any(|(from, to)| *from <= last && first <= *to)
    }

    /// The number of its last line.
    pub(super) fn last_number(&self) -> u64 {
        self.events.iter().map(|event| event.sequence).max().unwrap_or(0)
    }

    /// A book of which nothing can be relied on.
    #[must_use]
    pub fn unreliable(&self) -> Book {
        Book { file: self.file, damaged: true, tip: self.tip.clone(), ..Book::default() }
    }

    /// The receipt of the version whose file stands for a unit: the last one accepted and not returned since;
    /// before any was accepted, the last one that came.
    pub fn in_force(&self, unit: UnitIndex) -> Option<&Event> {
        in_force(&self.versions(unit)).and_then(|version| version.received)
    }

    /// Whether the version whose file stands for a unit was accepted.
    pub fn is_accepted(&self, unit: UnitIndex) -> bool {
        in_force(&self.versions(unit)).is_some_and(|version| version.accepted)
    }

    /// 退回待补: whether all that came of a unit was returned, so that nothing of it counts.
    pub fn is_returned(&self, unit: UnitIndex) -> bool {
        !self.doubtful.contains(&unit)
            && in_force(&self.versions(unit)).is_some_and(|version| version.returned)
    }

    /// 待确认: the versions of a unit that came after the one in force and that nobody has decided on.
    pub fn waiting(&self, unit: UnitIndex) -> Vec<u32> {
        waiting(&self.versions(unit))
    }

    /// The last version of a unit that came, in force or not.
    pub fn latest(&self, unit: UnitIndex) -> Option<&Event> {
        self.of(unit).filter(|event| event.event == EventKind::Received).last()
    }

    /// The version of a unit that had this content, whatever its line ends.
    pub fn same(&self, unit: UnitIndex, digest: &Digest) -> Option<&Event> {
        let same = |event: &&Event| {
            event.event == EventKind::Received
                && event.sha256.as_deref().is_some_and(|recorded| digest.is(recorded))
        };
        self.of(unit).find(same)
    }

    /// The units that stand in the book, without those that it cannot be relied on for.
    pub fn units(&self) -> BTreeSet<UnitIndex> {
        let units = self.events.iter().filter(|event| !event.void).filter_map(|event| event.of);
        units.filter(|unit| !self.doubtful.contains(unit)).collect()
    }

    /// The units of which a file stands in the book: it says what had come of them, and not their own date. Of whom
    /// only the paper copy was booked, it says nothing of files.
    pub fn handed_in(&self) -> BTreeSet<UnitIndex> {
        self.units().into_iter().filter(|unit| self.has_come(*unit)).collect()
    }

    /// Whether a file of a unit has come that does not wait for the office: of what waits nobody knows yet whether it
    /// is the unit's report at all.
    pub(super) fn has_come(&self, unit: UnitIndex) -> bool {
        self.versions(unit).iter().any(|version| version.received.is_some() && !version.held)
    }

    /// The version of each unit that was in force by the book as it was then, where it is not the one in force
    /// now: the original below `received/`, or none where nothing had come.
    pub fn versions_then(&self, plan: &Plan, year: i32, then: &Book) -> BTreeMap<UnitIndex, Option<String>> {
        let mut versions = BTreeMap::new();
        for unit in self.units() {
            let (was, is) = (then.in_force(unit), self.in_force(unit));
            match was {
                Some(was) if is.is_some_and(|is| is.sequence == was.sequence) => {}
                Some(was) => {
                    versions.insert(unit, Some(original_of(plan, year, was)));
                }
                None => {
                    versions.insert(unit, None);
                }
            }
        }
        versions
    }

    /// The original of the version of a unit that is in force by this book, where it has that digest.
    pub fn original_with(&self, plan: &Plan, year: i32, unit: UnitIndex, digest: &str) -> Option<String> {
        let event = self.in_force(unit)?;
        let same = event.sha256.as_deref().is_some_and(|own| own.trim().eq_ignore_ascii_case(digest));
        same.then(|| original_of(plan, year, event))
    }

    /// Where a run was cut off after it had written the book and before it had put the unit's file in place:
    /// the unit, and the original that is in force.
    pub fn overtaking(&self, plan: &Plan, year: i32) -> Option<(UnitIndex, String)> {
        let unfinished = self.unfinished.as_ref().filter(|left| left.is_booked)?;
        let unit = plan.unit_named(&unfinished.unit)?;
        let event = self.in_force(unit).filter(|_| unfinished.in_force.is_some())?;
        Some((unit, original_of(plan, year, event)))
    }

    /// What happened to the submissions of a unit, without the lines that cannot be relied on.
    pub fn of(&self, unit: UnitIndex) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.of == Some(unit) && !event.void)
    }

    /// What happened to the plan's units after a moment, in the order of time, without the lines that cannot be
    /// relied on: what was entered late stands where it happened.
    pub fn since(&self, moment: DateTime<FixedOffset>) -> impl Iterator<Item = (UnitIndex, &Event)> {
        let later = move |event: &&Event| !event.void && event.time > moment;
        let mut all: Vec<(UnitIndex, &Event)> =
            self.events.iter().filter(later).filter_map(|event| Some((event.of?, event))).collect();
        all.sort_by_key(|(_, event)| event.time);
        all.into_iter()
    }

    /// When the last thing happened to a unit of the plan.
    pub fn last_time(&self) -> Option<DateTime<FixedOffset>> {
        let sound = self.events.iter().filter(|event| !event.void && event.of.is_some());
        sound.map(|event| event.time).max()
    }

    fn versions(&self, unit: UnitIndex) -> Vec<Version<'_>> {
        versions(self.of(unit))
    }

    /// What the book says of a unit; `None` when it is not in it, or cannot be relied on.
    pub fn record(&self, unit: UnitIndex) -> Option<Record> {
        if self.doubtful.contains(&unit) {
            return None;
        }
        let mut record = Record::default();
        let mut received: Vec<(u32, DateTime<FixedOffset>)> = vec![];
        let versions = self.versions(unit);
        let waits = |number: u32| versions.iter().any(|version| version.number == number && version.held);
        for event in self.of(unit) {
            match event.event {
                EventKind::Received if waits(event.version) => {}
                EventKind::Received => {
                    received.push((event.version, event.time));
                    record.first_received.get_or_insert(event.time);
                    record.last_received = Some(event.time);
                }
                EventKind::Returned => record.returns += 1,
                EventKind::Accepted if record.accepted_received.is_none() => {
                    let of_version = received.iter().find(|(version, _)| *version == event.version);
                    record.accepted_received = Some(of_version.map_or(event.time, |(_, time)| *time));
                }
                EventKind::Paper => {
                    record.paper_received.get_or_insert(event.time);
                    record.paper_of = Some(event.version);
                }
                EventKind::Accepted | EventKind::Superseded => {}
            }
        }
        record.in_force = self.in_force(unit).map(|event| event.version);
        record.return_pending = self.is_returned(unit);
        record.in_force_received = accepted_in_force(&versions).map(|event| event.time);
        (record.first_received.is_some() || record.paper_received.is_some()).then_some(record)
    }

    /// The text of the book with further lines, whose numbers and hashes are filled in, and the hash of the
    /// last of them.
    pub fn with(&self, text: &str, more: Vec<Event>) -> (String, String) {
        let (mut text, mut previous) = (text.to_owned(), self.tip.clone());
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for (sequence, event) in (self.events.len() as u64 + 1..).zip(more) {
            let line = Event { sequence, previous, ..event }.line();
            previous = sha256_hex(line.as_bytes());
            text.push_str(&line);
            text.push('\n');
        }
        (text, previous)
    }
}

/// The original of a line, by its path in the workspace.
pub(super) fn original_of(plan: &Plan, year: i32, event: &Event) -> String {
    let unnamed = || format!("{}-{}.yaml", event.unit, event.version);
    format!("{}/{}", received(plan, year), event.file.clone().unwrap_or_else(unnamed))
}

/// The folder of the originals of a round.
pub(super) fn received(plan: &Plan, year: i32) -> String {
    format!("submissions/{}/{year}/received", plan.definition.id.as_str())
}

/// `第3行`, `第3—5行`.
pub(super) fn numbers(first: u64, last: u64) -> String {
    if first == last { format!("第{first}行") } else { format!("第{first}—{last}行") }
}
