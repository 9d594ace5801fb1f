//! What is wrong, where, and how bad; and the printers of it.
//!
//! Takes findings from every stage; gives them sorted, as text, short lines, JSON or SARIF.
//! Never decides whether something is wrong: that is the business of the stage that reports it.

mod finding;
mod json;
mod near;
mod rule;
mod sarif;
#[cfg(test)]
mod tests;
mod text;

pub use finding::{Accepted, Diagnostic, Diagnostics, Related};
pub use json::to_json;
pub use near::nearest;
pub use rule::{Edit, Example, Files, Rule, Severity};
pub use sarif::to_sarif;
pub use text::{Counts, counts, short, text, whereabouts};
