//! What nobody reads between two digits: marks of emphasis, escapes, elements, characters without width.

/// Where a text goes on behind the marks at a byte.
pub fn after_marks(text: &str, at: usize) -> usize {
    after(text, at, &["**", "__", "~~", "\\", "`", "*", "_"])
}

/// The same between two digits, where a single sign may be one of arithmetic (`2*3`).
pub(super) fn after_marks_of_digits(text: &str, at: usize) -> usize {
    after(text, at, &["**", "__", "~~", "\\", "`"])
}

fn after(text: &str, mut at: usize, marks: &[&str]) -> usize {
    loop {
        let rest = &text[at..];
        let mark = marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len());
        let Some(length) = mark.or_else(|| element(rest)).or_else(|| without_width(rest)) else { return at };
        at += length;
    }
}

/// The bytes of an element that begins a text: `<b>`, `</span>`.
fn element(text: &str) -> Option<usize> {
    const LONGEST: usize = 64;
    let inside = text.strip_prefix('<')?;
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let is_one = named.starts_with(|c: char| c.is_ascii_alphabetic()) && !inside[..end].contains(['<', '\n']);
    is_one.then_some(end + 2)
}

fn without_width(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let is_unseen =
        matches!(first, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}');
    is_unseen.then(|| first.len_utf8())
}
