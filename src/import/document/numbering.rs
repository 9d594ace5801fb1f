//! The numbers that Word makes itself: 一、（一）1. are often no text of the file.
//!
//! Takes numbering.xml and styles.xml; gives the number in front of a paragraph.
//! Never guesses: a form of number that is unknown is left out.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::docx::attribute;

/// Word has nine levels.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    form: String,
    text: String,
}

/// Lists of a document and the styles that belong to them.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, String>,
    styles: BTreeMap<String, (String, usize)>,
}

impl Numbering {
    /// Reads both parts; what is damaged is left out.
    pub(super) fn read(numbering: &str, styles: &str) -> Self {
        let mut made = Numbering::default();
        let mut abstract_id = String::new();
        let mut list_id = String::new();
        let mut level = 0;
        each_tag(numbering, |tag| match tag.local_name().as_ref() {
            "abstractNum" => {
                abstract_id = attribute(tag, "abstractNumId").unwrap_or_default();
                made.abstracts.insert(abstract_id.clone(), vec![Level::default(); LEVELS]);
            }
            "num" => list_id = attribute(tag, "numId").unwrap_or_default(),
            "abstractNumId" => {
                made.lists.insert(list_id.clone(), value(tag));
            }
            "lvl" => level = attribute(tag, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0),
            name @ ("start" | "numFmt" | "lvlText") => {
                let found = made.abstracts.get_mut(&abstract_id).and_then(|levels| levels.get_mut(level));
                match (found, name) {
                    (Some(found), "start") => found.start = value(tag).parse().unwrap_or(1),
                    (Some(found), "numFmt") => found.form = value(tag),
                    (Some(found), _) => found.text = value(tag),
                    (None, _) => {}
                }
            }
            _ => {}
        });
        made.read_styles(styles);
        made
    }

    fn read_styles(&mut self, styles: &str) {
        let (mut style, mut level) = (String::new(), 0);
        each_tag(styles, |tag| match tag.local_name().as_ref() {
            "style" => (style, level) = (attribute(tag, "styleId").unwrap_or_default(), 0),
            "ilvl" => level = value(tag).parse().unwrap_or(0),
            "numId" => {
                self.styles.insert(style.clone(), (value(tag), level));
            }
            _ => {}
        });
    }

    /// List and level of a paragraph; its own words count before its style's.
    pub(super) fn place(
        &self,
        list: Option<&str>,
        level: Option<usize>,
        style: Option<&str>,
    ) -> Option<(String, usize)> {
        let of_style = style.and_then(|s| self.styles.get(s));
        let list = list.map(str::to_owned).or_else(|| of_style.map(|(list, _)| list.clone()))?;
        let level = level.or_else(|| of_style.map(|(_, level)| *level)).unwrap_or(0);
        // List 0 is Word's way to say “no number after all”.
        (list != "0" && level < LEVELS).then_some((list, level))
    }

    fn levels(&self, list: &str) -> Option<&Vec<Level>> {
        self.abstracts.get(self.lists.get(list)?)
    }
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: BTreeMap<String, [u32; LEVELS]>,
}

impl Counters {
    /// Counts on, and gives the number as Word shows it; empty where the form is unknown.
    pub(super) fn next(&mut self, numbering: &Numbering, list: &str, level: usize) -> String {
        let Some(levels) = numbering.levels(list) else { return String::new() };
        let counts = self.counts.entry(list.to_owned()).or_insert([0; LEVELS]);
        for (at, count) in counts.iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |l| l.start.max(1));
            match at.cmp(&level) {
                std::cmp::Ordering::Less if *count == 0 => *count = start,
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal if *count == 0 => *count = start,
                std::cmp::Ordering::Equal => *count = count.saturating_add(1),
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        let Some(own) = levels.get(level) else { return String::new() };
        let mut text = own.text.clone();
        for (at, of) in levels.iter().enumerate() {
            let key = format!("%{}", at + 1);
            if text.contains(&key) {
                let Some(shown) = shown(counts.get(at).copied().unwrap_or(1), &of.form) else {
                    return String::new();
                };
                text = text.replace(&key, &shown);
            }
        }
        text
    }
}

fn shown(count: u32, form: &str) -> Option<String> {
    match form {
        "decimal" | "decimalFullWidth" | "decimalZero" | "" => Some(count.to_string()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            char::from_u32(0x245F + count).filter(|_| (1..=20).contains(&count)).map(String::from)
        }
        form if form.contains("hinese") || form.contains("deograph") || form.starts_with("japanese") => {
            Some(chinese(count))
        }
        "lowerLetter" => char::from_u32(0x60 + count).filter(|_| (1..=26).contains(&count)).map(String::from),
        _ => None,
    }
}

/// A count in Chinese, up to 99.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or("");
    match count {
        0..=9 => digit(count).to_owned(),
        10..=19 => format!("十{}", digit(count - 10)),
        20..=99 => format!("{}十{}", digit(count / 10), digit(count % 10)),
        _ => count.to_string(),
    }
}

fn value(tag: &BytesStart<'_>) -> String {
    attribute(tag, "val").unwrap_or_default()
}

fn each_tag(xml: &str, mut read: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => read(&tag),
            Event::Eof => break,
            _ => {}
        }
    }
}
