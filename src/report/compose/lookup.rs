//! Who answers for what, turned around once.
//!
//! Takes a plan and its tables; gives lists by unit and by task. Never walks all units for one unit.

use std::collections::BTreeMap;

use super::{Input, YearData};
use crate::consolidate::TaskAnswer;
use crate::diagnostic::Diagnostic;
use crate::plan::{IndicatorIndex, Plan, TaskIndex, UnitIndex};
use crate::source::FileId;

pub(super) fn tasks_of(plan: &Plan, now: &YearData<'_>) -> Vec<Vec<(TaskIndex, usize)>> {
    let mut of = vec![vec![]; plan.definition.units.len()];
    for record in &now.tables.tasks {
        for (at, TaskAnswer { unit, .. }) in record.answers.iter().enumerate() {
            of[unit.0].push((record.task, at));
        }
    }
    of
}

pub(super) fn indicators_of(plan: &Plan) -> Vec<Vec<IndicatorIndex>> {
    let mut of = vec![vec![]; plan.definition.units.len()];
    for (index, _) in plan.indicators() {
        for unit in plan.reporters(index) {
            of[unit.0].push(index);
        }
    }
    of
}

pub(super) fn measured_by(plan: &Plan) -> Vec<Vec<IndicatorIndex>> {
    let mut of = vec![vec![]; plan.tasks().count()];
    for (index, indicator) in plan.indicators() {
        if let Some(task) = indicator.task.as_ref().and_then(|id| plan.task_by_id(id.as_str())) {
            of[task.0].push(index);
        }
    }
    of
}

pub(super) fn milestones_of(plan: &Plan, now: &YearData<'_>) -> Vec<Vec<usize>> {
    let mut of = vec![vec![]; plan.tasks().count()];
    for (at, record) in now.tables.milestones.iter().enumerate() {
        of[record.site.task.0].push(at);
    }
    of
}

pub(super) fn unit_records(plan: &Plan, now: &YearData<'_>) -> Vec<Option<usize>> {
    let mut of = vec![None; plan.definition.units.len()];
    for (at, record) in now.tables.units.iter().enumerate() {
        of[record.unit.0] = Some(at);
    }
    of
}

pub(super) fn collectives_of(plan: &Plan) -> Vec<Vec<UnitIndex>> {
    let mut of = vec![vec![]; plan.definition.units.len()];
    for (index, collective) in plan.units() {
        for member in collective.members.iter().filter_map(|id| plan.unit_named(id.as_str())) {
            of[member.0].push(index);
        }
    }
    of
}

pub(super) fn findings_in<'a>(input: &Input<'a>) -> BTreeMap<FileId, Vec<&'a Diagnostic>> {
    let now = &input.years[input.at];
    let mut of: BTreeMap<FileId, Vec<&'a Diagnostic>> = BTreeMap::new();
    let files = now.round.submissions.iter().map(|s| s.file);
    let others = [Some(now.plan.file), now.round.decisions_file, now.book.file, now.closed.map(|c| c.file)]
        .into_iter()
        .flatten();
    let words = now.round.words.as_ref().map(|words| words.file);
    let others = others.chain(words).chain(now.later.iter().map(|later| later.file));
    for file in files.chain(others) {
        of.insert(file, vec![]);
    }
    let of_this_year = |finding: &&Diagnostic| finding.year.is_none_or(|year| year == now.round.year);
    for finding in input.findings.iter().filter(of_this_year) {
        if let Some(found) = of.get_mut(&finding.place.file()) {
            found.push(finding);
        }
    }
    of.retain(|_, found| !found.is_empty());
    of
}
