//! The outside of paragraphs: lists, tables, quotations, headings.
//!
//! Takes lines; gives blocks. Never nests deeper than [`MAX_DEPTH`], never drops a line.

use super::lines::{begins_paragraph, join, width};
use super::{Align, Block, Inline, Table, inline};

/// Lists and quotations inside each other; deeper ones are lines of text.
pub(super) const MAX_DEPTH: usize = 4;

/// Reads lines.
pub(super) fn read(lines: &[&str]) -> Vec<Block> {
    Reader { lines, depth: 0, out: vec![], paragraph: String::new(), in_items: false }.read(0)
}

struct Reader<'l, 't> {
    lines: &'l [&'t str],
    depth: usize,
    out: Vec<Block>,
    /// The paragraph that is open.
    paragraph: String,
    /// Whether the last paragraph is an item of an enumeration.
    in_items: bool,
}

impl Reader<'_, '_> {
    fn read(mut self, mut at: usize) -> Vec<Block> {
        while let Some(&line) = self.lines.get(at) {
            at = if line.trim().is_empty() {
                self.close();
                self.in_items = false;
                at + 1
            } else if let Some((table, end)) = table(self.lines, at) {
                self.push(Block::Table(table));
                end
            } else if self.depth < MAX_DEPTH && begins_list(self.lines, at) {
                self.list(at)
            } else if self.depth < MAX_DEPTH && quoted(line, true).is_some() {
                self.quote(at)
            } else if let Some(title) = heading(line) {
                let words = unstrengthened(inline::read(title));
                self.push(Block::Paragraph(vec![Inline::Strong(words)]));
                at + 1
            } else {
                self.line(line);
                at + 1
            };
        }
        self.close();
        self.out
    }

    fn line(&mut self, line: &str) {
        let deep = self.depth >= MAX_DEPTH && marker(line).is_some();
        if deep || begins_paragraph(line, &self.paragraph, self.in_items) {
            self.close();
        }
        if self.paragraph.is_empty() {
            self.in_items = super::lines::number(line.trim()).is_some();
        }
        join(&mut self.paragraph, line.trim());
    }

    fn close(&mut self) {
        let words = std::mem::take(&mut self.paragraph);
        let inlines = inline::read(&words);
        if !inlines.is_empty() {
            self.out.push(Block::Paragraph(inlines));
        }
    }

    fn push(&mut self, block: Block) {
        self.close();
        self.in_items = false;
        self.out.push(block);
    }

    /// Reads the list that begins here; gives the line after it.
    fn list(&mut self, from: usize) -> usize {
        let base = indent(self.lines[from]);
        let mut items: Vec<Vec<&str>> = vec![];
        let mut at = from;
        while let Some(&line) = self.lines.get(at) {
            let blank = self.lines[at..].iter().take_while(|line| line.trim().is_empty()).count();
            let Some(&next) = self.lines.get(at + blank) else { break };
            // Two full-width blanks begin a paragraph of the text, not of the item.
            let own = indent(next) < base + 2 || next.starts_with('\u{3000}');
            match marker(next).filter(|_| own) {
                Some(words) => items.push(vec![words]),
                None => {
                    let apart = blank > 0
                        || begins_paragraph(next, "", false)
                        || heading(next).is_some()
                        || quoted(next, true).is_some()
                        || table(self.lines, at).is_some();
                    if own && apart {
                        break;
                    }
                    let Some(item) = items.last_mut() else { break };
                    item.extend((blank > 0).then_some(line));
                    item.push(stripped(next, base + 2));
                }
            }
            at += blank + 1;
        }
        let items = items.iter().map(|lines| self.inside(lines)).collect();
        self.push(Block::List(items));
        at
    }

    /// An item: its first line is a paragraph whatever it begins with.
    fn inside(&self, lines: &[&str]) -> Vec<Block> {
        let mut reader =
            Reader { lines, depth: self.depth + 1, out: vec![], paragraph: String::new(), in_items: false };
        reader.line(lines[0]);
        reader.read(1)
    }

    fn quote(&mut self, from: usize) -> usize {
        let lines: Vec<&str> = self.lines[from..].iter().map_while(|line| quoted(line, false)).collect();
        let end = from + lines.len();
        let inside = Reader {
            lines: &lines,
            depth: MAX_DEPTH,
            out: vec![],
            paragraph: String::new(),
            in_items: false,
        };
        let blocks = inside.read(0);
        if !blocks.is_empty() {
            self.push(Block::Quote(blocks));
        }
        end
    }
}

/// Blanks at the begin of a line.
fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(width).sum()
}

/// The line without as many blanks, if it has them.
fn stripped(line: &str, blanks: usize) -> &str {
    let mut left = blanks;
    line.trim_start_matches(|c: char| {
        let fits = c.is_whitespace() && width(c) <= left;
        left -= if fits { width(c) } else { 0 };
        fits
    })
}

/// The words of an item: `- ` or `* ` and something after it.
fn marker(line: &str) -> Option<&str> {
    let words = line.trim_start().strip_prefix(['-', '*'])?;
    (words.starts_with(' ') && !words.trim().is_empty()).then_some(words.trim())
}

/// Whether a list begins here. One line alone with a figure (`- 3.5个百分点`) is a sign and a figure
/// that a line end tore off.
fn begins_list(lines: &[&str], at: usize) -> bool {
    let Some(words) = marker(lines[at]) else { return false };
    let is_figure = words.starts_with(|c: char| c.is_numeric() || matches!(c, '.' | '-' | '+' | '*'));
    !is_figure || lines.get(at + 1).is_some_and(|next| marker(next).is_some())
}

/// The words of a line of a quotation; the first must not be a comparison (`> 98%`).
fn quoted(line: &str, is_first: bool) -> Option<&str> {
    let words = line.trim_start().strip_prefix('>')?;
    let begins = words.starts_with(' ') && words.trim_start().starts_with(|c: char| !c.is_numeric());
    (!is_first || begins).then_some(words)
}

/// The words of a heading. `# 1机组` is the first machine.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let title = words.strip_prefix(' ')?.trim();
    let is_unit = level == 1 && title.starts_with(char::is_numeric);
    ((1..=6).contains(&level) && !is_unit && !title.is_empty()).then_some(title)
}

/// A heading is strong as a whole.
fn unstrengthened(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines
        .into_iter()
        .flat_map(|inline| match inline {
            Inline::Strong(words) => words,
            other => vec![other],
        })
        .collect()
}

/// The table that begins here, and the line after it.
fn table(lines: &[&str], at: usize) -> Option<(Table, usize)> {
    if !lines[at].contains('|') {
        return None;
    }
    let align = alignment(lines.get(at + 1)?)?;
    let cells = |line: &str| -> Vec<Vec<Inline>> { cells(line).into_iter().map(inline::read).collect() };
    let mut head = cells(lines[at]);
    if head.is_empty() {
        return None;
    }
    let body = &lines[at + 2..];
    let rows: Vec<Vec<Vec<Inline>>> =
        body.iter().take_while(|line| has_bar(line)).map(|line| cells(line)).collect();
    let end = at + 2 + rows.len();
    // A row with more cells than the head keeps them.
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    head.resize(head.len().max(widest), vec![]);
    Some((Table { head, align, rows }, end))
}

/// The first line of what looks like a table and is none: rows between bars without a row of dashes below the
/// head, or with full-width bars. Its cells would run together in a paragraph. Gives the line's number and the
/// row of dashes that is wanted below it.
pub(super) fn unruled(text: &str) -> Option<(usize, String)> {
    let lines: Vec<String> = text.lines().map(|line| line.replace('｜', "|")).collect();
    let wide: Vec<bool> = text.lines().map(|line| line.contains('｜')).collect();
    let is_row = |at: usize| {
        let line = lines.get(at).map_or("", |line| line.trim());
        line.starts_with('|') && cells(line).len() > 1
    };
    let mut at = 0;
    while at < lines.len() {
        let from = at;
        while is_row(at) {
            at += 1;
        }
        let has_rule = lines.get(from + 1).is_some_and(|line| alignment(line).is_some());
        if at - from >= 2 && (!has_rule || wide[from..at].contains(&true)) {
            return Some((from, format!("|{}", "---|".repeat(cells(&lines[from]).len()))));
        }
        at = at.max(from + 1);
    }
    None
}

/// The alignment of columns, if this is the row that says it.
fn alignment(line: &str) -> Option<Vec<Align>> {
    if !line.contains('|') || !line.contains('-') {
        return None;
    }
    cells(line)
        .into_iter()
        .map(|cell| {
            let dashes = cell.trim_start_matches(':').trim_end_matches(':');
            let is_rule = !dashes.is_empty() && dashes.bytes().all(|b| b == b'-');
            let align = match (cell.starts_with(':'), cell.ends_with(':')) {
                (true, true) => Align::Center,
                (true, false) => Align::Left,
                (false, true) => Align::Right,
                (false, false) => Align::None,
            };
            is_rule.then_some(align)
        })
        .collect()
}

/// Whether a bar parts cells here.
fn has_bar(line: &str) -> bool {
    cells(line).len() > 1 || line.trim().starts_with('|')
}

/// The cells of a row; `\|` is a bar inside one.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut out = vec![];
    let mut from = 0;
    let mut escaped = false;
    for (at, b) in line.bytes().enumerate() {
        if b == b'|' && !escaped {
            out.push(line[from..at].trim());
            from = at + 1;
        }
        escaped = b == b'\\' && !escaped;
    }
    if from < line.len() {
        out.push(line[from..].trim());
    }
    out
}
