//! Slips of the keyboard that YAML cannot forgive: full-width colons after keys, tabs and full-width
//! spaces as indentation, quotes that do not close.
//!
//! They are noted and mended in a copy, so that the rest of the file is read in the same run. Places
//! in the copy lead back to the original.

use std::ops::Range;

use super::vocabulary;

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    FullWidthColon,
    WideComma,
    NoSpace,
    Tab,
    WideSpace,
}

/// A copy of the text that a YAML parser has a chance with.
pub(super) struct Repaired {
    pub(super) text: String,
    /// Slips, by their place in the original.
    pub(super) slips: Vec<(Range<u32>, Slip)>,
    /// From which byte of the copy on, how many bytes the original is ahead.
    shifts: Vec<(u32, i64)>,
}

impl Repaired {
    /// The original byte of a byte of the copy.
    pub(super) fn original(&self, byte: u32) -> u32 {
        let after = self.shifts.partition_point(|(from, _)| *from <= byte);
        let shift = after.checked_sub(1).map_or(0, |i| self.shifts[i].1);
        (i64::from(byte) + shift).max(0) as u32
    }

    fn push(&mut self, piece: &str, original_len: usize) {
        let start = self.text.len();
        self.text.push_str(piece);
        let difference = original_len as i64 - piece.len() as i64;
        if difference != 0 {
            let before = self.shifts.last().map_or(0, |(_, shift)| *shift);
            // What stands inside a mended piece leads to its start: the original has other bytes there.
            let inside = (1..piece.len()).map(|ahead| ((start + ahead) as u32, before - ahead as i64));
            self.shifts.extend(inside);
            self.shifts.push((self.text.len() as u32, before + difference));
        }
    }
}

/// Mends the slips of a text. Text blocks (`|`, `>`) are left as they are.
pub(super) fn repair(original: &str) -> Repaired {
    let mut out =
        Repaired { text: String::with_capacity(original.len() + 64), slips: vec![], shifts: vec![] };
    let mut block: Option<usize> = None;
    let mut at = 0usize;
    for line in original.split_inclusive('\n') {
        let indent = indentation(line);
        let blank = line.trim().is_empty();
        if let Some(outer) = block {
            if blank || columns(&line[..indent]) > outer {
                mend_indentation(line, at, indent, &mut out);
                out.push(&line[indent..], line.len() - indent);
                at += line.len();
                continue;
            }
            block = None;
        }
        mend_indentation(line, at, indent, &mut out);
        mend_colon(line, at, indent, &mut out);
        if opens_block(line) {
            block = Some(columns(&line[..indent]));
        }
        at += line.len();
    }
    out
}

/// Bytes of white space at the start of a line, of any kind.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '\u{3000}']).len()
}

/// Columns that an indentation stands for: tabs and full-width spaces as two.
fn columns(indent: &str) -> usize {
    indent.chars().map(|c| if c == ' ' { 1 } else { 2 }).sum()
}

fn opens_block(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let head = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let head = head.strip_suffix(['|', '>']);
    head.is_some_and(|head| head.ends_with([' ', '：']) || head.ends_with(':'))
}

fn mend_indentation(line: &str, at: usize, indent: usize, out: &mut Repaired) {
    let blank = line.trim().is_empty();
    for (offset, c) in line[..indent].char_indices() {
        let slip = match c {
            '\t' => Slip::Tab,
            '\u{3000}' => Slip::WideSpace,
            _ => {
                out.push(" ", 1);
                continue;
            }
        };
        let start = (at + offset) as u32;
        if !blank && !out.slips.iter().any(|(range, kind)| *kind == slip && range.end == start) {
            out.slips.push((start..start + c.len_utf8() as u32, slip));
        } else if let Some((range, _)) = out.slips.last_mut().filter(|_| !blank) {
            range.end = start + c.len_utf8() as u32;
        }
        out.push("  ", c.len_utf8());
    }
}

/// `状态：已完成` → `状态: 已完成`, where what stands before the colon is a key of the vocabulary; the same
/// for a colon without a space, and inside braces for full-width commas. Others belong to the text.
fn mend_colon(line: &str, at: usize, indent: usize, out: &mut Repaired) {
    let body = &line[indent..];
    let key_start = indent + body.len() - body.trim_start_matches(['-', ' ']).len();
    let mut scan = Scan { line, at, done: indent, key_start, in_braces: false, keyed: false };
    let mut quoted = false;
    for (offset, c) in line[key_start..].char_indices() {
        quoted ^= c == '"';
        if !quoted {
            scan.step(key_start + offset, c, out);
        }
    }
    out.push(&line[scan.done..], line.len() - scan.done);
}

/// A walk over one line.
struct Scan<'l> {
    line: &'l str,
    /// Byte of the line in the text.
    at: usize,
    /// Bytes that are in the copy already.
    done: usize,
    /// Where the current key may begin.
    key_start: usize,
    in_braces: bool,
    /// Whether the current key has its colon.
    keyed: bool,
}

impl Scan<'_> {
    fn step(&mut self, place: usize, c: char, out: &mut Repaired) {
        let after = place + c.len_utf8();
        let key = self.line.get(self.key_start..place).unwrap_or("").trim();
        let rest = &self.line[after..];
        match c {
            // Braces count only where a value begins: others stand in running text.
            '{' if key.is_empty() || key == "[" => {
                self.in_braces = true;
                self.next_key(after);
            }
            ',' if self.in_braces => self.next_key(after),
            '，' if self.in_braces && begins_key(rest) => {
                self.slip(place..after, Slip::WideComma, ", ", out);
                self.next_key(after);
            }
            '：' if !self.keyed && is_key(key) => {
                self.slip(place..after, Slip::FullWidthColon, ": ", out);
                self.value(after);
            }
            ':' if !self.keyed => {
                if is_term(key) && !rest.is_empty() && !rest.starts_with([' ', '\n']) {
                    let wide = rest.len() - rest.trim_start_matches('\u{3000}').len();
                    self.slip(place..after + wide, Slip::NoSpace, ": ", out);
                }
                self.value(after);
            }
            _ => {}
        }
    }

    fn next_key(&mut self, start: usize) {
        (self.keyed, self.key_start) = (false, start);
    }

    fn value(&mut self, start: usize) {
        (self.keyed, self.key_start) = (true, start);
    }

    fn slip(&mut self, range: Range<usize>, kind: Slip, with: &str, out: &mut Repaired) {
        out.push(&self.line[self.done..range.start], range.start - self.done);
        out.slips.push(((self.at + range.start) as u32..(self.at + range.end) as u32, kind));
        out.push(with, range.len());
        self.done = range.end;
    }
}

/// Whether a piece of a line starts with a key and a colon.
fn begins_key(rest: &str) -> bool {
    rest.find([':', '：']).is_some_and(|colon| is_term(rest[..colon].trim()))
}

/// A key of the vocabulary.
fn is_term(word: &str) -> bool {
    vocabulary::KEYS.iter().any(|(key, term)| *key == word || *term == word)
}

fn is_key(word: &str) -> bool {
    is_term(word) || (word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

/// The line to blame for a grammar fault that the parser noticed at `at`, as a range without its end.
pub(super) fn guilty_line(text: &str, at: usize) -> Range<usize> {
    let at = floor(text, at);
    if let Some(line) = still_open(text, at) {
        return line;
    }
    let line = line_at(text, at);
    let own = &text[line.clone()];
    if own.trim().is_empty() || (own.matches(": ").count() < 2 && at == line.start + indentation(own)) {
        // The parser stands at the start of a line that is fine: the line before it lacks something.
        if let Some(before) = previous_line(text, line.start) {
            let words = text[before.clone()].trim();
            if own.trim().is_empty() || !(words.contains(": ") || words.ends_with(':') || words == "-") {
                return before;
            }
        }
    }
    line
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

fn previous_line(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start.checked_sub(1)?;
    loop {
        let line = line_at(text, end);
        if !text[line.clone()].trim().is_empty() {
            return Some(line);
        }
        end = line.start.checked_sub(1)?;
    }
}

/// The line that opened a quote or a bracket which is still open where the parser gave up: a parser
/// notices only at the next quote or colon, which may be far below.
fn still_open(text: &str, at: usize) -> Option<Range<usize>> {
    let (mut quote, mut brackets): (Option<Range<usize>>, Vec<Range<usize>>) = (None, vec![]);
    for (line, in_block) in lines(text) {
        if line.start > at {
            break;
        }
        let words = &text[line.clone()];
        if in_block {
            continue;
        }
        if has_odd_quotes(words) {
            quote = if quote.is_some() { None } else { Some(line.clone()) };
        }
        let net = open_brackets(words, !brackets.is_empty());
        for _ in 0..net {
            brackets.push(line.clone());
        }
        for _ in net..0 {
            brackets.pop();
        }
    }
    quote.or_else(|| brackets.pop())
}

/// The lines of a text without their ends, and whether each belongs to a text block.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let (mut start, mut block): (usize, Option<usize>) = (0, None);
    text.split_inclusive('\n').map(move |line| {
        let indent = indentation(line);
        let range = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        if let Some(outer) = block
            && (line.trim().is_empty() || columns(&line[..indent]) > outer)
        {
            return (range, true);
        }
        block = opens_block(line).then(|| columns(&line[..indent]));
        (range, false)
    })
}

/// Whether a line has an odd number of double quotes, or a value that opens a single one for good.
pub(super) fn has_odd_quotes(line: &str) -> bool {
    let doubles = line.replace("\\\"", "").matches('"').count();
    let value = value_of(line);
    // An apostrophe inside a word is none of our business.
    let single = value.starts_with('\'') && value.matches('\'').count() % 2 == 1;
    doubles % 2 == 1 || single
}

/// What stands after the key or the dash.
fn value_of(line: &str) -> &str {
    let bare = line.trim().trim_start_matches("- ");
    match bare.split_once(": ") {
        // `{a: b}` in a list has its first colon inside.
        Some((key, value)) if !key.starts_with(['{', '[', '"', '\'']) => value.trim(),
        _ => bare,
    }
}

/// How many more brackets a line opens than it closes; brackets in running text do not count.
fn open_brackets(line: &str, inside: bool) -> i32 {
    if !inside && !value_of(line).starts_with(['{', '[']) {
        return 0;
    }
    let (mut net, mut quoted) = (0, false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => net += 1,
            '}' | ']' if !quoted => net -= 1,
            _ => {}
        }
    }
    net
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_places_lead_back() {
        let text = "plan: demo\ntasks：\n\t- id：RW-1\n　　status: x\n";
        let repaired = repair(text);
        assert_eq!(repaired.text, "plan: demo\ntasks: \n  - id: RW-1\n    status: x\n");
        let kinds: Vec<Slip> = repaired.slips.iter().map(|(_, slip)| *slip).collect();
        assert_eq!(kinds, [Slip::FullWidthColon, Slip::Tab, Slip::FullWidthColon, Slip::WideSpace]);
        let copy = repaired.text.find("RW-1").expect("there") as u32;
        assert_eq!(repaired.original(copy), text.find("RW-1").expect("there") as u32);
        let copy = repaired.text.find("status").expect("there") as u32;
        assert_eq!(repaired.original(copy), text.find("status").expect("there") as u32);
    }

    #[test]
    fn text_blocks_keep_their_colons() {
        let text = "summary: |\n  进展情况：良好\n  \tx\nyear: 2025\n";
        let repaired = repair(text);
        assert!(repaired.slips.iter().all(|(_, slip)| *slip != Slip::FullWidthColon));
        assert!(repaired.text.contains("进展情况：良好"));
    }
}
