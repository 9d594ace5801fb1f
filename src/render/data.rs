//! The report as data: JSON, CSV and a Frictionless data package.
//!
//! Takes a composed report; gives files in `data/` of the plan-year. The tables are made once, from
//! listed columns, so that JSON and CSV have the same allow-list; the internal edition adds tables.
//! Never writes a cell that a spreadsheet would run as a formula, and never a number as a float.

mod columns;
mod csv;
mod figures;
mod office;
mod tables;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::OutputFile;
use crate::report::{Edition, Frame, InternalReport, Report};
use crate::source::sha256_hex;
use columns::{Column, Kind, Table};

/// Version of `report.json`: the number rises when a field changes its meaning or goes.
const FORMAT: &str = "nianbao-report/2";

/// Data files of the public and the review edition.
pub fn outside<E: Edition>(report: &Report<E>) -> Vec<OutputFile> {
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
        .map(|table| OutputFile::text(format!("{folder}/{}.csv", table.name), csv::write(table)))
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
        "corrected_on": frame.corrected_on,
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
            Kind::Number | Kind::Text | Kind::Ratio => json!(cell),
        };
        (column.name.to_owned(), value)
    });
    Value::Object(cells.collect())
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
                "description": csv::NOTE,
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
        "version": version(&report.overview.frame),
        "resources": resources,
    })
}

/// The day of the data; of a corrected year that of its last correction as well.
fn version(frame: &Frame) -> String {
    let corrected = frame.corrected_on.as_ref().map(|on| format!("+{on}"));
    frame.data_version.clone() + &corrected.unwrap_or_default()
}

fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text | Kind::Ratio => "string",
                Kind::Integer => "integer",
                Kind::Number => "number",
            };
            json!({"name": column.name, "type": kind, "description": column.meaning})
        })
        .collect();
    json!({"fields": fields, "missingValues": [""], "primaryKey": table.key})
}
