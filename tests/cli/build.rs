//! `build` and `status`.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::workspace::{Workspace, program, run};

const AS_OF: [&str; 2] = ["--as-of", "2025-12-20"];

fn build(workspace: &Workspace) -> crate::workspace::Ran {
    workspace.run(&["build", AS_OF[0], AS_OF[1]])
}

#[test]
fn a_new_workspace_builds_and_holds_both_editions() {
    let workspace = Workspace::new();
    let ran = build(&workspace);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let files = workspace.files("out");
    for name in [
        "public/index.html",
        "public/404.html",
        "review/demo/index.html",
        "review/demo/2025/index.html",
        "review/demo/2025/tasks/rw-02-01.html",
        "review/demo/2025/indicators/outlets-fixed.html",
        "review/demo/2025/units/hedong.html",
        "review/demo/2025/submissions.html",
        "review/demo/2025/method.html",
        "review/demo/2025/fragment/overview.html",
        "review/demo/2025/files/demo-2025-report.md",
        "review/demo/2025/data/report.json",
        "internal/demo/2025/today.html",
        "internal/demo/2025/findings.html",
    ] {
        assert!(files.contains_key(name), "{name} was not produced");
    }
    assert!(!files.keys().any(|name| name.starts_with("public") && name.contains("findings")));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let workspace = Workspace::new();
    build(&workspace);
    let first = workspace.files("out");
    for (zone, threads) in [("Asia/Shanghai", "1"), ("Pacific/Auckland", "4")] {
        let ran = program()
            .current_dir(workspace.path())
            .args(["build", AS_OF[0], AS_OF[1], "--out", "again"])
            .env("TZ", zone)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the program starts");
        assert!(ran.status.success());
        assert!(first == workspace.files("again"), "the bytes differ in zone {zone} with {threads} threads");
    }
}

#[test]
fn a_failed_build_leaves_the_last_good_output() {
    let workspace = Workspace::new();
    build(&workspace);
    let before = workspace.files("out");
    workspace.write(
        "templates/overview.html",
        "{% extends \"builtin/overview.html\" %}{% block x %}{{ nothing_of_this_name }}",
    );
    let ran = build(&workspace);
    assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("templates/overview.html") || ran.err.contains("templates/overview.html"));
    assert!(before == workspace.files("out"));
}

#[test]
fn what_is_wrong_with_templates_is_shown_by_build() {
    let workspace = Workspace::new();
    workspace.write(
        "templates/overview.html",
        "{% extends \"builtin/overview.html\" %}{% block summary %}{{ page.sumary }}{% endblock %}",
    );
    let ran = build(&workspace);
    assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
    assert_eq!(ran.out.matches("强制[").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("templates/overview.html:1:60"), "{}", ran.out);
    let other = Workspace::new();
    other.write("templates/overveiw.html", "{% extends \"builtin/overview.html\" %}\n");
    let ran = build(&other);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("提示[N902]"), "`check` could not show it: {}", ran.out);
}

#[test]
fn a_faulty_plan_stops_only_itself_and_a_faulty_submission_only_its_parts() {
    let workspace = Workspace::new();
    let plan = std::fs::read_to_string(workspace.path().join("plans/demo.yaml")).expect("it can be read");
    workspace.write(
        "plans/broken.yaml",
        plan.replace("id: demo", "id: broken").replace("direction: up", "direction: 上升"),
    );
    workspace.change("submissions/demo/2025/hexi.yaml", "value: \"25\"", "value: 二十五");
    let ran = build(&workspace);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    let files = workspace.files("out");
    assert!(files.contains_key("review/demo/2025/index.html"));
    assert!(!files.keys().any(|name| name.contains("broken/")));
}

#[test]
fn killed_at_any_moment_the_old_output_stays() {
    let workspace = Workspace::new();
    build(&workspace);
    let before = workspace.files("out");
    let start = Instant::now();
    build(&workspace);
    let whole = start.elapsed();
    workspace.change("submissions/demo/2025/slj.yaml", "全面排查", "全面复查");
    for step in 0..12u32 {
        let mut child = program()
            .current_dir(workspace.path())
            .args(["build", AS_OF[0], AS_OF[1]])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_micros(whole.as_micros() as u64 * u64::from(step) / 10));
        let _ = child.kill();
        let finished = child.wait().expect("it can be waited for").success();
        let after = workspace.files("out");
        let report =
            String::from_utf8_lossy(&after["review/demo/2025/files/demo-2025-report.md"]).into_owned();
        let is_new = after != before;
        assert!(
            !is_new || after.len() == before.len(),
            "half an output after {step}/10 (finished: {finished})"
        );
        assert!(!report.is_empty());
    }
    assert_eq!(build(&workspace).code, Some(0));
    let left: Vec<_> = std::fs::read_dir(workspace.path())
        .expect("it can be listed")
        .filter_map(|entry| entry.ok().map(|e| e.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.contains("nianbao-new"))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

#[test]
fn the_deadline_falls_at_midnight_in_beijing() {
    let workspace = Workspace::new();
    std::fs::remove_file(workspace.path().join("submissions/demo/2025/hexi.yaml")).expect("it was there");
    let state = |as_of: &str| {
        let ran = workspace.run(&["status", "--format", "json", "--as-of", as_of]);
        // Whoever asks by script hears of a unit that is missing.
        assert_eq!(ran.code, Some(i32::from(ran.out.contains("\"missing\": 1"))), "{}", ran.err);
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
        json[0]["units"][3]["timeliness"].as_str().expect("a word").to_owned()
    };
    assert_eq!(state("2025-12-15T23:59:59+08:00"), "not_yet_due");
    assert_eq!(state("2025-12-16T00:00:00+08:00"), "missing");
    assert_eq!(state("2025-12-15T15:59:59Z"), "not_yet_due");
    assert_eq!(state("2025-12-15T16:00:00Z"), "missing");
    assert_eq!(state("2025-12-15"), "not_yet_due");
    assert_eq!(state("2025-12-16"), "missing");
    // With an hour of its own, a day without an hour still means that it has not passed.
    workspace.change("plans/demo.yaml", "cutoff: \"24:00\"", "cutoff: \"17:30\"");
    assert_eq!(state("2025-12-15"), "not_yet_due");
    assert_eq!(state("2025-12-15T17:30:59"), "not_yet_due");
    assert_eq!(state("2025-12-15T17:31:00"), "missing");
}

#[test]
fn what_is_internal_stays_out_of_the_public_edition() {
    let workspace = Workspace::new();
    let file = "submissions/demo/2025/slj.yaml";
    workspace.change(
        file,
        "people: {preparer: 示例填报人, phone: \"13800000000\", reviewer: 示例审核人, approver: 示例签发人}",
        "people: {preparer: 哨兵甲, phone: 哨兵乙, reviewer: 哨兵丙, approver: 哨兵丁}\nsuggestions: 哨兵戊",
    );
    workspace.change(
        file,
        "status: on_track\n    percent: 45",
        "status: behind\n    issues: 哨兵己\n    next_steps: 哨兵庚\n    new_due: 2031-07-19\n    funds: {planned: \"98765.4\", spent: \"43210.9\"}\n    evidence: [{title: 哨兵辛, file: 哨兵壬.pdf}]\n    explanation: 哨兵癸\n    public_progress: 公开的说法\n    percent: 45",
    );
    workspace.change(file, "完成两县入河排污口的**全面排查**", "哨兵子");
    workspace.write(
        "submissions/demo/2025/decisions.yaml",
        "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions: [{unit: hexi, until: 2025-12-18, reason: 哨兵丑, document: 哨兵寅, by: 示例办公室, on: 2025-12-12}]\n\
         public_review: {by: 哨兵卯, on: 2025-12-19, disclosure: proactive}\n",
    );
    let ran = build(&workspace);
    assert!(matches!(ran.code, Some(0 | 1)), "{}{}", ran.out, ran.err);
    let secret = ["哨兵", "2031-07-19", "2031年7月19日", "98765", "43210", "13800000000"];
    let public = workspace.files("out/public");
    for (name, bytes) in &public {
        let text = String::from_utf8_lossy(bytes);
        for word in secret {
            assert!(!text.contains(word), "{word} stands in public/{name}");
        }
    }
    assert!(public.values().any(|bytes| String::from_utf8_lossy(bytes).contains("公开的说法")));
    let internal = workspace.files("out/internal");
    let anywhere = |word: &str| internal.values().any(|bytes| String::from_utf8_lossy(bytes).contains(word));
    assert!(anywhere("哨兵己") && anywhere("哨兵庚"), "the internal edition shows problems and measures");
    assert!(!anywhere("哨兵乙"), "telephone numbers stay in their file");
}

#[test]
fn nothing_to_work_on_is_said_plainly() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let ran = run(empty.path(), &["build"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("plans"), "{}", ran.err);
    let workspace = Workspace::new();
    let ran = workspace.run(&["build", "--plan", "nowhere"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("nowhere"), "{}", ran.err);
}

#[test]
fn a_year_without_submissions_still_has_its_pages() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["build", "--year", "2026", "--as-of", "2026-11-21"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(workspace.files("out").contains_key("review/demo/2026/index.html"));
}

#[test]
fn t3_a_closed_year_calls_its_units_as_they_were_called_then() {
    let ws = Workspace::new();
    let closed =
        ws.run(&["close", "--plan", "demo", "--year", "2025", "--on", "2026-01-20", "--before-review"]);
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    let plan = "plans/demo.yaml";
    ws.change(
        plan,
        "{id: slj, name: 市水利局, aliases: [水利局]",
        "{id: slj, name: 市水务局, aliases: [市水利局]",
    );
    let path = ws.path().join(plan);
    let text = std::fs::read_to_string(&path).expect("the plan can be read");
    let renamed = "amendments:\n  - {from: 2026, unit: slj, what: 更名为市水务局, was: {name: 市水利局}, why: 机构改革, document: 示编发〔2026〕3号}\n";
    ws.write(plan, text + renamed);
    let status = |year: &str, more: &[&str]| {
        let own = ["status", "--year", year, "--as-of", "2026-06-01"];
        ws.run(&[own.as_slice(), more].concat()).out
    };
    for format in ["text", "json"] {
        let then = status("2025", &["--format", format]);
        assert!(then.contains("市水利局") && !then.contains("市水务局"), "{then}");
    }
    // Whichever of its names is asked for.
    for name in ["市水利局", "市水务局", "slj"] {
        assert!(status("2025", &["--unit", name]).contains("市水利局"), "{name}");
    }
}
