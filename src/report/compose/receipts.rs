//! 累计接收: how many had reported by which day, this year and last.
//!
//! Takes standings of units; gives days and counts. Never names a unit.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::YearData;
use super::stage::Stage;
use crate::assess::{Timeliness, UnitStanding};
use crate::report::{Arrivals, Receipts};
use crate::wording;

/// The sums of this year and of the year before; none where nobody's day is known.
pub(super) fn receipts(stage: &Stage<'_>) -> Option<Receipts> {
    let now = arrivals(stage.now)?;
    let deadline = stage.now.progress.deadline.last_day;
    let own_time = stage.now.progress.units.iter().filter(|unit| {
        unit.timeliness == Timeliness::OnTime && day(stage.now, unit).is_some_and(|day| day > deadline)
    });
    let before = stage.last.and_then(|(last, _)| arrivals(last));
    let came = |of: &Arrivals| wording::came(&of.label, (by(of, 0), by(of, of.until)), of.until);
    // What had come last year by the same day before or after the deadline.
    let then = before.as_ref().filter(|before| now.until < before.until);
    let then = then.map(|before| wording::came_then(&before.label, by(before, now.until)));
    let parts = [Some(came(&now)), then, before.as_ref().map(came)];
    Some(Receipts {
        description: parts.into_iter().flatten().collect(),
        note: wording::came_by(own_time.count()),
        now,
        before,
    })
}

/// How many had come by a day.
fn by(of: &Arrivals, until: i64) -> usize {
    of.by_day.iter().filter(|(day, _)| *day <= until).map(|(_, n)| n).sum()
}

/// The day on which a unit's first report came, by the book or by its own date.
fn day(year: &YearData<'_>, unit: &UnitStanding) -> Option<NaiveDate> {
    let zone = *year.progress.deadline.end.offset();
    let booked = unit.first_received.map(|at| at.with_timezone(&zone).date_naive());
    booked.or(unit.received_on.filter(|_| unit.self_reported))
}

/// Units of a year whose own dates count.
pub(super) fn self_dated(year: &YearData<'_>) -> usize {
    let units = year.progress.units.iter();
    units.filter(|unit| unit.first_received.is_none() && day(year, unit).is_some()).count()
}

/// A year's units by day.
fn arrivals(year: &YearData<'_>) -> Option<Arrivals> {
    let deadline = &year.progress.deadline;
    let mut by_day: BTreeMap<i64, usize> = BTreeMap::new();
    for day in year.progress.units.iter().filter_map(|unit| day(year, unit)) {
        *by_day.entry((day - deadline.last_day).num_days()).or_default() += 1;
    }
    let of = Arrivals {
        label: format!("{}年", year.round.year),
        expected: year.progress.units.len(),
        until: (year.progress.moment.seen_on() - deadline.last_day).num_days(),
        by_day: by_day.into_iter().collect(),
    };
    (!of.by_day.is_empty()).then_some(of)
}
