//! Every call that writes fails once, or the program is killed at it: what was good stays, what the
//! screen says helps, and the next run goes through and leaves nothing behind.
//!
//! The seam is `src/cli/fault.rs`; a release build does not have it.

use std::collections::BTreeMap;

use crate::workspace::{Ran, Workspace, program};

const BUILD: [&str; 3] = ["build", "--as-of", "2025-12-20"];
const CLOSE: [&str; 8] =
    ["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"];
/// Faults that a person must hear of, with what the screen says.
const TOLD: [(&str, &str); 4] =
    [("full", "磁盘已满"), ("denied", "没有权限"), ("readonly", "只读"), ("vanished", "没有这个文件")];

fn run(workspace: &Workspace, arguments: &[&str], fault: &str) -> Ran {
    let mut command = program();
    command.current_dir(workspace.path()).args(arguments).env("NIANBAO_TEST_FAULT", fault);
    command.output().expect("the program starts").into()
}

/// How many calls that write a run makes.
fn writes(workspace: &Workspace, arguments: &[&str]) -> u64 {
    let ran = run(workspace, arguments, "count:0");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let told = ran.err.lines().find_map(|line| line.strip_prefix("writes="));
    told.and_then(|number| number.parse().ok()).expect("a debug build tells the number")
}

/// The first calls, the last ones, and some between: those write pages, one as the other.
fn some_of(all: u64) -> Vec<u64> {
    (1..=all).filter(|n| *n <= 4 || *n + 8 > all || n % (all / 3).max(1) == 0).collect()
}

/// Every file of the workspace but locks.
fn everything(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = workspace.files("");
    files.retain(|name, _| !name.ends_with(".nianbao-lock"));
    files
}

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

/// A workspace with an output of the 10th of December; a build of the 20th gives another.
fn built() -> (Workspace, Files, Files) {
    let workspace = Workspace::new();
    let made = workspace.run(&BUILD);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let new = workspace.files("out");
    assert_eq!(workspace.run(&["build", "--as-of", "2025-12-10"]).code, Some(0));
    let old = workspace.files("out");
    assert!(old != new, "the two outputs differ");
    (workspace, old, new)
}

fn old_again(workspace: &Workspace, old: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(workspace.run(&["build", "--as-of", "2025-12-10"]).code, Some(0));
    let now = everything(workspace);
    assert!(
        now.keys().all(|name| !name.contains("nianbao-new") && !name.contains("nianbao-old")),
        "left over"
    );
    assert!(workspace.files("out") == *old);
}

#[test]
fn f8_a_build_killed_at_any_write_leaves_the_old_output_or_the_new() {
    let (workspace, old, new) = built();
    let all = writes(&workspace, &BUILD);
    old_again(&workspace, &old);
    let mut fresh = 0;
    for at in some_of(all) {
        for what in ["kill", "cut"] {
            let ran = run(&workspace, &BUILD, &format!("{what}:{at}"));
            assert_eq!(ran.code, None, "{what}:{at} of {all} killed nothing: {}", ran.err);
            let now = workspace.files("out");
            assert!(now == old || now == new, "{what}:{at} of {all} mixed the outputs");
            fresh += usize::from(now == new);
            old_again(&workspace, &old);
        }
    }
    assert!(fresh > 0, "no kill fell after the exchange");
}

#[test]
fn f8_a_build_that_cannot_write_says_so_and_leaves_the_old_output() {
    let (workspace, old, new) = built();
    let all = writes(&workspace, &BUILD);
    old_again(&workspace, &old);
    for (what, says) in TOLD {
        for at in some_of(all) {
            let ran = run(&workspace, &BUILD, &format!("{what}:{at}"));
            let now = workspace.files("out");
            let told = ran.err.contains(says) && ran.err.contains("“");
            match ran.code {
                // A page that could not be linked is written, an old output that could not be removed is named.
                Some(0) => assert!(now == new, "{what}:{at} of {all}: {}", ran.err),
                _ => assert!(ran.code == Some(2) && told && now == old, "{what}:{at} of {all}: {}", ran.err),
            }
            old_again(&workspace, &old);
        }
    }
    let ran = run(&workspace, &BUILD, "interrupted:9");
    assert!(ran.code == Some(0) && workspace.files("out") == new, "{}", ran.err);
}

#[test]
fn f8_a_year_is_closed_or_open_wherever_the_closing_stops() {
    let all = writes(&Workspace::new(), &CLOSE);
    for what in ["kill", "cut", "full", "denied", "readonly", "vanished", "interrupted"] {
        for at in 1..=all {
            let workspace = Workspace::new();
            let before = everything(&workspace);
            let ran = run(&workspace, &CLOSE, &format!("{what}:{at}"));
            let record = workspace.path().join("submissions/demo/2025/record.yaml").exists();
            let place = format!("{what}:{at} of {all}: {}", ran.err);
            assert!(ran.code != Some(1), "{place}");
            assert!(ran.code != Some(0) || record, "{place}");
            if ran.code == Some(2) {
                let says = TOLD.iter().find(|(name, _)| *name == what).map_or("", |(_, says)| says);
                assert!(ran.err.contains(says) && ran.err.contains("再运行一次"), "{place}");
                // But for the copies of plan and settings, which mean nothing without a record.
                let mut now = everything(&workspace);
                let of_closing = ["2025/plan.yaml", "2025/settings.yaml", "2025/record.yaml"];
                now.retain(|name, _| !of_closing.iter().any(|end| name.ends_with(end)));
                let left: Vec<&String> = now.keys().filter(|name| !before.contains_key(*name)).collect();
                assert!(what != "vanished" || left.is_empty(), "{place}: {left:?}");
                assert!(before.keys().all(|name| now.contains_key(name)), "{place}");
            }
            let checked = workspace.run(&["check", "--as-of", "2026-02-01"]);
            assert_eq!(checked.code, Some(0), "{place}: {}", checked.out);
            let again = workspace.run(&CLOSE);
            assert!(
                again.code == Some(0) || (record && again.err.contains("已经定稿")),
                "{place}: {}",
                again.err
            );
            let checked = workspace.run(&["check", "--as-of", "2026-02-01"]);
            assert_eq!(checked.code, Some(0), "{place}: {}", checked.out);
        }
    }
}

#[test]
fn f8_a_new_workspace_is_complete_or_can_be_made_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let new = |name: &str, fault: &str| -> Ran {
        let mut command = program();
        command.current_dir(folder.path()).args(["new", name]).env("NIANBAO_TEST_FAULT", fault);
        command.output().expect("the program starts").into()
    };
    let told = new("count", "count:0").err;
    let all: u64 = told.trim().trim_start_matches("writes=").parse().expect("the number of calls");
    for at in (1..=all).step_by(5) {
        for what in ["full", "denied"] {
            let name = format!("{what}-{at}");
            let ran = new(&name, &format!("{what}:{at}"));
            assert_eq!(ran.code, Some(2), "{name}: {}", ran.err);
        }
        let name = format!("vanished-{at}");
        let ran = new(&name, &format!("vanished:{at}"));
        if ran.code != Some(0) {
            assert!(!folder.path().join(&name).exists(), "{name}: {}", ran.err);
        }
        let name = format!("killed-{at}");
        assert_eq!(new(&name, &format!("kill:{at}")).code, None);
        if folder.path().join(&name).exists() {
            let again = new(&name, "count:0");
            assert!(again.code == Some(0) || again.err.contains("清空"), "{name}: {}", again.err);
        }
    }
}

#[test]
fn f8_a_draft_is_there_whole_or_not_at_all() {
    let workspace = Workspace::new();
    let import = ["import", "sources/demo.txt", "--out", "plans/draft.yaml"];
    let draft = workspace.path().join("plans/draft.yaml");
    for what in ["kill", "cut", "full", "vanished"] {
        for at in 1..=4 {
            let ran = run(&workspace, &import, &format!("{what}:{at}"));
            if ran.code.is_some_and(|code| code < 2) || draft.exists() {
                std::fs::remove_file(&draft).expect("it was written");
            }
            let ran = run(&workspace, &import, "count:0");
            assert!(ran.code.is_some_and(|code| code < 2), "{what}:{at}: {}", ran.err);
            let whole = workspace.files("plans").remove("draft.yaml").expect("it was written");
            assert!(whole.ends_with(b"\n"));
            std::fs::remove_file(&draft).expect("it was written");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn f13_a_template_that_fills_the_memory_ends_with_words() {
    let (workspace, old, _) = built();
    let doubled = "{% set s = s ~ s %}".repeat(36);
    let text = format!(
        "{{% extends \"builtin/method.html\" %}}{{% block content %}}{{% set s = '甲' %}}{doubled}{{% endblock %}}"
    );
    workspace.write("templates/method.html", &text);
    let mut command = program();
    command.current_dir(workspace.path()).args(BUILD).env("NIANBAO_TEST_MEMORY", "300");
    let ran: Ran = command.output().expect("the program starts").into();
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("内存") && ran.err.contains("templates"), "{}", ran.err);
    assert!(workspace.files("out") == old);
    std::fs::remove_file(workspace.path().join("templates/method.html")).expect("it was written");
    old_again(&workspace, &old);
}

/// The office's own text is there whole or not at all: half of it would stand in the way of the next run.
#[test]
fn f8_the_office_s_text_is_whole_or_not_there_wherever_its_writing_stops() {
    const TEXT: [&str; 5] = ["text", "--plan", "demo", "--year", "2025"];
    let name = "submissions/demo/2025/text.md";
    let whole = Workspace::new();
    let all = writes(&whole, &TEXT);
    let wanted = everything(&whole);
    assert!(all >= 3 && wanted.contains_key(name), "{all} calls write");
    for what in ["kill", "cut", "full", "denied", "readonly", "vanished", "interrupted"] {
        for at in 1..=all {
            let workspace = Workspace::new();
            let ran = run(&workspace, &TEXT, &format!("{what}:{at}"));
            let place = format!("{what}:{at} of {all}: {}", ran.err);
            let now = everything(&workspace);
            assert!(now.get(name).is_none_or(|text| *text == wanted[name]), "{place}");
            assert!(ran.code != Some(0) || now.contains_key(name), "{place}");
            let again = workspace.run(&TEXT);
            assert!(again.code == Some(0) || again.err.contains("已经存在"), "{place}: {}", again.err);
            assert_eq!(everything(&workspace)[name], wanted[name], "{place}");
        }
    }
}
