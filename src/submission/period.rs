//! The time span that a value covers.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Months, NaiveDate};
use unicode_normalization::UnicodeNormalization as _;

use super::PartOfYear;
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
            (Period::AsOf(a), Period::AsOf(b)) => (a.0.month(), a.0.day()) == (b.0.month(), b.0.day()),
            _ => false,
        }
    }

    /// Months from January on that it covers to their last day, where that can be told: 1—11月 and 截至11月30日
    /// are eleven. What adds up over a year is the same in both.
    pub fn whole_months(self) -> Option<u32> {
        match self.part_of_year() {
            _ if self == Period::Cumulative => None,
            None => Some(12),
            Some(part) => part.days().is_none().then_some(part.months()),
        }
    }

    /// The part of its year that it covers from January on, where that is told and is not the whole.
    pub fn part_of_year(self) -> Option<PartOfYear> {
        match self {
            Period::Months(months) => Some(PartOfYear::of_months(months)),
            Period::AsOf(date) => PartOfYear::until(date.0),
            Period::Year | Period::Cumulative => None,
        }
    }

    /// The last day that it covers, in a reporting year; `None` where there is none.
    pub fn last_day(self, year: i32) -> Option<NaiveDate> {
        match self {
            Period::Year => NaiveDate::from_ymd_opt(year, 12, 31),
            Period::Months(12) => NaiveDate::from_ymd_opt(year, 12, 31),
            Period::Months(month) => NaiveDate::from_ymd_opt(year, month + 1, 1)?.pred_opt(),
            Period::AsOf(date) => Some(date.0),
            Period::Cumulative => None,
        }
    }

    /// Of several that cover the same months the one that says so; else the first.
    pub fn of_all(periods: &[Option<Period>]) -> Option<Period> {
        let first = (*periods.first()?)?;
        let alike = periods.iter().all(|other| other.is_some_and(|other| first.same_kind(other)));
        match first.whole_months().filter(|_| !alike) {
            Some(12) => Some(Period::Year),
            Some(months) => Some(Period::Months(months)),
            None => Some(first),
        }
    }

    /// What a text that is none of the kinds most likely means, in a year: to be asked, never to be taken.
    pub fn meant(text: &str, year: i32) -> Option<Period> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let mut numbers: Vec<u32> =
            text.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok()).collect();
        if text.contains("累计") || text.contains("以来") {
            return Some(Period::Cumulative);
        }
        if numbers.first().is_some_and(|first| i64::from(*first) == i64::from(year)) {
            numbers.remove(0);
        }
        // A quarter by itself is no part of a year from its beginning, but for the first.
        let quarters = [("一季度", 3), ("上半年", 6), ("前三季度", 9)];
        let until = |month: u32| if month == 12 { Period::Year } else { Period::Months(month) };
        match *numbers.as_slice() {
            [] if text.contains('截') => None,
            [] => match quarters.iter().find(|(word, _)| text.contains(word)) {
                Some((_, month)) => Some(until(*month)),
                None => text.contains('年').then_some(Period::Year),
            },
            [month, ref day @ ..] if text.contains('截') => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
                let day = day.first().map_or(Some(last), |day| NaiveDate::from_ymd_opt(year, month, *day))?;
                Some(Period::AsOf(Date(day)))
            }
            [1, last @ 2..=12] => Some(until(last)),
            _ => None,
        }
    }

    /// What ends on a day of a year, where nothing else is said: its months up to that one, else up to that day.
    pub fn ending(day: Date, year: i32) -> Option<Period> {
        if day.0.year() != year {
            return None;
        }
        let ends_month = day.0.succ_opt().is_none_or(|next| next.month() != day.0.month());
        Some(match day.0.month() {
            12 if ends_month => Period::Year,
            month @ 2.. if ends_month => Period::Months(month),
            _ => Period::AsOf(day),
        })
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
    fn what_is_no_period_is_asked_about_with_the_one_it_means() {
        for (text, meant) in [
            ("2025年1-11月", "1—11月"),
            ("1～10月份", "1—10月"),
            ("本年度", "全年"),
            ("截至11月底", "截至2025-11-30"),
            ("截止2025年10月15日", "截至2025-10-15"),
            ("累计值", "累计"),
            ("前三季度", "1—9月"),
        ] {
            assert_eq!(Period::meant(text, 2025).map(|p| p.to_string()).as_deref(), Some(meant), "{text}");
        }
        for text in ["11月", "2024", "近期", "3—9月", "第三季度", "三季度", "四季度"] {
            assert_eq!(Period::meant(text, 2025), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_the_end_of_a_period() {
        for (day, ends) in [
            ("2025-11-30", Some("1—11月")),
            ("2025-12-31", Some("全年")),
            ("2025-11-20", Some("截至2025-11-20")),
            ("2025-01-31", Some("截至2025-01-31")),
            ("2024-11-30", None),
        ] {
            let day = day.parse().expect("a day");
            assert_eq!(Period::ending(day, 2025).map(|p| p.to_string()).as_deref(), ends, "{day}");
        }
    }

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
