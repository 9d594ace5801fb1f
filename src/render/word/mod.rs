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
mod template;
#[cfg(test)]
mod tests;
mod title;
mod widths;
mod xml;

use body::{Item, Section};
pub use template::Template;

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
    /// The office's own document as the source of styles; without one they are those of the standard.
    pub template: Option<std::sync::Arc<Template>>,
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
    let template = look.template.as_deref();
    let sheet = template.map_or(STANDARD, |template| template.sheet);
    let id = |role: Role| match template {
        Some(template) => template.id(role),
        None => roles::style(role).id.to_owned(),
    };
    let letterhead = look.letterhead.as_deref().map(str::trim).filter(|mark| !mark.is_empty());
    let sections = body::lay(&pieces, &sheet, letterhead, &id);
    let edges = Edges::of(template, &sheet, &id);
    let mut parts = vec![
        Part::word("document.xml", Kind::Document, main(&sections, &sheet, &edges, &id)),
        Part::word("styles.xml", Kind::Styles, template.map_or_else(styles::sheet, |own| own.styles.clone())),
        Part::word("settings.xml", Kind::Settings, settings(edges.even_and_odd)),
        Part::word("fontTable.xml", Kind::Fonts, styles::font_table()),
    ];
    let mut relationships = vec![];
    for (at, kind) in [Kind::Styles, Kind::Settings, Kind::Fonts].into_iter().enumerate() {
        let name = parts[at + 1].name.trim_start_matches("word/").to_owned();
        relationships.push((format!("rId{}", at + 1), kind.relationship(), name));
    }
    relationships.extend(edges.relationships);
    parts.extend(edges.parts);
    let bytes = package::relationships(&relationships);
    parts.push(Part { name: "word/_rels/document.xml.rels".into(), bytes, kind: None });
    package::write(&title(&pieces), parts)
}

/// What stands on every page around the text.
struct Edges {
    /// Of pages that stand, and of pages that lie.
    references: [Vec<Reference>; 2],
    title_page: bool,
    even_and_odd: bool,
    parts: Vec<Part>,
    relationships: Vec<package::Relationship>,
}

impl Edges {
    /// The office's own headers and footers; where it has none, page numbers.
    fn of(template: Option<&Template>, sheet: &Sheet, id: &dyn Fn(Role) -> String) -> Edges {
        let mut edges = Edges {
            references: [vec![], vec![]],
            title_page: template.is_some_and(|own| own.title_page),
            even_and_odd: template.is_none_or(|own| own.even_and_odd),
            parts: template.map_or_else(Vec::new, |own| own.parts.clone()),
            relationships: template.map_or_else(Vec::new, |own| own.relationships.clone()),
        };
        if let Some(own) = template.filter(|own| !own.references.is_empty()) {
            edges.references = [own.references.clone(), own.references.clone()];
            return edges;
        }
        edges.title_page = false;
        for (at, direction) in [Direction::Portrait, Direction::Landscape].into_iter().enumerate() {
            for (kind, parity) in [("default", Parity::Odd), ("even", Parity::Even)] {
                let number = at * 2 + usize::from(parity == Parity::Even) + 1;
                let (name, relationship) = (format!("footer{number}.xml"), format!("rIdF{number}"));
                let footer = numbers::footer(sheet, direction, parity, &id(Role::PageNumber));
                edges.parts.push(Part::word(&name, Kind::Footer, footer));
                edges.references[at].push(("w:footerReference", kind, relationship.clone()));
                edges.relationships.push((relationship, Kind::Footer.relationship(), name));
            }
        }
        edges
    }
}

fn title(pieces: &[Piece]) -> String {
    let heading = pieces.iter().find_map(|piece| match piece {
        Piece::Heading { level: 1, words } => Some(runs::words(words)),
        _ => None,
    });
    heading.unwrap_or_default()
}

/// `word/document.xml`.
fn main(sections: &[Section], sheet: &Sheet, edges: &Edges, id: &dyn Fn(Role) -> String) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:document", &[("xmlns:w", styles::SPACE), ("xmlns:r", RELATIONSHIPS)]);
    xml.open("w:body", &[]);
    for (at, section) in sections.iter().enumerate() {
        let mut properties = Xml::piece();
        let references = &edges.references[usize::from(section.direction == Direction::Landscape)];
        let first = at == 0 && edges.title_page;
        page::section(&mut properties, sheet, section.direction, references, first);
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

/// Signs that no line ends with, and signs that no line begins with.
const NO_END: &str = "([{·‘“〈《「『【〔〖（．［｛—";
const NO_BEGIN: &str = "!),.:;?]}·’”…‰′″℃、。〃〉》」』】〕〗！＂％＇），．：；？］｀｜｝～—";

/// `word/settings.xml`.
fn settings(even_and_odd: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", styles::SPACE)]);
    xml.value("w:defaultTabStop", "420");
    if even_and_odd {
        xml.empty("w:evenAndOddHeaders", &[]);
    }
    xml.value("w:characterSpacingControl", "compressPunctuation");
    // No line begins or ends with the 一字线 of a span; the other signs are those that programs keep anyway.
    xml.empty("w:noLineBreaksAfter", &[("w:lang", "zh-CN"), ("w:val", NO_END)]);
    xml.empty("w:noLineBreaksBefore", &[("w:lang", "zh-CN"), ("w:val", NO_BEGIN)]);
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
