//! Parts of a whole that are told one by one: targets of several units, and what is lacking of a sum, on paper, page
//! and in data alike; and classes of judgement that are neither met nor missed.

use nianbao::diagnostic::Files;
use nianbao::pipeline::{Selection, build_workspace};
use nianbao::plan::AsOf;
use nianbao::source::Project;

const PLAN: &str = r#"nianbao: plan/1
id: p
title: 方案
region: 某市
document: {adopted: 2024-03-01}
horizon: [2030]
reporting: {subject: 工作, first_year: 2025, due: 12-15, recipient: 办公室}
units:
  - {id: slj, name: 市水利局, kind: department}
  - {id: c1, name: 河东县, kind: county}
  - {id: c2, name: 河西县, kind: county}
  - {id: c3, name: 河南县, kind: county}
  - {id: c4, name: 河北县, kind: county}
  - {id: all, name: 各县, kind: collective, members: [c1, c2, c3, c4]}
sections:
  - {id: s1, title: 部分, tasks: [{id: T-1, title: 任务, responsible_units: [slj], due: 2025}]}
indicators:
  - {id: own, name: 覆盖率, unit_of_measure: "%", direction: up, level: county, combine: none, reported_by: [all], targets: [{year: 2025, op: ">=", value: "60", unit: c1}, {year: 2025, op: ">=", value: "55", unit: c2}]}
  - {id: both, name: 达标率, unit_of_measure: "%", direction: up, level: county, combine: none, reported_by: [all], targets: [{year: 2025, op: ">=", value: "50", per: county}, {op: ">=", value: "57", per: county}]}
  - {id: flow, name: 造林, unit_of_measure: 万亩, direction: up, accumulates: true, reported_by: [slj], targets: [{year: 2025, op: ">=", value: "12"}]}
  - {id: unlike, name: 断面, unit_of_measure: "%", direction: up, basis: 国控断面, reported_by: [slj], targets: [{year: 2025, op: ">=", value: "80"}]}
  - {id: sum, name: 合计, unit_of_measure: 处, direction: up, level: county, combine: sum, reported_by: [all], targets: [{year: 2025, op: ">=", value: "100"}]}
"#;

fn form(unit: &str, year: i32, rest: &str) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: p\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-10\n{rest}"
    );
    (format!("submissions/p/{year}/{unit}.yaml"), text.into_bytes())
}

fn county(unit: &str, own: &str, sum: &str) -> (String, Vec<u8>) {
    let end = "period: 1—11月, value_status: provisional, source: 报表}\n";
    let figures = [("own", own), ("both", own), ("sum", sum)];
    let figures = figures.map(|(id, value)| format!("  - {{id: {id}, value: \"{value}\", {end}"));
    form(unit, 2025, &format!("indicators:\n{}", figures.concat()))
}

fn files() -> Files {
    let review = "nianbao: decisions/1\nplan: p\nyear: 2025\npublic_review: {by: 市河长办, on: 2025-12-20, disclosure: proactive}\n";
    let mut files = Files::from_iter([
        ("plans/p.yaml".to_owned(), PLAN.as_bytes().to_vec()),
        ("submissions/p/2025/decisions.yaml".to_owned(), review.as_bytes().to_vec()),
        county("c1", "58", "40"),
        // A hundred thousand of a hundred: somebody will ask.
        county("c2", "56", "400000"),
        form("c3", 2025, "nil_return: 本年度没有涉及本单位的工作\n"),
    ]);
    let slj = "tasks:\n  - {id: T-1, status: on_track, progress: 已完成前期工作3项并开工}\nindicators:\n  - {id: flow, value: \"10.5\", period: 1—11月, value_status: provisional, source: 报表}\n  - {id: unlike, value: \"85\", period: 1—11月, value_status: provisional, basis: 省控断面, source: 报表, explanation: 2025年3月起国控断面停测，改报省控断面12个}\n";
    files.extend([form("slj", 2025, slj)]);
    files
}

fn built(files: Files, day: &str) -> impl Fn(&str) -> String {
    let as_of: AsOf = day.parse().expect("a day");
    let project = Project::memory(files);
    let built = build_workspace(&project, &Selection::default(), as_of).expect("memory can be listed");
    move |path: &str| {
        let file = built.files.iter().find(|file| file.path == path);
        let file = file.unwrap_or_else(|| panic!("{path} is not written"));
        String::from_utf8(file.bytes.clone()).expect("UTF-8")
    }
}

#[test]
fn each_unit_s_own_target_is_told_everywhere_and_how_many_meet_theirs() {
    let read = built(files(), "2026-01-10");
    for edition in ["internal", "public"] {
        for path in
            ["files/p-2025-report.md", "data/indicators.csv", "indicators/index.html", "indicators/own.html"]
        {
            let text = read(&format!("{edition}/p/2025/{path}"));
            for words in
                ["2个县区中1个达到，1个未达到", "河东县58%，未达到≥60%，差2个百分点", "河西县56%，达到≥55%"]
            {
                assert!(text.contains(words), "{edition} {path}: {words}\n{text}");
            }
        }
        let paper = read(&format!("{edition}/p/2025/files/p-2025-report.md"));
        assert!(paper.contains("目标为河东县60%以上；河西县55%以上"), "{paper}");
    }
}

/// What holds for a county is all that holds for it, for every reader: here 58 meets 50, and 57 always; 56 misses one.
#[test]
fn a_county_is_judged_by_all_targets_that_hold_for_it() {
    let read = built(files(), "2026-01-10");
    for edition in ["internal", "public"] {
        let page = read(&format!("{edition}/p/2025/indicators/both.html"));
        assert!(
            page.contains("2025年目标≥50%达到；未定年份的目标≥57%未达到，差1个百分点"),
            "{edition}: {page}"
        );
        assert!(page.contains("2025年目标≥50%达到；未定年份的目标≥57%达到"), "{edition}: {page}");
    }
}

#[test]
fn what_a_sum_lacks_is_said_state_by_state() {
    let read = built(files(), "2026-01-10");
    for (edition, states, have) in
        [("internal", "零报告1家、未报1家", 2), ("public", "待核实1家、零报告1家、没有数据1家", 1)]
    {
        let paper = read(&format!("{edition}/p/2025/files/p-2025-report.md"));
        let lacks = format!("；其余{}家暂缺（{states}），暂不与目标比较。", 4 - have);
        let sentence = format!("按已有的{have}家汇总：");
        assert!(paper.contains(&sentence) && paper.contains(&lacks), "{edition}: {paper}");
        assert!(paper.contains(&format!("应有4家、已汇总{have}家、{states}")), "{edition}: {paper}");
        assert!(!paper.contains("已报2家") && !paper.contains("已报1家"), "{edition}: {paper}");
        let data = read(&format!("{edition}/p/2025/data/indicators.csv"));
        assert!(data.contains(&format!("应有4家、已汇总{have}家、{states}")), "{edition}: {data}");
    }
}

#[test]
fn what_is_paced_or_unlike_is_a_class_of_its_own() {
    let read = built(files(), "2026-01-10");
    for edition in ["internal", "public"] {
        let paper = read(&format!("{edition}/p/2025/files/p-2025-report.md"));
        for words in ["累计量按折算未达到进度1项", "不可比1项", "数据不全1项"] {
            assert!(paper.contains(words), "{edition} {words}: {paper}");
        }
        assert!(!paper.contains("没有可以判定的数值"), "{paper}");
        let overview = read(&format!("{edition}/p/2025/index.html"));
        for words in ["按折算未达到进度", "不可比", "累计量按折算未达到进度1项", "不可比1项"]
        {
            assert!(overview.contains(words), "{edition} {words}: {overview}");
        }
        let data = read(&format!("{edition}/p/2025/data/indicators.csv"));
        assert!(data.contains(",paced,按折算未达到进度,") && data.contains(",unlike,不可比,"), "{data}");
    }
}

/// A year later: what is asked about last year's figure is not none.
#[test]
fn last_year_s_figure_that_is_asked_about_is_not_called_none() {
    let mut files = files();
    let of = |year: i32, why: &str| {
        let end =
            format!("period: 1—11月, value_status: provisional, basis: 省控断面, source: 报表{why}}}\n");
        form("slj", year, &format!("indicators:\n  - {{id: unlike, value: \"85.{}\", {end}", year % 10))
    };
    files.extend([of(2025, ""), of(2026, ", explanation: 2025年3月起国控断面停测，改报省控断面12个")]);
    let review = String::from_utf8(files["submissions/p/2025/decisions.yaml"].clone()).expect("UTF-8");
    let review = review.replace("year: 2025", "year: 2026").replace("2025-12-20", "2026-12-20");
    files.insert("submissions/p/2026/decisions.yaml".into(), review.into_bytes());
    let read = built(files, "2027-01-10");
    let data = read("public/p/2026/data/indicators.csv");
    assert!(data.contains("上年数待核实") && !data.contains("上年没有数值"), "{data}");
    let page = read("public/p/2026/indicators/unlike.html");
    assert!(page.contains("上年数待核实，不作比较"), "{page}");
    let inside = read("internal/p/2026/data/indicators.csv");
    assert!(inside.contains("85.5") && inside.contains("85.6"), "{inside}");
}
