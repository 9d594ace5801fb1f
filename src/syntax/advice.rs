//! What to write instead of a number or a date that cannot be read: worked out from what was written.
//!
//! Takes the written word; gives the number or the day it means, or the question that decides it.
//! Never a mend that changes a figure.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use super::plain::{is_plain_number, narrow};

/// Words for powers of ten before a unit, the longest first, and units that only look like one.
const SCALES: [(&str, u32); 9] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("k", 3),
];
const NO_SCALES: [&str; 12] =
    ["千克", "千米", "千瓦", "千卡", "千伏", "千帕", "千焦", "千升", "百分点", "百分之", "kg", "km"];

/// Help for a number with a unit behind it.
pub(super) fn unit(number: &str, unit: &str) -> String {
    let scaled = SCALES.iter().filter(|_| !NO_SCALES.iter().any(|word| unit.starts_with(word)));
    if let Some((scale, zeros)) = scaled.clone().find(|(scale, _)| unit.starts_with(scale)) {
        let bare = unit[scale.len()..].trim();
        let Some(full) = times_ten(number, *zeros) else { return question() };
        return if bare.is_empty() {
            format!("方案的计量单位带“{scale}”的写 {number}，不带的写 {full}")
        } else {
            format!("方案的计量单位是“{scale}{bare}”的写 {number}，是“{bare}”的写 {full}")
        };
    }
    match unit {
        "‰" => match divided_by_ten(number) {
            Some(percent) => format!("方案的计量单位是“‰”的写 {number}，是“%”的写 {percent}"),
            None => question(),
        },
        "成" => match times_ten(number, 1) {
            Some(percent) => format!("{number}成就是{percent}%：计量单位是“%”的写 {percent}"),
            None => question(),
        },
        _ => format!("只写数字：{number}"),
    }
}

/// Help for what is no number at all. `cells`: whether it stands in a workbook, where nothing is left empty
/// by writing `null`.
pub(super) fn number(found: &str, missing: Option<&str>, cells: bool) -> String {
    if let Some(number) = spelt_out(found) {
        return format!("是 {number} 的，写成 {number}；不是的，请写出实际的数");
    }
    let plain: String =
        narrow(found).chars().filter(|c| !matches!(c, '_' | ' ' | '\'' | '’' | '，')).collect();
    if found != plain && is_plain_number(&plain) {
        return format!("是 {plain} 的，写成 {plain}，不加分隔符；不是的，请写出实际的数");
    }
    if found.contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return question();
    }
    match missing {
        Some(missing) => {
            let empty = if cells { "这一格留空" } else { "填 null" };
            format!("填阿拉伯数字，例如 98.5；没有数据的{empty}，并在“{missing}”里写明原因")
        }
        None => "填阿拉伯数字，例如 98.5；没有数据的留空".to_owned(),
    }
}

/// What a computer's spelling of a number means: `.5`, `5.`, `+5`, `1.2e3`.
fn spelt_out(found: &str) -> Option<String> {
    let word = narrow(found.trim()).to_ascii_lowercase();
    let (mantissa, power) = word.split_once('e').unwrap_or((&word, "0"));
    let bare = mantissa.trim_start_matches('+');
    let (sign, digits) = bare.strip_prefix('-').map_or(("", bare), |digits| ("-", digits));
    let digits = digits.trim();
    let whole =
        if digits.starts_with('.') { format!("0{digits}") } else { digits.trim_end_matches('.').to_owned() };
    let number = format!("{sign}{whole}");
    let power: i32 = power.parse().ok()?;
    if !is_plain_number(&number) || !(-9..=9).contains(&power) {
        return None;
    }
    let scale = Decimal::from(10u64.pow(power.unsigned_abs()));
    let value = number.parse::<Decimal>().ok()?;
    if power == 0 {
        return Some(number);
    }
    let value = if power > 0 { value.checked_mul(scale) } else { value.checked_div(scale) };
    value.map(|value| value.normalize().to_string())
}

fn question() -> String {
    "请写出这个数本身，例如 98.5：不写范围、上下标、分数和“约”“以上”一类的词".to_owned()
}

/// `12.3` and 4 → `123000`.
fn times_ten(number: &str, zeros: u32) -> Option<String> {
    let scale = Decimal::from(10u64.checked_pow(zeros)?);
    Some(number.parse::<Decimal>().ok()?.checked_mul(scale)?.normalize().to_string())
}

fn divided_by_ten(number: &str) -> Option<String> {
    Some(number.parse::<Decimal>().ok()?.checked_div(Decimal::TEN)?.normalize().to_string())
}

/// Help for a date: the day that was meant, in the form that is wanted. `year` is the file's.
pub(super) fn date(found: &str, form: &str, year: Option<i32>) -> String {
    let Some((day, sure)) = meant(found, year) else { return format!("请写成 {form} 的形式") };
    let plain = match form {
        "12-15" => day.format("%m-%d").to_string(),
        form if form.starts_with("ongoing") && !found.contains('月') => day.year().to_string(),
        _ => day.format("%Y-%m-%d").to_string(),
    };
    if sure {
        format!("写成 {plain}")
    } else {
        format!("写成 {plain}；不是这一天的，写实际日期")
    }
}

/// The day that a vague date ends on, and whether it is just another spelling of that day.
fn meant(found: &str, year: Option<i32>) -> Option<(NaiveDate, bool)> {
    let word = in_digits(&narrow(found));
    let word = word.trim();
    if word.chars().count() > 24 {
        return None;
    }
    let (numbers, tail) = numbers(word);
    let full = |year: u32| if year < 100 { year + 2000 } else { year };
    match *numbers.as_slice() {
        [all] if (1900_0101..=2999_1231).contains(&all) => {
            Some((NaiveDate::from_ymd_opt((all / 10_000) as i32, all / 100 % 100, all % 100)?, true))
        }
        [y] if y >= 1000 || word.contains('年') => half_or_year(full(y) as i32, &tail),
        [m] if word.contains('月') => month(year?, m, &tail),
        [y, m] if word.contains('年') || y >= 1000 => month(full(y) as i32, m, &tail),
        [m, d] => Some((NaiveDate::from_ymd_opt(year?, m, d)?, false)),
        // An hour behind the day is no part of it.
        [y, m, d, _, ..] if y >= 1000 => Some((NaiveDate::from_ymd_opt(y as i32, m, d)?, true)),
        [y, m, d] if y > 12 => Some((NaiveDate::from_ymd_opt(full(y) as i32, m, d)?, y >= 1000)),
        _ => None,
    }
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

/// The numbers of a word, and what stands behind the last of them.
fn numbers(word: &str) -> (Vec<u32>, String) {
    let mut numbers = vec![];
    let mut rest = word;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        numbers.extend(rest[at..at + digits].parse::<u32>().ok());
        rest = &rest[at + digits..];
    }
    (numbers, rest.to_owned())
}

fn half_or_year(year: i32, tail: &str) -> Option<(NaiveDate, bool)> {
    let month = if tail.contains("上半年") { 6 } else { 12 };
    last_day(year, month).map(|day| (day, false))
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
        ] {
            let help = date(written, "2025-11-30", year);
            assert!(help.contains(&format!("写成 {plain}")), "{written}: {help}");
        }
        assert_eq!(
            date("2028年底", "ongoing、2027 或 2027-06-30", None),
            "写成 2028；不是这一天的，写实际日期"
        );
        assert_eq!(date("尽快", "2025-11-30", Some(2025)), "请写成 2025-11-30 的形式");
        assert_eq!(date("3月", "2025-11-30", None), "请写成 2025-11-30 的形式");
    }

    #[test]
    fn advice_never_changes_a_number() {
        for (written, unit_of, both) in [
            ("8.05", "万亩", ["8.05", "80500"]),
            ("6", "千户", ["6", "6000"]),
            ("2.5", "亿元", ["2.5", "250000000"]),
            ("7.2", "‰", ["7.2", "0.72"]),
        ] {
            let help = unit(written, unit_of);
            assert!(both.iter().all(|number| help.contains(&format!("写 {number}"))), "{help}");
        }
        assert_eq!(unit("35", "千瓦"), "只写数字：35");
        assert_eq!(unit("7", "成"), "7成就是70%：计量单位是“%”的写 70");
        for (written, plain) in [(".5", "0.5"), ("7.", "7"), ("+12", "12"), ("1.5e3", "1500"), ("- 4", "-4")]
        {
            let help = number(written, None, false);
            assert!(help.contains(&format!("写成 {plain}；")), "{written}: {help}");
        }
        assert!(number("若干", None, false).contains("没有数据的留空"));
        assert!(number("12_500", Some("缺失原因"), false).contains("写成 12500"));
        assert!(number("3½", Some("缺失原因"), false).starts_with("请写出这个数本身"));
        assert!(number("若干", Some("缺失原因"), false).contains("“缺失原因”"));
    }
}
