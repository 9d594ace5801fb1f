//! Page size, headers and footers of an office's document.
//!
//! Takes its parts; gives a sheet and the parts that its sections show. Never takes a part that leads out of the
//! document, and never a macro, a comment or a name of a person.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::archive::{Archive, attribute, each, is_on};
use crate::render::word::package::{self, Kind, Part};
use crate::render::word::page::{Reference, STANDARD, Sheet};

/// Longest side of a page that Word has.
const LONGEST: u32 = 31_680;
/// A type area that is smaller shows nothing.
const SMALLEST: u32 = 2_000;

/// What sections look like.
pub(super) struct Pages {
    pub(super) sheet: Sheet,
    pub(super) references: Vec<Reference>,
    pub(super) title_page: bool,
    pub(super) parts: Vec<Part>,
    /// Id, kind and target of each part that the document leads to.
    pub(super) relationships: Vec<package::Relationship>,
}

/// The last section of the document, which is the whole document where it has one.
#[derive(Default)]
struct Found {
    numbers: BTreeMap<(&'static str, &'static str), i64>,
    grid: Option<String>,
    references: Vec<(&'static str, &'static str, String)>,
    title_page: bool,
}

impl Found {
    fn take(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        match name.as_ref() {
            "w:sectPr" => *self = Found::default(),
            "w:pgSz" => self.read(tag, "pgSz", &["w:w", "w:h"]),
            "w:pgMar" => {
                let sides = ["w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer"];
                self.read(tag, "pgMar", &sides);
            }
            "w:docGrid" => {
                self.grid = attribute(tag, "w:type");
                self.read(tag, "docGrid", &["w:linePitch", "w:charSpace"]);
            }
            "w:titlePg" => self.title_page = is_on(tag),
            "w:headerReference" | "w:footerReference" => {
                let kind = match attribute(tag, "w:type").as_deref() {
                    Some("first") => "first",
                    Some("even") => "even",
                    _ => "default",
                };
                let name = if name.as_ref() == "w:headerReference" {
                    "w:headerReference"
                } else {
                    "w:footerReference"
                };
                self.references.extend(attribute(tag, "r:id").map(|id| (name, kind, id)));
            }
            _ => {}
        }
    }

    fn read(&mut self, tag: &BytesStart<'_>, element: &'static str, names: &[&'static str]) {
        for name in names {
            if let Some(number) = attribute(tag, name).and_then(|text| text.trim().parse().ok()) {
                self.numbers.insert((element, name), number);
            }
        }
    }

    fn number(&self, element: &'static str, name: &'static str, otherwise: u32) -> u32 {
        let number = self.numbers.get(&(element, name)).copied();
        number
            .map_or(otherwise, |n| u32::try_from(n.unsigned_abs().min(u64::from(LONGEST))).unwrap_or(LONGEST))
    }

    fn sheet(&self) -> Result<Sheet, String> {
        let size = ["w:w", "w:h"].map(|name| self.number("pgSz", name, 0));
        let [width, height] = if size.contains(&0) { [STANDARD.width, STANDARD.height] } else { size };
        let side = |name, otherwise| self.number("pgMar", name, otherwise);
        let space = self.numbers.get(&("docGrid", "w:charSpace")).copied().unwrap_or(0);
        let mut sheet = Sheet {
            width: width.min(height),
            height: width.max(height),
            top: side("w:top", STANDARD.top),
            right: side("w:right", STANDARD.right),
            bottom: side("w:bottom", STANDARD.bottom),
            left: side("w:left", STANDARD.left),
            header: side("w:header", STANDARD.header),
            footer: side("w:footer", STANDARD.footer),
            grid: match self.grid.as_deref() {
                Some("lines") => "lines",
                Some("linesAndChars") => "linesAndChars",
                Some("snapToChars") => "snapToChars",
                _ => "default",
            },
            line_pitch: self.number("docGrid", "w:linePitch", 312).max(1),
            character_space: i32::try_from(space).unwrap_or(0),
            turned: self.references.is_empty(),
        };
        if width > height {
            // The office's own page lies: upright it has the margins of the page that was turned.
            (sheet.top, sheet.right, sheet.bottom, sheet.left) =
                (sheet.right, sheet.bottom, sheet.left, sheet.top);
        }
        for direction in super::DIRECTIONS {
            if sheet.area(direction).iter().any(|side| *side < SMALLEST) {
                return Err("页面太小，或页边距过大".to_owned());
            }
        }
        Ok(sheet)
    }
}

/// Reads them.
pub(super) fn read(archive: &mut Archive<'_>, document: &str) -> Result<Pages, String> {
    let mut found = Found::default();
    each(document, |tag| found.take(tag));
    let sheet = found.sheet()?;
    let targets = relationships(archive, "word/_rels/document.xml.rels")?;
    let mut pages = Pages {
        sheet,
        references: vec![],
        title_page: found.title_page,
        parts: vec![],
        relationships: vec![],
    };
    for (name, kind, id) in &found.references {
        let target = targets.iter().find(|target| target.id == *id);
        let file = target.filter(|target| !target.outside).and_then(|target| target.file());
        let Some(file) = file.filter(|file| !file.contains('/') && file.ends_with(".xml")) else {
            return Err("页眉或页脚的部件找不到".to_owned());
        };
        let own = format!("rIdT{}", pages.references.len() + 1);
        pages.references.push((name, kind, own.clone()));
        let part = if *name == "w:headerReference" { Kind::Header } else { Kind::Footer };
        pages.relationships.push((own, part.relationship(), file.clone()));
        if !pages.parts.iter().any(|known| known.name == format!("word/{file}")) {
            take(archive, &file, part, &mut pages.parts)?;
        }
    }
    Ok(pages)
}

/// A header or footer with its pictures.
fn take(archive: &mut Archive<'_>, file: &str, kind: Kind, parts: &mut Vec<Part>) -> Result<(), String> {
    let shown = if kind == Kind::Header { "页眉" } else { "页脚" };
    let text = archive.xml(&format!("word/{file}"))?.ok_or(format!("{shown}的部件 {file} 找不到"))?;
    let outside = || format!("{shown}里有链接、域或对象，指向文件以外的内容；请在 Word 中删去后再用");
    let fields = text.to_ascii_uppercase();
    let leads_out = ["INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", " LINK ", "HYPERLINK"];
    if leads_out.iter().any(|field| fields.contains(field)) {
        return Err(outside());
    }
    let rels = format!("word/_rels/{file}.rels");
    let targets = relationships(archive, &rels)?;
    let mut kept = vec![];
    for target in &targets {
        let picture = target.file().filter(|file| is_picture(file));
        let Some(picture) = picture.filter(|_| !target.outside && target.kind.ends_with("/image")) else {
            return Err(outside());
        };
        let name = format!("word/{picture}");
        if !parts.iter().any(|known| known.name == name) {
            let bytes = archive.bytes(&name)?.ok_or(format!("{shown}里的图片 {picture} 找不到"))?;
            parts.push(Part { name, bytes, kind: None });
        }
        kept.push((target.id.clone(), target.kind.clone(), picture));
    }
    let mut dangling = false;
    each(&text, |tag| {
        let ids = tag.attributes().flatten().filter(|attribute| attribute.key.as_ref().starts_with("r:"));
        dangling |= ids.into_iter().any(|id| !kept.iter().any(|(known, _, _)| **known == *id.value));
    });
    if dangling {
        return Err(outside());
    }
    parts.push(Part::word(file, kind, text.into_bytes()));
    if !kept.is_empty() {
        parts.push(Part { name: rels, bytes: package::relationships(&kept), kind: None });
    }
    Ok(())
}

fn is_picture(file: &str) -> bool {
    let name = file.strip_prefix("media/").unwrap_or("");
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let known = ["png", "jpeg", "jpg", "gif", "bmp"];
    is_plain && name.rsplit_once('.').is_some_and(|(_, ending)| known.contains(&ending))
}

/// A relationship of a part.
struct Target {
    id: String,
    kind: String,
    target: String,
    outside: bool,
}

impl Target {
    /// The name of the part below `word/`, if it lies there.
    fn file(&self) -> Option<String> {
        let name = self.target.strip_prefix("/word/").unwrap_or(&self.target);
        let is_below =
            !name.starts_with('/') && !name.contains("..") && !name.contains('\\') && !name.is_empty();
        is_below.then(|| name.to_owned())
    }
}

fn relationships(archive: &mut Archive<'_>, name: &str) -> Result<Vec<Target>, String> {
    let Some(text) = archive.xml(name)? else { return Ok(vec![]) };
    let mut out = vec![];
    each(&text, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            let read = |name| attribute(tag, name).unwrap_or_default();
            let outside = read("TargetMode") == "External";
            out.push(Target { id: read("Id"), kind: read("Type"), target: read("Target"), outside });
        }
    });
    Ok(out)
}
