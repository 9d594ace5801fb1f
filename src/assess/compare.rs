//! When two values may be compared, year on year, and how figures are shown (assessment.md, section 1).

use rust_decimal::Decimal;

use crate::consolidate::{Value, round_half_even};

/// A figure as it is shown: rounded half to even (GB/T 8170), once, to the indicator's decimals.
pub fn shown(number: Decimal, decimals: u32) -> String {
    let rounded = round_half_even(number, decimals.min(20));
    // “-0.0” would say that something fell.
    let rounded = if rounded.is_zero() { Decimal::ZERO } else { rounded };
    format!("{rounded:.*}", decimals.min(20) as usize)
}

/// 同比: the change against the year before, where the two values may be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOnYear {
    /// The value of the year before.
    pub previous: Value,
    /// v − v₋₁ in the indicator's unit (percentage points for percentages), exact.
    pub difference: Decimal,
    /// The change in per cent of v₋₁, exact; never for percentages, nor where v₋₁ is not positive.
    pub percent: Option<Decimal>,
    /// 持平: equal after rounding.
    pub level: bool,
    /// Whether the change is for the better; `None` when level or without a direction.
    pub better: Option<bool>,
    /// In words: `上升2.9个百分点`, `下降3微克/立方米（7.3%）`, `持平`.
    pub text: String,
}
