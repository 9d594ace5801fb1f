//! The small example workspace with one file of it replaced by random bytes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use nianbao::pipeline::{self, Selection};
use nianbao::plan::AsOf;
use nianbao::source::Project;

const REVIEWED: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\n\
    public_review: {by: 市河长办, on: 2025-12-17, disclosure: proactive}\n";

/// The files of the example.
pub(crate) fn files() -> &'static BTreeMap<String, Vec<u8>> {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        nianbao::starter::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
    })
}

pub(crate) fn as_of() -> AsOf {
    "2025-12-20".parse().expect("it is a date")
}

/// The example with a file replaced. What a unit hands in takes the place of what it had, whatever its ending.
fn with(name: &str, bytes: &[u8]) -> Project {
    let mut files = files().clone();
    if name.contains("/slj.") {
        files.remove("submissions/demo/2025/slj.yaml");
    }
    if name.ends_with("/text.md") {
        // The public paper prints the office's text once it has been looked through.
        files.insert("submissions/demo/2025/decisions.yaml".to_owned(), REVIEWED.as_bytes().to_vec());
    }
    files.insert(name.to_owned(), bytes.to_vec());
    Project::Memory(files)
}

/// Reads, assesses and checks the workspace; every finding is printed in every form.
pub(crate) fn check(name: &str, bytes: &[u8]) {
    let checked = pipeline::check_workspace(&with(name, bytes), &Selection::default(), as_of());
    let (workspace, found) = checked.expect("files in memory can be listed");
    let found = found.into_vec();
    let sources = &workspace.sources;
    for finding in &found {
        let places =
            std::iter::once(finding.place).chain(finding.related.iter().map(|related| related.place));
        for place in places {
            let lies_there = sources.surrounding(place).get(place.bytes()).is_some();
            assert!(lies_there, "{}: {place:?} does not lie in {name}", finding.rule.code);
        }
    }
    nianbao::diagnostic::text(&found, sources, false, 100);
    nianbao::diagnostic::short(&found, sources);
}

/// Makes the whole site, in memory. No text of a unit or of the office breaks a template.
pub(crate) fn build(name: &str, bytes: &[u8]) {
    let built = pipeline::build_workspace(&with(name, bytes), &Selection::default(), as_of());
    let built = built.expect("files in memory can be listed");
    assert!(!built.broken_templates || name.starts_with("templates/"), "{name} broke a template");
}

/// Makes the site with the office's own document as the source of styles.
pub(crate) fn with_template_of_office(bytes: &[u8]) {
    let mut files = files().clone();
    files.insert("样式.docx".to_owned(), bytes.to_vec());
    let settings = files.get_mut("nianbao.yaml").expect("the example has settings");
    settings.extend_from_slice("docx_template: 样式.docx\n".as_bytes());
    let built = pipeline::build_workspace(&Project::Memory(files), &Selection::default(), as_of());
    built.expect("files in memory can be listed");
}

/// Reads an official document; where it is a plan, the draft is a plan that `check` can read.
pub(crate) fn import(name: &str, bytes: &[u8]) {
    if let Ok(document) = nianbao::import::document(name, bytes) {
        document.text();
        if let Ok(draft) = nianbao::import::import(&document, "draft") {
            check("plans/draft.yaml", draft.yaml.as_bytes());
        }
    }
}

/// Reads sentences and says them in every way.
pub(crate) fn prose(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let prose = nianbao::prose::Prose::read(text);
    prose.html();
    prose.plain();
    prose.run_in();
    prose.excerpt(40);
    prose.markdown();
}
