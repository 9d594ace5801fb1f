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
    let ran = workspace.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    for (name, _) in odd {
        assert!(ran.out.contains(name), "{name} has no finding:\n{}", ran.out);
    }
    let ran = workspace.run(&["build", "--as-of", "2025-12-20"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
}
