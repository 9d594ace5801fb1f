//! Amendments and assignments hold from their year and day on: of the time before them the report says what was then.

use nianbao::diagnostic::{Files, Severity};

use crate::moment::{add_next_year, built, change, checked, example};

const PLAN: &str = "plans/demo.yaml";
const TARGET: &str =
    "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n";

/// Two open years, the plan amended from the second on.
fn amended(amendments: &str) -> Files {
    let mut files = example();
    add_next_year(&mut files);
    change(&mut files, PLAN, TARGET, &format!("{TARGET}amendments:\n{amendments}"));
    files
}

fn page(files: &Files, path: &str) -> Option<String> {
    let built = built(files, "2026-12-20");
    let found = built.into_iter().find(|(name, _)| name == path);
    found.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn t4_a_name_holds_from_its_amendment_on_though_no_year_was_closed() {
    let mut files = amended(
        "  - {from: 2026, unit: slj, what: 更名为市水务局, was: {name: 市水利局}, why: 机构改革, document: 示编发〔2026〕3号}\n  \
         - {from: 2026, task: RW-02-01, what: 改题, was: {name: 清理入河排污口}, why: 表述统一, document: 示政办发〔2026〕2号}\n",
    );
    change(&mut files, PLAN, "name: 市水利局, aliases: [水利局]", "name: 市水务局, aliases: [水利局]");
    change(&mut files, "submissions/demo/2026/slj.yaml", "unit: 市水利局", "unit: 市水务局");
    let units = |year: &str| page(&files, &format!("internal/demo/{year}/units/index.html")).expect("a page");
    assert!(units("2025").contains("市水利局") && !units("2025").contains("市水务局"));
    assert!(units("2026").contains("市水务局"));
    let task =
        |year: &str| page(&files, &format!("internal/demo/{year}/tasks/rw-02-01.html")).expect("a page");
    assert!(task("2025").contains("清理入河排污口") && !task("2026").contains(">清理入河排污口<"));
    let wrong = checked(&files, "2026-12-20").1.into_vec();
    let wrong: Vec<_> =
        wrong.iter().filter(|d| d.severity == Severity::Error || d.rule.code == "N135").collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn t4_what_an_amendment_brings_was_not_there_before() {
    let files = amended(
        "  - {from: 2026, indicator: outlets-fixed, what: 新增, was: {ids: []}, why: 补充, document: 示政办发〔2026〕2号}\n",
    );
    assert!(page(&files, "internal/demo/2025/indicators/outlets-fixed.html").is_none());
    assert!(page(&files, "internal/demo/2026/indicators/outlets-fixed.html").is_some());
}

#[test]
fn t4_a_change_that_does_not_say_what_was_is_told_while_an_earlier_year_is_open() {
    let files = amended(
        "  - {from: 2026, indicator: outlets-fixed, what: 目标提高, why: 新排查, document: 示政办发〔2026〕2号}\n",
    );
    let found = checked(&files, "2026-12-20").1.into_vec();
    let told: Vec<&str> =
        found.iter().filter(|d| d.rule.code == "N135").map(|d| d.message.as_str()).collect();
    let said = "2025年度没有定稿，方案已按2026年起的调整改动，2025年度也按改动以后的列示，定稿以前不公开";
    assert_eq!(told, [said]);
    // What was reviewed was judged by other goals.
    for (amendment, is_public) in [("what: 目标提高", false), ("what: 新增, was: {ids: []}", true)] {
        let mut files = amended(&format!(
            "  - {{from: 2026, indicator: outlets-fixed, {amendment}, why: 新排查, document: 示政办发〔2026〕2号}}\n"
        ));
        let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-22, disclosure: proactive}\n";
        files.insert("submissions/demo/2025/decisions.yaml".to_owned(), review.as_bytes().to_vec());
        assert_eq!(page(&files, "public/demo/2025/index.html").is_some(), is_public, "{amendment}");
    }
}

#[test]
fn t4_whom_an_assignment_asks_is_asked_from_its_day_on() {
    let asked = |on: &str| {
        let mut files = example();
        add_next_year(&mut files);
        change(&mut files, PLAN, "        responsible_units: [slj, sthjj]\n        also: [counties]\n", "");
        let given = format!(
            "assignments:\n  - {{task: RW-02-01, responsible_units: [slj, sthjj], reason: 原文没有写明, by: 市河长办, on: {on}}}\n"
        );
        change(&mut files, PLAN, TARGET, &format!("{TARGET}{given}"));
        let table = |year: i32| {
            let rows = page(&files, &format!("internal/demo/{year}/data/units.csv")).expect("a table");
            let own = rows.lines().find(|row| row.contains("市水利局")).expect("its row").to_owned();
            own.split(',').nth(2).expect("承担任务数").to_owned()
        };
        (table(2025), table(2026))
    };
    assert_eq!(asked("2026-03-01"), ("0".to_owned(), "1".to_owned()));
    assert_eq!(asked("2025-03-01"), ("1".to_owned(), "1".to_owned()));
}
