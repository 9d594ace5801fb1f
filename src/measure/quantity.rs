//! A number with everything that must be known before it may be compared.

use rust_decimal::Decimal;

use super::Held;
use super::difference::FINER;
use super::digits::{of_plan_or, with_digits};
use super::path::Path;
use super::rounding::MAX_DIGITS;
use crate::plan::{Indicator, ValueStatus};
use crate::submission::{PartOfYear, Period};

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
    pub against: Vec<Held>,
}

impl Quantity {
    /// Itself, its digits not those that were reported but those that a figure of this indicator and year has: the
    /// plan's, else so many as were reported, and more where its side of what it is held against, or how far it is
    /// from that, could not be read from these.
    pub fn of_year(self, indicator: &Indicator, year: i32) -> Self {
        let part = self.part().filter(|_| indicator.accumulates);
        let (against, finest) = Path::of(indicator, year).held_against(part);
        let fewest = of_plan_or(indicator, self.digits).max(finest.min(self.scale()));
        let held = Quantity { digits: 0, against, ..self };
        held.at_least(fewest)
    }

    /// With so many digits at least: more, where rounded to these it would lie on the other side of something that it
    /// is held against, or would be read as another distance from what was reckoned. Nothing that is printed
    /// contradicts the verdict beside it.
    pub fn at_least(self, fewest: u32) -> Self {
        let fewest = fewest.max(self.digits);
        let ends = self.scale();
        // What has no end is written out a little for the sake of a distance.
        let last = if ends < MAX_DIGITS { ends.max(fewest) } else { (fewest + FINER).min(MAX_DIGITS) };
        let all = |digits: u32, with_distance| {
            self.against.iter().all(|held| held.tells(&self, digits, with_distance))
        };
        let digits = (fewest..=last).find(|digits| all(*digits, true));
        let digits = digits.or_else(|| (fewest..=MAX_DIGITS).find(|digits| all(*digits, false)));
        Quantity { digits: digits.unwrap_or(MAX_DIGITS), ..self }
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

    /// The part of the year that it covers, where that is not the whole.
    pub fn part(&self) -> Option<PartOfYear> {
        self.period?.part_of_year()
    }
}
