//! What an amendment says, and in what a thing of the plan differs from what it was the year before.
//!
//! Takes two plans with the way back from one to the other; gives words. Never says that an amendment is right, and
//! never compares what a rename alone made different.

use super::target::{full, named};
use crate::measure::printed;
use crate::plan::{
    Amendment, Descent, Due, Indicator, IndicatorIndex, Plan, Role, Target, TaskIndex, UnitIndex,
};

/// `提高目标（省定任务调整，依据示政发〔2026〕3号）`.
pub fn amended(of: &Amendment) -> String {
    let document = of.document.as_ref().map(|document| format!("，依据{document}")).unwrap_or_default();
    format!("{}（{}{document}）", of.what, of.why)
}

/// `自2026年度起：提高目标（省定任务调整，依据示政发〔2026〕3号）`.
pub fn amended_since(of: &Amendment) -> String {
    format!("自{}年度起：{}", of.from, amended(of))
}

/// The plan of a year and that of the year before.
#[derive(Debug, Clone, Copy)]
pub struct Plans<'a> {
    /// Of the year before.
    pub then: &'a Plan,
    /// Of the year.
    pub now: &'a Plan,
    /// What of the one was what of the other.
    pub back: &'a Descent,
}

impl Plans<'_> {
    /// In what an indicator differs: `2027年目标由≥90%改为≥95%`. What is new differs in nothing.
    pub fn of_indicator(&self, index: IndicatorIndex) -> Vec<String> {
        let Some(was) = self.back.indicator(index) else { return vec![] };
        let (then, now) = (self.then.indicator(was), self.now.indicator(index));
        let unit = |of: &Indicator| of.unit_of_measure.clone().unwrap_or_else(|| "无".to_owned());
        let baseline = |of: &Indicator| {
            let own = of.baseline.as_ref();
            own.map_or("无".to_owned(), |b| format!("{}年{}", b.year, printed(b.value.inner.value)))
        };
        let mut said = changed("名称", &then.name, &now.name);
        said.extend(changed("计量单位", &unit(then), &unit(now)));
        said.extend(changed("基期值", &baseline(then), &baseline(now)));
        said.extend(self.targets(then, now));
        let (before, after) = (self.then.reporters(was), self.now.reporters(index));
        said.extend(self.units("填报单位", before, after));
        said
    }

    /// In what a task differs: `完成时限由2027年改为2028年`.
    pub fn of_task(&self, task: TaskIndex) -> Vec<String> {
        let Some(was) = self.back.task(task) else { return vec![] };
        let (then, now) = (self.then.task(was), self.now.task(task));
        let mut said = changed("标题", &then.title, &now.title);
        said.extend(changed("完成时限", &then.due.inner.chinese(), &now.due.inner.chinese()));
        let (_, from) = self.then.section_of(was);
        let (_, to) = self.now.section_of(task);
        if from.id.key() != to.id.key() {
            said.push(format!("由“{}”移到“{}”", from.title.trim(), to.title.trim()));
        }
        let units = |plan: &Plan, task, leads: bool| -> Vec<UnitIndex> {
            let of = plan.assigned(task).iter();
            of.filter(|(_, role)| (*role == Role::Lead) == leads).map(|(unit, _)| *unit).collect()
        };
        for (what, leads) in [("牵头单位", true), ("责任单位", false)] {
            let (before, after) = (units(self.then, was, leads), units(self.now, task, leads));
            said.extend(self.units(what, &before, &after));
        }
        said.extend(self.milestones(was, task));
        said
    }

    /// Units that came and went; who was only renamed did neither.
    fn units(&self, what: &str, before: &[UnitIndex], after: &[UnitIndex]) -> Option<String> {
        let were: Vec<UnitIndex> = after.iter().flat_map(|unit| self.back.units(*unit)).copied().collect();
        let is_new = |unit: &&UnitIndex| {
            let own = self.back.units(**unit);
            own.is_empty() || !own.iter().any(|was| before.contains(was))
        };
        let came = after.iter().filter(is_new).map(|unit| self.now.unit(*unit).name.inner.as_str());
        let went = before.iter().filter(|was| !were.contains(was));
        let went = went.map(|was| self.then.unit(*was).name.inner.as_str());
        let listed =
            |word: &str, names: Vec<&str>| (!names.is_empty()).then(|| format!("{word}{}", names.join("、")));
        let parts = [listed("增加", came.collect()), listed("不再包括", went.collect())];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{what}{}", parts.join("，")))
    }

    /// Targets by their year and by whom they are for.
    fn targets(&self, then: &Indicator, now: &Indicator) -> Vec<String> {
        let was = |target: &Target| {
            let unit = target.unit.as_ref().map(|id| self.then.unit_named(id.as_str()));
            (target.year, unit, target.per)
        };
        let is = |target: &Target| {
            let unit = target.unit.as_ref().map(|id| self.back.unit(self.now.unit_named(id.as_str())?));
            (target.year, unit, target.per)
        };
        let mut left: Vec<&Target> = then.targets.iter().map(|target| &target.inner).collect();
        let mut said = vec![];
        for target in now.targets.iter().map(|target| &target.inner) {
            let (name, text) = (named(self.now, target), full(now, target));
            let same = left.iter().position(|old| was(old) == is(target) && full(then, old) == text);
            match same.or_else(|| left.iter().position(|old| was(old) == is(target))) {
                Some(at) => {
                    let old = full(then, left.remove(at));
                    if old != text {
                        said.push(format!("{name}由{old}改为{text}"));
                    }
                }
                None => said.push(format!("新增{name}{text}")),
            }
        }
        said.extend(left.iter().map(|old| format!("不再列{}{}", named(self.then, old), full(then, old))));
        said
    }

    fn milestones(&self, was: TaskIndex, task: TaskIndex) -> Vec<String> {
        let (then, now) = (&self.then.task(was).milestones, &self.now.task(task).milestones);
        let due = |due: Option<&Due>| due.map_or("没有时限".to_owned(), |due| due.chinese());
        let mut said = vec![];
        for step in now {
            let what = step.what.trim();
            let Some(old) = then.iter().find(|old| old.id.key() == step.id.key()) else {
                said.push(format!("新增节点“{what}”"));
                continue;
            };
            if old.what.trim() != what {
                said.push(format!("节点“{}”改为“{what}”", old.what.trim()));
            }
            let [before, after] = [old, step].map(|step| due(step.due.as_ref().map(|due| &due.inner)));
            if before != after {
                said.push(format!("节点“{what}”的时限由{before}改为{after}"));
            }
        }
        let gone = then.iter().filter(|old| !now.iter().any(|step| step.id.key() == old.id.key()));
        said.extend(gone.map(|old| format!("不再列节点“{}”", old.what.trim())));
        said
    }
}

fn changed(what: &str, was: &str, now: &str) -> Vec<String> {
    let differs = was.trim() != now.trim();
    differs.then(|| format!("{what}由“{}”改为“{}”", was.trim(), now.trim())).into_iter().collect()
}
