//! How it looks: pages from view models (WRITE).
//!
//! Takes the reports that `report` composed and the templates; gives files as paths and bytes.
//! Never reads a plan or a submission, never computes a figure, never writes to disk.

pub mod data;
mod functions;
pub mod html;
pub mod markdown;
pub mod report_md;
mod rules;
pub mod templates;

pub use rules::RULES;

/// A file of the result: its name below `out/`, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, with `/`.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}
