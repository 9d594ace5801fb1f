//! 评价方法: the published rules, in the words that the page prints.

/// A section of the page 评价方法.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodSection {
    /// 标题.
    pub title: &'static str,
    /// Paragraphs of plain text.
    pub paragraphs: &'static [&'static str],
}

/// The rules by which everything is judged, as published with every report.
pub fn method() -> &'static [MethodSection] {
    &[]
}
