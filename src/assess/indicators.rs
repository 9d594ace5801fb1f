//! How an indicator stands: everything that a page shows of it, with the way it was reached.

use rust_decimal::Decimal;

use super::Situation;
use super::compare::YearOnYear;
use super::judge::{TargetJudgement, TargetResult};
use super::line::Scheduled;
use super::standing::Standing;
use crate::consolidate::{Gap, IndicatorRecord, Value};
use crate::plan::{IndicatorIndex, UnitIndex};

/// How one county's figure stands. One row a unit that the plan asks.
#[derive(Debug, Clone)]
pub struct CountyRow {
    /// The unit.
    pub unit: UnitIndex,
    /// Its figure.
    pub value: Option<Value>,
    /// Why there is none.
    pub gap: Option<Gap>,
    /// Against each target, parallel to [`IndicatorStanding::targets`]; `None` where the target does
    /// not hold for this county.
    pub results: Vec<Option<TargetResult>>,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, String>,
}

/// How an indicator stands.
#[derive(Debug, Clone)]
pub struct IndicatorStanding {
    /// The indicator.
    pub indicator: IndicatorIndex,
    /// The value that is judged: agreed, combined or chosen by the office. `None` with `reason`.
    pub value: Option<Value>,
    /// What an incomplete roll-up comes to so far; shown, never judged.
    pub partial: Option<Value>,
    /// Whether the value is final: it covers the whole year and is a 终值.
    pub is_final: bool,
    /// One judgement a target, in the plan's order.
    pub targets: Vec<TargetJudgement>,
    /// The target that the standing refers to, by position: this year's, else the next, else the last.
    pub reference: Option<usize>,
    /// c toward the reference target, exact and not clipped.
    pub completion: Option<Decimal>,
    /// p(y).
    pub scheduled: Option<Scheduled>,
    /// d = s·(v − p(y)), exact, in the indicator's unit; positive is better.
    pub deviation: Option<Decimal>,
    /// Years ahead (+) or behind (−) of the line, exact.
    pub years_ahead: Option<Decimal>,
    /// How far behind is still 落后 and not 明显落后, in the indicator's unit.
    pub tolerance: Option<Decimal>,
    /// How it stands.
    pub standing: Standing,
    /// 差于基期: v on the wrong side of b, whatever the standing.
    pub worsening: bool,
    /// v − t for the reference target, exact.
    pub gap_to_target: Option<Decimal>,
    /// The standing in one sentence, with its numbers; the reason where there is none.
    pub reason: String,
    /// 同比, or the reason why there is none.
    pub year_on_year: Result<YearOnYear, String>,
    /// County by county, in order of protocol; empty for figures of the city.
    pub counties: Vec<CountyRow>,
    /// 判定过程: each formula with its numbers.
    pub steps: Vec<String>,
}

pub(super) fn stand(_situation: &Situation<'_>, record: &IndicatorRecord) -> IndicatorStanding {
    IndicatorStanding {
        indicator: record.indicator,
        value: None,
        partial: None,
        is_final: false,
        targets: vec![],
        reference: None,
        completion: None,
        scheduled: None,
        deviation: None,
        years_ahead: None,
        tolerance: None,
        standing: Standing::NoData,
        worsening: false,
        gap_to_target: None,
        reason: String::new(),
        year_on_year: Err(String::new()),
        counties: vec![],
        steps: vec![],
    }
}
