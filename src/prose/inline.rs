//! The inside of a paragraph: strong words and links.
//!
//! Takes one line of text; gives its pieces. Never reads one asterisk, `_`, `~`, `^`, `<` or `&` as
//! anything but itself.

use super::Inline;
use super::lines::is_wide;

/// A piece before the asterisks are paired.
enum Token {
    Text(String),
    /// Two or three asterisks, whether they may open and close, and how many they are.
    Stars {
        opens: bool,
        closes: bool,
        count: usize,
    },
    Link(String, String),
}

/// Reads a line.
pub(super) fn read(text: &str) -> Vec<Inline> {
    // What keeps a paragraph from being a list, a heading or a quotation is no part of it.
    let kept = text.strip_prefix('\\').filter(|rest| rest.starts_with(['-', '+', '#', '>'])).unwrap_or(text);
    pair(tokens(kept))
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = vec![];
    let mut words = String::new();
    // Where the last `[` stands: in `words` and in `text`.
    let mut bracket: Option<(usize, usize)> = None;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at + c.len_utf8()..];
        at += c.len_utf8();
        match c {
            '\\' if rest.starts_with(['*', '|', '[', ']']) => {
                words.push_str(&rest[..1]);
                at += 1;
            }
            '*' => {
                let count = 1 + rest.bytes().take_while(|&b| b == b'*').count();
                let before = text[..at - 1].chars().next_back();
                at += count - 1;
                match stars(before, text[at..].chars().next(), count) {
                    Some(token) => {
                        flush(&mut words, &mut out);
                        out.push(token);
                        bracket = None;
                    }
                    None => words.extend(std::iter::repeat_n('*', count)),
                }
            }
            '[' => {
                bracket = Some((words.len(), at));
                words.push(c);
            }
            ']' => match bracket.take().and_then(|(in_words, _)| Some((in_words, target(rest)?))) {
                Some((in_words, target)) => {
                    let linked = words.split_off(in_words)[1..].to_owned();
                    at += target.length;
                    flush(&mut words, &mut out);
                    match target.address {
                        Some(address) => out.push(Token::Link(linked, address)),
                        None => words.push_str(&linked),
                    }
                }
                None => words.push(c),
            },
            c => words.push(c),
        }
    }
    flush(&mut words, &mut out);
    out
}

fn flush(words: &mut String, out: &mut Vec<Token>) {
    if !words.is_empty() {
        out.push(Token::Text(std::mem::take(words)));
    }
}

/// What `**` may do between two characters; `None` if it is two asterisks.
///
/// Between letters or digits (`2**10`, `138**5678`) it is a sign of arithmetic or a mask; after a name
/// and before a comma (`张**、李**`) it opens nothing.
fn stars(before: Option<char>, after: Option<char>, count: usize) -> Option<Token> {
    let is_figure = |c: char| c.is_alphanumeric() && !is_wide(c) || ('０'..='９').contains(&c);
    let power = |c: char| is_figure(c) || matches!(c, '(' | '（' | '.' | '-' | '+');
    if !(2..=3).contains(&count) || before.is_some_and(is_figure) && after.is_some_and(power) {
        return None;
    }
    let opens =
        after.is_some_and(|c| !c.is_whitespace() && !"。，、；：！？）》】」』”’…,;:!?)]}".contains(c));
    let closes = before.is_some_and(|c| !c.is_whitespace() && !"（《【「『“‘([{".contains(c));
    (opens || closes).then_some(Token::Stars { opens, closes, count })
}

/// `(address)` after the words of a link.
struct Target {
    length: usize,
    /// `None`: nobody is to be led there; the words stay.
    address: Option<String>,
}

/// Schemes that a person may write and nobody is to be led to.
const REFUSED: [&str; 7] = ["javascript", "vbscript", "data", "file", "ftp", "mailto", "tel"];

/// Only what names a known scheme is an address: `[2025](31号)` is the number of a document.
fn target(rest: &str) -> Option<Target> {
    let inside = rest.strip_prefix('(')?;
    let address = &inside[..closing_bracket(inside)?];
    let (scheme, path) = address.split_once(':')?;
    let is = |known: &&str| scheme.eq_ignore_ascii_case(known);
    let length = address.len() + 2;
    if REFUSED.iter().any(is) {
        return Some(Target { length, address: None });
    }
    let host = path.strip_prefix("//")?;
    let is_web = ["http", "https"].iter().any(is);
    (is_web && host.starts_with(char::is_alphanumeric))
        .then(|| Target { length, address: Some(address.to_owned()) })
}

/// Where the bracket before `inside` is closed. Stops at the next `[` or `]`, so that all searches
/// together are linear.
fn closing_bracket(inside: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in inside.char_indices() {
        match c {
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '(' => depth += 1,
            '[' | ']' | '<' | '>' | '"' | '`' | '|' | '\\' => return None,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Pairs marks in order: what opens with the next of the same length that closes.
fn pair(tokens: Vec<Token>) -> Vec<Inline> {
    let closing = next_closing(&tokens);
    let mut out = vec![];
    let mut strong: Vec<Inline> = vec![];
    let mut until = None;
    for (at, token) in tokens.into_iter().enumerate() {
        if until == Some(at) {
            until = None;
            out.push(Inline::Strong(std::mem::take(&mut strong)));
            continue;
        }
        let opens = matches!(token, Token::Stars { opens: true, .. });
        if until.is_none() && opens && closing[at].is_some() {
            until = closing[at];
            continue;
        }
        let place = if until.is_some() { &mut strong } else { &mut out };
        match token {
            Token::Text(words) => push_text(place, &words),
            Token::Stars { count, .. } => push_text(place, &"***"[..count]),
            Token::Link(words, address) => place.push(Inline::Link { words, address }),
        }
    }
    out
}

/// For every token the next mark of its length that closes.
fn next_closing(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut next = [None; 4];
    let mut out = vec![None; tokens.len()];
    for (at, token) in tokens.iter().enumerate().rev() {
        if let Token::Stars { closes, count, .. } = token {
            out[at] = next[*count];
            if *closes {
                next[*count] = Some(at);
            }
        }
    }
    out
}

fn push_text(place: &mut Vec<Inline>, words: &str) {
    match place.last_mut() {
        Some(Inline::Text(before)) => before.push_str(words),
        _ => place.push(Inline::Text(words.to_owned())),
    }
}
