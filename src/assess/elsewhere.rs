//! What earlier reports have settled that an audience does not see.
//!
//! Such a year says nothing of its own there, and nothing false either: it is neither silence nor still to be judged.

use std::collections::BTreeSet;

use super::{Before, Grounds, Progress, done_before};
use crate::plan::{IndicatorIndex, MilestoneSite, Plan, UnitIndex};

/// What reports settle that this audience does not see.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// Milestones that they have completed.
    pub milestones: BTreeSet<MilestoneSite>,
    /// Goals on which a person ruled in them: indicator, place of the target, and the unit where it is judged by itself.
    pub verdicts: BTreeSet<(IndicatorIndex, usize, Option<UnitIndex>)>,
}

impl Elsewhere {
    /// What the office sees of the years before and another audience does not; `progress` is the office's of this year.
    pub fn of(
        plan: &Plan,
        (office, seen): (Option<Before<'_>>, Option<Before<'_>>),
        progress: Option<&Progress>,
    ) -> Self {
        let known = done_before(plan, seen);
        let milestones = done_before(plan, office).into_keys().filter(|site| !known.contains_key(site));
        Elsewhere {
            milestones: milestones.collect(),
            verdicts: progress.map(ruled_before).unwrap_or_default(),
        }
    }
}

/// The goals on which the office's report of an earlier year rules.
fn ruled_before(progress: &Progress) -> BTreeSet<(IndicatorIndex, usize, Option<UnitIndex>)> {
    let mut found = BTreeSet::new();
    for standing in &progress.indicators {
        let of = standing.indicator;
        let is_ruled = |grounds: &Grounds| matches!(grounds, Grounds::Ruled(_));
        let own = standing.targets.iter().filter(|judged| is_ruled(&judged.grounds));
        found.extend(own.map(|judged| (of, judged.target, None)));
        for row in &standing.counties {
            let own = row.results.iter().flatten().filter(|judged| is_ruled(&judged.grounds));
            found.extend(own.map(|judged| (of, judged.target, Some(row.unit))));
        }
    }
    found
}
