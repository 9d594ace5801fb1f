//! What stands in a cell of text: names in a row, a digest, a dash.
//!
//! Takes text; gives it as it is printed. Never chooses what is said.

use crate::measure::{Scheduled, printed};

/// What stands in a cell without a value.
pub(super) const DASH: &str = "—";

/// Names in a row, or “—”.
pub(super) fn joined(names: &[&str]) -> String {
    if names.is_empty() { DASH.to_owned() } else { names.join("、") }
}

/// Names in a row, each once: a collective's own name may be a row of names, which others repeat.
pub(super) fn each_once(names: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = vec![];
    for name in names.iter().flat_map(|name| apart(name)) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// What “、” parts outside of brackets and quotes: 各县（市、区） is one.
fn apart(names: &str) -> Vec<String> {
    let (mut all, mut depth) = (vec![String::new()], 0_usize);
    for c in names.chars() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match all.last_mut() {
            Some(last) if c != '、' || depth > 0 => last.push(c),
            _ => all.push(String::new()),
        }
    }
    all.retain(|name| !name.trim().is_empty());
    all
}

/// Text that says something.
pub(super) fn filled(text: Option<&String>) -> Option<&str> {
    text.map(|t| t.trim()).filter(|t| !t.is_empty())
}

/// A digest in groups of four.
pub(super) fn grouped(digest: &str, digits: usize) -> String {
    let head: Vec<char> = digest.chars().take(digits).collect();
    head.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What the schedule wants of a year, and whether it was reckoned from the years around it.
pub(super) fn schedule(scheduled: Option<Scheduled>) -> String {
    match scheduled {
        None => DASH.to_owned(),
        Some(s) => {
            let note = if s.is_interpolated() { "（内插）" } else { "" };
            format!("{}{note}", printed(s.value))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_in_brackets_is_one_and_stands_once() {
        let names = ["各乡镇、县直部门", "县委、各乡镇", "各县（市、区）党委"];
        assert_eq!(super::each_once(&names), ["各乡镇", "县直部门", "县委", "各县（市、区）党委"]);
        assert!(super::each_once(&[]).is_empty());
    }
}
