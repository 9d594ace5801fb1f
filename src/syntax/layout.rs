//! What a line is, before anybody has parsed it: its indentation, its key, whether it opens a text block.
//!
//! Takes single lines; gives what a reader of the form would see in them.
//! Never decides that a line is wrong.

use super::{meaning, vocabulary};

/// Bytes of white space at the start of a line, of any kind.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_blank).len()
}

/// Blanks of any width, as keyboards, Word and web pages make them.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}') || is_odd_space(c)
}

/// Spaces that look like one and are none to YAML.
pub(super) fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Characters that nobody sees: zero width, direction marks, byte order marks, control characters.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{ad}' | '\u{180e}' | '\u{fffe}' | '\u{ffff}'
    ) || (c.is_control() && !matches!(c, '\n' | '\t' | '\u{85}'))
}

/// Columns that an indentation stands for: tabs and full-width spaces as two.
pub(super) fn columns(indent: &str) -> usize {
    indent
        .chars()
        .map(|c| match c {
            '\t' | '\u{3000}' => 2,
            c if is_invisible(c) => 0,
            _ => 1,
        })
        .sum()
}

/// Whether a line ends with `|` or `>`, so that the deeper lines below it are text.
pub(super) fn opens_block(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let head = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let head = head.strip_suffix(['|', '>']).or_else(|| head.strip_suffix(WIDE_BARS));
    head.is_some_and(|head| head.ends_with([' ', ':', '：']))
}

/// Signs that people type for `|`.
pub(super) const WIDE_BARS: [char; 4] = ['｜', '︱', '丨', '│'];

/// Dashes that people type for the one that begins an item of a list.
pub(super) const DASHES: [char; 8] = ['-', '－', '—', '–', '•', '·', '﹣', '−'];

/// What a line of the form `key: value` or `- key: value` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'l> {
    /// Column where the key stands.
    pub(super) column: usize,
    pub(super) key: &'l str,
    /// Byte of the line after the colon.
    pub(super) after: usize,
    /// What stands behind the colon, trimmed.
    pub(super) value: &'l str,
}

/// The entry of a line, if its key is one of ours or looks like one; the colon may be of either width.
pub(super) fn entry(line: &str) -> Option<Entry<'_>> {
    let start = entry_start(line);
    let rest = &line[start..];
    let colon = rest.find([':', '：'])?;
    let key = rest[..colon].trim_matches(|c: char| is_blank(c) || is_invisible(c));
    let wide = rest[colon..].starts_with('：');
    let after = start + colon + if wide { '：'.len_utf8() } else { 1 };
    let spaced = line[after..].is_empty() || line[after..].starts_with(is_blank);
    let ours = is_term(key) || meaning::by_meaning(key).is_some();
    let plausible = is_identifier(key) || (!wide && spaced && key.chars().count() <= 12 && !key.is_empty());
    (ours || plausible).then(|| Entry {
        column: columns(&line[..start]),
        key,
        after,
        value: line[after..].trim_matches(is_blank),
    })
}

/// Byte where the key of a line begins: behind the indentation and the dashes of a list.
pub(super) fn entry_start(line: &str) -> usize {
    let mut at = indentation(line);
    while let Some(rest) = line[at..].strip_prefix(DASHES)
        && (rest.starts_with(is_blank) || !line[at..].starts_with('-') || is_glued(rest))
    {
        at = line.len() - rest.len();
        at += indentation(rest);
    }
    at
}

/// Whether an entry stands right behind a half-width dash, without the blank that makes it one: `-编号: RW-1`.
/// Only keys of the forms count: `-5` is a number and `-x: 1` may be anything.
fn is_glued(rest: &str) -> bool {
    if rest.starts_with('{') {
        return true;
    }
    let Some((key, _)) = rest.split_once([':', '：']) else { return false };
    key.len() <= LONGEST_GLUED && (is_term(key.trim()) || meaning::by_meaning(key.trim()).is_some())
}

/// Bytes of a key that is looked for behind a dash.
const LONGEST_GLUED: usize = 64;

/// A key of the vocabulary.
pub(super) fn is_term(word: &str) -> bool {
    vocabulary::is_key(word)
}

/// A word that looks like an English key.
pub(super) fn is_identifier(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Whether a line is running text: no entry, no item of a list, no braces, no forgotten colon.
pub(super) fn is_prose(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| is_blank(c) || is_invisible(c));
    if bare.is_empty() || bare.starts_with(['{', '[', '}', ']', '#', '"', '\'']) || bare.starts_with("---") {
        return false;
    }
    let first = bare.split(is_blank).next().unwrap_or(bare);
    let forgotten_colon = is_identifier(first) || (is_term(first) && first.len() < bare.len());
    entry(line).is_none() && !forgotten_colon && !bare.is_ascii()
}

/// Whether a line is a comment.
pub(super) fn is_comment(words: &str) -> bool {
    words.trim_start().starts_with('#')
}

/// The byte of a `#` outside quotes with a blank before it and a value before that.
pub(super) fn hash(line: &str) -> Option<usize> {
    if is_comment(line) {
        return None;
    }
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',') => quote = Some(c),
            (None, '#') if before == ' ' && !line[..at].trim().is_empty() => return Some(at),
            _ => {}
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_and_prose_are_told_apart() {
        let found = entry("  － 编号：RW-1").expect("an entry");
        assert_eq!((found.key, found.value, found.column), ("编号", "RW-1", 4));
        assert_eq!(entry("    progress: |").map(|e| (e.key, e.column)), Some(("progress", 4)));
        assert_eq!(entry("数据来源：年报").map(|e| e.key), Some("数据来源"));
        let glued = ["  -编号: RW-1", "  -id：RW-1", "  -{编号: RW-1}"].map(entry_start);
        assert_eq!(glued, [3, 3, 3]);
        assert_eq!(["  -5", "  -甲: 乙", "  --- 编号: x"].map(entry_start), [2, 2, 2]);
        for prose in ["1. 完成东河清淤", "主要做法：一是抓调度", "（二）建成三座泵站", "全年完成率达到98%。"]
        {
            assert!(is_prose(prose), "{prose}");
        }
        for other in ["percent 45", "完成率 45", "- id: x", "{id: x}", "status：已完成", "", "# 注"] {
            assert!(!is_prose(other), "{other}");
        }
    }
}
