//! What a correction of a closed year corrects, and why one does not count.
//!
//! Takes the record and the office's decisions; says which corrections change nothing that the year says. Never reads a
//! decision: where the file has grown by a review and by nothing else, that is proven by what the record says of it.

use chrono::NaiveDate;

use super::closed::{ClosedYear, Unsound};
use super::record::Correction;
use super::rules;
use crate::diagnostic::{Diagnostics, Severity};
use crate::plan::Located;
use crate::source::{DECISIONS, Project, Sources, end_of_first_lines};
use crate::syntax::vocabulary;

/// What may come into the decisions after closing and says nothing about the year: who may see it, how it is sent.
const NO_CONTENT: [&str; 6] = ["nianbao", "plan", "year", "sample", "public_review", "dispatch"];

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
    /// Whether it brought a public review and nothing else.
    pub is_review: bool,
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
    /// The corrections that changed what the year says: they are printed. A public review that came after closing is
    /// sealed like all others, and is none.
    pub fn corrections_of_content(&self) -> impl Iterator<Item = &Located<Correction>> {
        let all = self.record.corrections.iter().enumerate();
        all.filter(|(at, _)| !self.reviews.contains(at)).map(|(_, correction)| correction)
    }

    /// The corrections of this year that count and were made after a day.
    pub fn unseen_on(&self, year: i32, day: NaiveDate) -> Vec<Unseen> {
        let all = self.record.corrections.iter().enumerate();
        let after = all.filter(|(_, correction)| correction.on.0 > day);
        let unseen = |(at, of): (usize, &Located<Correction>)| Unseen {
            year,
            on: of.on.0,
            what: of.what.clone(),
            file: of.file.trim().to_owned(),
            before: Corrected::Known,
            is_review: self.reviews.contains(&at),
        };
        after.map(unseen).collect()
    }

    /// Finds the corrections by which the decisions have grown by a public review and by nothing else.
    pub fn find_reviews(&mut self, project: &Project, sources: &mut Sources) {
        for name in DECISIONS {
            let path = format!("{}{name}", self.folder(sources));
            if !project.contains(&path) {
                continue;
            }
            let file = sources.load(project, &[path])[0];
            let source = sources.get(file);
            let end_of = |digest: &str| match source.digest.is(digest) {
                true => Some(source.text.len()),
                false => end_of_first_lines(&source.text, digest.trim()),
            };
            let kept = self.record.files.iter().find(|kept| kept.file == name);
            let mut before = kept.map_or(Some(0), |kept| end_of(&kept.sha256));
            for (at, correction) in self.record.corrections.iter().enumerate() {
                if correction.file.trim() != name {
                    continue;
                }
                let after = correction.sha256.as_deref().and_then(end_of);
                let added = before.zip(after).and_then(|(from, to)| source.text.get(from..to));
                if added.is_some_and(says_no_content) {
                    self.reviews.insert(at);
                }
                before = after;
            }
        }
    }

    /// Why a file of the year that is not as the record says is not used.
    pub(super) fn why_not_used(&self, name: &str, sources: &Sources, out: &Diagnostics) -> &'static str {
        if self.corrected_later(name) {
            "所看的日期还没有这条更正，当时的文件已不在"
        } else if self.is_named_by_faulty(name, sources, out) {
            rules::FAULTY
        } else {
            "没有更正记录"
        }
    }

    /// Whether the record names the file among its corrections, in one that cannot be read or does not count.
    pub(super) fn is_named_by_faulty(&self, name: &str, sources: &Sources, out: &Diagnostics) -> bool {
        let of_record = |code: &str| rules::RULES.iter().any(|rule| rule.code == code);
        let is_faulty = out.iter().any(|found| {
            found.place.file() == self.file
                && found.severity == Severity::Error
                && !of_record(found.rule.code)
        });
        let lines = sources.get(self.file).text.lines();
        let corrections = lines.skip_while(|line| top_key(line) != Some("corrections"));
        is_faulty && corrections.into_iter().any(|line| !line.starts_with('#') && line.contains(name))
            || self.is_spoken_of(name, |why| why != Unsound::Later)
    }
}

/// Whether what was added to the decisions has no key but those that say nothing about the year.
fn says_no_content(added: &str) -> bool {
    let mut is_within = false;
    added.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).all(|line| {
        if line.starts_with([' ', '\t']) {
            return is_within;
        }
        is_within = top_key(line).is_some_and(|key| NO_CONTENT.contains(&key));
        is_within
    })
}

/// The key at the beginning of a line, in English.
fn top_key(line: &str) -> Option<&str> {
    let key = line.split_once(':')?.0.trim_matches(['"', '\'']);
    (!key.starts_with([' ', '\t', '#'])).then(|| vocabulary::english_key(key).unwrap_or(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_at_the_end_says_nothing_about_the_year() {
        let review = "\n公开审查:\n  公开方式: 主动公开\n  # 逐条看过\n  说明: 无\n";
        assert!(says_no_content(review) && says_no_content("public_review: {on: 2026-01-10}\n"));
        for more in ["状态认定:\n  - {任务: RW-01}\n", "  - {任务: RW-01}\n", "- x\n", "overrides: []\n"]
        {
            assert!(!says_no_content(&format!("{more}{review}")), "{more}");
            let behind = format!("{review}{more}");
            assert_eq!(says_no_content(&behind), more.starts_with("  "), "{behind}");
        }
    }
}
