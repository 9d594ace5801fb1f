//! The skeleton of the office's text, with what units said to work from.
//!
//! Takes the internal report; gives `text.md` as it is begun, and what changed since it was written. Never writes
//! a sentence of the office's, and never reads what it wrote.

use std::fmt::Write as _;

use super::{InternalReport, PaperTask, Passage};
use crate::source::sha256_hex;

const HEAD: &str = "<!--
报告文稿。标题说明文字用在报告的哪一处；没有文字的标题不起作用，报告仍用各单位的文字。
“>”开头的是各单位的材料，供起草时参考，不会印出；起草后可以删去。
数据写名称，由工具填入数值、时段和状态：
{{ 数值(\"指标编号\") }}、{{ 同比(\"指标编号\") }}、{{ 目标(\"指标编号\") }}、{{ 任务数(\"滞后\") }}、{{ 家数(\"按时\") }}、{{ 比例(\"按时率\") }}
指标的说明写在“### 指标 指标编号”下。只印在内部版的文字，前一行写“内部”标记，后一行写“/内部”标记（写法同本说明首尾）。
-->
";

/// The skeleton.
pub fn skeleton(report: &InternalReport) -> String {
    let paper = &report.paper;
    let mut out = HEAD.to_owned();
    heading(&mut out, 1, "总体评价");
    heading(&mut out, 1, "主要做法和成效");
    paper.internal.summaries.iter().for_each(|passage| quote(&mut out, passage));
    for chapter in &paper.chapters {
        heading(&mut out, 2, &chapter.title);
        for task in &chapter.tasks {
            heading(&mut out, 3, &format!("{} {}", task.id, task.title));
            let _ = writeln!(out, "<!-- 材料 {} -->\n", material(report, task));
            said(report, task).iter().for_each(|passage| quote(&mut out, passage));
        }
    }
    heading(&mut out, 1, "存在的主要问题");
    let problems = paper.internal.problems.iter().flat_map(|problem| &problem.passages);
    problems.for_each(|passage| quote(&mut out, passage));
    heading(&mut out, 1, "下一步工作打算");
    paper.internal.measures.iter().for_each(|measure| quote(&mut out, &measure.passage));
    heading(&mut out, 1, "意见建议");
    out
}

/// A task whose material is not what the office's text was written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Id and title of the task.
    pub task: String,
    /// The mark of its material now.
    pub material: String,
    /// What units say now, a line each.
    pub said: Vec<String>,
}

/// Of tasks with the mark of the material from which their text was written: those with other material now.
pub fn changed<'t>(
    report: &InternalReport,
    written: impl Iterator<Item = (&'t str, &'t str)>,
) -> Vec<Changed> {
    let tasks = || report.paper.chapters.iter().flat_map(|chapter| &chapter.tasks);
    let now = written.filter_map(|(id, before)| {
        let task = tasks().find(|task| task.id == id)?;
        let material = material(report, task);
        (material != before).then(|| Changed {
            task: format!("{} {}", task.id, task.title),
            material,
            said: said(report, task).iter().map(|passage| line(passage)).collect(),
        })
    });
    now.collect()
}

fn heading(out: &mut String, level: usize, title: &str) {
    let _ = write!(out, "\n{} {title}\n\n", "#".repeat(level));
}

fn quote(out: &mut String, passage: &Passage) {
    let _ = writeln!(out, "> {}\n", line(passage));
}

fn line(passage: &Passage) -> String {
    let mark = passage.mark.map(|mark| format!("（{mark}）")).unwrap_or_default();
    format!("{}{mark}：{}", passage.unit, passage.words)
}

/// All that units said of a task, those in the annex included.
fn said<'r>(report: &'r InternalReport, task: &'r PaperTask) -> Vec<&'r Passage> {
    let annex = report.paper.ongoing.iter().filter(|row| row.task == task.title).map(|row| &row.passage);
    task.groups.iter().flatten().chain(annex).collect()
}

/// A mark that changes with every word and every unit.
fn material(report: &InternalReport, task: &PaperTask) -> String {
    let mut all: Vec<String> = said(report, task).into_iter().map(line).collect();
    all.sort_unstable();
    sha256_hex(all.join("\n").as_bytes()).chars().take(12).collect()
}
