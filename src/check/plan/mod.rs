//! Group N1: is the plan itself sound? Run before anything is consolidated.
//!
//! Takes one plan; gives findings in its file.
//! Never looks at a submission: what is said here is true of the plan whoever reports.

mod changes;
mod disclosure;
mod duties;
mod fields;
mod history;
mod ids;
mod indicators;
mod kin;
mod references;
mod targets;
mod too_early;
pub(super) mod twins;
mod units;

use super::PlanCheck;

pub use changes::plan_changes;
pub(super) use changes::{RULES, UNEXPLAINED_CHANGE};
pub use history::doubted_history;
pub use references::amended_names;
pub(super) use too_early::RULES as TOO_EARLY;
pub use too_early::amended_too_early;

/// The starter's plan, which the examples change.
pub(super) const PLAN: &str = "plans/demo.yaml";

/// The group's checks, file by file.
pub(super) static CHECKS: &[&[PlanCheck]] = &[
    ids::CHECKS,
    references::CHECKS,
    units::CHECKS,
    duties::CHECKS,
    targets::CHECKS,
    indicators::CHECKS,
    history::CHECKS,
    disclosure::CHECKS,
];
