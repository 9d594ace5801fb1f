//! The examples of the manual are files that the program takes as they stand.

use nianbao::manual;

use crate::moment::{change, checked, close, example};

/// What is found in a file of the round.
fn found(files: &nianbao::diagnostic::Files, name: &str) -> Vec<String> {
    let (workspace, found) = checked(files, "2026-12-20");
    let of_file =
        |finding: &&nianbao::diagnostic::Diagnostic| workspace.sources.path(finding.place).ends_with(name);
    let found = found.into_vec();
    found.iter().filter(of_file).map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect()
}

#[test]
fn the_examples_of_the_manual_are_sound() {
    let of = |name: &str| manual::page(name).expect("there is a page").example().as_bytes().to_vec();
    let mut files = example();
    files.insert("plans/demo.yaml".into(), of("plan"));
    assert_eq!(found(&files, "plans/demo.yaml"), Vec::<String>::new());
    files.insert("submissions/demo/2025/slj.yaml".into(), of("submission"));
    files.insert("submissions/demo/2025/decisions.yaml".into(), of("decisions"));
    for name in ["slj.yaml", "decisions.yaml"] {
        assert_eq!(found(&files, name), Vec::<String>::new());
    }
    // The record of the manual speaks of a digest of its own; the rest of it is as `close` writes it.
    close(&mut files, 2025, "2026-01-20");
    let record = "submissions/demo/2025/record.yaml";
    let written = String::from_utf8(files[record].clone()).expect("UTF-8");
    let example = String::from_utf8(of("record")).expect("UTF-8");
    let (_, corrections) = example.split_once("更正:\n").expect("it has a correction");
    change(&mut files, "submissions/demo/2025/slj.yaml", "完成率: 45", "完成率: 46");
    files.insert(record.into(), format!("{written}更正:\n{corrections}").into_bytes());
    let said = found(&files, "record.yaml");
    assert!(said.len() == 1 && said[0].starts_with("N821 slj.yaml在更正后改动过"), "{said:?}");
}
