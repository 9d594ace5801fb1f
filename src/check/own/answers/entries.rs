//! Entries: each answers a thing of the plan, once, and by whom it was asked.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::header::states_other_plan;
use super::{SLJ, STHJJ};
use crate::check::own::facts::Answered;
use crate::check::own::{Check, OwnFacts};
use crate::check::phrasing::{listed, near_help, plain};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Located, UnitIndex, UnitKind};
use crate::source::Place;
use crate::submission::{Named, made_for};

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &UNKNOWN_TASK, run: unknown_tasks },
    Check { rule: &UNKNOWN_INDICATOR, run: unknown_indicators },
    Check { rule: &UNKNOWN_MILESTONE, run: unknown_milestones },
    Check { rule: &ANSWERED_TWICE, run: answered_twice },
    Check { rule: &UNASSIGNED_TASK, run: unassigned_tasks },
    Check { rule: &UNCALLED_FIGURE, run: uncalled_figures },
];

/// The ids of entries, in the order of the file.
fn ids<T, I>(entries: &[Located<T>], id: impl Fn(&T) -> &Named<I>) -> Vec<&Named<I>> {
    entries.iter().map(|entry| id(&entry.inner)).collect()
}

/// What of the plan a form does not answer yet: an id that stands in it already is not meant again.
fn open<'k, I>(known: &[(&'k str, &'k str)], said: &[&Named<I>]) -> Vec<(&'k str, &'k str)> {
    let said: BTreeSet<String> = said.iter().map(|id| id.trim().to_ascii_lowercase()).collect();
    known.iter().filter(|(id, _)| !said.contains(&id.to_ascii_lowercase())).copied().collect()
}

/// The ids that the plan has not, each with what it may have meant. What is open is found once for all of them:
/// thousands of unknown ids cost their number.
fn unknown<'a, I>(
    ids: &[&'a Named<I>],
    known: &[(&str, &str)],
    otherwise: &str,
) -> Vec<(&'a Named<I>, String)> {
    let open = open(known, ids);
    let unknown = ids.iter().filter(|id| id.of.is_none());
    unknown.map(|id| (*id, meant(id, &open, otherwise))).collect()
}

/// Of what the plan has, what it asks of a unit: the id of another's task is never meant. All where the unit is not
/// known or nothing is asked of it.
fn asked_of<'k>(known: &[(&'k str, &'k str)], own: &[&str]) -> Vec<(&'k str, &'k str)> {
    let asked: Vec<(&str, &str)> = known.iter().filter(|(id, _)| own.contains(id)).copied().collect();
    if asked.is_empty() { known.to_vec() } else { asked }
}

/// Submissions of this plan. What is another plan's is said once, of its plan: none of its ids is meant as one of
/// this plan.
fn of_this_plan<'a>(facts: &OwnFacts<'a>) -> impl Iterator<Item = Answered<'a>> {
    let facts = *facts;
    facts.answered().filter(move |answered| !states_other_plan(&facts, &answered.form.plan))
}

/// Whether what stands in a form that was made for another unit, which is said once of the form.
fn is_in_form_of_another(facts: &OwnFacts<'_>, place: Place, unit: UnitIndex) -> bool {
    let made_for = made_for(facts.sources.get(place.file()));
    made_for.and_then(|made_for| facts.plan.unit_named(&made_for)).is_some_and(|made_for| made_for != unit)
}

/// What an unknown id may have meant: the same in wide signs, a near id, or the title in place of the id.
fn meant(word: &str, known: &[(&str, &str)], otherwise: &str) -> String {
    let narrow: String = word.nfkc().filter(|c| !c.is_whitespace()).collect();
    if let Some((id, _)) = known.iter().find(|(id, _)| id.eq_ignore_ascii_case(&narrow)) {
        return format!("编号用半角写成 {id}");
    }
    let by_title = known.iter().find(|(_, title)| !plain(word).is_empty() && plain(title) == plain(word));
    match by_title {
        Some((id, _)) => format!("这里填编号，不填标题：{id}"),
        None => {
            let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
            near_help(&narrow, &ids, otherwise)
        }
    }
}

static UNKNOWN_TASK: Rule = Rule {
    code: "N221",
    name: "unknown-task",
    severity: Severity::Error,
    title: "方案里没有这个任务编号",
    why: "任务用方案里的编号对应。编号写错时，这一项不会计入任何任务。",
    example: Example::Change {
        file: SLJ,
        find: "- id: RW-02-01\n    status",
        good: "- id: rw-02-01\n    status",
        bad: "- id: RW-02-07\n    status",
    },
};

/// Checks that every task entry names a task of the plan.
fn unknown_tasks(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let known: Vec<(&str, &str)> =
        facts.plan.tasks().map(|(_, _, task)| (task.id.as_str(), task.title.as_str())).collect();
    for answered in of_this_plan(facts) {
        let own: Vec<&str> = answered.unit.map_or(vec![], |unit| {
            facts.plan.tasks_of(unit).map(|(task, _)| facts.plan.task(task).id.as_str()).collect()
        });
        let known = asked_of(&known, &own);
        let ids = ids(&answered.form.tasks, |entry| &entry.id);
        for (id, help) in unknown(&ids, &known, "请照办公室下发的表格填写任务编号") {
            out.report(&UNKNOWN_TASK, id.place, format!("方案里没有任务“{}”", id.inner))
                .label("这一项无法计入")
                .help(help);
        }
    }
}

static UNKNOWN_INDICATOR: Rule = Rule {
    code: "N222",
    name: "unknown-indicator",
    severity: Severity::Error,
    title: "方案里没有这个指标编号",
    why: "指标用方案里的编号对应。编号写错时，这个数不会计入任何指标。",
    example: Example::Change {
        file: STHJJ,
        find: "- id: river-good-ratio",
        good: "- id: river-good-ratio",
        bad: "- id: river-good-ration",
    },
};

/// Checks that every figure names an indicator of the plan.
fn unknown_indicators(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let known: Vec<(&str, &str)> =
        facts.plan.indicators().map(|(_, i)| (i.id.as_str(), i.name.as_str())).collect();
    for answered in of_this_plan(facts) {
        let own: Vec<&str> = answered.unit.map_or(vec![], |unit| {
            let own = facts.plan.indicators_of(unit).iter();
            own.map(|index| facts.plan.indicator(*index).id.as_str()).collect()
        });
        let known = asked_of(&known, &own);
        let ids = ids(&answered.form.indicators, |entry| &entry.id);
        for (id, help) in unknown(&ids, &known, "请照办公室下发的表格填写指标编号") {
            out.report(&UNKNOWN_INDICATOR, id.place, format!("方案里没有指标“{}”", id.inner))
                .label("这个数无法计入")
                .help(help);
        }
    }
}

static UNKNOWN_MILESTONE: Rule = Rule {
    code: "N223",
    name: "unknown-milestone",
    severity: Severity::Error,
    title: "方案里没有这个节点编号",
    why: "节点用方案里的编号对应。编号写错时，这一项不会计入任何节点。",
    example: Example::Change {
        file: SLJ,
        find: "{id: MS-02-01-1, status",
        good: "{id: MS-02-01-1, status",
        bad: "{id: MS-02-01-7, status",
    },
};

/// Checks that every milestone entry names a milestone of the plan.
fn unknown_milestones(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let known: Vec<(&str, &str)> =
        facts.plan.milestones().map(|(_, m)| (m.id.as_str(), m.what.as_str())).collect();
    for answered in of_this_plan(facts) {
        let own: Vec<&str> = answered.unit.map_or(vec![], |unit| {
            let all = facts.plan.milestones().filter(|(site, _)| facts.plan.answers_for(unit, site.task));
            all.map(|(_, milestone)| milestone.id.as_str()).collect()
        });
        let known = asked_of(&known, &own);
        let ids = ids(&answered.form.milestones, |entry| &entry.id);
        for (id, help) in unknown(&ids, &known, "请照办公室下发的表格填写节点编号") {
            out.report(&UNKNOWN_MILESTONE, id.place, format!("方案里没有节点“{}”", id.inner))
                .label("这一项无法计入")
                .help(help);
        }
    }
}

static ANSWERED_TWICE: Rule = Rule {
    code: "N224",
    name: "answered-twice",
    severity: Severity::Error,
    title: "同一项在一份报送件里填了两次",
    why: "同一任务、指标、节点在一份报送件里只能填一次，否则不知道以哪个为准。请合并成一项。",
    example: Example::Change {
        file: SLJ,
        find: "{id: MS-02-01-1, status: on_track, note: 主体工程已开工。}",
        good: "{id: MS-02-01-1, status: on_track, note: 主体工程已开工。}",
        bad: "{id: MS-02-01-1, status: on_track, note: 主体工程已开工。}\n  - {id: ms-02-01-1, status: behind, note: 设备尚未到货。}",
    },
};

/// Checks that a file answers a thing once.
fn answered_twice(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for answered in facts.answered() {
        once("任务", &ids(&answered.form.tasks, |entry| &entry.id), out);
        once("节点", &ids(&answered.form.milestones, |entry| &entry.id), out);
        once("指标", &ids(&answered.form.indicators, |entry| &entry.id), out);
    }
}

fn once<I>(kind: &str, ids: &[&Named<I>], out: &mut Diagnostics) {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    for id in ids {
        match first.get(&id.trim().to_ascii_lowercase()) {
            Some(&earlier) => {
                out.report(&ANSWERED_TWICE, id.place, format!("{kind}“{}”填了两次", id.inner))
                    .label("第二次")
                    .related(earlier, "第一次")
                    .also_concerns(earlier)
                    .help("请合并成一项");
            }
            None => {
                first.insert(id.trim().to_ascii_lowercase(), id.place);
            }
        }
    }
}

static UNASSIGNED_TASK: Rule = Rule {
    code: "N225",
    name: "unassigned-task",
    severity: Severity::Hint,
    title: "该单位不是这项任务的责任单位",
    why: "方案没有把这项任务分给该单位。内容会显示，但排在责任单位之后，不计入应报项目。请核对任务编号。",
    example: Example::Change {
        file: "plans/demo.yaml",
        find: "responsible_units: [slj, sthjj]",
        good: "responsible_units: [slj, sthjj]",
        bad: "responsible_units: [sthjj]",
    },
};

/// Checks that who answers a task is one of its units. Collectives and other bodies may answer freely.
fn unassigned_tasks(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.entries() {
        let assigned = facts.plan.assigned(found.task);
        let kind = facts.plan.unit(found.unit).kind;
        if assigned.iter().any(|(unit, _)| *unit == found.unit)
            || kind == UnitKind::Collective
            || is_in_form_of_another(facts, found.entry.id.place, found.unit)
        {
            continue;
        }
        let task = facts.plan.task(found.task);
        out.report(
            &UNASSIGNED_TASK,
            found.entry.id.place,
            format!("“{}”不是任务“{}”的责任单位", facts.name(found.unit), task.title.inner),
        )
        .related(task.id.place, "方案里的任务")
        .help("请核对任务编号；确有相关工作的可以保留");
    }
}

static UNCALLED_FIGURE: Rule = Rule {
    code: "N226",
    name: "uncalled-figure",
    severity: Severity::Hint,
    title: "该单位不是这个指标的填报单位",
    why: "方案没有要求该单位填报这个指标。填报单位有数时以填报单位为准，这个数只作参考。",
    example: Example::Change {
        file: SLJ,
        find: "milestones:\n",
        good: "milestones:\n",
        bad: "indicators:\n  - {id: river-good-ratio, value: \"83.3\", n: 10, of: 12, period: 1—11月, value_status: provisional, standard: GB 3838—2002, source: 市水利局监测数据（示例）}\nmilestones:\n",
    },
};

/// Checks that figures come from those who are asked for them.
fn uncalled_figures(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for found in facts.figures() {
        let reporters = facts.plan.reporters(found.index);
        if reporters.is_empty()
            || reporters.contains(&found.unit)
            || is_in_form_of_another(facts, found.figure.id.place, found.unit)
        {
            continue;
        }
        let asked: Vec<String> = reporters.iter().map(|unit| facts.name(*unit).to_owned()).collect();
        let indicator = facts.plan.indicator(found.index);
        out.report(
            &UNCALLED_FIGURE,
            found.figure.id.place,
            format!("指标“{}”不由“{}”填报", indicator.name.inner, facts.name(found.unit)),
        )
        .related(indicator.id.place, format!("填报单位是{}", listed(&asked)))
        .help("请核对指标编号；只作参考的可以保留");
    }
}
