//! The zip around the parts, their types and their relationships.
//!
//! Takes parts; gives the bytes of a .docx: parts in the order given, one fixed time, no name of a person.
//! Never asks the clock and never names a part that is not in it.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part of the document.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its name in the zip.
    pub(super) name: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
    /// Its type; `None` where its ending says it.
    pub(super) kind: Option<String>,
}

impl Part {
    /// A part of `word/` that belongs to WordprocessingML.
    pub(super) fn word(name: &str, kind: Kind, bytes: Vec<u8>) -> Self {
        Part { name: format!("word/{name}"), bytes, kind: Some(kind.content()) }
    }
}

/// The parts of `word/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Styles,
    Settings,
    Fonts,
    Theme,
    Header,
    Footer,
}

impl Kind {
    fn content(self) -> String {
        let name = match self {
            Kind::Document => "document.main",
            Kind::Styles => "styles",
            Kind::Settings => "settings",
            Kind::Fonts => "fontTable",

            Kind::Theme => return "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            Kind::Header => "header",
            Kind::Footer => "footer",
        };
        format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml")
    }

    /// The kind of the relationship that leads to it.
    pub(super) fn relationship(self) -> String {
        let name = match self {
            Kind::Document => "officeDocument",
            Kind::Styles => "styles",
            Kind::Settings => "settings",
            Kind::Fonts => "fontTable",

            Kind::Theme => "theme",
            Kind::Header => "header",
            Kind::Footer => "footer",
        };
        format!("{OFFICE}/{name}")
    }
}

/// A relationship: id, kind, target.
pub(super) type Relationship = (String, String, String);

/// A part with relationships.
pub(super) fn relationships(list: &[Relationship]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", RELATIONSHIPS)]);
    for (id, kind, target) in list {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.finish()
}

/// `docProps/core.xml` and `docProps/app.xml`: the title of the paper and its language, nothing else.
fn properties(title: &str) -> [Part; 2] {
    let mut core = Xml::part();
    core.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    core.leaf("dc:title", &[], title);
    core.leaf("dc:language", &[], "zh-CN");
    core.close("cp:coreProperties");
    let mut app = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    app.open("Properties", &[("xmlns", space)]);
    app.leaf("Application", &[], "nianbao");
    app.close("Properties");
    [
        Part {
            name: "docProps/core.xml".into(),
            bytes: core.finish(),
            kind: Some("application/vnd.openxmlformats-package.core-properties+xml".into()),
        },
        Part {
            name: "docProps/app.xml".into(),
            bytes: app.finish(),
            kind: Some("application/vnd.openxmlformats-officedocument.extended-properties+xml".into()),
        },
    ]
}

/// Writes the zip: the parts of `word/`, and what stands around them.
pub(super) fn write(title: &str, parts: Vec<Part>) -> Vec<u8> {
    let root = [
        ("rId1".to_owned(), Kind::Document.relationship(), "word/document.xml".to_owned()),
        (
            "rId2".to_owned(),
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                .to_owned(),
            "docProps/core.xml".to_owned(),
        ),
        ("rId3".to_owned(), format!("{OFFICE}/extended-properties"), "docProps/app.xml".to_owned()),
    ];
    let mut all = vec![Part { name: "_rels/.rels".into(), bytes: relationships(&root), kind: None }];
    all.extend(properties(title));
    all.extend(parts);
    let types = Part { name: "[Content_Types].xml".into(), bytes: types(&all), kind: None };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The first moment a zip can name: a time of making would change the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for part in [types].iter().chain(&all) {
        zip.start_file(part.name.as_str(), options).expect("memory takes every byte");
        zip.write_all(&part.bytes).expect("memory takes every byte");
    }
    zip.finish().expect("memory takes every byte").into_inner()
}

/// `[Content_Types].xml`: by ending, and by name where the ending does not say it.
fn types(parts: &[Part]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    for (ending, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("gif", "image/gif"),
        ("bmp", "image/bmp"),
    ] {
        let used = parts.iter().any(|part| part.name.rsplit('.').next() == Some(ending));
        if used {
            xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
    }
    for part in parts {
        if let Some(kind) = &part.kind {
            let name = format!("/{}", part.name);
            xml.empty("Override", &[("PartName", &name), ("ContentType", kind)]);
        }
    }
    xml.close("Types");
    xml.finish()
}
