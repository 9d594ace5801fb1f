//! Receiving (签收、登记、初审): what is to be written when a file comes in, is given back or is taken (RUN).
//!
//! Takes a workspace and what was handed in; gives [`Step`]s: the original, the receipts, the further lines of
//! the book, the file in force. Whose a file is, is read in it, and never guessed.
//! Never writes a file, never asks the clock, never replaces what is not kept as an original.

mod acts;
mod desk;
mod precheck;
mod receipt;
mod register;
mod unpack;
mod whose;

pub use acts::{accept, give_back, paper};
pub use desk::{Asked, Outcome, Refused, Step};
pub use register::register;
pub use unpack::{Handed, unpack};
