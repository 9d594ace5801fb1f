//! Habits of the house that names, words and sizes of files show.

#![expect(clippy::disallowed_methods, reason = "a test may read the files of the repository")]

use std::fs;
use std::path::{Path, PathBuf};

use super::code::files;

/// The files below a folder of the repository.
fn below(folder: &str) -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = vec![];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("an entry"))
        {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A file that nobody reads to its end hides what it does: code and tests alike.
#[test]
fn files_are_short() {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|end| end == "rs");
    let all = ["src", "tests", "benches"].into_iter().flat_map(below).filter(is_rust);
    let long: Vec<String> = all
        .map(|path| (fs::read_to_string(&path).expect("code is text").lines().count(), path))
        .filter(|(lines, _)| *lines > 400)
        .map(|(lines, path)| format!("{}: {lines} lines; a file has at most 400", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// An office must be able to find a column in a template, and to change it.
#[test]
fn lines_of_templates_fit_a_screen() {
    let mut long = vec![];
    let mut seen = 0;
    for path in below("templates") {
        seen += 1;
        for (at, line) in fs::read_to_string(&path).expect("templates are text").lines().enumerate() {
            let length = line.chars().count();
            if length > 160 {
                long.push(format!(
                    "{}:{}: {length} characters; a line has at most 160",
                    path.display(),
                    at + 1
                ));
            }
        }
    }
    assert!(seen > 20, "templates are found");
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// A file is named after what it makes.
#[test]
fn no_file_has_a_name_that_says_nothing() {
    const SAY_NOTHING: [&str; 8] = ["utils", "util", "helpers", "common", "types", "error", "more", "words"];
    let stem = |path: &std::path::Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let named: Vec<_> = files()
        .into_iter()
        .filter(|file| stem(&file.path).is_some_and(|stem| SAY_NOTHING.contains(&stem.as_str())))
        .collect();
    assert!(named.is_empty(), "{:?}", named.iter().map(|file| &file.path).collect::<Vec<_>>());
}

/// Submissions are resolved when they are read: whoever joins and judges has references, not spellings.
#[test]
fn after_submission_nobody_looks_an_id_up_or_compares_spellings() {
    const LOOKS_UP: [&str; 5] =
        ["eq_ignore_ascii_case", "task_by_id(", "indicator_by_id(", "milestone_by_id(", ".parse("];
    let mut found = vec![];
    for file in files() {
        let path = file.path.to_string_lossy().replace('\\', "/");
        let judges = ["src/consolidate/", "src/assess/"].iter().any(|room| path.contains(room));
        if !judges || path.contains("tests") {
            continue;
        }
        found.extend(
            LOOKS_UP.iter().filter(|word| file.text.contains(**word)).map(|word| format!("{path}: {word}")),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// A place may be a cell: whoever takes it apart as bytes of a text would be wrong about workbooks.
#[test]
fn only_source_takes_places_apart() {
    for file in files().iter().filter(|file| file.room() != "source") {
        for variant in ["Text", "Cell"] {
            let apart = |named: &Vec<String>| named.ends_with(&["Place".to_owned(), variant.to_owned()]);
            assert!(
                !file.names.iter().any(apart),
                "{} names Place::{variant}; ask the place instead",
                file.path.display()
            );
        }
    }
}
