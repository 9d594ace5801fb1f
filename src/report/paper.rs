//! The paper: all that a report says as a paper, ready to be laid out by a template.
//!
//! Takes nothing; gives types. Problems, measures, summaries, names of silent units and the head of the sent
//! document only ever stand in `internal`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::edition::Edition;

/// What a template of the paper sees. Every text is finished; a template loops and places.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Paper<E: Edition> {
    /// 总体评价 in the office's words; paragraphs of Markdown.
    pub assessment: OfficeText,
    /// 主要做法和成效 in the office's words.
    pub practices: OfficeText,
    /// 总体进展, a paragraph each.
    pub progress: Vec<String>,
    /// 报送情况, a paragraph each.
    pub receipts: Vec<String>,
    /// 主要目标完成情况: figures in sentences, by field.
    pub fields: Vec<PaperField>,
    /// What is said of comparisons before all figures; absent where all of them are compared.
    pub comparison: Option<String>,
    /// How many goals in words there are, before their table.
    pub goals_lead: String,
    /// 以文字表述的目标, by year and judgement.
    pub goals: Vec<PaperGoals>,
    /// By which rule several units that say different things make one status of a task; empty where nobody does.
    pub jointly: String,
    /// 重点任务进展情况, by the plan's chapters.
    pub chapters: Vec<PaperChapter>,
    /// 附件 指标完成情况表.
    pub indicators: Sheet,
    /// 附件 重点任务进展台账.
    pub tasks: Sheet,
    /// 填报长期坚持的单位进展: passages that stand in the annex of tasks.
    pub ongoing: Vec<OngoingPassage>,
    /// Whose passages the office's own words stand for, task by task, and for the office whose 总体情况: they stand on
    /// the pages of tasks and units.
    pub stands_for: Vec<StandsFor>,
    /// 附件 重大项目和节点: of this year, fallen due, or answered.
    pub milestones: Sheet,
    /// 附件 报送情况统计表.
    pub submissions: Sheet,
    /// 存在的主要问题 in the office's words.
    pub problems: OfficeText,
    /// 下一步工作打算 in the office's words.
    pub plans: OfficeText,
    /// 意见建议 in the office's words.
    pub suggestions: OfficeText,
    /// Internal: what only the superior reads.
    pub internal: E::Only<PaperNote>,
}

/// What the office wrote for a heading: paragraphs of Markdown, safe to place as they are with `|markdown`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OfficeText(pub Vec<String>);

/// Figures of a field.
#[derive(Debug, Clone, Serialize)]
pub struct PaperField {
    /// 空气质量.
    pub title: String,
    /// Sentences; of the office's own words in their place.
    pub sentences: Vec<String>,
}

/// Goals in words that are judged alike.
#[derive(Debug, Clone, Serialize)]
pub struct PaperGoals {
    /// `2027年`, 未定年份.
    pub year: String,
    /// 届时认定; of a stage that is over, 达到（2025年度已认定）.
    pub standing: String,
    /// How many there are; of a row that goes on with those of the row above none.
    pub n: Option<usize>,
    /// How they read in a list.
    pub goals: Vec<String>,
}

/// A chapter of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PaperChapter {
    /// The section's id in lower case.
    pub id: String,
    /// Without the plan's number: the paper numbers for itself.
    pub title: String,
    /// 本部分7项任务，正常推进5项、….
    pub summary: String,
    /// 以下任务除另有说明外，13家单位中1家填报，为正常推进。: what most of its tasks would say alike.
    pub common: Option<String>,
    /// What the office wrote of the chapter.
    pub words: OfficeText,
    /// In the plan's order.
    pub tasks: Vec<PaperTask>,
}

/// A task.
#[derive(Debug, Clone, Serialize)]
pub struct PaperTask {
    /// As in the plan.
    pub id: String,
    /// Without the plan's number.
    pub title: String,
    /// 完成时限为2030年，10家单位填报，其中…，总体…; without what the chapter says of its tasks, and empty where it says
    /// all.
    pub sentence: String,
    /// Whether the sentence is the limit of time alone, before the first passage and in its paragraph.
    pub goes_on: bool,
    /// What the office wrote in place of the units' passages.
    pub words: OfficeText,
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

/// What the office's own words stand for.
#[derive(Debug, Clone, Serialize)]
pub struct StandsFor {
    /// The task, without its number, or the heading.
    pub what: String,
    /// Units, as the task names them.
    pub units: Vec<String>,
    /// The part before it that stands for the same units.
    pub same_as: Option<String>,
}

/// A table of an annex: of its columns those that say something.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sheet {
    /// In order.
    pub columns: Vec<SheetColumn>,
    /// Cells by the keys of all columns, those that are not printed included.
    pub rows: Vec<BTreeMap<&'static str, String>>,
    /// What holds for all rows, a sentence each.
    pub notes: Vec<String>,
}

/// A column of such a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetColumn {
    /// Its key in the rows.
    pub key: &'static str,
    /// Its head.
    pub title: &'static str,
    /// `---`, or `---:` for numbers.
    pub rule: &'static str,
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
    /// 办公室认定和采用的事项.
    pub decisions: Sheet,
    /// 意见建议 of the units to the office: material of its own words, and printed nowhere.
    pub suggestions: Vec<Passage>,
    /// 报送情况, unit by unit.
    pub units: Sheet,
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
    /// Units whose progress stands in the paper or was replaced by the office's words, each counted once a task.
    pub fn passages(&self) -> usize {
        let body = self.chapters.iter().flat_map(|chapter| &chapter.tasks).flat_map(|task| &task.groups);
        let annex = self.ongoing.iter().map(|row| &row.passage);
        body.flatten().chain(annex).map(|passage| passage.units).sum()
    }
}
