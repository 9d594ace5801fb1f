//! What a second reckoning found (`tests/suite/independent`): each fault in its smallest case.

use super::super::{Movements, Rate, Standing, TargetResult, TaskStatus};
use super::world;

const FLOW: &str =
    "{id: i, name: 用水量, unit_of_measure: 亿立方米, decimals: 1, accumulates: true, reported_by: [slj]";

#[test]
fn t9_a_flow_says_nothing_of_a_target_of_another_year() {
    let measured = |op: &str, way: &str| {
        format!("{FLOW}, direction: {way}, targets: [{{year: 2027, op: '{op}', value: '9'}}]}}")
    };
    for (op, way, value, period) in [
        ("<=", "down", "8", "1—10月"),
        (">=", "up", "9.5", "1—10月"),
        (">=", "up", "5", "全年"),
        (">=", "up", "9.5", "全年"),
        ("=", "keep", "11", "截至2025-06-30"),
    ] {
        let figure = format!("value: '{value}', period: {period}");
        let stands = world("", &measured(op, way)).figure("slj", &figure).indicator();
        let judged = &stands.targets[0];
        assert_eq!((judged.result, judged.gap, judged.margin), (TargetResult::NotDue, None, None), "{value}");
        assert_eq!((stands.standing, stands.awaiting), (Standing::NotComparable, true), "{value}");
        assert!(stands.distance.is_none() && stands.grounds[0].contains("届时由2027年的数判定"), "{value}");
    }
    // What is not added up over a year may reach its goal early.
    let level = measured(">=", "up").replace("accumulates: true, ", "");
    let stands = world("", &level).figure("slj", "value: '9.5', period: 1—10月").indicator();
    assert_eq!(stands.targets[0].result, TargetResult::Met);
}

#[test]
fn t9_the_tolerance_of_a_pace_is_that_part_of_the_whole() {
    let fields = "direction: up, baseline: {year: 2020, value: '100'}, targets: [{year: 2025, op: '>=', value: '220'}]}";
    let at = |value: &str| {
        let figure = format!("value: '{value}', period: 1—6月");
        world("", &format!("{FLOW}, {fields}")).figure("slj", &figure).indicator()
    };
    // The pace is 110; of 120 to go a tenth for half a year is 6.
    assert_eq!(at("104").standing, Standing::Behind);
    assert_eq!(at("103.9").standing, Standing::FarBehind);
    assert_eq!(at("104").course.tolerance.map(|t| t.to_string()), Some("6".into()));
}

#[test]
fn t9_exactly_at_a_pace_that_excludes_its_number_is_not_on_schedule() {
    let fields = "direction: up, targets: [{year: 2025, op: '>', value: '12'}]}";
    let measured = format!("{FLOW}, {fields}");
    let stands = world("", &measured).figure("slj", "value: '6', period: 1—6月").indicator();
    assert_eq!((stands.targets[0].result, stands.standing), (TargetResult::OffPace, Standing::Behind));
}

#[test]
fn t9_the_room_of_a_share_that_is_kept_low_is_the_share_itself() {
    let measured = |op: &str| {
        super::indicator(&format!("direction: keep, targets: [{{year: 2025, op: '{op}', value: '20'}}]"))
    };
    let tolerance = |op: &str| {
        let stands = world("", &measured(op)).figure("slj", "value: '20', period: 全年").indicator();
        stands.course.tolerance.map(|t| t.normalize().to_string())
    };
    assert_eq!((tolerance("<="), tolerance(">=")), (Some("2".into()), Some("8".into())));
}

#[test]
fn t9_a_goal_of_one_county_is_not_met_by_a_figure_that_nobody_asked_for() {
    let fields = "{id: i, name: 指标, unit_of_measure: 个, reported_by: [slj], direction: up, targets: [{year: 2025, op: '>=', value: '5', unit: c1}]}";
    let stands = world("", fields).figure("c1", "value: '9', period: 全年").indicator();
    assert_eq!(stands.targets[0].result, TargetResult::NoData);
    let each = "{id: i, name: 指标, unit_of_measure: 个, reported_by: [all], level: county, combine: each_meets, direction: up, targets: [{year: 2025, op: '>=', value: '5'}]}";
    let stands = world("", each).figure("slj", "value: '9', period: 全年").indicator();
    assert_eq!(stands.standing, Standing::NoData, "a department's figure is none of the counties'");
}

#[test]
fn t9_the_way_of_the_whole_is_not_measured_by_the_goal_of_one_county() {
    let fields = "{id: i, name: 指标, unit_of_measure: 个, reported_by: [slj, c1], direction: up, baseline: {year: 2020, value: '0'}, targets: [{year: 2026, op: '>=', value: '5', unit: c1}, {year: 2030, op: '>=', value: '100'}]}";
    let stands = world("", fields).figure("slj", "value: '45', period: 全年").indicator();
    assert_eq!(stands.course.tolerance.map(|t| t.to_string()), Some("10".into()));
    assert_eq!(stands.standing, Standing::Behind, "45 of 50, within a tenth of 100");
}

#[test]
fn t8_k_of_n_counts_all_who_say_so_and_not_the_lead_alone() {
    let task = "{id: RW-1, title: 任务, due: 2030, lead_units: [zjj], responsible_units: [slj, all]}";
    let say = |world: super::World, unit: &str, status: &str| {
        world.form(unit, &format!("tasks: [{{id: RW-1, status: {status}}}]"))
    };
    let world = say(say(say(world(task, ""), "zjj", "on_track"), "slj", "on_track"), "c1", "ahead");
    assert_eq!(world.assess().tasks[0].agreeing, Rate { part: 2, whole: 5 });
}

#[test]
fn t9_a_lead_that_goes_on_without_end_speaks_for_a_milestone_too() {
    let task = "{id: RW-1, title: 任务, due: 2030, lead_units: [zjj], responsible_units: [slj], milestones: [{id: M-1, what: 节点, due: 2030}]}";
    let say = |world: super::World, unit: &str, status: &str| {
        world.form(unit, &format!("milestones: [{{id: M-1, status: {status}}}]"))
    };
    let world = say(say(world(task, ""), "zjj", "ongoing"), "slj", "on_track");
    assert_eq!(world.assess().milestones[0].status, TaskStatus::Ongoing);
}

#[test]
fn t6_on_the_last_day_nothing_is_compared_whatever_the_hour() {
    let task = "{id: RW-1, title: 任务, due: 2030, lead_units: [slj]}";
    let seen = |day: &str| {
        let world = world(task, "").reporting("cutoff: '17:00'").before("slj", "value: '1', period: 全年");
        world.seen_at(day).assess().movements.clone()
    };
    assert_eq!(seen("2025-12-15"), Movements::NotDue);
    assert!(matches!(seen("2025-12-16"), Movements::Tasks(_)));
}

/// Of three reporters with different digits it does not matter whom the plan names first.
#[test]
fn reporters_agree_at_the_coarsest_digits_whoever_stands_first() {
    let fields = |units: &str| {
        format!(
            "{{id: i, name: 指标, unit_of_measure: '%', reported_by: [{units}], direction: up, targets: []}}"
        )
    };
    let figure = |value: &str| format!("value: '{value}', period: 全年, value_status: final");
    for order in ["slj, zjj, c1", "zjj, slj, c1", "c1, zjj, slj", "c1, slj, zjj"] {
        let world = world("", &fields(order))
            .figure("slj", &figure("60"))
            .figure("zjj", &figure("60.4"))
            .figure("c1", &figure("60.2"));
        assert!(world.indicator().value.is_ok(), "{order}");
    }
}

/// At a bound that excludes its number, word, difference and schedule say the same.
#[test]
fn t7_what_stands_exactly_at_its_bound_is_judged_alike_everywhere() {
    for (op, direction, kept) in
        [(">", "up", false), ("<", "down", false), (">=", "up", true), ("=", "keep", true)]
    {
        let fields = format!("direction: {direction}, targets: [{{year: 2025, op: '{op}', value: '75'}}]");
        let stands =
            world("", &super::indicator(&fields)).figure("slj", &super::final_value("75")).indicator();
        assert_eq!(matches!(stands.standing, Standing::Met(_)), kept, "{op}");
        assert_eq!(stands.keeps_schedule(), Some(kept), "{op}");
        assert_eq!(stands.distance.and_then(|distance| distance.is_good), Some(kept), "{op}");
    }
}

#[test]
fn t9_a_county_s_own_target_that_is_missed_is_named_beside_the_city_s_value() {
    let fields = "{id: i, name: 指标, unit_of_measure: 个, decimals: 0, reported_by: [all], level: county, combine: sum, direction: up, targets: [{year: 2025, op: '>=', value: '50'}, {year: 2025, op: '>=', value: '40', unit: c1}]}";
    let figure = |value: &str| format!("value: '{value}', period: 全年, value_status: final");
    let mut world = world("", fields);
    for (unit, value) in [("c1", "30"), ("c2", "15"), ("c3", "10")] {
        world = world.figure(unit, &figure(value));
    }
    let stands = world.indicator();
    assert_eq!(stands.standing, Standing::FarBehind);
    assert!(stands.reason.contains("2025年目标（"), "{}", stands.reason);
}

#[test]
fn t9_a_flow_after_the_last_year_of_its_targets_is_not_judged_by_them() {
    let fields = format!("{FLOW}, direction: down, targets: [{{year: 2024, op: '<=', value: '12'}}]}}");
    for period in ["1—11月", "全年"] {
        let stands =
            world("", &fields).figure("slj", &format!("value: '11.6', period: {period}")).indicator();
        assert_eq!(stands.targets[0].result, TargetResult::NotComparable);
        assert!(stands.distance.is_none() && !stands.is_reckoned() && !stands.awaiting);
        assert!(stands.reason.contains("2024年目标由2024年的数判定"), "{}", stands.reason);
    }
    // Each year is judged by its own: of two targets the one of this year decides.
    let two = fields.replace("targets: [", "targets: [{year: 2025, op: '<=', value: '11.5'}, ");
    let stands = world("", &two).figure("slj", "value: '11.6', period: 全年").indicator();
    let results: Vec<_> = stands.targets.iter().map(|judged| judged.result).collect();
    assert_eq!(results, [TargetResult::Missed, TargetResult::NotComparable]);
}

/// What one county has no part in is no reason of the whole while another's answer is wrong or missing.
#[test]
fn t9_no_such_matter_in_one_county_is_no_reason_for_all() {
    use super::super::NoValue;
    use crate::consolidate::Gap;
    use crate::submission::Missing;
    let fields = "{id: i, name: 指标, unit_of_measure: 个, reported_by: [c1, c2], level: county, combine: sum, direction: up, targets: [{year: 2025, op: '>=', value: '5'}]}";
    let none = "missing: not_applicable";
    let one = world("", fields).figure("c1", none).indicator();
    assert_eq!(one.value.as_ref().err(), Some(&NoValue::Gap(Gap::NotSubmitted)));
    let both = world("", fields).figure("c1", none).figure("c2", none).indicator();
    assert_eq!(both.value.as_ref().err(), Some(&NoValue::Gap(Gap::Missing(Missing::NotApplicable))));
}

/// What adds up over a year and is 累计 up to a day is a part of the year like any other.
#[test]
fn t9_a_flow_that_is_cumulative_is_reckoned_up_to_its_day() {
    let fields = format!("{FLOW}, direction: down, targets: [{{year: 2025, op: '<=', value: '12'}}]}}");
    let look = |figure: &str| {
        let stands = world("", &fields).figure("slj", figure).indicator();
        (stands.targets[0].result, stands.is_final)
    };
    let until = |day: &str| format!("value: '11.2', period: 累计, value_status: final, as_of: {day}");
    assert_eq!(look(&until("2025-11-30")), (TargetResult::OffPace, false));
    assert_eq!(
        look("value: '11.2', period: 截至2025-11-30, value_status: final"),
        (TargetResult::OffPace, false)
    );
    assert_eq!(look(&until("2025-12-31")), (TargetResult::Met, true));
    // A level that adds up over many years has its own period.
    let level = fields.replace("accumulates: true, ", "");
    let stands = world("", &level).figure("slj", &until("2025-11-30")).indicator();
    assert_eq!(stands.targets[0].result, TargetResult::Met);
}
