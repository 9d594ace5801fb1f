//! The intake book: never taken for none, proven by its originals, and seen as it was at a moment (F5, T5).

use nianbao::assess::{Timeliness, UnitStanding};
use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, Workspace, check_workspace};
use nianbao::source::Project;
use sha2::{Digest as _, Sha256};

use crate::support::{Checked, check, starter_files};

const FOLDER: &str = "submissions/demo/2025";

pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A line of a book to be made: time, unit, version, event, original.
pub(crate) type Line<'a> = (&'a str, &'a str, u32, &'a str, Option<&'a str>);

/// Writes a chained book; originals are those of `files` below `received/`.
pub(crate) fn with_book(mut files: Files, lines: &[Line<'_>]) -> Files {
    let (mut text, mut previous) = (String::new(), "0".repeat(64));
    for (at, (time, unit, version, event, original)) in lines.iter().enumerate() {
        let original = original.map(|name| {
            let bytes = &files[&format!("{FOLDER}/received/{name}")];
            format!("\"file\":\"{name}\",\"sha256\":\"{}\",", digest(bytes))
        });
        let line = format!(
            "{{\"sequence\":{},\"time\":\"{time}+08:00\",\"unit\":\"{unit}\",\"version\":{version},\"event\":\"{event}\",{}\"previous\":\"{previous}\"}}",
            at + 1,
            original.unwrap_or_default(),
        );
        previous = digest(line.as_bytes());
        text.push_str(&line);
        text.push('\n');
    }
    files.insert(format!("{FOLDER}/intake.jsonl"), text.into_bytes());
    files
}

/// The starter; of 河西县 a first version with 12 outlets came, was returned, and the second one is in force.
fn returned_once() -> Files {
    let mut files = starter_files();
    let second = files[&format!("{FOLDER}/hexi.yaml")].clone();
    let first = String::from_utf8(second.clone()).expect("the starter is UTF-8").replace("\"25\"", "\"12\"");
    files.insert(format!("{FOLDER}/received/hexi-1.yaml"), first.into_bytes());
    files.insert(format!("{FOLDER}/received/hexi-2.yaml"), second);
    with_book(
        files,
        &[
            ("2025-12-09T10:00:00", "hexi", 1, "received", Some("hexi-1.yaml")),
            ("2025-12-10T09:00:00", "hexi", 1, "returned", None),
            ("2025-12-14T16:00:00", "hexi", 2, "received", Some("hexi-2.yaml")),
            ("2025-12-14T17:00:00", "hexi", 2, "accepted", None),
        ],
    )
}

fn seen(files: &Files, day: &str) -> (Checked, UnitStanding, Option<String>) {
    let as_of = day.parse().expect("a day");
    let project = Project::memory(files.clone());
    let (workspace, findings) =
        check_workspace(&project, &Selection::default(), as_of).expect("memory can be listed");
    let plan = &workspace.plans[0];
    let assessed = plan.assess(&workspace.sources);
    let standing = assessed.years[0]
        .as_ref()
        .expect("the office sees it")
        .progress
        .units
        .last()
        .expect("units report")
        .clone();
    let hexi = plan.plan.unit_named("hexi");
    let form = plan.rounds[0].round.submissions.iter().find(|s| s.unit == hexi).and_then(|s| s.form.as_ref());
    let value = form.and_then(|form| form.indicators[0].value.as_ref().map(|value| value.written.clone()));
    (Checked { workspace, findings: findings.into_vec() }, standing, value)
}

fn hexi(checked: &Checked) -> UnitStanding {
    let Workspace { plans, sources, .. } = &checked.workspace;
    let assessed = plans[0].assess(sources);
    assessed.years[0]
        .as_ref()
        .expect("the office sees it")
        .progress
        .units
        .last()
        .expect("units report")
        .clone()
}

#[test]
fn t5_at_a_moment_the_version_then_in_force_counts() {
    let files = returned_once();
    let (checked, standing, value) = seen(&files, "2025-12-20");
    assert_eq!(checked.codes(), ["N809"], "the other units' files are in no line: {}", checked.printed());
    assert_eq!((standing.timeliness, value.as_deref()), (Timeliness::OnTime, Some("25")));
    // The day of the return: later events have not happened.
    let (_, standing, value) = seen(&files, "2025-12-11");
    assert_eq!((standing.timeliness, standing.returns), (Timeliness::ReturnedPending, 1));
    assert_eq!(value.as_deref(), Some("12"), "the first version was there");
    let (_, standing, value) = seen(&files, "2025-12-09");
    assert_eq!(
        (standing.timeliness, standing.returns, value.as_deref()),
        (Timeliness::OnTime, 0, Some("12"))
    );
    // Before anything came: neither a unit that reported nor its figures.
    let (checked, standing, value) = seen(&files, "2025-12-05");
    assert_eq!((standing.timeliness, value), (Timeliness::NotYetDue, None));
    let round = &checked.workspace.plans[0].rounds[0].round;
    assert!(round.submissions.is_empty(), "units outside of the book date themselves");
}

#[test]
fn t3_what_the_book_received_after_closing_is_named_and_counts_nothing() {
    let mut files = returned_once();
    crate::moment::close(&mut files, 2025, "2025-12-12");
    for day in ["2025-12-12", "2025-12-20", "2026-12-20"] {
        let (checked, standing, value) = seen(&files, day);
        assert_eq!((standing.timeliness, standing.returns), (Timeliness::ReturnedPending, 1), "{day}");
        assert_eq!(value.as_deref(), Some("12"), "the version of that day");
        let codes = checked.codes();
        assert!(codes.contains(&"N822") && !codes.contains(&"N821"), "{day} {codes:?}");
    }
    // Before its day of record the year was open, and nothing had come.
    assert_eq!(seen(&files, "2025-12-05").1.timeliness, Timeliness::NotYetDue);
}

#[test]
fn f5_a_book_that_cannot_be_read_is_never_no_book() {
    let good = returned_once();
    let name = format!("{FOLDER}/intake.jsonl");
    let mut damaged: Vec<Vec<u8>> = vec![vec![b'{'; 17 * 1024 * 1024], b"{\"sequence\":1}\n".to_vec()];
    for (at, byte) in [(3, 0), (40, 0x80), (90, 0xe9), (120, 0xff)] {
        let mut bytes = good[&name].clone();
        bytes[at] = byte;
        damaged.push(bytes);
    }
    damaged.push(b"\xcb\xae\xc0\xfb\xbe\xd6\n".to_vec());
    for bytes in damaged {
        let mut files = good.clone();
        files.insert(name.clone(), bytes.clone());
        let checked = check(&files);
        let codes = checked.codes();
        assert!(codes.contains(&"N803") || codes.contains(&"N801"), "{codes:?}");
        let standing = hexi(&checked);
        assert!(!standing.self_reported, "{:?}", &bytes[..9]);
        assert_eq!(standing.timeliness, Timeliness::Undated, "{codes:?}");
        let words = nianbao::wording::unit_state(&standing);
        assert!(words.contains("登记簿"), "{words}");
    }
}

#[test]
fn f5_high_bits_anywhere_in_a_book_are_noticed() {
    let good = returned_once();
    let name = format!("{FOLDER}/intake.jsonl");
    for at in (0..good[&name].len()).step_by(7) {
        let mut files = good.clone();
        if let Some(byte) = files.get_mut(&name).and_then(|bytes| bytes.get_mut(at)) {
            *byte |= 0x80;
        }
        let checked = check(&files);
        assert!(checked.codes().iter().any(|code| code.starts_with("N80")), "byte {at} unnoticed");
    }
}

#[test]
fn f5_originals_and_the_files_in_force_are_proven() {
    let codes = |change: &dyn Fn(&mut Files)| {
        let mut files = returned_once();
        change(&mut files);
        besides_hand_laid(&check(&files))
    };
    let received = |name: &str| format!("{FOLDER}/received/{name}");
    assert_eq!(codes(&|files| drop(files.remove(&received("hexi-1.yaml")))), ["N804"]);
    assert_eq!(codes(&|files| drop(files.insert(received("hexi-1.yaml"), b"other".to_vec()))), ["N804"]);
    assert_eq!(codes(&|files| drop(files.insert(received("slj-1.yaml"), b"x".to_vec()))), ["N807"]);
    assert_eq!(codes(&|files| drop(files.insert(format!("{FOLDER}/intake.jsonl"), vec![]))), ["N807"]);
    let altered = codes(&|files| {
        let first = files[&received("hexi-1.yaml")].clone();
        files.insert(format!("{FOLDER}/hexi.yaml"), first);
    });
    assert_eq!(altered, ["N805"], "what was altered is told once, and the sum does not ask for it");
    assert!(codes(&|files| drop(files.remove(&format!("{FOLDER}/hexi.yaml")))).contains(&"N805"));
    // The last lines cut off: an original has no line any more.
    let cut = codes(&|files| {
        let book = files.get_mut(&format!("{FOLDER}/intake.jsonl")).expect("it is there");
        let end = book.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(1).expect("two lines").0;
        book.truncate(end + 1);
    });
    assert!(cut.contains(&"N807") && cut.contains(&"N304"), "{cut:?}");
}

/// The codes without the one by which files beside a book are named that no line of it knows.
fn besides_hand_laid(checked: &crate::support::Checked) -> Vec<&'static str> {
    checked.codes().into_iter().filter(|code| *code != "N809").collect()
}

#[test]
fn f5_lines_that_cannot_be_true_together() {
    let fgw = "2025-12-08T08:00:00";
    for lines in [
        vec![("2025-12-09T08:00:00", "hexi", 1, "received", None), (fgw, "slj", 1, "received", None)],
        vec![(fgw, "hexi", 1, "accepted", None)],
        vec![(fgw, "hexi", 1, "received", None), (fgw, "hexi", 2, "accepted", None)],
        vec![(fgw, "hexi", 0, "received", None)],
        vec![(fgw, "hexi", 1, "received", None), (fgw, "hexi", 3, "received", None)],
        vec![(fgw, "hexian", 1, "received", None)],
    ] {
        let checked = check(&with_book(starter_files(), &lines));
        assert_eq!(besides_hand_laid(&checked), ["N806"], "{lines:?}: {}", checked.printed());
    }
}
