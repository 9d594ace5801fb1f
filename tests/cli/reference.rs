//! Help, rules, schemas, templates; and arguments that make no sense.

use std::process::Stdio;

use crate::workspace::{Workspace, program, run};

#[test]
fn help_and_faults_are_chinese() {
    let here = std::env::temp_dir();
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "--help"], &["--version"]] {
        let ran = run(&here, arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?} {}", ran.err);
        for english in
            ["Usage", "Options", "Commands", "Arguments", "Print help", "default:", "possible values"]
        {
            assert!(!ran.out.contains(english), "{arguments:?} says {english}:\n{}", ran.out);
        }
    }
    for (arguments, word) in [
        (&["bulid"][..], "build"),
        (&["build", "--plna", "x"], "--plan"),
        (&["build", "--as-of", "明天"], "2026-12-15"),
        (&["check", "--format", "xml"], "sarif"),
        (&[], "nianbao"),
    ] {
        let ran = run(&here, arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("error:") && !ran.err.contains("Usage"), "{}", ran.err);
    }
}

#[test]
fn every_rule_can_be_explained() {
    let here = std::env::temp_dir();
    let rules = run(&here, &["rules"]);
    let codes: Vec<&str> = rules
        .out
        .lines()
        .filter_map(|l| l.split_whitespace().next())
        .filter(|w| w.starts_with('N'))
        .collect();
    assert!(codes.len() >= 70, "{} rules", codes.len());
    for code in [codes[0], codes[codes.len() - 1], "n026", "N901"] {
        let ran = run(&here, &["explain", code]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.out.contains("有问题的"), "{}", ran.out);
    }
    assert_eq!(run(&here, &["explain", "N999"]).code, Some(2));
}

#[test]
fn schemas_are_json_and_know_both_languages() {
    let here = std::env::temp_dir();
    for kind in ["plan", "submission", "decisions", "record", "office"] {
        let ran = run(&here, &["schema", kind]);
        let schema: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
        assert!(schema["properties"]["nianbao"].is_object(), "{kind}");
        if kind == "submission" {
            assert!(schema["properties"]["单位"].is_object());
        }
    }
}

#[test]
fn templates_are_copied_once() {
    let workspace = Workspace::new();
    let list = workspace.run(&["templates"]);
    assert!(list.out.contains("overview.html"), "{}", list.out);
    assert_eq!(workspace.run(&["templates", "copy", "overview.html"]).code, Some(0));
    let again = workspace.run(&["templates", "copy", "overview.html"]);
    assert_eq!(again.code, Some(2), "an edited template is not overwritten");
    assert!(again.err.contains("已经存在") && !again.err.contains("os error"), "{}", again.err);
    assert_eq!(workspace.run(&["templates", "copy", "../../etc/passwd"]).code, Some(2));
}

#[test]
fn who_opens_the_program_like_a_document_is_told_what_to_do() {
    let here = std::env::temp_dir();
    let ran = crate::workspace::run(&here, &[]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("没有窗口") && ran.err.contains("nianbao new"), "{}", ran.err);
    let asked = crate::workspace::run(&here, &["--help"]);
    assert!(asked.code == Some(0) && !asked.out.contains("没有窗口"), "{}", asked.out);
}

#[test]
fn new_never_writes_over_a_folder_in_use() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["new", "."]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let here = std::env::temp_dir();
    let mut child = program()
        .current_dir(here)
        .arg("rules")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(
        String::from_utf8_lossy(&output.stderr).is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
