//! What the form said when it was handed out, and what of it was changed or written over.
//!
//! Takes the hidden sheet; gives findings at cells. Nothing that stands in a locked cell is ever read as an
//! answer, so whoever wrote there must be told.

use unicode_normalization::UnicodeNormalization as _;

use super::Book;
use super::heads::Column;
use super::known::names;
use super::labels::around_labels;
use super::rules;
use super::said::{row_numbers, shortened};
use super::tables::Table;
use super::value::is_blank;
use crate::diagnostic::Diagnostics;
use crate::source::Written;
use crate::workbook::{Field, HEAD_HEADINGS, HEAD_SHEET, LACKING, LAST_YEAR, SAMPLE, locked_key};

/// Further cells that a finding names one by one.
const NAMED: usize = 8;

/// A locked cell that was changed.
struct Changed {
    row: u32,
    column: u32,
    heading: &'static str,
    /// What stood there.
    right: String,
}

/// Rows whose title is not the plan's, with the plan's.
type Titles<'t> = &'t [(u32, &'t str)];

/// Says which locked cells of a list were changed and what holds: by the hidden sheet, and where it says nothing
/// by the plan's title. `titles` are rows whose title is not the plan's, with the plan's; of `slipped` rows it was said
/// whose they are.
pub(super) fn compare(
    book: &Book<'_>,
    table: &Table,
    (titles, slipped): (Titles<'_>, &[(u32, u32)]),
    out: &mut Diagnostics,
) {
    let mut changed = by_hidden_sheet(book, table);
    changed.retain(|cell| !slipped.iter().any(|(row, _)| *row == cell.row));
    let title = table.column(Column::Title);
    for (row, right) in titles {
        let Some(column) = title else { continue };
        if !changed.iter().any(|cell| (cell.row, cell.column) == (*row, column)) {
            let heading = table.layout.plan.get(2).map_or("", |column| column.heading);
            changed.push(Changed { row: *row, column, heading, right: (*right).to_owned() });
        }
    }
    changed.sort_by_key(|cell| (cell.row, cell.column));
    tell(book, table.sheet, &changed, out);
}

fn by_hidden_sheet(book: &Book<'_>, table: &Table) -> Vec<Changed> {
    let Some(id) = table.column(Column::Id).filter(|_| is_known(book, table)) else { return vec![] };
    let sheet = &book.sheets[table.sheet];
    let heads = sheet.heads(table.heads);
    let wanted = table.layout.plan.iter().skip(2).map(|column| column.heading).chain([LAST_YEAR]);
    let columns: Vec<(u32, &'static str)> = wanted
        .filter_map(|heading| Some((heads.iter().find(|(_, head)| head == heading)?.0, heading)))
        .collect();
    let mut changed = vec![];
    let lacking = heads.iter().find(|(_, head)| head == LACKING).map(|(at, _)| *at);
    for row in table.rows(book) {
        let id = sheet.text(row, id);
        // A row that the plan did not make has nothing to be compared with.
        if !columns.iter().any(|(_, heading)| handed_out(book, table, id, heading).is_some()) {
            continue;
        }
        let over = lacking
            .filter(|at| sheet.cells.get(&(row, *at)).is_some_and(|cell| is_written_over(table, cell)));
        changed.extend(over.map(|column| Changed { row, column, heading: LACKING, right: String::new() }));
        for &(column, heading) in &columns {
            let (is, was) = (sheet.text(row, column), handed_out(book, table, id, heading).unwrap_or(""));
            if MEASURES.contains(&heading) && is_asked_about(book, table, row) {
                continue;
            }
            // A title is compared as the plan's is: with or without its number.
            let same =
                plain(is) == plain(was) || Some(column) == table.column(Column::Title) && names(was, is);
            // What was struck out there is told by itself.
            if !same && !sheet.struck.contains_key(&(row, column)) {
                changed.push(Changed { row, column, heading, right: was.to_owned() });
            }
        }
    }
    changed
}

/// The id of the other row whose last year stands in a row: what was sorted or copied beside ids and titles is of that
/// row.
pub(super) fn slipped(book: &Book<'_>, table: &Table, row: u32, id: &str) -> Option<String> {
    let sheet = &book.sheets[table.sheet];
    let column = sheet.heads(table.heads).iter().find(|(_, head)| head == LAST_YEAR)?.0;
    let ids = table.column(Column::Id)?;
    let is = plain(sheet.text(row, column));
    let was = |id: &str| handed_out(book, table, id, LAST_YEAR).map(plain);
    if is.chars().count() < TELLING || was(id).is_none_or(|was| was == is) {
        return None;
    }
    let others = table.rows(book).into_iter().map(|row| sheet.text(row, ids).trim());
    let mut others =
        others.filter(|other| !other.eq_ignore_ascii_case(id) && was(other).as_ref() == Some(&is));
    match (others.next(), others.next()) {
        (Some(other), None) => Some(other.to_owned()),
        _ => None,
    }
}

/// Characters from which last year's words are those of one row.
const TELLING: usize = 8;

/// Whether somebody wrote where the form says what lacks. A program that keeps no formulas leaves there what the form
/// said: names of its fields.
fn is_written_over(table: &Table, cell: &Written) -> bool {
    let is_own = |word: &str| table.layout.fields.iter().any(|field| word.contains(field.heading()));
    let is_text = cell.text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    !cell.formula && is_text && !cell.text.split_whitespace().all(is_own)
}

fn tell(book: &Book<'_>, index: usize, changed: &[Changed], out: &mut Diagnostics) {
    let Some(first) = changed.first() else { return };
    let name = &book.sheets[index].name;
    let mut headings: Vec<&str> = vec![];
    for cell in changed {
        if !headings.contains(&cell.heading) {
            headings.push(cell.heading);
        }
    }
    let mut rows: Vec<u32> = changed.iter().map(|cell| cell.row).collect();
    rows.dedup();
    let found = out.report(
        &rules::LOCKED_CELL,
        book.place(index, first.row, first.column),
        format!("“{name}”第{}行由方案带出的“{}”被改动，不起作用", row_numbers(&rows), headings.join("”“")),
    );
    found.label(holds(first));
    for cell in changed.iter().skip(1).take(NAMED) {
        found.related(book.place(index, cell.row, cell.column), format!("“{}”{}", cell.heading, holds(cell)));
    }
    let of_head = *name == HEAD_SHEET;
    let help = if of_head {
        "写在灰色格里的没有读取：是本年内容的，移到“填写”一栏，并把灰色格改回原来的内容"
    } else if changed.iter().any(|cell| cell.right.is_empty()) {
        "每一行仍按编号对应方案。写在灰色格里的填报内容没有读取，请移到白色格；方案有误的，写进“意见建议”"
    } else {
        "每一行仍按编号对应方案，请改回原来的内容；方案有误的，写进“意见建议”"
    };
    found.help(help);
}

fn holds(cell: &Changed) -> String {
    match cell.right.as_str() {
        "" => "下发时是空的".to_owned(),
        right => format!("仍为“{}”", shortened(right)),
    }
}

/// Says which grey cells of the sheet of the whole were written over: what stands there is no answer.
pub(super) fn compare_head(book: &Book<'_>, index: usize, out: &mut Diagnostics) {
    let sheet = &book.sheets[index];
    let Some(around) = around_labels(sheet).filter(|_| book.said(&format!("rows.{HEAD_SHEET}")).is_some())
    else {
        return;
    };
    let heads = sheet.heads(around.heads);
    let at = |wanted: &str| heads.iter().find(|(_, head)| head == wanted).map(|(at, _)| *at);
    let columns = [LAST_YEAR, HEAD_HEADINGS[3]].map(|heading| (at(heading), heading));
    let mut changed = vec![];
    for (row, key) in around.fields {
        for (column, heading) in columns.iter().filter_map(|(at, heading)| Some(((*at)?, *heading))) {
            let was = book.hidden.get(&locked_key(HEAD_SHEET, key, heading)).map_or("", String::as_str);
            // An emptied cell loses nothing: nothing is written there.
            let is = plain(sheet.text(row, column));
            if !is.is_empty() && is != plain(was) && !sheet.struck.contains_key(&(row, column)) {
                changed.push(Changed { row, column, heading, right: was.to_owned() });
            }
        }
    }
    tell(book, index, &changed, out);
}

/// Says of the row of the example that something else was written into it: it is not read.
pub(super) fn example(book: &Book<'_>, table: &Table, out: &mut Diagnostics) {
    let sheet = &book.sheets[table.sheet];
    for row in table.example_rows(book) {
        let written: Vec<(u32, &str)> = table
            .answers()
            .filter(|(column, _)| !is_blank(sheet.text(row, *column)))
            .filter(|(column, field)| {
                let is = plain(sheet.text(row, *column));
                match handed_out(book, table, SAMPLE, field.heading()) {
                    Some(shown) => is != plain(shown),
                    None => !is_example(field, &is),
                }
            })
            .map(|(column, field)| (column, field.heading()))
            .collect();
        let id = table.column(Column::Id).map_or("", |id| sheet.text(row, id).trim());
        let named = !id.is_empty() && id != SAMPLE;
        let Some(&(first, _)) = written.first() else { continue };
        let headings: Vec<&str> = written.iter().map(|(_, heading)| *heading).collect();
        let help = match named {
            true => format!("把编号“{id}”和填写的内容移到这一项自己的一行；示例行留着不必管"),
            false => "把内容移到它所属的一项自己的一行；示例行留着不必管".to_owned(),
        };
        out.report(
            &rules::EXAMPLE_ROW,
            book.place(table.sheet, row, first),
            format!("“{}”第{row}行是示例行，写在里面的“{}”没有读取", sheet.name, headings.join("”“")),
        )
        .label("这里原来是示例")
        .help(help);
    }
}

/// Whether a text is what the row of the example says, in a form of whatever year: where the hidden sheet is gone
/// nothing else tells.
fn is_example(field: &Field, is: &str) -> bool {
    let year = is.get(..4).and_then(|year| year.parse::<i32>().ok()).unwrap_or_default();
    [year, year - 1].iter().any(|year| plain(&field.example(*year)) == is)
}

/// Words before a unit of measure that make it another one.
const MULTIPLES: [&str; 6] = ["十", "百", "千", "万", "亿", "兆"];
/// What the column of the unit of measure is called.
const MEASURES: [&str; 2] = ["计量单位", "单位"];

/// The cell in which a row says another unit of measure than the plan's. In a table of the unit's own only one
/// that changes the number is meant otherwise: there people write 处 for 个.
pub(super) fn other_measure(book: &Book<'_>, table: &Table, row: u32, right: &str) -> Option<u32> {
    let sheet = &book.sheets[table.sheet];
    let heads = sheet.heads(table.heads);
    let column = heads.iter().find(|(_, head)| MEASURES.contains(&head.as_str()))?.0;
    let (is, was) = (plain(sheet.text(row, column)), plain(right));
    let multiple = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|more| MULTIPLES.contains(&more));
    let changes = multiple(&is, &was) || multiple(&was, &is) || [&is, &was].iter().any(|one| *one == "‰");
    let differs = !is.is_empty() && is != was && (changes || book.has_hidden());
    differs.then_some(column)
}

/// Whether the unit of measure of a row is spoken of where its number stands.
fn is_asked_about(book: &Book<'_>, table: &Table, row: u32) -> bool {
    let sheet = &book.sheets[table.sheet];
    let mut values = table.answers().filter(|(_, field)| field.key == "value");
    values.any(|(column, _)| !is_blank(sheet.text(row, column)))
}

/// What a locked cell said when the form was handed out.
fn handed_out<'b>(book: &'b Book<'_>, table: &Table, id: &str, heading: &str) -> Option<&'b str> {
    book.hidden.get(&locked_key(table.layout.name, id, heading)).map(String::as_str)
}

/// Whether the hidden sheet says anything of the locked cells of a list: those of old forms do not.
fn is_known(book: &Book<'_>, table: &Table) -> bool {
    let of = format!("locked.{}.", table.layout.name);
    book.hidden.range(of.clone()..).next().is_some_and(|(key, _)| key.starts_with(&of))
}

/// A text without what programs make of it: blanks, line ends, width.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
