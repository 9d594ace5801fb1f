//! 历年公布值 about which something is asked: not shown and not compared with, until the office takes it (T1, T2).

use nianbao::diagnostic::Files;

use crate::moment::{built, change, checked, example};

const PLAN: &str = "plans/demo.yaml";
const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const DAY: &str = "2026-02-01";

fn with(history: &str, accepts: &str) -> Files {
    let mut files = example();
    let baseline = "    baseline: {year: 2024, value: \"81\", quote: 2024年优良断面比例为81%}\n";
    change(&mut files, PLAN, baseline, &format!("    baseline: null\n    history: [{history}]\n"));
    // Of the whole year, so that both could be compared.
    change(&mut files, "submissions/demo/2025/sthjj.yaml", "    period: 1—11月\n", "    period: 全年\n");
    let decisions = format!(
        "nianbao: decisions/1\nplan: demo\nyear: 2025\n{accepts}public_review: {{by: 示例办公室, on: 2026-01-20, disclosure: proactive}}\n"
    );
    files.insert(DECISIONS.to_owned(), decisions.into_bytes());
    files
}

/// The page of the indicator and the row of the data, of an edition.
fn surfaces(files: &Files, edition: &str) -> (String, String) {
    let built = built(files, DAY);
    let text = |path: &str| {
        let name = format!("{edition}/demo/2025/{path}");
        let found = built.iter().find(|(path, _)| *path == name);
        String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).expect("UTF-8")
    };
    let csv = text("data/indicators.csv");
    let row = csv.lines().find(|line| line.starts_with("river-good-ratio")).expect("it has a row");
    (text("indicators/river-good-ratio.html"), row.to_owned())
}

#[test]
fn t1_a_published_value_that_cannot_be_one_is_not_used() {
    for value in ["value: \"871.9\"", "value: \"-71.9\"", "value: \"71.9\", n: 3, of: 12"] {
        let history = format!("{{year: 2024, {value}, standard: GB 3838—2002, source: 二〇二四年公报}}");
        let files = with(&history, "");
        let open = checked(&files, DAY).1.into_vec().into_iter().filter(|d| d.is_open());
        assert_eq!(open.map(|d| d.rule.code).filter(|code| *code == "N134").count(), 1, "{value}: told once");
        for edition in ["public", "internal"] {
            let (page, row) = surfaces(&files, edition);
            assert!(!page.contains("71.9") && page.contains("待核实"), "{value} {edition}");
            assert!(!row.contains("71.9") && !row.contains("个百分点"), "{value} {edition}: {row}");
        }
        // Another indicator's answer is none; the office's own answer to this one is.
        for (named, used) in [("outlets-fixed", false), ("river-good-ratio", true)] {
            let accepts = format!(
                "accepts:\n  - {{indicator: {named}, code: N134, reason: 公报即如此, by: 示例办公室, on: 2026-01-10}}\n"
            );
            let files = with(&history, &accepts);
            let is_open = |d: &nianbao::diagnostic::Diagnostic| d.rule.code == "N134" && d.is_open();
            assert_eq!(!checked(&files, DAY).1.into_vec().iter().any(is_open), used, "{value} {named}");
            assert_eq!(surfaces(&files, "public").0.contains("71.9"), used, "{value} {named}");
            let (_, row) = surfaces(&files, "internal");
            assert_eq!(row.contains("个百分点"), used, "{value} {named}: {row}");
        }
    }
    let (page, row) = surfaces(
        &with("{year: 2024, value: \"71.9\", standard: GB 3838—2002, source: 二〇二四年公报}", ""),
        "internal",
    );
    assert!(page.contains("71.9") && row.contains("上升11.4个百分点"), "{row}");
}

/// Two published values of one year contradict each other unless something says in what they differ.
#[test]
fn t1_of_two_published_values_of_a_year_neither_is_used() {
    let one = |more: &str, value: &str| {
        format!("{{year: 2024, value: \"{value}\", standard: GB 3838—2002, source: 二〇二四年公报{more}}}")
    };
    let asked = |history: &str| {
        let found = checked(&with(history, ""), DAY).1.into_vec();
        found.iter().filter(|found| found.rule.code == "N134").count()
    };
    let two = format!("{}, {}", one("", "71.9"), one("", "72.6"));
    assert_eq!(asked(&two), 2);
    for edition in ["public", "internal"] {
        let (page, row) = surfaces(&with(&two, ""), edition);
        assert!(!page.contains("71.9") && !page.contains("72.6"), "{edition}");
        assert!(!row.contains("个百分点"), "{edition}: {row}");
    }
    // The office says which of them holds: the other is told as set aside. Without a value it says nothing.
    for (named, used) in
        [("", [false, false]), ("value: \"71.90\", ", [true, false]), ("value: \"72.6\", ", [false, true])]
    {
        let accepts = format!(
            "accepts:\n  - {{indicator: river-good-ratio, {named}code: N134, reason: 公报更正, by: 示例办公室, on: 2026-01-10}}\n"
        );
        let files = with(&two, &accepts);
        for edition in ["public", "internal"] {
            let (page, row) = surfaces(&files, edition);
            assert_eq!(["71.9", "72.6"].map(|value| page.contains(value)), used, "{edition} {named}");
            // Outside, this year's own figure waits.
            let compared = edition == "internal" && used.contains(&true);
            assert_eq!(row.contains("个百分点"), compared, "{edition}: {row}");
            assert_eq!(page.contains("未采用"), used.contains(&true), "{edition} {named}");
        }
        let open =
            checked(&files, DAY).1.into_vec().into_iter().filter(|d| d.rule.code == "N134" && d.is_open());
        assert_eq!(open.count(), if used.contains(&true) { 0 } else { 2 }, "{named}");
    }
    let settled = one(", value_status: final", "72.6");
    assert_eq!(asked(&format!("{}, {settled}", one(", value_status: provisional", "71.9"))), 0);
    assert_eq!(asked(&format!("{}, {}", one("", "71.9"), one("", "71.90"))), 0);
}
