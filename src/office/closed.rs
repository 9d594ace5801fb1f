//! A closed year against the files of its folder.
//!
//! Takes a record and the files that it names; gives a finding for each file that changed since without a
//! correction, and says which corrections count. Never decides what counts at which moment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::record::{BOOK, Correction, PLAN, RECORD, Record, SETTINGS, digest};
use super::rules;
use crate::diagnostic::Diagnostics;
use crate::plan::Located;
use crate::source::{DECISIONS, FileId, Place, Project, Sources};

/// The office's own files of a year: each would change what the year says, so that none counts which the
/// record does not name.
const OF_THE_OFFICE: [&str; 5] = [DECISIONS[0], DECISIONS[1], "text.md", PLAN, SETTINGS];

/// Says of a file whether the intake book has a later version of it.
type Replaced<'a> = &'a dyn Fn(&str) -> bool;

/// A year that was closed.
#[derive(Debug, Clone)]
pub struct ClosedYear {
    /// The record's file.
    pub file: FileId,
    /// What it says, without corrections that are faulty or were not made yet.
    pub record: Record,
    /// Corrections that do not count, and why.
    unsound: Vec<(Located<Correction>, Unsound)>,
    /// The positions of those that brought a public review and nothing else.
    pub(super) reviews: BTreeSet<usize>,
}

/// Why a correction does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsound {
    /// It does not say who, what, why or which file.
    Empty,
    /// It is older than the closing.
    Early,
    /// Its day has not come.
    Future,
    /// One looks back to a day before it.
    Later,
}

impl ClosedYear {
    pub(super) fn new(file: FileId, record: Record) -> Self {
        ClosedYear { file, record, unsound: vec![], reviews: BTreeSet::new() }
    }

    /// 定稿日期.
    pub fn day(&self) -> NaiveDate {
        self.record.closed_on.0
    }

    /// Whether the year was closed with an earlier one before its eyes, given the record of that one: an earlier year
    /// is always closed first, so that one without a record, or with a later one, came to be only after.
    pub fn has_seen(&self, earlier: Option<&ClosedYear>) -> bool {
        earlier.is_some_and(|earlier| earlier.day() <= self.day())
    }

    /// Whether the year was closed with a file of that path.
    pub fn kept(&self, path: &str) -> bool {
        self.record.files.iter().any(|kept| kept.file == name_of(path))
    }

    /// The files that the year was closed with and that are gone, and no correction says so, as paths.
    pub fn lost(&self, project: &Project, folder: &str) -> Vec<String> {
        let kept =
            self.record.files.iter().map(|kept| kept.file.as_str()).filter(|name| !self.corrected(name));
        kept.map(|name| format!("{folder}/{name}")).filter(|path| !project.contains(path)).collect()
    }

    /// The names of the files that the year was closed or corrected with.
    pub fn names(&self) -> BTreeSet<String> {
        let corrected = self.record.corrections.iter().map(|correction| correction.file.trim());
        self.record.files.iter().map(|kept| kept.file.as_str()).chain(corrected).map(str::to_owned).collect()
    }

    /// Whether a correction names a file of that path: it counts as it is now.
    pub fn corrected(&self, path: &str) -> bool {
        self.record.corrections.iter().any(|correction| correction.file.trim() == name_of(path))
    }

    /// What corrections say: it is printed on the pages of the year and in its report.
    pub fn printed(&self) -> impl Iterator<Item = &Located<String>> {
        self.record.corrections.iter().flat_map(|correction| {
            let Correction { by, what, why, .. } = &correction.inner;
            [by, what, why]
        })
    }

    /// Of several files of one meaning, by their names, the one that the year stands on: that of the last
    /// correction, else the one that it was closed with.
    pub fn chosen<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        let named = |file: &str| names.iter().find(|name| **name == file.trim()).copied();
        let corrected = self.record.corrections.iter().rev().find_map(|correction| named(&correction.file));
        corrected.or_else(|| self.record.files.iter().find_map(|kept| named(&kept.file)))
    }

    /// How many lines of the intake book were there when the year was closed or corrected; `None` where the
    /// record does not count them.
    pub fn lines_of_book(&self) -> Option<usize> {
        match self.expected(BOOK) {
            Some(expected) => expected.lines,
            // A record that names nothing was not made by closing, and says nothing of the book.
            None => (!self.record.files.is_empty()).then_some(0),
        }
    }

    /// Whether the intake book is what the record says of it: one that it names is there, and begins as it did.
    pub fn book_stands(&self, book: Option<FileId>, sources: &Sources) -> bool {
        let Some(expected) = self.expected(BOOK) else { return true };
        book.is_some_and(|book| expected.is(book, sources))
    }

    /// Until which day what is dated in a file of the office counts: a correction of the file takes in what was
    /// written up to it.
    pub fn counts_until(&self, file: &str) -> NaiveDate {
        let corrected = self.record.corrections.iter().filter(|c| c.file.trim() == name_of(file));
        corrected.map(|correction| correction.on.0).max().map_or(self.day(), |on| on.max(self.day()))
    }

    /// Leaves only the corrections that count: those that say who, what, why and which file, made after the
    /// year was closed and not after the day that is looked at. `looking_back` says whether somebody asked
    /// for that day: then a later correction is not there yet, otherwise its date is a slip of the pen.
    pub fn keep_sound_corrections(&mut self, seen_on: NaiveDate, looking_back: bool) {
        let closed_on = self.day();
        for correction in std::mem::take(&mut self.record.corrections) {
            let texts = [&*correction.by, &*correction.what, &*correction.why, &correction.file];
            let why = if texts.iter().any(|text| text.trim().is_empty()) {
                Unsound::Empty
            } else if correction.on.0 < closed_on {
                Unsound::Early
            } else if correction.on.0 <= seen_on {
                self.record.corrections.push(correction);
                continue;
            } else if looking_back {
                Unsound::Later
            } else {
                Unsound::Future
            };
            self.unsound.push((correction, why));
        }
    }

    /// Reports the corrections that do not count; what they speak of is as if nobody had explained it.
    fn check_corrections(&self, folder: &str, heads: &BTreeMap<String, Place>, out: &mut Diagnostics) {
        for (correction, why) in &self.unsound {
            let (message, label, help) = match why {
                Unsound::Empty => (
                    "更正没有写明单位、内容、原因和文件",
                    "有一项是空的".to_owned(),
                    "四项都要写：更正会印在这一年的页面和报告里",
                ),
                Unsound::Early => (
                    "更正的日期早于定稿日期",
                    format!("定稿日期是{}", self.record.closed_on.inner),
                    "定稿以前的改动不必写更正；请核对日期",
                ),
                Unsound::Future => {
                    ("更正的日期还没有到", "到了这一天，更正才起作用".to_owned(), "请核对日期")
                }
                Unsound::Later => continue,
            };
            let found = out.report(&rules::WRONG_RECORD, correction.place, message);
            found.concerns.extend(heads.get(&format!("{folder}{}", correction.file.trim())));
            found.label(label).help(help);
        }
    }

    /// What a file of the year has to be: the digest of its last correction, else that of the closing.
    /// `None` when the record says nothing of it.
    fn expected(&self, file: &str) -> Option<Expected<'_>> {
        let corrections = self.record.corrections.iter().rev();
        let last = corrections.into_iter().find(|correction| correction.file.trim() == file);
        let corrected = last.map(|last| Expected {
            place: last.place,
            digest: last.sha256.as_deref(),
            lines: last.lines,
            corrected: true,
        });
        let kept = || self.record.files.iter().find(|kept| kept.file == file);
        corrected.or_else(|| {
            let kept = kept()?;
            let digest = Some(kept.sha256.as_str());
            Some(Expected { place: kept.place, digest, lines: kept.lines, corrected: false })
        })
    }

    /// Whether a file may stand for one of the year, by its content; `None` when the record says nothing.
    pub fn proves(&self, name: &str, file: FileId, sources: &Sources) -> Option<bool> {
        self.expected(name).map(|expected| expected.is(file, sources))
    }

    /// Whether a file of the year is the one that it was closed or corrected with.
    pub fn stands(&self, file: FileId, sources: &Sources) -> bool {
        self.proves(name_of(&sources.get(file).path), file, sources) == Some(true)
    }

    /// The digest that a file of the year was closed or corrected with, where it is not what stands there now.
    pub fn missed(&self, name: &str, project: &Project, sources: &mut Sources) -> Option<&str> {
        let wanted = self.expected(name).filter(|expected| expected.lines.is_none())?.digest?;
        let path = format!("{}{name}", self.folder(sources));
        let there = project.contains(&path).then(|| sources.load(project, &[path])[0]);
        there.is_none_or(|file| !sources.get(file).digest.is(wanted)).then_some(wanted.trim())
    }

    /// Whether a correction names a file that one looks back behind: what stands there now came with it.
    pub fn corrected_later(&self, name: &str) -> bool {
        self.is_spoken_of(name, |why| why == Unsound::Later)
    }

    /// Of files of the year those that are not what it was closed or corrected with.
    pub fn changed(&self, files: impl Iterator<Item = FileId>, sources: &Sources) -> Vec<FileId> {
        let differs = |file: &FileId| {
            let path = &sources.get(*file).path;
            path == &format!("{}{}", self.folder(sources), name_of(path))
                && !self.tells_by_day(*file, sources)
                && self.proves(name_of(path), *file, sources) == Some(false)
        };
        files.filter(differs).collect()
    }

    /// Whether a file came with a correction that one looks back behind: it was not there yet.
    pub fn comes_later(&self, path: &str) -> bool {
        let name = name_of(path);
        self.expected(name).is_none() && self.corrected_later(name)
    }

    /// Whether the decisions as they stand are those that a later correction brought: each of them bears its day, so
    /// that it is known which of them there were.
    pub fn tells_by_day(&self, file: FileId, sources: &Sources) -> bool {
        let name = name_of(&sources.get(file).path);
        let brought = |correction: &Correction| {
            let digest = correction.sha256.as_deref();
            correction.file.trim() == name && digest.is_some_and(|digest| sources.get(file).digest.is(digest))
        };
        let later = self.unsound.iter().filter(|(_, why)| *why == Unsound::Later);
        DECISIONS.contains(&name)
            && self.expected(name).is_some()
            && later.into_iter().any(|(c, _)| brought(c))
    }

    pub(super) fn is_spoken_of(&self, name: &str, by: impl Fn(Unsound) -> bool) -> bool {
        self.unsound.iter().any(|(correction, why)| by(*why) && correction.file.trim() == name)
    }

    /// Compares the files that the record names with what it says of them; what changed is not used until a
    /// correction explains it. `replaced` says of a file whether the intake book has a later version of it:
    /// that is no change of what was closed; `heads` are the places that stand for all of a file, by path.
    pub fn check(
        &self,
        project: &Project,
        sources: &mut Sources,
        (replaced, heads): (Replaced<'_>, &BTreeMap<String, Place>),
        out: &mut Diagnostics,
    ) {
        let kept = self.record.files.iter().map(|kept| kept.file.as_str());
        let corrected = self.record.corrections.iter().map(|correction| correction.file.trim());
        let mut named: Vec<&str> = vec![];
        for name in kept.chain(corrected) {
            if !named.contains(&name) {
                named.push(name);
            }
        }
        let folder = self.folder(sources);
        self.check_corrections(&folder, heads, out);
        let spoken_of = |name: &str| self.is_spoken_of(name, |why| why != Unsound::Later);
        let asked = |name: &&str| (self.corrected(name) || !replaced(name)) && !spoken_of(name);
        for name in named.into_iter().filter(asked) {
            self.check_file(name, project, sources, heads, out);
        }
        self.check_unnamed(&folder, project, sources, out);
    }

    /// Reports files of the office that are there and were not when the year was closed.
    fn check_unnamed(&self, folder: &str, project: &Project, sources: &mut Sources, out: &mut Diagnostics) {
        for name in OF_THE_OFFICE {
            let path = format!("{folder}{name}");
            // A correction that does not count has its own finding; one that comes later brings the file.
            let is_named = self.expected(name).is_some() || self.is_spoken_of(name, |_| true);
            if is_named || !project.contains(&path) {
                continue;
            }
            let file = sources.load(project, &[path])[0];
            let why = match self.is_named_by_faulty(name, sources, out) {
                true => rules::FAULTY,
                false => "也没有更正记录",
            };
            let message = format!("{name}不在定稿材料里，{why}，不采用");
            out.report(&rules::CHANGED, sources.place(file, 0..0), message)
                .label("定稿时没有这个文件")
                .help(self.how_to_correct(name, Some(file), why, sources));
        }
    }

    /// Compares one file with what the record says of it.
    pub fn check_file(
        &self,
        name: &str,
        project: &Project,
        sources: &mut Sources,
        heads: &BTreeMap<String, Place>,
        out: &mut Diagnostics,
    ) {
        let Some(expected) = self.expected(name) else { return };
        // A correction names a file of its own folder, and no other.
        let path = format!("{}{name}", self.folder(sources));
        let there = !name.contains('/') && project.contains(&path);
        let file = there.then(|| sources.load(project, std::slice::from_ref(&path))[0]);
        if file.is_none() && expected.digest.is_none() {
            // The correction has taken the file away.
            return;
        }
        if file.is_some_and(|file| self.tells_by_day(file, sources)) {
            return;
        }
        if file.is_some_and(|file| expected.is(file, sources)) {
            if expected.digest.is_none() {
                let own = file.and_then(|file| digest(sources, file, None)).unwrap_or_default();
                out.report(&rules::WITHOUT_DIGEST, expected.place, format!("{name}的更正没有校验码"))
                    .label("以后再改动这个文件，就看不出来")
                    .help(format!("请在这条更正里加上：校验码: {own}"));
            }
            return;
        }
        let since = if expected.corrected { "更正" } else { "定稿" };
        let what = if file.is_some() { "改动过" } else { "不见了" };
        let why = self.why_not_used(name, sources, out);
        let message = format!("{name}在{since}后{what}，{why}");
        let found = out.report(&rules::CHANGED, expected.place, message);
        found.concerns.extend(heads.get(&path));
        found.label(format!("{since}时的校验码")).help(self.how_to_correct(name, file, why, sources));
    }

    /// The folder of the year, with its stroke.
    pub(super) fn folder(&self, sources: &Sources) -> String {
        sources.get(self.file).path.trim_end_matches(RECORD).to_owned()
    }

    /// The line to be added to the record, with the digest of the file as it is now.
    fn how_to_correct(&self, name: &str, file: Option<FileId>, why: &str, sources: &Sources) -> String {
        if why == rules::FAULTY {
            return "请先改正 record.yaml 里关于这个文件的更正，改正后才起作用".to_owned();
        }
        let back = match self.expected(name) {
            Some(expected) if expected.corrected => "请恢复更正时的文件",
            Some(_) => "请恢复定稿时的文件",
            None => "请把这个文件移出文件夹",
        };
        let Some(file) = file else { return back.to_owned() };
        let lines = (name == BOOK).then(|| sources.get(file).text.matches('\n').count());
        let own = digest(sources, file, lines).unwrap_or_default();
        let lines = lines.map(|lines| format!(", 行数: {lines}")).unwrap_or_default();
        format!(
            "{back}；确需更正的，在 record.yaml 的“更正”里加上一行，写明日期、单位、内容和原因：\
             - {{决定日期: …, 决定单位: …, 内容: …, 原因: …, 文件: {name}, 校验码: {own}{lines}}}"
        )
    }

    /// Reports a day of record that has not come.
    pub fn is_too_early(&self, today: NaiveDate, out: &mut Diagnostics) {
        let day = &self.record.closed_on;
        out.report(&rules::WRONG_RECORD, day.place, format!("定稿日期{}在{today}之后", day.inner))
            .label("这一天还没有到，年度仍按未定稿处理")
            .help("请核对定稿日期");
    }
}

/// What a file has to be.
struct Expected<'a> {
    place: Place,
    /// `None` for a correction that does not say.
    digest: Option<&'a str>,
    lines: Option<usize>,
    corrected: bool,
}

impl Expected<'_> {
    fn is(&self, file: FileId, sources: &Sources) -> bool {
        let Some(expected) = self.digest else { return true };
        match self.lines {
            None => sources.get(file).digest.is(expected),
            Some(_) => {
                digest(sources, file, self.lines).is_some_and(|own| own.eq_ignore_ascii_case(expected.trim()))
            }
        }
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
