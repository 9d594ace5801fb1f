//! Group N6: what must not leave the office, or not stand in a report.
//!
//! Takes the texts of submissions; gives findings at the very characters.
//! Never removes anything: what is published is decided by types in `report`; this is the second lock.

mod accounts;
mod digits;
mod folded;
mod personal;
mod requests;
mod review;
mod wording;

use std::cell::Cell;
use std::ops::Range;

use super::{Check, OwnFacts};
use crate::source::Place;
use crate::source::is_direction;
use crate::submission::{Form, Reach, Said, Words};

/// Submissions of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
/// A text of the starter that is published.
pub(super) const TEXT: &str = "完成两县入河排污口的**全面排查**，建立了一口一档。";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] =
    &[personal::CHECKS, accounts::CHECKS, wording::CHECKS, review::CHECKS];

/// A text, and the file's own spelling of it.
struct Field<'a> {
    /// Its name on the form.
    name: &'static str,
    /// What is published: decoded, whatever quotes, escapes or line ends stand in the file.
    text: &'a str,
    place: Place,
    written: &'a str,
    /// Whether it is published after review.
    public: bool,
    /// How far text and spelling have been laid beside each other: bytes of both.
    laid: Cell<(usize, usize)>,
}

impl<'a> Field<'a> {
    fn new(facts: &OwnFacts<'a>, said: Said<'a>) -> Self {
        let Words { place, text } = said.words;
        let written = facts.sources.text(place);
        Field {
            name: said.name,
            text,
            place,
            written,
            public: said.reach == Reach::Public,
            laid: Cell::default(),
        }
    }

    /// The place of a piece of the text: its very characters in the file, or all of it where escapes hide
    /// them. Rules go through a text from front to end, and so does this: a text of megabytes with a
    /// finding in every line is laid beside its spelling once.
    fn within(&self, range: Range<usize>) -> Place {
        let found = self.spelling(range.start).and_then(|start| {
            self.laid.set((range.start, start));
            // A piece without end is marked at its beginning.
            let end = self.text.floor_char_boundary(range.end.min(range.start + LONGEST_MARK));
            let last = range.start + self.text.get(range.start..end)?.char_indices().next_back()?.0;
            let end = self.spelling(last)?;
            let length = self.written[end..].chars().next().map_or(0, char::len_utf8);
            Some(start..end + length)
        });
        found.map_or(self.place, |written| self.place.within(written))
    }

    /// Where the character at a byte of the text stands in the spelling.
    fn spelling(&self, byte: usize) -> Option<usize> {
        let laid = self.laid.get();
        let (text, mut written) = if byte < laid.0 { (0, 0) } else { laid };
        for c in self.text.get(text..byte)?.chars().filter(|c| !c.is_whitespace()) {
            written += self.written.get(written..)?.find(c)? + c.len_utf8();
        }
        let c = self.text.get(byte..)?.chars().next()?;
        Some(written + self.written.get(written..)?.find(c)?)
    }
}

/// What in a text must not be published, in words: a number of a person, an e-mail address, a mark of secrecy, what
/// shows another text than is written.
pub(in crate::check) fn unpublishable(text: &str) -> Option<&'static str> {
    let number = digits::find(text).into_iter().find_map(|(_, kind)| match kind {
        digits::Kind::Mobile => Some("手机号码"),
        digits::Kind::Identity => Some("身份证号码"),
        digits::Kind::Bank => Some("银行卡号"),
        digits::Kind::Landline | digits::Kind::LikeIdentity => None,
    });
    let mail = || personal::addresses(text).next().map(|_| "电子邮箱");
    let account = || accounts::unpublishable(text);
    let secret = || wording::has_mark(text).then_some("国家秘密标志");
    let turned = || text.contains(is_direction).then_some("改变显示次序的隐藏字符");
    number.or_else(mail).or_else(account).or_else(secret).or_else(turned)
}

/// Whether a text bears a mark of secrecy, which is printed under no condition.
pub(in crate::check) fn has_mark_of_secrecy(text: &str) -> bool {
    wording::has_mark(text)
}

/// Bytes of a piece that are marked at most.
const LONGEST_MARK: usize = 512;

/// The place of a piece of a text of a form: its very characters where they can be told.
pub(in crate::check) fn place_in<'a>(facts: &OwnFacts<'a>, said: Said<'a>, range: Range<usize>) -> Place {
    Field::new(facts, said).within(range)
}

/// All texts of a submission but those that never leave its file.
fn fields<'a>(facts: OwnFacts<'a>, form: &'a Form) -> impl Iterator<Item = Field<'a>> {
    form.texts().into_iter().map(move |said| Field::new(&facts, said))
}

/// All texts of the round, the office's reasons and corrections included.
fn all_fields<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Field<'a>> {
    let facts = *facts;
    let decided = facts.round.decisions.texts().into_iter().map(move |said| Field::new(&facts, said));
    let printed = facts.closed.into_iter().flat_map(|closed| closed.printed()).map(move |text| {
        let words = Words { place: text.place, text: &text.inner };
        Field::new(&facts, Said { name: "更正", reach: Reach::Public, qualifies: false, words })
    });
    facts.answered().flat_map(move |answered| fields(facts, answered.form)).chain(decided).chain(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn field<'a>(text: &'a str, written: &'a str) -> Field<'a> {
        let place = Place::text(FileId::default(), 100..100 + written.len() as u32);
        Field { name: "说明", text, place, written, public: true, laid: Cell::default() }
    }

    #[test]
    fn pieces_stand_at_their_own_characters_not_at_the_first_that_look_alike() {
        let (text, written) = ("电话1一处，\n电话1二处", "|\n      电话1一处，\n      电话1二处");
        let field = field(text, written);
        let second = text.rfind("电话1").expect("there");
        let there = 100 + written.rfind("电话1").expect("there") as u32;
        assert_eq!(field.within(second..second + 7), Place::text(FileId::default(), there..there + 7));
        let first = 100 + written.find("电话1").expect("there") as u32;
        assert_eq!(field.within(0..7), Place::text(FileId::default(), first..first + 7));
    }

    #[test]
    fn f9_a_finding_in_every_line_costs_one_walk() {
        let text = "链接处\n".repeat(40_000);
        let written = format!("|\n{}", "      链接处\n".repeat(40_000));
        let field = field(&text, &written);
        for line in 0..40_000 {
            let _ = field.within(line * 10..text.len());
            // The next question goes on from here.
            assert_eq!(field.laid.get().0, line * 10);
        }
    }
}
