//! Characters that no terminal should obey.
//!
//! Takes a text of unknown origin; gives it with signs in their place. Never changes what can be read.

use std::borrow::Cow;

/// Control characters as the signs that stand for them, marks of direction as the sign of a fault: what a
/// file or its name holds must not move the cursor, rename the window or turn the line round.
pub fn signs(text: &str) -> Cow<'_, str> {
    if text.contains(is_obeyed) {
        Cow::Owned(text.chars().map(|c| if is_obeyed(c) { sign(c) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The same on one line: a name with a line end in it, or words that a file brings, must not write a line of what is
/// put out line by line.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    let is_end = |c: char| is_obeyed(c) || matches!(c, '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if text.contains(is_end) {
        Cow::Owned(text.chars().map(|c| if is_end(c) { sign(c) } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_direction(c)
}

/// Whether a character changes the direction in which the rest of a line is shown.
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn sign(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ => '�',
    }
}
