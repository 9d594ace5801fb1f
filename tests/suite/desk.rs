//! One file at the desk of whoever filled it in: no finding advises what only the office can do, who has the
//! plan, the folders and the book.

use nianbao::check;
use nianbao::diagnostic::{Diagnostic, Files};
use nianbao::pipeline::{Selection, check_workspace};
use nianbao::source::Project;

use crate::support::{starter_files, today};

/// Words of what a clerk with one file does not have, or cannot do.
const OF_THE_OFFICE: [&str; 13] = [
    "文件夹",
    "移出",
    "移走",
    "改名为",
    "命名为",
    "plans",
    "decisions",
    "submissions/",
    "record.yaml",
    "nianbao ",
    "登记簿",
    "备份",
    "方案里注明",
];

/// A file on the desk lies where it says that it belongs: its name, its year and its neighbours are the office's.
const OF_ITS_NAME: [&str; 3] = ["N203", "N204", "N205"];

/// What the rules say of the files of a round: to a clerk with that file alone, and with the others beside it, as
/// in the receipt.
fn told(files: &Files, name: &str, alone: bool) -> Vec<Diagnostic> {
    let own = |file: &&String| !alone || *file == "plans/demo.yaml" || *file == name;
    let both: Files =
        files.iter().filter(|(file, _)| own(file)).map(|(n, b)| (n.clone(), b.clone())).collect();
    let selection = Selection { desk: true, ..Selection::default() };
    let (read, found) =
        check_workspace(&Project::memory(both), &selection, today()).expect("it can be listed");
    found.into_vec().into_iter().filter(|found| read.sources.path(found.place) == name).collect()
}

/// The files of a round that a unit may have filled in.
fn is_handed_in(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("submissions/demo/")
        && name.split('/').count() == 4
        && !["decisions.yaml", "record.yaml", "plan.yaml", "settings.yaml", "text.md"].contains(&last)
        && [".yaml", ".xlsx", ".fods", ".ods"].iter().any(|ending| last.ends_with(ending))
}

#[test]
fn no_finding_at_the_desk_advises_what_a_clerk_cannot_do() {
    let (mut wrong, mut codes) = (vec![], std::collections::BTreeSet::new());
    for rule in check::rules() {
        let mut files = starter_files();
        rule.example.apply_bad(&mut files).expect("it can be made");
        let starter = starter_files();
        let changed =
            files.iter().filter(|(name, bytes)| is_handed_in(name) && starter.get(*name) != Some(*bytes));
        for (name, alone) in changed.flat_map(|(name, _)| [(name, true), (name, false)]) {
            for found in told(&files, name, alone) {
                if OF_ITS_NAME.contains(&found.rule.code) {
                    continue;
                }
                codes.insert(found.rule.code);
                let said =
                    [found.message.as_str(), &found.label, found.help.as_deref().unwrap_or("")].join(" / ");
                if OF_THE_OFFICE.iter().any(|word| said.contains(word)) {
                    wrong.push(format!("{} {name}: {said}", found.rule.code));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(codes.len() > 90, "the desk was asked about {} rules only: {codes:?}", codes.len());
}
