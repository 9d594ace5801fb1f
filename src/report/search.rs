//! Search and site map: what can be found, and by which words.
//!
//! Takes nothing; gives types. An entry never holds a word that its page does not show.

use serde::Serialize;

use super::site::{Frame, Link};

/// `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The frame.
    pub frame: Frame,
    /// Whose plan it is: it helps to find the entries.
    #[serde(skip)]
    pub region: String,
    /// 共86条：部分7条，任务27条，指标14条，单位38条.
    pub total_text: String,
    /// In the order 部分, 任务, 指标, 单位.
    pub entries: Vec<Entry>,
    /// Other pages, for the site map.
    pub pages: Vec<Link>,
    /// Whether the entries are too many (over 300) to be listed for readers without scripts.
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
    /// What else its page says: goal, units, milestones, words of units. Searched, and shown around a hit.
    #[serde(skip)]
    pub words: String,
}
