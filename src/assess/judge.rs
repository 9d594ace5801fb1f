//! A value against one target (assessment.md, section 1).

use rust_decimal::Decimal;

/// How a value stands to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetResult {
    /// 达到.
    Met,
    /// 未达到: it is due (this year's, a past one that nothing follows, or one that holds always).
    Missed,
    /// 未到期: not met yet, and its year has not come.
    NotDue,
    /// 待认定: needs a person's verdict, and there is none.
    ToBeJudged,
    /// 不可比: with the reason.
    NotComparable,
    /// 无数据.
    NoData,
}

impl TargetResult {
    /// The word on screen and paper.
    pub fn chinese(self) -> &'static str {
        match self {
            TargetResult::Met => "达到",
            TargetResult::Missed => "未达到",
            TargetResult::NotDue => "未到期",
            TargetResult::ToBeJudged => "待认定",
            TargetResult::NotComparable => "不可比",
            TargetResult::NoData => "无数据",
        }
    }

    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            TargetResult::Met => "met",
            TargetResult::Missed => "missed",
            TargetResult::NotDue => "not_due",
            TargetResult::ToBeJudged => "to_be_judged",
            TargetResult::NotComparable => "not_comparable",
            TargetResult::NoData => "no_data",
        }
    }
}

/// k of N counties meet a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aggregate {
    /// k: counties that meet it.
    pub met: usize,
    /// Counties known not to.
    pub missed: usize,
    /// Counties without a value or a verdict.
    pub lacking: usize,
    /// N: counties that are asked, without those that it does not concern (不涉及).
    pub of: usize,
}

/// How an indicator stands to one of its targets. Parallel to the plan's `targets`.
#[derive(Debug, Clone)]
pub struct TargetJudgement {
    /// Position in the indicator's targets.
    pub target: usize,
    /// The result.
    pub result: TargetResult,
    /// Whether the target counts: another statement of the same goal may govern (`governs`).
    pub counts: bool,
    /// Whether its year has come: a target without a year is always due.
    pub is_due: bool,
    /// The bound in the indicator's own unit: the target's value, or what a change of the baseline comes to.
    pub bound: Option<Decimal>,
    /// The upper bound of a range.
    pub bound_max: Option<Decimal>,
    /// v − t, exact, in the indicator's unit; for a range the distance to its nearest end, 0 inside.
    pub gap: Option<Decimal>,
    /// d: how much better (+) or worse (−) than the target the value is, exact.
    pub margin: Option<Decimal>,
    /// c: 完成度, exact and not clipped, 1 = reached; `None` with the reason in `steps`.
    pub completion: Option<Decimal>,
    /// k of N, for targets that each county must meet.
    pub aggregate: Option<Aggregate>,
    /// The verdict that decided, by position in the decisions' `verdicts`.
    pub verdict: Option<usize>,
    /// `按1—11月`, when the value does not cover the whole year: then the judgement is not final.
    pub provisional: Option<String>,
    /// The result with its numbers: `34.0≤35，达到`; or the reason why there is none.
    pub reason: String,
}

impl TargetJudgement {
    /// Whether a person has to decide now: the target counts, its year has come, and there is no verdict.
    pub fn is_open(&self) -> bool {
        self.counts && self.is_due && self.result == TargetResult::ToBeJudged
    }
}
