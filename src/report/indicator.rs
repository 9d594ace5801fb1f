//! An indicator: value, judgement, run over the years; and the table of all indicators.
//!
//! Takes nothing; gives types. A value never stands without period and status.

use serde::Serialize;

use super::edition::Edition;
use super::series::Series;
use super::site::{Count, Download, Fact, Frame, Group, Link, Shown, Source, SourceRecord, Tag};
use crate::wording::achievement::Lacks;
use crate::wording::{Absence, AimOf};

/// An indicator as a small multiple.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Mini<E: Edition> {
    /// 类别, or empty.
    pub group: String,
    /// Name.
    pub link: Link,
    /// For the spark; absent for goals in words and without any value or target.
    pub series: Option<Series>,
    /// The value, or why there is none.
    pub shown: Shown,
    /// `年度目标 ≥36`, or the goal in words.
    pub target_text: String,
    /// Judgement.
    pub standing: Tag,
    /// What the word of the judgement leaves open: `13个县区中6个达到`, `2030年目标≥62%`.
    pub standing_note: Option<String>,
    /// Where the value comes from; of many the first three.
    pub sources: Vec<Source<E>>,
    /// The same in words: `市水利局 报送件 第23行`, or `12家报送件，见指标页`.
    pub source_text: String,
}

/// `indicators/<indicator>.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct IndicatorPage<E: Edition> {
    /// As written in the plan.
    pub id: String,
    /// The frame; eyebrow id, 类别, direction; byline year, units, task.
    pub frame: Frame,
    /// Judgement: 达标, 未达标, 待公布, 定性.
    pub standing: Tag,
    /// The judgement in a sentence: met by which target, on schedule, behind by how much.
    pub standing_text: String,
    /// The lead paragraph.
    pub lead: String,
    /// Key figures: value, target, deviation, n/N or completion.
    pub figures: Vec<KeyFigure>,
    /// For the chart; absent for goals in words.
    pub series: Option<Series>,
    /// 历年数值, newest first.
    pub rows: Vec<YearRow<E>>,
    /// 填报单位 one by one: each county, or each reporter of one figure.
    pub reporters: Vec<ReporterRow<E>>,
    /// What the reporters' table shows: 各县区数值, 各填报单位数值.
    pub reporters_heading: String,
    /// 口径, 执行标准, 方案目标, 目标说明, 修约, 汇总方式.
    pub basis: Vec<Fact>,
    /// 方案目标: all of them, one a row.
    pub targets: Vec<TargetRow>,
    /// 判定过程: each judgement with its arithmetic.
    pub trace: Vec<Fact>,
    /// Records of the files drawn on.
    pub sources: Vec<SourceRecord<E>>,
    /// The indicator before.
    pub prev: Option<Link>,
    /// The indicator after.
    pub next: Option<Link>,
    /// Internal.
    pub internal: E::Only<IndicatorNote>,
}

/// One of the figures on top.
#[derive(Debug, Clone, Serialize)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The figure, or “—”.
    pub value: String,
    /// Its unit, small.
    pub unit: Option<String>,
    /// A judgement beside it.
    pub tag: Option<Tag>,
    /// The line below.
    pub note: String,
}

/// A value of a year.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct YearRow<E: Edition> {
    /// `2025年`.
    pub year: String,
    /// The value with period and status.
    pub shown: Shown,
    /// `数据不全，缺1家，应有2家`, of what some gave of a whole.
    pub lacks: Option<String>,
    /// 时序目标, `73.8（内插）`, or “—”.
    pub schedule: String,
    /// Whether the scheduled value is interpolated.
    pub interpolated: bool,
    /// 与目标差, signed, or “—”.
    pub difference: String,
    /// 同比.
    pub change_text: String,
    /// Sources of the reporting year, all of them: a page folds away those of many behind the first.
    pub sources: Vec<Source<E>>,
    /// All of them, of other years in the files of those years: what data files name.
    #[serde(skip)]
    pub origins: Vec<Source<E>>,
    /// Where it stands, for other years: `2024年度报告`, `方案`.
    pub source_link: Option<Link>,
    /// Whether it is of the reporting year.
    pub current: bool,
}

/// One reporter's figure.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct ReporterRow<E: Edition> {
    /// The unit.
    pub unit: Link,
    /// Its value, or why there is none (in the public edition without naming silence).
    pub shown: Shown,
    /// 上年终值 that it gave with this year's figure, of a county's own row: that of the whole needs all of them.
    pub last_year: Option<Shown>,
    /// Where that stands.
    pub last_source: Option<Source<E>>,
    /// 终值 of this closed year that it gave with the next year's figures.
    pub settled: Option<Shown>,
    /// Where that stands, in the files of that year.
    #[serde(skip)]
    pub settled_origins: Vec<Source<E>>,
    /// Judgement, for counties judged one by one.
    pub standing: Option<Tag>,
    /// `差2.2个百分点`, `差不足0.1个百分点`: what a missed target lacks, as the value may look like the target.
    pub standing_note: Option<String>,
    /// 口径, where it differs from the plan's.
    pub basis: Option<String>,
    /// 数据来源 as given.
    pub origin: Option<String>,
    /// Where it stands.
    pub source: Option<Source<E>>,
    /// Why it misses its target, in its own words.
    pub because: Option<String>,
    /// Internal.
    pub internal: E::Only<FigureNote>,
}

/// Internal: of one figure.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FigureNote {
    /// The true reason of a gap.
    pub gap: Option<String>,
    /// 说明.
    pub note: Option<String>,
    /// 核实说明.
    pub explanation: Option<String>,
    /// Whether the office chose this figure among several.
    pub chosen: bool,
}

/// A target of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct TargetRow {
    /// `2030年`, `长期`.
    pub year: String,
    /// `≥18.0 %`, or the words.
    pub text: String,
    /// Whom it holds for, when not the whole.
    pub scope: Option<String>,
    /// The plan's own words.
    pub quote: Option<String>,
    /// Whether it is the one judged this year.
    pub current: bool,
}

/// Internal: of an indicator.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndicatorNote {
    /// Differing values side by side.
    pub conflicts: Vec<String>,
    /// 采用 and 达标认定, with reason, by, on.
    pub decisions: Vec<String>,
    /// Reporters without a figure, by name.
    pub missing: Vec<String>,
}

/// 指标完成情况表. `indicators/index.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct IndicatorTable<E: Edition> {
    /// The frame.
    pub frame: Frame,
    /// By judgement.
    pub count: Count,
    /// By 类别.
    pub groups: Vec<Group<IndicatorRow<E>>>,
    /// What the rows of figures say.
    pub columns: IndicatorColumns,
    /// What holds for the whole table.
    pub note: String,
    /// Files.
    pub files: Vec<Download>,
}

/// Which columns the table of figures has: one in which no row says anything is left out, and what all rows say alike
/// stands above them. Goals in words have a table of their own.
#[derive(Debug, Clone, Default, Serialize)]
pub struct IndicatorColumns {
    /// Rows with a figure, or that ask for one.
    pub measured: usize,
    /// Goals in words.
    pub worded: usize,
    /// 属性.
    pub kind: bool,
    /// 属性 where all rows have the same.
    pub only_kind: Option<&'static str>,
    /// 基期值.
    pub baseline: bool,
    /// 上年值.
    pub last: bool,
    /// 同比: that last year has no value is said above.
    pub change: bool,
    /// 与目标差.
    pub difference: bool,
    /// How many columns there are.
    pub count: usize,
}

/// A goal in words as it stands: year, words and judgement of one target, and of no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordedGoal {
    /// `2027年`, 未规定年份.
    pub year: String,
    /// How it reads in a list.
    pub words: String,
    /// 达到, 未达到, 届时认定; of a stage that is over, in the report of which year a person said so.
    pub standing: String,
    /// Whether it is a stage that is over, told beside the goal that followed it.
    pub is_stage: bool,
}

/// A row of the indicator table.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct IndicatorRow<E: Edition> {
    /// 序号.
    pub seq: usize,
    /// The id as written.
    pub id: String,
    /// Name.
    pub link: Link,
    /// 计量单位, or “—”.
    pub unit_of_measure: String,
    /// 约束性, 预期性, 参考性.
    pub kind: &'static str,
    /// 基期值, or “—”.
    pub baseline: String,
    /// 基期年份.
    pub baseline_year: Option<String>,
    /// 上年值 with its period and status.
    pub last: Shown,
    /// 本年目标: `≥36`, or the goal in words, or “—”.
    pub target_text: String,
    /// The same as a paper says it, by the plan's own words for its bound and how firmly it is meant: without its unit
    /// of measure, `力争≥80`, and with it, `18%`, `40%左右`.
    #[serde(skip)]
    pub target_said: [String; 2],
    /// As a table in words prints it, without its unit of measure: `80以上`.
    pub target_words: String,
    /// `内插`, `2027年目标`: what kind of target it is.
    pub target_note: Option<String>,
    /// The same as a fact.
    #[serde(skip)]
    pub target_of: AimOf,
    /// Why there is no value, where there is none.
    #[serde(skip)]
    pub absence: Option<Absence>,
    /// Whether it was held against last year: compared, or found not to be comparable.
    #[serde(skip)]
    pub is_held_against_last: bool,
    /// Whether all its targets are in words, whatever is reported beside them.
    #[serde(skip)]
    pub is_worded: bool,
    /// Whether it is a goal in words without a figure, which stands apart from what is measured.
    pub is_goal: bool,
    /// `2027年`, `未定年份`: of which year it is.
    pub goal_year: String,
    /// A goal in words as it reads in a list, where the plan says so.
    pub phrase: Option<String>,
    /// Of what the plan sets in words: the goal that its judgement is of, and stages that are over and were ruled on.
    pub goals: Vec<WordedGoal>,
    /// 本年完成值.
    pub shown: Shown,
    /// 与目标差, signed, or “—”.
    pub difference: String,
    /// Whether the value is on the good side of what the difference is from.
    pub is_good: Option<bool>,
    /// 同比 as a sentence has it, where there is one.
    pub change: Option<String>,
    /// The same with its sign, for a table of the paper.
    #[serde(skip)]
    pub change_signed: Option<String>,
    /// `较2025年11月底（26.12%）`: what the change is from, where that is not this very time of last year.
    pub compared_with: Option<String>,
    /// The day on which last year's value was counted, of one that adds up.
    #[serde(skip)]
    pub counted_before: Option<String>,
    /// `2025年终值26.15%`, where the change is from another value.
    #[serde(skip)]
    pub settled_before: Option<String>,
    /// Of what is not summed up, who reported how much: `甲县3个`.
    #[serde(skip)]
    pub each: Vec<String>,
    /// 同比 as the table has it, or why there is none.
    pub change_text: String,
    /// 是否达到时序进度, in words, or “—”.
    pub schedule_text: String,
    /// Judgement.
    pub standing: Tag,
    /// What the word of the judgement leaves open: `13个县区中6个达到`, `2030年目标≥62%`.
    pub standing_note: Option<String>,
    /// Why the target is missed, in the words of who reported the figure.
    #[serde(skip)]
    pub because: Option<String>,
    /// Whether that note counts units that are judged one by one.
    pub is_counted: bool,
    /// Whether what that note tells decides, and not the target that stands beside the value.
    pub is_decided_elsewhere: bool,
    /// `经我局认定`: who says whether the goal is reached, where no figure does.
    #[serde(skip)]
    pub ruled: Option<String>,
    /// 口径.
    pub basis: String,
    /// 填报单位.
    pub units_text: String,
    /// Where the value comes from; of many the first three.
    pub sources: Vec<Source<E>>,
    /// The same in words.
    pub source_text: String,
    /// All of them: what data files name.
    #[serde(skip)]
    pub origins: Vec<Source<E>>,
    /// What a roll-up lacks.
    #[serde(skip)]
    pub lacks: Option<Lacks>,
    /// Why a value is not comparable with its target, where both are there.
    pub incomparable: Option<String>,
    /// Internal.
    pub internal: E::Only<IndicatorNote>,
}
