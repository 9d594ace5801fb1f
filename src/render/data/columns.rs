//! Columns, tables, and the cells that all tables share.
//!
//! Takes values of view models; gives cells of text. An empty cell is a gap; never “—”.

use crate::report::{Edition, Source, Tag};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A count.
    Integer,
    /// A decimal figure with its digits.
    Number,
    /// `n/of`, for reading.
    Ratio,
}

/// A column: what may be published is what is listed here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) meaning: &'static str,
}

/// A table; an empty cell is a gap.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<String>>,
}

pub(super) const fn text(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Text, meaning }
}

pub(super) const fn integer(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Integer, meaning }
}

pub(super) const fn number(name: &'static str, meaning: &'static str) -> Column {
    Column { name, kind: Kind::Number, meaning }
}

/// “—” and blanks are gaps.
pub(super) fn cell(text: &str) -> String {
    let text = text.trim();
    if text == "—" { String::new() } else { text.to_owned() }
}

pub(super) fn or_empty(text: Option<&String>) -> String {
    text.map(|t| cell(t)).unwrap_or_default()
}

pub(super) fn status(tag: &Tag) -> [String; 2] {
    [tag.id.to_owned(), tag.word.to_owned()]
}

/// Unit, line and digest of where something stands.
pub(super) fn origin<E: Edition>(source: Option<&Source<E>>) -> [String; 3] {
    match source {
        None => [String::new(), String::new(), String::new()],
        Some(s) => [s.unit.to_string(), s.line.to_string(), s.digest.replace(' ', "")],
    }
}
