//! How figures are shown, and year on year.

use super::super::NoChange;
use super::{final_value, indicator, world};
use crate::submission::PartOfYear;

fn better(judged: &super::Judged) -> Option<bool> {
    judged.year_on_year.as_ref().expect("they are comparable").better
}

fn change(fields: &str, now: &str, then: &str) -> Result<String, String> {
    let world = world("", &indicator(fields)).figure("slj", now).before("slj", then);
    world.indicator().change
}

fn says(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

#[test]
fn year_on_year_in_points_or_in_unit_and_per_cent() {
    let up = "direction: up";
    let value = |value: &str| final_value(value);
    assert_eq!(change(up, &value("74.2"), &value("71.3")), says("上升2.9个百分点"));
    assert_eq!(change(up, &value("71.3"), &value("74.2")), says("下降2.9个百分点"));
    // Equal as shown; and with the digits in which the true difference can be read: 71.4 and 71.3 have another.
    assert_eq!(change(up, &value("71.26"), &value("71.34")), says("持平"));
    assert_eq!(change(up, &value("71.36"), &value("71.34")), says("上升0.02个百分点"));
    let micro =
        "{id: i, name: 指标, unit_of_measure: 微克/立方米, decimals: 0, reported_by: [slj], direction: down}";
    let look = |now: &str, then: &str| {
        let world = world("", micro).figure("slj", &value(now)).before("slj", &value(then));
        world.indicator()
    };
    let fall = look("38", "41");
    assert_eq!((fall.change.as_deref(), better(&fall)), (Ok("下降3微克/立方米（7.3%）"), Some(true)));
    assert_eq!(look("5", "0").change.as_deref(), Ok("上升5微克/立方米"));
    assert_eq!(look("5", "-5").year_on_year.as_ref().expect("they are comparable").percent, None);
}

/// A sentence leaves the base of a ratio to the table, and never what is asked about last year's value.
#[test]
fn t2_a_changed_base_hides_no_question() {
    let of = |value: &str, n: &str, of: &str| format!("{}, n: {n}, of: {of}", final_value(value));
    let world = world("", &indicator("direction: up"));
    let judged = world.figure("slj", &of("75", "9", "12")).before("slj", &of("70", "7", "10")).indicator();
    assert_eq!(judged.change, says("上升5.0个百分点（该比例的分母由10变为12）"));
    let asked = judged.asked_change.as_deref();
    assert_eq!(asked, Some("上升5.0个百分点（该比例的分母由10变为12），上年数待核实"));
}

#[test]
fn year_on_year_needs_the_same_basis_standard_and_period() {
    let up = "direction: up";
    let with = |extra: &str| format!("value: '70', value_status: final, {extra}");
    let refused = |now: &str, then: &str| change(up, &with(now), &with(then)).expect_err("not comparable");
    let year = "period: 全年";
    assert!(change(up, &with(year), &with(year)).is_ok());
    assert!(change(up, &with("period: 1—11月"), &with("period: 1-11月")).is_ok());
    assert!(refused("period: 1—11月", year).starts_with("时段不一致"));
    assert!(refused("period: 1—11月", "period: 1—10月").starts_with("时段不一致"));
    assert!(refused("source: 无", "source: 无").starts_with("时段不一致"));
    assert!(refused("period: 全年, basis: 扣沙", year).starts_with("口径不一致"));
    let edition = |standard: &str| format!("period: 全年, standard: {standard}");
    assert!(change(up, &with(&edition("GB 3095—2012")), &with(&edition("GB3095—2012"))).is_ok());
    assert!(refused(&edition("GB 3095—2026"), &edition("GB 3095—2012")).starts_with("标准版本不一致"));
    let alone = world("", &indicator(up)).figure("slj", &with(year)).indicator();
    assert_eq!(alone.year_on_year, Err(NoChange::NoPrevious(None)));
}

#[test]
fn a_sum_that_lacks_a_part_says_so_where_a_change_would_stand() {
    let each = "{id: i, name: 指标, unit_of_measure: 公顷, reported_by: [c1, c2], level: county, combine: sum, direction: up}";
    let value = "value: '41', value_status: final, period: 全年";
    let world = world("", each).figure("c1", value).before("c1", value).before("c2", value);
    let stands = world.indicator();
    let step = stands.steps.last().expect("there are steps");
    assert!(step.starts_with("同比：不计算（数据不全，缺1家（未报1家），应有2家"), "{step}");
    assert_eq!(stands.change, Err("数据不全，缺1家（未报1家），应有2家，不作比较".to_owned()));
}

#[test]
fn figures_out_of_range_are_a_reason_and_no_panic() {
    let nines = "9999999999999999999";
    let fields = format!(
        "direction: up, baseline: {{year: 2020, value: '-{nines}'}}, targets: [{{year: 2030, op: '>=', value: '{nines}'}}, {{year: 2031, op: '<=', value: '0.000000000000000001'}}]"
    );
    for value in [nines, "-9999999999999999999", "0.000000000000000001"] {
        let world = world("", &indicator(&fields))
            .figure("slj", &final_value(value))
            .before("slj", &final_value(nines));
        let stands = world.indicator();
        assert!(!stands.reason.is_empty() && !stands.steps.is_empty());
    }
}

#[test]
fn the_published_method_is_whole_chinese_text() {
    assert!(crate::wording::method().len() >= 12);
    for section in crate::wording::method() {
        assert!(!section.title.is_empty() && !section.paragraphs.is_empty());
        for paragraph in section.paragraphs {
            assert!(paragraph.ends_with('。'), "{paragraph}");
            assert!(!paragraph.contains('！') && !paragraph.contains('\n'), "{paragraph}");
        }
    }
}

#[test]
fn a_share_that_moves_by_points_is_worded_in_points() {
    let rise =
        "direction: up, targets: [{year: 2025, op: '>=', value: '4', change: rise, baseline_year: 2019}]";
    let stands = world("", &indicator(rise)).figure("slj", &final_value("33")).indicator();
    assert!(stands.steps.iter().any(|step| step.contains("较2019年上升4个百分点以上")), "{:?}", stands.steps);
}

#[test]
fn a_flow_of_part_of_the_year_is_under_way() {
    let flow = "{id: i, name: 指标, unit_of_measure: 万吨, decimals: 1, accumulates: true, reported_by: [slj], direction: down, targets: [{year: 2025, op: '<=', value: '12'}]}";
    let look = |value: &str| {
        let value = format!("value: '{value}', period: 1—11月, value_status: final");
        world("", flow).figure("slj", &value).indicator()
    };
    assert!(look("10.5").is_under_way() && look("11.5").is_under_way());
    assert!(!look("12.5").is_under_way(), "the target is passed, whatever comes");
}

/// t7: what is printed of both years, their difference and the distance from the target come to each other, and to what
/// was reported.
#[test]
fn t7_a_difference_is_neither_rounded_twice_nor_unreadable() {
    let tons = |target: &str| {
        format!(
            "{{id: i, name: 指标, unit_of_measure: 万吨, decimals: 0, reported_by: [slj], direction: down, \
             targets: [{{year: 2025, op: '<=', value: '{target}'}}]}}"
        )
    };
    for (target, then, now, shown, change, gap) in [
        ("37", "37.6", "37.4", ["37.6", "37.4"], "下降0.2万吨（0.5%）", "0.4"),
        ("40", "41.5", "37.4", ["41.5", "37.4"], "下降4.1万吨（9.9%）", "-2.6"),
        ("40", "41.4", "37.4", ["41", "37"], "下降4万吨（9.7%）", "-3"),
        ("40", "42", "37.4", ["42", "37"], "下降5万吨（11.0%）", "-3"),
    ] {
        let world = world("", &tons(target)).before("slj", &final_value(then));
        let judged = world.figure("slj", &final_value(now)).indicator();
        let moved = judged.year_on_year.as_ref().expect("they are comparable");
        let value = judged.value.as_ref().expect("there is one");
        assert_eq!([moved.previous.shown(), value.shown()], shown, "{now}");
        assert_eq!(judged.change, says(change), "{now}");
        assert_eq!(judged.distance.map(|far| far.value.to_string()).as_deref(), Some(gap), "{now}");
        let step = format!("同比：{} − {} → {change}", shown[1], shown[0]);
        assert!(judged.steps.contains(&step), "{:?}", judged.steps);
    }
}

/// t7: a third has no end: the true difference is told, and that it is not the one of the two as printed.
#[test]
fn t7_a_rate_changes_by_the_true_difference() {
    use super::super::Rate;
    use crate::wording::points;
    let rate = |part| Rate { part, whole: 6 };
    let told = |now, then| rate(now).since(rate(then)).map(points);
    assert_eq!(told(4, 5).as_deref(), Some("下降16.7个百分点（按未修约的数计算）"));
    assert_eq!(told(3, 5).as_deref(), Some("下降33.3个百分点"));
    assert_eq!(told(5, 5).as_deref(), Some("持平"));
}

/// t6: what is put together from other units than the year before is not compared with it; a ratio tells its base.
#[test]
fn t6_counties_that_drop_out_of_a_sum_are_no_fall() {
    let of = |combine: &str, unit: &str| {
        format!(
            "{{id: i, name: 指标, unit_of_measure: '{unit}', decimals: 1, reported_by: [c1, c2, c3], level: county, \
             combine: {combine}, direction: up}}"
        )
    };
    let parts = |n: &str, of: &str| format!("{}, n: {n}, of: {of}", final_value("50"));
    let none = "missing: not_applicable";
    for combine in ["sum", "mean", "min", "max"] {
        let mut world = world("", &of(combine, "吨"));
        for (unit, then) in [("c1", "5"), ("c2", "6"), ("c3", "7")] {
            world = world.before(unit, &final_value(then));
        }
        let judged = world.figure("c1", &final_value("6")).figure("c2", &final_value("7")).figure("c3", none);
        let judged = judged.indicator();
        let why = "汇总的单位不同，不作比较（本年2家，上年3家）".to_owned();
        assert_eq!(judged.change, Err(why), "{combine}");
        assert!(judged.counties[0].year_on_year.is_ok(), "{combine}");
    }
    let mut ratio = world("", &of("ratio", "%"));
    for unit in ["c1", "c2", "c3"] {
        ratio = ratio.before(unit, &parts("4", "8"));
    }
    let judged = ratio.figure("c1", &parts("5", "10")).figure("c2", &parts("6", "12")).figure("c3", none);
    assert_eq!(judged.indicator().change, says("持平（该比例的分母由24变为22）"));
}

/// t6: months that are known are the same however they are told; of a level the words have to agree.
#[test]
fn t6_the_same_months_of_a_flow_are_added_and_compared() {
    let of = |flow: &str| {
        format!(
            "{{id: i, name: 指标, unit_of_measure: 吨, decimals: 0, {flow}reported_by: [c1, c2, c3], level: county, \
             combine: sum, direction: up}}"
        )
    };
    let told = |flow: &str, last: &str| {
        let world = world("", &of(flow));
        let world = world
            .figure("c1", "value: '4', period: 1—9月")
            .figure("c2", "value: '5', period: 截至2025-09-30");
        let world = world.before("c1", "value: '3', period: 截至2024-09-30");
        let world = world.before("c2", "value: '4', period: 1—9月").before("c3", "value: '5', period: 1-9月");
        world.figure("c3", last).indicator()
    };
    let judged = told("accumulates: true, ", "value: '6', period: 累计, as_of: 2025-09-30");
    assert_eq!(judged.change, says("上升3吨（25.0%）"));
    assert_eq!(judged.value.as_ref().ok().and_then(|value| value.part()), Some(PartOfYear::of_months(9)));
    for (flow, last) in [
        ("", "value: '6', period: 1—9月"),
        ("accumulates: true, ", "value: '6', period: 截至2025-09-29"),
        ("accumulates: true, ", "value: '6', period: 累计"),
    ] {
        let judged = told(flow, last);
        assert!(judged.reason.contains("时段不一致，不能汇总"), "{last}: {}", judged.reason);
    }
}
