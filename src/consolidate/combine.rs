//! From the figures of counties to one figure, in decimals.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::gaps::first_gap;
use super::tables::{FigureAnswer, Gap, Outcome, Value};
use crate::measure::{Quantity, Unit, Unlike, differences};
use crate::plan::{Combine, Indicator};
use crate::submission::{Missing, Period};

/// Combines the figures of all expected counties; what lacks a part is marked incomplete.
pub(super) fn combine((indicator, year): (&Indicator, i32), figures: &[FigureAnswer]) -> Outcome {
    let expected = || figures.iter().filter(|answer| answer.expected);
    let values: Vec<&Value> = expected().filter_map(FigureAnswer::value).collect();
    // 不涉及 is an answer: the county has no such matter, and the whole does not lack it.
    let concerned =
        expected().filter(|answer| answer.gap() != Some(Gap::Missing(Missing::NotApplicable))).count();
    if values.is_empty() {
        return Outcome::None(first_gap(figures));
    }
    match combined((indicator, year), &values) {
        Err(gap) => Outcome::None(gap),
        Ok(value) if values.len() == concerned => Outcome::Value(value),
        Ok(value) => Outcome::Incomplete { partial: Some(value), have: values.len(), of: concerned },
    }
}

fn combined((indicator, year): (&Indicator, i32), values: &[&Value]) -> Result<Value, Gap> {
    let first = values[0];
    let all = values.iter().map(|other| differences(indicator, first, other));
    let unlike = all.fold(Unlike::default(), Unlike::and);
    if !unlike.is_comparable() {
        return Err(Gap::Mixed(unlike));
    }
    let mut ratio = None;
    let number = match indicator.combine.inner {
        Combine::Sum => sum(values.iter().map(|v| v.number))?,
        Combine::Mean => {
            let total = sum(values.iter().map(|v| v.number))?;
            total.checked_div(Decimal::from(values.len())).ok_or(Gap::OutOfRange)?
        }
        Combine::Min => values.iter().map(|v| v.number).min().unwrap_or_default(),
        Combine::Max => values.iter().map(|v| v.number).max().unwrap_or_default(),
        Combine::Ratio => {
            let parts: Vec<(Decimal, Decimal)> =
                values.iter().map(|v| v.ratio.ok_or(Gap::NoParts)).collect::<Result<_, _>>()?;
            let (n, of) = (sum(parts.iter().map(|p| p.0))?, sum(parts.iter().map(|p| p.1))?);
            ratio = Some((n, of));
            quotient(n, of, Unit::of(indicator))?
        }
        Combine::None | Combine::EachMeets => return Err(Gap::NoParts),
    };
    let quantity = Quantity {
        number,
        digits: reported(values),
        written: None,
        ratio,
        period: Period::of_all(&values.iter().map(|value| value.period).collect::<Vec<_>>()),
        // The whole is as settled as its least settled part.
        status: values.iter().map(|v| v.status).min().flatten(),
        basis: first.basis.clone(),
        standard: first.standard.clone(),
        against: vec![],
    };
    let quantity = quantity.of_year(indicator, year);
    let questions: BTreeSet<&'static str> = values.iter().flat_map(|v| v.questions.iter().copied()).collect();
    Ok(Value {
        quantity,
        sources: values.iter().flat_map(|v| v.sources.iter().copied()).collect(),
        questions: questions.into_iter().collect(),
    })
}

/// As many digits as the most exact part has.
fn reported(values: &[&Value]) -> u32 {
    values.iter().map(|v| v.number.scale()).max().unwrap_or_default()
}

fn sum(numbers: impl Iterator<Item = Decimal>) -> Result<Decimal, Gap> {
    let mut total = Decimal::ZERO;
    for number in numbers {
        total = total.checked_add(number).ok_or(Gap::OutOfRange)?;
    }
    Ok(total)
}

/// n ÷ N in the indicator's unit: × 100 for percentages, × 1,000 for ‰, as it is for all others.
fn quotient(n: Decimal, of: Decimal, unit: Unit<'_>) -> Result<Decimal, Gap> {
    if of.is_zero() {
        return Err(Gap::NoParts);
    }
    n.checked_mul(unit.factor()).and_then(|n| n.checked_div(of)).ok_or(Gap::OutOfRange)
}
