//! .xlsx and .xlsm, as Excel and WPS write them (ECMA-376).
//!
//! By hand over `zip` and `quick-xml`, which are there for Word: what a clerk sees depends on number formats
//! (98% for 0.98), hidden rows, merged cells and formulas without results.

use std::collections::BTreeMap;

use super::WorkbookFault;
use super::budget::Budget;
use super::format::Format;
use super::number::{Origin, number};
use super::sheet::{Area, Sheet, Shown, Written};
use super::strings::resolved;
use super::xml::{Piece, attribute, each_piece, is_set, text_of};
use crate::source::package::Package;

/// Sheets of one workbook.
const MOST_SHEETS: usize = 200;

/// Columns that one entry hides; beyond, it is the rest of the sheet.
const MOST_COLUMNS: u32 = 2_000;

/// What all sheets share.
#[derive(Default)]
struct Shared {
    strings: Vec<String>,
    formats: Vec<Format>,
    from_1904: bool,
}

struct Tab {
    name: String,
    hidden: bool,
    relation: String,
}

pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, WorkbookFault> {
    let book = text_of(package, "xl/workbook.xml")?.ok_or(WorkbookFault::Damaged)?;
    let relations = text_of(package, "xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let targets = targets(&relations)?;
    let mut shared = Shared::default();
    let tabs = tabs(&book, &mut shared)?;
    if tabs.len() > MOST_SHEETS {
        return Err(WorkbookFault::TooMuch);
    }
    let part = |kind: &str, usual: &str| {
        targets
            .values()
            .find(|(of, _)| of.ends_with(kind))
            .map_or(usual.to_owned(), |(_, target)| target.clone())
    };
    if let Some(styles) = text_of(package, &part("/styles", "xl/styles.xml"))? {
        shared.formats = formats(&styles)?;
    }
    if let Some(strings) = text_of(package, &part("/sharedStrings", "xl/sharedStrings.xml"))? {
        shared.strings = shared_strings(&strings)?;
    }
    let mut budget = Budget::default();
    let mut sheets = vec![];
    for tab in tabs {
        let Some((_, target)) = targets.get(&tab.relation) else { continue };
        let Some(xml) = text_of(package, target)? else { continue };
        let mut sheet = Sheet { name: tab.name, hidden: tab.hidden, ..Sheet::default() };
        Reading {
            shared: &shared,
            budget: &mut budget,
            sheet: &mut sheet,
            at: (0, 0),
            cell: None,
            inside: Inside::Nothing,
        }
        .read(&xml)?;
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(WorkbookFault::Damaged) } else { Ok(sheets) }
}

/// What each relation of the workbook leads to: its kind and the part.
fn targets(xml: &str) -> Result<BTreeMap<String, (String, String)>, WorkbookFault> {
    let mut targets = BTreeMap::new();
    each_piece(xml, |piece| {
        if let Piece::Open(tag) = piece
            && let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target"))
        {
            let full = match target.strip_prefix('/') {
                Some(full) => full.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, (attribute(&tag, "Type").unwrap_or_default(), full));
        }
        Ok(())
    })?;
    Ok(targets)
}

fn tabs(xml: &str, shared: &mut Shared) -> Result<Vec<Tab>, WorkbookFault> {
    let mut tabs = vec![];
    each_piece(xml, |piece| {
        let Piece::Open(tag) = piece else { return Ok(()) };
        match tag.local_name().as_ref() {
            "workbookPr" => shared.from_1904 = is_set(&tag, "date1904"),
            "sheet" => tabs.push(Tab {
                name: attribute(&tag, "name").unwrap_or_default(),
                hidden: attribute(&tag, "state").is_some_and(|state| state != "visible"),
                // `r:id`; the sheet's own number is called `sheetId`.
                relation: attribute(&tag, "id").unwrap_or_default(),
            }),
            _ => {}
        }
        Ok(())
    })?;
    Ok(tabs)
}

/// The number format of each cell style.
fn formats(xml: &str) -> Result<Vec<Format>, WorkbookFault> {
    let (mut own, mut formats, mut in_cells) = (BTreeMap::new(), vec![], false);
    each_piece(xml, |piece| {
        match piece {
            Piece::Open(tag) => {
                let number = |name: &str| attribute(&tag, name).and_then(|id| id.parse::<u32>().ok());
                match tag.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        own.extend(number("numFmtId").map(|id| (id, Format::of_code(&code))));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = number("numFmtId").unwrap_or(0);
                        formats.push(own.get(&id).cloned().unwrap_or_else(|| Format::built_in(id)));
                    }
                    _ => {}
                }
            }
            Piece::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

fn shared_strings(xml: &str) -> Result<Vec<String>, WorkbookFault> {
    let (mut strings, mut text, mut in_text, mut in_reading) = (vec![], String::new(), false, false);
    each_piece(xml, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = true,
                // How a word is read aloud: it stands beside the word, not in it.
                "rPh" => in_reading = true,
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "si" => strings.push(resolved(&text)),
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Piece::Text(part) if in_text && !in_reading => text.push_str(&part),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// Where the reader of a sheet is inside a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Words,
    Reading,
}

/// A cell on its way in.
#[derive(Default)]
struct Raw {
    kind: String,
    style: usize,
    value: String,
    has_value: bool,
    formula: bool,
}

struct Reading<'r> {
    shared: &'r Shared,
    budget: &'r mut Budget,
    sheet: &'r mut Sheet,
    /// The row and column of the last cell.
    at: (u32, u32),
    cell: Option<Raw>,
    inside: Inside,
}

impl Reading<'_> {
    fn read(mut self, xml: &str) -> Result<(), WorkbookFault> {
        each_piece(xml, |piece| match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Text(text) => {
                if let (Some(raw), Inside::Value | Inside::Words) = (&mut self.cell, self.inside) {
                    raw.value.push_str(&text);
                }
                Ok(())
            }
        })
    }

    fn open(&mut self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), WorkbookFault> {
        match tag.local_name().as_ref() {
            "row" => {
                let row = attribute(tag, "r").and_then(|row| row.parse().ok());
                self.at = (row.unwrap_or(self.at.0.saturating_add(1)), 0);
                if is_set(tag, "hidden") {
                    self.sheet.hidden_rows.insert(self.at.0);
                }
            }
            "col" if is_set(tag, "hidden") => {
                let number = |name: &str| attribute(tag, name).and_then(|n| n.parse::<u32>().ok());
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    self.sheet.hidden_columns.extend(first..=last.min(first.saturating_add(MOST_COLUMNS)));
                }
            }
            "c" => {
                let next = (self.at.0, self.at.1.saturating_add(1));
                self.at = attribute(tag, "r").and_then(|place| address(&place)).unwrap_or(next);
                self.cell = Some(Raw {
                    kind: attribute(tag, "t").unwrap_or_default(),
                    style: attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0),
                    ..Raw::default()
                });
            }
            "mergeCell" => {
                let area = attribute(tag, "ref").and_then(|area| {
                    let (first, last) = area.split_once(':')?;
                    Some(Area { first: address(first)?, last: address(last)? })
                });
                if let Some(area) = area {
                    self.budget.merge(self.sheet, area)?;
                }
            }
            name => self.open_inside(name),
        }
        Ok(())
    }

    fn open_inside(&mut self, name: &str) {
        let Some(raw) = &mut self.cell else { return };
        match name {
            "v" => (self.inside, raw.has_value) = (Inside::Value, true),
            "t" if self.inside != Inside::Reading => (self.inside, raw.has_value) = (Inside::Words, true),
            "rPh" => self.inside = Inside::Reading,
            "f" => raw.formula = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), WorkbookFault> {
        match name {
            "v" => self.inside = Inside::Nothing,
            "t" if self.inside == Inside::Words => self.inside = Inside::Nothing,
            "rPh" => self.inside = Inside::Nothing,
            "c" => {
                self.inside = Inside::Nothing;
                if let Some(raw) = self.cell.take() {
                    let written = self.written(raw);
                    self.budget.put(self.sheet, self.at, written)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn written(&self, raw: Raw) -> Written {
        let text = |text: String| Written { text, shown: Shown::Text, formula: false, ..Written::default() };
        let empty = raw.value.trim().is_empty();
        let written = match raw.kind.as_str() {
            _ if raw.formula && empty && raw.kind != "str" => {
                Written { shown: Shown::Uncomputed, ..Written::default() }
            }
            _ if !raw.has_value => Written::default(),
            "s" => {
                let index: Option<usize> = raw.value.trim().parse().ok();
                text(index.and_then(|index| self.shared.strings.get(index)).cloned().unwrap_or_default())
            }
            "inlineStr" | "str" => text(resolved(&raw.value)),
            "b" => {
                let word = if raw.value.trim() == "1" { "TRUE" } else { "FALSE" };
                Written { text: word.to_owned(), shown: Shown::Truth, formula: false, ..Written::default() }
            }
            "e" => Written {
                text: raw.value.trim().to_owned(),
                shown: Shown::Error,
                formula: false,
                ..Written::default()
            },
            "d" => {
                let day = raw.value.trim();
                let day = day.strip_suffix("T00:00:00").unwrap_or(day);
                Written {
                    text: day.replace('T', " "),
                    shown: Shown::Date,
                    formula: false,
                    ..Written::default()
                }
            }
            _ if empty => Written::default(),
            _ => {
                let format = self.shared.formats.get(raw.style).cloned().unwrap_or_default();
                let origin = Origin { from_1904: self.shared.from_1904, formula: raw.formula };
                number(&raw.value, &format, origin)
            }
        };
        Written { formula: raw.formula, ..written }
    }
}

/// Row and column of `F7` or `$F$7`.
fn address(place: &str) -> Option<(u32, u32)> {
    let place = place.replace('$', "");
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    let row = row.parse().ok().filter(|row| *row > 0)?;
    (column > 0).then_some((row, column))
}
