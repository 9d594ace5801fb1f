//! Fields of a plan and of a plan of record, side by side: every one is compared that is not listed here.
//!
//! Takes two things of one kind; gives what differs, in words. Never decides whether that was explained.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::syntax::vocabulary;

/// The fields of a kind of thing that are not compared as they are written.
pub(super) struct Fields {
    /// Compared by what they mean.
    pub(super) by_meaning: &'static [&'static str],
    /// Nothing is judged or named by them: they may change without a word.
    pub(super) silent: &'static [&'static str],
}

/// Of the plan itself.
pub(super) const PLAN: Fields = Fields {
    by_meaning: &["nianbao", "id", "reporting", "units", "sections", "indicators", "assignments"],
    silent: &["not_a_target", "amendments", "review"],
};
/// Of the duty to report.
pub(super) const REPORTING: Fields =
    Fields { by_meaning: &[], silent: &["clause", "quote", "note", "review"] };
/// Of a unit.
pub(super) const UNIT: Fields =
    Fields { by_meaning: &["id", "name", "members"], silent: &["aliases", "review"] };
/// Of a section.
pub(super) const SECTION: Fields = Fields { by_meaning: &["id", "tasks"], silent: &["review"] };
/// Of a task.
pub(super) const TASK: Fields = Fields {
    by_meaning: &[
        "id",
        "title",
        "lead_units",
        "responsible_units",
        "supporting_units",
        "also",
        "due",
        "milestones",
        "yearly",
    ],
    silent: &["quote", "review"],
};
/// Of an indicator.
pub(super) const INDICATOR: Fields = Fields {
    by_meaning: &[
        "id",
        "name",
        "task",
        "unit_of_measure",
        "direction",
        "level",
        "combine",
        "reported_by",
        "baseline",
        "targets",
    ],
    silent: &["review"],
};

impl Fields {
    /// What differs, in words.
    pub(super) fn changed<T: Serialize>(&self, was: &T, now: &T) -> Vec<String> {
        let values = [was, now].map(|one| serde_json::to_value(one).unwrap_or_default());
        let keys: BTreeSet<&String> =
            values.iter().filter_map(Value::as_object).flat_map(serde_json::Map::keys).collect();
        let compared =
            |key: &&&String| !self.by_meaning.contains(&key.as_str()) && !self.silent.contains(&key.as_str());
        let differs = |key: &String| {
            let [was, now] = [0, 1].map(|at| bare(&values[at][key]));
            (was != now).then(|| said(key, &was, &now))
        };
        keys.iter().filter(compared).filter_map(|key| differs(key)).collect()
    }
}

/// A value without the words that only prove it.
fn bare(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(bare).collect(),
        Value::Object(map) => {
            let told = map
                .iter()
                .filter(|(key, value)| !matches!(key.as_str(), "quote" | "review") && !value.is_null());
            told.map(|(key, value)| (key.clone(), bare(value))).collect()
        }
        other => other.clone(),
    }
}

/// The field by its name, with both values where they are short and speak for themselves.
fn said(key: &str, was: &Value, now: &Value) -> String {
    let name = vocabulary::chinese_key(key);
    match (short(was), short(now)) {
        (Some(was), Some(now)) => format!("{name}由“{was}”改为“{now}”"),
        _ => name.to_owned(),
    }
}

fn short(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("无".to_owned()),
        Value::Bool(yes) => Some(if *yes { "是" } else { "否" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => {
            let is_word = text.chars().any(|c| !c.is_ascii() || c.is_ascii_digit());
            (is_word && text.chars().count() <= 30).then(|| text.trim().to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::plan::{Definition, Indicator, Reporting, Section, Task, Unit};

    /// Every field of a kind, by its schema, is compared, or stands in one of the two lists; and the lists
    /// speak of no other fields.
    fn walk<T: schemars::JsonSchema>(fields: &Fields) {
        let schema = schemars::schema_for!(T).to_value();
        let known: Vec<&String> = schema["properties"].as_object().expect("it has fields").keys().collect();
        for key in fields.by_meaning.iter().chain(fields.silent) {
            assert!(known.iter().any(|own| own == key), "{key} is no field");
        }
        for key in known {
            let with = |value: &str| BTreeMap::from([(key.clone(), value.to_owned())]);
            let found = fields.changed(&with("1"), &with("2"));
            let listed = fields.by_meaning.contains(&key.as_str()) || fields.silent.contains(&key.as_str());
            assert_eq!(found.is_empty(), listed, "{key}");
        }
    }

    #[test]
    fn t4_every_field_of_the_schema_is_compared_or_listed() {
        walk::<Definition>(&PLAN);
        walk::<Reporting>(&REPORTING);
        walk::<Unit>(&UNIT);
        walk::<Section>(&SECTION);
        walk::<Task>(&TASK);
        walk::<Indicator>(&INDICATOR);
    }
}
