//! What comes in at the desk, taken in one by one.

use nianbao::pipeline::{self, Selection};
use nianbao::receive::{self, Asked, Handed};
use nianbao::source::Project;

use crate::workspace::{as_of, files};

const ROUND: &str = "submissions/demo/2025/";

/// Takes in a file or the files of an archive. What is written lies in the folder of a round, replaces nothing that
/// is kept nowhere, and the book proves itself.
pub(crate) fn take_in(name: &str, bytes: &[u8]) {
    let mut files = files().clone();
    files.retain(|name, _| !name.starts_with(ROUND));
    let handed = Handed { name: name.to_owned(), bytes: bytes.to_vec() };
    let mut batch = vec![];
    for handed in receive::unpack(handed).into_iter().flatten().take(20) {
        let now = "2025-12-10T01:00:00Z".parse().expect("it is a moment");
        let asked = Asked { now, at: None, plan: None, year: None };
        let project = Project::Memory(files.clone());
        let Ok(step) = receive::register(&project, &handed, &batch, &asked) else { continue };
        let folder = format!("{}/", step.folder);
        assert_eq!(folder, ROUND, "another round is not running");
        for (name, bytes) in step.adds.iter().chain(&step.in_force) {
            assert!(name.split('/').all(|part| !part.is_empty() && part != ".." && part != "."), "{name:?}");
            let before = files.insert(format!("{folder}{name}"), bytes.clone());
            let kept = before.is_none_or(|before| {
                files.iter().any(|(name, bytes)| {
                    name.starts_with("submissions/demo/2025/received/") && *bytes == before
                })
            });
            assert!(kept, "{name} took the place of what is kept nowhere");
        }
        for name in &step.slip.removes {
            files.remove(&format!("{folder}{name}"));
        }
        files.insert(format!("{folder}intake.jsonl"), step.book.into_bytes());
        batch.push(step.of);
    }
    let checked = pipeline::check_workspace(&Project::Memory(files), &Selection::default(), as_of());
    let (workspace, found) = checked.expect("files in memory can be listed");
    for found in found.into_vec() {
        let of_book = nianbao::intake::RULES.iter().any(|rule| rule.code == found.rule.code);
        assert!(!of_book, "{}: {}\n{}", found.rule.code, found.message, workspace.sources.path(found.place));
    }
}
