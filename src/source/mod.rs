//! Reads files and knows the places in them (READ).
//!
//! Takes a workspace folder or files in memory; gives decoded [`SourceFile`]s and [`Place`]s in them.
//! The only door in: no other room opens a file.
//! Never judges what a file says and never follows a link out of the workspace.

mod decode;
mod file;
mod place;
mod project;

pub use decode::{Encoding, MAX_BYTES};
pub(crate) use file::sha256_hex;
pub use file::{FileId, Position, Problem, Sheet, SourceFile, Sources};
pub use place::{Cell, Place, Span};
pub use project::{Project, ProjectError};
