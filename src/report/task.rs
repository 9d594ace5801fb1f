//! A task: what is asked, how it stands, what each unit says; and the register of all tasks.
//!
//! Takes nothing; gives types. Issues, next steps, funds and evidence only ever stand in `internal`.

use std::sync::Arc;

use serde::Serialize;

use super::edition::Edition;
use super::indicator::Mini;
use super::panorama::Timeline;
use super::paper::OfficeText;
use super::site::{
    Count, Download, Fact, Frame, Group, Link, Narrative, Pager, Source, SourceRecord, Tag, TaskState,
};

/// `tasks/<task>.html`; further pages `tasks/<task>.2.html` when more than 100 units answer.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct TaskPage<E: Edition> {
    /// As written in the plan.
    pub id: String,
    /// The frame; its eyebrow has id, section and clause, its byline year, as-of date and coverage.
    pub frame: Frame,
    /// Status of the whole.
    pub status: TaskState,
    /// How the status came about: 取各单位中最滞后的状态, 以牵头单位为准, 由办公室认定.
    pub status_note: String,
    /// ● ▲ ■ ○ with a word, as a tag with key `green`, `yellow`, `red`, `grey`.
    pub light: Tag,
    /// Why the light has its colour.
    pub light_note: String,
    /// What the office wrote of the task: it stands in place of the units' words.
    pub words: OfficeText,
    /// 总体进展 in the words of the unit that speaks for the task: none where several were asked and nobody leads.
    pub progress: Option<Voice>,
    /// What stands in their place where nobody speaks for the task.
    pub progress_gap: &'static str,
    /// 目标要求 in the office's words.
    pub goal: Option<Narrative>,
    /// The clause in full, where the office shows it.
    pub text: Option<Narrative>,
    /// 原文依据: the plan's own words on who does it.
    pub quote: Option<String>,
    /// `《…》（阳政办发〔2025〕23号）三（二）`.
    pub citation: String,
    /// 任务编号, 牵头单位, 责任单位, 配合单位, 落实单位, 完成时限, 完成率.
    pub facts: Vec<Fact>,
    /// 完成率 of the unit that speaks for the task, `58`; for the bar. Absent without one.
    pub percent: Option<String>,
    /// 涉及12家单位，已采用11家材料，另有1家材料尚未收到: numbers only.
    pub coverage_text: String,
    /// What each unit says: lead first, then the plan's order; the part of this page. The public
    /// edition lists only units with an answer.
    pub answers: Vec<Answer<E>>,
    /// Where the answers go on.
    pub pager: Option<Pager>,
    /// 关联指标.
    pub indicators: Vec<Arc<Mini<E>>>,
    /// 节点.
    pub milestones: Vec<MilestoneRow<E>>,
    /// 历年, newest first.
    pub history: Vec<TaskYear>,
    /// Records of the files drawn on.
    pub sources: Vec<SourceRecord<E>>,
    /// The task before.
    pub prev: Option<Link>,
    /// The task after.
    pub next: Option<Link>,
    /// Internal: missing units, conflicts, decisions.
    pub internal: E::Only<TaskNote>,
}

/// A unit's words beside the status of a task.
#[derive(Debug, Clone, Serialize)]
pub struct Voice {
    /// Whose words they are.
    pub unit: String,
    /// What the unit reports of itself.
    pub status: Tag,
    /// Its words, as far as they may be shown.
    pub words: Narrative,
}

/// What a unit says of a task.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Answer<E: Edition> {
    /// The unit.
    pub unit: Link,
    /// 牵头, 责任, 配合, 落实, 未列.
    pub role: &'static str,
    /// Its own status.
    pub status: Tag,
    /// 完成率 with `%`.
    pub percent: Option<String>,
    /// 进展情况: the public wording, in the internal edition the full one.
    pub progress: Option<Narrative>,
    /// Outside of the office: why an answer has no words.
    pub words_gap: Option<&'static str>,
    /// `待核实（N501）`, where something is asked about the answer.
    pub open: Option<String>,
    /// Where it stands.
    pub source: Option<Source<E>>,
    /// Internal.
    pub internal: E::Only<AnswerNote>,
}

/// Internal: of an answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AnswerNote {
    /// Why there is no answer: 未报, 未填报, 材料有误, 零报告; or which of its texts are not used.
    pub gap: Option<String>,
    /// 公开表述, where it differs.
    pub public_progress: Option<Narrative>,
    /// 存在问题.
    pub issues: Option<Narrative>,
    /// 下一步措施.
    pub next_steps: Option<Narrative>,
    /// 计划完成时间.
    pub new_due: Option<String>,
    /// 计划投入…万元，实际支出…万元.
    pub funds: Option<String>,
    /// 佐证材料.
    pub evidence: Vec<String>,
    /// 核实说明.
    pub explanation: Option<String>,
}

/// A milestone.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct MilestoneRow<E: Edition> {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// `2030年`, or “—”.
    pub due: String,
    /// 力争….
    pub qualifier: Option<String>,
    /// Status, computed from the units that have a part in it.
    pub status: Tag,
    /// 完成日期.
    pub done_on: Option<String>,
    /// `2030年度已填报完成`, where an earlier year's report has it completed.
    pub done_in: Option<String>,
    /// `待核实（N526）`, where something is asked about what units say of it.
    pub open: Option<String>,
    /// What was withheld: 材料有误, 待核实.
    pub held: Option<String>,
    /// Units that answered with a status: unit, status, place.
    pub answers: Vec<MilestoneAnswerRow<E>>,
    /// Internal: notes.
    pub internal: E::Only<MilestoneNote>,
}

/// A unit's answer to a milestone.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct MilestoneAnswerRow<E: Edition> {
    /// The unit.
    pub unit: Link,
    /// Its status.
    pub status: Tag,
    /// 完成日期.
    pub done_on: Option<String>,
    /// `待核实（N526）`, where something is asked about it.
    pub open: Option<String>,
    /// Where it stands.
    pub source: Source<E>,
}

/// Internal: what units noted on a milestone.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MilestoneNote {
    /// Unit and note.
    pub notes: Vec<(String, Narrative)>,
}

/// A task in an earlier year.
#[derive(Debug, Clone, Serialize)]
pub struct TaskYear {
    /// The year, to the task's page of that year.
    pub link: Link,
    /// Status.
    pub status: TaskState,
    /// Answers / units.
    pub accepted: String,
    /// Whether it is the reporting year.
    pub current: bool,
}

/// Internal: of a task.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TaskNote {
    /// Units without an answer, with the reason.
    pub missing: Vec<String>,
    /// Units that differ, side by side.
    pub conflicts: Vec<String>,
    /// Decisions: 状态认定, 采用, with reason, by, on.
    pub decisions: Vec<String>,
    /// Status as reported, where the office set another.
    pub reported: Option<Tag>,
    /// Issues of all units: name and text.
    pub issues: Vec<(String, Narrative)>,
    /// Next steps of all units.
    pub next_steps: Vec<(String, Narrative)>,
}

/// 任务台账. `tasks/index.html`; further pages `tasks/index.2.html` beyond 100 tasks.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct TaskRegister<E: Edition> {
    /// The frame.
    pub frame: Frame,
    /// By status: all tasks, not only those of this page.
    pub count: Count,
    /// What is counted.
    pub note: String,
    /// By section; the part of this page.
    pub groups: Vec<Group<RegisterRow<E>>>,
    /// Where the register goes on.
    pub pager: Option<Pager>,
    /// Projects and milestones by year: on the first page.
    pub timeline: Option<Timeline>,
    /// Files.
    pub files: Vec<Download>,
}

/// A row of the register.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct RegisterRow<E: Edition> {
    /// 序号 over the whole register.
    pub seq: usize,
    /// 任务编号.
    pub id: String,
    /// Title.
    pub link: Link,
    /// 牵头单位, or “—”.
    pub lead_text: String,
    /// Other units.
    pub units_text: String,
    /// Other ways to write the names of the units, for the filter.
    pub also: String,
    /// 完成时限.
    pub due: String,
    /// 节点 due this year or next, or “—”.
    pub milestone: String,
    /// What the office wrote of the task: it stands in place of the units' words.
    pub words: OfficeText,
    /// 进展情况: of the unit that speaks for the task, or of the one named first and of one that decides the status.
    pub progress: Vec<Voice>,
    /// 完成情况.
    pub status: TaskState,
    /// k/N: of the units asked so many report this status; none where there is only one, or the office set it.
    pub agreeing: Option<String>,
    /// 完成率 with `%`, or “—”.
    pub percent: String,
    /// Where the percentage stands.
    pub percent_source: Option<Source<E>>,
    /// Where the progress stands.
    pub source: Option<Source<E>>,
    /// Internal: issues and next steps.
    pub internal: E::Only<TaskNote>,
}
