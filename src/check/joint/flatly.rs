//! What the office's own text says flatly of a figure that may still change.
//!
//! Takes the text beside the judgements of the round; tells where 达到 or 完成 stands in a sentence about an indicator
//! that is judged by an unfinal figure, or about all goals together, without a word that it is. Never judges.

use std::ops::Range;

use super::pieces::Joined;
use super::{Check, Facts};
use crate::assess::Unsettled;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::submission::text::{About, Figure};

pub(super) static CHECKS: &[Check] = &[Check { rule: &FLATLY, run: flatly }];

const FILE: &str = "submissions/demo/2025/text.md";

static FLATLY: Rule = Rule {
    code: "N932",
    name: "text-flatly-met",
    severity: Severity::Hint,
    title: "报告文稿把按初步数判定的目标写成已经达到",
    why: "初步数、预计数和部分时段的数还会变动，按它们判定的目标，报告各处都写作“按初步数达标”，不写“达到”“完成”。文稿里直接写达到，与同一份报告里的判定不一致。写明时段或者数据状态（如“按1—11月初步数达到”），或者按名称引用数值（引用的数值自带时段和状态）。",
    example: Example::Edits {
        good: &[Edit::Write {
            file: FILE,
            text: "# 总体评价\n\n地表水优良断面比例按1—11月初步数达到年度进度。\n",
        }],
        bad: &[Edit::Write {
            file: FILE, text: "# 总体评价\n\n地表水优良断面比例达到年度进度。\n"
        }],
    },
};

/// Looks for sentences that say it of what is not settled.
fn flatly(facts: &Facts<'_>, out: &mut Diagnostics) {
    let judged = |(at, _): &(usize, _)| {
        let standing = &facts.progress.indicators[*at];
        let is_unsettled = standing.value.as_ref().is_ok_and(|value| Unsettled::of(value).is_some());
        standing.standing.rank().is_some() && is_unsettled
    };
    let names = facts.plan.indicators().map(|(index, of)| (index.0, of.name.inner.as_str()));
    let open: Vec<&str> = names.filter(judged).map(|(_, name)| name).collect();
    if open.is_empty() {
        return;
    }
    let passages = facts.round.words.iter().flat_map(|words| &words.passages);
    // What is planned is not said to be.
    let told = passages.filter(|passage| !matches!(passage.about, About::Plans | About::Suggestions));
    for piece in told.flat_map(|passage| &passage.pieces) {
        // A figure says its time and status by itself.
        let joined = Joined::new(piece, |figure| match figure {
            Figure::Value(_) => "（初步数）",
            _ => "0",
        });
        for sentence in sentences(&joined.text) {
            let Some((said, of)) = said_of(&joined.text[sentence.clone()], &open) else { continue };
            let said = said.start + sentence.start..said.end + sentence.start;
            let Some(here) = joined.place(said.clone(), facts.sources) else { continue };
            out.report(&FLATLY, here, format!("{of}按未定的数判定，这里写成“{}”", &joined.text[said]))
                .label("没有写明时段和数据状态")
                .help("请写作“按1—11月初步数达到”等，或按名称引用数值");
        }
    }
}

fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive(['。', '；', '！', '？', '\n']).map(move |sentence| {
        let range = start..start + sentence.len();
        start = range.end;
        range
    })
}

/// Words by which a sentence says how far its figures are settled, or that it speaks of what is to come.
const TOLD: [&str; 12] =
    ["初步", "预计", "截至", "月", "季度", "上半年", "部分时段", "力争", "争取", "确保", "届时", "尚未"];

/// What is said of an indicator as of one that is settled.
const FLAT: [&str; 3] = ["达到", "达标", "完成"];

/// What is said of all goals together.
const ALL: [&str; 4] = ["均", "全部", "都", "全面"];

/// The flat word of a sentence, and of what it is said: of an open indicator by its name, or of goals together.
fn said_of(sentence: &str, open: &[&str]) -> Option<(Range<usize>, String)> {
    if TOLD.iter().any(|word| sentence.contains(word)) {
        return None;
    }
    let said = FLAT.iter().find_map(|word| {
        let at = sentence.find(word)?;
        let is_denied = ["未", "没有", "不", "难以"].iter().any(|no| sentence[..at].ends_with(no));
        (!is_denied).then(|| at..at + word.len())
    })?;
    let before = &sentence[..said.start];
    if let Some(name) = open.iter().find(|name| sentence.contains(**name)) {
        return Some((said, format!("“{name}”")));
    }
    let goals = ["目标", "指标"].iter().filter_map(|word| before.rfind(word)).max()?;
    let is_all = ALL.iter().any(|all| before[goals..].contains(all));
    let named = open.iter().take(3).map(|name| format!("“{name}”")).collect::<String>();
    let more = if open.len() > 3 { format!("等{}项指标", open.len()) } else { String::new() };
    is_all.then(|| (said, format!("{named}{more}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_settled_is_not_said_to_be_reached() {
        let open = ["优良天数比率", "降尘量"];
        for flat in [
            "优良天数比率达到年度目标",
            "今年到期的三项目标均已达到",
            "各项约束性指标全部完成",
            "降尘量提前达标",
        ] {
            assert!(said_of(flat, &open).is_some(), "{flat}");
        }
        for told in [
            "优良天数比率按1—11月初步数达到年度目标",
            "优良天数比率（初步数）达到年度目标",
            "到期的目标，一项已认定达到，一项按预计数达到",
            "优良天数比率未达到年度目标",
            "界桩埋设全部完成",
            "年度目标分解到乡镇，治理方案编制完成",
            "力争优良天数比率达到全年目标",
        ] {
            assert!(said_of(told, &open).is_none(), "{told}");
        }
    }
}
