//! The time span that a value covers.

use std::fmt;
use std::str::FromStr;

use crate::plan::Date;

/// 时段. Values of different kinds of period are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// 全年.
    Year,
    /// January to a month: 1—11月.
    Months(u32),
    /// 截至 a day.
    AsOf(Date),
    /// 累计 since the base year.
    Cumulative,
}

impl Period {
    /// Whether two values cover the same kind of time (assessment.md, section 1).
    pub fn same_kind(self, other: Period) -> bool {
        match (self, other) {
            (Period::Year, Period::Year) | (Period::Cumulative, Period::Cumulative) => true,
            (Period::Months(a), Period::Months(b)) => a == b,
            (Period::AsOf(a), Period::AsOf(b)) => {
                use chrono::Datelike as _;
                (a.0.month(), a.0.day()) == (b.0.month(), b.0.day())
            }
            _ => false,
        }
    }

    /// Whether it covers the whole year, or everything up to now.
    pub fn is_whole(self) -> bool {
        matches!(self, Period::Year | Period::Cumulative)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year => f.write_str("全年"),
            Period::Months(month) => write!(f, "1—{month}月"),
            Period::AsOf(date) => write!(f, "截至{date}"),
            Period::Cumulative => f.write_str("累计"),
        }
    }
}

impl FromStr for Period {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match text.as_str() {
            "全年" | "年度" => return Ok(Period::Year),
            "累计" => return Ok(Period::Cumulative),
            _ => {}
        }
        if let Some(day) = text.strip_prefix("截至") {
            return day.parse().map(Period::AsOf);
        }
        let months = text.strip_suffix("月").and_then(|t| t.strip_prefix('1')).ok_or(())?;
        let last = months.trim_start_matches(['月', '—', '–', '-', '－', '~', '～', '至']);
        if last.len() == months.len() {
            return Err(());
        }
        match last.parse() {
            Ok(12) => Ok(Period::Year),
            Ok(month @ 2..=11) => Ok(Period::Months(month)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_kinds_are_read_in_the_dashes_that_people_type() {
        for text in ["1—11月", "1-11月", "1～11月", "1月—11月", "1至11月", "1 - 11 月"] {
            assert_eq!(text.parse(), Ok(Period::Months(11)), "{text}");
        }
        assert_eq!("全年".parse(), Ok(Period::Year));
        assert_eq!("1—12月".parse(), Ok(Period::Year));
        assert_eq!("截至2026-10-31".parse::<Period>().map(|p| p.to_string()), Ok("截至2026-10-31".into()));
        for text in ["11月", "111月", "1—13月", "上半年", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
