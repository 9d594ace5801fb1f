//! RTF, also under the names .doc and .wps.
//!
//! Takes the bytes of a file; gives paragraphs with their printed numbers, and tables.
//! Never keeps what is no text: pictures, headers, styles, deleted words.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

use super::Document;
use super::edges::{Edge, Rows};
use super::flow::Flow;

/// Groups inside of groups.
const DEEPEST: usize = 1_000;
/// Cells of one row.
const MOST_CELLS: usize = 64;

/// Groups that are no text of the document.
const SILENT: [&str; 26] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "nonshppict",
    "xmlnstbl",
    "filetbl",
    "revtbl",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "bkmkstart",
    "atnid",
];

/// Whether a file is RTF.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads an RTF file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Document {
    let mut reader = Reader {
        bytes,
        at: 0,
        group: Group { silent: false, fonts: false, unicode_skip: 1, encoding: WINDOWS_1252 },
        saved: vec![],
        usual: WINDOWS_1252,
        fonts: BTreeMap::new(),
        font: 0,
        pending: vec![],
        skip: 0,
        star: false,
        out: Out::default(),
    };
    reader.run();
    reader.flush();
    reader.out.finish(name)
}

#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    /// The table of fonts: it tells their encodings.
    fonts: bool,
    /// Bytes that stand for a Unicode character in older readers.
    unicode_skip: usize,
    encoding: &'static Encoding,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    group: Group,
    saved: Vec<Group>,
    usual: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
    /// Bytes that are not decoded yet.
    pending: Vec<u8>,
    skip: usize,
    /// `\*` stood before: a reader that does not know the group leaves it out.
    star: bool,
    out: Out,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.next() {
            match byte {
                b'{' => {
                    self.flush();
                    if self.saved.len() < DEEPEST {
                        self.saved.push(self.group);
                    }
                }
                b'}' => {
                    self.flush();
                    self.group = self.saved.pop().unwrap_or(self.group);
                    self.star = false;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(byte),
            }
        }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.group.silent && !self.group.fonts {
            self.pending.push(byte);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let text = self.group.encoding.decode_without_bom_handling(&self.pending).0;
            self.out.text.push_str(&text);
            self.pending.clear();
        }
    }

    fn control(&mut self) {
        let Some(first) = self.next() else { return };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let hex = self.bytes.get(self.at..self.at + 2).and_then(|h| std::str::from_utf8(h).ok());
                    self.at += 2;
                    self.byte(hex.and_then(|h| u8::from_str_radix(h, 16).ok()).unwrap_or(b' '));
                }
                b'*' => self.star = true,
                b'~' => self.byte(b' '),
                b'_' => self.byte(b'-'),
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\r' | b'\n' => self.word("par", None),
                _ => {}
            }
            return;
        }
        let start = self.at - 1;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let long = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(rest.get(..long).unwrap_or_default()).into_owned();
        let rest = rest.get(long..).unwrap_or_default();
        let digits = rest
            .iter()
            .enumerate()
            .take(11)
            .take_while(|(at, b)| b.is_ascii_digit() || (*at == 0 && **b == b'-'))
            .count();
        let number =
            std::str::from_utf8(rest.get(..digits).unwrap_or_default()).ok().and_then(|n| n.parse().ok());
        self.at = start + long + digits;
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "bin" {
            self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return;
        }
        let starred = std::mem::take(&mut self.star);
        if SILENT.contains(&word) || (starred && word != "shptxt") {
            self.flush();
            self.group.silent = true;
        }
        if word == "fonttbl" {
            self.group.fonts = true;
        }
        if self.group.fonts || self.group.silent || self.encoding(word, number) {
            self.font_table(word, number);
            return;
        }
        if word == "u" {
            self.flush();
            let unit = number.unwrap_or(0) as u16;
            self.out.unit(unit);
            self.skip = self.group.unicode_skip;
            return;
        }
        self.flush();
        self.out.word(word, number);
    }

    /// Words that change how bytes are read.
    fn encoding(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "ansicpg" => {
                self.usual = code_page(number.unwrap_or(0));
                self.flush();
                self.group.encoding = self.usual;
            }
            "uc" => self.group.unicode_skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "f" | "af" => {
                self.flush();
                let usual = self.usual;
                self.group.encoding = number.and_then(|f| self.fonts.get(&f).copied()).unwrap_or(usual);
            }
            "plain" => {
                self.flush();
                self.group.encoding = self.usual;
                self.out.hidden = false;
            }
            _ => return false,
        }
        true
    }

    fn font_table(&mut self, word: &str, number: Option<i32>) {
        if !self.group.fonts {
            return;
        }
        match (word, number) {
            ("f", Some(font)) => self.font = font,
            ("fcharset", Some(set)) if self.fonts.len() < 10_000 => {
                let encoding = match set {
                    134 => GBK,
                    136 => BIG5,
                    128 => SHIFT_JIS,
                    _ => self.usual,
                };
                self.fonts.insert(self.font, encoding);
            }
            _ => {}
        }
    }
}

/// A place on paper, in twentieths of a point.
fn place(number: Option<i32>) -> i32 {
    number.unwrap_or(0).clamp(-100_000, 100_000)
}

fn code_page(number: i32) -> &'static Encoding {
    match number {
        936 | 54936 => GBK,
        950 => BIG5,
        932 => SHIFT_JIS,
        65001 => encoding_rs::UTF_8,
        _ => WINDOWS_1252,
    }
}

/// What was read.
#[derive(Default)]
struct Out {
    flow: Flow,
    text: String,
    /// The first half of a character of two units.
    half: Option<u16>,
    rows: Rows,
    edges: Vec<Edge>,
    edge: Edge,
    in_table: bool,
    in_row: bool,
    heading: Option<u8>,
    hidden: bool,
}

impl Out {
    fn unit(&mut self, unit: u16) {
        let units = self.half.take().into_iter().chain([unit]);
        for c in char::decode_utf16(units) {
            match c {
                Ok(c) => self.text.push(c),
                Err(_) if (0xd800..0xdc00).contains(&unit) => self.half = Some(unit),
                Err(_) => {}
            }
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" | "page" => self.paragraph(),
            "line" => self.text.push(' '),
            "tab" => self.text.push('\t'),
            "emdash" => self.text.push('—'),
            "endash" => self.text.push('–'),
            "lquote" => self.text.push('‘'),
            "rquote" => self.text.push('’'),
            "ldblquote" => self.text.push('“'),
            "rdblquote" => self.text.push('”'),
            "bullet" => self.text.push('•'),
            "pard" => (self.in_table, self.heading) = (false, None),
            "intbl" => self.in_table = true,
            "outlinelevel" => {
                self.heading = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n < 9).map(|n| n + 1);
            }
            _ => self.table_word(word, number),
        }
    }

    fn table_word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "trowd" => {
                self.edges.clear();
                self.edge = Edge::default();
            }
            "trleft" => self.edge.left = place(number),
            "clmrg" => self.edge.beside = true,
            "clvmrg" => self.edge.above = true,
            "cellx" if self.edges.len() < MOST_CELLS => {
                self.edge.right = place(number);
                self.edges.push(self.edge);
                self.edge = Edge { left: self.edge.right, ..Edge::default() };
            }
            "cell" => {
                let text = std::mem::take(&mut self.text);
                self.rows.text(text.trim());
                self.rows.end_cell();
                self.in_row = true;
            }
            "nestcell" => self.text.push(' '),
            "row" => {
                self.rows.end_row(&self.edges);
                self.in_row = false;
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.in_table || self.in_row {
            self.rows.text(text.trim());
        } else {
            std::mem::take(&mut self.rows).write(&mut self.flow);
            self.flow.paragraph(&text, self.heading);
        }
    }

    fn finish(mut self, name: &str) -> Document {
        self.in_row = false;
        self.in_table = false;
        self.paragraph();
        self.flow.finish(name)
    }
}
