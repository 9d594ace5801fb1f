//! The tables of the report: units, tasks, milestones, indicators. Gaps and conflicts are data.

use std::borrow::Cow;

use crate::intake::Record;
use crate::measure::{Quantity, Unlike};
use crate::plan::{Date, IndicatorIndex, MilestoneSite, Plan, Role, TaskIndex, UnitIndex};
use crate::submission::{Figure, Held, MilestoneEntry, Missing, Round, SubmissionIndex, TaskEntry};

/// The tables of one plan and year. Rows stand in the plan's own order.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Reporting year.
    pub year: i32,
    /// Whether any of it is example data: every page and paper then says 示例数据.
    pub sample: bool,
    /// 报送情况: one row a unit that must report, in order of protocol.
    pub units: Vec<UnitRecord>,
    /// 任务台账: one row a task.
    pub tasks: Vec<TaskRecord>,
    /// 节点: one row a milestone.
    pub milestones: Vec<MilestoneRecord>,
    /// 指标: one row an indicator.
    pub indicators: Vec<IndicatorRecord>,
}

/// What came from a unit.
#[derive(Debug, Clone)]
pub struct UnitRecord {
    /// The unit.
    pub unit: UnitIndex,
    /// Its submission in force.
    pub submission: Option<SubmissionIndex>,
    /// How it came in.
    pub receipt: Receipt,
    /// Why there is nothing to report, if the unit said so.
    pub nil_return: Option<String>,
    /// 材料有误: whether something 强制 stands against its file.
    pub faulty: bool,
    /// 退回待补: whether it was returned, so that nothing of it counts.
    pub returned: bool,
    /// Entries answered of entries assigned.
    pub coverage: Coverage,
    /// Exactly what it has not answered, where it submitted; not what stands in its file and is faulty.
    pub lacks: Vec<Duty>,
}

/// Something that a plan asks a unit for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// 任务.
    Task(TaskIndex),
    /// 指标.
    Indicator(IndicatorIndex),
    /// 节点.
    Milestone(MilestoneSite),
}

impl Duty {
    /// What it is: 任务, 指标, 节点.
    pub fn kind(self) -> &'static str {
        match self {
            Duty::Task(_) => "任务",
            Duty::Indicator(_) => "指标",
            Duty::Milestone(_) => "节点",
        }
    }

    /// The id of what is asked for.
    pub fn id(self, plan: &Plan) -> &str {
        match self {
            Duty::Task(task) => plan.task(task).id.as_str(),
            Duty::Indicator(indicator) => plan.indicator(indicator).id.as_str(),
            Duty::Milestone(site) => plan.milestone(site).id.as_str(),
        }
    }

    /// Its name in the plan.
    pub fn name(self, plan: &Plan) -> &str {
        match self {
            Duty::Task(task) => &plan.task(task).title,
            Duty::Indicator(indicator) => &plan.indicator(indicator).name,
            Duty::Milestone(site) => &plan.milestone(site).what,
        }
    }
}

/// When a submission came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// Nothing came.
    Nothing,
    /// 自报: the unit's own date, where there is no intake book; `None` without any date.
    SelfReported(Option<Date>),
    /// Something came, and the book that may say when cannot be read: the unit's own date does not take
    /// its place.
    BookDamaged,
    /// By the intake book.
    Booked(Record),
    /// Of the unit only the paper copy stands in the book: the file that is there has its own date, if any.
    PaperOnly(Record, Option<Date>),
}

/// Answered of assigned, by kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// 任务.
    pub tasks: Share,
    /// 指标.
    pub indicators: Share,
    /// 节点.
    pub milestones: Share,
}

impl Coverage {
    /// All kinds together.
    pub fn total(self) -> Share {
        let parts = [self.tasks, self.indicators, self.milestones];
        Share {
            answered: parts.iter().map(|part| part.answered).sum(),
            assigned: parts.iter().map(|part| part.assigned).sum(),
        }
    }
}

/// n of N.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// n.
    pub answered: usize,
    /// N.
    pub assigned: usize,
}

impl Share {
    /// Whether nothing is lacking.
    pub fn is_complete(self) -> bool {
        self.answered >= self.assigned
    }
}

/// A task and what its units answered.
#[derive(Debug, Clone)]
pub struct TaskRecord {
    /// The task.
    pub task: TaskIndex,
    /// One row a unit: lead units first, then the plan's order; units that the plan does not assign last.
    pub answers: Vec<TaskAnswer>,
    /// Whose answer counts, by position in the decisions' `choices`.
    pub choice: Option<usize>,
    /// A status set by the office, by position in the decisions' `overrides`.
    pub override_by_office: Option<usize>,
}

/// A unit's answer to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskAnswer {
    /// The unit.
    pub unit: UnitIndex,
    /// What the plan makes of it.
    pub role: Role,
    /// The answer.
    pub answer: Answer,
}

/// An answer, or why there is none. A nil return is never silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An entry of a submission, by position in its `tasks`.
    Entry(SubmissionIndex, usize),
    /// 零报告.
    NilReturn(SubmissionIndex),
    /// The unit submitted but said nothing of this task.
    NoEntry(SubmissionIndex),
    /// 材料有误: the file, or this part of it, cannot be used.
    Unusable(SubmissionIndex),
    /// The part is there but was not admitted.
    Held(SubmissionIndex, Held),
    /// 未报.
    NotSubmitted,
}

impl Answer {
    /// The entry, where there is one.
    pub fn entry(self, round: &Round) -> Option<&TaskEntry> {
        match self {
            Answer::Entry(submission, at) => {
                round.submissions[submission.0].form.as_ref().map(|form| &form.tasks[at].inner)
            }
            _ => None,
        }
    }
}

/// A milestone and what units said of it.
#[derive(Debug, Clone)]
pub struct MilestoneRecord {
    /// The milestone.
    pub site: MilestoneSite,
    /// Units that said something of it, in order of protocol.
    pub answers: Vec<MilestoneAnswer>,
    /// Units whose word was withheld, with the reason: a gap, and no silence.
    pub held: Vec<(UnitIndex, Held)>,
}

/// A unit's answer to a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilestoneAnswer {
    /// The unit.
    pub unit: UnitIndex,
    /// Its submission.
    pub submission: SubmissionIndex,
    /// Position in the submission's `milestones`.
    pub at: usize,
}

impl MilestoneAnswer {
    /// The entry.
    pub fn entry(self, round: &Round) -> Option<&MilestoneEntry> {
        round.submissions[self.submission.0].form.as_ref().map(|form| &form.milestones[self.at].inner)
    }
}

/// An indicator, what each reporter says, and what follows for the whole.
#[derive(Debug, Clone)]
pub struct IndicatorRecord {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// One row a unit whose figure is asked for, in order of protocol; uncalled-for figures after them.
    pub figures: Vec<FigureAnswer>,
    /// The figure of the whole.
    pub outcome: Outcome,
    /// The decision that chose among several, by position in the decisions' `choices`.
    pub choice: Option<usize>,
    /// 上年终值 of the whole: last year's final value as it became known with this year's figures.
    pub last_year: Option<Value>,
    /// In what the final values differ that several units give for one figure; none of them is then taken.
    pub last_year_differs: Option<Unlike>,
    /// 上年公布值: what the plan gives as published for the year before, in the plan's order.
    pub published: Vec<Quantity>,
}

impl IndicatorRecord {
    /// Codes of the open questions about the figure of the whole, or about what there is of it.
    pub fn questions(&self) -> Vec<&'static str> {
        match &self.outcome {
            Outcome::Value(value) | Outcome::Incomplete { partial: Some(value), .. } => {
                value.questions.clone()
            }
            // What is judged county by county, or stands side by side, is open as far as one of them is.
            Outcome::Separate | Outcome::Conflict(_) => {
                let asked = self.figures.iter().filter(|answer| answer.expected);
                let codes = asked.filter_map(FigureAnswer::value).flat_map(|value| value.questions.clone());
                codes.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
            }
            _ => vec![],
        }
    }
}

/// What one unit says of an indicator.
#[derive(Debug, Clone)]
pub struct FigureAnswer {
    /// The unit.
    pub unit: UnitIndex,
    /// Whether the plan asks this unit.
    pub expected: bool,
    /// The answer.
    pub state: FigureState,
    /// 上年终值, where the unit gives it.
    pub last_year: Option<Value>,
}

/// A figure, or why there is none.
#[derive(Debug, Clone)]
pub enum FigureState {
    /// A figure.
    Value(Value),
    /// 未监测, 尚未公布, 不涉及: an answer without a number.
    Missing(FigureRef, Missing),
    /// An entry without value and without reason.
    Empty(FigureRef),
    /// 零报告.
    NilReturn,
    /// The unit submitted but said nothing of this indicator.
    NoEntry,
    /// 材料有误.
    Unusable,
    /// The figure is there but was not admitted.
    Held(Held),
    /// 未报.
    NotSubmitted,
}

/// Where a figure stands: submission, and position in its `indicators`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    /// The submission.
    pub submission: SubmissionIndex,
    /// Position.
    pub at: usize,
}

impl FigureRef {
    /// The figure as written.
    pub fn figure(self, round: &Round) -> Option<&Figure> {
        round.submissions[self.submission.0].form.as_ref().map(|form| &form.indicators[self.at].inner)
    }
}

/// A quantity and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The quantity.
    pub quantity: Quantity,
    /// Where it comes from: all figures that agree or were combined.
    pub sources: Vec<FigureRef>,
    /// Codes of the open questions (核实) about any of them, sorted; empty where all is clear.
    pub questions: Vec<&'static str>,
}

impl std::ops::Deref for Value {
    type Target = Quantity;
    fn deref(&self) -> &Quantity {
        &self.quantity
    }
}

/// The figure of the whole city, or what stands in its way.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// One value.
    Value(Value),
    /// Several reporters differ, in that: no value is used. The values stand in `figures`.
    Conflict(Unlike),
    /// Figures of counties without a common figure (combine: none) or judged one by one (each_meets).
    Separate,
    /// A roll-up that lacks parts: never compared with a target as if complete.
    Incomplete {
        /// What the parts there are come to.
        partial: Option<Value>,
        /// Parts that are there.
        have: usize,
        /// Parts that were expected.
        of: usize,
    },
    /// No value.
    None(Gap),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The goal is in words: a person decides.
    InWords,
    /// Nobody is asked for it by the plan.
    NoReporter,
    /// Nothing was submitted.
    NotSubmitted,
    /// 未到期: nothing was submitted, and the unit's day has not passed; said by assessment, which knows the day.
    NotYetDue,
    /// Submitted, but not a word on this.
    NoEntry,
    /// 零报告.
    NilReturn,
    /// 材料有误.
    Unusable,
    /// Not admitted: 材料有误 or 待核实, with the code.
    Held(Held),
    /// 未监测, 尚未公布 or 不涉及.
    Missing(Missing),
    /// Parts that differ in that cannot be combined.
    Mixed(Unlike),
    /// A ratio without n and N cannot be combined.
    NoParts,
    /// The arithmetic leaves the range of decimals.
    OutOfRange,
}

impl Gap {
    /// The reason in words, for a cell.
    pub fn chinese(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Gap::Mixed(unlike) => return format!("{}不一致，不能汇总", unlike.chinese()).into(),
            Gap::InWords => "定性目标",
            Gap::NoReporter => "未明确填报单位",
            Gap::NotSubmitted => "未报",
            Gap::NotYetDue => "未到期",
            Gap::NoEntry => "未填报",
            Gap::NilReturn => "零报告",
            Gap::Unusable => "材料有误",
            Gap::Held(held) => held.chinese(),
            Gap::Missing(missing) => missing.chinese(),
            Gap::NoParts => "缺少分子分母，不能汇总",
            Gap::OutOfRange => "超出计算范围",
        })
    }
}
