//! A report that names no plan of the workspace: a finding at its line, beside all others.

use crate::workspace::Workspace;

/// A workspace with a second plan, and the example's report under another name of its plan.
fn two_plans(named: &str, unit: &str) -> Workspace {
    let ws = Workspace::new();
    let read = |name: &str| std::fs::read_to_string(ws.path().join(name)).expect("the example has it");
    let plan = read("plans/demo.yaml");
    let title =
        plan.lines().find_map(|line| line.strip_prefix("title: ")).expect("it has a title").to_owned();
    let other = plan
        .replacen("id: demo", "id: other", 1)
        .replacen(&title, "某某行动方案", 1)
        .replace("市水利局", "市水务局")
        .replace("slj", "swj");
    ws.write("plans/other.yaml", other.replace("水利局", "水务局"));
    let report = read("submissions/demo/2025/slj.yaml").replace("plan: demo", &format!("plan: {named}"));
    ws.write("in.yaml", report.replace("市水利局", unit).replace("percent: 45", "percent: 九成"));
    ws
}

#[test]
fn the_plan_that_is_meant_is_named_and_the_rest_is_checked() {
    // By the unit, which one plan knows; by a slip of the id.
    for (named, unit) in [("某个方案", "市水利局"), ("demoo", "市水利局")] {
        let ws = two_plans(named, unit);
        let ran = ws.run(&["check", "in.yaml", "--as-of", "2025-12-20", "--format", "json"]);
        assert_eq!(ran.code, Some(1), "{named}: {}{}", ran.out, ran.err);
        let list: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
        let all = list["findings"].as_array().or_else(|| list.as_array()).expect("a list").clone();
        let of = |code: &str| all.iter().find(|one| one["code"] == code).cloned();
        let plan = of("N202").unwrap_or_else(|| panic!("{named}: {}", ran.out));
        assert!(
            plan["place"]["line"] == 2 && plan["help"].as_str().is_some_and(|help| help.contains("demo")),
            "{plan}"
        );
        assert!(
            all.iter().any(|one| one["place"]["line"].as_u64().is_some_and(|line| line > 10)),
            "{}",
            ran.out
        );
    }
}

#[test]
fn where_nothing_says_which_is_meant_all_are_named() {
    let ws = two_plans("某个方案", "不知名单位");
    let ran = ws.run(&["check", "in.yaml", "--as-of", "2025-12-20"]);
    assert!(
        ran.code == Some(1) && ran.out.contains("N202") && ran.out.contains(":2:"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(ran.out.contains("demo、other"), "{}", ran.out);
    let got = ws.run(&["receive", "in.yaml", "--at", "2025-12-10T09:00"]);
    assert!(got.code == Some(1) && got.out.contains("demo、other"), "{}", got.out);
    assert!(!got.out.contains("有误请"), "{}", got.out);
}
