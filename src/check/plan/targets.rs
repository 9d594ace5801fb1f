//! Indicators and their targets: values, operators, years.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::PLAN;
use crate::check::PlanCheck;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Direction, Indicator, Located, Number, Operator, Plan, Target};
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &TARGET_WITHOUT_VALUE, run: targets_without_value },
    PlanCheck { rule: &BAD_RANGE, run: bad_ranges },
    PlanCheck { rule: &AGAINST_DIRECTION, run: against_direction },
    PlanCheck { rule: &BASELINE_AFTER_TARGET, run: baselines_after_target },
    PlanCheck { rule: &TWO_TARGETS, run: two_targets },
    PlanCheck { rule: &OVER_HUNDRED, run: over_hundred },
    PlanCheck { rule: &TOO_MANY_DECIMALS, run: too_many_decimals },
    PlanCheck { rule: &TARGET_ALREADY_MET, run: targets_already_met },
];

const RATIO_TARGET: &str = "{year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}";

fn each_target(plan: &Plan) -> impl Iterator<Item = (&Located<Indicator>, &Located<Target>)> {
    plan.definition.indicators.iter().flat_map(|i| i.targets.iter().map(move |target| (i, target)))
}

static TARGET_WITHOUT_VALUE: Rule = Rule {
    code: "N121",
    name: "target-without-value",
    severity: Severity::Error,
    title: "目标没有数值，或定性目标没有文字",
    why: "用 >=、<= 等比较的目标要有 value；用 verdict 的定性目标要有 text，由人认定是否达标，不能有数值。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: RATIO_TARGET,
        bad: "{year: 2027, op: \">=\", quote: 到2027年优良断面比例达到90%}",
    },
};

/// Checks that a target that is compared has a number, and one in words has words.
fn targets_without_value(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, target) in each_target(plan) {
        let name = &indicator.name.inner;
        if target.op.inner == Operator::Verdict {
            if let Some(value) = &target.value {
                out.report(&TARGET_WITHOUT_VALUE, value.place, format!("指标“{name}”的定性目标带了数值"))
                    .label("定性目标由人认定，不与数值比较")
                    .related(target.op.place, "这里写的是 verdict（定性）")
                    .help("把数值写进 text，或改用 >= 等比较符");
            } else if target.text.as_deref().is_none_or(|text| text.trim().is_empty()) {
                out.report(&TARGET_WITHOUT_VALUE, target.op.place, format!("指标“{name}”的定性目标没有文字"))
                    .label("verdict（定性）要有 text")
                    .help("例如“text: 总体保持稳定”");
            }
        } else if target.value.is_none() {
            out.report(&TARGET_WITHOUT_VALUE, target.op.place, format!("指标“{name}”的目标没有数值"))
                .label("有比较符，没有 value")
                .help("加上 value；原文没有数值的，op 写 verdict 并填写 text");
        }
    }
}

static BAD_RANGE: Rule = Rule {
    code: "N122",
    name: "range-without-order",
    severity: Severity::Error,
    title: "区间目标的上下限不完整或颠倒",
    why: "区间（range）要有下限 value 和上限 value_max，下限小于上限，两端都算在内；其他比较符没有上限。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: "{year: 2027, op: range, value: \"85\", value_max: \"90\", quote: 到2027年优良断面比例达到90%}",
        bad: "{year: 2027, op: range, value: \"90\", value_max: \"85\", quote: 到2027年优良断面比例达到90%}",
    },
};

/// Checks that ranges have two ends in order, and that nothing else has an upper end.
fn bad_ranges(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, target) in each_target(plan) {
        let name = &indicator.name.inner;
        match (target.op.inner, &target.value, &target.value_max) {
            (Operator::Range, Some(low), Some(high)) if low.value >= high.value => {
                out.report(&BAD_RANGE, high.place, format!("指标“{name}”的区间上限不大于下限"))
                    .label("上限")
                    .related(low.place, "下限")
                    .help("把较小的数写在 value，较大的写在 value_max");
            }
            (Operator::Range, _, None) => {
                out.report(&BAD_RANGE, target.op.place, format!("指标“{name}”的区间没有上限"))
                    .help("加上 value_max");
            }
            (op, _, Some(high)) if op != Operator::Range => {
                out.report(&BAD_RANGE, high.place, format!("指标“{name}”的目标不是区间，却有上限"))
                    .related(target.op.place, "比较符在这里")
                    .help("把 op 改为 range，或删去 value_max");
            }
            _ => {}
        }
    }
}

static AGAINST_DIRECTION: Rule = Rule {
    code: "N123",
    name: "operator-against-direction",
    severity: Severity::Error,
    title: "目标的比较符与指标方向相反",
    why: "越大越好（up）的指标，目标应为“不低于”；越小越好（down）的指标，目标应为“不高于”。相反时进展会算反。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: RATIO_TARGET,
        bad: "{year: 2027, op: \"<=\", value: \"90\", quote: 到2027年优良断面比例达到90%}",
    },
};

/// Checks that rising is asked of what should rise. A target that is itself a change (下降18%) is measured by
/// the size of the change, so its operator says nothing of the direction.
fn against_direction(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, target) in each_target(plan).filter(|(_, target)| target.change.is_none()) {
        let wrong = match indicator.direction.inner {
            Direction::Up => matches!(target.op.inner, Operator::AtMost | Operator::Below),
            Direction::Down => matches!(target.op.inner, Operator::AtLeast | Operator::Above),
            Direction::Keep | Direction::Range => false,
        };
        if wrong {
            out.report(
                &AGAINST_DIRECTION,
                target.op.place,
                format!("指标“{}”的比较符与方向相反", indicator.name.inner),
            )
            .label("比较符在这里")
            .related(indicator.direction.place, "方向在这里")
            .help("请对照原文改正其中一处；既不能高也不能低的，方向写 keep 或 range");
        }
    }
}

static BASELINE_AFTER_TARGET: Rule = Rule {
    code: "N124",
    name: "baseline-after-target",
    severity: Severity::Error,
    title: "基期不早于目标年份",
    why: "完成率从基期算到目标年，基期必须在前。请核对两处年份。",
    example: Example::Change {
        file: PLAN,
        find: "baseline: {year: 2024, value",
        good: "baseline: {year: 2024, value",
        bad: "baseline: {year: 2027, value",
    },
};

/// Checks that the baseline lies before every target.
fn baselines_after_target(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, target) in each_target(plan) {
        let Some(baseline) = &indicator.baseline else { continue };
        if let Some(year) = target.year.filter(|year| *year <= baseline.year) {
            out.report(
                &BASELINE_AFTER_TARGET,
                baseline.place,
                format!("指标“{}”的基期{}年不早于目标年份{year}年", indicator.name.inner, baseline.year),
            )
            .label("基期")
            .related(target.place, "目标")
            .help("请对照原文核对年份");
        }
    }
}

static TWO_TARGETS: Rule = Rule {
    code: "N125",
    name: "conflicting-targets",
    severity: Severity::Error,
    title: "同一年份有两个目标，没有注明以哪个为准",
    why: "原文对同一目标有两种说法时，两种都保留，并在其中一个写 governs: true，表示以此为准。不注明就无法判断是否达标。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: "{year: 2027, op: \">=\", value: \"90\", governs: true}\n      - {year: 2027, op: \"~\", value: \"90\"}",
        bad: "{year: 2027, op: \">=\", value: \"90\"}\n      - {year: 2027, op: \"~\", value: \"90\"}",
    },
};

/// Checks that of several numbers for one year and one body exactly one governs. A lower and an upper bound
/// together are a range, not a conflict.
fn two_targets(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for indicator in &plan.definition.indicators {
        let mut alike: BTreeMap<_, Vec<&Located<Target>>> = BTreeMap::new();
        for target in indicator.targets.iter().filter(|target| target.op.inner != Operator::Verdict) {
            let body = target.unit.as_ref().map(|unit| unit.key());
            alike
                .entry((target.year, body, target.per.is_some(), target.change.is_some()))
                .or_default()
                .push(target);
        }
        for group in alike.into_values().filter(|group| group.len() > 1) {
            let governing = group.iter().filter(|target| target.governs).count();
            if governing == 1 || is_band(&group) {
                continue;
            }
            let message = format!(
                "指标“{}”{}有{}个目标，没有注明以哪个为准",
                indicator.name.inner,
                group[0].year.map_or("".into(), |year| format!("{year}年")),
                group.len()
            );
            out.report(&TWO_TARGETS, group[1].place, message)
                .label(if governing > 1 { "不止一个写了 governs: true" } else { "另一个目标" })
                .related(group[0].place, "第一个目标")
                .help("在作准的一个里写 governs: true");
        }
    }
}

fn is_band(group: &[&Located<Target>]) -> bool {
    let upper = |op: Operator| matches!(op, Operator::AtMost | Operator::Below);
    let lower = |op: Operator| matches!(op, Operator::AtLeast | Operator::Above);
    match group {
        [a, b] => (upper(a.op.inner) && lower(b.op.inner)) || (lower(a.op.inner) && upper(b.op.inner)),
        _ => false,
    }
}

static OVER_HUNDRED: Rule = Rule {
    code: "N126",
    name: "percentage-over-hundred",
    severity: Severity::Hint,
    title: "百分比的目标或基期超过100",
    why: "比例、比率不会超过100%。增长率等确实可以超过100的可以不改。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: RATIO_TARGET,
        bad: "{year: 2027, op: \">=\", value: \"900\", quote: 到2027年优良断面比例达到90%}",
    },
};

/// Checks that percentages of the plan are not over 100.
fn over_hundred(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for indicator in &plan.definition.indicators {
        if indicator.unit_of_measure.as_deref() != Some("%") {
            continue;
        }
        for number in numbers(indicator).filter(|number| number.value > Decimal::ONE_HUNDRED) {
            out.report(
                &OVER_HUNDRED,
                number.place,
                format!("指标“{}”的数值{}%超过100%", indicator.name.inner, number.written),
            )
            .help("请对照原文核对，例如小数点的位置");
        }
    }
}

/// All numbers that the plan gives for an indicator.
fn numbers(indicator: &Indicator) -> impl Iterator<Item = &Located<Number>> {
    let targets = indicator.targets.iter().flat_map(|t| t.value.iter().chain(&t.value_max));
    indicator.baseline.iter().map(|baseline| &baseline.value).chain(targets)
}

static TOO_MANY_DECIMALS: Rule = Rule {
    code: "N127",
    name: "more-decimals-than-declared",
    severity: Severity::Hint,
    title: "目标或基期的小数位多于指标的小数位数",
    why: "数值按指标的 decimals 显示，多出的小数会被修约，读者看到的目标就与原文不一致。请把 decimals 改为原文的位数。",
    example: Example::Change {
        file: PLAN,
        find: RATIO_TARGET,
        good: RATIO_TARGET,
        bad: "{year: 2027, op: \">=\", value: \"90.25\", quote: 到2027年优良断面比例达到90%}",
    },
};

/// Checks that the indicator is shown with at least the digits that its own targets have.
fn too_many_decimals(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for indicator in &plan.definition.indicators {
        let Some(decimals) = indicator.decimals else { continue };
        for number in numbers(indicator) {
            if number.value.normalize().scale() > decimals {
                out.report(
                    &TOO_MANY_DECIMALS,
                    number.place,
                    format!(
                        "指标“{}”的数值{}有{}位小数，指标只显示{}位",
                        indicator.name.inner,
                        number.written,
                        number.value.normalize().scale(),
                        decimals
                    ),
                )
                .help(format!("把 decimals 改为 {}", number.value.normalize().scale()));
            }
        }
    }
}

static TARGET_ALREADY_MET: Rule = Rule {
    code: "N130",
    name: "target-met-by-baseline",
    severity: Severity::Hint,
    title: "基期值已经达到目标",
    why: "基期值好于目标时，完成率没有意义，也可能是基期、目标或方向录入有误。原文确实如此的可以不改。",
    example: Example::Change {
        file: PLAN,
        find: "value: \"81\", quote: 2024年优良断面比例为81%",
        good: "value: \"81\", quote: 2024年优良断面比例为81%",
        bad: "value: \"98\", quote: 2024年优良断面比例为81%",
    },
};

/// Checks that there is still a way to go. Equal values are a *keep* target and no mistake.
fn targets_already_met(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (indicator, target) in each_target(plan).filter(|(_, t)| t.change.is_none() && t.unit.is_none()) {
        let (Some(baseline), Some(value)) = (&indicator.baseline, &target.value) else { continue };
        let better = match (indicator.direction.inner, target.op.inner) {
            (_, Operator::Verdict | Operator::Range) => false,
            (Direction::Up, _) => baseline.value.value > value.value,
            (Direction::Down, _) => baseline.value.value < value.value,
            _ => false,
        };
        if better {
            out.report(
                &TARGET_ALREADY_MET,
                baseline.value.place,
                format!(
                    "指标“{}”的基期值{}已经达到目标{}",
                    indicator.name.inner, baseline.value.written, value.written
                ),
            )
            .label("基期值")
            .related(value.place, "目标值")
            .help("请对照原文核对");
        }
    }
}
