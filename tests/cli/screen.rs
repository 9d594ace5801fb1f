//! What the program says: whole or not at all, in Chinese, and never in a way that moves the cursor.

use std::process::Stdio;

use crate::workspace::{Workspace, program};

#[cfg(target_os = "linux")]
#[test]
fn f15_output_that_was_lost_is_no_success() {
    let workspace = Workspace::new();
    for arguments in [
        &["check", "--format", "sarif"][..],
        &["check", "--format", "short", "--as-of", "2025-12-20"],
        &["check"],
        &["status", "--format", "json"],
        &["schema", "submission"],
        &["explain", "N118"],
        &["--help"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let mut command = program();
        command.current_dir(workspace.path()).args(arguments).stdout(full).stderr(Stdio::piped());
        let ran = command.output().expect("the program starts");
        // A report without a finding is empty in the short form: nothing was lost.
        let is_empty = arguments.contains(&"short");
        assert_eq!(ran.status.code(), Some(if is_empty { 0 } else { 2 }), "{arguments:?}");
        assert!(is_empty || String::from_utf8_lossy(&ran.stderr).contains("磁盘已满"), "{arguments:?}");
    }
}

#[test]
fn f15_a_reader_that_has_gone_away_is_no_fault() {
    let mut command = program();
    let mut child =
        command.arg("rules").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let ran = child.wait_with_output().expect("it ends");
    assert_eq!((ran.status.code(), ran.stderr.len()), (Some(0), 0));
}

#[cfg(unix)]
#[test]
fn f16_control_characters_of_a_file_do_not_reach_the_terminal() {
    let workspace = Workspace::new();
    let text = "nianbao: submission/1\nplan: demo\nyear: 2025\nunit: \"水\\e]0;x\\a\\u202e\\u009b1m局\"\n";
    workspace.write("submissions/demo/2025/a\u{1b}[31m\u{202e}b.yaml", text);
    for format in ["short", "text"] {
        let ran = workspace.run(&["check", "--format", format, "--as-of", "2025-12-20"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        let shown = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(
            !ran.out.contains(shown),
            "{format}: {:?}",
            ran.out.lines().find(|line| line.contains(shown))
        );
        assert!(ran.out.contains('b'), "{format}");
    }
    let ran = workspace.run(&["check", "no\u{1b}[2Jsuch.yaml"]);
    assert!(ran.code == Some(2) && !ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
fn f16_what_the_system_says_is_said_in_chinese() {
    let workspace = Workspace::new();
    workspace.write("sources/原文.txt", [0xff, 0xff, 0x80, 0x81]);
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let number = port.local_addr().expect("it has an address").port().to_string();
    for (arguments, says) in [
        (&["serve", "--port", &number][..], "已被其他程序占用"),
        (&["serve", "--port", "65536"], "0 到 65535"),
        (&["status", "--year", "99999999"], "四位数的年份"),
        (&["build", "--year=-2025"], "四位数的年份"),
        (&["check", "plans/demo.yaml", "--source", "sources/原文.txt"], "文字编码"),
        (&["check", "plans/none.yaml"], "这个文件或文件夹"),
    ] {
        let ran = workspace.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.out);
        assert!(ran.err.contains(says) && !ran.err.contains("os error"), "{arguments:?}: {}", ran.err);
    }
    workspace.change("plans/demo.yaml", "due: 2026", "due: 0026");
    let ran = workspace.run(&["check"]);
    assert!(ran.out.contains("“0026”无法识别") && !ran.out.contains("BadDate"), "{}", ran.out);
}
