//! What the office writes into a plan itself is published with it, and is looked at as submissions are.

use super::PLAN;
use crate::check::PlanCheck;
use crate::check::own::unpublishable;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Plan;
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[PlanCheck { rule: &UNPUBLISHABLE, run: unpublishable_words }];

static UNPUBLISHABLE: Rule = Rule {
    code: "N132",
    name: "unpublishable-words-in-plan",
    severity: Severity::Error,
    title: "办公室写进方案的文字里有个人信息或国家秘密标志",
    why: "办公室写进方案的文字（口径、来源、说明、调整、分工和年度工作安排等）会印在公开的页面上，不得有手机号码、身份证号码、银行卡号、电子邮箱和国家秘密标志，也不得有改变显示次序的隐藏字符。",
    example: Example::Change {
        file: PLAN,
        find: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n",
        good: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 职责调整, why: 机构改革}\n",
        bad: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 职责调整, why: 机构改革（询15912345678）}\n",
    },
};

/// Checks all that the office types; the words of the document itself are public already.
fn unpublishable_words(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for part in plan.texts() {
        if let Some(what) = part.texts.iter().find_map(|text| unpublishable(text)) {
            out.report(&UNPUBLISHABLE, part.place, format!("{}里有{what}", part.name))
                .label(what)
                .help("这一条会公开，请删去");
        }
    }
}
