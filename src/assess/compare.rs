//! When two values may be compared, year on year, and how figures are shown (assessment.md, section 1).

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::consolidate::{Value, round_half_even};
use crate::plan::{Direction, Indicator};
use crate::submission::Period;

/// A figure as it is shown: rounded half to even (GB/T 8170), once, to the indicator's decimals (at
/// most 20 of them).
pub fn shown(number: Decimal, decimals: u32) -> String {
    let decimals = decimals.min(20);
    let rounded = round_half_even(number, decimals);
    // “-0.0” would say that something fell.
    let mut text = if rounded.is_zero() { "0".to_owned() } else { rounded.to_string() };
    // Filled up by hand: the formatter of decimals has room for no more than 32 characters.
    let written = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    if written == 0 && decimals > 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', (decimals as usize).saturating_sub(written)));
    text
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

/// 同比: comparable are values of one indicator whose basis, edition of the standard and kind of
/// period agree. 持平 is decided on the figures as shown; the difference is computed exactly.
pub(super) fn year_on_year(
    indicator: &Indicator,
    value: &Value,
    previous: Option<&Value>,
) -> Result<YearOnYear, String> {
    let previous = previous.ok_or("上年没有可比的数值")?;
    if let Some(reason) = incomparable(value, previous) {
        return Err(reason);
    }
    let range = "超出计算范围，不作同比";
    let difference = value.number.checked_sub(previous.number).ok_or(range)?;
    let level = round_half_even(value.number, indicator.decimals)
        == round_half_even(previous.number, indicator.decimals);
    let percent = if is_percentage(indicator) || previous.number <= Decimal::ZERO {
        None
    } else {
        difference.checked_mul(Decimal::from(100)).and_then(|d| d.checked_div(previous.number))
    };
    let better = match indicator.direction.inner {
        _ if level => None,
        Direction::Up => Some(difference > Decimal::ZERO),
        Direction::Down => Some(difference < Decimal::ZERO),
        Direction::Keep | Direction::Range => None,
    };
    let text = if level { "持平".to_owned() } else { change_text(indicator, difference, percent) };
    Ok(YearOnYear { previous: previous.clone(), difference, percent, level, better, text })
}

/// Why two values of one indicator may not be compared; `None` when they may.
fn incomparable(value: &Value, previous: &Value) -> Option<String> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "未注明".to_owned());
    if !same_text(value.basis.as_deref(), previous.basis.as_deref()) {
        let (now, then) = (or_none(&value.basis), or_none(&previous.basis));
        return Some(format!("口径不一致，不作比较（本年“{now}”，上年“{then}”）"));
    }
    if !same_text(value.standard.as_deref(), previous.standard.as_deref()) {
        let (now, then) = (or_none(&value.standard), or_none(&previous.standard));
        return Some(format!("标准版本不一致，不作比较（本年“{now}”，上年“{then}”）"));
    }
    match (value.period, previous.period) {
        (Some(now), Some(then)) if now.same_kind(then) => None,
        (now, then) => {
            let word = |period: Option<Period>| period.map_or("未注明".to_owned(), |p| p.to_string());
            Some(format!("时段不一致，不作比较（本年{}，上年{}）", word(now), word(then)))
        }
    }
}

/// Whether two texts name the same thing: width, case and blanks do not count.
pub(super) fn same_text(a: Option<&str>, b: Option<&str>) -> bool {
    let plain = |text: Option<&str>| {
        let text = text.unwrap_or("");
        text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>()
    };
    plain(a) == plain(b)
}

/// Whether the indicator is a percentage: its differences are percentage points.
pub(super) fn is_percentage(indicator: &Indicator) -> bool {
    matches!(indicator.unit_of_measure.as_deref().map(str::trim), Some("%" | "％" | "百分点" | "个百分点"))
}

/// The unit of a difference.
pub(super) fn unit_of_difference(indicator: &Indicator) -> &str {
    match indicator.unit_of_measure.as_deref() {
        _ if is_percentage(indicator) => "个百分点",
        Some(unit) => unit.trim(),
        None => "",
    }
}

/// A value with its unit: `72.3%`, `38微克/立方米`.
pub(super) fn with_unit(indicator: &Indicator, number: Decimal) -> String {
    let unit = indicator.unit_of_measure.as_deref().map_or("", str::trim);
    format!("{}{unit}", shown(number, indicator.decimals))
}

/// The size of a difference with its unit; what rounds to nothing is said to be less than one step.
pub(super) fn amount(indicator: &Indicator, difference: Decimal) -> String {
    let (decimals, unit) = (indicator.decimals.min(20), unit_of_difference(indicator));
    let size = difference.abs();
    if round_half_even(size, decimals).is_zero() && !size.is_zero() {
        return format!("不足{}{unit}", Decimal::new(1, decimals));
    }
    format!("{}{unit}", shown(size, decimals))
}

fn change_text(indicator: &Indicator, difference: Decimal, percent: Option<Decimal>) -> String {
    let word = if difference > Decimal::ZERO { "上升" } else { "下降" };
    let amount = amount(indicator, difference);
    match percent.map(|percent| shown(percent.abs(), 1)) {
        Some(percent) if percent != "0.0" => format!("{word}{amount}（{percent}%）"),
        _ => format!("{word}{amount}"),
    }
}

/// `按1—11月` for a value that does not cover the whole year.
pub(super) fn provisional(value: &Value) -> Option<String> {
    match value.period {
        Some(period) if period.is_whole() => None,
        Some(period) => Some(format!("按{period}")),
        None => Some("时段未注明".to_owned()),
    }
}
