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

/// Keys that stand together: those of a file, or of an entry of one of its lists or parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key under which they stand; `None` at the top of a file.
    pub of: Option<String>,
    /// The keys, in the order of their letters.
    pub keys: Vec<Key>,
}

/// A key of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its English name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What stands behind it.
    pub written: Written,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Any text.
    Text,
    /// A number without decimals.
    Whole,
    /// true or false.
    YesOrNo,
    /// A type of the model, by its name.
    Part(String),
    /// A list of parts, whose keys are explained by themselves.
    List,
    /// A list of something plain.
    Each(Box<Written>),
}

/// The keys of a plan.
pub fn keys_of_plan() -> Vec<Group> {
    keys(&schemars::schema_for!(Definition).to_value())
}

/// The keys of a submission file.
pub fn keys_of_submission() -> Vec<Group> {
    keys(&schemars::schema_for!(Form).to_value())
}

/// The keys of a decisions file.
pub fn keys_of_decisions() -> Vec<Group> {
    keys(&schemars::schema_for!(Decisions).to_value())
}

/// The keys of the record of a closed year.
pub fn keys_of_record() -> Vec<Group> {
    keys(&schemars::schema_for!(Record).to_value())
}

/// The keys of a file, then of its parts in the order in which they are named.
fn keys(schema: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    let mut waiting: Vec<(Option<String>, &Value)> = vec![(None, schema)];
    while !waiting.is_empty() {
        let (of, part) = waiting.remove(0);
        let Some(properties) = part.get("properties").and_then(Value::as_object) else { continue };
        let required: Vec<&str> = part
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut own = vec![];
        for (name, property) in properties {
            let (written, inner) = written(schema, property);
            own.push(Key { name: name.clone(), required: required.contains(&name.as_str()), written });
            let known = |of: &Option<String>| of.as_ref() == Some(name);
            if let Some(inner) = inner
                && !groups.iter().any(|group| known(&group.of))
                && !waiting.iter().any(|(of, _)| known(of))
            {
                waiting.push((Some(name.clone()), inner));
            }
        }
        groups.push(Group { of, keys: own });
    }
    groups
}

/// What stands behind a property, with the part of which the keys are explained by themselves.
fn written<'s>(schema: &'s Value, property: &'s Value) -> (Written, Option<&'s Value>) {
    let choices = property.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let reference = |value: &'s Value| value.get("$ref").and_then(Value::as_str);
    let named = reference(property).or_else(|| choices.clone().find_map(reference));
    let part = |path: &'s str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        (name, schema.get("$defs").and_then(|parts| parts.get(name)))
    };
    if let Some(path) = named {
        let (name, inner) = part(path);
        let inner = inner.filter(|inner| inner.get("properties").is_some());
        return (Written::Part(name.to_owned()), inner);
    }
    if let Some(items) = property.get("items") {
        let inner = reference(items).and_then(|path| part(path).1);
        return match inner.filter(|inner| inner.get("properties").is_some()) {
            Some(inner) => (Written::List, Some(inner)),
            None => (Written::Each(Box::new(written(schema, items).0)), None),
        };
    }
    let is = |wanted: &str| match property.get("type") {
        Some(Value::String(one)) => one == wanted,
        Some(Value::Array(several)) => several.iter().any(|one| one == wanted),
        _ => false,
    };
    let plain = match () {
        // Digits that may stand without quotes are text all the same.
        () if is("integer") && !is("string") => Written::Whole,
        () if is("boolean") => Written::YesOrNo,
        () => Written::Text,
    };
    (plain, None)
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
