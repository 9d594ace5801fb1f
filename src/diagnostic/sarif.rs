//! Findings as SARIF 2.1.0 (OASIS), which editors and review systems show at the place.

use serde_json::{Value, json};

use super::finding::Diagnostic;
use super::rule::Severity;
use crate::source::{Place, Sources};

/// All findings as one SARIF run.
pub fn to_sarif(list: &[Diagnostic], sources: &Sources) -> String {
    let mut rules: Vec<_> = list.iter().map(|found| found.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": rule.title },
                "help": { "text": rule.why },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = list.iter().map(|found| result(found, sources)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nianbao",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("JSON values always serialise");
    text.push('\n');
    text
}

fn result(found: &Diagnostic, sources: &Sources) -> Value {
    let mut message = found.message.clone();
    if let Some(help) = &found.help {
        message = format!("{message}。{help}");
    }
    let mut result = json!({
        "ruleId": found.rule.code,
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [location(found.place, sources)],
    });
    if !found.related.is_empty() {
        result["relatedLocations"] = found
            .related
            .iter()
            .map(|r| {
                let mut place = location(r.place, sources);
                place["message"] = json!({ "text": r.label });
                place
            })
            .collect();
    }
    if let Some(words) = found.answer() {
        result["suppressions"] = json!([{ "kind": "external", "justification": words }]);
    }
    result
}

fn location(place: Place, sources: &Sources) -> Value {
    let artifact = json!({ "uri": uri(sources.path(place)) });
    // A workbook has no lines: the standard knows logical places for what is inside other things.
    if let Some(words) = sources.cell_words(place) {
        return json!({
            "physicalLocation": { "artifactLocation": artifact },
            "logicalLocations": [{ "fullyQualifiedName": words }],
        });
    }
    let (start, end) = (sources.position(place), sources.end_position(place));
    json!({
        "physicalLocation": {
            "artifactLocation": artifact,
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        },
    })
}

/// A relative URI reference: what is not plain ASCII is percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                (byte as char).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Verify => "warning",
        Severity::Hint => "note",
    }
}
