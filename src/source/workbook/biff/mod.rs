//! .xls and .et, as Excel 97–2003 and older WPS write them (BIFF8 in an OLE file, [MS-XLS]).
//!
//! By hand over `cfb`, which is there for .doc: readers of others give neither number formats nor hidden
//! rows of these files, and lay a sheet out as one block, so that two far cells cost hundreds of megabytes.
//! Never reads charts, macros or drawings.

mod records;
mod strings;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use self::records::{Record, Records, u16_at, u32_at};
use self::strings::{Segments, shared_strings, short_string};
use super::budget::Budget;
use super::format::Format;
use super::number::{Origin, number};
use super::rich::Rich;
use super::sheet::{Area, Sheet, Shown, Written};
use super::{MAX_BYTES, WorkbookFault};

// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const CONTINUE: u16 = 0x003c;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookFault> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| WorkbookFault::Damaged)?;
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut data = vec![];
        file.open_stream(name).ok()?.take(MAX_BYTES * 2).read_to_end(&mut data).ok()?;
        Some(data)
    };
    let Some(book) = stream("/Workbook").or_else(|| stream("/Book")) else {
        let locked = stream("/EncryptedPackage").is_some();
        return Err(if locked { WorkbookFault::Locked } else { WorkbookFault::OtherFormat });
    };
    let globals = Globals::read(&book)?;
    let mut budget = Budget::default();
    let mut sheets = vec![];
    for tab in &globals.tabs {
        let mut sheet = Sheet { name: tab.name.clone(), hidden: tab.hidden, ..Sheet::default() };
        let records = Records::from(&book, tab.place);
        Reading { globals: &globals, budget: &mut budget, sheet: &mut sheet, waiting: None }.read(records)?;
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(WorkbookFault::Damaged) } else { Ok(sheets) }
}

struct Tab {
    name: String,
    hidden: bool,
    place: usize,
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    tabs: Vec<Tab>,
    strings: Vec<Rich>,
    /// The number format of each cell style, and whether its font strikes out.
    styles: Vec<(Format, bool)>,
    from_1904: bool,
}

impl Globals {
    fn read(book: &[u8]) -> Result<Self, WorkbookFault> {
        let mut globals = Globals::default();
        let (mut codes, mut ids) = (BTreeMap::new(), vec![]);
        let mut fonts: Vec<bool> = vec![];
        let mut records = Records::from(book, 0).peekable();
        let first = records.next().filter(|record| record.kind == BOF).ok_or(WorkbookFault::Damaged)?;
        if u16_at(first.data, 0) != Some(0x0600) {
            return Err(WorkbookFault::OtherFormat);
        }
        while let Some(record) = records.next() {
            match record.kind {
                EOF => break,
                FILE_PASS => return Err(WorkbookFault::Locked),
                0x0022 => globals.from_1904 = u16_at(record.data, 0) == Some(1),
                0x0085 => globals.tabs.extend(tab(record.data)),
                0x041e => codes.extend(format_code(record.data)),
                // Bit 3 of the options: struck out.
                0x0031 => fonts.push(u16_at(record.data, 2).is_some_and(|options| options & 8 != 0)),
                0x00e0 => {
                    ids.push((u16_at(record.data, 2).unwrap_or(0), u16_at(record.data, 0).unwrap_or(0)))
                }
                0x00fc => {
                    let mut parts = vec![record.data];
                    while let Some(next) = records.next_if(|next| next.kind == CONTINUE) {
                        parts.push(next.data);
                    }
                    globals.strings = shared_strings(Segments::new(parts), &|font| strikes(&fonts, font));
                }
                _ => {}
            }
        }
        let format = |id: &u16| codes.get(id).cloned().unwrap_or_else(|| Format::built_in(u32::from(*id)));
        globals.styles = ids.iter().map(|(id, font)| (format(id), strikes(&fonts, *font))).collect();
        Ok(globals)
    }
}

/// Whether a font strikes out; the number 4 is given to none.
fn strikes(fonts: &[bool], font: u16) -> bool {
    let at = usize::from(if font > 4 { font - 1 } else { font });
    fonts.get(at).copied().unwrap_or(false)
}

/// The name and the place of a sheet; charts and macros have tabs of other kinds.
fn tab(data: &[u8]) -> Option<Tab> {
    let place = u32_at(data, 0)? as usize;
    let (state, kind) = (*data.get(4)?, *data.get(5)?);
    let name = short_string(data.get(6..)?)?;
    (kind == 0).then_some(Tab { name, hidden: state & 3 != 0, place })
}

fn format_code(data: &[u8]) -> Option<(u16, Format)> {
    let code = Segments::new(vec![data.get(2..)?]).string()?;
    Some((u16_at(data, 0)?, Format::of_code(&code)))
}

struct Reading<'r> {
    globals: &'r Globals,
    budget: &'r mut Budget,
    sheet: &'r mut Sheet,
    /// The cell of a formula whose text follows in a record of its own.
    waiting: Option<(u32, u32)>,
}

impl Reading<'_> {
    fn read(mut self, records: Records<'_>) -> Result<(), WorkbookFault> {
        let mut depth = 0usize;
        for record in records {
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // A chart inside the sheet has records of its own.
                _ if depth > 1 => {}
                _ => self.record(&record)?,
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), WorkbookFault> {
        let data = record.data;
        let Some(at) = place(data) else { return Ok(()) };
        match record.kind {
            // Bit 5 of the options: the height is zero.
            0x0208 if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.sheet.hidden_rows.insert(at.0);
            }
            // Columns from and to, counted from 0; the lowest bit of the options hides them.
            0x007d if data.get(8).is_some_and(|flags| flags & 1 != 0) => {
                self.sheet.hidden_columns.extend(at.0..=at.1);
            }
            0x00fd => {
                let index = u32_at(data, 6).unwrap_or(u32::MAX) as usize;
                let rich = self.globals.strings.get(index).cloned().unwrap_or_default();
                let (text, struck) = rich.told_apart(self.style(data).1, str::to_owned);
                self.put(at, Written { text, struck, ..Written::default() })?;
            }
            0x0204 | 0x00d6 => {
                let text = data.get(6..).and_then(|data| Segments::new(vec![data]).string());
                let written = Written { text: text.unwrap_or_default(), ..Written::default() };
                self.put(at, if self.style(data).1 { written.struck_out() } else { written })?;
            }
            0x0203 => self.number(at, data, real(data, 6))?,
            0x027e => self.number(at, data, u32_at(data, 6).map(packed))?,
            0x00bd => self.numbers(at, data)?,
            0x0205 => {
                let (value, is_error) = (data.get(6).copied(), data.get(7) == Some(&1));
                self.put(at, if is_error { error(value) } else { truth(value) })?;
            }
            0x0006 => self.formula(at, data)?,
            0x0207 => {
                if let Some(at) = self.waiting.take() {
                    let text = Segments::new(vec![data]).string().unwrap_or_default();
                    self.put(at, Written { text, formula: true, ..Written::default() })?;
                }
            }
            0x00e5 => self.merged(data)?,
            // A note; its words stand with the drawings, which are not read.
            0x001c => {
                self.sheet.notes.insert(at, String::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn put(&mut self, at: (u32, u32), written: Written) -> Result<(), WorkbookFault> {
        self.budget.put(self.sheet, at, written)
    }

    fn number(&mut self, at: (u32, u32), data: &[u8], digits: Option<String>) -> Result<(), WorkbookFault> {
        let style = u16_at(data, 4).unwrap_or(0);
        let written = self.shown(style, digits.as_deref().unwrap_or(""), false);
        self.put(at, written)
    }

    fn shown(&self, style: u16, digits: &str, formula: bool) -> Written {
        let (format, is_struck) = self.globals.styles.get(usize::from(style)).cloned().unwrap_or_default();
        let written = number(digits, &format, Origin { from_1904: self.globals.from_1904, formula });
        if is_struck { written.struck_out() } else { written }
    }

    /// The style of a record's cell.
    fn style(&self, data: &[u8]) -> (Format, bool) {
        let style = u16_at(data, 4).map_or(0, usize::from);
        self.globals.styles.get(style).cloned().unwrap_or_default()
    }

    /// Several numbers beside each other.
    fn numbers(&mut self, (row, column): (u32, u32), data: &[u8]) -> Result<(), WorkbookFault> {
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (index, cell) in cells.chunks_exact(6).enumerate() {
            let style = u16_at(cell, 0).unwrap_or(0);
            let written = self.shown(style, &u32_at(cell, 2).map(packed).unwrap_or_default(), false);
            self.put((row, column.saturating_add(index as u32)), written)?;
        }
        Ok(())
    }

    fn formula(&mut self, at: (u32, u32), data: &[u8]) -> Result<(), WorkbookFault> {
        if data.get(12..14) != Some(&[0xff, 0xff]) {
            let written = self.shown(u16_at(data, 4).unwrap_or(0), &real(data, 6).unwrap_or_default(), true);
            return self.put(at, written);
        }
        let written = match data.get(6) {
            Some(0) => {
                self.waiting = Some(at);
                return Ok(());
            }
            Some(1) => truth(data.get(8).copied()),
            Some(2) => error(data.get(8).copied()),
            _ => return Ok(()),
        };
        self.put(at, Written { formula: true, ..written })
    }

    fn merged(&mut self, data: &[u8]) -> Result<(), WorkbookFault> {
        for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let number = |at| u32::from(u16_at(area, at).unwrap_or(0)) + 1;
            let (first, last) = ((number(0), number(4)), (number(2), number(6)));
            self.budget.merge(self.sheet, Area { first, last })?;
        }
        Ok(())
    }
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?) + 1))
}

/// A binary number in the shortest digits that stand for it.
fn real(data: &[u8], at: usize) -> Option<String> {
    let number = f64::from_le_bytes(*data.get(at..)?.first_chunk()?);
    number.is_finite().then(|| number.to_string())
}

/// A number in four bytes: a whole one or the upper half of a binary one, perhaps a hundredth of it.
fn packed(bits: u32) -> String {
    let digits = if bits & 2 != 0 {
        ((bits as i32) >> 2).to_string()
    } else {
        f64::from_bits(u64::from(bits & !3) << 32).to_string()
    };
    let hundredth = || {
        let number = rust_decimal::Decimal::from_str_exact(&digits).ok()?;
        number.checked_div(rust_decimal::Decimal::ONE_HUNDRED).map(|number| number.normalize().to_string())
    };
    if bits & 1 != 0 { hundredth().unwrap_or(digits) } else { digits }
}

fn truth(value: Option<u8>) -> Written {
    let text = if value == Some(0) { "FALSE" } else { "TRUE" };
    Written { text: text.to_owned(), shown: Shown::Truth, formula: false, ..Written::default() }
}

fn error(value: Option<u8>) -> Written {
    let text = match value {
        Some(0x00) => "#NULL!",
        Some(0x07) => "#DIV/0!",
        Some(0x0f) => "#VALUE!",
        Some(0x17) => "#REF!",
        Some(0x1d) => "#NAME?",
        Some(0x24) => "#NUM!",
        _ => "#N/A",
    };
    Written { text: text.to_owned(), shown: Shown::Error, formula: false, ..Written::default() }
}
