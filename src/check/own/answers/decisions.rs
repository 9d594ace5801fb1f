//! Decisions speak of things that there are, give a reason, and decide something.

use std::collections::BTreeMap;

use super::DECISIONS;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::near_help;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Located, Operator, Plan};
use crate::source::Place;
use crate::submission::Named;
use crate::syntax::Terms;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &UNKNOWN_IN_DECISIONS, run: unknown_in_decisions },
    Check { rule: &DECISION_WITHOUT_REASON, run: decisions_without_reason },
    Check { rule: &DECIDED_TWICE, run: decided_twice },
    Check { rule: &EXTENSION_BACKWARDS, run: extensions_backwards },
    Check { rule: &VERDICT_NOT_NEEDED, run: verdicts_not_needed },
    Check { rule: &DECIDED_BY_NOBODY, run: decided_by_nobody },
    Check { rule: &ACCEPT_OF_NOTHING, run: accepts_of_nothing },
];

static UNKNOWN_IN_DECISIONS: Rule = Rule {
    code: "N241",
    name: "unknown-in-decisions",
    severity: Severity::Error,
    title: "决定里写了方案没有的单位、任务、节点或指标",
    why: "编号或名称写错时，这条决定不起作用。请对照方案核对。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexian, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
    },
};

/// Checks that units, tasks, milestones and indicators of decisions exist.
fn unknown_in_decisions(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let (plan, decisions) = (facts.plan, &facts.round.decisions);
    let units: Vec<&str> = plan.units().flat_map(|(_, u)| [u.id.as_str(), u.name.as_str()]).collect();
    let tasks: Vec<&str> = plan.tasks().map(|(_, _, task)| task.id.as_str()).collect();
    let indicators: Vec<&str> = plan.indicators().map(|(_, i)| i.id.as_str()).collect();
    let mut unknown = |kind: &str, word: &Located<String>, known: &[&str]| {
        out.report(&UNKNOWN_IN_DECISIONS, word.place, format!("决定里的{kind}“{}”不在方案里", word.inner))
            .label("这条决定不起作用")
            .help(near_help(word, known, "请对照方案核对"));
    };
    let named = decisions.extensions.iter().map(|e| &e.unit).chain(decisions.choices.iter().map(|c| &c.unit));
    // A question about what has left the plan names what was there.
    let was = facts.previous.map(|before| before.plan);
    let was_there = |find: &dyn Fn(&Plan) -> bool| was.is_some_and(find);
    let accepted = decisions.accepts.iter().filter_map(|a| a.unit.as_ref());
    let accepted = accepted.filter(|unit| !was_there(&|plan| plan.unit_named(unit).is_some()));
    for unit in named.chain(decisions.verdicts.iter().filter_map(|v| v.unit.as_ref())).chain(accepted) {
        if unit.of.is_none() {
            unknown("单位", unit, &units);
        }
    }
    let named = decisions.choices.iter().filter_map(|c| c.task.as_ref());
    let accepted = decisions.accepts.iter().filter_map(|a| a.task.as_ref());
    let accepted = accepted.filter(|task| !was_there(&|plan| plan.task_by_id(task).is_some()));
    for task in named.chain(decisions.overrides.iter().map(|o| &o.task)).chain(accepted) {
        if task.of.is_none() {
            unknown("任务", task, &tasks);
        }
    }
    let milestones: Vec<&str> = plan.milestones().map(|(_, milestone)| milestone.id.as_str()).collect();
    for milestone in decisions.accepts.iter().filter_map(|a| a.milestone.as_ref()) {
        if milestone.of.is_none() {
            unknown("节点", milestone, &milestones);
        }
    }
    let named = decisions.choices.iter().filter_map(|c| c.indicator.as_ref());
    let accepted = decisions.accepts.iter().filter_map(|a| a.indicator.as_ref());
    let accepted = accepted.filter(|index| !was_there(&|plan| plan.indicator_by_id(index).is_some()));
    for indicator in named.chain(decisions.verdicts.iter().map(|v| &v.indicator)).chain(accepted) {
        if indicator.of.is_none() {
            unknown("指标", indicator, &indicators);
        }
    }
}

static DECISION_WITHOUT_REASON: Rule = Rule {
    code: "N244",
    name: "decision-without-reason",
    severity: Severity::Error,
    title: "决定没有写理由",
    why: "每一条决定都会连同理由显示在报告里；不主动公开的也要写明理由。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: \"\", by: 示例办公室, on: 2025-12-12}\n",
    },
};

/// Checks that no decision stands without a reason.
fn decisions_without_reason(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let decisions = &facts.round.decisions;
    let reasons = (decisions.extensions.iter().map(|d| (d.unit.place, "延期", &d.reason)))
        .chain(decisions.choices.iter().map(|d| (d.unit.place, "采用", &d.reason)))
        .chain(decisions.overrides.iter().map(|d| (d.task.place, "状态认定", &d.reason)))
        .chain(decisions.verdicts.iter().map(|d| (d.indicator.place, "达标认定", &d.reason)))
        .chain(decisions.accepts.iter().map(|d| (d.code.place, "采信", &d.reason)));
    for (place, kind, reason) in reasons {
        if !reason.chars().any(char::is_alphanumeric) {
            out.report(&DECISION_WITHOUT_REASON, place, format!("{kind}的决定没有写理由"))
                .help(format!("填写“{}”，写明依据和考虑", Terms::at(facts.sources, place).typed("reason")));
        }
    }
}

static DECIDED_TWICE: Rule = Rule {
    code: "N245",
    name: "decided-twice",
    severity: Severity::Error,
    title: "同一事项有两条决定",
    why: "同一单位的延期、同一任务或指标的认定只能有一条，否则不知道以哪条为准。请保留最后作出的一条。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n  - {unit: 河西县, until: 2025-12-25, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
    },
};

/// Checks that a matter is decided once.
fn decided_twice(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let (plan, decisions) = (facts.plan, &facts.round.decisions);
    let id = |word: &str| word.trim().to_ascii_lowercase();
    let unit = |word: &str| plan.unit_named(word).map_or_else(|| id(word), |unit| plan.unit(unit).id.key());
    let mut matters: Vec<(String, Place)> = vec![];
    for d in &decisions.extensions {
        matters.push((format!("“{}”的延期", unit(&d.unit)), d.unit.place));
    }
    for d in &decisions.choices {
        let things = (d.task.iter().map(Named::written)).chain(d.indicator.iter().map(Named::written));
        for thing in things {
            matters.push((format!("“{}”的采用", id(thing)), thing.place));
        }
    }
    for d in &decisions.overrides {
        matters.push((format!("任务“{}”的状态认定", id(&d.task)), d.task.place));
    }
    for d in &decisions.verdicts {
        let year = d.year.map_or(String::new(), |year| format!("{year}年"));
        let whose = d.unit.as_ref().map_or(String::new(), |word| unit(word));
        matters.push((format!("指标“{}”{year}{whose}的达标认定", id(&d.indicator)), d.indicator.place));
    }
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    for (matter, place) in matters {
        if let Some(&earlier) = first.get(&matter) {
            out.report(&DECIDED_TWICE, place, format!("{matter}有两条决定"))
                .label("第二条")
                .related(earlier, "第一条")
                .also_concerns(earlier)
                .help("请保留最后作出的一条");
        } else {
            first.insert(matter, place);
        }
    }
}

static EXTENSION_BACKWARDS: Rule = Rule {
    code: "N246",
    name: "extension-before-deadline",
    severity: Severity::Error,
    title: "延期的日期不晚于原截止日",
    why: "延期后的日期早于或等于原截止日，等于没有延期，甚至缩短了期限。请核对日期。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-13, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
    },
};

/// Checks that an extension extends.
fn extensions_backwards(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let reporting = &facts.plan.definition.reporting;
    let last = reporting.deadline(facts.round.year, None, &facts.office.calendar()).last_day;
    for extension in &facts.round.decisions.extensions {
        if extension.until.0 <= last {
            out.report(
                &EXTENSION_BACKWARDS,
                extension.place,
                format!("“{}”延至{}，不晚于原截止日{last}", extension.unit.inner, extension.until),
            )
            .related(reporting.due.place, "原截止日在这里")
            .help("请核对日期");
        }
    }
}

static VERDICT_NOT_NEEDED: Rule = Rule {
    code: "N247",
    name: "verdict-not-needed",
    severity: Severity::Hint,
    title: "达标认定没有对应的定性目标",
    why: "只有定性目标和“左右”的目标由人认定，能用数值比较的目标不看认定。请核对指标、年度和单位。",
    example: Example::File {
        file: DECISIONS,
        good: "",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nverdicts:\n  - {indicator: river-good-ratio, year: 2027, verdict: met, reason: 已经达到目标水平, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Checks that a verdict meets a target that needs one.
fn verdicts_not_needed(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for verdict in &facts.round.decisions.verdicts {
        let Some(index) = verdict.indicator.of else { continue };
        let indicator = facts.plan.indicator(index);
        let needed = indicator.targets.iter().any(|target| {
            target.year == verdict.year && matches!(target.op.inner, Operator::Verdict | Operator::About)
        });
        if !needed {
            let year = verdict.year.map_or("不限年份".to_owned(), |year| format!("{year}年"));
            out.report(
                &VERDICT_NOT_NEEDED,
                verdict.indicator.place,
                format!("指标“{}”没有{year}的定性目标，这条认定不起作用", indicator.name.inner),
            )
            .related(indicator.id.place, "方案里的指标")
            .help("请核对年度；能用数值比较的目标不需要认定");
        }
    }
}

static DECIDED_BY_NOBODY: Rule = Rule {
    code: "N248",
    name: "decision-without-by-or-on",
    severity: Severity::Error,
    title: "决定没有写决定单位或决定日期",
    why: "每一条决定都要写明由谁（by）、在哪一天（on）作出；决定自作出之日起算数。没有写的，不知道从哪一天起算，不起作用。",
    example: Example::File {
        file: DECISIONS,
        good: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口, by: 示例办公室, on: 2025-12-12}\n",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\nextensions:\n  - {unit: hexi, until: 2025-12-31, reason: 汛后重新核查排污口}\n",
    },
};

/// Checks that a decision says who made it, and when.
fn decided_by_nobody(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let decisions = &facts.round.decisions;
    let extensions = decisions.extensions.iter().map(|d| {
        let what = format!("“{}”的延期", d.unit.inner);
        (d.unit.place, what, d.by.as_deref().unwrap_or_default(), d.on.is_some())
    });
    // The others cannot be read at all without their day.
    let dated = (decisions.choices.iter().map(|d| (d.unit.place, "采用的决定", &d.by)))
        .chain(decisions.overrides.iter().map(|d| (d.task.place, "状态认定", &d.by)))
        .chain(decisions.verdicts.iter().map(|d| (d.indicator.place, "达标认定", &d.by)))
        .chain(decisions.accepts.iter().map(|d| (d.code.place, "采信", &d.by)))
        .chain(decisions.public_review.iter().map(|d| (d.place, "公开审查", &d.by)))
        .map(|(place, what, by)| (place, what.to_owned(), by.as_str(), true));
    for (place, what, by, has_day) in extensions.chain(dated) {
        let lacks = match (by.chars().any(char::is_alphanumeric), has_day) {
            (true, true) => continue,
            (false, true) => "决定单位（by）",
            (true, false) => "决定日期（on）",
            (false, false) => "决定单位（by）和决定日期（on）",
        };
        out.report(&DECIDED_BY_NOBODY, place, format!("{what}没有写{lacks}"))
            .label("这条决定不起作用")
            .help(format!("加上，例如“by: 示例办公室, on: {}-12-12”", facts.round.year));
    }
}

static ACCEPT_OF_NOTHING: Rule = Rule {
    code: "N249",
    name: "accept-of-unknown-rule",
    severity: Severity::Error,
    title: "采信的规则编号不存在，或不是核实",
    why: "采信（accepts）针对一条核实：写明单位、任务或指标或节点，以及规则编号。强制的问题不能采信，必须改正。运行 nianbao rules 查看全部编号。",
    example: Example::File {
        file: DECISIONS,
        good: "",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\naccepts:\n  - {unit: sthjj, indicator: river-good-ratio, code: N402, reason: 已到现场看过两个断面, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Checks that what is accepted can be.
fn accepts_of_nothing(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let severities = facts.office.severities();
    for accept in &facts.round.decisions.accepts {
        let rule = crate::check::rule(accept.code.trim());
        let weight = rule.map(|rule| severities.get(rule.code).copied().unwrap_or(rule.severity));
        let words = match weight {
            None => "没有这条规则",
            Some(Severity::Error) => "这条规则是强制，不能采信",
            Some(_) => continue,
        };
        out.report(&ACCEPT_OF_NOTHING, accept.code.place, format!("采信“{}”：{words}", accept.code.inner))
            .label("这条决定不起作用")
            .help("运行 nianbao rules 查看编号和级别");
    }
}
