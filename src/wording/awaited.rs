//! What nobody can judge yet, in the one word that tells why.
//!
//! Takes a judgement and the record that it rests on; gives a word for tags, cards and conclusions alike.

use super::TOLD_ELSEWHERE;
use crate::assess::{Grounds, IndicatorStanding, Standing, TargetResult};
use crate::consolidate::{Gap, IndicatorRecord, Outcome};
use crate::submission::Held;

/// `未到目标年份`: its year has not come, and there is nothing to hold it against on the way.
pub const NOT_YET: &str = "未到目标年份";
/// `届时认定`: the same, where a person will judge.
pub const JUDGED_THEN: &str = "届时认定";

/// Why nothing can be said yet, where a word says more than 待认定, 不可比 or 无数据; `None` where it does not.
pub fn awaited(indicator: &IndicatorStanding, record: &IndicatorRecord) -> Option<&'static str> {
    let reference = indicator.course.reference;
    let judged = indicator.targets.iter().find(|target| Some(target.target) == reference);
    match (&record.outcome, indicator.standing) {
        (Outcome::Conflict(_), Standing::NoData | Standing::NotComparable) => Some("待核定"),
        // It is not true that there is none.
        (Outcome::None(Gap::Held(held @ Held::Open(_))), Standing::NoData) => Some(held.chinese()),
        (Outcome::None(Gap::Missing(missing)), Standing::NoData) => Some(missing.chinese()),
        (_, Standing::NoData) if judged.is_some_and(|t| t.grounds == Grounds::RuledElsewhere) => {
            Some(TOLD_ELSEWHERE)
        }
        (_, Standing::ToBeJudged) if !indicator.targets.iter().any(|t| t.is_open()) => Some(JUDGED_THEN),
        (_, Standing::NotComparable) if judged.is_some_and(|t| t.result == TargetResult::NotDue) => {
            Some(NOT_YET)
        }
        _ => None,
    }
}
