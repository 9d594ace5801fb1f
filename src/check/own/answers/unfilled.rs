//! What the head of a form must say: dates, people, the summary.

use super::SLJ;
use crate::check::own::Check;
use crate::check::own::OwnFacts;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::submission::unfilled;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[Check { rule: &HEAD_UNFILLED, run: head_unfilled }];

static HEAD_UNFILLED: Rule = Rule {
    code: "N213",
    name: "head-not-filled-in",
    severity: Severity::Hint,
    title: "基本情况有必填的项没有填写",
    why: "填报日期、截至日期、填报人、联系电话、审核人、签发人、总体情况是报送表的必填项：截至日期说明内容统计到哪一天，有疑问时要找得到人，报告要用总体情况。不影响其他内容采用，请补填。没有收文登记又没有填报日期的，无法判断是否按时，另行询问。",
    example: Example::Change { file: SLJ, find: "as_of: 2025-11-30\n", good: "as_of: 2025-11-30\n", bad: "" },
};

/// Checks that what every form must say about the whole is there. One finding, whatever lacks: it is one omission.
fn head_unfilled(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        let file = facts.sources.get(answered.submission.file);
        // Without any day the unit has not reported in time or late: that is said where it is judged. Of what was
        // booked the day is known, and the form lacks its own.
        let booked = answered.submission.arrived.is_some();
        let lacks: Vec<_> = unfilled(answered.form, file)
            .into_iter()
            .filter(|field| booked || field.key != "filled_on")
            .collect();
        if lacks.is_empty() {
            continue;
        }
        let terms = Terms::at(facts.sources, answered.form.unit.place);
        let last = |key: &'static str| key.rsplit('.').next().unwrap_or(key);
        let names: Vec<String> = lacks.iter().map(|field| terms.name(last(field.key))).collect();
        let parts: Vec<&str> =
            lacks.iter().filter(|field| field.key.contains('.')).map(|f| terms.typed(last(f.key))).collect();
        let help = if !file.sheets.is_empty() {
            "在“基本情况”表里补填".to_owned()
        } else if parts.is_empty() {
            "在文件开头补填".to_owned()
        } else {
            format!("在文件开头补填；{}写在“{}”下面，缩进两格", parts.join("、"), terms.typed("people"))
        };
        out.report(
            &HEAD_UNFILLED,
            answered.form.unit.place,
            format!("基本情况有{}项必填的没有填写：{}", lacks.len(), names.join("、")),
        )
        .help(help);
    }
}
