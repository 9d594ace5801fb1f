//! What is said of a value against one target (assessment.md, section 1).

use rust_decimal::Decimal;

use super::Lacking;
use super::case::NoValue;
use crate::measure::{Bound, Incomparable, NoBound, Quantity};
use crate::plan::{Operator, ValueStatus};
use crate::submission::{PartOfYear, Period};

/// How a value stands to one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetResult {
    /// 达到.
    Met,
    /// 未达到: it is due (this year's, a past one that nothing follows, or one that holds always).
    Missed,
    /// 未到期: not met yet, and its year has not come.
    NotDue,
    /// 按折算达到进度: a flow of part of a year that keeps pace with its annual target; not met yet.
    OnPace,
    /// 按折算未达到进度: such a flow that does not keep pace; not missed yet.
    OffPace,
    /// 待认定: needs a person's verdict, and there is none.
    ToBeJudged,
    /// 不可比: with the reason.
    NotComparable,
    /// 无数据.
    NoData,
}

impl TargetResult {
    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            TargetResult::Met => "met",
            TargetResult::Missed => "missed",
            TargetResult::NotDue => "not_due",
            TargetResult::OnPace => "on_pace",
            TargetResult::OffPace => "off_pace",
            TargetResult::ToBeJudged => "to_be_judged",
            TargetResult::NotComparable => "not_comparable",
            TargetResult::NoData => "no_data",
        }
    }
}

/// What a result rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grounds {
    /// The numbers of the judgement.
    Numbers,
    /// Counties counted one by one: see `aggregate`.
    Counted,
    /// A person's verdict, by position in the decisions' `verdicts`.
    Verdict(usize),
    /// A person's verdict on a goal whose year is over, which stands in that year's report.
    Ruled(i32),
    /// A person's verdict on a goal whose year is over, in a report that this audience does not see.
    RuledElsewhere,
    /// A person's verdict is needed, and there is none.
    AwaitsVerdict,
    /// There is no value.
    NoValue(NoValue),
    /// The value may not be compared with the plan's targets.
    Incomparable(Incomparable),
    /// The target cannot be turned into a bound.
    NoBound(NoBound),
    /// The target is what a whole year comes to, exactly or about; its part says nothing yet.
    PartOfYear,
    /// What adds up over a year is held against the targets of that year only.
    OtherYear,
    /// Each county must meet it, and there are no figures by county.
    NoCountyFigures,
    /// The plan has no such unit.
    UnknownUnit,
}

/// Why a result is not final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// The value covers a part of the year; 数据状态 as given.
    Part(Period, Option<ValueStatus>),
    /// The value does not say what time it covers; 数据状态 as given.
    NoPeriod(Option<ValueStatus>),
    /// The value covers the whole time and is no 终值; 数据状态 as given.
    Status(Option<ValueStatus>),
    /// Figures of several units, not final for reasons that differ.
    Several,
}

impl Unsettled {
    /// Why a judgement on a quantity is not final; `None` when it is.
    pub fn of(value: &Quantity) -> Option<Self> {
        match value.period {
            None => Some(Unsettled::NoPeriod(value.status)),
            Some(period) if !period.is_whole() => Some(Unsettled::Part(period, value.status)),
            Some(_) => (!value.is_final()).then_some(Unsettled::Status(value.status)),
        }
    }

    /// The one reason of all that are not final; none is taken for the others where they differ.
    pub(super) fn of_all(reasons: impl Iterator<Item = Self>) -> Option<Self> {
        reasons.reduce(|one, other| if one == other { one } else { Unsettled::Several })
    }
}

/// k of N counties meet a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aggregate {
    /// k: counties that meet it, or keep pace with it.
    pub met: usize,
    /// Of these, counties whose flow of a part of the year keeps pace: they do not meet it yet.
    pub on_pace: usize,
    /// Counties known not to.
    pub missed: usize,
    /// Of these, counties whose flow of a part of the year lags: they have not missed it yet.
    pub off_pace: usize,
    /// Counties without a value or a verdict.
    pub lacking: usize,
    /// These by their state.
    pub states: Lacking,
    /// N: counties that are asked, without those that it does not concern (不涉及).
    pub of: usize,
    /// Whether they are counties; the plan may ask other units one by one.
    pub of_counties: bool,
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
    /// Whether it is the one to hold today.
    pub is_live: bool,
    /// The bound in the indicator's own unit: the target's value, or what a change of the baseline comes to.
    pub bound: Option<Decimal>,
    /// The upper bound of a range.
    pub bound_max: Option<Decimal>,
    /// v − t of the figure as shown, in the indicator's unit, its scale the digits to print; for a range the
    /// distance to its nearest end, 0 inside.
    pub gap: Option<Decimal>,
    /// d: how much better (+) or worse (−) than the target the value is, exact.
    pub margin: Option<Decimal>,
    /// c: 完成度, exact and not clipped, 1 = reached; `None` with the reason in `steps`.
    pub completion: Option<Decimal>,
    /// k of N, for targets that each county must meet.
    pub aggregate: Option<Aggregate>,
    /// 折算值: what the bound comes to for the part of the year that a flow's value covers.
    pub pace: Option<Pace>,
    /// Why the judgement is not final.
    pub unsettled: Option<Unsettled>,
    /// What the result rests on.
    pub grounds: Grounds,
}

impl TargetJudgement {
    /// The verdict that decided, by position in the decisions' `verdicts`.
    pub fn verdict(&self) -> Option<usize> {
        match self.grounds {
            Grounds::Verdict(at) => Some(at),
            _ => None,
        }
    }

    /// Whether the target is met, or kept pace with, as far as numbers or a person say; `None` where neither does.
    pub fn is_kept(&self) -> Option<bool> {
        match self.result {
            TargetResult::Met | TargetResult::OnPace => Some(true),
            TargetResult::Missed | TargetResult::OffPace => Some(false),
            // What has not passed a later cap yet may still do so.
            TargetResult::NotDue => self.margin.filter(|margin| *margin < Decimal::ZERO).map(|_| false),
            TargetResult::ToBeJudged | TargetResult::NotComparable | TargetResult::NoData => None,
        }
    }

    /// Whether a person has to decide now: the target counts, its year has come, and there is no verdict.
    pub fn is_open(&self) -> bool {
        self.counts && self.is_due && self.result == TargetResult::ToBeJudged
    }
}

impl Pace {
    /// Whether it is the part of what must not be passed: who keeps below it has not reached anything.
    pub fn is_ceiling(&self) -> bool {
        matches!(self.bound.op, Operator::AtMost | Operator::Below)
    }
}

/// 折算值: what a target comes to for the part of the year that a flow's value covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The part of the bound for it, as it is printed.
    pub bound: Bound,
    /// The same in full: so it is judged.
    pub exact: Bound,
    /// The part of the year.
    pub part: PartOfYear,
    /// v − the part, exact; for a range the distance to its nearest end, 0 inside.
    pub gap: Decimal,
}
