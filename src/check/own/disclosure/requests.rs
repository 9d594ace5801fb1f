//! Requests that travel inside a report: a 报告 carries none (党政机关公文处理工作条例, 第十五条).
//!
//! Takes the words of a text; gives the place of the first request. Never looks at where requests may stand.

use std::ops::Range;

/// What asks for a ruling, wherever it stands.
const WORDS: [&str; 10] =
    ["请批复", "请批准", "请批示", "请予批准", "请予批复", "请审批", "妥否", "当否", "可否，请", "请示如下"];

/// Who stands above the office or a unit.
const SUPERIORS: [&str; 12] =
    ["上级", "省里", "市里", "省级", "市级", "省直", "市直", "省厅", "省委", "省政府", "市委", "市政府"];

/// What wants something of somebody; behind some characters 请 is another word.
const DEMANDS: [&str; 12] =
    ["需要", "需由", "尚需", "仍需", "还需", "亟需", "急需", "恳请", "希望", "请求", "提请", "请"];
const OTHER_WORDS: &str = "申邀聘报";

/// What is wanted.
const ACTS: [&str; 11] =
    ["支持", "审批", "批准", "批复", "协调", "解决", "倾斜", "帮助", "召集", "出面", "给予"];

/// Characters that may stand between the demand and whom it goes to.
const BETWEEN: usize = 8;

/// A phrase that asks for a ruling.
pub(super) fn ruling(text: &str) -> Option<Range<usize>> {
    let first = WORDS.into_iter().filter_map(|word| text.find(word).map(|at| (at, word))).min();
    first.map(|(at, word)| at..at + word.len())
}

/// A clause that asks a superior for something: `需要上级支持审批`, `由市里召集签约`.
pub(super) fn of_superior(text: &str) -> Option<Range<usize>> {
    let parts = |c: char| "，。；;！!\n：:".contains(c);
    let mut at = 0;
    for clause in text.split_inclusive(parts) {
        if let Some(found) = wanted(clause) {
            return Some(at + found.start..at + found.end);
        }
        at += clause.len();
    }
    None
}

fn wanted(clause: &str) -> Option<Range<usize>> {
    let asked = DEMANDS.into_iter().flat_map(|word| {
        clause.match_indices(word).filter_map(move |(at, _)| {
            let is_other = word == "请" && clause[..at].ends_with(|c| OTHER_WORDS.contains(c));
            (!is_other).then_some((at, at + word.len(), BETWEEN))
        })
    });
    // `由市里召集`: who shall act is named at once.
    let by = clause.match_indices('由').map(|(at, word)| (at, at + word.len(), 0));
    let found = asked.chain(by).filter_map(|(begin, behind, room)| {
        let rest = &clause[behind..];
        let superior =
            SUPERIORS.into_iter().filter_map(|word| rest.find(word).map(|at| (at, at + word.len())));
        let (to, behind_it) = superior.min()?;
        let act = ACTS
            .into_iter()
            .filter_map(|word| rest[behind_it..].find(word).map(|at| at + word.len()))
            .min()?;
        let near = rest[..to].chars().count() <= room;
        near.then_some(begin..behind + behind_it + act)
    });
    found.min_by_key(|range| range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_superior_is_found_and_what_is_told_is_not() {
        for (text, found) in [
            ("部分水库仍在前期，需要上级支持审批。", "需要上级支持"),
            ("断面商定后，由市里召集签约。", "由市里召集"),
            ("缺口较大，恳请省级财政给予倾斜", "恳请省级财政给予"),
            ("下一步请市委、市政府协调用地", "请市委、市政府协调"),
            ("请市政府出面协调用地", "请市政府出面"),
            ("用地问题仍需市级层面协调解决", "仍需市级层面协调"),
        ] {
            let range = of_superior(text);
            assert_eq!(range.map(|range| &text[range]).unwrap_or_default(), found, "{text}");
        }
        for text in [
            "申请上级资金支持1200万元，已下达",
            "数据接入由市级统筹，本县清单已报送",
            "邀请市级专家帮助排查",
            "在省厅支持下完成验收",
            "按照市政府要求协调推进",
            "已报请省厅批准，需要时再行公告",
        ] {
            assert_eq!(of_superior(text), None, "{text}");
        }
        assert_eq!(ruling("资金缺口妥否，请批示"), Some("资金缺口".len().."资金缺口妥否".len()));
    }
}
