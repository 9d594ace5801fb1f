//! 历年公布值: what was published before the first round is compared with, so it is held to the rules of figures.

use std::collections::BTreeMap;

use super::PLAN;
use crate::check::PlanCheck;
use crate::check::given::{Given, Impossible, impossible};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::measure::contradict;
use crate::plan::{Indicator, Located, Plan, Published};
use crate::source::{Place, Sources};

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &HISTORY_PARTS, run: history_parts },
    PlanCheck { rule: &HISTORY_VALUE, run: history_values },
];

const BASELINE: &str = "    baseline: {year: 2024, value: \"81\", quote: 2024年优良断面比例为81%}\n";

fn each(plan: &Plan) -> impl Iterator<Item = (&Indicator, &Located<Published>)> {
    let indicators = plan.definition.indicators.iter();
    indicators.flat_map(|indicator| indicator.history.iter().map(move |then| (&indicator.inner, then)))
}

/// The indicator and the year, to stand at the head of a sentence.
fn name(indicator: &Indicator, then: &Published) -> String {
    format!("指标“{}”{}年的历年公布值", indicator.name.inner, then.year)
}

static HISTORY_PARTS: Rule = Rule {
    code: "N133",
    name: "impossible-parts-of-history",
    severity: Severity::Error,
    title: "历年公布值的分子、分母不完整或不可能",
    why: "历年公布值用来同比。分子、分母要同时填写，分母大于零，百分比的分子不大于分母。",
    example: Example::Change {
        file: PLAN,
        find: BASELINE,
        good: "    baseline: null\n    history: [{year: 2024, value: \"80.0\", n: 12, of: 15, source: 2024年公报}]\n",
        bad: "    baseline: null\n    history: [{year: 2024, value: \"80.0\", n: 12, of: 0, source: 2024年公报}]\n",
    },
};

/// Checks that the parts of what was published can be parts.
fn history_parts(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, then) in each(plan) {
        let (name, given) = (name(indicator, then), Given::published(indicator, then));
        if let Some((part, message)) = given.half() {
            out.report(&HISTORY_PARTS, part.place, format!("{name}{message}"))
                .help("分子和分母都填写，或都不写");
        }
        match given.parts().and_then(|(n, of)| impossible(indicator, n, of)) {
            Some(Impossible::Whole(of)) => {
                out.report(&HISTORY_PARTS, of.place, format!("{name}的分母{}不是正数", of.written))
                    .help("请对照公报核对分母");
            }
            Some(Impossible::Part(n, of)) => {
                let message = format!("{name}的分子{}大于分母{}", n.written, of.written);
                out.report(&HISTORY_PARTS, n.place, message).related(of.place, "分母").help("请核对是否填反");
            }
            None => {}
        }
    }
}

static HISTORY_VALUE: Rule = Rule {
    code: "N134",
    name: "improbable-value-of-history",
    severity: Severity::Verify,
    title: "历年公布值不像这个指标的数",
    why: "百分比应在0到100之间，数量不会是负数，分子除以分母应等于所填的数，同一年没有两个不同的数。公布的数有误，同比就有误：核对以前，这个数不显示，也不用来同比。请对照公报核对；确实如此的，由办公室在 decisions.yaml 的 accepts（采信）里写明编号 N134 和指标；同一年的两个数，在方案里删去一个，或者在采信里用 value（数值）写明采用哪一个；几年都有这个数的，再写 year（年度）。没有写明的，两个都不采用。",
    example: Example::Change {
        file: PLAN,
        find: BASELINE,
        good: "    baseline: null\n    history: [{year: 2024, value: \"80.0\", source: 2024年公报}]\n",
        bad: "    baseline: null\n    history: [{year: 2024, value: \"800\", source: 2024年公报}]\n",
    },
};

/// The places of published values that somebody has to look at first, by the office's own weight of the rule.
pub fn doubted_history(
    found: &Diagnostics,
    weights: &BTreeMap<String, Severity>,
) -> Vec<(Place, &'static str)> {
    let weight = weights.get(HISTORY_VALUE.code).copied().unwrap_or(HISTORY_VALUE.severity);
    let own = found.iter().filter(|finding| finding.rule.code == HISTORY_VALUE.code);
    let asked = own.filter(|_| weight != Severity::Hint);
    asked.map(|finding| (finding.place, HISTORY_VALUE.code)).collect()
}

/// Checks that a published value can be a value of its indicator, and that a year has one.
fn history_values(plan: &Plan, sources: &Sources, out: &mut Diagnostics) {
    for (indicator, then) in each(plan) {
        let other = indicator.history.iter().find(|other| contradict(indicator, other, then));
        let Some(other) = other else { continue };
        let line = sources.position(other.value.place).line;
        let message = format!(
            "{}填{}，第{line}行同一年填{}",
            name(indicator, then),
            then.value.written,
            other.value.written
        );
        out.report(&HISTORY_VALUE, then.value.place, message)
            .help(format!(
                "请对照公报删去一个，或由办公室在采信里写明采用的数，例如“{{indicator: {}, code: N134, value: \"{}\", reason: …, by: …, on: …}}”；数据状态、口径或标准不同的，分别写明",
                indicator.id.as_str(),
                then.value.written
            ));
    }
    for (indicator, then) in each(plan) {
        let (name, given) = (name(indicator, then), Given::published(indicator, then));
        let written = &then.value.written;
        let (message, help) = if let Some(percent) = given.meant_as_share() {
            (format!("填{written}，计量单位是%，是不是{percent}"), "填百分号前面的数".to_owned())
        } else if given.is_no_percentage() {
            (format!("填{written}%，不在0到100之间"), "请核对小数点的位置".to_owned())
        } else if given.is_negative() {
            (format!("填{written}，是负数"), "请核对正负号".to_owned())
        } else if let Some((wanted, (n, of))) = given.otherwise().zip(given.parts()) {
            let parts = format!("{}÷{}", n.written, of.written);
            (format!("填{written}，而按{parts}应为{wanted}"), "请核对数值、分子和分母".to_owned())
        } else {
            continue;
        };
        out.report(&HISTORY_VALUE, then.value.place, format!("{name}{message}")).help(help);
    }
}
