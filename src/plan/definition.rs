//! What a plan file says, key by key (formats.md, section 2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::indicator::Indicator;
use super::reporting::Reporting;
use crate::syntax::{Date, Due, Id, Located, Number};

/// A plan file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// `plan/1`.
    pub nianbao: String,
    /// 计划编号, the same as the file name.
    pub id: Located<Id>,
    /// 标题.
    pub title: Located<String>,
    /// 地区.
    pub region: String,
    /// 发文机关; `null` where the document does not say it.
    #[serde(default)]
    pub issuer: Option<String>,
    /// 发文字号、索引号、成文日期、发布日期.
    #[serde(default)]
    pub document: Document,
    /// 目标年份.
    pub horizon: Vec<i32>,
    /// 所替代的计划.
    #[serde(default)]
    pub supersedes: Option<String>,
    /// 年度报告的发文单位: who signs the annual report of this plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<Issuer>,
    /// 报送要求.
    pub reporting: Located<Reporting>,
    /// 单位, in order of protocol; this order is used everywhere.
    pub units: Vec<Located<Unit>>,
    /// 部分（章）.
    pub sections: Vec<Located<Section>>,
    /// 指标.
    #[serde(default)]
    pub indicators: Vec<Located<Indicator>>,
    /// 办公室后来补充的分工; the plan's own text stays untouched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Located<Assignment>>,
    /// 原文中看似目标而不列为目标的内容, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_a_target: Vec<Located<Answer>>,
    /// 调整: what changed from which year on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Located<Amendment>>,
    /// 待核对的内容, written by `import`; a reviewed plan has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// 年度报告的发文单位.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// 名称, as it signs.
    pub name: String,
    /// 全称, where it differs.
    #[serde(default)]
    pub full_name: Option<String>,
    /// 发文机关代字, such as 阳环委办 in 阳环委办〔2025〕9号.
    #[serde(default)]
    pub number_prefix: Option<String>,
}

/// Data of the official document.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// 发文字号.
    #[serde(default)]
    pub number: Option<String>,
    /// 索引号: an opaque text given by the publisher.
    #[serde(default)]
    pub index_number: Option<String>,
    /// 成文日期.
    #[serde(default)]
    pub adopted: Option<Date>,
    /// 发布日期.
    #[serde(default)]
    pub published: Option<Date>,
}

/// A body that the plan names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// 编号.
    pub id: Located<Id>,
    /// 名称.
    pub name: Located<String>,
    /// 其他写法, misprints of the document included.
    #[serde(default)]
    pub aliases: Vec<Located<String>>,
    /// 类别.
    pub kind: UnitKind,
    /// 合称所含的单位.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Located<Id>>,
    /// 是否报送; by default departments and counties do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports: Option<bool>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 部门.
    Department,
    /// 县区.
    County,
    /// 合称, such as 各县区: stands for its members.
    Collective,
    /// 其他.
    Other,
}

/// 部分: a chapter of the plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// 编号.
    pub id: Located<Id>,
    /// 序号 as printed.
    #[serde(default)]
    pub number: Option<String>,
    /// 标题.
    pub title: String,
    /// 任务.
    #[serde(default)]
    pub tasks: Vec<Located<Task>>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// 任务: one thing that the plan demands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// 编号, safe against Excel's dates: `RW-02-04`.
    pub id: Located<Id>,
    /// 序号 as printed.
    #[serde(default)]
    pub number: Option<String>,
    /// 标题.
    pub title: Located<String>,
    /// 节: a heading between chapter and task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// 类别.
    #[serde(default)]
    pub kind: TaskKind,
    /// 目标要求: in one to three sentences of the office's own.
    #[serde(default)]
    pub goal: Option<String>,
    /// 条款全文, where the office wants it shown.
    #[serde(default)]
    pub text: Option<String>,
    /// 牵头单位.
    #[serde(default)]
    pub lead_units: Vec<Located<Id>>,
    /// 责任单位.
    #[serde(default)]
    pub responsible_units: Vec<Located<Id>>,
    /// 配合单位.
    #[serde(default)]
    pub supporting_units: Vec<Located<Id>>,
    /// 落实单位: named once for all tasks.
    #[serde(default)]
    pub also: Vec<Located<Id>>,
    /// 完成时限.
    pub due: Located<Due>,
    /// 原文依据.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// 节点.
    #[serde(default)]
    pub milestones: Vec<Located<Milestone>>,
    /// 年度任务: what the office's annual list of tasks asks of each year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yearly: Vec<Located<Yearly>>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// 年度任务 of one task.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Yearly {
    /// 年度.
    pub year: i32,
    /// 内容.
    pub what: String,
    /// 年度应完成的比例, in per cent of the task.
    #[serde(default)]
    pub percent: Option<Located<Number>>,
    /// 下达单位.
    #[serde(default)]
    pub by: Option<String>,
    /// 依据文件.
    #[serde(default)]
    pub document: Option<String>,
}

/// What a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// 重点任务.
    #[default]
    Task,
    /// 保障措施.
    Safeguard,
}

/// 节点: a named project or a dated step.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// 编号.
    pub id: Located<Id>,
    /// 内容.
    pub what: String,
    /// 完成时限; `null` where the document gives none.
    #[serde(default)]
    pub due: Option<Located<Due>>,
    /// 原文依据.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// 力争、确保….
    #[serde(default)]
    pub qualifier: Option<String>,
    /// 待核对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// 分工 that the office adds to a plan whose text names no unit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// 任务编号.
    pub task: Located<Id>,
    /// 牵头单位.
    #[serde(default)]
    pub lead_units: Vec<Located<Id>>,
    /// 责任单位.
    #[serde(default)]
    pub responsible_units: Vec<Located<Id>>,
    /// 配合单位.
    #[serde(default)]
    pub supporting_units: Vec<Located<Id>>,
    /// 理由.
    pub reason: String,
    /// 决定单位.
    #[serde(default)]
    pub by: Option<String>,
    /// 决定日期.
    #[serde(default)]
    pub on: Option<Date>,
}

/// A piece of the text that is deliberately no target.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// 原文.
    pub quote: Located<String>,
    /// 理由.
    pub reason: String,
    /// 待核对, written by `import`: what the tool judged and nobody has looked at answers nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Located<String>>,
}

/// 调整: recorded, so that old years render as they were.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// 起始年度.
    pub from: i32,
    /// 任务编号.
    #[serde(default)]
    pub task: Option<Located<Id>>,
    /// 指标编号.
    #[serde(default)]
    pub indicator: Option<Located<Id>>,
    /// 单位编号.
    #[serde(default)]
    pub unit: Option<Located<Id>>,
    /// 内容.
    pub what: String,
    /// 调整前: what it was called until then, so that years can be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
    /// 原因.
    pub why: String,
    /// 依据文件.
    #[serde(default)]
    pub document: Option<String>,
}

/// 调整前: the name or the id that the thing had in the plan until the amendment.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Was {
    /// 原名称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 原编号, of what was moved or numbered anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Located<Id>>,
    /// 合并前的编号, of several that became one; `[]` of what there was not before under any id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<Located<Id>>>,
}

impl Was {
    /// The earlier ids; `None` when the id stayed.
    pub fn earlier(&self) -> Option<Vec<&Id>> {
        match (&self.id, &self.ids) {
            (None, None) => None,
            (one, several) => Some(one.iter().chain(several.iter().flatten()).map(|id| &id.inner).collect()),
        }
    }
}
