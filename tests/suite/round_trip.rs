//! A submission as a workbook and as a text with keys, as the program writes both: read back, the same, whatever
//! stands in its fields.

#![expect(clippy::disallowed_methods, reason = "a test may hand files to an office program")]

use std::process::Command;
use std::sync::Arc;

use nianbao::form::{self, Asked, UnitForm, unit_form};
use nianbao::plan::Plan;
use nianbao::source::{SourceFile, Sources};
use nianbao::submission::{Form, read_one};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{check, starter_files};

fn plan() -> Arc<Plan> {
    Arc::clone(&check(&starter_files()).workspace.plans[0].plan)
}

/// What a file says, and what is wrong with it.
pub(crate) fn read(plan: &Plan, name: &str, bytes: &[u8]) -> (Option<Form>, String) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(name, bytes));
    let (read, found) = read_one(&sources, plan, file);
    let list = found.into_vec();
    (read.form, nianbao::diagnostic::text(&list, &sources, false, 100))
}

/// The unit's own form with the answers of a submission.
pub(crate) fn filled(plan: &Plan, said: &Form) -> UnitForm {
    let unit = plan.unit_named(&said.unit).expect("the plan has the unit");
    let asked = Asked {
        plan,
        year: 2025,
        unit,
        deadline: String::new(),
        sample: said.sample,
        last_year: None,
        done: Default::default(),
    };
    unit_form(&asked).with_answers(said)
}

/// The workbook of a submission, as the program hands it out, filled in.
pub(crate) fn workbook(plan: &Plan, said: &Form) -> Vec<u8> {
    form::workbook(&filled(plan, said)).expect("a form fits into a workbook")
}

/// What a submission says; the unit by its id, as forms name it, entries in the order of their ids.
pub(crate) fn said(plan: &Plan, form: &Form) -> Value {
    let mut said = serde_json::to_value(form).expect("a form is data");
    for list in ["tasks", "milestones", "indicators"] {
        let entries = said[list].as_array_mut().expect("it is a list");
        entries.sort_by_key(|entry| entry["id"].as_str().map(str::to_owned));
    }
    let unit = plan.unit_named(&form.unit).expect("the plan has the unit");
    said["unit"] = plan.unit(unit).id.as_str().into();
    said
}

/// Reads a submission (JSON is YAML), writes it as a workbook and as a text with keys, and reads both.
fn all_ways(plan: &Plan, form: &Value) -> (Value, [(Value, String); 2]) {
    let (from_text, wrong) = read(plan, "slj.yaml", form.to_string().as_bytes());
    let from_text = from_text.unwrap_or_else(|| panic!("{form}\n{wrong}"));
    let again = |name: &str, bytes: &[u8]| {
        let (read, wrong) = read(plan, name, bytes);
        (read.map_or(Value::Null, |read| said(plan, &read)), wrong)
    };
    let yaml = form::yaml(&filled(plan, &from_text));
    let written = [again("slj.xlsx", &workbook(plan, &from_text)), again("slj.yaml", yaml.as_bytes())];
    (said(plan, &from_text), written)
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
        let (from_text, written) = all_ways(&plan, &form);
        for (again, wrong) in written {
            prop_assert_eq!(&from_text, &again, "{}", wrong);
        }
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
    let (from_text, written) = all_ways(&plan, &form);
    for (again, wrong) in written {
        assert_eq!(from_text, again, "{wrong}");
        assert!(again["summary"].is_null() && again["indicators"][0]["value"].is_null());
    }
}

/// Opens a workbook in LibreOffice and saves it in another format.
fn saved_by_libreoffice(folder: &std::path::Path, bytes: &[u8], format: &str) -> Vec<u8> {
    let (form, out) = (folder.join("slj.xlsx"), folder.join(format));
    std::fs::write(&form, bytes).expect("the form can be written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", format, "--outdir"])
        .args([&out, &form])
        .output()
        .expect("没有 LibreOffice（soffice）：请运行 ./tests/run rust，它会安装");
    let saved = out.join(format!("slj.{format}"));
    std::fs::read(saved).unwrap_or_else(|error| panic!("{format}: {error}\n{run:?}"))
}

/// What LibreOffice makes of a form in the formats that clerks hand in is the same submission.
#[test]
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
    let from_text = from_text.expect("it is a submission");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for format in ["xlsx", "xls", "ods", "fods"] {
        let bytes = saved_by_libreoffice(folder.path(), &workbook(&plan, &from_text), format);
        let (from_cells, wrong) = read(&plan, &format!("slj.{format}"), &bytes);
        let from_cells = from_cells.unwrap_or_else(|| panic!("{format}: {wrong}"));
        assert_eq!(said(&plan, &from_cells), said(&plan, &from_text), "{format}\n{wrong}");
    }
}
