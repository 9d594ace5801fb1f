//! 总体情况: the first page of a plan-year.
//!
//! Takes nothing; gives types. Never names a unit's submission in a public field.

use serde::Serialize;

use super::edition::Edition;
use super::indicator::Mini;
use super::paper::OfficeText;
use super::site::{Count, Download, Fact, Frame, Link, Ratio, Tag};

/// 总体情况. `index.html` of a plan-year. With nothing submitted `empty` is there.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Overview<E: Edition> {
    /// The frame.
    pub frame: Frame,
    /// Shown in place of results when nothing was submitted.
    pub empty: Option<Empty>,
    /// 总体评价, as the office wrote it; put in once the paper is composed.
    pub words: OfficeText,
    /// One paragraph of figures.
    pub summary: String,
    /// What holds for all values: 数值除注明外均为….
    pub value_note: String,
    /// 方案任务 n 项，本报告列 n 项; also units and indicators.
    pub coverage_note: String,
    /// 信息公开目录.
    pub catalogue: Vec<Fact>,
    /// Files to download.
    pub files: Vec<Download>,
    /// 报送情况.
    pub submissions: SubmissionFigures,
    /// 重点任务.
    pub tasks: TaskFigures,
    /// 指标.
    pub indicators: IndicatorFigures,
    /// Small multiples, in the plan's order.
    pub minis: Vec<Mini<E>>,
    /// Those without a value, by the words of their standing.
    pub unvalued: Count,
    /// Sections with their tasks.
    pub sections: Vec<SectionStrip>,
    /// Tasks that changed against last year.
    pub changes: Changes,
    /// 同比 of indicators; empty without last year's values.
    pub year_on_year: Vec<YearOnYear>,
    /// What changed in the plan itself.
    pub plan_change_note: String,
    /// Internal: what needs a decision.
    pub internal: E::Only<OverviewNote>,
}

/// The state before the first submission.
#[derive(Debug, Clone, Serialize)]
pub struct Empty {
    /// 本年度尚未收到报送材料.
    pub heading: String,
    /// What is due, from how many, until when.
    pub text: String,
    /// Last year, where there is one.
    pub last: Option<Link>,
    /// Targets of the year: name, target, units.
    pub targets: Vec<EmptyTarget>,
}

/// A target in a year without results.
#[derive(Debug, Clone, Serialize)]
pub struct EmptyTarget {
    /// The indicator.
    pub link: Link,
    /// `≥94.0 %（内插）`.
    pub target_text: String,
    /// 填报单位.
    pub units_text: String,
}

/// 报送情况 in figures; no names.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionFigures {
    /// 应报.
    pub expected: usize,
    /// 已报 (nil returns and faulty files included).
    pub reported: usize,
    /// 按时, 迟报, 退回待补, 材料有误, 未报, 未到期 in the fixed order; sum = expected. Zeros included.
    pub count: Count,
    /// One key a unit for the marks, in the order of `count`.
    pub marks: Vec<&'static str>,
    /// 按时率.
    pub rate: Ratio,
    /// Last year's.
    pub last_rate: Option<Ratio>,
    /// 按时率88.9%（32/36），上年83.3%（30/36），上升5.6个百分点。
    pub change_text: String,
}

/// 重点任务 in figures.
#[derive(Debug, Clone, Serialize)]
pub struct TaskFigures {
    /// By status.
    pub count: Count,
    /// 达到时序进度: completed or on track, of those that count.
    pub on_schedule: Ratio,
    /// 完成率.
    pub completed: Ratio,
    /// 已完成3项，完成率3/20。长期坚持7项不计入分母。
    pub note: String,
}

/// 指标 in figures.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorFigures {
    /// 达标, 未达标, 待公布, 定性: sum = all indicators.
    pub count: Count,
    /// 达标 of those judged.
    pub met: Ratio,
    /// What the denominator is.
    pub note: String,
}

/// A section as a strip of tasks and a heat row.
#[derive(Debug, Clone, Serialize)]
pub struct SectionStrip {
    /// `三、持续深入推进污染防治攻坚`.
    pub link: Link,
    /// One cell a task.
    pub cells: Vec<StripCell>,
    /// By status; `total` is the number of tasks.
    pub count: Count,
    /// One heat cell a part of `count`, in its order.
    pub heat: Vec<HeatCell>,
}

/// A task in a strip.
#[derive(Debug, Clone, Serialize)]
pub struct StripCell {
    /// Its page.
    pub href: String,
    /// `持续深入打好碧水保卫战：滞后`.
    pub title: String,
    /// Its status.
    pub status: Tag,
}

/// A number with its shade.
#[derive(Debug, Clone, Serialize)]
pub struct HeatCell {
    /// Heading of the column.
    pub word: &'static str,
    /// The number.
    pub n: usize,
    /// What is asked about of these.
    pub open: Option<String>,
    /// `h0` … `h4`, `hw`, `ha`, `hn`.
    pub class: &'static str,
}

/// Tasks against last year.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Changes {
    /// Whether there is a last year to compare with.
    pub comparable: bool,
    /// 向好.
    pub better: Vec<Change>,
    /// 转差.
    pub worse: Vec<Change>,
    /// 不变.
    pub same: usize,
    /// Neither: no status in one of the years.
    pub unknown: usize,
    /// `按两年都有答复的单位比较，共29家次`: what the comparison rests on.
    pub basis: String,
    /// 4项向好，3项转差，20项不变。
    pub text: String,
}

/// A task that changed.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// The task.
    pub link: Link,
    /// Last year.
    pub before: Tag,
    /// This year.
    pub after: Tag,
    /// `待核实（N501）`: what is asked about the answers that this year's status rests on.
    pub open: Option<String>,
    /// Over whom it is compared, where that is not how the two years' reports have it.
    pub note: Option<String>,
}

/// An indicator against last year.
#[derive(Debug, Clone, Serialize)]
pub struct YearOnYear {
    /// The indicator.
    pub link: Link,
    /// Last year's value with its period, or “—”.
    pub before: String,
    /// This year's.
    pub now: String,
    /// `较2025年11月底（26.12%，2025年终值26.15%）`, where it is from a value that a reader would not expect.
    pub compared_with: Option<String>,
    /// 上升1.6个百分点, 持平, or why it is not compared.
    pub text: String,
}

/// Matters of one kind that wait for the office's decision.
#[derive(Debug, Clone, Serialize)]
pub struct OpenMatters {
    /// What is to be decided: 目标需要认定.
    pub what: &'static str,
    /// Of what.
    pub which: Vec<Link>,
}

/// Internal: what stands open.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewNote {
    /// 待认定: conflicts, verdicts.
    pub open: Vec<OpenMatters>,
    /// 强制, 核实, 提示 counts in words.
    pub findings_text: String,
    /// 公开审查: by, on, 公开属性; or that there is none.
    pub review_text: String,
}
