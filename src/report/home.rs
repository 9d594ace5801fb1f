//! The pages above the plan-years: all plans, and one plan with its years.
//!
//! Takes nothing; gives types. Never holds a unit's words.

use serde::Serialize;

use super::site::{Count, Fact, Frame, Link, Site, Tag};

/// 方案与年度: all plans, newest first. `index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The site.
    pub site: Site,
    /// The frame.
    pub frame: Frame,
    /// One sentence on who reports to whom by when.
    pub lead: String,
    /// The plans.
    pub plans: Vec<PlanCard>,
    /// What is said of a plan without a year.
    pub no_years: &'static str,
    /// Key to the marks: groups of tags with their meaning.
    pub key: Vec<KeyRow>,
    /// What the judgements mean, paragraph by paragraph.
    pub reading: Vec<Fact>,
}

/// A plan on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct PlanCard {
    /// `p-yangquan`.
    pub anchor: String,
    /// Title, to the plan's page.
    pub link: Link,
    /// 发文字号, 成文日期, 目标年份, 任务和指标, 报送单位, 替代关系.
    pub facts: Vec<Fact>,
    /// Its years, newest first.
    pub years: Vec<YearCard>,
}

/// A year of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct YearCard {
    /// `2025年度`, to its overview.
    pub link: Link,
    /// `open` (nothing received yet), `published` or `draft` (received, not yet published).
    pub state: &'static str,
    /// Tasks by status; absent while open.
    pub count: Option<Count>,
    /// 已报送34家，应报36家; 数据截至…; … 发布; or the deadline: line by line.
    pub lines: Vec<String>,
}

/// A mark and its meaning.
#[derive(Debug, Clone, Serialize)]
pub struct KeyRow {
    /// The mark.
    pub tag: Tag,
    /// What it means.
    pub meaning: &'static str,
    /// 计入 / 不计入 the denominator.
    pub counted: &'static str,
}

/// A plan: what it demands, and its years. `<plan>/index.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PlanHome {
    /// The site.
    pub site: Site,
    /// The frame.
    pub frame: Frame,
    /// 信息公开目录 of the document.
    pub facts: Vec<Fact>,
    /// 报送要求.
    pub duty: Vec<Fact>,
    /// Years, newest first.
    pub years: Vec<YearCard>,
    /// What is said where there is none.
    pub no_years: &'static str,
    /// Sections with their tasks, in the plan's order.
    pub sections: Vec<PlanSection>,
    /// Indicators with targets of all years.
    pub indicators: Vec<PlanIndicator>,
    /// 历年任务进展: a row a year.
    pub history: Vec<PlanYear>,
    /// 调整 of the plan.
    pub amendments: Vec<String>,
}

/// A section of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanSection {
    /// Number and title.
    pub link: Link,
    /// Its tasks.
    pub tasks: Vec<PlanTask>,
}

/// A task of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanTask {
    /// As written in the plan.
    pub id: String,
    /// Title, to its page in the latest year.
    pub link: Link,
    /// Units, lead first.
    pub units_text: String,
    /// Other ways to write their names, for the filter.
    pub also: String,
    /// 完成时限.
    pub due: String,
}

/// An indicator of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanIndicator {
    /// Name, to its page in the latest year.
    pub link: Link,
    /// 计量单位, or “—”.
    pub unit_of_measure: String,
    /// `48.0（2021年）`, or “—”.
    pub baseline: String,
    /// Targets, one a line.
    pub targets: Vec<String>,
    /// 填报单位.
    pub units_text: String,
}

/// A year in the history of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanYear {
    /// The year.
    pub link: Link,
    /// Tasks by status.
    pub count: Count,
    /// Indicators by judgement.
    pub indicators: Count,
    /// 已报 / 应报.
    pub reported: String,
}
