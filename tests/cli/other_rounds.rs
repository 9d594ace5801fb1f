//! Rounds that are closed, have not begun or never were asked for, and units that bore another id.

use crate::workspace::Workspace;

const YEAR: [&str; 4] = ["--plan", "demo", "--year", "2025"];

#[test]
fn status_of_a_year_without_a_round_says_so_in_words() {
    let ws = Workspace::new();
    let before = ws.run(&["status", "--year", "2024", "--as-of", "2025-12-10"]);
    assert_eq!(before.code, Some(0), "{}", before.out);
    assert!(before.out.contains("方案从2025年度起报送") && !before.out.contains("未报"), "{}", before.out);
    let later = ws.run(&["status", "--year", "2026", "--as-of", "2025-12-10"]);
    assert_eq!(later.code, Some(0), "{}", later.out);
    assert!(
        later.out.contains("2026年度的报送还没有开始") && later.out.contains("市水利局"),
        "{}",
        later.out
    );
    assert!(!later.out.contains("未到期") && !later.out.contains("未报"), "{}", later.out);
    let unit = ws.run(&["status", "--year", "2024", "--unit", "slj", "--as-of", "2025-12-10"]);
    assert!(unit.code == Some(0) && unit.out.contains("方案从2025年度起报送"), "{}{}", unit.out, unit.err);
    let json = ws.run(&["status", "--year", "2024", "--as-of", "2025-12-10", "--format", "json"]);
    assert!(json.out.contains("before_first") && json.out.contains("\"expected\": 0"), "{}", json.out);
    let running = ws.run(&["status", "--year", "2026", "--as-of", "2026-01-02"]);
    assert!(running.out.contains("未到期4家"), "{}", running.out);
}

#[test]
fn what_came_after_a_closing_is_told_and_counts_nothing() {
    let ws = Workspace::new();
    let text =
        std::fs::read_to_string(ws.path().join("submissions/demo/2025/slj.yaml")).expect("the starter");
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        let came = ws.run(&["receive", &name, "--at", "2025-12-12T10:00"]);
        assert!(came.out.contains("已签收"), "{}{}", came.out, came.err);
    }
    let closed = ws.run(&[&["close", "--before-review"][..], &YEAR, &["--on", "2026-01-20"]].concat());
    assert_eq!(closed.code, Some(0), "{}{}", closed.out, closed.err);
    ws.write("later.yaml", text.replace("percent: 45", "percent: 60"));
    let came = ws.run(&["receive", "later.yaml", "--at", "2026-02-03T09:00"]);
    assert!(came.out.contains("只登记，不采用"), "{}{}", came.out, came.err);
    let status = ws.run(&["status", "--year", "2025", "--as-of", "2026-03-01"]);
    for words in ["已于2026-01-20定稿", "定稿后登记、未计入1次：市水利局（2026-02-03）", "按时4家"]
    {
        assert!(status.out.contains(words), "{words}: {}", status.out);
    }
    assert!(!status.out.contains("已过"), "{}", status.out);
    let proven = ws.run(&["receive", "--verify"]);
    assert_eq!(proven.code, Some(0), "{}", proven.out);
    let book =
        std::fs::read_to_string(ws.path().join("submissions/demo/2025/intake.jsonl")).expect("the book");
    let lines = book.lines().count();
    for words in [format!("登记簿{lines}行，收文原件5份"), format!("第{lines}行（末行）")] {
        assert!(proven.out.contains(&words), "{words}: {}", proven.out);
    }
    assert!(proven.out.contains("定稿后的1行只登记，不计入"), "{}", proven.out);
    let back = ws.run(&[&["receive"][..], &YEAR, &["--return", "河西县", "--reason", "请补充"]].concat());
    assert!(back.code == Some(2) && back.err.contains("已经定稿"), "{}{}", back.out, back.err);
}

/// The unit had another id and another name last year: its answers are its own all the same.
#[test]
fn last_years_answers_of_a_unit_with_a_new_id_are_shown_and_compared() {
    let ws = Workspace::new();
    ws.change(
        "plans/demo.yaml",
        "{id: slj, name: 市水利局, aliases: [水利局]",
        "{id: swj, name: 市水务局, aliases: []",
    );
    ws.change("plans/demo.yaml", "responsible_units: [slj,", "responsible_units: [swj,");
    let plan = std::fs::read_to_string(ws.path().join("plans/demo.yaml")).expect("the plan");
    let amendment = "amendments:\n  - {from: 2026, unit: swj, what: 更名为市水务局, was: {id: slj, name: 市水利局}, why: 机构改革, document: 示办〔2026〕1号}\n";
    ws.write("plans/demo.yaml", plan + amendment);
    let last = ws.run(&["check", "--year", "2025", "--as-of", "2026-01-05"]);
    assert!(last.out.contains("没有发现问题"), "its file bears the id of that year: {}", last.out);
    let form = ws.run(&[
        "form", "--plan", "demo", "--year", "2026", "--unit", "swj", "--format", "yaml", "--out", "f",
    ]);
    assert_eq!(form.code, Some(0), "{}{}", form.out, form.err);
    let form = std::fs::read_to_string(ws.path().join("f/demo/2026/swj.yaml")).expect("it was written");
    assert!(form.contains("上年：完成两县入河排污口的**全面排查**"), "{form}");
    let text =
        std::fs::read_to_string(ws.path().join("submissions/demo/2025/slj.yaml")).expect("the starter");
    let now =
        text.replace("2025", "2026").replace("市水利局", "市水务局").replace("percent: 45", "percent: 30");
    ws.write("desk/swj.yaml", now);
    ws.write("desk/last.yaml", text);
    let kept = ws.run(&["check", "desk/swj.yaml", "--plan", "plans/demo.yaml", "--as-of", "2026-12-10"]);
    assert!(kept.out.contains("N507") && kept.out.contains("N543"), "{}{}", kept.out, kept.err);
    std::fs::remove_file(ws.path().join("submissions/demo/2025/slj.yaml")).expect("it is there");
    let given = ["check", "desk/swj.yaml", "--plan", "plans/demo.yaml", "--last-year", "desk/last.yaml"];
    let given = ws.run(&[&given[..], &["--as-of", "2026-12-10"]].concat());
    assert!(given.out.contains("N507") && given.out.contains("N543"), "{}{}", given.out, given.err);
}

/// A form that was made for one unit and says another is held: of neither does it show that it has reported.
#[test]
fn what_waits_for_the_office_is_no_report_of_the_unit() {
    let ws = Workspace::new();
    let county = std::fs::read(ws.path().join("submissions/demo/2025/hexi.yaml")).expect("the starter");
    for unit in ["slj", "sthjj", "hedong", "hexi"] {
        let name = format!("submissions/demo/2025/{unit}.yaml");
        if unit == "hexi" {
            std::fs::remove_file(ws.path().join(&name)).expect("it is there");
        } else {
            assert!(ws.run(&["receive", &name, "--at", "2025-12-12T10:00"]).out.contains("已签收"));
        }
    }
    let row = |cells: &[&str]| {
        let cell = |text: &&str| {
            format!(
                r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
            )
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let sheet = |name: &str, rows: &[String]| {
        format!(r#"<table:table table:name="{name}">{}</table:table>"#, rows.concat())
    };
    let head = [["项目", "填写"], ["单位", "河西县"], ["年度", "2025"], ["填报日期", "2025-12-09"]];
    let hidden = [["form", "1"], ["plan", "demo"], ["year", "2025"], ["unit", "hedong"], ["sample", "true"]];
    let tasks = [
        row(&["编号", "重点任务", "完成情况", "进展情况"]),
        row(&["RW-02-01", "整治入河排污口", "正常推进", "乡镇排污口整治按月调度，新增巡查点十处。"]),
    ];
    let sheets = [
        sheet("基本情况", &head.map(|cells| row(&cells))),
        sheet("任务台账", &tasks),
        sheet("_form", &hidden.map(|cells| row(&cells))),
    ];
    ws.write(
        "改单位.fods",
        format!(
            r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document>"#,
            sheets.concat()
        ),
    );
    let came = ws.run(&["receive", "改单位.fods", "--at", "2025-12-13T09:00"]);
    assert!(came.out.contains("未采用"), "{}{}", came.out, came.err);
    let status = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "hexi"]);
    assert!(status.out.contains("未报") && !status.out.contains("按时  "), "{}", status.out);
    assert!(status.out.contains("待确认"), "{}", status.out);
    // What is laid beside the book is named, though something of the unit waits in it.
    ws.write("submissions/demo/2025/hexi.yaml", county);
    let proven = ws.run(&["receive", "--verify"]);
    assert!(proven.out.contains("N809") && proven.out.contains("河西县"), "{}", proven.out);
}

#[test]
fn a_sealed_copy_that_came_before_its_file_is_told() {
    let ws = Workspace::new();
    let text = std::fs::read(ws.path().join("submissions/demo/2025/slj.yaml")).expect("the starter");
    std::fs::remove_file(ws.path().join("submissions/demo/2025/slj.yaml")).expect("it is there");
    ws.write("slj.yaml", text);
    let paper =
        ws.run(&[&["receive"][..], &YEAR, &["--paper", "市水利局", "--at", "2025-12-10T09:00"]].concat());
    assert_eq!(paper.code, Some(0), "{}", paper.err);
    let came = ws.run(&["receive", "slj.yaml", "--at", "2025-12-12T09:00"]);
    assert!(came.out.contains("盖章纸质件先于电子件收到"), "{}{}", came.out, came.err);
    let status = ws.run(&["status", "--as-of", "2025-12-20", "--unit", "slj"]);
    assert!(status.out.contains("早于电子件（2025-12-12收到）"), "{}", status.out);
}

#[test]
fn material_of_a_plan_that_is_not_there_says_which_file_to_bring() {
    let ws = Workspace::new();
    let plan = std::fs::read(ws.path().join("plans/demo.yaml")).expect("the starter");
    std::fs::remove_file(ws.path().join("plans/demo.yaml")).expect("it is there");
    let came = ws.run(&["receive", "submissions/demo/2025/slj.yaml"]);
    assert!(
        came.code == Some(1) && came.out.contains("把方案文件 demo.yaml 放进去再收"),
        "{}{}",
        came.out,
        came.err
    );
    let other = String::from_utf8(plan).expect("text").replace("id: demo", "id: rivers");
    ws.write("plans/rivers.yaml", other);
    let came = ws.run(&["receive", "submissions/demo/2025/slj.yaml"]);
    assert!(came.out.contains("把方案文件 demo.yaml 放进 plans 文件夹再收"), "{}{}", came.out, came.err);
}
