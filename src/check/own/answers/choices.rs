//! Choices of the office: whose answer counts, of those who were asked.

use super::{DECISIONS, SLJ};
use crate::check::own::facts::FigureOf;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::Level;
use crate::submission::Choice;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &CHOICE_OF_NOTHING, run: choices_of_nothing },
    Check { rule: &CHOICE_WITHOUT_ANSWER, run: choices_without_answer },
    Check { rule: &CHOICE_OF_A_PART, run: choices_of_a_part },
    Check { rule: &CHOICE_OF_THE_UNASKED, run: choices_of_the_unasked },
];

static CHOICE_OF_NOTHING: Rule = Rule {
    code: "N242",
    name: "choice-of-nothing",
    severity: Severity::Error,
    title: "采用的决定没有写明是任务还是指标",
    why: "一条“采用”只能针对一个任务或一个指标，请填写其中一个编号。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Checks that a choice is about one thing.
fn choices_of_nothing(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for choice in &facts.round.decisions.choices {
        let words = match (&choice.task, &choice.indicator) {
            (None, None) => "没有写任务编号或指标编号",
            (Some(_), Some(_)) => "同时写了任务编号和指标编号",
            _ => continue,
        };
        out.report(
            &CHOICE_OF_NOTHING,
            choice.unit.place,
            format!("采用“{}”的决定{words}", choice.unit.inner),
        )
        .help("只写其中一个，例如“indicator: river-good-ratio”");
    }
}

static CHOICE_WITHOUT_ANSWER: Rule = Rule {
    code: "N243",
    name: "choice-without-answer",
    severity: Severity::Error,
    title: "决定采用的单位没有填报这一项",
    why: "被采用的单位没有报送，或没有填这一项，决定就落空了。请核对单位，或等该单位补报。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: slj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Checks that whom a choice prefers has answered.
fn choices_without_answer(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for choice in &facts.round.decisions.choices {
        if choice_is_answered(facts, choice) == Some(false) {
            out.report(
                &CHOICE_WITHOUT_ANSWER,
                choice.unit.place,
                format!("决定采用“{}”的填报，但该单位没有填这一项", choice.unit.inner),
            )
            .label("没有可采用的内容")
            .help("请核对单位，或等该单位补报后再决定");
        }
    }
}

/// `None` when the choice names something unknown, which is another rule's finding, or what cannot be read: its
/// unit has answered.
fn choice_is_answered(facts: &OwnFacts<'_>, choice: &Choice) -> Option<bool> {
    let unit = choice.unit.of?;
    if facts.round.submissions.iter().any(|found| found.unit == Some(unit) && found.faulty) {
        return None;
    }
    if let Some(task) = &choice.task {
        let task = task.of?;
        return Some(facts.entries().any(|found| found.unit == unit && found.task == task));
    }
    let index = choice.indicator.as_ref()?.of?;
    let given =
        |found: FigureOf<'_>| found.unit == unit && found.index == index && found.figure.value.is_some();
    Some(facts.figures().any(given))
}

static CHOICE_OF_A_PART: Rule = Rule {
    code: "N250",
    name: "choice-of-a-part",
    severity: Severity::Error,
    title: "采用的决定针对按县区列示或汇总的指标",
    why: "这样的指标由各县区的数组成，一家的数不能代替全市的数，决定不起作用。某个县区的数有误的，请退回该县区修改。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: outlets-fixed, unit: hexi, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Checks that nobody's figure is chosen for a whole that has parts.
fn choices_of_a_part(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for choice in &facts.round.decisions.choices {
        let Some(named) = &choice.indicator else { continue };
        let Some(indicator) = named.of.map(|index| facts.plan.indicator(index)) else { continue };
        if indicator.level == Level::County {
            out.report(
                &CHOICE_OF_A_PART,
                choice.unit.place,
                format!("指标“{}”由各县区的数组成，不能采用一家的数", indicator.name.inner),
            )
            .label("这条决定不起作用")
            .help("请删去这条决定；某个县区的数有误的，退回该县区修改");
        }
    }
}

const GUEST: Edit = Edit::Replace {
    file: SLJ,
    find: "milestones:\n",
    with: "indicators:\n  - {id: river-good-ratio, value: \"83.3\", n: 10, of: 12, period: 1—11月, value_status: provisional, source: 监测网}\nmilestones:\n",
};

static CHOICE_OF_THE_UNASKED: Rule = Rule {
    code: "N251",
    name: "choice-of-the-unasked",
    severity: Severity::Error,
    title: "采用的决定针对方案没有要求填报这一项的单位",
    why: "这一项由谁填报，方案已经写明。其他单位填的只作参考，不能代替应填单位的，决定不起作用。应当改由该单位填报的，先在方案里写明（指标的 reported_by，任务的责任单位或 assignments）。",
    example: Example::Edits {
        good: &[
            GUEST,
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
            },
        ],
        bad: &[
            GUEST,
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: slj, reason: 以水利部门为准, by: 示例办公室, on: 2025-12-18}\n",
            },
        ],
    },
};

/// Checks that whom a choice prefers was asked; that nothing was answered at all is another rule's finding.
fn choices_of_the_unasked(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for choice in &facts.round.decisions.choices {
        if choice.was_asked(facts.plan) == Some(false) && choice_is_answered(facts, choice) == Some(true) {
            out.report(
                &CHOICE_OF_THE_UNASKED,
                choice.unit.place,
                format!("决定采用“{}”的填报，但方案没有要求该单位填报这一项", choice.unit.inner),
            )
            .label("这条决定不起作用")
            .help("请改为应填报的单位；应由该单位填报的，先在方案里写明");
        }
    }
}
