//! A file far over the limit, in every place where a file is read: refused at once, named, with its size, the limit
//! and what to do.

use std::path::Path;
use std::process::Command;

use crate::workspace::{Ran, Workspace, program};

/// Takes no room on the disk: a hole.
fn large(ws: &Workspace, name: &str) {
    let path = ws.path().join(name);
    std::fs::create_dir_all(path.parent().expect("names have folders")).expect("it can be made");
    let file = std::fs::File::create(path).expect("it can be made");
    file.set_len(1 << 30).expect("the file system has holes");
}

/// A run that may have less than half of the file's size as memory: the program as it is tested takes 160 MiB of that
/// by itself, and each of its threads reserves 64.
fn run(ws: &Workspace, arguments: &[&str]) -> Ran {
    let binary = program().get_program().to_owned();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 458752; exec \"$0\" \"$@\""]).arg(binary).args(arguments);
    shell.env("NO_COLOR", "1").env("RAYON_NUM_THREADS", "2").current_dir(ws.path());
    shell.output().expect("there is a shell").into()
}

/// A place, what comes before, what is asked, and what to do in the words of the message.
type Place = (&'static str, fn(&Workspace), &'static [&'static str], &'static str);

const CHECK: &[&str] = &["check", "--as-of", "2025-12-20"];
const BUILD: &[&str] = &["build", "--as-of", "2025-12-20"];
const ROUND: &str = "submissions/demo/2025";

fn nothing(_: &Workspace) {}

fn without_slj(ws: &Workspace) {
    std::fs::remove_file(ws.path().join(format!("{ROUND}/slj.yaml"))).expect("the example has it");
}

fn own_document(ws: &Workspace) {
    ws.change("nianbao.yaml", "region:", "docx_template: 样式.docx\nregion:");
}

fn closed(ws: &Workspace) {
    let ran = ws.run(&["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

const PLACES: &[Place] = &[
    ("plans/demo.yaml", nothing, CHECK, "只保留文字"),
    ("plans/demo.yaml", nothing, BUILD, "只保留文字"),
    ("submissions/demo/2025/slj.yaml", nothing, CHECK, "只保留文字"),
    ("submissions/demo/2025/slj.xlsx", without_slj, CHECK, "只保留文字"),
    ("submissions/demo/2025/slj.ods", without_slj, CHECK, "只保留文字"),
    ("submissions/demo/2025/decisions.yaml", nothing, CHECK, "只保留文字"),
    ("submissions/demo/2025/intake.jsonl", nothing, CHECK, "备份恢复"),
    ("submissions/demo/2025/intake.jsonl", nothing, &["receive", "--verify"], "备份恢复"),
    ("submissions/demo/2025/text.md", nothing, CHECK, "只保留文字"),
    ("submissions/demo/2025/record.yaml", closed, &["check", "--year", "2025"], "只保留文字"),
    ("nianbao.yaml", nothing, CHECK, "只保留文字"),
    ("sources/demo.txt", nothing, CHECK, "只保留文字"),
    ("templates/overview.html", nothing, CHECK, "恢复内置模板"),
    ("templates/site.css", nothing, BUILD, "恢复内置模板"),
    ("样式.docx", own_document, CHECK, "换成"),
    ("样式.docx", own_document, BUILD, "换成"),
    ("来文.txt", nothing, &["import", "来文.txt"], "只保留方案正文"),
    ("来文.docx", nothing, &["import", "来文.docx"], "只保留方案正文"),
    ("来文.pdf", nothing, &["import", "来文.pdf"], "只保留方案正文"),
    ("来件.yaml", nothing, &["receive", "来件.yaml"], "只保留文字"),
    ("来件.xlsx", nothing, &["receive", "来件.xlsx"], "只保留文字"),
    ("来件.zip", nothing, &["receive", "来件.zip"], "只保留文字"),
    ("收件/来件.zip", nothing, &["receive", "收件"], "只保留文字"),
    ("别处.yaml", nothing, &["check", "别处.yaml", "--plan", "plans/demo.yaml"], "只保留文字"),
    (
        "上年.yaml",
        nothing,
        &["check", "submissions/demo/2025/slj.yaml", "--last-year", "上年.yaml"],
        "只保留文字",
    ),
];

#[test]
fn a_gigabyte_is_refused_at_once_wherever_a_file_is_read() {
    for (name, before, arguments, to_do) in PLACES {
        let ws = Workspace::new();
        before(&ws);
        large(&ws, name);
        let ran = run(&ws, arguments);
        let said = format!("{}{}", ran.out, ran.err);
        let case = format!("{name}: {arguments:?}: {:?}\n{said}", ran.code);
        assert!(matches!(ran.code, Some(1 | 2)), "{case}");
        let last = Path::new(name).file_name().and_then(|name| name.to_str()).expect("a name");
        for words in [last, "1024MiB", "16MiB的上限", to_do] {
            assert!(said.contains(words), "{words}: {case}");
        }
    }
}

/// What only lies there is not read at all.
#[test]
fn a_gigabyte_that_nobody_reads_changes_nothing() {
    for (name, arguments) in [
        ("submissions/demo/2025/佐证/现场.mp4", CHECK),
        ("templates/film.mp4.part", BUILD),
        ("随便.bin", BUILD),
        ("out/.nianbao-output", BUILD),
    ] {
        let ws = Workspace::new();
        large(&ws, name);
        let ran = run(&ws, arguments);
        let said = format!("{name}: {:?}\n{}{}", ran.code, ran.out, ran.err);
        assert!(ran.code.is_some(), "{said}");
        assert!(!ran.err.contains("memory") && !ran.err.contains("panicked"), "{said}");
    }
}
