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
写成以后，在第一个标题之前另加一行日期标记（写法同本说明首尾，中间写“日期 2026-01-10”）：回看这一天以前，报告还没有这份文稿。
指标的说明写在“### 指标 指标编号”下。只印在内部版的文字，前一行写“内部”标记，后一行写“/内部”标记（写法同本说明首尾）。
-->
";

/// The skeleton.
pub fn skeleton(report: &InternalReport) -> String {
    let paper = &report.paper;
    let mut out = HEAD.to_owned();
    heading(&mut out, 1, "总体评价");
    heading(&mut out, 1, "主要做法和成效");
    material_of(&mut out, &practices(report));
    for chapter in &paper.chapters {
        heading(&mut out, 2, &chapter.title);
        for task in &chapter.tasks {
            heading(&mut out, 3, &format!("{} {}", task.id, task.title));
            material_of(&mut out, &said(report, task));
        }
    }
    heading(&mut out, 1, "存在的主要问题");
    material_of(&mut out, &problems(report));
    heading(&mut out, 1, "下一步工作打算");
    material_of(&mut out, &plans(report));
    heading(&mut out, 1, "意见建议");
    material_of(&mut out, &paper.internal.suggestions.iter().collect::<Vec<_>>());
    out
}

/// A part of the paper with material of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuff<'a> {
    /// 主要做法和成效.
    Practices,
    /// 存在的主要问题.
    Problems,
    /// 下一步工作打算.
    Plans,
    /// 意见建议.
    Suggestions,
    /// A task, by its id.
    Task(&'a str),
}

/// What the material of a part is now, where it is not what the office's text was written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its heading; of a task id and title.
    pub heading: String,
    /// The mark of its material now.
    pub material: String,
    /// What units say now, a line each.
    pub said: Vec<String>,
}

/// What changed in a part since its text was written from the material with that mark.
pub fn changed(report: &InternalReport, part: Stuff<'_>, before: &str) -> Option<Changed> {
    let (heading, said) = match part {
        Stuff::Task(id) => {
            let mut tasks = report.paper.chapters.iter().flat_map(|chapter| &chapter.tasks);
            let task = tasks.find(|task| task.id == id)?;
            (format!("{} {}", task.id, task.title), said(report, task))
        }
        Stuff::Practices => ("主要做法和成效".to_owned(), practices(report)),
        Stuff::Problems => ("存在的主要问题".to_owned(), problems(report)),
        Stuff::Plans => ("下一步工作打算".to_owned(), plans(report)),
        Stuff::Suggestions => ("意见建议".to_owned(), report.paper.internal.suggestions.iter().collect()),
    };
    let material = material(&said);
    let told = || said.iter().map(|passage| line(passage)).collect();
    (material != before).then(|| Changed { heading, said: told(), material })
}

fn practices(report: &InternalReport) -> Vec<&Passage> {
    report.paper.internal.summaries.iter().collect()
}

fn problems(report: &InternalReport) -> Vec<&Passage> {
    report.paper.internal.problems.iter().flat_map(|problem| &problem.passages).collect()
}

fn plans(report: &InternalReport) -> Vec<&Passage> {
    report.paper.internal.measures.iter().map(|measure| &measure.passage).collect()
}

/// The mark of the material and what units say, to work from.
fn material_of(out: &mut String, said: &[&Passage]) {
    if said.is_empty() {
        return;
    }
    let _ = writeln!(out, "<!-- 材料 {} -->\n", material(said));
    said.iter().for_each(|passage| quote(out, passage));
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
fn material(said: &[&Passage]) -> String {
    let mut all: Vec<String> = said.iter().map(|passage| line(passage)).collect();
    all.sort_unstable();
    sha256_hex(all.join("\n").as_bytes()).chars().take(12).collect()
}
