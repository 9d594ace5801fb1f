//! `check`: formats, exit codes, files inside and outside of a workspace.

use crate::workspace::{Workspace, run};

const SLJ: &str = "submissions/demo/2025/slj.yaml";

#[test]
fn ten_faults_are_ten_findings_in_one_run() {
    let workspace = Workspace::new();
    workspace.write(
        SLJ,
        "nianbao: submission/1\nplan: demo\nyear：2025\nunit: 市水利局\nsample: true\nfilled_on: 2025-11-31\nas_of: 11月底\n\
         tasks:\n  - id: RW-02-01\n    status: 基本完成\n    percent: 45%\n    percnt: 12\n    progress: 已完成排查。\n\
         milestones:\n  - id: MS-02-01-1\n    note: 缺完成情况\nindicators:\n  - id: outlets-fixed\n    value: 三十\n    n: 1,2\n    value_status: “初步值”\n",
    );
    let ran = workspace.run(&["check", SLJ, "--format", "json", "--as-of", "2025-12-20"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let found: Vec<(String, u64)> = json["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|f| f["severity"] == "error")
        .map(|f| {
            (f["code"].as_str().expect("a code").to_owned(), f["place"]["line"].as_u64().expect("a line"))
        })
        .collect();
    let expected = [
        ("N005", 3),
        ("N030", 6),
        ("N029", 7),
        ("N031", 10),
        ("N026", 11),
        ("N021", 12),
        ("N023", 15),
        ("N025", 19),
        ("N025", 20),
        ("N006", 21),
    ];
    for (code, line) in expected {
        assert!(found.contains(&(code.to_owned(), line)), "{code} at line {line} is missing from {found:?}");
    }
}

#[test]
fn every_format_is_well_formed_and_says_the_same() {
    let workspace = Workspace::new();
    workspace.change(SLJ, "percent: 45", "percent: 45%");
    let text = workspace.run(&["check", SLJ]);
    let short = workspace.run(&["check", SLJ, "--format", "short"]);
    let json = workspace.run(&["check", SLJ, "--format", "json"]);
    let sarif = workspace.run(&["check", SLJ, "--format", "sarif"]);
    for ran in [&text, &short, &json, &sarif] {
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.out.contains("N026"));
        assert!(!ran.out.contains('\u{1b}'), "no colours into a pipe");
    }
    assert!(short.out.starts_with(&format!("{SLJ}:14:14: 强制[N026]")), "{}", short.out);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!(json["counts"]["error"], 1);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.out).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "N026");
}

#[test]
fn a_file_on_another_desk_is_checked_against_its_plan() {
    let workspace = Workspace::new();
    let desk = tempfile::tempdir().expect("a temporary folder");
    for name in ["plans/demo.yaml", SLJ] {
        let to = desk.path().join(name.rsplit('/').next().expect("a name"));
        std::fs::copy(workspace.path().join(name), to).expect("it can be copied");
    }
    let ran = run(desk.path(), &["check", "slj.yaml", "--plan", "demo.yaml"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let text = std::fs::read_to_string(desk.path().join("slj.yaml")).expect("it can be read");
    std::fs::write(desk.path().join("slj.yaml"), text.replace("RW-02-01", "RW-02-10"))
        .expect("it can be written");
    let ran = run(desk.path(), &["check", "slj.yaml", "--plan", "demo.yaml", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("slj.yaml:12:9: 强制[N2"), "{}", ran.out);
    let ran = run(desk.path(), &["check", "slj.yaml"]);
    assert_eq!(ran.code, Some(2), "the plan is not known: {}", ran.out);
}

/// The plan asks two units for one milestone: what one leaves out, its own desk says and the office says, whether or
/// not the other has answered.
#[test]
fn t12_desk_and_office_agree_on_a_milestone_that_another_unit_has_answered() {
    let workspace = Workspace::new();
    workspace.change(
        "plans/demo.yaml",
        "  clause: 三（一）\n",
        "  clause: 三（一）\n  asks: {milestones: true}\n",
    );
    workspace.change(
        SLJ,
        "milestones:\n  - {id: MS-02-01-1, status: on_track, note: 主体工程已开工。}\n",
        "",
    );
    let desk = tempfile::tempdir().expect("a temporary folder");
    for name in ["plans/demo.yaml", SLJ, "submissions/demo/2025/sthjj.yaml"] {
        let to = desk.path().join(name.rsplit('/').next().expect("a name"));
        std::fs::copy(workspace.path().join(name), to).expect("it can be copied");
    }
    for (unit, lacks) in [("slj", true), ("sthjj", false)] {
        let file = format!("{unit}.yaml");
        let at_desk = run(desk.path(), &["check", &file, "--plan", "demo.yaml", "--as-of", "2025-12-20"]);
        assert_eq!(at_desk.out.contains("N313"), lacks, "{}", at_desk.out);
        let ran = workspace.run(&["status", "--unit", unit, "--as-of", "2025-12-20", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
        let at_office = json[0]["units"][0]["lacks"].as_array().expect("a list");
        assert_eq!(at_office.iter().any(|lack| lack["id"] == "MS-02-01-1"), lacks, "{}", ran.out);
        let checked = workspace.run(&["check", "--as-of", "2025-12-20", "--format", "short"]);
        let said = checked.out.lines().any(|line| line.contains(&file) && line.contains("N313"));
        assert_eq!(said, lacks, "{}", checked.out);
    }
}

#[test]
fn quotes_are_proven_against_the_official_text() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["check", "plans/demo.yaml", "--source", "sources/demo.txt"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("任务 1 项"), "{}", ran.out);
    workspace.change("sources/demo.txt", "达到90%", "达到91%");
    let ran = workspace.run(&["check", "plans/demo.yaml", "--source", "sources/demo.txt"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("N181"), "{}", ran.out);
}

#[test]
fn f12_the_command_that_import_prints_works_with_a_word_file() {
    let workspace = Workspace::new();
    let paragraphs = [
        "青沙县河湖治理方案",
        "一、主要任务",
        "（一）清淤。到2028年，水质优良比例达到92%。（责任单位：县水利局）",
        "二、保障措施",
        "（一）加强领导。各乡镇每年12月1日前向县河长办报送情况。",
    ];
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("it can be begun");
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    std::io::Write::write_all(&mut zip, xml.as_bytes()).expect("it can be written");
    let bytes = zip.finish().expect("it can be ended").into_inner();
    std::fs::write(workspace.path().join("x.docx"), bytes).expect("it can be written");
    let ran = workspace.run(&["import", "x.docx", "--id", "qs", "--out", "plans/qs.yaml"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let next =
        ran.out.lines().find_map(|line| line.trim().strip_prefix("nianbao ")).expect("the next command");
    let ran = workspace.run(&next.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    std::fs::write(workspace.path().join("x.docx"), b"\xff\x00\xff").expect("it can be written");
    let ran = workspace.run(&["check", "plans/qs.yaml", "--source", "x.docx"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("二进制") && !ran.err.contains("Undecodable"), "{}", ran.err);
}

#[test]
fn odd_files_are_findings_and_never_a_panic() {
    let workspace = Workspace::new();
    let odd: [(&str, &[u8]); 6] = [
        ("submissions/demo/2025/empty.yaml", b""),
        ("submissions/demo/2025/binary.yaml", b"\x00\x01\x02"),
        (
            "submissions/demo/2025/gbk.yaml",
            b"nianbao: submission/1\nplan: demo\nyear: 2025\nunit: \xcb\xae\n",
        ),
        ("submissions/demo/2025/nonsense.yaml", b"\xff\xff\xff"),
        ("submissions/demo/2025/list.yaml", b"- 1\n- 2\n"),
        ("submissions/demo/2025/bomb.yaml", b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: *c\n"),
    ];
    for (name, bytes) in odd {
        workspace.write(name, bytes);
    }
    let ran = workspace.run(&["check", "--format", "short", "--as-of", "2025-12-20"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    for (name, _) in odd {
        assert!(ran.out.contains(name), "{name} has no finding:\n{}", ran.out);
    }
    let ran = workspace.run(&["build", "--as-of", "2025-12-20"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
}

const HEXI: &str = "submissions/demo/2025/hexi.yaml";

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("one JSON document")
}

#[test]
fn t10_what_is_not_checked_never_looks_as_if_all_were_well() {
    let workspace = Workspace::new();
    for name in ["submissions/demo/2025/hedong.xlsx", "submissions/demo/2025/县报.yaml.txt"] {
        workspace.write(name, "x");
        let ran = workspace.run(&["check", name, "--as-of", "2025-12-20"]);
        assert!(
            ran.out.contains("没有读取") && !ran.out.contains("没有发现问题"),
            "{name}: {}{}",
            ran.out,
            ran.err
        );
        std::fs::remove_file(workspace.path().join(name)).expect("it can be removed");
    }
    workspace.write("submissions/demo/2025/.DS_Store", "x");
    workspace.write("submissions/demo/2025/received/hexi-1.yaml", "x");
    std::fs::create_dir_all(workspace.path().join("submissions/demo/2031")).expect("a folder");
    for name in ["submissions/demo/2025/.DS_Store", "submissions/demo/2031", "submissions/demo/2025/received"]
    {
        let ran = workspace.run(&["check", name, "--as-of", "2025-12-20"]);
        assert!(!ran.out.contains("没有发现问题") && ran.code != Some(0), "{name}: {}", ran.out);
    }
    // A plan that is stopped takes its submissions with it.
    workspace.change("plans/demo.yaml", "id: demo", "id: demo\nidd: demo");
    let ran = workspace.run(&["check", HEXI]);
    assert!(ran.code == Some(2) && ran.err.contains("plans/demo.yaml"), "{}{}", ran.out, ran.err);
    std::fs::remove_file(workspace.path().join("plans/demo.yaml")).expect("it can be removed");
    let ran = workspace.run(&["check"]);
    assert!(ran.code != Some(0) && !ran.out.contains("没有发现问题"), "no plan: {}", ran.out);
    let desk = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(desk.path().join("年报.docx"), "x").expect("it can be written");
    let ran = run(desk.path(), &["check", "年报.docx"]);
    assert!(ran.code != Some(0) && !ran.out.contains("没有发现问题"), "{}{}", ran.out, ran.err);
}

#[cfg(unix)]
#[test]
fn f14_links_are_named_and_never_followed() {
    let workspace = Workspace::new();
    let at = |name: &str| workspace.path().join(name);
    let secret = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(secret.path(), "SECRETWORD: [\n").expect("it can be written");
    std::fs::rename(at("plans/demo.yaml"), at("demo.yaml")).expect("it can be moved");
    for (link, target) in [
        (HEXI, secret.path()),
        ("submissions/demo/2025/intake.jsonl", secret.path()),
        ("sources/demo.txt", secret.path()),
        ("nianbao.yaml", secret.path()),
    ] {
        let _ = std::fs::remove_file(at(link));
        std::os::unix::fs::symlink(target, at(link)).expect("a link");
    }
    std::fs::rename(at("demo.yaml"), at("plans/demo.yaml")).expect("it can be moved");
    std::os::unix::fs::symlink("demo.yaml", at("plans/twin.yaml")).expect("a link");
    let ran = workspace.run(&["check", "--as-of", "2025-12-20", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains("SECRETWORD"), "{}", ran.out);
    for name in ["nianbao.yaml", "sources/demo.txt", "plans/twin.yaml"] {
        assert!(ran.out.contains(name), "{name} is not named: {}", ran.out);
    }
    std::fs::remove_file(at("sources/demo.txt")).expect("it can be removed");
    let ran = workspace.run(&["check", "--as-of", "2025-12-20", "--format", "short"]);
    for name in [HEXI, "submissions/demo/2025/intake.jsonl"] {
        assert!(ran.out.contains(name), "{name} is not named: {}", ran.out);
    }
    assert!(!ran.out.contains("SECRETWORD"), "{}", ran.out);
}

#[test]
fn t12_several_paths_are_one_document() {
    let workspace = Workspace::new();
    workspace.change(SLJ, "percent: 45", "percent: 45%");
    let desk = tempfile::tempdir().expect("a temporary folder");
    let outside = desk.path().join("hexi.yaml");
    let text = std::fs::read_to_string(workspace.path().join(HEXI)).expect("it can be read");
    std::fs::write(&outside, text.replace("RW-02-01", "RW-02-09")).expect("it can be written");
    let outside = outside.to_string_lossy();
    let ran = workspace.run(&["check", SLJ, &outside, "--format", "json", "--as-of", "2025-12-20"]);
    let found = json(&ran.out);
    let files: Vec<&str> = found["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|f| f["place"]["file"].as_str())
        .collect();
    assert!(files.contains(&SLJ) && files.iter().any(|file| file.ends_with("hexi.yaml")), "{}", ran.out);
}

#[test]
fn t12_the_desk_says_what_lacks_by_name_and_compares_with_last_year() {
    let workspace = Workspace::new();
    let sthjj = "submissions/demo/2025/sthjj.yaml";
    let text = std::fs::read_to_string(workspace.path().join(sthjj)).expect("it can be read");
    let desk = tempfile::tempdir().expect("a temporary folder");
    let put =
        |name: &str, text: &str| std::fs::write(desk.path().join(name), text).expect("it can be written");
    let plan = std::fs::read_to_string(workspace.path().join("plans/demo.yaml")).expect("it can be read");
    put("demo.yaml", &plan.replace("  clause:", "  asks: {milestones: true}\n  clause:"));
    let (head, _) = text.split_once("milestones:").expect("it has milestones");
    put("now.yaml", head);
    let ran = run(desk.path(), &["check", "now.yaml", "--plan", "demo.yaml", "--as-of", "2025-12-20"]);
    for name in ["MS-02-01-1", "river-good-ratio"] {
        assert!(ran.out.contains(name), "{name}: {}{}", ran.out, ran.err);
    }
    let next = text.replace("2025", "2026");
    put("now.yaml", &next);
    put("last.yaml", &text.replace("\"83.3\"", "\"8.3\"").replace("n: 10", "n: 1"));
    let check = |more: &[&str]| {
        let common =
            ["check", "now.yaml", "--plan", "demo.yaml", "--as-of", "2026-12-20", "--format", "short"];
        run(desk.path(), &[&common[..], more].concat())
    };
    let (alone, beside) = (check(&[]), check(&["--last-year", "last.yaml"]));
    assert_ne!(alone.out, beside.out, "the rules of last year ran: {}{}", beside.out, beside.err);
    assert_eq!(check(&["--last-year", "now.yaml"]).code, Some(2), "it is of this year");
}

#[test]
fn t12_status_and_check_look_at_the_running_round_and_silent_units_are_one_list() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["status", "--as-of", "2026-12-20", "--format", "json"]);
    let rounds = json(&ran.out);
    assert_eq!((&rounds[0]["year"], &rounds[0]["missing"]), (&2026.into(), &4.into()), "{}", ran.out);
    let ran = workspace.run(&["check", "--as-of", "2026-12-20", "--format", "json"]);
    let found = json(&ran.out);
    let silent: Vec<&serde_json::Value> =
        found["findings"].as_array().expect("a list").iter().filter(|f| f["code"] == "N302").collect();
    assert_eq!(silent.len(), 1, "{}", ran.out);
    assert!(
        silent[0]["message"].as_str().is_some_and(|m| m.contains("4家") && m.contains("河西县")),
        "{}",
        ran.out
    );
    let ran = workspace.run(&["status", "--as-of", "2026-01-20", "--unit", "水利局"]);
    assert!(ran.out.contains("2025年度") && !ran.out.contains("河西县"), "{}", ran.out);
    workspace.change("submissions/demo/2025/hexi.yaml", "indicators:", "x_indicators:");
    workspace.change(SLJ, "tasks:\n  - id: RW-02-01", "tasks:\n  - id: RW-99");
    let ran = workspace.run(&["status", "--as-of", "2025-12-20", "--unit", "nobody"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
}

/// Whose material is faulty is told by what and where: the first findings, and how many more there are.
#[test]
fn status_of_a_unit_with_a_faulty_file_names_what_is_wrong() {
    let workspace = Workspace::new();
    let files = workspace.files("submissions/demo/2025");
    let file = String::from_utf8(files["slj.yaml"].clone()).expect("UTF-8");
    let line = file.lines().position(|line| line.contains("RW-02-01")).expect("it is there") + 1;
    workspace.change(SLJ, "tasks:\n  - id: RW-02-01", "tasks:\n  - id: RW-99");
    let told =
        || workspace.run(&["status", "--as-of", "2025-12-20", "--unit", "slj"]).out.replace("\n      ", "");
    assert!(told().contains(&format!("submissions/demo/2025/slj.yaml:{line}:")), "{}", told());
    assert!(told().contains("有误 N") && !told().contains("另有"), "{}", told());
    let wrong = "x_one: 1\nx_two: 2\nx_three: 3\nx_four: 4\ntasks:\n  - id: RW-99";
    workspace.change(SLJ, "tasks:\n  - id: RW-99", wrong);
    let all = workspace.run(&["status", "--as-of", "2025-12-20", "--unit", "slj", "--format", "json"]);
    let all = json(&all.out)[0]["units"][0]["faults"].as_array().expect("a list").len();
    assert!(all > 3, "{all}");
    assert!(told().contains(&format!("另有{}处有误", all - 3)), "{}", told());
}

/// A unit is in one state: whose material is faulty is not counted as in time, by `status` and by the report alike.
#[test]
fn t7_who_came_in_time_is_counted_alike_by_status_and_by_the_report() {
    let workspace = Workspace::new();
    workspace.change(SLJ, "tasks:\n  - id: RW-02-01", "tasks:\n  - id: RW-99");
    let told = workspace.run(&["status", "--as-of", "2025-12-20"]).out;
    assert!(told.contains("按时3家，材料有误1家（其中按时送达1家）"), "{told}");
    workspace.run(&["build", "--as-of", "2025-12-20"]);
    let table = String::from_utf8(workspace.files("out/internal/demo/2025/data")["submissions.csv"].clone());
    let table = table.expect("it is text");
    let total = table.lines().last().expect("the last row is the total");
    let column = |name: &str| {
        let head = table.trim_start_matches('\u{feff}').lines().next().expect("a head");
        let at = head.split(',').position(|column| column == name).expect("a column");
        total.split(',').nth(at).expect("a cell").to_owned()
    };
    assert_eq!((column("on_time"), column("faulty")), ("3".to_owned(), "1".to_owned()), "{table}");
}
