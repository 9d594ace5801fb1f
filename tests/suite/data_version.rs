//! The data version and the digest that every page carries: they tell a closed year from the same year corrected,
//! and nothing that comes later changes those of a year that was not.

use nianbao::diagnostic::Files;

use crate::book::with_book;
use crate::moment::{add_next_year, built, change, checked, close, example};

const FOLDER: &str = "submissions/demo/2025";
const RECORD: &str = "submissions/demo/2025/record.yaml";
const HEDONG: &str = "submissions/demo/2025/hedong.yaml";
const EARLY: &str = "2026-02-01";
const CORRECTED: &str = "2026-03-01";
const LATE: &str = "2026-06-01";

fn closed() -> Files {
    let mut files = example();
    files.insert(format!("{FOLDER}/received/hedong-1.yaml"), files[HEDONG].clone());
    let line = |event: &'static str, file| ("2025-12-10T10:00:00", "hedong", 1, event, file);
    let mut files = with_book(files, &[line("received", Some("hedong-1.yaml")), line("accepted", None)]);
    close(&mut files, 2025, "2026-01-20");
    files
}

/// Changes a file of the closed year and says so in its record.
fn corrected(mut files: Files) -> Files {
    change(&mut files, HEDONG, "value: \"30\"", "value: \"41\"");
    let more = line("hedong.yaml", &files[HEDONG]);
    append(&mut files, &more);
    files
}

fn line(name: &str, bytes: &[u8]) -> String {
    format!(
        "更正:\n  - {{决定日期: {CORRECTED}, 决定单位: 示例办公室, 内容: 更正数值, 原因: 漏计, 文件: {name}, 校验码: {}}}\n",
        crate::book::digest(bytes)
    )
}

fn append(files: &mut Files, line: &str) {
    let mut text = String::from_utf8(files[RECORD].clone()).expect("UTF-8");
    text.push_str(line);
    files.insert(RECORD.into(), text.into_bytes());
}

/// A file of the internal edition of the year, built as of a day.
fn file(files: &Files, day: &str, name: &str) -> String {
    let path = format!("internal/demo/2025/{name}");
    let found = built(files, day).into_iter().find(|(own, _)| *own == path).expect("it is written");
    String::from_utf8(found.1).expect("UTF-8")
}

/// Data version and digest at the foot of the page.
fn foot(files: &Files, day: &str) -> String {
    let page = file(files, day, "index.html");
    let (_, foot) = page.split_once("数据版本：").expect("a foot");
    foot.split("<span").next().expect("its line").to_owned()
}

#[test]
fn t3_a_correction_gives_a_closed_year_another_digest_and_its_day() {
    let files = closed();
    let then = foot(&files, LATE);
    assert!(then.starts_with("2026-01-20　校验码："), "{then}");
    let after = corrected(files);
    let now = foot(&after, LATE);
    assert!(now.starts_with("2026-01-20（2026-03-01更正）　校验码："), "{now}");
    let digest = |foot: &str| foot.split_once("校验码：").map(|(_, digest)| digest.to_owned());
    assert_ne!(digest(&then), digest(&now));
    // Whoever looks back behind the correction has the data that were printed then.
    assert!(file(&after, EARLY, "data/values.csv").contains(",30,"), "the original is kept");
    assert_eq!(foot(&after, EARLY), then);
    let data: serde_json::Value =
        serde_json::from_str(&file(&after, LATE, "data/report.json")).expect("JSON");
    assert_eq!((&data["as_of"], &data["corrected_on"]), (&"2026-01-20".into(), &CORRECTED.into()));
    assert!(file(&after, LATE, "data/datapackage.json").contains("\"version\": \"2026-01-20+2026-03-01\""));
    assert!(file(&after, EARLY, "data/datapackage.json").contains("\"version\": \"2026-01-20\""));
}

#[test]
fn t3_a_correction_of_decisions_or_words_gives_another_digest_as_well() {
    for (name, text) in [
        ("decisions.yaml", "nianbao: decisions/1\nplan: demo\nyear: 2025\n"),
        ("text.md", "# 总体评价\n\n平稳。\n"),
    ] {
        let files = closed();
        let then = foot(&files, LATE);
        let mut after = files;
        after.insert(format!("{FOLDER}/{name}"), text.into());
        append(&mut after, &line(name, text.as_bytes()));
        assert_ne!(foot(&after, LATE), then, "{name}");
        assert_eq!(foot(&after, EARLY), then, "{name}");
    }
}

#[test]
fn t3_nothing_later_changes_the_digest_of_a_year_that_was_not_corrected() {
    let files = closed();
    let then = foot(&files, EARLY);
    let mut later = files.clone();
    add_next_year(&mut later);
    let site =
        "\nsite: {name: 示例市河长制, domain: hz.example.gov.cn, published: {demo/2026: 2027-01-31 10:00}}\n";
    let settings = String::from_utf8_lossy(&later["nianbao.yaml"]).into_owned();
    later.insert(
        "nianbao.yaml".into(),
        (settings.split("\nsite:").next().expect("a head").to_owned() + site).into(),
    );
    append(&mut later, "# 归档于二楼\n");
    assert_eq!(foot(&later, LATE), then);
    // A correction that does not count, for want of a reason, corrects nothing.
    let mut unsound = files;
    let more = line("slj.yaml", &unsound[&format!("{FOLDER}/slj.yaml")]).replace("漏计", "\"\"");
    append(&mut unsound, &more);
    assert_eq!(foot(&unsound, LATE), then);
}

/// What a file says that was edited in place is no matter of the closed year: neither its values nor what would be
/// asked about them.
#[test]
fn t3_a_file_edited_after_closing_is_told_of_and_not_judged() {
    let asked = |files: &mut Files| change(files, HEDONG, "value: \"30\"", "value: \"3000000\"");
    let codes = |files: &Files, day: &str| -> Vec<&'static str> {
        let (workspace, found) = checked(files, day);
        let of_year = found.into_vec().into_iter().filter(|found| {
            let path = workspace.sources.path(found.place);
            path == RECORD || path.ends_with("hedong.yaml") || path.ends_with("hedong-1.yaml")
        });
        of_year.map(|found| found.rule.code).collect()
    };
    let mut open = example();
    asked(&mut open);
    assert!(!codes(&open, "2026-01-10").is_empty(), "something is asked about such a value");
    // Without an original nobody knows what stood there: it is a gap, and that is all that is said.
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    asked(&mut files);
    assert_eq!(codes(&files, LATE), ["N821"]);
    assert_eq!(codes(&files, "2026-01-15"), ["N821"], "before it was closed no more is known");
    assert!(!file(&files, LATE, "data/values.csv").contains(",3000000,"));
    // With one the year stays what it was, to the byte, and the change is told of all the same.
    let booked = closed();
    let then = values(&booked, LATE);
    for change in [Some(asked as fn(&mut Files)), None] {
        let mut files = booked.clone();
        match change {
            Some(change) => change(&mut files),
            None => drop(files.remove(HEDONG)),
        }
        assert_eq!(codes(&files, LATE), ["N821"]);
        assert_eq!(values(&files, LATE), then);
        assert_eq!(foot(&files, LATE), foot(&booked, LATE));
    }
    // What is in force is what was corrected, where a correction says so; behind it, what was there before.
    let after = corrected(booked);
    assert_eq!((codes(&after, EARLY), codes(&after, LATE)), (vec![], vec![]));
    assert_ne!(values(&after, LATE), then);
}

fn values(files: &Files, day: &str) -> Vec<u8> {
    file(files, day, "data/values.csv").into_bytes()
}

/// A year that was closed keeps what it saw of the year before, whenever that one is corrected, and says that it was.
#[test]
fn t3_a_correction_changes_no_later_year_that_was_closed_before_it() {
    let mut files = closed();
    add_next_year(&mut files);
    close(&mut files, 2026, "2027-01-20");
    let day = "2027-06-01";
    let before = built(&files, day);
    let mut after = files.clone();
    change(&mut after, HEDONG, "value: \"30\"", "value: \"41\"");
    let more = line("hedong.yaml", &after[HEDONG]).replace(CORRECTED, "2027-03-01");
    append(&mut after, &more);
    let after = built(&after, day);
    let text = |pages: &[(String, Vec<u8>)], path: &str| {
        let found = pages.iter().find(|(name, _)| name == path).expect("it is written");
        String::from_utf8_lossy(&found.1).into_owned()
    };
    for name in ["values", "indicators", "tasks"] {
        let path = format!("internal/demo/2026/data/{name}.csv");
        assert_eq!(text(&before, &path), text(&after, &path), "{name}");
    }
    assert!(text(&after, "internal/demo/2025/data/values.csv").contains(",41,"));
    let page = text(&after, "internal/demo/2026/index.html");
    assert!(page.contains("2025年度报告在本年度定稿以后（2027-03-01）有更正：更正数值"), "{page}");
    assert!(!text(&before, "internal/demo/2026/index.html").contains("有更正"));
}

/// Of a year that is over and that nobody closed the pages are of the day on which the last of it came, not of the day on
/// which somebody makes them again.
#[test]
fn a_year_that_is_over_is_of_its_last_day_whenever_it_is_built() {
    let files = example();
    let date = |day: &str| {
        let page = file(&files, day, "index.html");
        let summed =
            page.split("汇总截至：").nth(1).expect("it says so").chars().take(10).collect::<String>();
        (summed, foot(&files, day).chars().take(10).collect::<String>())
    };
    let (summed, version) = date("2026-06-01");
    assert_eq!(summed, version);
    assert!(summed.as_str() < "2026-01-31", "{summed}");
    assert_eq!(date("2026-09-30"), (summed, version));
    assert_eq!(date("2025-12-10").0, "2025-12-10", "while it runs, the day that is looked at");
}
