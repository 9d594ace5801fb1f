//! Web pages as a government site serves them, in lines.
//!
//! Takes the decoded text of a page; gives lines, one a block, and tables as grids.
//! Never runs, follows or keeps anything of the page but its text.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::Document;
use super::flow::Flow;
use super::grid::Told;

/// Elements whose text is no part of the document.
const SILENT: [&[u8]; 9] =
    [b"script", b"style", b"noscript", b"head", b"nav", b"select", b"button", b"textarea", b"template"];

/// Elements that begin and end a line.
const BLOCKS: [&[u8]; 33] = [
    b"p",
    b"div",
    b"br",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"li",
    b"ul",
    b"ol",
    b"dl",
    b"dt",
    b"dd",
    b"table",
    b"tbody",
    b"thead",
    b"tfoot",
    b"caption",
    b"tr",
    b"td",
    b"th",
    b"body",
    b"section",
    b"article",
    b"header",
    b"footer",
    b"main",
    b"hr",
    b"pre",
    b"blockquote",
    b"center",
];

/// Blanks, slashes and quotes in one tag.
const MOST_PARTS: usize = 400;

/// Whether a file is a web page, by its name or its beginning.
pub(super) fn is_html(name: &str, text: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".shtml") {
        return true;
    }
    let start: String = text.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
    start.starts_with('<')
        && ["<html", "<!doctype", "<body", "<div", "<p", "<table"].iter().any(|t| start.contains(t))
}

/// Reads a page.
pub(super) fn read(name: &str, page: &str) -> Document {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut sink = Sink::default();
    let page = calm(page);
    for Ok(token) in Tokenizer::new_with_emitter(&*page, emitter) {
        match token {
            Token::StartTag(tag) if !tag.self_closing || &**tag.name == b"br" => sink.open(&tag),
            Token::EndTag(tag) => sink.close(&tag.name),
            Token::String(text) => sink.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    sink.end_line();
    sink.flow.finish(name)
}

#[derive(Default)]
struct Sink {
    flow: Flow,
    line: String,
    /// How many silent elements are open.
    silent: usize,
    /// Level of the open heading.
    heading: Option<u8>,
}

impl Sink {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = &**tag.name;
        if SILENT.contains(&name) {
            self.silent += 1;
        }
        if !BLOCKS.contains(&name) {
            return;
        }
        self.end_line();
        let number = |key: &[u8]| {
            let value = tag.attributes.get(key).and_then(|v| std::str::from_utf8(v).ok());
            value.and_then(|v| v.trim().parse::<usize>().ok())
        };
        match name {
            b"table" => self.flow.open_table(),
            b"tr" => self.flow.open_row(),
            // A span of 0 rows reaches to the end of the table.
            b"td" | b"th" => self.flow.open_cell(Told {
                across: number(b"colspan").unwrap_or(1),
                down: number(b"rowspan").map_or(1, |n| if n == 0 { usize::MAX } else { n }),
                head: name == b"th",
                ..Told::default()
            }),
            _ => self.heading = level(name).or(self.heading),
        }
    }

    fn close(&mut self, name: &[u8]) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        }
        if !BLOCKS.contains(&name) {
            return;
        }
        self.end_line();
        match name {
            b"table" => self.flow.close_table(),
            // An end of `body` heals unclosed silent elements.
            b"body" => self.silent = 0,
            _ if level(name).is_some() => self.heading = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        // White space of the page's source is one blank; the blanks that typists set (NBSP, U+3000) stay.
        for c in text.chars() {
            if !matches!(c, ' ' | '\n' | '\r' | '\t') {
                self.line.push(c);
            } else if !self.line.ends_with(' ') && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        self.flow.paragraph(&text, self.heading);
    }
}

/// The level of `h1` … `h6`.
fn level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The page without the attributes that no page has so many of: the tokenizer keeps each on its stack.
fn calm(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut calm: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'<')) {
        let start = at + found + 1;
        at = start;
        if !bytes.get(start).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
            continue;
        }
        let (end, surplus) = tag_end(bytes, start);
        if let Some(surplus) = surplus {
            calm.get_or_insert_with(|| bytes.to_vec())[surplus..end].fill(b' ');
        }
        at = end;
    }
    match calm.map(String::from_utf8) {
        Some(Ok(page)) => Cow::Owned(page),
        _ => Cow::Borrowed(page),
    }
}

/// Where a tag ends, and where its attributes become too many. Both stand before an ASCII character.
fn tag_end(bytes: &[u8], start: usize) -> (usize, Option<usize>) {
    let (mut at, mut parts, mut surplus, mut value) = (start, 0, None, false);
    while let Some(byte) = bytes.get(at).filter(|b| **b != b'>') {
        // A quote opens a value only where one begins.
        if value && matches!(byte, b'"' | b'\'') {
            let rest = bytes.get(at + 1..).unwrap_or_default();
            at += rest.iter().position(|b| b == byte).map_or(rest.len(), |n| n + 1);
        }
        if byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'' | b'=') {
            parts += 1;
        }
        value = *byte == b'=' || (value && byte.is_ascii_whitespace());
        at += 1;
        if parts >= MOST_PARTS && surplus.is_none() {
            surplus = Some(at.min(bytes.len()));
        }
    }
    (at.min(bytes.len()), surplus)
}
