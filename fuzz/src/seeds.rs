//! What every run begins with: the files of `seeds/`, those of the tests, and what the program itself writes.

use std::path::Path;

use nianbao::form::{self, Asked, unit_form};
use nianbao::pipeline::{self, Selection};
use nianbao::source::Project;

use crate::pack;
use crate::workspace::{as_of, files};

/// The seeds of a reader.
pub fn seeds(name: &str) -> Vec<Vec<u8>> {
    let mut seeds = made(name);
    seeds.extend(files_of(&format!("seeds/{name}")));
    match name {
        // A case holds a whole report behind its head.
        "submission" => seeds.extend(files_of("../tests/cases").into_iter().filter_map(report_of_case)),
        "import_txt" => seeds.extend(files_of("../src/import/tests/documents")),
        _ => {}
    }
    seeds
}

/// Writes the seeds of a reader into a folder, where a guided run finds them.
pub fn write(name: &str, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let seeds = seeds(name);
    seeds
        .iter()
        .enumerate()
        .try_for_each(|(at, bytes)| std::fs::write(folder.join(format!("seed-{at}")), bytes))
}

/// The files of a folder of the repository, by name.
fn files_of(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let listed = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = listed.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn report_of_case(case: Vec<u8>) -> Option<Vec<u8>> {
    let text = String::from_utf8(case).ok()?;
    let (_, report) = text.split_once("\n== submissions/demo/2025/slj.yaml\n")?;
    Some(report.as_bytes().to_vec())
}

fn made(name: &str) -> Vec<Vec<u8>> {
    let unit = |name: &str| files()[&format!("submissions/demo/2025/{name}")].clone();
    let inside = |packed: Vec<u8>| pack::parts(&packed).into_iter().collect();
    match name {
        "submission" | "site" => vec![unit("slj.yaml"), unit("sthjj.yaml")],
        "plan" => vec![files()["plans/demo.yaml"].clone()],
        "source" | "import_txt" => vec![files()["sources/demo.txt"].clone()],
        "settings" => vec![files()["nianbao.yaml"].clone()],
        "workbook" => vec![workbook()],
        "workbook_parts" => inside(workbook()),
        "page" => vec![page().into_bytes()],
        "receive_parts" => vec![handed_in()],
        "receive" => vec![pack::archive(&handed_in()), unit("slj.yaml"), workbook()],
        "office_docx" => vec![paper()],
        "office_docx_parts" | "import_docx_parts" => inside(paper()),
        "import_docx" => vec![paper()],
        _ => vec![],
    }
}

/// The form of a unit with its answers.
fn filled<R>(make: impl FnOnce(&form::UnitForm) -> R) -> R {
    let project = Project::Memory(files().clone());
    let (workspace, _) =
        pipeline::check_workspace(&project, &Selection::default(), as_of()).expect("in memory");
    let rounds = &workspace.plans[0];
    let submission = rounds.rounds.last().expect("a round").round.submissions.iter();
    let said = submission.filter_map(|one| one.form.as_ref()).find(|form| !form.indicators.is_empty());
    let said = said.expect("the example has a figure");
    let unit = rounds.plan.unit_named(&said.unit).expect("it reports");
    let plan = &rounds.plan;
    let asked = Asked { plan, year: 2025, unit, deadline: String::new(), sample: true, last_year: None };
    make(&unit_form(&asked).with_answers(said))
}

fn workbook() -> Vec<u8> {
    filled(|form| form::workbook(form).expect("a form fits into a workbook"))
}

fn page() -> String {
    filled(|form| form::page(form, &[]))
}

/// Files of units, one of them in a folder and with a name as Windows writes it.
fn handed_in() -> Vec<u8> {
    let mut text = vec![];
    for (name, file) in [("市水利局.yaml", "slj"), ("报送\\河东县.yaml", "hedong"), ("../hexi.yaml", "hexi")]
    {
        text.extend_from_slice(format!("\n== {name}\n").as_bytes());
        text.extend_from_slice(&files()[&format!("submissions/demo/2025/{file}.yaml")]);
    }
    text
}

fn paper() -> Vec<u8> {
    let markdown = "# 工作报告\n\n一、总体情况\n\n完成12处（见附件）。\n\n|甲|乙|\n|---|---|\n|1|2|\n";
    nianbao::render::word::document(markdown, &nianbao::render::word::Look::default())
}
