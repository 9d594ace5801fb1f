//! `nianbao form`: which forms of which round, where they are written, and what is never replaced.

use crate::workspace::{Ran, Workspace};

/// The round that has not been handed in yet: the starter's submissions are those of the year before.
const OPEN: [&str; 6] = ["form", "--year", "2026", "--as-of", "2026-11-01", "--plan"];

fn form(workspace: &Workspace, more: &[&str]) -> Ran {
    let all: Vec<&str> = OPEN.iter().copied().chain(["demo"]).chain(more.iter().copied()).collect();
    workspace.run(&all)
}

fn names(workspace: &Workspace, folder: &str) -> Vec<String> {
    workspace.files(folder).into_keys().collect()
}

#[test]
fn all_units_get_all_shapes_below_their_plan_and_year() {
    let workspace = Workspace::new();
    let ran = form(&workspace, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("2026年：4 家单位，截止2026年12月15日"), "{}", ran.out);
    assert!(ran.out.contains("12 个文件"), "{}", ran.out);
    let units = ["hedong", "hexi", "slj", "sthjj"];
    let wanted: Vec<String> = units
        .iter()
        .flat_map(|unit| ["html", "xlsx", "yaml"].map(|ending| format!("demo/2026/{unit}.{ending}")))
        .collect();
    assert_eq!(names(&workspace, "forms"), wanted);
    // Last year's words stand beside in every shape that is text.
    let files = workspace.files("forms");
    for name in ["demo/2026/slj.yaml", "demo/2026/slj.html"] {
        let text = String::from_utf8(files[name].clone()).expect("it is text");
        assert!(text.contains("建立了一口一档"), "{name}");
    }
    assert!(files["demo/2026/slj.xlsx"].starts_with(b"PK"));
}

#[test]
fn one_shape_of_one_unit_by_any_of_its_names() {
    for (format, wanted) in [("yaml", "yaml"), ("xlsx", "xlsx"), ("html", "html")] {
        for unit in ["slj", "市水利局", "水利局"] {
            let workspace = Workspace::new();
            let ran = form(&workspace, &["--unit", unit, "--format", format, "--out", "here"]);
            assert_eq!(ran.code, Some(0), "{unit}: {}", ran.err);
            assert!(ran.out.contains("市水利局，截止"), "{}", ran.out);
            assert_eq!(names(&workspace, "here"), [format!("demo/2026/slj.{wanted}")]);
        }
    }
    let workspace = Workspace::new();
    assert_eq!(form(&workspace, &["--unit", "all", "--format", "html"]).code, Some(0));
    assert_eq!(names(&workspace, "forms").len(), 4);
}

#[test]
fn a_unit_that_is_not_known_or_does_not_report_has_no_form() {
    let workspace = Workspace::new();
    for (unit, wanted) in
        [("市林业局", "没有单位“市林业局”"), ("各县", "是合称，由所含单位分别报送：河东县、河西县")]
    {
        let ran = form(&workspace, &["--unit", unit]);
        assert_eq!(ran.code, Some(2), "{unit}");
        assert!(ran.err.contains(wanted), "{}", ran.err);
        assert!(!workspace.path().join("forms").exists());
    }
}

#[test]
fn a_form_that_may_be_filled_in_is_never_replaced() {
    let workspace = Workspace::new();
    assert_eq!(form(&workspace, &["--unit", "slj"]).code, Some(0));
    let again = form(&workspace, &["--unit", "slj"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(again.out.contains("0 个文件；3 个文件没有变化"), "{}", again.out);
    for ending in ["yaml", "html", "xlsx"] {
        workspace.write(&format!("forms/demo/2026/slj.{ending}"), "填好的内容");
    }
    let before = workspace.files("forms");
    let kept = form(&workspace, &[]);
    assert_eq!(kept.code, Some(2));
    assert!(kept.err.contains("等 3 个文件已经存在") && kept.err.contains("没有覆盖"), "{}", kept.err);
    // The other units' forms are written all the same.
    let after = workspace.files("forms");
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    assert_eq!(after.len(), 12);
    // A folder or a link in the place of a file is not written through either.
    std::fs::create_dir(workspace.path().join("elsewhere")).expect("a folder");
    std::fs::create_dir_all(workspace.path().join("other/demo/2026/slj.yaml")).expect("a folder");
    let ran = form(&workspace, &["--unit", "slj", "--format", "yaml", "--out", "other"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
}

#[test]
fn a_closed_year_and_a_year_before_the_plan_have_no_forms() {
    let workspace = Workspace::new();
    let closed = workspace.run(&[
        "close",
        "--plan",
        "demo",
        "--year",
        "2025",
        "--on",
        "2026-01-20",
        "--before-review",
    ]);
    assert_eq!(closed.code, Some(0), "{}", closed.err);
    for (year, wanted) in [("2025", "已于2026年1月20日定稿，不再制表"), ("2024", "方案从2025年度开始报送")]
    {
        let ran = workspace.run(&["form", "--plan", "demo", "--year", year]);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        assert!(ran.err.contains(wanted), "{}", ran.err);
    }
    assert!(!workspace.path().join("forms").exists());
}

#[test]
fn a_unit_that_the_plan_asks_nothing_still_has_a_form() {
    let workspace = Workspace::new();
    workspace.change(
        "plans/demo.yaml",
        "  - {id: counties, name",
        "  - {id: lyj, name: 市林业局, kind: department}\n  - {id: counties, name",
    );
    let ran = form(&workspace, &["--unit", "lyj"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let files = workspace.files("forms");
    for name in ["demo/2026/lyj.yaml", "demo/2026/lyj.html"] {
        let text = String::from_utf8(files[name].clone()).expect("it is text");
        assert!(text.contains("没有点名交给贵单位任务、指标或节点"), "{name}");
        assert!(text.contains("总体情况") && text.contains("零报告"), "{name}");
    }
}

#[test]
fn a_faulty_plan_is_named_and_the_others_get_their_forms() {
    let workspace = Workspace::new();
    workspace.write("plans/bad.yaml", "nianbao: plan/1\nid: bad\n");
    let ran = workspace.run(&["form", "--year", "2026", "--as-of", "2026-11-01", "--format", "yaml"]);
    assert!(ran.out.contains("plans/bad.yaml：方案有误，没有制表"), "{}", ran.out);
    assert_eq!(ran.code, Some(1), "its units wait for their forms");
    assert_eq!(names(&workspace, "forms").len(), 4);
    let only = workspace.run(&["form", "--year", "2026", "--plan", "bad"]);
    assert_eq!(only.code, Some(1), "{}", only.out);
    assert!(only.out.contains("plans/bad.yaml：方案有误，没有制表"), "{}", only.out);
}

/// Forms among plans or reports would be taken for such; in a result they would be in the way of the next.
#[test]
fn forms_are_never_written_among_what_the_workspace_consists_of() {
    let ws = Workspace::new();
    let before = ws.files("");
    for out in [
        "plans",
        "submissions",
        "submissions/demo/../demo",
        "sources/x",
        "templates",
        "out",
        "out/forms",
        "nianbao.yaml",
    ] {
        let ran = ws.run(&["form", "--as-of", "2025-12-01", "--out", out]);
        assert!(ran.code == Some(2) && ran.err.contains("什么也没有写入"), "{out}: {}{}", ran.out, ran.err);
    }
    assert!(ws.files("") == before);
    let elsewhere = ws.run(&["form", "--as-of", "2025-12-01", "--out", "待发"]);
    assert_eq!(elsewhere.code, Some(0), "{}", elsewhere.err);
    assert!(ws.path().join("待发/demo/2025/slj.yaml").exists());
}
