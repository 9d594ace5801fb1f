//! A plan as it was before its amendments hold and its assignments were made: what is so from 2026 on says nothing of 2025.
//!
//! Takes a plan and a year; gives the names and ids of that year and whom it asked, and nothing that came only later. What an amendment changed
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

    /// Whether an amendment tells all that was before it: a name, an id, or that there was nothing. Of what was put
    /// together from several, or taken from one that went on, only the plan of that time knows.
    pub fn tells_what_was(&self, amendment: &Amendment) -> bool {
        let Some(was) = &amendment.was else { return false };
        match was.earlier().as_deref() {
            None => was.name.is_some(),
            Some([]) => true,
            Some([one]) => self.only_of(amendment, one),
            Some(_) => false,
        }
    }

    /// Whether an earlier id became the thing that an amendment names, and nothing else.
    fn only_of(&self, amendment: &Amendment, id: &Id) -> bool {
        let kind = kind(amendment);
        let heirs = self.definition.amendments.iter().filter(|other| {
            let was = other.was.as_ref().and_then(|was| was.earlier());
            self::kind(other) == kind && was.is_some_and(|was| was.iter().any(|was| was.key() == id.key()))
        });
        let tasks = self.definition.sections.iter().flat_map(|section| &section.tasks);
        let here: Vec<&Id> = match kind {
            Some(Kind::Unit) => self.definition.units.iter().map(|unit| &unit.id.inner).collect(),
            Some(Kind::Task) => tasks.map(|task| &task.id.inner).collect(),
            Some(Kind::Indicator) => self.definition.indicators.iter().map(|own| &own.id.inner).collect(),
            None => vec![],
        };
        let goes_on = named(amendment).is_none_or(|own| own.key() != id.key())
            && here.iter().any(|here| here.key() == id.key());
        heirs.count() == 1 && !goes_on
    }

    /// The plan as it was in a year that is seen from a day, as far as its amendments and the days of its assignments
    /// tell; itself where they tell of nothing that was different.
    #[must_use]
    pub fn in_year(self: &Arc<Self>, year: i32, seen_on: NaiveDate) -> Arc<Plan> {
        let mut definition = self.definition.clone();
        let last = NaiveDate::from_ymd_opt(year, 12, 31).map_or(seen_on, |end| end.min(seen_on));
        definition.assignments.retain(|given| given.on.is_none_or(|on| on.0 <= last));
        let mut is_changed = definition.assignments.len() < self.definition.assignments.len();
        for amendment in self.amended_after(year) {
            let Some(was) = &amendment.was else { continue };
            if let Some(name) = &was.name {
                rename(&mut definition, amendment, name);
                is_changed = true;
            }
            if let Some([one]) = was.earlier().as_deref()
                && self.only_of(amendment, one)
            {
                renumber(&mut definition, amendment, one);
                is_changed = true;
            }
            // What had no id before was not there.
            if was.earlier().is_some_and(|earlier| earlier.is_empty()) {
                remove(&mut definition, amendment);
                is_changed = true;
            }
        }
        if is_changed { Arc::new(Plan::new(self.file, definition)) } else { Arc::clone(self) }
    }
}

/// What an amendment is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unit,
    Task,
    Indicator,
}

fn kind(amendment: &Amendment) -> Option<Kind> {
    let Amendment { unit, task, indicator, .. } = amendment;
    match (unit, task, indicator) {
        (Some(_), ..) => Some(Kind::Unit),
        (_, Some(_), _) => Some(Kind::Task),
        (.., Some(_)) => Some(Kind::Indicator),
        _ => None,
    }
}

fn named(amendment: &Amendment) -> Option<&Id> {
    let Amendment { unit, task, indicator, .. } = amendment;
    unit.as_ref().or(task.as_ref()).or(indicator.as_ref()).map(|named| &named.inner)
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

/// Gives the thing that an amendment names the id that it had, wherever it is named.
fn renumber(definition: &mut Definition, amendment: &Amendment, earlier: &Id) {
    let put = |id: &mut Located<Id>, named: Option<&Located<Id>>| {
        if is(id, named) {
            id.inner = earlier.clone();
        }
    };
    let (unit, task) = (amendment.unit.as_ref(), amendment.task.as_ref());
    for own in &mut definition.units {
        put(&mut own.inner.id, unit);
        own.inner.members.iter_mut().for_each(|id| put(id, unit));
    }
    for own in definition.sections.iter_mut().flat_map(|section| &mut section.inner.tasks) {
        let own = &mut own.inner;
        put(&mut own.id, task);
        let asked =
            [&mut own.lead_units, &mut own.responsible_units, &mut own.supporting_units, &mut own.also];
        asked.into_iter().flatten().for_each(|id| put(id, unit));
    }
    for given in &mut definition.assignments {
        let given = &mut given.inner;
        put(&mut given.task, task);
        let asked = [&mut given.lead_units, &mut given.responsible_units, &mut given.supporting_units];
        asked.into_iter().flatten().for_each(|id| put(id, unit));
    }
    for own in &mut definition.indicators {
        let own = &mut own.inner;
        put(&mut own.id, amendment.indicator.as_ref());
        own.task.iter_mut().for_each(|id| put(id, task));
        own.reported_by.iter_mut().for_each(|id| put(id, unit));
        own.targets.iter_mut().filter_map(|target| target.inner.unit.as_mut()).for_each(|id| put(id, unit));
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
