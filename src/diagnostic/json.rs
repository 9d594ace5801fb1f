//! Findings for programs.

use serde::Serialize;

use super::finding::Diagnostic;
use super::text::counts;
use crate::source::{Place, Sources};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    counts: CountsOut,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct CountsOut {
    error: usize,
    verify: usize,
    explained: usize,
    hint: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a str,
    place: At<'a>,
    label: &'a str,
    related: Vec<RelatedOut<'a>>,
    /// All further places of the same fault, where one finding counts several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concerns: Vec<At<'a>>,
    help: Option<&'a str>,
    explanation: Option<&'a str>,
    year: Option<i32>,
}

#[derive(Serialize)]
struct RelatedOut<'a> {
    place: At<'a>,
    label: &'a str,
}

/// Lines and columns from 1, columns in characters; the end is exclusive. In a workbook row and column
/// of the cell, which `cell` also names in words.
#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn at(place: Place, sources: &Sources) -> At<'_> {
    let (start, end) = (sources.position(place), sources.end_position(place));
    At {
        file: sources.path(place),
        cell: sources.cell_words(place),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// All findings as one JSON object; the format has a `version` and only grows.
pub fn to_json(list: &[Diagnostic], sources: &Sources) -> String {
    let counts = counts(list);
    let report = Report {
        version: 1,
        counts: CountsOut {
            error: counts.errors,
            verify: counts.verify,
            explained: counts.explained,
            hint: counts.hints,
        },
        findings: list.iter().map(|found| finding(found, sources)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&report).expect("strings and numbers always serialise");
    text.push('\n');
    text
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        code: found.rule.code,
        name: found.rule.name,
        severity: found.severity.english(),
        message: &found.message,
        place: at(found.place, sources),
        label: &found.label,
        related: found
            .related
            .iter()
            .map(|r| RelatedOut { place: at(r.place, sources), label: &r.label })
            .collect(),
        concerns: found.concerns.iter().map(|place| at(*place, sources)).collect(),
        help: found.help.as_deref(),
        explanation: found.answer(),
        year: found.year,
    }
}
