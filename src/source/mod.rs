//! Reads files and knows the places in them (READ).
//!
//! Takes a workspace folder or files in memory; gives decoded [`SourceFile`]s and [`Place`]s in them.
//! The only door in: no other room opens a file.
//! Never judges what a file says and never follows a link out of the workspace.

mod decode;
mod digest;
mod ending;
mod file;
mod package;
mod place;
mod problem;
mod project;
mod radicals;
mod signs;
mod workbook;

pub use decode::{Content, Encoding, MAX_BYTES};
pub use digest::Digest;
pub(crate) use digest::{end_of_first_lines, sha256_hex};
pub use ending::FileKind;
pub(crate) use ending::{DECISIONS, OF_THE_ROUND, is_left_behind, is_workbook, is_yaml, meant_of_round};
pub use file::{Position, SourceFile, Sources};
pub use package::{Package, PackageFault};
pub use place::{Cell, FileId, Place, Span};
pub(crate) use place::{cell_name, column_letters};
pub use problem::{Problem, refusal, too_large, walk_refusal};
pub use project::{Entry, EntryKind, Project, ProjectError, shown_path};
pub use radicals::unified;
pub use signs::{is_direction, on_one_line, signs};
pub use workbook::{Area, Sheet, Shown, WorkbookFault, Written, day_of, heading};
