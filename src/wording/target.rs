//! Targets in words.

use rust_decimal::Decimal;

use crate::measure::{Unit, bound_of, is_the_change_itself, printed};
use crate::plan::{Change, Indicator, Operator, Per, Plan, Target};

/// `2027年目标`, `长期目标`.
pub fn name(target: &Target) -> String {
    target.year.map_or("长期目标".to_owned(), |year| format!("{year}年目标"))
}

/// Whom a target is for, when not the whole: `河东县`, `每个县区`.
pub fn scope(plan: &Plan, target: &Target) -> Option<String> {
    match (&target.unit, target.per) {
        (Some(id), _) => {
            let unit = plan.unit_named(id.as_str());
            Some(unit.map_or(id.as_str(), |unit| plan.unit(unit).name.as_str()).to_owned())
        }
        (None, Some(Per::County)) => Some(format!("每个{}", plan.county_word())),
        (None, None) => None,
    }
}

/// The same behind its name: `2027年目标（河东县）`.
pub(super) fn named(plan: &Plan, target: &Target) -> String {
    let whom = scope(plan, target).map_or(String::new(), |whom| format!("（{whom}）"));
    format!("{}{whom}", name(target))
}

/// A target with its operator and without its unit: `≥90`, `18左右`, `25～30`; goals in words as they are,
/// and nothing where there is neither.
pub fn short(indicator: &Indicator, target: &Target) -> String {
    with(indicator, target, "")
}

/// A target as a reader knows it: `≥75%`, `1～2个`, `40%左右`.
pub fn full(indicator: &Indicator, target: &Target) -> String {
    with(indicator, target, Unit::of(indicator).text())
}

fn with(indicator: &Indicator, target: &Target, unit: &str) -> String {
    let Some(value) = &target.value else { return target.text.clone().unwrap_or_default() };
    // The plan's own digits: 80 is not 80.0.
    let text = value.inner.written.as_str();
    match target.change.map(|change| (change, bound_of(indicator, target))) {
        // A change that is turned into a bound is no longer the number that the plan prints.
        Some((_, Ok(Some(bound)))) if bound.value != value.value || bound.op != target.op.inner => {
            match bound.max {
                Some(max) => range(&printed(bound.value), &printed(max), unit),
                None => format!("{}{}{unit}", operator(bound.op), printed(bound.value)),
            }
        }
        Some((change, _)) => of_change(indicator, target, change, text),
        None => match (target.op.inner, &target.value_max) {
            (Operator::Range, Some(max)) => range(text, &max.inner.written, unit),
            (Operator::About, _) => format!("{text}{unit}左右"),
            (op, _) => format!("{}{text}{unit}", operator(op)),
        },
    }
}

/// `9～18处`, `9%～18%`; one number with its unit where there is no upper end.
pub fn number_or_range(indicator: &Indicator, (value, max): (Decimal, Option<Decimal>)) -> String {
    let unit = Unit::of(indicator).text();
    match max {
        Some(max) => range(&printed(value), &printed(max), unit),
        None => format!("{}{unit}", printed(value)),
    }
}

fn range(low: &str, high: &str, unit: &str) -> String {
    if unit == "%" { format!("{low}%～{high}%") } else { format!("{low}～{high}{unit}") }
}

/// `较2020年下降17%以上`; of a share `较2020年上升5个百分点以上`, as it is reckoned.
fn of_change(indicator: &Indicator, target: &Target, change: Change, text: &str) -> String {
    let verb = match change {
        Change::Fall => "下降",
        Change::Rise => "上升",
    };
    let since = target.baseline_year.map(|year| format!("较{year}年")).unwrap_or_default();
    let bound = match target.op.inner {
        Operator::AtLeast => "以上",
        Operator::AtMost => "以内",
        Operator::About => "左右",
        _ => "",
    };
    // A share moves by points; an indicator that is the fall itself has it in per cent.
    let unit = match Unit::of(indicator) {
        share if share.is_share() && !is_the_change_itself(indicator, target) => share.of_difference(),
        _ => "%",
    };
    format!("{since}{verb}{text}{unit}{bound}")
}

/// The sign of an operator; full width where the half-width one would be markup.
pub fn operator(op: Operator) -> &'static str {
    match op {
        Operator::AtLeast => "≥",
        Operator::AtMost => "≤",
        Operator::Above => "＞",
        Operator::Below => "＜",
        Operator::Equal => "＝",
        Operator::About | Operator::Range | Operator::Verdict => "",
    }
}
