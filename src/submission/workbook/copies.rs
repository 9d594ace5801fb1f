//! Sheets that answer for the same rows, as copies of a sheet do (`任务台账 (2)`): one is read; where they say different
//! things nobody but the unit knows which holds, and neither counts.

use std::collections::{BTreeMap, BTreeSet};

use super::Book;
use super::amended::Gone;
use super::heads::Column;
use super::known::by_title;
use super::rules;
use super::said::{listed, shortened};
use super::tables::Table;
use super::value::is_blank;
use crate::diagnostic::Diagnostics;
use crate::workbook::Field;

/// Further cells that a finding names one by one.
const NAMED: usize = 8;

/// The answers of a row, by the keys of their fields.
type Answers<'b> = BTreeMap<&'static str, (u32, &'b str)>;

/// What copies are there.
#[derive(Default)]
pub(super) struct Copies {
    /// Rows, by sheet, that are read in another sheet or not at all.
    passed: BTreeSet<(usize, u32)>,
    /// Fields of rows that are read and of which another sheet says something else, each with its column.
    doubtful: BTreeMap<(usize, u32), Vec<(&'static str, u32)>>,
    /// Sheets of which no row is read.
    pub(super) unread: Vec<Unread>,
}

/// A sheet of which no row is read, as another is read in its place.
pub(super) struct Unread {
    pub(super) sheet: usize,
    pub(super) instead: usize,
    /// Why, where that was not said with what differs.
    pub(super) why: Option<&'static str>,
}

/// One answer that two sheets give differently.
struct Differs {
    first: (usize, u32, u32),
    second: (usize, u32, u32),
}

impl Copies {
    /// Looks for copies among the tables, and takes out those of which no row is read.
    pub(super) fn among(book: &Book<'_>, tables: &mut Vec<Table>, out: &mut Diagnostics) -> Self {
        let mut copies = Copies::default();
        // The sheet that still bears the form's name comes first: Excel puts a copy before what it copies.
        let lists: Vec<&str> = tables.iter().map(|table| table.layout.list).collect();
        tables.sort_by_key(|table| {
            let first = lists.iter().position(|list| *list == table.layout.list);
            (first, book.sheets[table.sheet].name.trim() != table.layout.name)
        });
        let mut differing: BTreeMap<(usize, usize), Vec<Differs>> = BTreeMap::new();
        for (at, later) in tables.iter().enumerate() {
            for earlier in tables[..at].iter().filter(|table| table.layout.list == later.layout.list) {
                let found = copies.compare(book, earlier, later);
                if !found.is_empty() {
                    differing.entry((earlier.sheet, later.sheet)).or_default().extend(found);
                }
            }
        }
        for ((first, second), found) in &differing {
            tell(book, (*first, *second), found, out);
        }
        let told: BTreeSet<usize> = differing.keys().map(|(_, second)| *second).collect();
        copies.leave_out(book, tables, &told);
        copies
    }

    /// Passes over rows of what has left the plan, by sheet and id.
    pub(super) fn pass(&mut self, book: &Book<'_>, tables: &[Table], gone: &Gone) {
        for table in tables.iter().filter(|_| !gone.is_empty()) {
            let is_gone = |id: &String| gone.contains(&(table.layout.name, id.clone()));
            let rows = rows(book, table).filter(|(_, id, _)| is_gone(id)).map(|(row, ..)| (table.sheet, row));
            self.passed.extend(rows.collect::<Vec<_>>());
        }
    }

    /// Whether a row is not read: another sheet has it, or the plan has it no more.
    pub(super) fn passes(&self, sheet: usize, row: u32) -> bool {
        self.passed.contains(&(sheet, row))
    }

    /// The fields of a row of which another sheet says something else, each with its column.
    pub(super) fn doubtful(&self, sheet: usize, row: u32) -> &[(&'static str, u32)] {
        self.doubtful.get(&(sheet, row)).map_or(&[], Vec::as_slice)
    }

    fn compare(&mut self, book: &Book<'_>, earlier: &Table, later: &Table) -> Vec<Differs> {
        let mut differing = vec![];
        let known: BTreeMap<String, (u32, Answers<'_>)> = rows(book, earlier)
            .filter(|(row, ..)| !self.passes(earlier.sheet, *row))
            .map(|(row, id, answers)| (id, (row, answers)))
            .collect();
        for (row, id, answers) in rows(book, later) {
            let Some((first, said)) = known.get(&id) else { continue };
            if said.is_empty() && !answers.is_empty() {
                self.passed.insert((earlier.sheet, *first));
                continue;
            }
            self.passed.insert((later.sheet, row));
            if answers.is_empty() {
                continue;
            }
            let keys: BTreeSet<&'static str> = said.keys().chain(answers.keys()).copied().collect();
            for key in keys {
                let (one, other) = (said.get(key), answers.get(key));
                if one.map(|(_, text)| *text) == other.map(|(_, text)| *text) {
                    continue;
                }
                let column = |table: &Table, said: Option<&(u32, &str)>| {
                    let of_field = table.answers().find(|(_, field)| field.key == key).map(|(at, _)| at);
                    said.map(|(at, _)| *at).or(of_field).unwrap_or(1)
                };
                let (here, there) = (column(earlier, one), column(later, other));
                let doubtful = self.doubtful.entry((earlier.sheet, *first)).or_default();
                if !doubtful.iter().any(|(known, _)| *known == key) {
                    doubtful.push((key, here));
                }
                let (first, second) = ((earlier.sheet, *first, here), (later.sheet, row, there));
                differing.push(Differs { first, second });
            }
        }
        differing
    }

    /// Takes out the tables of which no row is read. `told`: of which it was said.
    fn leave_out(&mut self, book: &Book<'_>, tables: &mut Vec<Table>, told: &BTreeSet<usize>) {
        let mut read: BTreeMap<&str, usize> = BTreeMap::new();
        let mut kept = vec![];
        for table in tables.drain(..) {
            let answered: Vec<(u32, bool)> =
                rows(book, &table).map(|(row, _, answers)| (row, !answers.is_empty())).collect();
            let is_passed = |(row, _): &(u32, bool)| self.passes(table.sheet, *row);
            let all_passed = !answered.is_empty() && answered.iter().all(is_passed);
            let Some(instead) = read.get(table.layout.list).copied().filter(|_| all_passed) else {
                if !all_passed {
                    read.entry(table.layout.list).or_insert(table.sheet);
                }
                kept.push(table);
                continue;
            };
            let why = match answered.iter().any(|(_, says)| *says) {
                _ if told.contains(&table.sheet) => None,
                true => Some("填的相同"),
                false => Some("没有填写"),
            };
            self.unread.push(Unread { sheet: table.sheet, instead, why });
        }
        *tables = kept;
    }
}

/// The rows of a table that say which they are: their ids and answers.
fn rows<'b>(book: &'b Book<'_>, table: &'b Table) -> impl Iterator<Item = (u32, String, Answers<'b>)> {
    let sheet = &book.sheets[table.sheet];
    let said = move |row: u32, column: Option<u32>| {
        column.map(|column| sheet.text(row, column).trim()).filter(|text| !text.is_empty())
    };
    let id = move |row: u32| {
        let own = said(row, table.column(Column::Id));
        let of_title = || by_title(book.plan, table.layout.list, said(row, table.column(Column::Title))?);
        own.or_else(of_title).map(str::to_lowercase)
    };
    let answer = move |row: u32, (at, field): (u32, &'static Field)| {
        Some(sheet.text(row, at).trim()).filter(|text| !is_blank(text)).map(|text| (field.key, (at, text)))
    };
    table.rows(book).into_iter().filter_map(move |row| {
        Some((row, id(row)?, table.answers().filter_map(|of| answer(row, of)).collect()))
    })
}

/// Says of two sheets what they say differently.
fn tell(book: &Book<'_>, (first, second): (usize, usize), found: &[Differs], out: &mut Diagnostics) {
    let Some(one) = found.first() else { return };
    let name = |sheet: usize| book.sheets[sheet].name.trim();
    let words = |(sheet, row, column): (usize, u32, u32)| match book.sheets[sheet].text(row, column).trim() {
        "" => format!("“{}”里是空的", name(sheet)),
        text => format!("“{}”里写的是“{}”", name(sheet), shortened(text)),
    };
    let place = |(sheet, row, column): (usize, u32, u32)| book.place(sheet, row, column);
    let both = listed(&[name(first), name(second)]);
    let message = format!("工作表{both}填的是同一张表，有{}格不一样，不知道以哪一张为准", found.len());
    let said = out.report(&rules::COPIED_SHEET, place(one.first), message);
    said.label(words(one.first)).related(place(one.second), words(one.second));
    for other in found.iter().skip(1).take(NAMED) {
        said.related(place(other.second), words(other.second));
    }
    said.help("不一样的各格都没有采用。核对后只留正确的一张，删去另一张，再提交");
    said.concerns = found.iter().map(|one| place(one.first)).collect();
}
