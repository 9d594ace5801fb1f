//! Who answers what nobody asked, and who has no part in what was asked: both are answers, and counted as what they are.

use nianbao::diagnostic::Files;

use crate::moment::{built, change, example};
use crate::support::page;

const DAY: &str = "2025-12-20";

fn text(files: &Files, path: &str) -> String {
    let built = built(files, DAY);
    page(&built, path)
}

/// Two departments are asked; the counties answer all the same.
#[test]
fn t8_an_answer_that_nobody_asked_for_is_shown_and_not_counted() {
    let mut files = example();
    let paper = "internal/demo/2025/files/demo-2025-report.md";
    assert!(text(&files, paper).contains("4家单位填报"));
    change(&mut files, "plans/demo.yaml", "        also: [counties]\n", "");
    let paper = text(&files, paper);
    assert!(paper.contains("2家单位填报") && !paper.contains("4家单位填报"), "{paper}");
    assert!(paper.contains("完成城区段排污口封堵") && paper.contains("方案未列"), "{paper}");
    let units = text(&files, "internal/demo/2025/data/units.csv");
    let hedong = units.lines().find(|line| line.contains("河东县")).expect("its row");
    assert!(hedong.trim_end().ends_with(",0,0,0,0,0,0,0,0"), "no task of its own: {units}");
}

/// 不涉及 by all is a state of its own, and no silence.
#[test]
fn t9_a_task_that_concerns_nobody_is_not_without_a_state() {
    let mut files = example();
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        let own = String::from_utf8(files[&name].clone()).expect("UTF-8");
        let status = own.lines().find(|line| line.trim_start().starts_with("status:")).expect("a status");
        files.insert(name, own.replacen(status, "    status: not_applicable", 1).into_bytes());
    }
    let home = text(&files, "internal/demo/2025/index.html");
    assert!(home.contains("1项不涉及") && !home.contains("1项没有可以采用的状态"), "{home}");
    let units = text(&files, "internal/demo/2025/data/units.csv");
    let cell = |column: &str| {
        let at = units.lines().next().expect("a head").split(',').position(|name| name == column);
        let slj = units.lines().find(|line| line.contains("市水利局")).expect("its row");
        slj.trim_end().split(',').nth(at.expect("its column")).expect("its cell").to_owned()
    };
    assert_eq!([cell("not_applicable"), cell("none")], ["1", "0"], "{units}");
}
