//! `nianbao receive` with what units really hand in: workbooks of every kind, folders, archives, encodings, tables
//! of their own; what comes twice, for another year, for another unit; cut off half-way.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use nianbao::diagnostic::Diagnostics;
use nianbao::form::{self, Asked, unit_form};
use nianbao::pipeline::{self, Selection};
use nianbao::source::{Project, SourceFile, Sources};
use nianbao::submission::read_one;

use crate::workspace::{Ran, Workspace, program};

const ROUND: &str = "submissions/demo/2025";

/// A workspace whose reports have not come yet, and their texts by unit.
fn before() -> (Workspace, BTreeMap<&'static str, String>) {
    let ws = Workspace::new();
    let mut texts = BTreeMap::new();
    for unit in ["hedong", "hexi", "slj", "sthjj"] {
        let path = ws.path().join(format!("{ROUND}/{unit}.yaml"));
        texts.insert(unit, std::fs::read_to_string(&path).expect("the example has it"));
        std::fs::remove_file(path).expect("it is there");
    }
    (ws, texts)
}

/// The form of a unit as `form` writes it, filled in with what its text says.
fn workbook(ws: &Workspace, text: &str) -> Vec<u8> {
    let project = Project::Folder(ws.path().to_owned());
    let day = "2025-12-01".parse().expect("a day");
    let read = pipeline::read(&project, &Selection::default(), day, &mut Diagnostics::default())
        .expect("it can be listed");
    let plan = &read.plans[0].plan;
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("a.yaml", text.as_bytes()));
    let said = read_one(&sources, plan, file).0.form.expect("it can be read");
    let unit = plan.unit_named(&said.unit).expect("it reports");
    let asked = Asked {
        plan,
        year: 2025,
        unit,
        deadline: String::new(),
        sample: true,
        last_year: None,
        done: Default::default(),
    };
    form::workbook(&unit_form(&asked).with_answers(&said)).expect("it fits")
}

/// The cells of a workbook as OpenDocument, in one file or as an archive.
fn open_document(book: &[u8], packed: bool) -> Vec<u8> {
    let mut body = String::new();
    for sheet in &SourceFile::new("a.xlsx", book).sheets {
        let _ = write!(body, r#"<table:table table:name="{}">"#, sheet.name);
        for row in 1..=sheet.rows().last().copied().unwrap_or(0) {
            body.push_str("<table:table-row>");
            for column in 1..=40 {
                let text = sheet.text(row, column).replace('&', "&amp;").replace('<', "&lt;");
                let _ = match text.as_str() {
                    "" => write!(body, "<table:table-cell/>"),
                    _ => write!(
                        body,
                        r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                        text.replace('\n', "</text:p><text:p>")
                    ),
                };
            }
            body.push_str("</table:table-row>");
        }
        body.push_str("</table:table>");
    }
    let root = if packed { "office:document-content" } else { "office:document" };
    let text = format!(
        r#"<?xml version="1.0"?><{root} xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></{root}>"#
    );
    if !packed {
        return text.into_bytes();
    }
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", text.as_bytes()),
    ])
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options.compression_method(zip::CompressionMethod::Stored)).expect("an entry");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}

fn receive(ws: &Workspace, arguments: &[&str], at: &str) -> Ran {
    ws.run(&[&["receive"], arguments, &["--at", at]].concat())
}

fn kept(ws: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = ws.files("submissions");
    files.retain(|name, _| !name.ends_with(".nianbao-lock"));
    files
}

fn proven(ws: &Workspace) {
    let ran = ws.run(&["receive", "--verify"]);
    assert!(ran.code == Some(0) && ran.out.contains("全部相符"), "{}{}", ran.out, ran.err);
}

fn receipt(ws: &Workspace, unit: &str, ending: &str) -> String {
    let files = kept(ws);
    let mut own = files
        .iter()
        .filter(|(name, _)| name.contains("receipts/") && name.ends_with(&format!("-{unit}.{ending}")));
    String::from_utf8(own.next_back().expect("it has a receipt").1.clone()).expect("text")
}

#[test]
fn every_kind_of_file_comes_in_as_what_it_is_and_the_receipts_say_so() {
    let (ws, texts) = before();
    let (slj, sthjj) = (workbook(&ws, &texts["slj"]), workbook(&ws, &texts["sthjj"]));
    ws.write("in/水利局（最终版）.xlsx", &slj);
    ws.write("in/下级/局表.ods", open_document(&sthjj, true));
    let gbk = encoding_rs::GBK.encode(&texts["hexi"]).0.into_owned();
    ws.write(
        "in/县里.zip",
        archive(&[("河西县/新建文本文档.txt", &gbk), ("__MACOSX/._x", b"x"), ("Thumbs.db", b"x")]),
    );
    // Workbooks in an archive, which stores what is packed already as it is.
    let hedong = open_document(&workbook(&ws, &texts["hedong"]), false);
    ws.write("in/多份.zip", archive(&[("表/河东.fods", &hedong), ("表/水利局副本.xlsx", &slj)]));
    let came = receive(&ws, &["in"], "2025-12-10T09:00");
    assert_eq!(came.out.matches("已签收，采用").count(), 4, "{}", came.out);
    assert_eq!(came.out.matches("没有重复登记").count(), 1, "{}", came.out);
    proven(&ws);
    let files = kept(&ws);
    for (name, bytes) in [("slj.xlsx", slj.as_slice()), ("hexi.yaml", gbk.as_slice())] {
        assert_eq!(files[&format!("demo/2025/{name}")], bytes, "{name}: as it came");
        let (stem, ending) = name.split_once('.').expect("an ending");
        assert_eq!(files[&format!("demo/2025/received/{stem}-1.{ending}")], bytes, "{name}");
    }
    assert!(files.contains_key("demo/2025/sthjj.ods") && files.contains_key("demo/2025/hedong.fods"));
    for (unit, file) in [("hexi", "新建文本文档.txt"), ("sthjj", "局表.ods")] {
        for ending in ["md", "txt"] {
            let said = receipt(&ws, unit, ending);
            for words in [file, "第1版", "2025-12-10 09:00", "已签收，采用", "2025年12月15日", "登记校验码"]
            {
                assert!(said.contains(words), "{unit}.{ending} {words}: {said}");
            }
            assert!(!said.contains("13800") && !said.contains("填报人"), "{said}");
        }
    }
    let status = ws.run(&["status", "--as-of", "2025-12-20"]);
    assert_eq!(status.code, Some(0), "{}", status.out);
    // The same workbook under another name is the same.
    ws.write("again.xlsx", &slj);
    let again = receive(&ws, &["again.xlsx"], "2025-12-11T09:00");
    assert!(again.out.contains("没有重复登记"), "{}", again.out);
    assert_eq!(kept(&ws), files);
}

/// What Excel 97–2003 and older WPS save; the file was filled in and saved in that format by an office program.
#[test]
fn workbooks_of_old_programs_come_in_under_either_name() {
    const BOOK: &[u8] = include_bytes!("books/slj.xls");
    for (came_as, lies_as) in [("水利局.xls", "slj.xls"), ("水利局报送表.et", "slj.et")] {
        let (ws, _) = before();
        ws.write(&format!("in/{came_as}"), BOOK);
        let checked = ws.run(&["check", &format!("in/{came_as}"), "--as-of", "2025-12-10"]);
        assert!(
            checked.code == Some(0) && checked.out.contains("没有发现问题"),
            "{came_as}: {}",
            checked.out
        );
        let came = receive(&ws, &["in"], "2025-12-10T09:00");
        assert!(came.code == Some(0) && came.out.contains("第1版"), "{came_as}: {}{}", came.out, came.err);
        proven(&ws);
        let files = kept(&ws);
        let (stem, ending) = lies_as.split_once('.').expect("an ending");
        assert_eq!(files[&format!("demo/2025/{lies_as}")], BOOK);
        assert_eq!(files[&format!("demo/2025/received/{stem}-1.{ending}")], BOOK);
        assert!(receipt(&ws, "slj", "txt").contains(came_as));
        let built = ws.run(&["build", "--as-of", "2025-12-20"]);
        assert!(built.code.is_some_and(|code| code < 2), "{}", built.err);
        let report = ws
            .files("out")
            .into_iter()
            .find(|(name, _)| name == "internal/demo/2025/files/demo-2025-report.md");
        let report = String::from_utf8(report.expect("the internal paper").1).expect("text");
        assert!(report.contains("封堵12个"), "{came_as}: {report}");
    }
}

#[test]
fn what_is_wrong_in_a_workbook_stands_in_its_receipt_by_cell() {
    let (ws, texts) = before();
    let faulty = texts["sthjj"].replace("value: \"83.3\"", "value: \"0.833\"");
    ws.write("a.xlsx", workbook(&ws, &faulty));
    let came = receive(&ws, &["a.xlsx"], "2025-12-10T09:00");
    assert!(came.out.contains("有1处需要说明"), "{}", came.out);
    let said = receipt(&ws, "sthjj", "txt");
    assert!(said.contains("“指标”第5行“数值”（G5）") && said.contains("请填 83.3"), "{said}");
    // A table of the unit's own, as far as its heads are known.
    let own = r#"<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="Sheet1">ROWS</table:table></office:spreadsheet></office:body></office:document>"#;
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!(r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows = [
        row(&["填报单位：河西县　2025年度"]),
        row(&["工作任务", "任务状态", "工作进展"]),
        row(&["整治入河排污口", "正常推进", "新增巡查点十处。"]),
    ];
    ws.write("own.fods", own.replace("ROWS", &rows.concat()));
    let came = receive(&ws, &["own.fods"], "2025-12-10T10:00");
    assert!(came.out.contains("河西县 2025年度 第1版"), "{}{}", came.out, came.err);
    assert!(came.out.contains("方案按所列任务、指标、节点的名称认定"), "{}", came.out);
    assert!(
        receipt(&ws, "hexi", "txt").contains("不是办公室下发的报送表"),
        "{}",
        receipt(&ws, "hexi", "txt")
    );
    proven(&ws);
}

#[test]
fn what_cannot_be_taken_is_named_with_the_way() {
    let (ws, texts) = before();
    let files = kept(&ws);
    let book = workbook(&ws, &texts["slj"]);
    let cut = &book[..book.len() / 2];
    for (name, bytes, says) in [
        ("cut.xlsx", cut, "不完整，或者已损坏"),
        ("w.docx", &archive(&[("word/document.xml", b"<x/>")])[..], "Word"),
        ("scan.pdf", b"%PDF-1.4\n", "PDF"),
        ("p.rar", b"Rar!\x1a\x07\x01\x00\0\0\0\0", "请解压"),
        ("empty.yaml", b"", "文件是空的"),
        ("enc.zip", b"PK\x03\x04\x14\0\x01\0\x08\0 and nothing more", "压缩包"),
    ] {
        ws.write(&format!("in/{name}"), bytes);
        let ran = receive(&ws, &[&format!("in/{name}")], "2025-12-10T09:00");
        assert!(ran.code == Some(1) && ran.out.contains(says), "{name} {says}: {}{}", ran.out, ran.err);
        assert_eq!(kept(&ws), files, "{name}");
    }
    for (from, to, says) in [
        ("year: 2025", "year: 2024", "从2025年度起"),
        ("unit: 市水利局", "unit: 市水务局", "是不是“市水利局”"),
    ] {
        let gbk = encoding_rs::GBK.encode(&texts["slj"].replacen(from, to, 1)).0.into_owned();
        ws.write("in/x.zip", archive(&[("..\\..\\..\\x.yaml", &gbk), ("/etc/y.yaml", &gbk)]));
        let ran = receive(&ws, &["in/x.zip"], "2025-12-10T09:00");
        assert_eq!(ran.out.matches(says).count(), 2, "{to}: {}{}", ran.out, ran.err);
        assert_eq!(kept(&ws), files, "{to}");
    }
    let above = ws.path().parent().expect("a folder above").to_owned();
    assert!(!above.join("x.yaml").exists() && !ws.path().join("x.yaml").exists());
}

#[test]
fn a_receipt_has_the_units_own_day_once_it_was_given() {
    let (ws, texts) = before();
    ws.write(
        &format!("{ROUND}/decisions.yaml"),
        "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: 各县, until: 2025-12-22, reason: 汛后重新核查, by: 示例办公室, on: 2025-12-09}\n",
    );
    ws.write("in/hexi.yaml", &texts["hexi"]);
    ws.write("in/slj.yaml", &texts["slj"]);
    assert_eq!(receive(&ws, &["in"], "2025-12-10T09:00").code, Some(0));
    let own = receipt(&ws, "hexi", "txt");
    assert!(own.contains("2025年12月22日") && own.contains("经批准延期"), "{own}");
    assert!(receipt(&ws, "slj", "txt").contains("2025年12月15日"));
    // Before it was decided it was not so.
    let (ws, texts) = before();
    ws.write(&format!("{ROUND}/decisions.yaml"), "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-22, reason: 汛后, by: 示例办公室, on: 2025-12-12}\n");
    ws.write("in/hexi.yaml", &texts["hexi"]);
    assert_eq!(receive(&ws, &["in"], "2025-12-10T09:00").code, Some(0));
    assert!(receipt(&ws, "hexi", "txt").contains("2025年12月15日"));
}

/// A workbook takes the place of a text: two files change, and between any two writes the state is one of two.
#[cfg(debug_assertions)]
#[test]
fn killed_half_way_a_workbook_has_taken_the_place_of_a_text_or_not() {
    let (ws, texts) = before();
    ws.write("in/slj.yaml", &texts["slj"]);
    assert_eq!(receive(&ws, &["in"], "2025-12-10T09:00").code, Some(0));
    ws.write("new.xlsx", workbook(&ws, &texts["slj"].replace("percent: 45", "percent: 52")));
    let old = kept(&ws);
    let run = |fault: &str| -> Ran {
        let mut command = program();
        command.current_dir(ws.path()).args(["receive", "new.xlsx", "--at", "2025-12-12T09:00"]);
        command.env("NIANBAO_TEST_FAULT", fault).output().expect("it starts").into()
    };
    let told = run("count:0");
    let all: u32 =
        told.err.lines().find_map(|line| line.strip_prefix("writes=")?.parse().ok()).expect("told");
    let after = kept(&ws)["demo/2025/slj.xlsx"].clone();
    assert!(!kept(&ws).contains_key("demo/2025/slj.yaml"));
    for at in (1..=all).step_by(2) {
        std::fs::remove_dir_all(ws.path().join("submissions")).expect("it is there");
        for (name, bytes) in &old {
            ws.write(&format!("submissions/{name}"), bytes);
        }
        run(&format!("kill:{at}"));
        proven(&ws);
        let checked = ws.run(&["status", "--as-of", "2025-12-20", "--format", "json"]);
        assert!(checked.out.contains("\"on_time\": 1"), "kill:{at}: {}", checked.out);
        assert_eq!(run("none:0").code, Some(0), "kill:{at}");
        let files = kept(&ws);
        assert_eq!(files["demo/2025/slj.xlsx"], after, "kill:{at}");
        assert!(!files.contains_key("demo/2025/slj.yaml"), "kill:{at}");
        assert_eq!(files["demo/2025/intake.jsonl"].iter().filter(|byte| **byte == b'\n').count(), 5);
    }
}

/// An archive of Windows, unpacked elsewhere, has names in GBK: its files are read by what they are called.
#[cfg(target_os = "linux")]
#[test]
fn names_in_gbk_are_names() {
    use std::os::unix::ffi::OsStrExt as _;
    let (ws, texts) = before();
    let name = |text: &str| {
        let (bytes, ..) = encoding_rs::GBK.encode(text);
        std::ffi::OsStr::from_bytes(&bytes).to_owned()
    };
    let folder = ws.path().join("收件").join(name("报送材料"));
    std::fs::create_dir_all(&folder).expect("the file system takes bytes");
    std::fs::write(folder.join(name("市水利局.yaml")), &texts["slj"]).expect("it can be written");
    let ran = ws.run(&["receive", "收件", "--at", "2025-12-10T09:00"]);
    assert!(ran.out.contains("报送材料/市水利局.yaml") && ran.out.contains("已签收，采用"), "{}", ran.out);
    // The same in the folder of the round, where somebody has unpacked it by hand.
    std::fs::write(ws.path().join(ROUND).join(name("河西县.yaml")), &texts["hexi"])
        .expect("it can be written");
    let checked = ws.run(&["check", "--as-of", "2025-12-20"]);
    assert!(!checked.out.contains("N001") && !checked.out.contains("“河西县”未报送"), "{}", checked.out);
    let absent = ws.run(&["check", "--as-of", "2025-12-20", &format!("{ROUND}/河东县.yaml")]);
    assert_eq!(absent.code, Some(2), "{}", absent.out);
}

#[test]
fn of_two_files_of_one_unit_the_second_says_which_the_first_was() {
    let (ws, texts) = before();
    ws.write("in/slj(最终版).yaml", &texts["slj"]);
    ws.write("in/slj.yaml", texts["slj"].replace("完成", "已完成"));
    let ran = receive(&ws, &["in"], "2025-12-10T09:00");
    let told = "同一批里已有这家单位的另一份材料（第1版“slj(最终版).yaml”，按文件名的顺序在前），请办公室确认采用哪一版";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert!(receipt(&ws, "slj", "txt").contains("第1版“slj(最终版).yaml”"));
}

/// Nobody knows that a unit has sent a form that was issued to another.
#[test]
fn a_receipt_for_a_form_of_another_unit_does_not_say_that_this_one_sent_it() {
    let (ws, texts) = before();
    let book = open_document(&workbook(&ws, &texts["slj"]), false);
    let book = String::from_utf8(book).expect("XML").replacen(">市水利局<", ">市生态环境局<", 1);
    std::fs::create_dir_all(ws.path().join("in")).expect("a folder");
    std::fs::write(ws.path().join("in/改.fods"), book).expect("written");
    receive(&ws, &["in/改.fods"], "2025-12-10T09:00");
    let receipt = receipt(&ws, "sthjj", "txt");
    assert!(receipt.contains("收到写明是你单位的2025年度材料一份，是否你单位报送有待核对"), "{receipt}");
}
