//! The words of a text without its markup.
//!
//! Takes blocks; gives lines. Never cuts a figure in two.

use super::{Block, Inline};

/// Parts the cells of a row; no spreadsheet takes it for anything.
const BAR: char = '｜';

/// Writes blocks, a line each.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, "", true, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// One line of at most `limit` characters and “…”.
pub(super) fn excerpt(blocks: &[Block], limit: usize) -> String {
    let mut lines = String::new();
    push_blocks(blocks, "", false, &mut lines);
    let mut words = String::with_capacity(lines.len());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Chinese sentences that stood in two blocks need no blank between them.
        if words.chars().next_back().is_some_and(char::is_alphanumeric) {
            words.push(' ');
        }
        words.push_str(line);
    }
    match words.char_indices().nth(limit) {
        None => words,
        Some((end, _)) => format!("{}…", before_figure(&words, end)),
    }
}

/// The words up to `end`, or up to the figure that `end` would cut.
fn before_figure(words: &str, end: usize) -> &str {
    let of_figure = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%');
    let (kept, cut) = (&words[..end], &words[end..]);
    let inside = cut.starts_with(of_figure) && kept.ends_with(of_figure);
    if inside { kept.trim_end_matches(of_figure) } else { kept }
}

fn push_blocks(blocks: &[Block], indent: &str, addresses: bool, out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(words) => {
                push_inlines(words, addresses, out);
                out.push('\n');
            }
            Block::List(items) => {
                let inner = format!("{indent}　");
                for item in items {
                    out.extend([indent, if addresses { "· " } else { "" }]);
                    push_blocks(item, &inner, addresses, out);
                }
            }
            Block::Table(table) => {
                for row in [&table.head].into_iter().chain(&table.rows) {
                    for (at, cell) in row.iter().enumerate() {
                        out.extend((at > 0).then_some(BAR));
                        push_inlines(cell, addresses, out);
                    }
                    out.push('\n');
                }
            }
            Block::Quote(blocks) => push_blocks(blocks, indent, addresses, out),
        }
    }
}

fn push_inlines(inlines: &[Inline], addresses: bool, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Strong(words) => push_inlines(words, addresses, out),
            Inline::Link { words, address } => {
                out.push_str(words);
                if addresses && words != address {
                    out.extend(["（", address, "）"]);
                }
            }
        }
    }
}
