//! A figure, and the parts of a ratio, beside whatever is known of the year before: what was reported then, the final
//! value that came with this year's figure, what the plan says was published.

use rust_decimal::Decimal;

use super::{HEXI, Valued, all, unit_of};
use crate::check::given::Given;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Level, Located, Number};
use crate::submission::LastYear;

pub(super) static CHECKS: &[Check] = &[Check { rule: &FACTOR, run: factors }];

const COUNT: &str = "value: \"25\"";
/// Last year's submission, which the starter has not.
const HEXI_2024: &str = "submissions/demo/2024/hexi.yaml";
const COUNT_2024: &str = "nianbao: submission/1\nplan: demo\nyear: 2024\nunit: 河西县\nsample: true\nfilled_on: 2024-12-10\nindicators:\n  - {id: outlets-fixed, value: \"21\", period: 累计, value_status: provisional, source: 河西县水利部门统计（示例）}\n";

/// The power of ten that a factor is within 15 % of, and the factor 15 between 亩 and 公顷.
pub(super) fn telling(factor: Decimal) -> Option<&'static str> {
    let near = |wanted: Decimal, slack: Decimal| {
        let (low, high) = (wanted * (Decimal::ONE - slack), wanted * (Decimal::ONE + slack));
        let back = Decimal::ONE.checked_div(factor).unwrap_or_default();
        (low..=high).contains(&factor) || (low..=high).contains(&back)
    };
    let wide = Decimal::new(15, 2);
    [(10, "10"), (100, "100"), (1_000, "1000"), (10_000, "10000")]
        .into_iter()
        .find(|(power, _)| near(Decimal::from(*power), wide))
        .map(|(_, text)| text)
        .or_else(|| near(Decimal::from(15), Decimal::new(2, 2)).then_some("15"))
}

static FACTOR: Rule = Rule {
    code: "N421",
    name: "factor-of-last-year",
    severity: Severity::Verify,
    title: "与上年相差约10、100、1000、10000倍",
    why: "相差整十倍多半是计量单位不同：吨和万吨、元和万元、百分数和小数；相差15倍可能是亩和公顷。请核对计量单位。上年的数取上年所报的、本表所填的上年终值和方案所列的公布值；分子、分母同样核对。",
    example: Example::Edits {
        good: &[Edit::Write { file: HEXI_2024, text: COUNT_2024 }],
        bad: &[
            Edit::Write { file: HEXI_2024, text: COUNT_2024 },
            Edit::Replace { file: HEXI, find: COUNT, with: "value: \"2200\"" },
        ],
    },
};

/// What is known of the year before beside a value.
struct Known<'a> {
    value: &'a Located<Number>,
    parts: Option<[&'a Located<Number>; 2]>,
    /// Whose value it is, for sentences.
    whose: String,
}

/// All that is known, what the unit itself reported then first.
fn known<'a>(facts: &OwnFacts<'a>, valued: &Valued<'a>) -> Vec<Known<'a>> {
    let parts = |n: Option<&'a Located<Number>>, of: Option<&'a Located<Number>>| Some([n?, of?]);
    let (unit, index, figure) = (valued.found.unit, valued.found.index, valued.found.figure);
    let then = facts.last_figure(unit, index).and_then(|then| {
        let whose = if valued.settled { "上年所报" } else { "上年" }.to_owned();
        Some(Known { value: then.value.as_ref()?, parts: parts(then.n.as_ref(), then.of.as_ref()), whose })
    });
    // Beside what was reported the final value is held against that itself, and what is no value is no measure.
    let sound = |last: &LastYear| !Given::settled(valued.indicator, last).is_no_percentage();
    let own = figure.last_year.as_ref().filter(|last| !valued.settled && then.is_none() && sound(last));
    let own = own.map(|last| &last.inner).map(|last| Known {
        value: &last.value,
        parts: parts(last.n.as_ref(), last.of.as_ref()),
        whose: "所填的上年终值".to_owned(),
    });
    // What was published is of the whole: no part of it is held against it.
    let is_whole = valued.indicator.level == Level::City || facts.plan.reporters(index) == [unit];
    let earlier = valued.indicator.history.iter().filter(|given| given.year < facts.round.year);
    let published =
        earlier.filter(|given| is_whole && given.doubted.is_none()).max_by_key(|given| given.year);
    let published = published.filter(|_| then.is_none()).map(|given| Known {
        value: &given.value,
        parts: parts(given.n.as_ref(), given.of.as_ref()),
        whose: format!("{}年的公布值", given.year),
    });
    then.into_iter().chain(own).chain(published).collect()
}

/// What is some tens of what it was: the value or a part of it, by how much, and what it was.
struct Found<'a> {
    what: &'static str,
    now: &'a Located<Number>,
    then: &'a Located<Number>,
    times: &'static str,
    whose: String,
}

/// Whether numbers are so small that they jump by tens without a mistake: a few things, counted. A part of one
/// thing is no count.
pub(super) fn are_few(a: Decimal, b: Decimal) -> bool {
    a.max(b) < Decimal::from(20) && a.min(b) >= Decimal::ONE
}

/// The first that is.
fn found<'a>(facts: &OwnFacts<'a>, valued: &Valued<'a>) -> Option<Found<'a>> {
    let times = |now: &Located<Number>, then: &Located<Number>, is_percent: bool| {
        let (now, then) = (now.value, then.value);
        let large = is_percent || !are_few(now, then);
        let positive = now > Decimal::ZERO && then > Decimal::ZERO && large;
        positive.then(|| now.checked_div(then)).flatten().and_then(telling)
    };
    known(facts, valued).into_iter().find_map(|known| {
        let own = valued.parts().map(|(n, of)| [n, of]);
        let of_parts = own.zip(known.parts).into_iter().flat_map(|([n, of], [old_n, old_of])| {
            [("的分母", of, old_of, false), ("的分子", n, old_n, false)]
        });
        let value = ("", valued.value, known.value, valued.is_percent());
        let (what, now, then, times) = std::iter::once(value)
            .chain(of_parts)
            .find_map(|(what, now, then, percent)| Some((what, now, then, times(now, then, percent)?)))?;
        Some(Found { what, now, then, times, whose: known.whose })
    })
}

/// Whether this rule has something to say of a value: others then leave it alone.
pub(super) fn speaks(facts: &OwnFacts<'_>, valued: &Valued<'_>) -> bool {
    found(facts, valued).is_some()
}

/// Checks that neither a value nor its parts are some tens of what they were.
fn factors(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts) {
        let Some(Found { what, now, then, times, whose }) = found(facts, &valued) else { continue };
        let cause = if times == "15" { "亩和公顷" } else { "例如吨和万吨" };
        let message = format!("{what}填{}，与{whose}{}相差约{times}倍", now.written, then.written);
        let report = valued.report(&FACTOR, now.place, message, out);
        if what.is_empty() {
            report.label(format!("计量单位应为{}", unit_of(valued.indicator)));
        }
        report
            .related(then.place, format!("{whose}的数"))
            .help(format!("请核对计量单位（{cause}）；确无误的在“核实说明”里写明原因"));
    }
}
