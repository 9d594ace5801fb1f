//! What a person ruled on a goal whose year is over stays ruled in the years after.

use nianbao::diagnostic::Files;

use crate::moment::built;
use crate::support::{bare, page};

const PLAN: &str = "nianbao: plan/1
id: sort
title: 西塘市垃圾分类方案
region: 西塘市
issuer: 西塘市人民政府办公室
document: {number: 西政办发〔2031〕6号, index_number: null, adopted: 2031-02-01, published: 2031-02-05}
horizon: [2034]
reporting: {subject: 垃圾分类, first_year: 2031, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市分类办, note: 按惯例}
units:
  - {id: csj, name: 市城市管理局, kind: department}
sections:
  - id: s1
    number: 一
    title: 任务
    tasks:
      - {id: F-1, title: 垃圾分类, lead_units: [csj], due: 2034}
indicators:
  - id: system
    name: 分类体系
    task: F-1
    reported_by: [csj]
    level: city
    unit_of_measure: null
    direction: up
    combine: none
    targets:
      - {year: 2031, op: verdict, text: 体系基本建成}
      - {year: 2034, op: verdict, text: 体系全面建成}
";

fn report(year: i32) -> (String, Vec<u8>) {
    let text = format!(
        "nianbao: submission/1\nplan: sort\nyear: {year}\nunit: csj\nfilled_on: {year}-12-08\nas_of: {year}-11-30\n\
         summary: {year}年建成投放点12处。\ntasks:\n  - {{id: F-1, status: on_track, progress: {year}年建成投放点12处。}}\n"
    );
    (format!("submissions/sort/{year}/csj.yaml"), text.into_bytes())
}

fn files(verdict: &str) -> Files {
    let decisions = format!(
        "nianbao: decisions/1\nplan: sort\nyear: 2031\nverdicts:\n  - {{indicator: system, year: 2031, verdict: {verdict}, \
         reason: 四个环节抽查12处, by: 市分类办, on: 2031-12-20}}\n"
    );
    [
        ("plans/sort.yaml".to_owned(), PLAN.as_bytes().to_vec()),
        ("submissions/sort/2031/decisions.yaml".to_owned(), decisions.into_bytes()),
        report(2031),
        report(2032),
        report(2033),
    ]
    .into_iter()
    .collect()
}

fn told(files: &[(String, Vec<u8>)], name: &str) -> String {
    bare(&page(files, name))
}

#[test]
fn a_verdict_on_a_goal_whose_year_is_over_stands_in_the_years_after() {
    for (verdict, word) in [("met", "认定为达标"), ("missed", "认定为未达标")] {
        let built = built(&files(verdict), "2033-12-20");
        for year in [2032, 2033] {
            let page = told(&built, &format!("internal/sort/{year}/indicators/system.html"));
            assert!(page.contains(&format!("2031年度已{word}")), "{year}: {page}");
            assert!(!page.contains("尚无认定结果"), "{year}: {page}");
            let today = told(&built, &format!("internal/sort/{year}/today.html"));
            assert!(!today.contains("目标需要认定"), "{year}: {today}");
        }
    }
    // 待认定 is no ruling: the question stays open.
    let built = built(&files("pending"), "2033-12-20");
    let page = told(&built, "internal/sort/2032/indicators/system.html");
    assert!(page.contains("尚无认定结果"), "{page}");
}
