//! A unit: what it answers for; and the list of all units.
//!
//! Takes nothing; gives types. Timeliness never stands outside of `internal`.

use std::sync::Arc;

use serde::Serialize;

use super::edition::Edition;
use super::indicator::Mini;
use super::panorama::Matrix;
use super::site::{Count, Frame, Link, Narrative, Pager, Shown, Source, SourceRecord, Tag, TaskState};
use super::task::{AnswerNote, MilestoneNote};

/// `units/<unit>.html`; further pages `units/<unit>.2.html` beyond 100 tasks.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitPage<E: Edition> {
    /// As written in the plan.
    pub id: String,
    /// The frame; eyebrow is the kind.
    pub frame: Frame,
    /// 市级部门, 县区, 合称, 其他.
    pub kind: &'static str,
    /// 总体情况 in its own words; on the first page.
    pub summary: Option<Narrative>,
    /// Tasks that concern it.
    pub task_count: usize,
    /// Tasks by the unit's own statuses.
    pub count: Count,
    /// Its indicators by its own judgements.
    pub indicators: Count,
    /// Tasks in the plan's order; the part of this page.
    pub tasks: Vec<UnitTask<E>>,
    /// Where the tasks go on.
    pub pager: Option<Pager>,
    /// Milestones of which it said how they stand.
    pub milestones: Vec<UnitMilestone<E>>,
    /// 负责的指标.
    pub figures: Vec<UnitIndicator<E>>,
    /// Members of a collective.
    pub members: Vec<Link>,
    /// Collectives it belongs to.
    pub collectives: Vec<Link>,
    /// Records of the files drawn on.
    pub sources: Vec<SourceRecord<E>>,
    /// Internal: timeliness, completeness, suggestions, history.
    pub internal: E::Only<UnitNote>,
}

/// An indicator of a unit.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitIndicator<E: Edition> {
    /// What the unit reported itself; none where the whole is its own.
    pub own: Option<OwnFigure>,
    /// The whole.
    pub whole: Arc<Mini<E>>,
}

/// What one of several units reported of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct OwnFigure {
    /// Its value, or why there is none; nothing of a unit of whose silence the reader learns nothing.
    pub shown: Option<Shown>,
    /// `2025年目标 ≥75%`: the target that holds for it, where there is one only.
    pub target: Option<String>,
    /// Its own judgement; none where no target holds for a single unit.
    pub standing: Option<Tag>,
    /// What it lacks, or how it stands to each of several targets.
    pub standing_note: Option<String>,
}

/// A milestone of a unit.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitMilestone<E: Edition> {
    /// What it is.
    pub what: String,
    /// The task that it belongs to.
    pub task: Link,
    /// `2030年`, or “—”.
    pub due: String,
    /// The unit's own status.
    pub status: Tag,
    /// 完成日期.
    pub done_on: Option<String>,
    /// `待核实（N526）`, where something is asked about it.
    pub open: Option<String>,
    /// Internal: its note.
    pub internal: E::Only<MilestoneNote>,
}

/// A task of a unit.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitTask<E: Edition> {
    /// 任务编号.
    pub id: String,
    /// Title.
    pub link: Link,
    /// 牵头, 责任, 配合, 落实.
    pub role: &'static str,
    /// The unit's own status.
    pub own_status: Option<Tag>,
    /// `待核实（N501）`, where something is asked about its answer.
    pub open: Option<String>,
    /// 进展情况.
    pub progress: Option<Narrative>,
    /// Outside of the office: why an answer has no words.
    pub words_gap: Option<&'static str>,
    /// Where it stands.
    pub source: Option<Source<E>>,
    /// Status of the whole task.
    pub overall_status: TaskState,
    /// Internal.
    pub internal: E::Only<AnswerNote>,
}

/// Internal: of a unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitNote {
    /// 按时, 迟报, 未报….
    pub timeliness: Option<Tag>,
    /// 2025-12-11 10:24 签收，距截止4天；没有退回.
    pub timeliness_text: String,
    /// 应报时间 in words.
    pub due_text: String,
    /// 任务13/13，指标3/3，节点30/30.
    pub coverage_text: String,
    /// What its report has not answered, by kind, id and name.
    pub lacks: Vec<String>,
    /// 零报告: the reason.
    pub nil_return: Option<String>,
    /// 文号.
    pub document_number: Option<String>,
    /// 延期, with reason.
    pub extension: Option<String>,
    /// 意见建议.
    pub suggestions: Option<Narrative>,
    /// 历年报送: year, timeliness, text.
    pub history: Vec<UnitYear>,
    /// Findings that stand against its file.
    pub findings: Vec<String>,
}

/// Internal: a unit in a year.
#[derive(Debug, Clone, Serialize)]
pub struct UnitYear {
    /// The year.
    pub link: Link,
    /// Timeliness.
    pub timeliness: Option<Tag>,
    /// Receiving time and returns.
    pub text: String,
    /// Whether it is the reporting year.
    pub current: bool,
}

/// 责任单位一览. `units/index.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitList<E: Edition> {
    /// The frame.
    pub frame: Frame,
    /// By kind: 县区, 市级部门, 合称, 其他.
    pub groups: Vec<UnitGroup<E>>,
    /// Columns in which any unit has something.
    pub columns: UnitColumns,
    /// What the columns mean.
    pub note: String,
    /// Units by tasks, part by part.
    pub matrix: Vec<Matrix>,
}

/// Columns of the list of units; one in which nobody has anything is none.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UnitColumns {
    /// 牵头.
    pub lead: bool,
    /// 节点.
    pub milestones: bool,
    /// Statuses that units gave, in the order of all bars.
    pub statuses: Vec<Tag>,
    /// Their words.
    pub words: Vec<&'static str>,
    /// How many columns there are.
    pub count: usize,
}

/// Units of a kind.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitGroup<E: Edition> {
    /// The kind.
    pub name: &'static str,
    /// How many of them have anything to do.
    pub count: usize,
    /// In the plan's order.
    pub units: Vec<UnitRow<E>>,
}

/// A unit in the list.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct UnitRow<E: Edition> {
    /// The unit.
    pub link: Link,
    /// Other ways to write its name, for the filter.
    pub also: String,
    /// Tasks assigned.
    pub task_count: usize,
    /// As lead.
    pub lead_count: usize,
    /// Tasks by the unit's own status.
    pub count: Count,
    /// Milestones of which it said how they stand.
    pub milestone_count: usize,
    /// Indicators to report.
    pub indicator_count: usize,
    /// Whether it reports or has anything to report.
    pub has_duties: bool,
    /// Whether it is a name for several units, which are counted one by one: it has no counts of its own.
    pub is_collective: bool,
    /// Internal: timeliness and completeness.
    pub internal: E::Only<UnitRowNote>,
}

/// Internal: of a unit in the list.
#[derive(Debug, Clone, Serialize)]
pub struct UnitRowNote {
    /// Timeliness; absent for units that do not report.
    pub timeliness: Option<Tag>,
    /// 46/46.
    pub coverage: String,
}
