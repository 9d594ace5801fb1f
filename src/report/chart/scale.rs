//! Scales: years to percent of the width, values to pixels, and round numbers for the axis.

use rust_decimal::Decimal;

use super::whole;

/// More years than this are no chart that a person could read.
const MAX_YEARS: i64 = 120;

/// First and last year, and where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years {
    pub(super) first: i32,
    pub(super) last: i32,
    left: Decimal,
    width: Decimal,
}

impl Years {
    /// `None` without years or with too many.
    pub(super) fn new(years: impl Iterator<Item = i32>, left: i64, width: i64) -> Option<Years> {
        let (first, last) = years.fold(None, |ends: Option<(i32, i32)>, year| match ends {
            None => Some((year, year)),
            Some((first, last)) => Some((first.min(year), last.max(year))),
        })?;
        let span = i64::from(last) - i64::from(first);
        (span <= MAX_YEARS).then_some(Years { first, last, left: whole(left), width: whole(width) })
    }

    /// In percent of the width; the middle when there is only one year.
    pub(super) fn x(&self, year: i32) -> Decimal {
        let span = i64::from(self.last) - i64::from(self.first);
        let part = i64::from(year) - i64::from(self.first);
        let share = if span == 0 { Decimal::new(5, 1) } else { whole(part) / whole(span) };
        self.left + self.width * share
    }
}

/// Least and greatest value, and the pixels they stand at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values {
    pub(super) least: Decimal,
    pub(super) greatest: Decimal,
    pub(super) top: Decimal,
    pub(super) height: Decimal,
}

impl Values {
    /// In pixels from the top; `None` when the numbers are too large to compute with.
    pub(super) fn y(&self, value: Decimal) -> Option<Decimal> {
        let span = self.greatest.checked_sub(self.least)?;
        if span.is_zero() {
            return self.top.checked_add(self.height.checked_div(whole(2))?);
        }
        let share = self.greatest.checked_sub(value)?.checked_div(span)?;
        self.top.checked_add(self.height.checked_mul(share)?)
    }
}

/// Least and greatest of some values.
pub(super) fn extent(values: impl Iterator<Item = Decimal>) -> Option<(Decimal, Decimal)> {
    values.fold(None, |ends, value| match ends {
        None => Some((value, value)),
        Some((least, greatest)) => Some((least.min(value), greatest.max(value))),
    })
}

/// Round bounds and step of an axis that shows `least` to `greatest` with some room.
pub(super) struct Axis {
    pub(super) least: Decimal,
    pub(super) greatest: Decimal,
    pub(super) step: Decimal,
}

impl Axis {
    /// `percent`: values lie between 0 and 100 and so does the axis, unless a value itself does not.
    pub(super) fn new(least: Decimal, greatest: Decimal, percent: bool) -> Option<Axis> {
        let span = greatest.checked_sub(least)?;
        let pad = if span.is_zero() {
            greatest.abs().checked_mul(Decimal::new(2, 2))?.max(Decimal::new(1, 2))
        } else {
            span.checked_mul(Decimal::new(8, 2))?
        };
        let step = round_step(span.checked_add(pad.checked_mul(whole(2))?)?.checked_div(whole(4))?)?;
        let low = least.checked_sub(pad)?.checked_div(step)?.floor().checked_mul(step)?;
        let high = greatest.checked_add(pad)?.checked_div(step)?.ceil().checked_mul(step)?;
        let hundred = whole(100);
        // A quantity that was never negative does not get an axis below zero.
        let low = if least >= Decimal::ZERO { low.max(Decimal::ZERO) } else { low };
        let high = if percent && greatest <= hundred { high.min(hundred) } else { high };
        (high > low).then_some(Axis { least: low, greatest: high, step })
    }

    /// The values of the grid lines, from the axis up; few, whatever the numbers are.
    pub(super) fn lines(&self) -> Vec<Decimal> {
        (0..=12_i64)
            .filter_map(|n| self.least.checked_add(self.step.checked_mul(whole(n))?))
            .take_while(|value| *value <= self.greatest)
            .collect()
    }
}

/// The least of 1, 2, 2.5, 5, 10 × 10^k that is not below `raw`.
fn round_step(raw: Decimal) -> Option<Decimal> {
    let mut unit = Decimal::new(1, 10);
    loop {
        for factor in [Decimal::ONE, whole(2), Decimal::new(25, 1), whole(5)] {
            let step = unit.checked_mul(factor)?;
            if step >= raw {
                return Some(step.normalize());
            }
        }
        unit = unit.checked_mul(whole(10))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let step = |text: &str| round_step(text.parse().unwrap()).unwrap().to_string();
        assert_eq!(step("4.93"), "5");
        assert_eq!(step("0.23"), "0.25");
        assert_eq!(step("2.1"), "2.5");
        assert_eq!(step("99999"), "100000");
        assert_eq!(round_step(Decimal::MAX), None);
    }

    #[test]
    fn percentages_stay_between_nought_and_a_hundred() {
        let axis = Axis::new(whole(1), whole(99), true).unwrap();
        assert_eq!((axis.least, axis.greatest), (whole(0), whole(100)));
        let axis = Axis::new(whole(95), whole(104), true).unwrap();
        assert!(axis.greatest >= whole(104));
        let axis = Axis::new(whole(7), whole(7), false).unwrap();
        assert!(axis.least < whole(7) && axis.greatest > whole(7));
    }
}
