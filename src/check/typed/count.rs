//! A number of a sentence: what it counts, and whether it counts anything.

use rust_decimal::Decimal;

use crate::plan::Plan;
use crate::syntax::{Spoken, scale_behind, scale_of, spoken};

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
        let end = number.range.end;
        let rest = scale_behind(text, end).map_or(&text[end..], |(_, rest)| rest).trim_start();
        let rest = number.part_of.unwrap_or(rest);
        Count { number: number.number.abs(), scale: number.scale, unit: begins(rest) }
    }

    /// The same; where it has no unit of measure of its own, with the one that belongs to it.
    pub(super) fn or_of(self, unit: Option<&str>) -> Self {
        if self.unit.is_some() { self } else { Count { scale: self.scale, ..Count::of(self.number, unit) } }
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

/// A number of a sentence that counts or measures something, or may.
pub(super) struct Quantity {
    pub(super) number: Spoken,
    /// Letters before it tell what it measures (`pH6.45`), or are a name that nobody has said.
    pub(super) behind_letters: bool,
    /// Whether it counts days, months or the items of a list.
    pub(super) loose: bool,
}

impl Quantity {
    /// Whether it surely counts something that a report tells.
    pub(super) fn counts_something(&self) -> bool {
        !self.loose && !self.number.is_a_word()
    }
}

/// The names with digits in them that a plan knows, and those that everybody knows: `RW-03-01`, `PM2.5`.
pub(super) struct Names(String);

/// Names of what is measured, and of standards and codes by how they begin.
const KNOWN: [&str; 14] =
    ["pm2.5", "pm10", "pm1", "co2", "co2e", "so2", "so3", "no2", "n2o", "o3", "ch4", "h2s", "nh3", "bod5"];
const CODES: [&str; 8] = ["gb", "db", "hj", "cj", "sl", "ly", "t", "no"];

impl Names {
    /// The names of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let words = serde_json::to_string(&plan.definition).unwrap_or_default();
        Names(words.to_ascii_lowercase())
    }

    fn has(&self, run: &str) -> bool {
        let run = run.to_ascii_lowercase();
        let run = run.trim_matches(['-', '—', '–']);
        let letters = &run[..run.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(run.len())];
        KNOWN.contains(&run) || CODES.contains(&letters) || self.0.contains(run)
    }

    /// The numbers of a text that are no part of a name or a day.
    pub(super) fn quantities(&self, text: &str) -> Vec<Quantity> {
        let of_text = |number: Spoken| {
            let behind_letters = match within(text, &number) {
                Within::Day => return None,
                Within::Letters(run) if self.has(run) => return None,
                Within::Letters(_) => true,
                Within::Nothing => false,
            };
            let loose = is_loose(text, &number);
            Some(Quantity { number, behind_letters, loose })
        };
        spoken(text).into_iter().filter_map(of_text).collect()
    }
}

/// What digits belong to, where it is no quantity by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within<'t> {
    /// Nothing: a number.
    Nothing,
    /// A day or a year: `2025-12-15`, `2025年`.
    Day,
    /// Letters stand before them: a name (`PM2.5`, `RW-03-01`), or what is measured (`pH6.45`).
    Letters(&'t str),
}

/// What the digits of a number belong to.
fn within<'t>(text: &'t str, number: &Spoken) -> Within<'t> {
    let (before, behind) = (&text[..number.range.start], &text[number.range.end..]);
    let of_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '—' | '–');
    let head = &before[before.trim_end_matches(of_code).len()..];
    let tail = &behind[..behind.len() - behind.trim_start_matches(of_code).len()];
    let all = number.range.start - head.len()..number.range.end + tail.len();
    if head.contains(|c: char| c.is_ascii_alphabetic()) {
        return Within::Letters(&text[all]);
    }
    let run = &text[all];
    let parts: Vec<&str> = run.split('-').collect();
    let is_day = parts.len() == 3 && parts[0].len() == 4;
    let is_year = behind.starts_with('年') && text[number.range.clone()].chars().count() == 4;
    if is_day || is_year { Within::Day } else { Within::Nothing }
}

/// Whether a number counts days, months or the items of a list, so that it need not stand in any report.
fn is_loose(text: &str, number: &Spoken) -> bool {
    let behind = text[number.range.end..].trim_start_matches(|c: char| "0123456789—–-～~至到".contains(c));
    let begins_line =
        text[..number.range.start].rsplit('\n').next().is_some_and(|head| head.trim().is_empty());
    behind.starts_with(['年', '月', '日']) || begins_line && behind.starts_with(['.', '、', ')', '）'])
}
