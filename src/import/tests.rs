//! Tests of the room as a whole.

use super::*;

mod cases;
use crate::diagnostic::Diagnostics;
use crate::plan::{self, Definition};
use crate::source::{SourceFile, Sources};

fn sources() -> Option<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = [root.join("../shared/sources"), root.join("../../shared/sources")];
    beside.into_iter().find(|p| p.is_dir())
}

#[expect(clippy::disallowed_methods, reason = "the test reads the sources that stand beside the repository")]
fn bytes(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn definition(yaml: &[u8]) -> Definition {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("plans/x.yaml", yaml));
    let mut out = Diagnostics::default();
    let plan = plan::read(&sources, file, &mut out);
    let found: Vec<String> = out.iter().map(|d| format!("{d:?}")).collect();
    plan.unwrap_or_else(|| panic!("{found:?}")).definition
}

/// Prints the figures with `cargo test --lib agrees_with -- --nocapture`;
/// `NIANBAO_SHOW=<plan>` prints the differences as well.
#[test]
fn agrees_with_the_plans_that_people_encoded() {
    let Some(folder) = sources() else {
        println!("没有找到 ../shared/sources，未对照");
        return;
    };
    let show = std::env::var("NIANBAO_SHOW").unwrap_or_default();
    let mut sum = Score::default();
    for name in ["yangquan", "xinzhou", "pingliang", "lingqiu", "lvliang"] {
        let text = bytes(&folder.join(format!("{name}.txt")));
        let document = document(&format!("{name}.txt"), &text).unwrap();
        let draft = import(&document, name).unwrap();
        let read_back = definition(draft.yaml.as_bytes());
        let plan = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("plans/{name}.yaml"));
        let score = score(&read_back, &definition(&bytes(&plan)));
        println!("== {name}\n{score}{:?}", draft.counts);
        if show == name || show == "all" {
            score.differences.iter().for_each(|d| println!("  {d}"));
        }
        sum.tasks = sum.tasks + score.tasks;
        sum.units = sum.units + score.units;
        sum.also = sum.also + score.also;
        sum.targets = sum.targets + score.targets;
    }
    println!("== 合计\n{sum}");
}

/// What a draft says, one finding a line: T task, U unit, G figure, V words, M step, N no target, R report.
fn told(text: &str) -> Vec<String> {
    let document = Document::from_text("x.txt", text);
    let draft = match import(&document, "x") {
        Ok(draft) => draft,
        Err(refusal) => return vec![refusal.to_string()],
    };
    let read_back = definition(draft.yaml.as_bytes());
    assert_eq!(serde_json::to_value(&read_back).unwrap(), serde_json::to_value(&draft.definition).unwrap());
    let plan = &draft.definition;
    let mut told = vec![];
    let names = |ids: &[plan::Located<plan::Id>]| -> String {
        let name = |id: &plan::Id| {
            plan.units.iter().find(|u| u.id.as_str() == id.as_str()).unwrap().name.to_string()
        };
        ids.iter().map(|id| name(id)).collect::<Vec<_>>().join("、")
    };
    for section in &plan.sections {
        for task in &section.tasks {
            let part = task.part.as_deref().map(|p| format!("/{p}")).unwrap_or_default();
            told.push(format!(
                "T {}{part}/{} {}",
                section.title,
                task.number.as_deref().unwrap_or("-"),
                *task.title
            ));
            for (role, ids) in [
                ("牵头", &task.lead_units),
                ("责任", &task.responsible_units),
                ("配合", &task.supporting_units),
                ("落实", &task.also),
            ] {
                if !ids.is_empty() {
                    told.push(format!("U {role} {}", names(ids)));
                }
            }
            if *task.due != plan::Due::Ongoing {
                told.push(format!("D {}", *task.due));
            }
            told.extend(task.milestones.iter().map(|m| {
                format!("M {} {}", m.what, m.due.as_ref().map(|d| d.to_string()).unwrap_or_default())
                    .trim_end()
                    .to_owned()
            }));
        }
    }
    for indicator in &plan.indicators {
        for target in &indicator.targets {
            told.push(line_of(indicator, target));
        }
    }
    told.extend(plan.not_a_target.iter().map(|n| format!("N {}", *n.quote)));
    if plan.reporting.clause.is_some() {
        let r = &plan.reporting;
        told.push(format!("R {} {} {} {:?}", *r.due, r.recipient, r.subject, r.forwarded_to));
    }
    told
}

fn line_of(indicator: &plan::Indicator, target: &plan::Target) -> String {
    let year = target.year.map(|y| y.to_string()).unwrap_or("-".into());
    let Some(value) = &target.value else {
        return format!("V {year} {}", target.text.as_deref().unwrap_or("?"));
    };
    let op = serde_json::to_value(*target.op).unwrap();
    let max = target.value_max.as_ref().map(|m| format!("-{m}", m = **m)).unwrap_or_default();
    let unit = indicator.unit_of_measure.as_deref().unwrap_or("");
    let change = match (target.change, target.baseline_year) {
        (None, _) => String::new(),
        (Some(c), base) => format!(" {c:?}{}", base.map(|b| format!(" {b}")).unwrap_or_default()),
    };
    let per = if target.per.is_some() { " 每县" } else { "" };
    format!(
        "G {year} {} {} {}{max}{unit}{change}{per} {:?}",
        *indicator.name,
        op.as_str().unwrap(),
        **value,
        *indicator.direction
    )
}

/// Prints what is told of each text: for writing new cases.
#[test]
#[ignore = "a tool for writing cases"]
fn show_cases() {
    for case in cases::CASES {
        println!("---- {}", case.0);
        told(case.1).iter().for_each(|l| println!("{l}"));
    }
}
