//! What a change is from, where it is not what a reader takes it for: a day of last year that is another one, and a value
//! that has been settled since.
//!
//! Takes an indicator of two years; gives words. Never compares what the judge did not.

use super::figures::{Measured, counted_on, day_of};
use crate::plan::Date;
use crate::submission::Period;
use crate::wording;

/// The day on which last year's value was counted that the change is from.
pub(super) fn counted_before(of: &Measured<'_, '_>) -> Option<Date> {
    let change = of.standing.year_on_year.as_ref().ok()?;
    let (standing, _) = of.stage.last_indicator(of.index)?;
    let then = standing.value.as_ref().ok()?;
    let is_it = then.number == change.previous.number && then.period == Some(Period::Cumulative);
    day_of(of.stage.last?.0, &then.sources).filter(|_| is_it)
}

/// The final value of last year, where the change is from another one: the time of both is alike, and it is not of it.
pub(super) fn settled_before(of: &Measured<'_, '_>) -> Option<String> {
    let change = of.standing.year_on_year.as_ref().ok()?;
    let settled = &of.stage.figures(of.index).last_year.as_ref()?.quantity;
    let year = of.stage.now.round.year - 1;
    let is_other = settled.number != change.previous.number;
    is_other.then(|| format!("{year}年终值{}", wording::with_unit(of.indicator, settled)))
}

/// `较2025年11月底（26.12%，2025年终值26.15%）`: beside a change of values that were counted on unlike days, or of
/// which one has been settled since.
pub(super) fn compared_with(of: &Measured<'_, '_>) -> Option<String> {
    let change = of.standing.year_on_year.as_ref().ok()?;
    let (now, then, settled) = (counted_on(of), counted_before(of), settled_before(of));
    let in_year = |day: Date| (chrono::Datelike::month(&day.0), chrono::Datelike::day(&day.0));
    let is_unlike = now.zip(then).is_some_and(|(now, then)| in_year(now) != in_year(then));
    if !is_unlike && settled.is_none() {
        return None;
    }
    let value = wording::with_unit(of.indicator, &change.previous);
    let told: Vec<String> = [Some(value), settled].into_iter().flatten().collect();
    let day = then.map_or_else(|| "上年同期".to_owned(), |day| wording::by_day(day.0));
    Some(format!("较{day}（{}）", told.join("，")))
}
