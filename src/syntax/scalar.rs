//! Single values as people write them: numbers with their digits, dates, ids; each with its place.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr as _;

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

use super::faults::What;
use super::plain::{plain_date, plain_id, plain_number};

// Names under which the tree's deserializer knows these types. Other deserializers see newtypes.
pub(super) const LOCATED: &str = "nianbao::Located";
pub(super) const NUMBER: &str = "nianbao::Number";
pub(super) const DATE: &str = "nianbao::Date";
pub(super) const ID: &str = "nianbao::Id";
pub(super) const MONTH_DAY: &str = "nianbao::MonthDay";
pub(super) const DUE: &str = "nianbao::Due";

/// Types that are read from one word: the reader normalises it, the type takes the plain form.
trait FromWord: Sized {
    fn from_word(word: &str) -> Result<Self, What>;
}

struct WordVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: FromWord> Visitor<'de> for WordVisitor<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        let word = String::deserialize(d)?;
        T::from_word(&word).map_err(|what| de::Error::custom(format!("{what:?}")))
    }
    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        T::from_word(word).map_err(|what| de::Error::custom(format!("{what:?}")))
    }
}

macro_rules! word_type {
    ($type:ident, $name:expr, $schema:tt) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_newtype_struct($name, WordVisitor::<$type>(std::marker::PhantomData))
            }
        }
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

/// A decimal number with its written digits: `12.50` stays `12.50`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Number {
    /// The digits as written, in ASCII and without thousands separators.
    pub written: String,
    /// The value.
    pub value: Decimal,
}

word_type!(Number, NUMBER, {
    "type": ["string", "number"],
    "description": "数字，可以加引号；不带计量单位和百分号",
});

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl FromWord for Number {
    fn from_word(word: &str) -> Result<Self, What> {
        let written = plain_number(word)?.into_owned();
        let value = Decimal::from_str(&written).map_err(|_| What::NotANumber { found: word.to_owned() })?;
        Ok(Number { written, value })
    }
}

impl Number {
    /// Digits after the decimal point, as written.
    pub fn decimals(&self) -> u32 {
        self.written.split_once('.').map_or(0, |(_, digits)| digits.len() as u32)
    }
}

impl std::str::FromStr for Number {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Number::from_word(text).map_err(|_| ())
    }
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

word_type!(Date, DATE, { "type": "string", "format": "date", "description": "日期，写成 2025-12-15" });

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromWord for Date {
    fn from_word(word: &str) -> Result<Self, What> {
        plain_date(word).map(|(date, _)| Date(date))
    }
}

impl Date {
    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// As prose has it: `2026年12月15日` (GB/T 15835: no zero in front).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }
}

impl std::str::FromStr for Date {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Date::from_word(text).map_err(|_| ())
    }
}

/// An identifier: ASCII letters, digits and `-`. Compared without regard to case; shown as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub String);

word_type!(Id, ID, { "type": "string", "pattern": "^[A-Za-z0-9-]+$", "description": "编号：字母、数字和短横线" });

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromWord for Id {
    fn from_word(word: &str) -> Result<Self, What> {
        plain_id(word).map(|id| Id(id.to_owned()))
    }
}

impl std::str::FromStr for Id {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Id::from_word(text).map_err(|_| ())
    }
}

impl Id {
    /// Lower case: how ids are compared, and the address of their page.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A day of every year: `12-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    /// 1—12.
    pub month: u32,
    /// 1—31.
    pub day: u32,
}

word_type!(MonthDay, MONTH_DAY, { "type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$", "description": "每年的月和日，写成 12-15" });

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromWord for MonthDay {
    fn from_word(word: &str) -> Result<Self, What> {
        let bad = || What::BadDate { found: word.to_owned(), form: "12-15" };
        let (month, day) = word.trim().split_once('-').ok_or_else(bad)?;
        let (month, day) = (month.parse().map_err(|_| bad())?, day.parse().map_err(|_| bad())?);
        // 2024 is a leap year: 02-29 is a day of some years.
        NaiveDate::from_ymd_opt(2024, month, day).ok_or_else(bad)?;
        Ok(MonthDay { month, day })
    }
}

impl MonthDay {
    /// That day of a year; 29 February falls on the 28th where there is none.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.saturating_sub(1)))
    }
}

/// When a task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// 长期坚持: no end.
    Ongoing,
    /// By the end of a year.
    Year(i32),
    /// By a day.
    Date(Date),
}

word_type!(Due, DUE, { "type": ["string", "integer"], "description": "完成时限：ongoing（长期坚持）、年份或日期" });

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::Ongoing => f.write_str("ongoing"),
            Due::Year(year) => write!(f, "{year}"),
            Due::Date(date) => date.fmt(f),
        }
    }
}

impl FromWord for Due {
    fn from_word(word: &str) -> Result<Self, What> {
        let word = word.trim();
        if matches!(word, "ongoing" | "长期坚持" | "持续推进") {
            return Ok(Due::Ongoing);
        }
        // A year that a calendar of today can hold: what is read must read the same when it is written.
        if let Some(year) = word.parse().ok().filter(|year| word.len() == 4 && *year >= 1900) {
            return Ok(Due::Year(year));
        }
        plain_date(word).map(|(date, _)| Due::Date(Date(date))).map_err(|what| match what {
            What::BadDate { found, .. } => What::BadDate { found, form: "ongoing、2027 或 2027-06-30" },
            other => other,
        })
    }
}

impl Due {
    /// The last day; `None` when there is no end. A year ends on 31 December.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Due::Ongoing => None,
            Due::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Due::Date(date) => Some(date.0),
        }
    }

    /// As a table has it: `长期坚持`, `2027年`, `2027-06-30`.
    pub fn chinese(self) -> String {
        match self {
            Due::Ongoing => "长期坚持".into(),
            Due::Year(year) => format!("{year}年"),
            Due::Date(date) => date.to_string(),
        }
    }
}

/// The plain form of a word for a type of this module, and whether it differs in a way worth a hint.
pub(super) fn plain_form<'w>(type_name: &str, word: &'w str) -> Result<(Cow<'w, str>, bool), What> {
    match type_name {
        NUMBER => plain_number(word).map(|plain| {
            let differs = plain != word.trim();
            (plain, differs)
        }),
        DATE => {
            plain_date(word).map(|(date, plain)| (Cow::Owned(date.format("%Y-%m-%d").to_string()), !plain))
        }
        ID => plain_id(word.trim()).map(|id| (Cow::Borrowed(id), false)),
        MONTH_DAY => MonthDay::from_word(word).map(|day| (Cow::Owned(day.to_string()), false)),
        DUE => Due::from_word(word).map(|due| (Cow::Owned(due.to_string()), false)),
        _ => Ok((Cow::Borrowed(word), false)),
    }
}

/// A value that the type of this module accepts, for placeholders.
pub(super) fn placeholder(type_name: &str, other: bool) -> &'static str {
    let (one, another) = match type_name {
        NUMBER => ("0", "1"),
        DATE | DUE => ("2000-01-01", "2999-12-31"),
        MONTH_DAY => ("12-31", "01-01"),
        _ => ("x", "y"),
    };
    if other { another } else { one }
}
