//! A figure beside those of other units.

use crate::syntax::Terms;
use rust_decimal::Decimal;

use super::{Check, Facts, HEXI, SLJ, STHJJ};
use crate::check::own::unit_of;
use crate::consolidate::{FigureAnswer, FigureRef, Gap, IndicatorRecord, Outcome, Value};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::measure::{Unlike, differences};
use crate::plan::{Combine, Indicator, Level, Located, UnitKind};
use crate::source::Place;
use crate::submission::Figure;

pub(super) static CHECKS: &[Check] = &[Check { rule: &FAR_FROM_OTHERS, run: far_from_others }];

/// What these ask travels with the figures.
pub(super) static BESIDE: &[Check] = &[
    Check { rule: &REPORTERS_DIFFER, run: reporters_differ },
    Check { rule: &SUM_IS_NOT_CITY, run: sums_are_not_city },
    Check { rule: &PARTS_DIFFER, run: parts_differ },
];

const PLAN: &str = "plans/demo.yaml";

/// The figure as the unit wrote it.
fn written<'a>(facts: &Facts<'a>, answer: &FigureAnswer) -> Option<&'a Located<Figure>> {
    let at: FigureRef = *answer.value()?.sources.first()?;
    facts.round.submissions[at.submission.0].form.as_ref()?.indicators.get(at.at)
}

/// The answers that have a value, with the figure as written.
fn answers<'r, 'a>(
    facts: &Facts<'a>,
    record: &'r IndicatorRecord,
) -> Vec<(&'r FigureAnswer, &'r Value, &'a Located<Figure>)> {
    record
        .figures
        .iter()
        .filter_map(|answer| Some((answer, answer.value()?, written(facts, answer)?)))
        .collect()
}

fn digits(value: &Value) -> String {
    value.written.clone().unwrap_or_else(|| value.number.to_string())
}

/// A number with that of it in which it differs from others: `11（1—10月）`.
fn told(value: &Value, unlike: Unlike) -> String {
    let of = kind(value, unlike);
    if of.is_empty() { digits(value) } else { format!("{}（{of}）", digits(value)) }
}

/// What a figure is of, as far as figures differ in it.
fn kind(value: &Value, unlike: Unlike) -> String {
    let said = |text: &Option<String>, none: &str| text.clone().unwrap_or_else(|| none.to_owned());
    let parts = [
        unlike.basis.then(|| said(&value.basis, "口径未注明")),
        unlike.standard.then(|| said(&value.standard, "标准未注明")),
        unlike.period.then(|| value.period.map_or("时段不明".to_owned(), |period| period.to_string())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

static REPORTERS_DIFFER: Rule = Rule {
    code: "N431",
    name: "reporters-differ",
    severity: Severity::Verify,
    title: "几个单位填报的同一个数不一致",
    why: "数值修约后仍不相同，或者口径、标准版本、时段不同的，报告里并列显示，不采用任何一个。请办公室核对后，在 decisions.yaml 的 choices 里决定采用哪个单位的数并写明理由。",
    example: Example::Edits {
        good: &[
            Edit::Replace { file: PLAN, find: "reported_by: [sthjj]", with: "reported_by: [sthjj, slj]" },
            Edit::Replace {
                file: SLJ,
                find: "milestones:\n",
                with: "indicators:\n  - {id: river-good-ratio, value: \"83.3\", n: 10, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 市水利局监测数据（示例）}\nmilestones:\n",
            },
        ],
        bad: &[
            Edit::Replace { file: PLAN, find: "reported_by: [sthjj]", with: "reported_by: [sthjj, slj]" },
            Edit::Replace {
                file: SLJ,
                find: "milestones:\n",
                with: "indicators:\n  - {id: river-good-ratio, value: \"75.0\", n: 9, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 市水利局监测数据（示例）}\nmilestones:\n",
            },
        ],
    },
};

/// Checks that those who give last year's final value of one figure agree.
fn final_values_differ(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.indicators {
        let Some(unlike) = record.last_year_differs else { continue };
        let given = record.figures.iter().filter(|answer| answer.expected).filter_map(|answer| {
            let value = answer.last_year.as_ref()?;
            let at = value.sources.first()?;
            let form = facts.round.submissions[at.submission.0].form.as_ref()?;
            let last = form.indicators.get(at.at)?.last_year.as_ref()?;
            Some((format!("{}填{}", facts.name(answer.unit), told(value, unlike)), last.value.place))
        });
        let given: Vec<(String, Place)> = given.collect();
        let Some(((first, place), rest)) = given.split_first() else { continue };
        let name = &facts.plan.indicator(record.indicator).name.inner;
        let all: Vec<&str> = given.iter().map(|(said, _)| said.as_str()).collect();
        let message =
            format!("指标“{name}”各单位填报的上年终值不一致（{}不同）：{}", unlike.chinese(), all.join("，"));
        let found = out.report(&REPORTERS_DIFFER, *place, message);
        found.label(first.clone()).help("请与这些单位核对后改正；改正以前，上年终值不采用");
        for (said, place) in rest {
            found.related(*place, said.clone());
            found.also_concerns(*place);
        }
    }
}

/// Checks that the reporters of one figure agree, or that the office has decided.
fn reporters_differ(facts: &Facts<'_>, out: &mut Diagnostics) {
    final_values_differ(facts, out);
    for record in &facts.tables.indicators {
        let Outcome::Conflict(unlike) = record.outcome else { continue };
        let answers = answers(facts, record);
        let asked: Vec<_> = answers.iter().filter(|(answer, ..)| answer.expected).collect();
        let differing = if asked.is_empty() { answers.iter().collect() } else { asked };
        let Some(((first, value, figure), rest)) = differing.split_first() else { continue };
        let indicator = facts.plan.indicator(record.indicator);
        let all: Vec<String> = differing
            .iter()
            .map(|(answer, value, _)| format!("{}{}", facts.name(answer.unit), told(value, unlike)))
            .collect();
        let place = figure.value.as_ref().map_or(figure.place, |value| value.place);
        let report = out.report(
            &REPORTERS_DIFFER,
            place,
            format!(
                "指标“{}”各单位填报的{}不一致：{}",
                indicator.name.inner,
                unlike.chinese(),
                all.join("，")
            ),
        );
        report.label(format!("{}填{}", facts.name(first.unit), told(value, unlike)));
        for (answer, value, figure) in rest {
            let place = figure.value.as_ref().map_or(figure.place, |value| value.place);
            report.related(place, format!("{}填{}", facts.name(answer.unit), told(value, unlike)));
            report.also_concerns(place);
        }
        let choices = Terms::of(facts.sources, facts.round.decisions_file).name("choices");
        report.help(match facts.sources.at_desk() {
            true => "请与这些单位核对；仍不一致的，由办公室决定采用哪一个".to_owned(),
            false => format!("由办公室核对后，在 decisions.yaml 的 {choices} 里决定采用哪一个"),
        });
    }
}

static SUM_IS_NOT_CITY: Rule = Rule {
    code: "N432",
    name: "sum-of-counties-is-not-city",
    severity: Severity::Verify,
    title: "各县合计与市级部门的数不一致",
    why: "市级部门另填了全市的数，与各县相加的结果不同。请核对是否有重复、遗漏或时间不同；不一致的要写明原因。",
    example: Example::Change {
        file: STHJJ,
        find: "indicators:\n",
        good: "indicators:\n  - {id: outlets-fixed, value: \"55\", period: 累计, value_status: provisional, source: 市级汇总（示例）}\n",
        bad: "indicators:\n  - {id: outlets-fixed, value: \"60\", period: 累计, value_status: provisional, source: 市级汇总（示例）}\n",
    },
};

/// Checks that the counties add up to what a department says of the city.
fn sums_are_not_city(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.indicators {
        let indicator = facts.plan.indicator(record.indicator);
        if indicator.level != Level::County || indicator.combine.inner != Combine::Sum {
            continue;
        }
        let Outcome::Value(total) = &record.outcome else { continue };
        for (answer, value, figure) in answers(facts, record) {
            let is_part = value.sources.iter().any(|source| total.sources.contains(source));
            let is_department = facts.plan.unit(answer.unit).kind == UnitKind::Department;
            if is_part || !is_department || value.number == total.number {
                continue;
            }
            let Some(place) = figure.value.as_ref().map(|value| value.place) else { continue };
            let difference = value.number.checked_sub(total.number).unwrap_or_default();
            let found = out.report(
                &SUM_IS_NOT_CITY,
                place,
                format!(
                    "指标“{}”填全市{}，各县合计{}，相差{}{}",
                    indicator.name.inner,
                    digits(value),
                    total.number.normalize(),
                    difference.abs().normalize(),
                    unit_of(indicator)
                ),
            );
            found.label("市级部门的数").help("请与各县核对；不一致的在“核实说明”里写明原因");
            // Of two who are asked one is wrong, and nobody knows which.
            let parts = record.figures.iter().filter(|_| answer.expected).filter(|part| part.expected);
            let parts = parts.filter(|part| part.unit != answer.unit).filter_map(|part| written(facts, part));
            for part in parts.filter_map(|figure| figure.value.as_ref()) {
                found.also_concerns(part.place);
            }
        }
    }
}

static PARTS_DIFFER: Rule = Rule {
    code: "N433",
    name: "parts-cannot-be-combined",
    severity: Severity::Verify,
    title: "各县的口径、标准或时段不一致，不能汇总",
    why: "口径、标准或时段不同的数不能相加。请统一后重新填报，报告里暂不显示合计。",
    example: Example::Change {
        file: HEXI,
        find: "period: 累计",
        good: "period: 累计",
        bad: "period: 1—11月",
    },
};

/// Checks that the parts of a roll-up are of one kind.
fn parts_differ(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.indicators {
        let Outcome::None(Gap::Mixed(unlike)) = record.outcome else { continue };
        let indicator = facts.plan.indicator(record.indicator);
        let mut answers = answers(facts, record);
        answers.retain(|(answer, ..)| answer.expected);
        let is_like = |a: &Value, b: &Value| differences(indicator, a, b) == Unlike::default();
        let alike = |of: &Value| answers.iter().filter(|(_, value, _)| is_like(value, of)).count();
        // What most of them have is what the others are held to.
        let most = answers.iter().rev().max_by_key(|(_, value, _)| alike(value));
        let Some(first) = most else { continue };
        let mut others = answers.iter().filter(|(_, value, _)| !is_like(value, first.1));
        let Some(other) = others.next() else { continue };
        let place =
            |figure: &Located<Figure>| figure.period.as_ref().map_or(figure.id.place, |period| period.place);
        let found = out.report(
            &PARTS_DIFFER,
            place(other.2),
            format!("指标“{}”各县的{}不一致，不能汇总", indicator.name.inner, unlike.chinese()),
        );
        found
            .label(format!("{}：{}", facts.name(other.0.unit), kind(other.1, unlike)))
            .related(place(first.2), format!("{}：{}", facts.name(first.0.unit), kind(first.1, unlike)))
            .help(format!("请统一{}后重新填报", unlike.chinese()));
        others.for_each(|(_, _, figure)| {
            found.also_concerns(place(figure));
        });
    }
}

static FAR_FROM_OTHERS: Rule = Rule {
    code: "N434",
    name: "far-from-other-counties",
    severity: Severity::Hint,
    title: "数值与其他县区相差悬殊",
    why: "比其他县区的中位数大十倍以上或小到十分之一以下，多半是计量单位不同；分母比其他县区大一百倍以上的，也是。县情确实不同的可以不改。",
    example: Example::Edits {
        good: &[],
        bad: &[
            Edit::Replace {
                file: PLAN,
                find: "  - {id: counties, name: 各县, kind: collective, members: [hedong, hexi]}",
                with: "  - {id: henan, name: 河南县, aliases: [], kind: county}\n  - {id: hebei, name: 河北县, aliases: [], kind: county}\n  - {id: counties, name: 各县, kind: collective, members: [hedong, hexi, henan, hebei]}",
            },
            Edit::Write {
                file: "submissions/demo/2025/henan.yaml",
                text: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河南县\nsample: true\nfilled_on: 2025-12-09\ntasks:\n  - {id: RW-02-01, status: on_track, progress: 沿岸企业排口逐一登记造册。}\nindicators:\n  - {id: outlets-fixed, value: \"28\", period: 累计, value_status: provisional, source: 河南县水利部门统计（示例）}\n",
            },
            Edit::Write {
                file: "submissions/demo/2025/hebei.yaml",
                text: "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 河北县\nsample: true\nfilled_on: 2025-12-09\ntasks:\n  - {id: RW-02-01, status: on_track, progress: 与河东县联合巡查界河两岸。}\nindicators:\n  - {id: outlets-fixed, value: \"2900\", period: 累计, value_status: provisional, source: 河北县水利部门统计（示例）}\n",
            },
        ],
    },
};

/// Checks that a county is within ten times the median of at least four.
fn far_from_others(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.indicators {
        let indicator = facts.plan.indicator(record.indicator);
        if indicator.level != Level::County {
            continue;
        }
        let answers: Vec<_> =
            answers(facts, record).into_iter().filter(|(answer, ..)| answer.expected).collect();
        large_bases(facts, indicator, &answers, out);
        let mut numbers: Vec<Decimal> =
            answers.iter().map(|(_, value, _)| value.number).filter(|n| *n > Decimal::ZERO).collect();
        numbers.sort_unstable();
        if numbers.len() < 4 {
            continue;
        }
        let median = numbers[numbers.len() / 2];
        for (answer, value, figure) in answers.iter().filter(|(_, value, _)| value.number > Decimal::ZERO) {
            let (large, small) = (value.number.max(median), value.number.min(median));
            let far = large.checked_div(small).is_none_or(|times| times > Decimal::TEN);
            if let Some(stated) = figure.value.as_ref().filter(|_| far && large >= Decimal::from(20)) {
                out.report(
                    &FAR_FROM_OTHERS,
                    stated.place,
                    format!(
                        "指标“{}”：{}填{}，其他县区的中位数是{}",
                        indicator.name.inner,
                        facts.name(answer.unit),
                        stated.written,
                        median.normalize()
                    ),
                )
                .label(format!("计量单位应为{}", unit_of(indicator)))
                .help("请核对计量单位");
            }
        }
    }
}

/// Checks that no county's base is a hundred times as large as the largest of the others: it would be the whole alone.
fn large_bases(
    facts: &Facts<'_>,
    indicator: &Indicator,
    answers: &[(&FigureAnswer, &Value, &Located<Figure>)],
    out: &mut Diagnostics,
) {
    if indicator.combine.inner != Combine::Ratio || answers.len() < 3 {
        return;
    }
    let base = |value: &Value| value.ratio.map(|(_, of)| of);
    for (answer, value, figure) in answers {
        let others = answers.iter().filter(|(other, ..)| other.unit != answer.unit);
        let largest = others.filter_map(|(_, value, _)| base(value)).max().unwrap_or_default();
        let (Some(of), Some(own)) = (&figure.of, base(value)) else { continue };
        let is_far = largest.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|most| own > most);
        if is_far && largest > Decimal::ZERO {
            let message = format!(
                "指标“{}”：{}的分母填{}，其他县区最大的是{}",
                indicator.name.inner,
                facts.name(answer.unit),
                of.written,
                largest.normalize()
            );
            out.report(&FAR_FROM_OTHERS, of.place, message)
                .label("汇总数几乎只由这一家决定")
                .help("请核对分子、分母的计量单位，各县区要一致");
        }
    }
}
