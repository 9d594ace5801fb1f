//! Names inside the plan lead somewhere.

use super::PLAN;
use crate::check::PlanCheck;
use crate::check::phrasing::near_help;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Id, Located, Plan};
use crate::source::Sources;

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &UNKNOWN_UNIT, run: unknown_units },
    PlanCheck { rule: &UNKNOWN_TASK, run: unknown_tasks },
    PlanCheck { rule: &EMPTY_AMENDMENT, run: empty_amendments },
];

static UNKNOWN_UNIT: Rule = Rule {
    code: "N104",
    name: "unknown-unit-in-plan",
    severity: Severity::Error,
    title: "方案里用到了没有列出的单位编号",
    why: "任务和指标的责任单位必须先列在 units 里，并用编号引用。编号写错时，这项任务就没有人报送。",
    example: Example::Change {
        file: PLAN,
        find: "responsible_units: [slj, sthjj]",
        good: "responsible_units: [slj, sthjj]",
        bad: "responsible_units: [slj, sthj]",
    },
};

/// Checks that every unit that tasks, indicators, collectives and targets name is listed.
fn unknown_units(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let mut named: Vec<&Located<Id>> = vec![];
    for (_, _, task) in plan.tasks() {
        named.extend(&task.lead_units);
        named.extend(&task.responsible_units);
        named.extend(&task.supporting_units);
        named.extend(&task.also);
    }
    for assignment in &definition.assignments {
        named.extend(&assignment.lead_units);
        named.extend(&assignment.responsible_units);
        named.extend(&assignment.supporting_units);
    }
    for indicator in &definition.indicators {
        named.extend(&indicator.reported_by);
        named.extend(indicator.targets.iter().filter_map(|target| target.unit.as_ref()));
    }
    named.extend(definition.units.iter().flat_map(|unit| &unit.members));
    let known: Vec<&str> = definition.units.iter().map(|unit| unit.id.as_str()).collect();
    for id in named {
        // A name in place of an id would be found by submissions, but not by the plan's own index.
        if !known.iter().any(|unit| unit.eq_ignore_ascii_case(id.as_str())) {
            out.report(&UNKNOWN_UNIT, id.place, format!("单位编号“{}”没有列在 units 里", id.as_str()))
                .label("没有这个单位")
                .help(near_help(id.as_str(), &known, "请先在 units 里列出这个单位"));
        }
    }
}

static UNKNOWN_TASK: Rule = Rule {
    code: "N105",
    name: "unknown-task-in-plan",
    severity: Severity::Error,
    title: "方案里引用了没有的任务或指标",
    why: "指标的 task、补充分工和调整记录里的编号，必须是本方案的任务或指标。请核对编号。",
    example: Example::Change {
        file: PLAN,
        find: "name: 地表水优良断面比例\n    task: RW-02-01",
        good: "name: 地表水优良断面比例\n    task: RW-02-01",
        bad: "name: 地表水优良断面比例\n    task: RW-20-01",
    },
};

/// Checks that indicators and assignments name tasks of this plan.
fn unknown_tasks(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let tasks: Vec<&str> = plan.tasks().map(|(_, _, task)| task.id.as_str()).collect();
    let named = definition
        .indicators
        .iter()
        .filter_map(|indicator| indicator.task.as_ref())
        .chain(definition.assignments.iter().map(|assignment| &assignment.task));
    for id in named.filter(|id| plan.task_by_id(id.as_str()).is_none()) {
        out.report(&UNKNOWN_TASK, id.place, format!("方案里没有任务“{}”", id.as_str()))
            .label("没有这个任务")
            .help(near_help(id.as_str(), &tasks, "请核对任务编号"));
    }
}

/// Checks that an amendment names what is in the plan, or was in one that a year was closed with: what leaves the plan
/// has no other name. `until` is the last year from which an amendment can be told by the plans that were read.
pub fn amended_names(plan: &Plan, earlier: &[&Plan], until: i32, out: &mut Diagnostics) {
    let definition = &plan.definition;
    let plans = || std::iter::once(plan).chain(earlier.iter().copied());
    let known: Vec<&str> = definition.units.iter().map(|unit| unit.id.as_str()).collect();
    let tasks: Vec<&str> = plan.tasks().map(|(_, _, task)| task.id.as_str()).collect();
    let indicators: Vec<&str> = definition.indicators.iter().map(|i| i.id.as_str()).collect();
    let gone = "没有这一项；已经撤销的，定稿年度的方案里也没有它";
    for amendment in definition.amendments.iter().filter(|amendment| amendment.from <= until) {
        let is_unit = |id: &Id| plans().any(|plan| plan.units().any(|(_, unit)| unit.id.key() == id.key()));
        if let Some(id) = amendment.unit.as_ref().filter(|id| !is_unit(id)) {
            out.report(&UNKNOWN_UNIT, id.place, format!("单位编号“{}”没有列在 units 里", id.as_str()))
                .label(gone)
                .help(near_help(id.as_str(), &known, "请核对单位编号"));
        }
        let is_task = |id: &Id| plans().any(|plan| plan.task_by_id(id.as_str()).is_some());
        if let Some(id) = amendment.task.as_ref().filter(|id| !is_task(id)) {
            out.report(&UNKNOWN_TASK, id.place, format!("方案里没有任务“{}”", id.as_str()))
                .label(gone)
                .help(near_help(id.as_str(), &tasks, "请核对任务编号"));
        }
        let is_indicator = |id: &Id| plans().any(|plan| plan.indicator_by_id(id.as_str()).is_some());
        if let Some(id) = amendment.indicator.as_ref().filter(|id| !is_indicator(id)) {
            out.report(&UNKNOWN_TASK, id.place, format!("方案里没有指标“{}”", id.as_str()))
                .label(gone)
                .help(near_help(id.as_str(), &indicators, "请核对指标编号"));
        }
    }
}

static EMPTY_AMENDMENT: Rule = Rule {
    code: "N106",
    name: "amendment-of-nothing",
    severity: Severity::Hint,
    title: "调整记录没有指明调整的是什么",
    why: "一条调整应指明单位、任务或指标，起始年度不早于第一个报告年度，这样以前年度的报告才能保持原样。",
    example: Example::Change {
        file: PLAN,
        find: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\n",
        good: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, unit: slj, what: 单位更名, why: 机构改革}\n",
        bad: "      - {year: 2027, op: \">=\", value: \"120\", quote: 到2027年完成120个入河排污口整治}\namendments:\n  - {from: 2026, what: 单位更名, why: 机构改革}\n",
    },
};

/// Checks that an amendment says what it changes and from a year that is reported on.
fn empty_amendments(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for amendment in &plan.definition.amendments {
        // What was taken out of the plan can only be named by what it was.
        let removed = amendment.was.as_ref().is_some_and(|was| was.earlier().is_some());
        let named = amendment.task.is_some() || amendment.indicator.is_some() || amendment.unit.is_some();
        let nothing = !named && !removed;
        let first = plan.definition.reporting.first_year;
        if nothing {
            out.report(&EMPTY_AMENDMENT, amendment.place, "调整记录没有指明单位、任务或指标")
                .label("只写了内容和原因")
                .help("加上 unit、task 或 indicator 中的一项，例如“task: RW-02-01”");
        } else if amendment.from < first {
            out.report(
                &EMPTY_AMENDMENT,
                amendment.place,
                format!("调整从{}年起，早于第一个报告年度{first}年", amendment.from),
            )
            .label("起始年度在这里")
            .help("如果方案一开始就是这样，直接改方案内容，不必记为调整");
        }
    }
}
