//! The office's own text for the report, `text.md` (formats.md, section 4.1).
//!
//! Takes the file and the plan; gives passages, each for a heading of the report, with the figures that it
//! names resolved to the plan. Never looks a figure up, and never uses a passage that names nothing.

mod headings;
mod marks;
mod read;
mod since;

use super::Held;
use crate::plan::{Date, IndicatorIndex, Located, TaskIndex};
use crate::source::{FileId, Place};

pub use read::{RULES, read};
pub use since::{forget_later, report_undated};

/// The text of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeWords {
    /// The file.
    pub file: FileId,
    /// From which day on it holds, where it says so: `<!-- 日期 2026-01-10 -->`.
    pub since: Option<Located<Date>>,
    /// In the order of the file.
    pub passages: Vec<OfficePassage>,
}

/// What the office wrote under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePassage {
    /// Which part of the report it is for.
    pub about: About,
    /// The heading.
    pub heading: Place,
    /// From the heading to the next.
    pub place: Place,
    /// In order; empty where only material stands below the heading.
    pub pieces: Vec<OfficePiece>,
    /// The mark of the material that it was written from, as the skeleton gave it.
    pub material: Option<String>,
}

/// A part of the report that the office can write for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// 总体评价.
    Assessment,
    /// 主要做法和成效.
    Practices,
    /// 存在的主要问题.
    Problems,
    /// 下一步工作打算.
    Plans,
    /// 意见建议.
    Suggestions,
    /// A section, by position.
    Section(usize),
    /// A task.
    Task(TaskIndex),
    /// An indicator.
    Indicator(IndicatorIndex),
}

/// A stretch of a passage for one kind of reader: lines, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePiece {
    /// Whether it stands between `<!-- 内部 -->` and `<!-- /内部 -->`.
    pub internal: bool,
    /// Markdown with figures in it.
    pub words: Vec<Word>,
}

/// Words, or the name of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// As written, with its place.
    Text(String, Place),
    /// `{{ 数值("pm25") }}`.
    Figure(Figure, Place),
}

/// A figure that is named and not typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// 数值, value: `36微克/立方米（1—11月，初步数）`.
    Value(IndicatorIndex),
    /// 同比, change: `下降3微克/立方米（7.7%）`.
    Change(IndicatorIndex),
    /// 目标, target: `2027年40%左右`.
    Target(IndicatorIndex),
    /// 任务数, tasks: `7项`, by the key of a status; `all` for all of them.
    Tasks(&'static str),
    /// 家数, units: `33家`, by the key of a state; `expected`, `reported`.
    Units(&'static str),
    /// 比例, rate: `91.7%`, by `on_time`, `completed`, `met`.
    Rate(&'static str),
}

/// A number that was typed into the text, and is no figure that everybody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedNumber {
    /// The number.
    pub place: Place,
    /// The byte of the file behind it and its unit of measure, where a mark would stand.
    pub behind: usize,
    /// Whether it stands in a passage for the internal edition only.
    pub internal: bool,
    /// What it is.
    pub what: Typed,
}

/// Why not everybody sees a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// A part of a report that was taken out, or that something is asked about.
    Held(Held),
    /// 待核定: several reporters give differing figures and the office chose none.
    Disputed,
    /// 未采用: the report has another unit's figure in its place; by the rule that tells of it.
    Untaken(&'static str),
    /// 尚未公开: a figure of a year that no review has cleared for everybody.
    Unpublished,
    /// 含待核实: a count that is another one without what is asked about.
    Uneven,
}

impl Unseen {
    /// The reason in words, for a mark.
    pub fn chinese(self) -> &'static str {
        match self {
            Unseen::Held(held) => held.chinese(),
            Unseen::Disputed => "待核定",
            Unseen::Untaken(_) => "未采用",
            Unseen::Unpublished => "尚未公开",
            Unseen::Uneven => "含待核实",
        }
    }

    /// The code of the rule, where one tells of it.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Unseen::Held(held) => Some(held.code()),
            Unseen::Disputed => Some("N431"),
            Unseen::Untaken(code) => Some(code),
            Unseen::Unpublished | Unseen::Uneven => None,
        }
    }
}

/// What a typed number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// It stands nowhere in the plan and the reports.
    Unknown,
    /// A figure that is named, and not the same for the public: what it is made of waits there.
    Apart,
    /// It is a figure that was withheld, or that something is asked about, or that nobody's report prints.
    Held {
        /// Why not everybody sees the figure.
        held: Unseen,
        /// Whose it is and what of.
        whose: String,
        /// Whether the office uses it, and only others do not see it.
        used: bool,
    },
}

/// The names by which counts are asked for: English and Chinese.
pub const TASK_COUNTS: [(&str, &str); 7] = [
    ("all", "全部"),
    ("completed", "已完成"),
    ("on_track", "正常推进"),
    ("behind", "滞后"),
    ("overdue", "逾期"),
    ("not_started", "未启动"),
    ("ongoing", "长期坚持"),
];

/// As [`TASK_COUNTS`], of units.
pub const UNIT_COUNTS: [(&str, &str); 8] = [
    ("expected", "应报"),
    ("reported", "已报"),
    ("on_time", "按时"),
    ("late", "迟报"),
    ("faulty", "材料有误"),
    ("missing", "未报"),
    ("returned", "退回待补"),
    ("nil", "零报告"),
];

/// As [`TASK_COUNTS`], of shares.
pub const RATES: [(&str, &str); 3] = [("on_time", "按时率"), ("completed", "完成率"), ("met", "达标率")];

/// The headings of the report's own parts.
pub const PARTS: [(&str, About); 5] = [
    ("总体评价", About::Assessment),
    ("主要做法和成效", About::Practices),
    ("存在的主要问题", About::Problems),
    ("下一步工作打算", About::Plans),
    ("意见建议", About::Suggestions),
];
