//! What surrounds the program changes nothing.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test looks into the workspace that it made")]

use crate::workspace::{Ran, Workspace};

#[test]
fn locale_zone_umask_and_read_only_inputs_change_no_byte_of_the_output() {
    let plain = Workspace::new();
    assert_eq!(plain.run(&["build", "--as-of", "2025-12-20"]).code, Some(0));
    let other = Workspace::new();
    let script = "umask 077; chmod -R a-w plans sources submissions/demo/2025/*.yaml; \
                  exec \"$0\" build --as-of 2025-12-20";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_nianbao")]).current_dir(other.path());
    shell
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "C")
        .env("TZ", "Pacific/Kiritimati")
        .env("RAYON_NUM_THREADS", "1");
    let ran: Ran = shell.output().expect("there is a shell").into();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(plain.files("out") == other.files("out"));
}

/// What ends in one of these is text, which programs that keep versions give other line ends.
const TEXTS: [&str; 7] = ["yaml", "md", "txt", "html", "css", "jsonl", "js"];

/// A workspace with every kind of text that people or the program put into one: received reports, decisions, the
/// office's own text, a template, a closed year.
fn with_all_texts() -> Workspace {
    let ws = Workspace::new();
    for unit in ["hedong", "hexi", "slj", "sthjj"] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        let ran = ws.run(&["receive", &name, "--at", "2025-12-10T09:00"]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    }
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\n\
        public_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";
    ws.write("submissions/demo/2025/decisions.yaml", decisions);
    assert_eq!(ws.run(&["text", "--plan", "demo", "--year", "2025"]).code, Some(0));
    ws.change("submissions/demo/2025/text.md", "# 总体评价\n", "# 总体评价\n\n按计划推进。\n\n第二段。\n");
    ws.write(
        "templates/404.html",
        "{% extends \"builtin/404.html\" %}\n{% block lead %}\n请从首页\n进入。{% endblock %}\n",
    );
    let closed =
        ws.run(&["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"]);
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    ws
}

/// Gives every text of a workspace the line ends of Windows; says how many.
fn check_out_on_windows(ws: &Workspace) -> usize {
    let mut changed = 0;
    for (name, bytes) in ws.files("") {
        if TEXTS.iter().any(|end| name.ends_with(&format!(".{end}"))) && !name.starts_with("out/") {
            let text = String::from_utf8(bytes).expect("texts are UTF-8");
            assert!(text.contains('\n') && !text.contains('\r'), "{name}");
            ws.write(&name, text.replace('\n', "\r\n"));
            changed += 1;
        }
    }
    changed
}

/// The text without digests, which speak of bytes: hexadecimal in one piece or in groups of four.
fn without_digests(text: &str) -> String {
    let digest = regex::Regex::new(r"\b[0-9a-f]{4}(?:[^0-9A-Za-z]?[0-9a-f]{4}){2,15}\b").expect("a pattern");
    digest.replace_all(text, "DIGEST").into_owned()
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let (unix, windows) = (with_all_texts(), with_all_texts());
    let changed = check_out_on_windows(&windows);
    assert!(changed > 20, "{changed} texts");
    let same = |arguments: &[&str]| {
        let (one, other) = (unix.run(arguments), windows.run(arguments));
        let where_it_lies = |ran: &Ran, ws: &Workspace| {
            without_digests(&format!("{}{}", ran.out, ran.err))
                .replace(&ws.path().display().to_string(), "WS")
        };
        assert_eq!(
            (one.code, where_it_lies(&one, &unix)),
            (other.code, where_it_lies(&other, &windows)),
            "{arguments:?}"
        );
        one
    };
    assert_eq!(same(&["check", "--year", "2025", "--as-of", "2026-02-01"]).code, Some(0));
    assert!(same(&["receive", "--verify"]).out.contains("全部相符"));
    assert!(
        same(&["receive", "submissions/demo/2025/slj.yaml", "--year", "2025"]).out.contains("没有重复登记")
    );
    assert_eq!(same(&["text", "--plan", "demo", "--year", "2025", "--refresh"]).code, Some(0));
    same(&["status", "--year", "2025", "--as-of", "2026-02-01"]);
    assert_eq!(same(&["build", "--as-of", "2026-02-01"]).code, Some(0));
    let (one, other) = (unix.files("out"), windows.files("out"));
    assert!(one.keys().eq(other.keys()) && one.len() > 100, "{} files", one.len());
    let mut compared = 0;
    for (name, bytes) in &one {
        if bytes == &other[name] {
            compared += 1;
            continue;
        }
        let (Ok(text), Ok(there)) = (std::str::from_utf8(bytes), std::str::from_utf8(&other[name])) else {
            panic!("{name} differs");
        };
        let (text, there) = (without_digests(text), without_digests(there));
        let other = text.lines().zip(there.lines()).find(|(one, other)| one != other);
        assert!(other.is_none() && text.len() == there.len(), "{name}: {other:?}");
    }
    assert!(compared * 2 > one.len(), "most files name no digest: {compared} of {}", one.len());
    // The desk goes on where it was.
    for ws in [&unix, &windows] {
        let slj = std::fs::read_to_string(ws.path().join("submissions/demo/2025/slj.yaml")).expect("text");
        ws.write("in/slj.yaml", slj.replace("percent: 45", "percent: 46"));
    }
    let came = same(&["receive", "in", "--year", "2025", "--at", "2026-02-02T09:00"]);
    assert!(came.out.contains("已签收"), "{}", came.out);
    assert!(same(&["receive", "--verify"]).out.contains("全部相符"));
}
