//! What of one year's plan was what of an earlier year's plan: by id, and by what amendments say.
//!
//! Takes two plans; gives for each unit, task and indicator of the later one its place in the earlier.
//! Never goes by position or by likeness: what no id and no amendment joins is not the same thing.

use std::collections::BTreeMap;

use super::definition::Amendment;
use super::{IndicatorIndex, Plan, TaskIndex, UnitIndex};
use crate::syntax::{Id, Located};

/// The way back from a later plan to an earlier one.
#[derive(Debug, Clone, Default)]
pub struct Descent {
    units: Vec<Vec<UnitIndex>>,
    tasks: Vec<Vec<TaskIndex>>,
    indicators: Vec<Option<IndicatorIndex>>,
    /// How many units of the later plan each unit of the earlier one has become.
    heirs: Vec<usize>,
}

impl Descent {
    /// From a plan back to the plan of an earlier year. Amendments that hold from a later year on tell
    /// what things were called then; the other ids mean the same in both.
    pub fn between(later: &Plan, earlier: &Plan, earlier_year: i32) -> Self {
        let unit_steps = Steps::new(later, earlier_year, |a| a.unit.as_ref());
        let task_steps = Steps::new(later, earlier_year, |a| a.task.as_ref());
        let indicator_steps = Steps::new(later, earlier_year, |a| a.indicator.as_ref());
        let units: Vec<Vec<UnitIndex>> = later
            .units()
            .map(|(_, unit)| unit_steps.back(&unit.id.key(), |id| earlier.unit_named(id)))
            .collect();
        let mut heirs = vec![0; earlier.definition.units.len()];
        units.iter().flatten().for_each(|unit| heirs[unit.0] += 1);
        let single = |found: Vec<IndicatorIndex>| if let [only] = found[..] { Some(only) } else { None };
        let tasks = later.tasks();
        let tasks = tasks.map(|(_, _, task)| task_steps.back(&task.id.key(), |id| earlier.task_by_id(id)));
        let indicators = later.indicators();
        let indicators =
            indicators.map(|(_, i)| indicator_steps.back(&i.id.key(), |id| earlier.indicator_by_id(id)));
        Descent {
            tasks: undivided(tasks.collect()),
            indicators: undivided(indicators.collect()).into_iter().map(single).collect(),
            units,
            heirs,
        }
    }

    /// The same unit in the earlier plan; `None` where there was none, or where several became one or
    /// one became several: what they reported is then no longer the same.
    pub fn unit(&self, unit: UnitIndex) -> Option<UnitIndex> {
        match self.units.get(unit.0)?.as_slice() {
            [only] if self.heirs.get(only.0) == Some(&1) => Some(*only),
            _ => None,
        }
    }

    /// All units of the earlier plan that became this one.
    pub fn units(&self, unit: UnitIndex) -> &[UnitIndex] {
        self.units.get(unit.0).map_or(&[], Vec::as_slice)
    }

    /// The same task in the earlier plan; `None` where there was none, where several became one or one several.
    pub fn task(&self, task: TaskIndex) -> Option<TaskIndex> {
        if let [only] = self.tasks(task) { Some(*only) } else { None }
    }

    /// All tasks of the earlier plan that became this one.
    pub fn tasks(&self, task: TaskIndex) -> &[TaskIndex] {
        self.tasks.get(task.0).map_or(&[], Vec::as_slice)
    }

    /// The same indicator in the earlier plan.
    pub fn indicator(&self, indicator: IndicatorIndex) -> Option<IndicatorIndex> {
        self.indicators.get(indicator.0).copied().flatten()
    }
}

/// Without what became several things: none of them is what it was, and together they would be compared with it twice.
fn undivided<T: Copy + Ord>(mut found: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let mut heirs: BTreeMap<T, usize> = BTreeMap::new();
    found.iter().flatten().for_each(|one| *heirs.entry(*one).or_default() += 1);
    found.iter_mut().for_each(|own| own.retain(|one| heirs[one] == 1));
    found
}

/// Renumberings of one kind of thing by year: id since then, and ids until then.
struct Steps(BTreeMap<i32, Vec<(String, Vec<String>)>>);

impl Steps {
    fn new(plan: &Plan, earlier_year: i32, of: fn(&Amendment) -> Option<&Located<Id>>) -> Self {
        let mut steps: BTreeMap<i32, Vec<(String, Vec<String>)>> = BTreeMap::new();
        for amendment in plan.definition.amendments.iter().filter(|a| a.from > earlier_year) {
            let was = amendment.was.as_ref().and_then(|was| was.earlier());
            if let (Some(id), Some(was)) = (of(amendment), was) {
                let was = was.into_iter().map(Id::key).collect();
                steps.entry(amendment.from).or_default().push((id.key(), was));
            }
        }
        Steps(steps)
    }

    /// What an id was, where the earlier plan knows it. The newest year is undone first, all of one year
    /// at once: two things may have changed their ids with each other.
    fn back<T>(&self, id: &str, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut ids = vec![id.to_owned()];
        for changes in self.0.values().rev() {
            ids = ids
                .into_iter()
                .flat_map(|id| match changes.iter().find(|(since, _)| *since == id) {
                    Some((_, was)) => was.clone(),
                    None => vec![id],
                })
                .collect();
        }
        ids.iter().filter_map(|id| find(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Definition;
    use crate::source::FileId;

    fn plan(units: &str, tasks: &str, amendments: &str) -> Plan {
        let text = format!(
            "nianbao: plan/1\nid: p\ntitle: 方案\nregion: 某市\nhorizon: [2030]\n\
             reporting: {{subject: 工作, first_year: 2025, due: 12-15, recipient: 办公室}}\n\
             units: [{units}]\nsections: [{{id: s1, title: 部分, tasks: [{tasks}]}}]\namendments: [{amendments}]\n"
        );
        let definition: Definition = serde_yaml::from_str(&text).expect("the plan is well formed");
        Plan::new(FileId(0), definition)
    }

    fn units(ids: &[&str]) -> String {
        let unit = |id: &&str| format!("{{id: {id}, name: {id}局, kind: department}}");
        ids.iter().map(unit).collect::<Vec<_>>().join(", ")
    }

    fn tasks(ids: &[&str]) -> String {
        let task = |id: &&str| format!("{{id: {id}, title: 任务, due: 2030}}");
        ids.iter().map(task).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn t4_order_does_not_matter_and_ids_do() {
        let then = plan(&units(&["a", "b"]), &tasks(&["T-1", "T-2"]), "");
        let now = plan(&units(&["c", "b", "a"]), &tasks(&["T-3", "t-1"]), "");
        let back = Descent::between(&now, &then, 2025);
        assert_eq!(back.unit(UnitIndex(0)), None, "a new unit was nothing before");
        assert_eq!(back.unit(UnitIndex(2)), Some(UnitIndex(0)));
        assert_eq!((back.task(TaskIndex(0)), back.task(TaskIndex(1))), (None, Some(TaskIndex(0))));
    }

    #[test]
    fn t4_amendments_are_undone_newest_first_and_a_year_at_once() {
        let then = plan("", &tasks(&["A", "B", "OLD"]), "");
        let now = plan(
            "",
            &tasks(&["A", "B", "NEW"]),
            "{from: 2026, task: B, was: {id: A}, what: 互换, why: 调整}, {from: 2026, task: A, was: {id: B}, what: 互换, why: 调整},
             {from: 2027, task: NEW, was: {id: MID}, what: 改号, why: 调整}, {from: 2026, task: MID, was: {id: OLD}, what: 改号, why: 调整}",
        );
        let back = Descent::between(&now, &then, 2025);
        let found: Vec<_> = (0..3).map(|at| back.task(TaskIndex(at)).map(|task| task.0)).collect();
        assert_eq!(found, [Some(1), Some(0), Some(2)]);
        // Seen from a year in which the change had been made, nothing has changed.
        let since = Descent::between(&now, &now, 2027);
        assert!((0..3).all(|at| since.task(TaskIndex(at)) == Some(TaskIndex(at))));
    }

    #[test]
    fn t4_of_several_that_became_one_nothing_is_the_same() {
        let then = plan(&units(&["a", "b", "c"]), "", "");
        let now = plan(
            &units(&["ab", "c1", "c2", "x"]),
            "",
            "{from: 2026, unit: ab, was: {ids: [a, b]}, what: 合并, why: 改革}, {from: 2026, unit: c1, was: {id: c}, what: 分设, why: 改革},
             {from: 2026, unit: c2, was: {id: c}, what: 分设, why: 改革}",
        );
        let back = Descent::between(&now, &then, 2025);
        assert_eq!(back.units(UnitIndex(0)), [UnitIndex(0), UnitIndex(1)]);
        assert!((0..4).all(|at| back.unit(UnitIndex(at)).is_none()));
        assert_eq!(back.units(UnitIndex(1)), [UnitIndex(2)]);
        // Nor is one that became several: it would be compared with twice.
        let one = plan("", &tasks(&["T-1", "T-2"]), "");
        let two = plan(
            "",
            &tasks(&["T-1a", "T-1b", "T-2"]),
            "{from: 2026, task: T-1a, was: {id: T-1}, what: 拆分, why: 细化}, {from: 2026, task: T-1b, was: {id: T-1}, what: 拆分, why: 细化}",
        );
        let back = Descent::between(&two, &one, 2025);
        assert_eq!([0, 1, 2].map(|at| back.task(TaskIndex(at))), [None, None, Some(TaskIndex(1))]);
        // An id used again for something new.
        let again = plan(&units(&["a"]), "", "{from: 2026, unit: a, was: {ids: []}, what: 新设, why: 改革}");
        assert!(Descent::between(&again, &then, 2025).units(UnitIndex(0)).is_empty());
    }
}
