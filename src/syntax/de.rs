//! A `serde` deserializer over the located tree: what fails says at which node.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::context::{Context, Hint, Remark};
use super::faults::{Fault, What};
use super::plain::plain_number;
use super::scalar::{self, LOCATED};
use super::tree::{Kind, NodeId};
use super::vocabulary;

#[derive(Clone, Copy)]
pub(super) struct De<'c, 't> {
    pub(super) context: &'c Context<'t>,
    pub(super) node: NodeId,
}

impl<'c, 't> De<'c, 't> {
    fn kind(self) -> &'c Kind {
        self.context.tree.kind(self.node)
    }

    fn child(self, node: NodeId) -> Self {
        De { node, ..self }
    }

    fn is_null(self) -> bool {
        matches!(self.kind(), Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    fn is_placeholder(self) -> bool {
        matches!(self.kind(), Kind::Placeholder)
    }

    /// The placeholder that stands for the other thing: there, and not the first that it could be.
    fn is_other(self) -> bool {
        self.is_placeholder() && self.context.supposed.spare.is_some()
    }

    fn found(self) -> String {
        match self.kind() {
            Kind::Scalar { .. } if self.is_null() => "空".into(),
            Kind::Scalar { text, .. } => format!("“{}”", shortened(text)),
            Kind::List(_) => "列表".into(),
            Kind::Map(_) => "一组键值".into(),
            Kind::Placeholder => "空".into(),
        }
    }

    fn shape(self, wanted: &str) -> Fault {
        Fault::new(self.node, What::Shape { wanted: wanted.into(), found: self.found() })
    }

    /// The word of a scalar; empty values are no words.
    fn word(self, wanted: &str) -> Result<&'c str, Fault> {
        match self.kind() {
            Kind::Scalar { text, .. } if !self.is_null() => Ok(text),
            _ => Err(self.shape(wanted)),
        }
    }

    fn empty_map<'de, V: Visitor<'de>>(visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<(De<'_, '_>, De<'_, '_>)>()))
    }
}

/// The beginning of a long text, for messages.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() > 30 || line.len() < text.trim_end().len() {
        format!("{}…", line.chars().take(30).collect::<String>())
    } else {
        line.to_owned()
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if self.is_placeholder() {
                return visitor.$visit(if self.is_other() { 2999 } else { 2000 } as $type);
            }
            let word = self.word("整数")?;
            let plain = plain_number(word).map_err(|what| Fault::new(self.node, what))?;
            match plain.parse::<$type>() {
                Ok(number) => {
                    if plain != word.trim() {
                        self.note(Remark::Number(plain.into_owned()));
                    }
                    visitor.$visit(number).map_err(|fault: Fault| fault.at(self.node))
                }
                Err(_) => Err(self.shape("整数")),
            }
        }
    )*};
}

impl De<'_, '_> {
    fn note(self, remark: Remark) {
        self.context.hints.borrow_mut().push(Hint { node: self.node, remark });
    }

    /// Notes the comment behind a plain text, if there is one on its line.
    fn note_comment(self) {
        if !matches!(self.kind(), Kind::Scalar { plain: true, .. }) || self.is_null() {
            return;
        }
        let end = self.context.tree.nodes[self.node].span.end as usize;
        let rest = self.context.text.get(end..).unwrap_or("");
        let rest = rest.split('\n').next().unwrap_or("");
        let comment = rest.trim_start_matches([' ', '\t']);
        if comment.starts_with('#') && comment.len() < rest.len() {
            let start = end + rest.len() - comment.len();
            self.note(Remark::Comment(start..start + comment.trim_end().len()));
        }
    }
}

impl<'de> Deserializer<'de> for De<'_, '_> {
    type Error = Fault;

    integers!(
        deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64
    );

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        ignored_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            _ if self.is_null() => visitor.visit_unit(),
            Kind::Scalar { text, .. } => visitor.visit_str(text),
            Kind::List(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.iter().map(|&item| self.child(item))))
            }
            Kind::Map(pairs) => visitor.visit_map(MapDeserializer::new(
                pairs.iter().map(|&(key, value)| (self.child(key), self.child(value))),
            )),
            Kind::Placeholder => Self::empty_map(visitor),
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_placeholder() {
            return visitor.visit_bool(self.is_other());
        }
        match self.word("true 或 false（是、否）")? {
            "true" | "True" | "TRUE" | "是" => visitor.visit_bool(true),
            "false" | "False" | "FALSE" | "否" => visitor.visit_bool(false),
            _ => Err(self.shape("true 或 false（是、否）")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_placeholder() {
            return visitor.visit_str(if self.is_other() { "y" } else { "x" });
        }
        visitor.visit_str(self.word("文字")?).map_err(|fault: Fault| fault.at(self.node))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.note_comment();
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::List(_) => self.deserialize_any(visitor),
            Kind::Placeholder if self.is_other() => {
                visitor.visit_seq(SeqDeserializer::new(std::iter::once(self)))
            }
            Kind::Placeholder => visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<De<'_, '_>>())),
            // `tasks:` with nothing below it is an empty list to whoever wrote it.
            _ if self.is_null() => visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<De<'_, '_>>())),
            _ => Err(self.shape("列表（每项一行，以“- ”开头）")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Map(_) => self.deserialize_any(visitor),
            Kind::Placeholder => Self::empty_map(visitor),
            _ => Err(self.shape("一组“键: 值”")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Placeholder => {
                visitor.visit_map(MapDeserializer::new(fields.iter().map(|key| (*key, self))))
            }
            Kind::Map(pairs) if self.context.supposed.doubtful.contains(&self.node) => {
                let text = |key: NodeId| self.context.tree.text(key);
                let there: Vec<(&str, Self)> =
                    pairs.iter().filter_map(|(key, value)| Some((text(*key)?, self.child(*value)))).collect();
                let missing = fields.iter().filter(|field| !there.iter().any(|(key, _)| key == *field));
                let spare = self.context.supposed.spare.map(|spare| self.child(spare));
                let others: Vec<(&str, Self)> = missing.filter_map(|field| Some((*field, spare?))).collect();
                visitor.visit_map(MapDeserializer::new(there.into_iter().chain(others)))
            }
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let absent = self.is_placeholder() && !self.is_other();
        if absent || self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name {
            LOCATED => {
                let place = (self.context.place)(self.node).numbers().into_iter().map(Part::Number);
                visitor.visit_seq(SeqDeserializer::new(place.chain([Part::Value(self)])))
            }
            _ if self.is_placeholder() => visitor.visit_str(scalar::placeholder(name, self.is_other())),
            _ => {
                let word = self.word(wanted(name))?;
                let (plain, differs) =
                    scalar::plain_form(name, word).map_err(|what| Fault::new(self.node, what))?;
                if differs {
                    let plain = plain.clone().into_owned();
                    self.note(if name == scalar::DATE { Remark::Date(plain) } else { Remark::Number(plain) });
                }
                visitor.visit_str(&plain)
            }
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.is_placeholder() {
            let word = if self.is_other() { known[known.len() - 1] } else { known[0] };
            return visitor.visit_enum(word.into_deserializer());
        }
        let word = self.word("文字")?.trim();
        let value = if known.contains(&word) { Some(word) } else { vocabulary::english_value(name, word) };
        match value {
            Some(value) if known.contains(&value) => {
                visitor.visit_enum(value.into_deserializer()).map_err(|fault: Fault| fault.at(self.node))
            }
            _ => {
                let found = word.to_owned();
                Err(Fault::new(self.node, What::UnknownValue { found, of_type: name, known }))
            }
        }
    }
}

fn wanted(type_name: &str) -> &'static str {
    match type_name {
        scalar::NUMBER => "数字",
        scalar::DATE | scalar::MONTH_DAY | scalar::DUE => "日期",
        scalar::ID => "编号",
        _ => "文字",
    }
}

/// What `Located` is made of: the numbers of its place and the value.
enum Part<'c, 't> {
    Number(u32),
    Value(De<'c, 't>),
}

impl<'de, 'c, 't> IntoDeserializer<'de, Fault> for Part<'c, 't> {
    type Deserializer = PartDe<'c, 't>;
    fn into_deserializer(self) -> PartDe<'c, 't> {
        PartDe(self)
    }
}

struct PartDe<'c, 't>(Part<'c, 't>);

macro_rules! pass_on {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0 {
                Part::Number(number) => visitor.visit_u32(number),
                Part::Value(de) => de.$method(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for PartDe<'_, '_> {
    type Error = Fault;

    pass_on!(
        deserialize_any,
        deserialize_bool,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64,
        deserialize_i32,
        deserialize_i64,
        deserialize_str,
        deserialize_string,
        deserialize_identifier,
        deserialize_seq,
        deserialize_map,
        deserialize_option,
        deserialize_unit,
        deserialize_ignored_any
    );

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u128 f32 f64 char bytes byte_buf unit_struct tuple tuple_struct
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Part::Number(number) => visitor.visit_u32(number),
            Part::Value(de) => de.deserialize_newtype_struct(name, visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Part::Number(number) => visitor.visit_u32(number),
            Part::Value(de) => de.deserialize_struct(name, fields, visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Part::Number(number) => visitor.visit_u32(number),
            Part::Value(de) => de.deserialize_enum(name, known, visitor),
        }
    }
}

impl<'de> IntoDeserializer<'de, Fault> for De<'_, '_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}
