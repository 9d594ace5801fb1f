//! Stacked bars and marks one a unit.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{number, whole};

/// A stacked bar: parts from left to right, zeros left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// The parts.
    pub parts: Vec<BarPart>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarPart {
    /// Key of the status.
    pub key: String,
    /// Start in percent.
    pub x: String,
    /// Width in percent.
    pub width: String,
}

/// Stacks counts by status in their order. Starts are computed from the sum so far, so that rounding
/// never leaves a gap.
pub fn bar(parts: &[(String, usize)]) -> Bars {
    let total: usize = parts.iter().map(|(_, n)| n).sum();
    let share = |n: usize| Decimal::from(n) * whole(100) / Decimal::from(total.max(1));
    let mut before = 0;
    let mut stacked = vec![];
    for (key, n) in parts.iter().filter(|(_, n)| *n > 0) {
        stacked.push(BarPart { key: key.clone(), x: number(share(before)), width: number(share(*n)) });
        before += n;
    }
    Bars { parts: stacked }
}

/// Width of a bar for a percentage, kept between 0 and 100: only bars are clipped, numbers never.
/// `None` when the text is no number.
pub fn percent_bar(percent: &str) -> Option<String> {
    let value: Decimal = percent.trim().trim_end_matches('%').trim().parse().ok()?;
    Some(number(value.clamp(Decimal::ZERO, whole(100))))
}

/// Marks one a unit, twelve a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitMarks {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The marks.
    pub marks: Vec<UnitMark>,
}

/// The mark of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitMark {
    /// Its status.
    pub key: String,
    /// Centre in pixels.
    pub x: usize,
    /// Centre in pixels.
    pub y: usize,
}

/// Places one mark a unit; nothing for more units than a picture can show.
pub fn unit_marks(keys: &[String]) -> Option<UnitMarks> {
    const A_ROW: usize = 12;
    if keys.is_empty() || keys.len() > 240 {
        return None;
    }
    let marks = keys.iter().enumerate().map(|(at, key)| UnitMark {
        key: key.clone(),
        x: 9 + 22 * (at % A_ROW),
        y: 9 + 22 * (at / A_ROW),
    });
    let (columns, rows) = (keys.len().min(A_ROW), keys.len().div_ceil(A_ROW));
    Some(UnitMarks { width: 22 * columns - 4, height: 22 * rows - 4, marks: marks.collect() })
}
