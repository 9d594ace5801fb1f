//! Says of a round what of the plan each entry and each decision is about.
//!
//! Takes a form or decisions, and the plan of the year. After this no one looks an id up, reads a period or
//! compares spellings.

use chrono::Datelike as _;

use super::decisions::Decisions;
use super::form::Form;
use super::named::Named;
use super::period::Period;
use crate::plan::{Date, Plan, Published, UnitIndex};

/// Every entry knows what of the plan it is about, and every figure which part of the year it covers.
pub(super) fn form(form: &mut Form, (plan, year): (&Plan, i32)) {
    let day = form.as_of.as_ref().map(|day| day.inner);
    for entry in &mut form.tasks {
        entry.inner.id.of = plan.task_by_id(&entry.id);
    }
    for entry in &mut form.milestones {
        entry.inner.id.of = plan.milestone_by_id(&entry.id);
    }
    for figure in &mut form.indicators {
        figure.inner.id.of = plan.indicator_by_id(&figure.id);
        let said: Option<Period> = figure.period.as_ref().and_then(|period| period.parse().ok());
        let adds_up = figure.id.of.is_some_and(|index| plan.indicator(index).accumulates);
        let day = figure.as_of.as_ref().map(|day| day.inner).or(day);
        figure.inner.covers = match said {
            Some(Period::Cumulative) if adds_up => Some(up_to(day, year)),
            Some(Period::AsOf(day)) if adds_up => Some(of_flow(day, year)),
            None if figure.period.as_ref().is_none_or(|said| said.trim().is_empty()) => {
                day.and_then(|day| Period::ending(day, year))
            }
            other => other,
        };
    }
}

/// What adds up over a year and is 累计 up to a day within it is a part of that year like any other, and up to its
/// last day the whole of it.
fn up_to(day: Option<Date>, year: i32) -> Period {
    match day.filter(|day| day.0.year() == year) {
        Some(day) => of_flow(day, year),
        None => Period::Cumulative,
    }
}

/// Up to a day: the whole of the year where that is its last.
fn of_flow(day: Date, year: i32) -> Period {
    let until = Period::AsOf(day);
    let is_whole = until.part_of_year().is_none() && day.0.year() == year;
    if is_whole { Period::Year } else { until }
}

/// Every decision knows what of the plan it is about.
pub(super) fn decisions(decisions: &mut Decisions, plan: &Plan) {
    let unit = |named: &mut Named<UnitIndex>| named.of = plan.unit_named(named);
    decisions.extensions.iter_mut().for_each(|extension| unit(&mut extension.inner.unit));
    for choice in &mut decisions.choices {
        unit(&mut choice.inner.unit);
        choice.inner.task.iter_mut().for_each(|task| task.of = plan.task_by_id(task));
        choice.inner.indicator.iter_mut().for_each(|index| index.of = plan.indicator_by_id(index));
    }
    for decision in &mut decisions.overrides {
        decision.inner.task.of = plan.task_by_id(&decision.task);
    }
    for verdict in &mut decisions.verdicts {
        verdict.inner.indicator.of = plan.indicator_by_id(&verdict.indicator);
        verdict.inner.unit.iter_mut().for_each(unit);
    }
    for accept in &mut decisions.accepts {
        let accept = &mut accept.inner;
        accept.unit.iter_mut().for_each(unit);
        accept.task.iter_mut().for_each(|task| task.of = plan.task_by_id(task));
        accept.indicator.iter_mut().for_each(|index| index.of = plan.indicator_by_id(index));
        accept.milestone.iter_mut().for_each(|site| site.of = plan.milestone_by_id(site));
        let code = accept.code.trim();
        let is_asked = |then: &Published| then.doubted.is_some_and(|own| own.eq_ignore_ascii_case(code));
        let mut asked = plan.indicators().filter(|(_, own)| own.history.iter().any(|then| is_asked(then)));
        accept.published = match (asked.next(), asked.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        };
    }
}
