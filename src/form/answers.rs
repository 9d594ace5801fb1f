//! What a submission says in each field of the form, as the form shows it.
//!
//! The fields are found by their keys in what the submission is when it is written: nothing here knows which
//! fields there are.

use serde::Serialize;
use serde_json::Value;

use crate::syntax::vocabulary;
use crate::workbook::{Field, Kind};

/// What an entry says in each field; `None` where it says nothing.
pub(super) fn said<T: Serialize>(entry: &T, fields: &[Field]) -> Vec<Option<String>> {
    let tree = serde_json::to_value(entry).unwrap_or(Value::Null);
    fields.iter().map(|field| in_words(field, at(&tree, field)?)).collect()
}

fn at<'t>(tree: &'t Value, field: &Field) -> Option<&'t Value> {
    field.path().try_fold(tree, |part, key| part.get(key))
}

fn in_words(field: &Field, value: &Value) -> Option<String> {
    let text = match (field.kind, value) {
        (Kind::Evidence, Value::Array(list)) => {
            list.iter().filter_map(document).collect::<Vec<_>>().join("\n")
        }
        (Kind::Explanation, Value::Object(answers)) => {
            let one = |(code, words): (&String, &Value)| format!("{code}：{}", words.as_str().unwrap_or(""));
            answers.iter().map(one).collect::<Vec<_>>().join("\n")
        }
        (Kind::Word(of), Value::String(word)) => vocabulary::chinese_value(of, word).to_owned(),
        (Kind::Due, Value::String(due)) if due == "ongoing" => "长期坚持".to_owned(),
        (_, Value::String(text)) => text.clone(),
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// `title〔文件：name〕`, on one line: a line stands for a document.
fn document(evidence: &Value) -> Option<String> {
    let part = |key: &str| evidence.get(key).and_then(Value::as_str).map(one_line);
    let title = part("title")?;
    Some(match part("file") {
        Some(file) => format!("{title}〔文件：{file}〕"),
        None => title,
    })
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
