//! Final values of a closed year that the next year gave: on the year's pages whatever is asked for, in what their mark
//! is made of, and with what is asked about them.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::moment::{add_next_year, as_of, change, close, example};
use crate::support::page as text;

const DAY: &str = "2027-01-20";
const NEXT: &str = "submissions/demo/2026/sthjj.yaml";

/// Two years, the first closed and published; in the second 市生态环境局 gives the final value of the first.
fn years(last: &str, is_reviewed: bool) -> Files {
    let mut files = example();
    let review = |year: i32| {
        format!(
            "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 市河长办, on: {year}-12-28, disclosure: proactive}}\n"
        )
    };
    files.insert("submissions/demo/2025/decisions.yaml".into(), review(2025).into());
    close(&mut files, 2025, "2026-01-20");
    add_next_year(&mut files);
    // Another value than last year's, which would be asked about.
    change(&mut files, NEXT, "value: \"83.3\"\n    n: 10", "value: \"91.7\"\n    n: 11");
    let status = "    value_status: provisional\n    standard";
    let given = format!("    last_year: {{{last}, value_status: final, source: 公报}}\n{status}");
    change(&mut files, NEXT, status, &given);
    if is_reviewed {
        files.insert("submissions/demo/2026/decisions.yaml".into(), review(2026).into());
    }
    files
}

/// The files of the first year that are built, by name.
fn first_year(files: &Files, year: Option<i32>) -> Vec<(String, Vec<u8>)> {
    let project = Project::memory(files.clone());
    let selection = Selection { year, ..Selection::default() };
    let built = build_workspace(&project, &selection, as_of(DAY)).expect("memory can be listed");
    let beyond = built.files.iter().any(|file| file.path.contains("/demo/2026/"));
    assert_eq!(beyond, year.is_none(), "a year that nobody asked for has no pages");
    let files = built.files.into_iter().map(|file| (file.path, file.bytes));
    files.filter(|(path, _)| path.contains("/demo/2025/")).collect()
}

/// The mark in the foot of a page.
fn mark(page: &str) -> &str {
    let behind = page.split_once("校验码：").expect("a mark").1;
    &behind[..19]
}

#[test]
fn t3_a_closed_year_is_the_same_whichever_year_is_asked_for() {
    let files = years("value: \"84.6\"", true);
    let (all, one) = (first_year(&files, None), first_year(&files, Some(2025)));
    assert!(text(&all, "public/demo/2025/data/values.csv").contains("84.6"));
    assert_eq!(all.len(), one.len());
    // One looks for words in all years that are asked for.
    let is_of_year = |path: &str| !path.ends_with("/search.html");
    for ((name, own), (same, other)) in all.iter().zip(&one).filter(|((name, _), _)| is_of_year(name)) {
        assert_eq!(name, same);
        assert!(own == other, "{name} is another one");
    }
}

#[test]
fn t3_what_is_printed_is_in_the_mark_of_the_pages() {
    let name = "public/demo/2025/indicators/river-good-ratio.html";
    let pages: Vec<String> = [("84.6", false), ("84.6", true), ("85.1", true)]
        .into_iter()
        .map(|(value, is_reviewed)| {
            text(&first_year(&years(&format!("value: \"{value}\""), is_reviewed), None), name)
        })
        .collect();
    for (at, page) in pages.iter().enumerate() {
        for other in &pages[at + 1..] {
            assert_ne!(page, other);
            assert_ne!(mark(page), mark(other), "different pages bear different marks");
        }
    }
}

#[test]
fn t2_a_final_value_that_is_asked_about_says_so_wherever_it_is_told() {
    // Ten times as much as was reported.
    let files = years("value: \"8.33\"", true);
    let built = first_year(&files, None);
    for name in ["index.html", "indicators/river-good-ratio.html", "files/demo-2025-report.md"] {
        let page = text(&built, &format!("internal/demo/2025/{name}"));
        let told = page.split_once("2026年填报终值为").unwrap_or_else(|| panic!("{name}: {page}")).1;
        assert!(told.split_once('，').is_some_and(|(said, _)| said.contains("待核实")), "{name}: {told}");
    }
    for (path, bytes) in built.iter().filter(|(path, _)| path.starts_with("public/")) {
        let bytes = String::from_utf8_lossy(bytes);
        assert!(!bytes.contains("8.33"), "{path}");
    }
    // A value that is the same is no correction of the whole report.
    let built = first_year(&years("value: \"83.3\"", true), None);
    assert!(!text(&built, "public/demo/2025/index.html").contains("填报终值"));
    assert!(text(&built, "public/demo/2025/indicators/river-good-ratio.html").contains("填报终值"));
}

/// An answer that waits is an answer: the unit's page says so as the task's does.
#[test]
fn t7_an_answer_that_waits_stands_on_the_page_of_its_unit() {
    let mut files = years("value: \"84.6\"", true);
    // Word for word what was said last year: it is asked.
    change(&mut files, "submissions/demo/2026/slj.yaml", "percent: 45", "percent: 30");
    let project = Project::memory(files);
    let built = build_workspace(&project, &Selection::default(), as_of(DAY)).expect("memory can be listed");
    let page = |name: &str| {
        let file = built.files.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(file.bytes.clone()).expect("UTF-8")
    };
    assert!(page("public/demo/2026/tasks/rw-02-01.html").contains("待核实"));
    assert!(page("public/demo/2026/units/slj.html").contains("待核实"));
}

/// A county's final value of a closed year stands in its own row and among the values, not only under 更正.
#[test]
fn t7_the_final_value_of_one_county_stands_in_its_own_row() {
    let mut files = years("value: \"84.6\"", true);
    let own = "submissions/demo/2026/hedong.yaml";
    let line = "    value: \"30\"\n";
    let given =
        "    value: \"44\"\n    last_year: {value: \"33\", value_status: final, source: 县水利统计}\n";
    change(&mut files, own, line, given);
    let built = first_year(&files, None);
    let values = text(&built, "internal/demo/2025/data/values.csv");
    let rows: Vec<&str> =
        values.lines().filter(|row| row.starts_with("outlets-fixed") && row.contains("河东县")).collect();
    assert!(rows.iter().any(|row| row.contains(",2025年,30,")), "{rows:?}");
    assert!(rows.iter().any(|row| row.contains(",2025年,33,") && row.contains("2026年填报")), "{rows:?}");
    let page = text(&built, "internal/demo/2025/indicators/outlets-fixed.html");
    assert!(page.contains("<p>终值：") && page.contains("2026年填报"), "{page}");
}
