//! How it looks: pages from view models (WRITE).
//!
//! Takes the reports that `report` composed and the templates; gives files as paths and bytes.
//! Never reads a plan or a submission, never computes a figure, never writes to disk.

pub mod data;
mod functions;
pub mod html;
mod overrides;
pub mod paper;
mod rules;
pub mod templates;
pub mod word;

pub use rules::RULES;

/// A file of the result: its name below `out/`, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, with `/`.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file of text. Characters that no page, feed or table may hold are left out: a single one makes
    /// a feed unreadable, and a page or a spreadsheet shows nothing in its place.
    pub fn text(path: String, mut text: String) -> Self {
        if text.contains(is_forbidden) {
            text.retain(|c| !is_forbidden(c));
        }
        OutputFile { path, bytes: text.into_bytes() }
    }
}

/// What XML 1.0 and HTML do not allow: control characters besides tab and line end, and noncharacters.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}
