//! The view models: what a page may say; public and internal apart (WRITE).
//!
//! Takes plan, round, tables, progress and their history; gives [`PublicReport`] and
//! [`InternalReport`], in which every text is finished.
//! Never renders, and never lets a field of a submission into the public edition that is not listed
//! in a public type: what is internal stands in [`Edition`]'s associated types.

pub mod chart;
mod compose;
mod draft;
mod edition;
mod fragment;
pub mod goals;
mod home;
mod indicator;
mod letter;
mod method;
mod overview;
mod panorama;
mod paper;
mod search;
mod section;
mod series;
mod site;
mod submissions;
mod task;
mod unit;
mod working;

pub use compose::{Composer, Input, PlanYears, Since, YearData, compose, home, plan_home};
pub use draft::{Changed, Stuff, changed, skeleton};
pub use edition::{Edition, Internal, Part, Public, Review};
pub use fragment::Fragment;
pub use home::{Home, KeyRow, PlanCard, PlanHome, PlanIndicator, PlanSection, PlanTask, PlanYear, YearCard};
pub use indicator::{
    FigureNote, IndicatorColumns, IndicatorNote, IndicatorPage, IndicatorRow, IndicatorTable, KeyFigure,
    Mini, ReporterRow, TargetRow, WordedGoal, YearRow,
};
pub use letter::Letter;
pub use method::{Chapter, Method};
pub use overview::{
    Change, Changes, Empty, EmptyTarget, HeatCell, IndicatorFigures, OpenMatters, Overview, OverviewNote,
    SectionStrip, StripCell, SubmissionFigures, TaskFigures, YearOnYear,
};
pub use panorama::{Matrix, MatrixRow, Timeline, TimelineRow};
pub use paper::{
    Concern, Measure, OfficeText, OngoingPassage, Paper, PaperChapter, PaperField, PaperGoals, PaperNote,
    PaperTask, Passage, Sheet, SheetColumn, StandsFor,
};
pub use search::{Entry, Search};
pub use section::{SectionIndicator, SectionPage, SectionTask};
pub use series::{Actual, Arrivals, Day, Days, Node, Point, Receipts, Series};
pub use site::{
    Column, Count, CountPart, Download, Fact, Frame, Group, Link, Narrative, NavItem, Notice, Pager,
    PathNote, Ratio, Shown, Site, Source, SourceRecord, Tag, TaskState,
};
pub use submissions::{SubmissionRow, SubmissionUnit, SubmissionYear, Submissions, SubmissionsNote};
pub use task::{
    Answer, AnswerNote, MilestoneAnswerRow, MilestoneNote, MilestoneRow, RegisterRow, TaskNote, TaskPage,
    TaskRegister, TaskYear, Voice,
};
pub use unit::{
    OwnFigure, UnitColumns, UnitGroup, UnitIndicator, UnitList, UnitMilestone, UnitNote, UnitPage, UnitRow,
    UnitRowNote, UnitTask, UnitYear,
};
pub use working::{
    Call, FindingGroup, FindingRow, Findings, LateTask, MovedGroup, Today, TodayChanges, TodayEvent,
    TodayFigure, Todo, Working,
};

use serde::Serialize;

/// All pages of one plan-year in one edition. A page that goes on has further pages of the same
/// type behind it in the list, each with its own `frame.path`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Report<E: Edition> {
    /// The plan's id in lower case: the folder.
    pub plan: String,
    /// The plan's title.
    pub plan_title: String,
    /// Reporting year.
    pub year: i32,
    /// Whether any of it is example data.
    pub sample: bool,
    /// The site.
    pub site: Site,
    /// The report as a paper.
    pub letter: Letter,
    /// What all units said, merged.
    pub paper: Paper<E>,
    /// 总体情况.
    pub overview: Overview<E>,
    /// 部分.
    pub sections: Vec<SectionPage<E>>,
    /// 任务台账.
    pub register: Vec<TaskRegister<E>>,
    /// 任务.
    pub tasks: Vec<TaskPage<E>>,
    /// 指标完成情况表.
    pub indicator_table: IndicatorTable<E>,
    /// 指标.
    pub indicators: Vec<IndicatorPage<E>>,
    /// 责任单位一览.
    pub unit_list: UnitList<E>,
    /// 单位.
    pub units: Vec<UnitPage<E>>,
    /// 报送情况.
    pub submissions: Submissions<E>,
    /// 搜索和网站地图.
    pub search: Search,
    /// 评价方法.
    pub method: Method,
    /// 粘贴稿.
    pub fragment: Fragment,
    /// Internal: 今日要情, 核对发现.
    pub internal: E::Only<Working>,
}

/// 公开版.
pub type PublicReport = Report<Public>;

/// 内部版.
pub type InternalReport = Report<Internal>;

/// 送审版.
pub type ReviewReport = Report<Review>;
