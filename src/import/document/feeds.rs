//! Text that a program printed page by page.
//!
//! Takes a text; gives its lines, those of headers, footers and page numbers empty.
//! Without form feeds only the heads below numbers of pages go. Never changes the number of a line.

use std::collections::BTreeMap;

/// Lines looked at from the edges of a page.
const DEEP: usize = 2;

/// The lines of a text without what is printed on every page.
pub(super) fn without_furniture(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    if text.matches('\u{c}').count() < 2 {
        lines.iter_mut().for_each(|line| *line = line.trim_start_matches('\u{c}'));
        without_running_heads(&mut lines);
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

/// Copied pages end with — 2 —; the line below that comes again and again is the head of the next page.
fn without_running_heads(lines: &mut [&str]) {
    let number = |line: &str| {
        let bare = line.trim().trim_matches(|c: char| c.is_whitespace() || "-—–－·".contains(c));
        bare.len() < line.trim().len()
            && (1..=3).contains(&bare.len())
            && bare.bytes().all(|b| b.is_ascii_digit())
    };
    let below = |at: usize| (at + 1..lines.len()).find(|next| !lines[*next].trim().is_empty());
    let heads: Vec<usize> = (0..lines.len()).filter(|at| number(lines[*at])).filter_map(below).collect();
    let said = |head: &usize| lines.iter().filter(|line| line.trim() == lines[*head].trim()).count();
    let again: Vec<usize> = heads
        .into_iter()
        .filter(|head| (6..=60).contains(&lines[*head].trim().chars().count()))
        .filter(|head| !lines[*head].contains(['。', '；', '|', '：']) && said(head) > 1)
        .collect();
    again.into_iter().for_each(|head| lines[head] = "");
}
