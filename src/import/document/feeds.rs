//! Text that a program printed page by page.
//!
//! Takes a text; gives its lines, those of headers, footers and page numbers empty.
//! Never changes a text without form feeds, and never the number of a line.

use std::collections::BTreeMap;

/// Lines looked at from the edges of a page.
const DEEP: usize = 2;

/// The lines of a text without what is printed on every page.
pub(super) fn without_furniture(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    if text.matches('\u{c}').count() < 2 {
        lines.iter_mut().for_each(|line| *line = line.trim_start_matches('\u{c}'));
        return lines;
    }
    let starts = lines.iter().enumerate().filter(|(at, line)| *at == 0 || line.contains('\u{c}'));
    let starts: Vec<usize> = starts.map(|(at, _)| at).chain([lines.len()]).collect();
    lines.iter_mut().for_each(|line| *line = line.trim_start_matches('\u{c}'));
    let mut edges: Vec<usize> = vec![];
    for page in starts.windows(2) {
        let [from, to] = *page else { continue };
        let filled: Vec<usize> =
            (from..to).filter(|at| lines.get(*at).is_some_and(|l| !l.trim().is_empty())).collect();
        edges.extend(filled.iter().take(DEEP).chain(filled.iter().rev().take(DEEP)));
    }
    edges.sort_unstable();
    edges.dedup();
    let key = |line: &str| -> String {
        line.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for line in edges.iter().filter_map(|at| lines.get(*at)) {
        *seen.entry(key(line)).or_default() += 1;
    }
    let pages = starts.len() - 1;
    for at in edges {
        if let Some(line) = lines.get_mut(at)
            && seen.get(&key(line)).is_some_and(|n| *n > 1 && *n * 3 > pages)
            // Rows of a table that goes on are printed alike as well: a header is one piece.
            && line.trim().split("  ").filter(|part| !part.trim().is_empty()).count() < 3
        {
            *line = "";
        }
    }
    lines
}
