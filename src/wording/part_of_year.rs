//! A part of a year in words and in a formula.

use crate::submission::PartOfYear;

/// `11个月`, `5个月15天`, `15天`.
pub(super) fn in_words(part: PartOfYear) -> String {
    match (part.months(), part.days()) {
        (months, None) => format!("{months}个月"),
        (0, Some((days, _))) => format!("{days}天"),
        (months, Some((days, _))) => format!("{months}个月{days}天"),
    }
}

/// ` × 11 ÷ 12`, ` × (5 + 15 ÷ 30) ÷ 12`.
pub(super) fn times(part: PartOfYear) -> String {
    match part.days() {
        None => format!(" × {} ÷ 12", part.months()),
        Some((days, of)) => format!(" × ({} + {days} ÷ {of}) ÷ 12", part.months()),
    }
}
