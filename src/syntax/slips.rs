//! Slips of the keyboard that YAML cannot forgive: full-width colons after keys, tabs and full-width
//! spaces as indentation, characters that nobody sees.
//!
//! Takes lines that the parser failed at; gives what to put in their place.
//! Never looks into text blocks and quotes: what stands there is text.

use std::borrow::Cow;
use std::ops::Range;

use super::copy::Copy;
use super::layout::{
    DASHES, columns, entry_start, indentation, is_blank, is_identifier, is_invisible, is_odd_space, is_term,
    opens_block,
};
use super::meaning;

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    FullWidthColon,
    WideComma,
    NoSpace,
    /// Only the outline of a form tells that a colon is missing.
    NoColon,
    /// The dash of an item is missing.
    NoDash,
    /// A full-width bar before a text.
    WideBar,
    /// Something stands behind a key that has others below it.
    ValueOfGroup,
    /// A line of explanation without its sign.
    NoHash,
    /// Two keys stand in one line.
    TwoKeys,
    /// The line that names a list is missing before its first item.
    NoHeading,
    /// The line that names a group is missing before its keys.
    NoGroup,
    /// The line with which the first item of a list begins is missing.
    NoItem,
    /// A list is named with the number that stands before it on paper.
    Numbered,
    Tab,
    WideSpace,
    WideDash,
    Invisible,
}

/// A slip: its place in the original, and what belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mend {
    pub(super) range: Range<usize>,
    pub(super) slip: Slip,
    pub(super) with: String,
}

/// How a walk over lines begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Walk {
    /// Whether the first line stands inside braces that were opened above it.
    pub(super) in_braces: bool,
    /// Whether any short word before a full-width colon is taken for a key: on lines that are known to
    /// be wrong.
    pub(super) any_key: bool,
}

/// The slips of some lines of the original.
pub(super) fn slips(copy: &Copy<'_>, lines: Range<usize>, walk: Walk) -> Vec<Mend> {
    let mut found = vec![];
    let mut block: Option<usize> = None;
    let mut quote: Option<char> = None;
    let mut in_braces = walk.in_braces;
    // Where the key of the line above begins: what tabs are to reach.
    let mut beside = 0;
    for number in lines {
        let (line, at) = (copy.words(number), copy.line(number).start);
        if let Some(open) = quote {
            quote = open_quote(line, Some(open));
            continue;
        }
        let indent = indentation(line);
        let bare = line.trim();
        if let Some(outer) = block {
            if bare.is_empty() || columns(&line[..indent]) > outer {
                tabs_before_text(line, at, outer, &mut found);
                continue;
            }
            block = None;
        }
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let tab = tab_width(&line[..indent], beside);
        beside = key_column(line, tab);
        in_braces = LineWalk { tab, ..LineWalk::new(line, at, in_braces, walk.any_key) }.run(&mut found);
        block = opens_block(line).then(|| columns(&line[..indent]));
        quote = open_quote(line, None);
    }
    found
}

/// Columns that a tab stands for: editors show two, four or eight, and whoever typed it saw the line stand below
/// the one above.
fn tab_width(indent: &str, beside: usize) -> usize {
    let tabs = indent.chars().count();
    let only_tabs = tabs > 0 && indent.chars().all(|c| c == '\t');
    [2, 4, 8].into_iter().find(|width| only_tabs && tabs * width == beside).unwrap_or(2)
}

/// The column in which the key of a line begins.
fn key_column(line: &str, tab: usize) -> usize {
    let width = |c: char| match c {
        '\t' => tab,
        '\u{3000}' => 2,
        _ => 1,
    };
    line[..entry_start(line)].chars().map(width).sum()
}

/// Tabs and full-width spaces that indent the text of a block: those up to its edge. What follows
/// them, like the two blanks of a Chinese paragraph, is text.
fn tabs_before_text(line: &str, at: usize, outer: usize, found: &mut Vec<Mend>) {
    let mut column = 0;
    for (offset, c) in line.char_indices().take_while(|(_, c)| is_blank(*c)) {
        if column > outer {
            return;
        }
        column += columns(&line[offset..offset + c.len_utf8()]);
        blank_slip(at + offset, c, 2, found);
    }
}

/// The quote that is still open at the end of a line.
fn open_quote(line: &str, open: Option<char>) -> Option<char> {
    let mut open = open;
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        match (open, c) {
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(quote), c) if c == quote => open = None,
            // A quote opens a value only where one begins: others are part of the words.
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | '：') => open = Some(c),
            (None, '#') if before == ' ' => break,
            _ => {}
        }
        before = c;
    }
    open
}

fn blank_slip(at: usize, c: char, tab: usize, found: &mut Vec<Mend>) {
    let (slip, with) = match c {
        '\t' => (Slip::Tab, &"        "[..tab.min(8)]),
        '\u{3000}' => (Slip::WideSpace, "  "),
        c if is_odd_space(c) => (Slip::Invisible, " "),
        c if is_invisible(c) => (Slip::Invisible, ""),
        _ => return,
    };
    found.push(Mend { range: at..at + c.len_utf8(), slip, with: with.into() });
}

/// The longest key that is looked for, in bytes: what is longer is text, and must not cost time.
const LONGEST_KEY: usize = 64;

/// A walk over one line.
struct LineWalk<'l> {
    line: &'l str,
    /// Byte of the line in the original.
    at: usize,
    /// Where the current key may begin.
    key_start: usize,
    in_braces: bool,
    any_key: bool,
    /// Columns that a tab stands for.
    tab: usize,
    /// Whether the current key has its colon.
    keyed: bool,
    /// All colons of the line, so that they are not searched for again at every comma.
    colons: Vec<usize>,
}

impl<'l> LineWalk<'l> {
    fn new(line: &'l str, at: usize, in_braces: bool, any_key: bool) -> Self {
        let colons = line.match_indices([':', '：']).map(|(at, _)| at).collect();
        LineWalk { line, at, key_start: entry_start(line), in_braces, any_key, tab: 2, keyed: false, colons }
    }

    /// Notes the slips; whether the line ends inside braces.
    fn run(mut self, found: &mut Vec<Mend>) -> bool {
        let start = self.key_start;
        self.margin(start, found);
        let (mut quoted, mut before) = (None, ' ');
        for (offset, c) in self.line[start..].char_indices() {
            match (quoted, c) {
                (Some(quote), c) if c == quote => quoted = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | '：' | ':') => {
                    quoted = Some(c)
                }
                (None, '#') if before == ' ' => break,
                _ => self.step(start + offset, c, found),
            }
            before = c;
        }
        self.in_braces
    }

    /// What stands before the first key: blanks and dashes.
    fn margin(&self, end: usize, found: &mut Vec<Mend>) {
        let mut chars = self.line[..end].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            if !DASHES.contains(&c) {
                blank_slip(self.at + offset, c, self.tab, found);
                continue;
            }
            let mut after = offset + c.len_utf8();
            while let Some((next, blank)) = chars.next_if(|(_, c)| is_blank(*c)) {
                after = next + blank.len_utf8();
            }
            if c != '-' || !self.line[offset + 1..].starts_with(' ') {
                let range = self.at + offset..self.at + after;
                found.push(Mend { range, slip: Slip::WideDash, with: "- ".into() });
            }
        }
    }

    fn step(&mut self, place: usize, c: char, found: &mut Vec<Mend>) {
        let after = place + c.len_utf8();
        match c {
            // Braces count only where a value begins: others stand in running text.
            '{' if matches!(self.key(place).as_deref(), Some("" | "["))
                || self.keyed && self.value_begins(place) =>
            {
                self.in_braces = true;
                self.next_key(after);
            }
            ',' if self.in_braces => self.next_key(after),
            '，' if self.in_braces && self.begins_key(after) => {
                self.note(place..after, Slip::WideComma, ", ", found);
                self.next_key(after);
            }
            '：' if !self.keyed && self.key(place).is_some_and(|key| self.is_key(&key)) => {
                self.note(place..after, Slip::FullWidthColon, ": ", found);
                self.named(place, after, found);
            }
            ':' if !self.keyed => self.colon(place, after, found),
            _ => {}
        }
    }

    fn colon(&mut self, place: usize, after: usize, found: &mut Vec<Mend>) {
        let rest = &self.line[after..];
        let known = self.key(place).is_some_and(|key| is_term(&key) || meaning::by_meaning(&key).is_some());
        if known && !rest.is_empty() && !rest.starts_with(' ') {
            let blanks = &rest[..rest.len() - rest.trim_start_matches(|c| is_blank(c) && c != ' ').len()];
            let slip = if blanks.contains(is_odd_space) { Slip::Invisible } else { Slip::NoSpace };
            self.note(place..after + blanks.len(), slip, ": ", found);
        }
        if known {
            self.named(place, after, found);
        } else {
            self.value(after);
        }
    }

    /// The key before a colon has been recognised: what nobody sees in it goes.
    fn named(&mut self, colon: usize, after: usize, found: &mut Vec<Mend>) {
        for (offset, c) in self.line[self.key_start..colon].char_indices() {
            let at = self.key_start + offset;
            if c != ' ' && !self.margin_holds(at) {
                blank_slip(self.at + at, c, 2, found);
            }
        }
        self.value(after);
    }

    fn margin_holds(&self, at: usize) -> bool {
        at < entry_start(self.line)
    }

    /// The key before a byte without blanks and what nobody sees; `None` where there is too much text for one.
    fn key(&self, end: usize) -> Option<Cow<'l, str>> {
        let words = self.line.get(self.key_start..end).filter(|words| words.len() <= LONGEST_KEY)?;
        let words = words.trim_matches(is_blank);
        Some(if words.contains(is_invisible) {
            words.replace(is_invisible, "").trim_matches(is_blank).to_owned().into()
        } else {
            words.into()
        })
    }

    /// Whether a value starts at a byte: only blanks since the colon.
    fn value_begins(&self, place: usize) -> bool {
        self.line.get(self.key_start..place).is_some_and(|gap| gap.len() <= 8 && gap.trim().is_empty())
    }

    fn is_key(&self, key: &str) -> bool {
        let short = || {
            (2..=10).contains(&key.chars().count())
                && !key.contains(|c: char| c.is_ascii_punctuation() || "，。；、（）“”".contains(c))
        };
        is_term(key) || is_identifier(key) || meaning::by_meaning(key).is_some() || self.any_key && short()
    }

    /// Whether a key and a colon stand right behind a byte.
    fn begins_key(&self, after: usize) -> bool {
        let next = self.colons.partition_point(|colon| *colon < after);
        let Some(&colon) = self.colons.get(next).filter(|colon| **colon - after <= LONGEST_KEY) else {
            return false;
        };
        is_term(self.line[after..colon].trim_matches(|c: char| is_blank(c) || is_invisible(c)))
    }

    fn next_key(&mut self, start: usize) {
        (self.keyed, self.key_start) = (false, start);
    }

    fn value(&mut self, start: usize) {
        (self.keyed, self.key_start) = (true, start);
    }

    fn note(&self, range: Range<usize>, slip: Slip, with: &str, found: &mut Vec<Mend>) {
        found.push(Mend { range: self.at + range.start..self.at + range.end, slip, with: with.into() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, Vec<Slip>) {
        let mut copy = Copy::new(text);
        let found = slips(&copy, 0..copy.lines(), Walk::default());
        for mend in &found {
            copy.edit(mend.range.clone(), mend.with.clone());
        }
        copy.refresh();
        (copy.text, found.into_iter().map(|mend| mend.slip).collect())
    }

    #[test]
    fn slips_are_mended() {
        let (text, kinds) = mended("plan: demo\ntasks：\n\t- id：RW-1\n　　status: x\n");
        assert_eq!(text, "plan: demo\ntasks: \n  - id: RW-1\n    status: x\n");
        assert_eq!(
            kinds,
            [Slip::FullWidthColon, Slip::Tab, Slip::FullWidthColon, Slip::WideSpace, Slip::WideSpace]
        );
        let (text, _) = mended("tasks:\n  - id: a\n\tstatus: x\n\tpercent: 4\n");
        assert_eq!(text, "tasks:\n  - id: a\n    status: x\n    percent: 4\n", "a tab reaches the key above");
        let (text, kinds) = mended("－编号: a\n— 编号:b\n\u{feff}任\u{200b}务：\n-\u{3000}id:\u{a0}c\n");
        assert_eq!(text, "- 编号: a\n- 编号: b\n任务: \n- id: c\n");
        assert_eq!(kinds.iter().filter(|kind| **kind == Slip::WideDash).count(), 3);
        assert!(kinds.contains(&Slip::Invisible) && kinds.contains(&Slip::NoSpace), "{kinds:?}");
    }

    #[test]
    fn text_blocks_quotes_and_paragraph_blanks_are_left_alone() {
        for text in [
            "summary: |\n  进展情况：良好\n  　　第二段，状态：好\n",
            "summary: \"第一行。\n  进展情况：良好。\"\nyear: 2025\n",
            "note: {text: '甲，说明：乙'}\n",
            "note: 甲，说明：乙\n",
        ] {
            assert_eq!(mended(text), (text.to_owned(), vec![]), "{text}");
        }
    }
}
