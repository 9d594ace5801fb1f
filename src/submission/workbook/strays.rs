//! Text on a sheet of the form that stands in no row or column of it: a note in a free cell, a block of its own, a
//! text box.
//!
//! Takes the tables that were found; gives one finding a sheet. Never takes anything of it for an answer: only who
//! wrote it knows where it belongs.

use std::collections::BTreeSet;

use super::Book;
use super::copies::Copies;
use super::heads::Column;
use super::known::{by_title, title_of};
use super::labels::{Around, around_labels};
use super::rules;
use super::said::{LISTED, shortened};
use super::tables::Table;
use super::value::is_blank;
use crate::diagnostic::Diagnostics;
use crate::source::{Sheet, cell_name};
use crate::workbook::HELP_SHEET;

/// Characters from which a row in a unit's own table that answers nothing is more than a heading of rows.
const LONG: usize = 20;
/// Characters up to which a text without an answer is a label.
const LABEL: usize = 8;
/// What numbers the rows of a form.
const NUMBER: &str = "序号";
/// What the last row of the sheet of explanations begins with.
const SEAL: &str = "单位（盖章）";

/// Row and column.
type At = (u32, u32);

/// Says of each sheet which text on it was not read.
pub(super) fn tell(
    book: &Book<'_>,
    (tables, copies): (&[Table], &Copies),
    head: Option<usize>,
    out: &mut Diagnostics,
) {
    for (index, sheet) in book.sheets.iter().enumerate() {
        let mut of_sheet = tables.iter().filter(|table| table.sheet == index).peekable();
        let is_help = sheet.name.trim() == HELP_SHEET && book.has_hidden();
        let cells: Vec<At> = if of_sheet.peek().is_some() {
            of_sheet.flat_map(|table| of_table(book, table, copies)).collect()
        } else if head == Some(index) {
            around_labels(sheet).map(|around| of_head(book, sheet, &around)).unwrap_or_default()
        } else if is_help {
            of_help(sheet)
        } else {
            continue;
        };
        let boxes = sheet
            .boxes
            .iter()
            .map(|(at, words)| (*at, format!("文本框里写的是“{}”", shortened(words.trim()))));
        let words = |at: At| format!("这里写的是“{}”", shortened(sheet.text(at.0, at.1).trim()));
        let found: Vec<(At, String)> = cells.into_iter().map(|at| (at, words(at))).chain(boxes).collect();
        // Only beside rows there are columns for a text.
        let help = match tables.iter().any(|table| table.sheet == index) {
            true => {
                "属于哪一项的，移到那一行的“进展情况”或“说明”；属于全单位的，写进“基本情况”的“总体情况”；不报送的删去"
            }
            false => {
                "要报送的，写进“基本情况”相应一行的“填写”一栏（例如“总体情况”）；属于某一项任务或指标的，写到那一项；不报送的删去"
            }
        };
        told(book, (index, help), &found, out);
    }
}

fn told(book: &Book<'_>, (index, help): (usize, &str), found: &[(At, String)], out: &mut Diagnostics) {
    let Some(((row, column), words)) = found.first() else { return };
    let name = &book.sheets[index].name;
    let named: Vec<String> = found.iter().take(LISTED).map(|(at, _)| cell_name(at.0, at.1)).collect();
    let more = if found.len() > LISTED { "等" } else { "" };
    let message = format!(
        "“{name}”里写在各栏各行以外的文字没有读取（{}{more}，共{}处）",
        named.join("、"),
        found.len()
    );
    let said = out.report(&rules::STRAY_TEXT, book.place(index, *row, *column), message);
    said.label(words);
    for ((row, column), words) in found.iter().skip(1).take(LISTED) {
        said.related(book.place(index, *row, *column), words);
    }
    said.help(help);
}

/// Whether a text is words, not a number or a sign.
fn says(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn of_table(book: &Book<'_>, table: &Table, copies: &Copies) -> Vec<At> {
    let sheet = &book.sheets[table.sheet];
    let rows: BTreeSet<u32> = table.rows(book).into_iter().chain(table.example_rows(book)).collect();
    let is_column = |column: u32| {
        table.columns.contains_key(&column)
            || table.unknown.contains_key(&column)
            || table.changed.contains_key(&column)
    };
    let numbers = sheet.heads(table.heads).iter().find(|(_, head)| head == NUMBER).map(|(at, _)| *at);
    let numbers = numbers.filter(|_| book.has_hidden());
    let empty: BTreeSet<u32> =
        rows.iter().copied().filter(|row| is_stray(book, table, copies, *row)).collect();
    let is_text = |at: &At| {
        let (row, column) = *at;
        match row.cmp(&table.heads) {
            std::cmp::Ordering::Less => book.has_hidden() && is_above(sheet.text(row, column)),
            std::cmp::Ordering::Equal => book.has_hidden() && !is_column(column),
            std::cmp::Ordering::Greater => {
                rows.contains(&row) && (!is_column(column) || empty.contains(&row) || Some(column) == numbers)
            }
        }
    };
    let words = sheet.cells.iter().filter(|(at, cell)| says(&cell.text) && is_text(at));
    words.map(|(at, _)| *at).collect()
}

/// Whether a text above a table is none of the form's own: its title, what it says below, whose it is. In what numbers
/// are counted is told of the numbers.
fn is_above(text: &str) -> bool {
    let whose = ["单位：", "单位:", "年度", "盖章"].iter().any(|word| text.contains(word));
    let own = ["只填写白色格", "不必填写"].iter().any(|word| text.contains(word));
    !(whose || own)
}

/// Whether a row answers nothing and is none of the plan: words below a table.
fn is_stray(book: &Book<'_>, table: &Table, copies: &Copies, row: u32) -> bool {
    let (sheet, list) = (&book.sheets[table.sheet], table.layout.list);
    let said = |column: Column| table.column(column).map_or("", |at| sheet.text(row, at).trim());
    let (id, title) = (said(Column::Id), said(Column::Title));
    let answers = table.answers().any(|(at, _)| !is_blank(sheet.text(row, at)));
    if answers
        || book.is_of_other_plan()
        || copies.passes(table.sheet, row)
        || table.is_example_row(sheet, row)
    {
        return false;
    }
    let is_known = title_of(book.plan, list, id).is_some() || by_title(book.plan, list, title).is_some();
    // An id that the plan does not know is looked at where ids are.
    let names_one = !id.is_empty() && id.is_ascii();
    let of_row = || sheet.cells.range((row, 0)..(row.saturating_add(1), 0)).map(|(_, cell)| cell.text.trim());
    let is_long = || of_row().any(|text| text.ends_with('。') || text.chars().count() > LONG);
    !is_known && !names_one && (book.has_hidden() || is_long())
}

/// Cells of the sheet of the whole beside and below its labels and answers.
fn of_head(book: &Book<'_>, sheet: &Sheet, around: &Around) -> Vec<At> {
    if !book.has_hidden() {
        return vec![];
    }
    let of_form = sheet.heads(around.heads);
    let is_text = |(row, column): At| match row.cmp(&around.heads) {
        std::cmp::Ordering::Less => is_above(sheet.text(row, column)),
        std::cmp::Ordering::Equal => false,
        std::cmp::Ordering::Greater if column == around.labels => {
            let is_label = sheet.text(row, column).chars().count() <= LABEL;
            !is_label && !around.known.contains(&row) && is_blank(sheet.text(row, around.answers))
        }
        std::cmp::Ordering::Greater if column == around.answers => is_blank(sheet.text(row, around.labels)),
        std::cmp::Ordering::Greater => {
            !around.known.contains(&row) || !of_form.iter().any(|(at, _)| *at == column)
        }
    };
    sheet.cells.iter().filter(|(at, cell)| says(&cell.text) && is_text(**at)).map(|(at, _)| *at).collect()
}

/// Cells of the sheet of explanations that stand beside and below what the form says there.
fn of_help(sheet: &Sheet) -> Vec<At> {
    let seal =
        sheet.cells.iter().find(|(_, cell)| cell.text.trim().starts_with(SEAL)).map(|((row, _), _)| *row);
    let is_text = |(row, column): At| column > 2 || seal.is_some_and(|seal| row > seal);
    sheet.cells.iter().filter(|(at, cell)| says(&cell.text) && is_text(**at)).map(|(at, _)| *at).collect()
}
