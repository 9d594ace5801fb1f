//! What is said of cells that people may not have seen, or that they think say something: hidden rows and columns,
//! notes, words for nothing.

use std::collections::BTreeSet;

use super::Book;
use super::rules;
use super::said::{LISTED, listed, row_numbers, shortened};
use super::tables::Table;
use super::value::is_blank;
use crate::diagnostic::Diagnostics;
use crate::source::Place;

/// Rows, columns and sheets that are hidden and say something: they are read all the same.
pub(super) fn hidden(book: &Book<'_>, table: &Table, out: &mut Diagnostics) {
    let sheet = &book.sheets[table.sheet];
    let rows = table.rows(book);
    if sheet.hidden {
        out.report(
            &rules::HIDDEN_ROWS,
            book.row(table.sheet, table.heads),
            format!("工作表“{}”是隐藏的，里面的内容也已读取", sheet.name),
        )
        .help("请取消隐藏，核对后再提交");
    }
    let says = |row: &u32| table.answers().any(|(column, _)| !is_blank(sheet.text(*row, column)));
    let hidden: Vec<u32> =
        rows.iter().copied().filter(|row| sheet.hidden_rows.contains(row) && says(row)).collect();
    if let Some(first) = hidden.first() {
        out.report(
            &rules::HIDDEN_ROWS,
            book.row(table.sheet, *first),
            format!("“{}”第{}行是隐藏的，里面的内容也已读取", sheet.name, row_numbers(&hidden)),
        )
        .help("请取消隐藏（或清除筛选），核对这些行后再提交");
    }
    let filled = |at: &u32| rows.iter().any(|row| !is_blank(sheet.text(*row, *at)));
    let hidden: Vec<(u32, &str)> = table
        .answers()
        .filter(|(at, _)| sheet.hidden_columns.contains(at) && filled(at))
        .map(|(at, field)| (at, field.heading()))
        .collect();
    if let Some((first, _)) = hidden.first() {
        let names: Vec<&str> = hidden.iter().map(|(_, name)| *name).collect();
        out.report(
            &rules::HIDDEN_ROWS,
            book.place(table.sheet, table.heads, *first),
            format!("“{}”的{}栏是隐藏的，里面的内容也已读取", sheet.name, listed(&names)),
        )
        .help("请取消隐藏，核对这些栏后再提交");
    }
}

/// Cells in which words say that there is nothing: they are taken as empty, and said once.
pub(super) fn nothing(places: &[Place], out: &mut Diagnostics) {
    let Some((first, others)) = places.split_first() else { return };
    let all = if others.is_empty() { String::new() } else { format!("，共{}格", places.len()) };
    let found = out.report(
        &rules::NOTHING_IN_WORDS,
        *first,
        format!("这里应填数字、日期、号码或名称，写“无”“/”“暂无”一类的当作没有填写{all}"),
    );
    found.help("没有的留空");
    for place in others.iter().take(LISTED) {
        found.related(*place, "当作没有填写");
    }
}

/// Rows that explain a list: nobody reads them.
pub(super) fn notes(book: &Book<'_>, table: &Table, out: &mut Diagnostics) {
    let rows = table.notes(book);
    let Some(first) = rows.first() else { return };
    let name = &book.sheets[table.sheet].name;
    out.report(
        &rules::NOTE_ROWS,
        book.row(table.sheet, *first),
        format!("“{name}”第{}行是表下的说明，没有读取", row_numbers(&rows)),
    )
    .help("要报送的内容请写进相应的栏，例如“进展情况”“说明”");
}

/// Cells in which something was struck out, and notes beside cells: none of it is read.
pub(super) fn aside(book: &Book<'_>, tables: &[Table], head: Option<usize>, out: &mut Diagnostics) {
    let read: BTreeSet<usize> = tables.iter().map(|table| table.sheet).chain(head).collect();
    for index in read {
        let sheet = &book.sheets[index];
        let place = |at: (u32, u32)| book.place(index, at.0, at.1);
        if let Some((first, struck)) = sheet.struck.iter().next() {
            let count = sheet.struck.len();
            let found = out.report(
                &rules::STRUCK_OUT,
                place(*first),
                format!("“{}”里有{count}格的文字画了删除线，当作删去，没有读取", sheet.name),
            );
            found.label(format!("删去的是“{}”", shortened(struck)));
            for (at, struck) in sheet.struck.iter().skip(1).take(LISTED) {
                found.related(place(*at), format!("删去的是“{}”", shortened(struck)));
            }
            found.help("确要删去的，把这些文字删掉；要报送的，取消删除线");
        }
        if let Some(first) = sheet.pictures.first() {
            let found = out.report(
                &rules::PICTURE,
                place(*first),
                format!("“{}”里贴了{}张图片，图片没有读取", sheet.name, sheet.pictures.len()),
            );
            found.label("图片的左上角在这一格");
            for at in sheet.pictures.iter().skip(1).take(LISTED) {
                found.related(place(*at), "这里也有图片");
            }
            found.help(
                "图片里的文字和数字请填进相应的格；作为佐证材料的，另存为文件，在“佐证材料”里写标题和文件名",
            );
        }
        if let Some((first, note)) = sheet.notes.iter().next() {
            let words = |note: &str| match note.trim() {
                "" => "这一格有批注".to_owned(),
                note => format!("批注写的是“{}”", shortened(note)),
            };
            let found = out.report(
                &rules::CELL_NOTE,
                place(*first),
                format!("“{}”里有{}格加了批注，批注没有读取", sheet.name, sheet.notes.len()),
            );
            found.label(words(note));
            for (at, note) in sheet.notes.iter().skip(1).take(LISTED) {
                found.related(place(*at), words(note));
            }
            found.help("要报送的内容请写进相应的格，例如“进展情况”“说明”；其余的批注删去或留着都可以");
        }
    }
}
