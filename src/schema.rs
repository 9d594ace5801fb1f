//! JSON Schemas of the files people write, for completion and marks in their editor.
//!
//! Takes the model types; gives schemas with Chinese descriptions. In submissions and decisions the
//! Chinese keys and values of the vocabulary are allowed beside the English ones.
//! Never used for checking: the reader knows places, a schema does not.

use serde_json::{Map, Value, json};

use crate::office::{Office, Record};
use crate::plan::Definition;
use crate::submission::{Decisions, Form};
use crate::syntax::vocabulary;

/// Schema of a plan file.
pub fn plan() -> String {
    text(schemars::schema_for!(Definition).to_value(), false)
}

/// Schema of a submission file.
pub fn submission() -> String {
    text(schemars::schema_for!(Form).to_value(), true)
}

/// Schema of a decisions file.
pub fn decisions() -> String {
    text(schemars::schema_for!(Decisions).to_value(), true)
}

/// Schema of the record of a closed year.
pub fn record() -> String {
    text(schemars::schema_for!(Record).to_value(), true)
}

/// Schema of the settings file.
pub fn office() -> String {
    text(schemars::schema_for!(Office).to_value(), false)
}

fn text(mut schema: Value, both_languages: bool) -> String {
    add_chinese(&mut schema, both_languages);
    let mut text = serde_json::to_string_pretty(&schema).expect("JSON values always serialise");
    text.push('\n');
    text
}

/// Walks the schema: Chinese keys beside English ones, Chinese words beside fixed values.
fn add_chinese(schema: &mut Value, keys: bool) {
    let Value::Object(object) = schema else {
        if let Value::Array(items) = schema {
            items.iter_mut().for_each(|item| add_chinese(item, keys));
        }
        return;
    };
    if let Some(Value::Object(definitions)) = object.get_mut("$defs") {
        for (name, definition) in definitions {
            add_values(name, definition);
        }
    }
    if keys {
        both_keys(object);
    }
    object.values_mut().for_each(|value| add_chinese(value, keys));
}

/// A required key may be given in either language, so the list of required keys becomes choices.
fn both_keys(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get("properties") else { return };
    let mut all = properties.clone();
    for (key, value) in properties {
        let term = vocabulary::chinese_key(key);
        if term != key {
            all.insert(term.to_owned(), value.clone());
        }
    }
    if let Some(Value::Array(required)) = object.remove("required") {
        let choices: Vec<Value> = required
            .iter()
            .filter_map(Value::as_str)
            .map(|key| {
                json!({ "anyOf": [{ "required": [key] }, { "required": [vocabulary::chinese_key(key)] }] })
            })
            .collect();
        object.insert("allOf".into(), Value::Array(choices));
    }
    object.insert("properties".into(), Value::Object(all));
}

/// The Chinese words of a fixed set of values.
fn add_values(type_name: &str, definition: &mut Value) {
    let words: Vec<Value> =
        vocabulary::values(type_name).iter().map(|(_, word)| json!({ "const": word })).collect();
    if words.is_empty() {
        return;
    }
    if let Some(Value::Array(choices)) = definition.get_mut("oneOf") {
        choices.extend(words);
    } else if let Some(Value::Array(choices)) = definition.get_mut("enum") {
        choices.extend(words.iter().filter_map(|word| word.get("const").cloned()));
    }
}
