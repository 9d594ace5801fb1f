//! A figure beside the plan's own numbers and the unit's own words: in a first year there is nothing else.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::factor::{are_few, speaks, telling};
use super::history::has_jumped;
use super::{HEXI, STHJJ, Valued, all, unit_of, valued};
use crate::check::about::About;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::{plain, shortened};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{IndicatorIndex, Level, UnitIndex};
use crate::submission::{Form, Words};
use crate::syntax::{Spoken, scale_of, spoken};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &FAR_FROM_PLAN, run: far_from_plan },
    Check { rule: &AGAINST_OWN_WORDS, run: against_own_words },
];

static FAR_FROM_PLAN: Rule = Rule {
    code: "N451",
    name: "far-from-plan",
    severity: Severity::Verify,
    title: "与基期值、目标值相差悬殊",
    why: "与方案里的数相差约10、100、1000、10000倍，或者大出百倍以上，多半是计量单位或小数点有误：吨和万吨、元和万元。请核对计量单位。",
    example: Example::Change {
        file: HEXI,
        find: "value: \"25\"",
        good: "value: \"25\"",
        bad: "value: \"250000\"",
    },
};

/// The plan's numbers that a value moves between, in order: baseline, targets, and what was published; for a unit that
/// has targets of its own these alone.
fn course(facts: &OwnFacts<'_>, valued: &Valued<'_>) -> Vec<Decimal> {
    let indicator = valued.indicator;
    let of = |unit: Option<UnitIndex>| {
        let targets = indicator.targets.iter().filter(|target| target.change.is_none());
        let targets = targets.filter(move |target| match (&target.unit, unit) {
            (None, None) => true,
            (Some(named), Some(unit)) => facts.plan.unit_named(named.as_str()) == Some(unit),
            _ => false,
        });
        targets.filter_map(|target| Some(target.value.as_ref()?.value))
    };
    let mut numbers: Vec<Decimal> = of(Some(valued.found.unit)).collect();
    if numbers.is_empty() {
        numbers.extend(of(None));
        numbers.extend(indicator.baseline.as_ref().map(|baseline| baseline.value.value));
        let published = indicator.history.iter().filter(|given| given.doubted.is_none());
        numbers.extend(published.map(|given| given.value.value));
    }
    numbers.retain(|number| *number > Decimal::ZERO);
    numbers.sort_unstable();
    numbers
}

/// How far a value lies outside of its course, in words: “约1000倍”, “3500倍”.
fn distance(facts: &OwnFacts<'_>, valued: &Valued<'_>) -> Option<(String, Decimal)> {
    let course = course(facts, valued);
    let (low, high) = (*course.first()?, *course.last()?);
    let number = valued.number();
    let nearest = if number > high { high } else { low };
    let large = valued.is_percent() || !are_few(number, nearest);
    // Over 100 %, or a fraction for a percentage: other rules say so.
    if valued.is_percent() && (number > Decimal::ONE_HUNDRED || number <= Decimal::ONE) {
        return None;
    }
    if number <= Decimal::ZERO || !large || (low..=high).contains(&number) {
        return None;
    }
    let (planned, factor) = if number > high {
        (high, number.checked_div(high)?)
    } else {
        // Without a baseline, and for a part of the whole, a small value may be a beginning.
        let begun = valued.indicator.baseline.is_none() || valued.indicator.level == Level::County;
        let factor = low.checked_div(number)?;
        if begun && factor < Decimal::from(800) {
            return None;
        }
        (low, factor)
    };
    match telling(factor) {
        Some("15") | None if factor < Decimal::ONE_HUNDRED => None,
        Some(times) if times != "15" => Some((format!("约{times}倍"), planned)),
        _ => Some((format!("{}倍", factor.round()), planned)),
    }
}

/// Whether last year's value is of the same size, and nobody asks about that one: then this size is known.
fn is_known_size(facts: &OwnFacts<'_>, valued: &Valued<'_>) -> bool {
    let of = (valued.found.unit, valued.found.index);
    let last = facts.last_figure(of.0, of.1).and_then(|last| last.value.as_ref());
    let Some(last) = last.filter(|last| last.value > Decimal::ZERO) else { return false };
    let times = valued.number().checked_div(last.value).unwrap_or_default();
    let is_alike = times < Decimal::TEN && times > Decimal::new(1, 1);
    is_alike && !facts.last_is_asked(of.0, of.1)
}

/// Checks that a value is of the size of the plan's numbers. Where it is held against last year's the rules on that
/// speak; what is itself in doubt, is nothing or covers another time is no measure.
fn far_from_plan(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for valued in all(facts) {
        if is_known_size(facts, &valued) || speaks(facts, &valued) || has_jumped(facts, &valued) {
            continue;
        }
        let Some((times, planned)) = distance(facts, &valued) else { continue };
        let message = format!("填{}，与方案里的{}相差{times}", valued.value.written, planned.normalize());
        valued
            .report(&FAR_FROM_PLAN, valued.value.place, message, out)
            .label(format!("计量单位应为{}", unit_of(valued.indicator)))
            .related(valued.indicator.id.place, "方案里的指标")
            .help("请核对计量单位和小数点");
    }
}

static AGAINST_OWN_WORDS: Rule = Rule {
    code: "N452",
    name: "differs-from-own-words",
    severity: Severity::Verify,
    title: "数值与本单位文字里的数相差约10、100、1000、10000倍",
    why: "同一份材料里，文字和指标写的是同一个数，却相差整十倍，多半是计量单位不同。请核对后改成一致。",
    example: Example::Change {
        file: STHJJ,
        find: "对重点断面加密监测，发现异常及时溯源。",
        good: "地表水优良断面比例83.3%，发现异常及时溯源。",
        bad: "地表水优良断面比例8.33%，发现异常及时溯源。",
    },
};

/// Units of measure that stand behind any number; there the sentence must name the indicator.
const COMMON: usize = 2;

/// Checks that a value is of the size that the unit itself writes, in sentences about the same matter.
fn against_own_words(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    // Of a unit and an indicator: however often a figure is repeated, the words are searched once; of a unit:
    // however many figures it has, they are read once.
    let mut known: BTreeMap<(UnitIndex, IndicatorIndex), Vec<(Decimal, Words<'_>)>> = BTreeMap::new();
    let mut spoken: BTreeMap<UnitIndex, Vec<Sentence<'_>>> = BTreeMap::new();
    for valued in valued(facts) {
        let unit = unit_of(valued.indicator);
        if unit.is_empty() || valued.number() <= Decimal::ZERO {
            continue;
        }
        let found = valued.found;
        let mentions = known.entry((found.unit, found.index)).or_insert_with(|| {
            let sentences = spoken.entry(found.unit).or_insert_with(|| sentences(found.form));
            mentioned(&valued.indicator.name, unit, sentences)
        });
        let same = |number: Decimal| telling(factor(number, valued.number())).is_none();
        if mentions.iter().any(|(number, _)| *number == valued.number()) {
            continue;
        }
        let Some((number, words)) = mentions.iter().find(|(number, _)| !same(*number)) else { continue };
        let message = format!("填{}{unit}，而文字里写的是{}{unit}", valued.value.written, number.normalize());
        valued
            .report(&AGAINST_OWN_WORDS, valued.value.place, message, out)
            .label("指标里的数")
            .related(words.place, format!("文字：{}", shortened(words.text)))
            .help("请核对计量单位，改成一致");
    }
}

fn factor(a: Decimal, b: Decimal) -> Decimal {
    a.checked_div(b).unwrap_or_default()
}

/// A sentence with a number, as it stands and as it is compared.
struct Sentence<'a> {
    words: Words<'a>,
    text: &'a str,
    numbers: Vec<Spoken>,
    plain: String,
}

/// The sentences of a report in which a number stands.
fn sentences(form: &Form) -> Vec<Sentence<'_>> {
    let texts = form.texts().into_iter().filter(|said| said.name != "核实说明");
    let split = texts.flat_map(|said| {
        said.words.text.split(['。', '；', ';', '\n']).map(move |sentence| (said.words, sentence))
    });
    let read = split.map(|(words, text)| (words, text, spoken(text)));
    read.filter(|(_, _, numbers)| !numbers.is_empty())
        .map(|(words, text, numbers)| Sentence { words, text, numbers, plain: plain(text) })
        .collect()
}

/// The numbers that stand before the indicator's unit of measure in sentences about it.
fn mentioned<'a>(name: &str, unit: &str, sentences: &[Sentence<'a>]) -> Vec<(Decimal, Words<'a>)> {
    let rare = unit.chars().count() > COMMON;
    let about = About::of(name);
    let about = sentences.iter().filter(|sentence| rare || about.is_in(&sentence.plain));
    about
        .flat_map(|said| {
            numbers_before(said.text, &said.numbers, unit).into_iter().map(|number| (number, said.words))
        })
        .collect()
}

/// The numbers directly before a unit of measure; 万 and 亿 between them count.
fn numbers_before(sentence: &str, numbers: &[Spoken], unit: &str) -> Vec<Decimal> {
    let before = |number: &Spoken| {
        if number.is_a_word() {
            return None;
        }
        if let Some(part) = number.part_of {
            return (unit == part && number.number > Decimal::ZERO).then_some(number.number);
        }
        let rest = sentence[number.range.end..].trim_start();
        let value = match scale_of(rest).filter(|_| !rest.starts_with(unit)) {
            Some((scale, rest)) if rest.trim_start().starts_with(unit) => number.number.checked_mul(scale)?,
            None if rest.starts_with(unit) => number.number,
            _ => return None,
        };
        (value > Decimal::ZERO).then_some(value)
    };
    numbers.iter().filter_map(before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t2_numbers_are_read_before_their_unit() {
        let read = |text, unit| numbers_before(text, &spoken(text), unit);
        assert_eq!(
            read("新增光伏装机31.5万千瓦，累计1,204万千瓦", "万千瓦"),
            [Decimal::new(315, 1), Decimal::from(1204)]
        );
        assert_eq!(read("装机31.5万千瓦", "千瓦"), [Decimal::from(315_000)]);
        assert_eq!(read("若干万千瓦", "万千瓦"), []);
        assert_eq!(
            read("一百二十万千瓦、六点五万千瓦、三万千瓦", "万千瓦"),
            [Decimal::from(120), Decimal::new(65, 1)]
        );
        assert_eq!(read("百分之六点五，百分之百", "%"), [Decimal::new(65, 1), Decimal::ONE_HUNDRED]);
        assert_eq!(
            read("３１．５万 千瓦，1，204千瓦", "千瓦"),
            [Decimal::from(315_000), Decimal::from(1204)]
        );
    }
}
