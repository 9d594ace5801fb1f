//! Targets: operators, verdicts, changes, counties, and which statement counts.

use rust_decimal::Decimal;

use super::super::{Aggregate, Lacking, MetBy, Standing, TargetResult};
use super::{World, final_value, indicator, world};

fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn judged(target: &str, value: &str) -> TargetResult {
    let fields = format!("direction: up, targets: [{target}]");
    world("", &indicator(&fields)).figure("slj", &final_value(value)).indicator().targets[0].result
}

#[test]
fn every_operator_at_its_bound() {
    use TargetResult::{Met, Missed, ToBeJudged};
    for (op, below, at, above) in [
        (">=", Missed, Met, Met),
        ("<=", Met, Met, Missed),
        (">", Missed, Missed, Met),
        ("<", Met, Missed, Missed),
        ("=", Missed, Met, Missed),
        ("~", ToBeJudged, ToBeJudged, ToBeJudged),
    ] {
        let target = format!("{{year: 2025, op: '{op}', value: '50'}}");
        let found = ["49.99", "50", "50.01"].map(|value| judged(&target, value));
        assert_eq!(found, [below, at, above], "{op}");
    }
    let range = "{year: 2025, op: range, value: '1', value_max: '2'}";
    let found = ["0.9", "1", "1.5", "2", "2.1"].map(|value| judged(range, value));
    assert_eq!(found, [Missed, Met, Met, Met, Missed]);
    assert_eq!(judged("{year: 2026, op: '>=', value: '50'}", "49"), TargetResult::NotDue);
    assert_eq!(judged("{year: null, op: '>=', value: '50'}", "49"), Missed);
}

#[test]
fn what_is_shown_as_equal_may_still_miss() {
    // 49.96 is shown as 50.0; limits are compared in full.
    assert_eq!(judged("{year: 2025, op: '>=', value: '50'}", "49.96"), TargetResult::Missed);
}

#[test]
fn verdicts_decide_what_only_a_person_can() {
    let about = world("", &indicator("direction: up, targets: [{year: 2025, op: '~', value: '60'}]"))
        .figure("slj", &final_value("58"));
    assert_eq!(about.standing(), Standing::ToBeJudged);
    assert_eq!(about.assess().indicator_counts.to_be_judged_now, 1);
    for (word, expected) in [
        ("met", Standing::Met(MetBy::ThisYear(0))),
        ("missed", Standing::Behind),
        ("pending", Standing::ToBeJudged),
    ] {
        let verdict = format!(
            "verdicts: [{{indicator: I, year: 2025, verdict: {word}, reason: 核查, by: 办公室, on: 2025-12-20}}]"
        );
        let world = world("", &indicator("direction: up, targets: [{year: 2025, op: '~', value: '60'}]"))
            .figure("slj", &final_value("58"))
            .decisions(&verdict);
        let stands = world.indicator();
        assert_eq!(stands.standing, expected, "{word}");
        assert_eq!(stands.targets[0].verdict(), Some(0));
    }
    // A verdict on another year, or on a target that a number decides, changes nothing.
    let numeric = world("", &indicator("direction: up, targets: [{year: 2025, op: '>=', value: '60'}]"))
        .figure("slj", &final_value("58"))
        .decisions(
            "verdicts: [{indicator: i, year: 2025, verdict: met, reason: 无, by: 办公室, on: 2025-12-20}]",
        );
    assert_eq!(numeric.standing(), Standing::Behind);
}

#[test]
fn goals_in_words_need_no_figure() {
    let words = "{id: i, name: 指标, unit_of_measure: null, reported_by: [slj], direction: up, targets: [{year: 2035, op: verdict, text: 基本建成}]}";
    let progress = world("", words).assess();
    assert_eq!(progress.indicators[0].standing, Standing::ToBeJudged);
    assert_eq!(progress.judged(0).reason, "2035年目标：目标年份未到，届时认定");
    assert!(progress.indicators[0].awaiting);
    assert_eq!((progress.indicator_counts.to_be_judged_now, progress.indicator_counts.awaiting), (0, 1));
}

#[test]
fn a_target_without_a_year_holds_always() {
    let fields =
        "direction: up, baseline: {year: 2020, value: '90'}, targets: [{year: null, op: '>=', value: '95'}]";
    let stands = |value: &str| world("", &indicator(fields)).figure("slj", &final_value(value)).standing();
    assert_eq!(stands("95"), Standing::Met(MetBy::Always(0)));
    assert_eq!(stands("94.6"), Standing::Behind);
    assert_eq!(stands("94.4"), Standing::FarBehind);
    // It does not hide a lag on the way to a later target.
    let both = "direction: up, baseline: {year: 2020, value: '90'}, targets: [{year: null, op: '>=', value: '91'}, {year: 2030, op: '>=', value: '100'}]";
    let stands = world("", &indicator(both)).figure("slj", &final_value("92"));
    assert_eq!(stands.standing(), Standing::FarBehind);
}

#[test]
fn the_statement_that_governs_counts() {
    let fields = "direction: up, targets: [{year: null, op: '>=', value: '98', governs: true}, {year: 2027, op: '~', value: '98'}]";
    let stands = world("", &indicator(fields)).figure("slj", &final_value("98.2")).indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::Always(0)));
    assert_eq!(stands.targets.iter().map(|t| t.counts).collect::<Vec<_>>(), [true, false]);
    let other_years = "direction: up, targets: [{year: 2025, op: '>=', value: '70', governs: true}, {year: 2025, op: verdict, text: 大幅提高}, {year: 2030, op: '>=', value: '80'}]";
    let stands = world("", &indicator(other_years)).figure("slj", &final_value("71")).indicator();
    assert_eq!(stands.targets.iter().map(|t| t.counts).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
}

#[test]
fn changes_against_a_base_year() {
    // The figure is the fall itself: it was nought in the base year.
    let itself =
        "direction: up, targets: [{year: 2025, op: '>=', value: '20', change: fall, baseline_year: 2020}]";
    let stands = world("", &indicator(itself)).year(2023).figure("slj", &final_value("11")).indicator();
    assert_eq!(stands.course.scheduled.map(|p| p.value), Some(dec("12")));
    assert_eq!(stands.completion, Some(dec("0.55")));
    assert_eq!(stands.standing, Standing::Behind);
    // The figure is a level: 15 per cent below 200 is at most 170.
    let level = "{id: i, name: 指标, unit_of_measure: 吨, decimals: 0, reported_by: [slj], direction: down, baseline: {year: 2020, value: '200'}, targets: [{year: 2025, op: '>=', value: '15', change: fall, baseline_year: 2020}]}";
    let stands = world("", level).figure("slj", &final_value("169")).indicator();
    assert_eq!(stands.targets[0].bound, Some(dec("170")));
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
    assert_eq!(stands.grounds[0], "169吨，达到≤170吨");
    // Without its baseline a level cannot be judged.
    let bare = level.replace("baseline: {year: 2020, value: '200'}, ", "");
    let stands = world("", &bare).figure("slj", &final_value("169")).indicator();
    assert_eq!(stands.standing, Standing::NotComparable);
    assert!(stands.reason.contains("无法换算"), "{}", stands.reason);
}

const EACH: &str = "{id: i, name: 指标, unit_of_measure: '%', decimals: 1, reported_by: [all], level: county, combine: each_meets, direction: up, targets: [{year: 2025, op: '>=', value: '95', per: county}]}";

fn counties(values: [&str; 3]) -> World {
    let mut world = world("", EACH);
    for (unit, value) in ["c1", "c2", "c3"].into_iter().zip(values) {
        match value {
            "" => {}
            "不涉及" => world = world.figure(unit, "missing: not_applicable"),
            value => world = world.figure(unit, &final_value(value)),
        }
    }
    world
}

#[test]
fn each_county_must_meet_its_target() {
    let look = |values| {
        let stands = counties(values).indicator();
        (stands.standing, stands.targets[0].aggregate.expect("it is judged county by county"))
    };
    let k = |met, missed, lacking, of| Aggregate {
        met,
        missed,
        lacking,
        // All that lack a figure here are silent.
        states: Lacking { silent: lacking, ..Lacking::default() },
        of,
        of_counties: true,
        ..Aggregate::default()
    };
    assert_eq!(look(["96", "97", "95"]), (Standing::Met(MetBy::ThisYear(0)), k(3, 0, 0, 3)));
    assert_eq!(look(["96", "94.6", "95"]), (Standing::Behind, k(2, 1, 0, 3)));
    assert_eq!(look(["96", "80", "95"]), (Standing::FarBehind, k(2, 1, 0, 3)));
    assert_eq!(look(["96", "", "95"]), (Standing::NotComparable, k(2, 0, 1, 3)));
    assert_eq!(look(["96", "", "94.5"]), (Standing::Behind, k(1, 1, 1, 3)));
    assert_eq!(look(["96", "不涉及", "95"]), (Standing::Met(MetBy::ThisYear(0)), k(2, 0, 0, 2)));
    assert_eq!(look(["", "", ""]), (Standing::NoData, k(0, 0, 3, 3)));
    let judged = counties(["96", "90", ""]).indicator();
    let results: Vec<_> =
        judged.counties.iter().map(|row| row.results[0].as_ref().map(|judged| judged.result)).collect();
    assert_eq!(results, [Some(TargetResult::Met), Some(TargetResult::Missed), Some(TargetResult::NoData)]);
}

#[test]
fn a_roll_up_that_lacks_parts_is_never_compared() {
    let ratio = EACH.replace("each_meets", "ratio").replace(", per: county", "");
    let part = |n: &str| format!("{}, n: {n}, of: 100", final_value(n));
    let whole =
        world("", &ratio).figure("c1", &part("96")).figure("c2", &part("97")).figure("c3", &part("95"));
    let stands = whole.indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
    assert_eq!(stands.value.as_ref().map(|value| value.number), Ok(dec("96")));
    let lacking = world("", &ratio).figure("c1", &part("96")).figure("c2", &part("97")).indicator();
    assert_eq!(lacking.standing, Standing::NotComparable);
    assert!(lacking.reason.contains("缺1家"), "{}", lacking.reason);
    assert!(lacking.partial.is_some() && lacking.deviation.is_none() && lacking.targets[0].gap.is_none());
}

#[test]
fn a_target_of_one_county_is_judged_by_its_figure() {
    let one = EACH.replace("per: county", "unit: c2");
    let world = world("", &one).figure("c1", &final_value("80")).figure("c2", &final_value("96"));
    let stands = world.indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
    assert_eq!(result(&stands, 0), None);
    assert_eq!(result(&stands, 1), Some(TargetResult::Met));
}

fn result(judged: &super::Judged, county: usize) -> Option<TargetResult> {
    judged.counties[county].results[0].as_ref().map(|judged| judged.result)
}

fn flow(op: &str, target: &str) -> String {
    format!(
        "{{id: i, name: 指标, unit_of_measure: 亿立方米, decimals: 2, reported_by: [slj], accumulates: true, \
         direction: {}, targets: [{{year: 2025, op: '{op}', value: '{target}'}}]}}",
        if op == "<=" { "down" } else { "up" }
    )
}

/// t9: a flow of eleven months is held against eleven twelfths of its year, and is not met before it is over
/// unless nothing can undo it.
#[test]
fn t9_a_flow_of_part_of_a_year_keeps_pace_or_does_not() {
    use TargetResult::{Met, Missed, OffPace, OnPace};
    let look = |op: &str, target: &str, value: &str, period: &str| {
        let figure = format!("value: '{value}', period: {period}, value_status: provisional");
        let stands = world("", &flow(op, target)).figure("slj", &figure).indicator();
        (stands.targets[0].result, stands.standing)
    };
    for (op, target, value, expected, standing) in [
        ("<=", "12.00", "10.90", OnPace, Standing::OnSchedule),
        ("<=", "12.00", "11.00", OnPace, Standing::OnSchedule),
        ("<=", "12.00", "11.40", OffPace, Standing::Behind),
        ("<=", "12.00", "12.01", Missed, Standing::Behind),
        (">=", "2.40", "2.20", OnPace, Standing::OnSchedule),
        (">=", "2.40", "2.10", OffPace, Standing::Behind),
        (">=", "2.40", "1.10", OffPace, Standing::FarBehind),
        (">=", "2.40", "2.40", Met, Standing::Met(MetBy::ThisYear(0))),
    ] {
        assert_eq!(look(op, target, value, "1—11月"), (expected, standing), "{op}{target}: {value}");
    }
    assert_eq!(look("<=", "12.00", "11.40", "全年").0, Met);
    // Up to its last day it is the whole year.
    assert_eq!(look("<=", "12.00", "11.40", "截至2025-12-31").0, Met);
    assert_eq!(look("<=", "12.00", "5.90", "截至2025-06-30").0, OnPace);
    assert_eq!(look("<=", "12.00", "6.10", "截至2025-06-30").0, OffPace);
    // What is decided before the year is over is told from the whole target everywhere, not from its part.
    for (op, target, value, far) in [("<=", "12.00", "12.30", "0.30"), (">=", "2.40", "2.75", "0.35")] {
        let figure = format!("value: '{value}', period: 1—11月, value_status: provisional");
        let stands = world("", &flow(op, target)).figure("slj", &figure).indicator();
        let distance = stands.distance.expect("it has one");
        assert!(!distance.by_schedule && !stands.is_reckoned(), "{op}{target}: {value}");
        assert_eq!(distance.value, dec(far), "{op}{target}: {value}");
    }
    // Days of a month that is not over count: by 15 June five and a half twelfths have passed.
    for (period, pace) in [("截至2025-06-15", "5.5"), ("截至2025-01-31", "1"), ("截至2025-02-14", "1.5")]
    {
        for (value, expected) in [("0", OnPace), ("0.01", OffPace)] {
            let value = dec(pace) + dec(value);
            let found = look("<=", "12.00", &value.to_string(), period);
            assert_eq!(found.0, expected, "{period}: {value}");
        }
    }
    // A level is not reckoned by months.
    let level = flow("<=", "12.00").replace("accumulates: true, ", "");
    let stands = world("", &level).figure("slj", "value: '11.4', period: 1—11月").indicator();
    assert_eq!((stands.targets[0].result, stands.targets[0].pace), (Met, None));
}

/// t9: a range has a pace at both of its ends; exactly or about so much has none.
#[test]
fn t9_a_flow_against_a_range_or_a_fixed_amount() {
    use TargetResult::{Met, Missed, NotComparable, OffPace, OnPace, ToBeJudged};
    let stands = |target: &str, value: &str, period: &str| {
        let fields = format!(
            "{{id: i, name: 指标, unit_of_measure: 座, reported_by: [slj], accumulates: true, direction: range, \
             targets: [{{year: 2025, {target}}}]}}"
        );
        world("", &fields).figure("slj", &format!("value: '{value}', period: {period}")).indicator()
    };
    let band = "op: range, value: '30', value_max: '60'";
    for (value, expected, far) in [
        ("9", OffPace, Some("-6")),
        ("15", OnPace, Some("0")),
        ("30", OnPace, Some("0")),
        ("34", OffPace, Some("4")),
        ("61", Missed, Some("1")),
    ] {
        let stood = stands(band, value, "1—6月");
        assert_eq!(stood.targets[0].result, expected, "{value}");
        assert_eq!(stood.distance.map(|far| far.value), far.map(dec), "{value}");
        let ends = stood.reckoned().map(|pace| (pace.value, pace.max));
        assert_eq!(ends, (expected != Missed).then(|| (dec("15"), Some(dec("30")))), "{value}");
    }
    assert_eq!(stands(band, "9", "1—6月").standing, Standing::FarBehind);
    assert_eq!(stands(band, "34", "1—6月").distance.and_then(|far| far.is_good), Some(false));
    assert_eq!(stands(band, "59", "全年").targets[0].result, Met);
    for (target, value, expected) in [
        ("op: '=', value: '30'", "3", NotComparable),
        ("op: '=', value: '30'", "15", NotComparable),
        ("op: '=', value: '30'", "30", NotComparable),
        ("op: '=', value: '30'", "31", Missed),
        ("op: '~', value: '30'", "15", ToBeJudged),
    ] {
        let stood = stands(target, value, "1—6月");
        assert_eq!(stood.targets[0].result, expected, "{target}: {value}");
        assert!(!stood.is_reckoned() && stood.targets[0].pace.is_none(), "{target}: {value}");
        assert_eq!(
            stood.keeps_schedule(),
            None.or((expected == Missed).then_some(false)),
            "{target}: {value}"
        );
    }
    assert_eq!(stands("op: '=', value: '30'", "30", "全年").targets[0].result, Met);
}

/// t9: a unit's own flow lags behind its own pace, whatever the whole has come to.
#[test]
fn t9_the_pace_of_one_unit_is_held_against_its_own_flow() {
    let fields = "{id: i, name: 指标, unit_of_measure: 座, reported_by: [c1, c2], level: county, combine: sum, \
                  accumulates: true, direction: up, targets: [{year: 2025, unit: c1, op: '>=', value: '60'}]}";
    let of = |a: &str| {
        let figure = |value: &str| format!("value: '{value}', period: 1—6月");
        world("", fields).figure("c1", &figure(a)).figure("c2", &figure("500")).indicator().standing
    };
    assert_eq!((of("29"), of("10")), (Standing::Behind, Standing::FarBehind));
}

/// t9: the last goal is the final one, in whatever form it is written.
#[test]
fn t9_a_number_before_a_goal_in_words_is_a_stage() {
    for (last, expected) in
        [("op: verdict, text: 全面建成", MetBy::Stage(0)), ("op: '~', value: '80'", MetBy::Stage(0))]
    {
        let fields = format!(
            "direction: up, targets: [{{year: 2027, op: '>=', value: '70'}}, {{year: 2035, {last}}}]"
        );
        let stands = world("", &indicator(&fields)).figure("slj", &final_value("72")).standing();
        assert_eq!(stands, Standing::Met(expected), "{last}");
    }
}

/// t9: 31 % forest is no rise of 31 points.
#[test]
fn t9_a_change_without_its_baseline_is_not_comparable() {
    let fields =
        "direction: up, targets: [{year: 2025, op: '>=', value: '3', change: rise, baseline_year: 2020}]";
    let stands = world("", &indicator(fields)).figure("slj", &final_value("31")).indicator();
    assert_eq!((stands.standing, stands.completion), (Standing::NotComparable, None));
    let based = fields.replace("direction: up,", "direction: up, baseline: {year: 2020, value: '27'},");
    let stands = world("", &indicator(&based)).figure("slj", &final_value("31")).indicator();
    assert_eq!(stands.standing, Standing::Met(MetBy::ThisYear(0)));
}

/// Whatever a person ruled of which year: the standing and the target beside it are one.
#[test]
fn the_goal_beside_a_standing_is_the_one_that_was_judged() {
    let goals = |years: &[i32]| {
        let targets: Vec<String> =
            years.iter().map(|year| format!("{{year: {year}, op: verdict, text: 建成{year}}}")).collect();
        format!("{{id: i, name: 体系, direction: up, reported_by: [slj], targets: [{}]}}", targets.join(", "))
    };
    for years in [&[2025, 2030][..], &[2024, 2030], &[2023, 2024], &[2025, 2027, 2030], &[2024, 2025, 2030]] {
        for ruled in 0..1_u32 << years.len() {
            let verdicts: Vec<String> = (0..years.len())
                .filter(|at| ruled & (1 << at) > 0)
                .map(|at| {
                    let year = years[at];
                    format!(
                        "{{indicator: i, year: {year}, verdict: met, reason: 查3处, by: 办, on: 2025-12-19}}"
                    )
                })
                .collect();
            let decided = format!("verdicts: [{}]", verdicts.join(", "));
            let stands = world("", &goals(years)).decisions(&decided).indicator();
            let beside = stands.course.reference.map(|at| &stands.targets[at]).expect("there are goals");
            match stands.standing {
                Standing::Met(
                    MetBy::ThisYear(at) | MetBy::Last(at) | MetBy::Stage(at) | MetBy::Always(at),
                ) => {
                    assert_eq!(at, beside.target, "{years:?} {ruled:b}");
                    assert!(
                        years[at] >= 2025 || at + 1 == years.len(),
                        "a stage that is over: {years:?} {ruled:b}"
                    );
                }
                Standing::ToBeJudged => {
                    assert_eq!(beside.result, TargetResult::ToBeJudged, "{years:?} {ruled:b}")
                }
                other => panic!("{years:?} {ruled:b}: {other:?}"),
            }
        }
    }
}
