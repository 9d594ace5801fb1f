//! What to write instead of a date that cannot be read: the day that was meant.
//!
//! Takes the written word and the year of the file; gives the day in the form that is wanted.
//! Never a day that the word does not end on: where that is not clear, the form alone is named.

use chrono::{Datelike as _, NaiveDate};

use super::de::shortened;
use super::plain::{narrow, plain_date};
use crate::source::day_of;

/// Help for a date: the day that was meant, in the form that is wanted. `year` is the file's, `ongoing` its word for
/// what has no end.
pub(super) fn date(found: &str, form: &str, year: Option<i32>, ongoing: &str) -> String {
    if let Some((before, remark)) = remarked(found) {
        let help = match plain_date(before) {
            Ok((day, _)) => written(&Meant::day((day, true)), form),
            Err(_) => date(before, form, year, ongoing),
        };
        return format!("{help}；“{}”不写在这里", shortened(remark));
    }
    match meant(found, year) {
        Some(meant) => written(&meant, form),
        None => format!("请写成 {} 的形式", example(form, year, ongoing)),
    }
}

/// A date, and the remark in brackets behind it: `2026-10-31（初步）`.
fn remarked(found: &str) -> Option<(&str, &str)> {
    let found = found.trim();
    let at = found.find(['（', '(']).filter(|at| *at > 0 && found.ends_with(['）', ')']))?;
    Some(found.split_at(at))
}

/// What to write for a day that was meant.
fn written(Meant { day, sure, whole_year }: &Meant, form: &str) -> String {
    let plain = match form {
        "12-15" => day.format("%m-%d").to_string(),
        form if form.contains("2027 或") && *whole_year => day.year().to_string(),
        _ => day.format("%Y-%m-%d").to_string(),
    };
    if *sure {
        format!("写成 {plain}")
    } else {
        format!("写成 {plain}；不是这一天的，写实际日期")
    }
}

/// The form with the file's own year and word in it: an example is copied as it stands.
fn example(form: &str, year: Option<i32>, ongoing: &str) -> String {
    let form = form.replacen("ongoing", ongoing, 1);
    match year.filter(|year| (1900..3000).contains(year)) {
        Some(year) => {
            let next = format!("{}", year.saturating_add(1));
            form.replace("2025", &year.to_string()).replace("2027", &next)
        }
        None => form,
    }
}

/// The day that a vague date ends on.
struct Meant {
    day: NaiveDate,
    /// Whether it is just another spelling of that day.
    sure: bool,
    /// Whether no more than the year was said.
    whole_year: bool,
}

impl Meant {
    fn day((day, sure): (NaiveDate, bool)) -> Self {
        Meant { day, sure, whole_year: false }
    }
}

/// Words for years, counted from the one that a file is about.
const YEARS: [(&str, i32); 10] = [
    ("明年", 1),
    ("次年", 1),
    ("来年", 1),
    ("翌年", 1),
    ("后年", 2),
    ("今年", 0),
    ("本年", 0),
    ("当年", 0),
    ("去年", -1),
    ("上年", -1),
];

/// The day that a vague date ends on.
fn meant(found: &str, year: Option<i32>) -> Option<Meant> {
    let found = narrow(found);
    let named = YEARS.iter().find_map(|(word, apart)| Some((found.split_once(word)?, *apart)));
    let Some(((before, behind), apart)) = named else { return in_year(&in_digits(&found), year) };
    let year = year.and_then(|year| year.checked_add(apart));
    let rest = in_digits(&format!("{before}{behind}"));
    if rest.contains(|c: char| c.is_ascii_digit()) {
        // A year of its own beside it says two things.
        return in_year(&rest, year).filter(|meant| Some(meant.day.year()) == year);
    }
    let year = year.filter(|year| (1900..3000).contains(year))?;
    Some(half_or_year(year, behind))
}

fn in_year(word: &str, year: Option<i32>) -> Option<Meant> {
    let word = word.trim();
    if word.chars().count() > 24 {
        return None;
    }
    let numbers = numbers(word)?;
    let (first, rest) = numbers.split_first()?;
    if first.is_span_of_years() {
        return None;
    }
    if rest.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) && word.len() > 4 {
        return run_of_digits(word).map(Meant::day);
    }
    let is_year =
        first.number >= 1000 || first.behind.starts_with('年') || rest.len() == 2 && first.number > 12;
    // `2025年1-11` may be a day or two months.
    let marks = numbers.get(1).map_or("", |month| month.behind.trim());
    let sure = first.number >= 1000 && (marks.starts_with('月') || marks == first.behind.trim());
    let (year, parts) = match is_year {
        true => {
            (i32::try_from(if first.number < 100 { first.number + 2000 } else { first.number }).ok(), rest)
        }
        false => (year, numbers.as_slice()),
    };
    let (year, last) = (year.filter(|year| (1900..3000).contains(year))?, parts.last());
    if word.contains(['季', 'Q', 'q']) {
        let quarter = last.map(|last| last.number).filter(|quarter| (1..=4).contains(quarter))?;
        return last_day(year, quarter * 3).map(|day| Meant::day((day, false)));
    }
    let day = match parts {
        [] => return Some(half_or_year(year, first.behind)),
        // A span of months ends with its last.
        [.., last] if last.behind.starts_with('月') => month(year, last.number, last.behind),
        [only] if only.behind.starts_with("个月") => month(year, only.number, ""),
        [only] if is_year && !only.behind.starts_with(['周', '旬']) => {
            month(year, only.number, only.behind)
        }
        // An hour behind the day is no part of it.
        [month, day, ..] if is_day(day) && month.leads_to_day() => {
            NaiveDate::from_ymd_opt(year, month.number, day.number).map(|day| (day, sure))
        }
        _ => None,
    };
    day.map(Meant::day)
}

fn is_day(part: &Part<'_>) -> bool {
    part.behind.is_empty() || part.behind.starts_with([' ', '日', '号', 'T', '前', '止'])
}

/// A number of a word, and what stands between it and the next.
struct Part<'w> {
    number: u32,
    behind: &'w str,
}

impl Part<'_> {
    /// Whether it says how long something takes, and not when it is over: `1年内`, `3年左右`, `10年`.
    fn is_span_of_years(&self) -> bool {
        let behind = self.behind.strip_prefix('年');
        let is_length =
            |behind: &str| behind.is_empty() || behind.starts_with(['内', '左', '以', '期', '后']);
        self.number < 1000 && behind.is_some_and(|behind| self.number < 20 || is_length(behind.trim()))
    }

    /// Whether a day of this month follows, and not the end of a span: `11月30`, `11/30`, `11.30`, not `11月第2`.
    fn leads_to_day(&self) -> bool {
        matches!(self.behind.trim(), "月" | "月份" | "/" | "." | "-" | "、" | "")
    }
}

/// Digits alone: a day without its marks, or the number in which Excel keeps a day.
fn run_of_digits(word: &str) -> Option<(NaiveDate, bool)> {
    if word.len() == 8 {
        let all: u32 = word.parse().ok()?;
        let day = NaiveDate::from_ymd_opt((all / 10_000) as i32, all / 100 % 100, all % 100)?;
        return (1900..3000).contains(&day.year()).then_some((day, true));
    }
    let day = (word.len() == 5).then(|| day_of(word)).flatten()?;
    Some((day.parse().ok()?, false))
}

/// A date with its numbers in digits: `二〇二五年十一月三十日` → `2025年11月30日`.
fn in_digits(word: &str) -> String {
    const DIGITS: &str = "零一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|known| known == if c == '〇' { '零' } else { c });
    let chars: Vec<char> = word.chars().collect();
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).is_some_and(|at| digit(chars[at]).is_some());
        let after = chars.get(at + 1).is_some_and(|next| digit(*next).is_some());
        match (c, digit(c)) {
            ('十', _) => out.push_str(match (before, after) {
                (true, true) => "",
                (true, false) => "0",
                (false, true) => "1",
                (false, false) => "10",
            }),
            (_, Some(number)) => out.push_str(&number.to_string()),
            (c, None) => out.push(c),
        }
    }
    out
}

/// The numbers of a word in their order; `None` where one is too long to be part of a date.
fn numbers(word: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = vec![];
    let mut rest = word;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = rest[at..at + digits].parse().ok()?;
        rest = &rest[at + digits..];
        let behind = &rest[..rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len())];
        parts.push(Part { number, behind });
    }
    Some(parts)
}

fn half_or_year(year: i32, tail: &str) -> Meant {
    let is_half = tail.contains("上半年") || tail.contains("年中");
    let (month, day) = if is_half { (6, 30) } else { (12, 31) };
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Meant { day, sure: false, whole_year: !is_half }
}

fn month(year: i32, month: u32, tail: &str) -> Option<(NaiveDate, bool)> {
    let day = match () {
        () if tail.contains("上旬") || tail.contains('初') => NaiveDate::from_ymd_opt(year, month, 10)?,
        () if tail.contains("中旬") => NaiveDate::from_ymd_opt(year, month, 20)?,
        () => last_day(year, month)?,
    };
    Some((day, false))
}

fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let next = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next.0, next.1, 1)?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_date_gets_the_day_it_means() {
        for (written, year, plain) in [
            ("2026年6月末", None, "2026-06-30"),
            ("2024年2月", None, "2024-02-29"),
            ("10月中旬", Some(2026), "2026-10-20"),
            ("2025年底", None, "2025-12-31"),
            ("2027年上半年", None, "2027-06-30"),
            ("9月30日", Some(2026), "2026-09-30"),
            ("26-3-5", None, "2026-03-05"),
            ("20261103", None, "2026-11-03"),
            ("２０２６年８月底", None, "2026-08-31"),
            ("二〇二五年十一月三十日", None, "2025-11-30"),
            ("十月二十五日", Some(2026), "2026-10-25"),
            ("2026-03-05 17:30", None, "2026-03-05"),
            ("2025年第三季度末", None, "2025-09-30"),
            ("二季度", Some(2026), "2026-06-30"),
            ("2026Q1", None, "2026-03-31"),
            ("2025年前3季度", None, "2025-09-30"),
            ("2025年1-11月", None, "2025-11-30"),
            ("1—10月", Some(2026), "2026-10-31"),
            ("2026年一至九月", None, "2026-09-30"),
            ("前11个月", Some(2025), "2025-11-30"),
            ("截至11月25日", Some(2025), "2025-11-25"),
            ("2025/11/25 0:00:00", None, "2025-11-25"),
            ("45991", None, "2025-11-30"),
            ("2025年1-11", None, "2025-01-11；不是这一天的"),
        ] {
            let help = date(written, "2025-11-30", year, "ongoing");
            assert!(help.contains(&format!("写成 {plain}")), "{written}: {help}");
        }
        assert_eq!(
            date("2028年底", "ongoing、2027 或 2027-06-30", None, "ongoing"),
            "写成 2028；不是这一天的，写实际日期"
        );
        assert_eq!(date("尽快", "2025-11-30", Some(2025), "ongoing"), "请写成 2025-11-30 的形式");
        for unclear in ["2025年11月第2周", "2025年第46周", "459911", "2025年5季度", "99999999999999"]
        {
            assert_eq!(
                date(unclear, "2025-11-30", Some(2025), "ongoing"),
                "请写成 2025-11-30 的形式",
                "{unclear}"
            );
        }
        let (due, later) = ("ongoing、2027 或 2027-06-30", "请写成 长期坚持、2031 或 2031-06-30 的形式");
        assert_eq!(date("尽快", due, Some(2030), "长期坚持"), later);
        assert_eq!(date("3月", "2025-11-30", None, "ongoing"), "请写成 2025-11-30 的形式");
    }

    #[test]
    fn a_year_that_is_counted_from_the_report_is_that_one_and_a_length_of_time_is_none() {
        let due = "2027 或 2027-06-30";
        for (written, plain) in [
            ("明年6月底", "2031-06-30"),
            ("次年3月", "2031-03-31"),
            ("明年底", "2031"),
            ("今年年底", "2030"),
            ("来年上半年", "2031-06-30"),
            ("2032.6", "2032-06-30"),
            ("2032年一季度", "2032-03-31"),
            ("2032年上半年", "2032-06-30"),
            ("2032年", "2032"),
            ("46203", "2026-06-30"),
        ] {
            let help = date(written, due, Some(2030), "ongoing");
            assert!(help.contains(&format!("写成 {plain}；")), "{written}: {help}");
        }
        for (written, help) in [
            ("2026-10-31（初步）", "写成 2026-10-31；“（初步）”不写在这里"),
            ("2026年10月31日(周六)", "写成 2026-10-31；“(周六)”不写在这里"),
        ] {
            assert_eq!(date(written, "2025-11-30", Some(2026), "ongoing"), help);
        }
        for length in ["一年内", "3年左右", "十年", "两年", "2027年明年", "30年以后"] {
            let help = date(length, due, Some(2030), "ongoing");
            assert_eq!(help, "请写成 2031 或 2031-06-30 的形式", "{length}");
        }
    }
}
