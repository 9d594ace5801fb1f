//! The form as a workbook: plan and last year locked and grey, answers white, what lacks worked out.
//!
//! Every text is written as a string, whatever it begins with; metadata carry no time, so that the same form
//! has the same bytes.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, Formula, IgnoreError, ProtectionOptions, RowNum, Workbook,
    Worksheet, XlsxError,
};

use super::asked::{Entry, Table, UnitForm};
use super::cells::{self, Looks, cell_name, height};
use super::{doubts, hidden, lacking};
use crate::syntax::vocabulary;
use crate::workbook::{
    FIRST_ROW, HEAD, HEAD_FIRST_ROW, HEAD_HEADINGS, HEAD_SHEET, HEADS_ROW, HELP_SHEET, LACKING, LAST_YEAR,
    SAMPLE, SAMPLE_NOTE, SAMPLE_ROW,
};

/// Writes the form as `.xlsx`, empty or with answers.
///
/// # Errors
/// When the form does not fit into a workbook (names and sizes of sheets are fixed, so it does).
pub fn workbook(form: &UnitForm) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the time of making would make each run another file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(form.name()).set_creation_datetime(&day));
    let looks = Looks::new();
    explanation(book.add_worksheet(), form, &looks)?;
    head(book.add_worksheet(), form, &looks)?;
    for table in &form.tables {
        list(book.add_worksheet(), form, table, &looks)?;
    }
    hidden::hidden(&mut book, form)?;
    book.save_to_buffer()
}

/// Chinese characters that a page of a list may be wide, so that it can be read on paper.
const PAGE_WIDTH: u16 = 95;

/// What all visible sheets share: paper, head and foot, protection that keeps nobody out who means it.
fn set_up(sheet: &mut Worksheet, form: &UnitForm, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    sheet.set_footer(format!(
        "&L{}　{}年度　表样 {}&C第 &P 页　共 &N 页",
        form.unit_name.replace('&', "&&"),
        form.year,
        form.version
    ));
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// The title on paper: a cell of the first row would stand on the first page only, and be cut where that ends.
/// What is printed begins with the heads of the columns.
fn print_title(
    sheet: &mut Worksheet,
    form: &UnitForm,
    what: &str,
    (last, column): (RowNum, ColNum),
) -> Result<(), XlsxError> {
    // The program takes digits that follow a size for part of it, and 255 characters at most.
    let name: String = format!("{}　{what}", form.name()).chars().take(TITLE).collect();
    sheet.set_header(format!("&L&14 {}", name.replace('&', "&&")));
    sheet.set_print_area(HEADS_ROW - 1, 0, last, column)?;
    Ok(())
}

/// Characters of a title in the head of a page; each may need two.
const TITLE: usize = 110;

fn title(
    sheet: &mut Worksheet,
    form: &UnitForm,
    what: &str,
    below: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, format!("{}　{what}", form.name()), &looks.title)?;
    sheet.write_string_with_format(1, 0, below, &looks.small)?;
    sheet.set_row_height(0, 30)?.set_row_height(1, 20)?;
    Ok(())
}

fn explanation(sheet: &mut Worksheet, form: &UnitForm, looks: &Looks) -> Result<(), XlsxError> {
    set_up(sheet, form, HELP_SHEET)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
    title(sheet, form, HELP_SHEET, &format!("依据：{}", form.basis()), looks)?;
    let mut rows =
        vec![("报送".to_owned(), form.recipient.clone()), ("截止".to_owned(), form.deadline.clone())];
    rows.extend(rules(form).into_iter().enumerate().map(|(at, rule)| (format!("填写要求{}", at + 1), rule)));
    let mut row = HEADS_ROW - 1;
    for (name, text) in &rows {
        sheet.write_string_with_format(row, 0, name, &looks.plan)?;
        sheet.write_string_with_format(row, 1, text, &looks.plan)?;
        sheet.set_row_height(row, height(&[(text, 50)], 1))?;
        row += 1;
    }
    row += 1;
    for table in form.tables.iter().filter(|table| !table.rows.is_empty()) {
        let column = lacking_column(table);
        let last = last_row(table);
        let range = format!("{}:{}", cell_name(FIRST_ROW - 1, column), cell_name(last, column));
        let formula = format!("=COUNTIF('{}'!{range},\"?*\")&\" 行\"", table.sheet.name);
        let count = (0..table.rows.len()).filter(|at| !open(table, *at).is_empty());
        let formula = Formula::new(formula).set_result(format!("{} 行", count.count()));
        sheet.write_string_with_format(row, 0, format!("{}{LACKING}", table.sheet.name), &looks.plan)?;
        sheet.write_formula_with_format(row, 1, formula, &looks.lacking)?;
        row += 1;
    }
    row += 1;
    for (at, name) in
        ["填报人（签字）", "审核人（签字）", "签发人（签字）", "单位（盖章）"].iter().enumerate()
    {
        let row = row + u32::try_from(at).unwrap_or(0);
        sheet.write_string_with_format(row, 0, *name, &looks.plan)?;
        sheet.write_string_with_format(row, 1, "　　　　　　　　　　年　　月　　日", &looks.plan)?;
        sheet.set_row_height(row, 32)?;
    }
    Ok(())
}

fn rules(form: &UnitForm) -> Vec<String> {
    let mut rules = vec![
        "只填写白色格；灰色格由方案和上年填报带出，已锁定，不要改动。没有内容的留空，不写“无”“/”。"
            .to_owned(),
        format!(
            "有下拉列表的，从列表中选；日期写成 {}-11-30；数字不带单位，百分数写 70.92，不写 70.92% 或 0.7092。",
            form.year
        ),
        format!("“{LACKING}”一列由表格自动算出，列出本行还要填的内容和要核对的数；空白表示本行已填齐。"),
        format!("“{LAST_YEAR}”供对照，不会计入本年；各表第{SAMPLE_ROW}行是示例，不会计入，不必删除。"),
        "格内换行按 Alt+Enter。行高、列宽可以自行调整；不要增删列、改工作表名称。".to_owned(),
        format!("填好后文件名仍为“{}.xlsx”，连同盖章的纸质件一并报送；没有填写的表不算报送。", form.unit),
    ];
    if form.tables.iter().all(|table| table.rows.is_empty()) {
        rules.push(
            "方案没有点名交给贵单位任务、指标或节点：有相关工作的写在“总体情况”，没有的填“零报告”。"
                .to_owned(),
        );
    }
    rules
}

fn head(sheet: &mut Worksheet, form: &UnitForm, looks: &Looks) -> Result<(), XlsxError> {
    set_up(sheet, form, HEAD_SHEET)?;
    title(sheet, form, HEAD_SHEET, "只填写白色格；灰色格由方案和上年填报带出，不要改动。", looks)?;
    for (column, (width, name)) in [16, 62, 50, 44].into_iter().zip(HEAD_HEADINGS).enumerate() {
        let column = ColNum::try_from(column).unwrap_or(0);
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(HEADS_ROW - 1, column, name, &looks.heads)?;
    }
    let year = form.year.to_string();
    let given =
        [(vocabulary::chinese_key("unit"), &form.unit_name), (vocabulary::chinese_key("year"), &year)];
    let mut row = HEAD_FIRST_ROW - 1;
    for (name, text) in given {
        sheet.write_string_with_format(row, 0, name, &looks.plan)?;
        sheet.write_string_with_format(row, 1, text, &looks.plan)?;
        sheet.write_blank(row, 2, &looks.last)?;
        sheet.write_string_with_format(row, 3, "由方案带出，不要改动", &looks.plan)?;
        row += 1;
    }
    for (at, field) in HEAD.iter().enumerate() {
        let Entry { last, now } = &form.head;
        let (last, now) = (last[at].as_deref().unwrap_or(""), now[at].as_deref().unwrap_or(""));
        let help = super::yaml::asked_for(field, form.year);
        sheet.write_string_with_format(row, 0, field.heading(), &looks.plan)?;
        put(sheet, (row, 1), now, &looks.input)?;
        put(sheet, (row, 2), last, &looks.last)?;
        put(sheet, (row, 3), &help, &looks.plan)?;
        let least = if field.kind == crate::workbook::Kind::Text { 4 } else { 1 };
        sheet.set_row_height(row, height(&[(now, 30), (last, 24), (&help, 21)], least))?;
        cells::validate(sheet, field, form.year, (row, 1), row)?;
        row += 1;
    }
    print_title(sheet, form, HEAD_SHEET, (row - 1, 3))?;
    sheet.ignore_error_range(HEAD_FIRST_ROW - 1, 1, row, 2, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(HEADS_ROW, 1)?.set_repeat_rows(HEADS_ROW - 1, HEADS_ROW - 1)?;
    Ok(())
}

fn list(sheet: &mut Worksheet, form: &UnitForm, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    let of = table.sheet;
    set_up(sheet, form, of.name)?;
    let below = match table.rows.len() {
        0 => "方案没有向贵单位要求这一部分，不必填写。".to_owned(),
        count => format!("共{count}项。只填写白色格；灰色格由方案和上年填报带出，不要改动。"),
    };
    title(sheet, form, of.name, &below, looks)?;
    let widths = of.plan.iter().map(|column| (column.heading, column.width));
    let widths = widths.chain([(LAST_YEAR, of.last_year)]);
    let widths = widths.chain(of.fields.iter().map(|field| (field.heading(), field.width)));
    let widths: Vec<(&str, u16)> = widths.chain([(LACKING, 12)]).collect();
    // One page would make print that nobody can read; number, id and title stand on each of several.
    let whole: u16 = widths.iter().map(|(_, width)| width).sum();
    sheet.set_print_fit_to_pages(whole.div_ceil(PAGE_WIDTH), 0).set_repeat_columns(0, 2)?;
    for (column, (heading, width)) in widths.into_iter().enumerate() {
        let column = ColNum::try_from(column).unwrap_or(0);
        sheet.set_column_width(column, width * 2 + 1)?;
        sheet.write_string_with_format(HEADS_ROW - 1, column, heading, &looks.heads)?;
    }
    sheet.set_row_height(HEADS_ROW - 1, 34)?;
    sample(sheet, form.year, table, looks)?;
    let mut row = FIRST_ROW - 1;
    for at in 0..table.rows.len() {
        entry(sheet, table, at, row, looks)?;
        row += 1;
    }
    let first = table.first_field();
    for (at, field) in of.fields.iter().enumerate().filter(|_| !table.rows.is_empty()) {
        cells::validate(
            sheet,
            field,
            form.year,
            (FIRST_ROW - 1, first + ColNum::try_from(at).unwrap_or(0)),
            last_row(table),
        )?;
    }
    print_title(sheet, form, of.name, (row.max(FIRST_ROW) - 1, lacking_column(table)))?;
    sheet.ignore_error_range(HEADS_ROW, 0, row, lacking_column(table), IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(HEADS_ROW, 3)?.set_repeat_rows(HEADS_ROW - 1, HEADS_ROW - 1)?;
    Ok(())
}

fn sample(sheet: &mut Worksheet, year: i32, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    let row = SAMPLE_ROW - 1;
    for column in 0..=lacking_column(table) {
        sheet.write_blank(row, column, &looks.sample)?;
    }
    sheet.write_string_with_format(row, 1, SAMPLE, &looks.sample)?;
    sheet.write_string_with_format(row, 2, SAMPLE_NOTE, &looks.sample)?;
    let fields = table.sheet.fields.iter();
    let examples: Vec<(String, u16)> = fields.map(|field| (field.example(year), field.width)).collect();
    for (at, (example, _)) in examples.iter().enumerate() {
        let column = table.first_field() + ColNum::try_from(at).unwrap_or(0);
        put(sheet, (row, column), example, &looks.sample)?;
    }
    let examples = examples.iter().map(|(example, width)| (example.as_str(), *width));
    let texts: Vec<(&str, u16)> = examples.chain([(SAMPLE_NOTE, 12)]).collect();
    sheet.set_row_height(row, height(&texts, 2))?;
    Ok(())
}

fn entry(
    sheet: &mut Worksheet,
    table: &Table,
    at: usize,
    row: RowNum,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (of, entry) = (table.sheet, &table.rows[at]);
    put(sheet, (row, 0), &(at + 1).to_string(), &looks.plan)?;
    put(sheet, (row, 1), &entry.id, &looks.plan)?;
    let mut texts: Vec<(&str, u16)> = vec![];
    for (at, text) in entry.plan.iter().enumerate() {
        put(sheet, (row, ColNum::try_from(at).unwrap_or(0) + 2), text, &looks.plan)?;
        texts.push((text, of.plan[at + 2].width));
    }
    let last = table.last_words(at);
    let first = table.first_field();
    put(sheet, (row, first - 1), &last, &looks.last)?;
    texts.push((&last, of.last_year));
    for (at, field) in of.fields.iter().enumerate() {
        let now = entry.said.now[at].as_deref().unwrap_or("");
        put(sheet, (row, first + ColNum::try_from(at).unwrap_or(0)), now, &looks.input)?;
        texts.push((now, field.width));
    }
    let name = |key: &str| {
        let at = of.fields.iter().position(|field| field.key == key).unwrap_or(0);
        cell_name(row, first + ColNum::try_from(at).unwrap_or(0))
    };
    let doubts = doubts::formulas(of.fields, &entry.facts, name);
    let formula = lacking::formula(of.fields, entry.asked, &doubts, name);
    let formula = Formula::new(formula).set_result(open(table, at).join(" "));
    sheet.write_formula_with_format(row, lacking_column(table), formula, &looks.lacking)?;
    sheet.set_row_height(row, height(&texts, 3))?;
    Ok(())
}

/// What a row lacks, and what is to be asked of its numbers.
fn open(table: &Table, at: usize) -> Vec<&'static str> {
    let (fields, row) = (table.sheet.fields, &table.rows[at]);
    let mut open = lacking::lacking(fields, &row.said.now, row.asked);
    open.extend(doubts::doubts(fields, &row.said.now, &row.facts));
    open
}

fn put(sheet: &mut Worksheet, at: (RowNum, ColNum), text: &str, look: &Format) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(at.0, at.1, look)?;
    } else {
        sheet.write_string_with_format(at.0, at.1, cells::fitting(text), look)?;
    }
    Ok(())
}

fn lacking_column(table: &Table) -> ColNum {
    table.first_field() + ColNum::try_from(table.sheet.fields.len()).unwrap_or(0)
}

/// The last row of answers, counted from 0.
fn last_row(table: &Table) -> RowNum {
    FIRST_ROW - 1 + RowNum::try_from(table.rows.len().saturating_sub(1)).unwrap_or(0)
}
