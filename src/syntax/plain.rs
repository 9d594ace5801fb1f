//! What people type for a number, a date or an id, in its plain form.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::faults::What;
use super::layout::{is_blank, is_invisible};

/// The most digits of a number: more cannot be a figure of a report, and must not overflow.
const MAX_DIGITS: usize = 20;

/// Full-width letters, digits and signs in their ASCII form, and nothing else: `²`, `½` and `①` are
/// other numbers or none, and stay what they are.
pub(super) fn narrow(word: &str) -> String {
    word.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '−' | '—' | '–' | '﹣' | '‐' | '‑' => '-',
            c if is_blank(c) => ' ',
            c => c,
        })
        .collect()
}

/// Words that make a number vague, and signs of ranges and fractions.
const VAGUE: [&str; 19] = [
    "以上", "以下", "以内", "左右", "上下", "余", "多", "约", "近", "强", "弱", "不足", "超", "半", "至",
    "-", "~", "/", "到",
];

/// A number in plain ASCII digits, from full-width digits and thousands separators.
pub(super) fn plain_number(word: &str) -> Result<Cow<'_, str>, What> {
    let word = word.trim();
    if is_plain_number(word) {
        return Ok(Cow::Borrowed(word));
    }
    let not_a_number = || What::NotANumber { found: word.to_owned() };
    if word.chars().count() > 40 {
        return Err(not_a_number());
    }
    let ascii = narrow(word);
    let ascii = ascii.trim();
    if is_plain_number(ascii) {
        return Ok(Cow::Owned(ascii.to_owned()));
    }
    if let Some(joined) = without_separators(ascii) {
        return Ok(Cow::Owned(joined));
    }
    let end = ascii.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-' | '+'));
    let (number, unit) = ascii.split_at(end.unwrap_or(ascii.len()));
    let (number, unit) = (number.trim(), unit.trim());
    let number = without_separators(number).unwrap_or_else(|| number.to_owned());
    let is_unit = !unit.is_empty()
        && !unit.starts_with(['_', '\'', '’', '\"'])
        && !unit.contains(char::is_numeric)
        && !is_exponent(unit)
        && !is_vague(unit);
    if is_unit && is_plain_number(&number) {
        return Err(What::UnitInside { found: word.to_owned(), number, unit: unit.to_owned() });
    }
    Err(not_a_number())
}

/// Whether what follows a number says that it is none: `98%以上`, `3个多`. `微克/立方米` is a unit.
fn is_vague(unit: &str) -> bool {
    let compound = unit.split('/').count() == 2 && !unit.starts_with('/') && !unit.ends_with('/');
    VAGUE.iter().any(|word| unit.contains(word) && !(*word == "/" && compound))
}

/// `e9`, `E+11`: a spreadsheet's way of shortening a long number, whose digits are lost.
fn is_exponent(unit: &str) -> bool {
    unit.strip_prefix(['e', 'E'])
        .is_some_and(|power| power.trim_start_matches(['+', '-']).bytes().all(|b| b.is_ascii_digit()))
}

pub(super) fn is_plain_number(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction) && whole.len() + fraction.len() <= MAX_DIGITS
}

/// `1,595` and `1,234,567.8` without their separators; `None` where the commas are not thousands.
fn without_separators(text: &str) -> Option<String> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let whole = body.split('.').next().unwrap_or("");
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut rest = groups.clone().peekable();
    rest.peek()?;
    let thousands = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let joined = text.replace(',', "");
    (thousands && is_plain_number(&joined)).then_some(joined)
}

/// A date, and whether it was written in the plain form `2025-12-15`.
pub(super) fn plain_date(word: &str) -> Result<(NaiveDate, bool), What> {
    let word = word.trim();
    let fault = || What::BadDate { found: word.to_owned(), form: "2025-11-30" };
    if word.chars().count() > 20 {
        return Err(fault());
    }
    let ascii = narrow(word);
    const MARKS: [char; 6] = ['年', '月', '日', '.', '/', '-'];
    let marks: Vec<&str> = ascii.matches(MARKS).collect();
    // Other marks are no day: `2025年1-11月` is a span of months.
    let is_day = matches!(marks.as_slice(), ["年", "月"] | ["年", "月", "日"])
        || matches!(marks.as_slice(), [first, second] if first == second && first.is_ascii());
    let parts: Vec<&str> = ascii.split(MARKS).map(str::trim).collect();
    let parts = match parts.as_slice() {
        [y, m, d] | [y, m, d, ""] if is_day => [*y, *m, *d],
        _ => return Err(fault()),
    };
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        (digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
            .ok_or_else(fault)
    };
    let (year, month, day) = (number(parts[0], 4..=4)?, number(parts[1], 1..=2)?, number(parts[2], 1..=2)?);
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)
        .ok_or_else(|| What::ImpossibleDate { found: word.to_owned() })?;
    Ok((date, word == date.format("%Y-%m-%d").to_string()))
}

pub(super) fn plain_id(word: &str) -> Result<&str, What> {
    let fits = !word.is_empty()
        && word.len() <= 64
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && word.bytes().any(|b| b.is_ascii_alphanumeric());
    if fits { Ok(word) } else { Err(What::BadId { found: word.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::super::scalar::Date;
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (written, plain) in [
            ("12.50", "12.50"),
            ("１２", "12"),
            ("1,595", "1595"),
            ("1,234,567.8", "1234567.8"),
            ("-3.0", "-3.0"),
            ("９８．６", "98.6"),
        ] {
            assert_eq!(plain_number(written).ok().as_deref(), Some(plain), "{written}");
        }
        for (written, number) in [("98%", "98"), ("12.3万", "12.3"), ("38微克/立方米", "38"), ("98％", "98")]
        {
            match plain_number(written) {
                Err(What::UnitInside { number: found, .. }) => assert_eq!(found, number),
                other => panic!("{written}: {other:?}"),
            }
        }
        for written in
            ["10²", "1½", "③", "7_500", "7 500", "98%以上", "3—5个", "40%-50%", "二", "12.3.1万", "5/8"]
        {
            assert!(matches!(plain_number(written), Err(What::NotANumber { .. })), "{written}");
        }
        for written in ["九十八", "", "1,59", "1.2.3", "约90", "NaN", "1e9", "+-1", ".5"] {
            assert!(matches!(plain_number(written), Err(What::NotANumber { .. })), "{written}");
        }
        assert!(plain_number(&"9".repeat(30)).is_err());
    }

    #[test]
    fn dates_are_read_in_four_forms() {
        for written in ["2025-12-15", "2025年12月15日", "2025.12.15", "2025/12/15", "2025-12-15 "] {
            assert_eq!(written.parse::<Date>().ok().map(|d| d.to_string()).as_deref(), Some("2025-12-15"));
        }
        assert!(matches!(plain_date("2025-02-30"), Err(What::ImpossibleDate { .. })));
        for written in [
            "11月底",
            "2025-12",
            "25-12-15",
            "明天",
            "2025-12-15-1",
            "2025年1—11月",
            "2025年11-30",
            "2025月11年30",
        ] {
            assert!(matches!(plain_date(written), Err(What::BadDate { .. })), "{written}");
        }
    }
}
