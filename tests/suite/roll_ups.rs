//! A whole that counties make up: what a department says beside them is checked, never added, and nobody's
//! figure is chosen for it (T9).

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{check, starter_files, today};

const PLAN: &str = "plans/demo.yaml";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";

fn replace(files: &mut Files, name: &str, from: &str, to: &str) {
    let bytes = files.get_mut(name).expect("the starter has the file");
    let text = String::from_utf8_lossy(bytes).into_owned();
    assert!(text.contains(from), "{name} has no {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

/// The starter with a department asked beside the counties, which reports a total.
fn beside(total: &str) -> Files {
    let mut files = starter_files();
    replace(&mut files, PLAN, "reported_by: [counties]", "reported_by: [counties, sthjj]");
    let figure = format!(
        "indicators:\n  - {{id: outlets-fixed, value: \"{total}\", period: 累计, value_status: provisional, source: 市级汇总（示例）}}\n"
    );
    replace(&mut files, STHJJ, "indicators:\n", &figure);
    files
}

fn page(files: &Files) -> String {
    let built = build_workspace(&Project::memory(files.clone()), &Selection::default(), today())
        .expect("memory can be listed");
    let page =
        built.files.iter().find(|file| file.path == "internal/demo/2025/indicators/outlets-fixed.html");
    String::from_utf8_lossy(&page.expect("it has a page").bytes).into_owned()
}

#[test]
fn t9_a_department_asked_beside_counties_is_told_compared_and_never_added() {
    let alone = page(&starter_files());
    assert!(alone.contains("各县区数值"));
    let same = beside("55");
    let found = check(&same);
    assert!(found.codes().contains(&"N128") && !found.codes().contains(&"N432"), "{:?}", found.codes());
    let differing = beside("61");
    let found = check(&differing);
    let told = found.findings.iter().find(|finding| finding.rule.code == "N432").expect("the totals differ");
    assert!(told.message.contains("61") && told.message.contains("各县合计55"), "{}", told.message);
    let page = page(&differing);
    assert!(page.contains("各填报单位数值") && !page.contains("各县区数值"), "a department is no county");
    assert!(!page.contains("116"), "nothing is counted twice");
}

#[test]
fn t9_nobody_s_figure_is_chosen_for_a_sum() {
    let mut files = starter_files();
    let choice = "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: outlets-fixed, unit: hexi, reason: 以核查为准, by: 示例办公室, on: 2025-12-18}\n";
    files.insert("submissions/demo/2025/decisions.yaml".to_owned(), choice.as_bytes().to_vec());
    let found = check(&files);
    assert!(found.codes().contains(&"N250"), "{:?}", found.codes());
    assert!(!page(&files).contains("以核查为准"), "a decision without effect is not shown as one");
}
