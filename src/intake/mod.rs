//! The intake book: versions, receipts, returns (MODEL).
//!
//! Takes `intake.jsonl` of a round and the originals; gives its events, as they were at any moment, and unit
//! by unit what they say of timeliness and of the version in force; and the text of further lines.
//! Never writes a file and never decides whether something was late.

mod book;
mod ending;
mod event;
mod proof;
mod reader;
mod receipts;
mod rules;
mod sense;
mod steps;
mod unfinished;
mod versions;

pub use book::Book;
pub use ending::{END, end_of};
pub use event::{Event, EventKind, Record};
pub use proof::prove;
pub use reader::{first_lines, read};
pub use receipts::seal;
pub use rules::RULES;
pub use unfinished::{SLIP, Unfinished};
