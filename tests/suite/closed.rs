//! A closed year against whoever changes its files: what is not explained is not used, and what is not
//! known is not guessed.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, checked, close, example};

const RECORD: &str = "submissions/demo/2025/record.yaml";
const HEDONG: &str = "submissions/demo/2025/hedong.yaml";
const KEPT_PLAN: &str = "submissions/demo/2025/plan.yaml";
const DAY: &str = "2026-12-20";

/// A closed year and one after it.
fn closed() -> Files {
    let mut files = example();
    close(&mut files, 2025, "2026-01-20");
    add_next_year(&mut files);
    files
}

fn correct(files: &mut Files, on: &str, digest: Option<&str>) {
    let digest = digest.map(|digest| format!(", 校验码: {digest}")).unwrap_or_default();
    let line = format!(
        "  - {{决定日期: {on}, 决定单位: 示例办公室, 内容: 更正数值, 原因: 漏计, 文件: hedong.yaml{digest}}}\n"
    );
    let mut text = String::from_utf8(files[RECORD].clone()).expect("UTF-8");
    if !text.contains("\n更正:\n") {
        text.push_str("更正:\n");
    }
    files.insert(RECORD.into(), (text + &line).into_bytes());
}

fn codes(files: &Files, day: &str) -> Vec<&'static str> {
    checked(files, day).1.into_vec().into_iter().map(|finding| finding.rule.code).collect()
}

/// The digest in the line that a finding offers to copy.
fn offered(files: &Files) -> Option<String> {
    let found = checked(files, DAY).1.into_vec();
    let help = found.into_iter().find(|finding| finding.rule.code == "N821")?.help?;
    let (_, digest) = help.split_once("校验码: ")?;
    Some(digest.trim_end_matches('}').to_owned())
}

fn values(files: &Files) -> Option<String> {
    let pages = built(files, DAY);
    let path = "internal/demo/2025/data/values.csv";
    pages
        .into_iter()
        .find(|(name, _)| name == path)
        .map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"))
}

#[test]
fn t3_a_corrected_file_that_changes_again_is_not_used() {
    let mut files = closed();
    change(&mut files, HEDONG, "value: \"30\"", "value: \"41\"");
    let digest = offered(&files).expect("the line to copy has the digest");
    correct(&mut files, "2026-02-01", Some(&digest));
    assert!(!codes(&files, DAY).contains(&"N821") && !codes(&files, DAY).contains(&"N826"));
    assert!(values(&files).expect("the year is there").contains(",41,"));
    // Changed again, without a word.
    change(&mut files, HEDONG, "value: \"41\"", "value: \"52\"");
    assert!(codes(&files, DAY).contains(&"N821"));
    let text = values(&files).expect("the year is there");
    assert!(!text.contains(",52,") && !text.contains(",41,"), "{text}");
    // The second correction speaks of the file as it is now; without a digest that is said.
    correct(&mut files, "2026-03-01", None);
    assert!(!codes(&files, DAY).contains(&"N821") && codes(&files, DAY).contains(&"N826"));
    assert!(values(&files).expect("the year is there").contains(",52,"));
}

#[test]
fn t3_a_correction_that_says_nothing_or_was_not_made_yet_corrects_nothing() {
    let whole = |on: &str| {
        let mut files = closed();
        change(&mut files, HEDONG, "value: \"30\"", "value: \"41\"");
        correct(&mut files, on, None);
        files
    };
    // One looks back to a day before the correction; or its day is a slip of the pen.
    for (on, code) in [("2026-12-21", "N821"), ("2026-01-19", "N824")] {
        let files = whole(on);
        assert!(codes(&files, DAY).contains(&code), "{on}");
        assert!(!values(&files).expect("the year is there").contains(",41,"), "{on}");
    }
    let mut files = whole("2026-02-01");
    change(&mut files, RECORD, "原因: 漏计", "原因: ' '");
    let found = codes(&files, DAY);
    assert!(found.contains(&"N824") && !found.contains(&"N821"), "one cause, one finding: {found:?}");
    assert!(!values(&files).expect("the year is there").contains(",41,"));
}

#[test]
fn t4_a_changed_plan_of_record_is_not_used_and_no_other_in_its_place() {
    let mut files = closed();
    let before = values(&files).expect("the year is there");
    change(&mut files, KEPT_PLAN, "value: \"120\"", "value: \"20\"");
    // Today's plan has stayed as it was: it is the plan of record too.
    assert_eq!(values(&files).as_ref(), Some(&before));
    assert!(codes(&files, DAY).contains(&"N821"));
    change(&mut files, "plans/demo.yaml", "value: \"120\"", "value: \"130\"");
    assert_eq!(values(&files), None, "a year of which the plan is not known has no pages");
    assert!(codes(&files, DAY).contains(&"N821"));
    let pages = built(&files, DAY);
    assert!(pages.iter().any(|(path, _)| path == "internal/demo/2026/index.html"), "the next year stands");
    files.remove(KEPT_PLAN);
    assert_eq!(values(&files), None, "nor when it is gone");
}

#[test]
fn t4_a_record_that_nobody_can_read_is_not_taken_for_none() {
    let breaks: [fn(&mut Files); 3] = [
        |files| files.get_mut(RECORD).expect("a record").extend(b"\xe6\xff: [\n"),
        |files| change(files, RECORD, "年度: 2025", "年度: 2024"),
        |files| change(files, RECORD, "定稿日期: 2026-01-20", "定稿日期: 一月"),
    ];
    for (at, damage) in breaks.iter().enumerate() {
        let mut files = closed();
        damage(&mut files);
        let (_, found) = checked(&files, DAY);
        assert!(found.has_errors(), "{at}");
        assert_eq!(values(&files), None, "{at}: whether the year was closed is not known");
    }
}

#[test]
fn t6_both_values_of_last_year_are_kept_and_the_final_one_counts() {
    let mut files = closed();
    let figure = "    n: 10\n    of: 12\n";
    let last = "    last_year: {value: \"83.9\", n: 10.07, of: 12, source: 统计年鉴（示例）}\n";
    // Of part of a year the value of the same part is compared with, of the whole year the final one.
    let file = "submissions/demo/2026/sthjj.yaml";
    change(&mut files, file, figure, &format!("{figure}{last}"));
    change(&mut files, file, "    period: 1—11月\n    value_status", "    period: 全年\n    value_status");
    let pages = built(&files, DAY);
    let text = |path: &str| {
        let found = pages.iter().find(|(name, _)| name == path);
        String::from_utf8_lossy(&found.unwrap_or_else(|| panic!("{path} was not made")).1).into_owned()
    };
    let values = text("internal/demo/2026/data/values.csv");
    let of_2025: Vec<&str> = values
        .lines()
        .filter(|line| line.contains("river-good-ratio") && line.contains("全域") && line.contains("2025年,"))
        .collect();
    assert_eq!(of_2025.len(), 2, "{values}");
    assert!(of_2025[0].contains(",83.9,") && of_2025[1].contains(",83.3,"), "{of_2025:?}");
    // The table of indicators names the value that the change is counted from.
    let table = text("internal/demo/2026/data/indicators.csv");
    let row = table.lines().find(|line| line.contains("river-good-ratio")).expect("it is listed");
    assert!(row.contains("83.9") && row.contains("下降0.6个百分点"), "{row}");
    // The closed year keeps its own value and says what it came to.
    let page = text("internal/demo/2025/indicators/river-good-ratio.html");
    assert!(page.contains("2026年填报终值为83.9%，本年度报告为83.3%"), "{page}");
    assert!(text("internal/demo/2025/index.html").contains("83.3"));
}

/// Every value of the data names its own source: the corrected one the line that gave it, in the file of that year.
#[test]
fn t8_a_value_of_another_year_names_where_it_stands() {
    let mut files = closed();
    let (figure, file) = ("    n: 10\n    of: 12\n", "submissions/demo/2026/sthjj.yaml");
    let last = "    last_year: {value: \"83.9\", n: 10.07, of: 12, source: 统计年鉴（示例）}\n";
    change(&mut files, file, figure, &format!("{figure}{last}"));
    let source = |name: &str, wanted: &str| {
        let text = String::from_utf8_lossy(&files[name]);
        let line = text.lines().position(|line| line.contains(wanted)).expect("it stands there") + 1;
        format!(",市生态环境局,{line},{}", &crate::book::digest(&files[name])[..12])
    };
    let (given, reported) =
        (source(file, "last_year"), source("submissions/demo/2025/sthjj.yaml", "river-good-ratio"));
    let pages = built(&files, DAY);
    for year in [2025, 2026] {
        let path = format!("internal/demo/{year}/data/values.csv");
        let values = pages.iter().find(|(name, _)| *name == path).expect("it is made");
        let values = String::from_utf8_lossy(&values.1).into_owned();
        let row = |value: &str| {
            let is = |line: &&str| {
                line.starts_with("river-good-ratio") && line.contains(&format!(",全域,2025年,{value},"))
            };
            values.lines().find(is).unwrap_or_else(|| panic!("{year} {value}: {values}")).to_owned()
        };
        assert!(row("83.9").ends_with(&given), "{year}: {} {given}", row("83.9"));
        assert!(row("83.3").ends_with(&reported), "{year}: {} {reported}", row("83.3"));
    }
}

const SETTINGS: &str = "nianbao.yaml";
const KEPT_SETTINGS: &str = "submissions/demo/2025/settings.yaml";

/// The pages and files of the closed year.
fn of_2025(files: &Files) -> Vec<(String, Vec<u8>)> {
    built(files, DAY).into_iter().filter(|(path, _)| path.contains("/demo/2025/")).collect()
}

#[test]
fn t3_settings_that_change_later_judge_no_closed_year_anew() {
    let mut files = closed();
    // A unit lags by 30 points; the thresholds, a holiday, a rule's weight and the office's name change after.
    let before = of_2025(&files);
    assert!(!before.is_empty());
    let text = String::from_utf8(files[SETTINGS].clone()).expect("UTF-8");
    let text = text.replace("office: 示例市河长制办公室", "office: 示例市河湖长制办公室");
    let more = "holidays: [2025-12-12, 2025-12-15]\nlights: {yellow_points: \"2\", tolerance_percent: \"1\", due_within_days: 700}\nseverity: {N313: error, N302: hint}\n";
    files.insert(SETTINGS.into(), (text + more).into_bytes());
    let after = of_2025(&files);
    for ((name, then), (same, now)) in before.iter().zip(&after) {
        assert_eq!(name, same);
        assert!(then == now, "{name} has changed");
    }
    assert_eq!(before.len(), after.len());
    let next = built(&files, DAY).into_iter().find(|(path, _)| path == "internal/demo/2026/index.html");
    let next = String::from_utf8(next.expect("next year has a page").1).expect("UTF-8");
    assert!(next.contains("示例市河湖长制办公室"), "the open year has the new name");
}

#[test]
fn t3_kept_settings_that_were_changed_are_not_used_and_no_others_in_their_place() {
    let mut files = closed();
    change(&mut files, KEPT_SETTINGS, "office/1", "office/1\nlights: {yellow_points: \"50\"}");
    assert!(codes(&files, DAY).contains(&"N821"));
    assert!(of_2025(&files).is_empty(), "the year is not built on what nobody vouches for");
    files.remove(KEPT_SETTINGS);
    assert!(codes(&files, DAY).contains(&"N821") && of_2025(&files).is_empty());
    // A closing that was cut off leaves them without a record: they count nothing, and that is said.
    let mut files = example();
    files.insert(KEPT_SETTINGS.into(), b"nianbao: office/1\n".to_vec());
    assert!(codes(&files, "2026-01-20").contains(&"N823"));
}

#[test]
fn t3_a_record_from_before_settings_were_kept_is_judged_by_those_of_today() {
    let mut files = closed();
    files.remove(KEPT_SETTINGS);
    let record = String::from_utf8(files[RECORD].clone()).expect("UTF-8");
    let lines = record.lines().filter(|line| !line.contains("settings.yaml"));
    let record: String = lines.map(|line| format!("{line}\n")).collect();
    files.insert(RECORD.into(), record.into_bytes());
    assert!(!codes(&files, DAY).contains(&"N821") && !of_2025(&files).is_empty());
}

const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";
const WORDS: &str = "submissions/demo/2025/text.md";
const ASSESSED: &str = "# 总体评价\n\n全年的事都办妥了。\n";
const DECIDED: &str = "nianbao: decisions/1\nplan: demo\nyear: 2025\nverdicts:\n  - {indicator: river-good-ratio, year: 2027, verdict: met, reason: 认定, by: 示例办公室, on: 2026-01-10}\noverrides:\n  - {task: RW-02-01, status: behind, reason: 现场核查, by: 示例办公室, on: 2026-01-10}\n";

/// Names a file in a correction, with the digest that the finding offers.
fn correct_file(files: &mut Files, on: &str, name: &str) {
    let digest = offered(files).expect("the line to copy has the digest");
    let line = format!(
        "更正:\n  - {{决定日期: {on}, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: {name}, 校验码: {digest}}}\n"
    );
    files.get_mut(RECORD).expect("a record").extend(line.into_bytes());
}

/// All public and internal pages of the closed year as one text.
fn pages(files: &Files) -> String {
    let of_year = |name: &str| name.contains("/demo/2025/") && !name.ends_with(".docx");
    let built = built(files, DAY).into_iter().filter(|(name, _)| of_year(name));
    built.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn t3_a_file_that_came_after_closing_counts_only_with_a_correction() {
    for (path, content, said) in [(DECISIONS, DECIDED, "现场核查"), (WORDS, ASSESSED, "全年的事都办妥了")]
    {
        let mut files = example();
        files.remove(DECISIONS);
        files.remove(WORDS);
        close(&mut files, 2025, "2026-01-20");
        let before = pages(&files);
        files.insert(path.to_owned(), content.as_bytes().to_vec());
        let name = path.rsplit('/').next().expect("a name");
        assert!(codes(&files, DAY).contains(&"N821"), "{name}");
        assert_eq!(pages(&files).contains(said), before.contains(said), "{name} is not used");
        correct_file(&mut files, "2026-02-01", name);
        assert!(!codes(&files, DAY).contains(&"N821"), "{name}");
        assert!(pages(&files).contains(said), "{name} counts with its correction");
        // Behind its correction there was no such file, and that is no fault.
        let then = codes(&files, "2026-01-25");
        assert!(!then.contains(&"N821") && then.contains(&"N822"), "{name}: {then:?}");
    }
}

#[test]
fn t3_words_and_decisions_that_changed_after_closing_are_not_used() {
    for (path, content, said, other) in
        [(DECISIONS, DECIDED, "现场核查", "另行核查"), (WORDS, ASSESSED, "都办妥了", "全办妥了")]
    {
        let mut files = example();
        files.insert(path.to_owned(), content.as_bytes().to_vec());
        close(&mut files, 2025, "2026-01-20");
        assert!(pages(&files).contains(said), "{path}");
        change(&mut files, path, said, other);
        assert!(codes(&files, DAY).contains(&"N821"), "{path}");
        let now = pages(&files);
        assert!(!now.contains(said) && !now.contains(other), "{path}");
    }
}

#[test]
fn t3_settings_and_a_plan_that_the_record_does_not_name_judge_nothing() {
    let mut files = closed();
    let record = String::from_utf8(files[RECORD].clone()).expect("UTF-8");
    let without = |name: &str| {
        let lines = record.lines().filter(|line| !line.contains(name));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    for name in ["settings.yaml", "plan.yaml"] {
        files.insert(RECORD.into(), without(name).into_bytes());
        let found = checked(&files, DAY).1.into_vec();
        assert!(found.iter().any(|d| d.rule.code == "N821" && d.message.contains(name)), "{name}");
    }
}

#[test]
fn t4_every_field_that_judges_or_names_is_compared_with_the_plan_of_record() {
    let mut at_first = example();
    close(&mut at_first, 2025, "2026-01-20");
    for (from, to) in [
        ("    combine: sum\n", "    combine: sum\n    accumulates: true\n"),
        ("    decimals: 1\n", "    decimals: 1\n    basis: 国控断面\n"),
        ("    decimals: 1\n", "    decimals: 0\n"),
        ("what: 东河污水处理厂扩容工程建成", "what: 西河污水处理厂扩容工程建成"),
        ("完成全部入河排污口的排查和整治", "完成多数入河排污口的排查和整治"),
        ("inclusive: true", "inclusive: false"),
        ("cutoff: \"24:00\"", "cutoff: \"17:30\""),
        ("  due: 12-15", "  due: 12-10"),
        ("members: [hedong, hexi]", "members: [hedong]"),
        ("name: 河西县, aliases: [], kind: county", "name: 河西县, aliases: [], kind: department"),
        ("title: 重点任务", "title: 主要任务"),
    ] {
        let mut files = at_first.clone();
        change(&mut files, "plans/demo.yaml", from, to);
        let found = codes(&files, "2026-02-01");
        assert!(found.contains(&"N131"), "{to}: {found:?}");
    }
    // What units are also called, and what proves a target, judges nothing.
    let mut files = at_first;
    change(&mut files, "plans/demo.yaml", "aliases: [水利局]", "aliases: [水利局, 水务局]");
    assert!(!codes(&files, "2026-02-01").contains(&"N131"));
}
