//! What charts are drawn from: plain series of decimals. `chart` turns them into geometry.
//!
//! Takes nothing; gives years and values with their kinds. Never holds a coordinate.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The run of an indicator over the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Name and unit for the caption.
    pub name: String,
    /// 计量单位.
    pub unit_of_measure: Option<String>,
    /// Whether values lie between 0 and 100.
    pub percent: bool,
    /// The reporting year.
    pub year: i32,
    /// 基期.
    pub baseline: Option<Point>,
    /// Values by year; of several values of a year the most settled one.
    pub actuals: Vec<Actual>,
    /// Nodes of the path after the baseline, by year.
    pub targets: Vec<Node>,
    /// One sentence for `desc`: the run, the last value, the targets.
    pub description: String,
}

/// A value of a year, with its digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Calendar year.
    pub year: i32,
    /// The value.
    #[serde(with = "digits")]
    pub value: Decimal,
    /// As shown.
    pub text: String,
}

/// A reported value of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actual {
    /// Calendar year.
    pub year: i32,
    /// The value.
    #[serde(with = "digits")]
    pub value: Decimal,
    /// As shown.
    pub text: String,
    /// 终值; otherwise 初步值 or 预计值: open circle, dashed line.
    pub is_final: bool,
    /// Whether basis or standard changed since the value before.
    pub break_before: bool,
    /// Whether it is not comparable with the value before, for whatever reason: no line between them.
    pub apart: bool,
}

/// A target on the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Calendar year.
    pub year: i32,
    /// The value.
    #[serde(with = "digits")]
    pub value: Decimal,
    /// With its operator: `≥90.0`.
    pub text: String,
    /// Computed on the line between two nodes, not given.
    pub interpolated: bool,
}

/// Units received day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// Month in words for the caption: `2025年12月`.
    pub month: String,
    /// Days of the month.
    pub days: u32,
    /// Received by day of the month; days without any are absent.
    pub received: Vec<Day>,
    /// The last day in time.
    pub deadline_day: u32,
    /// `12月15日24时截止`.
    pub deadline_text: String,
    /// One sentence for `desc`.
    pub description: String,
}

/// What came in on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Day of the month.
    pub day: u32,
    /// How many.
    pub n: usize,
    /// How many of them 迟报: a unit with an extension is in time on its own day.
    pub late: usize,
}

/// Units received, added up day by day, beside last year's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    /// This year's.
    pub now: Arrivals,
    /// Last year's, where it is known.
    pub before: Option<Arrivals>,
    /// One sentence for `desc`.
    pub description: String,
    /// How many are placed by their own date.
    pub note: String,
}

/// What came in, by days from the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrivals {
    /// `2025年`.
    pub label: String,
    /// 应报.
    pub expected: usize,
    /// Days from the deadline, below nothing before it, with how many came; ascending.
    pub by_day: Vec<(i64, usize)>,
    /// The last day that was looked at.
    pub until: i64,
}

/// Decimals as their digits: JSON numbers would lose them.
mod digits {
    use std::str::FromStr as _;

    use rust_decimal::Decimal;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        Decimal::from_str(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
