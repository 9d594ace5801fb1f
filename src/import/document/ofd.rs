//! OFD, the format of pages of GB/T 33190.
//!
//! Takes the bytes of a package; gives what its pages show, put together as those of a PDF.
//! Never opens another part than the pages and what they stand on.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::page::path::Path;
use super::page::{Glyph, Marks, assemble};
use super::xml::{attribute, each_tag, entity, part};
use super::{Document, Refusal};
use crate::source::Package;

/// Pages of one document.
const MOST_PAGES: usize = 3_000;
/// Characters and lines of one document.
const MOST_MARKS: usize = 4_000_000;

/// Reads an OFD package.
pub(super) fn read(name: &str, mut package: Package<'_>) -> Result<Document, Refusal> {
    let damaged = || Refusal::Damaged("不是完整的 OFD 文件。");
    let entry = part(&mut package, "OFD.xml")?.ok_or_else(damaged)?;
    let root = text_of(&entry, "DocRoot").ok_or_else(damaged)?;
    let root = root.trim_start_matches('/').to_owned();
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let document = part(&mut package, &root)?.ok_or_else(damaged)?;
    let mut pages: Vec<String> = vec![];
    let mut templates: Vec<(String, String)> = vec![];
    let mut size = String::new();
    each_tag(&document, |tag| match tag.local_name().as_ref() {
        "Page" => pages.extend(attribute(tag, "BaseLoc").map(|at| below(&folder, &at))),
        "TemplatePage" => templates
            .extend(attribute(tag, "ID").zip(attribute(tag, "BaseLoc").map(|at| below(&folder, &at)))),
        _ => {}
    });
    if let Some(area) = text_of(&document, "PhysicalBox") {
        size = area;
    }
    let mut shown = vec![];
    let mut count = 0;
    for page in pages.iter().take(MOST_PAGES) {
        let Some(content) = part(&mut package, page)? else { continue };
        let mut marks = Marks::default();
        let area = text_of(&content, "PhysicalBox").unwrap_or_else(|| size.clone());
        if let [_, _, width, height] = *numbers(&area) {
            (marks.width, marks.height) = (points(width), points(height));
        }
        for template in templates_of(&content) {
            let place = templates.iter().find(|(id, _)| *id == template).map(|(_, at)| at.clone());
            if let Some(content) = place.map(|at| part(&mut package, &at)).transpose()?.flatten() {
                show(&content, &mut marks);
            }
        }
        show(&content, &mut marks);
        count += marks.glyphs.len() + marks.rules.len();
        if count > MOST_MARKS {
            return Err(Refusal::Damaged("OFD 的内容过多，可能不是正常的文件。"));
        }
        shown.push(marks);
    }
    if shown.is_empty() {
        return Err(damaged());
    }
    assemble(name, shown)
}

/// A part that another one names: from the root, or from its folder.
fn below(folder: &str, at: &str) -> String {
    match at.strip_prefix('/') {
        Some(at) => at.to_owned(),
        None if folder.is_empty() => at.to_owned(),
        None => format!("{folder}/{at}"),
    }
}

fn templates_of(content: &str) -> Vec<String> {
    let mut ids = vec![];
    each_tag(content, |tag| {
        if tag.local_name().as_ref() == "Template" && ids.len() < 8 {
            ids.extend(attribute(tag, "TemplateID"));
        }
    });
    ids
}

/// The words of the first element of a name.
fn text_of(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.local_name().as_ref() == name => inside = true,
            Event::Text(text) if inside => return Some(text.trim().to_owned()),
            Event::End(_) if inside => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The object that is open.
#[derive(Default)]
struct Object {
    x: f64,
    y: f64,
    matrix: Vec<f64>,
    size: f64,
    code: Code,
}

/// Characters with their places inside of an object.
#[derive(Default)]
struct Code {
    x: f64,
    y: f64,
    across: Vec<f64>,
    down: Vec<f64>,
    text: String,
}

fn show(content: &str, marks: &mut Marks) {
    let mut reader = Reader::from_str(content);
    let mut object = Object::default();
    let mut inside = "";
    let mut drawn = String::new();
    while let Ok(event) = reader.read_event() {
        if marks.glyphs.len() + marks.rules.len() > MOST_MARKS {
            return;
        }
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "TextObject" | "PathObject" => object = Object::read(&tag),
                "ImageObject" => marks.pictures = true,
                "TextCode" => {
                    inside = "TextCode";
                    object.code = Code::read(&tag, &object.code);
                }
                "AbbreviatedData" => inside = "AbbreviatedData",
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "ImageObject" => marks.pictures = true,
            Event::Text(text) if inside == "TextCode" => object.code.text.push_str(&text),
            Event::Text(text) if inside == "AbbreviatedData" => drawn.push_str(&text),
            Event::GeneralRef(name) if inside == "TextCode" => {
                object
                    .code
                    .text
                    .push(name.resolve_char_ref().ok().flatten().unwrap_or_else(|| entity(&name)));
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "TextCode" => {
                    inside = "";
                    object.write(marks);
                }
                "AbbreviatedData" => {
                    inside = "";
                    object.draw(&std::mem::take(&mut drawn), marks);
                }
                _ => {}
            },
            Event::Eof => return,
            _ => {}
        }
    }
}

impl Object {
    fn read(tag: &BytesStart<'_>) -> Object {
        let area = numbers(&attribute(tag, "Boundary").unwrap_or_default());
        Object {
            x: area.first().copied().unwrap_or(0.0),
            y: area.get(1).copied().unwrap_or(0.0),
            matrix: numbers(&attribute(tag, "CTM").unwrap_or_default()),
            size: attribute(tag, "Size").and_then(|s| s.parse().ok()).unwrap_or(4.0),
            code: Code::default(),
        }
    }

    /// A place of the object as one of the page, in hundredths of a point.
    #[expect(clippy::float_arithmetic, reason = "a page is measured in fractions of millimetres")]
    fn at(&self, x: f64, y: f64) -> (i32, i32) {
        let (x, y) = match *self.matrix {
            [a, b, c, d, e, f] => (a * x + c * y + e, b * x + d * y + f),
            _ => (x, y),
        };
        (points(self.x + x), points(self.y + y))
    }

    #[expect(clippy::float_arithmetic, reason = "a page is measured in fractions of millimetres")]
    fn write(&mut self, marks: &mut Marks) {
        let mut code = std::mem::take(&mut self.code);
        let (mut x, mut y) = (code.x, code.y);
        let text = std::mem::take(&mut code.text);
        for (at, c) in text.chars().filter(|c| !matches!(c, '\n' | '\r')).enumerate() {
            let width = if c.is_ascii() { self.size / 2.0 } else { self.size };
            let (from, to) = (self.at(x, y), self.at(x + width, y));
            let high = self.at(x, y - self.size).1;
            let glyph =
                Glyph { text: c.to_string(), x: from.0, end: to.0, y: from.1, size: (from.1 - high).abs() };
            marks.glyphs.push(glyph);
            let down = code.down.get(at).copied();
            x += code.across.get(at).copied().unwrap_or(if down.is_some() { 0.0 } else { width });
            y += down.unwrap_or(0.0);
        }
        // A further code of the object goes on from here unless it says otherwise.
        self.code = Code { x, y, ..Code::default() };
    }

    fn draw(&self, data: &str, marks: &mut Marks) {
        let mut path = Path::default();
        let mut parts = data.split_whitespace();
        while let Some(step) = parts.next() {
            let mut pair = || Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?));
            match step {
                "S" | "M" => pair().into_iter().for_each(|(x, y)| path.begin(self.at(x, y))),
                "L" => pair().into_iter().for_each(|(x, y)| path.line(self.at(x, y))),
                "C" => path.close(),
                _ => {}
            }
        }
        marks.rules.extend(path.stroked());
    }
}

impl Code {
    fn read(tag: &BytesStart<'_>, before: &Code) -> Code {
        let number = |name: &str| attribute(tag, name).and_then(|v| v.parse().ok());
        Code {
            x: number("X").unwrap_or(before.x),
            y: number("Y").unwrap_or(before.y),
            across: steps(&attribute(tag, "DeltaX").unwrap_or_default()),
            down: steps(&attribute(tag, "DeltaY").unwrap_or_default()),
            text: String::new(),
        }
    }
}

/// `3.2 3.2 3.2`, or `g 3 3.2`: three times 3.2.
fn steps(text: &str) -> Vec<f64> {
    let mut steps = vec![];
    let mut parts = text.split_whitespace();
    while let Some(part) = parts.next() {
        if part == "g" {
            let count = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0).min(10_000);
            let step = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
            steps.extend(std::iter::repeat_n(step, count));
        } else {
            steps.extend(part.parse::<f64>());
        }
        if steps.len() > MOST_MARKS {
            break;
        }
    }
    steps
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().take(8).filter_map(|n| n.parse().ok()).collect()
}

/// Farther away is no place on paper.
const FAR: f64 = 5_000_000.0;

/// Millimetres in hundredths of a point.
#[expect(clippy::float_arithmetic, reason = "a page is measured in fractions of millimetres")]
fn points(millimetres: f64) -> i32 {
    (millimetres * 7200.0 / 25.4).clamp(-FAR, FAR) as i32
}
