//! Word documents in lines: paragraphs, rows of tables, and the numbers that Word makes itself.
//!
//! Takes the bytes of a .docx; gives one line a paragraph or row.
//! Never unpacks more than [`MAX_BYTES`] of a part, and reads three parts only.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::numbering::{Counters, Numbering};
use super::{Line, Refusal};
use crate::source::MAX_BYTES;

/// The lines of a Word document.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line>, Refusal> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged("不是完整的 .docx 文件。"))?;
    let body = part(&mut archive, "word/document.xml")?
        .ok_or(Refusal::NotText("压缩包里没有 Word 正文。请提供 .docx、网页或文本文件。"))?;
    let numbering = part(&mut archive, "word/numbering.xml")?.unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    read_body(&body, &Numbering::read(&numbering, &styles))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut text = Vec::new();
    file.take(MAX_BYTES * 4 + 1).read_to_end(&mut text).map_err(|_| Refusal::Damaged("压缩包已损坏。"))?;
    if text.len() as u64 > MAX_BYTES * 4 {
        return Err(Refusal::Damaged("解压后过大，可能不是正常的 Word 文件。"));
    }
    String::from_utf8(text).map(Some).map_err(|_| Refusal::Damaged("Word 正文不是 UTF-8。"))
}

/// The value of an attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| a.value.into_owned())
}

fn read_body(xml: &str, numbering: &Numbering) -> Result<Vec<Line>, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body::new(numbering);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => body.open(&tag),
            Ok(Event::Empty(tag)) => body.empty(&tag),
            Ok(Event::End(tag)) => body.close(tag.local_name().as_ref()),
            Ok(Event::Text(text)) if body.in_text => body.paragraph.text.push_str(&text),
            Ok(Event::GeneralRef(name)) if body.in_text => {
                let c = name.resolve_char_ref().ok().flatten();
                body.paragraph.text.push(c.unwrap_or_else(|| entity(&name)));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(Refusal::Damaged("Word 正文的 XML 已损坏。")),
        }
    }
    Ok(body.lines)
}

fn entity(name: &str) -> char {
    match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => ' ',
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// Word's list and level, where the paragraph names them itself.
    list: Option<String>,
    level: Option<usize>,
}

struct Body<'a> {
    numbering: &'a Numbering,
    counters: Counters,
    lines: Vec<Line>,
    paragraph: Paragraph,
    /// Cells of the open row, when a table is open.
    row: Vec<String>,
    cell: String,
    tables: usize,
    in_text: bool,
    /// Deleted text of tracked changes is not part of the document.
    deleted: usize,
}

impl<'a> Body<'a> {
    fn new(numbering: &'a Numbering) -> Self {
        Body {
            numbering,
            counters: Counters::default(),
            lines: vec![],
            paragraph: Paragraph::default(),
            row: vec![],
            cell: String::new(),
            tables: 0,
            in_text: false,
            deleted: 0,
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tbl" => self.tables += 1,
            "tr" => self.row.clear(),
            "tc" => self.cell.clear(),
            "p" => self.paragraph = Paragraph::default(),
            "del" => self.deleted += 1,
            "t" => self.in_text = self.deleted == 0,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "tab" if self.paragraph.text.is_empty() => {}
            "tab" | "br" | "cr" => self.paragraph.text.push(' '),
            "pStyle" => self.paragraph.style = attribute(tag, "val"),
            "numId" => self.paragraph.list = attribute(tag, "val"),
            "ilvl" => self.paragraph.level = attribute(tag, "val").and_then(|v| v.parse().ok()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "del" => self.deleted = self.deleted.saturating_sub(1),
            "p" => self.end_paragraph(),
            "tc" => self.row.push(std::mem::take(&mut self.cell)),
            "tr" => {
                let row = self.row.join("|");
                self.row.clear();
                self.push(&row);
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.text.trim().is_empty() {
            return;
        }
        let place =
            self.numbering.place(paragraph.list.as_deref(), paragraph.level, paragraph.style.as_deref());
        let number = place.map(|(list, level)| self.counters.next(self.numbering, &list, level));
        let text = number.unwrap_or_default() + paragraph.text.trim();
        if self.tables > 0 {
            self.cell.push_str(&text);
        } else {
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push(Line { number: self.lines.len() + 1, text: text.to_owned() });
        }
    }
}
