//! What book and record let be seen of a round at its moment.
//!
//! Takes the whole book and the record; gives what was there, and names what was not. Never reads a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::intake::{self, Book, EventKind};
use crate::office::ClosedYear;
use crate::plan::{Date, Moment, Plan, UnitIndex};
use crate::source::{DECISIONS, FileId, Place, Sources};
use crate::submission::{self, Later, Past, Round, Seen};

/// A round's moment with what tells what was there then.
pub(super) struct Sight<'a> {
    pub(super) plan: &'a Plan,
    pub(super) moment: &'a Moment,
    /// The record, once the year is closed; and of a day before it, where the year has been closed since.
    pub(super) record: Option<&'a ClosedYear>,
    /// The whole book, what was written later included.
    pub(super) book: &'a Book,
    /// The book as the record knows it.
    pub(super) known: &'a Book,
    /// The book as it was at the moment.
    pub(super) then: &'a Book,
    /// Originals of files that are not any more what the year was closed with: the book still has those.
    pub(super) restored: &'a BTreeMap<UnitIndex, String>,
}

impl Sight<'_> {
    /// The files that are not any more what the year was closed with, and whether the office's text is one of them.
    pub(super) fn changed(&self, round: &Round, sources: &Sources) -> (Vec<FileId>, bool) {
        let changed = self.record.map_or_else(Vec::new, |record| record.changed(round.files(), sources));
        let of_text = round.words.as_ref().is_some_and(|words| changed.contains(&words.file));
        (changed, of_text)
    }

    /// The versions that were in force; a file that a correction names counts as it is now.
    pub(super) fn past(&self, year: i32) -> Past {
        // Of whom nothing was in the book when the year was closed, what came without it stays what it was.
        let booked = self.known.handed_in();
        let mut versions = self.book.versions_then(self.plan, year, self.then);
        versions.retain(|unit, _| booked.contains(unit));
        let closed = self.record.map(|closed| submission::Closed {
            files: closed.names(),
            decisions: closed.chosen(&DECISIONS).map(str::to_owned),
            day: closed.day(),
        });
        let mut past = Past { booked, versions, closed };
        let restored = self.restored.iter().map(|(unit, original)| (*unit, original.clone()));
        for (unit, original) in self.book.overtaking(self.plan, year).into_iter().chain(restored) {
            past.versions.entry(unit).or_insert(Some(original));
        }
        for unit in self.corrected() {
            past.booked.remove(&unit);
            past.versions.remove(&unit);
        }
        past
    }

    /// Takes out what was not there yet, and names it.
    pub(super) fn see(&self, round: &mut Round, sources: &Sources, out: &mut Diagnostics) -> Vec<Later> {
        let decisions = round.decisions_file.map_or("", |file| sources.get(file).path.as_str());
        let closed = self.record.filter(|_| self.moment.closed);
        // A correction takes in what was decided or written up to its day.
        let until = |file: &str| closed.map_or(self.moment.seen_on(), |record| record.counts_until(file));
        let seen = Seen {
            moment: self.moment,
            booked: &self.known.handed_in(),
            closed_on: self.record.map(ClosedYear::day),
            kept: &|path| self.record.is_some_and(|record| record.kept(path)),
            corrected: &|path| self.record.is_some_and(|record| record.corrected(path)),
            decided_until: until(decisions),
            written_until: until("text.md"),
        };
        let mut later = round.see(&seen, sources, out);
        if self.moment.closed {
            for event in self.received_since() {
                submission::report_receipt_after_closing(event.place, event.time, self.moment, out);
                later.push(Later { file: event.place.file(), unit: event.of, booked: Some(event.written()) });
            }
        }
        later
    }

    /// Takes out of a closed year what the office wrote in a file that the year was not closed or corrected with.
    pub(super) fn keep_proven(
        &self,
        closed: &ClosedYear,
        round: &mut Round,
        sources: &Sources,
        out: &mut Diagnostics,
    ) {
        let files = [round.decisions_file, round.words.as_ref().map(|words| words.file)];
        for file in files.into_iter().flatten().filter(|file| !closed.stands(*file, sources)) {
            if Some(file) == round.decisions_file && closed.tells_by_day(file, sources) {
                submission::report_dated_decisions(Place::of_file(file), closed.day(), out);
                continue;
            }
            round.forget(file);
            if closed.comes_later(&sources.get(file).path) {
                submission::report_file_of_later(Place::of_file(file), closed.day(), out);
            }
        }
    }

    /// Marks what was returned and has not come again, and when the version that counts came; a file that a
    /// correction names counts as it is.
    pub(super) fn mark_receipts(&self, round: &mut Round) {
        let corrected: BTreeSet<UnitIndex> = self.corrected().collect();
        let zone = self.plan.definition.reporting.zone();
        for submission in &mut round.submissions {
            let unit = submission.unit.filter(|unit| !corrected.contains(unit));
            submission.returned = unit.is_some_and(|unit| self.then.is_returned(unit));
            let record = unit.and_then(|unit| self.then.record(unit));
            let came = record.and_then(|record| record.in_force_received.or(record.last_received));
            submission.arrived = came.map(|time| Date(time.with_timezone(&zone).date_naive()));
        }
    }

    /// Where a run was cut off between the book and the file in force: the book's version.
    pub(super) fn overtaking(&self, year: i32) -> Option<Past> {
        let (unit, original) = self.book.overtaking(self.plan, year)?;
        Some(Past { booked: [unit].into(), versions: [(unit, Some(original))].into(), closed: None })
    }

    /// The files that the book has to prove; in the place of one that a correction changed or took away the record
    /// has its word.
    pub(super) fn to_prove(&self, round: &Round) -> BTreeMap<UnitIndex, Option<Place>> {
        let files = round.in_force().into_iter().map(|(unit, place)| (unit, Some(place)));
        files.chain(self.corrected().map(|unit| (unit, None))).collect()
    }

    /// Whether the version that counts of a file's unit is read from its original, so that the file itself says
    /// nothing.
    pub(super) fn is_read_elsewhere(&self, file: &str, past: Option<&Past>) -> bool {
        let unit = self.unit_of(file);
        unit.zip(past).is_some_and(|(unit, past)| past.versions.contains_key(&unit))
    }

    /// Whether nothing need be said of a file that the record names: its unit has handed in again since, or one looks
    /// back behind its correction and the original is there.
    pub(super) fn is_explained(&self, file: &str, past: Option<&Past>) -> bool {
        let is_restored = self.unit_of(file).is_some_and(|unit| self.restored.contains_key(&unit));
        let later = || self.record.is_some_and(|record| record.corrected_later(file));
        self.is_read_elsewhere(file, past) && (!is_restored || later())
    }

    /// Whether a file that the record names and that is gone was a unit's report, and the one that counts.
    pub(super) fn is_lost(&self, path: &str, past: Option<&Past>) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.unit_of(name).is_some() && !self.is_read_elsewhere(name, past)
    }

    /// What the book received since: what was written into it later, whatever time it bears.
    fn received_since(&self) -> impl Iterator<Item = &crate::intake::Event> {
        let known: BTreeSet<u64> = self.then.events.iter().map(|event| event.sequence).collect();
        let since = move |event: &&crate::intake::Event| !known.contains(&event.sequence);
        self.book.events.iter().filter(|event| event.event == EventKind::Received).filter(since)
    }

    /// Units whose file a correction names.
    fn corrected(&self) -> impl Iterator<Item = UnitIndex> {
        let corrections = self.record.map_or(&[][..], |closed| &closed.record.corrections);
        corrections.iter().filter_map(|correction| self.unit_of(correction.file.trim()))
    }

    fn unit_of(&self, file: &str) -> Option<UnitIndex> {
        file.rsplit_once('.').and_then(|(stem, _)| self.plan.unit_named(stem))
    }
}

/// The book as far as it was known: of a year with a record the lines that it was closed or corrected with, whatever
/// time those bear that were written since. One that is not what the record says of it is relied on for nothing.
pub(super) fn book_known(all: &Book, record: Option<&ClosedYear>, plan: &Plan, sources: &Sources) -> Book {
    let Some(record) = record else { return all.clone() };
    if !record.book_stands(all.file, sources) {
        return all.unreliable();
    }
    record.lines_of_book().map_or_else(|| all.clone(), |lines| intake::first_lines(all, lines, sources, plan))
}
