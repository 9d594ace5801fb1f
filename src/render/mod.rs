//! How it looks: pages from view models (WRITE).
//!
//! Takes the reports that `report` composed and the templates; gives files as paths and bytes.
//! Never reads a plan or a submission, never computes a figure, never writes to disk.

pub mod markdown;
mod rules;
pub mod templates;

pub use rules::RULES;
