//! A thing of the plan as a file names it: the words, and which thing it is.
//!
//! Takes what was read; holds beside it which unit, task, milestone or indicator is meant, once [`super::resolve`]
//! has said so. Never looks anything up itself.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::plan::Located;

/// Words that name a thing of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<I> {
    written: Located<String>,
    /// What they name; `None` where the plan has no such thing, which is a finding.
    pub of: Option<I>,
}

impl<I> Named<I> {
    /// The words with their place.
    pub fn written(&self) -> &Located<String> {
        &self.written
    }
}

impl<I> From<Located<String>> for Named<I> {
    fn from(written: Located<String>) -> Self {
        Named { written, of: None }
    }
}

impl<I> Deref for Named<I> {
    type Target = Located<String>;
    fn deref(&self) -> &Located<String> {
        &self.written
    }
}

impl<I> Serialize for Named<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de, I> Deserialize<'de> for Named<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Located::deserialize(deserializer).map(|written| Named { written, of: None })
    }
}

impl<I> JsonSchema for Named<I> {
    fn inline_schema() -> bool {
        Located::<String>::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        Located::<String>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Located::<String>::json_schema(generator)
    }
}
