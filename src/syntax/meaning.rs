//! What people write for a key: the same meaning in another word, a slip of the key, a longer name for it.
//!
//! Takes a word; gives the key that was probably meant, to be named in a finding.
//! Never reads a value under it: that is for whoever knows the whole file.

use std::sync::LazyLock;

use super::vocabulary::{Lookup, chinese_key, lookup};
use crate::diagnostic::nearest;

/// What people write for a key: same meaning, other word. Never read as the key; the finding names it.
static MEANINGS: &[(&str, &[&str])] = &[
    ("plan", &["计划编号", "方案编号", "方案名称", "计划名称", "行动方案", "行动计划"]),
    ("year", &["年份", "报告年度", "填报年度", "所属年度"]),
    ("unit", &["填报单位", "报送单位", "单位名称", "责任单位", "部门", "department"]),
    ("filled_on", &["填表日期", "填报时间", "填表时间", "报送日期", "日期", "date"]),
    (
        "as_of",
        &[
            "cutoff",
            "cutoff_date",
            "data_date",
            "数据截至",
            "截至时间",
            "截止日期",
            "截止时间",
            "数据截止",
            "数据截止日期",
            "统计截止",
            "截至",
        ],
    ),
    ("document_number", &["发文字号", "文件号", "发文号", "公文文号"]),
    ("preparer", &["填表人", "经办人", "联系人", "contact_person", "author", "filled_by"]),
    (
        "phone",
        &[
            "电话",
            "手机",
            "联系方式",
            "手机号",
            "办公电话",
            "tel",
            "telephone",
            "mobile",
            "手机号码",
            "电话号码",
            "联系电话号码",
        ],
    ),
    ("reviewer", &["复核人", "审核", "科室负责人"]),
    ("approver", &["批准人", "签发", "分管领导", "单位负责人", "负责人"]),
    ("summary", &["总体进展", "总体工作情况", "总结", "概述", "综述", "工作总结", "overview"]),
    ("tasks", &["任务清单", "重点任务", "任务列表", "任务台账"]),
    ("id", &["序号", "任务号", "代码", "code", "编码"]),
    ("status", &["状态", "进度状态", "任务状态", "完成状态", "state"]),
    (
        "percent",
        &[
            "完成比例",
            "完成百分比",
            "进度",
            "完成进度",
            "百分比",
            "progress_percent",
            "percentage",
            "rate",
            "completion",
            "completion_rate",
        ],
    ),
    (
        "progress",
        &["进展", "工作进展", "进度情况", "工作情况", "落实情况", "推进情况", "目前进展", "主要工作"],
    ),
    ("public_progress", &["对外表述", "公开内容", "公开口径"]),
    ("issues", &["问题", "存在的问题", "主要问题", "困难", "问题困难", "困难和问题", "problems"]),
    (
        "next_steps",
        &[
            "下一步",
            "下步措施",
            "下步打算",
            "下一步打算",
            "下一步计划",
            "下一步工作",
            "下一步安排",
            "plan_next",
        ],
    ),
    (
        "new_due",
        &["预计完成时间", "拟完成时间", "计划完成日期", "预计完成日期", "调整后时限", "完成时限", "deadline"],
    ),
    ("funds", &["经费", "资金情况", "资金投入", "投资", "budget"]),
    ("planned", &["计划投资", "预算", "计划资金", "总投资"]),
    ("spent", &["实际投入", "已支出", "完成投资", "支出", "已完成投资"]),
    ("evidence", &["佐证", "附件", "证明材料", "佐证资料", "支撑材料", "attachments", "attachment"]),
    ("title", &["名称", "材料名称", "题名"]),
    ("file", &["文件名", "附件名称"]),
    ("explanation", &["解释", "情况说明", "数据说明", "核实情况", "原因说明"]),
    ("milestones", &["里程碑", "节点任务", "重点项目", "项目"]),
    ("done_on", &["完成时间", "实际完成日期", "实际完成时间", "建成时间", "竣工日期"]),
    ("note", &["备注", "注", "注释", "remark", "remarks", "comment"]),
    ("indicators", &["指标数据", "指标完成情况", "数据", "figures"]),
    (
        "value",
        &[
            "指标值",
            "数据值",
            "完成值",
            "实际值",
            "数",
            "当前值",
            "本年值",
            "本期值",
            "今年值",
            "现状值",
            "完成数",
            "本年数",
            "figure",
        ],
    ),
    ("missing", &["缺报原因", "无数据原因", "缺项原因", "缺数原因"]),
    ("n", &["分子数", "numerator"]),
    ("of", &["分母数", "总数", "denominator", "total"]),
    ("period", &["统计时段", "统计期", "数据时段", "期间", "时间范围"]),
    ("value_status", &["数据性质", "数值状态", "数据类型"]),
    ("basis", &["统计口径", "计算口径", "计算方法"]),
    ("standard", &["执行标准", "评价标准", "标准号"]),
    ("source", &["数据来源", "资料来源", "数据出处", "出处", "data_source", "origin"]),
    ("suggestions", &["建议", "意见", "意见和建议", "工作建议"]),
    ("extensions", &["延期申请", "延期报送"]),
    ("until", &["延期至", "延长至", "延期到", "有效期至", "有效至"]),
    ("reason", &["原因", "事由", "延期理由"]),
    ("by", &["决定人", "审批单位", "批准单位"]),
    ("on", &["审批日期", "批准日期"]),
    ("nil_return", &["零报", "无内容", "无"]),
    ("responsible_units", &["责任部门", "分工单位"]),
    ("lead_units", &["lead", "leads", "牵头", "牵头单位", "牵头部门", "lead_unit"]),
    ("supporting_units", &["support", "配合", "配合单位", "supporting", "参与单位"]),
    ("unit_of_measure", &["unit", "measure", "计量单位", "单位"]),
    ("baseline", &["base", "基期", "基数", "基准值"]),
    ("due", &["deadline", "时限", "期限", "完成时限"]),
    ("goal", &["目标", "goals", "objective"]),
    ("quote", &["原文", "引文", "依据"]),
    ("targets", &["target", "目标值"]),
    ("reported_by", &["填报", "报送", "reporter"]),
    ("office", &["办公室", "牵头办公室"]),
    ("region", &["地区", "城市", "city"]),
];

/// The key that each other word stands for.
static MEANT: Lookup = LazyLock::new(|| {
    lookup(MEANINGS.iter().flat_map(|(key, words)| words.iter().map(move |word| (*word, *key))))
});

/// The longest word that may be a key with more words around it, in characters.
const LONGEST: usize = 16;

/// The key that a word stands for by its meaning, whatever the file is.
pub fn by_meaning(word: &str) -> Option<&'static str> {
    MEANT.get(word).copied()
}

/// The key among `known` that a word stands for by its meaning.
pub fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let means = |key: &str| MEANINGS.iter().any(|(of, words)| *of == key && words.contains(&word));
    known.iter().copied().find(|key| means(key))
}

/// The other words that people write for a key, for those who look for them elsewhere.
pub fn other_words(key: &str) -> Vec<&'static str> {
    MEANINGS.iter().filter(|(of, _)| *of == key).flat_map(|(_, words)| words.iter().copied()).collect()
}

/// The key among `known` that a word most likely stands for: by its meaning, as a slip, or because the key's
/// name stands in it.
pub fn guessed<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    meant(word, known).or_else(|| nearest_key(word, known)).or_else(|| named_within(word, known))
}

/// The key that a word is a slip of, in either language.
fn nearest_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(word, known).or_else(|| {
        let terms: Vec<&str> = known.iter().map(|key| chinese_key(key)).collect();
        let near = nearest(word, &terms).filter(|near| !only_ends_alike(word, near));
        near.and_then(|term| terms.iter().position(|t| *t == term)).map(|at| known[at])
    })
}

/// Whether two words of two characters have only the last in common: `序号` is no slip of `文号`.
fn only_ends_alike(word: &str, other: &str) -> bool {
    word.chars().count() <= 2 && other.chars().count() <= 2 && word.chars().next() != other.chars().next()
}

/// The one key whose Chinese name, or another word for it, stands in a longer word: `所属方案`, `统计截止日期`.
/// The longest name decides; of two as long, none.
fn named_within<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.is_ascii() || word.chars().count() > LONGEST {
        return None;
    }
    let longest = |key: &str| {
        let others =
            MEANINGS.iter().filter(|(of, _)| *of == key).flat_map(|(_, words)| words.iter().copied());
        let names = others.chain([chinese_key(key)]).filter(|name| !name.is_ascii());
        names.filter(|name| word.contains(name)).map(|name| name.chars().count()).max().filter(|n| *n > 1)
    };
    let mut best: Option<(usize, Option<&str>)> = None;
    for &key in known {
        match (longest(key), best) {
            (Some(length), Some((most, _))) if length == most => best = Some((most, None)),
            (Some(length), most) if most.is_none_or(|(most, _)| length > most) => {
                best = Some((length, Some(key)));
            }
            _ => {}
        }
    }
    best.and_then(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_lead_to_the_key_they_mean_and_are_no_keys() {
        for (key, words) in MEANINGS {
            for word in *words {
                assert!(*word != *key && chinese_key(key) != *word, "{word} is the key itself");
            }
        }
        assert_eq!(meant("完成比例", &["status", "percent"]), Some("percent"));
        assert_eq!(meant("unit", &["id", "unit_of_measure"]), Some("unit_of_measure"));
        assert_eq!(meant("unit", &["id", "value"]), None);
    }

    #[test]
    fn a_longer_name_leads_to_the_key_it_holds() {
        let head = ["plan", "year", "unit", "filled_on", "as_of", "people", "summary"];
        let entry = ["status", "percent", "progress", "issues", "next_steps"];
        for (word, known, key) in [
            ("所属方案", &head[..], Some("plan")),
            ("统计截止日期", &head, Some("as_of")),
            ("本单位名称", &head, Some("unit")),
            ("完成进度比例", &entry, Some("percent")),
            ("目前进展情况", &entry, Some("progress")),
            ("方案年度", &head, None),
            ("附注", &head, None),
            ("序号", &["document_number", "year"], None),
            ("年渡", &["document_number", "year"], Some("year")),
            ("headline", &head, None),
        ] {
            assert_eq!(guessed(word, known), key, "{word}");
        }
    }
}
