//! A round as it was at a moment: what was dated or came later is not there yet.
//!
//! Takes a round and what book and record know of its files; takes out what is later and names it.
//! Never takes out what nobody dated.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};

use super::{Decisions, Round, Submission, rules, text};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Date, Moment, UnitIndex};
use crate::source::{FileId, Place, Sources};

/// The rules of this file, by code.
pub static SEEN_RULES: &[&Rule] = &[&rules::LATER, &DECIDED_LATER, &ENDED];

/// Whether a path is that of an original: it keeps the name and the bytes with which it came.
pub fn is_original(path: &str) -> bool {
    path.contains("/received/")
}

static DECIDED_LATER: Rule = Rule {
    code: "N825",
    name: "decided-later-than-the-moment",
    severity: Severity::Hint,
    title: "在所看日期之后的决定，未计入",
    why: "决定从所写日期起算。定稿后作出的决定不计入这一年的报告；确需计入的，在 record.yaml 的“更正”里写明 decisions.yaml。",
    example: Example::File {
        file: "submissions/demo/2025/decisions.yaml",
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2026-01-18}\n",
    },
};

static ENDED: Rule = Rule {
    code: "N827",
    name: "decision-has-ended",
    severity: Severity::Hint,
    title: "状态认定已经到期，不再采用",
    why: "办公室认定的状态写了期限的，过了这一天就不再起作用，任务仍按各单位填报的状态列示；没有写期限的，到下一年度报送时失效。仍需认定的，另作一条决定。",
    example: Example::File {
        file: "submissions/demo/2025/decisions.yaml",
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {task: RW-02-01, status: behind, until: 2026-06-30, reason: 现场核查进度不足, by: 示例办公室, on: 2025-12-10}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {task: RW-02-01, status: behind, until: 2025-12-11, reason: 现场核查进度不足, by: 示例办公室, on: 2025-12-10}\n",
    },
};

/// What is known of a round's files at a moment.
pub struct Seen<'a> {
    /// The moment.
    pub moment: &'a Moment,
    /// Units that stand in the intake book: it says what had come of them.
    pub booked: &'a BTreeSet<UnitIndex>,
    /// The day of record, also of a day before it where the year has been closed since.
    pub closed_on: Option<NaiveDate>,
    /// Whether a path is one of those that the year was closed with.
    pub kept: &'a dyn Fn(&str) -> bool,
    /// Whether a correction of the closed year takes a path as it is now.
    pub corrected: &'a dyn Fn(&str) -> bool,
    /// The last day of which decisions count.
    pub decided_until: NaiveDate,
    /// The last day of which the office's text counts.
    pub written_until: NaiveDate,
}

/// A submission that was not there yet.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// Its file.
    pub file: FileId,
    /// Its unit.
    pub unit: Option<UnitIndex>,
    /// When it came, by the intake book; `file` is then the book.
    pub booked: Option<DateTime<FixedOffset>>,
}

/// Names what the intake book received after a year was closed; what bears an earlier time was written into it
/// after.
pub fn report_receipt_after_closing(
    place: Place,
    time: DateTime<FixedOffset>,
    moment: &Moment,
    out: &mut Diagnostics,
) {
    let (day, on) = (moment.seen_on(), time.with_timezone(moment.seen.offset()).date_naive());
    let (how, label) = match time <= moment.seen {
        true => (format!("后补登（收到时间写的是{on}）"), "这一行是定稿以后登记的"),
        false => ("后收到".to_owned(), "这一次签收在定稿以后"),
    };
    out.report(&rules::LATER, place, format!("定稿（{day}）{how}，未计入"))
        .label(label)
        .help("确需计入的，在 record.yaml 的“更正”里写明这个单位的文件");
}

/// Names a file of decisions that a later correction brought, of which the earlier ones are used.
pub fn report_dated_decisions(place: Place, closed_on: NaiveDate, out: &mut Diagnostics) {
    let message = "决定的文件在所看日期之后更正过，当时的文件已不在；只采用注明在这一天以前作出的决定";
    out.report(&rules::LATER, place, message)
        .label(format!("定稿日期是{closed_on}"))
        .help("更正改写过以前的决定的，请用备份核对当时的文件");
}

/// Names a file of an earlier year that was written over after a later year was closed: what of it that year saw,
/// nobody knows any more.
pub fn report_written_over(place: Place, (year, file): (i32, &str), out: &mut Diagnostics) {
    let message =
        format!("{year}年度的{file}在本年度定稿以后更正过，更正以前的文件已不在，本年度不再按其中的内容比较");
    out.report(&rules::LATER, place, message)
        .label("本年度定稿以后的更正")
        .help("请用备份核对本年度定稿时的报告；收文登记簿留有原件的，按原件列示");
}

/// Names the year before a closed one, which was not closed when that one was.
pub fn report_year_of_later(place: Place, (earlier, closed_on): (i32, Date), out: &mut Diagnostics) {
    let message =
        format!("本年度定稿（{closed_on}）时，{earlier}年度还没有定稿；本年度不与{earlier}年度比较");
    out.report(&rules::LATER, place, message)
        .label("本年度的定稿日期")
        .help(format!("各年度依次定稿；{earlier}年度的材料列示在{earlier}年度"));
}

/// Names a file of the office that only a later correction brought.
pub fn report_file_of_later(place: Place, closed_on: NaiveDate, out: &mut Diagnostics) {
    out.report(&rules::LATER, place, format!("在所看日期之后由更正补入，未计入；定稿日期是{closed_on}"))
        .label("所看的日期还没有这个文件")
        .help("要看更正以后的年度，请不写 --as-of，或写更正以后的日期");
}

impl Round {
    /// The files of the round: submissions, decisions, the office's text.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let words = self.words.as_ref().map(|words| words.file);
        let own = self.submissions.iter().map(|submission| submission.file);
        own.chain(self.decisions_file).chain(words)
    }

    /// Takes out what stands in a file of the office. That there is such a file stays known.
    pub fn forget(&mut self, file: FileId) {
        if self.decisions_file == Some(file) {
            let Decisions { nianbao, plan, year, sample, .. } = std::mem::take(&mut self.decisions);
            self.decisions = Decisions { nianbao, plan, year, sample, ..Decisions::default() };
        }
        self.words.take_if(|words| words.file == file);
    }

    /// Takes out what was not there yet, and names it.
    pub fn see(&mut self, seen: &Seen<'_>, sources: &Sources, out: &mut Diagnostics) -> Vec<Later> {
        let mut later = vec![];
        self.submissions.retain(|submission| {
            let there = seen.has(submission, self.year, sources);
            if !there {
                seen.name(submission, sources, out);
                later.push(Later { file: submission.file, unit: submission.unit, booked: None });
            }
            there
        });
        for (what, place) in self.decisions.forget_after(seen.decided_until) {
            out.report(&DECIDED_LATER, place, format!("{what}晚于{}，未计入", seen.decided_until))
                .label("这一天还没有作出")
                .help("请核对日期；年度已定稿的，在 record.yaml 的“更正”里写明 decisions.yaml");
        }
        self.see_words(seen, out);
        // A time that is over only after the year was not over in it.
        for (until, place) in self.decisions.end_overrides(seen.moment.judged_on()) {
            out.report(&ENDED, place, format!("状态认定到{until}为止，不再采用"))
                .label("期限已过")
                .help("任务按各单位填报的状态列示；仍需认定的，另作一条决定");
        }
        later
    }
}

impl Round {
    /// Takes out the office's text where it was not there yet, with what is wrong in it; one without a date stays.
    fn see_words(&mut self, seen: &Seen<'_>, out: &mut Diagnostics) {
        if let Some(since) = text::forget_later(&mut self.words, (seen.moment, seen.written_until), out) {
            let (file, day) = (since.place.file(), seen.written_until);
            out.retain(|found| found.place.file() != file);
            let message = format!("报告文稿从{}起使用，{day}还没有，未采用", since.inner);
            out.report(&rules::LATER, since.place, message)
                .label("这一天还没有这份文稿")
                .help("报告用各单位的文字；要看有文稿的报告，请不写 --as-of，或写这一天以后的日期");
        }
        if let Some(words) =
            self.words.as_ref().filter(|_| seen.moment.looking_back && seen.closed_on.is_none())
        {
            text::report_undated(words, seen.moment, out);
        }
    }
}

impl Seen<'_> {
    fn has(&self, submission: &Submission, year: i32, sources: &Sources) -> bool {
        let path = &sources.get(submission.file).path;
        let is_booked = submission.unit.is_some_and(|unit| self.booked.contains(&unit));
        // The originals are the book's to prove; beside them a closed year has only what it was closed with, and so
        // had the days before.
        if (self.corrected)(path) || is_booked && is_original(path) {
            return true;
        }
        if self.closed_on.is_some() && !(self.kept)(path) {
            return false;
        }
        if is_booked {
            return true;
        }
        // A slip of the pen says nothing of when it came: what lies there is not silence.
        let came = filled_on(submission).filter(|on| !is_day_of_another_round(Date(*on), year));
        !self.moment.looking_back || came.is_none_or(|on| self.moment.has_seen(on))
    }

    fn name(&self, submission: &Submission, sources: &Sources, out: &mut Diagnostics) {
        let day = self.moment.seen_on();
        let dated = submission.form.as_ref().and_then(|form| form.filled_on.as_ref());
        let place = dated.map_or_else(|| sources.place(submission.file, 0..0), |on| on.place);
        let came_since = |_: &NaiveDate| !(self.kept)(&sources.get(submission.file).path);
        let (message, label, help) = if let Some(day) = self.closed_on.filter(came_since) {
            let message = format!("定稿（{day}）后收到，未计入");
            let help = match sources.at_desk() {
                true => "确需更正已定稿年度的，请与办公室联系",
                false => "确需计入的，在 record.yaml 的“更正”里写明这个文件",
            };
            (message, "这份材料不在定稿材料里", help)
        } else {
            let message = format!("在所看日期（{day}）之后填报，未计入");
            (message, "这一天还没有这份材料", "要看这份材料，请不写 --as-of，或写填报以后的日期")
        };
        out.report(&rules::LATER, place, message).label(label).help(help);
    }
}

/// Whether the day on which a form says that it was filled in cannot be of its round: that is asked about where it
/// stands, and nothing else is built on it.
pub fn is_day_of_another_round(filled_on: Date, year: i32) -> bool {
    let in_time = filled_on.year() == year + 1 && filled_on.0.month() <= 6;
    filled_on.year() != year && !in_time
}

fn filled_on(submission: &Submission) -> Option<NaiveDate> {
    let form = submission.form.as_ref().or(submission.unclaimed.as_ref())?;
    form.filled_on.as_ref().map(|on| on.0)
}
