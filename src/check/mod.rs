//! The rules (JUDGE): what a person should look at before the report is signed.
//!
//! Takes a plan, what was handed in ([`OwnFacts`]) and what was made of it ([`Facts`]); gives findings, each at
//! the place of the value it is about. [`own`] runs before anything is joined, so that `admission` can go by
//! it; [`joint`] runs over the finished round.
//! Never changes anything, never joins files on its own, never stops at the first fault.
//!
//! A rule is a private `static` above the function that applies it, and a line in the `CHECKS` of its file.
//! The hundreds digit of its code is the topic: N1 plan, N2 answers, N3 coverage, N4 figures, N5 narrative,
//! N6 disclosure, N7 workbooks. `RULES.md` is made from the declarations; the test of the rules runs every example.
//!
//! Severity. 强制 stands only where a value cannot be used or must not leave the office as it is. A missing
//! or late unit is 核实 or 提示: it is the office's business to urge, and a report without one unit is still a
//! good report that says so. Rules that compare with last year or with others are 核实; the unit's own
//! `explanation` answers them.

mod about;
mod answered;
mod examples;
mod fact;
mod given;
mod joint;
mod original;
mod own;
mod phrasing;
mod plan;
mod quoted;
mod settings;
mod typed;

pub use self::plan::{amended_names, amended_too_early, doubted_history, plan_changes};
pub use examples::{Shown, shown};
pub use joint::Facts;
pub use original::original;
pub use own::{LastYear, OwnFacts, no_such_plan};
pub use plan::twins::distinct;
pub use settings::{fix_weights, is_withheld_setting, settings, settings_texts};
pub use typed::{Echo, Reports, TypedFacts, echoes, typed};

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::measure::contradict;
use crate::plan::{Located, Plan, Published};
use crate::source::Sources;
use crate::submission::Decisions;
use phrasing::shortened;

/// A rule about a plan alone, and what applies it.
struct PlanCheck {
    rule: &'static Rule,
    run: fn(&Plan, &Sources, &mut Diagnostics),
}

/// Judges a plan by itself (group N1), before anything is consolidated. What is 强制 here stops the plan:
/// tables made from it would be wrong without showing it.
pub fn plan(plan: &Plan, sources: &Sources, out: &mut Diagnostics) {
    for check in self::plan::CHECKS.iter().copied().flatten() {
        (check.run)(plan, sources, out);
    }
}

/// Judges each submission and the decisions by themselves, before anything is admitted.
pub fn own(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    let from = out.len();
    all(own::checks(), |check, found| (check.run)(facts, found), out);
    weigh_and_answer(facts, out, from);
    let again = |facts: &OwnFacts<'_>| {
        let mut found = Diagnostics::default();
        all(own::checks(), |check, found| (check.run)(facts, found), &mut found);
        weigh_and_answer(facts, &mut found, 0);
        found
    };
    let besides = own::supposed(facts, again, out);
    out.take(besides);
}

/// Judges figures beside those of others, once they are joined: what is asked about one travels with it, so this comes
/// before anything is admitted for good.
pub fn beside(facts: &Facts<'_>, out: &mut Diagnostics) {
    let from = out.len();
    all(joint::beside(), |check, found| (check.run)(facts, found), out);
    weigh_and_answer(facts, out, from);
}

/// Judges units' texts by the figures that wait ([`Facts::echoes`]): they wait with them.
pub fn repeated(facts: &Facts<'_>, out: &mut Diagnostics) {
    let from = out.len();
    all(joint::repeated(), |check, found| (check.run)(facts, found), out);
    weigh_and_answer(facts, out, from);
}

/// Judges the round as a whole, once it is consolidated and assessed.
pub fn joint(facts: &Facts<'_>, out: &mut Diagnostics) {
    let from = out.len();
    all(joint::checks(), |check, found| (check.run)(facts, found), out);
    weigh_and_answer(facts, out, from);
    joint::at_last(facts, from, out);
    answered::accepts_without_question(facts, out);
}

/// Runs checks on as many threads as there are; what they find stands in the order of the checks.
fn all<C: Sync + 'static>(
    checks: impl Iterator<Item = &'static C>,
    run: impl Fn(&C, &mut Diagnostics) + Sync,
    out: &mut Diagnostics,
) {
    let checks: Vec<&C> = checks.collect();
    let of_one = |check: &&C| {
        let mut found = Diagnostics::default();
        run(check, &mut found);
        found
    };
    let found: Vec<Diagnostics> = checks.par_iter().map(of_one).collect();
    found.into_iter().for_each(|found| out.extend(found));
}

/// What the office decided about questions of the plan itself, and nothing 强制 stands against; those of a round are
/// read before the round is judged. `read` is what was found when its files were read.
pub fn decided_of_plan(facts: &OwnFacts<'_>, read: &Diagnostics) -> Decisions {
    let of_plan = facts.round.decisions.accepts.iter().any(|accept| answered::is_of_plan(accept.code.trim()));
    if !of_plan {
        return Decisions::default();
    }
    let mut found = read.clone();
    own::about_decisions().for_each(|check| (check.run)(facts, &mut found));
    found.weigh(&facts.office.severities());
    facts.round.decisions.without(&answered::faults(&found))
}

/// What the office accepts of the plan's own figures: of the finding's indicator.
pub fn accept_figures(plan: &Plan, decisions: &[Decisions], out: &mut Diagnostics) {
    let about = |finding: &Diagnostic| {
        let own = |then: &&Located<Published>| then.value.place == finding.place;
        plan.indicators().find_map(|(index, indicator)| {
            let given = indicator.history.iter().find(own)?;
            let rivals = indicator.history.iter().map(|other| &other.inner);
            let rivals = rivals.filter(|other| contradict(indicator, other, given)).collect();
            Some((index, &given.inner, rivals))
        })
    };
    answered::accept_figures_of_plan(decisions.iter(), about, out);
}

/// Gives findings the office's weights, and the answers that units and office have given.
fn weigh_and_answer(facts: &OwnFacts<'_>, out: &mut Diagnostics, from: usize) {
    out.weigh(&facts.office.severities());
    answered::answer(facts, out, from);
}

/// All rules there are, by code; those of the readers, the intake book and the templates included.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = vec![];
    rules.extend(crate::syntax::RULES);
    rules.extend(self::plan::CHECKS.iter().copied().flatten().map(|check| check.rule));
    rules.extend(crate::plan::RULES);
    rules.extend(self::plan::twins::RULES);
    rules.extend(self::plan::RULES);
    rules.extend(self::plan::TOO_EARLY);
    rules.extend(original::RULES);
    rules.extend(quoted::RULES);
    rules.extend(settings::RULES);
    rules.extend(answered::RULES);
    rules.extend(own::checks().map(|check| check.rule));
    let joint = joint::checks().chain(joint::beside()).chain(joint::repeated());
    rules.extend(joint.map(|check| check.rule));
    rules.extend(joint::rules_at_last());
    rules.extend(crate::submission::RULES);
    rules.extend(crate::submission::WORKBOOK_RULES);
    rules.extend(crate::intake::RULES);
    rules.extend(crate::office::RULES);
    rules.extend(crate::submission::SEEN_RULES);
    rules.extend(crate::submission::TEXT_RULES);
    rules.extend(crate::render::RULES);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The lists of words by which texts are weighed, by name: for whoever weighs them where this program does not run.
pub fn word_lists() -> BTreeMap<&'static str, Vec<&'static str>> {
    let no_value = ("no_value", crate::syntax::words_for_no_value().collect());
    own::lists().chain(fact::lists()).chain([no_value]).collect()
}

/// The rule with a code or a name, without regard to case.
pub fn rule(word: &str) -> Option<&'static Rule> {
    rules()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}

/// The list of all rules for readers, in Markdown: `src/check/RULES.md`, and the page of the site.
pub fn rules_markdown() -> String {
    phrasing::rules_markdown(&rules())
}
