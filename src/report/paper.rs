//! The paper: what all units said of a task, merged; figures in sentences; tables.
//!
//! Takes nothing; gives types. Problems, measures and summaries only ever stand in `internal`.

use serde::Serialize;

use super::edition::Edition;

/// What stands in the paper beside its head and its tables of figures.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Paper<E: Edition> {
    /// 重点任务进展情况, by the plan's chapters.
    pub chapters: Vec<PaperChapter>,
    /// 填报长期坚持的单位进展: passages that stand in the annex of tasks.
    pub ongoing: Vec<OngoingPassage>,
    /// Internal: what only the superior reads.
    pub internal: E::Only<PaperNote>,
}

/// A chapter of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PaperChapter {
    /// Without the plan's number: the paper numbers for itself.
    pub title: String,
    /// 本部分7项任务，正常推进5项、….
    pub summary: String,
    /// In the plan's order.
    pub tasks: Vec<PaperTask>,
}

/// A task.
#[derive(Debug, Clone, Serialize)]
pub struct PaperTask {
    /// Without the plan's number.
    pub title: String,
    /// 完成时限为2030年，10家单位报送，其中…，总体….
    pub sentence: String,
    /// Those behind or not begun, departments, counties: a paragraph each; none is empty.
    pub groups: Vec<Vec<Passage>>,
}

/// What one unit said, or several alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// `市水利局`, `平定县、盂县等5家`.
    pub unit: String,
    /// 滞后, 未启动, where this paper says it of single units.
    pub mark: Option<&'static str>,
    /// As written, on one line, with an end.
    pub words: String,
    /// How many units said it.
    pub units: usize,
}

/// A passage in the annex of tasks.
#[derive(Debug, Clone, Serialize)]
pub struct OngoingPassage {
    /// Of which task.
    pub task: String,
    /// What was said.
    pub passage: Passage,
}

/// Internal: of the paper.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PaperNote {
    /// 总体情况 of the units, departments first.
    pub summaries: Vec<Passage>,
    /// 存在问题, by task.
    pub problems: Vec<Concern>,
    /// 下一步措施, by task.
    pub measures: Vec<Measure>,
}

/// What units said of a task that concerns its superior.
#[derive(Debug, Clone, Serialize)]
pub struct Concern {
    /// The task, without its number.
    pub task: String,
    /// Who said what.
    pub passages: Vec<Passage>,
}

/// A measure of a unit.
#[derive(Debug, Clone, Serialize)]
pub struct Measure {
    /// The task, without its number.
    pub task: String,
    /// Who said what.
    pub passage: Passage,
    /// 计划完成时间, as tables write it, or “—”.
    pub due: String,
}

impl<E: Edition> Paper<E> {
    /// Units whose progress stands in the paper, each counted once a task.
    pub fn passages(&self) -> usize {
        let body = self.chapters.iter().flat_map(|chapter| &chapter.tasks).flat_map(|task| &task.groups);
        let annex = self.ongoing.iter().map(|row| &row.passage);
        body.flatten().chain(annex).map(|passage| passage.units).sum()
    }
}
