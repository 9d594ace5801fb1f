//! Why there is no figure.

use super::tables::{FigureAnswer, FigureState, Gap, Value};

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

/// The reason to show: what an asked unit answered says more than that another was silent.
pub(super) fn first_gap(figures: &[FigureAnswer]) -> Gap {
    let rank = |gap: &Gap| match gap {
        Gap::Missing(_) => 0,
        Gap::Unusable | Gap::Held(_) => 1,
        Gap::NilReturn => 2,
        Gap::NoEntry => 3,
        _ => 4,
    };
    let asked = figures.iter().filter(|answer| answer.expected);
    asked.filter_map(FigureAnswer::gap).min_by_key(rank).unwrap_or(Gap::NoReporter)
}
