//! A number of a cell in the digits that the cell shows.

use chrono::{Days, NaiveDate};
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::format::Format;
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
pub(super) fn number(stored: &str, format: Format, origin: Origin) -> Written {
    let stored = stored.trim();
    let exact = Decimal::from_str_exact(stored).or_else(|_| Decimal::from_scientific(stored));
    let exact = exact.ok().and_then(|number| number.round_sf(DIGITS)).map(|number| number.normalize());
    let Some(number) = exact else {
        return Written { text: stored.to_owned(), shown: Shown::Number, formula: origin.formula };
    };
    let (text, shown) = match format {
        Format::Date { clock } => match day(number, clock, origin.from_1904) {
            Some(text) => (text, Shown::Date),
            None => (number.to_string(), Shown::Number),
        },
        Format::Percent { decimals } => match number.checked_mul(Decimal::ONE_HUNDRED) {
            Some(percent) => {
                (format!("{}%", shown_digits(percent.normalize(), decimals, origin)), Shown::Percent)
            }
            None => (number.to_string(), Shown::Number),
        },
        Format::Plain { decimals } => (shown_digits(number, decimals, origin), Shown::Number),
        Format::Other => (number.to_string(), Shown::Number),
    };
    Written { text, shown, formula: origin.formula }
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
        let plain = |stored: &str| number(stored, Format::Other, Origin::default()).text;
        assert_eq!(plain("70.900000000000006"), "70.9");
        assert_eq!(plain("0.1"), "0.1");
        assert_eq!(plain("1.38E+10"), "13800000000");
        assert_eq!(plain("1E400"), "1E400");
        assert_eq!(number("70.9", Format::Plain { decimals: 2 }, Origin::default()).text, "70.90");
        let computed = Origin { formula: true, ..Origin::default() };
        assert_eq!(number("83.333333333333329", Format::Plain { decimals: 1 }, computed).text, "83.3");
        assert_eq!(number("0.8125", Format::Percent { decimals: 1 }, computed).text, "81.3%");
        assert_eq!(number("70.123", Format::Plain { decimals: 2 }, Origin::default()).text, "70.123");
    }

    #[test]
    fn percentages_and_days_are_known() {
        let percent = number("0.98", Format::Percent { decimals: 0 }, Origin::default());
        assert_eq!((percent.text.as_str(), percent.shown), ("98%", Shown::Percent));
        assert_eq!(
            number("0.70920000000000005", Format::Percent { decimals: 2 }, Origin::default()).text,
            "70.92%"
        );
        assert_eq!(number("0.7", Format::Percent { decimals: 2 }, Origin::default()).text, "70.00%");
        let day = number("46356", Format::Date { clock: false }, Origin::default());
        assert_eq!((day.text.as_str(), day.shown), ("2026-11-30", Shown::Date));
        assert_eq!(
            number("44894", Format::Date { clock: false }, Origin { from_1904: true, ..Origin::default() })
                .text,
            "2026-11-30"
        );
        assert_eq!(
            number("46356.5", Format::Date { clock: true }, Origin::default()).text,
            "2026-11-30 12:00"
        );
        assert_eq!(number("1E15", Format::Date { clock: true }, Origin::default()).shown, Shown::Number);
    }
}
