//! What is valid says the same to our readers and to others, in whatever style it is written; what the program
//! writes it reads back.

#![expect(clippy::disallowed_methods, reason = "a test may hand files to an office program")]

use std::process::Command;

use nianbao::diagnostic::{Diagnostics, short};
use nianbao::import;
use nianbao::intake::{Event, EventKind, SLIP, Unfinished, seal};
use nianbao::office::{Kept, Record, Standing, record};
use nianbao::render::word::{Look, document};
use nianbao::source::{Project, SourceFile, Sources};
use nianbao::submission::Form;
use nianbao::syntax;
use proptest::prelude::*;

/// How a text is written in YAML.
#[derive(Debug, Clone, Copy)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

fn style() -> impl Strategy<Value = Style> {
    prop::sample::select(vec![Style::Plain, Style::Single, Style::Double, Style::Literal, Style::Folded])
}

/// Lines of text with the signs that YAML takes as its own inside of them.
fn words() -> impl Strategy<Value = String> {
    let line = "[河长完成整治][ a-z0-9，。：；“”#&*!|>%@`'\"\\[\\]{}?-]{0,12}[处段a9]";
    prop::collection::vec(line, 1..4).prop_map(|lines| lines.join("\n"))
}

/// A text as a value behind `key: `, in a style that can hold it.
fn written(text: &str, style: Style, indent: usize) -> String {
    let plain = !text.contains('\n') && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    let pad = " ".repeat(indent);
    let block = |head: &str| {
        let lines: String = text.lines().map(|line| format!("\n{pad}{line}")).collect();
        format!("{head}{lines}")
    };
    match style {
        Style::Plain if plain => text.to_owned(),
        Style::Single if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        Style::Literal => block("|-"),
        // A folded line goes on in the next, but behind an empty one.
        Style::Folded => block(">-").replace('\n', "\n\n").replacen("\n\n", "\n", 1),
        _ => serde_json::to_string(text).expect("a text always serialises"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn yaml_in_any_style_says_the_same_to_both_readers(
        texts in prop::collection::vec((words(), style()), 4),
        flow in any::<bool>(),
        remarks in any::<bool>(),
        percent in 0u32..101,
    ) {
        let [summary, progress, issues, title] = [0, 1, 2, 3].map(|at| {
            let (text, style) = &texts[at];
            written(text, *style, [2, 6, 6, 12][at])
        });
        let title = serde_json::to_string(&title).expect("a text");
        let people = if flow { "people: {preparer: 甲, phone: \"0353\"}\n" } else { "people:\n  preparer: 甲\n  phone: '0353'\n" };
        let remark = if remarks { "# 说明：- a: [b\n\n" } else { "" };
        let text = format!(
            "{remark}nianbao: submission/1\nplan: demo\nyear: 2025\nunit: 市水利局\n{people}summary: {summary}\n{remark}\
             tasks:\n  - id: RW-02-01\n    status: on_track\n    percent: {percent}\n    progress: {progress}\n\
             {remark}    issues: {issues}\n    evidence:\n      - {{title: {title}}}\n"
        );
        let other: Form = serde_yaml::from_str(&text).expect(&text);
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("x.yaml", text.as_bytes()));
        let mut out = Diagnostics::default();
        let reading = syntax::read::<Form>(&sources, file, "submission", true, &mut out);
        prop_assert!(!reading.faulty, "{}\n{}", text, short(out.iter(), &sources));
        let json = |form: &Form| serde_json::to_value(form).expect("the model serialises");
        prop_assert_eq!(json(&reading.value.expect("a file without faults has a value")), json(&other), "{}", text);
    }

    #[test]
    fn what_the_desk_writes_is_read_back(words in words(), version in 1u32..99, held in any::<bool>(), digest in "[0-9a-f]{64}") {
        let time = "2025-12-08T10:00:00+08:00".parse().expect("a moment");
        let event = Event {
            sequence: 1, time, unit: "slj".into(), version, event: EventKind::Received, held,
            reasons: vec![words.clone()], file: Some("slj-1.yaml".into()), name: Some(words.clone()),
            sha256: Some(digest.clone()), previous: "0".repeat(64), ..Event::default()
        };
        let line = event.line();
        prop_assert!(!line.contains('\n'));
        let again: Event = serde_json::from_str(&line).expect("a line is JSON");
        prop_assert_eq!(again.line(), line);
        prop_assert_eq!((again.version, again.held, &again.reasons[0]), (version, held, &words));
        let slip = Unfinished {
            unit: "slj".into(), book: digest.clone(), adds: vec![words.clone()],
            in_force: Some((words.clone(), words.clone())), removes: vec![words.clone()], is_booked: false,
        };
        let project = Project::memory([(format!("r/{SLIP}"), slip.text().into_bytes())]);
        prop_assert_eq!(Unfinished::read(&project, "r"), Some(slip));
        let receipt = seal(&words, &digest);
        prop_assert!(receipt.starts_with(&words) && receipt.contains(&digest));
    }

    #[test]
    fn a_record_is_read_back(by in words(), document in prop::option::of(words()), name in words(), lines in prop::option::of(0usize..99), digest in "[0-9a-f]{64}") {
        let by = by.replace('\n', "");
        let kept = Kept { file: name.clone(), sha256: digest, lines };
        let written = Record {
            nianbao: "record/1".into(), plan: "demo".to_owned().into(), year: 2025.into(),
            closed_on: "2026-01-20".parse::<nianbao::plan::Date>().expect("a day").into(), by, document,
            files: vec![kept.into()], corrections: vec![],
        };
        let yaml = written.to_yaml();
        let project = Project::memory([("r/record.yaml", yaml.clone().into_bytes())]);
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let standing = record(&project, &mut sources, "r", ("demo", 2025), &mut out);
        let Standing::Closed(closed) = standing else {
            return Err(TestCaseError::fail(format!("{yaml}\n{}", short(out.iter(), &sources))));
        };
        prop_assert_eq!(closed.record.to_yaml(), yaml);
        prop_assert!(out.is_empty(), "{}", short(out.iter(), &sources));
    }

    /// What a paper says in Word is what `import` reads in it.
    #[test]
    fn a_paper_in_word_is_read_back(lines in prop::collection::vec("[河长完成整治][a-z0-9，。：；“”%]{0,12}[处段]", 1..6)) {
        let markdown = format!("# 工作报告\n\n{}\n", lines.join("\n\n"));
        let paper = import::document("a.docx", &document(&markdown, &Look::default())).expect("a document");
        let read: Vec<String> = paper.lines.iter().map(|line| line.text.trim().to_owned()).collect();
        for line in &lines {
            prop_assert!(read.iter().any(|read| read == line), "{:?} is not in {:?}", line, read);
        }
    }
}

/// Cells as clerks fill them: texts with signs, figures, percentages, blanks.
fn cells() -> Vec<Vec<String>> {
    let texts = [
        "河长制",
        "a,b",
        "说“好”",
        "1—11月",
        "x\"y",
        "　　段首",
        "<&>",
        "RW-02-01",
        "0353-1",
        "007",
        "-",
        "全部完成。",
    ];
    (0..40u32)
        .map(|row| {
            (0..6u32)
                .map(|column| {
                    let n = row * 7 + column * 13;
                    match n % 5 {
                        0 => format!("{n}.25"),
                        1 => n.to_string(),
                        2 if column > 0 => String::new(),
                        _ => format!("{}{n}", texts[(n as usize) % texts.len()]),
                    }
                })
                .collect()
        })
        .collect()
}

/// A workbook as our reader and as LibreOffice see it.
#[test]
fn a_workbook_says_the_same_to_an_office_program() {
    let cells = cells();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(&cells) {
        for (column, cell) in (0u16..).zip(line) {
            // A number of an account begins with noughts and is a text.
            let written = match cell.parse::<f64>() {
                Ok(number) if !cell.starts_with("00") => sheet.write_number(row, column, number),
                _ => sheet.write_string(row, column, cell),
            };
            written.expect("it fits");
        }
    }
    let bytes = book.save_to_buffer().expect("it can be written");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, &bytes).expect("it can be written");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true";
    let mut office = Command::new("soffice");
    office.args(["--headless", &profile, "--convert-to", filter, "--outdir"]).arg(folder.path()).arg(&path);
    let run = office.output().expect("没有 LibreOffice（soffice）：请运行 ./tests/run rust，它会安装");
    let shown =
        std::fs::read_to_string(folder.path().join("a.csv")).unwrap_or_else(|why| panic!("{why}: {run:?}"));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(shown.as_bytes());
    let theirs: Vec<Vec<String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    let file = SourceFile::new("a.xlsx", &bytes);
    let ours = &file.sheets[0];
    for (row, line) in (0u32..).zip(&cells) {
        for (column, cell) in (0u32..).zip(line) {
            let our = ours.text(row + 1, column + 1);
            let their = theirs.get(row as usize).and_then(|line| line.get(column as usize)).map_or("", |c| c);
            assert_eq!((our, their), (cell.as_str(), cell.as_str()), "row {row}, column {column}");
        }
    }
}
