//! Why there is no figure.

use super::tables::{FigureAnswer, FigureState, Gap, Value};
use crate::measure::Unlike;
use crate::submission::Missing;

impl FigureAnswer {
    /// The figure, where there is one.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            FigureState::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Why there is none.
    pub fn gap(&self) -> Option<Gap> {
        Some(match &self.state {
            FigureState::Value(_) => return None,
            FigureState::Missing(_, missing) => Gap::Missing(*missing),
            FigureState::Empty(_) | FigureState::NoEntry => Gap::NoEntry,
            FigureState::NilReturn => Gap::NilReturn,
            FigureState::Unusable => Gap::Unusable,
            FigureState::Held(held) => Gap::Held(*held),
            FigureState::NotSubmitted => Gap::NotSubmitted,
        })
    }
}

impl Unlike {
    /// `口径、时段`, to stand before 不一致.
    pub fn chinese(self) -> String {
        let all =
            [("数值", self.value), ("口径", self.basis), ("标准版本", self.standard), ("时段", self.period)];
        let there = all.iter().filter(|(_, differs)| *differs).map(|(word, _)| *word);
        there.collect::<Vec<_>>().join("、")
    }
}

/// The reason to show: what came and cannot be used, else what an asked unit answered, which says more than that
/// another was silent. That a unit has no such matter speaks for that unit alone: it is the reason of the whole
/// only where all say so.
pub(super) fn first_gap(figures: &[FigureAnswer]) -> Gap {
    let rank = |gap: &Gap| match gap {
        Gap::Unusable | Gap::Held(_) => 0,
        Gap::Missing(Missing::NotApplicable) => 4,
        Gap::Missing(_) => 1,
        Gap::NoEntry => 2,
        Gap::NilReturn => 5,
        _ => 3,
    };
    let asked = figures.iter().filter(|answer| answer.expected);
    asked.filter_map(FigureAnswer::gap).min_by_key(rank).unwrap_or(Gap::NoReporter)
}
