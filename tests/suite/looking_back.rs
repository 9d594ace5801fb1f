//! Days before a year was closed, and what is written into book and folder after it: at a moment there is only what
//! was there, and what is not known any more is named and not guessed.

use nianbao::assess::{Completeness, Timeliness};
use nianbao::diagnostic::Files;

use crate::book::with_book;
use crate::moment::{built, change, checked, close, example};

const FOLDER: &str = "submissions/demo/2025";
const CLOSED: &str = "2026-01-20";
const BEFORE: &str = "2026-01-19";
const AFTER: &str = "2026-06-01";

fn path(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

fn codes(files: &Files, day: &str) -> Vec<&'static str> {
    checked(files, day).1.into_vec().into_iter().map(|found| found.rule.code).collect()
}

/// How a unit stands on a day, and the value that it gives first.
fn stands(files: &Files, unit: &str, day: &str) -> (Timeliness, Completeness, Option<String>) {
    let (workspace, _) = checked(files, day);
    let plan = &workspace.plans[0];
    let assessed = plan.assess(&workspace.sources);
    let view = assessed.years[0].as_ref().expect("the office sees it");
    let wanted = plan.plan.unit_named(unit).expect("a unit");
    let at = view.tables.units.iter().position(|record| record.unit == wanted).expect("it reports");
    let standing = &view.progress.units[at];
    let form = view.tables.units[at].submission.and_then(|at| view.round.submissions[at.0].form.as_ref());
    let value =
        form.and_then(|form| form.indicators.first()?.value.as_ref().map(|value| value.written.clone()));
    (standing.timeliness, standing.completeness, value)
}

/// The public pages and data of the year.
fn pages(files: &Files, day: &str) -> Vec<(String, Vec<u8>)> {
    let of_year = |path: &str| path.starts_with("review/demo/2025/") && !path.ends_with("datapackage.json");
    let pages: Vec<_> = built(files, day).into_iter().filter(|(path, _)| of_year(path)).collect();
    assert!(!pages.is_empty());
    pages
}

/// The example with a decision, closed.
fn closed() -> Files {
    let mut files = example();
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {task: RW-02-01, status: behind, reason: 现场核查尚有缺口, by: 示例办公室, on: 2025-12-18}\n";
    files.insert(path("decisions.yaml"), decisions.into());
    close(&mut files, 2025, CLOSED);
    files
}

#[test]
fn t5_a_report_that_changed_after_closing_is_not_taken_for_what_was_there_before() {
    let files = closed();
    assert_eq!(stands(&files, "hedong", BEFORE).2.as_deref(), Some("30"));
    assert!(!codes(&files, BEFORE).contains(&"N821"), "unchanged it was there");
    let mut changed = files.clone();
    change(&mut changed, &path("hedong.yaml"), "value: \"30\"", "value: \"44\"");
    let mut corrected = changed.clone();
    let line = "更正:\n  - {决定日期: 2026-02-01, 决定单位: 示例办公室, 内容: 更正数值, 原因: 漏计, 文件: hedong.yaml}\n";
    corrected.get_mut(&path("record.yaml")).expect("a record").extend(line.bytes());
    let mut gone = files.clone();
    gone.remove(&path("hedong.yaml"));
    for (why, files) in [("changed", &changed), ("corrected later", &corrected), ("deleted", &gone)] {
        for day in [BEFORE, "2025-12-31", CLOSED] {
            assert!(codes(files, day).contains(&"N821"), "{why} {day}: {:?}", codes(files, day));
            let (timeliness, completeness, value) = stands(files, "hedong", day);
            assert_eq!((completeness, value), (Completeness::Faulty, None), "{why} {day}");
            assert_ne!(
                timeliness,
                Timeliness::Missing,
                "{why} {day}: what is not known any more is no silence"
            );
        }
    }
    // After the correction it counts; on the days before its own date nothing was there at all.
    assert_eq!(stands(&corrected, "hedong", AFTER).2.as_deref(), Some("44"));
    assert_eq!(stands(&files, "hedong", "2025-11-01").0, Timeliness::NotYetDue);
}

#[test]
fn t5_what_came_after_closing_was_not_there_before_it() {
    let mut files = example();
    let late = files.remove(&path("hexi.yaml")).expect("a report");
    close(&mut files, 2025, CLOSED);
    let before = [BEFORE, CLOSED].map(|day| pages(&files, day));
    files.insert(path("hexi.yaml"), late);
    files.insert(path("text.md"), "# 总体评价\n\n后来写的一段话。\n".into());
    for (day, pages_then) in [BEFORE, CLOSED].iter().zip(&before) {
        let found = codes(&files, day);
        assert!(found.contains(&"N822") && found.contains(&"N821"), "{day}: {found:?}");
        assert_eq!(
            stands(&files, "hexi", day).0,
            Timeliness::Missing,
            "{day}: its own date is not the day it came"
        );
        assert!(pages(&files, day) == *pages_then, "{day}: a page has changed");
    }
}

#[test]
fn t5_decisions_and_settings_of_later_are_not_those_of_before() {
    let files = closed();
    let reason = |files: &Files| {
        let (workspace, _) = checked(files, BEFORE);
        let decisions = &workspace.plans[0].rounds[0].round.decisions;
        decisions.overrides.first().map(|decision| decision.reason.clone())
    };
    assert_eq!(reason(&files).as_deref(), Some("现场核查尚有缺口"));
    let mut other = files.clone();
    change(&mut other, &path("decisions.yaml"), "现场核查尚有缺口", "改写的理由");
    assert_eq!(reason(&other), None);
    assert!(codes(&other, BEFORE).contains(&"N821"));
    // Settings of later judge a day before no more than the closed year itself.
    let mut other = files.clone();
    let before = pages(&files, BEFORE);
    let name = "nianbao.yaml".to_owned();
    let text = String::from_utf8(other[&name].clone()).expect("UTF-8");
    other.insert(name, (text + "severity: {N411: error, N302: error, N512: error}\n").into_bytes());
    assert!(pages(&other, BEFORE) == before);
}

/// Lines of later about units that were in no book when the year was closed.
fn booked_later(files: &Files, lines: &[(&str, &str, u32, &str, Option<&str>)]) -> Files {
    let mut files = files.clone();
    let other = String::from_utf8(files[&path("slj.yaml")].clone())
        .expect("UTF-8")
        .replace("status: on_track", "status: completed");
    files.insert(path("received/slj-1.yaml"), other.into_bytes());
    with_book(files, lines)
}

#[test]
fn t3_a_unit_that_stood_in_no_book_keeps_its_report_whatever_is_booked_later() {
    let files = closed();
    let (own, before) = (stands(&files, "slj", AFTER), pages(&files, AFTER));
    let received = ("2026-02-01T10:00:00", "slj", 1, "received", Some("slj-1.yaml"));
    for lines in [
        vec![received],
        vec![received, ("2026-02-02T10:00:00", "slj", 1, "returned", None)],
        vec![received, ("2026-02-02T10:00:00", "slj", 1, "accepted", None)],
        vec![("2026-02-01T10:00:00", "slj", 0, "paper", None)],
        vec![("2025-12-10T10:00:00", "slj", 0, "paper", None)],
        vec![received, ("2026-02-03T10:00:00", "sthjj", 0, "paper", None)],
    ] {
        let later = booked_later(&files, &lines);
        for day in [CLOSED, "2026-01-25", "2026-02-10", AFTER] {
            assert_eq!(stands(&later, "slj", day), own, "{lines:?} {day}");
            assert!(pages(&later, day) == before, "{lines:?} {day}: a page has changed");
        }
        // What was edited by hand is found all the same, though the book has a later version.
        let mut edited = later.clone();
        change(&mut edited, &path("slj.yaml"), "status: on_track", "status: completed");
        assert!(codes(&edited, AFTER).contains(&"N821"), "{lines:?}");
        assert_eq!(stands(&edited, "slj", AFTER).1, Completeness::Faulty, "{lines:?}");
    }
}

#[test]
fn t5_a_paper_copy_says_nothing_of_when_the_file_came() {
    let files = with_book(example(), &[("2025-12-14T10:00:00", "slj", 0, "paper", None)]);
    let on = |files: &Files, day: &str| {
        let (timeliness, completeness, _) = stands(files, "slj", day);
        (timeliness, completeness)
    };
    let there = (Timeliness::OnTime, Completeness::Complete);
    for day in ["2025-12-10", "2025-12-14", "2025-12-20"] {
        assert_eq!(on(&files, day), there, "{day}: the file dates itself");
    }
    assert_eq!(on(&files, "2025-11-01").1, Completeness::Nothing, "before its own date it was not there");
    // Where the office goes by the paper copy, that one decides, as for everybody.
    let mut by_paper = with_book(files.clone(), &[("2025-12-18T10:00:00", "slj", 0, "paper", None)]);
    by_paper.get_mut("nianbao.yaml").expect("settings").extend(b"receipt: paper\n");
    assert_eq!(on(&by_paper, "2025-12-20").0, Timeliness::Late);
    // Without a file the paper copy is all that came.
    let mut without = files;
    without.remove(&path("slj.yaml"));
    assert_eq!(on(&without, "2025-12-20"), (Timeliness::Missing, Completeness::Nothing));
}

/// The record's line for a file as it is now, as `check` gives it.
fn corrected(files: &mut Files, file: &str, on: &str) {
    let found = checked(files, on).1.into_vec();
    let told =
        found.iter().find(|d| d.rule.code == "N821" && d.message.starts_with(file)).expect("it is told");
    let help = told.help.as_deref().expect("a line to copy");
    let digest = help.split_once("校验码: ").expect("a digest").1.trim_end_matches('}');
    let line = format!(
        "更正:\n  - {{决定日期: {on}, 决定单位: 市河长办, 内容: 补正, 原因: 漏列, 文件: {file}, 校验码: {digest}}}\n"
    );
    files.get_mut(&path("record.yaml")).expect("a record").extend(line.bytes());
}

#[test]
fn t4_a_report_that_a_correction_changed_is_not_asked_for_again() {
    let mut files = example();
    files.insert(path("received/hexi-1.yaml"), files[&path("hexi.yaml")].clone());
    let came = ("2025-12-11T10:00:00", "hexi", 1, "received", Some("hexi-1.yaml"));
    let files = &mut with_book(files, &[came]);
    close(files, 2025, CLOSED);
    change(files, &path("hexi.yaml"), "value: \"25\"", "value: \"26\"");
    assert!(codes(files, AFTER).contains(&"N821"));
    corrected(files, "hexi.yaml", "2026-02-10");
    let found = codes(files, AFTER);
    assert!(!found.contains(&"N805") && !found.contains(&"N821"), "{found:?}");
    assert_eq!(stands(files, "hexi", AFTER).2.as_deref(), Some("26"));
    // Changed once more, it is found again.
    change(files, &path("hexi.yaml"), "value: \"26\"", "value: \"27\"");
    assert!(codes(files, AFTER).contains(&"N821"));
}

#[test]
fn t5_decisions_of_before_a_correction_of_their_file_are_known_by_their_day() {
    let mut files = example();
    change(&mut files, &path("slj.yaml"), "filled_on: 2025-12-08", "filled_on: 2025-12-17");
    let decisions = "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: slj, until: 2025-12-19, reason: 汛后查勘, by: 市河长办, on: 2025-12-12}\noverrides:\n  - {task: RW-02-01, status: behind, reason: 现场核查尚有缺口, by: 市河长办, on: 2025-12-18}\n";
    files.insert(path("decisions.yaml"), decisions.into());
    close(&mut files, 2025, CLOSED);
    let on = |files: &Files, day: &str| {
        let (workspace, _) = checked(files, day);
        let decisions = &workspace.plans[0].rounds[0].round.decisions;
        (stands(files, "slj", day).0, decisions.overrides.len(), decisions.public_review.is_some())
    };
    let then = (Timeliness::OnTime, 1, false);
    assert_eq!(on(&files, "2026-02-01"), then);
    let review = "public_review: {by: 市河长办, on: 2026-03-05, disclosure: proactive}\n";
    files.get_mut(&path("decisions.yaml")).expect("decisions").extend(review.bytes());
    corrected(&mut files, "decisions.yaml", "2026-03-05");
    for day in ["2026-02-01", CLOSED, "2026-03-04"] {
        assert_eq!(on(&files, day), then, "{day}");
        let found = codes(&files, day);
        assert!(found.contains(&"N822") && !found.contains(&"N821"), "{day}: {found:?}");
    }
    assert_eq!(on(&files, AFTER), (Timeliness::OnTime, 1, true));
    // Changed since, without a correction, it is what nobody knows.
    change(&mut files, &path("decisions.yaml"), "现场核查尚有缺口", "改写的理由");
    assert!(codes(&files, "2026-02-01").contains(&"N821"));
}

/// A time that the office set beyond the year is not over in the year.
#[test]
fn t3_a_status_set_until_the_next_year_holds_for_the_year() {
    let with = |until: &str| {
        let mut files = example();
        let decisions = format!(
            "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {{task: RW-02-01, status: behind, reason: 核查未过, by: 市河长办, on: 2025-12-16, until: {until}}}\n"
        );
        files.insert(path("decisions.yaml"), decisions.into());
        files
    };
    let status = |files: &Files, day: &str| {
        let (workspace, _) = checked(files, day);
        let assessed = workspace.plans[0].assess(&workspace.sources);
        assessed.years[0].as_ref().expect("seen").progress.tasks[0].status.key()
    };
    for day in ["2025-12-20", "2026-01-10", "2026-03-01", "2027-01-01"] {
        assert_eq!(status(&with("2026-01-31"), day), "behind", "{day}");
    }
    assert_eq!(status(&with("2025-12-18"), "2025-12-20"), "on_track");
}
