//! What came after somebody looked: no review, choice or acceptance holds for a version that was not there.

use nianbao::diagnostic::Files;

use crate::book::with_book;
use crate::moment::{built, change, checked};
use crate::support::starter_files;

const FOLDER: &str = "submissions/demo/2025";
const REVIEW: &str = "public_review: {by: 示例办公室, on: 2025-12-18, disclosure: proactive}\n";

/// The starter with a book of 河西县, whose report of `outlets` came at a time, and with decisions.
fn with(time: &str, decisions: &str) -> Files {
    let mut files = starter_files();
    let report = files[&format!("{FOLDER}/hexi.yaml")].clone();
    files.insert(format!("{FOLDER}/received/hexi-1.yaml"), report);
    let text = format!("nianbao: decisions/1\nplan: demo\nyear: 2025\nsample: true\n{decisions}");
    files.insert(format!("{FOLDER}/decisions.yaml"), text.into_bytes());
    let came = [(time, "hexi", 1, "received", Some("hexi-1.yaml")), (time, "hexi", 1, "accepted", None)];
    with_book(files, &came)
}

fn codes(files: &Files) -> Vec<&'static str> {
    checked(files, "2026-01-20").1.iter().map(|found| found.rule.code).collect()
}

fn public(files: &Files) -> String {
    let built = built(files, "2026-01-20").into_iter();
    let outside = built.filter(|(path, _)| path.starts_with("public/demo/2025/"));
    outside.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn t1_what_came_after_the_review_is_not_public_until_it_is_reviewed_again() {
    let hexi =
        String::from_utf8(starter_files()[&format!("{FOLDER}/hexi.yaml")].clone()).expect("it is UTF-8");
    let words = hexi.lines().find(|line| line.contains("progress")).is_some();
    assert!(words, "{hexi}");
    let seen = public(&with("2025-12-12T10:00:00", REVIEW));
    let unseen = public(&with("2026-01-12T10:00:00", REVIEW));
    let again = public(&with("2026-01-12T10:00:00", &REVIEW.replace("2025-12-18", "2026-01-13")));
    let said = said(&hexi);
    assert!(seen.contains(&said) && again.contains(&said), "{said} is public once it was reviewed");
    assert!(!unseen.contains(&said) && unseen.contains("清洁河流"), "{said}");
    assert!(codes(&with("2026-01-12T10:00:00", REVIEW)).contains(&"N642"));
    assert!(!codes(&with("2025-12-12T10:00:00", REVIEW)).contains(&"N642"));
}

/// The first words of a report's first text.
fn said(report: &str) -> String {
    let at = report.find("progress: |").expect("it has a text") + "progress: |".len();
    report[at..]
        .lines()
        .find(|line| !line.trim().is_empty())
        .expect("a line")
        .trim()
        .chars()
        .take(8)
        .collect()
}

#[test]
fn t1_the_office_s_text_waits_for_the_review_too() {
    for (day, is_public) in [("2025-12-18", true), ("2026-01-10", false)] {
        let mut files = with("2025-12-12T10:00:00", REVIEW);
        let text = format!("<!-- 日期 {day} -->\n\n# 总体评价\n\n办公室的一段话。\n");
        files.insert(format!("{FOLDER}/text.md"), text.into_bytes());
        assert_eq!(public(&files).contains("办公室的一段话"), is_public, "{day}");
        assert_eq!(codes(&files).contains(&"N642"), !is_public, "{day}");
    }
}

#[test]
fn t1_a_decision_holds_for_the_version_that_it_saw() {
    let choice =
        "choices:\n  - {task: RW-02-01, unit: hexi, reason: 现场看过, by: 示例办公室, on: 2025-12-18}\n";
    let accept = "accepts:\n  - {unit: hexi, code: N503, reason: 现场看过, by: 示例办公室, on: 2025-12-18}\n";
    for decision in [choice, accept] {
        assert!(!codes(&with("2025-12-12T10:00:00", decision)).contains(&"N252"), "{decision}");
        assert!(codes(&with("2026-01-12T10:00:00", decision)).contains(&"N252"), "{decision}");
    }
}

/// What was decided after the review is as unseen as what came after it: a status, a choice, a judgement, an acceptance.
#[test]
fn t1_a_decision_after_the_review_waits_for_another_review() {
    let set =
        "overrides:\n  - {task: RW-02-01, status: completed, reason: 现场核过, by: 示例办公室, on: DAY}\n";
    let of = |day: &str| {
        let files = with("2025-12-12T10:00:00", &format!("{REVIEW}{}", set.replace("DAY", day)));
        let built = built(&files, "2026-01-20");
        let task = built.iter().find(|(path, _)| path == "public/demo/2025/tasks/rw-02-01.html").expect("it");
        let is_set = String::from_utf8_lossy(&task.1).contains("办公室认定");
        (is_set, codes(&files).contains(&"N642"))
    };
    assert_eq!(of("2025-12-18"), (true, false));
    assert_eq!(of("2026-01-10"), (false, true), "nobody reviewed it");
    // A figure that is asked about was seen with its question.
    let taken = |day: &str| {
        let accept = "accepts:\n  - {unit: hedong, indicator: outlets-fixed, code: N414, reason: 界河排口各计半个, by: 示例办公室, on: DAY}\n";
        let mut files = with("2025-12-12T10:00:00", &format!("{REVIEW}{}", accept.replace("DAY", day)));
        change(&mut files, &format!("{FOLDER}/hedong.yaml"), "value: \"30\"", "value: \"30.5\"");
        let is_open = checked(&files, "2026-01-20").1.iter().any(|f| f.rule.code == "N414" && f.is_open());
        (public(&files).contains(",30.5,"), is_open)
    };
    assert_eq!(taken("2025-12-18"), (true, false));
    assert_eq!(taken("2026-01-10"), (false, false), "the office has taken it; the public waits for a review");
}
