//! A plan's own numbers against its quotes: value, unit of measure, operator and year must be what the quoted
//! words say.
//!
//! Takes a plan; gives findings at the value, with the quote's own words.
//! Never guesses: what the quote does not say, such as a year that stands in an earlier sentence, is not judged.

mod amount;
mod bound;
mod dates;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Baseline, Indicator, Located, Number, Plan, Target};
use amount::{Amount, split_scale};
use bound::{Bound, is_other_change, is_start};
use dates::{check_day_of_reporting, check_milestones, check_years, other_year, years};

const PLAN: &str = "plans/demo.yaml";

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&OTHER_VALUE, &OTHER_OPERATOR, &OTHER_YEAR];

static OTHER_VALUE: Rule = Rule {
    code: "N188",
    name: "value-is-not-quoted",
    severity: Severity::Hint,
    title: "数值或计量单位与引文不符",
    why: "目标值、基期值和计量单位要与所引原文一致。小数点、万和亿、户和万户最容易抄错，错了以后每年的评价都是错的。",
    example: Example::Change {
        file: PLAN,
        find: "value: \"90\", quote: 到2027年优良断面比例达到90%",
        good: "value: \"90\", quote: 到2027年优良断面比例达到90%",
        bad: "value: \"9.0\", quote: 到2027年优良断面比例达到90%",
    },
};

static OTHER_OPERATOR: Rule = Rule {
    code: "N189",
    name: "operator-is-not-quoted",
    severity: Severity::Hint,
    title: "比较符与引文不符",
    why: "“以上、不低于”是 >=，“以下、以内、不超过”是 <=，“超过、突破”是 >，“低于、不足”是 <，“左右”是 ~，“1—2个”是 range。",
    example: Example::Change {
        file: PLAN,
        find: "op: \">=\", value: \"90\"",
        good: "op: \">=\", value: \"90\"",
        bad: "op: \">\", value: \"90\"",
    },
};

static OTHER_YEAR: Rule = Rule {
    code: "N190",
    name: "year-is-not-quoted",
    severity: Severity::Hint,
    title: "年份或日期与引文不符",
    why: "目标年份、基期年份、节点的年份和每年的报送日期要与所引原文一致；引文里没有年份、日期的不核对。",
    example: Example::Change {
        file: PLAN,
        find: "{year: 2027, op: \">=\", value: \"90\"",
        good: "{year: 2027, op: \">=\", value: \"90\"",
        bad: "{year: 2026, op: \">=\", value: \"90\"",
    },
};

/// Compares every target, baseline and milestone and the day of reporting with its quote.
pub(super) fn check(plan: &Plan, out: &mut Diagnostics) {
    check_day_of_reporting(plan, out);
    check_milestones(plan, out);
    for (_, indicator) in plan.indicators() {
        if let Some(baseline) = &indicator.baseline {
            check_baseline(indicator, baseline, out);
        }
        for target in &indicator.targets {
            check_target(indicator, target, out);
        }
    }
}

fn check_baseline(indicator: &Indicator, baseline: &Baseline, out: &mut Diagnostics) {
    let Some(quote) = &baseline.quote else { return };
    let text = plain(quote);
    check_value(indicator, &baseline.value, None, (quote, &text, |_: &Amount| true), out);
    let years = years(&text);
    if !years.is_empty() && !years.iter().any(|year| year.number == baseline.year) {
        other_year("基期年份", baseline.year, quote, &years, out);
    }
}

fn check_target(indicator: &Indicator, target: &Target, out: &mut Diagnostics) {
    let Some(quote) = &target.quote else { return };
    let text = plain(quote);
    check_years(target, quote, &text, out);
    let Some(value) = &target.value else { return };
    let parts = (quote, text.as_str(), |amount: &Amount| !is_start(&text, amount));
    let Some(amount) = check_value(indicator, value, target.value_max.as_ref(), parts, out) else {
        return;
    };
    if is_other_change(&text, &amount, target.op.inner, target.change) {
        out.report(
            &OTHER_OPERATOR,
            target.op.place,
            format!("指标“{}”的目标与引文不符", indicator.name.inner),
        )
        .label(format!("引文写的是变化的幅度“{}”", amount.words(&text)))
        .related(quote.place, "引文")
        .help("与基期相比的变化请写 change（rise 或 fall）和 baseline_year");
        return;
    }
    let said = Bound::of(&text, &amount);
    if !said.allows(target.op.inner, target.change) {
        out.report(
            &OTHER_OPERATOR,
            target.op.place,
            format!("指标“{}”的比较符与引文不符", indicator.name.inner),
        )
        .label(format!("引文写的是“{}”，比较符应为 {}", said.words(&text, &amount), said.right()))
        .related(quote.place, "引文");
    }
}

/// The amount of the quote that the value is; reports when there is none.
fn check_value(
    indicator: &Indicator,
    value: &Located<Number>,
    upper: Option<&Located<Number>>,
    (quote, text, may_be): (&Located<String>, &str, impl Fn(&Amount) -> bool),
    out: &mut Diagnostics,
) -> Option<Amount> {
    let unit = indicator.unit_of_measure.as_deref();
    let scale = unit.map_or(Decimal::ONE, |unit| split_scale(unit).0);
    let wanted = value.value.checked_mul(scale)?;
    let amounts: Vec<Amount> = Amount::all(text).into_iter().filter(|amount| may_be(amount)).collect();
    let is_value = |amount: &&Amount| match upper {
        Some(upper) => amount.value == wanted && amount.upper == upper.value.checked_mul(scale),
        None => amount.value == wanted || amount.upper == Some(wanted),
    };
    if let Some(found) = amounts.iter().filter(is_value).find(|amount| amount.has_unit(text, unit)) {
        return Some(found.clone());
    }
    if amounts.is_empty() && is_implied(text, wanted, unit) {
        return None;
    }
    let shown = format!("{}{}", value.written, unit.unwrap_or(""));
    let said: Vec<String> = amounts.iter().map(|amount| format!("“{}”", amount.words(text))).collect();
    let label = if said.is_empty() {
        "引文里没有数".to_owned()
    } else {
        format!("方案里是“{shown}”，引文里的数是{}", said.join("、"))
    };
    out.report(
        &OTHER_VALUE,
        value.place,
        format!("指标“{}”的数值或计量单位与引文不符", indicator.name.inner),
    )
    .label(label)
    .related(quote.place, "引文")
    .help("请按原文改正数值、计量单位，或改引写有这个数的一段");
    None
}

/// Words that stand for a number: 全覆盖 is 100%, 均建成 is one in each.
fn is_implied(text: &str, value: Decimal, unit: Option<&str>) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match unit {
        Some("%") => value == Decimal::ONE_HUNDRED && says(&["全部", "全覆盖", "全面", "所有", "均", "应"]),
        _ => value == Decimal::ONE && says(&["均", "每", "各", "至少"]),
    }
}

/// The quote with one width and without blanks and breaks, as it is compared.
fn plain(quote: &str) -> String {
    // NFKC would make 3 of ³ and other letters of μ; only full-width forms are narrowed.
    let narrow = |c: char| match c {
        '！'..='～' => c.nfkc().next().unwrap_or(c),
        other => other,
    };
    quote.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Sources};

    /// The codes for a target of the starter's first indicator.
    fn codes(unit: &str, target: &str) -> Vec<&'static str> {
        let starter = crate::starter::files();
        let (_, bytes) = starter.iter().find(|(name, _)| *name == PLAN).expect("the starter has a plan");
        let text = String::from_utf8_lossy(bytes)
            .replacen("unit_of_measure: \"%\"", &format!("unit_of_measure: \"{unit}\""), 1)
            .replacen(
                "{year: 2027, op: \">=\", value: \"90\", quote: 到2027年优良断面比例达到90%}",
                target,
                1,
            )
            .replacen("    baseline: {year: 2024, value: \"80\", quote: 2024年优良断面比例为80%}\n", "", 1);
        assert!(text.contains(target) && text.contains(unit), "{target}");
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new(PLAN, text.as_bytes()));
        let mut out = Diagnostics::default();
        let plan = crate::plan::read(&sources, file, &mut out).expect("it is well formed");
        check(&plan, &mut out);
        out.iter().map(|found| found.rule.code).collect()
    }

    #[test]
    fn t13_what_the_quote_says_passes() {
        for (unit, target) in [
            ("%", "{year: 2030, op: \">=\", value: \"65\", quote: 到2030年提高到百分之六十五}"),
            ("万户", "{year: 2027, op: \">=\", value: \"3.2\", quote: 累计改造3.2万户以上}"),
            ("户", "{year: 2027, op: \">=\", value: \"32000\", quote: 累计改造３．２万户}"),
            ("亿元", "{year: 2027, op: \">\", value: \"120\", quote: 产值突破120亿}"),
            ("%", "{year: 2027, op: \"<=\", value: \"8\", quote: 漏损率控制在8%以内}"),
            ("%", "{year: 2027, op: \"<\", value: \"8\", quote: 漏损率低于8%}"),
            ("%", "{year: 2027, op: \"~\", value: \"8\", quote: 稳定在8%左右}"),
            ("座", "{year: 2027, op: range, value: \"2\", value_max: \"3\", quote: 建成2至3座}"),
            (
                "%",
                "{year: 2027, op: \">=\", value: \"12\", change: fall, baseline_year: 2023, quote: 2027年较2023年下降12%}",
            ),
            ("%", "{year: 2027, op: \">=\", value: \"100\", quote: 垃圾分类全覆盖}"),
            ("%", "{year: 2027, op: \">=\", value: \"33\", quote: 由2020年的31%提高到33%}"),
            ("%", "{year: 2027, op: range, value: \"20\", value_max: \"30\", quote: 保持在20%—30%}"),
            ("座", "{year: 2027, op: \">=\", value: \"15\", quote: 从12座增加至15座以上}"),
            ("%", "{year: 2027, op: \">=\", value: \"5\", quote: 能耗下降5%}"),
            ("微克/立方米", "{year: 2027, op: \"<=\", value: \"31\", quote: 年均浓度降至31微克/立方米}"),
        ] {
            assert!(codes(unit, target).is_empty(), "{unit} {target}: {:?}", codes(unit, target));
        }
    }

    #[test]
    fn t13_a_difference_in_value_unit_operator_or_year_is_a_finding() {
        for (code, unit, target) in [
            ("N188", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 提高到6.5%}"),
            ("N188", "%", "{year: 2027, op: \">=\", value: \"31\", quote: 由31%提高到33%}"),
            ("N188", "座", "{year: 2027, op: \">=\", value: \"12\", quote: 从2020年的12座增加至15座}"),
            ("N189", "%", "{year: 2027, op: \"<=\", value: \"5\", quote: 较2024年下降5%}"),
            (
                "N189",
                "%",
                "{year: 2027, op: \">=\", value: \"5\", change: rise, baseline_year: 2024, quote: 较2024年下降5%}",
            ),
            ("N188", "户", "{year: 2027, op: \">=\", value: \"3.2\", quote: 累计改造3.2万户}"),
            ("N188", "千瓦", "{year: 2027, op: \">=\", value: \"30\", quote: 达到30千瓦时}"),
            ("N188", "%", "{year: 2027, op: \">=\", value: \"36\", quote: 提高到百分之三十五}"),
            ("N188", "%", "{year: 2027, op: \">=\", value: \"5\", quote: 提高5个百分点}"),
            ("N188", "座", "{year: 2027, op: range, value: \"2\", value_max: \"4\", quote: 建成2至3座}"),
            ("N189", "%", "{year: 2027, op: \"<=\", value: \"65\", quote: 提高到65%以上}"),
            ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 不超过65%}"),
            ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 超过65%}"),
            ("N189", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 65%左右}"),
            ("N189", "%", "{year: 2027, op: \"~\", value: \"65\", quote: 提高到65%}"),
            ("N189", "座", "{year: 2027, op: \">=\", value: \"2\", quote: 建成2至3座}"),
            ("N190", "%", "{year: 2027, op: \">=\", value: \"65\", quote: 到2030年提高到65%}"),
            (
                "N190",
                "%",
                "{year: 2027, op: \">=\", value: \"12\", change: fall, baseline_year: 2020, quote: 较2023年下降12%}",
            ),
        ] {
            assert_eq!(codes(unit, target), [code], "{unit} {target}");
        }
    }
}
