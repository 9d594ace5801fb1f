//! 粘贴稿: the paper as a body that a CMS keeps.
//!
//! Takes nothing; gives types. Never holds the body: that is made from the paper's Markdown.

use serde::Serialize;

use super::site::Frame;

/// `fragment/index.html`, the page that helps to paste `fragment/overview.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Fragment {
    /// The frame of the helping page.
    pub frame: Frame,
}
