//! The small example workspace with one file of it replaced by random bytes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use nianbao::pipeline::{self, Selection};
use nianbao::plan::AsOf;
use nianbao::source::Project;

fn files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        nianbao::starter::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
    })
}

fn as_of() -> AsOf {
    "2025-12-20".parse().expect("it is a date")
}

fn with(name: &str, bytes: &[u8]) -> Project {
    let mut files = files().clone();
    files.insert(name.to_owned(), bytes.to_vec());
    Project::Memory(files)
}

/// Reads, assesses and checks the workspace; every finding is printed in every form.
pub fn check(name: &str, bytes: &[u8]) {
    let checked = pipeline::check_workspace(&with(name, bytes), &Selection::default(), as_of());
    let (workspace, found) = checked.expect("files in memory can be listed");
    let found = found.into_vec();
    for finding in &found {
        let text = &workspace.sources.get(finding.place.file()).text;
        let range = finding.place.bytes();
        assert!(text.get(range.clone()).is_some(), "{}: {range:?} does not lie in {name}", finding.rule.code);
    }
    nianbao::diagnostic::text(&found, &workspace.sources, false, 100);
    nianbao::diagnostic::short(&found, &workspace.sources);
}

/// Makes the whole site, in memory. No text of a submission may break a template.
pub fn build(name: &str, bytes: &[u8]) {
    let built = pipeline::build_workspace(&with(name, bytes), &Selection::default(), as_of());
    let built = built.expect("files in memory can be listed");
    assert!(!built.broken_templates || name.starts_with("templates/"), "{name} broke a template");
}

/// Reads an official document; where it is a plan, the draft is a plan that `check` can read.
pub fn import(name: &str, bytes: &[u8]) {
    if let Ok(document) = nianbao::import::document(name, bytes) {
        document.text();
        if let Ok(draft) = nianbao::import::import(&document, "draft") {
            check("plans/draft.yaml", draft.yaml.as_bytes());
        }
    }
}
