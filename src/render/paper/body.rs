//! The paper as parts that the template of a CMS body places.
//!
//! Takes Markdown; gives words that are strong or not, in headings, paragraphs, lists and tables. Never gives
//! markup, and nothing that steers pages of paper only.

use serde::Serialize;

use crate::prose::paper::{Mark, Piece, Role, read};
use crate::prose::{Align, Block, Inline};

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Part {
    /// 1 is the title of the paper.
    Heading { level: u8, words: Vec<Run> },
    /// `role` is `body`, `note`, `addressee`, `signature` and so on.
    Paragraph { role: &'static str, words: Vec<Run> },
    /// Items without order.
    List { items: Vec<Vec<Run>> },
    /// Rows under a head; `align` is empty, `left`, `center` or `right`, one for each column. `name` is what the table
    /// is about, another for each.
    Table { name: String, align: Vec<&'static str>, head: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    text: String,
    strong: bool,
}

/// The parts of a paper.
pub(crate) fn body(markdown: &str) -> Vec<Part> {
    let mut parts = vec![];
    let mut role = Role::Body;
    for piece in read(markdown) {
        match piece {
            Piece::Mark(Mark::Role(now)) => role = now,
            Piece::Mark(_) => role = Role::Body,
            Piece::Heading { level, words } => {
                role = Role::Body;
                parts.push(Part::Heading { level, words: runs(&words) });
            }
            Piece::Block(block) => push(block, role, &mut parts),
        }
    }
    parts
}

/// What a table is about: the heading before it, or the strong words of a paragraph of their own; the next one below
/// the same heading is its second.
fn name(before: &[Part]) -> String {
    let of = |words: &[Run]| words.iter().map(|run| run.text.as_str()).collect::<String>();
    let (mut title, mut tables) = (String::new(), 0);
    for part in before {
        match part {
            Part::Heading { words, .. } => (title, tables) = (of(words), 0),
            Part::Paragraph { words, .. } if !words.is_empty() && words.iter().all(|run| run.strong) => {
                (title, tables) = (of(words), 0);
            }
            Part::Table { .. } => tables += 1,
            _ => {}
        }
    }
    let title = if title.trim().is_empty() { "表格" } else { title.trim() };
    if tables == 0 { title.to_owned() } else { format!("{title}（表{}）", tables + 1) }
}

fn push(block: Block, role: Role, parts: &mut Vec<Part>) {
    match block {
        Block::Paragraph(words) => parts.push(Part::Paragraph { role: role_key(role), words: runs(&words) }),
        Block::List(items) => parts.push(Part::List { items: items.iter().map(|item| flat(item)).collect() }),
        Block::Quote(blocks) => blocks.into_iter().for_each(|block| push(block, role, parts)),
        Block::Table(table) => {
            let cells =
                |row: &[Vec<Inline>]| -> Vec<Vec<Run>> { row.iter().map(|cell| runs(cell)).collect() };
            let align = (0..table.head.len()).map(|at| match table.align.get(at) {
                Some(Align::Left) => "left",
                Some(Align::Center) => "center",
                Some(Align::Right) => "right",
                Some(Align::None) | None => "",
            });
            parts.push(Part::Table {
                name: name(parts),
                align: align.collect(),
                head: cells(&table.head),
                rows: table.rows.iter().map(|row| cells(row)).collect(),
            });
        }
    }
}

/// An item on one line.
fn flat(blocks: &[Block]) -> Vec<Run> {
    let words = |block: &Block| match block {
        Block::Paragraph(words) => runs(words),
        other => {
            vec![Run { text: crate::prose::Prose { blocks: vec![other.clone()] }.run_in(), strong: false }]
        }
    };
    blocks.iter().flat_map(words).collect()
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Head => "head",
        Role::Note => "note",
        Role::Addressee => "addressee",
        Role::Body | Role::Closing => "body",
        Role::Annexes => "annexes",
        Role::Signature => "signature",
        Role::Remark => "remark",
        Role::Imprint => "imprint",
    }
}

/// Words in a row; an address follows its words in brackets: an editor that drops links drops no word.
fn runs(inlines: &[Inline]) -> Vec<Run> {
    let mut out = vec![];
    push_runs(inlines, false, &mut out);
    out
}

fn push_runs(inlines: &[Inline], strong: bool, out: &mut Vec<Run>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push(Run { text: text.clone(), strong }),
            Inline::Strong(words) => push_runs(words, true, out),
            Inline::Link { words, address } => {
                out.push(Run { text: format!("{words}（{address}）"), strong })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_is_named_by_what_stands_before_it() {
        let table = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n";
        let paper = format!(
            "# 报告\n\n{table}## 附件　台账\n\n文字。\n\n{table}{table}**各单位进展**\n\n{table}**甲**：另一段。\n\n{table}"
        );
        let names: Vec<String> = body(&paper)
            .into_iter()
            .filter_map(|part| match part {
                Part::Table { name, .. } => Some(name),
                _ => None,
            })
            .collect();
        let told = ["报告", "附件　台账", "附件　台账（表2）", "各单位进展", "各单位进展（表2）"];
        assert_eq!(names, told);
    }
}
