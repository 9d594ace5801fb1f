//! .xlsx and .xlsm, as Excel and WPS write them (ECMA-376).
//!
//! By hand over `zip` and `quick-xml`, which are there for Word: what a clerk sees depends on number formats
//! (98% for 0.98), hidden rows, merged cells and formulas without results.

use std::collections::BTreeMap;

use super::budget::Budget;
use super::format::Format;
use super::number::{Origin, number};
use super::rich::Rich;
use super::sheet::{Area, Sheet, Shown, Written, address};
use super::strings::resolved;
use super::xml::{Piece, attribute, each_piece, is_set, text_of};
use super::{WorkbookFault, notes};
use crate::source::package::Package;

/// Sheets of one workbook.
const MOST_SHEETS: usize = 200;

/// Columns that one entry hides; beyond, it is the rest of the sheet.
const MOST_COLUMNS: u32 = 2_000;

/// What all sheets share.
#[derive(Default)]
struct Shared {
    strings: Vec<Rich>,
    /// The number format of each cell style, and whether its font strikes out.
    styles: Vec<(Format, bool)>,
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
        shared.styles = cell_styles(&styles)?;
    }
    if let Some(strings) = text_of(package, &part("/sharedStrings", "xl/sharedStrings.xml"))? {
        shared.strings = shared_strings(&strings)?;
    }
    let mut budget = Budget::default();
    let mut sheets = vec![];
    for tab in tabs {
        let Some((_, target)) = targets.get(&tab.relation) else { continue };
        let Some(xml) = text_of(package, target)? else { continue };
        let notes = notes::read(package, target)?;
        let (pictures, boxes) = notes::drawn(package, target)?;
        let mut sheet =
            Sheet { name: tab.name, hidden: tab.hidden, notes, pictures, boxes, ..Sheet::default() };
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

/// The number format of each cell style, and whether its font strikes out.
fn cell_styles(xml: &str) -> Result<Vec<(Format, bool)>, WorkbookFault> {
    let (mut own, mut styles, mut in_cells) = (BTreeMap::new(), vec![], false);
    let (mut fonts, mut in_fonts): (Vec<bool>, bool) = (vec![], false);
    each_piece(xml, |piece| {
        match piece {
            Piece::Open(tag) => {
                let number = |name: &str| attribute(&tag, name).and_then(|id| id.parse::<u32>().ok());
                match tag.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        own.extend(number("numFmtId").map(|id| (id, Format::of_code(&code))));
                    }
                    "fonts" => in_fonts = true,
                    "font" if in_fonts => fonts.push(false),
                    "strike" if in_fonts => {
                        if let Some(font) = fonts.last_mut() {
                            *font = is_on(&tag);
                        }
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = number("numFmtId").unwrap_or(0);
                        let format = own.get(&id).cloned().unwrap_or_else(|| Format::built_in(id));
                        let font = number("fontId").and_then(|font| fonts.get(font as usize).copied());
                        styles.push((format, font.unwrap_or(false)));
                    }
                    _ => {}
                }
            }
            Piece::Close(name) if name == "cellXfs" => in_cells = false,
            Piece::Close(name) if name == "fonts" => in_fonts = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Whether a mark of a font, which may say that it is off, is on.
fn is_on(tag: &quick_xml::events::BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// Takes the beginning of a run, and what it says of its look.
fn open_run(rich: &mut Rich, tag: &quick_xml::events::BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "r" => rich.begin(),
        // A run that says how it looks says all of it.
        "rPr" => rich.strikes(false),
        "strike" => rich.strikes(is_on(tag)),
        _ => {}
    }
}

fn shared_strings(xml: &str) -> Result<Vec<Rich>, WorkbookFault> {
    let (mut strings, mut text, mut in_text, mut in_reading) = (vec![], Rich::default(), false, false);
    each_piece(xml, |piece| {
        match piece {
            Piece::Open(tag) => match tag.local_name().as_ref() {
                "si" => text = Rich::default(),
                "t" => in_text = true,
                // How a word is read aloud: it stands beside the word, not in it.
                "rPh" => in_reading = true,
                _ => open_run(&mut text, &tag),
            },
            Piece::Close(name) => match name.as_str() {
                "si" => strings.push(std::mem::take(&mut text)),
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Piece::Text(part) if in_text && !in_reading => text.push(&part),
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
    /// Words that stand in the cell itself.
    words: Rich,
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
                match (&mut self.cell, self.inside) {
                    (Some(raw), Inside::Value) => raw.value.push_str(&text),
                    (Some(raw), Inside::Words) => raw.words.push(&text),
                    _ => {}
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
            name => self.open_inside(name, tag),
        }
        Ok(())
    }

    fn open_inside(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        let Some(raw) = &mut self.cell else { return };
        match name {
            "v" => (self.inside, raw.has_value) = (Inside::Value, true),
            "t" if self.inside != Inside::Reading => (self.inside, raw.has_value) = (Inside::Words, true),
            "rPh" => self.inside = Inside::Reading,
            "f" => raw.formula = true,
            _ => open_run(&mut raw.words, tag),
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
                    let written = self.written(&raw);
                    self.budget.put(self.sheet, self.at, written)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn written(&self, raw: &Raw) -> Written {
        let style = self.shared.styles.get(raw.style);
        let is_struck = style.is_some_and(|(_, struck)| *struck);
        let rich = |rich: &Rich| {
            let (text, struck) = rich.told_apart(is_struck, resolved);
            Written { text, struck, ..Written::default() }
        };
        match raw.kind.as_str() {
            "s" if raw.has_value => {
                let index: Option<usize> = raw.value.trim().parse().ok();
                let text = index.and_then(|index| self.shared.strings.get(index)).map(rich);
                Written { formula: raw.formula, ..text.unwrap_or_default() }
            }
            "inlineStr" if raw.has_value => Written { formula: raw.formula, ..rich(&raw.words) },
            _ => {
                let format = style.map(|(format, _)| format.clone()).unwrap_or_default();
                let written = Written { formula: raw.formula, ..self.value(raw, &format) };
                if is_struck { written.struck_out() } else { written }
            }
        }
    }

    /// What a cell holds that is no text of its own.
    fn value(&self, raw: &Raw, format: &Format) -> Written {
        let shown = |text: &str, shown: Shown| Written { text: text.to_owned(), shown, ..Written::default() };
        let value = raw.value.trim();
        match raw.kind.as_str() {
            _ if raw.formula && value.is_empty() && raw.kind != "str" => shown("", Shown::Uncomputed),
            _ if !raw.has_value => Written::default(),
            "str" => shown(&resolved(&raw.value), Shown::Text),
            "b" => shown(if value == "1" { "TRUE" } else { "FALSE" }, Shown::Truth),
            "e" => shown(value, Shown::Error),
            "d" => {
                let day = value.strip_suffix("T00:00:00").unwrap_or(value);
                shown(&day.replace('T', " "), Shown::Date)
            }
            _ if value.is_empty() => Written::default(),
            _ => {
                let origin = Origin { from_1904: self.shared.from_1904, formula: raw.formula };
                number(&raw.value, format, origin)
            }
        }
    }
}
