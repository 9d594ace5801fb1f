//! What stands in a cell of text: names in a row, a digest, a dash.
//!
//! Takes text; gives it as it is printed. Never chooses what is said.

/// What stands in a cell without a value.
pub(super) const DASH: &str = "—";

/// Names in a row, or “—”.
pub(super) fn joined(names: &[&str]) -> String {
    if names.is_empty() { DASH.to_owned() } else { names.join("、") }
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
