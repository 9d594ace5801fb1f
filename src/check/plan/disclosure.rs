//! What the office writes into a plan itself is published with it, and is looked at as submissions are.

use super::PLAN;
use crate::check::PlanCheck;
use crate::check::own::unpublishable;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Plan;
use crate::source::{Place, Sources};

pub(super) static CHECKS: &[PlanCheck] = &[PlanCheck { rule: &UNPUBLISHABLE, run: unpublishable_words }];

static UNPUBLISHABLE: Rule = Rule {
    code: "N132",
    name: "unpublishable-words-in-plan",
    severity: Severity::Error,
    title: "办公室写进方案的文字里有个人信息或国家秘密标志",
    why: "方案的调整、分工和年度工作安排会印在公开的页面上，不得有手机号码、身份证号码、银行卡号、电子邮箱和国家秘密标志。",
    example: Example::Change {
        file: PLAN,
        find: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n",
        good: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 职责调整, why: 机构改革}\n",
        bad: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 职责调整, why: 机构改革（询15912345678）}\n",
    },
};

/// Checks amendments, assignments and yearly tasks; the words of the document itself are public already.
fn unpublishable_words(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let mut written: Vec<(&str, Place, [Option<&String>; 3])> = vec![];
    written.extend(definition.amendments.iter().map(|amendment| {
        let texts = [Some(&amendment.what), Some(&amendment.why), amendment.document.as_ref()];
        ("调整记录", amendment.place, texts)
    }));
    written.extend(definition.assignments.iter().map(|assignment| {
        ("分工", assignment.place, [Some(&assignment.reason), assignment.by.as_ref(), None])
    }));
    written.extend(plan.tasks().flat_map(|(_, _, task)| &task.yearly).map(|yearly| {
        ("年度工作安排", yearly.place, [Some(&yearly.what), yearly.by.as_ref(), yearly.document.as_ref()])
    }));
    for (name, place, texts) in written {
        if let Some(what) = texts.into_iter().flatten().find_map(|text| unpublishable(text)) {
            out.report(&UNPUBLISHABLE, place, format!("{name}里有{what}"))
                .label(what)
                .help("这一条会公开，请删去");
        }
    }
}
