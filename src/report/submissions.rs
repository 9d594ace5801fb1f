//! 报送情况: counts for everybody, unit by unit for the office.
//!
//! Takes nothing; gives types. Names of units never stand outside of `internal`.

use serde::Serialize;

use super::edition::Edition;
use super::series::{Days, Receipts};
use super::site::{Fact, Frame, Link, Pager, Ratio, Tag};

/// `submissions.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(bound = "")]
pub struct Submissions<E: Edition> {
    /// The frame.
    pub frame: Frame,
    /// One paragraph of figures.
    pub summary: String,
    /// 报送统计 by kind of unit.
    pub rows: Vec<SubmissionRow>,
    /// 合计.
    pub total: SubmissionRow,
    /// 逐日接收: only with an intake book.
    pub days: Option<Days>,
    /// 累计接收, beside last year's.
    pub receipts: Option<Receipts>,
    /// 依据, 截止, 认定, 零报告, 材料有误.
    pub rules: Vec<Fact>,
    /// 历年对比, newest first.
    pub history: Vec<SubmissionYear>,
    /// Internal: unit by unit.
    pub internal: E::Only<SubmissionsNote>,
}

/// Counts of a kind of unit. expected = on_time + late + faulty + returned_pending + missing + waiting.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SubmissionRow {
    /// 县区, 市级部门, 合计.
    pub kind: String,
    /// 应报.
    pub expected: usize,
    /// 已到期: whose own deadline has passed, or who is on time before it: the denominator of the rate.
    pub due: usize,
    /// 已报.
    pub reported: usize,
    /// 按时.
    pub on_time: usize,
    /// 迟报.
    pub late: usize,
    /// 退回待补.
    pub returned_pending: usize,
    /// 未报: the deadline has passed.
    pub missing: usize,
    /// 未到期: not yet due, not yet there.
    pub waiting: usize,
    /// 材料有误: neither on time nor late.
    pub faulty: usize,
    /// Of these, whose time of arrival nobody knows.
    pub undated: usize,
    /// 零报告.
    pub nil: usize,
    /// 材料不全: reported, and not all that was asked for; only counted where a unit is not to be told.
    pub partial: usize,
    /// 退回修改（家次）.
    pub returns: u32,
    /// 按时率 of those that were due.
    pub rate: Option<Ratio>,
}

impl SubmissionRow {
    /// The counts of units in the order of tables: 应报、已报、按时、迟报、材料有误、退回待补、未报、未到期、零报告.
    pub fn counts(&self) -> [usize; 9] {
        [
            self.expected,
            self.reported,
            self.on_time,
            self.late,
            self.faulty,
            self.returned_pending,
            self.missing,
            self.waiting,
            self.nil,
        ]
    }
}

/// A year in comparison.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionYear {
    /// The year.
    pub link: Link,
    /// Its counts.
    pub row: SubmissionRow,
    /// Whether it is the reporting year.
    pub current: bool,
}

/// Internal: unit by unit.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionsNote {
    /// 应报时间 of whoever has none of its own.
    pub deadline: String,
    /// In order of protocol; the part of this page.
    pub units: Vec<SubmissionUnit>,
    /// Files whose unit nobody knows.
    pub strangers: Vec<String>,
    /// 定稿后收到, or later than the moment looked at: paths, with the day where the book knows it.
    pub later: Vec<String>,
    /// Where the list goes on (always absent so far: 176 units are one page).
    pub pager: Option<Pager>,
}

/// Internal: a unit's submission.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionUnit {
    /// 序号.
    pub seq: usize,
    /// The unit.
    pub unit: Link,
    /// 报送状态.
    pub timeliness: Tag,
    /// 应报时间.
    pub due: String,
    /// 首次报送, or “—”; 自报 is marked.
    pub first_received: String,
    /// 退回次数.
    pub returns: String,
    /// 最终接收, or “—”.
    pub accepted: String,
    /// 材料完整性: answered / assigned.
    pub completeness: String,
    /// 备注: 迟报2天, 退回后补报, 延期, 零报告, reasons of return.
    pub remark: String,
    /// The file in force.
    pub path: Option<String>,
}
