//! The paper as a Word document, in the layout of GB/T 9704—2012 (WRITE).
//!
//! Takes the pieces of the paper's Markdown and the office's settings; gives the bytes of a .docx, the same for the
//! same paper on every machine. Fonts are named, never embedded; nothing leads out of the document, and its
//! metadata hold the title alone. Public and internal papers differ by the Markdown that their own types made:
//! nothing else reaches this room.
//! Never writes a word that the paper does not have, except the issuing mark that the settings give, and never reads
//! a clock.
//!
//! Parts are written with `quick-xml` and packed with `zip`, which read such documents in `import` already. The
//! crates that write .docx by themselves know no grid of lines and characters, no frame at the foot of a page and
//! no order of bytes that is promised; here every element stands as the standard asks, in about a thousand lines.

mod body;
mod frame;
mod numbers;
mod package;
mod page;
mod paragraph;
mod roles;
mod runs;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod widths;
mod xml;

use body::{Item, Section};
use numbers::Parity;
use package::{Kind, Part};
use page::{Direction, Reference, STANDARD, Sheet};
use paragraph::Paragraph;
use roles::Role;
use xml::Xml;

use super::OutputFile;
use crate::prose::paper::{self, Piece};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How the papers of an office look.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// 发文机关标志; without one there is no red head.
    pub letterhead: Option<String>,
}

/// A .docx beside every paper in Markdown among these files.
pub fn beside(files: &[OutputFile], look: &Look) -> Vec<OutputFile> {
    let paper = |file: &OutputFile| {
        let name = file.path.strip_suffix(".md")?;
        let markdown = std::str::from_utf8(&file.bytes).ok()?;
        Some(OutputFile { path: format!("{name}.docx"), bytes: document(markdown, look) })
    };
    files.iter().filter_map(paper).collect()
}

/// A paper's Markdown as a .docx.
pub fn document(markdown: &str, look: &Look) -> Vec<u8> {
    let pieces = paper::read(markdown);
    let id = |role: Role| roles::style(role).id.to_owned();
    let letterhead = look.letterhead.as_deref().map(str::trim).filter(|mark| !mark.is_empty());
    let sections = body::lay(&pieces, &STANDARD, letterhead, &id);
    let footers = [
        (Direction::Portrait, Parity::Odd),
        (Direction::Portrait, Parity::Even),
        (Direction::Landscape, Parity::Odd),
        (Direction::Landscape, Parity::Even),
    ];
    let mut parts = vec![
        Part::word("document.xml", Kind::Document, main(&sections, &STANDARD, &id)),
        Part::word("styles.xml", Kind::Styles, styles::sheet()),
        Part::word("settings.xml", Kind::Settings, settings(true)),
        Part::word("fontTable.xml", Kind::Fonts, styles::font_table()),
    ];
    let mut relationships = vec![];
    for (at, kind) in [Kind::Styles, Kind::Settings, Kind::Fonts].into_iter().enumerate() {
        let name = parts[at + 1].name.trim_start_matches("word/").to_owned();
        relationships.push((format!("rId{}", at + 1), kind.relationship(), name));
    }
    for (at, (direction, parity)) in footers.into_iter().enumerate() {
        let name = format!("footer{}.xml", at + 1);
        let footer = numbers::footer(&STANDARD, direction, parity, roles::style(Role::PageNumber).id);
        parts.push(Part::word(&name, Kind::Footer, footer));
        relationships.push((footer_id(at), Kind::Footer.relationship(), name));
    }
    let bytes = package::relationships(&relationships);
    parts.push(Part { name: "word/_rels/document.xml.rels".into(), bytes, kind: None });
    package::write(&title(&pieces), parts)
}

fn footer_id(at: usize) -> String {
    format!("rId{}", at + 4)
}

fn title(pieces: &[Piece]) -> String {
    let heading = pieces.iter().find_map(|piece| match piece {
        Piece::Heading { level: 1, words } => Some(runs::words(words)),
        _ => None,
    });
    heading.unwrap_or_default()
}

/// Footers of a section: right on odd pages, left on even ones.
fn references(direction: Direction) -> [Reference; 2] {
    let first = if direction == Direction::Portrait { 0 } else { 2 };
    [("w:footerReference", "default", footer_id(first)), ("w:footerReference", "even", footer_id(first + 1))]
}

/// `word/document.xml`.
fn main(sections: &[Section], sheet: &Sheet, id: &dyn Fn(Role) -> String) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:document", &[("xmlns:w", styles::SPACE), ("xmlns:r", RELATIONSHIPS)]);
    xml.open("w:body", &[]);
    for (at, section) in sections.iter().enumerate() {
        let mut properties = Xml::piece();
        page::section(&mut properties, sheet, section.direction, &references(section.direction), false);
        let properties = properties.finish();
        let is_last = at + 1 == sections.len();
        let count = section.items.len();
        for (at, item) in section.items.iter().enumerate() {
            let ends = at + 1 == count && !is_last;
            match item {
                Item::Paragraph(paragraph) => {
                    paragraph.write(&mut xml, id, ends.then_some(properties.as_slice()));
                }
                Item::Table(table) => xml.raw(table),
            }
        }
        // A table can't end a section or the document: an empty line as good as without height does.
        if matches!(section.items.last(), Some(Item::Table(_))) {
            Paragraph::default().write(&mut xml, id, (!is_last).then_some(properties.as_slice()));
        }
        if is_last {
            xml.raw(&properties);
        }
    }
    xml.close("w:body");
    xml.close("w:document");
    xml.finish()
}

/// `word/settings.xml`.
fn settings(even_and_odd: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", styles::SPACE)]);
    xml.value("w:defaultTabStop", "420");
    if even_and_odd {
        xml.empty("w:evenAndOddHeaders", &[]);
    }
    xml.value("w:characterSpacingControl", "compressPunctuation");
    xml.open("w:compat", &[]);
    for name in ["w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone"] {
        xml.empty(name, &[]);
    }
    for name in ["w:ulTrailSpace", "w:doNotExpandShiftReturn", "w:useFELayout"] {
        xml.empty(name, &[]);
    }
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    xml.close("w:settings");
    xml.finish()
}
