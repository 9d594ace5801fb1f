//! Goals in words of single units: of which year and whose they are, in the list of goals and beside a judgement.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::support::{check, starter_files, today};

const PLAN: &str = "plans/demo.yaml";

/// The starter with more indicators.
fn with(indicators: &str) -> Files {
    let mut files = starter_files();
    // What is added stands in no original.
    files.retain(|name, _| !name.starts_with("sources/"));
    let text = String::from_utf8(files[PLAN].clone()).expect("the starter is UTF-8");
    files.insert(PLAN.to_owned(), format!("{}\n{indicators}", text.trim_end()).into_bytes());
    let found = check(&files);
    assert!(!found.codes().iter().any(|code| code.starts_with("N1")), "{}", found.printed());
    files
}

fn paper(files: &Files) -> String {
    let built = build_workspace(&Project::memory(files.clone()), &Selection::default(), today())
        .expect("memory can be listed");
    let path = "internal/demo/2025/files/demo-2025-report.md";
    let paper = built.files.iter().find(|file| file.path == path).expect("there is a paper");
    String::from_utf8(paper.bytes.clone()).expect("files are UTF-8")
}

const GOAL: &str = "  - id: banks-sealed
    name: 河岸料场
    task: RW-02-01
    group: 水
    unit_of_measure: null
    direction: up
    reported_by: [counties]
    level: county
    combine: each_meets
    targets:
      - {year: YEAR, op: verdict, text: 全部封存, unit: hedong, quote: 河东、河西河岸料场全部封存}
      - {year: YEAR, op: verdict, text: 全部封存, unit: hexi, quote: 河东、河西河岸料场全部封存}
";

#[test]
fn the_year_of_a_goal_is_the_targets_and_its_units_are_named() {
    for (year, shown) in [("2025", "2025年"), ("2027", "2027年"), ("null", "未规定年份")] {
        let paper = paper(&with(&GOAL.replace("YEAR", year)));
        let row = paper.lines().find(|line| line.contains("全部封存")).unwrap_or_else(|| panic!("{paper}"));
        assert!(row.starts_with(&format!("| {shown} |")), "{year}: {row}");
        assert!(row.contains("河岸料场：河东县、河西县全部封存") && !row.contains("| 河东县 |"), "{row}");
    }
}

#[test]
fn units_of_which_the_same_is_said_stand_together_beside_a_judgement() {
    let indicator = "  - id: reuse
    name: 再生水利用率
    task: RW-02-01
    group: 水
    unit_of_measure: \"%\"
    direction: up
    decimals: 1
    reported_by: [counties]
    level: county
    combine: ratio
    targets:
      - {year: 2027, op: \">=\", value: \"85\", quote: 到2027年再生水利用率达到85%}
      - {year: null, op: verdict, text: 有所提高, unit: hedong, quote: 提高河东、河西再生水利用率}
      - {year: null, op: verdict, text: 有所提高, unit: hexi, quote: 提高河东、河西再生水利用率}
";
    let paper = paper(&with(indicator));
    let row = paper.lines().find(|line| line.contains("| 再生水利用率（%） |")).expect("it has a row");
    // Their targets stand in no place of that of the whole.
    assert!(row.contains("| 85（2027年目标） |") && !row.contains("有所提高（2027年目标）"), "{row}");
    assert!(row.contains("河东县、河西县“有所提高”") && row.matches("有所提高").count() == 1, "{row}");
}

#[test]
fn a_report_without_an_addressee_shows_where_it_is_to_stand() {
    let paper = paper(&starter_files());
    let named = paper.split_once("<!-- 主送 -->\n").expect("a report goes to somebody").1;
    let line = named.lines().find(|line| !line.trim().is_empty()).expect("a line");
    assert!(line.ends_with('：') && line.chars().count() > 3, "{line}");
}
