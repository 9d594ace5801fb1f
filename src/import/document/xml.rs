//! The parts of a zipped XML document (.docx, .ofd), and small reading of their tags.
//!
//! Takes the bytes of an archive; gives parts as text, tags and attributes.
//! Never unpacks more than it may: a part, and all parts together, are limited.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Refusal;
use crate::source::MAX_BYTES;

/// All parts of an archive together may unpack to this.
const MOST: u64 = MAX_BYTES * 4;

/// An archive whose parts are read one by one.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Refusal::Damaged("不是完整的 .docx 或 .ofd 文件。"))?;
        Ok(Package { archive, left: MOST })
    }

    /// Whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; `None` where there is none of the name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        let mut text = Vec::new();
        file.take(self.left + 1).read_to_end(&mut text).map_err(|_| Refusal::Damaged("压缩包已损坏。"))?;
        self.left = self
            .left
            .checked_sub(text.len() as u64)
            .ok_or(Refusal::Damaged("解压后过大，可能不是正常的文件。"))?;
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text).to_vec();
        String::from_utf8(text).map(Some).map_err(|_| Refusal::Damaged("压缩包里的 XML 不是 UTF-8。"))
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

/// Calls for every opening tag, until the end or the first fault.
pub(super) fn each_tag(xml: &str, mut read: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => read(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The character of a reference such as `&lt;`.
pub(super) fn entity(name: &str) -> char {
    match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => ' ',
    }
}
