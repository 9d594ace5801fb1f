//! Word documents in lines: paragraphs, rows of tables, and the numbers that Word makes itself.
//!
//! Takes the package of a .docx; gives one line a paragraph, tables as grids.
//! Never reads other parts than the text, its numbering and its styles.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::flow::Flow;
use super::grid::Told;
use super::numbering::{Counters, Numbering};
use super::xml::{attribute, entity, part};
use super::{Document, Refusal};
use crate::source::Package;

/// Reads a Word document.
pub(super) fn read(name: &str, mut package: Package<'_>) -> Result<Document, Refusal> {
    let body = part(&mut package, "word/document.xml")?
        .ok_or(Refusal::NotText("压缩包里没有 Word 正文。请提供 .docx、网页或文本文件。"))?;
    let numbering = part(&mut package, "word/numbering.xml")?.unwrap_or_default();
    let styles = part(&mut package, "word/styles.xml")?.unwrap_or_default();
    Ok(read_body(&body, &Numbering::read(&numbering, &styles))?.finish(name))
}

fn read_body(xml: &str, numbering: &Numbering) -> Result<Flow, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body::new(numbering);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => body.open(&tag),
            Ok(Event::Empty(tag)) => body.empty(&tag),
            Ok(Event::End(tag)) => body.close(tag.local_name().as_ref()),
            Ok(Event::Text(text)) if body.in_text => body.text(&text),
            Ok(Event::GeneralRef(name)) if body.in_text => {
                let c = name.resolve_char_ref().ok().flatten();
                body.text(c.unwrap_or_else(|| entity(&name)).encode_utf8(&mut [0; 4]));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(Refusal::Damaged("Word 正文的 XML 已损坏。")),
        }
    }
    Ok(body.flow)
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// Word's list and level, where the paragraph names them itself.
    list: Option<String>,
    level: Option<usize>,
    /// Its level in the outline, from 1, where it names it itself.
    outline: Option<u8>,
}

/// Levels of Word count from 0; 9 is body text.
pub(super) fn level_of(level: u8) -> Option<u8> {
    (level < 9).then_some(level + 1)
}

struct Body<'a> {
    numbering: &'a Numbering,
    counters: Counters,
    flow: Flow,
    /// Open paragraphs: one inside another is the text of a frame.
    paragraphs: Vec<Paragraph>,
    /// What the open cell tells of itself, until its first words.
    cell: Option<Told>,
    /// Word repeats the open row on every page.
    head_row: bool,
    in_text: bool,
    /// Open parts that are no text of the document: deleted words, second versions of a drawing.
    skipped: usize,
}

impl<'a> Body<'a> {
    fn new(numbering: &'a Numbering) -> Self {
        Body {
            numbering,
            counters: Counters::default(),
            flow: Flow::default(),
            paragraphs: vec![],
            cell: None,
            head_row: false,
            in_text: false,
            skipped: 0,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "del" | "moveFrom" | "Fallback" => self.skipped += 1,
            _ if self.skipped > 0 => {}
            "tbl" => {
                self.begin_cell();
                self.flow.open_table();
            }
            "tr" => {
                self.head_row = false;
                self.flow.open_row();
            }
            "tc" => {
                let head = self.head_row;
                self.cell = Some(Told { across: 1, down: 1, head, ..Told::default() });
            }
            "p" => {
                self.begin_cell();
                self.paragraphs.push(Paragraph::default());
            }
            "t" => self.in_text = true,
            _ => self.empty(tag),
        }
    }

    /// The cell's own properties stand before its first paragraph.
    fn begin_cell(&mut self) {
        if let Some(told) = self.cell.take() {
            self.flow.open_cell(told);
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        if self.skipped > 0 {
            return;
        }
        let name = tag.local_name();
        let value = || attribute(tag, "val");
        if let Some(cell) = &mut self.cell {
            match name.as_ref() {
                "gridSpan" => cell.across = value().and_then(|v| v.parse().ok()).unwrap_or(1),
                "vMerge" => cell.continues = value().is_none_or(|v| v == "continue"),
                _ => {}
            }
            return;
        }
        match name.as_ref() {
            "tblHeader" => self.head_row = value().is_none_or(|v| v != "0" && v != "false"),
            // Rows that begin inside of the grid: places without a cell.
            "gridBefore" if self.paragraphs.is_empty() => {
                let across = value().and_then(|v| v.parse().ok()).unwrap_or(1);
                self.flow.open_cell(Told { across, down: 1, ..Told::default() });
            }
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.told(name.as_ref(), tag);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "Fallback" => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.begin_cell(),
            "tbl" => self.flow.close_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop().filter(|p| !p.text.trim().is_empty()) else { return };
        let style = paragraph.style.as_deref();
        let place = self.numbering.place(paragraph.list.as_deref(), paragraph.level, style);
        let number = place.map(|(list, level)| self.counters.next(self.numbering, &list, level));
        let heading = paragraph.outline.or_else(|| self.numbering.heading(style));
        self.flow.paragraph(&(number.unwrap_or_default() + paragraph.text.trim()), heading);
    }
}

impl Paragraph {
    fn told(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        match name {
            "tab" if self.text.is_empty() => {}
            "tab" => self.text.push('\t'),
            "br" | "cr" => self.text.push(' '),
            "noBreakHyphen" => self.text.push('-'),
            "pStyle" => self.style = value(),
            "numId" => self.list = value(),
            "ilvl" => self.level = value().and_then(|v| v.parse().ok()),
            "outlineLvl" => self.outline = value().and_then(|v| v.parse::<u8>().ok()).and_then(level_of),
            _ => {}
        }
    }
}
