//! What a submission file says, key by key (formats.md, section 3).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::explanation::Explanation;
use super::named::Named;
use super::period::Period;
use crate::plan::{Date, Due, IndicatorIndex, Located, MilestoneSite, Number, TaskIndex, ValueStatus};

/// A submission file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// `submission/1`.
    pub nianbao: String,
    /// 计划.
    pub plan: Located<String>,
    /// 年度.
    pub year: Located<i32>,
    /// 单位: id, name or alias.
    pub unit: Located<String>,
    /// 示例数据.
    #[serde(default)]
    pub sample: bool,
    /// 零报告: why there is nothing to report.
    #[serde(default)]
    pub nil_return: Option<Located<String>>,
    /// 文号.
    #[serde(default)]
    pub document_number: Option<Located<String>>,
    /// 填报日期.
    #[serde(default)]
    pub filled_on: Option<Located<Date>>,
    /// 截至日期.
    #[serde(default)]
    pub as_of: Option<Located<Date>>,
    /// 填报信息: restricted, never leaves this file.
    #[serde(default)]
    pub people: Option<People>,
    /// 总体情况, Markdown.
    #[serde(default)]
    pub summary: Option<Located<String>>,
    /// 任务.
    #[serde(default)]
    pub tasks: Vec<Located<TaskEntry>>,
    /// 节点.
    #[serde(default)]
    pub milestones: Vec<Located<MilestoneEntry>>,
    /// 指标.
    #[serde(default)]
    pub indicators: Vec<Located<Figure>>,
    /// 意见建议: internal.
    #[serde(default)]
    pub suggestions: Option<Located<String>>,
    /// 核实说明: answers a 核实 finding on the head of the form or its summary.
    #[serde(default)]
    pub explanation: Option<Located<Explanation>>,
}

/// Digits that are no number: quoted or not, they are read as they are written.
fn digits(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "integer", "null"]})
}

/// 填报信息: restricted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// 填报人.
    #[serde(default)]
    pub preparer: Option<String>,
    /// 联系电话.
    #[serde(default)]
    #[schemars(schema_with = "digits")]
    pub phone: Option<Located<String>>,
    /// 审核人.
    #[serde(default)]
    pub reviewer: Option<String>,
    /// 签发人.
    #[serde(default)]
    pub approver: Option<String>,
}

/// 任务 entry: how a task stands, in the unit's words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskEntry {
    /// 编号 of the plan's task.
    pub id: Named<TaskIndex>,
    /// 完成情况.
    pub status: Located<Status>,
    /// 完成率, 0—100.
    #[serde(default)]
    pub percent: Option<Located<Number>>,
    /// 进展情况, Markdown; public after review.
    #[serde(default)]
    pub progress: Option<Located<String>>,
    /// 公开表述, where it must differ.
    #[serde(default)]
    pub public_progress: Option<Located<String>>,
    /// 存在问题: internal.
    #[serde(default)]
    pub issues: Option<Located<String>>,
    /// 下一步措施: internal.
    #[serde(default)]
    pub next_steps: Option<Located<String>>,
    /// 计划完成时间: internal.
    #[serde(default)]
    pub new_due: Option<Located<Due>>,
    /// 资金, 万元: internal.
    #[serde(default)]
    pub funds: Option<Funds>,
    /// 佐证材料: internal.
    #[serde(default)]
    pub evidence: Vec<Located<Evidence>>,
    /// 核实说明: answers a 核实 finding on this entry.
    #[serde(default)]
    pub explanation: Option<Located<Explanation>>,
}

/// 完成情况 as a unit may state it. Overdue is computed, never stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已完成.
    Completed,
    /// 超前.
    Ahead,
    /// 正常推进.
    OnTrack,
    /// 滞后.
    Behind,
    /// 未启动.
    NotStarted,
    /// 长期坚持.
    Ongoing,
    /// 不涉及: the unit has no such matter.
    NotApplicable,
    /// 无进展: an answer, unlike silence.
    NoProgress,
    /// 尚未统计.
    NotYetAvailable,
}

impl Status {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            Status::Completed => "已完成",
            Status::Ahead => "超前",
            Status::OnTrack => "正常推进",
            Status::Behind => "滞后",
            Status::NotStarted => "未启动",
            Status::Ongoing => "长期坚持",
            Status::NotApplicable => "不涉及",
            Status::NoProgress => "无进展",
            Status::NotYetAvailable => "尚未统计",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Status::Completed => "completed",
            Status::Ahead => "ahead",
            Status::OnTrack => "on_track",
            Status::Behind => "behind",
            Status::NotStarted => "not_started",
            Status::Ongoing => "ongoing",
            Status::NotApplicable => "not_applicable",
            Status::NoProgress => "no_progress",
            Status::NotYetAvailable => "not_yet_available",
        }
    }
}

/// 资金, 万元.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Funds {
    /// 计划投入.
    #[serde(default)]
    pub planned: Option<Located<Number>>,
    /// 实际支出.
    #[serde(default)]
    pub spent: Option<Located<Number>>,
}

/// 佐证材料.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// 标题.
    pub title: Located<String>,
    /// 文件.
    #[serde(default)]
    pub file: Option<Located<String>>,
}

/// 节点 entry.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneEntry {
    /// 编号 of the plan's milestone.
    pub id: Named<MilestoneSite>,
    /// 完成情况.
    pub status: Located<Status>,
    /// 完成日期.
    #[serde(default)]
    pub done_on: Option<Located<Date>>,
    /// 说明, Markdown.
    #[serde(default)]
    pub note: Option<Located<String>>,
    /// 核实说明.
    #[serde(default)]
    pub explanation: Option<Located<Explanation>>,
}

/// 指标 entry: a figure, or why there is none.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// 编号 of the plan's indicator.
    pub id: Named<IndicatorIndex>,
    /// 数值; `null` with a reason in `missing`.
    #[serde(default)]
    pub value: Option<Located<Number>>,
    /// 缺失原因.
    #[serde(default)]
    pub missing: Option<Located<Missing>>,
    /// 分子.
    #[serde(default)]
    pub n: Option<Located<Number>>,
    /// 分母.
    #[serde(default)]
    pub of: Option<Located<Number>>,
    /// 时段: 1—11月、全年、截至…、累计.
    #[serde(default)]
    pub period: Option<Located<String>>,
    /// Which part of the year that is; `None` where there is none or nobody can tell.
    #[serde(skip)]
    pub covers: Option<Period>,
    /// 数据状态.
    #[serde(default)]
    pub value_status: Option<Located<ValueStatus>>,
    /// 口径.
    #[serde(default)]
    pub basis: Option<Located<String>>,
    /// 标准, with its edition.
    #[serde(default)]
    pub standard: Option<Located<String>>,
    /// 来源.
    #[serde(default)]
    pub source: Option<Located<String>>,
    /// 截至日期.
    #[serde(default)]
    pub as_of: Option<Located<Date>>,
    /// 上年终值: last year's final value, now that it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_year: Option<Located<LastYear>>,
    /// 说明 on a goal in words.
    #[serde(default)]
    pub note: Option<Located<String>>,
    /// 核实说明.
    #[serde(default)]
    pub explanation: Option<Located<Explanation>>,
}

/// 上年终值: it does not replace what was reported last year; both are kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LastYear {
    /// 数值 of the whole year before.
    pub value: Located<Number>,
    /// 分子.
    #[serde(default)]
    pub n: Option<Located<Number>>,
    /// 分母.
    #[serde(default)]
    pub of: Option<Located<Number>>,
    /// 数据状态; 终值 unless it says otherwise.
    #[serde(default)]
    pub value_status: Option<Located<ValueStatus>>,
    /// 来源.
    #[serde(default)]
    pub source: Option<Located<String>>,
}

/// Why a figure is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// 未监测.
    NotMonitored,
    /// 尚未公布.
    NotYetPublished,
    /// 不涉及.
    NotApplicable,
}

impl Missing {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            Missing::NotMonitored => "未监测",
            Missing::NotYetPublished => "尚未公布",
            Missing::NotApplicable => "不涉及",
        }
    }
}
