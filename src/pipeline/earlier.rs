//! How the rounds stood at an earlier moment: what the office's morning is compared with.
//!
//! Takes a workspace and the moment; gives standings, year by year. Reports nothing: what is wrong with the files is
//! said of them as they are now.

use std::collections::BTreeMap;

use super::{Selection, read};
use crate::assess::Progress;
use crate::diagnostic::Diagnostics;
use crate::plan::{AsOf, Moment};
use crate::report::{Since, YearData};
use crate::source::{Project, ProjectError};

/// The standings of an earlier moment.
pub(super) struct Earlier {
    since: AsOf,
    rounds: BTreeMap<(String, i32), Progress>,
}

impl Earlier {
    /// Reads the workspace as it was.
    pub(super) fn read(project: &Project, selection: &Selection, since: AsOf) -> Result<Self, ProjectError> {
        let workspace = read(project, selection, since, &mut Diagnostics::default())?;
        let mut rounds = BTreeMap::new();
        for plan in &workspace.plans {
            let years = plan.rounds.iter().zip(plan.assess(&workspace.sources).years);
            for (year, view) in years.filter_map(|(year, view)| Some((year, view?))) {
                rounds.insert((plan.plan.key(), year.round.year), view.progress);
            }
        }
        Ok(Earlier { since, rounds })
    }

    /// What a year is compared with.
    pub(super) fn of(&self, year: &YearData<'_>) -> Since<'_> {
        let number = year.round.year;
        let from = Moment::open(&year.plan.definition.reporting, number, self.since);
        Since { from, progress: self.rounds.get(&(year.plan.key(), number)) }
    }
}
