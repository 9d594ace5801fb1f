//! What submissions say, for the browser checks: reads files by a plan and prints a line of JSON for each.
//!
//!     said PLAN.yaml FILE…
//!
//! A line holds what the file says (`said`), and for the unit's own form with these answers, what its YAML and
//! its workbook say (`by_yaml`, `by_workbook`) and the YAML itself (`yaml`).

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of the tests reads files and prints"
)]

use std::path::Path;

use nianbao::diagnostic::Diagnostics;
use nianbao::form::{self, Asked, UnitForm, unit_form};
use nianbao::plan::{self, Plan};
use nianbao::source::{SourceFile, Sources};
use nianbao::submission::{Form, read_one};
use serde_json::{Value, json};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a plan");
    let mut sources = Sources::default();
    let file =
        sources.add(SourceFile::new("plan.yaml", &std::fs::read(&path).expect("the plan can be read")));
    let plan = plan::read(&sources, file, &mut Diagnostics::default()).expect("the plan has no faults");
    for name in arguments {
        let bytes = std::fs::read(&name).expect("the file can be read");
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str()).unwrap_or("yaml");
        println!("{}", line(&plan, ending, &bytes));
    }
}

fn line(plan: &Plan, ending: &str, bytes: &[u8]) -> Value {
    let form = read(plan, ending, bytes);
    let Some(own) = form.as_ref().and_then(|form| filled(plan, form)) else {
        return json!({"said": form.map(|form| said(plan, &form))});
    };
    let again = |ending: &str, bytes: &[u8]| read(plan, ending, bytes).map(|form| said(plan, &form));
    let (yaml, book) = (form::yaml(&own), form::workbook(&own).expect("it fits into a workbook"));
    json!({
        "said": form.map(|form| said(plan, &form)),
        "by_yaml": again("yaml", yaml.as_bytes()),
        "by_workbook": again("xlsx", &book),
        "yaml": yaml,
    })
}

fn read(plan: &Plan, ending: &str, bytes: &[u8]) -> Option<Form> {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(format!("unit.{ending}"), bytes));
    read_one(&sources, plan, file).0.form
}

fn filled(plan: &Plan, form: &Form) -> Option<UnitForm> {
    let unit = plan.unit_named(&form.unit)?;
    let (year, sample) = (form.year.inner, form.sample);
    let asked = Asked {
        plan,
        year,
        unit,
        deadline: String::new(),
        sample,
        last_year: None,
        done: Default::default(),
    };
    Some(unit_form(&asked).with_answers(form))
}

/// Without regard to how the unit is named and in which order entries stand.
fn said(plan: &Plan, form: &Form) -> Value {
    let mut said = serde_json::to_value(form).expect("a form is data");
    for list in ["tasks", "milestones", "indicators"] {
        if let Some(entries) = said[list].as_array_mut() {
            entries.sort_by_key(|entry| entry["id"].as_str().map(str::to_owned));
        }
    }
    if let Some(unit) = plan.unit_named(&form.unit) {
        said["unit"] = plan.unit(unit).id.as_str().into();
    }
    said
}
