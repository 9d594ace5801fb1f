//! A made-up workspace of what the examples do not hold: targets that contradict each other, flows against ranges,
//! figures with other digits than their targets, and figures of two years that are asked about.

use nianbao::diagnostic::Files;

const PLAN: &str = r#"nianbao: plan/1
id: made
title: 清水市水务行动方案
region: 清水市
issuer: 清水市人民政府办公室
document: {number: 清政办发〔2025〕3号, index_number: null, adopted: 2025-01-10, published: 2025-01-15}
horizon: [2027]
reporting:
  subject: 水务行动本年度工作情况
  first_year: 2025
  due: 12-15
  inclusive: true
  cutoff: "24:00"
  timezone: Asia/Shanghai
  weekend: keep
  recipient: 市水务行动办公室
units:
  - {id: swj, name: 市水务局, kind: department}
  - {id: shan, name: 山前县, kind: county}
  - {id: hai, name: 海口县, kind: county}
  - {id: ping, name: 平川县, kind: county}
  - {id: all, name: 各县, kind: collective, members: [shan, hai, ping]}
sections:
  - id: s01
    number: 一
    title: 重点任务
    tasks:
      - {id: T-1, title: 整治河道, responsible_units: [swj], also: [all], due: 2027}
indicators:
"#;

/// Fields of an indicator, with who reports it.
const INDICATORS: [(&str, &str); 13] = [
    (
        "undated",
        "unit_of_measure: '%', direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2025, op: '>=', value: '70'}, {year: 2026, op: '>=', value: '70'}, {op: '>=', value: '90'}]",
    ),
    (
        "decided",
        "unit_of_measure: '%', direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '>=', value: '70'}, {year: 2026, op: verdict, text: 稳步改善}]",
    ),
    (
        "one-unit",
        "unit_of_measure: 处, direction: up, reported_by: [all], level: county, combine: sum, targets: [{year: 2026, op: '>=', value: '12'}, {year: 2026, op: '>=', value: '7', unit: hai}]",
    ),
    (
        "each",
        "unit_of_measure: 处, direction: up, reported_by: [all], level: county, combine: sum, targets: [{year: 2026, op: '>=', value: '12'}, {year: 2026, op: '>=', value: '5', per: county}]",
    ),
    (
        "only-one",
        "unit_of_measure: '%', direction: up, reported_by: [all], level: county, combine: none, targets: [{year: 2026, op: '>=', value: '60', unit: hai}]",
    ),
    (
        "only-one-sum",
        "unit_of_measure: 处, direction: up, reported_by: [all], level: county, combine: sum, targets: [{year: 2026, op: '>=', value: '7', unit: hai}]",
    ),
    (
        "open-words",
        "unit_of_measure: '%', direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '>=', value: '70'}, {year: 2026, op: verdict, text: 群众满意}]",
    ),
    (
        "band",
        "unit_of_measure: 万吨, direction: range, accumulates: true, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: range, value: '24', value_max: '36'}]",
    ),
    (
        "fixed",
        "unit_of_measure: 座, direction: keep, accumulates: true, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '=', value: '24'}]",
    ),
    (
        "finer-target",
        "unit_of_measure: 亿立方米, direction: down, reported_by: [swj], level: city, combine: none, targets: [{year: 2025, op: '<=', value: '7.65'}, {year: 2026, op: '<=', value: '7.65'}]",
    ),
    (
        "finer-change",
        "unit_of_measure: 毫克/升, direction: down, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '<=', value: '30'}]",
    ),
    (
        "asked",
        "unit_of_measure: 公里, direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '>=', value: '50'}]",
    ),
    (
        "asked-before",
        "unit_of_measure: ％, direction: up, reported_by: [swj], level: city, combine: none, targets: [{year: 2026, op: '>=', value: '40'}]",
    ),
];

/// Who reported what: unit, indicator, year, value, period.
const FIGURES: [(&str, &str, i32, &str, &str); 28] = [
    ("swj", "undated", 2025, "75", "全年"),
    ("swj", "undated", 2026, "80", "全年"),
    ("swj", "decided", 2026, "71", "全年"),
    ("swj", "open-words", 2026, "72", "全年"),
    ("shan", "one-unit", 2026, "6", "全年"),
    ("hai", "one-unit", 2026, "6", "全年"),
    ("ping", "one-unit", 2026, "6", "全年"),
    ("shan", "each", 2026, "6", "全年"),
    ("hai", "each", 2026, "7", "全年"),
    ("ping", "each", 2026, "3", "全年"),
    ("shan", "only-one", 2026, "81", "全年"),
    ("hai", "only-one", 2026, "58", "全年"),
    ("ping", "only-one", 2026, "55", "全年"),
    ("shan", "only-one-sum", 2026, "9", "全年"),
    ("hai", "only-one-sum", 2026, "4", "全年"),
    ("ping", "only-one-sum", 2026, "9", "全年"),
    ("swj", "band", 2025, "30", "全年"),
    ("swj", "band", 2026, "5", "1—9月"),
    ("swj", "fixed", 2025, "24", "全年"),
    ("swj", "fixed", 2026, "6", "1—9月"),
    ("swj", "finer-target", 2025, "8", "全年"),
    ("swj", "finer-target", 2026, "8", "全年"),
    ("swj", "finer-change", 2025, "33.6", "全年"),
    ("swj", "finer-change", 2026, "31", "全年"),
    ("swj", "asked", 2025, "48", "全年"),
    ("swj", "asked", 2026, "49000", "全年"),
    ("swj", "asked-before", 2025, "41", "全年"),
    ("swj", "asked-before", 2026, "43.5", "全年"),
];

/// The workspace: two rounds.
pub(super) fn files() -> Files {
    let mut plan = PLAN.to_owned();
    for (id, fields) in INDICATORS {
        plan += &format!("  - {{id: {id}, name: 指标{id}, task: T-1, {fields}}}\n");
    }
    let mut files: Files = [("plans/made.yaml".to_owned(), plan.into_bytes())].into_iter().collect();
    for year in [2025, 2026] {
        for unit in ["swj", "shan", "hai", "ping"] {
            let name = format!("submissions/made/{year}/{unit}.yaml");
            files.insert(name, form(unit, year).into_bytes());
        }
        let verdict = match year {
            2026 => {
                "verdicts: [{indicator: decided, year: 2026, verdict: missed, reason: 现场核查, by: 办公室, on: 2026-12-20}]\n"
            }
            _ => "",
        };
        let decisions = format!(
            "nianbao: decisions/1\nplan: made\nyear: {year}\n{verdict}public_review: {{by: 办公室, on: {year}-12-28, disclosure: proactive, reason: 已审查}}\n"
        );
        files.insert(format!("submissions/made/{year}/decisions.yaml"), decisions.into_bytes());
    }
    files
}

fn form(unit: &str, year: i32) -> String {
    let mut text = format!(
        "nianbao: submission/1\nplan: made\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-10\nas_of: {year}-12-10\ntasks:\n  - {{id: T-1, status: on_track, progress: 清理河道{}公里}}\n",
        year - 2000 + unit.len() as i32
    );
    let own: Vec<String> = FIGURES
        .iter()
        .filter(|(of, _, when, ..)| *of == unit && *when == year)
        .map(|(_, id, _, value, period)| {
            // What last year came to in the end is ten times too little.
            let settled = match (*id, year) {
                ("asked-before", 2026) => ", last_year: {value: \"4.1\", value_status: final, source: 水务年报}",
                _ => "",
            };
            format!("  - {{id: {id}, value: \"{value}\", period: {period}, value_status: provisional, source: 水务统计{settled}}}\n")
        })
        .collect();
    if !own.is_empty() {
        text += "indicators:\n";
        text += &own.concat();
    }
    text
}
