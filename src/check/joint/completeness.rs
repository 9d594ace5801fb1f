//! Everything answered.

use std::collections::BTreeMap;

use super::{Check, Facts, HEXI, SLJ, STHJJ, is_due};
use crate::check::phrasing::{listed, shortened};
use crate::consolidate::{Answer, Duty, FigureState, Outcome};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::UnitIndex;
use crate::source::Place;
use crate::submission::{Held, Part};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &TASKS_LACKING, run: tasks_lacking },
    Check { rule: &FIGURES_LACKING, run: figures_lacking },
    Check { rule: &MILESTONES_LACKING, run: milestones_lacking },
    Check { rule: &ROLL_UP_INCOMPLETE, run: roll_ups_incomplete },
];

static TASKS_LACKING: Rule = Rule {
    code: "N311",
    name: "tasks-not-answered",
    severity: Severity::Verify,
    title: "有任务没有填报",
    why: "分给该单位的任务都要答复。确无进展的填“无进展”，不涉及的填“不涉及”，不能空着不填。",
    example: Example::Change {
        file: HEXI,
        find: "tasks:\n  - id: RW-02-01\n    status: on_track\n    progress: |\n      乡镇排污口整治按月调度，新增巡查点十处。\n",
        good: "tasks:\n  - id: RW-02-01\n    status: no_progress\n    progress: |\n      县域排污口整治方案尚在征求乡镇意见。\n",
        bad: "tasks: []\n",
    },
};

/// Checks that a unit answers every task that is its own.
fn tasks_lacking(facts: &Facts<'_>, out: &mut Diagnostics) {
    let mut lacking: BTreeMap<UnitIndex, Lacking> = BTreeMap::new();
    for record in &facts.tables.tasks {
        let task = facts.plan.task(record.task);
        for answer in record.answers.iter().filter(|answer| matches!(answer.answer, Answer::NoEntry(_))) {
            let name = format!("{} {}", task.id.as_str(), shortened(&task.title));
            Lacking::add(&mut lacking, answer.unit, name, task.id.place);
        }
    }
    for (unit, lacking) in lacking {
        let unknown = |part: &Part| matches!(part, Part::Task(id) if facts.plan.task_by_id(id).is_none());
        let misspelt = misspelt(facts, unit, unknown);
        lack(&TASKS_LACKING, facts, &lacking.of("任务", misspelt), out);
    }
}

static FIGURES_LACKING: Rule = Rule {
    code: "N312",
    name: "figures-not-answered",
    severity: Severity::Verify,
    title: "有指标没有填报",
    why: "方案要求该单位填报的指标都要答复。没有数据的，“数值”留空，并在“缺失原因”里选择原因。",
    example: Example::Change {
        file: STHJJ,
        find: "indicators:\n  - id: river-good-ratio\n    value: \"83.3\"\n    n: 10\n    of: 12\n    period: 1—11月\n    value_status: provisional\n    standard: GB 3838—2002\n    source: 市生态环境局监测数据（示例）\n    as_of: 2025-11-30\n",
        good: "indicators:\n  - {id: river-good-ratio, value: null, missing: 尚未公布}\n",
        bad: "indicators: []\n",
    },
};

/// Checks that a unit answers every indicator that it is asked for.
fn figures_lacking(facts: &Facts<'_>, out: &mut Diagnostics) {
    let mut lacking: BTreeMap<UnitIndex, Lacking> = BTreeMap::new();
    for record in &facts.tables.indicators {
        let indicator = facts.plan.indicator(record.indicator);
        for figure in record.figures.iter().filter(|figure| figure.expected && indicator.is_measured()) {
            if matches!(figure.state, FigureState::NoEntry) {
                let name = format!("{} {}", indicator.id.as_str(), shortened(&indicator.name));
                Lacking::add(&mut lacking, figure.unit, name, indicator.id.place);
            }
        }
    }
    for (unit, lacking) in lacking {
        let unknown =
            |part: &Part| matches!(part, Part::Figure(id) if facts.plan.indicator_by_id(id).is_none());
        let misspelt = misspelt(facts, unit, unknown);
        lack(&FIGURES_LACKING, facts, &lacking.of("指标", misspelt), out);
    }
}

const PLAN: &str = "plans/demo.yaml";
const ASKED: &str = "  clause: 三（一）\n  asks: {milestones: true}\n";

/// What the plan asks of some units only.
const MILESTONE: &str = "节点";

static MILESTONES_LACKING: Rule = Rule {
    code: "N313",
    name: "milestones-not-answered",
    severity: Severity::Hint,
    title: "有节点没有填报",
    why: "方案要求填报的节点（reporting.asks），牵头单位和每家责任单位都应说明进展，其他单位填报了的也不例外：报送前的检查只看得到本单位的材料，看到的应与办公室一致。",
    example: Example::Edits {
        good: &[Edit::Replace { file: PLAN, find: "  clause: 三（一）\n", with: ASKED }],
        bad: &[
            Edit::Replace { file: PLAN, find: "  clause: 三（一）\n", with: ASKED },
            Edit::Replace {
                file: SLJ,
                find: "milestones:\n  - {id: MS-02-01-1, status: on_track, note: 主体工程已开工。}\n",
                with: "",
            },
        ],
    },
};

/// Checks that units say how the milestones stand that they are asked for.
fn milestones_lacking(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.units {
        let mut lacking: BTreeMap<UnitIndex, Lacking> = BTreeMap::new();
        for duty in &record.lacks {
            if let Duty::Milestone(site) = duty {
                let milestone = facts.plan.milestone(*site);
                let name = format!("{} {}", milestone.id.as_str(), shortened(&milestone.what));
                Lacking::add(&mut lacking, record.unit, name, milestone.id.place);
            }
        }
        let unknown =
            |part: &Part| matches!(part, Part::Milestone(id) if facts.plan.milestone_by_id(id).is_none());
        let misspelt = misspelt(facts, record.unit, unknown);
        if let Some(lacking) = lacking.remove(&record.unit) {
            lack(&MILESTONES_LACKING, facts, &lacking.of(MILESTONE, misspelt), out);
        }
    }
}

/// How many entries of a unit bear an id that nobody knows: admission has taken them out.
fn misspelt(facts: &Facts<'_>, unit: UnitIndex, unknown: impl Fn(&Part) -> bool) -> usize {
    let of_unit = facts.round.submissions.iter().filter(|submission| submission.unit == Some(unit));
    of_unit.flat_map(|submission| &submission.withheld).filter(|withheld| unknown(&withheld.part)).count()
}

/// What a unit has not answered.
struct Lacking {
    unit: UnitIndex,
    kind: &'static str,
    names: Vec<String>,
    /// The first of it in the plan.
    first: Place,
    /// Entries of the kind with an id that nobody knows.
    misspelt: usize,
}

impl Lacking {
    fn add(all: &mut BTreeMap<UnitIndex, Lacking>, unit: UnitIndex, name: String, place: Place) {
        let new = || Lacking { unit, kind: "", names: vec![], first: place, misspelt: 0 };
        all.entry(unit).or_insert_with(new).names.push(name);
    }

    fn of(self, kind: &'static str, misspelt: usize) -> Self {
        Lacking { kind, misspelt, ..self }
    }
}

fn lack(rule: &'static Rule, facts: &Facts<'_>, lacking: &Lacking, out: &mut Diagnostics) {
    let Lacking { unit, kind, names, first, misspelt } = lacking;
    let Some(form) = facts.form(*unit) else { return };
    // A misspelt id is reported where it stands; what it stands for is not lacking as well. Who need not
    // report at all owes nothing.
    if !is_due(facts) || names.len() <= *misspelt || !facts.plan.unit(*unit).must_report() {
        return;
    }
    out.report(rule, form.unit.place, format!("“{}”有{}项{kind}没有填报", facts.name(*unit), names.len()))
        .label(format!("没有填报：{}", names.join("、")))
        .related(*first, "方案里的第一项")
        .help(match *kind {
            MILESTONE => "请补充：本单位承担的部分进展如何；其他单位已经填报的，也请填写",
            _ => "请补充；没有内容可报的也要写明原因，不能空着",
        });
}

static ROLL_UP_INCOMPLETE: Rule = Rule {
    code: "N331",
    name: "incomplete-roll-up",
    severity: Severity::Hint,
    title: "县区汇总不全",
    why: "有县区没有填报，合计只是一部分，不与目标比较，报告中标明“缺几家”。",
    example: Example::Change {
        file: HEXI,
        find: "    value: \"25\"\n",
        good: "    value: \"25\"\n",
        bad: "    value: null\n    missing: 尚未公布\n",
    },
};

/// Lists roll-ups that lack parts.
fn roll_ups_incomplete(facts: &Facts<'_>, out: &mut Diagnostics) {
    for record in &facts.tables.indicators {
        // A figure that cannot be used is reported where it stands.
        let unused =
            |state: &FigureState| matches!(state, FigureState::Unusable | FigureState::Held(Held::Faulty(_)));
        let unread = record.figures.iter().any(|figure| unused(&figure.state));
        if let Outcome::Incomplete { have, of, .. } = record.outcome.clone()
            && !unread
        {
            let indicator = facts.plan.indicator(record.indicator);
            let lacking: Vec<String> = record
                .figures
                .iter()
                .filter(|figure| figure.expected && figure.value().is_none())
                .map(|figure| facts.name(figure.unit).to_owned())
                .collect();
            out.report(
                &ROLL_UP_INCOMPLETE,
                indicator.id.place,
                format!("指标“{}”的汇总缺{}家，应有{of}家", indicator.name.inner, of.saturating_sub(have)),
            )
            .label(format!("没有数值：{}", listed(&lacking)));
        }
    }
}
