//! Values that can hardly be: by their kind, their unit, their digits.

use rust_decimal::Decimal;

use super::{HEXI, SLJ, STHJJ, all, unit_of};
use crate::check::given::as_percent;
use crate::check::own::{Check, OwnFacts, task_name};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::measure::Unit;
use crate::plan::{Located, Number};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &IMPOSSIBLE_PERCENT, run: impossible_percents },
    Check { rule: &FRACTION_FOR_PERCENT, run: fractions_for_percents },
    Check { rule: &NEGATIVE, run: negatives },
    Check { rule: &FRACTION_OF_A_THING, run: fractions_of_things },
    Check { rule: &OTHER_DECIMALS, run: other_decimals },
    Check { rule: &TASK_PERCENT, run: task_percents },
    Check { rule: &OVERSPENT, run: overspent },
];

const VALUE: &str = "value: \"83.3\"\n    n: 10\n    of: 12\n";

static IMPOSSIBLE_PERCENT: Rule = Rule {
    code: "N411",
    name: "impossible-percentage",
    severity: Severity::Verify,
    title: "百分比不在0到100之间",
    why: "比例、比率在0%到100%之间。增长率、下降率等确实可以超出的，请在“核实说明”里写明。",
    example: Example::Change { file: STHJJ, find: VALUE, good: VALUE, bad: "value: \"833\"\n" },
};

/// Checks that percentages are between 0 and 100.
fn impossible_percents(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts).filter(|valued| valued.is_no_percentage()) {
        let message = format!("填{}%，不在0到100之间", valued.value.written);
        valued.report(&IMPOSSIBLE_PERCENT, valued.value.place, message, out).help("请核对小数点的位置");
    }
}

static FRACTION_FOR_PERCENT: Rule = Rule {
    code: "N412",
    name: "fraction-for-percentage",
    severity: Severity::Verify,
    title: "百分比填成了小数",
    why: "计量单位是%的指标填百分号前面的数：83.3%填83.3，不填0.833。从电子表格复制时最容易出错。",
    example: Example::Change { file: STHJJ, find: VALUE, good: VALUE, bad: "value: \"0.833\"\n" },
};

/// Checks that a value of at most 1 is not meant as a share, where the plan speaks of tens.
fn fractions_for_percents(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts) {
        if let Some(percent) = valued.meant_as_share() {
            valued
                .report(
                    &FRACTION_FOR_PERCENT,
                    valued.value.place,
                    format!("填{}，计量单位是%，是不是{percent}", valued.value.written),
                    out,
                )
                .label("填百分号前面的数")
                .help(format!("如果是{percent}%，请填 {percent}"));
        }
    }
    for found in facts.entries() {
        let Some(percent) = &found.entry.percent else { continue };
        if let Some(meant) = as_percent(percent.value).filter(|_| percent.value < Decimal::ONE) {
            let name = task_name(facts, &found);
            let message = format!("{name}的完成率填{}，是不是{meant}", percent.written);
            out.report(&FRACTION_FOR_PERCENT, percent.place, message)
                .label("填百分号前面的数")
                .help(format!("如果是{meant}%，请填 {meant}"));
        }
    }
}

static NEGATIVE: Rule = Rule {
    code: "N413",
    name: "negative-value",
    severity: Severity::Verify,
    title: "数值是负数",
    why: "数量、浓度、比例和资金不会是负数。下降的幅度按方案的写法填正数；确为负数的，请在“核实说明”里写明。",
    example: Example::Change {
        file: HEXI,
        find: "value: \"25\"",
        good: "value: \"25\"",
        bad: "value: \"-25\"",
    },
};

/// Checks that nothing is below zero where the plan itself knows no negative number. Percentages have a rule
/// of their own.
fn negatives(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts).filter(|valued| valued.is_negative()) {
        valued
            .report(&NEGATIVE, valued.value.place, format!("填{}，是负数", valued.value.written), out)
            .help("请核对正负号");
    }
    for found in facts.entries() {
        let Some(funds) = &found.entry.funds else { continue };
        for number in funds.planned.iter().chain(&funds.spent).filter(|n| n.value < Decimal::ZERO) {
            out.report(&NEGATIVE, number.place, format!("资金填{}万元，是负数", number.written))
                .help("请核对正负号");
        }
    }
}

static FRACTION_OF_A_THING: Rule = Rule {
    code: "N414",
    name: "fraction-of-a-thing",
    severity: Severity::Verify,
    title: "按个数计的指标填了小数",
    why: "个、家、座、处、条、项等按整数计。填小数多半是计量单位不同，或误填了比例。",
    example: Example::Change {
        file: HEXI,
        find: "value: \"25\"",
        good: "value: \"25\"",
        bad: "value: \"25.5\"",
    },
};

/// Checks that counted things are whole.
fn fractions_of_things(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts) {
        if Unit::of(valued.indicator).is_counted() && !valued.number().fract().is_zero() {
            valued
                .report(
                    &FRACTION_OF_A_THING,
                    valued.value.place,
                    format!("填{}{}，应为整数", valued.value.written, unit_of(valued.indicator)),
                    out,
                )
                .help("请核对计量单位");
        }
    }
}

static OTHER_DECIMALS: Rule = Rule {
    code: "N415",
    name: "other-decimals",
    severity: Severity::Hint,
    title: "小数位数与指标规定的不同",
    why: "数值按原样保存，显示时按指标的小数位数修约。位数少于规定的，请补足（例如83.0不写成83）；多于规定的可以保留。",
    example: Example::Change { file: STHJJ, find: VALUE, good: VALUE, bad: "value: \"83\"\n" },
};

/// Checks that a value has the digits in which the indicator is shown; whole hundreds and zero need none.
fn other_decimals(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts).filter(|valued| valued.meant_as_share().is_none()) {
        let written = valued.value.written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let Some(wanted) = valued.indicator.decimals.map(|digits| digits as usize) else { continue };
        let round = valued.number().is_zero() || valued.number() == Decimal::ONE_HUNDRED;
        if written < wanted && !round {
            valued
                .report(
                    &OTHER_DECIMALS,
                    valued.value.place,
                    format!("填{}，规定保留{wanted}位小数", valued.value.written),
                    out,
                )
                .help(format!(
                    "如果原来的数有更多小数位，请补足；没有的写成 {}",
                    padded(&valued.value.written, wanted)
                ));
        } else if written > wanted && valued.number().normalize().scale() as usize > wanted {
            valued
                .report(
                    &OTHER_DECIMALS,
                    valued.value.place,
                    format!("填{}，报告只显示{wanted}位小数", valued.value.written),
                    out,
                )
                .help("数值按原样保存和计算，显示时修约。需要显示全部位数的，请办公室调整方案规定的小数位数");
        }
    }
}

/// A number with as many digits behind the point as are wanted.
fn padded(written: &str, wanted: usize) -> String {
    let digits = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let point = if written.contains('.') { "" } else { "." };
    format!("{written}{point}{}", "0".repeat(wanted.saturating_sub(digits)))
}

static TASK_PERCENT: Rule = Rule {
    code: "N416",
    name: "task-percentage-out-of-range",
    severity: Severity::Error,
    title: "任务完成率不在0到100之间",
    why: "任务完成率填0到100之间的数，不带百分号。超额完成的填100，在进展里说明。",
    example: Example::Change { file: SLJ, find: "percent: 45", good: "percent: 45", bad: "percent: 450" },
};

/// Checks that a task is done by no more than all of it.
fn task_percents(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let Some(percent) = &found.entry.percent else { continue };
        if percent.value < Decimal::ZERO || percent.value > Decimal::ONE_HUNDRED {
            out.report(
                &TASK_PERCENT,
                percent.place,
                format!("任务“{}”的完成率{}不在0到100之间", found.entry.id.inner, percent.written),
            )
            .help("请填0到100之间的数");
        }
    }
}

static OVERSPENT: Rule = Rule {
    code: "N417",
    name: "spent-more-than-planned",
    severity: Severity::Verify,
    title: "实际支出大于计划投入",
    why: "资金以万元计。支出超过计划，可能是元和万元混用，也可能是追加了投入，请核对或说明。",
    example: Example::Change {
        file: SLJ,
        find: "percent: 45\n",
        good: "percent: 45\n    funds: {planned: \"1200\", spent: \"860\"}\n",
        bad: "percent: 45\n    funds: {planned: \"1200\", spent: \"8600000\"}\n",
    },
};

/// Checks that no more is spent than was planned.
fn overspent(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let pair = |funds: &crate::submission::Funds| -> Option<(Located<Number>, Located<Number>)> {
        Some((funds.planned.clone()?, funds.spent.clone()?))
    };
    for found in facts.entries() {
        let Some((planned, spent)) = found.entry.funds.as_ref().and_then(pair) else { continue };
        if spent.value > planned.value {
            out.report(
                &OVERSPENT,
                spent.place,
                format!("实际支出{}万元大于计划投入{}万元", spent.written, planned.written),
            )
            .label("实际支出")
            .related(planned.place, "计划投入")
            .help("请核对是否以万元计");
        }
    }
}
