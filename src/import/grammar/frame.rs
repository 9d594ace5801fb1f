//! What a sentence is before its figures are read: a rule of support, a definition, a condition, a fact.
//!
//! Takes the clauses of a sentence; gives the stretches that are no goals, each with its reason.
//! The cue may stand anywhere in the clause, also behind the figure, and holds for the clauses that
//! belong to it. Never looks at a single figure: `classify` does.

use std::ops::Range;

use super::text::patterns;

patterns! {
    SUPPORT = r"(给予|予以|可|享受|发放|按|每[^年季月周日天\d,;。][\u{4e00}-\u{9fff}]{0,5}|分别|最高|一次性)[^,;。]{0,24}(奖励|奖补|补助|补贴|资助|贴息|补偿|减免|减征|优惠|扶持|资金支持|罚款|罚金|返还|授信|奖金)|(奖补|补助|补贴|奖励|补偿|收费|缴费|罚款|贷款|担保|授信)(标准|比例|金额|额度?|上限|费率)|对[^,;]{2,40}(奖励|奖补|补助)\d|奖励(工作)?(经费|资金)?\d|单户贷款|单笔贷款|处[^,;]{0,16}罚款|优先(给予)?(支持|安排|推荐|享受|保障|列入|纳入)|(可|均可|方可|可以|有资格)(申请|申报|享受|获得|参评|认定|评为)|(认定|评定|评选|命名|确定|视)为|(给予|予以)[^,;]{0,20}(支持|奖励|补助|倾斜)|予以(支持|奖励|通报|表彰|约谈|取消|处罚)|一票否决|以奖代补|封顶|罚款|(扣减|核减)[^,;。]{0,16}(资金|经费|指标|补偿金?|奖金)|每(人|户|张|个|亩|家|台|村|床|次|吨)[^,;]{0,6}(补助|补贴|奖励|奖补)";
    RULE = r"(^对|^凡|^符合|的|以上|达到|超过|不低于)";
    OPENS = r"^(其中)?,?(对|凡|按|符合|经|单个|单户|每(户|人|村|个|张|亩|家|台|次|吨|床|座)|在[^,]*基础上|从[^,]*中)|(的|者)$";
    GOES_ON = r"(最高|不超过|上限|封顶|每|分别|再|元|补|奖|返还|期限|贴息)";
    AMOUNT_OF_RULE = r"(补助|补贴|奖励|奖补|补偿|贴息|减免|最高|上限)";
    METRIC = r"(率|覆盖面|人数|户数|次数|个数|满意度)(达到?|为|不低于|提高到|保持在|稳定在|实现|超过)?$";
    DEFINE_ALL = r"(是指|系指|指的是|所称)";
    COPIES = r"一式[^,;]{0,4}份|各(执|持|存)[^,;]{0,3}份|(甲|乙|双)方各";
    MARKS = r"(百分制|[千十]分制|评分(细则|标准|办法))";
    ASSESSED = r"(优秀|良好|先进|合格|一等|二等|三等)(等次|等级|单位|名额)?(的)?(比例|占比|名额|数量)|(考核|考评|评价)[^,;]{0,12}(占比|占|权重)\d|奖励(举报人|个人|集体|先进)";
    WEIGHED = r"^(权重)?占(比|总分)?\d";
    DEFINE = r"(含义|计算公式|计算方法|权重(为|占|是|分别|[:：\d])|满分|总分|评分|计分|记分|扣分|得分低于|占\d+分|\d+分(及)?以上(的|为|评|定|即|等次|属|,?且)|得分\d+分(及)?以上|低于\d+分|扣[^,;。\d]{0,12}\d+(\.\d+)?分|[得计记扣加]\d+(\.\d+)?分|[^≥≤><]=|^=)";
    STANDARD = r"按(照)?(不少于|不低于|不超过|每[^,;]{1,8}?)\d[^,;]{0,12}?(配备|配建|配置|建设|设置|补建|执行|安排)|按(照)?[^,;]{0,40}?(的)?(标准|原则|规格|要求)(配备|配建|配置|建设|设置|安排|执行|提取|计提|落实)?";
    CONDITION = r"^(的|者)([^,;]{0,14}(取消|予以|给予|不得|一律|应当|应予|可以|视为|优先|约谈|通报|限期|责令|须|扣|处))?";
}

/// A stretch of a sentence that holds no goals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) range: Range<usize>,
    pub(crate) reason: &'static str,
}

pub(crate) const SUPPORTS: &str = "补助、奖励或处罚标准，不是目标";
const DEFINES: &str = "定义或计算方法，不是目标";
pub(crate) const CONDITIONS: &str = "适用条件，不是目标";

/// The stretches of a sentence that hold no goals.
pub(crate) fn stretches(text: &str, clauses: &[Range<usize>]) -> Vec<Stretch> {
    let words = |at: usize| clauses.get(at).and_then(|r| text.get(r.clone())).unwrap_or_default();
    let mut found = vec![];
    let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else { return found };
    if let Some(cue) = DEFINE_ALL.find(&text[first.start..last.end]) {
        // …小微企业，是指…: the definition begins with the name in the clause before.
        let at = first.start + cue.start();
        let clause = clauses.iter().rposition(|c| c.start <= at).unwrap_or(0);
        let named = clauses.get(clause).is_some_and(|c| c.start == at);
        let from = clauses.get(if named { clause.saturating_sub(1) } else { clause }).map_or(at, |c| c.start);
        found.push(Stretch { range: from..last.end, reason: DEFINES });
    }
    for at in 0..clauses.len() {
        let clause = clauses[at].clone();
        if MARKS.is_match(words(at)) {
            found.push(Stretch { range: clause.start..last.end, reason: DEFINES });
        }
        let weighed = WEIGHED.is_match(words(at)) && text[first.start..clause.start].contains('考');
        if ASSESSED.is_match(words(at)) || weighed {
            found.push(Stretch { range: clause.clone(), reason: "考核评价的规则，不是目标" });
        }
        if COPIES.is_match(words(at)) {
            found.push(Stretch { range: clause.clone(), reason: "文书的份数，不是目标" });
        }
        if DEFINE.is_match(words(at)) {
            found.push(Stretch { range: clause.clone(), reason: DEFINES });
        }
        if let Some(cue) = SUPPORT.find(words(at)).filter(|cue| !is_metric(words(at), cue.range())) {
            let start = opening(text, clauses, at);
            // What the cue names is what is given: 认定为省级企业20家 counts the result.
            let result = cue.as_str().ends_with('为');
            if result && !RULE.is_match(&text[start..clause.start + cue.start()]) {
                continue;
            }
            let end = if result { clause.start + cue.end() } else { closing(text, clauses, at) };
            found.push(Stretch { range: start..end, reason: SUPPORTS });
        }
        if let Some(rule) = STANDARD.find(words(at)) {
            let range = clause.start + rule.start()..clause.start + rule.end();
            found.push(Stretch { range, reason: "执行标准，不是目标" });
        }
    }
    found
}

/// 补贴发放率达到100%: the cue is part of what is measured.
fn is_metric(words: &str, cue: Range<usize>) -> bool {
    let digits = words[cue.start..].find(|c: char| c.is_ascii_digit()).map(|at| cue.start + at);
    digits.is_some_and(|at| at >= cue.end && METRIC.is_match(&words[..at]))
}

/// The clause in which a rule begins: 对…的，按…，给予….
fn opening(text: &str, clauses: &[Range<usize>], at: usize) -> usize {
    let mut from = at;
    while from > 0 {
        let before = &clauses[from - 1];
        let parted = text[before.end..clauses[from].start].contains([';', ':']);
        let words = text.get(before.clone()).unwrap_or_default();
        if parted || !OPENS.is_match(words) {
            break;
        }
        from -= 1;
    }
    clauses[from].start
}

/// The end of a rule: its sums go on to the next semicolon.
fn closing(text: &str, clauses: &[Range<usize>], at: usize) -> usize {
    let mut to = at;
    while let Some(next) = clauses.get(to + 1) {
        let parted = text[clauses[to].end..next.start].contains([';', ':']);
        let words = text.get(next.clone()).unwrap_or_default();
        // 落实补助标准，募集助学资金20万元: work of its own ends the rule.
        if super::verbs::object(words).is_some() && !AMOUNT_OF_RULE.is_match(words) {
            break;
        }
        if parted || !GOES_ON.is_match(text.get(next.clone()).unwrap_or_default()) {
            break;
        }
        to += 1;
    }
    clauses[to].end
}

/// Whether the words behind a figure make it a condition: 低于60分的，取消….
pub(crate) fn is_condition(right: &str) -> bool {
    CONDITION.find(right).is_some_and(|m| m.end() == right.len() || m.as_str().chars().count() > 1)
}
