//! 核实说明: what a unit answers to a 核实 finding.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::plan::Located;

/// 核实说明: by the code of the finding, or in plain words where there is only one to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explanation {
    /// Plain words.
    Words(String),
    /// `{N421: …}`: code and answer.
    ByCode(Vec<(Located<String>, Located<String>)>),
}

impl Explanation {
    /// The answer to the finding with a code, where the explanation names it.
    pub fn to_code(&self, code: &str) -> Option<&Located<String>> {
        match self {
            Explanation::Words(_) => None,
            Explanation::ByCode(answers) => answers
                .iter()
                .find(|(named, _)| named.trim().eq_ignore_ascii_case(code))
                .map(|(_, words)| words),
        }
    }

    /// All of it in one line, for the internal edition.
    pub fn in_words(&self) -> String {
        match self {
            Explanation::Words(words) => words.trim().to_owned(),
            Explanation::ByCode(answers) => {
                let one = |(code, words): &(Located<String>, Located<String>)| {
                    format!("{}：{}", code.trim(), words.trim())
                };
                answers.iter().map(one).collect::<Vec<_>>().join("；")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Explanation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Explanation;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("文字，或按规则编号分列的说明")
            }
            fn visit_str<E>(self, words: &str) -> Result<Explanation, E> {
                Ok(Explanation::Words(words.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Explanation, E> {
                Ok(Explanation::Words(String::new()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Explanation, A::Error> {
                let mut answers = vec![];
                while let Some((code, words)) = map.next_entry::<Located<String>, Option<_>>()? {
                    // Without words behind it a key answers nothing, and its rule says so.
                    let words = words.unwrap_or(Located { inner: String::new(), place: code.place });
                    answers.push((code, words));
                }
                Ok(Explanation::ByCode(answers))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Explanation::Words(words) => serializer.serialize_str(words),
            Explanation::ByCode(answers) => {
                let mut map = serializer.serialize_map(Some(answers.len()))?;
                for (code, words) in answers {
                    map.serialize_entry(code, words)?;
                }
                map.end()
            }
        }
    }
}

impl JsonSchema for Explanation {
    fn schema_name() -> Cow<'static, str> {
        "Explanation".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}}
            ]
        })
    }
}
