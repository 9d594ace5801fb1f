//! A large workspace, made up by rule, and how long the stages take on it.
//!
//! ```sh
//! cargo bench --bench workspace -- 1000              # 1,000 submissions: stages, in milliseconds
//! cargo bench --bench workspace -- --write DIR 1000  # only write the workspace, to time whole commands
//! ```
//!
//! N submissions are N/5 units over five years, 12 task entries and 6 figures each, about 12 kB.
//! Nothing here is a test: a slow machine must not make anything red.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench prints and writes")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use nianbao::pipeline::{self, Selection};
use nianbao::source::Project;

const YEARS: std::ops::RangeInclusive<i32> = 2021..=2025;
const SECTIONS: usize = 8;
const TASKS: usize = 60;
const INDICATORS: usize = 80;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.as_slice() {
        [flag, folder, count] if flag == "--write" => {
            write(Path::new(folder), count.parse().expect("a number of submissions"));
        }
        [count] => time(count.parse().expect("a number of submissions")),
        _ => time(200),
    }
}

fn write(root: &Path, count: usize) {
    for (name, text) in workspace(count) {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("names have folders")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
}

fn time(count: usize) {
    let project = Project::memory(workspace(count).into_iter().map(|(name, text)| (name, text.into_bytes())));
    let as_of = "2025-12-20".parse().expect("a day");
    let start = Instant::now();
    let (workspace, findings) =
        pipeline::check_workspace(&project, &Selection::default(), as_of).expect("memory can be listed");
    println!("check  {count} submissions: {} ms, {} findings", start.elapsed().as_millis(), findings.len());
    let rounds: usize = workspace.plans.iter().map(|plan| plan.rounds.len()).sum();
    let start = Instant::now();
    let site =
        pipeline::build_workspace(&project, &Selection::default(), as_of).expect("memory can be listed");
    let bytes: usize = site.files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "build  {rounds} rounds: {} ms, {} files, {} KiB",
        start.elapsed().as_millis(),
        site.files.len(),
        bytes / 1024
    );
}

fn workspace(count: usize) -> Vec<(String, String)> {
    let units = (count / 5).max(1);
    let mut files = vec![("plans/large.yaml".to_owned(), plan(units))];
    for year in YEARS {
        for unit in 0..units {
            files.push((format!("submissions/large/{year}/u{unit:05}.yaml"), submission(unit, year)));
        }
    }
    files
}

fn plan(units: usize) -> String {
    let mut text = String::from(
        "nianbao: plan/1\nid: large\ntitle: 大型示例方案\nregion: 示例省\nissuer: null\n\
         document: {number: null, index_number: null, adopted: 2020-12-01, published: null}\nhorizon: [2025]\n\
         reporting: {subject: 年度工作情况, first_year: 2021, due: 12-15, recipient: 办公室, note: 测量用}\nunits:\n",
    );
    for unit in 0..units {
        let kind = if unit % 4 == 0 { "department" } else { "county" };
        let _ = writeln!(text, "  - {{id: u{unit:05}, name: 示例单位{unit:05}, kind: {kind}}}");
    }
    text.push_str("sections:\n");
    for section in 0..SECTIONS {
        let _ = writeln!(
            text,
            "  - id: s{:02}\n    number: null\n    title: 第{section}部分\n    tasks:",
            section + 1
        );
        for task in (section..TASKS).step_by(SECTIONS) {
            let responsible: Vec<String> =
                (0..units).filter(|unit| asked(*unit, task)).map(|u| format!("u{u:05}")).collect();
            let _ = writeln!(
                text,
                "      - id: RW-{task:02}\n        number: null\n        title: 示例任务{task:02}\n        goal: 按计划完成第{task}项工作。\n        due: ongoing\n        responsible_units: [{}]",
                responsible.join(", ")
            );
        }
    }
    text.push_str("indicators:\n");
    for indicator in 0..INDICATORS {
        let reporters: Vec<String> =
            (0..units).filter(|unit| measured(*unit, indicator)).map(|u| format!("u{u:05}")).collect();
        let _ = writeln!(
            text,
            "  - id: zb-{indicator:02}\n    name: 示例指标{indicator:02}\n    task: RW-{:02}\n    unit_of_measure: 个\n    direction: up\n    reported_by: [{}]\n    level: county\n    combine: sum\n    targets: [{{year: 2025, op: \">=\", value: \"1000\"}}]",
            indicator % TASKS,
            reporters.join(", ")
        );
    }
    text
}

/// Twelve of sixty tasks, spread evenly.
fn asked(unit: usize, task: usize) -> bool {
    (unit + task).is_multiple_of(5)
}

/// Six of eighty figures, spread evenly.
fn measured(unit: usize, indicator: usize) -> bool {
    (unit + indicator * 7) % 80 < 6
}

fn submission(unit: usize, year: i32) -> String {
    let mut text = format!(
        "nianbao: submission/1\nplan: large\nyear: {year}\nunit: u{unit:05}\nsample: true\nfilled_on: {year}-12-10\nas_of: {year}-11-30\nsummary: |\n  {}\ntasks:\n",
        narrative(unit, year, 0)
    );
    for task in (0..TASKS).filter(|task| asked(unit, *task)) {
        let _ = write!(
            text,
            "  - id: RW-{task:02}\n    status: on_track\n    percent: {}\n    progress: |\n      {}\n\n      - 完成现场核查{}处\n      - **建立台账**，按月调度\n\n      {}\n    issues: |\n      {}\n    next_steps: |\n      {}\n",
            (unit + task) % 90 + 5,
            narrative(unit, year, task),
            unit % 40 + task,
            narrative(unit + 1, year, task),
            narrative(unit + 2, year, task),
            narrative(unit + 3, year, task),
        );
    }
    text.push_str("indicators:\n");
    for indicator in (0..INDICATORS).filter(|indicator| measured(unit, *indicator)) {
        let _ = write!(
            text,
            "  - id: zb-{indicator:02}\n    value: \"{}\"\n    period: 1—11月\n    value_status: provisional\n    source: 示例统计\n    as_of: {year}-11-30\n",
            unit % 50 + indicator + (year - 2020) as usize * 3
        );
    }
    text
}

/// Two sentences that differ by unit, year and task.
fn narrative(unit: usize, year: i32, task: usize) -> String {
    let things = ["排查", "整治", "监测", "巡查", "培训", "检查", "修复", "宣传"];
    let places = ["沿河地段", "工业园区", "城镇街道", "乡镇村庄", "重点企业", "主要路段"];
    let (thing, place) = (things[(unit + task) % things.len()], places[(unit * 3 + task) % places.len()]);
    format!(
        "{year}年第{unit}号单位围绕第{task}项工作，对{place}开展{thing}{}次，涉及点位{}个，发现问题{}个并逐一建账。已办结{}个，其余按计划推进，下一步继续加强{thing}力度，确保年度任务按期完成。",
        unit % 30 + 2,
        (unit * 7 + task * 3) % 200 + 10,
        (unit + task * 5) % 60 + 5,
        (unit + task * 2) % 40 + 1,
    )
}
