//! What a closed year saw of the years before it: a correction that was made since changes the year that it is of, and
//! no year that was closed before it was made.

use chrono::NaiveDate;

use super::rounds::Years;
use super::{PlanRounds, Selection, YearRound};
use crate::diagnostic::Diagnostics;
use crate::office::{ClosedYear, Corrected, Unseen};
use crate::plan::AsOf;
use crate::source::{DECISIONS, Place, ProjectError, Sources};
use crate::submission::{self, is_original};

/// The rounds up to each closed one whose earlier years were corrected after its day of record, as of that day.
pub(super) fn kept(
    years: &Years<'_>,
    rounds: &[YearRound],
    sources: &mut Sources,
) -> Result<Vec<PlanRounds>, ProjectError> {
    let mut all = vec![];
    for (at, round) in rounds.iter().enumerate() {
        let Some(day) = round.closed.as_ref().map(ClosedYear::day) else { continue };
        let mut unseen = unseen(&rounds[..at], day);
        if unseen.is_empty() {
            continue;
        }
        let selection =
            Selection { year: Some(round.round.year), following: false, ..years.selection.clone() };
        let then = Years { selection: &selection, as_of: AsOf::day(day), ..*years };
        // What is wrong then is what is said of the year now.
        let mut kept = then.read(sources, &mut Diagnostics::default())?.rounds;
        for one in &mut unseen {
            let then = kept.iter().find(|then| then.round.year == one.year);
            one.before = then.map_or(Corrected::Gone, |then| before(then, &one.file, sources));
        }
        if let Some(last) = kept.last_mut().filter(|last| last.round.year == round.round.year) {
            for one in unseen.iter().filter(|one| one.before != Corrected::Known) {
                submission::report_written_over(one.what.place, (one.year, &one.file), &mut last.read);
            }
            last.unseen = unseen;
            last.wanted = round.wanted;
            all.push(PlanRounds { plan: std::sync::Arc::clone(years.plan), rounds: kept, kept: vec![] });
        }
    }
    Ok(all)
}

/// What is known of a file of an earlier year as it was before its correction, from that year as it is seen on a day
/// before it.
fn before(then: &YearRound, file: &str, sources: &Sources) -> Corrected {
    if DECISIONS.contains(&file) {
        return Corrected::ByDay;
    }
    let unit = file.rsplit_once('.').and_then(|(stem, _)| then.plan.unit_named(stem));
    // What else was corrected, the text and the like, is nothing that a later year compares itself with.
    let Some(unit) = unit else { return Corrected::Known };
    match then.round.submissions.iter().find(|own| own.unit == Some(unit)) {
        Some(own) if then.changed.contains(&own.file) => Corrected::Gone,
        Some(own) if own.form.is_none() && !is_original(sources.path(Place::of_file(own.file))) => {
            Corrected::Gone
        }
        _ => Corrected::Known,
    }
}

/// The corrections of earlier years that count and were made after a day.
fn unseen(earlier: &[YearRound], day: NaiveDate) -> Vec<Unseen> {
    let closed = earlier.iter().filter_map(|round| Some((round.round.year, round.closed.as_ref()?)));
    closed.flat_map(|(year, closed)| closed.unseen_on(year, day)).collect()
}

/// Names the years before closed ones that were not closed by then: no closed one compares itself with them.
pub(super) fn name_unseen(rounds: &mut [YearRound]) {
    for at in 1..rounds.len() {
        let (earlier, closed) = rounds.split_at_mut(at);
        let (Some(before), Some(closed)) = (earlier.last(), closed.first_mut()) else { continue };
        let Some(record) = &closed.closed else { continue };
        if before.round.year + 1 == closed.round.year && !record.has_seen(before.closed.as_ref()) {
            let day = record.record.closed_on;
            submission::report_year_of_later(day.place, (before.round.year, day.inner), &mut closed.read);
        }
    }
}
