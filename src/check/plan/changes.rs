//! What changed since the plan that a year was closed with is said by an amendment.
//!
//! Takes the plan as it is now and a plan of record; gives findings at the places of the new plan.
//! Never decides which of the two is right.

use super::kin::Kin;
use super::{PLAN, fields};
use crate::check::answered::accept_of_plan;
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{
    Amendment, Descent, Id, Indicator, IndicatorIndex, Located, Milestone, Plan, Role, Task, TaskIndex, Unit,
    UnitIndex,
};
use crate::source::Place;
use crate::submission::{Accept, Decisions};

/// The rules of this file, by code.
pub(in crate::check) static RULES: &[&Rule] = &[&UNEXPLAINED_CHANGE];

const CLOSE: Edit = Edit::Write {
    file: "submissions/demo/2025/record.yaml",
    text: "格式: record/1\n方案: demo\n年度: 2025\n定稿日期: 2025-12-18\n决定单位: 示例办公室\n更正:\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: slj.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: sthjj.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: hedong.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: hexi.yaml}\n  - {决定日期: 2025-12-18, 决定单位: 示例办公室, 内容: 补充, 原因: 漏列, 文件: plan.yaml}\n",
};
const KEEP: Edit = Edit::Copy { from: PLAN, to: "submissions/demo/2025/plan.yaml" };
const RENAME: Edit =
    Edit::Replace {
        file: PLAN, find: "{id: slj, name: 市水利局,", with: "{id: slj, name: 市水务局,"
    };

pub(in crate::check) static UNEXPLAINED_CHANGE: Rule = Rule {
    code: "N131",
    name: "unexplained-change",
    severity: Severity::Verify,
    title: "方案与已定稿年度的方案不同而没有调整说明",
    why: "定稿年度按定稿时的方案显示。方案以后的改动（单位更名、合并、撤销，任务移动，指标、目标、时限调整）在 amendments 里写明从哪一年起、改了什么、依据什么文件；更名和改号的用 was 写明原名称或原编号，两年才能比较。",
    example: Example::Edits {
        good: &[
            CLOSE,
            KEEP,
            RENAME,
            Edit::Replace {
                file: PLAN,
                find: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n",
                with: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 更名为市水务局, was: {name: 市水利局}, why: 机构改革, document: 示编发〔2026〕3号}\n",
            },
        ],
        bad: &[CLOSE, KEEP, RENAME],
    },
};

/// Checks that every change since a plan of record has its amendment, or the office's word.
pub fn plan_changes(now: &Plan, (then, year): (&Plan, i32), decisions: &[Decisions], out: &mut Diagnostics) {
    let from = out.len();
    unexplained(now, (then, year), out);
    let lines = |accept: &Accept| lines_of(accept, now, then);
    accept_of_plan(decisions.iter(), UNEXPLAINED_CHANGE.code, lines, out, from);
}

/// Where stands, in either plan, what a decision names; nothing where it names none.
fn lines_of(accept: &Accept, now: &Plan, then: &Plan) -> Option<Vec<Place>> {
    let of = |name: &dyn Fn(&Plan) -> Option<Place>| Some([now, then].into_iter().filter_map(name).collect());
    if let Some(task) = &accept.task {
        return of(&|plan| plan.task_by_id(task).map(|task| plan.task(task).id.place));
    }
    if let Some(indicator) = &accept.indicator {
        return of(&|plan| plan.indicator_by_id(indicator).map(|i| plan.indicator(i).id.place));
    }
    if accept.milestone.is_some() {
        return Some(vec![]);
    }
    let unit = accept.unit.as_ref()?;
    of(&|plan| plan.unit_named(unit).map(|unit| plan.unit(unit).id.place))
}

fn unexplained(now: &Plan, (then, year): (&Plan, i32), out: &mut Diagnostics) {
    let back = Descent::between(now, then, year);
    let kin = Kin::new(now, then, &back);
    let mut changes = Changes { now, then, year, back: &back, kin: &kin, out };
    changes.whole();
    changes.units();
    changes.tasks();
    changes.indicators();
    changes.removed();
}

struct Changes<'a, 'o> {
    now: &'a Plan,
    then: &'a Plan,
    year: i32,
    back: &'a Descent,
    kin: &'a Kin,
    out: &'o mut Diagnostics,
}

impl<'a> Changes<'a, '_> {
    fn amendments(&self) -> impl Iterator<Item = &'a Located<Amendment>> + use<'a> {
        let (now, year) = (self.now, self.year);
        now.definition.amendments.iter().filter(move |amendment| amendment.from > year)
    }

    /// The plan itself, its duty to report, its sections: explained by an amendment that names no single thing.
    fn whole(&mut self) {
        let (now, then) = (&self.now.definition, &self.then.definition);
        // One that says what something was is about that.
        let of_all =
            |a: &Amendment| a.task.is_none() && a.indicator.is_none() && a.unit.is_none() && a.was.is_none();
        let explained = self.amendments().any(|a| of_all(a));
        self.report(("方案", &now.title), now.title.place, fields::PLAN.changed(then, now), explained);
        let differences = fields::REPORTING.changed(&then.reporting.inner, &now.reporting.inner);
        self.report(("报送要求", &now.reporting.subject), now.reporting.place, differences, explained);
        for section in &now.sections {
            let was = then.sections.iter().find(|was| was.id.key() == section.id.key());
            let differences = was.map(|was| fields::SECTION.changed(&was.inner, &section.inner));
            let place = section.id.place;
            self.report(("部分", &section.title), place, differences.unwrap_or_default(), explained);
        }
    }

    /// The members of a collective.
    fn members_differ(&self, was: &Unit, now: &Unit) -> bool {
        let of = |plan: &Plan, unit: &Unit| -> Vec<UnitIndex> {
            unit.members.iter().filter_map(|id| plan.unit_named(id.as_str())).collect()
        };
        let then = of(self.then, was).into_iter().filter(|unit| !self.is_dissolved(*unit));
        !self.kin.are_same(then, of(self.now, now))
    }

    fn units(&mut self) {
        for (index, unit) in self.now.units() {
            let own = |a: &Amendment| a.unit.as_ref().is_some_and(|id| id.key() == unit.id.key());
            let said: Vec<&Amendment> = self.amendments().map(|a| &a.inner).filter(|a| own(a)).collect();
            let differences = match self.back.units(index) {
                [] => vec!["新增".to_owned()],
                [was] => {
                    let was = self.then.unit(*was);
                    let mut differences = changed("名称", &was.name, &unit.name);
                    differences.extend(wrong_name(&said, &was.name));
                    differences.extend(fields::UNIT.changed(was, unit));
                    if self.members_differ(was, unit) {
                        differences.push("所含单位".to_owned());
                    }
                    differences
                }
                // Several became one: the amendment that joined them says so.
                _ => vec![],
            };
            let named = said.iter().any(|a| wrong_name(&[a], &self.was_name(index)).is_none());
            self.report(("单位", &unit.name), unit.id.place, differences, named);
        }
    }

    /// The name of what a unit was; empty when it was nothing or several.
    fn was_name(&self, unit: UnitIndex) -> String {
        match self.back.units(unit) {
            [only] => self.then.unit(*only).name.inner.clone(),
            _ => String::new(),
        }
    }

    fn tasks(&mut self) {
        for (index, section, task) in self.now.tasks() {
            let explained = self.amendments().any(|a| same_id(a.task.as_ref(), &task.id));
            let differences = match self.back.tasks(index) {
                [] => vec!["新增".to_owned()],
                [was] => {
                    let was = *was;
                    let old = self.then.task(was);
                    let mut differences = changed("标题", &old.title, &task.title);
                    let (_, from) = self.then.section_of(was);
                    if from.id.key() != section.id.key() {
                        differences.push(format!("由“{}”移到“{}”", from.title, section.title));
                    }
                    differences.extend(changed(
                        "完成时限",
                        &old.due.inner.chinese(),
                        &task.due.inner.chinese(),
                    ));
                    if !self.kin.share_alike(&self.assigned_then(was), self.now.assigned(index)) {
                        differences.push("责任单位或分工".to_owned());
                    }
                    differences.extend(self.milestones(was, index));
                    differences.extend(fields::TASK.changed(old, task));
                    // What is asked of the years that come is set year by year.
                    if self.yearly(old) != self.yearly(task) {
                        differences.push("年度任务".to_owned());
                    }
                    differences
                }
                // Several became one: the amendment that joined them says so.
                _ => vec![],
            };
            self.report(("任务", &task.title), task.id.place, differences, explained);
        }
    }

    /// The units of a task of the plan of record, without those that an amendment says are no more: what they leave
    /// to the others needs no word at each task.
    fn assigned_then(&self, task: TaskIndex) -> Vec<(UnitIndex, Role)> {
        let all = self.then.assigned(task).iter();
        all.filter(|(unit, _)| !self.is_dissolved(*unit)).copied().collect()
    }

    /// Whether a unit of the plan of record has become nothing, and an amendment says so.
    fn is_dissolved(&self, unit: UnitIndex) -> bool {
        let lives = self.now.units().any(|(now, _)| self.back.units(now).contains(&unit));
        !lives && self.is_named(&self.then.unit(unit).id, |a| a.unit.as_ref())
    }

    /// Whether an amendment names an id of the plan of record, that of something which is no more: as one that was, or,
    /// where it says nothing of what was, as what it is about.
    fn is_named(&self, id: &Id, own: impl Fn(&Amendment) -> Option<&Located<Id>>) -> bool {
        self.amendments().any(|a| {
            let earlier = a.was.as_ref().and_then(|was| was.earlier());
            match earlier {
                None => same_id(own(a), id),
                Some(earlier) => earlier.into_iter().any(|was| was.key() == id.key()),
            }
        })
    }

    /// What was asked of a task in the years that are over.
    fn yearly(&self, task: &Task) -> Vec<serde_json::Value> {
        let over = task.yearly.iter().filter(|yearly| yearly.year <= self.year);
        over.map(|yearly| serde_json::to_value(&yearly.inner).unwrap_or_default()).collect()
    }

    fn milestones(&self, was: TaskIndex, task: TaskIndex) -> Vec<String> {
        let list = |plan: &Plan, task: TaskIndex| {
            let milestones = plan.task(task).milestones.iter();
            let due = |m: &Milestone| m.due.as_ref().map(|due| due.inner.chinese());
            let said = |m: &Milestone| (m.id.key(), due(m), m.what.trim().to_owned(), m.qualifier.clone());
            let mut list: Vec<_> = milestones.map(|m| said(m)).collect();
            list.sort();
            list
        };
        if list(self.then, was) == list(self.now, task) {
            vec![]
        } else {
            vec!["节点、节点内容或节点时限".to_owned()]
        }
    }

    fn indicators(&mut self) {
        for (index, indicator) in self.now.indicators() {
            let explained = self.amendments().any(|a| same_id(a.indicator.as_ref(), &indicator.id));
            let differences = match self.back.indicator(index) {
                None => vec!["新增".to_owned()],
                Some(was) => self.indicator(self.then.indicator(was), indicator, (was, index)),
            };
            self.report(("指标", &indicator.name), indicator.id.place, differences, explained);
        }
    }

    fn indicator(
        &self,
        was: &Indicator,
        now: &Indicator,
        (old, new): (IndicatorIndex, IndicatorIndex),
    ) -> Vec<String> {
        let mut differences = changed("名称", &was.name, &now.name);
        let unit = |indicator: &Indicator| indicator.unit_of_measure.clone().unwrap_or_default();
        differences.extend(changed("计量单位", &unit(was), &unit(now)));
        let method = |i: &Indicator| (i.level, i.combine.inner, i.direction.inner);
        if method(was) != method(now) {
            differences.push("统计层级、汇总方式或方向".to_owned());
        }
        let baseline = |i: &Indicator| i.baseline.as_ref().map(|b| (b.year, b.value.inner.value));
        if baseline(was) != baseline(now) {
            differences.push("基期值".to_owned());
        }
        let of = |plan: &Plan, i: &Indicator| i.task.as_ref().and_then(|id| plan.task_by_id(id.as_str()));
        let (before, own) = (of(self.then, was), of(self.now, now));
        // The indicator of a task that was joined with others stays where it was.
        let is_same = match (before, own) {
            (Some(before), Some(own)) => self.back.tasks(own).contains(&before),
            (None, own) => own.is_none_or(|own| self.back.tasks(own).is_empty()),
            (Some(_), None) => false,
        };
        if !is_same || was.task.is_some() != now.task.is_some() {
            differences.push("所属任务".to_owned());
        }
        differences.extend(fields::INDICATOR.changed(was, now));
        let before = |id: &Id| self.kin.before(self.then.unit_named(id.as_str())?);
        let after = |id: &Id| self.kin.after(self.now.unit_named(id.as_str())?);
        if targets(was, before) != targets(now, after) {
            differences.push("目标".to_owned());
        }
        let then = self.then.reporters(old).iter().copied().filter(|unit| !self.is_dissolved(*unit));
        if !self.kin.are_same(then, self.now.reporters(new).iter().copied()) {
            differences.push("填报单位".to_owned());
        }
        differences
    }

    /// What the plan of record had and the new plan has not, under any id.
    fn removed(&mut self) {
        let mut gone: Vec<(&str, &str, Place)> = vec![];
        let units: Vec<UnitIndex> =
            self.now.units().flat_map(|(index, _)| self.back.units(index).iter().copied()).collect();
        let of_units = self
            .then
            .units()
            .filter(|(index, unit)| !units.contains(index) && !self.is_named(&unit.id, |a| a.unit.as_ref()));
        gone.extend(of_units.map(|(_, unit)| ("单位", unit.name.inner.as_str(), unit.id.place)));
        let tasks: Vec<TaskIndex> =
            self.now.tasks().flat_map(|(index, ..)| self.back.tasks(index).iter().copied()).collect();
        let of_tasks = self.then.tasks().filter(|(index, _, task)| {
            !tasks.contains(index) && !self.is_named(&task.id, |a| a.task.as_ref())
        });
        gone.extend(of_tasks.map(|(_, _, task)| ("任务", task.title.inner.as_str(), task.id.place)));
        let indicators: Vec<IndicatorIndex> =
            self.now.indicators().filter_map(|(index, _)| self.back.indicator(index)).collect();
        let of_indicators = self.then.indicators().filter(|(index, i)| {
            !indicators.contains(index) && !self.is_named(&i.id, |a| a.indicator.as_ref())
        });
        gone.extend(of_indicators.map(|(_, i)| ("指标", i.name.inner.as_str(), i.id.place)));
        for (kind, name, was) in gone {
            let (place, words) = match self.same_name(kind, name) {
                // It is there, and an amendment says that it was something else.
                Some(place) => (
                    place,
                    "调整说明的 was 里没有写它自己；仍是同一个的，把它自己的编号也写进 was.ids，或不写 was",
                ),
                None => (self.now.definition.title.place, "已不在方案里"),
            };
            let found = self.report((kind, name), place, vec![words.to_owned()], false);
            // Where it stood tells what it was: nothing of the plan as it is does.
            found.into_iter().for_each(|found| found.concerns.push(was));
        }
    }

    /// Where the plan as it is has a thing of the name of one of the plan of record that became nothing.
    fn same_name(&self, kind: &str, name: &str) -> Option<Place> {
        match kind {
            "单位" => {
                self.now.units().find(|(_, unit)| unit.name.inner == name).map(|(_, unit)| unit.id.place)
            }
            "任务" => {
                self.now.tasks().find(|(.., task)| task.title.inner == name).map(|(.., task)| task.id.place)
            }
            _ => self.now.indicators().find(|(_, i)| i.name.inner == name).map(|(_, i)| i.id.place),
        }
    }

    fn report(
        &mut self,
        (kind, name): (&str, &str),
        place: Place,
        differences: Vec<String>,
        explained: bool,
    ) -> Option<&mut Diagnostic> {
        if differences.is_empty() || explained {
            return None;
        }
        let (year, from) = (self.year, self.year.saturating_add(1));
        let message =
            format!("{kind}“{name}”与{year}年度定稿的方案不同，没有调整说明：{}", differences.join("；"));
        let found = self.out.report(&UNEXPLAINED_CHANGE, place, message);
        found.label("定稿以后改动过").help(format!(
            "在 amendments 里写明，例如“{{from: {from}, unit: slj, what: 更名, was: {{name: 原名称}}, why: 机构改革, document: 文号}}”；撤销、划出的写它的原编号，例如“{{from: {from}, unit: 原编号, what: 划出本市, why: …}}”；合并的用“was: {{ids: [原编号, 原编号]}}”"
        ));
        Some(found)
    }
}

fn same_id(named: Option<&Located<Id>>, id: &Id) -> bool {
    named.is_some_and(|named| named.key() == id.key())
}

fn changed(what: &str, was: &str, now: &str) -> Vec<String> {
    if was.trim() == now.trim() {
        vec![]
    } else {
        vec![format!("{what}由“{}”改为“{}”", was.trim(), now.trim())]
    }
}

/// An amendment that gives another former name than the plan of record had.
fn wrong_name(said: &[&Amendment], was: &str) -> Option<String> {
    let given = said.iter().filter_map(|a| a.was.as_ref()?.name.as_deref());
    let other = given.into_iter().find(|name| !was.is_empty() && name.trim() != was.trim())?;
    Some(format!("调整说明写的原名称是“{}”，定稿方案里是“{}”", other.trim(), was.trim()))
}

/// What is demanded of an indicator, without the words in which it is.
/// `body` says which body a unit is.
fn targets(indicator: &Indicator, body: impl Fn(&Id) -> Option<usize>) -> Vec<String> {
    let number = |n: Option<&Located<crate::plan::Number>>| n.map(|n| n.inner.value.normalize());
    let target = |t: &crate::plan::Target| {
        let what =
            (t.year, t.op.inner, number(t.value.as_ref()), number(t.value_max.as_ref()), t.text.as_deref());
        let whom = (t.unit.as_ref().map(|unit| body(unit)), t.per, t.change, t.baseline_year, t.governs);
        format!("{what:?} {whom:?} {:?}", t.qualifier.as_deref())
    };
    let mut list: Vec<String> = indicator.targets.iter().map(|t| target(t)).collect();
    list.sort();
    list.dedup();
    list
}
