//! Standings, case by case.

use rust_decimal::Decimal;

use super::super::{MetBy, Standing, TargetResult, Unsettled};
use super::{World, final_value, indicator, world};
use crate::plan::ValueStatus;
use crate::submission::Period;

fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn case(year: i32, fields: &str, value: &str) -> World {
    world("", &indicator(fields)).year(year).figure("slj", &final_value(value))
}

const RISING: &str = "direction: up, baseline: {year: 2020, value: '70'}, targets: [{year: 2025, op: '>=', value: '80'}, {year: 2030, op: '>=', value: '90'}]";
const FALLING: &str = "direction: down, baseline: {year: 2020, value: '46'}, targets: [{year: 2025, op: '<=', value: '36'}, {year: 2030, op: '<=', value: '30'}]";

#[test]
fn the_table_of_standings() {
    use Standing::{Behind, FarBehind, Met, NotComparable, OnSchedule, Worsening};
    let keep = "direction: keep, baseline: {year: 2020, value: '100'}, targets: [{year: 2025, op: '=', value: '100'}]";
    let zero = "direction: down, targets: [{year: 2025, op: '<=', value: '0'}]";
    let sign =
        "direction: up, baseline: {year: 2020, value: '-10'}, targets: [{year: 2030, op: '>=', value: '10'}]";
    let bare = "direction: up, targets: [{year: 2030, op: '>=', value: '90'}]";
    let based =
        "direction: up, baseline: {year: 2026, value: '70'}, targets: [{year: 2030, op: '>=', value: '90'}]";
    let table: &[(&str, i32, &str, &str, Standing)] = &[
        ("rising, met", 2025, RISING, "80", Met(MetBy::ThisYear(0))),
        ("rising, missed by little", 2025, RISING, "79.1", Behind),
        ("rising, at the tolerance", 2025, RISING, "79", Behind),
        ("rising, missed by much", 2025, RISING, "78.9", FarBehind),
        ("overshoot: the last target early", 2022, RISING, "95", Met(MetBy::Last(1))),
        ("rising, on the line", 2023, RISING, "76", OnSchedule),
        ("rising, below the line", 2023, RISING, "75.5", Behind),
        ("rising, far below the line", 2023, RISING, "71", FarBehind),
        ("worse than the baseline is late, not only worse", 2023, RISING, "69", FarBehind),
        ("the later line", 2027, RISING, "84", OnSchedule),
        ("after the last year", 2032, RISING, "90", Met(MetBy::Last(1))),
        ("after the last year, missed", 2032, RISING, "85", FarBehind),
        ("falling, met", 2025, FALLING, "36", Met(MetBy::ThisYear(0))),
        ("falling, behind", 2025, FALLING, "37", Behind),
        ("falling, far behind", 2025, FALLING, "37.1", FarBehind),
        ("falling, on the line", 2024, FALLING, "38", OnSchedule),
        ("keep, kept", 2025, keep, "100", Met(MetBy::ThisYear(0))),
        ("keep, not kept: no room is left above 100 %", 2025, keep, "99", FarBehind),
        ("keep, lost by far", 2025, keep, "89.9", FarBehind),
        ("zero, met", 2025, zero, "0", Met(MetBy::ThisYear(0))),
        ("zero, missed: no way is left", 2025, zero, "0.1", FarBehind),
        ("sign change, on the line", 2025, sign, "0", OnSchedule),
        ("sign change, behind", 2025, sign, "-1.5", Behind),
        ("no baseline, not due", 2025, bare, "80", NotComparable),
        ("no baseline, early", 2025, bare, "90", Met(MetBy::Last(0))),
        ("before the line begins", 2025, based, "60", NotComparable),
    ];
    for (name, year, fields, value, expected) in table {
        assert_eq!(case(*year, fields, value).standing(), *expected, "{name}");
    }
    let single = "direction: up, baseline: {year: 2020, value: '70'}, targets: [{year: 2030, op: verdict, text: 明显提高}]";
    assert_eq!(case(2025, single, "69").standing(), Worsening);
}

#[test]
fn the_numbers_of_a_rising_course() {
    let stands = case(2023, RISING, "75.5").indicator();
    assert_eq!(stands.course.scheduled.map(|p| (p.value, p.is_interpolated())), Some((dec("76"), true)));
    assert_eq!(stands.deviation, Some(dec("-0.5")));
    assert_eq!(stands.completion, Some(dec("0.55")));
    assert_eq!(stands.years_ahead, Some(dec("-0.25")));
    assert_eq!(stands.course.tolerance, Some(dec("1")));
    assert_eq!(stands.course.reference, Some(0));
    assert_eq!(stands.reason, "75.5%，差于时序值（推算）76.0%，相差0.5个百分点");
    let text = stands.steps.join("\n");
    assert!(text.contains("2025年目标的完成度：(75.5 − 70) ÷ (80 − 70) = 55.0%"), "{text}");
    assert!(
        text.contains("2023年时序值（推算）：70 + (80 − 70) × (2023 − 2020) ÷ (2025 − 2020) = 76"),
        "{text}"
    );
    assert!(text.contains("偏差：75.5 − 76.0（越大越好） = -0.5个百分点；允许偏差1个百分点"), "{text}");
    assert!(text.contains("落后0.3年") || text.contains("落后0.2年"), "{text}");
}

#[test]
fn completion_is_not_clipped() {
    for (value, completion) in [("65", "-0.5"), ("84", "1.4"), ("80", "1"), ("70", "0")] {
        assert_eq!(case(2025, RISING, value).indicator().completion, Some(dec(completion)), "{value}");
    }
    let keep = "direction: keep, baseline: {year: 2020, value: '100'}, targets: [{year: 2025, op: '=', value: '100'}]";
    let stands = case(2025, keep, "100").indicator();
    assert_eq!(stands.completion, None);
    assert!(stands.steps.iter().any(|step| step.contains("保持目标")));
}

#[test]
fn worse_than_the_baseline_is_marked_and_hides_no_lateness() {
    let stands = case(2023, RISING, "69").indicator();
    assert!(stands.worsening && stands.standing == Standing::FarBehind);
    assert!(stands.reason.ends_with("；差于基期"), "{}", stands.reason);
    // The targets lie below the baseline, as in the schedule that a superior office gave for 2022.
    let lower = "direction: up, baseline: {year: 2020, value: '87'}, targets: [{year: 2022, op: '>=', value: '85.6'}]";
    let stands = case(2022, lower, "86.5").indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
    assert_eq!(stands.deviation, Some(dec("0.9")));
    assert!(stands.worsening);
    assert_eq!(stands.years_ahead, None, "the line does not improve");
}

#[test]
fn part_of_a_year_is_judged_as_such_and_never_final() {
    let world =
        world("", &indicator(RISING)).figure("slj", "value: '81', period: 1—11月, value_status: final");
    let stands = world.indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
    assert!(!stands.is_final);
    assert_eq!(
        stands.targets[0].unsettled,
        Some(Unsettled::Part(Period::Months(11), Some(ValueStatus::Final)))
    );
    assert!(stands.reason.ends_with("（按1—11月数，非最终结果）"), "{}", stands.reason);
    assert!(case(2025, RISING, "81").indicator().is_final);
}

#[test]
fn without_a_value_nothing_is_judged() {
    let silent = world("", &indicator(RISING)).indicator();
    assert_eq!(silent.standing, Standing::NoData);
    assert_eq!((silent.value.is_err(), silent.deviation, silent.completion), (true, None, None));
    let missing = world("", &indicator(RISING)).figure("slj", "missing: not_monitored").indicator();
    assert_eq!((missing.standing, missing.reason.as_str()), (Standing::NoData, "2025年目标：未监测"));
}

#[test]
fn a_conflict_is_not_compared_until_the_office_chooses() {
    let two = indicator(RISING).replace("[slj]", "[slj, zjj]");
    let world = world("", &two).figure("slj", &final_value("81")).figure("zjj", &final_value("79"));
    let stands = world.indicator();
    assert_eq!(stands.standing, Standing::NotComparable);
    assert!(stands.reason.contains("2家单位填报的数值不一致"), "{}", stands.reason);
    let chosen =
        world.decisions("choices: [{indicator: i, unit: zjj, reason: 口径一致, by: 办公室, on: 2025-12-20}]");
    assert_eq!(chosen.standing(), Standing::Behind);
    assert!(chosen.indicator().steps[0].contains("办公室决定采用：口径一致"));
}

#[test]
fn another_basis_is_not_comparable() {
    let based = format!("basis: 扣除沙尘, {RISING}");
    let figure = |basis: &str| format!("{}, basis: {basis}", final_value("81"));
    let other = world("", &indicator(&based)).figure("slj", &figure("实况")).indicator();
    assert_eq!(other.standing, Standing::NotComparable);
    assert_eq!(other.targets[0].result, TargetResult::NotComparable);
    assert_eq!(other.deviation, None);
    assert!(other.reason.contains("口径不一致"), "{}", other.reason);
    let same = world("", &indicator(&based)).figure("slj", &figure("扣除 沙尘"));
    assert_eq!(same.standing(), Standing::Met(MetBy::ThisYear(0)));
}

#[test]
fn counts_carry_their_denominators() {
    let progress = case(2025, RISING, "80").assess();
    assert_eq!(progress.indicator_counts.good, super::super::Rate { part: 1, whole: 1 });
    assert_eq!(progress.indicator_counts.good.percent(), Some(dec("100")));
}
