//! Units of measure: an open class of multiples, counters, measures and rates.
//!
//! Takes the words behind a number; gives the unit printed there and whether it was known.
//! Never takes a noun for a unit: an unknown one is taken only where a stop follows, and said to be unknown.

use super::text::patterns;

/// What multiplies: 万 in 万立方米.
const MULTIPLE: &str = "(?:万亿|千万|百万|十万|亿|万|千|百)?";

/// What measures.
const MEASURE: &str = "千克标准煤|千克标煤|公斤标准煤|微克|毫克|千克|公斤|克|斤|吨标准煤|吨标煤|蒸吨|载重吨|总吨|吨|公里|千米|平方公里|平方千米|平方米|平方|平米|标准立方米|空立方米|空方|立方米|立方|厘米|毫米|微米|海里|延米|米|里|公顷|亩|毫升|微升|升|千瓦时|兆瓦时|吉瓦时|瓦时|千瓦|兆瓦|吉瓦|瓦|千伏安|兆伏安|千伏|伏|度|美元|欧元|元|分贝|兆赫|赫兹|兆比特|比特|字节|帧|勒克斯|摄氏度|兆帕|帕|千焦|焦耳|大卡|标准箱|标箱|马力|个等级|个档次|个位次|当量|ETEU|TEU|个百分点|百分点|个点|倍|成|折|‰|%";

/// What counts; each may be followed by 次.
const COUNTER: &str = "课时|学时|个学位|学位|床位|泊位|车位|工位|机架|标准机架|人份|人日|人月|企业次|台套|[个家座处所项条种类件届期次场张台辆艘名户人套株棵头只羽尾匹口根盏块面扇本册篇幅卷枚把部架列节趟班位对双组队支批宗起例轮页字句首层间栋幢孔眼盘棒袋箱桶瓶盒包捆柜门堂课剂针枪床份单笔道段片团顶田具杆幅方粒颗筒垛遍]";

/// What a rate is per: 每平方公里, /日.
const PER: &str = "平方公里|立方米|标准立方米|平方米|公里|公顷|千克|公斤|毫升|百户|千人|万人|万元|万|小时|分钟|工作日|季度|半年|升|吨|克|亩|米|秒|时|天|日|周|月|年|人|户|人次|车|辆|台|座|个|次|头|株|度";

/// Units of Latin letters; others are names: 5G, 4A, 120VOCs.
const LATIN: &str = "PFLOPS|EFLOPS|TFLOPS|PFlops|EFlops|MWh|GWh|kWh|KWh|MW|GW|kW|KW|kVA|MVA|kV|KV|Gbps|Mbps|Tbps|dB\\(A\\)|dB|μg/m³|μg/m3|ug/m3|mg/m³|mg/m3|mg/kg|g/kg|mg/L|mg/l|μg/L|g/L|L/s|m³/s|m3/s|m³/d|m3/d|t/d|t/a|t/h|km²|km2|hm²|hm2|m²|m2|m³|m3|km|cm|mm|kg|mL|NTU|TB|PB|EB|GB|MB|ha|℃|μS/cm|DDDs|kgce|tce|J/m²|㎡|㎥|㎞|㎏|㎎";

/// Rates of more than two parts.
const LONG: &str = "吨/平方千米·月|吨/\\(平方千米·月\\)|吨/月·平方公里|吨/平方公里·月|吨/\\(平方公里·月\\)|吨/平方公里·30天|/10万人|/10万|/万|张/千人|个/万人|件/万人";

/// Stretches of time: a figure only where time is measured.
const TIME: &str = "周岁|个工作日|工作日|个月|小时|分钟|秒|年|月|日|天|周|岁|时";

patterns! {
    ALONE = r"^(?P<u>[\u{4e00}-\u{9fff}]{1,2})(以上|以下|以内|左右)?([,。;、)〕|]|$)";
    NO_UNIT = r"^(以上|以下|以内|左右|及以|和|与|或|等|的|到|至|余|多|为|是|均|未|不|已|月|年|日|岁|号|级|期|版|中|分|点|强|大|小|高|低|新|老|县|区|市|镇|村|乡|热线|专线|平台|系统|网站|工程|行动|计划|战略)";
    PETA = r"^[PE]([,。;、)]|$)";
    ROUND = r"^(万|亿|千|百)$";
}

static KNOWN: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    let base = format!("(?:(?:{MEASURE}|{COUNTER})次?)");
    let rate = format!("(?:(?:/|每)(?:{PER}))");
    let aside = format!("(?:\\((?:{COUNTER})\\))?");
    super::text::pattern(&format!(
        "^(?P<u>{LONG}|{MULTIPLE}(?:{LATIN})|{TIME}|{MULTIPLE}{base}{aside}{rate}{{0,2}}|分/|分|万|亿|千)"
    ))
});

static COUNTED: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::text::pattern(&format!(
        "^{MULTIPLE}(?:(?:{COUNTER})次?|[亩吨箱]次)(?:\\((?:{COUNTER})\\))?(?:(?:/|每)(?:{PER}))?$"
    ))
});

static TIMED: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| super::text::pattern(&format!("^({TIME})$")));

/// The unit at the beginning of a text.
pub(crate) fn unit_at(text: &str) -> Option<&str> {
    let mut unit = KNOWN.captures(text)?.name("u")?.as_str();
    let rest = |unit: &str| text[unit.len()..].chars().next();
    // 个五年, 项目, 条件, 类型, 名称: the counter begins a word.
    if unit.chars().count() == 1 && begins_word(unit, rest(unit)) {
        return None;
    }
    // 5万千瓦/10万千瓦时: the second is a figure of its own.
    if let Some(at) = unit.find("/10万").or(unit.find("/万").filter(|_| rest(unit).is_some_and(is_base)))
        && at > 0
        && rest(unit).is_some_and(is_base)
    {
        unit = &unit[..at];
    }
    // 90分钟 is time; 90分 a mark.
    if unit == "分" && rest(unit).is_some_and(|c| "钟之别类级布工配析局院层".contains(c)) {
        return None;
    }
    Some(unit.trim_end_matches('/'))
}

fn is_base(c: char) -> bool {
    "千瓦兆吨立平亩".contains(c)
}

fn begins_word(unit: &str, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    let words: [(&str, &str); 25] = [
        ("卷", "宗烟轴面入起"),
        ("项", "目"),
        ("条", "件例款约"),
        ("类", "型别似"),
        ("名", "称录牌"),
        ("种", "业子质"),
        ("次", "要数"),
        ("期", "间限末望"),
        ("人", "民才大口员社防居均力工们士行"),
        ("户", "籍外均"),
        ("位", "置于列居"),
        ("场", "所地馆景站镇"),
        ("组", "织建成长"),
        ("部", "门分署委队"),
        ("部", "级"),
        ("单", "位元一体产"),
        ("面", "积向临"),
        ("层", "级面次"),
        ("道", "路德口"),
        ("双", "碳向创重控减随"),
        ("门", "诊户槛类"),
        ("团", "队体结"),
        ("方", "案面式向法针便"),
        ("队", "伍"),
        ("田", "园野间长林"),
    ];
    words.iter().any(|(word, after)| *word == unit && after.contains(next))
}

/// A unit that no list knows: up to three characters before a stop.
pub(crate) fn open_unit(text: &str) -> Option<&str> {
    if NO_UNIT.is_match(text) {
        return None;
    }
    // 算力60P: a letter alone before a stop.
    if PETA.is_match(text) {
        return text.get(..1);
    }
    Some(ALONE.captures(text)?.name("u")?.as_str())
}

/// Whether a unit counts things.
pub(crate) fn counts(unit: &str) -> bool {
    COUNTED.is_match(unit)
}

/// Whether a unit is a stretch of time.
pub(crate) fn is_time(unit: &str) -> bool {
    TIMED.is_match(unit)
}

/// 万 or 亿 alone: the unit itself is not printed.
pub(crate) fn is_round(unit: &str) -> bool {
    ROUND.is_match(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_an_open_class() {
        for (text, unit) in [
            ("万亩次。", Some("万亩次")),
            ("吨每日,", Some("吨每日")),
            ("克/千克", Some("克/千克")),
            ("微克每立方米以下", Some("微克每立方米")),
            ("dB(A)", Some("dB(A)")),
            ("万台(套)。", Some("万台(套)")),
            ("万千瓦/10万千瓦时", Some("万千瓦")),
            ("人/10万人", Some("人")),
            ("项目", None),
            ("分钟", Some("分钟")),
            ("亿斤以上", Some("亿斤")),
            ("VOCs", None),
            ("个百分点", Some("个百分点")),
        ] {
            assert_eq!(unit_at(text), unit, "{text}");
        }
        assert_eq!(open_unit("瓮。"), Some("瓮"));
        assert_eq!(open_unit("示范村建设"), None);
        assert!(counts("万户次") && counts("口") && !counts("亩") && is_time("工作日"));
    }
}
