//! Web pages as a government site serves them, in lines.
//!
//! Takes the decoded text of a page; gives lines: one a block, one a table row, cells parted by `|`.
//! Never runs, follows or keeps anything of the page but its text.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::Line;

/// Elements whose text is no part of the document.
const SILENT: [&[u8]; 9] =
    [b"script", b"style", b"noscript", b"head", b"nav", b"select", b"button", b"textarea", b"template"];

/// Elements that begin and end a line.
const BLOCKS: [&[u8]; 28] = [
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
    b"tr",
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

/// The lines of a page.
pub(super) fn lines(page: &str) -> Vec<Line> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut sink = Sink::default();
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) if !tag.self_closing || &**tag.name == b"br" => sink.open(&tag.name),
            Token::EndTag(tag) => sink.close(&tag.name),
            Token::String(text) => sink.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    sink.end_line();
    sink.lines
}

#[derive(Default)]
struct Sink {
    lines: Vec<Line>,
    line: String,
    /// How many silent elements are open.
    silent: usize,
    /// How many tables are open: inside one, paragraphs of a cell stay in their row.
    tables: usize,
}

impl Sink {
    fn open(&mut self, name: &[u8]) {
        if SILENT.contains(&name) {
            self.silent += 1;
        }
        match name {
            b"table" => {
                self.end_line();
                self.tables += 1;
            }
            b"tr" => self.end_line(),
            b"td" | b"th" if !self.line.trim().is_empty() => self.line.push('|'),
            _ if self.tables == 0 && BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        }
        match name {
            b"table" => {
                self.end_line();
                self.tables = self.tables.saturating_sub(1);
            }
            b"tr" => self.end_line(),
            // An end of `head` or `body` heals unclosed silent elements.
            b"body" => self.silent = 0,
            _ if self.tables == 0 && BLOCKS.contains(&name) => self.end_line(),
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
        let text = text.trim_end_matches([' ', '|']).to_owned();
        if !text.trim().is_empty() {
            self.lines.push(Line { number: self.lines.len() + 1, text });
        }
    }
}
