//! Running text that is not indented as YAML wants it: pasted lines below a key, ragged blocks.
//!
//! Takes the line the parser failed at; gives the paragraph it belongs to and how to mend it.
//! Never touches a line that holds an entry of the form.

use std::ops::Range;

use super::commented::{TEXTS, is_of_form};
use super::copy::Copy;
use super::layout::{
    Entry, columns, entry, indentation, is_blank, is_comment, is_identifier, is_prose, is_term, opens_block,
};
use super::{meaning, vocabulary};

/// What is wrong with a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Lines follow a key without `|`.
    NoBar,
    /// A line below `|` is not deeper than the key.
    NotDeepEnough,
    /// The first line below `|` is deeper than the later ones.
    FirstTooDeep,
    /// Some lines below `|` are less deep than the first and most others.
    NotAligned,
    /// Text behind a key goes on in a line that is not deeper than the key.
    Continued,
    /// Text of several lines begins behind its key with a sign that is none of the text to a parser.
    Signed,
}

/// A paragraph, mended in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) fault: Fault,
    /// The key it belongs to, as written.
    pub(super) key: String,
    /// The key, in bytes of the original.
    pub(super) opener: Range<usize>,
    /// The first line that is wrong.
    pub(super) place: Range<usize>,
    /// How many lines are wrong, and columns: of the key, and where the text of that line begins.
    pub(super) lines: usize,
    pub(super) column: usize,
    pub(super) found: usize,
    /// Where its last line ends, in bytes of the original.
    pub(super) end: usize,
    /// The lines of the paragraph, with what stands behind the key already.
    pub(super) texts: Vec<String>,
}

/// Keys below which no running text can stand.
const CONTAINERS: [&str; 15] = [
    "tasks",
    "milestones",
    "indicators",
    "evidence",
    "people",
    "funds",
    "units",
    "sections",
    "extensions",
    "choices",
    "overrides",
    "verdicts",
    "accepts",
    "public_review",
    "dispatch",
];

/// Finds the paragraph that a line of running text belongs to and mends it.
pub(super) fn mend(copy: &mut Copy<'_>, failed: usize) -> Option<Paragraph> {
    let failed = (0..=failed).rev().find(|line| !copy.words(*line).trim().is_empty())?;
    let (opener, head) = opener(copy, failed)?;
    let key = vocabulary::english_key(head.key).unwrap_or(head.key);
    if CONTAINERS.contains(&key) || opener == failed && head.value.is_empty() {
        return None;
    }
    let block = opens_block(copy.words(opener));
    let lines = run(copy, opener, head.column, block);
    let depth = |line: usize| columns(&copy.words(line)[..indentation(copy.words(line))]);
    let shallow: Vec<usize> = lines.iter().copied().filter(|line| depth(*line) <= head.column).collect();
    let first = *lines.first()?;
    let (fault, wrong) = match (block, head.value.is_empty()) {
        (false, true) => (Fault::NoBar, lines.clone()),
        (true, _) if !shallow.is_empty() => (Fault::NotDeepEnough, shallow),
        (true, _) => {
            let less: Vec<usize> = lines.iter().copied().filter(|line| depth(*line) < depth(first)).collect();
            match less.len() {
                0 => return None,
                some if some * 2 < lines.len() => (Fault::NotAligned, less),
                _ => (Fault::FirstTooDeep, vec![first]),
            }
        }
        (false, false) if !shallow.is_empty() && is_text(head.value) => (Fault::Continued, shallow),
        _ => return None,
    };
    let found = depth(wrong[0]);
    let start = copy.line(opener).start;
    // Before the colon, which may be a full-width one of three bytes.
    let before = (start..start + head.after).rev();
    let key_at = before.into_iter().find(|at| copy.original.is_char_boundary(*at)).unwrap_or(start);
    let (key, column) = (head.key.to_owned(), head.column);
    let opener_range =
        copy.original[start..key_at].rfind(&key).map_or(start..key_at, |at| start + at..key_at);
    let place = text_of(copy, wrong[0]);
    let behind = Some(head.value.to_owned()).filter(|_| fault == Fault::Continued);
    let texts = lines.iter().map(|line| copy.original[text_of(copy, *line)].to_owned());
    let texts = behind.into_iter().chain(texts).collect();
    if fault == Fault::NoBar {
        copy.edit(start + head.after..start + head.after, " |".into());
    }
    indent(copy, &lines, column + 2);
    let end = lines.last().map_or(place.end, |line| copy.line(*line).end);
    let (opener, lines) = (opener_range, wrong.len());
    Some(Paragraph { fault, key, opener, place, lines, column, found, end, texts })
}

/// Signs with which no text of several lines can begin behind its key.
const SIGNS: [char; 15] = ['&', '@', '*', '%', '`', '"', '\'', '[', '{', '>', '|', '?', '-', '!', ','];

/// Whether running text stands behind a key that begins with such a sign.
pub(super) fn is_signed(key: &str, value: &str) -> bool {
    value.starts_with(SIGNS) && TEXTS.contains(&vocabulary::english_key(key).unwrap_or(key))
}

/// Lines above a line that are looked at for the beginning of its text.
const MOST_ABOVE: usize = 200;

/// Mends a text of several lines that begins behind its key with a sign, where the line is one of them.
pub(super) fn mend_signed(copy: &mut Copy<'_>, line: usize) -> Option<Paragraph> {
    let head =
        |line: usize| entry(copy.words(line)).filter(|head| is_term(head.key) || is_identifier(head.key));
    let first = line.saturating_sub(MOST_ABOVE);
    let (opener, head) = (first..=line).rev().find_map(|line| Some((line, head(line)?)))?;
    if !is_signed(head.key, head.value) || opens_block(copy.words(opener)) {
        return None;
    }
    let lines = run(copy, opener, head.column, true);
    let (last, texts) = (*lines.last()?, lines.iter().map(|line| text_of(copy, *line)));
    let texts: Vec<String> = texts.map(|range| copy.original[range].to_owned()).collect();
    if last < line || is_whole(head.value, &texts) {
        return None;
    }
    let (start, words) = (copy.line(opener).start, copy.words(opener));
    let from = start + head.after + words[head.after..].find(head.value)?;
    let place = from..from + head.value.len();
    let key_at = copy.original[start..start + head.after].rfind(head.key)?;
    let sign = sign_of_form(head.value, &texts);
    copy.edit(from..from + sign, format!("|\n{}", " ".repeat(head.column + 2)));
    indent(copy, &lines, head.column + 2);
    Some(Paragraph {
        fault: Fault::Signed,
        key: head.key.to_owned(),
        opener: start + key_at..start + key_at + head.key.len(),
        place,
        lines: lines.len() + 1,
        column: head.column,
        found: head.column,
        end: copy.line(last).end,
        texts: std::iter::once(head.value[sign..].to_owned()).chain(texts).collect(),
    })
}

/// The bytes at the beginning of a value that are none of its words: the bar that the form has there, and a quote that
/// nothing closes.
fn sign_of_form(value: &str, below: &[String]) -> usize {
    if let Some(rest) = value.strip_prefix('|') {
        let words = rest.trim_start_matches(['-', '+']).trim_start_matches(is_blank);
        return value.len() - words.len();
    }
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return 0 };
    let closes = value[1..].contains(quote) || below.iter().any(|line| line.contains(quote));
    if closes { 0 } else { 1 }
}

/// Whether a text is in quotes from its first sign to its last.
fn is_whole(value: &str, below: &[String]) -> bool {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
    let mut lines = std::iter::once(&value[1..]).chain(below.iter().map(String::as_str));
    let Some(behind) = lines.find_map(|line| line.split_once(quote)) else { return false };
    behind.1.trim().is_empty() && lines.next().is_none()
}

/// Puts lines at a column.
fn indent(copy: &mut Copy<'_>, lines: &[usize], column: usize) {
    for line in lines {
        let range = copy.line(*line);
        let blanks = copy.words(*line).len() - copy.words(*line).trim_start_matches([' ', '\t']).len();
        copy.edit(range.start..range.start + blanks, " ".repeat(column));
    }
}

/// The line with the key that running text belongs to.
fn opener<'t>(copy: &Copy<'t>, failed: usize) -> Option<(usize, Entry<'t>)> {
    if !is_text_line(copy.words(failed)) {
        return None;
    }
    for line in (0..failed).rev() {
        let words = copy.words(line);
        match entry(words) {
            Some(head) if is_term(head.key) || is_identifier(head.key) => return Some((line, head)),
            _ if words.trim().is_empty() || is_text_line(words) || is_hashed(words) => {}
            _ => return None,
        }
    }
    None
}

/// The lines of running text below a key, without empty ones.
fn run(copy: &Copy<'_>, opener: usize, column: usize, block: bool) -> Vec<usize> {
    let mut lines = vec![];
    for line in opener + 1..copy.lines() {
        let words = copy.words(line);
        let deep = block && columns(&words[..indentation(words)]) > column;
        if words.trim().is_empty() {
            continue;
        }
        if !deep && !is_text_line(words) && !is_hashed(words) {
            break;
        }
        lines.push(line);
    }
    // Behind the last line of a text comments are comments.
    while lines.last().is_some_and(|line| is_hashed(copy.words(*line))) {
        lines.pop();
    }
    lines
}

/// A line that begins with `#`, and is none that a form explains itself with.
fn is_hashed(words: &str) -> bool {
    is_comment(words) && !is_of_form(words)
}

/// Running text, or an entry whose key is none of ours: `主要做法: 一是抓调度`.
pub(super) fn is_text_line(words: &str) -> bool {
    is_prose(words)
        || entry(words).is_some_and(|found| {
            !is_term(found.key) && !is_identifier(found.key) && meaning::by_meaning(found.key).is_none()
        })
}

/// A value that is words, not a number or a fixed value.
fn is_text(value: &str) -> bool {
    !value.is_ascii() && !value.starts_with(['"', '\'', '{', '['])
}

fn text_of(copy: &Copy<'_>, line: usize) -> Range<usize> {
    let (range, words) = (copy.line(line), copy.words(line));
    range.start + indentation(words)..range.start + words.trim_end().len().max(indentation(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, failed: usize) -> Option<(Fault, usize, String)> {
        let mut copy = Copy::new(text);
        let found = mend(&mut copy, failed)?;
        copy.refresh();
        Some((found.fault, found.lines, copy.text))
    }

    #[test]
    fn ragged_paragraphs_become_blocks() {
        let (fault, lines, text) =
            mended("  issues:\n1. 资金缺口\n（二）用地：未批\n  next_steps: 无\n", 1).expect("a paragraph");
        assert_eq!((fault, lines), (Fault::NoBar, 2));
        assert_eq!(text, "  issues: |\n    1. 资金缺口\n    （二）用地：未批\n  next_steps: 无\n");
        let (fault, lines, text) =
            mended("a:\n  说明: |\n    甲\n  乙\n      丙\n  来源: x\n", 3).expect("a paragraph");
        assert_eq!((fault, lines), (Fault::NotDeepEnough, 1));
        assert_eq!(text, "a:\n  说明: |\n    甲\n    乙\n    丙\n  来源: x\n");
        let (fault, ..) = mended("说明: |\n        甲\n   乙\n来源: x\n", 2).expect("a paragraph");
        assert_eq!(fault, Fault::FirstTooDeep);
        let (fault, ..) = mended("说明: 甲\n乙\n来源: x\n", 1).expect("a paragraph");
        assert_eq!(fault, Fault::Continued);
    }

    #[test]
    fn one_line_out_of_many_is_the_one_to_blame() {
        let mut copy = Copy::new("说明: |\n    甲\n  乙\n    丙\n来源: x\n");
        let found = mend(&mut copy, 2).expect("a paragraph");
        assert_eq!((found.fault, &copy.original[found.place]), (Fault::NotAligned, "乙"));
    }

    #[test]
    fn entries_are_no_paragraphs() {
        assert_eq!(mended("status: on_track\npercent 45\n", 1), None);
        assert_eq!(mended("tasks:\n整治排污口\n", 1), None);
        assert_eq!(mended("percent: 45\n整治排污口\n", 1), None);
    }
}
