//! Pages, data and paper of one edition tell the same: what is counted, in which word, of whom, and of which day.

use nianbao::diagnostic::Files;

use crate::moment::{add_next_year, built, change, example};

const PLAN: &str = "plans/demo.yaml";
const TARGETS: &str = "    targets:\n      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n";

fn own(unit: &str) -> String {
    format!("submissions/demo/2025/{unit}.yaml")
}

fn reviewed(mut files: Files, year: i32) -> Files {
    let review = format!(
        "nianbao: decisions/1\nplan: demo\nyear: {year}\npublic_review: {{by: 示例办公室, on: {year}-12-18, disclosure: proactive}}\n"
    );
    files.insert(format!("submissions/demo/{year}/decisions.yaml"), review.into_bytes());
    files
}

fn of(built: &[(String, Vec<u8>)], path: &str) -> String {
    let found = built.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(found.1.clone()).expect("UTF-8")
}

fn row<'p>(paper: &'p str, what: &str) -> &'p str {
    let row = paper.lines().find(|line| line.starts_with("| ") && line.contains(what));
    row.unwrap_or_else(|| panic!("no row with {what}: {paper}"))
}

/// What the office notes for itself, and the day on which somebody makes the pages again, are nobody else's.
#[test]
fn a_year_that_is_over_has_the_day_of_its_last_receipt_and_no_note_of_the_office() {
    let mut files = reviewed(example(), 2025);
    let note = "接收单位的全称由办公室确定";
    change(&mut files, PLAN, "  clause: 三（一）\n", &format!("  clause: 三（一）\n  note: {note}\n"));
    let built = built(&files, "2026-11-29");
    let pages = built.iter().filter(|(path, _)| path.starts_with("public/") && path.contains("/demo/"));
    for (path, bytes) in pages.clone() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(note), "{path}");
        assert!(!text.contains("2026-11-29"), "{path}");
    }
    assert!(pages.count() > 10);
    assert!(!of(&built, "public/index.html").contains("2026-11-29"));
    // What fell due by the end of the year is on its pages, too.
    assert!(of(&built, "public/demo/2025/submissions.html").contains("截至2025-12-31"));
    for page in ["internal/demo/2025/submissions.html", "internal/demo/index.html"] {
        assert!(of(&built, page).contains(note), "the office reads its note: {page}");
    }
    assert!(!of(&built, "internal/demo/2025/today.html").contains("已过截止时间3"), "nobody counts a year");
}

/// What a person has to judge now stands apart from what nobody has to before its year has come.
#[test]
fn goals_are_counted_in_one_way_in_tile_text_and_history() {
    let mut files = reviewed(example(), 2025);
    let goal = |id: &str, year: i32| {
        format!(
            "  - {{id: {id}, name: 河道{id}, task: RW-02-01, group: 水, unit_of_measure: null, direction: up, reported_by: [slj], level: city, combine: none, targets: [{{year: {year}, op: verdict, text: 明显改善, quote: 河道明显改善}}]}}\n"
        )
    };
    let goals: String = [goal("a", 2025), goal("b", 2027), goal("c", 2027)].concat();
    change(&mut files, PLAN, TARGETS, &format!("{TARGETS}{goals}"));
    let built = built(&files, "2025-12-20");
    for page in ["public/demo/2025/index.html", "internal/demo/2025/index.html"] {
        let page = of(&built, page);
        assert!(page.contains("尚待认定1项") && page.contains("待认定 <b>1</b>"), "{page}");
        let later = page.split("未到目标年份").nth(1).and_then(|rest| rest.split('项').next());
        let later = later.expect("the text counts them");
        assert!(page.contains(&format!("未到目标年份 <b>{later}</b>")), "{later}: {page}");
    }
    assert!(of(&built, "public/demo/index.html").contains(">待认定1<"), "the history as the year itself");
    let table = of(&built, "public/demo/2025/data/indicators.csv");
    assert_eq!(table.matches(",verdict,待认定,").count(), 1, "{table}");
    assert_eq!(table.matches(",later,届时认定,").count(), 2, "{table}");
}

/// A task that is due in the year and is not done did not keep its schedule, whatever its light is called.
#[test]
fn what_nears_its_day_is_not_counted_as_on_schedule() {
    let mut files = example();
    change(&mut files, PLAN, "also: [counties]\n        due: 2027", "also: [counties]\n        due: 2025");
    let page = of(&built(&files, "2026-03-01"), "internal/demo/2025/index.html");
    assert!(page.contains("2025年底前到期") || page.contains("逾期"), "{page}");
    assert!(!page.contains("达到时序进度1项"), "{page}");
    let page = of(&built(&files, "2025-12-20"), "internal/demo/2025/index.html");
    assert!(page.contains("达到时序进度0项（临近或者已到完成时限、尚未认定完成的1项不计入）"), "{page}");
    // Without a limit there is no rate of those that have one.
    change(&mut files, PLAN, "also: [counties]\n        due: 2025", "also: [counties]\n        due: ongoing");
    let page = of(&built(&files, "2025-12-20"), "internal/demo/2025/index.html");
    assert!(!page.contains("的0项任务") && !page.contains("0/0"), "{page}");
}

/// The pages say of each unit how far it is, with its own words; a paper for everybody puts no mark beside a unit whose
/// reason and measure it does not tell. Who was silent, neither says.
#[test]
fn the_public_paper_has_no_marks_of_single_units() {
    let mut files = reviewed(example(), 2025);
    let behind = "status: behind\n    issues: 资金缺口30万元\n    next_steps: 2026年6月底前完成招标\n    new_due: 2026-06-30\n";
    change(&mut files, &own("hedong"), "status: on_track\n", behind);
    files.remove(&own("hexi"));
    let built = built(&files, "2025-12-20");
    let task = of(&built, "public/demo/2025/tasks/rw-02-01.html");
    assert!(task.contains("滞后") && task.contains("河东县"), "{task}");
    let paper = of(&built, "public/demo/2025/files/demo-2025-report.md");
    assert!(
        !paper.contains("河东县（滞后）") && paper.contains("**河东县**：") && paper.contains("滞后1家"),
        "{paper}"
    );
    assert!(!row(&paper, "整治入河排污口").contains("河东县"), "{paper}");
    let own = of(&built, "internal/demo/2025/files/demo-2025-report.md");
    assert!(own.contains("河东县（滞后）") && own.contains("河东县（2026-06-30）"), "{own}");
    assert!(!paper.contains("2026-06-30"), "until when is the office's: {paper}");
    assert!(!paper.contains("河西县未") && !paper.contains("（河西县）"), "{paper}");
}

/// A value of last year that may not be compared is none beside this year's for outsiders; its own page has it.
#[test]
fn last_years_value_of_another_time_stands_in_no_column_to_compare_with() {
    let mut files = reviewed(example(), 2026);
    add_next_year(&mut files);
    let now = "submissions/demo/2026/sthjj.yaml";
    let last = "    last_year: {value: \"75.0\", n: 9, of: 12, value_status: final, source: 公报（示例）}\n    standard: GB";
    change(&mut files, now, "    standard: GB", last);
    change(&mut files, now, "\"83.3\"\n    n: 10", "\"91.7\"\n    n: 11");
    let built = built(&files, "2026-12-20");
    let public = of(&built, "public/demo/2026/files/demo-2026-report.md");
    let row = row(&public, "地表水优良断面比例");
    assert!(row.contains("91.7") && !row.contains("75.0"), "{row}");
    let table = of(&built, "public/demo/2026/indicators/index.html");
    assert!(!table.contains("75.0"), "{table}");
    let page = of(&built, "public/demo/2026/indicators/river-good-ratio.html");
    assert!(page.contains("75.0"), "the years of the indicator have it: {page}");
}

/// Dates that units wrote themselves are said to be so wherever one counts.
#[test]
fn dates_of_the_units_own_are_told_on_pages_and_in_every_paper() {
    let built = built(&reviewed(example(), 2025), "2025-12-20");
    let said = "4家没有收文登记，报送时间以单位自报的填报日期为准。";
    for path in ["submissions.html", "files/demo-2025-report.md"] {
        for edition in ["public", "internal"] {
            let text = of(&built, &format!("{edition}/demo/2025/{path}"));
            assert!(text.contains(said), "{edition} {path}: {text}");
        }
    }
}

/// One number a task and an indicator: in annexes as on pages, whatever stands first.
#[test]
fn tasks_and_indicators_keep_their_number_in_every_table() {
    let mut files = example();
    let second = "      - id: RW-02-02\n        number: （二）\n        title: 清理河岸垃圾\n        kind: task\n        goal: null\n        responsible_units: [slj]\n        due: 2027\n        quote: 清理河岸垃圾\n        milestones: []\n";
    change(&mut files, PLAN, "indicators:\n  - id: river", &format!("{second}indicators:\n  - id: river"));
    let entry = "tasks:\n  - id: RW-02-02\n    status: behind\n    percent: 10\n    progress: 清理了两处。\n    issues: 缺少车辆2台\n    next_steps: 2026年3月底前补齐\n    new_due: 2026-03-31\n";
    change(&mut files, &own("slj"), "tasks:\n", entry);
    let built = built(&files, "2025-12-20");
    let paper = of(&built, "internal/demo/2025/files/demo-2025-report.md");
    let annex = paper.split("## 附件2").nth(1).expect("tasks have an annex");
    assert!(row(annex, "| 清理河岸垃圾 |").starts_with("| 2 |"), "what is late stands first: {annex}");
    assert!(row(annex, "| 整治入河排污口 |").starts_with("| 1 |"), "{annex}");
}

/// Each addressee's paper is offered, and says whose it is.
#[test]
fn every_paper_is_linked_with_its_addressee() {
    let mut files = example();
    change(&mut files, PLAN, "forwarded_to: [市政府]", "forwarded_to: [市政府, 省水利厅]");
    let page = of(&built(&files, "2025-12-20"), "internal/demo/2025/index.html");
    for (to, file) in [("市政府", "demo-2025-report.docx"), ("省水利厅", "demo-2025-report-2.docx")] {
        assert!(page.contains(&format!("年度工作情况（Word，主送{to}）")) && page.contains(file), "{page}");
    }
}
