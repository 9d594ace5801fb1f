//! The hidden sheet of a workbook: whose form of which year it is, which column holds which key, and what stood
//! in the locked cells and in the example when the form was handed out.

use rust_xlsxwriter::{ColNum, RowNum, Workbook, XlsxError};

use super::asked::{Row, Table, UnitForm};
use super::cells;
use crate::workbook::{HEAD, HEAD_HEADINGS, HEAD_SHEET, HIDDEN_SHEET, LAST_YEAR, SAMPLE, locked_key};

/// Writes the sheet.
pub(super) fn hidden(book: &mut Workbook, form: &UnitForm) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(HIDDEN_SHEET)?;
    sheet.set_very_hidden(true);
    let mut facts = vec![
        ("nianbao".to_owned(), "submission/1".to_owned()),
        ("form".to_owned(), form.version.to_owned()),
        ("plan".to_owned(), form.plan.clone()),
        ("document".to_owned(), form.document.clone().unwrap_or_default()),
        ("year".to_owned(), form.year.to_string()),
        ("unit".to_owned(), form.unit.clone()),
        ("sample".to_owned(), form.sample.to_string()),
    ];
    for table in &form.tables {
        facts.push((format!("rows.{}", table.sheet.name), table.rows.len().to_string()));
    }
    for table in &form.tables {
        let first = table.first_field();
        facts.extend(table.sheet.fields.iter().enumerate().map(|(at, field)| {
            let column = cells::column_name(first + ColNum::try_from(at).unwrap_or(0));
            (format!("key.{}.{column}", table.sheet.name), field.key.to_owned())
        }));
    }
    facts.extend(head(form));
    for table in &form.tables {
        facts.extend(example(table, form.year));
        facts.extend((0..table.rows.len()).flat_map(|at| locked(table, at)));
    }
    for (row, (key, value)) in facts.iter().enumerate() {
        let row = RowNum::try_from(row).unwrap_or(0);
        sheet.write_string(row, 0, key)?.write_string(row, 1, cells::fitting(value))?;
    }
    Ok(())
}

/// What stands in the grey cells of the sheet of the whole.
fn head(form: &UnitForm) -> Vec<(String, String)> {
    let mut facts = vec![(format!("rows.{HEAD_SHEET}"), HEAD.len().to_string())];
    for (at, field) in HEAD.iter().enumerate() {
        let last = form.head.last[at].as_deref().unwrap_or("").to_owned();
        let help = super::yaml::asked_for(field, form.year);
        let of = |heading: &str, text: String| (locked_key(HEAD_SHEET, field.key, heading), text);
        facts.extend([of(LAST_YEAR, last), of(HEAD_HEADINGS[3], help)]);
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// What the row of the example says: whoever writes an answer over it is told.
fn example(table: &Table, year: i32) -> Vec<(String, String)> {
    let examples = table.sheet.fields.iter().map(|field| (field, field.example(year)));
    examples
        .filter(|(_, example)| !example.is_empty())
        .map(|(field, example)| (locked_key(table.sheet.name, SAMPLE, field.heading()), example))
        .collect()
}

/// What the plan and last year say in a row, behind its number and its id.
fn locked(table: &Table, at: usize) -> Vec<(String, String)> {
    let row: &Row = &table.rows[at];
    let of_plan = table.sheet.plan.iter().skip(2).zip(&row.plan);
    let of_plan = of_plan.map(|(column, text)| (column.heading, text.clone()));
    let last = (LAST_YEAR, table.last_words(at));
    of_plan
        .chain([last])
        .filter(|(_, text)| !text.is_empty())
        .map(|(heading, text)| (locked_key(table.sheet.name, &row.id, heading), text))
        .collect()
}
