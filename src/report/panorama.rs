//! The whole of a plan-year at one glance: units by tasks, milestones by years.
//!
//! Takes nothing; gives types. A cell holds a mark, its word and an address, and never a unit's silence in public.

use serde::Serialize;

use super::overview::StripCell;
use super::site::{Count, Link};

/// 单位和任务: as many tasks as stand beside each other on a page.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// Sections, each with how many of the tasks are its own here.
    pub sections: Vec<(Link, usize)>,
    /// The tasks: 序号 as in the register, and title.
    pub tasks: Vec<(usize, Link)>,
    /// Units that have a part in any of them.
    pub rows: Vec<MatrixRow>,
}

/// A unit with its own status of each task.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The unit.
    pub unit: Link,
    /// Parallel to the tasks; none where it has no part, or says nothing that the reader may know.
    pub cells: Vec<Option<StripCell>>,
}

/// 项目和节点 by the year in which they fall due.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// All of them, by status.
    pub count: Count,
    /// The years: words, and whether it is the reporting year. What has no day stands last.
    pub years: Vec<(String, bool)>,
    /// Sections of the plan that have any.
    pub rows: Vec<TimelineRow>,
}

/// The milestones of a section.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineRow {
    /// The section.
    pub section: Link,
    /// Parallel to the years.
    pub cells: Vec<Vec<StripCell>>,
}
