//! Whether an explanation says why.
//!
//! Takes the words of a unit and the finding they answer; tells whether they bring a fact: a number of something,
//! a date on which something happened, a cause by its name. Never judges whether the fact is true.

use unicode_normalization::UnicodeNormalization as _;

use super::phrasing::plain;

/// Words that assure and say nothing; they are taken away before anything is looked for.
const ASSURANCES: &str = "\
    已核实 经核实 核实 核对 复核 确认 查证 审核 认真 严格 反复 数据 数字 情况 准确 \
    无误 属实 真实 可靠 有效 正确 如实 填报 上报 填写 没有问题 无问题 没有错误 \
    没有异常 无异常 请予采信 以此为准 为准 系统 特此说明 我局 我单位 本单位 本局 相关 \
    有关 部门 科室 同意 符合实际 与实际一致 来源 清楚 到位 各项 全部 逐项 逐一 把关 \
    各 均 已 经 与 请 我 局 并 为 是 均为 所 确";

/// What holds of any figure, announces a reason or weighs it, and names none: it is taken away as well.
const EMPTY: &str = "\
    没问题 没有出入 本表 本报表 \
    因为 由于 系因 原因是 主要原因 客观原因 历史原因 特殊原因 原因 因此 因 导致 所致 \
    造成 引起 为了 受影响 影响 如下 以上 上述 如上 详见 附件 附表 后附 另附 具体 \
    说明 解释 备注 工作需要 实际需要 需要 工作 实际 客观 特殊 历史 多方面 综合 考虑 \
    因素 种种 某些 一些 一定 若干 同比 环比 增长 增加 增幅 上升 提高 提升 下降 \
    减少 降低 降幅 变化 变动 波动 幅度 浮动 趋势 较快 较大 较多 较高 较低 较小 \
    偏大 偏高 偏低 很大 明显 显著 大幅 小幅 有所 略有 正常 合理 范围内 允许 符合 \
    要求 规定 属于 比较 确实 多报 少报 过 了";

/// What a finding compares: said again in other words it is the finding.
const COMPARED: &str = "今年 上年 去年 本年 往年 同期 相差 相比 差距 差 倍 约 数值 值 这 个 也 就 都";

/// What happens to figures and works: where one of them is named, a cause is told in few words.
const CAUSES: &str = "\
    调整 变更 改为 改按 改用 推迟 延迟 延期 提前 暂停 停产 停工 关闭 关停 拆除 迁 \
    新增 新建 扩建 增设 减少了 撤销 取消 合并 划转 移交 完工 竣工 投产 投运 开工 \
    验收 招标 批复 检修 故障 降雨 干旱 断流 来水 洪 疫情 计量单位 \
    笔误 误填 误报 错填 错报 漏填 漏报 重复计算 重复统计 并表";

/// What figures are made by or of: that it has to do with one of them holds of any figure. Only what became of it, or
/// which it is, says why.
const THINGS: &str = "\
    统计口径 统计范围 统计方法 统计制度 核算方法 计算方法 监测方法 市场因素 价格因素 政策因素 自然因素 \
    口径 方法 方式 办法 制度 标准 规范 规则 规程 范围 市场 价格 政策 断面 单位 文件精神 精神 惯例 \
    现行 国家 省里 全省 省级 统一 既定 相应 各自 自身 本身 所用 采用 使用 执行 遵循 遵照 参照 对照 结合 \
    计算 核算 测算 测定 汇总 得出 取得 得到 取数 报送 提供 算 \
    不同 不一 不一致 有别 差异 区别 问题 关系 存在 出现 发生 \
    依照";

/// Words that only join others.
const PARTICLES: &str = "依 按 照 据 系 属 等 及 和 或 的 所 之 其";

/// Who vouches for a figure, and where it stands: beside an assurance none of it says why.
const WITNESSES: &str = "\
    经办人 填报人 填表人 制表人 审核人 审批人 负责人 统计人员 工作人员 人员 同志 领导 分管 主要 \
    省厅 省局 市局 县局 统计局 厅 局 上级 主管 统计 台账 原始 记录 报表 表格 年鉴 文件 文 \
    凭证 底册 档案 资料 材料 会议 网站 本数 该数 此数 复查 审定 比对 校核 校对 检查 抽查 自查 \
    会商 沟通 联系 一致 相符 吻合 摘自 取自 出自 依据 根据 参见 再次 多次 当面 书面 电话 按照 按";

/// What the checking itself is counted by and a document referred to: 核对2次, 第3页, 5号.
const COUNTERS: &str = "次遍页号项份行第共年月日于在以由又向名位条款轮";

const NUMERALS: &str = "一二两三四五六七八九十百千万亿半";
const MEASURES: &str = "个家座处条项件人户次辆台套村口月日号年季成倍吨亩万亿县市乡镇";

/// The lists by which explanations are weighed, each by its name.
pub(super) fn lists() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let words = [
        ("assurances", ASSURANCES),
        ("empty", EMPTY),
        ("compared", COMPARED),
        ("causes", CAUSES),
        ("things", THINGS),
        ("particles", PARTICLES),
        ("witnesses", WITNESSES),
    ];
    let words = words.into_iter().map(|(name, list)| (name, list.split_whitespace().collect()));
    let signs = [("numerals", NUMERALS), ("measures", MEASURES), ("counters", COUNTERS)];
    words.chain(
        signs
            .into_iter()
            .map(|(name, list)| (name, list.split("").filter(|sign| !sign.is_empty()).collect())),
    )
}

/// Whether an explanation says why: a number of something or a date that the finding itself does not have, or a
/// cause by its name. An assurance is none, the announcement of a cause is none, where one may call is none, and
/// neither is a copy of the finding.
pub(super) fn brings_a_fact(text: &str, message: &str) -> bool {
    // Before the marks between digits are gone: 0355-1234567 is one number, in digits of either width.
    let level: String = text.nfkc().collect();
    let (mut rest, message) = (plain(&without_telephones(&level)), plain(message));
    if rest.is_empty() || message.contains(&rest) {
        return false;
    }
    rest = without_years(&without_copied_numbers(&rest, &message));
    let fresh = without(&without_copied_words(&rest, &message), &[COMPARED, ASSURANCES, EMPTY]);
    if fresh.chars().filter(|c| c.is_alphabetic()).count() < 2
        || only_vouches(&without_copied_words(&rest, &message))
    {
        return false;
    }
    rest = without(&rest, &[ASSURANCES, EMPTY]);
    // A date alone tells nothing: something must have happened on it.
    let told = rest.chars().filter(|c| !c.is_ascii_digit() && !"年月日号于在以".contains(*c)).count();
    if told < 2 {
        return false;
    }
    let left = rest.chars().count();
    let number = rest.chars().any(|c| c.is_ascii_digit()) || counts(&rest);
    left >= 6 || (left >= 4 && (number || CAUSES.split_whitespace().any(|cause| rest.contains(cause))))
}

/// Whether an assurance, or a thing by which figures are made, has beside it only who gave it, when, how often and on
/// what page. Where a cause is named, the rest is weighed with it.
fn only_vouches(text: &str) -> bool {
    const FEWEST: usize = 3;
    let holds =
        |list: &str| list.split_whitespace().filter(|w| w.chars().count() > 1).any(|w| text.contains(w));
    if !(holds(ASSURANCES) || holds(EMPTY) || holds(WITNESSES) || holds(THINGS)) || holds(CAUSES) {
        return false;
    }
    // Things and who vouches first: 统计口径 is no 口径 of its own, 经办人 is no 办人.
    let rest = without(text, &[THINGS, WITNESSES, COMPARED, ASSURANCES, EMPTY, PARTICLES]);
    let tells =
        |c: &char| c.is_alphabetic() && ![NUMERALS, MEASURES, COUNTERS].iter().any(|list| list.contains(*c));
    rest.chars().filter(tells).count() < FEWEST
}

/// The text without numbers to call: what stands behind 电话 and its like, and what is as long as one.
fn without_telephones(text: &str) -> String {
    const CALLS: [&str; 8] = ["联系电话", "电话", "手机", "座机", "传真", "致电", "拨打", "微信"];
    let mut kept = text.to_owned();
    for call in CALLS {
        let mut from = 0;
        while let Some(at) = kept[from..].find(call).map(|at| from + at) {
            let behind = &kept[at + call.len()..];
            let end = behind.find(|c: char| !is_of_a_number(c) && !"：:号为是（( ".contains(c));
            let end = end.unwrap_or(behind.len());
            let called = behind[..end].bytes().any(|b| b.is_ascii_digit());
            // 电话核实 calls nobody by number, and says as little.
            let end = if called { end } else { 0 };
            kept.replace_range(at..at + call.len() + end, "");
            from = at;
        }
    }
    let mut rest = String::new();
    for piece in kept.split_inclusive(|c: char| !is_of_a_number(c)) {
        let number = piece.trim_end_matches(|c: char| !is_of_a_number(c));
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let first = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let area = number.starts_with('0') && !number.contains('.') && first >= 3;
        let mobile = number.starts_with('1') && digits == 11 && !number.contains('.');
        rest.push_str(if area || mobile { &piece[number.len()..] } else { piece });
    }
    rest
}

fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '—' | '.')
}

/// The text without years: a year dates a sentence and is no fact of its own. Month and day stay.
fn without_years(text: &str) -> String {
    let mut kept = String::new();
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        let behind = &piece[digits.len()..];
        let century = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        match (century, behind) {
            (true, "年" | "") => {}
            _ => kept.push_str(piece),
        }
    }
    kept
}

/// Whether something is counted or dated in Chinese numerals: 两处, 三月, 十二个.
pub(super) fn counts(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(2).any(|pair| NUMERALS.contains(pair[0]) && MEASURES.contains(pair[1]))
}

fn without(text: &str, lists: &[&str]) -> String {
    let words = lists.iter().flat_map(|list| list.split_whitespace());
    words.fold(text.to_owned(), |text, word| text.replace(word, ""))
}

/// The text without the words of the finding: who says it again has not said why. What may be a cause stays.
fn without_copied_words(text: &str, message: &str) -> String {
    const FEWEST: usize = 2;
    let is_word = |c: char| c.is_alphabetic() || "“”《》".contains(c);
    let letters: Vec<char> = text.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    while at < letters.len() {
        let mut run = String::new();
        for letter in letters[at..].iter().take_while(|c| is_word(**c)) {
            run.push(*letter);
            if !message.contains(&run) {
                run.pop();
                break;
            }
        }
        let length = run.chars().count();
        let is_cause = CAUSES.split_whitespace().any(|cause| run.contains(cause));
        if length < FEWEST || is_cause {
            kept.extend(&letters[at..at + length.max(1)]);
        }
        at += length.max(1);
    }
    kept
}

/// The text without the numbers that stand in the finding as well.
fn without_copied_numbers(text: &str, message: &str) -> String {
    let copied: Vec<&str> = message.split(|c: char| !c.is_ascii_digit()).collect();
    let mut kept = String::new();
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = piece.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.is_empty() || !copied.contains(&digits) {
            kept.push_str(piece);
        } else {
            kept.push_str(&piece[digits.len()..]);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDING: &str = "指标“光伏装机”填3180000，与上年310相差约10000倍";

    #[test]
    fn t2_assurances_and_copies_do_not_answer() {
        for text in [
            "",
            "无",
            "核实无误",
            "已核实，数据准确无误。",
            "经核实情况属实",
            "经我局认真核对，数据真实可靠，请予采信",
            "填3180000，已核实",
            "与上年310相差约10000倍",
            "数据已与相关科室反复核对，没有问题",
            "各项数据来源清楚，逐级审核把关到位",
            "已于2026年3月5日核实无误",
            "2026年数据准确",
            "经复核属实。2026",
            "我局填报无误，请以系统数据为准",
            "数字无误，具体原因见附件",
            "由于客观原因所致，属于正常波动",
            "实际情况如此，为工作需要",
            "因特殊原因增幅较大",
            "原因是少报了",
            "降幅明显，情况真实",
            "已电话核实，联系电话：0351-4022136",
            "已核实，请致电张工１８６３５３０００００",
            "请致电13903510000核实",
            "0351-4022136",
            "2027年属实",
            "数值3180000与上年310相差约10000倍",
            "上年310，今年3180000，相差10000倍属实",
            "光伏装机指标填3180000属实，上年为310",
            "指标光伏装机与上年比较相差约10000倍，数据准确",
            "系2027年数据，同比有所下降",
            "经与省厅核对1次，无误",
            "本数于2026年12月1日经核实无误",
            "数据来源于台账第3页，准确",
            "经办人2026年12月10日确认",
            "按要求填报，共1项",
            "详见3号文件",
            "与市统计局比对两遍，一致",
            "取自统计年鉴第118页",
            "填报人李某5月6日再次复查，数据可靠",
            "依据报表第7行填报，经2名同志校核",
            "２０２７年１月５日会商确认",
            "按照统计口径",
            "按照统一的统计口径计算",
            "统计口径原因",
            "按现行统计制度执行",
            "依据有关标准核算得出",
            "受市场因素影响",
            "口径不同",
            "计算方法不一致，属正常",
            "数据按国家统计方法汇总",
            "按上级文件精神填报",
            "与断面有关",
            FINDING,
        ] {
            assert!(!brings_a_fact(text, FINDING), "{text}");
        }
    }

    #[test]
    fn t2_a_number_a_date_or_a_cause_answers() {
        for text in [
            "上年填报的计量单位是万千瓦，今年为千瓦",
            "6月并网两座电站共42兆瓦",
            "统计口径由发电侧改为并网侧",
            "北山基地于2025年9月30日投运",
            "两个断面本年起不再考核",
            "2026年6月投运",
            "因系统升级重复计算1次",
            "县域没有这类设施，垃圾外运处理",
            "取暖季结束后由住建部门公布",
            "一座电站跨县界，两县各计半座",
            "上年漏报2处",
            "上年误填",
            "光伏装机上年只统计了分布式电站",
            "指标光伏装机的统计范围今年加上农村屋顶",
            "因检修停机40天",
            "2027年3月验收",
            "原因是西河断面7月断流",
            "经核实，检修3次",
            "据台账，北山林场4月补植2700亩",
            "与省厅核对后剔除苗圃地3处，准确",
            "口径不含城中村",
            "统计范围不含农村户用光伏",
            "口径调整，只计县级以上水源",
            "受煤炭市场价格下跌影响，三家焦化厂限产",
            "按晋统字〔2027〕45号的口径，用常住人口",
            "断面上游来水减少",
            "标准由GB 3838改为新版",
            "新评价标准把总氮列入",
        ] {
            assert!(brings_a_fact(text, FINDING), "{text}");
        }
    }
}
