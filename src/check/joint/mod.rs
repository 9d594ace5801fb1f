//! Rules about the join and about standing: who is silent or late, what does not add up, which units differ.
//!
//! Takes the finished data of a round as [`Facts`]; gives findings, each at the place of the value it is
//! about, or, where nothing came, at the line of the plan that asks for it.
//! Never 强制 for what did not come: that is for the office to urge, and the report says what it lacks.
//! Never changes what was admitted.

mod alike;
mod completeness;
mod copies;
mod echoes;
mod facts;
mod flatly;
mod others;
mod pieces;
mod review;
mod text;
mod timeliness;
mod typed;

pub use facts::Facts;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};

/// Submissions of the starter, which the examples change.
const SLJ: &str = "submissions/demo/2025/slj.yaml";
const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
const HEXI: &str = "submissions/demo/2025/hexi.yaml";

/// A rule about a round as a whole, and what applies it.
pub(super) struct Check {
    pub(super) rule: &'static Rule,
    pub(super) run: fn(&Facts<'_>, &mut Diagnostics),
}

/// The checks, topic by topic.
pub(super) fn checks() -> impl Iterator<Item = &'static Check> {
    static ABOUT_WORDS: &[&[Check]] = &[text::CHECKS, typed::CHECKS, flatly::CHECKS, alike::CHECKS];
    [timeliness::CHECKS, completeness::CHECKS, others::CHECKS, copies::CHECKS, review::CHECKS]
        .into_iter()
        .chain(ABOUT_WORDS.iter().copied())
        .flatten()
}

/// The checks of figures beside those of others, by which is admitted what is shown.
pub(super) fn beside() -> impl Iterator<Item = &'static Check> {
    others::BESIDE.iter()
}

/// The checks of texts that say what waits.
pub(super) fn repeated() -> impl Iterator<Item = &'static Check> {
    echoes::CHECKS.iter()
}

/// The rules that look at what everything else has found.
pub(super) fn rules_at_last() -> impl Iterator<Item = &'static Rule> {
    review::RULES.iter().copied()
}

/// Looks at what was found of the round before its whole was judged: that is what travels with the material, and
/// waits in public.
pub(super) fn at_last(facts: &Facts<'_>, travels: usize, out: &mut Diagnostics) {
    let of_round = |finding: &Diagnostic| {
        let places = || std::iter::once(finding.place).chain(finding.concerns.iter().copied());
        facts.round.submissions.iter().any(|own| places().any(|place| place.file() == own.file))
    };
    let asked = |finding: &&Diagnostic| finding.severity == Severity::Verify && finding.is_open();
    let open = out.iter().take(travels).filter(asked).filter(|finding| of_round(finding));
    let open: Vec<&'static str> = open.map(|finding| finding.rule.code).collect();
    review::review_over_questions(facts, &open, out);
}

/// Whether the plan asks for reports of this year at all.
fn is_due(facts: &Facts<'_>) -> bool {
    facts.round.year >= facts.plan.definition.reporting.first_year
}
