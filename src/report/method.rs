//! 评价方法: how things are judged, with this office's thresholds.
//!
//! Takes nothing; gives types. Never says how one indicator or task was judged.

use serde::Serialize;

use super::site::Frame;

/// `method.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Method {
    /// The frame.
    pub frame: Frame,
    /// Chapter by chapter.
    pub chapters: Vec<Chapter>,
}

/// A chapter of the method.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// `m1`.
    pub anchor: String,
    /// Heading.
    pub title: String,
    /// Paragraphs, plain text.
    pub paragraphs: Vec<String>,
    /// Terms and their rule.
    pub rules: Vec<(String, String)>,
}
