//! The prose of submissions and plans as a tree (READ).
//!
//! Takes the text that a clerk typed; gives paragraphs, lists, tables and strong words, and writes them
//! as HTML, as Markdown that every CommonMark reader shows the same, and as plain text. Never takes a
//! sign of arithmetic, size or comparison for markup, never loses a digit, never names another room.
//!
//! What is markup is little, and nothing else is:
//!
//! | written | read as |
//! |---|---|
//! | a blank line, a line begun with two full-width or four other blanks | a new paragraph |
//! | a line begun with `1.` `（1）` `①` `一、` `一是` `第一，` `•` | a new paragraph, its number as typed |
//! | any other line end | nothing between Chinese characters, else a blank |
//! | `**重点**`, but not between two letters or digits | strong |
//! | `- ` or `* ` at the begin of a line, but not one line alone with a figure | a list |
//! | a row with `\|`, then a row of `\|---\|` | a table |
//! | `## 标题`; `# 标题`, but not before a digit | a strong paragraph |
//! | `> 文字` at the begin of a line, but not before a digit | a quotation |
//! | `[文字](https://…)` | a link; of other schemes only the words |
//! | `\` before `*` `\|` `[` `]`, or before the sign that a paragraph begins with | that sign |

mod blocks;
mod html;
mod inline;
mod lines;
mod markdown;
pub mod paper;
mod plain;
mod run;
#[cfg(test)]
mod tests;

pub(crate) use lines::is_wide;
pub use markdown::words;

/// A text that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// In order.
    pub blocks: Vec<Block>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Never empty.
    Paragraph(Vec<Inline>),
    /// Items with dots; an item begins with a paragraph.
    List(Vec<Vec<Block>>),
    /// Rows under a head.
    Table(Table),
    /// Somebody else's words.
    Quote(Vec<Block>),
}

/// A table. Rows may be shorter than the head, never longer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Cells of the head.
    pub head: Vec<Vec<Inline>>,
    /// By column; missing ones are as the reader likes.
    pub align: Vec<Align>,
    /// Cells row by row.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Not said.
    #[default]
    None,
    /// `:---`
    Left,
    /// `:---:`
    Center,
    /// `---:`
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Characters that mean themselves.
    Text(String),
    /// Strong words; holds text and links.
    Strong(Vec<Inline>),
    /// Words that lead to an address of the web.
    Link {
        /// Text only.
        words: String,
        /// Begins with `http://` or `https://` and a host.
        address: String,
    },
}

impl Prose {
    /// Reads a text, in time linear in its length.
    pub fn read(text: &str) -> Prose {
        let text = lines::normal(text);
        let lines: Vec<&str> = text.split('\n').collect();
        Prose { blocks: blocks::read(&lines) }
    }

    /// Elements that this room wrote itself, everything else escaped: safe to place in a page.
    pub fn html(&self) -> String {
        html::write(&self.blocks)
    }

    /// A block of a larger Markdown text, without a line end after it. It can't open a heading, HTML,
    /// a fence or a script, and stands the same in every CommonMark reader.
    pub fn markdown(&self) -> String {
        markdown::write(&self.blocks)
    }

    /// The words alone, a paragraph, item or row a line; addresses follow their words in brackets.
    pub fn plain(&self) -> String {
        plain::write(&self.blocks)
    }

    /// The words alone on one line, inside somebody else's sentence: items and rows parted by “；”.
    pub fn run_in(&self) -> String {
        run::write(&self.blocks)
    }

    /// The words alone on one line, cut after `limit` characters with “…”, never inside a figure.
    pub fn excerpt(&self, limit: usize) -> String {
        plain::excerpt(&self.blocks, limit)
    }
}

/// What looks like a table and is none: the number of its first line, and the row of dashes that belongs below it.
pub fn unruled_table(text: &str) -> Option<(usize, String)> {
    blocks::unruled(text)
}
