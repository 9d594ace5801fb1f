//! A made-up workspace with a figure in every state: open, refused, in dispute, returned to nobody, and sound ones
//! beside them; and a task for each thing that the office's text can name.

use nianbao::diagnostic::Files;

/// Everything that the office's text can name, as it is written there.
pub(super) fn named() -> Vec<String> {
    let figures = INDICATORS
        .iter()
        .flat_map(|(id, ..)| ["数值", "同比", "目标"].map(|function| format!("{function}(\"{id}\")")));
    let of = |function: &'static str, keys: &[&str]| {
        keys.iter().map(move |key| format!("{function}(\"{key}\")")).collect::<Vec<_>>()
    };
    let tasks = ["全部", "已完成", "正常推进", "滞后", "逾期", "未启动", "长期坚持"];
    let units = ["应报", "已报", "按时", "迟报", "材料有误", "未报", "退回待补", "零报告"];
    let rates = ["按时率", "完成率", "达标率"];
    let counts = [of("任务数", &tasks), of("家数", &units), of("比例", &rates)];
    figures.chain(counts.into_iter().flatten()).collect()
}

/// Id, who reports, level, combination, target.
const INDICATORS: [(&str, &str, &str, &str, &str); 8] = [
    ("met", "[swj]", "city", "none", "'>=', value: '70'"),
    ("open", "[swj]", "city", "none", "'>=', value: '90'"),
    ("refused", "[swj]", "city", "none", "'>=', value: '70'"),
    ("disputed", "[swj, hbj]", "city", "none", "'>=', value: '20'"),
    ("sum-open", "[all]", "county", "sum", "'>=', value: '800'"),
    ("sum-refused", "[all]", "county", "sum", "'>=', value: '800'"),
    ("ratio-open", "[all]", "county", "ratio", "'>=', value: '60'"),
    ("each-open", "[all]", "county", "sum", "'>=', value: '50', per: county"),
];

const HEAD: &str = "nianbao: plan/1
id: made
title: 清水市水务行动方案
region: 清水市
issuer: 清水市人民政府办公室
document: {number: 清政办发〔2025〕3号, index_number: null, adopted: 2025-01-10, published: 2025-01-15}
horizon: [2027]
reporting: {subject: 水务行动本年度工作情况, first_year: 2025, due: 12-15, inclusive: true, cutoff: '24:00', timezone: Asia/Shanghai, weekend: keep, recipient: 市水务行动办公室}
units:
  - {id: swj, name: 市水务局, kind: department}
  - {id: hbj, name: 市环保局, kind: department}
  - {id: shan, name: 山前县, kind: county}
  - {id: hai, name: 海口县, kind: county}
  - {id: all, name: 各县, kind: collective, members: [shan, hai]}
sections:
  - id: s01
    number: 一
    title: 重点任务
    tasks:
      - {id: T-1, title: 整治河道, responsible_units: [swj], also: [all], due: 2027}
      - {id: T-2, title: 修订办法, responsible_units: [hbj], due: 2026}
      - {id: T-3, title: 建设管网, responsible_units: [swj, hbj], due: 2026}
      - {id: T-4, title: 检修泵站, responsible_units: [swj], due: 2026}
  - id: s02
    number: 二
    title: 各项数据
    tasks:
";

/// What one unit reports of an indicator, this year and last; `open` has no status of its value.
fn figure(year: i32, id: &str, now: &str, then: &str, more: &str) -> String {
    let value = if year == 2026 { now } else { then };
    let more = if year == 2026 { more } else { ", value_status: provisional" };
    format!("  - {{id: {id}, value: \"{value}\", period: 1—11月, source: 水务统计{more}}}\n")
}

const SOUND: &str = ", value_status: provisional";
const OPEN: &str = "";
const REFUSED: &str = ", value_status: provisional, missing: 未监测";

fn figures(unit: &str, year: i32) -> String {
    let of = |id, now, then, more| figure(year, id, now, then, more);
    let ratio = |n: u32, more: &str| {
        let share = match n {
            10 => "62.5",
            11 => "68.8",
            12 => "75.0",
            _ => "81.2",
        };
        let status = if year == 2026 { more } else { SOUND };
        format!(
            "  - {{id: ratio-open, value: \"{share}\", n: {n}, of: 16, period: 1—11月, source: 水务统计{status}}}\n"
        )
    };
    let figures = match unit {
        "swj" => [
            of("met", "81.23", "80.11", SOUND),
            of("open", "73.41", "72.17", OPEN),
            of("refused", "77.91", "75.23", REFUSED),
            of("disputed", "25.13", "23.92", SOUND),
        ],
        "hbj" => [of("disputed", "26.47", "23.92", SOUND), String::new(), String::new(), String::new()],
        "shan" => [
            of("sum-open", "411.37", "402.15", SOUND),
            of("sum-refused", "371.46", "362.31", SOUND),
            of("each-open", "61.2", "60.4", SOUND),
            ratio(if year == 2026 { 11 } else { 10 }, SOUND),
        ],
        _ => [
            of("sum-open", "533.91", "522.73", OPEN),
            of("sum-refused", "4711.53", "292.18", REFUSED),
            of("each-open", "72.6", "71.3", OPEN),
            ratio(if year == 2026 { 13 } else { 12 }, OPEN),
        ],
    };
    figures.concat()
}

fn form(unit: &str, year: i32) -> String {
    let own = match (unit, year) {
        // Completed without any evidence: it is asked whether it is.
        ("hbj", 2026) => {
            "  - {id: T-2, status: completed, progress: 办法修订稿已经印发。}\n  - {id: T-3, status: completed, progress: 环评批复已经办结。}\n"
        }
        ("hbj", _) => {
            "  - {id: T-2, status: on_track, progress: 办法修订稿形成。}\n  - {id: T-3, status: on_track, progress: 环评批复正在办理。}\n"
        }
        ("swj", 2026) => {
            "  - {id: T-1, status: on_track, progress: 完成清淤三处。}\n  - {id: T-3, status: completed, progress: 管网全线贯通。, evidence: [{title: 竣工验收单}]}\n  - {id: T-4, status: completed, progress: 泵站检修完毕。, evidence: [{title: 检修记录}]}\n"
        }
        ("swj", _) => {
            "  - {id: T-1, status: on_track, progress: 完成清淤两处。}\n  - {id: T-3, status: on_track, progress: 管网开工。}\n  - {id: T-4, status: on_track, progress: 泵站检修开始。}\n"
        }
        _ => "  - {id: T-1, status: on_track, progress: 河道巡查按月开展。}\n",
    };
    let own = if year == 2026 { own.to_owned() } else { own.replace('。', "，全年如此。") };
    format!(
        "nianbao: submission/1\nplan: made\nyear: {year}\nunit: {unit}\nfilled_on: {year}-12-10\nas_of: {year}-11-30\nsummary: {unit}全年工作按照安排推进。\ntasks:\n{own}indicators:\n{}",
        figures(unit, year)
    )
}

/// The workspace: two rounds that a review has cleared, and a text that names one thing for each task of its second
/// part, between 甲 and 乙.
pub(super) fn files() -> Files {
    let mut plan = HEAD.to_owned();
    for (at, _) in named().iter().enumerate() {
        plan += &format!("      - {{id: Q-{at}, title: 数据{at}, due: ongoing}}\n");
    }
    plan += "indicators:\n";
    for (id, by, level, combine, target) in INDICATORS {
        let unit = if combine == "sum" { "公里" } else { "%" };
        plan += &format!(
            "  - {{id: {id}, name: 指标{id}, task: T-1, unit_of_measure: '{unit}', direction: up, reported_by: {by}, level: {level}, combine: {combine}, targets: [{{year: 2026, op: {target}}}]}}\n"
        );
    }
    let mut files: Files = [("plans/made.yaml".to_owned(), plan.into_bytes())].into_iter().collect();
    for year in [2025, 2026] {
        for unit in ["swj", "hbj", "shan", "hai"] {
            files.insert(format!("submissions/made/{year}/{unit}.yaml"), form(unit, year).into_bytes());
        }
        let review = format!(
            "nianbao: decisions/1\nplan: made\nyear: {year}\npublic_review: {{by: 办公室, on: {year}-12-28, disclosure: proactive, reason: 已审查}}\n"
        );
        files.insert(format!("submissions/made/{year}/decisions.yaml"), review.into_bytes());
    }
    let named = named();
    let text = named.iter().enumerate().map(|(at, what)| format!("### Q-{at}\n\n甲{{{{ {what} }}}}乙。\n\n"));
    let text = format!("<!-- 日期 2026-12-20 -->\n\n{}", text.collect::<String>());
    files.insert("submissions/made/2026/text.md".to_owned(), text.into_bytes());
    files
}
