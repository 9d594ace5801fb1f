//! What is said of a workbook beyond its values: sheets, columns and rows.

use super::Book;
use super::copies::Unread;
use super::head::Head;
use super::heads::Column;
use super::known::known;
use super::labels::{strange_labels, withholds};
use super::rules;
use super::said::{listed, row_numbers, shortened};
use super::tables::{Table, doubtful, is_of_another_year, needed};
use super::value::is_blank;
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

/// Columns that nobody knows and that say something, and those of the form that are gone.
pub(super) fn columns(book: &Book<'_>, table: &Table, ours: bool, out: &mut Diagnostics) {
    let sheet = &book.sheets[table.sheet];
    let rows = table.rows(book);
    let mut unread: Vec<(u32, &str, usize)> = vec![];
    for (at, head) in &table.unknown {
        let filled = rows.iter().filter(|row| !is_blank(sheet.text(**row, *at))).count();
        if filled > 0 {
            unread.push((*at, head, filled));
        }
    }
    if let Some((at, ..)) = unread.first() {
        let names: Vec<&str> = unread.iter().map(|(_, head, _)| *head).collect();
        let cells: usize = unread.iter().map(|(.., filled)| filled).sum();
        out.report(
            &rules::COLUMN_NOT_READ,
            book.place(table.sheet, table.heads, *at),
            format!("“{}”里的{}栏没有读取（{cells}格有内容）", sheet.name, listed(&names)),
        )
        .help("报送表没有这样的栏。要报送的内容请写进相应的栏，例如“进展情况”“说明”");
    }
    if let Some((at, head)) = table.by_place.iter().next() {
        let new: Vec<&str> = table.by_place.values().map(String::as_str).collect();
        let own = table.answers().filter(|(at, _)| table.by_place.contains_key(at));
        let old: Vec<&str> = own.map(|(_, field)| field.heading()).collect();
        out.report(
            &rules::COLUMN_GONE,
            book.place(table.sheet, table.heads, *at),
            format!("“{}”的表头{}改成了{}，仍照原来的栏读取", sheet.name, listed(&old), listed(&new)),
        )
        .label(format!("“{head}”不是报送表的栏"))
        .help("请改回原来的表头；写的是别的内容的，移到相应的栏");
    }
    let needed = needed(table);
    changed(book, table, &needed, out);
    let has = |field: &&Field| table.answers().any(|(_, known)| known.key == field.key);
    let is_said = |field: &Field| table.changed.values().any(|(_, changed)| changed.key == field.key);
    let gone: Vec<&str> = table
        .layout
        .fields
        .iter()
        .filter(|field| !has(field) && field.need != workbook::Need::Always && !is_said(field))
        .map(Field::heading)
        .collect();
    if ours && !gone.is_empty() {
        let found = out.report(
            &rules::COLUMN_GONE,
            book.row(table.sheet, table.heads),
            format!("“{}”里没有{}栏", sheet.name, listed(&gone)),
        );
        // Who filled in an old form has taken nothing out of it.
        match book.old_version() {
            Some(_) if book.is_newer() => found.label("这一版的报送表没有这些栏"),
            Some(_) => found.label("旧版的报送表没有这些栏").help("有内容要报的，请换用现行的报送表"),
            None => found
                .help("这些栏的内容没有读到。表头改过名称的，请改回原来的名称；删去的栏有内容要报的，请补上"),
        };
    }
    lacks_needed_columns(book, table, &needed, out);
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

/// Says once of all rows that columns are not there without which none of them can be used.
fn lacks_needed_columns(book: &Book<'_>, table: &Table, needed: &[&'static Field], out: &mut Diagnostics) {
    let rows = table.rows(book).len();
    let sheet = &book.sheets[table.sheet].name;
    for field in needed {
        let name = field.heading();
        let message = format!("“{sheet}”没有“{name}”一栏，{rows}行都不能采用");
        let words = match words_of(field) {
            words if words.is_empty() => "每行都要填写".to_owned(),
            words => format!("每行选填：{words}"),
        };
        match table.changed.iter().find(|(_, (_, changed))| changed.key == field.key) {
            Some((at, (head, _))) => out
                .report(&rules::NEEDED_COLUMN, book.place(table.sheet, table.heads, *at), message)
                .label(format!("它的位置上是“{head}”"))
                .help(format!("是“{name}”的，把表头改回“{name}”；不是的，请加上“{name}”一栏，{words}")),
            None => out
                .report(&rules::NEEDED_COLUMN, book.row(table.sheet, table.heads), message)
                .label("表头在这一行")
                .help(format!("请加上“{name}”一栏，{words}")),
        };
    }
}

/// The words that a field takes.
fn words_of(field: &Field) -> String {
    let workbook::Kind::Word(of) = field.kind else { return String::new() };
    crate::syntax::vocabulary::values(of).iter().map(|(_, word)| *word).collect::<Vec<_>>().join("、")
}

/// Sheets that say something and are not read.
pub(super) fn sheets(
    book: &Book<'_>,
    (tables, year): (&[Table], Option<i32>),
    (head, copies): (Option<usize>, &[Unread]),
    out: &mut Diagnostics,
) {
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
pub(super) fn unknown_row(
    table: &Table,
    place: Place,
    title: Option<&str>,
    book: &Book<'_>,
    out: &mut Diagnostics,
) {
    let name = table.layout.name;
    let what = table.layout.plan.get(2).map_or("名称", |column| column.heading);
    let message = match title {
        Some(title) => format!("这一行没有编号，方案里也没有名为“{}”的一项", shortened(title)),
        None => format!("这一行有内容，但没有编号，也没有“{what}”"),
    };
    let titles = known(book.plan, table.layout.list);
    let near = title.and_then(|title| {
        let all: Vec<&str> = titles.iter().map(|(_, title)| *title).collect();
        let near = nearest(title, &all)?;
        titles.iter().find(|(_, title)| *title == near)
    });
    // A column that was taken out has to come back before anything can be written into it.
    let column = match table.column(Column::Id) {
        Some(_) => "在“编号”栏填",
        None => "加上“编号”一栏，填",
    };
    let help = match near {
        Some((id, near)) => format!("是“{near}”的，{column} {id}"),
        None => format!("{column}方案里的编号；方案以外的工作写进相近一项的进展情况，不在“{name}”里加行"),
    };
    out.report(&rules::UNKNOWN_ROW, place, message).label("这一行没有读取").help(help);
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
