//! A plan's own numbers against its quotes: value, unit of measure, operator and year must be what the quoted
//! words say.
//!
//! Takes a plan; gives findings at the value, with the quote's own words.
//! Never guesses: what the quote does not say, such as a year that stands in an earlier sentence, is not judged.

mod amount;
mod bound;
mod dates;
mod pairs;
mod scope;
#[cfg(test)]
mod tests;
mod years;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Baseline, Combine, Indicator, Level, Located, Number, Plan, Target};
use amount::{Amount, split_scale};
use bound::{Bound, is_other_change, is_start};
use dates::{check_baseline_year, check_day_of_reporting, check_due, check_pair, check_years};
use pairs::Said;
use scope::Scope;
use years::Year;

const PLAN: &str = "plans/demo.yaml";

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&OTHER_VALUE, &OTHER_OPERATOR, &OTHER_YEAR, &OTHER_SCOPE];

static OTHER_VALUE: Rule = Rule {
    code: "N188",
    name: "value-is-not-quoted",
    severity: Severity::Hint,
    title: "数值或计量单位与引文不符",
    why: "目标值、基期值和计量单位要与所引原文一致，引文里有几项、几个数的，也不能张冠李戴（“分别”后面的数按次序对应）。小数点、万和亿、户和万户最容易抄错，错了以后每年的评价都是错的。",
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
    why: "目标年份、基期年份、任务和节点的完成时限、每年的报送日期要与所引原文一致：引文里有几个年份、几个数的，每个数对应自己的年份；“十四五”末是2025年，“十五五”末是2030年。引文里没有年份、日期的不核对。",
    example: Example::Change {
        file: PLAN,
        find: "{year: 2027, op: \">=\", value: \"90\"",
        good: "{year: 2027, op: \">=\", value: \"90\"",
        bad: "{year: 2026, op: \">=\", value: \"90\"",
    },
};

const QUOTE: &str = "到2027年完成120个入河排污口整治";
const ALL_IN_SOURCE: Edit =
    Edit::Replace {
        file: "sources/demo.txt", find: QUOTE, with: "到2027年全市完成120个入河排污口整治"
    };
const ALL_IN_PLAN: Edit =
    Edit::Replace { file: PLAN, find: QUOTE, with: "到2027年全市完成120个入河排污口整治" };
const EACH_IN_PLAN: Edit = Edit::Replace {
    file: PLAN,
    find: "quote: 到2027年完成120个入河排污口整治",
    with: "per: county, quote: 到2027年全市完成120个入河排污口整治",
};

static OTHER_SCOPE: Rule = Rule {
    code: "N194",
    name: "scope-is-not-quoted",
    severity: Severity::Hint,
    title: "目标是每个县区的还是全域的，与引文不符",
    why: "“每个县至少5个”是每个县区都要达到（per: county），“全市120个”是全域的合计；写错了，判定的就是另一件事。引文里说不清的不核对。",
    example: Example::Edits { good: &[ALL_IN_SOURCE, ALL_IN_PLAN], bad: &[ALL_IN_SOURCE, EACH_IN_PLAN] },
};

/// Compares every target, baseline, task and milestone and the day of reporting with its quote.
pub(super) fn check(plan: &Plan, out: &mut Diagnostics) {
    check_day_of_reporting(plan, out);
    check_due(plan, out);
    let names: Vec<String> = plan.indicators().map(|(_, indicator)| plain(&indicator.name)).collect();
    for (at, indicator) in plan.definition.indicators.iter().enumerate() {
        let others = names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, name)| name.clone());
        let measured = Measured { indicator, name: &names[at], others: &others.collect::<Vec<_>>() };
        if let Some(baseline) = &indicator.baseline {
            check_baseline(&measured, baseline, out);
        }
        for target in &indicator.targets {
            check_target(&measured, target, out);
        }
    }
}

/// An indicator among the others of its plan.
struct Measured<'a> {
    indicator: &'a Indicator,
    /// Its name, as it is compared.
    name: &'a str,
    /// The names of the others.
    others: &'a [String],
}

impl Measured<'_> {
    fn unit(&self) -> Option<&str> {
        self.indicator.unit_of_measure.as_deref()
    }

    /// Of the numbers of a quote that are the value, the first that is said of this indicator and that `fits`; when
    /// all are said of something else, that is a finding, and none is taken.
    fn own(
        &self,
        said: &Said<'_>,
        (value, quote): (&Located<Number>, &Located<String>),
        (amounts, fits): (&[Amount], impl Fn(&Amount) -> bool),
        out: &mut Diagnostics,
    ) -> Option<Amount> {
        let name = (self.name, self.unit());
        let (own, strange): (Vec<&Amount>, Vec<&Amount>) =
            amounts.iter().partition(|amount| said.is_of_another(amount, name, self.others).is_none());
        if let Some(first) = own.first() {
            return Some((*own.iter().find(|amount| fits(amount)).unwrap_or(first)).clone());
        }
        let words = said.is_of_another(strange.first()?, name, self.others)?;
        let message = format!("指标“{}”的数值在引文里是另一项的", self.indicator.name.inner);
        out.report(&OTHER_VALUE, value.place, message)
            .label(format!("引文里，这个数说的是“{words}”"))
            .related(quote.place, "引文")
            .help("请按原文改正数值；引文里有“分别”的，前后按次序对应");
        None
    }
}

fn check_baseline(measured: &Measured<'_>, baseline: &Baseline, out: &mut Diagnostics) {
    let Some(quote) = &baseline.quote else { return };
    let text = plain(quote);
    let said = Said::new(&text);
    let found =
        check_value(measured.indicator, &baseline.value, None, (quote, &said, |_: &Amount| true), out);
    let is_named = check_baseline_year(baseline.year, quote, &said, out);
    let fits = |amount: &Amount| {
        said.years_of(amount, |_| true).is_none_or(|all| all.iter().any(|y| y.has(baseline.year)))
    };
    if let Some(amount) = measured.own(&said, (&baseline.value, quote), (&found, fits), out)
        && is_named
    {
        check_pair("基期年份", baseline.year, quote, (&said, &amount), |_| true, out);
    }
}

fn check_target(measured: &Measured<'_>, target: &Located<Target>, out: &mut Diagnostics) {
    let (Some(quote), indicator) = (&target.quote, measured.indicator) else { return };
    let text = plain(quote);
    let said = Said::new(&text);
    let is_named = check_years(target, quote, &said, out);
    let Some(value) = &target.value else { return };
    let parts = (quote, &said, |amount: &Amount| !is_start(&text, amount));
    let found = check_value(indicator, value, target.value_max.as_ref(), parts, out);
    let goal = |year: &Year| !year.compared;
    let fits = |amount: &Amount| match (target.year, said.years_of(amount, goal)) {
        (Some(year), Some(all)) => all.iter().any(|said| said.has(year)),
        _ => true,
    };
    let Some(amount) = measured.own(&said, (value, quote), (&found, fits), out) else { return };
    if let Some(year) = target.year.filter(|_| is_named) {
        check_pair("目标年份", year, quote, (&said, &amount), goal, out);
    }
    check_scope(indicator, target, (quote, &text, &amount), out);
    if is_other_change(&text, &amount, target, &indicator.name) {
        out.report(
            &OTHER_OPERATOR,
            target.op.place,
            format!("指标“{}”的目标与引文不符", indicator.name.inner),
        )
        .label(bound::other_change(&text, &amount))
        .related(quote.place, "引文")
        .help("与基期相比的变化写 change（rise 或 fall）和 baseline_year，或者把指标本身写成“…下降率”“新增…”；要达到的数本身不写 change");
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

/// Whether each county has to come to an amount, or all of them together.
fn check_scope(
    indicator: &Indicator,
    target: &Located<Target>,
    (quote, text, amount): (&Located<String>, &str, &Amount),
    out: &mut Diagnostics,
) {
    let is_each = target.per.is_some() || indicator.combine.inner == Combine::EachMeets;
    let said = Scope::of(text, amount);
    let fits = target.unit.is_some() || said.allows(is_each) || indicator.level != Level::County;
    if fits {
        return;
    }
    let (label, help) = match is_each {
        true => ("引文没有说每个县区各自达到", "目标是全域合计的，删去 per: county"),
        false => ("引文说的是每个县区", "每个县区都要达到的，加上 per: county"),
    };
    let value = target.value.as_ref().map_or(target.place, |value| value.place);
    out.report(&OTHER_SCOPE, value, format!("指标“{}”的目标是谁的，与引文不符", indicator.name.inner))
        .label(label)
        .related(quote.place, "引文")
        .help(help);
}

/// The numbers of the quote that the value is; reports when there is none.
fn check_value(
    indicator: &Indicator,
    value: &Located<Number>,
    upper: Option<&Located<Number>>,
    (quote, said, may_be): (&Located<String>, &Said<'_>, impl Fn(&Amount) -> bool),
    out: &mut Diagnostics,
) -> Vec<Amount> {
    let (unit, text) = (indicator.unit_of_measure.as_deref(), said.text);
    let scale = unit.map_or(Decimal::ONE, |unit| split_scale(unit).0);
    let Some(wanted) = value.value.checked_mul(scale) else { return vec![] };
    let amounts: Vec<&Amount> = said.amounts.iter().filter(|amount| may_be(amount)).collect();
    let is_value = |amount: &Amount| match upper {
        Some(upper) => amount.value == wanted && amount.upper == upper.value.checked_mul(scale),
        None => amount.value == wanted || amount.upper == Some(wanted),
    };
    let is_it = |amount: &&&Amount| is_value(amount) && amount.has_unit(text, unit);
    let found: Vec<Amount> = amounts.iter().filter(is_it).map(|amount| (**amount).clone()).collect();
    if !found.is_empty() || amounts.is_empty() && is_implied(text, wanted, unit) {
        return found;
    }
    let shown = format!("{}{}", value.written, unit.unwrap_or(""));
    let others: Vec<String> = amounts.iter().map(|amount| format!("“{}”", amount.words(text))).collect();
    let label = if others.is_empty() {
        "引文里没有数".to_owned()
    } else {
        format!("方案里是“{shown}”，引文里的数是{}", others.join("、"))
    };
    out.report(
        &OTHER_VALUE,
        value.place,
        format!("指标“{}”的数值或计量单位与引文不符", indicator.name.inner),
    )
    .label(label)
    .related(quote.place, "引文")
    .help("请按原文改正数值、计量单位，或改引写有这个数的一段");
    vec![]
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
