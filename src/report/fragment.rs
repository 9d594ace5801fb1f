//! 粘贴稿: the overview as paragraphs and tables that a CMS keeps.
//!
//! Takes nothing; gives types. Never holds markup.

use serde::Serialize;

use super::site::Frame;

/// `fragment/overview.html` (the body) and `fragment/index.html` (the page that helps to paste it).
#[derive(Debug, Clone, Serialize)]
pub struct Fragment {
    /// The frame of the helping page.
    pub frame: Frame,
    /// The body, in order.
    pub blocks: Vec<Block>,
}

/// A piece of the body.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph; `strong` for the notices.
    Paragraph {
        /// Plain text.
        text: String,
        /// Whether all of it is strong.
        strong: bool,
    },
    /// A heading, 2 or 3.
    Heading {
        /// Level.
        level: u8,
        /// Plain text.
        text: String,
    },
    /// A table with its title as a centred paragraph.
    Table {
        /// `表1　2025年度指标完成情况`.
        title: String,
        /// Heads of the columns.
        head: Vec<String>,
        /// Rows of plain text; as many cells as the head.
        rows: Vec<Vec<String>>,
    },
}
