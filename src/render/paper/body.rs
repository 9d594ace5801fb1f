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
    /// Rows under a head; `align` is empty, `left`, `center` or `right`, one for each column.
    Table { align: Vec<&'static str>, head: Vec<Vec<Run>>, rows: Vec<Vec<Vec<Run>>> },
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
