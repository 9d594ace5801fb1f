//! From which day on the office's text holds.
//!
//! Takes what the mark `<!-- 日期 2026-01-10 -->` says, and the moment; tells whether the text was there. Never takes a
//! text for later than it says, and never guesses a day that nobody wrote.

use super::OfficeWords;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Date, Located, Moment};
use crate::source::Place;

const FILE: &str = "submissions/demo/2025/text.md";

pub(super) static SINCE: Rule = Rule {
    code: "N931",
    name: "text-date",
    severity: Severity::Hint,
    title: "报告文稿的日期不清楚",
    why: "第一个标题之前的“<!-- 日期 2026-01-10 -->”写明文稿从哪一天起使用：回看这一天以前，报告没有这份文稿，仍用各单位的文字。没有写日期的，不知道哪一天写成，回看以前的日子时照印，并在这里提示。定稿以后，文稿以定稿时的为准，改动了要写更正。",
    example: Example::File {
        file: FILE,
        good: "<!-- 日期 2025-12-18 -->\n\n# 总体评价\n\n河流治理按计划推进。\n",
        bad: "<!-- 日期 十二月中旬 -->\n\n# 总体评价\n\n河流治理按计划推进。\n",
    },
};

/// What a comment says after 日期; `None` where it says something else.
pub(super) fn of_note(note: &str) -> Option<&str> {
    let rest = note.strip_prefix("日期").or_else(|| note.strip_prefix("date"))?;
    let said = rest.trim_start_matches([':', '：', ' ', '　']);
    // 日期待定 is a note, and no slip of a date.
    (said.len() < rest.len()).then(|| said.trim())
}

/// Takes over the day that a comment gives, or tells why it cannot.
pub(super) fn take(
    since: &mut Option<Located<Date>>,
    (said, place): (&str, Place),
    first: bool,
    out: &mut Diagnostics,
) {
    let mut tell = |message: String, label: &str| {
        out.report(&SINCE, place, message)
            .label(label)
            .help("在第一个标题之前写一次，例如 <!-- 日期 2026-01-10 -->");
    };
    match said.parse::<Date>() {
        Err(()) if first => tell(format!("“{said}”不是日期，文稿按没有写日期处理"), "日期写错了"),
        Err(()) => {}
        Ok(_) if !first => tell("文稿的日期要写在第一个标题之前，这里的不起作用".to_owned(), "不起作用"),
        Ok(_) if since.is_some() => tell("文稿的日期写了两次，以第一次为准".to_owned(), "第二次"),
        Ok(day) => *since = Some(Located { inner: day, place }),
    }
}

/// Takes out a text that was not there yet, and gives its day; a day that has not come is a slip of the pen where
/// nobody looks back. `until` is the last day of which a text counts.
pub fn forget_later(
    words: &mut Option<OfficeWords>,
    (moment, until): (&Moment, chrono::NaiveDate),
    out: &mut Diagnostics,
) -> Option<Located<Date>> {
    let since = words.as_ref()?.since.filter(|since| since.0 > until)?;
    if moment.looking_back {
        *words = None;
        return Some(since);
    }
    out.report(&SINCE, since.place, format!("文稿的日期{}还没有到，照印", since.inner))
        .label("这一天还没有到")
        .help("请核对日期");
    None
}

/// Tells that nobody knows whether a text was there on the day that somebody looks back to.
pub fn report_undated(words: &OfficeWords, moment: &Moment, out: &mut Diagnostics) {
    let written = words.passages.iter().find(|passage| !passage.pieces.is_empty());
    if let Some(first) = written.filter(|_| words.since.is_none()) {
        let message = format!("报告文稿没有写日期，回看{}照印现在的文稿", moment.seen_on());
        out.report(&SINCE, first.heading, message)
            .label("不知道这一天是否已经写成")
            .help("在第一个标题之前写明从哪一天起使用，例如 <!-- 日期 2026-01-10 -->");
    }
}
