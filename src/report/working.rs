//! Pages that only the office has: 今日要情 and 核对发现.
//!
//! Takes nothing; gives types. Never part of a public report.

use serde::Serialize;

use super::overview::Change;
use super::site::{Count, Frame, Link, Narrative, Tag, TaskState};

/// The internal pages of a plan-year.
#[derive(Debug, Clone, Serialize)]
pub struct Working {
    /// `today.html`.
    pub today: Today,
    /// `findings.html`.
    pub findings: Findings,
}

/// 今日要情: who is missing, what has to be done, which tasks are late.
#[derive(Debug, Clone, Serialize)]
pub struct Today {
    /// The frame.
    pub frame: Frame,
    /// 应报, 已报, 未报, 退回待补, 待认定, 强制, 核实: label, value, note.
    pub figures: Vec<TodayFigure>,
    /// 今日要办, most urgent first.
    pub todo: Vec<Todo>,
    /// 要联系的单位: who owes what.
    pub calls: Vec<Call>,
    /// 变化: since a day that the office names, else on the last one that the book knows.
    pub changes: Option<TodayChanges>,
    /// 滞后和逾期任务.
    pub late_tasks: Vec<LateTask>,
}

/// A unit to speak to.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    /// The unit.
    pub unit: Link,
    /// 未报, 退回待补, 材料有误….
    pub state: Tag,
    /// `已过截止时间16天`; empty where its report is there.
    pub when: String,
    /// `任务2项（甲、乙）`; empty where it lacks nothing.
    pub owed: String,
    /// `强制2处、核实1处`; empty where nothing is asked.
    pub asked: String,
    /// Why its report was given back.
    pub reasons: Vec<String>,
}

/// What has changed.
#[derive(Debug, Clone, Serialize)]
pub struct TodayChanges {
    /// `2025-12-10以后`, `2025-12-17（收文登记簿最后有记录的一天）`.
    pub since: String,
    /// Lines of the book, in order.
    pub events: Vec<TodayEvent>,
    /// What stands elsewhere, kind by kind; only where the office names a day.
    pub moved: Vec<MovedGroup>,
}

/// A line of the book.
#[derive(Debug, Clone, Serialize)]
pub struct TodayEvent {
    /// `2025-12-17 08:57`.
    pub at: String,
    /// The unit.
    pub unit: Link,
    /// `第1版签收`.
    pub what: String,
}

/// What of a kind stands elsewhere.
#[derive(Debug, Clone, Serialize)]
pub struct MovedGroup {
    /// 单位报送状态, 任务完成情况, 指标判定.
    pub name: &'static str,
    /// Each before and after.
    pub rows: Vec<Change>,
}

/// A figure of the morning.
#[derive(Debug, Clone, Serialize)]
pub struct TodayFigure {
    /// What it is.
    pub label: &'static str,
    /// How many.
    pub value: String,
    /// The line below.
    pub note: String,
}

/// Something to do today.
#[derive(Debug, Clone, Serialize)]
pub struct Todo {
    /// 催办, 退回, 认定, 核实, 公开.
    pub kind: &'static str,
    /// The matter; what is alike stands in one: `16家未报，已过截止时间26天`.
    pub text: String,
    /// Whom or what it is about, each where to look.
    pub which: Vec<Link>,
    /// What is to be done: 尚未收到材料.
    pub state: String,
}

/// A task that is late.
#[derive(Debug, Clone, Serialize)]
pub struct LateTask {
    /// The task.
    pub link: Link,
    /// 滞后, 逾期 or 未启动.
    pub status: TaskState,
    /// 牵头单位, or the units that report it so.
    pub lead: String,
    /// 存在问题, unit by unit.
    pub issues: Vec<(String, Narrative)>,
    /// 下一步措施, unit by unit.
    pub next_steps: Vec<(String, Narrative)>,
    /// 计划完成时间, or “—”.
    pub new_due: String,
}

/// 核对发现: `findings.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Findings {
    /// The frame.
    pub frame: Frame,
    /// 强制, 核实, 提示: open ones and explained ones.
    pub count: Count,
    /// By file, in the order of the workspace.
    pub groups: Vec<FindingGroup>,
    /// Rules whose severity the settings changed.
    pub changed: Vec<String>,
}

/// Findings of a file.
#[derive(Debug, Clone, Serialize)]
pub struct FindingGroup {
    /// Path below the workspace.
    pub path: String,
    /// The unit, where the file is a submission.
    pub unit: Option<Link>,
    /// Its findings, by place.
    pub rows: Vec<FindingRow>,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    /// `N301`.
    pub code: &'static str,
    /// 强制, 核实, 提示; key `error`, `verify`, `hint`, `explained`.
    pub severity: Tag,
    /// The headline.
    pub message: String,
    /// `第23行第5列`.
    pub place: String,
    /// Words for the place.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The unit's explanation.
    pub explanation: Option<String>,
}
