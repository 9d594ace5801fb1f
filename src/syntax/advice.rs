//! What to write instead of a number that cannot be read: worked out from what was written.
//!
//! Takes the written word; gives the number it means, or the question that decides it.
//! Never a mend that changes a figure.

use rust_decimal::Decimal;

use super::plain::{is_plain_number, narrow};

/// Words for powers of ten before a unit, the longest first, and units that only look like one.
const SCALES: [(&str, u32); 9] = [
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

/// What the numbers of a key count, as far as the form itself says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// The plan's unit of measure, which only the plan knows.
    PlanUnits,
    /// 万元: money of a task.
    TenThousandYuan,
    /// A share of a hundred.
    Percent,
    /// A calendar year.
    Year,
}

impl Counts {
    /// What a key counts.
    pub(super) fn of(key: Option<&str>) -> Self {
        match key {
            Some("planned" | "spent") => Counts::TenThousandYuan,
            Some("percent") => Counts::Percent,
            Some("year") => Counts::Year,
            _ => Counts::PlanUnits,
        }
    }
}

/// Help for a number with a unit behind it.
pub(super) fn unit(number: &str, unit: &str, counts: Counts) -> String {
    match counts {
        Counts::PlanUnits => plan_unit(number, unit),
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

/// `1.2` and `亿元` → `12000`; `None` where it is no money.
fn ten_thousands_of_yuan(number: &str, unit: &str) -> Option<String> {
    let scale = SCALES.iter().find(|(scale, _)| unit.starts_with(scale));
    let (bare, zeros) = scale.map_or((unit, 0), |(scale, zeros)| (&unit[scale.len()..], *zeros));
    let is_money = matches!(bare.trim(), "元" | "元人民币" | "块") || bare.is_empty() && zeros >= 4;
    let yuan = times_ten(number, zeros).filter(|_| is_money)?;
    let ten_thousand = Decimal::from(10_000);
    Some(yuan.parse::<Decimal>().ok()?.checked_div(ten_thousand)?.normalize().to_string())
}

fn percent(number: &str, unit: &str) -> Option<String> {
    match unit {
        "‰" => divided_by_ten(number),
        "成" => times_ten(number, 1),
        _ => None,
    }
}

/// Help for a figure: only the plan knows which unit is meant.
fn plan_unit(number: &str, unit: &str) -> String {
    let scaled = SCALES.iter().filter(|_| !NO_SCALES.iter().any(|word| unit.starts_with(word)));
    if let Some((scale, zeros)) = scaled.clone().find(|(scale, _)| unit.starts_with(scale)) {
        let bare = unit[scale.len()..].trim();
        let Some(full) = times_ten(number, *zeros) else { return question() };
        return if bare.is_empty() {
            format!("方案的计量单位带“{scale}”的写 {number}，不带的写 {full}")
        } else {
            format!("方案的计量单位是“{scale}{bare}”的写 {number}，是“{bare}”的写 {full}")
        };
    }
    match unit {
        "‰" => match divided_by_ten(number) {
            Some(percent) => format!("方案的计量单位是“‰”的写 {number}，是“%”的写 {percent}"),
            None => question(),
        },
        "成" => match times_ten(number, 1) {
            Some(percent) => format!("{number}成就是{percent}%：计量单位是“%”的写 {percent}"),
            None => question(),
        },
        "%" | "个百分点" | "百分点" => format!("只写数字：{number}"),
        counted if counted.chars().count() == 1 && COUNTED.contains(counted) => {
            format!("只写数字：{number}")
        }
        // Only the plan knows whether this is its unit: 500元 may be 0.05 of its units.
        other => format!("方案的计量单位是“{other}”的，只写数字：{number}；不是的，换算后再写"),
    }
}

/// Words by which people say that there is nothing to fill in.
const NOTHING: [&str; 14] =
    ["无", "没有", "暂无", "待定", "未定", "不详", "/", "-", "—", "——", "－", "n/a", "N/A", "空"];

/// Whether somebody wrote that there is nothing.
pub(super) fn is_nothing(word: &str) -> bool {
    NOTHING.contains(&word.trim())
}

/// Help for what is no number at all. `missing`: of a figure, the key of its reason and the words that may stand
/// there. `cells`: whether it stands in a workbook, where nothing is left empty by writing `null`.
pub(super) fn number(found: &str, missing: Option<&str>, cells: bool) -> String {
    if missing.is_none() && is_nothing(found) {
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

/// `12.3` and 4 → `123000`.
fn times_ten(number: &str, zeros: u32) -> Option<String> {
    let scale = Decimal::from(10u64.checked_pow(zeros)?);
    Some(number.parse::<Decimal>().ok()?.checked_mul(scale)?.normalize().to_string())
}

fn divided_by_ten(number: &str) -> Option<String> {
    Some(number.parse::<Decimal>().ok()?.checked_div(Decimal::TEN)?.normalize().to_string())
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
            let help = unit(written, unit_of, Counts::PlanUnits);
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
        assert_eq!(unit("35", "家", Counts::PlanUnits), "只写数字：35");
        for unit_of in ["千瓦", "元", "公里", "公顷", "个月"] {
            let help = unit("35", unit_of, Counts::PlanUnits);
            assert!(help.contains(&format!("是“{unit_of}”的，只写数字：35；不是的，换算后")), "{help}");
        }
        assert_eq!(unit("7", "成", Counts::PlanUnits), "7成就是70%：计量单位是“%”的写 70");
        for (written, plain) in [(".5", "0.5"), ("7.", "7"), ("+12", "12"), ("1.5e3", "1500"), ("- 4", "-4")]
        {
            let help = number(written, None, false);
            assert!(help.contains(&format!("写成 {plain}；")), "{written}: {help}");
        }
        assert!(number("若干", None, false).contains("没有数据的留空"));
        assert_eq!(number("暂无", None, false), "没有的留空");
        assert!(number("12_500", Some("缺失原因"), false).contains("写成 12500"));
        assert!(number("3½", Some("缺失原因"), false).starts_with("请写出这个数本身"));
        assert!(number("若干", Some("“缺失原因”里选"), false).contains("并在“缺失原因”里选"));
    }
}
