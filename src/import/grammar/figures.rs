//! Figures in a text: a value, its unit of measure, and 以上 or 以内 behind it.
//!
//! Takes matching text; gives [`Figure`]s in order. Names, titles, document numbers and standards are
//! blanked out before. Never decides whether a figure is a target.

use std::ops::Range;

use super::numerals::{chinese, percent};
use super::text::patterns;

patterns! {
    BOOK = r"《[^《》]*(《[^《》]*》[^《》]*)*》";
    QUOTED = r"“[^“”]{1,24}”";
    REFERENCE = r"(〔|\()20\d\d(〕|\))(第)?\d{1,4}号|第\d+号|(GB|HJ|DB|GBZ|JT|CJ|NY|SL|TB|YY|ISO|IEC)\d*(/T)?-?\d+(\.\d+)?(-\d{4})?|\d{3,4}-\d{7,8}|https?://[0-9A-Za-z./?=_&-]+|1\+[\dX]+(\+[\dNnX]+)*|\d\+\d\+[\dNX]|PM(2\.5|10)|CO2|\d+G\b|\d{1,2}:\d{2}";
    FIGURE = r"(?P<lt>[≥≤><]=?)?(?P<a>(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)(?P<m1>余|多)?(?P<u1>UNIT)?((?P<sep>-{1,2}|~|至|到)(?P<b>(\d{1,3}(,\d{3})+|\d+)(\.\d+)?))?(?P<m2>余|多)?(?P<u2>UNIT)?(?P<post>及以上|及以下|以上|以下|以内|之内|左右|上下)?";
    HAN_PERCENT = r"百分之[一二三四五六七八九十百零]+(点[零一二三四五六七八九]+)?(?P<post>以上|以下|以内|左右)?";
    HAN_COUNT = r"(?P<a>[一二两三四五六七八九十百]{1,4})(?P<u>个|座|处|家|所|条|项|次|期|支|套|场)(?P<post>以上|以内|左右)?";
    SPAN = r"(寿命|年限|天数|时间|时长|学时|周期|时效)[^,。;]{0,8}$";
    TIME = r"^(周岁|年|月|日|时|分钟|小时|天|周|个月|工作日|个工作日|岁)$";
}

/// Units of measure, longest first.
const UNITS: [&str; 128] = [
    "微克/立方米",
    "PFLOPS",
    "EFLOPS",
    "μg/m³",
    "mg/L",
    "kW",
    "GWh",
    "周岁",
    "/10万人",
    "/10万",
    "/万",
    "场次",
    "人份",
    "毫克/立方米",
    "μg/m3",
    "毫克/升",
    "微克/升",
    "吨/月·平方公里",
    "吨/平方公里·月",
    "吨/(平方公里·月)",
    "吨标准煤/万元",
    "立方米/万元",
    "克标准煤/千瓦时",
    "克/千瓦时",
    "千克标准煤/吨",
    "立方米/秒",
    "立方米/吨",
    "万立方米/日",
    "万吨/日",
    "吨/日",
    "万吨/年",
    "万吨标准煤",
    "吨标准煤",
    "亿千瓦时",
    "万千瓦时",
    "千瓦时",
    "亿千瓦",
    "万千瓦",
    "千瓦",
    "兆瓦时",
    "兆瓦",
    "吉瓦",
    "蒸吨",
    "MW",
    "GW",
    "个百分点",
    "百分点",
    "%",
    "‰",
    "亿立方米",
    "万立方米",
    "立方米",
    "万平方公里",
    "平方公里",
    "万平方米",
    "平方米",
    "㎡",
    "亿亩",
    "万亩",
    "亩",
    "万公顷",
    "公顷",
    "万公里",
    "公里",
    "千米",
    "厘米",
    "米",
    "万亿元",
    "亿元",
    "万元",
    "元",
    "亿美元",
    "万美元",
    "亿吨",
    "万吨",
    "吨",
    "公斤",
    "千克",
    "亿人次",
    "万人次",
    "人次",
    "万人",
    "亿人",
    "人",
    "万户",
    "户",
    "万名",
    "名",
    "个流量",
    "个学位",
    "万个",
    "个工作日",
    "个月",
    "个",
    "万家",
    "家",
    "座",
    "处",
    "所",
    "项",
    "条",
    "种",
    "类",
    "支",
    "件",
    "万件",
    "届",
    "期",
    "次",
    "场",
    "万张",
    "张",
    "台",
    "万辆",
    "辆",
    "万套",
    "套",
    "艘",
    "万株",
    "株",
    "万头",
    "头",
    "万台",
    "分贝",
    "倍",
    "岁",
    "小时",
    "分钟",
];

/// Units of measure that only count things.
const COUNTS: [&str; 34] = [
    "个",
    "万个",
    "家",
    "万家",
    "座",
    "处",
    "所",
    "项",
    "条",
    "种",
    "类",
    "支",
    "件",
    "届",
    "期",
    "次",
    "场",
    "张",
    "台",
    "辆",
    "万辆",
    "套",
    "万套",
    "艘",
    "名",
    "万名",
    "户",
    "万户",
    "人",
    "万人",
    "个学位",
    "场次",
    "株",
    "万件",
];

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) range: Range<usize>,
    /// Digits as printed, thousands separators left out.
    pub(crate) value: String,
    /// The end of a range.
    pub(crate) value_max: Option<String>,
    /// The unit of measure; empty where none is printed.
    pub(crate) unit: String,
    /// 以上, 以内, 左右….
    pub(crate) post: String,
    /// 余 or 多: said roughly.
    pub(crate) rough: bool,
    /// ≥ or ≤ in front.
    pub(crate) sign: Option<char>,
    /// Written in Chinese digits.
    pub(crate) han: bool,
}

impl Figure {
    /// Whether its unit counts things.
    pub(crate) fn counts(&self) -> bool {
        COUNTS.contains(&self.unit.as_str())
    }

    /// Whether its unit is a stretch of time.
    pub(crate) fn is_time(&self) -> bool {
        TIME.is_match(&self.unit)
    }
}

/// The text with names and references blanked out, byte for byte as long.
pub(crate) fn blanked(norm: &str) -> String {
    let mut blank = norm.to_owned();
    for range in BOOK.find_iter(norm).chain(REFERENCE.find_iter(norm)).map(|m| m.range()) {
        fill(&mut blank, range);
    }
    // Names in quotes hold counts (“1+1+N”, “三区一地”); years (“十四五”) and shares stay.
    for found in QUOTED.find_iter(norm) {
        let inside = found.as_str();
        let digits = inside.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十百千两".contains(c));
        if digits && !inside.contains(['年', '%']) && !inside.starts_with("“十") {
            fill(&mut blank, found.range());
        }
    }
    blank
}

fn fill(text: &mut String, range: Range<usize>) {
    let Some(old) = text.get(range.clone()) else { return };
    let new: String = old
        .chars()
        .map(|c| match c.len_utf8() {
            1 => '_',
            2 => '¦',
            3 => '□',
            _ => '🀆',
        })
        .collect();
    text.replace_range(range, &new);
}

static WITH_UNITS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    let mut units: Vec<&str> = UNITS.to_vec();
    units.sort_by_key(|u| std::cmp::Reverse(u.chars().count()));
    let units: Vec<String> = units.iter().map(|u| regex::escape(u)).collect();
    super::text::pattern(
        &FIGURE.as_str().replace("UNIT", &format!("{}|亿|万|千|年|月|日|天|周", units.join("|"))),
    )
});

/// All figures of a blanked text.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = WITH_UNITS.captures_iter(text).filter_map(|c| arabic(text, &c)).collect();
    found.extend(HAN_PERCENT.captures_iter(text).filter_map(|c| {
        let all = c.get(0)?;
        let post = c.name("post").map_or("", |m| m.as_str());
        Some(in_chinese(all.range(), percent(all.as_str().strip_suffix(post)?)?, "%", post))
    }));
    found.extend(HAN_COUNT.captures_iter(text).filter_map(|c| {
        let all = c.get(0)?;
        let behind = text[all.end()..].chars().next();
        let before = text[..all.start()].chars().next_back();
        // 第一个, 一个个, 十五个五年, “四个”: names and orders.
        if before.is_some_and(|c| "第“十两三四五六七八九每".contains(c) && c != '每')
            || behind.is_some_and(|c| "个五”性".contains(c))
        {
            return None;
        }
        let post = c.name("post").map_or("", |m| m.as_str());
        Some(in_chinese(all.range(), chinese(&c["a"])?.to_string(), &c["u"], post))
    }));
    found.sort_by_key(|f| f.range.start);
    // Stretches of time stand in names (1小时到达率); only where one is measured is it a figure.
    found.retain(|f| !f.is_time() || f.unit.ends_with('岁') || measures_time(&text[..f.range.start]));
    found
}

/// Whether the words in front measure time: 预期寿命, or a list after 分别 that began before.
fn measures_time(before: &str) -> bool {
    let clause = before.rsplit([',', ';', '。']).next().unwrap_or(before);
    SPAN.is_match(before) || (clause.contains("分别") && before.ends_with(['、', '和', '与', '及']))
}

fn in_chinese(range: Range<usize>, value: String, unit: &str, post: &str) -> Figure {
    Figure {
        range,
        value,
        value_max: None,
        unit: unit.to_owned(),
        post: post.to_owned(),
        rough: false,
        sign: None,
        han: true,
    }
}

fn arabic(text: &str, c: &regex::Captures<'_>) -> Option<Figure> {
    let all = c.get(0)?;
    let before = text[..all.start()].chars().next_back();
    // Part of a name or a longer number: H2O, A4, 1.2.3, 第3, No.5.
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || ".第〔/_+".contains(c)) {
        return None;
    }
    let behind = text[all.end()..].chars().next();
    if behind.is_some_and(|c| c.is_ascii_alphabetic() || "_:".contains(c)) {
        return None;
    }
    let part = |name: &str| c.name(name).map_or("", |m| m.as_str());
    let digits = |name: &str| part(name).replace(',', "");
    let (u1, u2) = (part("u1"), part("u2"));
    let unit = if u2.is_empty() { u1 } else { u2 };
    let max = digits("b");
    Some(Figure {
        range: all.range(),
        value: digits("a"),
        value_max: (!max.is_empty()).then_some(max),
        unit: unit.to_owned(),
        post: part("post").to_owned(),
        rough: !part("m1").is_empty() || !part("m2").is_empty(),
        sign: part("lt").chars().next(),
        han: false,
    })
}
