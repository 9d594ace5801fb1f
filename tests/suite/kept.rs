//! What a closed year was closed with: the file of decisions, the lines of the book, the files of the units. What
//! comes later is named once, and is counted as it is told.

use nianbao::assess::{Completeness, Timeliness};
use nianbao::diagnostic::{Diagnostic, Files};
use nianbao::pipeline::{Selection, check_workspace};
use nianbao::source::Project;

use crate::book::with_book;
use crate::moment::{add_next_year, built, change, checked, close, example};

const FOLDER: &str = "submissions/demo/2025";
const RECORD: &str = "submissions/demo/2025/record.yaml";
const DAY: &str = "2026-12-20";

fn found(files: &Files) -> Vec<Diagnostic> {
    checked(files, DAY).1.into_vec()
}

/// All that is said of a file, by its name in the message or by its place.
fn about(files: &Files, path: &str) -> Vec<Diagnostic> {
    let (workspace, found) = checked(files, DAY);
    let name = path.rsplit('/').next().expect("a name");
    let is_about = |d: &Diagnostic| workspace.sources.path(d.place) == path || d.message.contains(name);
    found.into_vec().into_iter().filter(is_about).collect()
}

/// All pages and data of the closed year that anybody but the office's own lists reads.
fn year(files: &Files) -> Vec<(String, Vec<u8>)> {
    let of_year = |path: &str| path.starts_with("review/demo/2025/") && !path.ends_with("datapackage.json");
    built(files, DAY).into_iter().filter(|(path, _)| of_year(path)).collect()
}

fn assert_same(before: &[(String, Vec<u8>)], after: &[(String, Vec<u8>)], why: &str) {
    assert!(!before.is_empty() && before.len() == after.len(), "{why}");
    for ((name, then), (same, now)) in before.iter().zip(after) {
        assert_eq!(name, same);
        assert!(then == now, "{why}: {name} has changed");
    }
}

/// How the units stand, in the plan's order.
fn standings(files: &Files) -> Vec<(Timeliness, bool)> {
    let (workspace, _) = checked(files, DAY);
    let assessed = workspace.plans[0].assess(&workspace.sources);
    let year = assessed.years[0].as_ref().expect("the office sees it");
    year.progress
        .units
        .iter()
        .map(|unit| (unit.timeliness, unit.completeness == Completeness::Faulty))
        .collect()
}

fn decisions(reason: &str) -> Vec<u8> {
    format!(
        "nianbao: decisions/1\nplan: demo\nyear: 2025\noverrides:\n  - {{task: RW-02-01, status: behind, reason: {reason}, by: 示例办公室, on: 2025-12-18}}\n"
    )
    .into_bytes()
}

#[test]
fn t3_a_second_file_of_decisions_takes_nothing_from_a_closed_year() {
    for (kept, later) in [("decisions.yml", "decisions.yaml"), ("decisions.yaml", "decisions.yml")] {
        let path = |name: &str| format!("{FOLDER}/{name}");
        let mut files = example();
        files.remove(&path("decisions.yaml"));
        files.insert(path(kept), decisions("现场核查尚有缺口"));
        close(&mut files, 2025, "2026-01-20");
        let before = year(&files);
        files.insert(path(later), decisions("另一份决定"));
        assert_same(&before, &year(&files), later);
        let said = about(&files, &path(later));
        assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N821"], "{later}: named once");
        // With its correction the new file counts, under its own name.
        let help = said[0].help.clone().expect("a line to copy");
        let digest = help.split_once("校验码: ").expect("a digest").1.trim_end_matches('}').to_owned();
        let line = format!(
            "更正:\n  - {{决定日期: 2026-02-01, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: {later}, 校验码: {digest}}}\n"
        );
        files.get_mut(RECORD).expect("a record").extend(line.into_bytes());
        let (workspace, _) = checked(&files, DAY);
        let reason = &workspace.plans[0].rounds[0].round.decisions.overrides[0].reason;
        assert_eq!(reason, "另一份决定", "{later}");
    }
    // While a year is open the first one counts, and the other is named.
    let mut files = example();
    files.insert(format!("{FOLDER}/decisions.yaml"), decisions("现场核查尚有缺口"));
    files.insert(format!("{FOLDER}/decisions.yml"), decisions("另一份决定"));
    let said = about(&files, &format!("{FOLDER}/decisions.yml"));
    assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N342"]);
}

#[test]
fn t10_a_file_of_the_office_under_another_name_is_named_and_is_nobody_s_report() {
    let before = standings(&example());
    for (name, right) in [
        ("record.yml", "record.yaml"),
        ("Plan.yaml", "plan.yaml"),
        ("settings.yaml.txt", "settings.yaml"),
        ("text.MD", "text.md"),
        ("text.markdown", "text.md"),
        ("Intake.jsonl", "intake.jsonl"),
        ("DECISIONS.yaml", "decisions.yaml"),
        ("decisions.xlsx", "decisions.yaml"),
    ] {
        let (mut files, path) = (example(), format!("{FOLDER}/{name}"));
        files.insert(path.clone(), b"nianbao: decisions/1\nplan: demo\nyear: 2025\n".to_vec());
        let said = about(&files, &path);
        assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N341"], "{name}");
        assert!(said[0].message.contains(right), "{}", said[0].message);
        assert_eq!(standings(&files), before, "{name}");
        let (workspace, _) = checked(&files, DAY);
        let round = &workspace.plans[0].rounds[0].round;
        assert!(round.submissions.iter().all(|one| one.unit.is_some()), "{name} is counted as a report");
    }
    // Beside the right one it is only one too many; a unit of that name hands in its own file.
    let mut files = example();
    files.insert(format!("{FOLDER}/decisions.yaml"), decisions("现场核查尚有缺口"));
    files.insert(format!("{FOLDER}/Decisions.yaml"), decisions("另一份决定"));
    let said = about(&files, &format!("{FOLDER}/Decisions.yaml"));
    assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N342"]);
    let mut files = example();
    change(&mut files, "plans/demo.yaml", "{id: slj,", "{id: text,");
    change(&mut files, "plans/demo.yaml", "[slj, sthjj]", "[text, sthjj]");
    let report = files.remove(&format!("{FOLDER}/slj.yaml")).expect("a report");
    files.insert(format!("{FOLDER}/text.yaml"), report);
    assert!(about(&files, &format!("{FOLDER}/text.yaml")).is_empty());
}

#[test]
fn t10_what_is_said_of_a_file_that_is_not_read_is_what_is_counted() {
    let stray = format!("{FOLDER}/hexi.yaml.txt");
    let mut open = example();
    let report = open.remove(&format!("{FOLDER}/hexi.yaml")).expect("a report");
    let mut closed = open.clone();
    // While the year is open, or where it was closed with it, the unit has handed in something faulty.
    open.insert(stray.clone(), report.clone());
    let mut closed_with = open.clone();
    close(&mut closed_with, 2025, "2026-01-20");
    for files in [&open, &closed_with] {
        let said = about(files, &stray);
        assert!(said[0].rule.code == "N341" && said[0].label.contains("材料有误"), "{}", said[0].label);
        let last = standings(files).pop().expect("units report");
        assert!(last.1 && last.0 != Timeliness::Missing, "{last:?}");
    }
    // After closing nothing counts that comes, and nothing else is said.
    close(&mut closed, 2025, "2026-01-20");
    let before = year(&closed);
    closed.insert(stray.clone(), report);
    let said = about(&closed, &stray);
    assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N822"]);
    assert!(!said[0].label.contains("材料有误"), "{}", said[0].label);
    assert_eq!(standings(&closed).pop(), Some((Timeliness::Missing, false)));
    assert_same(&before, &year(&closed), "a stray after closing");
}

#[test]
fn t10_a_report_in_the_folder_of_another_year_is_told_once() {
    let (mut files, own) = (example(), format!("{FOLDER}/slj.yaml"));
    add_next_year(&mut files);
    let report = files.remove(&own).expect("a report");
    // Alone in its folder, and beside the report that belongs there.
    for (path, other) in [
        ("submissions/demo/2026/slj.yaml", None),
        ("submissions/demo/2026/slj-2025.yaml", Some("submissions/demo/2026/slj.yaml")),
    ] {
        let mut files = files.clone();
        if other.is_none() {
            files.remove(path);
        }
        files.insert(path.to_owned(), report.clone());
        let codes = |selection: &Selection| {
            let project = Project::memory(files.clone());
            let (workspace, found) = check_workspace(&project, selection, DAY.parse().expect("a day"))
                .expect("memory can be listed");
            let found = found.into_vec().into_iter().filter(|d| workspace.sources.path(d.place) == path);
            found.map(|d| d.rule.code).collect::<Vec<_>>()
        };
        let of = |year: i32| Selection { year: Some(year), ..Selection::default() };
        assert_eq!(codes(&Selection::default()), ["N203"], "{path}: once where all years are looked at");
        assert_eq!(codes(&of(2026)), ["N203"], "{path}");
        assert_eq!(codes(&of(2025)), ["N341"], "{path}");
        assert_eq!(standings(&files)[0].0, Timeliness::Undated, "{path}: it is no silence");
    }
}

/// The year with a book in which all but 河西县 stand, closed.
fn booked() -> Files {
    let line = |unit: &'static str, event: &'static str| ("2025-12-10T10:00:00", unit, 1, event, None);
    let lines = ["slj", "sthjj", "hedong"].map(|unit| [line(unit, "received"), line(unit, "accepted")]);
    let mut files = with_book(example(), &lines.concat());
    close(&mut files, 2025, "2026-01-20");
    files
}

/// Adds a line to the book, as the tool writes it.
fn append(files: &mut Files, time: &str, (unit, version, event): (&str, u32, &str)) {
    let path = format!("{FOLDER}/intake.jsonl");
    let book = String::from_utf8(files[&path].clone()).expect("UTF-8");
    let last = book.lines().last().expect("a line");
    let line = format!(
        "{{\"sequence\":{},\"time\":\"{time}+08:00\",\"entered\":\"2026-11-02T09:00:00+08:00\",\"unit\":\"{unit}\",\"version\":{version},\"event\":\"{event}\",\"previous\":\"{}\"}}\n",
        book.lines().count() + 1,
        crate::book::digest(last.as_bytes()),
    );
    files.insert(path, (book + &line).into_bytes());
}

#[test]
fn t3_lines_written_into_the_book_after_closing_change_no_closed_year() {
    let before = year(&booked());
    for (what, lines) in [
        ("a new version with an earlier time", vec![("2025-12-01T08:00:00", ("slj", 2, "received"))]),
        ("a unit that was not in the book", vec![("2025-12-02T08:00:00", ("hexi", 1, "received"))]),
        ("a return with an earlier time", vec![("2025-12-12T08:00:00", ("hedong", 1, "returned"))]),
        ("a paper copy with an earlier time", vec![("2025-12-12T08:00:00", ("sthjj", 1, "paper"))]),
        ("a line that contradicts the others", vec![("2025-12-12T08:00:00", ("slj", 9, "accepted"))]),
        ("a time after closing", vec![("2026-10-01T08:00:00", ("slj", 2, "received"))]),
    ] {
        let mut files = booked();
        for (time, line) in lines {
            append(&mut files, time, line);
        }
        assert_same(&before, &year(&files), what);
        if what.contains("version") || what.contains("not in") {
            let found = found(&files);
            let later = found.iter().find(|d| d.rule.code == "N822").expect("it is named");
            assert!(later.message.contains("补登（收到时间写的是2025-12-0"), "{}", later.message);
        }
    }
    let mut files = booked();
    files.get_mut(&format!("{FOLDER}/intake.jsonl")).expect("a book").extend(b"not a line\n");
    assert_same(&before, &year(&files), "a line that cannot be read");
}

#[test]
fn t3_a_book_that_is_not_what_the_year_was_closed_with_says_no_time() {
    let path = format!("{FOLDER}/intake.jsonl");
    let times = |files: &Files| standings(files).into_iter().map(|(when, _)| when).collect::<Vec<_>>();
    assert_eq!(times(&booked())[0], Timeliness::OnTime);
    let mut changed = booked();
    let text = String::from_utf8(changed[&path].clone()).expect("UTF-8");
    changed.insert(path.clone(), text.replace("2025-12-10T10:00:00", "2025-12-11T10:00:00").into_bytes());
    let mut gone = booked();
    gone.remove(&path);
    let mut short = booked();
    let lines: Vec<&str> = text.split_inclusive('\n').take(2).collect();
    short.insert(path, lines.concat().into_bytes());
    for files in [changed, gone, short] {
        let found = found(&files);
        assert!(found.iter().any(|d| d.rule.code == "N821" && d.message.contains("intake.jsonl")));
        assert!(times(&files).iter().all(|when| *when == Timeliness::Undated), "{:?}", times(&files));
    }
}

#[test]
fn t3_a_second_file_of_a_booked_unit_takes_nothing_from_a_closed_year() {
    let line = |event: &'static str| ("2025-12-10T10:00:00", "slj", 1, event, None);
    let mut files = with_book(example(), &[line("received"), line("accepted")]);
    let report = files.remove(&format!("{FOLDER}/slj.yaml")).expect("a report");
    files.insert(format!("{FOLDER}/slj.yml"), report.clone());
    close(&mut files, 2025, "2026-01-20");
    let before = year(&files);
    let text = String::from_utf8(report).expect("UTF-8").replace("percent: 45", "percent: 99");
    files.insert(format!("{FOLDER}/slj.yaml"), text.into_bytes());
    assert_same(&before, &year(&files), "slj.yaml beside slj.yml");
    let said = about(&files, &format!("{FOLDER}/slj.yaml"));
    assert_eq!(said.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["N822"]);
}
