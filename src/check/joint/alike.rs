//! Units' texts that call figures comparable which are judged not to be.
//!
//! Takes the texts of a round beside what was compared; tells where one says that 口径 is last year's while a figure of
//! the same unit, named there or meant by all of them, may not be compared for it. Never judges.

use std::ops::Range;

use super::{Check, Facts, STHJJ};
use crate::assess::NoChange;
use crate::check::own::place_in;
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::measure::Incomparable;
use crate::plan::IndicatorIndex;
use crate::submission::Form;

pub(super) static CHECKS: &[Check] = &[Check { rule: &SAID_ALIKE, run: said_alike }];

const PLAN: &str = "plans/demo.yaml";
const BASELINE: &str = "    baseline: {year: 2024, value: \"81\", quote: 2024年优良断面比例为81%}\n";
const SUMMARY: &str = "  全年地表水水质保持稳定。\n";

static SAID_ALIKE: Rule = Rule {
    code: "N613",
    name: "text-calls-alike-what-is-not",
    severity: Severity::Hint,
    title: "文字里说口径与上年一致，数值却与上年不可比",
    why: "同一单位填报的数值，口径、标准或者计量单位与上年不同，报告写明不可比、不作同比；综述、进展里又说口径与上年一致，印在同一份报告里互相矛盾。请改写这一句，或者核对指标填报的口径。",
    example: Example::Edits {
        good: &[Edit::Replace {
            file: STHJJ, find: SUMMARY, with: "  优良断面比例的口径与上年一致。\n"
        }],
        bad: &[
            Edit::Replace {
                file: STHJJ, find: SUMMARY, with: "  优良断面比例的口径与上年一致。\n"
            },
            Edit::Replace {
                file: STHJJ,
                find: "    value_status: provisional\n",
                with: "    value_status: provisional\n    basis: 国控断面\n",
            },
            Edit::Replace {
                file: PLAN,
                find: BASELINE,
                with: "    baseline: null\n    history: [{year: 2024, value: \"80.0\", n: 12, of: 15, basis: 省控断面, source: 2024年公报}]\n",
            },
        ],
    },
};

/// Looks for sentences that say it.
fn said_alike(facts: &Facts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        let unlike = unlike(facts, answered.form);
        if unlike.is_empty() {
            continue;
        }
        for said in answered.form.texts() {
            let Some(claim) = claim(said.words.text) else { continue };
            let whom = of_whom(facts, answered.form, said.words.text);
            let Some((index, why)) = unlike.iter().find(|(index, _)| whom(*index)) else { continue };
            let name = &facts.plan.indicator(*index).name.inner;
            let words = &said.words.text[claim.clone()];
            let place = place_in(facts, said, claim);
            out.report(
                &SAID_ALIKE,
                place,
                format!("“{}”里说“{words}”，而“{name}”的{}与上年不同", said.name, what(why)),
            )
            .label("与数值的判断不一致")
            .help("请改写这一句，或者核对这项指标的口径、标准和计量单位");
        }
    }
}

/// The figures of a form that may not be compared with last year's for what they measure.
fn unlike<'f>(facts: &Facts<'f>, form: &Form) -> Vec<(IndicatorIndex, &'f Incomparable)> {
    let of = |index: IndicatorIndex| match &facts.progress.indicators[index.0].year_on_year {
        Err(NoChange::Incomparable(
            why @ (Incomparable::Basis(..) | Incomparable::Standard(..) | Incomparable::Unit(..)),
        )) => Some((index, why)),
        _ => None,
    };
    form.indicators.iter().filter_map(|figure| of(figure.id.of?)).collect()
}

fn what(why: &Incomparable) -> &'static str {
    match why {
        Incomparable::Standard(..) => "标准版本",
        Incomparable::Unit(..) => "计量单位",
        _ => "口径",
    }
}

/// Of which indicators of the form a text speaks: those that it names, else all.
fn of_whom<'f>(facts: &'f Facts<'_>, form: &'f Form, text: &'f str) -> impl Fn(IndicatorIndex) -> bool + 'f {
    let names = move |index: IndicatorIndex| is_named(&facts.plan.indicator(index).name.inner, text);
    let none = !form.indicators.iter().filter_map(|figure| figure.id.of).any(names);
    move |index| none || names(index)
}

/// Whether a text names an indicator, be it without what stands first in its name: `发电量占比`.
fn is_named(name: &str, text: &str) -> bool {
    const LEAST: usize = 4;
    let chars: Vec<char> = name.chars().collect();
    let tail: String = chars[chars.len().saturating_sub(LEAST)..].iter().collect();
    text.contains(&tail)
}

/// `口径与上年一致`, `与去年同口径`, `口径未变`: where a text says it.
fn claim(text: &str) -> Option<Range<usize>> {
    const THEN: [&str; 5] = ["上年", "去年", "往年", "历年", "前一年"];
    const ALIKE: [&str; 5] = ["一致", "相同", "可比", "未变", "不变"];
    const NOT: [char; 3] = ['不', '未', '非'];
    let mut start = 0;
    for clause in text.split_inclusive(['，', '。', '；', '！', '\n']) {
        let (at, bare) = (start, clause.trim_end_matches(['，', '。', '；', '！', '\n']));
        start += clause.len();
        let is_then = THEN.iter().any(|word| bare.contains(word));
        let alike = ALIKE.iter().filter_map(|word| Some((*word, bare.find(word)?)));
        let mut alike = alike.filter(|(_, at)| !bare[..*at].ends_with(NOT));
        let says =
            alike.any(|(word, _)| is_then || word.ends_with('变')) || is_then && bare.contains("同口径");
        if bare.contains("口径") && says {
            let lead = bare.len() - bare.trim_start().len();
            return Some(at + lead..at + bare.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_claim_about_last_year_is_one() {
        for (text, said) in [
            ("发电量占比提高。以下数据截至10月底，口径与上年一致，均为初步数。", "口径与上年一致"),
            ("统计口径未变", "统计口径未变"),
            ("按与去年同口径计算。", "按与去年同口径计算"),
            ("计算口径同上年相同；", "计算口径同上年相同"),
        ] {
            assert_eq!(claim(text).map(|at| &text[at]), Some(said), "{text}");
        }
        for text in [
            "口径与上年不一致",
            "口径与公报一致",
            "口径与上年不可比",
            "与上年持平，按调度口径",
            "进度与上年相同",
        ] {
            assert_eq!(claim(text), None, "{text}");
        }
        assert!(is_named("新能源和清洁能源发电量占比", "发电量占比继续提高"));
        assert!(!is_named("新能源和清洁能源发电量占比", "装机占比继续提高"));
    }
}
