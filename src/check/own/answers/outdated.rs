//! Decisions about a version that another has replaced since.

use super::DECISIONS;
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Edit, Example, Rule, Severity};
use crate::plan::{Date, UnitIndex};
use crate::source::Place;

pub(super) static CHECKS: &[Check] = &[Check { rule: &DECIDED_BEFORE, run: decided_before }];

const BOOK: Edit = Edit::Write {
    file: "submissions/demo/2025/intake.jsonl",
    text: "{\"sequence\":1,\"time\":\"2025-12-08T10:00:00+08:00\",\"unit\":\"sthjj\",\"version\":1,\"event\":\"received\",\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\"}\n",
};

static DECIDED_BEFORE: Rule = Rule {
    code: "N252",
    name: "decision-before-the-version",
    severity: Severity::Error,
    title: "采信或采用的决定早于现在的材料",
    why: "采信（accepts）和采用（choices）针对办公室看过的那一版。其后才收到或者才填报的一版（以收文登记簿为准；没有登记簿的，看填报日期），当时还没有看到，决定对新的内容不起作用。请核对新的一版，改写理由和日期，或删去这条决定。",
    example: Example::Edits {
        good: &[
            BOOK,
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-18}\n",
            },
        ],
        bad: &[
            BOOK,
            Edit::Write {
                file: DECISIONS,
                text: "nianbao: decisions/1\nplan: demo\nyear: 2025\nchoices:\n  - {indicator: river-good-ratio, unit: sthjj, reason: 以监测主管部门为准, by: 示例办公室, on: 2025-12-01}\n",
            },
        ],
    },
};

/// Checks that a decision about an answer has seen the version that counts.
fn decided_before(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let decisions = &facts.round.decisions;
    let accepts = decisions.accepts.iter().filter_map(|accept| {
        let unit = accept.unit.as_ref()?;
        Some(("采信", unit.of?, unit.place, accept.on))
    });
    let choices = decisions
        .choices
        .iter()
        .filter_map(|choice| Some(("采用", choice.unit.of?, choice.unit.place, choice.on)));
    for (what, unit, place, on) in accepts.chain(choices) {
        tell(facts, (what, unit, place, on), out);
    }
}

fn tell(
    facts: &OwnFacts<'_>,
    (what, unit, place, on): (&str, UnitIndex, Place, Date),
    out: &mut Diagnostics,
) {
    let Some(came) = facts.round.replaced_since(unit, on) else { return };
    let name = &facts.plan.unit(unit).name.inner;
    let booked = facts.round.submissions.iter().any(|s| s.unit == Some(unit) && s.arrived == Some(came));
    let how = if booked { "收到" } else { "填报" };
    let message = format!("{on}对“{name}”的{what}早于其现在的材料（{came}{how}）");
    out.report(&DECIDED_BEFORE, place, message)
        .label("这条决定不起作用")
        .help("请核对现在的一版，改写理由和日期，或删去这条决定");
}
