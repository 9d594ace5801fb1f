//! The intake book: versions, receipts, returns (MODEL).
//!
//! Takes `intake.jsonl` of a round and the originals; gives its events, as they were at any moment, and unit
//! by unit what they say of timeliness and of the version in force.
//! Never writes the book and never decides whether something was late.

mod book;
mod proof;
mod rules;
mod sense;

pub use book::{Book, Event, EventKind, Record, read};
pub use proof::prove;
pub use rules::RULES;
