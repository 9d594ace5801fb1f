//! The values of the years as one page shows them.
//!
//! Takes the years up to the reporting year; gives their values with the digits in which every change that stands
//! beside them can be read: a value has one form in a report, as this year's and as last year's.

use super::YearData;
use super::figures::Measured;
use crate::assess::{IndicatorStanding, NoChange, YearOnYear};
use crate::consolidate::Value;
use crate::measure::Quantity;

/// An indicator in a year, as it is seen from the reporting year.
pub(super) struct Seen<'y> {
    pub(super) year: &'y YearData<'y>,
    pub(super) standing: &'y IndicatorStanding,
    pub(super) value: Option<Value>,
    pub(super) change: Result<YearOnYear, NoChange>,
}

impl Seen<'_> {
    /// 与目标差 of the value as it is shown here.
    pub(super) fn difference(&self) -> Option<rust_decimal::Decimal> {
        self.standing.distance?.from.gap(self.value.as_ref()?.as_shown())
    }
}

/// The years up to this one, newest first.
pub(super) fn seen<'m>(measured: &'m Measured<'_, '_>) -> Vec<Seen<'m>> {
    let mut compared: Option<(i32, Quantity)> = None;
    let of = |(year, standing): (&'_ YearData<'_>, &'_ IndicatorStanding)| {
        let number = year.round.year;
        let mut value = standing.value.as_ref().ok().cloned();
        if let (Some(value), Some((of, then))) = (&mut value, &compared) {
            value.quantity = finer(&value.quantity, then, *of == number);
        }
        let change = match (&mut value, &standing.year_on_year) {
            (Some(value), Ok(change)) => {
                let change = change.beside(measured.indicator, value);
                value.quantity.digits = change.digits;
                Ok(change)
            }
            (_, change) => change.clone(),
        };
        compared = change.as_ref().ok().map(|change| (number - 1, change.previous.clone()));
        (value, change)
    };
    let years = measured.years_back();
    let told: Vec<_> = years.iter().copied().map(of).collect();
    let joined = years.into_iter().zip(told);
    joined.map(|((year, standing), (value, change))| Seen { year, standing, value, change }).collect()
}

/// A value of a year that no round of it gave, as the year after compares with it.
pub(super) fn as_compared(measured: &Measured<'_, '_>, year: i32, value: &Quantity) -> Quantity {
    let after = seen(measured).into_iter().find(|seen| seen.year.round.year == year.saturating_add(1));
    match after.map(|after| after.change) {
        Some(Ok(change)) => finer(value, &change.previous, true),
        _ => value.clone(),
    }
}

fn finer(value: &Quantity, compared: &Quantity, same_year: bool) -> Quantity {
    let is_it = same_year && value.number == compared.number;
    Quantity { digits: if is_it { value.digits.max(compared.digits) } else { value.digits }, ..value.clone() }
}
