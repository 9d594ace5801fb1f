//! A number with another unit behind it than the plan counts in, or with the very same: which number is to be written.
//!
//! Takes what was written and the plan's unit of measure; gives the number where there is only one that can be meant.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

/// Words for powers of ten before a unit, the longest first, and units that only look like one.
pub(super) const SCALES: [(&str, i32); 9] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("k", 3),
];
const NO_SCALES: [&str; 12] =
    ["千克", "千米", "千瓦", "千卡", "千伏", "千帕", "千焦", "千升", "百分点", "百分之", "kg", "km"];

/// Words for things that are counted: no other unit of the same things is about.
const COUNTED: &str = "个项处家户座条件次人辆台套村所株";

/// Signs and other words for units, as they are replaced one after the other.
const SPELLINGS: [(&str, &str); 19] = [
    ("个百分点", "%"),
    ("百分点", "%"),
    ("μg", "微克"),
    ("µg", "微克"),
    ("ug", "微克"),
    ("mg", "毫克"),
    ("kg", "千克"),
    ("公斤", "千克"),
    ("km2", "平方公里"),
    ("平方千米", "平方公里"),
    ("hm2", "公顷"),
    ("m3", "立方米"),
    ("m2", "平方米"),
    ("km", "公里"),
    ("千米", "公里"),
    ("kwh", "千瓦时"),
    ("kw", "千瓦"),
    ("每", "/"),
    ("人民币", ""),
];

/// Units of the same thing, in powers of ten of the smallest of each row.
const FAMILIES: [&[(&str, i32)]; 8] = [
    &[("公里", 3), ("米", 0)],
    &[("吨", 6), ("千克", 3), ("克", 0)],
    &[("克", 6), ("毫克", 3), ("微克", 0)],
    &[("平方公里", 6), ("公顷", 4), ("平方米", 0)],
    &[("立方米", 3), ("升", 0)],
    &[("千瓦时", 0), ("度", 0)],
    &[("成", 2), ("%", 1), ("‰", 0)],
    &[("元", 0), ("块", 0)],
];

/// What a number with a unit is in the unit of the plan.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// This number, and no other can be meant.
    Number(String),
    /// A number, by a unit that is none of what the plan counts.
    OtherThing,
    /// The unit is not said whole, so that it may be this number or that one.
    Either(String, String),
}

/// What `number` with `unit` behind it is in the plan's unit.
pub(super) fn meant(number: &str, unit: &str, plan: &str) -> Meant {
    let (written, asked) = (spelled(unit), spelled(plan));
    let plain = || Meant::Number(number.to_owned());
    if written == asked || is_counted(&written) && is_counted(&asked) {
        return plain();
    }
    let ((scale, bare), (of_plan, base)) = (scaled(&written), scaled(&asked));
    let by = |power: i32| scaled_by(number, power).map_or(Meant::OtherThing, Meant::Number);
    if bare.is_empty() && matches!(base, "%" | "‰") {
        return Meant::OtherThing;
    }
    if bare.is_empty() {
        // `3.2万` for something in 吨, or in 万吨, is the same: of a unit that is itself scaled otherwise nobody knows.
        return match of_plan {
            0 => by(scale),
            same if same == scale => plain(),
            other => match (scaled_by(number, scale), scaled_by(number, scale - other)) {
                (Some(many), Some(few)) => Meant::Either(many, few),
                _ => Meant::OtherThing,
            },
        };
    }
    if bare == base || is_counted(bare) && is_counted(base) {
        return by(scale - of_plan);
    }
    match apart(bare, base) {
        Some(power) => by(scale - of_plan + power),
        None => Meant::OtherThing,
    }
}

/// How many powers of ten the first of two units of one thing is greater: of compound ones, their first parts.
fn apart(unit: &str, other: &str) -> Option<i32> {
    let ((unit, below), (other, other_below)) = (parts(unit), parts(other));
    if below != other_below {
        return None;
    }
    let of = |family: &&[(&str, i32)], name: &str| {
        family.iter().find(|(known, _)| *known == name).map(|(_, at)| *at)
    };
    FAMILIES.iter().find_map(|family| Some(of(family, unit)? - of(family, other)?))
}

fn parts(unit: &str) -> (&str, &str) {
    unit.split_once('/').unwrap_or((unit, ""))
}

/// A unit without its word for a power of ten, and the power.
pub(super) fn scaled(unit: &str) -> (i32, &str) {
    if NO_SCALES.iter().any(|word| unit.starts_with(word)) {
        return (0, unit);
    }
    let found = SCALES.iter().find(|(scale, _)| unit.starts_with(scale));
    found.map_or((0, unit), |(scale, power)| (*power, unit[scale.len()..].trim()))
}

pub(super) fn is_counted(unit: &str) -> bool {
    unit.chars().count() == 1 && COUNTED.contains(unit)
}

/// A unit in one spelling.
fn spelled(unit: &str) -> String {
    // A remark behind a unit is none of it; what stands in brackets alone was seen to be one.
    let unit = match unit.find(['(', '（']) {
        Some(at @ 1..) => &unit[..at],
        _ => unit,
    };
    let plain: String = unit.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    SPELLINGS.iter().fold(plain, |unit, (written, word)| unit.replace(written, word))
}

/// `12.3` and 4 → `123000`.
pub(super) fn scaled_by(number: &str, power: i32) -> Option<String> {
    let scale = Decimal::from(10u64.checked_pow(power.unsigned_abs())?);
    let number: Decimal = number.parse().ok()?;
    if power == 0 {
        return Some(number.to_string());
    }
    let scaled = if power > 0 { number.checked_mul(scale) } else { number.checked_div(scale) }?;
    // What no longer has all its digits is another number.
    let back = if power > 0 { scaled.checked_div(scale) } else { scaled.checked_mul(scale) };
    (back == Some(number)).then(|| scaled.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_the_plan_decides_which_number_is_meant() {
        for (number, unit, plan, right) in [
            ("45.2", "微克/立方米", "微克/立方米", "45.2"),
            ("45.20", "μg/m³", "微克/立方米", "45.20"),
            ("0.045", "毫克/立方米", "微克/立方米", "45"),
            ("3.2", "万吨", "万吨", "3.2"),
            ("3.2", "万吨", "吨", "32000"),
            ("320", "吨", "万吨", "0.032"),
            ("3.2", "万", "吨", "32000"),
            ("3.2", "万", "万吨", "3.2"),
            ("7", "成", "%", "70"),
            ("62", "‰", "%", "6.2"),
            ("12", "个百分点", "%", "12"),
            ("35", "个", "处", "35"),
            ("2", "平方公里", "公顷", "200"),
            ("1.5", "km", "公里", "1.5"),
            ("4", "千户", "户", "4000"),
        ] {
            assert_eq!(
                meant(number, unit, plan),
                Meant::Number(right.to_owned()),
                "{number}{unit} in {plan}"
            );
        }
        for (unit, plan) in [("%", "个"), ("亩", "公顷"), ("毫克/升", "毫克/立方米"), ("吨", "立方米")]
        {
            assert_eq!(meant("5", unit, plan), Meant::OtherThing, "{unit} in {plan}");
        }
        assert_eq!(meant("3", "万", "亿元"), Meant::Either("30000".to_owned(), "0.0003".to_owned()));
    }
}
