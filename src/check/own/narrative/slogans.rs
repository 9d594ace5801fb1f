//! Texts of nothing but what every report says.

use super::text::{PROGRESS, claims, says_nothing};
use super::{SLJ, task_name};
use crate::check::fact::counts;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::plain;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[Check { rule: &SLOGANS, run: slogans }];

static SLOGANS: Rule = Rule {
    code: "N547",
    name: "slogans-without-facts",
    severity: Severity::Hint,
    title: "进展情况只有套话，没有事实",
    why: "“高度重视”“扎实推进”一类的话没有说明做了什么、做到什么程度。请写具体事项、数量和时间。",
    example: Example::Change {
        file: SLJ,
        find: PROGRESS,
        good: PROGRESS,
        bad: "    progress: 局党组高度重视，加强组织领导，压实各方责任，扎实推进各项任务落地见效。\n",
    },
};

/// What reports are filled with.
const SLOGAN_WORDS: [&str; 42] = [
    "高度重视",
    "精心组织",
    "周密部署",
    "统筹推进",
    "扎实推进",
    "稳步推进",
    "有序推进",
    "持续推进",
    "深入贯彻",
    "认真落实",
    "狠抓落实",
    "落地见效",
    "压实责任",
    "压实各方责任",
    "加强组织领导",
    "强化组织领导",
    "强化责任",
    "加大力度",
    "多措并举",
    "明显成效",
    "积极成效",
    "积极进展",
    "良好成效",
    "提高政治站位",
    "贯彻落实",
    "强化组织",
    "压实工作责任",
    "夯实责任",
    "形成合力",
    "形成工作合力",
    "凝聚合力",
    "进展顺利",
    "推进顺利",
    "成效显著",
    "显著成效",
    "阶段性成效",
    "取得实效",
    "落到实处",
    "落实落细",
    "奠定坚实基础",
    "强化统筹",
    "狠抓",
];

/// What is done in a place, and is a fact without a number.
const WORKS: [&str; 12] =
    ["建成", "完工", "印发", "出台", "开工", "竣工", "投运", "验收", "排查", "新建", "改造", "签订"];

/// Checks that a text with slogans has a fact as well: a number, a date, a document, a place of work.
fn slogans(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let Some(text) = found.entry.progress.as_ref().filter(|text| !says_nothing(text)) else { continue };
        let (said, rest) = without_slogans(text);
        let is_empty = said >= 2 || said == 1 && says_nothing(&rest);
        if claims(found.entry.status.inner) && is_empty && !has_fact(text) {
            let name = task_name(facts, &found);
            out.report(&SLOGANS, text.place, format!("{name}的进展情况只有套话，没有事实"))
                .label("没有数量、日期、文件名或具体事项")
                .help("请写具体事项、数量和时间，例如“排查排污口86个，建立一口一档”");
        }
    }
}

/// The slogans in the order in which they are looked for.
fn longest_first() -> Vec<&'static str> {
    let mut words = SLOGAN_WORDS.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// The lists of this rule, each by its name.
pub(super) fn lists() -> [(&'static str, Vec<&'static str>); 2] {
    [("slogans", longest_first()), ("works", WORKS.to_vec())]
}

/// How many slogans a text holds, and the text without them; what is a part of another one counts once.
fn without_slogans(text: &str) -> (usize, String) {
    let words = longest_first();
    let mut rest = text.to_owned();
    let mut said = 0;
    for word in words.iter().filter(|word| text.contains(**word)) {
        said += usize::from(rest.contains(word));
        rest = rest.replace(word, "，");
    }
    (said, rest)
}

fn has_fact(text: &str) -> bool {
    let level = plain(text);
    level.chars().any(|c| c.is_ascii_digit())
        || counts(&level)
        || text.contains(['《', '〔'])
        || WORKS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slogans_are_counted_once_and_facts_speak_for_themselves() {
        let is_empty = |text: &str| {
            let (said, rest) = without_slogans(text);
            (said >= 2 || said == 1 && says_nothing(&rest)) && !has_fact(text)
        };
        for text in [
            "认真贯彻落实上级部署，强化组织领导，压实工作责任，形成工作合力。",
            "思想上高度重视，行动上狠抓落实，为下一步工作奠定坚实基础。",
            "按照方案要求推进中，进展顺利。",
        ] {
            assert!(is_empty(text), "{text}");
        }
        for text in [
            "编制河道整治规划，成效显著，沿河居民反映良好。",
            "强化组织领导，印发清淤方案。",
            "高度重视，狠抓落实，清淤三处。",
            "高度重视，狠抓落实，清淤３公里。",
        ] {
            assert!(!is_empty(text), "{text}");
        }
        assert_eq!(without_slogans("深入贯彻落实").0, 1);
        assert_eq!(without_slogans("狠抓落实").0, 1);
    }
}
