//! 核实 about sizes, what an acceptance cannot have seen, and last year's values that are nobody's to read (T2, T5, T11).

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, checked, example};

const PLAN: &str = "plans/demo.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";
const HEXI_2026: &str = "submissions/demo/2026/hexi.yaml";

/// How often a code is open.
fn open(files: &Files, day: &str, code: &str) -> usize {
    checked(files, day).1.into_vec().iter().filter(|d| d.rule.code == code && d.is_open()).count()
}

#[test]
fn t2_a_small_figure_in_another_unit_of_measure_is_asked_about_in_a_first_year() {
    let asked = |target: &str, value: &str| {
        let mut files = example();
        change(&mut files, PLAN, "value: \"120\"", &format!("value: \"{target}\""));
        change(&mut files, HEXI, "value: \"25\"", &format!("value: \"{value}\""));
        open(&files, "2025-12-20", "N451")
    };
    // Three things and seventeen things are counts; a thousandth of a thing is none.
    assert_eq!((asked("17", "3"), asked("17", "2"), asked("17", "1")), (0, 0, 0));
    assert_eq!(asked("17", "0.0017"), 1);
    assert_eq!(asked("6", "0.00007"), 1);
}

#[test]
fn t2_a_small_figure_is_held_against_last_year_s_too() {
    let asked = |then: &str, now: &str| {
        let mut files = example();
        add_next_year(&mut files);
        change(&mut files, HEXI, "value: \"25\"", &format!("value: \"{then}\""));
        let text = String::from_utf8(files[HEXI].clone()).expect("UTF-8");
        let next = text.replace("2025", "2026").replace(&format!("\"{then}\""), &format!("\"{now}\""));
        files.insert(HEXI_2026.to_owned(), next.into_bytes());
        let day = "2026-12-20";
        (open(&files, day, "N421"), open(&files, day, "N422"))
    };
    assert_eq!(asked("13", "0.0013").0, 1);
    assert_eq!(asked("1", "11"), (0, 0), "a few things may be ten times as many");
    // A sum of years grows; to four times itself and past the target it does not without a word.
    assert_eq!(asked("40", "70"), (0, 0));
    assert_eq!(asked("40", "110"), (0, 0), "on its way to 120");
    assert_eq!(asked("40", "170"), (0, 1));
    assert_eq!(asked("100", "170"), (0, 0), "less than twice as much");
}

#[test]
fn t5_an_acceptance_from_before_the_report_takes_nothing() {
    let told = |on: &str| {
        let mut files = example();
        change(&mut files, HEXI, "value: \"25\"", "value: \"25.5\"");
        let text = format!(
            "nianbao: decisions/1\nplan: demo\nyear: 2025\naccepts:\n  - {{unit: hexi, indicator: outlets-fixed, code: N414, reason: 界河排口各计半个, by: 市河长办, on: {on}}}\n"
        );
        files.insert("submissions/demo/2025/decisions.yaml".to_owned(), text.into_bytes());
        (open(&files, "2025-12-20", "N414"), open(&files, "2025-12-20", "N252"))
    };
    // There is no book: the report says itself that it was filled in on 8 December.
    let (still, _) = told("2025-12-18");
    assert_eq!(still, 0);
    let mut files = example();
    change(&mut files, HEXI, "value: \"25\"", "value: \"25.5\"");
    assert_eq!(told("2025-12-02").0, open(&files, "2025-12-20", "N414"));
}

#[test]
fn t11_a_withheld_year_is_not_published_as_last_year_s_value() {
    for (disclosure, is_public) in [("withheld, reason: 含未公布的统计数据", false), ("proactive", true)]
    {
        let mut files = example();
        add_next_year(&mut files);
        for (year, how) in [("2025", disclosure), ("2026", "proactive")] {
            let text = format!(
                "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 市河长办, on: {year}-12-18, disclosure: {how}}}\n"
            );
            files.insert(format!("submissions/demo/{year}/decisions.yaml"), text.into_bytes());
        }
        let last =
            "value: \"91.7\"\n    last_year: {value: \"81.7\", source: 市生态环境局年报（示例）}\n    n: 11";
        let now = "value: \"83.3\"\n    n: 10";
        change(&mut files, "submissions/demo/2026/sthjj.yaml", now, last);
        let built = built(&files, "2026-12-20");
        let says = |edition: &str| {
            let of = |(name, bytes): &&(String, Vec<u8>)| {
                name.starts_with(&format!("{edition}/demo/2026/"))
                    && String::from_utf8_lossy(bytes).contains("81.7")
            };
            built.iter().filter(of).count() > 0
        };
        assert!(says("internal"), "{disclosure}");
        assert_eq!(says("public"), is_public, "{disclosure}");
    }
}
