//! Group N2: does a submission answer this plan? And do the decisions speak of things that there are?
//!
//! Takes a round with its plan; gives findings in the files of the round.
//! Never judges a figure or a text: that something stands at the right place is enough here.

mod choices;
mod contact;
mod decisions;
mod entries;
mod explained;
mod header;
mod outdated;
mod unfilled;
mod values;
mod years;

pub use header::no_such_plan;

use super::Check;

/// A submission of the starter, which the examples change.
pub(super) const SLJ: &str = "submissions/demo/2025/slj.yaml";
/// Another one, with a figure.
pub(super) const STHJJ: &str = "submissions/demo/2025/sthjj.yaml";
/// The decisions of the starter's round; the starter has none.
pub(super) const DECISIONS: &str = "submissions/demo/2025/decisions.yaml";

/// The checks that say of a decision whether it counts.
pub(super) static ABOUT_DECISIONS: &[&[Check]] =
    &[header::CHECKS, decisions::CHECKS, choices::CHECKS, outdated::CHECKS];

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[Check]] = &[
    header::CHECKS,
    contact::CHECKS,
    unfilled::CHECKS,
    years::CHECKS,
    entries::CHECKS,
    values::CHECKS,
    decisions::CHECKS,
    choices::CHECKS,
    outdated::CHECKS,
    explained::CHECKS,
];
