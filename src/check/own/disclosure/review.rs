//! A review that withholds says why.

use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::submission::Disclosure;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] =
    &[Check { rule: &WITHHELD_WITHOUT_REASON, run: withheld_without_reason }];

const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";

static WITHHELD_WITHOUT_REASON: Rule = Rule {
    code: "N641",
    name: "withheld-without-reason",
    severity: Severity::Error,
    title: "不主动公开，没有写理由",
    why: "公开属性为“依申请公开”“不予公开”的，要写明理由和依据。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: withheld, reason: 含尚未公布的统计数据}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: withheld}\n",
    },
};

fn reason_help(terms: Terms) -> String {
    format!("在“{}”里加上“{}”，写明理由和依据", terms.typed("public_review"), terms.typed("reason"))
}

/// Checks that withholding is explained.
fn withheld_without_reason(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let Some(review) = &facts.round.decisions.public_review else { return };
    let reason = review.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    if review.disclosure != Disclosure::Proactive && !reason {
        out.report(&WITHHELD_WITHOUT_REASON, review.place, "不主动公开，没有写理由")
            .label("本年度的公开审查")
            .help(reason_help(Terms::at(facts.sources, review.place)));
    }
}
