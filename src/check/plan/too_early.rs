//! A plan is amended before the years that it does not concern are closed.
//!
//! Takes a plan and an open round; gives findings at the amendments. Never undoes one.

use super::PLAN;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Plan;
use crate::submission::Round;

/// The rules of this file, by code.
pub(in crate::check) static RULES: &[&Rule] = &[&AMENDED_TOO_EARLY];

const TARGET: &str =
    "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n";

static AMENDED_TOO_EARLY: Rule = Rule {
    code: "N135",
    name: "amended-too-early",
    severity: Severity::Hint,
    title: "以前年度没有定稿，方案已按以后的调整改动",
    why: "调整从起始年度起生效。更名、改编号和新设（was 写明原名称、原编号，或者 ids: []）以前的年度仍按原样列示；合并、拆分和目标、责任单位、时限等的调整，方案里只有改动以后的，没有定稿的年度只能按改动以后的列示，因此不进入公开版。请先定稿以前的年度（nianbao close），再改方案。",
    example: Example::Change {
        file: PLAN,
        find: TARGET,
        good: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 更名为市水利局, was: {name: 市水务局}, why: 机构改革, document: 示编发〔2026〕3号}\n",
        bad: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, indicator: outlets-fixed, what: 目标由100个提高到120个, why: 新排查出20个, document: 示政办发〔2026〕2号}\n",
    },
};

/// Tells of amendments that change what an open year shows, though they hold only from a later one.
pub fn amended_too_early(plan: &Plan, round: &Round, out: &mut Diagnostics) {
    if round.submissions.is_empty() {
        return;
    }
    for amendment in plan.amended_after(round.year) {
        // What it says of before is shown as before.
        if plan.tells_what_was(amendment) {
            continue;
        }
        let (from, year) = (amendment.from, round.year);
        let earlier = amendment.was.as_ref().and_then(|was| was.earlier());
        let lost = match earlier.is_some_and(|earlier| !earlier.is_empty()) {
            true => "，合并、拆分以前的答复对不上",
            false => "",
        };
        let message = format!(
            "{year}年度没有定稿，方案已按{from}年起的调整改动，{year}年度也按改动以后的列示{lost}，定稿以前不公开"
        );
        out.report(&AMENDED_TOO_EARLY, amendment.place, message)
            .label(format!("从{from}年起的调整"))
            .help(format!("请先用改动以前的方案定稿{year}年度（nianbao close），再改方案"));
    }
}
