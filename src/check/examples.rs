//! The examples of a rule as a reader sees them: where the two ways to write differ, with the lines around.
//!
//! Takes a rule's examples and the starter workspace; gives pieces of text, each with its file. What both have is
//! shown once, or not at all where it is only the starter.

use crate::diagnostic::{Edit, Example, Files};
use crate::starter;

/// Lines that are shown around a difference.
const AROUND: usize = 1;
/// A new file up to so many lines is shown whole.
const WHOLE: usize = 20;

/// A piece of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// 有问题的写法, 正确的写法, or what both have.
    pub title: &'static str,
    /// A file of the workspace.
    pub file: String,
    /// Lines of it.
    pub text: String,
}

const BAD: &str = "有问题的写法";
const GOOD: &str = "正确的写法";
const BOTH: &str = "两种写法都有";
const GONE: &str = "（没有这个文件）";

/// The examples of a rule: what is common, then the bad, then the good.
pub fn shown(example: &Example) -> Vec<Shown> {
    let starter: Files =
        starter::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    let (mut good, mut bad) = (starter.clone(), starter.clone());
    // That an example fits the starter is tested; one that does not shows what it can.
    let _ = (example.apply_good(&mut good), example.apply_bad(&mut bad));
    let mut names: Vec<&String> = good.keys().chain(bad.keys()).chain(starter.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let (of_good, of_bad) = imagined(example);
    // Of several changes to one file some are the same on both sides: without them the other says little.
    let with_starter = matches!(example, Example::Edits { .. });
    let (mut both, mut wrong, mut right) = (vec![], vec![], vec![]);
    for name in names {
        let (was, g, b) = (starter.get(name), good.get(name), bad.get(name));
        if g == was && b == was {
            continue;
        }
        let piece = |title, text: String| Shown { title, file: name.clone(), text };
        if g == b {
            let text = said(&of_bad, name).unwrap_or_else(|| changed(g, was).unwrap_or(GONE.into()));
            both.push(piece(BOTH, text));
            continue;
        }
        let text = said(&of_bad, name)
            .unwrap_or_else(|| changed_from(b, [g, was], with_starter).unwrap_or(GONE.into()));
        wrong.push(piece(BAD, text));
        // What is only missing, or only there, on the bad side needs no more words.
        let text = said(&of_good, name)
            .or_else(|| if b.is_some() { changed_from(g, [b, was], with_starter) } else { None });
        right
            .extend(text.filter(|_| said(&of_bad, name).is_none() || g != was).map(|text| piece(GOOD, text)));
    }
    [both, wrong, right].concat()
}

/// What a reader is shown in the place of a file.
type Imagined = Vec<(&'static str, &'static str)>;

fn said(imagined: &Imagined, name: &str) -> Option<String> {
    imagined.iter().find(|(file, _)| *file == name).map(|(_, shown)| (*shown).to_owned())
}

/// Files of the good and of the bad example that are text to a program only.
fn imagined(example: &Example) -> (Imagined, Imagined) {
    match example {
        Example::Bytes { file, shown, .. } => (vec![], vec![(file, shown)]),
        Example::Edits { good, bad } => (of_edits(good), of_edits(bad)),
        _ => (vec![], vec![]),
    }
}

fn of_edits(edits: &'static [Edit]) -> Imagined {
    let shown = edits.iter().filter_map(|edit| match edit {
        Edit::Made { file, shown, .. } => Some((*file, *shown)),
        Edit::Copy { to, .. } => Some((*to, "（改动以前的方案）")),
        _ => None,
    });
    shown.collect()
}

/// A file, where there is one.
type File<'f> = Option<&'f Vec<u8>>;

/// The lines of a file in which it differs from another, with their neighbours; `None` when there is no such file.
fn changed(file: File<'_>, other: File<'_>) -> Option<String> {
    changed_from(file, [other, None], false)
}

/// The same, with those in which it differs from a third one too.
fn changed_from(file: File<'_>, [other, third]: [File<'_>; 2], with_third: bool) -> Option<String> {
    let text = String::from_utf8_lossy(file?);
    let lines: Vec<&str> = text.lines().collect();
    if text.trim().is_empty() {
        return Some("（空文件）".to_owned());
    }
    let Some(other) = other else { return Some(cut(&lines, &[])) };
    let from =
        |other: &Vec<u8>| differing(&lines, &String::from_utf8_lossy(other).lines().collect::<Vec<_>>());
    let mut own = from(other);
    // Line ends and the like are seen in no line.
    if let Some(third) = third.filter(|_| with_third && !own.is_empty()) {
        own.extend(from(third));
        own.sort_by_key(|range| (range.start, range.end));
    }
    Some(cut(&lines, &own))
}

/// The lines to show, as ranges of a text; of a text that is new all, up to a length.
fn cut(lines: &[&str], ranges: &[std::ops::Range<usize>]) -> String {
    if ranges.is_empty() {
        let more = if lines.len() > WHOLE { "\n…" } else { "" };
        return format!("{}{more}", lines[..lines.len().min(WHOLE)].join("\n"));
    }
    let mut out: Vec<String> = vec![];
    let mut end = 0;
    for range in ranges {
        let to = (range.end + AROUND).min(lines.len()).max(end);
        let from = range.start.saturating_sub(AROUND).max(end).min(to);
        if end > 0 && from > end {
            out.push("…".to_owned());
        }
        out.extend(lines[from..to].iter().map(|line| (*line).to_owned()));
        end = to;
    }
    let indent = out.iter().filter(|line| !line.trim().is_empty() && *line != "…");
    let indent = indent.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let stripped = out.iter().map(|line| line.get(indent..).unwrap_or(line.trim_start()));
    stripped.map(|line| if line.is_empty() && indent > 0 { "…" } else { line }).collect::<Vec<_>>().join("\n")
}

/// The ranges of lines that the other text does not have, an empty one where it has more.
fn differing(lines: &[&str], other: &[&str]) -> Vec<std::ops::Range<usize>> {
    let front = lines.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (a, b) = (&lines[front..], &other[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - back], &b[..b.len() - back]);
    // The longest common lines, from behind.
    let mut common = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = match a[i] == b[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let mut ranges: Vec<std::ops::Range<usize>> = vec![];
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let takes_own = j == b.len() || i < a.len() && common[i + 1][j] >= common[i][j + 1];
        let range = front + i..front + i + usize::from(takes_own);
        match ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range),
        }
        if takes_own { i += 1 } else { j += 1 }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_gone_is_seen_between_its_neighbours() {
        let change = Example::Change {
            file: "submissions/demo/2025/sthjj.yaml",
            find: "    value_status: provisional\n",
            good: "    value_status: provisional\n",
            bad: "",
        };
        let shown = shown(&change);
        let titles: Vec<&str> = shown.iter().map(|piece| piece.title).collect();
        assert_eq!(titles, [BAD, GOOD]);
        assert!(shown[1].text.contains("value_status") && !shown[0].text.contains("value_status"));
        assert_eq!(shown[1].text.lines().count(), 3, "{}", shown[1].text);
        assert_eq!(shown[0].text.lines().count(), 2, "{}", shown[0].text);
    }

    #[test]
    fn no_rule_shows_nothing_or_the_same_on_both_sides() {
        for rule in crate::check::rules() {
            let shown = shown(&rule.example);
            assert!(shown.iter().any(|piece| piece.title == BAD), "{} shows nothing bad", rule.code);
            for piece in &shown {
                assert!(!piece.text.trim().is_empty(), "{} {piece:?}", rule.code);
                let twin = |other: &&Shown| other.title != piece.title && other.file == piece.file;
                let same = shown.iter().find(twin).is_some_and(|other| other.text == piece.text);
                assert!(!same, "{} {piece:?}", rule.code);
            }
        }
    }

    #[test]
    fn lines_that_differ_are_found_wherever_they_stand() {
        let ranges = |a: &str, b: &str| {
            differing(&a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
        };
        assert_eq!(ranges("a b c d", "a x c d"), std::slice::from_ref(&(1..2)));
        assert_eq!(ranges("a b c d", "a c"), [1..2, 3..4]);
        assert_eq!(ranges("a c", "a b c d"), [1..1, 2..2]);
        assert!(ranges("a b", "a b").is_empty());
    }
}
