//! What was laid into a folder or changed by hand beside the intake book is told, however small.

use nianbao::diagnostic::Files;

use crate::support::{check, starter_files};

const BOOK: &str = "submissions/demo/2025/intake.jsonl";
const FIRST: &str = "{\"sequence\":1,\"time\":\"2025-12-08T10:00:00+08:00\",\"unit\":\"slj\",\"version\":1,\"event\":\"received\",\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n";

fn about_the_book(files: &Files) -> Vec<(&'static str, String)> {
    let found = check(files).findings;
    let of_book = found.into_iter().filter(|found| found.rule.code.starts_with("N80"));
    of_book.map(|found| (found.rule.code, found.message)).collect()
}

#[test]
fn a_file_that_no_line_of_the_book_knows_is_named_and_rounds_without_a_book_stay_quiet() {
    let mut files = starter_files();
    assert_eq!(about_the_book(&files), []);
    let laid =
        files.keys().filter(|name| name.starts_with("submissions/demo/2025/") && name.ends_with(".yaml"));
    let laid = laid.filter(|name| !name.ends_with("/slj.yaml") && !name.ends_with("decisions.yaml")).count();
    files.insert(BOOK.to_owned(), FIRST.as_bytes().to_vec());
    let found = about_the_book(&files);
    let [("N809", message)] = &found[..] else { panic!("{found:?}") };
    assert!(laid > 0 && message.contains("没有收文登记") && message.contains("市生态环境局"), "{message}");
    assert!(!message.contains("市水利局"), "{message}");
}

#[test]
fn every_byte_around_the_lines_of_the_book_counts() {
    let mut files = starter_files();
    files.retain(|name, _| !name.starts_with("submissions/demo/2025/") || name.ends_with("/slj.yaml"));
    let mut said = |book: String| {
        files.insert(BOOK.to_owned(), book.into_bytes());
        about_the_book(&files)
    };
    assert_eq!(said(FIRST.to_owned()), []);
    // A workspace that was checked out on another system has its line ends, and is no other.
    assert_eq!(said(FIRST.replace('\n', "\r\n")), []);
    for (book, what) in [
        (format!("\u{feff}{FIRST}"), "文件头标记"),
        (FIRST.replace('\n', "\r\r\n"), "回车符"),
        (format!("{FIRST}\n"), "空行"),
        (format!("\n{FIRST}"), "空行"),
        (FIRST.trim_end().to_owned(), "换行符"),
    ] {
        let found = said(book);
        let [("N802", message)] = &found[..] else { panic!("{what}: {found:?}") };
        assert!(message.contains(what), "{message}");
    }
}
