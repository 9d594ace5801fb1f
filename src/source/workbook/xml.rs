//! Small reading of XML: tags by their local names, attributes, text with its references resolved.

use crate::source::decode::decode;
use crate::source::package::Package;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::WorkbookFault;

/// The text of a part of a zipped workbook; `None` where there is none of the name.
pub(super) fn text_of(package: &mut Package<'_>, name: &str) -> Result<Option<String>, WorkbookFault> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    decode(&bytes).map(|(text, _)| Some(text)).ok_or(WorkbookFault::Damaged)
}

/// What stands next in a part.
pub(super) enum Piece<'x> {
    /// `<name …>` or `<name …/>`.
    Open(BytesStart<'x>),
    /// `</name>`; also after an empty tag.
    Close(String),
    /// Text between tags.
    Text(String),
}

/// Calls for every piece of a part, in order; an empty tag opens and closes.
pub(super) fn each_piece<'x>(
    xml: &'x str,
    mut read: impl FnMut(Piece<'x>) -> Result<(), WorkbookFault>,
) -> Result<(), WorkbookFault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| WorkbookFault::Damaged)? {
            Event::Start(tag) => read(Piece::Open(tag))?,
            Event::Empty(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                read(Piece::Open(tag))?;
                read(Piece::Close(name))?;
            }
            Event::End(tag) => read(Piece::Close(tag.local_name().as_ref().to_owned()))?,
            Event::Text(text) => read(Piece::Text((*text).to_owned()))?,
            Event::CData(text) => read(Piece::Text((*text).to_owned()))?,
            Event::GeneralRef(name) => {
                let c = name.resolve_char_ref().ok().flatten().unwrap_or_else(|| entity(&name));
                read(Piece::Text(c.to_string()))?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute by its local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// Whether an attribute says yes.
pub(super) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

fn entity(name: &str) -> char {
    match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => ' ',
    }
}
