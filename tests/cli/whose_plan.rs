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

/// A table of a unit's own, which names no plan.
fn own_table(title: &str, task: &str) -> String {
    let row = |cells: &[&str]| {
        let cell = |word: &&str| {
            format!(
                r#"<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>"#
            )
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let rows = [
        row(&[title]),
        row(&["重点任务", "完成情况", "进展情况"]),
        row(&[task, "正常推进", "加密监测12次，溯源3起。"]),
    ];
    format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="台账">{}</table:table></office:spreadsheet></office:body></office:document>"#,
        rows.concat()
    )
}

#[test]
fn receiving_knows_a_table_by_what_checking_knows_it_by() {
    let ws = two_plans("demo", "市水利局");
    std::fs::remove_file(ws.path().join("submissions/demo/2025/sthjj.yaml")).expect("it is there");
    let of_both = own_table("市生态环境局2025年度工作台账", "整治入河排污口");
    let other = std::fs::read_to_string(ws.path().join("plans/other.yaml")).expect("it is there");
    ws.write("in.fods", &of_both);
    let got = ws.run(&["receive", "in.fods", "--at", "2025-12-10T09:00"]);
    assert!(got.code == Some(1) && got.out.contains("这几个方案都有可能"), "{}{}", got.out, got.err);
    assert!(
        got.out.contains("--plan") && got.out.contains("demo") && got.out.contains("other"),
        "{}",
        got.out
    );
    ws.write("plans/other.yaml", other.replace("整治入河排污口", "推进垃圾分类"));
    let checked = ws.run(&["check", "in.fods", "--as-of", "2025-12-10"]);
    assert!(checked.err.contains("按所列任务、指标、节点的名称认作方案 demo"), "{}", checked.err);
    let got = ws.run(&["receive", "in.fods", "--at", "2025-12-10T09:00"]);
    assert!(got.out.contains("市生态环境局") && got.out.contains("方案按所列任务"), "{}{}", got.out, got.err);
    let receipts = std::fs::read_dir(ws.path().join("submissions/demo/2025/receipts")).expect("receipts");
    let text = receipts
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .find(|text| text.contains("认定依据"))
        .expect("the receipt says by what it was known");
    assert!(text.contains("方案按所列任务、指标、节点的名称认定；单位按表题认定"), "{text}");
    // What is no report of anything is none, whatever its title says.
    ws.write(
        "pay.fods",
        own_table("市生态环境局2025年度工资表", "整治入河排污口")
            .replace("完成情况", "金额")
            .replace("进展情况", "备注"),
    );
    let got = ws.run(&["receive", "pay.fods", "--at", "2025-12-11T09:00"]);
    assert!(got.code == Some(1) && got.out.contains("不是报送表"), "{}{}", got.out, got.err);
}
