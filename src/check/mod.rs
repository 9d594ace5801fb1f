//! The rules (JUDGE): what a person should look at before the report is signed.
//!
//! Takes the finished data of a round as [`Facts`]; gives findings, each at the place of the value it is about.
//! Never changes anything, never joins files on its own, never stops at the first fault.
//!
//! A rule is a private `static` above the function that applies it, and a line in the `CHECKS` of its file.
//! The hundreds digit of its code is the folder: N1 plan, N2 answers, N3 coverage, N4 figures, N5 narrative,
//! N6 disclosure. `RULES.md` is made from the declarations; the test of the rules runs every example.
//!
//! Severity. 强制 stands only where a value cannot be used or must not leave the office as it is. A missing
//! or late unit is 核实 or 提示: it is the office's business to urge, and a report without one unit is still a
//! good report that says so. Rules that compare with last year or with others are 核实; the unit's own
//! `explanation` answers them.

mod answers;
mod coverage;
mod disclosure;
mod facts;
mod figures;
mod narrative;
mod original;
mod plan;
mod settings;
mod words;

pub use facts::Facts;
pub use original::original;
pub use settings::settings;

use words::shortened;

use crate::diagnostic::{Diagnostics, Rule};
use crate::plan::Plan;
use crate::source::Sources;

/// A rule about a plan alone, and what applies it.
struct PlanCheck {
    rule: &'static Rule,
    run: fn(&Plan, &Sources, &mut Diagnostics),
}

/// A rule about a round, and what applies it.
struct Check {
    rule: &'static Rule,
    run: fn(&Facts<'_>, &mut Diagnostics),
}

/// All checks of a round, group by group.
fn checks() -> impl Iterator<Item = &'static Check> {
    [answers::CHECKS, coverage::CHECKS, figures::CHECKS, narrative::CHECKS, disclosure::CHECKS]
        .into_iter()
        .flatten()
        .copied()
        .flatten()
}

/// Judges a plan by itself (group N1), before anything is consolidated. What is 强制 here stops the plan:
/// tables made from it would be wrong without showing it.
pub fn plan(plan: &Plan, sources: &Sources, out: &mut Diagnostics) {
    for check in self::plan::CHECKS.iter().copied().flatten() {
        (check.run)(plan, sources, out);
    }
}

/// Judges a round (groups N2 to N6).
pub fn run(facts: &Facts<'_>, out: &mut Diagnostics) {
    for check in checks() {
        (check.run)(facts, out);
    }
}

/// All rules there are, by code; those of the readers, the intake book and the templates included.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = vec![];
    rules.extend(crate::syntax::RULES);
    rules.extend(self::plan::CHECKS.iter().copied().flatten().map(|check| check.rule));
    rules.extend(crate::plan::RULES);
    rules.extend(original::RULES);
    rules.extend(settings::RULES);
    rules.extend(checks().map(|check| check.rule));
    rules.extend(crate::submission::RULES);
    rules.extend(crate::intake::RULES);
    rules.extend(crate::render::RULES);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule with a code or a name, without regard to case.
pub fn rule(word: &str) -> Option<&'static Rule> {
    rules()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}

/// The list of all rules for readers, in Markdown: `src/check/RULES.md`, and the page of the site.
pub fn rules_markdown() -> String {
    words::rules_markdown(&rules())
}
