//! .ods and .fods, as LibreOffice and WPS write them (OpenDocument, GB/T 20916 in its Chinese sister UOF).

use std::collections::{BTreeMap, BTreeSet};

use super::WorkbookFault;
use super::budget::Budget;
use super::format::Look;
use super::number::{Origin, as_far, as_shown, day_as_shown, number};
use super::rich::Rich;
use super::sheet::{Area, Sheet, Shown, Written};
use super::xml::{Piece, attribute, each_piece, text_of};
use crate::source::package::Package;

/// Cells or rows of the same content that stand for one another; beyond, a repetition is padding.
const MOST_REPEATED: u32 = 2_000;

pub(super) fn read_package(package: &mut Package<'_>) -> Result<Vec<Sheet>, WorkbookFault> {
    if let Some(manifest) = text_of(package, "META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(WorkbookFault::Locked);
    }
    let content = text_of(package, "content.xml")?.ok_or(WorkbookFault::Damaged)?;
    read(&content)
}

/// Reads the content of a document, or a document in one file.
pub(super) fn read(xml: &str) -> Result<Vec<Sheet>, WorkbookFault> {
    let mut reading = Reading::default();
    each_piece(xml, |piece| match piece {
        Piece::Open(tag) => reading.open(&tag),
        Piece::Close(name) => reading.close(&name),
        Piece::Text(text) => {
            match reading.note.as_mut() {
                _ if !reading.in_note => {}
                Some(note) => note.push_str(&text),
                None => reading.drawn.push_str(&text),
            }
            if reading.in_words && reading.aside == 0 {
                reading.words.push(&text);
            }
            Ok(())
        }
    })?;
    if reading.is_sheets { Ok(reading.sheets) } else { Err(WorkbookFault::OtherFormat) }
}

/// What lies on a sheet or hangs on a cell and is no content of it: notes and drawings.
const ASIDE: [&str; 10] = [
    "annotation",
    "shapes",
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "polygon",
    "connector",
    "caption",
    "g",
];

/// Pictures of one sheet that are counted.
const MOST_PICTURES: usize = 2_000;

/// A cell on its way in.
#[derive(Default, Clone)]
struct Raw {
    kind: String,
    value: String,
    repeated: u32,
    span: (u32, u32),
    formula: bool,
    /// Whether its style strikes out whatever stands in it.
    struck: bool,
}

#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    budget: Budget,
    is_sheets: bool,
    /// The table that is being read, if one is.
    sheet: Option<Sheet>,
    /// Styles of tables that are not shown, and the style that is being read.
    hidden_styles: BTreeSet<String>,
    style: String,
    /// What styles of text say of striking out, by name; each with the style that it is derived from.
    striking: BTreeMap<String, (Option<bool>, String)>,
    /// The styles of columns' and of the row's cells that say none of their own: from which column on.
    column_styles: Vec<(u32, String)>,
    row_style: String,
    /// The styles of the spans that are open.
    spans: Vec<String>,
    /// The row that is being read, from 1, and how often it stands there.
    row: u32,
    rows: u32,
    column: u32,
    /// What the row holds so far.
    cells: Vec<(u32, Written)>,
    cell: Option<Raw>,
    words: Rich,
    /// Paragraphs that the cell has had so far.
    paragraphs: u32,
    in_words: bool,
    /// Depth of comments and drawings, which are not content.
    aside: u32,
    /// The words of a note beside the cell; and whether its words are being read.
    note: Option<String>,
    in_note: bool,
    /// The words of the drawing that is open.
    drawn: String,
}

impl Reading {
    fn picture(&mut self) {
        let at = if self.cell.is_some() { (self.row, self.column.saturating_add(1)) } else { (1, 1) };
        if let Some(sheet) = self.sheet.as_mut().filter(|sheet| sheet.pictures.len() < MOST_PICTURES) {
            sheet.pictures.insert(at);
        }
    }

    /// Ends a note or a drawing; of a text box on the sheet itself only the sheet is known.
    fn close_aside(&mut self) {
        self.aside = self.aside.saturating_sub(1);
        let words = std::mem::take(&mut self.drawn);
        let at = if self.cell.is_some() { (self.row, self.column.saturating_add(1)) } else { (1, 1) };
        if let Some(sheet) = self.sheet.as_mut().filter(|_| !words.trim().is_empty()) {
            sheet.boxes.entry(at).or_default().push_str(words.trim());
        }
    }

    fn open(&mut self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), WorkbookFault> {
        let value = |name: &str| attribute(tag, name);
        let count = |name: &str| attribute(tag, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).max(1);
        match tag.local_name().as_ref() {
            name if ASIDE.contains(&name) => {
                self.aside += 1;
                if tag.local_name().as_ref() == "annotation" && self.cell.is_some() {
                    self.note = Some(String::new());
                }
            }
            // Of a picture on the sheet itself, not in a cell, only the sheet is known.
            "image" if self.aside > 0 => self.picture(),
            _ if self.aside > 0 => self.in_note |= tag.local_name().as_ref() == "p",
            "spreadsheet" => self.is_sheets = true,
            "style" | "text-properties" | "table-properties" => self.open_style(tag),
            "table" => {
                let hidden = value("style-name").is_some_and(|style| self.hidden_styles.contains(&style));
                self.sheet =
                    Some(Sheet { name: value("name").unwrap_or_default(), hidden, ..Sheet::default() });
                (self.row, self.rows, self.column) = (0, 1, 0);
                self.column_styles.clear();
            }
            "table-column" => {
                let columns = count("number-columns-repeated");
                let style = value("default-cell-style-name").unwrap_or_default();
                self.column_styles.push((self.column.saturating_add(1), style));
                let hidden = value("visibility").is_some_and(|visibility| visibility != "visible");
                if let (true, Some(sheet)) = (hidden, &mut self.sheet) {
                    let first = self.column.saturating_add(1);
                    sheet.hidden_columns.extend(first..first.saturating_add(columns.min(MOST_REPEATED)));
                }
                self.column = self.column.saturating_add(columns);
            }
            "table-row" => {
                self.row = self.row.saturating_add(self.rows);
                (self.rows, self.column) = (count("number-rows-repeated"), 0);
                self.cells.clear();
                self.row_style = value("default-cell-style-name").unwrap_or_default();
                let hidden = value("visibility").is_some_and(|visibility| visibility != "visible");
                if let (true, Some(sheet)) = (hidden, &mut self.sheet) {
                    let last = self.row.saturating_add(self.rows.min(MOST_REPEATED));
                    sheet.hidden_rows.extend(self.row..last);
                }
            }
            "table-cell" | "covered-table-cell" => {
                let stored = ["value", "date-value", "boolean-value", "string-value", "time-value"];
                self.cell = Some(Raw {
                    kind: value("value-type").unwrap_or_default(),
                    value: stored.iter().find_map(|name| value(name)).unwrap_or_default(),
                    repeated: count("number-columns-repeated"),
                    span: (count("number-rows-spanned"), count("number-columns-spanned")),
                    formula: value("formula").is_some(),
                    struck: self.is_struck_cell(value("style-name")),
                });
                self.words = Rich::default();
                self.spans.clear();
                self.paragraphs = 0;
            }
            name => self.open_words(name, tag),
        }
        Ok(())
    }

    fn open_style(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        let value = |name: &str| attribute(tag, name);
        match tag.local_name().as_ref() {
            "style" => {
                self.style = value("name").unwrap_or_default();
                let derived = (None, value("parent-style-name").unwrap_or_default());
                self.striking.insert(self.style.clone(), derived);
            }
            "text-properties" => {
                let line = value("text-line-through-style").or_else(|| value("text-line-through-type"));
                if let (Some(line), Some((struck, _))) = (line, self.striking.get_mut(&self.style)) {
                    *struck = Some(line != "none");
                }
            }
            "table-properties" if value("display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            _ => {}
        }
    }

    fn open_words(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        if self.cell.is_none() {
            return;
        }
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.words.push("\n");
                }
                (self.in_words, self.paragraphs) = (true, self.paragraphs + 1);
            }
            "s" => {
                let blanks = attribute(tag, "c").and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                self.words.push(&" ".repeat(blanks.min(200)));
            }
            "tab" => self.words.push("\t"),
            "line-break" => self.words.push("\n"),
            "span" => {
                self.spans.push(attribute(tag, "style-name").unwrap_or_default());
                self.go_on();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), WorkbookFault> {
        match name {
            name if ASIDE.contains(&name) => self.close_aside(),
            _ if self.aside > 0 => self.in_note &= name != "p",
            "p" => self.in_words = false,
            "span" if self.cell.is_some() => {
                self.spans.pop();
                self.go_on();
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(raw) = self.cell.take() {
                    self.end_cell(&raw)?;
                }
            }
            "table-row" => self.end_row()?,
            "table" => self.sheets.extend(self.sheet.take()),
            _ => {}
        }
        Ok(())
    }

    /// Begins a run of words in the style of the spans that are open.
    fn go_on(&mut self) {
        let struck = self.spans.iter().rev().find_map(|style| self.strikes(style));
        self.words.begin();
        if let Some(struck) = struck {
            self.words.strikes(struck);
        }
    }

    /// What a style says of striking out, or the one that it is derived from.
    fn strikes(&self, style: &str) -> Option<bool> {
        let mut style = style;
        // Who derives styles in a circle gets no answer.
        for _ in 0..8 {
            match self.striking.get(style)? {
                (Some(struck), _) => return Some(*struck),
                (None, derived) => style = derived,
            }
        }
        None
    }

    /// Whether the next cell's style strikes out: its own, else that of its row or column.
    fn is_struck_cell(&self, own: Option<String>) -> bool {
        let next = self.column.saturating_add(1);
        let of_column =
            || self.column_styles.iter().rev().find(|(from, _)| *from <= next).map(|(_, style)| style);
        let of_row = || Some(&self.row_style).filter(|style| !style.is_empty());
        let style = own.as_ref().or_else(of_row).or_else(of_column);
        style.and_then(|style| self.strikes(style)).unwrap_or(false)
    }

    fn end_cell(&mut self, raw: &Raw) -> Result<(), WorkbookFault> {
        let first = self.column.saturating_add(1);
        self.column = self.column.saturating_add(raw.repeated);
        if raw.span != (1, 1)
            && let Some(sheet) = &mut self.sheet
        {
            let last = (self.row.saturating_add(raw.span.0 - 1), first.saturating_add(raw.span.1 - 1));
            self.budget.merge(sheet, Area { first: (self.row, first), last })?;
        }
        if let (Some(note), Some(sheet)) = (self.note.take(), &mut self.sheet) {
            sheet.notes.insert((self.row, first), note.trim().to_owned());
        }
        let written = written(raw, &self.words);
        if written != Written::default() {
            let last = first.saturating_add(raw.repeated.min(MOST_REPEATED));
            self.cells.extend((first..last).map(|column| (column, written.clone())));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), WorkbookFault> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        for row in self.row..self.row.saturating_add(self.rows.min(MOST_REPEATED)) {
            for (column, written) in &self.cells {
                self.budget.put(sheet, (row, *column), written.clone())?;
            }
        }
        Ok(())
    }
}

fn written(raw: &Raw, rich: &Rich) -> Written {
    let plain = str::to_owned;
    if !matches!(raw.kind.as_str(), "float" | "currency" | "percentage" | "date" | "time" | "boolean") {
        let (text, struck) = rich.told_apart(raw.struck, plain);
        if !struck.is_empty() {
            return Written { text, struck, formula: raw.formula, ..Written::default() };
        }
    }
    let value = value(raw, &rich.told_apart(false, plain).0);
    if raw.struck { value.struck_out() } else { value }
}

fn value(raw: &Raw, words: &str) -> Written {
    let text = |text: &str, shown| Written {
        text: text.to_owned(),
        shown,
        formula: raw.formula,
        ..Written::default()
    };
    let origin = Origin { from_1904: false, formula: raw.formula };
    match raw.kind.as_str() {
        "float" | "currency" => number(&raw.value, &as_shown(words, &raw.value), origin),
        "percentage" => {
            let decimals =
                words.split_once('.').map_or(0, |(_, rest)| rest.bytes().filter(u8::is_ascii_digit).count());
            let format = Look::Percent { decimals: decimals as u32 }.into();
            number(&raw.value, &format, origin)
        }
        "date" => {
            let day = raw.value.trim().trim_end_matches("T00:00:00").replace('T', " ");
            let (day, shown) = as_far(day, day_as_shown(words));
            text(&day, shown)
        }
        "time" => text(words.trim(), Shown::Date),
        "boolean" => text(if raw.value == "true" { "TRUE" } else { "FALSE" }, Shown::Truth),
        _ if raw.formula && words.starts_with(['#']) => text(words, Shown::Error),
        _ if raw.formula && words.starts_with("Err:") => text(words, Shown::Error),
        _ if raw.formula && words.is_empty() && raw.kind.is_empty() => text("", Shown::Uncomputed),
        // The words of a cell are its paragraphs; without them, what was stored.
        _ if words.is_empty() => text(&raw.value, Shown::Text),
        _ => text(words, Shown::Text),
    }
}
