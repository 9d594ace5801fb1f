//! Numerator and denominator.

use crate::syntax::Terms;
use rust_decimal::Decimal;

use super::range::meant_as_share;
use super::{STHJJ, Valued, valued};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::measure::{Unit, shown};
use crate::plan::{Combine, Level};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &PARTS_DO_NOT_GIVE, run: parts_do_not_give },
    Check { rule: &PART_OVER_WHOLE, run: part_over_whole },
    Check { rule: &HALF_A_RATIO, run: half_a_ratio },
];

const PARTS: &str = "    n: 10\n    of: 12\n";

static PARTS_DO_NOT_GIVE: Rule = Rule {
    code: "N401",
    name: "parts-do-not-give-value",
    severity: Severity::Verify,
    title: "分子除以分母不等于所填的数值",
    why: "比例应等于分子÷分母（百分比再乘100），按所填的小数位四舍六入五成双。不一致时，请核对三个数；按别的方法计算的，请写明方法。",
    example: Example::Change { file: STHJJ, find: PARTS, good: PARTS, bad: "    n: 9\n    of: 12\n" },
};

/// Checks that n ÷ N gives the value, in the digits in which it is written.
fn parts_do_not_give(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let figure = valued.found.figure;
        let (Some(n), Some(of)) = (&figure.n, &figure.of) else { continue };
        let factor = Unit::of(valued.indicator).factor();
        let Some(exact) = n.value.checked_mul(factor).and_then(|n| n.checked_div(of.value)) else { continue };
        // Turned round, or filled in as a share of one, they are another rule's finding.
        if meant_as_share(&valued).is_some() {
            continue;
        }
        if agrees(&valued, exact) || (valued.is_percent() && n.value > of.value) {
            continue;
        }
        let percent = if valued.is_percent() { "×100" } else { "" };
        let wanted = shown(
            exact,
            valued.value.value.scale().max(valued.indicator.decimals.unwrap_or_default()).min(6),
        );
        valued
            .report(
                &PARTS_DO_NOT_GIVE,
                valued.value.place,
                format!("填{}，而{}÷{}{percent}＝{wanted}", valued.value.written, n.written, of.written),
                out,
            )
            .label(format!("按分子分母应为{wanted}"))
            .related(n.place, "分子")
            .related(of.place, "分母")
            .help("请核对数值、分子和分母；按其他方法计算的，在“核实说明”里写明");
    }
}

/// Equal in the written digits; half a unit of the last digit either way, since offices round differently.
fn agrees(valued: &Valued<'_>, exact: Decimal) -> bool {
    let half = Decimal::new(5, valued.number().scale().saturating_add(1).min(28));
    exact.checked_sub(valued.number()).is_none_or(|difference| difference.abs() <= half)
}

static PART_OVER_WHOLE: Rule = Rule {
    code: "N402",
    name: "part-over-whole",
    severity: Severity::Error,
    title: "分子大于分母，或分母不是正数",
    why: "分子是分母的一部分，不能大于分母；分母必须大于零。请核对是否填反。",
    example: Example::Change { file: STHJJ, find: PARTS, good: PARTS, bad: "    n: 12\n    of: 10\n" },
};

fn no_object(terms: Terms) -> String {
    format!(
        "请核对分母；没有对象的，{}，“{}”填“不涉及”",
        terms.without_value("value"),
        terms.typed("missing")
    )
}

/// Checks that a part is not more than its whole, for ratios in per cent.
fn part_over_whole(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let (Some(n), Some(of)) = (&found.figure.n, &found.figure.of) else { continue };
        let indicator = facts.plan.indicator(found.index);
        let name = &indicator.name.inner;
        if of.value <= Decimal::ZERO {
            out.report(&PART_OVER_WHOLE, of.place, format!("指标“{name}”的分母{}不是正数", of.written))
                .label("分母")
                .help(no_object(Terms::at(facts.sources, of.place)));
        } else if super::is_percent(indicator) && n.value > of.value {
            out.report(
                &PART_OVER_WHOLE,
                n.place,
                format!("指标“{name}”的分子{}大于分母{}", n.written, of.written),
            )
            .label("分子")
            .related(of.place, "分母")
            .help("请核对是否填反");
        }
    }
}

static HALF_A_RATIO: Rule = Rule {
    code: "N403",
    name: "half-a-ratio",
    severity: Severity::Error,
    title: "缺少分子或分母",
    why: "分子、分母要同时填写。按分子分母合计的指标（combine: ratio）缺少它们时，全市的数无法计算，百分比不能直接平均。",
    example: Example::Change { file: STHJJ, find: PARTS, good: PARTS, bad: "    n: 10\n" },
};

/// Checks that n and N come together, and come at all where they are summed.
fn half_a_ratio(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let (figure, indicator) = (valued.found.figure, valued.indicator);
        let summed = indicator.level == Level::County && indicator.combine.inner == Combine::Ratio;
        let (place, message) = match (&figure.n, &figure.of) {
            (Some(n), None) => (n.place, "填了分子，没有填分母"),
            (None, Some(of)) => (of.place, "填了分母，没有填分子"),
            (None, None) if summed => (valued.value.place, "按分子分母合计，没有填分子和分母"),
            _ => continue,
        };
        out.report(&HALF_A_RATIO, place, format!("指标“{}”{message}", indicator.name.inner))
            .help(Terms::at(facts.sources, place).both(("n", "10"), ("of", "12")));
    }
}
