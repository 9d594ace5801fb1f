//! Years that are over: under the ids of their time, up to the day on which the last of them came to be, and not
//! changed by what is laid below them later; final values that are known count, and two that differ are told.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, checked, close, example};
use crate::support::page;

const PLAN: &str = "plans/demo.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// A file as it is built on a day; nothing where it is not.
fn made(files: &Files, day: &str, path: &str) -> Option<String> {
    let found = built(files, day).into_iter().find(|(name, _)| name == path);
    found.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
}

fn told(files: &Files, day: &str, code: &str) -> Vec<String> {
    let found = checked(files, day).1.into_vec();
    found.into_iter().filter(|found| found.rule.code == code).map(|found| found.message).collect()
}

/// Two open years; in the second an indicator has another id.
fn renumbered(amendment: &str) -> Files {
    let mut files = example();
    add_next_year(&mut files);
    change(&mut files, PLAN, "  - id: outlets-fixed", "  - id: outlets");
    let target = "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n";
    change(&mut files, PLAN, target, &format!("{target}amendments:\n{amendment}"));
    for unit in ["hedong", "hexi"] {
        change(&mut files, &format!("submissions/demo/2026/{unit}.yaml"), "id: outlets-fixed", "id: outlets");
    }
    files
}

#[test]
fn t4_an_open_year_keeps_the_ids_of_its_time() {
    let files = renumbered(
        "  - {from: 2026, indicator: outlets, what: 编号调整, was: {id: outlets-fixed}, why: 统一编号, document: 示政办发〔2026〕2号}\n",
    );
    let of = |year: i32, id: &str| {
        let table = made(&files, "2026-12-20", &format!("internal/demo/{year}/data/indicators.csv"));
        let table = table.expect("a table");
        table.lines().find(|row| row.starts_with(&format!("{id},"))).map(str::to_owned)
    };
    assert!(of(2025, "outlets-fixed").is_some_and(|row| row.contains(",55,")), "the answers of 2025 count");
    assert!(
        of(2026, "outlets").is_some_and(|row| row.contains(",55,")) && of(2026, "outlets-fixed").is_none()
    );
    assert!(told(&files, "2026-12-20", "N135").is_empty());
    assert!(told(&files, "2026-12-20", "N221").is_empty() && told(&files, "2026-12-20", "N222").is_empty());
}

#[test]
fn t4_what_was_put_together_from_several_is_told_while_an_earlier_year_is_open() {
    let files = renumbered(
        "  - {from: 2026, indicator: outlets, what: 合并, was: {ids: [outlets-fixed, outlets-closed]}, why: 合并统计, document: 示政办发〔2026〕2号}\n",
    );
    let said = told(&files, "2026-12-20", "N135");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with("合并、拆分以前的答复对不上，定稿以前不公开"), "{said:?}");
    // Nor is it published so, though it was reviewed.
    let public = |files: &Files| {
        let mut files = files.clone();
        let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-28, disclosure: proactive}\n";
        files.insert("submissions/demo/2025/decisions.yaml".into(), review.into());
        made(&files, "2026-12-20", "public/demo/2025/index.html").is_some()
    };
    assert!(!public(&files) && public(&example()));
}

/// The pages say something else before the deadline, before the end of the year, and after them: the day that stands
/// on them is one on which they said what they say.
#[test]
fn t3_the_day_of_an_open_past_year_is_the_last_on_which_something_changed() {
    let mut files = example();
    files.remove(HEXI);
    let day_on = |day: &str| {
        let report = made(&files, day, "internal/demo/2025/data/report.json").expect("a report");
        let (_, behind) = report.split_once("\"as_of\":").expect("its day");
        behind.trim_start().trim_start_matches('"')[..10].to_owned()
    };
    let row_on = |day: &str| made(&files, day, "internal/demo/2025/data/submissions.csv").expect("a table");
    let day = day_on("2026-07-01");
    assert_eq!(day, "2025-12-31");
    assert_eq!(row_on("2026-07-01"), row_on(&day), "what stands there was so on that day");
}

#[test]
fn t10_a_slip_in_the_day_of_filling_is_no_silence() {
    let mut files = example();
    change(&mut files, HEXI, "filled_on: 2025-12-09", "filled_on: 2052-12-09");
    for day in ["2025-12-20", "2026-03-01"] {
        let table = made(&files, day, "internal/demo/2025/data/submissions.csv").expect("a table");
        let all = table.lines().find(|row| row.starts_with("合计,")).expect("a sum").to_owned();
        let cells: Vec<&str> = all.split(',').collect();
        assert_eq!((cells[1], cells[2]), ("4", "4"), "{day}: it lies there: {all}");
        assert_eq!(cells[4], "0", "{day}: and is not late by thousands of days: {all}");
        assert_eq!(told(&files, day, "N207").len(), 1);
    }
    // A day that is only to come is a day: looking back, it was not there.
    change(&mut files, HEXI, "filled_on: 2052-12-09", "filled_on: 2025-12-18");
    let table = made(&files, "2025-12-16", "internal/demo/2025/data/submissions.csv").expect("a table");
    assert!(table.lines().any(|row| row.starts_with("合计,4,3,")), "{table}");
}

#[test]
fn t3_a_file_laid_below_an_earlier_year_changes_no_closed_one() {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    let of = |files: &Files| -> Vec<(String, Vec<u8>)> {
        let pages = built(files, "2026-12-20").into_iter();
        pages.filter(|(path, _)| path.contains("/demo/2025/data/") && !path.contains("findings")).collect()
    };
    let before = of(&files);
    let text = String::from_utf8(files[HEXI].clone()).expect("UTF-8");
    let earlier = text.replace("2025", "2024").replace("\"25\"", "\"2500\"");
    files.insert("submissions/demo/2024/hexi.yaml".into(), earlier.into_bytes());
    for ((path, one), (_, other)) in before.iter().zip(&of(&files)) {
        let is_table = !path.ends_with("report.json") && !path.ends_with("datapackage.json");
        assert!(one == other || !is_table, "{path}");
    }
    let said = told(&files, "2026-12-20", "N822");
    assert!(said.iter().any(|said| said.contains("2024年度还没有定稿")), "{said:?}");
}

/// The tables of two years; counties give final values of the first as they are told.
fn with_finals(finals: &[(&str, &str)]) -> Files {
    let mut files = example();
    for unit in ["hedong", "hexi"] {
        let (then, now) =
            ("period: 累计\n    value_status: provisional", "period: 全年\n    value_status: final");
        change(&mut files, &format!("submissions/demo/2025/{unit}.yaml"), then, now);
    }
    add_next_year(&mut files);
    for (unit, value) in finals {
        let name = format!("submissions/demo/2026/{unit}.yaml");
        let source = "    value_status: final\n";
        let last =
            format!("{source}    last_year: {{value: \"{value}\", value_status: final, source: 统计年报}}\n");
        change(&mut files, &name, source, &last);
    }
    files
}

#[test]
fn t9_the_final_values_that_are_known_count_in_the_sum() {
    // 30 and 25 were reported; one county gives 34 as its final value.
    for (finals, sum) in
        [(&[][..], "55"), (&[("hedong", "34")][..], "59"), (&[("hedong", "34"), ("hexi", "26")][..], "60")]
    {
        let files = with_finals(finals);
        let table = made(&files, "2027-01-20", "internal/demo/2026/data/indicators.csv").expect("a table");
        let mut rows = table.lines();
        let head: Vec<&str> = rows.next().expect("a head").split(',').collect();
        let at = head.iter().position(|name| *name == "last_value").expect("last year's value");
        let row = rows.find(|row| row.starts_with("outlets-fixed,")).expect("its row");
        assert_eq!(row.split(',').nth(at), Some(sum), "{finals:?}: {row}");
    }
}

#[test]
fn t6_two_final_values_of_one_figure_that_differ_are_told() {
    let mut files = example();
    change(&mut files, PLAN, "reported_by: [sthjj]", "reported_by: [sthjj, slj]");
    add_next_year(&mut files);
    let figure = "value: \"83.3\", n: 10, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 断面监测";
    for (unit, last) in [("slj", "84.6"), ("sthjj", "85.7")] {
        let name = format!("submissions/demo/2026/{unit}.yaml");
        let text = String::from_utf8(files[&name].clone()).expect("UTF-8");
        let head = text.split("indicators:").next().unwrap_or_default();
        let last = format!("last_year: {{value: \"{last}\", value_status: final, source: 公报}}");
        let own = format!("{head}indicators:\n  - {{id: river-good-ratio, {figure}, {last}}}\n");
        files.insert(name, own.into_bytes());
    }
    let said = told(&files, "2026-12-20", "N431");
    assert!(
        said.iter()
            .any(|said| said.contains("上年终值不一致") && said.contains("84.6") && said.contains("85.7")),
        "{said:?}"
    );
    let all = built(&files, "2026-12-20");
    assert!(page(&all, "internal/demo/2026/findings.html").contains("上年终值不一致"));
}

/// What a report that is not public has settled is no silence of the public one after it.
#[test]
fn t11_a_milestone_that_a_withheld_report_completed_is_not_denied_in_public() {
    let mut files = example();
    change(&mut files, PLAN, "due: 2026, quote: 2026年建成", "due: 2025, quote: 2025年建成");
    add_next_year(&mut files);
    // Whoever is asked says in the first year that it is completed.
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        let text = String::from_utf8(files[&name].clone()).expect("UTF-8");
        let done = "  - {id: MS-02-01-1, status: completed, done_on: 2025-10-11}";
        let lines = text.lines().map(|line| if line.contains("MS-02") { done } else { line });
        files.insert(name, lines.collect::<Vec<_>>().join("\n").into_bytes());
    }
    // In the year after nobody speaks of it any more.
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2026/{unit}.yaml");
        let text = String::from_utf8(files[&name].clone()).expect("UTF-8");
        let rest = text.lines().filter(|line| !line.starts_with("milestones:") && !line.contains("MS-02"));
        files.insert(name, rest.collect::<Vec<_>>().join("\n").into_bytes());
    }
    for (year, how) in [(2025, "withheld, reason: 涉及未公开事项"), (2026, "proactive")] {
        let review = format!(
            "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 市河长办, on: {year}-12-28, disclosure: {how}}}\n"
        );
        files.insert(format!("submissions/demo/{year}/decisions.yaml"), review.into_bytes());
    }
    let all = built(&files, "2027-01-20");
    assert!(!all.iter().any(|(path, _)| path.starts_with("public/demo/2025/")));
    let status = |edition: &str| {
        let table = page(&all, &format!("{edition}/demo/2026/data/milestones.csv"));
        table.lines().find(|row| row.contains("MS-02-01-1")).expect("its row").to_owned()
    };
    assert!(status("public").contains("以前年度报告未公开"), "{}", status("public"));
    assert!(status("internal").contains("已完成"), "{}", status("internal"));
    let paper = page(&all, "public/demo/2026/files/demo-2026-report.md");
    assert!(!paper.contains("到期未填报") && !paper.contains("2025-10-11"), "{paper}");
}

/// The final value stands beside what its year asked, as the provisional one does: nobody has to reckon whether it got there.
#[test]
fn t6_a_final_value_is_held_against_the_goal_of_its_own_year() {
    let mut files = example();
    change(
        &mut files,
        PLAN,
        "{year: 2027, op: \">=\", value: \"90\",",
        "{year: 2025, op: \">=\", value: \"84\", quote: 到2027年优良断面比例达到90%}\n      - {year: 2027, op: \">=\", value: \"90\",",
    );
    add_next_year(&mut files);
    let name = "submissions/demo/2026/sthjj.yaml";
    let last = "last_year: {value: \"84.6\", value_status: final, source: 公报}";
    change(
        &mut files,
        name,
        "    value_status: provisional\n",
        &format!("    value_status: provisional\n    {last}\n"),
    );
    let all = built(&files, "2026-12-20");
    let card = page(&all, "internal/demo/2026/indicators/river-good-ratio.html");
    let rows: Vec<&str> =
        card.split("<tr").filter(|row| row.contains("2025年") && row.contains("84.6")).collect();
    assert!(rows.iter().any(|row| row.contains(">84<") && row.contains("0.6")), "{rows:?}");
}
