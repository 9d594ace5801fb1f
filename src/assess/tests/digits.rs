//! How many digits stand beside a verdict (`measure::digits`), seen from what is judged.

use super::super::Standing;
use super::{Judged, final_value, indicator, world};
use crate::measure::{Bound, Quantity, printed};
use crate::plan::Operator;

fn stand(fields: &str, value: &str) -> Judged {
    let fields = indicator(fields).replace("'%'", "吨");
    let fields =
        fields.replace("decimals: 1, ", if fields.contains("decimals: 0") { "" } else { "decimals: 1, " });
    world("", &fields).year(2025).figure("slj", &final_value(value)).indicator()
}

/// What stands on paper as figure, target and difference never says the opposite of the verdict.
#[test]
fn t7_no_figure_contradicts_its_verdict() {
    for (fields, value, shown, gap, is_met) in [
        (
            "decimals: 0, direction: down, targets: [{year: 2025, op: '<=', value: '37.4'}]",
            "37.45",
            "37.45",
            "0.05",
            false,
        ),
        (
            "decimals: 0, direction: down, targets: [{year: 2025, op: '<=', value: '37.4'}]",
            "37.38",
            "37.4",
            "0.0",
            true,
        ),
        ("direction: down, targets: [{year: 2025, op: '<=', value: '9.54'}]", "9.6", "9.60", "0.06", false),
        ("direction: up, targets: [{year: 2025, op: '>', value: '37.4'}]", "37.404", "37.404", "0.004", true),
        ("direction: up, targets: [{year: 2025, op: '>=', value: '37.4'}]", "37.44", "37.4", "0.0", true),
        (
            "direction: range, targets: [{year: 2025, op: range, value: '5', value_max: '7.5'}]",
            "7.51",
            "7.51",
            "0.01",
            false,
        ),
    ] {
        let judged = stand(fields, value);
        let target = &judged.targets[0];
        let value = judged.value.as_ref().expect("there is one");
        assert_eq!(value.shown(), shown, "{fields}");
        assert_eq!(target.gap.map(printed).as_deref(), Some(gap), "{fields}");
        assert_eq!(matches!(judged.standing, Standing::Met(_)), is_met, "{fields}");
    }
}

/// The time path is written by what the plan says, and by a figure that stands beside it only as far as it must.
#[test]
fn t7_what_is_reckoned_has_the_digits_of_the_plan_and_those_that_a_verdict_needs() {
    let beside = |decimals: &str, value: &str| {
        let fields = format!(
            "{{id: i, name: 指标, unit_of_measure: 吨, {decimals}reported_by: [slj], direction: up, \
             baseline: {{year: 2024, value: '12'}}, targets: [{{year: 2027, op: '>=', value: '20'}}]}}"
        );
        let world = world("", &fields).year(2025);
        let world = if value.is_empty() { world } else { world.figure("slj", &final_value(value)) };
        let judged = world.indicator();
        let shown = judged.value.as_ref().map(|value| value.shown()).unwrap_or_default();
        (shown, judged.course.scheduled.map(|p| printed(p.value)), judged.deviation.map(printed))
    };
    for (decimals, value, shown, path, far) in [
        ("", "", "", "14.67", None),
        ("decimals: 0, ", "", "", "15", None),
        ("decimals: 1, ", "", "", "14.7", None),
        ("", "9", "9", "14.67", Some("-5.67")),
        ("", "14.6", "14.6", "14.67", Some("-0.07")),
        ("", "14.665", "14.665", "14.667", Some("-0.002")),
        ("", "14.667", "14.667", "14.667", Some("0.000")),
        ("decimals: 0, ", "14.6", "14.6", "14.7", Some("-0.1")),
        ("decimals: 0, ", "9", "9", "15", Some("-6")),
        ("decimals: 1, ", "14.7", "14.7", "14.7", Some("0.0")),
        // Rounded the two would be 5.4 apart, and they are nearly 5.5.
        ("decimals: 1, ", "20.1234", "20.1234", "14.6667", Some("5.4567")),
        ("decimals: 1, ", "20.12", "20.12", "14.67", Some("5.45")),
    ] {
        let told = beside(decimals, value);
        let expected = (shown.to_owned(), Some(path.to_owned()), far.map(str::to_owned));
        assert_eq!(told, expected, "{decimals}{value}");
    }
}

/// A bound that follows from a change is printed in full: rounded it would be another one.
#[test]
fn a_bound_that_follows_from_a_change_keeps_all_its_digits() {
    let judged = stand(
        "direction: down, baseline: {year: 2020, value: '43.7'}, targets: [{year: 2025, op: '>=', value: '18', change: fall}]",
        "35.84",
    );
    assert_eq!(judged.targets[0].bound.map(printed).as_deref(), Some("35.834"));
    assert_eq!(judged.value.as_ref().map(|v| v.shown()).as_deref(), Ok("35.84"));
    let quantity: &Quantity = judged.value.as_ref().expect("there is one");
    let bound =
        Bound { op: Operator::AtMost, value: judged.targets[0].bound.expect("there is one"), max: None };
    assert_eq!(bound.is_met(quantity.as_shown()), Some(false));
}

/// A share that is not all, a lag that is not nothing and points beyond a threshold read as what they are.
#[test]
fn t7_what_is_nearly_an_edge_does_not_read_as_it() {
    use crate::measure::apart;
    use crate::wording::completion;
    let d = |text: &str| text.parse::<rust_decimal::Decimal>().expect("a number");
    for (percent, shown) in
        [("99.96", "99.96"), ("100", "100.0"), ("100.04", "100.04"), ("57.34", "57.3"), ("-0.01", "-0.01")]
    {
        assert_eq!(completion(d(percent)), shown);
    }
    assert_eq!(printed(apart(d("0.02"), 1, &[d("0")])), "0.02");
    assert_eq!(printed(apart(d("10.04"), 1, &[d("0"), d("10")])), "10.04");
    assert_eq!(printed(apart(d("10"), 1, &[d("0"), d("10")])), "10.0");
}
