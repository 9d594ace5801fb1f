//! The corpus of faults that clerks make: `tests/cases/*.txt`, each a change to the starter workspace in one
//! file with the findings that it must give, at their exact places, and no others.
//!
//! ```text
//! # what happened, in a line or two
//! expect: N005 submissions/demo/2025/slj.yaml:14:12
//! == submissions/demo/2025/slj.yaml
//! (what is printed may be asked for as well: "says: words" stands in it, "silent: words" does not)
//! (the whole file; "== path as GBK" writes it in another encoding, "== path as CRLF" with those line ends)
//! ```
//!
//! `UPDATE_CASES=1 cargo test --test suite the_corpus` writes what is found into the headers; read the diff.

#![expect(clippy::disallowed_methods, reason = "a test may read and write the files of the repository")]

use std::fs;
use std::path::Path;

use crate::support::{Checked, check, starter_files};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

struct Case<'t> {
    comments: Vec<&'t str>,
    expected: Vec<&'t str>,
    /// Words that the printed findings must have (`true`) or not have.
    printed: Vec<(&'t str, bool)>,
    /// From the first `==` on.
    body: &'t str,
}

fn parse(text: &str) -> Case<'_> {
    let start = if text.starts_with("== ") { 0 } else { text.find("\n== ").expect("a case has files") + 1 };
    let head = text[..start].lines();
    let expected = head.clone().filter_map(|line| line.strip_prefix("expect: ")).collect();
    let comments = head.filter(|line| line.starts_with('#')).collect();
    let words = |mark: &str, wanted: bool| {
        let lines = text[..start].lines().filter_map(|line| line.strip_prefix(mark));
        lines.map(|words| (words, wanted)).collect::<Vec<_>>()
    };
    let printed = [words("says: ", true), words("silent: ", false)].concat();
    Case { comments, expected, printed, body: &text[start..] }
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "UTF-8" => text.as_bytes().to_vec(),
        "BOM" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "CRLF" => text.replace('\n', "\r\n").into_bytes(),
        "GBK" => encoding_rs::GBK.encode(text).0.into_owned(),
        "UTF-16" => {
            std::iter::once(0xfeff_u16).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
        "NUL" => text.replace('@', "\0").into_bytes(),
        other => panic!("unknown encoding {other}"),
    }
}

fn run(case: &Case<'_>) -> Checked {
    let mut files = starter_files();
    for part in case.body.split("\n== ") {
        let part = part.strip_prefix("== ").unwrap_or(part);
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let (path, encoding) = head.split_once(" as ").unwrap_or((head, "UTF-8"));
        let text = if text.is_empty() { String::new() } else { format!("{}\n", text.trim_end_matches('\n')) };
        if text.trim() == "(removed)" {
            files.remove(path).expect("what is removed is in the starter");
        } else {
            files.insert(path.to_owned(), encoded(&text, encoding));
        }
    }
    check(&files)
}

fn found(checked: &Checked) -> Vec<String> {
    let sources = &checked.workspace.sources;
    checked
        .findings
        .iter()
        .map(|found| {
            let at = sources.position(found.place);
            format!("{} {}:{}:{}", found.rule.code, sources.path(found.place), at.line, at.column)
        })
        .collect()
}

#[test]
fn the_corpus_gives_its_findings_at_their_places() {
    let mut paths: Vec<_> = fs::read_dir(Path::new(FOLDER))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 40, "the corpus has {} cases", paths.len());
    let mut wrong = vec![];
    for path in paths {
        let text = fs::read_to_string(&path).expect("a case can be read");
        let case = parse(&text);
        let checked = run(&case);
        let found = found(&checked);
        let printed = checked.printed();
        let said = case.printed.iter().all(|(words, wanted)| printed.contains(words) == *wanted);
        if found == case.expected && said {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            let mut lines: Vec<String> = case.comments.iter().map(|line| (*line).to_owned()).collect();
            lines.extend(found.iter().map(|line| format!("expect: {line}")));
            let mark = |wanted: bool| if wanted { "says" } else { "silent" };
            lines.extend(case.printed.iter().map(|(words, wanted)| format!("{}: {words}", mark(*wanted))));
            fs::write(&path, format!("{}\n{}", lines.join("\n"), case.body)).expect("a case can be written");
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        wrong.push(format!(
            "{name}\n  expected {:#?} {:?}\n  found {found:#?}\n{printed}",
            case.expected, case.printed
        ));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
