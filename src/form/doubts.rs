//! What in the numbers of a row can hardly be meant, worked out here and, in the workbook, by a formula: a share
//! of one where a percentage is wanted, parts that do not make the value.
//!
//! The same questions as the rules N401, N402 and N412 ask later, put while the form is still open.

use rust_decimal::Decimal;

use super::facts::Facts;
use crate::workbook::Field;

const AS_SHARE: &str = "数值？百分数写70.92，不写0.7092";
const NOT_THE_PARTS: &str = "数值与分子÷分母不符";
const OVER_WHOLE: &str = "分子大于分母";
const PERCENT_AS_SHARE: &str = "完成率？八成写80，不写0.8";

/// What is to be asked of a row.
pub(super) fn doubts(fields: &[Field], now: &[Option<String>], facts: &Facts) -> Vec<&'static str> {
    let number = |key: &str| -> Option<Decimal> {
        let (_, said) = fields.iter().zip(now).find(|(field, _)| field.key == key)?;
        said.as_ref()?.trim().parse().ok()
    };
    let is_share = |number: Decimal| number > Decimal::ZERO && number <= Decimal::ONE;
    let mut doubts = vec![];
    if number("percent").is_some_and(|percent| is_share(percent) && percent < Decimal::ONE) {
        doubts.push(PERCENT_AS_SHARE);
    }
    if facts.factor == 0 {
        return doubts;
    }
    let (value, n, of) = (number("value"), number("n"), number("of"));
    if facts.percent && facts.tens && value.is_some_and(is_share) {
        doubts.push(AS_SHARE);
    } else if facts.percent && n.zip(of).is_some_and(|(n, of)| of > Decimal::ZERO && n > of) {
        doubts.push(OVER_WHOLE);
    } else if let (Some(value), Some(n), Some(of)) = (value, n, of)
        && let Some(exact) = (n * Decimal::from(facts.factor)).checked_div(of).filter(|_| of > Decimal::ZERO)
        && (exact - value).abs() > Decimal::new(5, value.scale().saturating_add(1).min(28))
    {
        doubts.push(NOT_THE_PARTS);
    }
    doubts
}

/// The same as parts of a formula over the cells of a row.
pub(super) fn formulas(fields: &[Field], facts: &Facts, cell: impl Fn(&str) -> String) -> Vec<String> {
    let said = |key: &str| cell(key);
    let is_number = |cell: &str, then: &str| format!("IF(ISNUMBER(VALUE({cell})),{then},FALSE)");
    let told = |condition: &str, words: &str, other: &str| format!("IF({condition},\"{words} \",{other})");
    let mut parts = vec![];
    if fields.iter().any(|field| field.key == "percent") {
        let own = said("percent");
        let share = is_number(&own, &format!("AND(VALUE({own})>0,VALUE({own})<1)"));
        parts.push(told(&share, PERCENT_AS_SHARE, "\"\""));
    }
    if facts.factor == 0 {
        return parts;
    }
    let (value, n, of) = (said("value"), said("n"), said("of"));
    let digits = format!("IF(ISNUMBER(FIND(\".\",{value})),LEN({value})-FIND(\".\",{value}),0)");
    let far = format!(
        "IF(VALUE({of})>0,ABS(VALUE({n})/VALUE({of})*{}-VALUE({value}))>0.5*POWER(10,-{digits})+0.000000001,FALSE)",
        facts.factor
    );
    let differs = is_number(&value, &is_number(&n, &is_number(&of, &far)));
    let mut chain = told(&differs, NOT_THE_PARTS, "\"\"");
    if facts.percent {
        let over = format!("AND(VALUE({of})>0,VALUE({n})>VALUE({of}))");
        chain = told(&is_number(&n, &is_number(&of, &over)), OVER_WHOLE, &chain);
    }
    if facts.percent && facts.tens {
        let share = is_number(&value, &format!("AND(VALUE({value})>0,VALUE({value})<=1)"));
        chain = told(&share, AS_SHARE, &chain);
    }
    parts.push(chain);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{INDICATORS, TASKS};

    fn now(fields: &[Field], said: &[(&str, &str)]) -> Vec<Option<String>> {
        let of = |key: &str| said.iter().find(|(named, _)| *named == key).map(|(_, text)| (*text).to_owned());
        fields.iter().map(|field| of(field.key)).collect()
    }

    #[test]
    fn numbers_that_can_hardly_be_meant_are_asked_about_once() {
        let percent = Facts { factor: 100, percent: true, tens: true, ..Facts::default() };
        let asked =
            |said: &[(&str, &str)]| doubts(INDICATORS.fields, &now(INDICATORS.fields, said), &percent);
        assert_eq!(asked(&[("value", "0.7092"), ("n", "7092"), ("of", "10000")]), [AS_SHARE]);
        assert_eq!(asked(&[("value", "70.9"), ("n", "7092"), ("of", "10000")]), Vec::<&str>::new());
        assert_eq!(asked(&[("value", "70.5"), ("n", "7092"), ("of", "10000")]), [NOT_THE_PARTS]);
        assert_eq!(asked(&[("value", "120"), ("n", "12"), ("of", "10")]), [OVER_WHOLE]);
        assert!(asked(&[("value", "70.5"), ("n", "3"), ("of", "0")]).is_empty());
        assert!(asked(&[("value", "约七成")]).is_empty());
        let count = Facts { factor: 1, ..Facts::default() };
        let figure = now(INDICATORS.fields, &[("value", "0.5"), ("n", "1"), ("of", "2")]);
        assert!(doubts(INDICATORS.fields, &figure, &count).is_empty());
        let task = |said: &[(&str, &str)]| doubts(TASKS.fields, &now(TASKS.fields, said), &Facts::default());
        assert_eq!(task(&[("percent", "0.8")]), [PERCENT_AS_SHARE]);
        assert!(task(&[("percent", "80")]).is_empty() && task(&[("percent", "1")]).is_empty());
    }
}
