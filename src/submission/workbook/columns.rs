//! What is said of the columns of a list: those that nobody knows, those whose heads were changed, those that lack.
//!
//! Takes a table; gives one finding for one cause, whatever the number of rows that it concerns.

use super::Book;
use super::labels::withholds;
use super::measures::is_other_money;
use super::rules;
use super::said::listed;
use super::tables::{Table, doubtful, needed};
use super::value::is_blank;
use crate::diagnostic::{Diagnostics, nearest};
use crate::source::Sheet;
use crate::workbook::{self, Field, Need};

/// What is said of all columns of a list. `ours`: whether it is one of our form.
pub(super) fn columns(book: &Book<'_>, table: &Table, ours: bool, out: &mut Diagnostics) {
    let sheet = &book.sheets[table.sheet];
    let rows = table.rows(book);
    let filled = |at: u32| rows.iter().filter(|row| !is_blank(sheet.text(**row, at))).count();
    let unread: Vec<(u32, &str)> = table
        .unknown
        .iter()
        .filter(|(at, _)| filled(**at) > 0)
        .map(|(at, head)| (*at, head.as_str()))
        .collect();
    let needed = needed(table);
    let lacks = |field: &Field| {
        let is_changed = table.changed.values().any(|(_, changed)| changed.key == field.key);
        !is_changed && rows.iter().any(|row| answers(table, sheet, *row) && table.asks(sheet, *row, field))
    };
    // What stands under a head that nobody knows may be what lacks: that is said there.
    if let Some((at, _)) = unread.first().filter(|_| !needed.iter().any(|field| lacks(field))) {
        let names: Vec<&str> = unread.iter().map(|(_, head)| *head).collect();
        let cells: usize = unread.iter().map(|(at, _)| filled(*at)).sum();
        out.report(
            &rules::COLUMN_NOT_READ,
            book.place(table.sheet, table.heads, *at),
            format!("“{}”里的{}栏没有读取（{cells}格有内容）", sheet.name, listed(&names)),
        )
        .help(meant(table, &names));
    }
    renamed(book, table, out);
    changed(book, table, &needed, out);
    if ours {
        gone(book, table, &needed, out);
    }
    lacks_needed_columns(book, (table, &unread), &needed, out);
}

/// Columns whose heads were put in other words and that are read all the same.
fn renamed(book: &Book<'_>, table: &Table, out: &mut Diagnostics) {
    // Of a head that names another unit of money is told what its numbers are counted in.
    let filled =
        |at: u32| table.rows(book).iter().any(|row| !is_blank(book.sheets[table.sheet].text(*row, at)));
    let of_funds = |at: u32| table.answers().any(|(own, field)| own == at && field.key.starts_with("funds."));
    let told = |at: u32, head: &str| of_funds(at) && is_other_money(head) && filled(at);
    let heads = || table.by_place.iter().filter(|(at, head)| !told(**at, head));
    let Some((at, head)) = heads().next() else { return };
    let new: Vec<&str> = heads().map(|(_, head)| head.as_str()).collect();
    let old: Vec<&str> = heads().map(|(at, _)| table.heading(*at)).collect();
    let name = &book.sheets[table.sheet].name;
    out.report(
        &rules::COLUMN_GONE,
        book.place(table.sheet, table.heads, *at),
        format!("“{name}”的表头{}改成了{}，仍照原来的栏读取", listed(&old), listed(&new)),
    )
    .label(format!("“{head}”不是报送表的栏"))
    .help("请改回原来的表头；写的是别的内容的，移到相应的栏");
}

/// Columns of the form that are not there and that a row can do without.
fn gone(book: &Book<'_>, table: &Table, needed: &[&Field], out: &mut Diagnostics) {
    let has = |field: &Field| table.answers().any(|(_, known)| known.key == field.key);
    let is_said = |field: &Field| {
        table.changed.values().any(|(_, changed)| changed.key == field.key)
            || needed.iter().any(|needed| needed.key == field.key)
    };
    let fields = table.layout.fields.iter().filter(|field| !has(field) && !is_said(field));
    let gone: Vec<&str> = fields.map(Field::heading).collect();
    if gone.is_empty() {
        return;
    }
    let found = out.report(
        &rules::COLUMN_GONE,
        book.row(table.sheet, table.heads),
        format!("“{}”里没有{}栏", book.sheets[table.sheet].name, listed(&gone)),
    );
    // Who filled in an old form has taken nothing out of it.
    match book.old_version() {
        Some(_) if book.is_newer() => found.label("这一版的报送表没有这些栏"),
        Some(_) => found.label("旧版的报送表没有这些栏").help("有内容要报的，请换用现行的报送表"),
        None => {
            found.help("这些栏的内容没有读到。表头改过名称的，请改回原来的名称；删去的栏有内容要报的，请补上")
        }
    };
}

/// What may be done with columns of these heads: the nearest of the form.
fn meant(table: &Table, heads: &[&str]) -> String {
    let known: Vec<&str> = table.layout.fields.iter().map(Field::heading).collect();
    let near = heads.iter().find_map(|head| Some((head, nearest(head, &known)?)));
    let own = "报送表没有这样的栏。要报送的内容请写进相应的栏，例如“进展情况”“说明”";
    match near {
        Some((head, near)) => format!("“{head}”是“{near}”的，把表头改为“{near}”；{own}"),
        None => own.to_owned(),
    }
}

/// Columns that stand in the place of a field and bear the head of something else: what is in them is not read.
fn changed(book: &Book<'_>, table: &Table, needed: &[&Field], out: &mut Diagnostics) {
    let sheet = &book.sheets[table.sheet];
    for (at, (head, field)) in &table.changed {
        if needed.iter().any(|needed| needed.key == field.key) {
            continue;
        }
        let name = field.heading();
        let filled = table.rows(book).iter().filter(|row| !is_blank(sheet.text(**row, *at))).count();
        let written = sheet.text(table.heads, *at);
        if filled > 0 && doubtful(table, sheet).any(|(column, ..)| column == *at) {
            let message =
                format!("“{}”“{name}”一栏的表头写的是“{head}”，填了内容的{filled}行不能采用", sheet.name);
            out.report(&rules::NEEDED_COLUMN, book.place(table.sheet, table.heads, *at), message)
                .label("看不出是不是原来的栏")
                .help(format!(
                    "是“{name}”的，把表头改回“{name}”；写的是别的内容的，移到相应的栏，再补上“{name}”"
                ));
            continue;
        }
        let (why, help) = if withholds(written) {
            (
                "写着不公开，没有采用",
                format!(
                    "“{name}”审查后公开。不公开的内容移到“存在问题”等不公开的栏；可以公开的，把表头改回“{name}”"
                ),
            )
        } else {
            (
                "不是原来的栏名，没有读取",
                format!("是“{name}”的，把表头改回“{name}”；写的是别的内容的，移到相应的栏"),
            )
        };
        out.report(
            &rules::COLUMN_GONE,
            book.place(table.sheet, table.heads, *at),
            format!("“{}”“{name}”一栏的表头{why}（{filled}格有内容）", sheet.name),
        )
        .label(format!("表头写的是“{head}”"))
        .help(help);
    }
}

/// Says once of all rows that columns are not there without which none of them can be used. `unread`: columns that
/// say something and that nobody knows.
fn lacks_needed_columns(
    book: &Book<'_>,
    (table, unread): (&Table, &[(u32, &str)]),
    needed: &[&'static Field],
    out: &mut Diagnostics,
) {
    let cells = &book.sheets[table.sheet];
    for field in needed {
        let asks = |row: &&u32| answers(table, cells, **row) && table.asks(cells, **row, field);
        let rows = table.rows(book);
        let rows = match field.need {
            Need::Always => rows.len(),
            _ => rows.iter().filter(asks).count(),
        };
        if rows == 0 && field.need != Need::Always {
            continue;
        }
        let (sheet, name, words) = (&cells.name, field.heading(), how_to_fill(field));
        let message = format!("“{sheet}”没有“{name}”一栏，{rows}行都不能采用");
        let said = |at: Option<u32>, label: String, help: String, out: &mut Diagnostics| {
            let place = at.map(|at| book.place(table.sheet, table.heads, at));
            let place = place.unwrap_or_else(|| book.row(table.sheet, table.heads));
            out.report(&rules::NEEDED_COLUMN, place, message.clone()).label(label).help(help);
        };
        let changed = table.changed.iter().find(|(_, (_, changed))| changed.key == field.key);
        match (changed, unread) {
            (Some((at, (head, _))), _) => said(
                Some(*at),
                format!("它的位置上是“{head}”"),
                format!("是“{name}”的，把表头改回“{name}”；不是的，请加上“{name}”一栏，{words}"),
                out,
            ),
            (None, [(at, head), ..]) => {
                let heads: Vec<&str> = unread.iter().map(|(_, head)| *head).collect();
                said(
                    Some(*at),
                    format!("{}不是报送表的栏，里面的内容没有读取", listed(&heads)),
                    format!("“{head}”是“{name}”的，把表头改为“{name}”；不是的，请加上“{name}”一栏，{words}"),
                    out,
                );
            }
            (None, []) => said(None, "表头在这一行".to_owned(), format!("请加上“{name}”一栏，{words}"), out),
        }
    }
}

fn how_to_fill(field: &Field) -> String {
    match words_of(field) {
        words if words.is_empty() && field.key == "value" => "没有数值的在“缺失原因”里选一项".to_owned(),
        words if words.is_empty() => "每行都要填写".to_owned(),
        words => format!("每行选填：{words}"),
    }
}

/// Whether a row says anything.
fn answers(table: &Table, sheet: &Sheet, row: u32) -> bool {
    table.answers().any(|(at, _)| !is_blank(sheet.text(row, at)))
}

/// The words that a field takes.
fn words_of(field: &Field) -> String {
    let workbook::Kind::Word(of) = field.kind else { return String::new() };
    crate::syntax::vocabulary::values(of).iter().map(|(_, word)| *word).collect::<Vec<_>>().join("、")
}
