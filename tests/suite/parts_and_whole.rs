//! What one unit reported and what the whole comes to are never taken for one another, and a target is named with
//! its year, its words and whom it is for wherever a judgement on it stands.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::source::Project;

use crate::moment::{as_of, close};

const PLAN: &str = r#"nianbao: plan/1
id: made
title: 青溪市水务行动方案
region: 青溪市
issuer: 青溪市人民政府办公室
document: {number: 青政办发〔2025〕3号, index_number: null, adopted: 2025-01-10, published: 2025-01-15}
horizon: [2027]
reporting: {subject: 水务工作情况, first_year: 2025, due: 12-15, inclusive: true, cutoff: "24:00", timezone: Asia/Shanghai, weekend: keep, recipient: 市水务办}
units:
  - {id: swj, name: 市水务局, kind: department}
  - {id: jsj, name: 市建设局, kind: department}
  - {id: east, name: 东岭县, kind: county}
  - {id: west, name: 西岭县, kind: county}
  - {id: all, name: 各县, kind: collective, members: [east, west]}
sections:
  - id: s01
    number: 一
    title: 重点任务
    tasks:
      - {id: T-1, title: 疏浚河道, responsible_units: [all], due: 2025-06-30}
      - {id: T-2, title: 布设测站, responsible_units: [swj, jsj], due: 2027}
indicators:
  - {id: share, name: 清水河段比例, task: T-1, unit_of_measure: "%", direction: up, decimals: 1, reported_by: [all], level: county, combine: ratio, targets: [{year: 2025, op: ">=", value: "80"}, {year: 2025, op: ">=", value: "75", per: county}]}
  - {id: trees, name: 护岸林面积, task: T-1, unit_of_measure: 公顷, direction: up, reported_by: [all], level: county, combine: sum, targets: [{year: 2025, op: ">=", value: "12"}]}
  - {id: posts, name: 测站数, task: T-2, unit_of_measure: 座, direction: keep, reported_by: [swj], level: city, combine: none, targets: [{year: 2025, op: "=", value: "12"}]}
  - {id: use, name: 取水总量, task: T-2, unit_of_measure: 亿立方米, direction: down, accumulates: true, reported_by: [swj], level: city, combine: none, targets: [{year: 2025, op: "<=", value: "9.54"}]}
  - {id: depth, name: 地下水位升幅, task: T-2, unit_of_measure: 米, direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2027, op: ">=", value: "2"}]}
  - {id: lakes, name: 幸福河湖, task: T-2, unit_of_measure: 个, direction: up, reported_by: [jsj], level: city, combine: none, targets: [{year: 2025, op: verdict, text: 基本建成}]}
"#;

/// Unit, year, status of its task, its indicators.
const FORMS: [(&str, i32, &str, &str); 8] = [
    ("east", 2025, "T-1, status: completed", "share, value: '80.0', n: 16, of: 20|trees, value: '8.1'"),
    (
        "west",
        2025,
        "T-1, status: behind, percent: 80, issues: 资金缺口300万元, next_steps: 2027年6月底前由县水务局完成招标",
        "share, value: '77.8', n: 7, of: 9|trees, value: '4.2'",
    ),
    ("swj", 2025, "T-2, status: on_track", "posts, value: '12'|use, value: '8.6'|depth, value: '-1.75'"),
    ("jsj", 2025, "T-2, status: on_track", "lakes, missing: not_yet_published"),
    ("east", 2026, "T-1, status: completed", "share, value: '81.0', n: 17, of: 21|trees, value: '8.3'"),
    (
        "west",
        2026,
        "T-1, status: behind, percent: 80, issues: 资金缺口300万元, next_steps: 2027年6月底前由县水务局完成招标",
        "share, value: '88.9', n: 8, of: 9|trees, value: '4.4'",
    ),
    ("swj", 2026, "T-2, status: on_track", "posts, value: '13'|use, value: '8.9'|depth, value: '20'"),
    ("jsj", 2026, "T-2, status: on_track", "lakes, missing: not_yet_published"),
];

fn form((unit, year, task, figures): (&str, i32, &str, &str)) -> String {
    let figure = |figure: &str| match figure.contains("missing") {
        true => format!("  - {{id: {figure}}}\n"),
        false => {
            format!("  - {{id: {figure}, period: 1—11月, value_status: provisional, source: 水务台账}}\n")
        }
    };
    let figures: String = figures.split('|').map(figure).collect();
    format!(
        "nianbao: submission/1\nplan: made\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-10\nas_of: {year}-11-30\n\
         tasks:\n  - {{id: {task}, progress: 完成{unit}段}}\nindicators:\n{figures}"
    )
}

fn files(decisions: &str) -> Files {
    let mut files: Files = [("plans/made.yaml".to_owned(), PLAN.into())].into_iter().collect();
    for of in FORMS {
        files.insert(format!("submissions/made/{}/{}.yaml", of.1, of.0), form(of).into_bytes());
    }
    let text = format!("nianbao: decisions/1\nplan: made\nyear: 2025\n{decisions}");
    files.insert("submissions/made/2025/decisions.yaml".to_owned(), text.into_bytes());
    files
}

const DECISIONS: &str =
    "verdicts: [{indicator: lakes, year: 2025, verdict: met, reason: 现场评估, by: 市水务办, on: 2026-01-05}]
choices: [{task: T-2, unit: swj, reason: 主管, by: 市水务办, on: 2026-01-06}]
overrides: [{task: T-1, status: completed, reason: 现场核查, by: 市水务办, on: 2026-01-06}]
public_review: {by: 市水务办, on: 2026-01-08, disclosure: proactive, reason: 已审查}
";

/// One written file, as text without its tags.
fn written(files: &Files, path: &str) -> String {
    let built = build_workspace(&Project::memory(files.clone()), &Selection::default(), as_of("2027-01-10"))
        .expect("memory can be listed");
    let file = built.files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| panic!("{path} is not written"));
    let text = String::from_utf8(file.bytes.clone()).expect("files are UTF-8");
    if !path.ends_with("html") {
        return text;
    }
    let bare = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    bare.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paper(files: &Files, year: i32) -> String {
    written(files, &format!("internal/made/{year}/files/made-{year}-report.md"))
}

#[test]
fn a_units_page_has_its_own_figures_and_judgements() {
    let files = files(DECISIONS);
    for edition in ["internal", "public"] {
        let page = written(&files, &format!("{edition}/made/2025/units/west.html"));
        let own = page.split_once("负责的指标").expect("it reports indicators").1;
        for said in [
            "本单位 77.8 %（7/9）",
            "2025年目标 75%以上",
            "全域：79.3 %（23/29）",
            "本单位 4.2 公顷",
            "不单独判定",
            "全域：12.3 公顷",
        ] {
            assert!(own.contains(said), "{edition}, {said}: {own}");
        }
        // One met by its own figure, one that no target of a single unit judges: the whole's are none of its own.
        let counted = page.split_once("负责指标").expect("they are counted").1;
        let counted = counted.split_once("承担的任务").expect("tasks follow").0;
        assert!(counted.contains("按初步数达标 1") && counted.contains("暂不判定 1"), "{counted}");
        assert!(!counted.contains("未达标"), "{counted}");
        // Who alone reports has the whole's.
        let page = written(&files, &format!("{edition}/made/2025/units/swj.html"));
        assert!(!page.contains("本单位 12") && page.contains("12 座"), "{page}");
    }
}

#[test]
fn a_part_that_may_change_is_not_judged_flatly_either() {
    let page = written(&files(DECISIONS), "public/made/2025/indicators/share.html");
    let rows = page.split_once("各县区数值").expect("counties have rows").1;
    assert_eq!(rows.matches("按初步数达标").count(), 2, "{rows}");
    assert!(!rows.contains("● 达标") && !rows.contains("●达标"), "{rows}");
}

#[test]
fn which_target_units_meet_is_said_where_another_stands_beside_the_value() {
    let paper = paper(&files(DECISIONS), 2025);
    assert!(paper.contains("差0.7个百分点，每个县区75%以上的目标：2个县区全部达到"), "{paper}");
}

#[test]
fn a_target_that_is_over_is_named_with_its_year_and_no_way_leads_to_it() {
    let paper = paper(&files(DECISIONS), 2026);
    assert!(paper.contains("未达到2025年12座的目标，多1座"), "{paper}");
    // A flow belongs to its own year: what 2026 took is nothing beside the cap of 2025.
    assert!(paper.contains("2025年目标由2025年的数判定，不与2025年9.54亿立方米以内的目标比较"), "{paper}");
    let page = written(&files(DECISIONS), "internal/made/2026/indicators/posts.html");
    assert!(page.contains("多1座") && !page.contains("差1座"), "{page}");
}

#[test]
fn a_goal_in_words_counts_as_one_and_its_verdict_is_told() {
    let after = paper(&files(DECISIONS), 2025);
    // The plan measures it by a unit: it stays among what is measured in a year without a figure.
    assert!(after.contains("目标6项，均以数值衡量"), "{after}");
    assert!(after.contains("达到3项（护岸林面积、测站数、幸福河湖）"), "{after}");
    assert!(after.contains("| 基本建成（2025年目标） | — | 尚未公布 | — | 达标（经认定） |"), "{after}");
    let before = paper(&files(""), 2025);
    assert!(before.contains("| 基本建成（2025年目标） | — | 尚未公布 | — | 待认定 |"), "{before}");
}

#[test]
fn only_what_differs_is_said_to_differ_and_nobody_fills_in_that_it_is_late() {
    let files = files(DECISIONS);
    let page = written(&files, "public/made/2025/tasks/t-2.html");
    assert!(page.contains("由办公室确定采用其中一家的填报") && !page.contains("填报不一"), "{page}");
    let page = written(&files, "internal/made/2025/tasks/t-1.html");
    assert!(page.contains("西岭县填报“滞后”（已逾期）") && !page.contains("填报“逾期”"), "{page}");
}

#[test]
fn nothing_is_said_of_none() {
    for (decisions, is_open) in [(DECISIONS, false), ("", true)] {
        let page = written(&files(decisions), "internal/made/2025/index.html");
        assert_eq!(page.contains("尚待认定1项"), is_open, "{page}");
        assert!(!page.contains("的0项") && !page.contains("暂不判定0项"), "{page}");
    }
}

#[test]
fn last_years_value_names_its_own_unit_of_measure() {
    let mut files = files(DECISIONS);
    files.retain(|name, _| !name.contains("/2026/"));
    close(&mut files, 2025, "2026-02-01");
    let now = PLAN
        .replace("unit_of_measure: 米,", "unit_of_measure: 厘米,")
        .replace("value: \"2\"}", "value: \"200\"}");
    assert_ne!(now, PLAN);
    files.insert("plans/made.yaml".to_owned(), now.into_bytes());
    for of in FORMS.into_iter().filter(|of| of.1 == 2026) {
        files.insert(format!("submissions/made/2026/{}.yaml", of.0), form(of).into_bytes());
    }
    let paper = paper(&files, 2026);
    let row = paper.lines().find(|line| line.contains("| 地下水位升幅（厘米） |")).expect("it has a row");
    assert!(row.contains("| -1.75 |"), "{row}");
    assert!(paper.contains("地下水位升幅以米为计量单位，1—11月初步数"), "{paper}");
    // Others have the one of the row.
    assert!(paper.contains("护岸林面积、测站数、取水总量为1—11月初步数"), "{paper}");
}
