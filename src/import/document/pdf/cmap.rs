//! CMaps: which bytes are one code, and what a code means.
//!
//! Takes the text of a CMap, or its name; gives codes, and their characters or numbers of glyphs.
//! Never follows a chain of CMaps and never keeps more than [`MOST`] entries.

use std::collections::BTreeMap;

/// Entries of one CMap; Chinese fonts have some 30,000.
const MOST: usize = 80_000;

/// A CMap of a PDF, for codes to characters (ToUnicode) or to glyphs (Encoding).
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Lengths of codes in bytes, by their first byte's range.
    spaces: Vec<(usize, u32, u32)>,
    /// First code → last code and what the first one means.
    texts: BTreeMap<u32, (u32, String)>,
    glyphs: BTreeMap<u32, (u32, u32)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Number(u32),
    Word(&'a [u8]),
    Open,
    Close,
}

impl CMap {
    pub(super) fn read(data: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut tokens = Tokens { data };
        let mut block: Vec<Token<'_>> = vec![];
        while let Some(token) = tokens.next() {
            let Token::Word(word) = &token else {
                if block.len() < MOST * 3 {
                    block.push(token);
                }
                continue;
            };
            match *word {
                b"endcodespacerange" => map.read_spaces(&block),
                b"endbfchar" => map.read_chars(&block),
                b"endbfrange" => map.read_ranges(&block),
                b"endcidchar" | b"endcidrange" => map.read_glyphs(&block, *word == b"endcidrange"),
                _ => {}
            }
            block.clear();
        }
        map
    }

    fn full(&self) -> bool {
        self.texts.len() + self.glyphs.len() >= MOST
    }

    fn read_spaces(&mut self, block: &[Token<'_>]) {
        for pair in block.chunks(2) {
            if let [Token::Hex(low), Token::Hex(high)] = pair
                && (1..=4).contains(&low.len())
                && self.spaces.len() < 100
            {
                self.spaces.push((low.len(), code(low), code(high)));
            }
        }
    }

    fn read_chars(&mut self, block: &[Token<'_>]) {
        for pair in block.chunks(2) {
            if let [Token::Hex(from), Token::Hex(to)] = pair
                && !self.full()
            {
                self.texts.insert(code(from), (code(from), utf16(to)));
            }
        }
    }

    fn read_ranges(&mut self, block: &[Token<'_>]) {
        let mut rest = block;
        while let [Token::Hex(low), Token::Hex(high), tail @ ..] = rest {
            let (low, high) = (code(low), code(high));
            match tail {
                [Token::Hex(to), tail @ ..] => {
                    if !self.full() {
                        self.texts.insert(low, (high, utf16(to)));
                    }
                    rest = tail;
                }
                [Token::Open, tail @ ..] => {
                    let end = tail.iter().position(|t| *t == Token::Close).unwrap_or(tail.len());
                    for (at, item) in (low..=high).zip(tail.iter().take(end)) {
                        if let Token::Hex(to) = item
                            && !self.full()
                        {
                            self.texts.insert(at, (at, utf16(to)));
                        }
                    }
                    rest = tail.get(end + 1..).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    fn read_glyphs(&mut self, block: &[Token<'_>], ranges: bool) {
        for item in block.chunks(if ranges { 3 } else { 2 }) {
            let (low, high, to) = match item {
                [Token::Hex(low), Token::Hex(high), Token::Number(to)] => (low, high, to),
                [Token::Hex(code), Token::Number(to)] => (code, code, to),
                _ => return,
            };
            if !self.full() {
                self.glyphs.insert(code(low), (code(high), *to));
            }
        }
    }

    /// The characters of a code; the last character of a range counts on.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (low, (high, text)) = self.texts.range(..=code).next_back()?;
        let ahead = code - low;
        if code > *high || ahead == 0 {
            return (ahead == 0).then(|| text.clone());
        }
        let last = text.chars().next_back()?;
        let start = &text[..text.len() - last.len_utf8()];
        Some(format!("{start}{}", char::from_u32(u32::from(last).checked_add(ahead)?)?))
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (low, (high, to)) = self.glyphs.range(..=code).next_back()?;
        (code <= *high).then(|| to.saturating_add(code - low))
    }

    /// How many bytes make the code at the beginning; 2 where the map does not say.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let fits = |(length, low, high): &&(usize, u32, u32)| {
            let Some(own) = bytes.get(..*length) else { return false };
            // Each byte lies between those of the limits.
            own.iter().enumerate().all(|(at, byte)| {
                let shift = 8 * (length - 1 - at) as u32;
                (low >> shift & 0xff..=high >> shift & 0xff).contains(&u32::from(*byte))
            })
        };
        self.spaces.iter().find(fits).map_or(2, |(length, ..)| *length)
    }
}

/// The number of a code's bytes.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// Text in UTF-16, big end first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [one] => u16::from(*one),
        _ => 0,
    });
    char::decode_utf16(units.take(64)).flatten().filter(|c| *c != '\0').collect()
}

struct Tokens<'a> {
    data: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.data.iter().position(|b| !b.is_ascii_whitespace() && *b != 0)?;
            self.data = self.data.get(start..)?;
            let first = *self.data.first()?;
            match first {
                b'%' => {
                    let end = self.data.iter().position(|b| *b == b'\n' || *b == b'\r');
                    self.data = self.data.get(end.unwrap_or(self.data.len())..)?;
                }
                b'<' if self.data.get(1) != Some(&b'<') => return Some(self.hex()),
                b'[' | b']' => {
                    self.data = self.data.get(1..)?;
                    return Some(if first == b'[' { Token::Open } else { Token::Close });
                }
                b'<' | b'>' | b'(' | b')' | b'{' | b'}' => self.data = self.data.get(1..)?,
                _ => return Some(self.word()),
            }
        }
    }

    fn hex(&mut self) -> Token<'a> {
        let end = self.data.iter().position(|b| *b == b'>').unwrap_or(self.data.len());
        let digits: Vec<u8> =
            self.data[..end].iter().filter_map(|b| char::from(*b).to_digit(16).map(|d| d as u8)).collect();
        self.data = self.data.get(end + 1..).unwrap_or_default();
        Token::Hex(
            digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect(),
        )
    }

    fn word(&mut self) -> Token<'a> {
        let ends = |(at, b): (usize, &u8)| {
            (at > 0 && (b.is_ascii_whitespace() || b"<>[](){}/%".contains(b))).then_some(at)
        };
        let end = self.data.iter().enumerate().find_map(ends).unwrap_or(self.data.len());
        let (word, rest) = self.data.split_at(end);
        self.data = rest;
        match std::str::from_utf8(word).ok().and_then(|text| text.parse().ok()) {
            Some(number) => Token::Number(number),
            None => Token::Word(word),
        }
    }
}
