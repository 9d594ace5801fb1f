//! Documents that come as pages: characters and lines at their places.
//!
//! Takes the marks of pages (PDF, OFD); gives paragraphs and tables in the order of reading.
//! Never reads a header, footer or page number as text, and names pages that are pictures.

mod furniture;
mod lines;
pub(super) mod path;
mod ruled;

use self::lines::Row;
use self::ruled::Table;
use super::flow::Flow;
use super::grid::Told;
use super::tables::begins_chapter;
use super::{Document, Refusal, Remark};

/// A character at its place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import::document) struct Glyph {
    pub(in crate::import::document) text: String,
    pub(in crate::import::document) x: i32,
    pub(in crate::import::document) end: i32,
    /// The line that it stands on, from the top.
    pub(in crate::import::document) y: i32,
    pub(in crate::import::document) size: i32,
}

/// A ruling line, across or down: from–to at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import::document) struct Rule {
    pub(in crate::import::document) across: bool,
    pub(in crate::import::document) at: i32,
    pub(in crate::import::document) from: i32,
    pub(in crate::import::document) to: i32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(in crate::import::document) struct Marks {
    pub(in crate::import::document) glyphs: Vec<Glyph>,
    pub(in crate::import::document) rules: Vec<Rule>,
    /// Characters that the font does not tell.
    pub(in crate::import::document) unreadable: usize,
    /// It shows pictures.
    pub(in crate::import::document) pictures: bool,
    pub(in crate::import::document) width: i32,
    pub(in crate::import::document) height: i32,
}

/// A page in order: lines and tables.
struct Sheet {
    rows: Vec<Row>,
    tables: Vec<Table>,
}

/// Puts the pages of a document together.
pub(super) fn assemble(name: &str, pages: Vec<Marks>) -> Result<Document, Refusal> {
    let readable: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let unreadable: usize = pages.iter().map(|page| page.unreadable).sum();
    if readable == 0 && unreadable == 0 {
        return Err(Refusal::NotText(
            "文件是扫描件，只有图像，没有文字。请先作文字识别（OCR），或者使用网页、Word（.docx）版本。",
        ));
    }
    if unreadable > readable {
        return Err(Refusal::NotText(
            "文件的字体没有文字对照表，读不出文字。请使用网页、Word（.docx）版本，或者先作文字识别（OCR）。",
        ));
    }
    let mut remarks = vec![];
    let mut sheets = vec![];
    let mut heights = vec![];
    let width = pages.iter().map(|page| page.width).max().unwrap_or(0);
    for (at, mut page) in pages.into_iter().enumerate() {
        if page.glyphs.is_empty() && page.pictures {
            remarks.push(format!("第{}页是扫描图像，没有文字，这一页没有读取", at + 1));
        } else if page.unreadable > 0 {
            remarks.push(format!("第{}页有 {} 个字读不出来，请对照原文", at + 1, page.unreadable));
        }
        let tables = ruled::tables(&page.rules, &mut page.glyphs);
        sheets.push(Sheet { rows: lines::rows(page.glyphs), tables });
        heights.push(page.height);
    }
    let mut rows: Vec<Vec<Row>> = sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.rows)).collect();
    furniture::drop(&mut rows, &heights);
    for (sheet, rows) in sheets.iter_mut().zip(rows) {
        sheet.rows = rows;
    }
    let mut document = write(sheets, width).finish(name);
    let message = |message| Remark { line: 1, message };
    document.remarks.extend(remarks.into_iter().map(message));
    Ok(document)
}

/// The paragraphs and tables of all pages.
fn write(sheets: Vec<Sheet>, width: i32) -> Flow {
    let margins = Margins::of(&sheets, width);
    let mut writing =
        Writing { flow: Flow::default(), paragraph: String::new(), last: None, table: None, margins };
    for sheet in sheets {
        let mut tables = sheet.tables.into_iter().peekable();
        for row in sheet.rows {
            while let Some(table) = tables.next_if(|table| table.top < row.y) {
                writing.table(table);
            }
            writing.row(row);
        }
        tables.for_each(|table| writing.table(table));
        writing.page_ends();
    }
    writing.end_table();
    writing.end_paragraph();
    writing.flow
}

/// Where the text of the pages begins and ends.
#[derive(Debug, Clone, Copy)]
struct Margins {
    left: i32,
    right: i32,
    /// A shorter line is not broken by the margin.
    least: i32,
}

impl Margins {
    /// The edges that most of the longer lines have.
    fn of(sheets: &[Sheet], width: i32) -> Margins {
        let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
        let widest = rows().map(|row| row.end() - row.x()).max().unwrap_or(0);
        let long = || rows().filter(|row| (row.end() - row.x()) * 10 > widest * 8);
        let mut left: Vec<i32> = long().map(Row::x).collect();
        let mut right: Vec<i32> = long().map(Row::end).collect();
        left.sort_unstable();
        right.sort_unstable();
        // A tenth may stand out.
        let at = |list: &[i32], share: usize| list.get(list.len() * share / 10).copied().unwrap_or(0);
        Margins { left: at(&left, 1), right: at(&right, 8), least: width * 4 / 10 }
    }
}

struct Writing {
    flow: Flow,
    paragraph: String,
    last: Option<Row>,
    /// A table that may go on on the next page.
    table: Option<Table>,
    margins: Margins,
}

impl Writing {
    fn row(&mut self, row: Row) {
        self.end_table();
        if self.last.as_ref().is_some_and(|last| self.goes_on(last, &row)) {
            let text = row.plain();
            if self.paragraph.ends_with(|c: char| c.is_ascii_alphanumeric())
                && text.starts_with(|c: char| c.is_ascii_alphabetic())
            {
                self.paragraph.push(' ');
            }
            self.paragraph.push_str(&text);
        } else {
            self.end_paragraph();
            self.paragraph = row.spaced(self.margins.left);
        }
        self.last = Some(row);
    }

    /// Whether a line was broken only because the page is no wider.
    fn goes_on(&self, last: &Row, row: &Row) -> bool {
        let size = last.size.max(row.size);
        // A figure is never broken: the line before it ends where it had no place.
        let figure = row.plain().chars().take_while(char::is_ascii_graphic).count().min(20) as i32;
        // Marks may hang over the margin, and brackets are not parted from what they open.
        let full = last.end() - last.x() > self.margins.least
            && last.end() > self.margins.right - size * 23 / 10 - figure * size * 6 / 10;
        let middle = |row: &Row| row.x() + row.end();
        // A title that is broken goes on in the middle of the next line.
        let ends =
            ["。", "：", "方案", "计划", "规划", "意见", "通知", "办法", "措施", "要点", "细则", "文件"];
        let title = !ends.iter().any(|end| last.plain().ends_with(end));
        let centred = (middle(last) - middle(row)).abs() < size && title;
        let flush = row.x() < self.margins.left + size * 4 / 5 || centred;
        let alike = (last.size - row.size).abs() * 5 < size;
        let near = row.y < last.y || row.y - last.y < size * 3;
        let single = last.pieces.len() == 1 && row.pieces.len() == 1;
        full && flush && alike && near && single && !begins_chapter(&row.plain()) && !self.next_point(row)
    }

    /// 6.优化线路 below a paragraph that begins with 5., or behind its full stop: a point of its own.
    fn next_point(&self, row: &Row) -> bool {
        let ended = self.paragraph.ends_with(['。', '；', '）', '〕', '】', ')']);
        match (point(&row.plain()), point(self.paragraph.trim_start())) {
            (Some(own), before) => ended || before.is_some_and(|n| n + 1 == own),
            _ => false,
        }
    }

    fn table(&mut self, table: Table) {
        self.end_paragraph();
        match &mut self.table {
            Some(open) if open.goes_on(&table) => open.append(table),
            _ => {
                self.end_table();
                self.table = Some(table);
            }
        }
    }

    fn page_ends(&mut self) {
        // The next page begins again at the top.
        if let Some(last) = &mut self.last {
            last.y = i32::MAX;
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        self.flow.spaced(&text);
        self.last = None;
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        self.flow.open_table();
        for row in table.rows {
            self.flow.open_row();
            for cell in row {
                let text = cell.text.clone();
                self.flow.open_cell(Told { text: String::new(), ..cell });
                text.split('\n').for_each(|line| self.flow.paragraph(line, None));
            }
        }
        self.flow.close_table();
    }
}

/// The number at the beginning of 6.优化线路, 6、优化线路 or （6）优化线路; none of 6.5公里.
fn point(text: &str) -> Option<u32> {
    let inner = text.strip_prefix(['（', '(']);
    let words = inner.unwrap_or(text);
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = words.get(digits..)?.chars();
    let mark = rest.next()?;
    let sound = match inner {
        Some(_) => matches!(mark, '）' | ')'),
        None => matches!(mark, '.' | '．' | '、') && !rest.next()?.is_ascii_digit(),
    };
    words.get(..digits)?.parse().ok().filter(|_| sound && digits < 4)
}

impl Table {
    /// Whether a table of the next page has the same columns.
    fn goes_on(&self, next: &Table) -> bool {
        next.top < self.bottom
            && self.columns.len() == next.columns.len()
            && self.columns.iter().zip(&next.columns).all(|(a, b)| (a - b).abs() < 600)
    }

    /// Adds the rows of the next page; a head that is printed again is dropped, and a row that the page
    /// broke is put together.
    fn append(&mut self, next: Table) {
        let text = |row: &Vec<Told>| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let again = self.rows.iter().zip(&next.rows).take_while(|(a, b)| text(a) == text(b)).count();
        let mut rows = next.rows.into_iter().skip(again);
        if let Some(mut first) = rows.next() {
            let joined = self.rows.last_mut().is_some_and(|last| join(last, &first));
            if !joined {
                // What is empty at the beginning of a page goes on from the page before.
                let leading = first.iter().take_while(|cell| cell.text.is_empty()).count();
                first.iter_mut().take(leading).for_each(|cell| cell.continues = true);
                self.rows.push(first);
            }
        }
        self.rows.extend(rows);
        self.bottom = next.bottom;
    }
}

/// Puts the rest of a row into it, if it is one: few cells, no figure, and words above each.
fn join(row: &mut [Told], rest: &[Told]) -> bool {
    let filled = rest.iter().filter(|cell| !cell.text.is_empty()).count();
    let alike = row.len() == rest.len() && rest.iter().all(|cell| cell.down == 1 || cell.text.is_empty());
    let words = row.iter().zip(rest).all(|(above, cell)| {
        let figure = cell.text.starts_with(|c: char| c.is_ascii_digit() || "≥≤<>—".contains(c));
        cell.text.is_empty() || (!above.text.is_empty() && !figure)
    });
    if !alike || !words || filled == 0 || filled * 2 > rest.len() {
        return false;
    }
    row.iter_mut().zip(rest).for_each(|(above, cell)| above.text.push_str(&cell.text));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_begins_a_point_and_a_figure_none() {
        assert_eq!(point("7.清淤河道"), Some(7));
        assert_eq!(point("（3）清淤河道"), Some(3));
        assert_eq!(point("7.5公里"), None);
        assert_eq!(point("2026年"), None);
        assert_eq!(point("（二）清淤"), None);
    }
}
