//! Rules about one submission, or the decisions file, beside its plan and last year's submission.
//!
//! Takes what was handed in as [`OwnFacts`]; gives findings, each at the place of the value it is about.
//! `admission` goes by them: what is 强制 here is not used, what is an open 核实 travels with the figure.
//! Never looks at tables, at other units' answers, or at where things stand.

mod answers;
mod disclosure;
mod facts;
mod figures;
mod narrative;
mod nil;
mod supposed;

pub use answers::no_such_plan;
pub use facts::{LastYear, OwnFacts};

pub(super) use disclosure::{has_mark_of_secrecy, place_in, unpublishable};
pub(super) use figures::unit_of;
pub(super) use narrative::{is_telling, lists, task_name};
pub(super) use supposed::supposed;

use crate::diagnostic::{Diagnostics, Rule};

/// A rule about what one body handed in, and what applies it.
pub(super) struct Check {
    pub(super) rule: &'static Rule,
    pub(super) run: fn(&OwnFacts<'_>, &mut Diagnostics),
}

/// The checks, topic by topic.
pub(super) fn checks() -> impl Iterator<Item = &'static Check> {
    static NIL: &[&[Check]] = &[nil::CHECKS];
    [answers::CHECKS, NIL, figures::CHECKS, narrative::CHECKS, disclosure::CHECKS]
        .into_iter()
        .flatten()
        .copied()
        .flatten()
}

/// The checks that say whether a decision counts.
pub(super) fn about_decisions() -> impl Iterator<Item = &'static Check> {
    answers::ABOUT_DECISIONS.iter().copied().flatten()
}
