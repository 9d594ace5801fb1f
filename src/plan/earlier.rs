//! A plan as it was before its amendments hold and its assignments were made: what is so from 2026 on says nothing of 2025.
//!
//! Takes a plan and a year; gives the names of that year and whom it asked, and nothing that came only later. What an amendment changed
//! without saying what it was before cannot be told; of that `check` speaks.

use std::sync::Arc;

use chrono::NaiveDate;

use super::definition::{Amendment, Definition};
use super::{Located, Plan};
use crate::syntax::Id;

impl Plan {
    /// The amendments that do not hold yet in a year, the newest first.
    pub fn amended_after(&self, year: i32) -> Vec<&Located<Amendment>> {
        let mut later: Vec<_> = self.definition.amendments.iter().filter(|a| a.from > year).collect();
        later.sort_by_key(|amendment| std::cmp::Reverse(amendment.from));
        later
    }

    /// The plan as it was in a year that is seen from a day, as far as its amendments and the days of its assignments
    /// tell; itself where they tell of nothing that was different.
    #[must_use]
    pub fn in_year(self: &Arc<Self>, year: i32, seen_on: NaiveDate) -> Arc<Plan> {
        let mut definition = self.definition.clone();
        let last = NaiveDate::from_ymd_opt(year, 12, 31).map_or(seen_on, |end| end.min(seen_on));
        definition.assignments.retain(|given| given.on.is_none_or(|on| on.0 <= last));
        let mut is_changed = definition.assignments.len() < self.definition.assignments.len();
        let later = self.amended_after(year);
        for amendment in &later {
            let Some(was) = &amendment.was else { continue };
            if let Some(name) = &was.name {
                rename(&mut definition, amendment, name);
                is_changed = true;
            }
            // What had no id before was not there.
            if was.earlier().is_some_and(|earlier| earlier.is_empty()) {
                remove(&mut definition, amendment);
                is_changed = true;
            }
        }
        let has_ids =
            later.iter().any(|amendment| amendment.was.as_ref().is_some_and(|was| was.id.is_some()));
        if !is_changed && !has_ids {
            return Arc::clone(self);
        }
        let mut plan = Plan::new(self.file, definition);
        plan.know_by_earlier_ids(&later);
        Arc::new(plan)
    }
}

fn is(id: &Id, named: Option<&Located<Id>>) -> bool {
    named.is_some_and(|named| named.key() == id.key())
}

/// Gives the thing that an amendment names the name that it had; a unit may still be written by its later one.
fn rename(definition: &mut Definition, amendment: &Amendment, name: &str) {
    for unit in definition.units.iter_mut().filter(|unit| is(&unit.id, amendment.unit.as_ref())) {
        let later = unit.name.clone();
        unit.inner.name.inner = name.to_owned();
        unit.inner.aliases.push(later);
    }
    let tasks = definition.sections.iter_mut().flat_map(|section| &mut section.inner.tasks);
    for task in tasks.filter(|task| is(&task.id, amendment.task.as_ref())) {
        task.inner.title.inner = name.to_owned();
    }
    let indicators = definition.indicators.iter_mut();
    for indicator in indicators.filter(|indicator| is(&indicator.id, amendment.indicator.as_ref())) {
        indicator.inner.name.inner = name.to_owned();
    }
}

/// Takes out the thing that an amendment names, and whatever is asked of it.
fn remove(definition: &mut Definition, amendment: &Amendment) {
    let (unit, task) = (amendment.unit.as_ref(), amendment.task.as_ref());
    definition.indicators.retain(|indicator| !is(&indicator.id, amendment.indicator.as_ref()));
    for indicator in &mut definition.indicators {
        indicator.inner.reported_by.retain(|id| !is(id, unit));
        indicator.inner.targets.retain(|target| !target.unit.as_ref().is_some_and(|id| is(id, unit)));
        indicator.inner.task.take_if(|id| is(id, task));
    }
    for section in &mut definition.sections {
        section.inner.tasks.retain(|own| !is(&own.id, task));
        for own in &mut section.inner.tasks {
            let own = &mut own.inner;
            for asked in
                [&mut own.lead_units, &mut own.responsible_units, &mut own.supporting_units, &mut own.also]
            {
                asked.retain(|id| !is(id, unit));
            }
        }
    }
    definition.units.retain(|own| !is(&own.id, unit));
    definition.units.iter_mut().for_each(|own| own.inner.members.retain(|id| !is(id, unit)));
}
