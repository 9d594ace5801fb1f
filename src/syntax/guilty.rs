//! Which line is to blame where a parser gave up.
//!
//! Takes the parsed text and the byte where the parser stopped; gives a line, often an earlier one.
//! Never changes anything.

use std::ops::Range;

use super::layout::{columns, indentation, opens_block};

/// The line to blame for a grammar fault that the parser noticed at `at`, as a range without its end.
///
/// `known` is a line at which it stopped before, though the line above was taken away: then that was not to blame.
pub(super) fn guilty_line(text: &str, at: usize, known: Option<Range<usize>>) -> Range<usize> {
    let at = floor(text, at);
    if let Some(line) = still_open(text, at) {
        return line;
    }
    let line = line_at(text, at);
    let own = &text[line.clone()];
    // A line without a key, below many that are one text: it is what does not belong there.
    if known.as_ref() == Some(&line) && !own.trim().is_empty() && !own.contains(':') {
        return line;
    }
    let says_nothing = own.trim().is_empty() || own.trim().starts_with('#');
    if says_nothing || (own.matches(": ").count() < 2 && at == line.start + indentation(own)) {
        // The parser stands at the start of a line that is fine: the line before it lacks something.
        if let Some(before) = previous_line(text, line.start) {
            let words = text[before.clone()].trim();
            if says_nothing || !(words.contains(": ") || words.ends_with(':') || words == "-") {
                return before;
            }
        }
    }
    line
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

fn previous_line(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start.checked_sub(1)?;
    loop {
        let line = line_at(text, end);
        let words = text[line.clone()].trim();
        if !words.is_empty() && !words.starts_with('#') {
            return Some(line);
        }
        end = line.start.checked_sub(1)?;
    }
}

/// The line that opened a quote or a bracket which is still open where the parser gave up: a parser
/// notices only at the next quote or colon, which may be far below.
fn still_open(text: &str, at: usize) -> Option<Range<usize>> {
    let (mut quote, mut brackets): (Option<Range<usize>>, Vec<Range<usize>>) = (None, vec![]);
    for (line, in_block) in lines(text) {
        if line.start > at {
            break;
        }
        let words = &text[line.clone()];
        if in_block || !words.contains(['"', '\'', '{', '[', '}', ']']) {
            continue;
        }
        if has_odd_quotes(words) {
            quote = if quote.is_some() { None } else { Some(line.clone()) };
        }
        let net = open_brackets(words, !brackets.is_empty());
        for _ in 0..net {
            brackets.push(line.clone());
        }
        for _ in net..0 {
            brackets.pop();
        }
    }
    quote.or_else(|| brackets.pop())
}

/// The lines of a text without their ends, and whether each belongs to a text block.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let (mut start, mut block): (usize, Option<usize>) = (0, None);
    text.split_inclusive('\n').map(move |line| {
        let indent = indentation(line);
        let range = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        if let Some(outer) = block
            && (line.trim().is_empty() || columns(&line[..indent]) > outer)
        {
            return (range, true);
        }
        block = opens_block(line).then(|| columns(&line[..indent]));
        (range, false)
    })
}

/// Whether a line has an odd number of double quotes, or a value that opens a single one for good.
pub(super) fn has_odd_quotes(line: &str) -> bool {
    let doubles = line.replace("\\\"", "").matches('"').count();
    let value = value_of(line);
    // An apostrophe inside a word is none of our business.
    let single = value.starts_with('\'') && value.matches('\'').count() % 2 == 1;
    doubles % 2 == 1 || single
}

/// What stands after the key or the dash.
fn value_of(line: &str) -> &str {
    let bare = line.trim().trim_start_matches("- ");
    match bare.split_once(": ") {
        // `{a: b}` in a list has its first colon inside.
        Some((key, value)) if !key.starts_with(['{', '[', '"', '\'']) => value.trim(),
        _ => bare,
    }
}

/// How many more brackets a line opens than it closes; brackets in running text do not count.
fn open_brackets(line: &str, inside: bool) -> i32 {
    if !inside && !value_of(line).starts_with(['{', '[']) {
        return 0;
    }
    let (mut net, mut quoted) = (0, false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => net += 1,
            '}' | ']' if !quoted => net -= 1,
            _ => {}
        }
    }
    net
}
