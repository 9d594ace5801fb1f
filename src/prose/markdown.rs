//! Markdown that every CommonMark reader shows as it was meant.
//!
//! Takes blocks, or plain words; gives Markdown. Never lets a character of the text become markup.
//!
//! CommonMark decides by blanks and punctuation whether `**` opens or closes, which fails in a script
//! without blanks: `**完成率98%。**后续` keeps its asterisks. Where that would happen, punctuation at the
//! edge is put outside (`**完成率98%**。后续`), or the character beyond is written as a reference
//! (`**重点（一）**&#30340;`), which readers take for punctuation and show as the character.

use std::fmt::Write as _;

use super::lines::one_line;
use super::{Align, Block, Inline, Table};

/// Plain words on one line, safe anywhere in Markdown, headings and cells included.
pub fn words(text: &str) -> String {
    let line = one_line(text);
    guarded(spell(&line.chars().map(Sign::Char).collect::<Vec<_>>()))
}

/// Writes blocks, without a line end after them.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        push_block(block, &mut out);
    }
    out
}

fn push_block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(words) => out.push_str(&guarded(line(words))),
        Block::List(items) => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push('\n');
                }
                push_indented(&item_text(item), ["- ", "  "], out);
            }
        }
        Block::Table(table) => push_table(table, out),
        Block::Quote(blocks) => push_indented(&write(blocks), ["> ", "> "], out),
    }
}

/// A list inside an item stands right below its words, so that the outer list stays close.
fn item_text(item: &[Block]) -> String {
    match item {
        [words @ Block::Paragraph(_), list @ Block::List(_)] => {
            let mut out = write(std::slice::from_ref(words));
            out.push('\n');
            push_block(list, &mut out);
            out
        }
        item => write(item),
    }
}

fn push_indented(text: &str, [first, rest]: [&str; 2], out: &mut String) {
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let lead = if at == 0 { first } else { rest };
        out.push_str(if line.is_empty() { lead.trim_end() } else { lead });
        out.push_str(line);
    }
}

fn push_table(table: &Table, out: &mut String) {
    push_row(table.head.iter().map(|cell| line(cell)), out);
    let align = (0..table.head.len()).map(|at| match table.align.get(at) {
        Some(Align::Left) => ":---",
        Some(Align::Center) => ":---:",
        Some(Align::Right) => "---:",
        Some(Align::None) | None => "---",
    });
    out.push('\n');
    push_row(align.map(str::to_owned), out);
    for row in &table.rows {
        out.push('\n');
        push_row(row.iter().map(|cell| line(cell)), out);
    }
}

fn push_row(cells: impl Iterator<Item = String>, out: &mut String) {
    let from = out.len();
    for cell in cells {
        let _ = write!(out, "| {cell} ");
    }
    // A row without a cell is a row all the same.
    out.push_str(if out.len() == from { "| |" } else { "|" });
}

/// A character, a mark, or the edge of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign<'a> {
    Char(char),
    /// Written as a reference.
    Reference(char),
    Open,
    Close,
    LinkOpen,
    LinkClose(&'a str),
}

impl Sign<'_> {
    /// What stands in the Markdown first, and last.
    fn edges(self) -> (char, char) {
        match self {
            Sign::Char(c) => (if is_escaped(c) { '\\' } else { c }, c),
            Sign::Reference(_) => ('&', ';'),
            Sign::Open | Sign::Close => ('*', '*'),
            Sign::LinkOpen => ('[', '['),
            Sign::LinkClose(_) => (']', ')'),
        }
    }
}

fn line(inlines: &[Inline]) -> String {
    let mut signs = vec![];
    push_signs(inlines, &mut signs);
    let mut open = None;
    for at in 0..signs.len() {
        match (signs[at], open) {
            (Sign::Open, _) => open = Some(at),
            (Sign::Close, Some(from)) => mend(&mut signs, from, at),
            _ => {}
        }
    }
    spell(&signs)
}

fn push_signs<'t>(inlines: &'t [Inline], signs: &mut Vec<Sign<'t>>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => signs.extend(words.chars().map(Sign::Char)),
            Inline::Strong(words) => {
                signs.push(Sign::Open);
                push_signs(words, signs);
                signs.push(Sign::Close);
            }
            Inline::Link { words, address } => {
                signs.push(Sign::LinkOpen);
                signs.extend(words.chars().map(Sign::Char));
                signs.push(Sign::LinkClose(address));
            }
        }
    }
}

/// Makes the marks at `open` and `close` such that readers take them for marks.
fn mend(signs: &mut [Sign<'_>], mut open: usize, mut close: usize) {
    while !(opens(signs, open) && closes(signs, close)) {
        if is_enclosed(&signs[open + 1..close]) {
            signs.swap(open, open + 1);
            signs.swap(close - 1, close);
            (open, close) = (open + 1, close - 1);
        } else if !closes(signs, close) && ends_in_stop(&signs[open + 1..close]) {
            signs.swap(close - 1, close);
            close -= 1;
        } else {
            break;
        }
    }
    if !closes(signs, close) {
        refer(signs.get_mut(close + 1));
    }
    if !opens(signs, open) {
        refer(open.checked_sub(1).and_then(|before| signs.get_mut(before)));
    }
}

fn refer(sign: Option<&mut Sign<'_>>) {
    if let Some(sign) = sign
        && let Sign::Char(c) = *sign
    {
        *sign = Sign::Reference(c);
    }
}

fn opens(signs: &[Sign<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| signs.get(before)).map(|sign| sign.edges().1);
    is_flanked(signs.get(at + 1).map_or(' ', |sign| sign.edges().0), before)
}

fn closes(signs: &[Sign<'_>], at: usize) -> bool {
    let after = signs.get(at + 1).map(|sign| sign.edges().0);
    is_flanked(signs.get(at.wrapping_sub(1)).map_or(' ', |sign| sign.edges().1), after)
}

/// CommonMark's rule of flanking, for the characters inside and outside of a mark. Readers differ in
/// what they take for punctuation; this holds for all of them.
fn is_flanked(inside: char, outside: Option<char>) -> bool {
    let may_be_punctuation = !inside.is_alphanumeric() || ('Ⓐ'..='ⓩ').contains(&inside);
    !may_be_punctuation || outside.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || "。，、；：！？“”‘’（）《》〈〉【】「」『』〔〕…—·".contains(c)
}

/// Whether strong words stand in brackets or quotation marks as a whole.
fn is_enclosed(inside: &[Sign<'_>]) -> bool {
    const PAIRS: [(char, char); 8] = [
        ('“', '”'),
        ('‘', '’'),
        ('《', '》'),
        ('（', '）'),
        ('【', '】'),
        ('「', '」'),
        ('『', '』'),
        ('(', ')'),
    ];
    let [Sign::Char(first), middle @ .., Sign::Char(last)] = inside else { return false };
    let Some(pair) = PAIRS.iter().find(|pair| **pair == (*first, *last)) else { return false };
    let is_edge = |sign: &Sign<'_>| matches!(sign, Sign::Char(c) if *c == pair.0 || *c == pair.1);
    !middle.is_empty() && !middle.iter().any(is_edge) && !has_blank_edge(middle)
}

/// Whether a stop at the end can stand outside, with words left inside.
fn ends_in_stop(inside: &[Sign<'_>]) -> bool {
    let [rest @ .., Sign::Char(last)] = inside else { return false };
    "。，、；：！？,.;:!?".contains(*last) && !rest.is_empty() && !has_blank_edge(rest)
}

fn has_blank_edge(signs: &[Sign<'_>]) -> bool {
    let is_blank = |sign: Option<&Sign<'_>>| matches!(sign, Some(Sign::Char(c)) if c.is_whitespace());
    is_blank(signs.first()) || is_blank(signs.last())
}

/// Characters that are markup to some reader wherever they stand.
fn is_escaped(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '&' | '|' | '$' | '^')
}

fn spell(signs: &[Sign<'_>]) -> String {
    let mut out = String::with_capacity(signs.len() * 3);
    for (at, sign) in signs.iter().enumerate() {
        match *sign {
            Sign::Char(c) => {
                // `!` before a link makes a picture, `#` after a blank ends a heading.
                let image = c == '!' && signs.get(at + 1) == Some(&Sign::LinkOpen);
                let hash = c == '#' && (out.is_empty() || out.ends_with(' '));
                out.extend((image || hash || is_escaped(c)).then_some('\\'));
                out.push(c);
            }
            Sign::Reference(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            Sign::Open | Sign::Close => out.push_str("**"),
            Sign::LinkOpen => out.push('['),
            Sign::LinkClose(address) => {
                let _ = write!(out, "]({})", address.replace('&', "\\&"));
            }
        }
    }
    out
}

/// The line with a `\` where its begin would make a list, a quotation or a heading of it.
fn guarded(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = line[digits..].chars().next();
    let follows = line[digits..].chars().nth(1);
    let parted = follows.is_none_or(char::is_whitespace);
    let at_risk = match sign {
        Some('>') => digits == 0,
        Some('-' | '+' | '=') => digits == 0 && (parted || follows == sign),
        Some('.' | ')') => digits > 0 && parted,
        _ => false,
    };
    if at_risk { format!("{}\\{}", &line[..digits], &line[digits..]) } else { line }
}
