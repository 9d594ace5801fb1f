//! A number of a cell in the digits that the cell shows.

use chrono::{Days, NaiveDate};
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::format::{Format, Look, Parts, Section, measure};
use super::sheet::{Shown, Written};

/// Digits that a cell can hold; what lies behind is noise of binary numbers.
const DIGITS: u32 = 15;

/// Where a stored number comes from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin {
    /// The day that the workbook counts from.
    pub(super) from_1904: bool,
    /// Whether a formula made it: then nobody has seen more of it than is shown. What was typed keeps all of its
    /// digits.
    pub(super) formula: bool,
}

/// The stored number of a cell as it is shown.
pub(super) fn number(stored: &str, format: &Format, origin: Origin) -> Written {
    let stored = stored.trim();
    let exact = Decimal::from_str_exact(stored).or_else(|_| Decimal::from_scientific(stored));
    let exact = exact.ok().and_then(|number| number.round_sf(DIGITS)).map(|number| number.normalize());
    let written =
        |text: String, shown| Written { text, shown, formula: origin.formula, ..Written::default() };
    let Some(number) = exact else { return written(stored.to_owned(), Shown::Number) };
    let Section { look, before, after, .. } = format.of(number);
    let measured = |digits: String| match (before.as_str(), after.as_str()) {
        ("", "") => written(digits, Shown::Number),
        _ => written(format!("{before}{digits}{after}"), Shown::Measured),
    };
    let plain = || written(number.to_string(), Shown::Number);
    match look {
        Look::Date(parts) => {
            day_shown(number, parts, origin).map_or_else(plain, |(text, shown)| written(text, shown))
        }
        Look::Percent { decimals } => number
            .checked_mul(Decimal::ONE_HUNDRED)
            .map(|percent| percent.normalize())
            .map_or_else(plain, |percent| {
                let digits = shown_digits(percent, decimals, origin);
                let rounded = rounded(percent, decimals, origin).map_or_else(String::new, |seen| seen + "%");
                Written { rounded, ..written(format!("{digits}%"), Shown::Percent) }
            }),
        Look::Plain { decimals, shift: 0 } => {
            let rounded = rounded(number, decimals, origin).unwrap_or_default();
            Written { rounded, ..measured(shown_digits(number, decimals, origin)) }
        }
        Look::Plain { decimals, shift } => match shifted(number, shift, decimals) {
            Some(digits) => Written { shown: Shown::Scaled, stored: number.to_string(), ..measured(digits) },
            None => plain(),
        },
        Look::Other => measured(number.to_string()),
    }
}

/// The digits of a number of which the last ones are left out.
fn shifted(number: Decimal, shift: u32, decimals: u32) -> Option<String> {
    let unit = Decimal::from(10u64.checked_pow(shift)?);
    let shown = number.checked_div(unit)?;
    let mut shown = shown.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    shown.rescale(decimals);
    Some(shown.to_string())
}

/// A day as far as it is shown: nobody has seen which day of its month stands behind `2027年6月`.
fn day_shown(number: Decimal, parts: Parts, origin: Origin) -> Option<(String, Shown)> {
    Some(as_far(day(number, parts.clock, origin.from_1904)?, parts))
}

/// A day, of which as much is left as is shown.
pub(super) fn as_far(whole: String, parts: Parts) -> (String, Shown) {
    let date = whole.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    let Some(date) = date.filter(|_| !parts.clock) else { return (whole, Shown::Date) };
    match parts {
        Parts { year: true, month: true, day: false, .. } => {
            (date.format("%Y年%-m月").to_string(), Shown::Date)
        }
        Parts { year: true, month: false, day: false, .. } => (date.format("%Y年").to_string(), Shown::Date),
        Parts { year: false, month: true, day: true, .. } => (whole, Shown::NoYear),
        Parts { year: false, month: true, day: false, .. } => (date.format("%-m月").to_string(), Shown::Date),
        _ => (whole, Shown::Date),
    }
}

/// How a number is shown, by what a cell shows of it: `12,000.00元` of 12000.
pub(super) fn as_shown(words: &str, stored: &str) -> Format {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (words.find(is_digit), words.rfind(is_digit)) else {
        return Look::Plain { decimals: 0, shift: 0 }.into();
    };
    let digits: String = words[first..=last].chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    let decimals = digits.split_once('.').map_or(0, |(_, rest)| rest.len() as u32);
    let (before, after) = measure(&words[..first], &words[last + 1..]);
    let numbers = Decimal::from_str_exact(&digits).ok().zip(Decimal::from_str_exact(stored.trim()).ok());
    let Some((shown, stored)) = numbers else {
        return Section { before, after, ..Section::default() }.into();
    };
    // Within half a unit of the last digit that is shown, it is the number itself.
    let is = |shift: u32| {
        let unit = Decimal::from(10u64.checked_pow(shift)?);
        let near = stored.abs().checked_div(unit)?.checked_sub(shown)?.abs();
        Some(near <= Decimal::new(5, decimals.min(DIGITS) + 1))
    };
    let shift = (0..=12).find(|shift| is(*shift) == Some(true)).unwrap_or(0);
    Section { look: Look::Plain { decimals, shift }, before, after, ..Section::default() }.into()
}

/// What of a day a cell shows: `2027年6月` has no day, `6月30日` no year.
pub(super) fn day_as_shown(words: &str) -> Parts {
    let groups: Vec<&str> =
        words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let year = groups.iter().any(|run| run.len() == 4);
    match groups.len() {
        1 => Parts { year, month: !year, ..Parts::default() },
        2 => Parts { year, month: true, day: !year, clock: false },
        _ => Parts::day(false),
    }
}

/// The day of a number that may stand for one although nothing says so: 46356 → 2026-11-30.
pub fn day_of(text: &str) -> Option<String> {
    let number = Decimal::from_str_exact(text.trim()).ok()?;
    day(number, false, false)
}

/// At least so many decimals, and of a result no more.
fn shown_digits(mut number: Decimal, decimals: u32, origin: Origin) -> String {
    let decimals = decimals.min(DIGITS);
    if number.scale() < decimals {
        number.rescale(decimals);
    } else if origin.formula {
        number = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    }
    number.to_string()
}

/// What a cell shows of a number that was typed with more digits, if that is another number.
fn rounded(number: Decimal, decimals: u32, origin: Origin) -> Option<String> {
    let decimals = decimals.min(DIGITS);
    let shown = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    (!origin.formula && shown != number).then(|| shown.to_string())
}

fn day(number: Decimal, clock: bool, from_1904: bool) -> Option<String> {
    let whole = number.trunc();
    let days = whole.to_u64().filter(|days| *days < 3_000_000)?;
    // Day 60 of the calendar of 1900 never was; nothing that is reported lies before it.
    let first =
        if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    let date = first.checked_add_days(Days::new(days))?;
    let minutes = (number.checked_sub(whole)?).checked_mul(Decimal::from(24 * 60))?.round().to_u64()?;
    Some(match (clock && minutes > 0, days) {
        (true, 0) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        (true, _) => format!("{date} {:02}:{:02}", minutes / 60, minutes % 60),
        _ => date.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_the_noise_and_with_the_zeros() {
        let plain = |stored: &str| number(stored, &Format::default(), Origin::default()).text;
        assert_eq!(plain("70.900000000000006"), "70.9");
        assert_eq!(plain("0.1"), "0.1");
        assert_eq!(plain("1.38E+10"), "13800000000");
        assert_eq!(plain("1E400"), "1E400");
        assert_eq!(
            number("70.9", &Look::Plain { decimals: 2, shift: 0 }.into(), Origin::default()).text,
            "70.90"
        );
        let computed = Origin { formula: true, ..Origin::default() };
        assert_eq!(
            number("83.333333333333329", &Look::Plain { decimals: 1, shift: 0 }.into(), computed).text,
            "83.3"
        );
        assert_eq!(number("0.8125", &Look::Percent { decimals: 1 }.into(), computed).text, "81.3%");
        assert_eq!(
            number("70.123", &Look::Plain { decimals: 2, shift: 0 }.into(), Origin::default()).text,
            "70.123"
        );
    }

    #[test]
    fn what_a_cell_shows_of_more_digits_is_known() {
        let seen = |stored: &str, look: Look, formula| {
            let origin = Origin { formula, ..Origin::default() };
            number(stored, &look.into(), origin).rounded
        };
        let one = Look::Plain { decimals: 1, shift: 0 };
        assert_eq!(seen("61.96", one, false), "62.0");
        assert_eq!(seen("61.900000000000006", one, false), "", "noise of binary numbers is no digit");
        assert_eq!(seen("61.9", one, false), "");
        assert_eq!(seen("61.96", one, true), "", "of a result nobody has seen more than is shown");
        assert_eq!(seen("0.98123", Look::Percent { decimals: 0 }, false), "98%");
        assert_eq!(seen("61.96", Look::Other, false), "");
    }

    #[test]
    fn percentages_and_days_are_known() {
        let percent = number("0.98", &Look::Percent { decimals: 0 }.into(), Origin::default());
        assert_eq!((percent.text.as_str(), percent.shown), ("98%", Shown::Percent));
        assert_eq!(
            number("0.70920000000000005", &Look::Percent { decimals: 2 }.into(), Origin::default()).text,
            "70.92%"
        );
        assert_eq!(number("0.7", &Look::Percent { decimals: 2 }.into(), Origin::default()).text, "70.00%");
        let day = number("46356", &Look::Date(Parts::day(false)).into(), Origin::default());
        assert_eq!((day.text.as_str(), day.shown), ("2026-11-30", Shown::Date));
        assert_eq!(
            number(
                "44894",
                &Look::Date(Parts::day(false)).into(),
                Origin { from_1904: true, ..Origin::default() }
            )
            .text,
            "2026-11-30"
        );
        assert_eq!(
            number("46356.5", &Look::Date(Parts::day(true)).into(), Origin::default()).text,
            "2026-11-30 12:00"
        );
        assert_eq!(
            number("1E15", &Look::Date(Parts::day(true)).into(), Origin::default()).shown,
            Shown::Number
        );
    }
}
