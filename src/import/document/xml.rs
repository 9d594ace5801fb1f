//! The parts of a zipped XML document (.docx, .ofd) as text, and small reading of their tags.
//!
//! Takes a package; gives parts as text, tags and attributes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use crate::source::{MAX_BYTES, Package, PackageFault};

/// All parts of an archive together may unpack to this.
const MOST: u64 = MAX_BYTES * 4;

/// Opens a zipped document.
pub(super) fn open(bytes: &[u8]) -> Result<Package<'_>, Refusal> {
    Package::open(bytes, MOST).map_err(|_| Refusal::Damaged("不是完整的 .docx 或 .ofd 文件。"))
}

/// The text of a part; `None` where there is none of the name.
pub(super) fn part(package: &mut Package<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let refused = |fault| {
        Refusal::Damaged(match fault {
            PackageFault::Damaged => "压缩包已损坏。",
            PackageFault::Locked => "文件设有打开密码，请取消密码后再导入。",
            PackageFault::TooMuch => "解压后过大，可能不是正常的文件。",
        })
    };
    let Some(bytes) = package.part(name).map_err(refused)? else { return Ok(None) };
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).to_vec();
    String::from_utf8(text).map(Some).map_err(|_| Refusal::Damaged("压缩包里的 XML 不是 UTF-8。"))
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
