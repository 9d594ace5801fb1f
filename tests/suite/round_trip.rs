//! YAML → workbook → YAML: the same submission, whatever stands in its fields.
//!
//! The workbook is written here, from the definition of the form that the reader goes by, and cell by cell.

#![expect(clippy::disallowed_methods, reason = "a test may hand files to an office program")]

use std::process::Command;
use std::sync::Arc;

use nianbao::plan::Plan;
use nianbao::source::{SourceFile, Sources};
use nianbao::submission::{Form, read_one};
use nianbao::syntax::vocabulary;
use nianbao::workbook::{Field, HEAD, HEAD_SHEET, HIDDEN_SHEET, Kind, SHEETS};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{check, starter_files};

fn plan() -> Arc<Plan> {
    Arc::clone(&check(&starter_files()).workspace.plans[0].plan)
}

/// What a file says, and what is wrong with it.
fn read(plan: &Plan, name: &str, bytes: &[u8]) -> (Option<Form>, String) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(name, bytes));
    let (read, found) = read_one(&sources, plan, file);
    let list = found.into_vec();
    (read.form, nianbao::diagnostic::text(&list, &sources, false, 100))
}

/// A cell of OpenDocument, its blanks kept.
fn cell(text: &str) -> String {
    if text.is_empty() {
        return "<table:table-cell/>".to_owned();
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // The format folds blanks beside each other.
    let escaped = escaped.replace(' ', "<text:s/>");
    let lines: String = escaped.split('\n').map(|line| format!("<text:p>{line}</text:p>")).collect();
    format!(r#"<table:table-cell office:value-type="string">{lines}</table:table-cell>"#)
}

fn sheet(name: &str, rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!(r#"<table:table table:name="{name}">{rows}</table:table>"#)
}

/// What a field says in a cell.
fn written(entry: &Value, field: &Field) -> String {
    let value = field.path().fold(entry, |value, key| &value[key]);
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match (value, field.kind) {
        (Value::Null, _) => String::new(),
        (value, Kind::Word(of)) => vocabulary::chinese_value(of, &text(value)).to_owned(),
        (Value::Array(items), _) => {
            let line = |item: &Value| match item["file"].as_str() {
                Some(file) => format!("{}〔文件：{file}〕", text(&item["title"])),
                None => text(&item["title"]),
            };
            items.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        (Value::Object(codes), _) => {
            let line = |(code, words): (&String, &Value)| format!("{code}：{}", text(words));
            codes.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        (value, _) => text(value),
    }
}

/// The workbook of a submission.
pub(crate) fn workbook(form: &Value) -> Vec<u8> {
    let mut head: Vec<Vec<String>> = vec![vec!["项目".into(), "填写".into()]];
    for (label, key) in [("单位", "unit"), ("年度", "year")] {
        head.push(vec![
            label.into(),
            form[key].as_str().map_or_else(|| form[key].to_string(), str::to_owned),
        ]);
    }
    head.extend(HEAD.iter().map(|field| vec![field.heading().to_owned(), written(form, field)]));
    let mut sheets = vec![sheet(HEAD_SHEET, &head)];
    for layout in SHEETS {
        let mut rows = vec![vec![layout.name.to_owned()], vec![]];
        let heads = ["序号", "编号"].into_iter().chain(layout.fields.iter().map(Field::heading));
        rows.push(heads.map(str::to_owned).collect());
        for (at, entry) in form[layout.list].as_array().into_iter().flatten().enumerate() {
            let id = entry["id"].as_str().unwrap_or_default().to_owned();
            let fields = layout.fields.iter().map(|field| written(entry, field));
            rows.push([(at + 1).to_string(), id].into_iter().chain(fields).collect());
        }
        sheets.push(sheet(layout.name, &rows));
    }
    let hidden = [
        ("form", "1".to_owned()),
        ("plan", "demo".into()),
        ("sample", form["sample"].to_string()),
        ("unit", "slj".into()),
    ];
    sheets.push(sheet(HIDDEN_SHEET, &hidden.map(|(key, value)| vec![key.to_owned(), value])));
    format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document>"#,
        sheets.concat()
    )
    .into_bytes()
}

/// Reads a submission (JSON is YAML), writes it as a workbook and reads that.
fn both_ways(plan: &Plan, form: &Value) -> (Value, Value, String) {
    let (from_text, wrong) = read(plan, "slj.yaml", form.to_string().as_bytes());
    let from_text =
        serde_json::to_value(from_text.unwrap_or_else(|| panic!("{form}\n{wrong}"))).expect("JSON");
    let (from_cells, wrong) = read(plan, "slj.fods", &workbook(&from_text));
    (from_text, serde_json::to_value(from_cells).expect("JSON"), wrong)
}

/// Texts that a clerk may type, line breaks, marks and blanks included; never only blanks.
fn text() -> impl Strategy<Value = String> {
    "[ 　a-z0-9。，：；“”—<>&'\"#*|\\-完成率排污口\n]{0,40}[水a<&]".prop_map(|text| text)
}

/// Words on one line without blanks around them.
fn line() -> impl Strategy<Value = String> {
    "[水利局0-9<&#：—]{1,3}[ 　a—年月\\-]{0,4}[水a%]"
}

fn digits() -> impl Strategy<Value = String> {
    prop_oneof!["-?[1-9][0-9]{0,4}", "[0-9]\\.[0-9]{0,3}0", "0\\.[0-9]{1,6}"]
}

fn task() -> impl Strategy<Value = Value> {
    let status = prop::sample::select(vec!["completed", "on_track", "behind", "not_applicable"]);
    let texts = (text(), prop::option::of(text()), prop::option::of(text()), prop::option::of(line()));
    let more = (
        digits(),
        prop::option::of(digits()),
        prop::collection::vec((line(), prop::option::of("[a-z]{1,8}\\.pdf")), 0..3),
    );
    (status, texts, more).prop_map(
        |(status, (progress, public, issues, explanation), (percent, spent, evidence))| {
            let evidence: Vec<Value> =
                evidence.into_iter().map(|(title, file)| json!({"title": title, "file": file})).collect();
            json!({
                "id": "RW-02-01", "status": status, "percent": percent, "progress": progress,
                "public_progress": public, "issues": issues, "new_due": "2027-06-30",
                "funds": {"planned": "320.50", "spent": spent}, "evidence": evidence,
                "explanation": explanation.map(|words| json!({"N421": words.clone(), "N422": words})),
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_says_what_the_text_says(task in task(), summary in text(), value in digits(), basis in text(), phone in "0[0-9]{9,11}", last in digits(), words in line(), sample in any::<bool>()) {
        let plan = plan();
        let form = json!({
            "nianbao": "submission/1", "plan": "demo", "year": 2025, "unit": "市水利局", "sample": sample,
            "filled_on": "2025-12-08", "as_of": "2025-11-30", "summary": summary,
            "people": {"preparer": "示例填报人", "phone": phone},
            "tasks": [task],
            "milestones": [{"id": "MS-02-01-1", "status": "completed", "done_on": "2025-05-20", "note": basis}],
            "indicators": [{
                "id": "river-good-ratio", "value": value, "n": "10", "of": "12.0", "period": "1—11月",
                "value_status": "provisional", "basis": basis, "source": words, "as_of": "2025-11-30",
                "explanation": words, "last_year": {"value": last, "source": words},
            }],
        });
        let (from_text, from_cells, wrong) = both_ways(&plan, &form);
        prop_assert_eq!(from_text, from_cells, "{}", wrong);
    }
}

#[test]
fn half_filled_forms_stay_half_filled() {
    let plan = plan();
    let form = json!({
        "nianbao": "submission/1", "plan": "demo", "year": 2025, "unit": "市水利局",
        "tasks": [{"id": "RW-02-01", "status": "not_applicable"}],
        "indicators": [{"id": "river-good-ratio", "missing": "not_yet_published"}],
    });
    let (from_text, from_cells, wrong) = both_ways(&plan, &form);
    assert_eq!(from_text, from_cells, "{wrong}");
    assert!(from_cells["summary"].is_null() && from_cells["indicators"][0]["value"].is_null());
}

/// Opens a workbook in LibreOffice and saves it in another format.
fn saved_by_libreoffice(folder: &std::path::Path, bytes: &[u8], format: &str) -> Vec<u8> {
    let (form, out) = (folder.join("slj.fods"), folder.join(format));
    std::fs::write(&form, bytes).expect("the form can be written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", format, "--outdir"])
        .args([&out, &form])
        .output()
        .expect("没有 LibreOffice（soffice）：请运行 ./tests/run office，它会安装");
    let saved = out.join(format!("slj.{format}"));
    std::fs::read(saved).unwrap_or_else(|error| panic!("{format}: {error}\n{run:?}"))
}

/// What LibreOffice makes of a form in the formats that clerks hand in is the same submission.
#[test]
#[ignore = "needs LibreOffice: ./tests/run office"]
fn an_office_program_saves_the_same_submission() {
    let plan = plan();
    let form = json!({
        "nianbao": "submission/1", "plan": "demo", "year": 2025, "unit": "市水利局", "sample": true,
        "filled_on": "2025-12-08", "as_of": "2025-11-30", "summary": "　　第一段。\n\n=不是公式\n1-11",
        "people": {"preparer": "示例填报人", "phone": "035300000000"},
        "tasks": [{
            "id": "RW-02-01", "status": "completed", "percent": "100.0", "progress": "完成“甲”—乙 < 丙 & 丁，  两个空格",
            "evidence": [{"title": "验收意见", "file": "验收.pdf"}, {"title": "台账"}],
            "explanation": {"N421": "多报一个断面", "N422": "口径不变"},
        }],
        "milestones": [{"id": "MS-02-01-1", "status": "completed", "done_on": "2025-05-20"}],
        "indicators": [{"id": "river-good-ratio", "value": "83.30", "n": "10", "of": "12", "period": "1—11月",
            "value_status": "provisional", "source": "007", "as_of": "2025-11-30"}],
    });
    let (from_text, _) = read(&plan, "slj.yaml", form.to_string().as_bytes());
    let from_text = serde_json::to_value(from_text.expect("it is a submission")).expect("JSON");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in ["xlsx", "xls", "ods", "fods"] {
        let bytes = saved_by_libreoffice(folder.path(), &workbook(&from_text), format);
        let (from_cells, wrong) = read(&plan, &format!("slj.{format}"), &bytes);
        assert_eq!(serde_json::to_value(from_cells).expect("JSON"), from_text, "{format}\n{wrong}");
    }
}
