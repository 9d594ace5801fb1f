//! What a closed year saw of the years before it: a correction that was made since changes the year that it is of, and
//! no year that was closed before it was made.

use chrono::NaiveDate;

use super::rounds::Years;
use super::{PlanRounds, Selection, YearRound};
use crate::diagnostic::Diagnostics;
use crate::office::{ClosedYear, Unseen};
use crate::plan::AsOf;
use crate::source::{ProjectError, Sources};

/// The rounds up to each closed one whose earlier years were corrected after its day of record, as of that day.
pub(super) fn kept(
    years: &Years<'_>,
    rounds: &[YearRound],
    sources: &mut Sources,
) -> Result<Vec<PlanRounds>, ProjectError> {
    let mut all = vec![];
    for (at, round) in rounds.iter().enumerate() {
        let Some(day) = round.closed.as_ref().map(ClosedYear::day) else { continue };
        let unseen = unseen(&rounds[..at], day);
        if unseen.is_empty() {
            continue;
        }
        let selection =
            Selection { year: Some(round.round.year), following: false, ..years.selection.clone() };
        let then = Years { selection: &selection, as_of: AsOf::day(day), ..*years };
        // What is wrong then is what is said of the year now.
        let mut kept = then.read(sources, &mut Diagnostics::default())?.rounds;
        if let Some(last) = kept.last_mut().filter(|last| last.round.year == round.round.year) {
            last.unseen = unseen;
            last.wanted = round.wanted;
            all.push(PlanRounds { plan: std::sync::Arc::clone(years.plan), rounds: kept, kept: vec![] });
        }
    }
    Ok(all)
}

/// The corrections of earlier years that count and were made after a day.
fn unseen(earlier: &[YearRound], day: NaiveDate) -> Vec<Unseen> {
    let closed = earlier.iter().filter_map(|round| Some((round.round.year, round.closed.as_ref()?)));
    closed.flat_map(|(year, closed)| closed.unseen_on(year, day)).collect()
}
