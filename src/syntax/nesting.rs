//! Which key of a submission stands below which: a line that slipped is put back by what its key says.
//!
//! The one table beside the model's own; a test holds it against the schema that the model writes.

use std::collections::BTreeSet;

use super::copy::Copy;
use super::layout::{Entry, entry};
use super::vocabulary;

/// The lists of a form.
pub(super) const LISTS: [&str; 3] = ["tasks", "milestones", "indicators"];

/// Keys that stand beside each other, and what stands below some of them.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) keys: &'static [&'static str],
    /// Whether each of a list has these keys.
    pub(super) list: bool,
    /// Whether codes of rules stand here: `N421: …`.
    pub(super) codes: bool,
    pub(super) inner: &'static [(&'static str, &'static Level)],
}

impl Level {
    /// The key as this level knows it, whichever language it is written in.
    pub(super) fn accepts<'w>(&self, word: &'w str) -> Option<&'w str> {
        let english = vocabulary::english_key(word).unwrap_or(word);
        let is_code = |word: &str| {
            word.len() == 4 && word.starts_with('N') && word[1..].bytes().all(|byte| byte.is_ascii_digit())
        };
        (self.keys.contains(&english) || self.codes && is_code(word)).then_some(english)
    }

    /// What stands below a key, if something does.
    pub(super) fn below(&self, key: &str) -> Option<&'static Level> {
        self.inner.iter().find(|(outer, _)| *outer == key).map(|(_, level)| *level)
    }
}

const fn group(keys: &'static [&'static str]) -> Level {
    Level { keys, list: false, codes: false, inner: &[] }
}

static PEOPLE: Level = group(&["preparer", "phone", "reviewer", "approver"]);
static FUNDS: Level = group(&["planned", "spent"]);
static LAST_YEAR: Level = group(&["value", "n", "of", "value_status", "source"]);
static EVIDENCE: Level = Level { list: true, ..group(&["title", "file"]) };
static EXPLANATION: Level = Level { codes: true, ..group(&[]) };

static TASKS: Level = Level {
    keys: &[
        "id",
        "status",
        "percent",
        "progress",
        "public_progress",
        "issues",
        "next_steps",
        "new_due",
        "funds",
        "evidence",
        "explanation",
    ],
    list: true,
    codes: false,
    inner: &[("funds", &FUNDS), ("evidence", &EVIDENCE), ("explanation", &EXPLANATION)],
};

static MILESTONES: Level = Level {
    keys: &["id", "status", "done_on", "note", "explanation"],
    list: true,
    codes: false,
    inner: &[("explanation", &EXPLANATION)],
};

static INDICATORS: Level = Level {
    keys: &[
        "id",
        "value",
        "missing",
        "n",
        "of",
        "period",
        "value_status",
        "basis",
        "standard",
        "source",
        "as_of",
        "note",
        "last_year",
        "explanation",
    ],
    list: true,
    codes: false,
    inner: &[("last_year", &LAST_YEAR), ("explanation", &EXPLANATION)],
};

/// The keys of a submission.
pub(super) static SUBMISSION: Level = Level {
    keys: &[
        "nianbao",
        "plan",
        "year",
        "unit",
        "sample",
        "nil_return",
        "document_number",
        "filled_on",
        "as_of",
        "people",
        "summary",
        "tasks",
        "milestones",
        "indicators",
        "suggestions",
        "explanation",
    ],
    list: false,
    codes: false,
    inner: &[
        ("people", &PEOPLE),
        ("tasks", &TASKS),
        ("milestones", &MILESTONES),
        ("indicators", &INDICATORS),
        ("explanation", &EXPLANATION),
    ],
};

/// The lists that are named by a line, wherever it stands, and the groups of the form itself: one that slipped is told
/// as that.
pub(super) fn named_lists(copy: &Copy<'_>) -> BTreeSet<&'static str> {
    let named = (0..copy.lines()).filter_map(|line| entry(copy.words(line)));
    let named = named.filter(|named| named.column == 0 || named.value.is_empty());
    let group = |key: &str, column: usize| {
        let groups = SUBMISSION.inner.iter().filter(|(_, below)| !below.list && !below.codes && column == 0);
        groups.map(|(name, _)| *name).find(|name| *name == key)
    };
    let known = |named: Entry<'_>| {
        let key = SUBMISSION.accepts(named.key)?;
        LISTS.into_iter().find(|list| *list == key).or_else(|| group(key, named.column))
    };
    named.filter_map(known).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{Level, SUBMISSION};

    /// The keys of a type of the schema are those of a level, and so below it.
    fn same(level: &Level, of_type: &Value, all: &Value) {
        let known: BTreeSet<&str> = level.keys.iter().copied().collect();
        let written: BTreeSet<&str> =
            of_type["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
        assert_eq!(known, written);
        for (key, inner) in level.inner.iter().filter(|(_, inner)| !inner.codes) {
            let text = of_type["properties"][key].to_string();
            let (_, name) = text.split_once("#/$defs/").expect("a type of its own");
            let name = &name[..name.find('"').expect("the end of a word")];
            same(inner, &all["$defs"][name], all);
        }
    }

    #[test]
    fn keys_stand_where_the_model_has_them() {
        let schema = schemars::schema_for!(crate::submission::Form);
        let all = serde_json::to_value(schema).expect("a schema");
        same(&SUBMISSION, &all, &all);
    }
}
