//! The official document as lines and grids, whatever it came in.
//!
//! Takes a file's name and bytes; gives numbered lines, tables as [`Grid`]s whose rows stand among the
//! lines as well (cells parted by `|`), or a [`Refusal`].
//! Never looks for meaning in a line and never unpacks more than [`MAX_BYTES`].

mod doc;
mod docx;
mod edges;
mod feeds;
mod flow;
mod grid;
mod heads;
mod html;
mod markdown;
mod mht;
mod numbering;
mod odt;
mod ofd;
mod page;
mod pdf;
mod rtf;
mod tables;
mod xml;

use std::fmt;

#[cfg(test)]
mod tests;

pub use grid::{Cell, Grid, Row};

use crate::source::{MAX_BYTES, Problem, SourceFile, too_large, unified};

/// A line of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1; where the format has no lines, the number of the paragraph or row.
    pub number: usize,
    /// Its text; cells of a table are parted by `|`.
    pub text: String,
    /// The level of a heading, from 1, where the format marks it (styles of Word, `<h1>`).
    pub heading: Option<u8>,
}

/// Something about the file that a person should know before trusting the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line that it is about.
    pub line: usize,
    /// What to look at, in Chinese.
    pub message: String,
}

/// A document in lines and grids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The file's name, as it was given.
    pub name: String,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Its tables, in order.
    pub grids: Vec<Grid>,
    /// What could not be read as it should: pages that are pictures, tables without order.
    pub remarks: Vec<Remark>,
}

impl Line {
    /// A line that no format marks as a heading.
    pub fn new(number: usize, text: impl Into<String>) -> Self {
        Line { number, text: text.into(), heading: None }
    }
}

/// Why no draft can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 空文件.
    Empty,
    /// 过大, with its size in bytes.
    TooLarge(u64),
    /// Not a text: what it is instead.
    NotText(&'static str),
    /// The archive or its XML is damaged, or unpacks to more than it may.
    Damaged(&'static str),
    /// A text, but no plan: what was looked for and not found.
    NoPlan(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Empty => f.write_str("文件是空的，没有可以导入的文字。"),
            Refusal::TooLarge(size) => write!(f, "{}。请只保留方案正文后再导入。", too_large(*size)),
            Refusal::NotText(what) => write!(f, "这不是可以导入的文本：{what}"),
            Refusal::Damaged(what) => write!(f, "文件无法读取：{what}"),
            Refusal::NoPlan(what) => write!(f, "看不出是方案：{what}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Document {
    /// A document of plain text.
    pub fn from_text(name: impl Into<String>, text: &str) -> Self {
        let mut document = Document::plain(name, text);
        document.settle(true);
        document
    }

    fn plain(name: impl Into<String>, text: &str) -> Self {
        let lines = feeds::without_furniture(text).into_iter().enumerate();
        let mut lines: Vec<Line> =
            lines.map(|(at, text)| Line::new(at + 1, readable(text.trim_end()))).collect();
        markdown::unmark(&mut lines);
        Document { name: name.into(), lines, ..Document::default() }
    }

    /// Finds tables among the lines. Then the blanks that show where a line begins have served, and the tabs
    /// of formats that have tables of their own: in typed text they may still part cells.
    fn settle(&mut self, typed: bool) {
        tables::find(self);
        for line in &mut self.lines {
            if line.text.starts_with(' ') {
                line.text = line.text.trim_start_matches(' ').to_owned();
            }
            if !typed && line.text.contains('\t') {
                line.text = line.text.replace('\t', " ");
            }
        }
    }

    /// The text as `check --source` reads it: each line stands on the line of its number.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut at = 1;
        for line in &self.lines {
            while at < line.number {
                text.push('\n');
                at += 1;
            }
            text.push_str(&line.text);
        }
        text.push('\n');
        text
    }
}

/// Turns the bytes of a file of any format that can be read into lines and grids.
///
/// # Errors
/// A [`Refusal`] when the file is empty, too large, damaged, or no text.
pub fn document(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Refusal::TooLarge(bytes.len() as u64));
    }
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let (mut document, typed) = match bytes {
        [b'P', b'K', 3, 4, ..] => (from_package(name, bytes)?, false),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => (doc::read(name, bytes)?, false),
        _ if is_pdf(bytes) => (pdf::read(name, bytes)?, false),
        _ if rtf::is_rtf(bytes) => (rtf::read(name, bytes), false),
        _ if mht::is_mht(bytes) => (from_mht(name, bytes)?, false),
        _ => from_characters(name, bytes)?,
    };
    document.settle(typed);
    if document.lines.iter().all(|line| line.text.trim().is_empty()) {
        return Err(Refusal::Empty);
    }
    Ok(document)
}

/// Readers of PDF look for its mark near the beginning, not only at it.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..1024).unwrap_or(bytes).windows(5).any(|mark| mark == b"%PDF-")
}

/// Word, OFD, or something else that is zipped.
fn from_package(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    let package = xml::open(bytes)?;
    match () {
        () if package.has("OFD.xml") => ofd::read(name, package),
        () if package.has("word/document.xml") => docx::read(name, package),
        () if package.has("xl/workbook.xml") => {
            Err(Refusal::NotText("Excel 工作簿（.xlsx）。请把方案正文另存为 .docx 后再导入。"))
        }
        () if package.has("ppt/presentation.xml") => {
            Err(Refusal::NotText("演示文稿（.pptx）。请把方案正文另存为 .docx 后再导入。"))
        }
        () if package.has("content.xml") => odt::read(name, package),
        () => {
            Err(Refusal::NotText("压缩包里没有 Word 正文。请解压后提供其中的 .docx、PDF、网页或文本文件。"))
        }
    }
}

/// A web page that was saved as one file.
fn from_mht(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    let none = Refusal::NotText("网页归档（.mht），但里面没有网页正文。请另存为 .html 或 .docx 后再导入。");
    let page = mht::page(bytes).ok_or(none)?;
    Ok(html::read(name, &characters(name, &page)?))
}

/// The text with characters for radicals; copies from PDF have ⼯ for 工.
fn readable(text: &str) -> String {
    text.chars().map(unified).collect()
}

/// A web page, or typed text (`true`).
fn from_characters(name: &str, bytes: &[u8]) -> Result<(Document, bool), Refusal> {
    let text = characters(name, bytes)?;
    let typed = !html::is_html(name, &text);
    Ok((if typed { Document::plain(name, &text) } else { html::read(name, &text) }, typed))
}

fn characters(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let file = SourceFile::new(name, bytes);
    match file.problem {
        Some(Problem::TooLarge(size)) => Err(Refusal::TooLarge(size)),
        Some(_) => Err(Refusal::NotText("二进制文件，或不认识的文字编码。")),
        None => Ok(file.text),
    }
}
