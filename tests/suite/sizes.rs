//! The size of a figure: it is asked about in every year in which it cannot be right, and what is itself in doubt, is
//! nothing or covers another time is no measure for it.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, change, checked, example};

const PLAN: &str = "plans/demo.yaml";

fn hexi(year: i32) -> String {
    format!("submissions/demo/{year}/hexi.yaml")
}

/// The questions about sizes that are asked of a file of 2026.
fn asked(files: &Files, unit: &str) -> Vec<&'static str> {
    let (workspace, found) = checked(files, "2026-12-20");
    let name = format!("submissions/demo/2026/{unit}.yaml");
    let own = found.into_vec().into_iter().filter(|found| workspace.sources.path(found.place) == name);
    own.map(|found| found.rule.code).filter(|code| ["N421", "N422", "N451"].contains(code)).collect()
}

/// Two years in which one county counts so many outlets.
fn counted(then: &str, now: &str) -> Files {
    let mut files = example();
    add_next_year(&mut files);
    change(&mut files, &hexi(2025), "value: \"25\"", &format!("value: \"{then}\""));
    change(&mut files, &hexi(2026), "value: \"25\"", &format!("value: \"{now}\""));
    files
}

#[test]
fn t2_a_size_that_cannot_be_right_is_asked_about_in_every_year() {
    // Once more the same slip, a little more of it.
    assert_eq!(asked(&counted("250000", "260000"), "hexi"), ["N451"]);
    // Nothing last year.
    assert_eq!(asked(&counted("0", "260000"), "hexi"), ["N451"]);
    // One cause is asked about once: last year's figure was sound, and this one is far from it.
    assert_eq!(asked(&counted("25", "26000"), "hexi"), ["N421"]);
    assert_eq!(asked(&counted("25", "9000"), "hexi"), ["N422"]);
    assert_eq!(asked(&counted("25", "31"), "hexi"), Vec::<&str>::new());
    // Another time of the year is no measure, the plan is.
    let mut other = counted("25", "90000");
    change(&mut other, &hexi(2026), "period: 累计", "period: 1—11月");
    assert_eq!(asked(&other, "hexi"), ["N451"]);
}

#[test]
fn t2_a_size_that_was_explained_is_known_the_year_after() {
    let mut files = counted("250000", "260000");
    let why = "explanation: {N451: 2025年起改按排水户口计数，全县登记25万个}\n    source:";
    change(&mut files, &hexi(2025), "source:", why);
    assert_eq!(asked(&files, "hexi"), Vec::<&str>::new());
}

#[test]
fn t2_a_final_value_of_another_size_than_what_was_reported_is_asked_about() {
    let settled = |unit: &str, value: &str| {
        let mut files = example();
        change(&mut files, PLAN, "id: outlets-fixed", "id: outlets-fixed\n    accumulates: true");
        change(&mut files, &hexi(2025), "period: 累计", "period: 1—11月");
        add_next_year(&mut files);
        let last =
            format!("last_year: {{value: \"{value}\", value_status: final, source: 统计年报}}\n    source:");
        change(&mut files, &format!("submissions/demo/2026/{unit}.yaml"), "source:", &last);
        asked(&files, unit)
    };
    for (unit, value, code) in [
        // 83.3 % in eleven months are no 40 % in the year.
        ("sthjj", "40", Some("N422")),
        ("sthjj", "84.1", None),
        // 25 in eleven months are 27 in the year, and no 45.
        ("hexi", "27", None),
        ("hexi", "45", Some("N422")),
        ("hexi", "9000", Some("N422")),
        ("hexi", "2500", Some("N421")),
    ] {
        assert_eq!(settled(unit, value), code.into_iter().collect::<Vec<_>>(), "{unit} {value}");
    }
}
