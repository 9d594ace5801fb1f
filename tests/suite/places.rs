//! A report that lies in a wrong place is named, and its unit is not silent.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{self, Selection};
use nianbao::source::Project;

use crate::moment::example;

const OWN: &str = "submissions/demo/2025/hexi.yaml";

/// The findings of the running round: code and message.
fn found(files: &Files) -> Vec<(&'static str, String)> {
    let project = Project::memory(files.clone());
    let selection = Selection { running: true, ..Selection::default() };
    let day = "2025-12-20".parse().expect("a day");
    let (_, found) = pipeline::check_workspace(&project, &selection, day).expect("memory can be listed");
    let said = |d: nianbao::diagnostic::Diagnostic| (d.rule.code, format!("{} {}", d.message, d.label));
    found.into_vec().into_iter().map(said).collect()
}

fn moved(to: &str) -> Files {
    let mut files = example();
    let report = files.remove(OWN).expect("it is there");
    files.insert(to.to_owned(), report);
    files
}

#[test]
fn t10_a_report_in_a_wrong_place_is_named_and_is_no_silence() {
    let mut gone = example();
    gone.remove(OWN);
    let silent =
        |files: &Files| found(files).iter().any(|(code, said)| *code == "N302" && said.contains("河西"));
    assert!(silent(&gone), "whoever hands in nothing is silent: {:?}", found(&gone));
    for place in [
        "submissions/demo/2026/hexi.yaml",
        "submissions/demo/2026/jin-nian.yaml",
        "submissions/demo/2024/hexi.yaml",
        "plans/hexi.yaml",
        "submissions/demo/2025/received/hexi.yaml",
        "submissions/demo/2025/receipts/hexi.yaml",
    ] {
        let files = moved(place);
        let all = found(&files);
        let name = place.rsplit('/').next().expect("a name");
        assert!(!silent(&files), "{place}: {all:?}");
        let named = |said: &str| said.contains(name) || said.contains("plan/1") || said.contains("方案");
        assert!(all.iter().any(|(_, said)| named(said)), "{place} is named: {all:?}");
    }
}

#[test]
fn t10_a_copy_in_another_folder_beside_the_report_is_told_there_alone() {
    let mut files = example();
    let before = found(&files);
    let report = files[OWN].clone();
    files.insert("submissions/demo/2026/hexi.yaml".into(), report);
    assert_eq!(found(&files), before);
}
