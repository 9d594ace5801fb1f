//! The one table of keys and fixed values, English and Chinese.
//!
//! Submissions and decisions may be written with either; forms, findings, schemas and documentation
//! take their words from here, so that a thing has one name everywhere.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A key in files (English identifier, Chinese term), as in the glossary of the trade.
pub static KEYS: &[(&str, &str)] = &[
    ("nianbao", "格式"),
    ("plan", "方案"),
    ("year", "年度"),
    ("unit", "单位"),
    ("sample", "示例数据"),
    ("nil_return", "零报告"),
    ("document_number", "文号"),
    ("filled_on", "填报日期"),
    ("as_of", "截至日期"),
    ("people", "填报信息"),
    ("preparer", "填报人"),
    ("phone", "联系电话"),
    ("reviewer", "审核人"),
    ("approver", "签发人"),
    ("summary", "总体情况"),
    ("tasks", "任务"),
    ("id", "编号"),
    ("status", "完成情况"),
    ("percent", "完成率"),
    ("progress", "进展情况"),
    ("public_progress", "公开表述"),
    ("issues", "存在问题"),
    ("next_steps", "下一步措施"),
    ("new_due", "计划完成时间"),
    ("funds", "资金"),
    ("planned", "计划投入"),
    ("spent", "实际支出"),
    ("evidence", "佐证材料"),
    ("title", "标题"),
    ("file", "文件"),
    ("explanation", "核实说明"),
    ("milestones", "节点"),
    ("done_on", "完成日期"),
    ("note", "说明"),
    ("indicators", "指标"),
    ("value", "数值"),
    ("missing", "缺失原因"),
    ("n", "分子"),
    ("of", "分母"),
    ("period", "时段"),
    ("value_status", "数据状态"),
    ("basis", "口径"),
    ("standard", "标准"),
    ("source", "来源"),
    ("last_year", "上年"),
    ("suggestions", "意见建议"),
    ("extensions", "延期"),
    ("until", "延至"),
    ("reason", "理由"),
    ("document", "依据文件"),
    ("choices", "采用"),
    ("task", "任务编号"),
    ("indicator", "指标编号"),
    ("by", "决定单位"),
    ("on", "决定日期"),
    ("overrides", "状态认定"),
    ("verdicts", "达标认定"),
    ("verdict", "认定结果"),
    ("accepts", "采信"),
    ("code", "规则编号"),
    ("milestone", "节点编号"),
    ("public_review", "公开审查"),
    ("disclosure", "公开属性"),
    ("dispatch", "发文"),
    ("number", "发文字号"),
    ("dated", "成文日期"),
    ("signatory", "报告签发人"),
    ("contact", "联系人及电话"),
    ("copies", "抄送"),
    ("addressees", "主送"),
    ("closed_on", "定稿日期"),
    ("files", "定稿材料"),
    ("sha256", "校验码"),
    ("lines", "行数"),
    ("corrections", "更正"),
    ("what", "内容"),
    ("why", "原因"),
];

/// Fixed values by the name of their type: (English identifier, Chinese word).
pub static VALUES: &[(&str, &[(&str, &str)])] = &[
    (
        "Status",
        &[
            ("completed", "已完成"),
            ("ahead", "超前"),
            ("on_track", "正常推进"),
            ("behind", "滞后"),
            ("not_started", "未启动"),
            ("ongoing", "长期坚持"),
            ("not_applicable", "不涉及"),
            ("no_progress", "无进展"),
            ("not_yet_available", "尚未统计"),
        ],
    ),
    ("ValueStatus", &[("estimated", "预计值"), ("provisional", "初步值"), ("final", "终值")]),
    (
        "Missing",
        &[("not_monitored", "未监测"), ("not_yet_published", "尚未公布"), ("not_applicable", "不涉及")],
    ),
    ("UnitKind", &[("department", "部门"), ("county", "县区"), ("collective", "合称"), ("other", "其他")]),
    ("TaskKind", &[("task", "重点任务"), ("safeguard", "保障措施")]),
    ("Direction", &[("up", "越大越好"), ("down", "越小越好"), ("keep", "保持"), ("range", "区间内为好")]),
    ("IndicatorKind", &[("binding", "约束性"), ("anticipatory", "预期性"), ("reference", "参考性")]),
    ("Level", &[("city", "全市"), ("county", "县区")]),
    (
        "Combine",
        &[
            ("none", "不汇总"),
            ("sum", "求和"),
            ("ratio", "按分子分母合计"),
            ("mean", "算术平均"),
            ("min", "取最小"),
            ("max", "取最大"),
            ("each_meets", "逐县达标"),
        ],
    ),
    (
        "Operator",
        &[
            (">=", "≥"),
            ("<=", "≤"),
            (">", "＞"),
            ("<", "＜"),
            ("=", "等于"),
            ("~", "左右"),
            ("range", "区间"),
            ("verdict", "定性"),
        ],
    ),
    (
        "Weekend",
        &[("keep", "不顺延"), ("next_workday", "顺延至下一工作日"), ("previous_workday", "提前至上一工作日")],
    ),
    ("Disclosure", &[("proactive", "主动公开"), ("on_request", "依申请公开"), ("withheld", "不予公开")]),
    ("Ruling", &[("met", "达标"), ("missed", "未达标"), ("pending", "待认定")]),
    ("Change", &[("fall", "下降"), ("rise", "上升")]),
    ("Per", &[("county", "每个县区")]),
    ("CountedCopy", &[("file", "电子件"), ("paper", "纸质件")]),
    ("Severity", &[("error", "强制"), ("verify", "核实"), ("hint", "提示")]),
];

/// Terms that were the key once and are still read.
static FORMER_TERMS: &[(&str, &str)] = &[("计划", "plan")];

/// Words and where each leads. Every line of a file is looked up, so a search must not walk through the tables.
pub(super) type Lookup = LazyLock<HashMap<&'static str, &'static str>>;

/// The first of equal words counts, as in a search from the top of a table.
pub(super) fn lookup(
    pairs: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> HashMap<&'static str, &'static str> {
    let mut found = HashMap::new();
    for (word, leads_to) in pairs {
        found.entry(word).or_insert(leads_to);
    }
    found
}

/// The English key of each Chinese term.
static ENGLISH: Lookup = LazyLock::new(|| {
    lookup(KEYS.iter().map(|(key, term)| (*term, *key)).chain(FORMER_TERMS.iter().copied()))
});
/// The Chinese term of each English key.
static CHINESE: Lookup = LazyLock::new(|| lookup(KEYS.iter().copied()));

/// Whether a word is a key of the table, English or Chinese.
pub fn is_key(word: &str) -> bool {
    CHINESE.contains_key(word) || ENGLISH.get(word).is_some_and(|key| chinese_key(key) == word)
}

/// A piece of a file with its keys, and the fixed words behind them, as units write them: in Chinese.
pub fn in_chinese(text: &str) -> String {
    let of = |key: &str| match key {
        "status" => "Status",
        "value_status" => "ValueStatus",
        "missing" => "Missing",
        "disclosure" => "Disclosure",
        "verdict" => "Ruling",
        _ => "",
    };
    let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
    let (mut out, mut rest) = (String::new(), text);
    while let Some(colon) = rest.find(": ").into_iter().chain(rest.find(":\n")).min() {
        let (before, behind) = rest.split_at(colon);
        let key = &before[before.trim_end_matches(is_word).len()..];
        let at_start =
            before.len() == key.len() || before[..before.len() - key.len()].ends_with(['\n', '{', ' ', '-']);
        let known = at_start && KEYS.iter().any(|(known, _)| *known == key);
        out.push_str(&before[..before.len() - if known { key.len() } else { 0 }]);
        if known {
            out.push_str(chinese_key(key));
        }
        out.push(':');
        rest = &behind[1..];
        let value = rest.trim_start_matches(' ');
        let word = &value[..value.find(|c| !is_word(c)).unwrap_or(value.len())];
        let chinese = chinese_value(of(key), word);
        if known && !word.is_empty() && chinese != word {
            out.push(' ');
            out.push_str(chinese);
            rest = &value[word.len()..];
        }
    }
    out + rest
}

/// The English key of a Chinese term.
pub fn english_key(chinese: &str) -> Option<&'static str> {
    ENGLISH.get(chinese).copied()
}

/// Terms that were keys once and are still read, each with the key that it is: (Chinese term, English key).
pub fn former_terms() -> &'static [(&'static str, &'static str)] {
    FORMER_TERMS
}

/// The Chinese term of an English key; the key itself where there is none.
pub fn chinese_key(english: &str) -> &str {
    CHINESE.get(english).copied().unwrap_or(english)
}

/// The values of a type.
pub fn values(of_type: &str) -> &'static [(&'static str, &'static str)] {
    VALUES.iter().find(|(name, _)| *name == of_type).map_or(&[], |(_, values)| values)
}

/// The English value of a Chinese word in a type.
pub fn english_value(of_type: &str, chinese: &str) -> Option<&'static str> {
    values(of_type).iter().find(|(_, word)| *word == chinese).map(|(value, _)| *value)
}

/// The Chinese word of an English value in a type; the value itself where there is none.
pub fn chinese_value<'a>(of_type: &str, english: &'a str) -> &'a str {
    values(of_type).iter().find(|(value, _)| *value == english).map_or(english, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_term_is_still_read() {
        assert_eq!((english_key("计划"), english_key("方案")), (Some("plan"), Some("plan")));
    }

    #[test]
    fn every_term_leads_back_to_its_key() {
        for (key, term) in KEYS {
            assert_eq!(english_key(term), Some(*key), "two keys share the term {term}");
            assert_eq!(chinese_key(key), *term, "two terms share the key {key}");
        }
        for (name, list) in VALUES {
            for (value, word) in *list {
                assert_eq!(english_value(name, word), Some(*value), "{name} {word}");
            }
        }
    }

    #[test]
    fn an_example_is_shown_in_the_words_of_forms() {
        for (english, chinese) in [
            ("  - id: RW-1\n    status: on_track\n", "  - 编号: RW-1\n    完成情况: 正常推进\n"),
            ("people: {preparer: 张三, phone: \"1\"}", "填报信息: {填报人: 张三, 联系电话: \"1\"}"),
            ("    value_status: final", "    数据状态: 终值"),
            ("summary: |\n  甲\nnote:\n", "总体情况: |\n  甲\n说明:\n"),
            ("nothing here", "nothing here"),
        ] {
            assert_eq!(in_chinese(english), chinese);
        }
    }
}
