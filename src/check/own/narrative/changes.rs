//! Changes against the year before that nobody can check.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::text::PROGRESS;
use super::{SLJ, task_name};
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::shortened;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};

pub(super) static CHECKS: &[Check] = &[Check { rule: &WITHOUT_FIGURES, run: without_figures }];

static WITHOUT_FIGURES: Rule = Rule {
    code: "N549",
    name: "change-without-figures",
    severity: Severity::Hint,
    title: "与上年比较没有写数",
    why: "“比上年略降”“同比有所上升”没有写两年的数，读的人无法核对；口径或者时段不同的，报告不作同比，文字却比了。请写明两年的数，或者写变化了多少；没有可比的数的，删去这一句。",
    example: Example::Change {
        file: SLJ,
        find: PROGRESS,
        good: "    progress: 超标排污口由上年的17个减到9个，比上年减少8个。\n",
        bad: "    progress: 完成86个排污口监测，超标数量比上年略降。\n",
    },
};

/// A comparison with the year before, and whatever follows it in its clause.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:同比|(?:[比较]|相比)(?:上年|去年|上一年|前一年)(?:同期)?)[^，。；、,;!?！？\\n]*?\
                   (?:降|升|增|减|提高|好转|改善|变好|变差|恶化|回落|反弹)";
    Regex::new(pattern).expect("the pattern is fixed")
});

/// A number that is no part of a name such as PM2.5.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:^|[^A-Za-z0-9.])[0-9]+").expect("the pattern is fixed"));

/// The first comparison of a text whose clause has no number and whose sentence has not two.
fn unproven(text: &str) -> Option<String> {
    let level: String = text.nfkc().collect();
    let bare = |sentence: &str| -> Option<String> {
        let clauses = sentence.split(['，', ',', '、']).filter(|clause| COMPARED.is_match(clause));
        let vague = clauses.filter(|clause| !NUMBER.is_match(clause)).map(str::trim).next()?;
        (NUMBER.find_iter(sentence).count() < 2).then(|| vague.to_owned())
    };
    level.split(['。', '；', ';', '\n']).find_map(bare)
}

/// Looks for changes in words where two figures would say them.
fn without_figures(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        for text in [&found.entry.progress, &found.entry.public_progress].into_iter().flatten() {
            let Some(vague) = unproven(text) else { continue };
            let name = task_name(facts, &found);
            out.report(
                &WITHOUT_FIGURES,
                text.place,
                format!("{name}的文字“{}”没有写两年的数", shortened(&vague)),
            )
            .label("与上年比较，没有数")
            .help("请写明两年的数，例如“由上年的17个减到9个”；没有可比的数的，删去这一句");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_in_words_needs_two_figures_or_its_size() {
        for text in [
            "全市PM2.5平均浓度36微克/立方米，比上年同期略降。",
            "县域PM2.5同比略有下降。",
            "投诉量较去年明显减少，满意度提高到91%。",
            "水质比上年有所好转",
        ] {
            assert!(unproven(text).is_some(), "{text}");
        }
        for text in [
            "PM2.5平均浓度由上年的38微克/立方米降到36微克/立方米，比上年同期略降。",
            "投诉量同比下降12%。",
            "投诉 17 件，上年 25 件，同比减少。",
            "与上年持平。",
            "完成同比口径核对。",
            "比上年同期减少３件",
        ] {
            assert!(unproven(text).is_none(), "{text}");
        }
    }
}
