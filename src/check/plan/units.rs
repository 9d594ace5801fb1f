//! Units: names that mean one body, and collectives that stand for somebody.

use std::collections::BTreeMap;

use super::PLAN;
use crate::check::PlanCheck;
use crate::check::phrasing::plain;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::{Plan, UnitKind};
use crate::source::{Place, Sources};

pub(super) static CHECKS: &[PlanCheck] = &[
    PlanCheck { rule: &AMBIGUOUS_NAME, run: ambiguous_names },
    PlanCheck { rule: &NESTED_COLLECTIVE, run: nested_collectives },
    PlanCheck { rule: &MEMBERS_OF_ONE, run: members_of_one },
    PlanCheck { rule: &EMPTY_COLLECTIVE, run: empty_collectives },
];

static AMBIGUOUS_NAME: Rule = Rule {
    code: "N107",
    name: "ambiguous-unit-name",
    severity: Severity::Error,
    title: "两个单位用了同一个名称或别名",
    why: "报送件里写的单位名称要能对应到唯一的单位。名称、别名、编号之间都不能相同（全角半角、空格不计）。",
    example: Example::Change {
        file: PLAN,
        find: "name: 市生态环境局, aliases: []",
        good: "name: 市生态环境局, aliases: [生态环境局]",
        bad: "name: 市生态环境局, aliases: [水利局]",
    },
};

/// Checks that no name, alias or id could mean two units.
fn ambiguous_names(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    let mut first: BTreeMap<String, (usize, Place)> = BTreeMap::new();
    for (index, unit) in plan.units() {
        let names = std::iter::once((unit.id.key(), unit.id.place, unit.id.as_str()))
            .chain(std::iter::once(&unit.name).chain(&unit.aliases).map(|n| (plain(n), n.place, n.as_str())));
        for (key, place, name) in names {
            match first.get(&key) {
                // Equal ids are N101's business; a unit may repeat its own name.
                Some((other, _)) if *other == index.0 || place == unit.id.place => {}
                Some((other, earlier)) => {
                    let other = &plan.definition.units[*other].name.inner;
                    out.report(&AMBIGUOUS_NAME, place, format!("“{name}”同时指两个单位"))
                        .label(format!("“{}”也用这个名称", other))
                        .related(*earlier, "另一个单位在这里")
                        .help("删去其中一个别名，或写全称以便区分");
                }
                None => {
                    first.insert(key, (index.0, place));
                }
            }
        }
    }
}

static NESTED_COLLECTIVE: Rule = Rule {
    code: "N108",
    name: "collective-in-collective",
    severity: Severity::Error,
    title: "合称里含有合称",
    why: "合称只能由具体单位组成，不能再含另一个合称，否则无法确定由谁报送。请逐一列出具体单位。",
    example: Example::Change {
        file: PLAN,
        find: "members: [hedong, hexi]}",
        good: "members: [hedong, hexi]}",
        bad: "members: [hedong, hexi, all]}\n  - {id: all, name: 各有关单位, kind: collective, members: [slj, sthjj]}",
    },
};

/// Checks that members of a collective are single units: it is expanded once only.
fn nested_collectives(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (_, unit) in plan.units().filter(|(_, unit)| unit.kind == UnitKind::Collective) {
        for member in &unit.members {
            let Some(inner) = plan.units().find(|(_, other)| other.id.key() == member.key()) else {
                continue;
            };
            if inner.1.kind == UnitKind::Collective {
                out.report(
                    &NESTED_COLLECTIVE,
                    member.place,
                    format!("合称“{}”里含有合称“{}”", unit.name.inner, inner.1.name.inner),
                )
                .label("这里应为具体单位的编号")
                .related(inner.1.id.place, "它也是合称")
                .help("请把其中的单位逐一列出");
            }
        }
    }
}

static MEMBERS_OF_ONE: Rule = Rule {
    code: "N109",
    name: "members-of-single-unit",
    severity: Severity::Error,
    title: "不是合称的单位列了成员",
    why: "只有 kind 为 collective（合称）的单位才有成员。请把 kind 改为 collective，或删去 members。",
    example: Example::Change {
        file: PLAN,
        find: "kind: collective, members",
        good: "kind: collective, members",
        bad: "kind: other, members",
    },
};

/// Checks that only collectives have members: those of others would never be asked.
fn members_of_one(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (_, unit) in plan.units() {
        if unit.kind != UnitKind::Collective
            && let Some(member) = unit.members.first()
        {
            out.report(&MEMBERS_OF_ONE, member.place, format!("“{}”不是合称，却列了成员", unit.name.inner))
                .label("成员从这里开始")
                .help("把 kind 改为 collective，或删去 members");
        }
    }
}

static EMPTY_COLLECTIVE: Rule = Rule {
    code: "N110",
    name: "collective-without-members",
    severity: Severity::Hint,
    title: "合称没有列出成员",
    why: "合称本身不报送，由成员分别报送。没有成员时，交给这个合称的任务没有人报送。请在 members 里列出具体单位。",
    example: Example::Change {
        file: PLAN,
        find: "members: [hedong, hexi]}",
        good: "members: [hedong, hexi]}",
        bad: "members: [hedong, hexi]}\n  - {id: depts, name: 各有关部门, kind: collective, members: []}",
    },
};

/// Checks that a collective stands for somebody.
fn empty_collectives(plan: &Plan, _: &Sources, out: &mut Diagnostics) {
    for (_, unit) in plan.units() {
        if unit.kind == UnitKind::Collective && unit.members.is_empty() {
            out.report(&EMPTY_COLLECTIVE, unit.name.place, format!("合称“{}”没有列出成员", unit.name.inner))
                .label("由谁报送还不明确")
                .help("例如“members: [slj, sthjj]”");
        }
    }
}
