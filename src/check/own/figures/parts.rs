//! Numerator and denominator.

use rust_decimal::Decimal;

use crate::syntax::Terms;

use super::{OF_LAST_YEAR, STHJJ, Valued, all, valued};
use crate::check::given::{Impossible, impossible};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::measure::{Path, bound_of, shown};
use crate::plan::{Combine, Level, Target};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &PARTS_DO_NOT_GIVE, run: parts_do_not_give },
    Check { rule: &PART_OVER_WHOLE, run: part_over_whole },
    Check { rule: &HALF_A_RATIO, run: half_a_ratio },
    Check { rule: &PARTS_DECIDE_OTHERWISE, run: parts_decide_otherwise },
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
    for valued in all(facts) {
        let (Some((n, of)), Some(wanted)) = (valued.parts(), valued.otherwise()) else { continue };
        let percent = if valued.is_percent() { "×100" } else { "" };
        let message =
            format!("填{}，而{}÷{}{percent}＝{wanted}", valued.value.written, n.written, of.written);
        valued
            .report(&PARTS_DO_NOT_GIVE, valued.value.place, message, out)
            .label(format!("按分子分母应为{wanted}"))
            .related(n.place, "分子")
            .related(of.place, "分母")
            .help("请核对数值、分子和分母；按其他方法计算的，在“核实说明”里写明");
    }
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

/// Checks that a part is not more than its whole, for ratios in per cent; where there is no value, too.
fn part_over_whole(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let indicator = facts.plan.indicator(found.index);
        let name = &indicator.name.inner;
        let now = found.figure.n.as_ref().zip(found.figure.of.as_ref()).map(|parts| ("", parts));
        let last = found.figure.last_year.as_ref();
        let last = last.and_then(|last| last.n.as_ref().zip(last.of.as_ref()));
        for (whose, (n, of)) in now.into_iter().chain(last.map(|parts| (OF_LAST_YEAR, parts))) {
            match impossible(indicator, n, of) {
                Some(Impossible::Whole(of)) => {
                    let message = format!("指标“{name}”{whose}的分母{}不是正数", of.written);
                    let help = match whose {
                        "" => no_object(Terms::at(facts.sources, of.place)),
                        _ => "请核对分母".to_owned(),
                    };
                    out.report(&PART_OVER_WHOLE, of.place, message).label("分母").help(help);
                }
                Some(Impossible::Part(n, of)) => {
                    let message = format!("指标“{name}”{whose}的分子{}大于分母{}", n.written, of.written);
                    out.report(&PART_OVER_WHOLE, n.place, message)
                        .label("分子")
                        .related(of.place, "分母")
                        .help("请核对是否填反");
                }
                None => {}
            }
        }
    }
}

static HALF_A_RATIO: Rule = Rule {
    code: "N403",
    name: "half-a-ratio",
    severity: Severity::Error,
    title: "缺少分子或分母",
    why: "分子、分母要同时填写。按分子分母合计的指标缺少它们时，全市的数无法计算，百分比不能直接平均。",
    example: Example::Change { file: STHJJ, find: PARTS, good: PARTS, bad: "    n: 10\n" },
};

/// Checks that n and N come together, and come at all where they are summed.
fn half_a_ratio(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts) {
        let indicator = valued.indicator;
        let summed = indicator.level == Level::County && indicator.combine.inner == Combine::Ratio;
        let (place, message) = match (valued.half(), valued.parts()) {
            (Some((part, message)), _) => (part.place, message),
            (None, None) if summed => (valued.value.place, "按分子分母合计，没有填分子和分母"),
            _ => continue,
        };
        valued.report(&HALF_A_RATIO, place, message.to_owned(), out).help(
            match (valued.settled, Terms::at(facts.sources, place)) {
                (true, terms) if terms.in_cells() => {
                    "“上年终值分子”和“上年终值分母”两格都要填写，例如 10 和 12".to_owned()
                }
                (_, terms) => terms.both(("n", "10"), ("of", "12")),
            },
        );
    }
}

static PARTS_DECIDE_OTHERWISE: Rule = Rule {
    code: "N404",
    name: "parts-decide-otherwise",
    severity: Severity::Verify,
    title: "n/N与填报值对目标的结论不一致",
    why: "填报值是修约后的数，分子÷分母刚好在目标（或者推算的本年进度）的另一边：按填报值达到、按分子分母没有达到，或者相反。请核对三个数，多填几位小数；填报值另有来源的，请写明。",
    example: Example::Change {
        file: STHJJ,
        find: "value: \"83.3\"\n    n: 10\n    of: 12\n",
        good: "value: \"90.1\"\n    n: 9006\n    of: 10000\n",
        bad: "value: \"90.0\"\n    n: 8999\n    of: 10000\n",
    },
};

/// Checks that a value rounded and the parts that it was rounded from lie on one side of every target.
fn parts_decide_otherwise(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in valued(facts) {
        let (Some((n, of)), Some(exact)) = (valued.parts(), valued.rounded_from()) else { continue };
        let both = [valued.number(), exact];
        let Some((goal, met)) = on_both_sides(facts, &valued, both) else { continue };
        let [written, divided] = met.map(|met| if met == Some(true) { "达到" } else { "未达到" });
        let percent = if valued.is_percent() { "×100" } else { "" };
        let digits = valued.value.value.scale().saturating_add(2).min(6);
        let message = format!(
            "填{}，而{}÷{}{percent}＝{}：对{goal}，按填报值{written}，按分子分母{divided}",
            valued.value.written,
            n.written,
            of.written,
            shown(exact, digits),
        );
        valued
            .report(&PARTS_DECIDE_OTHERWISE, valued.value.place, message, out)
            .label("修约后在目标的另一边")
            .related(n.place, "分子")
            .related(of.place, "分母")
            .help("请核对三个数，数值多填几位小数；数值另有来源的，在“核实说明”里写明");
    }
}

/// The first goal, or else the point of the path to it, of which two numbers lie on different sides, in words, and on
/// which side each lies.
fn on_both_sides(
    facts: &OwnFacts<'_>,
    valued: &Valued<'_>,
    both: [Decimal; 2],
) -> Option<(String, [Option<bool>; 2])> {
    let indicator = valued.indicator;
    let targets = indicator.targets.iter().map(|target| &target.inner);
    let of_target = |target: &Target| {
        let bound = bound_of(indicator, target).ok()??;
        let year = target.year.map(|year| format!("{year}年")).unwrap_or_default();
        let value = target.value.as_ref().map(|value| value.written.as_str()).unwrap_or_default();
        Some((format!("{year}目标{value}"), both.map(|number| bound.is_met(number))))
    };
    let own = targets.filter(|target| is_held(facts, valued, target)).filter_map(of_target);
    let is_split = |met: &[Option<bool>; 2]| met[0] != met[1];
    own.chain(of_path(facts, valued, both)).find(|(_, met)| is_split(met))
}

/// What the path asks of this year, where it is reckoned from the years around it.
fn of_path(
    facts: &OwnFacts<'_>,
    valued: &Valued<'_>,
    both: [Decimal; 2],
) -> Option<(String, [Option<bool>; 2])> {
    // What a division leaves behind its last digit is no difference.
    const DIGITS: u32 = 12;
    let path = Path::of(valued.indicator, facts.round.year);
    let point = path.scheduled(None).filter(|point| point.is_interpolated())?;
    let (sense, whole) = (path.sense()?, valued.indicator.level == Level::City);
    let is_kept = |number: Decimal| {
        let off = number.checked_sub(point.exact)?.round_dp(DIGITS);
        Some(off * sense >= Decimal::ZERO)
    };
    whole.then(|| (format!("{}年推算的进度{}", facts.round.year, shown(point.exact, 4)), both.map(is_kept)))
}

/// Whether this unit's own figure is held against a target: one of the whole, of each unit, or its own.
fn is_held(facts: &OwnFacts<'_>, valued: &Valued<'_>, target: &Target) -> bool {
    let indicator = valued.indicator;
    match &target.unit {
        Some(unit) => facts.plan.unit_named(unit.as_str()) == Some(valued.found.unit),
        None => indicator.level == Level::City || indicator.combine.inner == Combine::EachMeets,
    }
}
