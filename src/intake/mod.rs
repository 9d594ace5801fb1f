//! The intake book: versions, receipts, returns (MODEL).
//!
//! Takes `intake.jsonl` of a round; gives its events and, unit by unit, what they say of timeliness.
//! Never writes the book and never decides whether something was late.

mod book;
mod rules;

pub use book::{Book, Event, EventKind, Record, read};
pub use rules::RULES;
