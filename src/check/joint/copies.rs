//! Texts of two units that are one.

use std::collections::BTreeMap;

use super::{Check, Facts, STHJJ};
use crate::check::own::{is_telling, task_name};
use crate::check::phrasing::plain;
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::plan::Located;

pub(super) static CHECKS: &[Check] = &[Check { rule: &TEXT_OF_ANOTHER, run: texts_of_another }];

static TEXT_OF_ANOTHER: Rule = Rule {
    code: "N544",
    name: "text-of-another-unit",
    severity: Severity::Verify,
    title: "进展情况与另一单位一字不差",
    why: "两个单位的文字完全相同，无法看出各自做了什么。共同完成的工作由牵头单位写，其他单位写本单位的部分。",
    example: Example::Change {
        file: STHJJ,
        find: "      对重点断面加密监测，发现异常及时溯源。\n",
        good: "      对重点断面加密监测，发现异常及时溯源。\n",
        bad: "      完成两县入河排污口的全面排查，建立了一口一档。\n",
    },
};

/// Checks that no two units hand in one text for one task.
fn texts_of_another(facts: &Facts<'_>, out: &mut Diagnostics) {
    let mut first: BTreeMap<_, (crate::plan::UnitIndex, &Located<String>)> = BTreeMap::new();
    for found in facts.entries() {
        let Some(text) = found.entry.progress.as_ref().filter(|text| is_telling(text)) else { continue };
        match first.get(&(found.task, plain(text))) {
            Some((unit, earlier)) if *unit != found.unit => {
                out.report(
                    &TEXT_OF_ANOTHER,
                    text.place,
                    format!(
                        "{}：“{}”的进展情况与“{}”一字不差",
                        task_name(facts, &found),
                        facts.name(found.unit),
                        facts.name(*unit)
                    ),
                )
                .label(facts.name(found.unit))
                .related(earlier.place, facts.name(*unit))
                .help("请写本单位的部分");
            }
            Some(_) => {}
            None => {
                first.insert((found.task, plain(text)), (found.unit, text));
            }
        }
    }
}
