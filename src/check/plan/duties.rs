//! Who must do what by when: tasks, milestones, and the duty to report.

use chrono::NaiveDate;

use super::PLAN;
use crate::check::PlanCheck;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Due, Located, Plan, UnitKind};
use crate::source::{Place, Sources};

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &TASK_WITHOUT_UNIT, run: tasks_without_unit },
    PlanCheck { rule: &UNIT_TWICE, run: units_twice },
    PlanCheck { rule: &BAD_DEADLINE, run: bad_deadline },
    PlanCheck { rule: &NO_BASIS, run: no_basis },
    PlanCheck { rule: &BEFORE_ADOPTION, run: before_adoption },
    PlanCheck { rule: &MILESTONE_AFTER_TASK, run: milestones_after_task },
    PlanCheck { rule: &SILENT_UNIT, run: silent_units },
];

static TASK_WITHOUT_UNIT: Rule = Rule {
    code: "N111",
    name: "task-without-unit",
    severity: Severity::Hint,
    title: "任务没有责任单位",
    why: "没有责任单位的任务没有人报送；责任单位都不在报送范围内的（类别为“其他”或注明 reports: false）也一样。原文确未写明的，可由办公室在 assignments 里补充分工并写明理由。",
    example: Example::Change {
        file: PLAN,
        find: "        responsible_units: [slj, sthjj]\n        also: [counties]\n",
        good: "        responsible_units: [slj, sthjj]\n        also: [counties]\n",
        bad: "        responsible_units: []\n",
    },
};

/// Checks that every task, collectives expanded and later assignments counted, is somebody's.
fn tasks_without_unit(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (index, _, task) in plan.tasks() {
        if plan.assigned(index).is_empty() {
            out.report(&TASK_WITHOUT_UNIT, task.id.place, format!("任务“{}”没有责任单位", task.title.inner))
                .label("没有单位会报送这项任务")
                .help("填写 responsible_units，或在 assignments 里补充分工");
            continue;
        }
        let units = || plan.assigned(index).iter().map(|(unit, _)| plan.unit(*unit));
        // A collective without members has its own finding.
        let silent: Vec<&str> =
            units().filter(|unit| unit.kind != UnitKind::Collective).map(|unit| unit.name.as_str()).collect();
        if !silent.is_empty() && !units().any(|unit| unit.must_report()) {
            out.report(
                &TASK_WITHOUT_UNIT,
                task.id.place,
                format!("任务“{}”的责任单位都不在报送范围内：{}", task.title.inner, silent.join("、")),
            )
            .label("没有单位会报送这项任务")
            .help("在单位里写 reports: true，或在 assignments 里补充报送的单位");
        }
    }
}

static UNIT_TWICE: Rule = Rule {
    code: "N112",
    name: "unit-twice-in-task",
    severity: Severity::Hint,
    title: "一项任务里同一单位列了两次",
    why: "同一单位在牵头、责任、配合单位中只需列一次，以职责最重的为准。重复的可以删去。",
    example: Example::Change {
        file: PLAN,
        find: "responsible_units: [slj, sthjj]",
        good: "responsible_units: [slj, sthjj]",
        bad: "responsible_units: [slj, sthjj, slj]",
    },
};

/// Checks that the document's own unit lists name a unit once a task.
fn units_twice(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (_, _, task) in plan.tasks() {
        let named: Vec<_> =
            task.lead_units.iter().chain(&task.responsible_units).chain(&task.supporting_units).collect();
        for (at, id) in named.iter().enumerate() {
            if let Some(first) = named[..at].iter().find(|other| other.key() == id.key()) {
                out.report(
                    &UNIT_TWICE,
                    id.place,
                    format!("任务“{}”里单位“{}”列了两次", task.title.inner, id.as_str()),
                )
                .related(first.place, "第一次列在这里")
                .help("保留职责最重的一处");
            }
        }
    }
}

static BAD_DEADLINE: Rule = Rule {
    code: "N113",
    name: "unreadable-deadline",
    severity: Severity::Error,
    title: "截止时刻或时区无法识别",
    why: "截止时刻写成 24:00 或 17:30 的形式，时区写 Asia/Shanghai 或 +08:00。写法不对时无法判断是否按时。",
    example: Example::Change {
        file: PLAN,
        find: "cutoff: \"24:00\"",
        good: "cutoff: \"17:30\"",
        bad: "cutoff: 下班前",
    },
};

/// Checks that the hour and the zone of the deadline can be read.
fn bad_deadline(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let reporting = &plan.definition.reporting;
    if reporting.cutoff_time().is_err() {
        out.report(
            &BAD_DEADLINE,
            reporting.cutoff.place,
            format!("截止时刻“{}”无法识别", reporting.cutoff.inner),
        )
        .help("写成 \"24:00\" 或 \"17:30\"");
    }
    if reporting.offset().is_none() {
        out.report(
            &BAD_DEADLINE,
            reporting.timezone.place,
            format!("时区“{}”无法识别", reporting.timezone.inner),
        )
        .help("写成 Asia/Shanghai 或 +08:00");
    }
}

static NO_BASIS: Rule = Rule {
    code: "N114",
    name: "reporting-without-basis",
    severity: Severity::Hint,
    title: "报送要求没有写明依据",
    why: "通知和提醒函要引用报送的依据。请填写条款（clause）或原文（quote）；方案本身没有规定报送的，请在 note 里说明由谁规定。",
    example: Example::Change {
        file: PLAN,
        find: "  clause: 三（一）\n  quote: 各有关单位于每年12月15日前报送\n",
        good: "  clause: 三（一）\n  quote: 各有关单位于每年12月15日前报送\n",
        bad: "",
    },
};

/// Checks that the duty to report says where it comes from.
fn no_basis(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let reporting = &plan.definition.reporting;
    if reporting.clause.is_none() && reporting.quote.is_none() && reporting.note.is_none() {
        out.report(&NO_BASIS, reporting.due.place, "报送要求没有写明依据")
            .label("每年在这一天前报送，依据是什么")
            .help("填写 clause 和 quote；方案未规定的，填写 note");
    }
}

static BEFORE_ADOPTION: Rule = Rule {
    code: "N115",
    name: "due-before-adoption",
    severity: Severity::Hint,
    title: "时限早于成文日期",
    why: "任务、节点或目标的年份早于文件成文的年份，多半是录入有误。原文确实如此的可以不改。",
    example: Example::Change {
        file: PLAN,
        find: "{year: 2027, op: \">=\", value: \"120\"",
        good: "{year: 2027, op: \">=\", value: \"120\"",
        bad: "{year: 2017, op: \">=\", value: \"120\"",
    },
};

/// Checks that nothing is due before the plan was adopted: mostly a slip of the pen.
fn before_adoption(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let document = &plan.definition.document;
    let Some(adopted) = document.adopted else { return };
    let mut early = |place: Place, what: String| {
        out.report(&BEFORE_ADOPTION, place, format!("{what}早于成文日期{adopted}"))
            .help("请对照原文核对年份");
    };
    let ended = |due: &Due| due.last_day().is_some_and(|day| day < adopted.0);
    for (_, _, task) in plan.tasks() {
        if ended(&task.due) {
            early(task.due.place, format!("任务“{}”的时限{}", task.title.inner, task.due.chinese()));
        }
        for milestone in &task.milestones {
            if let Some(due) = milestone.due.as_ref().filter(|due| ended(due)) {
                early(due.place, format!("节点“{}”的时限{}", milestone.what, due.chinese()));
            }
        }
    }
    for indicator in &plan.definition.indicators {
        for target in &indicator.targets {
            if let Some(year) = target.year.filter(|year| *year < adopted.year()) {
                early(target.place, format!("指标“{}”的目标年份{year}年", indicator.name.inner));
            }
        }
    }
}

static MILESTONE_AFTER_TASK: Rule = Rule {
    code: "N116",
    name: "milestone-after-task",
    severity: Severity::Hint,
    title: "节点的时限晚于任务的时限",
    why: "节点是任务的一部分，一般不晚于任务完成。请对照原文核对两处时限。",
    example: Example::Change {
        file: PLAN,
        find: "due: 2026, quote: 2026年建成",
        good: "due: 2026, quote: 2026年建成",
        bad: "due: 2028, quote: 2026年建成",
    },
};

/// Checks that a milestone is not due after its task.
fn milestones_after_task(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let last = |due: &Located<Due>| -> Option<NaiveDate> { due.last_day() };
    for (_, _, task) in plan.tasks() {
        for milestone in &task.milestones {
            let Some(due) = &milestone.due else { continue };
            if let (Some(step), Some(whole)) = (last(due), last(&task.due))
                && step > whole
            {
                out.report(
                    &MILESTONE_AFTER_TASK,
                    due.place,
                    format!("节点“{}”的时限{}晚于任务的时限", milestone.what, due.chinese()),
                )
                .related(task.due.place, format!("任务的时限是{}", task.due.chinese()))
                .help("请对照原文核对");
            }
        }
    }
}

static SILENT_UNIT: Rule = Rule {
    code: "N117",
    name: "reporter-that-does-not-report",
    severity: Severity::Hint,
    title: "指标的填报单位不在报送范围内",
    why: "类别为“其他”的单位和注明 reports: false 的单位不报送，它们负责的指标不会有数据。请改由报送的单位填报，或注明 reports: true。",
    example: Example::Change {
        file: PLAN,
        find: "{id: sthjj, name: 市生态环境局, aliases: [], kind: department}",
        good: "{id: sthjj, name: 市生态环境局, aliases: [], kind: department}",
        bad: "{id: sthjj, name: 市生态环境局, aliases: [], kind: department, reports: false}",
    },
};

/// Checks that those who must give a figure hand in a submission at all.
fn silent_units(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (_, indicator) in plan.indicators() {
        for id in &indicator.reported_by {
            let Some(index) = plan.unit_named(id.as_str()) else { continue };
            let unit = plan.unit(index);
            if unit.members.is_empty() && !unit.must_report() {
                out.report(
                    &SILENT_UNIT,
                    id.place,
                    format!(
                        "指标“{}”由“{}”填报，但该单位不在报送范围内",
                        indicator.name.inner, unit.name.inner
                    ),
                )
                .related(unit.id.place, "单位在这里")
                .help("改由报送的单位填报，或在单位里写 reports: true");
            }
        }
    }
}
