//! What the entries of a file are about that are not used, as something in each has a fault of form.
//!
//! Takes what the reader left out; gives ids that [`super::resolve`] looks up as it does those of entries that
//! are used, so that a wrong id is told in the same run as the fault beside it. Nothing else of them is known.

use super::named::Named;
use crate::plan::{IndicatorIndex, MilestoneSite, TaskIndex};
use crate::source::Place;
use crate::syntax;

/// What entries are about that are left out of a form, each list in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct LeftOut {
    /// Entries of tasks.
    pub tasks: Vec<Named<TaskIndex>>,
    /// Entries of milestones.
    pub milestones: Vec<Named<MilestoneSite>>,
    /// Figures.
    pub indicators: Vec<Named<IndicatorIndex>>,
}

impl LeftOut {
    pub(super) fn of(entries: Vec<syntax::LeftOut>) -> Self {
        let mut all = LeftOut::default();
        for entry in entries {
            match entry.list.as_str() {
                "tasks" => all.tasks.push(entry.id.into()),
                "milestones" => all.milestones.push(entry.id.into()),
                "indicators" => all.indicators.push(entry.id.into()),
                _ => {}
            }
        }
        all.tasks.sort_by_key(|id| id.place);
        all.milestones.sort_by_key(|id| id.place);
        all.indicators.sort_by_key(|id| id.place);
        all
    }

    /// Whether a place is the id of one of them.
    pub fn holds(&self, place: Place) -> bool {
        // Thousands of findings ask about thousands of entries.
        holds(&self.tasks, place) || holds(&self.milestones, place) || holds(&self.indicators, place)
    }
}

fn holds<I>(ids: &[Named<I>], place: Place) -> bool {
    ids.binary_search_by_key(&place, |id| id.place).is_ok()
}
