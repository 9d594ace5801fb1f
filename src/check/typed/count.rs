//! A number of a sentence: what it counts, and whether it counts anything.

use rust_decimal::Decimal;

use crate::syntax::{Spoken, scale_of};

/// A number and what it counts.
#[derive(Debug, Clone)]
pub(super) struct Count {
    /// Without a sign: prose says 下降3.
    pub(super) number: Decimal,
    /// By what 万 or 亿 behind it multiplies it.
    pub(super) scale: Decimal,
    /// How its unit of measure begins, without 万 and 亿; `None` where nobody says.
    pub(super) unit: Option<char>,
}

impl Count {
    /// A number with the unit of measure that belongs to it.
    pub(super) fn of(number: Decimal, unit: Option<&str>) -> Self {
        let unit = unit.unwrap_or_default().trim();
        let (scale, unit) = scale_of(unit).unwrap_or((Decimal::ONE, unit));
        Count { number: number.abs(), scale, unit: begins(unit) }
    }

    /// A number of a sentence; what follows it is its unit of measure.
    pub(super) fn in_text(text: &str, number: &Spoken) -> Self {
        let rest = text[number.range.end..].trim_start();
        let rest = scale_of(rest).map_or(rest, |(_, rest)| rest.trim_start());
        Count { number: number.number.abs(), scale: number.scale, unit: begins(rest) }
    }

    /// The values that it may be compared by: as it stands, and with 万 and 亿 multiplied out.
    pub(super) fn values(&self) -> [Decimal; 2] {
        [self.number, self.number.checked_mul(self.scale).unwrap_or(self.number)].map(|n| n.normalize())
    }
}

fn begins(unit: &str) -> Option<char> {
    let first = unit.chars().next().map(|c| if c == '％' { '%' } else { c });
    first.filter(|c| c.is_alphabetic() || matches!(c, '%' | '‰'))
}

/// Whether digits belong to a name or a day: `PM2.5`, `RW-03-01`, `2025年`, `2025-12-15`.
pub(super) fn is_part_of_a_name(text: &str, number: &Spoken) -> bool {
    let (before, behind) = (&text[..number.range.start], &text[number.range.end..]);
    let of_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let head = &before[before.trim_end_matches(of_code).len()..];
    if head.contains(|c: char| c.is_ascii_alphabetic()) {
        return true;
    }
    let digits = number.range.len();
    let tail = &behind[..behind.len() - behind.trim_start_matches(of_code).len()];
    let run = format!("{head}{}{tail}", &text[number.range.clone()]);
    let parts: Vec<&str> = run.split('-').collect();
    let is_day = parts.len() == 3 && parts[0].len() == 4;
    is_day || digits == 4 && behind.starts_with('年')
}

/// Whether a number counts days, months or the items of a list, so that it need not stand in any report.
pub(super) fn is_loose(text: &str, number: &Spoken) -> bool {
    let behind = text[number.range.end..].trim_start_matches(|c: char| "0123456789—–-～~至到".contains(c));
    let begins_line =
        text[..number.range.start].rsplit('\n').next().is_some_and(|head| head.trim().is_empty());
    behind.starts_with(['年', '月', '日']) || begins_line && behind.starts_with(['.', '、', ')', '）'])
}
