//! Numbers and dates as documents print them.
//!
//! Takes half-width text; gives digits and dates.
//! Never rounds and never multiplies: 1.2万个 is 1.2 in 万个.

use chrono::NaiveDate;

use super::text::{half_width, patterns};
use crate::plan::Date;

patterns! {
    DATE = r"(?P<y>20\d\d|二[〇○零Oo]{1}[〇○零Oo一二三四五六七八九]{2})[年./-](?P<m>[\d一二三四五六七八九十]{1,3})[月./-](?P<d>[\d一二三四五六七八九十]{1,3})";
}

/// The first whole date in a text.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let c = DATE.captures(&text)?;
    let year = year_of(&c["y"])?;
    let day = |name: &str| chinese(&c[name]).and_then(|n| u32::try_from(n).ok());
    NaiveDate::from_ymd_opt(year, day("m")?, day("d")?).map(Date)
}

/// A year in digits of either kind.
pub(crate) fn year_of(text: &str) -> Option<i32> {
    let digits: Option<String> = text
        .chars()
        .map(|c| match c {
            '〇' | '○' | '零' | 'O' | 'o' => Some('0'),
            c if c.is_ascii_digit() => Some(c),
            c => chinese_digit(c).and_then(|d| char::from_digit(d, 10)),
        })
        .collect();
    digits?.parse().ok()
}

fn chinese_digit(c: char) -> Option<u32> {
    "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32).or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

/// A whole number below ten thousand, in Arabic or Chinese digits.
pub(crate) fn chinese(text: &str) -> Option<i64> {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut sum, mut last) = (0i64, None::<i64>);
    for c in text.chars() {
        let scale = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            c => {
                last = Some(i64::from(chinese_digit(c)?));
                continue;
            }
        };
        sum = sum.checked_add(last.take().unwrap_or(1).checked_mul(scale)?)?;
    }
    sum.checked_add(last.unwrap_or(0))
}

/// 百分之九十五点五 as `95.5`.
pub(crate) fn percent(text: &str) -> Option<String> {
    let text = text.strip_prefix("百分之")?;
    let (whole, rest) = text.split_once('点').map_or((text, None), |(w, r)| (w, Some(r)));
    let whole = chinese(whole)?.to_string();
    let Some(rest) = rest else { return Some(whole) };
    let digits: Option<String> =
        rest.chars().map(|c| chinese_digit(c).and_then(|d| char::from_digit(d, 10))).collect();
    Some(format!("{whole}.{}", digits?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_chinese() {
        assert_eq!(chinese("十二"), Some(12));
        assert_eq!(chinese("三百零五"), Some(305));
        assert_eq!(chinese("两"), Some(2));
        assert_eq!(percent("百分之九十五点五").as_deref(), Some("95.5"));
        assert_eq!(date_in("二〇二五年五月二十二日").map(|d| d.0.to_string()).as_deref(), Some("2025-05-22"));
        assert_eq!(date_in("2025-13-02"), None);
    }
}
