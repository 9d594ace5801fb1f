//! The rows of a list as entries.

use std::collections::BTreeMap;

use super::copies::Copies;
use super::heads::Column;
use super::known::{by_title, names, title_of};
use super::tables::{Table, doubtful, needed};
use super::value::{Answer, is_blank};
use super::{Book, locked, measures, rules, tell, unseen};
use crate::diagnostic::Diagnostics;
use crate::source::{Area, Place, Written};
use crate::syntax::{Cells, Piece};
use crate::workbook::Field;

/// The entries of a list: its rows with answers.
pub(super) fn entries(
    book: &Book<'_>,
    (table, ours, copies): (&Table, bool, &Copies),
    (cells, nothing): (&mut Cells, &mut Vec<Place>),
    out: &mut Diagnostics,
) -> Vec<Piece> {
    let merged = merged(book, table, out);
    let needed = needed(table);
    let mut reading = Reading {
        book,
        table,
        copies,
        cells,
        needed,
        nothing: vec![],
        by_title: vec![],
        renamed: vec![],
        unnamed: vec![],
        slipped: vec![],
        heads: measures::of_heads(book, table),
        otherwise: BTreeMap::new(),
    };
    let mut entries = vec![];
    for row in table.rows(book) {
        // What is merged into a row above was said there.
        let is_merged = merged.iter().any(|area| area.first.0 < row && row <= area.last.0);
        if !is_merged && !copies.passes(table.sheet, row) {
            entries.extend(reading.row(row, out));
        }
    }
    let (by_title, renamed) = (std::mem::take(&mut reading.by_title), std::mem::take(&mut reading.renamed));
    measures::tell(book, table, (&reading.heads, &reading.otherwise), out);
    tell::slipped_rows(book, table, &reading.slipped, out);
    tell::unnamed_rows(book, table, &reading.unnamed, out);
    nothing.append(&mut reading.nothing);
    tell::found_by_title(book, table, &by_title, out);
    // In its own table a unit may call things as it likes; a form of another plan is said to be that.
    if ours && !book.is_of_other_plan() {
        locked::compare(book, table, (&renamed, &reading.slipped), out);
    }
    unseen::hidden(book, table, out);
    unseen::notes(book, table, out);
    entries
}

/// Merged cells that hide which row is which, each reported once.
fn merged(book: &Book<'_>, table: &Table, out: &mut Diagnostics) -> Vec<Area> {
    let sheet = &book.sheets[table.sheet];
    let areas = sheet.merged.iter().copied().filter(|area| area.rows() > 1 && area.first.0 > table.heads);
    let of_column = |area: &Area| {
        let mut columns = table.columns.iter();
        columns.find(|(at, column)| area.holds(area.first.0, **at) && **column != Column::Given)
    };
    let mut hides = vec![];
    for area in areas {
        let Some((at, column)) = of_column(&area) else { continue };
        tell::merged(book, table, (area, *at), out);
        if matches!(column, Column::Id | Column::Title) {
            hides.push(area);
        }
    }
    hides
}

/// What a row says, by key: of a key with parts, by those.
type Pieces = BTreeMap<&'static str, Vec<(&'static str, Piece)>>;

struct Reading<'r, 'b> {
    book: &'r Book<'b>,
    table: &'r Table,
    copies: &'r Copies,
    cells: &'r mut Cells,
    /// Fields for which there is no column.
    needed: Vec<&'static Field>,
    /// Cells that say in words that there is nothing.
    nothing: Vec<Place>,
    /// Rows that were known by their title.
    by_title: Vec<(u32, &'b str)>,
    /// Rows that say something and not what they are, each with the first cell that does.
    unnamed: Vec<(u32, u32)>,
    /// Rows in which last year is that of another row, each with the cell of its id.
    slipped: Vec<(u32, u32)>,
    /// Units of measure that the heads name, and the columns that are counted otherwise than asked.
    heads: BTreeMap<u32, measures::Measure>,
    otherwise: measures::Otherwise,
    /// Rows whose title is not the plan's any more.
    renamed: Vec<(u32, &'b str)>,
}

impl<'b> Reading<'_, 'b> {
    /// The entry of a row; nothing where nothing was answered or nobody knows what it is.
    fn row(&mut self, row: u32, out: &mut Diagnostics) -> Option<Piece> {
        let book = self.book;
        let sheet = &book.sheets[self.table.sheet];
        let merged = self.merged_into(row);
        let mut answers: Vec<(u32, &'static Field, &'b Written)> = self
            .table
            .answers()
            .filter_map(|(column, field)| Some((column, field, sheet.cells.get(&(row, column))?)))
            .filter(|(_, _, written)| {
                written.shown == crate::source::Shown::Uncomputed || !is_blank(&written.text)
            })
            .collect();
        answers.retain(|(column, field, written)| {
            let place = book.place(self.table.sheet, row, *column);
            let nothing = Answer { field, written, place, unit: None }.says_nothing();
            self.nothing.extend(nothing.then_some(place));
            !nothing
        });
        if answers.is_empty() {
            return None;
        }
        let (id, place) = self.which(row, answers[0].0, out)?;
        let figure =
            (self.table.layout.list == "indicators").then(|| book.plan.indicator_by_id(&id)).flatten();
        let unit = figure.and_then(|at| book.plan.indicator(at).unit_of_measure.as_deref());
        let of_value = |field: &Field| matches!(field.key, "value" | "last_year.value");
        let is_measured = answers.iter().any(|(_, field, _)| of_value(field));
        let other = unit.filter(|_| is_measured).and_then(|unit| self.measured_otherwise(row, unit, out));
        let mut pieces = Pieces::new();
        for (column, field, written) in answers {
            let of_value = of_value(field);
            let answer = Answer {
                field,
                written,
                place: book.place(self.table.sheet, row, column),
                unit: unit.filter(|_| of_value),
            };
            let wrong = self.counts_otherwise(row, column, field, unit);
            let piece = match other {
                _ if wrong => Some(self.cells.faulty(answer.place)),
                Some(()) if of_value => Some(self.cells.faulty(answer.place)),
                _ => answer.read(book, self.cells, out),
            };
            if let Some(piece) = piece {
                let (outer, inner) = field.key.split_once('.').unwrap_or((field.key, ""));
                pieces.entry(outer).or_default().push((inner, piece));
            }
        }
        self.leave_open(row, merged, &mut pieces);
        Some(self.entry(row, (&id, place), pieces))
    }

    /// Whether the head of a column says that its numbers are counted otherwise than asked.
    fn counts_otherwise(&mut self, row: u32, column: u32, field: &Field, unit: Option<&str>) -> bool {
        let (Some(named), Some(right)) = (self.heads.get(&column), measures::asked(field, unit)) else {
            return false;
        };
        let differs = named.differs(right);
        if differs {
            self.otherwise.entry(column).or_default().push((row, right.to_owned()));
        }
        differs
    }

    /// Puts in what cannot be told of a row, as was said where it is seen: other heads, other sheets, merged cells.
    fn leave_open(&mut self, row: u32, merged: Vec<(&'static str, Place)>, pieces: &mut Pieces) {
        let book = self.book;
        let sheet = &book.sheets[self.table.sheet];
        // What stands under another head may be what the row cannot do without.
        for (column, _, field) in doubtful(self.table, sheet) {
            if !is_blank(sheet.text(row, column)) {
                let piece = self.cells.faulty(book.place(self.table.sheet, row, column));
                pieces.entry(field.key).or_default().push(("", piece));
            }
        }
        // What another sheet says otherwise was said to be so.
        for (key, column) in self.copies.doubtful(self.table.sheet, row) {
            let piece = self.cells.faulty(book.place(self.table.sheet, row, *column));
            let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
            let parts = pieces.entry(outer).or_default();
            parts.retain(|(known, _)| *known != inner);
            parts.push((inner, piece));
        }
        // What is merged into a cell above was said to be so.
        for (key, place) in merged {
            if !pieces.contains_key(key) {
                let piece = self.cells.faulty(place);
                pieces.entry(key).or_default().push(("", piece));
            }
        }
    }

    /// The fields of a row whose cells are merged into one above.
    fn merged_into(&self, row: u32) -> Vec<(&'static str, Place)> {
        let sheet = &self.book.sheets[self.table.sheet];
        let into = |column| sheet.covered(row, column).filter(|area| area.first.0 < row);
        let answers = self.table.answers().filter(|(column, field)| {
            !field.key.contains('.') && into(*column).is_some_and(|area| area.first.0 > self.table.heads)
        });
        answers.map(|(column, field)| (field.key, self.book.place(self.table.sheet, row, column))).collect()
    }

    /// Says where a row has another unit of measure than the plan: nobody knows what its numbers mean.
    fn measured_otherwise(&self, row: u32, unit: &str, out: &mut Diagnostics) -> Option<()> {
        let column = locked::other_measure(self.book, self.table, row, unit)?;
        let place = self.book.place(self.table.sheet, row, column);
        let written = self.book.sheets[self.table.sheet].text(row, column).trim();
        let name = self.table.layout.name;
        out.report(
            &rules::OTHER_MEASURE,
            place,
            format!("“{name}”第{row}行的计量单位是“{written}”，方案规定的是“{unit}”"),
        )
        .label("看不出数值按哪一个单位填，没有采用")
        .help(format!("把计量单位改回“{unit}”，数值按“{unit}”填写；原来按“{written}”填的，先换算"));
        Some(())
    }

    /// Puts the pieces of a row together, those of one key below it.
    fn entry(&mut self, row: u32, (id, place): (&str, Place), pieces: Pieces) -> Piece {
        let whole = self.book.row(self.table.sheet, row);
        let mut pairs = vec![("id", self.cells.text(id, place))];
        for (key, parts) in pieces {
            let piece = match parts.as_slice() {
                [("", piece)] => *piece,
                parts => self.cells.map(parts, whole),
            };
            pairs.push((key, piece));
        }
        // Said once of all rows: no entry can do without it.
        let sheet = &self.book.sheets[self.table.sheet];
        for field in self.needed.iter().filter(|field| self.table.asks(sheet, row, field)) {
            pairs.push((field.key, self.cells.faulty(whole)));
        }
        let entry = self.cells.map(&pairs, whole);
        for (column, field) in self.table.answers() {
            let gap = self.book.place(self.table.sheet, row, column);
            self.cells.gap(entry, field.key, gap);
        }
        entry
    }

    /// Which row of the plan it is, and where that is said.
    fn which(&mut self, row: u32, first: u32, out: &mut Diagnostics) -> Option<(String, Place)> {
        let (book, table) = (self.book, self.table);
        let (sheet, list) = (&book.sheets[table.sheet], table.layout.list);
        let at = |column: Option<u32>| {
            let column = column.filter(|column| !is_blank(sheet.text(row, *column)))?;
            Some((sheet.text(row, column).trim(), book.place(table.sheet, row, column)))
        };
        let (id, title) = (at(table.column(Column::Id)), at(table.column(Column::Title)));
        match (id, title) {
            (Some((id, place)), _) if book.is_of_other_plan() => Some((id.to_owned(), place)),
            (Some((id, _)), _) if locked::slipped(book, table, row, id).is_some() => {
                self.slipped.push((row, table.column(Column::Id).unwrap_or(1)));
                None
            }
            (Some((id, place)), Some((title, _))) => {
                let right = title_of(book.plan, list, id).filter(|right| !names(title, right));
                let other = right.and_then(|_| by_title(book.plan, list, title));
                match (right, other) {
                    (Some(_), Some(other)) if !other.eq_ignore_ascii_case(id) => {
                        tell::of_another(place, (id, title, other), out);
                        return None;
                    }
                    (Some(right), _) => self.renamed.push((row, right)),
                    (None, _) => {}
                }
                Some((id.to_owned(), place))
            }
            (Some((id, place)), None) => Some((id.to_owned(), place)),
            (None, Some((title, place))) => match by_title(book.plan, list, title) {
                Some(id) => {
                    self.by_title.push((row, id));
                    Some((id.to_owned(), place))
                }
                None => {
                    tell::unknown_row(table, place, title, book, out);
                    None
                }
            },
            (None, None) => {
                self.unnamed.push((row, first));
                None
            }
        }
    }
}
