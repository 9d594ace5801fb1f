//! The report as data: JSON, CSV and a Frictionless data package.
//!
//! Takes a composed report; gives files in `data/` of the plan-year. The tables are made once, from
//! listed columns, so that JSON and CSV have the same allow-list; the internal edition adds tables.
//! Never writes a cell that a spreadsheet would run as a formula, and never a number as a float.

mod office;
mod tables;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::OutputFile;
use crate::report::{Edition, InternalReport, PublicReport, Report};
use crate::source::sha256_hex;
use tables::{Column, Kind, Table};

/// Version of `report.json`: the number rises when a field changes its meaning or goes.
const FORMAT: &str = "nianbao-report/1";

/// Data files of the public edition.
pub fn public(report: &PublicReport) -> Vec<OutputFile> {
    files(report, &tables::common(report))
}

/// Data files of the internal edition: the same tables with the full wording, and the office's own.
pub fn internal(report: &InternalReport) -> Vec<OutputFile> {
    let mut all = tables::common(report);
    all.extend(office::tables(report));
    files(report, &all)
}

fn files<E: Edition>(report: &Report<E>, tables: &[Table]) -> Vec<OutputFile> {
    let folder = format!("{}/{}/{}/data", E::NAME, report.plan, report.year);
    let mut files: Vec<OutputFile> = tables
        .iter()
        .map(|table| OutputFile::text(format!("{folder}/{}.csv", table.name), csv(table)))
        .collect();
    files
        .push(OutputFile { path: format!("{folder}/report.json"), bytes: pretty(&document(report, tables)) });
    let package = package(report, tables, &files);
    files.push(OutputFile { path: format!("{folder}/datapackage.json"), bytes: pretty(&package) });
    files
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).expect("plain data has a JSON form");
    text.push(b'\n');
    text
}

/// `report.json`. Its parts are described in `fields`.
fn document<E: Edition>(report: &Report<E>, tables: &[Table]) -> Value {
    let frame = &report.overview.frame;
    let mut data = Map::new();
    let mut fields = Map::new();
    for table in tables {
        let rows: Vec<Value> = table.rows.iter().map(|row| object(&table.columns, row)).collect();
        data.insert(table.name.to_owned(), Value::Array(rows));
        let columns = table.columns.iter().map(|c| (c.name.to_owned(), json!(c.meaning)));
        fields.insert(table.name.to_owned(), Value::Object(columns.collect()));
    }
    json!({
        "format": FORMAT,
        "edition": E::NAME,
        "plan": {"id": report.plan, "title": report.plan_title},
        "year": report.year,
        "as_of": frame.data_version,
        "published_at": frame.published_at,
        "sample": report.sample,
        "notices": frame.notices.iter().map(|n| format!("{}：{}", n.heading, n.text)).collect::<Vec<_>>(),
        "digest": frame.digest,
        "summary": report.overview.summary,
        "value_note": report.overview.value_note,
        "coverage_note": report.overview.coverage_note,
        "tables": data,
        "fields": fields,
    })
}

fn object(columns: &[Column], row: &[String]) -> Value {
    let cells = columns.iter().zip(row).map(|(column, cell)| {
        let value = match column.kind {
            _ if cell.is_empty() => Value::Null,
            // Counts are numbers; figures stay text, so that 12.50 keeps its digits.
            Kind::Integer => cell.parse::<i64>().map_or_else(|_| json!(cell), |n| json!(n)),
            Kind::Number | Kind::Text => json!(cell),
        };
        (column.name.to_owned(), value)
    });
    Value::Object(cells.collect())
}

/// CSV as office software reads it: UTF-8 with BOM, CRLF, quotes where needed.
fn csv(table: &Table) -> String {
    let mut out = String::from('\u{feff}');
    let head: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    line(&mut out, head.into_iter());
    for row in &table.rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let cell = inert(cell);
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula. Signed numbers stay what they are.
fn inert(cell: &str) -> std::borrow::Cow<'_, str> {
    let head = cell.trim_start().chars().next();
    let risky = matches!(head, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%'))
        || cell.starts_with(['\t', '\r', '\n']);
    if risky && !is_number(cell) { format!("'{cell}").into() } else { cell.into() }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain(whole) && plain(part)
}

/// `datapackage.json` (Frictionless Data Package): every file with its schema, size and digest.
fn package<E: Edition>(report: &Report<E>, tables: &[Table], files: &[OutputFile]) -> Value {
    let about = |name: &str| {
        let file = files.iter().find(|file| file.path.ends_with(&format!("/{name}")));
        let bytes = file.map(|file| file.bytes.as_slice()).unwrap_or_default();
        (bytes.len(), format!("sha256:{}", sha256_hex(bytes)))
    };
    let mut resources: Vec<Value> = tables
        .iter()
        .map(|table| {
            let path = format!("{}.csv", table.name);
            let (bytes, hash) = about(&path);
            json!({
                "name": table.name,
                "title": table.title,
                "profile": "tabular-data-resource",
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
                "bytes": bytes,
                "hash": hash,
                "schema": schema(table),
            })
        })
        .collect();
    let (bytes, hash) = about("report.json");
    resources.push(json!({
        "name": "report",
        "title": "全部数据",
        "path": "report.json",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": bytes,
        "hash": hash,
    }));
    json!({
        "profile": "data-package",
        "name": format!("{}-{}", report.plan, report.year),
        "title": format!("{}：{}", report.plan_title, report.overview.frame.title),
        "description": report.overview.value_note,
        "version": report.overview.frame.data_version,
        "resources": resources,
    })
}

fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text => "string",
                Kind::Integer => "integer",
                Kind::Number => "number",
            };
            json!({"name": column.name, "type": kind, "description": column.meaning})
        })
        .collect();
    json!({"fields": fields, "missingValues": [""], "primaryKey": table.key})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_kept() {
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1", "－"] {
            assert!(inert(formula).starts_with('\''), "{formula}");
        }
        for plain in ["-2.5", "+2.5", "12.50", "-0", "—", "市水利局", "1—11月"] {
            assert_eq!(inert(plain), plain);
        }
    }

    #[test]
    fn cells_with_breaks_and_quotes_are_quoted() {
        let mut out = String::new();
        line(&mut out, ["一\n二", "他说“好”", "a\"b", "x,y"].into_iter());
        assert_eq!(out, "\"一\n二\",他说“好”,\"a\"\"b\",\"x,y\"\r\n");
    }
}
