//! A part of a year: whole months, and the days of a month that is not over.
//!
//! A month of which some days are told counts by its days, so that a part is never less than an earlier one and at
//! the end of a month is exactly its months: half of June is five months and 15 of 30 days.

use chrono::{Datelike as _, Months, NaiveDate};
use rust_decimal::Decimal;

/// How much of its year the figure of a flow covers, where that is not the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartOfYear {
    months: u32,
    days: Option<(u32, u32)>,
}

impl PartOfYear {
    /// From January to the end of a month.
    pub const fn of_months(months: u32) -> Self {
        PartOfYear { months, days: None }
    }

    /// From January to a day; `None` where that is the whole year.
    pub fn until(day: NaiveDate) -> Option<Self> {
        let last = day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()?;
        if day == last {
            return (day.month() < 12).then(|| PartOfYear::of_months(day.month()));
        }
        Some(PartOfYear { months: day.month() - 1, days: Some((day.day(), last.day())) })
    }

    /// Months that are over.
    pub fn months(self) -> u32 {
        self.months
    }

    /// Days of the month that is not over, and how many it has.
    pub fn days(self) -> Option<(u32, u32)> {
        self.days
    }

    /// As a fraction of the year: what is counted, and of how many.
    pub fn fraction(self) -> (Decimal, Decimal) {
        let (days, of) = self.days.unwrap_or((0, 1));
        (Decimal::from(self.months * of + days), Decimal::from(12 * of))
    }

    /// The part of a number of the whole year; `None` out of range.
    pub fn of(self, number: Decimal) -> Option<Decimal> {
        let (counted, of) = self.fraction();
        number.checked_mul(counted)?.checked_div(of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of a month that is not over count, and no day makes a part smaller.
    #[test]
    fn t9_a_part_of_a_year_grows_by_its_days_and_ends_with_its_months() {
        let year = |day: NaiveDate| {
            let part = PartOfYear::until(day).map(PartOfYear::fraction);
            part.map_or(Decimal::ONE, |(counted, of)| counted / of)
        };
        for first in [2027, 2028] {
            let start = NaiveDate::from_ymd_opt(first, 1, 1).expect("a day");
            let days: Vec<Decimal> =
                start.iter_days().take_while(|day| day.year() == first).map(year).collect();
            assert!(days[0] > Decimal::ZERO && days.windows(2).all(|pair| pair[0] < pair[1]), "{first}");
            assert_eq!(days.last(), Some(&Decimal::ONE));
        }
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(PartOfYear::until(day("2028-02-29")), Some(PartOfYear::of_months(2)));
        assert_eq!(year(day("2027-02-07")), Decimal::new(125, 2) / Decimal::from(12));
        assert_eq!(PartOfYear::until(day("2027-12-31")), None);
    }
}
