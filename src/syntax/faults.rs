//! The kinds of fault that the typed reader meets, kept as data so that the words are ours.

use std::fmt;

use serde::de;

use super::tree::NodeId;

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    UnknownKey {
        found: String,
        known: &'static [&'static str],
    },
    MissingKey {
        key: String,
    },
    UnknownValue {
        found: String,
        of_type: &'static str,
        known: &'static [&'static str],
    },
    /// Another shape than the model wants: a list, a mapping, a text…
    Shape {
        wanted: String,
        found: String,
    },
    NotANumber {
        found: String,
    },
    UnitInside {
        found: String,
        number: String,
        unit: String,
    },
    BadDate {
        found: String,
        form: &'static str,
    },
    ImpossibleDate {
        found: String,
    },
    BadId {
        found: String,
    },
    Other(String),
}

/// A fault and the node it was met at; the innermost node wins.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Option<NodeId>,
    pub(super) what: What,
}

impl Fault {
    pub(super) fn new(at: NodeId, what: What) -> Self {
        Fault { at: Some(at), what }
    }

    pub(super) fn at(mut self, node: NodeId) -> Self {
        self.at.get_or_insert(node);
        self
    }

    fn free(what: What) -> Self {
        Fault { at: None, what }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::free(What::Other(message.to_string()))
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Fault::free(What::UnknownKey { found: found.to_owned(), known })
    }

    fn missing_field(key: &'static str) -> Self {
        Fault::free(What::MissingKey { key: key.to_owned() })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Fault::free(What::UnknownValue { found: found.to_owned(), of_type: "", known })
    }

    fn invalid_type(found: de::Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Fault::free(What::Shape { wanted: wanted.to_string(), found: chinese(&found) })
    }

    fn invalid_value(found: de::Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Self::invalid_type(found, wanted)
    }
}

fn chinese(found: &de::Unexpected<'_>) -> String {
    match found {
        de::Unexpected::Str(text) => format!("“{text}”"),
        de::Unexpected::Unit | de::Unexpected::Option => "空".into(),
        de::Unexpected::Seq => "列表".into(),
        de::Unexpected::Map => "一组键值".into(),
        other => other.to_string(),
    }
}
