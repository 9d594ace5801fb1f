//! The parts of an office's document, read one by one.
//!
//! Takes bytes; gives parts. Never unpacks more than it may, and never reads a part that Word would not.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::source::{MAX_BYTES, Package, PackageFault};

/// All parts that are read may together unpack to this.
const MOST: u64 = MAX_BYTES * 2;

const DAMAGED: &str = "文件已损坏，或不是 .docx 文档";

pub(super) struct Archive<'a>(Package<'a>);

fn refused(fault: PackageFault) -> String {
    match fault {
        PackageFault::Damaged => DAMAGED,
        PackageFault::Locked => "文件设有打开密码",
        PackageFault::TooMuch => "解压后过大，不是正常的文档",
    }
    .to_owned()
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Package::open(bytes, MOST).map(Archive).map_err(refused)
    }

    /// The bytes of a part; `None` where there is none of the name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        self.0.part(name).map_err(refused)
    }

    /// The text of a part of XML, whole and without definitions of its own.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| format!("{name} 不是 UTF-8 编码的 XML"))?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        whole(&text).map_err(|()| format!("{name} 不是完整的 XML"))?;
        Ok(Some(text))
    }
}

/// Whether every element that begins ends, around one root.
fn whole(text: &str) -> Result<(), ()> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        match reader.read_event().map_err(|_| ())? {
            Event::Start(tag) => {
                if tag.attributes().any(|attribute| attribute.is_err()) {
                    return Err(());
                }
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(tag) => {
                if tag.attributes().any(|attribute| attribute.is_err()) {
                    return Err(());
                }
                roots += usize::from(depth == 0);
            }
            Event::End(_) => depth = depth.checked_sub(1).ok_or(())?,
            Event::DocType(_) => return Err(()),
            Event::Eof => return if depth == 0 && roots == 1 { Ok(()) } else { Err(()) },
            _ => {}
        }
    }
}

/// Calls for every element that begins, in order.
pub(super) fn each(text: &str, mut take: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => take(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The value of an attribute with that full name, references resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(match quick_xml::escape::unescape(&found.value) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}

/// Whether an element that is a switch is on.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "w:val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
