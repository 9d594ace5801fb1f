//! A section (部分) of the plan with its tasks.
//!
//! Takes nothing; gives types. Never holds what the task's own page does not.

use serde::Serialize;

use super::edition::Edition;
use super::paper::OfficeText;
use super::site::{Count, Frame, Link, Narrative, Pager, Tag, TaskState};
use super::task::{TaskNote, Voice};

/// `sections/<section>.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct SectionPage<E: Edition> {
    /// The section's id in lower case.
    pub id: String,
    /// The frame.
    pub frame: Frame,
    /// `2025年度`.
    pub year_text: String,
    /// By status, this year.
    pub count: Count,
    /// Last year's label and counts.
    pub last: Option<(String, Count)>,
    /// What the office wrote of the section.
    pub words: OfficeText,
    /// One paragraph of figures.
    pub summary: String,
    /// Tasks in the plan's order; of a long section the part of this page.
    pub tasks: Vec<SectionTask<E>>,
    /// Where the section goes on.
    pub pager: Option<Pager>,
    /// The section before.
    pub prev: Option<Link>,
    /// The section after.
    pub next: Option<Link>,
}

/// A task in its section.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct SectionTask<E: Edition> {
    /// As written in the plan.
    pub id: String,
    /// `（二）持续深入打好碧水保卫战`.
    pub link: Link,
    /// 节: a heading between chapter and task; only where it begins.
    pub part: Option<String>,
    /// Status.
    pub status: TaskState,
    /// 上年.
    pub last_status: Option<TaskState>,
    /// 目标要求.
    pub goal: Option<Narrative>,
    /// 完成时限.
    pub due: String,
    /// What the office wrote of the task: it stands in place of the units' words.
    pub words: OfficeText,
    /// 进展情况 as far as it may be shown: of the unit that speaks for the task, or of the one named first and of one
    /// that decides the status.
    pub progress: Vec<Voice>,
    /// 关联指标 with their judgement.
    pub indicators: Vec<SectionIndicator>,
    /// Units, lead first.
    pub units: Vec<Link>,
    /// Internal: issues and next steps are on the task page; here what is open.
    pub internal: E::Only<TaskNote>,
}

/// An indicator of a task.
#[derive(Debug, Clone, Serialize)]
pub struct SectionIndicator {
    /// The indicator.
    pub link: Link,
    /// Its judgement.
    pub standing: Tag,
}
