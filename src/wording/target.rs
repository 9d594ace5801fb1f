//! Targets in words.

use rust_decimal::Decimal;

use super::aim::HEDGES;
use crate::measure::{Unit, bound_of, is_the_change_itself, printed};
use crate::plan::{Change, Indicator, Operator, Per, Plan, Target};

/// `2027年目标`, `未定年份的目标`.
pub fn name(target: &Target) -> String {
    target.year.map_or("未定年份的目标".to_owned(), |year| format!("{year}年目标"))
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

/// A target as a paper says it, with its unit: the bound that the plan prints and no other, and how firmly it is
/// meant. `18%` of “达到18%”, whatever it is judged by; `力争≥80%` of “力争提升至80%以上”.
pub fn said(indicator: &Indicator, target: &Target) -> String {
    let text = in_own_words(target, &full(indicator, target));
    // What the name says already: 碳排放下降率（较2020年）.
    let since = target.baseline_year.map(|year| format!("较{year}年"));
    let since = since.filter(|since| indicator.name.contains(since.as_str()));
    since.and_then(|since| text.strip_prefix(since.as_str()).map(str::to_owned)).unwrap_or(text)
}

/// The same without its unit.
pub fn said_short(indicator: &Indicator, target: &Target) -> String {
    in_own_words(target, &short(indicator, target))
}

/// How a goal in words reads in a list, with how firmly it is meant.
pub fn hedged(target: &Target, words: &str) -> String {
    format!("{}{words}", hedge(target, words).unwrap_or_default())
}

fn in_own_words(target: &Target, text: &str) -> String {
    let own = if prints_no_bound(target, text) {
        let text = text.trim_start_matches(['≥', '≤']);
        text.strip_suffix("以上").or_else(|| text.strip_suffix("以内")).unwrap_or(text)
    } else {
        text
    };
    hedged(target, own)
}

/// 力争、着力…: a promise that is made with it is a lesser one.
fn hedge<'t>(target: &'t Target, text: &str) -> Option<&'t str> {
    let own = target.qualifier.as_deref()?.trim();
    HEDGES.contains(&own).then_some(own).filter(|own| !text.contains(own))
}

/// Whether the plan's sentence has the number, and beside it no word of a bound.
fn prints_no_bound(target: &Target, text: &str) -> bool {
    const BEFORE: [&str; 14] = [
        "不低于",
        "不少于",
        "不小于",
        "至少",
        "超过",
        "突破",
        "不高于",
        "不大于",
        "高于",
        "低于",
        "大于",
        "小于",
        "控制在",
        "优于",
    ];
    const AFTER: [&str; 5] = ["以上", "以下", "以内", "之内", "左右"];
    let written = target.value.as_ref().map(|value| value.inner.written.as_str());
    let (Some(written), Some(quote)) = (written, target.quote.as_ref()) else { return false };
    let is_bound = matches!(target.op.inner, Operator::AtLeast | Operator::AtMost);
    let Some((before, after)) = around(&quote.inner, written).filter(|_| is_bound && text.contains(written))
    else {
        return false;
    };
    let own = target.qualifier.as_deref().unwrap_or_default();
    let says = |words: &str, of: &[&str]| of.iter().any(|word| words.contains(word));
    !says(before, &BEFORE) && !says(after, &AFTER) && !says(own, &BEFORE) && !says(own, &AFTER)
}

/// What stands before and behind a number in the clause that has it.
fn around<'q>(quote: &'q str, number: &str) -> Option<(&'q str, &'q str)> {
    let is_whole = |at: usize| {
        let behind = &quote[at + number.len()..];
        let goes_on = behind.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit());
        !quote[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.') && !goes_on
    };
    let at = quote.match_indices(number).map(|(at, _)| at).find(|at| is_whole(*at))?;
    let ends = ['，', ',', '；', ';', '。'];
    let before = quote[..at].rsplit(ends).next().unwrap_or_default();
    let after = quote[at + number.len()..].split(ends).next().unwrap_or_default();
    Some((before, after))
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
