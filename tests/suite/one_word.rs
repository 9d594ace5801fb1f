//! What is asked about, in dispute or incomplete reads the same wherever it stands.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, example};

const PLAN: &str = "plans/demo.yaml";

fn own(unit: &str) -> String {
    format!("submissions/demo/2025/{unit}.yaml")
}

fn page(files: &Files, day: &str, path: &str) -> String {
    let found = built(files, day).into_iter().find(|(name, _)| name == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("there is no {path}")).1).expect("UTF-8")
}

/// A task past its day: three units have done it, one is behind and does not say until when.
fn one_asked() -> Files {
    let mut files = example();
    let review = "nianbao: decisions/1\nplan: demo\nyear: 2025\npublic_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n";
    files.insert("submissions/demo/2025/decisions.yaml".into(), review.into());
    change(
        &mut files,
        PLAN,
        "also: [counties]\n        due: 2027",
        "also: [counties]\n        due: 2025-11-30",
    );
    for unit in ["slj", "sthjj", "hedong"] {
        let done = "status: completed\n    evidence: [{title: 验收表}]\n";
        change(&mut files, &own(unit), "status: on_track\n", done);
    }
    change(&mut files, &own("slj"), "percent: 45", "percent: 100");
    change(&mut files, &own("sthjj"), "percent: 40", "percent: 100");
    let behind = "status: behind\n    percent: 60\n    issues: 资金缺口30万元\n    next_steps: 2026年6月底前完成招标\n";
    change(&mut files, &own("hexi"), "status: on_track\n", behind);
    files
}

#[test]
fn t2_an_answer_that_is_asked_about_is_counted_in_its_own_word() {
    let files = one_asked();
    let paper = page(&files, "2025-12-20", "public/demo/2025/files/demo-2025-report.md");
    assert!(paper.contains("4家单位填报，其中已完成3家、待核实1家，因有填报待核实，总体暂不判断"), "{paper}");
    assert!(paper.contains("| 已完成3家、待核实1家 |"), "the annex counts as the body does: {paper}");
    let task = page(&files, "2025-12-20", "public/demo/2025/tasks/rw-02-01.html");
    assert!(
        task.contains("涉及4家单位，均已填报（其中待核实1家）") && !task.contains("尚无填报内容"),
        "{task}"
    );
    // The office reads what it says.
    let paper = page(&files, "2025-12-20", "internal/demo/2025/files/demo-2025-report.md");
    assert!(paper.contains("其中已完成3家、滞后1家"), "{paper}");
}

#[test]
fn t2_a_judgement_unit_by_unit_says_that_it_rests_on_an_open_figure() {
    let mut files = example();
    change(&mut files, PLAN, "combine: sum", "combine: each_meets");
    change(
        &mut files,
        PLAN,
        "{year: 2027, op: \">=\", value: \"120\"",
        "{year: 2025, op: \">=\", value: \"28\"",
    );
    let path = "internal/demo/2025/files/demo-2025-report.md";
    let sure = page(&files, "2025-12-20", path);
    assert!(sure.contains("完成整治的入河排污口目标为28个以上") && !sure.contains("待核实"), "{sure}");
    change(&mut files, &own("hexi"), "    value_status: provisional\n", "");
    let open = page(&files, "2025-12-20", path);
    let sentence = open.lines().find(|line| line.contains("目标为28个以上")).unwrap_or_default();
    assert!(sentence.contains("未达标（待核实）"), "{open}");
    let row = open.lines().find(|line| line.starts_with("| ") && line.contains("完成整治的入河排污口"));
    // What is not summed up stands unit by unit.
    assert!(row.is_some_and(|row| row.contains("、河西县25个 | 待核实 |")), "{open}");
}

#[test]
fn t2_last_years_part_of_a_whole_is_no_value_of_the_whole() {
    let mut files = example();
    add_next_year(&mut files);
    files.remove(&own("hexi"));
    let last = "上年数据不全，应有2家、已汇总1家";
    let home = page(&files, "2026-12-20", "internal/demo/2026/index.html");
    assert!(home.contains(last), "{home}");
    let paper = page(&files, "2026-12-20", "internal/demo/2026/files/demo-2026-report.md");
    let row = paper.lines().find(|line| line.starts_with("| ") && line.contains("完成整治的入河排污口"));
    assert!(row.is_some_and(|row| !row.contains("30（")), "one county's figure is not the city's: {paper}");
}
