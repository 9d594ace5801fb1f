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

/// What bears a unit's name is that unit's attempt, whoever it says it speaks for.
#[test]
fn t10_a_report_in_the_name_of_others_is_no_silence_either() {
    let mut files = example();
    let text = String::from_utf8(files[OWN].clone()).expect("UTF-8").replace("unit: 河西县", "unit: 各县");
    files.insert(OWN.to_owned(), text.into_bytes());
    let all = found(&files);
    assert!(all.iter().any(|(code, said)| *code == "N201" && said.contains("各县")), "{all:?}");
    assert!(!all.iter().any(|(code, said)| *code == "N302" && said.contains("河西")), "{all:?}");
}

/// The file that the id names is the plan; how a copy's name sorts says nothing.
#[test]
fn t10_a_copy_of_a_plan_takes_its_place_from_nobody() {
    for name in [
        "plans/demo - 副本.yaml",
        "plans/demo(1).yaml",
        "plans/Demo 2.yaml",
        "plans/ademo.yml",
        "plans/zz.yaml",
    ] {
        let mut files = example();
        let plan = files["plans/demo.yaml"].clone();
        files.insert(name.to_owned(), plan);
        let project = Project::memory(files);
        let day = "2025-12-20".parse().expect("a day");
        let (workspace, found) =
            pipeline::check_workspace(&project, &Selection::default(), day).expect("memory can be listed");
        let plans: Vec<&str> =
            workspace.plans.iter().map(|p| workspace.sources.get(p.plan.file).path.as_str()).collect();
        assert_eq!(plans, ["plans/demo.yaml"], "{name}");
        let wrong: Vec<(&str, &str)> = found
            .iter()
            .filter(|d| d.severity == nianbao::diagnostic::Severity::Error)
            .map(|d| (d.rule.code, workspace.sources.path(d.place)))
            .collect();
        assert_eq!(wrong, [("N118", name)]);
    }
}
