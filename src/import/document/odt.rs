//! OpenDocument texts in lines: paragraphs, headings, lists with their numbers, tables as grids.
//!
//! Takes the package of an .odt; gives one line a paragraph, spans of cells as the file tells them.
//! Never reads deleted words, notes or comments.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::flow::Flow;
use super::grid::Told;
use super::numbering::{Counters, Level, Numbering};
use super::xml::{attribute, each_tag, entity, part};
use super::{Document, Refusal};
use crate::source::Package;

/// Levels of a list, as Word has them.
const LEVELS: usize = 9;
/// The list of all headings.
const OUTLINE: &str = "/headings";

/// Reads an OpenDocument text.
pub(super) fn read(name: &str, mut package: Package<'_>) -> Result<Document, Refusal> {
    let body = part(&mut package, "content.xml")?
        .filter(|body| body.contains("<office:text"))
        .ok_or(Refusal::NotText("OpenDocument 文件，但不是文字文档。请提供方案正文的 .odt 或 .docx。"))?;
    let styles = part(&mut package, "styles.xml")?.unwrap_or_default();
    let mut numbering = Numbering::default();
    for xml in [&styles, &body] {
        lists(xml, &mut numbering);
    }
    let mut text = Text::new(&numbering);
    let mut reader = Reader::from_str(&body);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => text.open(&tag),
            Ok(Event::Empty(tag)) => {
                text.open(&tag);
                text.close(tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => text.close(tag.local_name().as_ref()),
            Ok(Event::Text(words)) => text.words(&words),
            Ok(Event::GeneralRef(name)) => {
                let c = name.resolve_char_ref().ok().flatten();
                text.words(c.unwrap_or_else(|| entity(&name)).encode_utf8(&mut [0; 4]));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(Refusal::Damaged("文档正文的 XML 已损坏。")),
        }
    }
    Ok(text.flow.finish(name))
}

/// Adds the lists that a part defines.
fn lists(xml: &str, numbering: &mut Numbering) {
    let mut made: BTreeMap<String, Vec<Level>> = BTreeMap::new();
    let mut list = String::new();
    each_tag(xml, |tag| match tag.local_name().as_ref() {
        "list-style" => list = attribute(tag, "name").unwrap_or_default(),
        "outline-style" => OUTLINE.clone_into(&mut list),
        "list-level-style-number" | "outline-level-style" => {
            let level = attribute(tag, "level").and_then(|v| v.parse::<usize>().ok()).unwrap_or(1);
            let levels = made.entry(list.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
            if let Some(place) = level.checked_sub(1).and_then(|at| levels.get_mut(at)) {
                *place = level_of(tag, level);
            }
        }
        _ => {}
    });
    for (list, levels) in made {
        numbering.define(list.clone(), levels);
        numbering.list(list.clone(), list, vec![]);
    }
}

/// How the numbers of a level look; its text is empty where it has none.
fn level_of(tag: &BytesStart<'_>, level: usize) -> Level {
    let value = |name| attribute(tag, name).unwrap_or_default();
    let form = match value("num-format").as_str() {
        "" => return Level::default(),
        "1" => "decimal",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        form if form.starts_with('一') || form.starts_with('壹') => "chineseCounting",
        form if form.starts_with('①') => "decimalEnclosedCircle",
        _ => "unknown",
    };
    let shown = attribute(tag, "display-levels").and_then(|v| v.parse::<usize>().ok()).unwrap_or(1);
    let first = level.saturating_sub(shown.max(1)) + 1;
    let counts: Vec<String> = (first..=level).map(|at| format!("%{at}")).collect();
    let plain = || format!("{}{}{}", value("num-prefix"), counts.join("."), value("num-suffix"));
    // %1%、: the form of a newer writer, each count between two marks.
    let newer = attribute(tag, "num-list-format")
        .map(|form| (1..=LEVELS).fold(form, |form, at| form.replace(&format!("%{at}%"), &format!("%{at}"))));
    let start = attribute(tag, "start-value").and_then(|v| v.parse().ok()).unwrap_or(1);
    Level::new(start, form, newer.unwrap_or_else(plain))
}

#[derive(Default)]
struct Paragraph {
    text: String,
    heading: Option<u8>,
}

/// An open list: its style, and whether its item still waits for its first paragraph.
#[derive(Default)]
struct List {
    style: Option<String>,
    first: bool,
}

struct Text<'a> {
    numbering: &'a Numbering,
    counters: Counters,
    flow: Flow,
    paragraphs: Vec<Paragraph>,
    lists: Vec<List>,
    /// Open parts that are no text of the document.
    skipped: usize,
    in_head: bool,
}

impl<'a> Text<'a> {
    fn new(numbering: &'a Numbering) -> Self {
        Text {
            numbering,
            counters: Counters::default(),
            flow: Flow::default(),
            paragraphs: vec![],
            lists: vec![],
            skipped: 0,
            in_head: false,
        }
    }

    fn words(&mut self, words: &str) {
        if self.skipped == 0
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.text.push_str(words);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        if is_aside(name.as_ref()) {
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        let number = |name| attribute(tag, name).and_then(|v| v.parse::<usize>().ok());
        match name.as_ref() {
            "p" | "h" => {
                let heading = number("outline-level").filter(|_| name.as_ref() == "h");
                let heading = heading.and_then(|level| u8::try_from(level).ok());
                self.paragraphs.push(Paragraph { text: String::new(), heading });
            }
            "s" => self.words(&" ".repeat(number("c").unwrap_or(1).min(40))),
            "tab" => self.words("\t"),
            "line-break" => self.words(" "),
            "list" if self.lists.len() < LEVELS * 2 => {
                let style = attribute(tag, "style-name");
                let style = style.or_else(|| self.lists.last().and_then(|list| list.style.clone()));
                self.lists.push(List { style, first: false });
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.first = true;
                }
            }
            "table" => self.flow.open_table(),
            "table-header-rows" => self.in_head = true,
            "table-row" => self.flow.open_row(),
            "table-cell" => {
                let across = number("number-columns-spanned").unwrap_or(1);
                let down = number("number-rows-spanned").unwrap_or(1);
                self.flow.open_cell(Told { across, down, head: self.in_head, ..Told::default() });
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if is_aside(name) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        match name {
            _ if self.skipped > 0 => {}
            "p" | "h" => self.end_paragraph(),
            "list" => drop(self.lists.pop()),
            "table-header-rows" => self.in_head = false,
            "table" => self.flow.close_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop().filter(|p| !p.text.trim().is_empty()) else { return };
        let deep = self.lists.len().clamp(1, LEVELS) - 1;
        let first = |list: &mut List| std::mem::take(&mut list.first).then(|| list.style.clone());
        let item = self.lists.last_mut().and_then(first);
        let place = match (item, paragraph.heading) {
            (Some(style), _) => style.map(|style| (style, deep)),
            (None, Some(level)) => Some((OUTLINE.to_owned(), usize::from(level.max(1)) - 1)),
            (None, None) => None,
        };
        let place = place.filter(|(_, level)| *level < LEVELS);
        let number = place.map(|(list, level)| self.counters.next(self.numbering, &list, level));
        self.flow.paragraph(&(number.unwrap_or_default() + paragraph.text.trim()), paragraph.heading);
    }
}

/// Parts whose words are not the document's own: deleted text, notes, comments.
fn is_aside(name: &str) -> bool {
    matches!(name, "tracked-changes" | "note" | "annotation" | "sequence-decls" | "forms")
}
