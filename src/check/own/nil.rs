//! A nil return is nil, and says why.

use super::{Check, OwnFacts};
use crate::check::phrasing::plain;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::source::Place;
use crate::submission::Form;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &NIL_WITH_ENTRIES, run: nil_with_entries },
    Check { rule: &NIL_WITHOUT_REASON, run: nil_without_reason },
];

/// A submission of the starter, which the examples change.
const SLJ: &str = "submissions/demo/2025/slj.yaml";

static NIL_WITH_ENTRIES: Rule = Rule {
    code: "N321",
    name: "nil-return-with-entries",
    severity: Severity::Error,
    title: "既是零报告，又填了内容",
    why: "零报告表示整份材料没有内容可报。两样都写了，就不知道哪一样是对的，因此都不采用。填了任务、指标或节点的，请删去“零报告”；确是零报告的，请删去各项内容。",
    example: Example::Change {
        file: SLJ,
        find: "sample: true\n",
        good: "sample: true\n",
        bad: "sample: true\nnil_return: 本年度没有相关工作\n",
    },
};

/// Checks that a nil return is nil.
fn nil_with_entries(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for form in facts.answered().map(|a| a.form) {
        let Some(nil) = &form.nil_return else { continue };
        let mut content = content(form);
        let Some(first) = content.next() else { continue };
        let found = out.report(&NIL_WITH_ENTRIES, nil.place, "既是零报告，又填了内容，都不采用");
        found
            .label("零报告的理由")
            .related(first, "填报的内容从这里开始")
            .help(format!("有内容的{}", Terms::at(facts.sources, nil.place).take_out("nil_return")));
        // Whichever of the two is right, nobody knows: neither is used.
        let summary = form.summary.iter().map(|summary| summary.place);
        for place in std::iter::once(first).chain(content).chain(summary) {
            found.also_concerns(place);
        }
    }
}

/// Where each entry begins, in the order of the form.
fn content(form: &Form) -> impl Iterator<Item = Place> {
    let tasks = form.tasks.iter().map(|entry| entry.id.place);
    let figures = form.indicators.iter().map(|figure| figure.id.place);
    tasks.chain(figures).chain(form.milestones.iter().map(|step| step.id.place))
}

static NIL_WITHOUT_REASON: Rule = Rule {
    code: "N322",
    name: "nil-return-without-reason",
    severity: Severity::Error,
    title: "零报告没有写理由",
    why: "零报告要写明为什么没有内容，例如“本年度没有涉及本单位的任务”。只写“零报告”等于没有理由。",
    example: Example::File {
        file: "submissions/demo/2025/hexi.yaml",
        good: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河西县\nsample: true\nfilled_on: 2025-12-09\nnil_return: 本县境内没有列入清单的入河排污口\n",
        bad: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河西县\nsample: true\nfilled_on: 2025-12-09\nnil_return: 零报告\n",
    },
};

/// Checks that a nil return says why.
fn nil_without_reason(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for nil in facts.answered().filter_map(|a| a.form.nil_return.as_ref()) {
        let bare = plain(nil);
        if bare.chars().count() < 4
            || matches!(bare.as_str(), "零报告" | "无内容" | "没有内容" | "无相关内容")
        {
            out.report(&NIL_WITHOUT_REASON, nil.place, "零报告没有写理由")
                .label("请写明为什么没有内容可报")
                .help("例如“本年度没有涉及本单位的任务”");
        }
    }
}
