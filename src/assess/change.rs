//! 同比: the change against the year before (assessment.md, section 1).

use rust_decimal::Decimal;

use super::case::{NoValue, Then};
use crate::consolidate::Value;
use crate::measure::{Comparable, Difference, Incomparable, Quantity, Trend, Unit};
use crate::plan::Indicator;

/// 同比: the change against the year before, where the two values may be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOnYear {
    /// The value of the year before, with the digits in which the difference can be read.
    pub previous: Quantity,
    /// The digits of this year's value for the same.
    pub digits: u32,
    /// Codes of the open questions about it.
    pub asked: Vec<&'static str>,
    /// v − v₋₁, in the indicator's unit (points for shares).
    pub difference: Difference,
    /// The same in per cent of v₋₁; never for shares, nor where v₋₁ is not positive.
    pub percent: Option<Decimal>,
    /// Which way, as the difference is shown.
    pub trend: Trend,
    /// Whether the change is for the better; `None` when level or without a better side.
    pub better: Option<bool>,
    /// The bases of the two ratios, this year's first, where they differ.
    pub changed_base: Option<(Decimal, Decimal)>,
}

/// Why there is no 同比.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoChange {
    /// There is no value of this year that could be compared, for that reason.
    NoValue(NoValue),
    /// There is none of the year before; why, where that year's own report says so.
    NoPrevious(Option<NoValue>),
    /// There are two that may not be compared.
    Incomparable(Incomparable),
}

/// 同比 against the first of several values of the year before that may be compared: the final value
/// that became known since, what was reported then, what was published before the first round.
pub(super) fn year_on_year<'a>(
    indicator: &Indicator,
    value: &Value,
    previous: impl IntoIterator<Item = Result<Then<'a>, Incomparable>>,
    none: Option<NoValue>,
) -> Result<YearOnYear, NoChange> {
    let mut reason = NoChange::NoPrevious(none);
    for then in previous {
        let pair = then.and_then(|then| Ok((Comparable::new(indicator, value, then.quantity)?, then)));
        match pair {
            Ok((pair, then)) => return Ok(of_pair(indicator, &pair, then)),
            Err(why) => reason = NoChange::Incomparable(why),
        }
    }
    Err(reason)
}

impl YearOnYear {
    /// The same of this year's value with more digits, where something else needs them.
    pub fn beside(&self, indicator: &Indicator, value: &Quantity) -> Self {
        let then = Then { quantity: &self.previous, asked: &self.asked };
        Comparable::new(indicator, value, then.quantity)
            .map_or_else(|_| self.clone(), |pair| of_pair(indicator, &pair, then))
    }
}

fn of_pair(indicator: &Indicator, pair: &Comparable, then: Then<'_>) -> YearOnYear {
    YearOnYear {
        previous: pair.both().1.clone(),
        digits: pair.both().0.digits,
        asked: then.asked.to_vec(),
        difference: pair.difference(),
        percent: pair.percent(Unit::of(indicator)),
        trend: pair.trend(),
        better: pair.is_better(indicator),
        changed_base: pair.changed_base(),
    }
}
