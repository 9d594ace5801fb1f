//! The numbers that Word makes itself: 一、（一）1. are often no text of the file.
//!
//! Takes numbering.xml and styles.xml; gives the number in front of a paragraph.
//! Never guesses: a form of number that is unknown is left out.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::xml::{attribute, each_tag};

/// Word has nine levels.
const LEVELS: usize = 9;
/// The text of a number: “第%1章”. A longer one is no number, and would be written before each paragraph.
const LONGEST: usize = 40;
/// Styles stand on styles; not deeper than this, nor in circles.
const DEEPEST: usize = 12;

/// How the numbers of a level look.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    start: u32,
    form: String,
    /// The number's text, with `%1` for the count of the first level.
    text: String,
}

#[derive(Debug, Default)]
struct Style {
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    based_on: Option<String>,
}

/// A list of the text: the definition it counts by, and where it starts anew.
#[derive(Debug, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, u32>,
}

/// Lists of a document and the styles that belong to them.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, List>,
    styles: BTreeMap<String, Style>,
}

impl Numbering {
    /// Reads both parts; what is damaged is left out.
    pub(super) fn read(numbering: &str, styles: &str) -> Self {
        let mut made = Numbering::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0);
        each_tag(numbering, |tag| match tag.local_name().as_ref() {
            "abstractNum" => {
                definition = attribute(tag, "abstractNumId").unwrap_or_default();
                made.definitions.insert(definition.clone(), vec![Level::default(); LEVELS]);
            }
            "num" => {
                // Levels inside of a list change it; they are not the definition's.
                definition.clear();
                list = attribute(tag, "numId").unwrap_or_default();
            }
            "abstractNumId" => made.lists.entry(list.clone()).or_default().definition = value(tag),
            "lvl" | "lvlOverride" => {
                level = attribute(tag, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
            }
            "startOverride" if level < LEVELS => {
                let start = value(tag).parse().unwrap_or(1);
                made.lists.entry(list.clone()).or_default().starts.insert(level, start);
            }
            name @ ("start" | "numFmt" | "lvlText") => {
                let found = made.definitions.get_mut(&definition).and_then(|levels| levels.get_mut(level));
                if let Some(found) = found {
                    found.told(name, value(tag));
                }
            }
            _ => {}
        });
        made.read_styles(styles);
        made
    }

    /// Adds a definition of levels.
    pub(super) fn define(&mut self, definition: String, levels: Vec<Level>) {
        self.definitions.insert(definition, levels);
    }

    /// Adds a list that counts by a definition, with the levels that it starts anew.
    pub(super) fn list(&mut self, list: String, definition: String, starts: Vec<(usize, u32)>) {
        let starts = starts.into_iter().filter(|(level, _)| *level < LEVELS).collect();
        self.lists.insert(list, List { definition, starts });
    }

    fn read_styles(&mut self, styles: &str) {
        let mut id = String::new();
        each_tag(styles, |tag| {
            if tag.local_name().as_ref() == "style" {
                id = attribute(tag, "styleId").unwrap_or_default();
                self.styles.insert(id.clone(), Style::default());
                return;
            }
            let Some(style) = self.styles.get_mut(&id) else { return };
            match tag.local_name().as_ref() {
                "ilvl" => style.level = value(tag).parse().ok(),
                "numId" => style.list = Some(value(tag)),
                "outlineLvl" => style.outline = value(tag).parse().ok(),
                "basedOn" => style.based_on = Some(value(tag)),
                _ => {}
            }
        });
    }

    /// The first answer of a style or of those that it stands on.
    fn of_style<'a, T>(&'a self, id: Option<&str>, answer: impl Fn(&'a Style) -> Option<T>) -> Option<T> {
        let mut style = self.styles.get(id?);
        for _ in 0..DEEPEST {
            let found = style?;
            if let Some(answer) = answer(found) {
                return Some(answer);
            }
            style = self.styles.get(found.based_on.as_deref()?);
        }
        None
    }

    /// The level of a heading, from 1, where the style makes one.
    pub(super) fn heading(&self, style: Option<&str>) -> Option<u8> {
        self.of_style(style, |s| s.outline).filter(|level| *level < 9).map(|level| level + 1)
    }

    /// List and level of a paragraph; its own words count before its style's.
    pub(super) fn place(
        &self,
        list: Option<&str>,
        level: Option<usize>,
        style: Option<&str>,
    ) -> Option<(String, usize)> {
        let of_style = self.of_style(style, |s| s.list.as_deref());
        let level = level.or_else(|| self.of_style(style, |s| s.level)).unwrap_or(0);
        let list = list.or(of_style)?.to_owned();
        // List 0 is Word's way to say “no number after all”.
        (list != "0" && level < LEVELS).then_some((list, level))
    }
}

impl Level {
    /// A level whose number has a text with `%1` for the count of the first level.
    pub(super) fn new(start: u32, form: &str, text: String) -> Level {
        let text = if text.chars().count() <= LONGEST { text } else { String::new() };
        Level { start, form: form.to_owned(), text }
    }

    fn told(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.form = value,
            _ if value.chars().count() <= LONGEST => self.text = value,
            _ => {}
        }
    }
}

/// How far each list has counted; lists of one definition count on together, as in Word.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: BTreeMap<String, [u32; LEVELS]>,
    begun: BTreeSet<String>,
}

impl Counters {
    /// Counts on, and gives the number as Word shows it; empty where the form is unknown.
    pub(super) fn next(&mut self, numbering: &Numbering, list: &str, level: usize) -> String {
        let found = numbering.lists.get(list);
        let Some((found, levels)) = found.and_then(|l| Some((l, numbering.definitions.get(&l.definition)?)))
        else {
            return String::new();
        };
        let counts = self.counts.entry(found.definition.clone()).or_insert([0; LEVELS]);
        let anew = self.begun.insert(list.to_owned());
        for (at, count) in counts.iter_mut().enumerate() {
            let first = found.starts.get(&at).copied();
            let start = first.unwrap_or_else(|| levels.get(at).map_or(1, |l| l.start.max(1)));
            if anew && first.is_some() {
                *count = 0;
            }
            match at.cmp(&level) {
                std::cmp::Ordering::Less if *count == 0 => *count = start,
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal if *count == 0 => *count = start,
                std::cmp::Ordering::Equal => *count = count.saturating_add(1),
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        number(levels, counts, level).unwrap_or_default()
    }
}

/// The number of a level as text; `None` where a form is unknown.
fn number(levels: &[Level], counts: &[u32], level: usize) -> Option<String> {
    let mut text = levels.get(level)?.text.clone();
    for (at, of) in levels.iter().enumerate() {
        let key = format!("%{}", at + 1);
        if text.contains(&key) {
            text = text.replace(&key, &shown(counts.get(at).copied().unwrap_or(1), &of.form)?);
        }
    }
    Some(text)
}

fn shown(count: u32, form: &str) -> Option<String> {
    match form {
        "decimal" | "decimalFullWidth" | "decimalZero" | "" => Some(count.to_string()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => counted('①', 20, count),
        form if form.contains("hinese") || form.contains("deograph") || form.starts_with("japanese") => {
            Some(chinese(count))
        }
        "lowerLetter" => counted('a', 26, count),
        "upperLetter" => counted('A', 26, count),
        _ => None,
    }
}

/// The character of a count, from 1 to the last one of its row.
fn counted(first: char, last: u32, count: u32) -> Option<String> {
    let ahead = count.checked_sub(1).filter(|_| count <= last)?;
    char::from_u32(u32::from(first) + ahead).map(String::from)
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
