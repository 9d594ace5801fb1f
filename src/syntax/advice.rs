//! What to write instead of a number that cannot be read: worked out from what was written.
//!
//! Takes the written word; gives the number it means, or the question that decides it.
//! Never a mend that changes a figure.

use rust_decimal::Decimal;

use super::measured::{Meant, is_counted, meant, scaled, scaled_by};
use super::nothing::is_no_value;
use super::plain::{is_plain_number, narrow};

/// What the numbers of a key count, as far as the form itself says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts<'p> {
    /// The plan's unit of measure, where the plan is known; nothing where it is not.
    PlanUnits(Option<&'p str>),
    /// Parts of a share, both in one unit.
    Parts,
    /// 万元: money of a task.
    TenThousandYuan,
    /// A share of a hundred.
    Percent,
    /// A calendar year.
    Year,
}

impl<'p> Counts<'p> {
    /// What a key counts; `unit` is the plan's for the figure of which it is a value.
    pub(super) fn of(key: Option<&str>, unit: Option<&'p str>) -> Self {
        match key {
            Some("n" | "of") => Counts::Parts,
            Some("planned" | "spent") => Counts::TenThousandYuan,
            Some("percent") => Counts::Percent,
            Some("year") => Counts::Year,
            _ => Counts::PlanUnits(unit),
        }
    }
}

/// Help for a number with a unit behind it.
pub(super) fn unit(number: &str, unit: &str, counts: Counts<'_>) -> String {
    if is_remark(unit) {
        return format!("只写数字：{number}；要说明的写进“数据状态”或“说明”");
    }
    match counts {
        Counts::PlanUnits(Some(plan)) => known_unit(number, unit, plan),
        Counts::PlanUnits(None) => plan_unit(number, unit),
        Counts::Parts => part(number, unit),
        Counts::TenThousandYuan => match ten_thousands_of_yuan(number, unit) {
            Some(number) => format!("以万元为单位，只写数字：{number}"),
            None => "以万元为单位，换算后只写数字".to_owned(),
        },
        Counts::Percent if unit == "%" => format!("只写数字：{number}"),
        Counts::Percent => match percent(number, unit) {
            Some(number) => format!("这里填百分数，只写数字：{number}"),
            None => "这里填百分数（0到100），例如完成八成写 80".to_owned(),
        },
        Counts::Year => format!("只写数字：{number}"),
    }
}

/// Whether what stands behind a number measures nothing: `（快报）`, `↑`.
fn is_remark(unit: &str) -> bool {
    let bracketed = unit.starts_with(['(', '（']) && unit.ends_with([')', '）']);
    bracketed || !unit.contains(|c: char| c.is_alphabetic() || "%％‰°℃".contains(c))
}

/// `1.2` and `亿元` → `12000`; `None` where it is no money.
fn ten_thousands_of_yuan(number: &str, unit: &str) -> Option<String> {
    let (power, bare) = scaled(unit);
    let is_money = matches!(bare, "元" | "元人民币" | "块") || bare.is_empty() && power >= 4;
    scaled_by(number, power - 4).filter(|_| is_money)
}

fn percent(number: &str, unit: &str) -> Option<String> {
    match meant(number, unit, "%") {
        Meant::Number(number) => Some(number),
        Meant::OtherThing | Meant::Either(..) => None,
    }
}

/// Help for a part of a share: what counts is that both are in one unit.
fn part(number: &str, unit: &str) -> String {
    match scaled(unit) {
        (0, _) => format!("只写数字：{number}"),
        (power, _) => match scaled_by(number, power) {
            Some(full) => format!("分子和分母用同一个单位，只写数字，例如 {full}"),
            None => question(),
        },
    }
}

/// Help for a figure of which the plan says what it counts.
fn known_unit(number: &str, unit: &str, plan: &str) -> String {
    let plan = plan.trim();
    match meant(number, unit, plan) {
        Meant::Number(same) if same == number => format!("只写数字：{number}"),
        Meant::Number(other) => format!("方案的计量单位是“{plan}”，换算后写 {other}"),
        Meant::Either(many, few) => {
            format!("方案的计量单位是“{plan}”：是 {few}{plan}的写 {few}，是 {many}{plan}的写 {many}")
        }
        Meant::OtherThing => format!("方案的计量单位是“{plan}”，换算后只写数字；写错了格的，移到相应的格"),
    }
}

/// Help for a figure: only the plan knows which unit is meant.
fn plan_unit(number: &str, unit: &str) -> String {
    if let (power @ 1.., bare) = scaled(unit) {
        let scale = &unit[..unit.len() - bare.len()].trim();
        let Some(full) = scaled_by(number, power) else { return question() };
        return if bare.is_empty() {
            format!("方案的计量单位带“{scale}”的写 {number}，不带的写 {full}")
        } else {
            format!("方案的计量单位是“{scale}{bare}”的写 {number}，是“{bare}”的写 {full}")
        };
    }
    match unit {
        "‰" => match scaled_by(number, -1) {
            Some(percent) => format!("方案的计量单位是“‰”的写 {number}，是“%”的写 {percent}"),
            None => question(),
        },
        "成" => match scaled_by(number, 1) {
            Some(percent) => format!("{number}成就是{percent}%：计量单位是“%”的写 {percent}"),
            None => question(),
        },
        "%" | "个百分点" | "百分点" => format!("只写数字：{number}"),
        counted if is_counted(counted) => format!("只写数字：{number}"),
        // Only the plan knows whether this is its unit: 500元 may be 0.05 of its units.
        other => format!("方案的计量单位是“{other}”的，只写数字：{number}；不是的，换算后再写"),
    }
}

/// Help for what is no number at all. `missing`: of a figure, the key of its reason and the words that may stand
/// there. `cells`: whether it stands in a workbook, where nothing is left empty by writing `null`.
pub(super) fn number(found: &str, missing: Option<&str>, cells: bool) -> String {
    if missing.is_none() && is_no_value(found) {
        return "没有的留空".to_owned();
    }
    if let Some(number) = spelt_out(found) {
        return format!("是 {number} 的，写成 {number}；不是的，请写出实际的数");
    }
    let plain: String =
        narrow(found).chars().filter(|c| !matches!(c, '_' | ' ' | '\'' | '’' | '，')).collect();
    if found != plain && is_plain_number(&plain) {
        return format!("是 {plain} 的，写成 {plain}，不加分隔符；不是的，请写出实际的数");
    }
    if found.contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return question();
    }
    match missing {
        Some(missing) => {
            let empty = if cells { "这一格留空" } else { "填 null" };
            format!("填阿拉伯数字，例如 98.5；没有数据的{empty}，并在{missing}")
        }
        None => "填阿拉伯数字，例如 98.5；没有数据的留空".to_owned(),
    }
}

/// What a computer's spelling of a number means: `.5`, `5.`, `+5`, `1.2e3`.
fn spelt_out(found: &str) -> Option<String> {
    let word = narrow(found.trim()).to_ascii_lowercase();
    let (mantissa, power) = word.split_once('e').unwrap_or((&word, "0"));
    let bare = mantissa.trim_start_matches('+');
    let (sign, digits) = bare.strip_prefix('-').map_or(("", bare), |digits| ("-", digits));
    let digits = digits.trim();
    let whole =
        if digits.starts_with('.') { format!("0{digits}") } else { digits.trim_end_matches('.').to_owned() };
    let number = format!("{sign}{whole}");
    let power: i32 = power.parse().ok()?;
    if !is_plain_number(&number) || !(-9..=9).contains(&power) {
        return None;
    }
    let scale = Decimal::from(10u64.pow(power.unsigned_abs()));
    let value = number.parse::<Decimal>().ok()?;
    if power == 0 {
        return Some(number);
    }
    let value = if power > 0 { value.checked_mul(scale) } else { value.checked_div(scale) };
    value.map(|value| value.normalize().to_string())
}

fn question() -> String {
    "请写出这个数本身，例如 98.5：不写范围、上下标、分数和“约”“以上”一类的词".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_never_changes_a_number() {
        for (written, unit_of, both) in [
            ("8.05", "万亩", ["8.05", "80500"]),
            ("6", "千户", ["6", "6000"]),
            ("2.5", "亿元", ["2.5", "250000000"]),
            ("7.2", "‰", ["7.2", "0.72"]),
        ] {
            let help = unit(written, unit_of, Counts::PlanUnits(None));
            assert!(both.iter().all(|number| help.contains(&format!("写 {number}"))), "{help}");
        }
        for (written, unit_of, plain) in [
            ("3.5", "亿元", "35000"),
            ("260", "万元", "260"),
            ("7500", "元", "0.75"),
            ("8", "百万元", "800"),
            ("2", "亿", "20000"),
        ] {
            let help = unit(written, unit_of, Counts::TenThousandYuan);
            assert_eq!(help, format!("以万元为单位，只写数字：{plain}"), "{written}{unit_of}");
        }
        assert!(unit("3", "千个", Counts::TenThousandYuan).ends_with("换算后只写数字"));
        assert_eq!(unit("62", "‰", Counts::Percent), "这里填百分数，只写数字：6.2");
        assert_eq!(unit("7", "成", Counts::Percent), "这里填百分数，只写数字：70");
        assert!(unit("7", "公里", Counts::Percent).starts_with("这里填百分数（0到100）"));
        assert_eq!(unit("2026", "年度", Counts::Year), "只写数字：2026");
        assert_eq!(unit("35", "家", Counts::PlanUnits(None)), "只写数字：35");
        for unit_of in ["千瓦", "元", "公里", "公顷", "个月"] {
            let help = unit("35", unit_of, Counts::PlanUnits(None));
            assert!(help.contains(&format!("是“{unit_of}”的，只写数字：35；不是的，换算后")), "{help}");
        }
        assert_eq!(unit("7", "成", Counts::PlanUnits(None)), "7成就是70%：计量单位是“%”的写 70");
        for (written, plain) in [(".5", "0.5"), ("7.", "7"), ("+12", "12"), ("1.5e3", "1500"), ("- 4", "-4")]
        {
            let help = number(written, None, false);
            assert!(help.contains(&format!("写成 {plain}；")), "{written}: {help}");
        }
        assert_eq!(unit("45.2", "微克/立方米", Counts::PlanUnits(Some("微克/立方米"))), "只写数字：45.2");
        assert!(unit("3.2", "万吨", Counts::PlanUnits(Some("吨"))).ends_with("换算后写 32000"));
        assert!(unit("98", "%", Counts::PlanUnits(Some("个"))).contains("计量单位是“个”"));
        let both = unit("3", "万", Counts::PlanUnits(Some("亿元")));
        assert!(both.contains("是 0.0003亿元的写 0.0003") && both.contains("写 30000"), "{both}");
        for remark in ["(快报)", "（初步）", "↑", "*"] {
            let help = unit("50.0", remark, Counts::PlanUnits(Some("%")));
            assert!(help.starts_with("只写数字：50.0；要说明的"), "{help}");
        }
        assert_eq!(unit("45", "微克/立方米（快报）", Counts::PlanUnits(Some("微克/立方米"))), "只写数字：45");
        assert_eq!(unit("84", "个", Counts::Parts), "只写数字：84");
        assert!(unit("1.2", "万户", Counts::Parts).contains("同一个单位，只写数字，例如 12000"));
        assert!(number("若干", None, false).contains("没有数据的留空"));
        assert_eq!(number("暂无", None, false), "没有的留空");
        assert!(number("12_500", Some("缺失原因"), false).contains("写成 12500"));
        assert!(number("3½", Some("缺失原因"), false).starts_with("请写出这个数本身"));
        assert!(number("若干", Some("“缺失原因”里选"), false).contains("并在“缺失原因”里选"));
    }
}
