//! The inside of a paragraph: words, strong words, links as words.
//!
//! Takes inlines; gives runs. Never writes a link that leads out of the paper: its address stands behind its words.

use super::xml::Xml;
use crate::prose::Inline;

/// Writes inlines; strong words are bold where `bold` allows it.
pub(super) fn write(xml: &mut Xml, inlines: &[Inline], bold: bool) {
    inside(xml, inlines, Look { bold: false, size: None }, bold);
}

/// Writes the inlines of a cell in that size, in half points.
pub(super) fn write_sized(xml: &mut Xml, inlines: &[Inline], bold: bool, size: u32) {
    let size = (size != super::widths::LARGEST.size).then_some(size);
    inside(xml, inlines, Look { bold: false, size }, bold);
}

/// What of a run is not its paragraph's.
#[derive(Debug, Clone, Copy)]
struct Look {
    bold: bool,
    size: Option<u32>,
}

fn inside(xml: &mut Xml, inlines: &[Inline], look: Look, bold: bool) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => looking(xml, words, look),
            Inline::Strong(words) => inside(xml, words, Look { bold, ..look }, bold),
            Inline::Link { words, address } => looking(xml, &linked(words, address), look),
        }
    }
}

fn linked(words: &str, address: &str) -> String {
    if words == address { words.to_owned() } else { format!("{words}（{address}）") }
}

/// One run.
pub(super) fn run(xml: &mut Xml, words: &str) {
    looking(xml, words, Look { bold: false, size: None });
}

/// One run of that size, in half points.
pub(super) fn sized(xml: &mut Xml, words: &str, size: u32) {
    looking(xml, words, Look { bold: false, size: Some(size) });
}

/// Quotation marks, dashes and the like are those of the Chinese font: Latin ones are half as wide.
fn looking(xml: &mut Xml, words: &str, look: Look) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    if look.bold {
        xml.empty("w:b", &[]);
    }
    if let Some(size) = look.size {
        xml.value("w:sz", &size.to_string());
        xml.value("w:szCs", &size.to_string());
    }
    xml.close("w:rPr");
    xml.leaf("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}

/// A run of another face.
pub(super) fn faced(xml: &mut Xml, words: &str, face: &str) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia"), ("w:eastAsia", face)]);
    xml.close("w:rPr");
    xml.leaf("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}

/// A line end inside a paragraph, or a tab.
pub(super) fn sign(xml: &mut Xml, name: &str) {
    xml.open("w:r", &[]);
    xml.empty(name, &[]);
    xml.close("w:r");
}

/// The words alone.
pub(super) fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Strong(inside) => out.push_str(&words(inside)),
            Inline::Link { words, address } => out.push_str(&linked(words, address)),
        }
    }
    out
}
