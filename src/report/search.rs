//! Search and site map: the entries stand in the page, so that it works from a disk.
//!
//! Takes nothing; gives types. An entry never holds a narrative.

use serde::Serialize;

use super::site::{Frame, Link};

/// `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The frame.
    pub frame: Frame,
    /// 共86条：部分7条，任务27条，指标14条，单位38条.
    pub total_text: String,
    /// In the order 部分, 任务, 指标, 单位.
    pub entries: Vec<Entry>,
    /// Other pages, for the site map.
    pub pages: Vec<Link>,
    /// Whether the entries are many (over 300) and should stand in a script file.
    pub external: bool,
}

/// What can be found.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// 部分, 任务, 指标, 单位.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Relative to the search page.
    pub href: String,
    /// One line: status and units, value and target, number of tasks; no narrative.
    pub snippet: String,
}
