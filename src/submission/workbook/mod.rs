//! A workbook that was handed in, as a submission: our form, or a unit's own table as far as it goes.
//!
//! Takes the sheets of a file and the plan; gives what a text would give, and findings at cells.
//! Never takes a row by its position: only what it is called, by id or by title, says what it is.

mod amended;
mod columns;
mod copies;
mod fitting;
mod head;
mod head_copies;
mod heads;
mod known;
mod labels;
mod locked;
mod measures;
mod rows;
mod rules;
mod said;
mod strays;
mod tables;
mod tell;
mod unseen;
mod value;

pub use fitting::{Fitting, fitting, made_for, made_for_year, unsaid};
pub(super) use head::{stated, titled};
pub(super) use rules::NOTHING_FILLED_IN;
pub use rules::RULES;

use std::collections::{BTreeMap, BTreeSet};

use self::copies::Copies;
use self::tables::Table;
use super::form::Form;
use super::read::measure;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::Plan;
use crate::source::{Cell, FileId, Place, Sheet, Sources};
use crate::syntax::{Cells, Piece, Reading, read_cells};

/// A workbook that is being read.
struct Book<'a> {
    sources: &'a Sources,
    plan: &'a Plan,
    file: FileId,
    sheets: &'a [Sheet],
    /// What the form's hidden sheet says.
    hidden: BTreeMap<String, String>,
}

impl Book<'_> {
    /// What stands in a cell.
    fn place(&self, sheet: usize, row: u32, column: u32) -> Place {
        let length = self.sheets[sheet].text(row, column).len() as u32;
        Place::in_cell(self.file, Cell { sheet: sheet as u32, row, column }, 0..length)
    }

    /// A row as such.
    fn row(&self, sheet: usize, row: u32) -> Place {
        Place::of_row(self.file, sheet as u32, row)
    }

    /// The path of the file in the workspace.
    fn path(&self) -> &str {
        &self.sources.get(self.file).path
    }

    /// Whether there is a hidden sheet that says whose form it is.
    fn has_hidden(&self) -> bool {
        self.said("unit").is_some() && self.said("plan").is_some()
    }

    /// The version of the form, where it is not this program's.
    fn old_version(&self) -> Option<&str> {
        self.said("form").filter(|version| self.has_hidden() && *version != crate::workbook::FORM_VERSION)
    }

    /// Whether the form is newer than this program.
    fn is_newer(&self) -> bool {
        let number = |version: &str| version.trim().parse::<u32>().ok();
        self.old_version().and_then(number) > number(crate::workbook::FORM_VERSION)
    }

    /// Whether it is a form of another plan.
    fn is_of_other_plan(&self) -> bool {
        self.said("plan").is_some_and(|plan| !plan.eq_ignore_ascii_case(self.plan.definition.id.as_str()))
    }

    /// What the hidden sheet says under a key.
    fn said(&self, key: &str) -> Option<&str> {
        self.hidden.get(key).map(String::as_str).filter(|said| !said.is_empty())
    }

    fn name(&self) -> &str {
        self.path().rsplit('/').next().unwrap_or("")
    }
}

/// Whether a finding says that a workbook is no report at all.
pub fn is_no_form(found: &Diagnostic) -> bool {
    [&rules::NO_FORM, &rules::NO_WORKBOOK].iter().any(|rule| rule.code == found.rule.code)
}

/// Whether a finding says that a form is not filled in at all.
pub fn is_blank_form(found: &Diagnostic) -> bool {
    found.rule.code == NOTHING_FILLED_IN.code
}

/// Whether a file is a workbook, by its bytes or by its name.
pub(super) fn is_workbook(sources: &Sources, file: FileId) -> bool {
    let file = sources.get(file);
    !file.sheets.is_empty() || (file.problem.is_none() && crate::source::is_workbook(&file.path))
}

/// Reads a workbook as a submission.
pub(super) fn read(sources: &Sources, plan: &Plan, file: FileId, out: &mut Diagnostics) -> Reading<Form> {
    let sheets = &sources.get(file).sheets;
    let book = Book { sources, plan, file, sheets, hidden: head::hidden(sheets) };
    let mut found = Diagnostics::default();
    let mut reading = match book.sheets {
        [] => {
            tell::no_workbook(sources.get(file), Place::of_file(file), &mut found);
            Reading { value: None, faulty: true, blank: None, left_out: None, unnamed: vec![] }
        }
        _ => read_book(&book, &mut found),
    };
    let faults = || found.iter().filter(|finding| finding.severity == Severity::Error);
    reading.faulty |= faults().next().is_some();
    if let Some(left_out) = &mut reading.left_out {
        // A row or a table that cannot be read may be any answer; numbers that cannot be taken are of rows that are read.
        left_out.loses_more |= faults().any(|fault| loses_answers(fault) && !left_out.holds(fault.place));
        reading.unnamed.retain(|_| !left_out.loses_more);
    } else if faults().any(loses_answers) {
        reading.unnamed.clear();
    }
    out.extend(found);
    reading
}

/// Whether a fault may have taken any answer: not where a row of a known list is nobody's, or a number is not taken.
fn loses_answers(fault: &Diagnostic) -> bool {
    ![&rules::OTHER_MEASURE, &rules::UNKNOWN_ROW].iter().any(|rule| rule.code == fault.rule.code)
}

fn read_book(book: &Book<'_>, out: &mut Diagnostics) -> Reading<Form> {
    let nothing = Reading { value: None, faulty: true, blank: None, left_out: None, unnamed: vec![] };
    let mut head = head::read(book);
    let year = head.year(book).and_then(|(year, _)| super::whose::year_in(&year));
    let mut tables = tables::tables(book, year);
    if tables.is_empty() && head.is_empty() {
        tell::no_form(book, out);
        return nothing;
    }
    let ours = head.is_ours(book);
    let mut copies = Copies::among(book, &mut tables, out);
    let unit = head.unit(book).and_then(|(unit, _)| book.plan.unit_named(&unit));
    // Of a form of another unit that is told.
    let given = book.said("unit").and_then(|unit| book.plan.unit_named(unit));
    let unit = unit.filter(|unit| given.is_none_or(|given| given == *unit));
    copies.pass(book, &tables, &amended::tell(book, unit, out));
    let of_head = head_copies::among(book, &tables, &mut head, out);
    let mut cells = Cells::default();
    let whole = Place::of_file(book.file);
    let mut lists: Vec<(&str, Piece)> = vec![];
    let (mut asked, mut unsaid) = (0, vec![]);
    for sheet in crate::workbook::SHEETS {
        let mut entries = vec![];
        for table in tables.iter().filter(|table| table.layout.list == sheet.list) {
            columns::columns(book, table, ours, out);
            asked += table.rows(book).len();
            locked::example(book, table, out);
            entries.extend(rows::entries(book, (table, ours, &copies), (&mut cells, &mut unsaid), out));
        }
        if !entries.is_empty() {
            lists.push((sheet.list, cells.list(&entries, whole)));
        }
    }
    tell::sheets(book, (&tables, year), (head.sheet(), &copies.unread, &of_head), out);
    unseen::aside(book, &tables, head.sheet(), out);
    strays::tell(book, (&tables, &copies), head.sheet(), out);
    head.compare(book, out);
    if let Some(sheet) = head.sheet().filter(|_| ours && !book.is_of_other_plan()) {
        locked::compare_head(book, sheet, out);
    }
    tell::rows_of_the_whole(book, head.sheet(), out);
    if lists.is_empty() && head.is_empty() && out.iter().all(|found| found.severity != Severity::Error) {
        return Reading { blank: Some(asked), ..nothing };
    }
    if !ours {
        tell::own_table(book, &tables, &head, out);
    }
    let mut pairs = head.pieces(book, (&mut cells, &mut unsaid), out);
    unseen::nothing(&unsaid, out);
    pairs.extend(lists);
    let root = cells.map(&pairs, whole);
    let unnamed = unnamed(&tables, out);
    let read = read_cells(book.sources, book.file, &|id| measure(book.plan, id), (&cells, root), out);
    Reading { unnamed, ..read }
}

/// The lists in which a row is nobody's.
fn unnamed(tables: &[Table], found: &Diagnostics) -> Vec<&'static str> {
    let of_rows = || found.iter().filter(|found| found.rule.code == rules::UNKNOWN_ROW.code);
    let sheets: BTreeSet<u32> = of_rows().filter_map(|found| Some(found.place.cell()?.sheet)).collect();
    let lost = tables.iter().filter(|table| u32::try_from(table.sheet).is_ok_and(|at| sheets.contains(&at)));
    lost.map(|table| table.layout.list).collect()
}
