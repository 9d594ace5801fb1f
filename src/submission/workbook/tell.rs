//! What is said of a workbook beyond its values: sheets, columns and rows.

use super::Book;
use super::copies::Unread;
use super::head::Head;
use super::head_copies::HeadCopy;
use super::heads::Column;
use super::known::known;
use super::labels::strange_labels;
use super::rules;
use super::said::{listed, row_numbers, shortened};
use super::tables::{Table, is_of_another_year};
use crate::diagnostic::{Diagnostics, nearest};
use crate::source::{Area, Place, SourceFile};
use crate::workbook::{self, Field, HELP_SHEET, HIDDEN_SHEET};

/// What to do with a file that is no form.
const TAKE_THE_FORM: &str =
    "请填写办公室下发的报送表（Excel 表、网页表或 .yaml 文件都可以）后再提交；这个文件可作为佐证材料另行保存";

/// A workbook in which no list and no label of a form is found.
pub(super) fn no_form(book: &Book<'_>, out: &mut Diagnostics) {
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    out.report(&rules::NO_FORM, Place::of_file(book.file), "这个工作簿不是报送表，没有读到填报内容")
        .label(format!("工作表{}里没有“编号”或任务名称、指标名称和“完成情况”“数值”等表头", listed(&names)))
        .help(TAKE_THE_FORM);
}

/// A file that bears the name of a workbook and is none.
pub(super) fn no_workbook(file: &SourceFile, place: Place, out: &mut Diagnostics) {
    let ending = file.path.rsplit('.').next().unwrap_or("");
    let beginning = file.text.trim_start().get(..64).unwrap_or(file.text.trim_start()).to_lowercase();
    let (what, help) = if beginning.starts_with('<') {
        ("网页或 XML", "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再提交")
    } else if file.text.lines().take(40).any(|line| line.contains(": ") || line.contains('：')) {
        ("文本", "里面是“键: 值”的，把扩展名改回 .yaml；不是的，请用 Excel 或 WPS 另存为 .xlsx 后再提交")
    } else {
        ("文本", "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再提交；只改扩展名没有用")
    };
    out.report(&rules::NO_WORKBOOK, place, format!("文件名以 .{ending} 结尾，内容却是{what}，不是工作簿"))
        .label("没有读取")
        .help(help);
}

/// A table of the unit's own.
pub(super) fn own_table(book: &Book<'_>, tables: &[Table], head: &Head, out: &mut Diagnostics) {
    let read: Vec<&str> = tables.iter().map(|table| book.sheets[table.sheet].name.as_str()).collect();
    let year = head.year(book).map(|(year, _)| format!("{year}年度")).unwrap_or_default();
    let unit = head.unit(book).map(|(unit, _)| unit).unwrap_or_default();
    let lacking = head.lacking();
    let place = tables.first().map_or(Place::of_file(book.file), |table| book.row(table.sheet, table.heads));
    let what = if read.is_empty() { String::new() } else { format!("工作表{}", listed(&read)) };
    out.report(&rules::OWN_TABLE, place, format!("这不是办公室下发的报送表，已按表头读取{what}"))
        .label(format!("认作{unit}{year}的报送件{}", other_words(book, tables)))
        .help(if lacking.is_empty() {
            "请核对读取的内容；下次请用办公室下发的报送表".to_owned()
        } else {
            format!("请核对，并补上{}；最好改用办公室下发的报送表", listed(&lacking))
        });
}

/// Which columns bear other heads than the form's, and what they were taken for.
fn other_words(book: &Book<'_>, tables: &[Table]) -> String {
    let of = |table: &Table| {
        let heads = book.sheets[table.sheet].heads(table.heads);
        let answers: Vec<(u32, &'static Field)> = table.answers().collect();
        heads.into_iter().filter_map(move |(at, head)| {
            let (_, field) = answers.iter().find(|(column, _)| *column == at)?;
            (head != field.heading()).then(|| format!("“{head}”读作“{}”", field.heading()))
        })
    };
    let mut read: Vec<String> = tables.iter().flat_map(of).collect();
    read.dedup();
    if read.is_empty() { String::new() } else { format!("；{}", read.join("，")) }
}

/// Sheets that say something and are not read.
pub(super) fn sheets(
    book: &Book<'_>,
    (tables, year): (&[Table], Option<i32>),
    (head, copies, of_head): (Option<usize>, &[Unread], &[HeadCopy]),
    out: &mut Diagnostics,
) {
    for copy in of_head {
        let (Some(why), Some(head)) = (copy.why, head) else { continue };
        let why = format!("与“{}”是同一张表，{why}", book.sheets[head].name);
        not_read(book, &[copy.sheet], (&why, "多余的一张请删去"), out);
    }
    for copy in copies {
        let Some(why) = copy.why else { continue };
        let why = format!("与“{}”是同一张表，{why}", book.sheets[copy.instead].name);
        not_read(book, &[copy.sheet], (&why, "多余的一张请删去"), out);
    }
    headless(book, tables, out);
    let is_read = |at: usize| {
        tables.iter().any(|table| table.sheet == at)
            || head == Some(at)
            || copies.iter().any(|copy| copy.sheet == at)
            || of_head.iter().any(|copy| copy.sheet == at)
            || is_headless(book, tables, at)
            || [HELP_SHEET, HIDDEN_SHEET].contains(&book.sheets[at].name.trim())
    };
    let unread: Vec<usize> =
        (0..book.sheets.len()).filter(|at| !is_read(*at) && !book.sheets[*at].cells.is_empty()).collect();
    let (other, unread): (Vec<usize>, Vec<usize>) =
        unread.into_iter().partition(|at| !book.has_hidden() && is_of_another_year(&book.sheets[*at], year));
    for (unread, why) in [(unread, "里面没有报送表的表头"), (other, "名称里写的是别的年度")]
    {
        not_read(book, &unread, (why, ANNEX), out);
    }
}

/// What to do with a sheet that is none of the form.
const ANNEX: &str = "要报送的内容请写进报送表相应的栏；附表可作为佐证材料另行保存";

/// Whether a sheet is one of our form of which the row of heads is gone.
fn is_headless(book: &Book<'_>, tables: &[Table], at: usize) -> bool {
    let sheet = &book.sheets[at];
    let is_read = |list: &str| tables.iter().any(|table| table.layout.list == list);
    let is_ours = |layout: &workbook::Sheet| sheet.name.trim() == layout.name && !is_read(layout.list);
    book.has_hidden()
        && !sheet.cells.is_empty()
        && workbook::SHEETS.into_iter().any(is_ours)
        && !tables.iter().any(|table| table.sheet == at)
}

/// Says of sheets of our form that their heads are gone: without them nobody knows what a column is.
fn headless(book: &Book<'_>, tables: &[Table], out: &mut Diagnostics) {
    for at in (0..book.sheets.len()).filter(|at| is_headless(book, tables, *at)) {
        let sheet = &book.sheets[at];
        let Some(layout) = workbook::SHEETS.into_iter().find(|layout| sheet.name.trim() == layout.name)
        else {
            continue;
        };
        let (row, column) = sheet.cells.keys().find(|(row, _)| *row > 2).copied().unwrap_or((1, 1));
        let heads: Vec<&str> = layout
            .plan
            .iter()
            .map(|column| column.heading)
            .chain([workbook::LAST_YEAR])
            .chain(layout.fields.iter().map(Field::heading))
            .collect();
        out.report(
            &rules::NEEDED_COLUMN,
            book.place(at, row, column),
            format!("“{}”的表头一行不见了，整张表没有读取", layout.name),
        )
        .label(format!("这一行上面应是{}", listed(&heads[..heads.len().min(8)])))
        .help("从办公室下发的报送表里复制表头一行（第3行），插在填报内容的上面，各栏的次序不变");
    }
}

fn not_read(book: &Book<'_>, unread: &[usize], (why, help): (&str, &str), out: &mut Diagnostics) {
    let Some(first) = unread.first() else { return };
    let names: Vec<&str> = unread.iter().map(|at| book.sheets[*at].name.as_str()).collect();
    let at = book.sheets[*first].cells.keys().next().copied().unwrap_or((1, 1));
    out.report(
        &rules::SHEET_NOT_READ,
        book.place(*first, at.0, at.1),
        format!("工作表{}没有读取：{why}", listed(&names)),
    )
    .help(help);
}

/// Cells of several rows that were made one.
pub(super) fn merged(book: &Book<'_>, table: &Table, (area, column): (Area, u32), out: &mut Diagnostics) {
    let head = book.sheets[table.sheet].headings.get(&column).cloned().unwrap_or_default();
    let which = matches!(table.columns.get(&column), Some(Column::Id | Column::Title));
    let (first, last) = (area.first.0, area.last.0);
    let message = format!("“{head}”把第{first}—{last}行合并成了一格，只能算作第{first}行的");
    let found = out.report(&rules::MERGED_ROWS, book.place(table.sheet, first, column), message);
    found.help("请取消合并单元格，每一行分别填写");
    found.label(if which {
        "其余各行看不出是哪一项，没有读取"
    } else {
        "其余各行的这一格是空的"
    });
    for row in first + 1..=last.min(first + 200) {
        found.also_concerns(book.row(table.sheet, row));
    }
}

/// A row of which nobody can say what it answers.
pub(super) fn unknown_row(table: &Table, place: Place, title: &str, book: &Book<'_>, out: &mut Diagnostics) {
    let message = format!("这一行没有编号，方案里也没有名为“{}”的一项", shortened(title));
    let titles = known(book.plan, table.layout.list);
    let all: Vec<&str> = titles.iter().map(|(_, title)| *title).collect();
    let near = nearest(title, &all).and_then(|near| titles.iter().find(|(_, title)| *title == near));
    let help = match near {
        Some((id, near)) => format!("是“{near}”的，{} {id}", into_id_column(table)),
        None => of_the_plan(table),
    };
    out.report(&rules::UNKNOWN_ROW, place, message).label("这一行没有读取").help(help);
}

/// A column that was taken out has to come back before anything can be written into it.
fn into_id_column(table: &Table) -> &'static str {
    match table.column(Column::Id) {
        Some(_) => "在“编号”栏填",
        None => "加上“编号”一栏，填",
    }
}

fn of_the_plan(table: &Table) -> String {
    let (column, name) = (into_id_column(table), table.layout.name);
    format!("{column}方案里的编号；方案以外的工作写进相近一项的进展情况，不在“{name}”里加行")
}

/// Rows that say something and not what they are, each with the first cell that does: a block of its own below the
/// table, or rows that were added.
pub(super) fn unnamed_rows(book: &Book<'_>, table: &Table, rows: &[(u32, u32)], out: &mut Diagnostics) {
    let Some(((row, column), others)) = rows.split_first() else { return };
    let what = table.layout.plan.get(2).map_or("名称", |column| column.heading);
    let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    let message = match others.is_empty() {
        true => format!("这一行有内容，但没有编号，也没有“{what}”"),
        false => {
            let name = &book.sheets[table.sheet].name;
            format!("“{name}”第{}行有内容，但没有编号，也没有“{what}”", row_numbers(&numbers))
        }
    };
    let found = out.report(&rules::UNKNOWN_ROW, book.place(table.sheet, *row, *column), message);
    found.label(if others.is_empty() { "这一行没有读取" } else { "这些行没有读取" });
    for (row, _) in others {
        found.also_concerns(book.row(table.sheet, *row));
    }
    found.help(of_the_plan(table));
}

/// A row whose id and title are those of two things.
pub(super) fn of_another(place: Place, (id, title, other): (&str, &str, &str), out: &mut Diagnostics) {
    out.report(
        &rules::OF_ANOTHER,
        place,
        format!("这一行的编号是“{id}”，名称却是“{other}”的“{}”", shortened(title)),
    )
    .label("看不出这一行填的是哪一项，没有读取")
    .help("多半是只对一部分栏排了序，或者复制时错了行。请对照方案改正编号或名称，并核对这一行的内容");
}

/// Rows in which last year is that of another row: a part of the columns was sorted or copied.
pub(super) fn slipped_rows(book: &Book<'_>, table: &Table, rows: &[(u32, u32)], out: &mut Diagnostics) {
    let Some(((row, column), others)) = rows.split_first() else { return };
    let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    let message = format!(
        "“{}”第{}行的编号、名称是一项，“上年填报”却是另一项的",
        book.sheets[table.sheet].name,
        row_numbers(&numbers)
    );
    let found = out.report(&rules::OF_ANOTHER, book.place(table.sheet, *row, *column), message);
    found.label("看不出填的是哪一项，没有读取");
    for (row, _) in others {
        found.also_concerns(book.row(table.sheet, *row));
    }
    found.help(
        "多半是只对一部分栏排了序，或者复制时错了行。请对照下发的表，把每一行的编号、名称和填写的内容对上",
    );
}

/// Rows that have no id and were known by their titles.
pub(super) fn found_by_title(book: &Book<'_>, table: &Table, rows: &[(u32, &str)], out: &mut Diagnostics) {
    let Some((first, _)) = rows.first() else { return };
    let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    let ids: Vec<&str> = rows.iter().map(|(_, id)| *id).collect();
    out.report(
        &rules::FOUND_BY_TITLE,
        book.row(table.sheet, *first),
        format!("“{}”第{}行没有编号，已按名称认定", book.sheets[table.sheet].name, row_numbers(&numbers)),
    )
    .label(format!("依次认作{}", listed(&ids)))
    .help("请核对；填上编号就不会认错");
}

/// Says of the sheet of the whole which of its rows were not read.
pub(super) fn rows_of_the_whole(book: &Book<'_>, sheet: Option<usize>, out: &mut Diagnostics) {
    let Some(index) = sheet else { return };
    let sheet = &book.sheets[index];
    let strange = strange_labels(sheet);
    let Some((row, column)) = strange.first() else { return };
    let names: Vec<&str> = strange.iter().map(|(row, column)| sheet.text(*row, *column).trim()).collect();
    let message = format!("“{}”里的{}没有读取", sheet.name, listed(&names));
    out.report(&rules::COLUMN_NOT_READ, book.place(index, *row, *column), message)
        .label("报送表没有这一项，或者写着不公开")
        .help("要报送的内容请写进相应的项；“总体情况”审查后公开，不公开的内容写进任务台账的“存在问题”");
}
