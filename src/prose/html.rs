//! HTML of a text.
//!
//! Takes blocks; gives elements without attributes from the text, addresses of links apart. Never
//! writes a character of the text that a browser could take for markup.

use super::{Align, Block, Inline, Table};

/// Writes blocks.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| push_block(block, &mut out));
    out
}

fn push_block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(words) => {
            out.push_str("<p>");
            push_inlines(words, out);
            out.push_str("</p>\n");
        }
        Block::List(items) => {
            out.push_str("<ul>\n");
            items.iter().for_each(|item| push_item(item, out));
            out.push_str("</ul>\n");
        }
        Block::Table(table) => push_table(table, out),
        Block::Quote(blocks) => {
            out.push_str("<blockquote>\n");
            blocks.iter().for_each(|block| push_block(block, out));
            out.push_str("</blockquote>\n");
        }
    }
}

/// An item of one paragraph needs no element for it.
fn push_item(item: &[Block], out: &mut String) {
    out.push_str("<li>");
    let paragraphs = item.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
    for (at, block) in item.iter().enumerate() {
        match block {
            Block::Paragraph(words) if paragraphs == 1 => push_inlines(words, out),
            block => {
                if at == 0 || paragraphs == 1 && at == 1 {
                    out.push('\n');
                }
                push_block(block, out);
            }
        }
    }
    out.push_str("</li>\n");
}

/// A wide table scrolls in its own box, which has to be reached with the keyboard.
fn push_table(table: &Table, out: &mut String) {
    out.push_str(
        "<div class=\"scroll\" role=\"group\" aria-label=\"表格\" tabindex=\"0\"><table><thead><tr>",
    );
    push_cells(&table.head, &table.align, "th", out);
    out.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        push_cells(row, &table.align, "td", out);
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn push_cells(cells: &[Vec<Inline>], align: &[Align], name: &str, out: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        let style = match align.get(at) {
            Some(Align::Left) => " style=\"text-align: left\"",
            Some(Align::Center) => " style=\"text-align: center\"",
            Some(Align::Right) => " style=\"text-align: right\"",
            Some(Align::None) | None => "",
        };
        out.extend(["<", name, style, ">"]);
        push_inlines(cell, out);
        out.extend(["</", name, ">"]);
    }
}

fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => push_text(words, out),
            Inline::Strong(words) => {
                out.push_str("<strong>");
                push_inlines(words, out);
                out.push_str("</strong>");
            }
            Inline::Link { words, address } => {
                out.push_str("<a href=\"");
                push_text(address, out);
                out.push_str("\">");
                push_text(words, out);
                out.push_str("</a>");
            }
        }
    }
}

fn push_text(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
