//! From the figures of counties to one figure, in decimals.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::indicators::first_gap;
use super::tables::{FigureAnswer, Gap, Outcome, Value};
use crate::plan::Combine;

/// Rounds half to even (GB/T 8170); done once, when a figure is shown.
pub fn round_half_even(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven)
}

/// Whether two figures are the same to a reader.
pub(super) fn equal_when_shown(a: &Value, b: &Value, decimals: u32) -> bool {
    round_half_even(a.number, decimals) == round_half_even(b.number, decimals)
}

/// Combines the figures of all expected counties; what lacks a part is marked incomplete.
pub(super) fn combine(how: Combine, figures: &[FigureAnswer]) -> Outcome {
    let expected = || figures.iter().filter(|answer| answer.expected);
    let values: Vec<&Value> = expected().filter_map(FigureAnswer::value).collect();
    // 不涉及 is an answer: the county has no such matter, and the whole does not lack it.
    let concerned = expected()
        .filter(|answer| answer.gap() != Some(Gap::Missing(crate::submission::Missing::NotApplicable)))
        .count();
    if values.is_empty() {
        return Outcome::None(first_gap(figures));
    }
    match combined(how, &values) {
        Err(gap) => Outcome::None(gap),
        Ok(value) if values.len() == concerned => Outcome::Value(value),
        Ok(value) => Outcome::Incomplete { partial: Some(value), have: values.len(), of: concerned },
    }
}

fn combined(how: Combine, values: &[&Value]) -> Result<Value, Gap> {
    let first = values[0];
    let alike = |other: &&Value| {
        other.basis == first.basis
            && other.standard == first.standard
            && match (other.period, first.period) {
                (Some(a), Some(b)) => a.same_kind(b),
                (a, b) => a == b,
            }
    };
    if !values.iter().all(alike) {
        return Err(Gap::Mixed);
    }
    let mut ratio = None;
    let number = match how {
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
            percent(n, of)?
        }
        Combine::None | Combine::EachMeets => return Err(Gap::NoParts),
    };
    Ok(Value {
        number,
        written: None,
        ratio,
        period: first.period,
        // The whole is as settled as its least settled part.
        status: values.iter().map(|v| v.status).min().flatten(),
        basis: first.basis.clone(),
        standard: first.standard.clone(),
        sources: values.iter().flat_map(|v| v.sources.iter().copied()).collect(),
        questions: values
            .iter()
            .flat_map(|v| v.questions.iter().copied())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    })
}

fn sum(numbers: impl Iterator<Item = Decimal>) -> Result<Decimal, Gap> {
    let mut total = Decimal::ZERO;
    for number in numbers {
        total = total.checked_add(number).ok_or(Gap::OutOfRange)?;
    }
    Ok(total)
}

/// n ÷ N as a percentage.
fn percent(n: Decimal, of: Decimal) -> Result<Decimal, Gap> {
    let hundred = Decimal::from(100);
    n.checked_mul(hundred).and_then(|n| n.checked_div(of)).ok_or(if of.is_zero() {
        Gap::NoParts
    } else {
        Gap::OutOfRange
    })
}
