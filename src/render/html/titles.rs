//! Titles of pages: what a tab, a bookmark and a list of hits show.
//!
//! Takes the frames of all pages of an edition; gives each page a title that no other has.
//! Never leaves two pages with one title: where their names agree, the address tells them apart.

use std::collections::BTreeMap;

use crate::report::{Frame, Site};

/// How often each name is taken.
pub(super) struct Titles {
    times: BTreeMap<String, usize>,
}

impl Titles {
    /// Counts the names of all pages.
    pub(super) fn of<'a>(frames: impl Iterator<Item = &'a Frame>) -> Titles {
        let mut times = BTreeMap::new();
        for frame in frames {
            *times.entry(seen(&frame.name)).or_default() += 1;
        }
        Titles { times }
    }

    /// The title of a page.
    pub(super) fn title(&self, frame: &Frame, site: &Site) -> String {
        let name = seen(&frame.name);
        if name.is_empty() {
            return site.title.clone();
        }
        let is_shared = self.times.get(&name).is_some_and(|times| *times > 1);
        let path = frame.path.strip_suffix(".html").unwrap_or(&frame.path);
        let mark = if is_shared { format!("（{path}）") } else { String::new() };
        format!("{name}{mark} - {}", site.title)
    }
}

/// A browser shows blanks and line ends in a title as one blank.
fn seen(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
