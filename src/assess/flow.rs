//! A flow of a part of the year against a target of the whole (assessment.md, section 1).

use rust_decimal::Decimal;

use super::judgement::{Grounds, Pace, TargetJudgement, TargetResult};
use crate::measure::{Bound, Incomparable, Quantity, Written};
use crate::plan::{Indicator, Operator};
use crate::submission::PartOfYear;

/// What a part of a year of a flow comes to. It is met before the year is over only where more of it cannot undo
/// that (a lower bound that is reached), and missed only where more cannot mend it (an upper end that is
/// passed); else it keeps pace with the same part of the target, or it does not. A range has
/// a pace at both of its ends; what must be hit exactly has none, and about 左右 a person decides.
///
/// # Errors
/// Why the part of the year cannot be compared.
pub(super) fn judge(
    bound: Bound,
    (part, indicator): (PartOfYear, &Indicator),
    value: &Quantity,
    judgement: &mut TargetJudgement,
) -> Result<TargetResult, Grounds> {
    let number = value.number;
    let met = bound.is_met(number).unwrap_or(false);
    if bound.has_pace() {
        let range = || Grounds::Incomparable(Incomparable::OutOfRange);
        let exact = bound.for_part(part).ok_or_else(range)?;
        let gap = exact.gap(number).ok_or_else(range)?;
        let shown = exact.beside(Written::of(indicator), value);
        judgement.pace = Some(Pace { bound: shown, exact, part, gap });
        return Ok(match exact.is_met(number) {
            _ if is_reached(bound, met) => TargetResult::Met,
            _ if is_passed(bound, number) => TargetResult::Missed,
            Some(true) => TargetResult::OnPace,
            _ => TargetResult::OffPace,
        });
    }
    if is_passed(bound, number) {
        return Ok(TargetResult::Missed);
    }
    if bound.op == Operator::Equal {
        (judgement.gap, judgement.margin) = (None, None);
        return Err(Grounds::PartOfYear);
    }
    Ok(TargetResult::ToBeJudged)
}

fn is_reached(bound: Bound, met: bool) -> bool {
    // A range without its upper end is a lower bound; `check` reports it.
    met && matches!((bound.op, bound.max), (Operator::AtLeast | Operator::Above, _) | (Operator::Range, None))
}

/// Whether more of it can only make it worse.
fn is_passed(bound: Bound, number: Decimal) -> bool {
    match bound.op {
        Operator::AtMost | Operator::Below => bound.is_met(number) == Some(false),
        Operator::Range => bound.max.is_some_and(|max| number > max),
        Operator::Equal => number > bound.value,
        _ => false,
    }
}
