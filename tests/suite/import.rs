//! Drafts pass `check`: whatever the layout, what is written asks questions and breaks no rule.

use nianbao::diagnostic::{Diagnostics, Severity, short};
use nianbao::import::{Document, document, import};
use nianbao::source::{SourceFile, Sources};
use nianbao::{check, plan};
use rayon::prelude::*;

/// The findings of `check` about a draft that must be mended before it can be used.
fn faults(yaml: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new("plans/x.yaml", yaml.as_bytes()));
    let mut out = Diagnostics::default();
    if let Some(plan) = plan::read(&sources, file, &mut out) {
        check::plan(&plan, &sources, &mut out);
    }
    let errors: Vec<_> = out.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    short(&errors, &sources)
}

#[test]
fn drafts_of_all_layouts_pass_check() {
    let files =
        [include_str!("../../src/import/tests/cases.txt"), include_str!("../../src/import/tests/kinds.txt")];
    for case in files.iter().flat_map(|file| file.split("== ")).filter(|case| !case.trim().is_empty()) {
        let (name, rest) = case.split_once('\n').expect("a case has a name");
        let (text, _) = rest.split_once("\n--\n").expect("a case has an answer");
        let draft = import(&Document::from_text(name, text), "x").expect("it is a plan");
        assert_eq!(faults(&draft.yaml), "", "{name}\n{}", draft.yaml);
    }
}

#[test]
fn drafts_of_made_up_documents_pass_check() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/documents");
    let paths: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be listed").into_path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|e| e != "gold"))
        .collect();
    assert!(paths.len() >= 200, "{}", paths.len());
    paths.par_iter().for_each(|path| {
        let name = path.display().to_string();
        #[expect(clippy::disallowed_methods, reason = "the test reads the documents of the repository")]
        let bytes = std::fs::read(path).expect("the file can be read");
        let draft = import(&document(&name, &bytes).expect("it is text"), "x").expect("it is a plan");
        assert_eq!(faults(&draft.yaml), "", "{name}");
    });
}

#[test]
#[ignore = "needs the official texts in ../shared/sources; tests/run runs it where they are"]
fn drafts_of_real_documents_pass_check() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/sources", "../../shared/sources"].map(|p| root.join(p));
    let folder =
        places.into_iter().find(|p| p.is_dir()).expect("the official texts are in ../shared/sources");
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.expect("the folder can be listed").into_path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        #[expect(clippy::disallowed_methods, reason = "the test reads the sources beside the repository")]
        let bytes = std::fs::read(&path).expect("the source can be read");
        let draft = document("x.txt", &bytes).and_then(|d| import(&d, "x")).expect("it is a plan");
        assert_eq!(faults(&draft.yaml), "", "{}", path.display());
    }
}
