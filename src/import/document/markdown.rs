//! Text with the marks of Markdown: headings by #, bold titles, bullets, quotes.
//!
//! Takes the lines of a typed text; takes the marks away and keeps the level of headings.
//! Never touches a text without them, the rows of tables, or the number of a line.

use super::Line;

/// Lines with bold words, in a text without headings by #.
const BOLD_LINES: usize = 3;

/// Takes the marks away where the text has them.
pub(super) fn unmark(lines: &mut [Line]) {
    let headed = lines.iter().filter(|l| heading(&l.text).is_some()).count();
    let bold = lines.iter().filter(|l| l.text.matches("**").count() > 1).count();
    if headed < 2 && (headed == 0 || bold == 0) && bold < BOLD_LINES {
        return;
    }
    let mut fenced = false;
    for line in lines {
        let text = line.text.trim();
        if text.starts_with("```") || text.starts_with("~~~") {
            fenced = !fenced;
            line.text.clear();
        } else if !fenced && text.contains('|') {
            line.text = inline(&line.text);
        } else if !fenced {
            let (level, text) = match heading(text) {
                Some((level, rest)) => (Some(level), rest.trim_end_matches('#').trim_end()),
                None => (None, without_bullet(text)),
            };
            (line.heading, line.text) = (level.or(line.heading), inline(text));
        }
    }
}

/// The level and the words of ## 二、主要目标.
fn heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start().trim_start_matches('#');
    let level = text.trim_start().len() - rest.len();
    let words = rest.strip_prefix([' ', '\u{3000}', '\t'])?.trim();
    ((1..=6).contains(&level) && !words.is_empty()).then_some((u8::try_from(level).unwrap_or(6), words))
}

/// A line without the marks of quotes and bullets; a line that only parts is empty.
fn without_bullet(text: &str) -> &str {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
    }
    let drawn = rest.chars().filter(|c| !c.is_whitespace()).count();
    if drawn > 2
        && ["-", "*", "_"].iter().any(|mark| rest.replace([' ', '\t'], "").replace(mark, "").is_empty())
    {
        return "";
    }
    let bullet = ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark)).map(str::trim_start);
    let rest = bullet.unwrap_or(rest);
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest)
}

/// Words without the marks of bold, code and links.
fn inline(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        // A backslash keeps the mark behind it.
        let kept = next.chars().next().filter(|n| c == '\\' && n.is_ascii_punctuation());
        if let Some(kept) = kept {
            made.push(kept);
            rest = &next[kept.len_utf8()..];
        } else if let Some(bold) = ["**", "__"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = bold;
        } else if c == '`' {
            rest = next;
        } else if let Some((words, behind)) = link(rest) {
            made.push_str(words);
            rest = behind;
        } else {
            made.push(c);
            rest = next;
        }
    }
    made
}

/// The words of [政策解读](https://…), and what stands behind it.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let (words, behind) = inner.split_once("](")?;
    let (address, behind) = behind.split_once(')')?;
    let sound = !words.contains(['[', ']', '\n']) && !address.contains([' ', '，', '。']);
    sound.then_some((words, behind))
}
