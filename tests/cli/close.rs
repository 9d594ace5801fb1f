//! `nianbao close`: both files or neither, once, and not over faults.

#![expect(clippy::disallowed_methods, reason = "a test looks into the workspace that it made")]

use crate::workspace::Workspace;

const YEAR: [&str; 6] = ["close", "--plan", "demo", "--year", "2025", "--before-review"];
const RECORD: &str = "submissions/demo/2025/record.yaml";

#[test]
fn t3_a_year_is_closed_once_with_its_plan() {
    let ws = Workspace::new();
    let closed = ws.run(&[&YEAR[..], &["--on", "2026-01-20", "--document", "示定〔2026〕1号"]].concat());
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    assert!(closed.out.contains("定稿日期2026-01-20") && closed.out.contains("公开审查"), "{}", closed.out);
    let text = |name: &str| std::fs::read_to_string(ws.path().join(name)).expect("it was written");
    let record = text(RECORD);
    assert!(record.contains("定稿日期: 2026-01-20") && record.contains("示定〔2026〕1号"), "{record}");
    assert_eq!(text("submissions/demo/2025/plan.yaml"), text("plans/demo.yaml"));
    assert_eq!(text("submissions/demo/2025/settings.yaml"), text("nianbao.yaml"));
    let names: Vec<String> = std::fs::read_dir(ws.path().join("submissions/demo/2025"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().all(|name| !name.starts_with('.')), "nothing is left behind: {names:?}");
    let checked = ws.run(&["check", "--as-of", "2026-02-01"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    let again = ws.run(&YEAR);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("已经定稿") && again.err.contains("更正"), "{}", again.err);
    assert_eq!(text(RECORD), record);
}

#[test]
fn t3_faults_stand_in_the_way_until_they_are_named() {
    let ws = Workspace::new();
    ws.change("submissions/demo/2025/sthjj.yaml", "n: 10\n", "n: 14\n");
    let refused = ws.run(&[&YEAR[..], &["--on", "2026-01-20"]].concat());
    assert_eq!(refused.code, Some(2), "{}", refused.out);
    assert!(refused.err.contains("--despite N402"), "{}", refused.err);
    assert!(!ws.path().join(RECORD).exists() && !ws.path().join("submissions/demo/2025/plan.yaml").exists());
    let future = ws.run(&[&YEAR[..], &["--on", "2199-01-20"]].concat());
    assert!(future.code == Some(2) && future.err.contains("还没有到"), "{}", future.err);
    let early = ws.run(&[&YEAR[..], &["--on", "2024-12-31"]].concat());
    assert_eq!(early.code, Some(2), "{}", early.err);
    let named = ws.run(&[&YEAR[..], &["--on", "2026-01-20", "--despite", "N402"]].concat());
    assert_eq!(named.code, Some(0), "{}", named.err);
    assert!(ws.path().join(RECORD).exists());
}

/// A closed year compares itself with the one before: that one has to stand first.
#[test]
fn t3_years_are_closed_in_their_order() {
    let ws = Workspace::new();
    ws.change("plans/demo.yaml", "first_year: 2025", "first_year: 2024");
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let from = ws.path().join(format!("submissions/demo/2025/{unit}.yaml"));
        let text = std::fs::read_to_string(from).expect("the starter has it");
        let text = text.replace("year: 2025", "year: 2024").replace("2025-1", "2024-1");
        ws.write(&format!("submissions/demo/2024/{unit}.yaml"), text);
    }
    let close = |year: &str, on: &str| {
        ws.run(&[
            "close",
            "--plan",
            "demo",
            "--year",
            year,
            "--on",
            on,
            "--before-review",
            "--despite",
            "N402,N421,N426",
        ])
    };
    let early = close("2025", "2026-01-15");
    assert!(early.code == Some(2) && early.err.contains("请先定稿2024年度"), "{}{}", early.out, early.err);
    assert!(!ws.path().join(RECORD).exists());
    let first = close("2024", "2026-01-16");
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    // The earlier one was closed only after the day of record of the later one.
    let early = close("2025", "2026-01-15");
    assert!(early.code == Some(2) && early.err.contains("请先定稿2024年度"), "{}{}", early.out, early.err);
    let closed = close("2025", "2026-01-17");
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
}

/// Who closes is written into the record, and what stands in the way is named by codes that there are.
#[test]
fn t3_what_is_written_into_the_record_is_looked_at() {
    let ws = Workspace::new();
    let close = |more: &[&str]| ws.run(&[&YEAR[..], &["--on", "2026-01-20"], more].concat());
    for by in ["", "　", "甲\n乙", "甲\u{1b}[31m乙", "甲\u{202e}乙", "\u{200b}"] {
        let ran = close(&["--by", by]);
        assert!(ran.code == Some(2) && ran.err.contains("--by"), "{by:?}: {}{}", ran.out, ran.err);
        let ran = close(&["--document", by]);
        assert!(ran.code == Some(2) && ran.err.contains("--document"), "{by:?}: {}{}", ran.out, ran.err);
    }
    for (codes, named) in [("N999,,N301 x", "N999"), ("N301,", "没有这个编号"), ("N301 x", "N301 X")] {
        let ran = close(&["--despite", codes]);
        assert_eq!(ran.code, Some(2), "{codes}: {}", ran.out);
        assert!(
            ran.err.contains("没有这个编号的规则") && (ran.err.contains(named) || named == "N301 X"),
            "{}",
            ran.err
        );
    }
    assert!(!ws.path().join(RECORD).exists());
    // The settings may hold what nobody typed here.
    let settings = std::fs::read_to_string(ws.path().join("nianbao.yaml")).expect("the example has it");
    let office = settings.lines().find(|line| line.starts_with("office:")).expect("it names the office");
    ws.write("nianbao.yaml", settings.replace(office, "office: \"市河长办\\e[31m\""));
    let ran = close(&[]);
    assert!(ran.code == Some(2) && !ws.path().join(RECORD).exists(), "{}{}", ran.out, ran.err);
    let ran = close(&["--by", " 市河长办 ", "--despite", "n402, N421"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let record = std::fs::read_to_string(ws.path().join(RECORD)).expect("it was written");
    assert!(record.lines().any(|line| line.ends_with(": \"市河长办\"")), "{record}");
}

/// What comes in after the day of record counts no more: before the deadline it is closed by who says so.
#[test]
fn t3_before_the_deadline_a_year_is_closed_only_by_who_says_so() {
    for day in ["2025-12-12", "2025-12-15"] {
        let ws = Workspace::new();
        let early = ws.run(&[&YEAR[..], &["--on", day]].concat());
        assert_eq!(early.code, Some(2), "{}", early.out);
        let said = early.err.contains("还没有截止") && early.err.contains("12月15日");
        assert!(said && early.err.contains("--before-deadline"), "{}", early.err);
        assert!(!ws.path().join(RECORD).exists());
        let meant = ws.run(&[&YEAR[..], &["--on", day, "--before-deadline"]].concat());
        assert_eq!(meant.code, Some(0), "{}", meant.err);
    }
    let ws = Workspace::new();
    assert_eq!(ws.run(&[&YEAR[..], &["--on", "2025-12-16"]].concat()).code, Some(0));
}
