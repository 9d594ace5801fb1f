//! Of which units a figure is that was put together: a sum over two counties is no other year's sum over three.

use std::collections::BTreeSet;

use super::tables::Value;
use crate::plan::{Combine, Descent, Indicator, Level, UnitIndex};
use crate::submission::Round;

impl Value {
    /// The units whose figures it is made of.
    pub fn units(&self, round: &Round) -> BTreeSet<UnitIndex> {
        self.sources.iter().filter_map(|at| round.submissions[at.submission.0].unit).collect()
    }
}

/// Whether figures of units are put together to one.
pub fn is_put_together(indicator: &Indicator) -> bool {
    indicator.level == Level::County && !matches!(indicator.combine.inner, Combine::None | Combine::EachMeets)
}

/// Whether figures are put together in the same way in two plans.
pub fn is_put_together_alike(now: &Indicator, then: &Indicator) -> bool {
    let roll_up = |indicator: &Indicator| (indicator.level, indicator.combine.inner);
    roll_up(now) == roll_up(then)
}

/// How many units each of two figures is of, this one's first, where they are not the same units; `descent` leads from
/// this one's plan to the other's, where that is another. A ratio tells that its base is another one.
pub fn other_parts(
    indicator: &Indicator,
    (now, round): (&Value, &Round),
    (then, earlier): (&Value, &Round),
    descent: Option<&Descent>,
) -> Option<(usize, usize)> {
    let tells = now.ratio.zip(then.ratio).is_some_and(|(now, then)| now.1 != then.1);
    if !is_put_together(indicator) || tells {
        return None;
    }
    let (own, other) = (now.units(round), then.units(earlier));
    let were = |unit: &UnitIndex| match descent {
        Some(descent) => descent.units(*unit).to_vec(),
        None => vec![*unit],
    };
    let had_none = own.iter().any(|unit| were(unit).is_empty());
    let back: BTreeSet<UnitIndex> = own.iter().flat_map(were).collect();
    (had_none || back != other).then_some((own.len(), other.len()))
}
