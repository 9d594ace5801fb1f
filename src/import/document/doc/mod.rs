//! Word's binary files: .doc, and .wps of the same build.
//!
//! Takes the bytes of an OLE file; gives paragraphs with the numbers that Word makes, and tables.
//! Never runs anything of the file: pictures, objects and macros are not opened.

mod bytes;
mod lists;
mod paragraphs;
mod pieces;
mod sprms;
mod styles;

use std::io::{Cursor, Read as _};

use self::bytes::{part, u16_at, u32_at};
use self::paragraphs::Formats;
use self::pieces::Pieces;
use self::sprms::{Formatting, Told as Formatted};
use super::edges::Rows;
use super::flow::Flow;
use super::numbering::{Counters, Numbering};
use super::{Document, Refusal};
use crate::source::MAX_BYTES;

/// Reads an OLE file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    let damaged =
        || Refusal::Damaged("旧版 Office 文件（.doc、.wps）不完整，或者已损坏。请另存为 .docx 后再导入。");
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut data = vec![];
        file.open_stream(name).ok()?.take(MAX_BYTES * 2).read_to_end(&mut data).ok()?;
        Some(data)
    };
    let Some(main) = stream("/WordDocument") else {
        if stream("/EncryptedPackage").is_some() {
            return Err(Refusal::NotText("文件设有打开密码。请去掉密码后再导入。"));
        }
        let sheet = stream("/Workbook").or_else(|| stream("/Book")).is_some();
        return Err(Refusal::NotText(if sheet {
            "Excel 工作簿（.xls、.et）。请把正文另存为 .docx 后再导入。"
        } else {
            "旧版 Office 文件，但里面没有 Word 正文。请另存为 .docx 后再导入。"
        }));
    };
    let flags = u16_at(&main, 10).ok_or_else(damaged)?;
    if u16_at(&main, 0) != Some(0xa5ec) || u16_at(&main, 2).is_none_or(|version| version < 0xc1) {
        return Err(Refusal::NotText("很旧的 Word 文件（Word 6 或 95）。请另存为 .docx 后再导入。"));
    }
    if flags & 0x0100 != 0 {
        return Err(Refusal::NotText("文件设有打开密码。请去掉密码后再导入。"));
    }
    let table = stream(if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" }).ok_or_else(damaged)?;
    let data = stream("/Data").unwrap_or_default();
    let pieces = Pieces::read(&main, &table).ok_or_else(damaged)?;
    let mut numbering = Numbering::default();
    lists::read(&main, &table, &mut numbering);
    let styles = part(&main, &table, 1).map(styles::read).unwrap_or_default();
    let mut formatting = Formatting::new(&styles, &data);
    let formats = Formats::read(&main, &table);
    let length = u32_at(&main, 76).ok_or_else(damaged)? as usize;
    let mut writing =
        Writing { flow: Flow::default(), numbering, counters: Counters::default(), rows: Rows::default() };
    for paragraph in pieces.paragraphs(&main, length) {
        let told = formatting.of(formats.of(paragraph.place));
        writing.paragraph(&paragraph.text, paragraph.end, &told);
    }
    writing.close_table();
    Ok(writing.flow.finish(name))
}

struct Writing {
    flow: Flow,
    numbering: Numbering,
    counters: Counters,
    rows: Rows,
}

/// The mark that ends a cell, and with another property a row.
const CELL: char = '\u{7}';

impl Writing {
    fn paragraph(&mut self, text: &str, end: char, told: &Formatted) {
        if !told.in_table {
            self.close_table();
        }
        if told.ends_row {
            self.rows.end_row(&told.cells);
            return;
        }
        let number = told
            .list
            .filter(|_| !text.trim().is_empty())
            .map(|list| self.counters.next(&self.numbering, &list.to_string(), told.level));
        let text = number.unwrap_or_default() + text.trim();
        if told.in_table {
            self.rows.text(&text);
            // Cells of a table inside of a cell end with paragraphs.
            if end == CELL && told.depth < 2 {
                self.rows.end_cell();
            }
        } else {
            self.flow.paragraph(&text, told.heading);
        }
    }

    fn close_table(&mut self) {
        std::mem::take(&mut self.rows).write(&mut self.flow);
    }
}
