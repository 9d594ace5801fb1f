//! Fonts of a PDF: what the bytes of a text mean, and how wide they are.
//!
//! Takes a font's dictionary; gives characters with their widths.
//! Never guesses: a code without a known character is counted as unreadable.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::{CMap, code, utf16};
use super::{gb1, truetype};

/// Entries of a table of widths.
const MOST_WIDTHS: usize = 80_000;

/// A character of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// Its characters; `None` where the font does not tell them.
    pub(super) text: Option<String>,
    /// Thousandths of the font's size.
    pub(super) width: i32,
    /// A blank in one byte: word spacing widens it.
    pub(super) blank: bool,
}

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    to_unicode: Option<CMap>,
    kind: Kind,
    /// First code, last code, width; sorted.
    widths: Vec<(u32, u32, i32)>,
    default_width: i32,
}

#[derive(Debug, Default)]
enum Kind {
    /// One byte a character, with the characters that differ from the usual ones.
    #[default]
    Plain,
    Named(Vec<(u8, Option<String>)>),
    Symbol,
    /// Several bytes a character.
    Wide(Codes),
}

#[derive(Debug)]
enum Codes {
    /// The code is the glyph; `true`: a glyph of Adobe-GB1.
    Glyphs(bool),
    /// The code is the character in UTF-16.
    Utf16,
    /// The code is the character in an encoding of one or two bytes.
    Encoded(&'static Encoding),
    Mapped(CMap, bool),
    /// The code is a glyph of an embedded font that tells its characters.
    Embedded(BTreeMap<u32, char>),
}

impl Font {
    pub(super) fn read(font: &Dict<'_>) -> Font {
        let to_unicode = font.get::<Stream<'_>>("ToUnicode").and_then(|s| super::decoded(&s));
        let to_unicode = to_unicode.map(|data| CMap::read(&data));
        let is = |key: &str, value: &str| font.get::<Name<'_>>(key).is_some_and(|n| n.as_str() == value);
        let mut made = if is("Subtype", "Type0") { Font::wide(font) } else { Font::plain(font) };
        if is("Subtype", "Type3") {
            made.scale_type3(font);
        }
        made.to_unicode = to_unicode;
        made
    }

    fn plain(font: &Dict<'_>) -> Font {
        let first = font.get::<i32>("FirstChar").unwrap_or(0).clamp(0, 255) as u32;
        let widths = font.get::<Array<'_>>("Widths");
        let widths = widths.iter().flat_map(|w| w.iter::<f32>().take(256)).zip(first..);
        let widths = widths.map(|(width, code)| (code, code, width as i32)).collect();
        let missing = font.get::<Dict<'_>>("FontDescriptor").and_then(|d| d.get::<f32>("MissingWidth"));
        let base = font.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let differences = font.get::<Dict<'_>>("Encoding").and_then(|e| e.get::<Array<'_>>("Differences"));
        let kind = match differences {
            Some(array) => Kind::Named(named(&array)),
            None if base.ends_with("Symbol") || base.ends_with("SymbolMT") => Kind::Symbol,
            None => Kind::Plain,
        };
        let default_width = missing.map_or(500, |w| w as i32);
        Font { to_unicode: None, kind, widths, default_width }
    }

    /// Widths of a Type 3 font are in its own measure.
    fn scale_type3(&mut self, font: &Dict<'_>) {
        let matrix = font.get::<Array<'_>>("FontMatrix");
        let scale = matrix.and_then(|m| m.iter::<f32>().next()).unwrap_or(0.001);
        #[expect(clippy::float_arithmetic, reason = "a measure of a page, no figure of a plan")]
        self.widths.iter_mut().for_each(|w| w.2 = (w.2 as f32 * scale * 1000.0) as i32);
    }

    fn wide(font: &Dict<'_>) -> Font {
        let inner = font.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let inner = inner.unwrap_or_default();
        let system = inner.get::<Dict<'_>>("CIDSystemInfo");
        let ordering = system.and_then(|s| match s.get::<Object<'_>>("Ordering") {
            Some(Object::String(text)) => Some(text.as_bytes().to_vec()),
            _ => None,
        });
        let gb1 = ordering.as_deref() == Some(b"GB1");
        let kind = match font.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => Kind::Wide(codes(name.as_str(), gb1)),
            Some(Object::Stream(stream)) => {
                Kind::Wide(Codes::Mapped(CMap::read(&super::decoded(&stream).unwrap_or_default()), gb1))
            }
            _ => Kind::Wide(Codes::Glyphs(gb1)),
        };
        let kind = match kind {
            // Without a table of its own the PDF leaves it to the font.
            Kind::Wide(Codes::Glyphs(false)) if !font.contains_key("ToUnicode") => embedded(&inner),
            kind => kind,
        };
        let widths = inner.get::<Array<'_>>("W").map(|w| wide_widths(&w)).unwrap_or_default();
        let default_width = inner.get::<f32>("DW").map_or(1000, |w| w as i32);
        Font { to_unicode: None, kind, widths, default_width }
    }

    /// The characters of a text.
    pub(super) fn shown(&self, mut bytes: &[u8]) -> Vec<Shown> {
        let mut shown = vec![];
        while !bytes.is_empty() {
            let length = self.length(bytes).clamp(1, bytes.len());
            let (own, rest) = bytes.split_at(length);
            let text = self.text(own);
            let width = self.width(own, text.as_deref());
            shown.push(Shown { text, width, blank: own == b" " });
            bytes = rest;
        }
        shown
    }

    fn length(&self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        match &self.kind {
            Kind::Plain | Kind::Named(_) | Kind::Symbol => 1,
            Kind::Wide(Codes::Glyphs(_) | Codes::Embedded(_)) => 2,
            Kind::Wide(Codes::Utf16) => {
                if matches!(first, 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Kind::Wide(Codes::Encoded(_)) if first < 0x81 => 1,
            Kind::Wide(Codes::Encoded(_)) => match bytes.get(1) {
                Some(b'0'..=b'9') => 4,
                _ => 2,
            },
            Kind::Wide(Codes::Mapped(map, _)) => map.length(bytes),
        }
    }

    fn text(&self, own: &[u8]) -> Option<String> {
        let told = self.to_unicode.as_ref().and_then(|map| map.text(code(own)));
        let told = told.filter(|t| !t.is_empty() && !t.contains('\u{fffd}'));
        told.or_else(|| match &self.kind {
            Kind::Plain => Some(WINDOWS_1252.decode_without_bom_handling(own).0.into_owned()),
            Kind::Symbol => Some(symbol(*own.first()?)),
            Kind::Named(names) => match names.iter().find(|(code, _)| own.first() == Some(code)) {
                Some((_, text)) => text.clone(),
                None => Some(WINDOWS_1252.decode_without_bom_handling(own).0.into_owned()),
            },
            Kind::Wide(Codes::Utf16) => Some(utf16(own)),
            Kind::Wide(Codes::Encoded(encoding)) => {
                encoding.decode_without_bom_handling_and_without_replacement(own).map(|t| t.into_owned())
            }
            Kind::Wide(Codes::Embedded(known)) => known.get(&code(own)).map(char::to_string),
            Kind::Wide(Codes::Glyphs(true)) => gb1::character(code(own)).map(String::from),
            Kind::Wide(Codes::Mapped(map, true)) => {
                map.glyph(code(own)).and_then(gb1::character).map(String::from)
            }
            Kind::Wide(Codes::Glyphs(false) | Codes::Mapped(_, false)) => None,
        })
    }

    fn width(&self, own: &[u8], text: Option<&str>) -> i32 {
        let glyph = match &self.kind {
            Kind::Wide(Codes::Utf16 | Codes::Encoded(_)) => {
                // The widths are told by glyph, which a named CMap hides: letters are half as wide.
                let half = text.is_some_and(str::is_ascii);
                return if half { 500 } else { self.default_width };
            }
            Kind::Wide(Codes::Mapped(map, _)) => map.glyph(code(own)).unwrap_or(0),
            _ => code(own),
        };
        let at = self.widths.partition_point(|(first, ..)| *first <= glyph);
        let found = at.checked_sub(1).and_then(|at| self.widths.get(at));
        found.filter(|(_, last, _)| glyph <= *last).map_or(self.default_width, |w| w.2)
    }
}

/// The characters that an embedded TrueType font tells, where codes are its glyphs.
fn embedded(inner: &Dict<'_>) -> Kind {
    let same = inner.get::<Name<'_>>("CIDToGIDMap").is_none_or(|name| name.as_str() == "Identity");
    let file = inner.get::<Dict<'_>>("FontDescriptor").and_then(|d| d.get::<Stream<'_>>("FontFile2"));
    let known = file.filter(|_| same).and_then(|file| super::decoded(&file));
    match known.map(|font| truetype::characters(&font)).filter(|known| !known.is_empty()) {
        Some(known) => Kind::Wide(Codes::Embedded(known)),
        None => Kind::Wide(Codes::Glyphs(false)),
    }
}

/// The codes of a CMap that every reader of PDF has by name.
fn codes(name: &str, gb1: bool) -> Codes {
    match name {
        _ if name.contains("UCS2") || name.contains("UTF16") => Codes::Utf16,
        _ if name.starts_with("GB") => Codes::Encoded(GB18030),
        _ if name.starts_with("ETen-B5") || name.starts_with("B5pc") || name.starts_with("HKscs") => {
            Codes::Encoded(BIG5)
        }
        _ if name.contains("RKSJ") => Codes::Encoded(SHIFT_JIS),
        _ => Codes::Glyphs(gb1),
    }
}

/// `c [w1 w2 …]` and `first last w`.
fn wide_widths(array: &Array<'_>) -> Vec<(u32, u32, i32)> {
    let mut widths = vec![];
    let mut items = array.iter::<Object<'_>>();
    let number = |object: Option<Object<'_>>| object.and_then(Object::into_f32).map(|n| n as i32);
    while let Some(first) = number(items.next()) {
        let Ok(first) = u32::try_from(first) else { break };
        match items.next() {
            Some(Object::Array(list)) => {
                let list = list.iter::<f32>().zip(first..);
                widths.extend(list.take(MOST_WIDTHS).map(|(width, at)| (at, at, width as i32)));
            }
            last => {
                let (Some(last), Some(width)) = (number(last), number(items.next())) else { break };
                widths.push((first, u32::try_from(last).unwrap_or(first), width));
            }
        }
        if widths.len() > MOST_WIDTHS {
            break;
        }
    }
    widths.sort_unstable();
    widths
}

/// The characters that an encoding names.
fn named(differences: &Array<'_>) -> Vec<(u8, Option<String>)> {
    let mut names = vec![];
    let mut at = 0u32;
    for item in differences.iter::<Object<'_>>().take(1_000) {
        match item {
            Object::Number(number) => at = u32::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(at) {
                    names.push((code, character(name.as_str())));
                }
                at += 1;
            }
            _ => {}
        }
    }
    names
}

/// The character of a glyph's name.
fn character(name: &str) -> Option<String> {
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(c) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
        return Some(c.to_string());
    }
    const NAMES: [(&str, char); 48] = [
        ("space", ' '),
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("period", '.'),
        ("comma", ','),
        ("colon", ':'),
        ("semicolon", ';'),
        ("hyphen", '-'),
        ("minus", '-'),
        ("plus", '+'),
        ("equal", '='),
        ("less", '<'),
        ("greater", '>'),
        ("lessequal", '≤'),
        ("greaterequal", '≥'),
        ("percent", '%'),
        ("perthousand", '‰'),
        ("slash", '/'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("bracketleft", '['),
        ("bracketright", ']'),
        ("quotedblleft", '“'),
        ("quotedblright", '”'),
        ("quoteleft", '‘'),
        ("quoteright", '’'),
        ("quotedbl", '"'),
        ("quotesingle", '\''),
        ("endash", '–'),
        ("emdash", '—'),
        ("bullet", '•'),
        ("periodcentered", '·'),
        ("degree", '°'),
        ("multiply", '×'),
        ("plusminus", '±'),
        ("asterisk", '*'),
        ("ampersand", '&'),
        ("underscore", '_'),
        ("mu", 'μ'),
        ("numbersign", '#'),
    ];
    let letter = (name.len() == 1).then(|| name.to_owned());
    letter.or_else(|| NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| c.to_string()))
}

/// Characters of the font Symbol that stand in Chinese text.
fn symbol(code: u8) -> String {
    match code {
        0xa3 => "≤".to_owned(),
        0xb3 => "≥".to_owned(),
        0xb1 => "±".to_owned(),
        0xb4 => "×".to_owned(),
        0xb7 => "•".to_owned(),
        0x6d => "μ".to_owned(),
        0x20..=0x40 => char::from(code).to_string(),
        _ => String::new(),
    }
}
