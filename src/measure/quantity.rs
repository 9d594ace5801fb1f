//! A number with everything that must be known before it may be compared.

use rust_decimal::Decimal;

use super::bound::Bound;
use super::digits::{of_plan_or, with_digits};
use super::path::Path;
use super::rounding::{MAX_DIGITS, rounded};
use crate::plan::{Indicator, ValueStatus};
use crate::submission::Period;

/// A quantity: exact, rounded only when shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub number: Decimal,
    /// 小数位数 to show: see [`Quantity::of_year`].
    pub digits: u32,
    /// The digits as written; `None` for a combined value.
    pub written: Option<String>,
    /// Numerator and denominator, where given or combined by them.
    pub ratio: Option<(Decimal, Decimal)>,
    /// 时段.
    pub period: Option<Period>,
    /// 数据状态; of several the least settled.
    pub status: Option<ValueStatus>,
    /// 口径: the figure's own, else the plan's.
    pub basis: Option<String>,
    /// 标准, with its edition.
    pub standard: Option<String>,
    /// All that it is held against in its year; see [`Quantity::of_year`].
    pub against: Vec<Bound>,
}

impl Quantity {
    /// Itself, its digits not those that were reported but those that a figure of this indicator and year has: the
    /// plan's, else so many as were reported, and more where its side of what it is held against, or how far it is
    /// from that, could not be read from these.
    pub fn of_year(self, indicator: &Indicator, year: i32) -> Self {
        let months = self.months().filter(|_| indicator.accumulates);
        let (against, finest) = Path::of(indicator, year).held_against(months);
        let fewest = of_plan_or(indicator, self.digits).max(finest.min(self.scale()));
        let held = Quantity { digits: 0, against, ..self };
        held.at_least(fewest)
    }

    /// With so many digits at least: more, where rounded to these it would lie on the other side of something that it
    /// is held against. Nothing that is printed contradicts the verdict beside it.
    pub fn at_least(self, fewest: u32) -> Self {
        let fewest = fewest.max(self.digits);
        let tells = |digits: &u32| {
            let shown = rounded(self.number, *digits);
            self.against.iter().all(|bound| bound.is_met(shown) == bound.is_met(self.number))
        };
        Quantity { digits: (fewest..=MAX_DIGITS).find(tells).unwrap_or(MAX_DIGITS), ..self }
    }

    /// Digits of the exact number, as far as they can be printed.
    pub(super) fn scale(&self) -> u32 {
        self.number.normalize().scale().min(MAX_DIGITS)
    }

    /// The number as a reader sees it.
    pub fn shown(&self) -> String {
        super::shown(self.number, self.digits)
    }

    /// The number that a reader sees; its scale is its digits.
    pub fn as_shown(&self) -> Decimal {
        with_digits(self.number, self.digits)
    }

    /// Whether it is settled and covers the whole time: anything else may still change, and carries no
    /// final judgement.
    pub fn is_final(&self) -> bool {
        self.period.is_some_and(Period::is_whole) && self.status == Some(ValueStatus::Final)
    }

    /// Months that it covers, where it covers a part of the year only.
    pub fn months(&self) -> Option<u32> {
        match self.period? {
            Period::Months(months) => Some(months),
            Period::AsOf(date) => {
                use chrono::Datelike as _;
                // A day that is the last of its month closes that month; within a month it does not count yet.
                let next = date.0.succ_opt()?;
                let months = if next.month() == date.0.month() { date.0.month() - 1 } else { date.0.month() };
                (months < 12).then_some(months)
            }
            Period::Year | Period::Cumulative => None,
        }
    }
}
