//! What the system does not let one read, and names that a screen must not obey.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test makes the folders that cannot be read")]

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;

use crate::workspace::{Ran, Workspace, program};

/// Somebody whom permissions bind.
const NOBODY: u32 = 65_534;

fn allow(path: &Path, mode: u32) {
    set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
}

/// Runs the program as somebody whom permissions bind: they do not bind the administrator, as whom tests may run.
fn ordinary(ws: &Workspace, arguments: &[&str]) -> Ran {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let start = |mut command: std::process::Command| {
        command.current_dir(ws.path()).args(arguments);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output()
    };
    let ran = start(program()).or_else(|_| {
        // The program itself may lie where only the administrator comes.
        let copy = ws.path().parent().expect("a folder").join("nianbao");
        std::fs::copy(env!("CARGO_BIN_EXE_nianbao"), &copy).expect("it can be copied");
        allow(&copy, 0o755);
        let mut command = std::process::Command::new(copy);
        command.env_remove("COLUMNS").env("NO_COLOR", "1");
        start(command)
    });
    ran.expect("the program starts").into()
}

/// A workspace in which everybody may do everything.
fn open_to_all() -> Workspace {
    let ws = Workspace::new();
    allow(ws.path().parent().expect("a folder"), 0o777);
    for entry in walkdir::WalkDir::new(ws.path()).into_iter().flatten() {
        allow(entry.path(), if entry.file_type().is_dir() { 0o777 } else { 0o666 });
    }
    ws
}

/// That somebody reads it: no words of the system's or of a library's.
fn is_chinese(text: &str) {
    for word in ["os error", "Permission", "denied", "operation", "IO error", "invalid", "too long"] {
        assert!(!text.contains(word), "{text}");
    }
}

#[test]
fn a_folder_that_may_not_be_listed_takes_no_other_file_with_it() {
    let ws = open_to_all();
    let slj = "submissions/demo/2025/slj.yaml";
    let text = std::fs::read(ws.path().join(slj)).expect("the example has it");
    std::fs::remove_file(ws.path().join(slj)).expect("it is there");
    ws.write("in/甲/slj.yaml", &text);
    ws.write("in/乙/inner.yaml", &text);
    let shut = ws.path().join("in/乙");
    allow(&shut, 0o000);
    let ran = ordinary(&ws, &["receive", "in", "--at", "2025-12-10T09:00"]);
    let alone = ordinary(&ws, &["receive", "in/乙/inner.yaml", "--at", "2025-12-10T09:00"]);
    allow(&shut, 0o777);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("in/乙\n") && ran.out.contains("没有权限"), "{}", ran.out);
    assert!(
        ran.out.contains("in/甲/slj.yaml\n  市水利局") && ran.out.contains("已签收，采用"),
        "{}",
        ran.out
    );
    is_chinese(&(ran.out + &ran.err));
    assert_eq!(alone.code, Some(2), "{}", alone.out);
    assert!(
        alone.err.contains("没有权限"),
        "that one may not look is not that it is not there: {}",
        alone.err
    );
}

/// A path of more bytes than a system takes: nobody's permission is in question.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_lies_too_deep_is_named_in_chinese() {
    let ws = Workspace::new();
    let deep = |name: &str| std::iter::repeat_n(name.repeat(200), 12).collect::<std::path::PathBuf>();
    for name in ["a", "b"] {
        std::fs::create_dir_all(ws.path().join("in").join(deep(name))).expect("it can be made");
    }
    let (a, b) = (ws.path().join("in").join(deep("a")), ws.path().join("in").join("b".repeat(200)));
    std::fs::rename(b, a.join("b")).expect("it can be moved");
    let slj = ws.path().join("submissions/demo/2025/slj.yaml");
    std::fs::rename(slj, ws.path().join("in/slj.yaml")).expect("it can be moved");
    let ran = ws.run(&["receive", "in", "--at", "2025-12-10T09:00"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("已签收，采用") && ran.out.contains("名称太长"), "{}", ran.out);
    is_chinese(&(ran.out + &ran.err));
}

#[test]
fn originals_in_a_folder_without_permission_are_not_taken_for_none() {
    let ws = open_to_all();
    let check = ["check", "--year", "2025", "--as-of", "2025-12-20"];
    assert_eq!(ordinary(&ws, &check).code, Some(0));
    for (name, shut, open) in [("sources", 0o000, 0o777), ("sources/demo.txt", 0o000, 0o666)] {
        allow(&ws.path().join(name), shut);
        let ran = ordinary(&ws, &check);
        allow(&ws.path().join(name), open);
        assert_eq!(ran.code, Some(1), "{name}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("N193") && ran.out.contains("没有权限"), "{name}: {}", ran.out);
        assert!(ran.out.contains("读取权限") && !ran.out.contains("另存为 UTF-8"), "{name}: {}", ran.out);
    }
}

#[test]
fn settings_that_cannot_be_read_are_not_replaced_by_none() {
    let ws = open_to_all();
    let build = ["build", "--as-of", "2025-12-20"];
    assert_eq!(ordinary(&ws, &build).code, Some(0));
    let before = ws.files("out");
    let settings = std::fs::read(ws.path().join("nianbao.yaml")).expect("the example has it");
    let refused = |ran: &Ran, case: &str| {
        assert_eq!(ran.code, Some(2), "{case}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("nianbao.yaml 无法读取"), "{case}: {}", ran.err);
        assert!(ws.files("out") == before, "{case}: out is another");
        is_chinese(&format!("{}{}", ran.out, ran.err));
    };
    allow(&ws.path().join("nianbao.yaml"), 0o000);
    let shut = ordinary(&ws, &build);
    let closed = ordinary(
        &ws,
        &["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"],
    );
    allow(&ws.path().join("nianbao.yaml"), 0o666);
    refused(&shut, "no permission");
    assert!(shut.out.contains("没有权限") && shut.out.contains("读取权限"), "{}", shut.out);
    assert!(closed.code == Some(2) && closed.err.contains("nianbao.yaml"), "{}", closed.err);
    for (case, bytes) in [("no text", b"\x00\x01\x02".as_slice()), ("a table", b"PK\x03\x04xl/workbook.xml")]
    {
        ws.write("nianbao.yaml", bytes);
        refused(&ordinary(&ws, &build), case);
        let came = ws.run(&["receive", "submissions/demo/2025/slj.yaml", "--year", "2025"]);
        assert!(came.code != Some(0) && came.out.contains("nianbao.yaml"), "{}{}", came.out, came.err);
    }
    ws.write("nianbao.yaml", &settings);
    assert_eq!(ws.run(&build).code, Some(0));
}

/// A line end in a name, or in words that a unit has typed, writes no line.
#[test]
fn no_name_and_no_word_of_a_file_writes_a_line_of_its_own() {
    const FORGED: &str = "强制[N001]";
    let ws = Workspace::new();
    let slj = "submissions/demo/2025/slj.yaml";
    let odd = format!("a\"b'\r\n{FORGED} 伪造.yaml");
    let text = std::fs::read_to_string(ws.path().join(slj)).expect("the example has it");
    ws.write(&format!("submissions/demo/2025/{odd}"), text.replace("plan: demo", "plan: nemo"));
    ws.write(&format!("in/{odd}"), text.replace("percent: 45", "percent: 46"));
    ws.write(&format!("in/空\n{FORGED}.yaml"), "");
    ws.change(slj, "- id: RW-02-01\n", &format!("- id: \"RW-1\\n{FORGED} 伪造\"\n"));
    let out_of = |arguments: &[&str]| {
        let ran = ws.run(arguments);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(
            !said.lines().any(|line| line.starts_with(FORGED) || line.contains('\r')),
            "{arguments:?}: {said}"
        );
        said
    };
    let as_of = ["--year", "2025", "--as-of", "2025-12-20"];
    let short = out_of(&[&["check", "--format", "short"], &as_of[..]].concat());
    assert!(short.contains("a\"b'␍␊") && short.contains("RW-1␊"), "{short}");
    assert!(out_of(&[&["check"], &as_of[..]].concat()).contains("a\"b'␍␊"));
    out_of(&[&["status"], &as_of[..]].concat());
    out_of(&["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"]);
    out_of(&["check", &format!("in/{odd}")]);
    out_of(&["check", &format!("in/没有\n{FORGED}.yaml")]);
    out_of(&["import", &format!("in/{odd}")]);
    std::fs::remove_file(ws.path().join(slj)).expect("it is there");
    let came = out_of(&["receive", "in", "--at", "2025-12-10T09:00"]);
    assert!(came.contains("已签收") && came.contains("a\"b'␍␊") && came.contains("空␊"), "{came}");
    let book =
        std::fs::read_to_string(ws.path().join("submissions/demo/2025/intake.jsonl")).expect("it is there");
    assert!(book.lines().all(|line| line.starts_with("{\"sequence\"")), "{book}");
    out_of(&["receive", "--verify"]);
    out_of(&[&["status", "--since", "2025-12-01"], &as_of[..]].concat());
}
