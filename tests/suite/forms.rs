//! The forms of all units of the five plans: blank they are one finding, and what the example rounds say fits in.

use std::path::Path;

use nianbao::diagnostic::Diagnostics;
use nianbao::form::{self, Asked, unit_form};
use nianbao::pipeline::{self, Selection, Workspace};
use nianbao::plan::{Plan, UnitKind};
use nianbao::source::Project;

use crate::round_trip::{filled, read, said, workbook};
use crate::support::{check, starter_files};

fn repository() -> Workspace {
    let project = Project::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    let mut found = Diagnostics::default();
    let day = "2026-12-20".parse().expect("a day");
    pipeline::read(&project, &Selection::default(), day, &mut found).expect("it can be listed")
}

/// What is found in a file, by code.
fn codes(plan: &Plan, name: &str, bytes: &[u8]) -> Vec<String> {
    let (_, wrong) = read(plan, name, bytes);
    let code = |line: &str| Some(line.split_once('[')?.1.split_once("]:")?.0.to_owned());
    wrong.lines().filter_map(code).collect()
}

#[test]
fn a_form_that_comes_back_blank_is_one_finding() {
    let mut forms = 0;
    for plan in repository().plans {
        let plan = &plan.plan;
        for (unit, of) in plan.units().filter(|(_, of)| of.must_report() && of.kind != UnitKind::Collective) {
            let asked = Asked {
                plan,
                year: 2026,
                unit,
                deadline: String::new(),
                sample: true,
                last_year: None,
                done: Default::default(),
            };
            let form = unit_form(&asked);
            if form.tables.iter().all(|table| table.rows.is_empty()) {
                continue;
            }
            let book = form::workbook(&form).expect("it fits into a workbook");
            let id = of.id.as_str();
            assert_eq!(codes(plan, &format!("{id}.yaml"), form::yaml(&form).as_bytes()), ["N703"], "{id}");
            assert_eq!(codes(plan, &format!("{id}.xlsx"), &book), ["N703"], "{id}");
            forms += 1;
        }
    }
    assert!(forms > 100, "{forms}");
}

#[test]
fn what_the_example_rounds_say_fits_into_their_forms() {
    let mut compared = 0;
    for rounds in repository().plans {
        let Some(year) = rounds.rounds.iter().find(|year| year.round.year == 2025) else { continue };
        for submission in &year.round.submissions {
            let (Some(form), Some(unit)) = (&submission.form, submission.unit) else { continue };
            let (plan, id) = (&year.plan, year.plan.unit(unit).id.as_str());
            let yaml = form::yaml(&filled(plan, form));
            for (name, bytes) in [("yaml", yaml.into_bytes()), ("xlsx", workbook(plan, form))] {
                let (again, wrong) = read(plan, &format!("{id}.{name}"), &bytes);
                let again = again.unwrap_or_else(|| panic!("{id}.{name}: {wrong}"));
                for (key, value) in said(plan, form).as_object().expect("a form has keys") {
                    assert_eq!(&said(plan, &again)[key], value, "{id}.{name} {key}: {wrong}");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

/// A part of a workbook.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook is a zip");
    let part = archive.by_name(name).expect("the part is there");
    std::io::read_to_string(part).expect("it is text")
}

#[test]
fn every_printed_page_of_a_list_bears_the_whole_title() {
    let workspace = repository();
    for rounds in &workspace.plans {
        let plan = &rounds.plan;
        let unit = plan.reporting_units().next().expect("somebody reports");
        let asked = Asked {
            plan,
            year: 2026,
            unit,
            deadline: String::new(),
            sample: false,
            last_year: None,
            done: Default::default(),
        };
        let mut form = unit_form(&asked);
        // Digits behind a size are read as part of it, and a sign of the program's own must be doubled.
        form.unit_name = "2号&办公室".into();
        let book = form::workbook(&form).expect("it fits into a workbook");
        let areas = part(&book, "xl/workbook.xml");
        for (sheet, name) in [(2, "基本情况"), (3, "任务台账"), (4, "指标"), (5, "节点")] {
            let xml = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
            let header = xml.split_once("<oddHeader>").and_then(|(_, rest)| rest.split_once("</oddHeader>"));
            let header = header.expect("the page has a head").0;
            assert!(header.starts_with("&amp;L&amp;14 2号&amp;&amp;办公室　2026年度"), "{header}");
            assert!(header.ends_with(name), "{header}");
            // What stood in the first row is not printed a second time.
            assert!(
                areas.contains(&format!("{name}!$A$3:")) || areas.contains(&format!("'{name}'!$A$3:")),
                "{areas}"
            );
        }
    }
}

/// An example is copied: a date of another year in it makes a wrong form.
#[test]
fn examples_and_helps_of_a_form_are_of_its_year() {
    let workspace = repository();
    let lists = nianbao::check::word_lists();
    let rules = form::OfficeRules { weights: vec![], lists };
    for year in [2025, 2031] {
        let plan = &workspace.plans[0].plan;
        let unit = plan.reporting_units().next().expect("somebody reports");
        let asked = Asked {
            plan,
            year,
            unit,
            deadline: String::new(),
            sample: false,
            last_year: None,
            done: Default::default(),
        };
        let form = unit_form(&asked);
        let book = form::workbook(&form).expect("it fits into a workbook");
        let told = part(&book, "xl/sharedStrings.xml") + &part(&book, "xl/worksheets/sheet3.xml");
        let page = form::page(&form, &rules);
        let boxes: Vec<&str> =
            page.split("placeholder=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for text in [told, form::yaml(&form), boxes.join(" ")] {
            for (year, day) in [(year, "-11-30"), (year + 1, "-06-30")] {
                let mut others =
                    (2020..2035).filter(|other| *other != year && text.contains(&format!("{other}{day}")));
                assert_eq!(others.next(), None, "{day}");
                assert!(text.contains(&format!("{year}{day}")), "{year}{day}: {text}");
            }
        }
    }
}

/// A county's form says what the plan asks of the whole and of itself, each goal once; a department's, whose it is.
#[test]
fn a_form_shows_a_unit_its_own_targets() {
    let mut files = starter_files();
    let text = String::from_utf8(files["plans/demo.yaml"].clone()).expect("the starter is UTF-8");
    let target = "      - {year: 2027, op: \">=\", value: \"90\"";
    let single =
        "      - {year: 2026, op: \">=\", value: \"95\", unit: hedong, quote: 到2027年优良断面比例达到90%}\n";
    files.insert("plans/demo.yaml".to_owned(), text.replacen(target, &format!("{single}{target}"), 1).into());
    let (starter, repository) = (check(&files).workspace, repository());
    let (mut left_out, mut named) = (0, 0);
    for rounds in starter.plans.iter().chain(&repository.plans) {
        let plan = &rounds.plan;
        for unit in plan.reporting_units() {
            let asked = Asked {
                plan,
                year: 2026,
                unit,
                deadline: String::new(),
                sample: false,
                last_year: None,
                done: Default::default(),
            };
            let form = unit_form(&asked);
            let is_part = plan.unit(unit).kind == UnitKind::County;
            let table = form.tables.iter().find(|table| table.sheet.name == "指标").expect("figures");
            for row in &table.rows {
                let indicator = plan.indicator(plan.indicator_by_id(&row.id).expect("it is of the plan"));
                for target in &indicator.targets {
                    let Some(of) = target.unit.as_ref().and_then(|id| plan.unit_named(id.as_str())) else {
                        continue;
                    };
                    let whose = format!("（{}）：", plan.unit(of).name.inner);
                    let says = row.plan[2].matches(&whose).count();
                    assert_eq!(says > 0, !is_part && of != unit, "{} {} {}", form.unit, row.id, row.plan[2]);
                    named += says;
                    left_out += usize::from(is_part && of != unit);
                }
            }
        }
    }
    assert!(left_out > 0 && named > 0, "{left_out} {named}");
}
