//! What a form means by its keys where its indentation says something else.
//!
//! Takes the lines of a text; gives the parts they belong to, by the table of [`nesting`](super::nesting).
//! Never changes anything: where lines are to stand is worked out in [`align`](super::align).

use std::collections::BTreeSet;
use std::ops::Range;

use super::commented::SAID_BY_FORMS;
use super::copy::Copy;
use super::layout::{DASHES, WIDE_BARS, columns, entry, entry_start, indentation, is_blank, opens_block};
use super::nesting::{Level, SUBMISSION, named_lists};
use super::paragraph::is_signed;
use super::slips::Slip;

/// A line with a key, or an item of a list without one, and the lines of text below it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) line: usize,
    /// Column of its key; of an item without one, behind its dash.
    pub(super) column: usize,
    /// Column of its dash, if it has one.
    pub(super) dash: Option<usize>,
    /// The lines of its text block.
    pub(super) texts: Vec<usize>,
    /// Whether it is in place only by what it says: it was read as the text of the line above.
    pub(super) swallowed: bool,
}

/// Lines whose keys stand beside each other.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) level: &'static Level,
    /// The part and its member below which this one stands.
    pub(super) parent: Option<(usize, usize)>,
    pub(super) members: Vec<Member>,
    pub(super) keys: BTreeSet<String>,
}

impl Part {
    pub(super) fn column(&self) -> Option<usize> {
        let free = self.members.iter().find(|member| member.dash.is_none());
        free.or(self.members.first()).map(|member| member.column)
    }
}

/// The parts of a form, outer ones first.
pub(super) struct Outline {
    pub(super) parts: Vec<Part>,
    pub(super) edits: Vec<Edit>,
}

/// What is to be put in place of some bytes of a line, once it is known what the line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) line: usize,
    pub(super) range: Range<usize>,
    pub(super) with: String,
    pub(super) slip: Slip,
}

/// Times that a form is gone through for keys that stand in a text.
const MAX_SWALLOWED: usize = 8;

/// Reads the outline of a submission.
pub(super) fn outline(copy: &Copy<'_>) -> Outline {
    let (mut forced, named) = (BTreeSet::new(), named_lists(copy));
    loop {
        let mut walk = Walk::new(copy, &forced, &named);
        walk.run();
        let missed = |part: usize, key: &str| !walk.parts[part].keys.contains(key);
        let next = walk.doubtful.iter().find(|(_, part, key)| missed(*part, key)).map(|(line, ..)| *line);
        let (parts, edits) = (walk.parts, walk.edits);
        match next.filter(|_| forced.len() < MAX_SWALLOWED) {
            Some(line) => forced.insert(line),
            None => return Outline { parts, edits },
        };
    }
}

/// A part that is open, or a list that has no item yet.
pub(super) struct Open {
    pub(super) level: &'static Level,
    pub(super) part: Option<usize>,
    pub(super) parent: Option<(usize, usize)>,
}

/// A text block: whose it is, the column of that key, and of its first line.
struct Block {
    of: (usize, usize),
    outer: usize,
    first: Option<usize>,
}

/// A line with a key or a dash.
pub(super) struct Written<'t> {
    pub(super) line: usize,
    pub(super) words: &'t str,
    pub(super) key: &'t str,
    pub(super) value: &'t str,
    pub(super) column: usize,
    pub(super) dash: Option<usize>,
}

pub(super) struct Walk<'c, 't> {
    pub(super) copy: &'c Copy<'t>,
    forced: &'c BTreeSet<usize>,
    /// The lists that some line of the text names.
    pub(super) named: &'c BTreeSet<&'static str>,
    pub(super) parts: Vec<Part>,
    pub(super) stack: Vec<Open>,
    block: Option<Block>,
    quote: Option<char>,
    brackets: i32,
    edits: Vec<Edit>,
    /// Lines of text that look like keys: the part that would have them, and the key.
    doubtful: Vec<(usize, usize, String)>,
}

impl<'c, 't> Walk<'c, 't> {
    fn new(copy: &'c Copy<'t>, forced: &'c BTreeSet<usize>, named: &'c BTreeSet<&'static str>) -> Self {
        let root = Part { level: &SUBMISSION, parent: None, members: vec![], keys: BTreeSet::new() };
        Walk {
            copy,
            forced,
            named,
            parts: vec![root],
            stack: vec![Open { level: &SUBMISSION, part: Some(0), parent: None }],
            block: None,
            quote: None,
            brackets: 0,
            edits: vec![],
            doubtful: vec![],
        }
    }

    fn run(&mut self) {
        for line in 0..self.copy.lines() {
            let words = self.copy.words(line);
            let bare = words.trim_matches(is_blank);
            if let Some(open) = self.quote {
                self.quote = still_quoted(words, Some(open));
            } else if self.brackets > 0 {
                self.brackets += net_brackets(words);
            } else if !bare.trim().is_empty() && !bare.starts_with('#') && !self.is_text(line, words) {
                self.block = None;
                self.line(line, words);
            }
        }
    }

    /// Whether a line is text of the block that is open.
    fn is_text(&mut self, line: usize, words: &'t str) -> bool {
        let Some(block) = &self.block else { return false };
        let (of, outer, first) = (block.of, block.outer, block.first);
        let column = columns(&words[..indentation(words)]);
        let found = self.written(line, words).filter(|found| !found.key.is_empty());
        let home = found.as_ref().and_then(|found| self.home(found));
        if home.is_none() && explains(words) && column <= outer {
            return false;
        }
        if found.as_ref().is_some_and(|found| self.lost_heading(found).is_some())
            || column <= outer && self.heading(words).is_some()
        {
            return false;
        }
        if let (Some(found), Some((_, part, set))) = (&found, home) {
            let swallowed = self.forced.contains(&line);
            // A full-width colon stands in sentences: only what nothing follows is a key for sure.
            let after = &found.words[found.words.len() - found.words.trim_start().len()..];
            let narrow =
                after.split_once([':', '：']).is_some_and(|(key, _)| after[key.len()..].starts_with(':'));
            let opens = found.value.is_empty() || opens_block(words);
            let sure = narrow && (found.value.is_empty() || after.contains(": ")) || opens;
            let less = first.is_some_and(|first| column < first);
            if column <= outer || swallowed || less && sure && !set {
                return false;
            }
            if narrow && sure && !set {
                let key = self.parts[part].level.accepts(found.key).unwrap_or_default().to_owned();
                self.doubtful.push((line, part, key));
            }
        }
        if let Some(block) = &mut self.block {
            block.first.get_or_insert(column);
        }
        self.parts[of.0].members[of.1].texts.push(line);
        true
    }

    /// What a line is as an entry: its key, whichever colon it has.
    pub(super) fn written(&self, line: usize, words: &'t str) -> Option<Written<'t>> {
        let (indent, start) = (indentation(words), entry_start(words));
        let dash = words[indent..].starts_with(DASHES) && start > indent;
        let column = columns(&words[..indent]);
        let width = || {
            // What is no dash with a blank is going to be one.
            let plain = words[indent..].starts_with("- ");
            if plain { columns(&words[indent..start]) } else { 2 }
        };
        let found = entry(words);
        let item = Written {
            line,
            words,
            key: "",
            value: "",
            column: column + if dash { width() } else { 0 },
            dash: dash.then_some(column),
        };
        match found {
            Some(found) if !words[start..].starts_with(['{', '[', '"', '\'']) => {
                Some(Written { key: found.key, value: found.value, ..item })
            }
            _ => dash.then_some(item),
        }
    }

    /// Where a line belongs: the place in the stack, the part, and whether the key stands there already.
    pub(super) fn home(&self, found: &Written<'_>) -> Option<(usize, usize, bool)> {
        if found.dash.is_some() {
            let lists = self.stack.iter().enumerate().rev().filter(|(_, open)| open.level.list);
            let (at, open) = lists.into_iter().find(|(_, open)| open.level.accepts(found.key).is_some())?;
            return Some((at, open.part.or(open.parent.map(|(part, _)| part))?, false));
        }
        let fits = |at: usize| {
            let open = &self.stack[at];
            let (part, key) = (open.part?, open.level.accepts(found.key)?);
            let set = self.parts[part].keys.contains(key);
            let below = open.parent.map_or(0, |(part, member)| self.parts[part].members[member].column + 2);
            let away = self.parts[part].column().unwrap_or(below).abs_diff(found.column);
            let exact = away == 0 && !self.parts[part].members.is_empty();
            Some(((!exact && set, !exact, away), (at, part, set)))
        };
        let all = (0..self.stack.len()).rev().filter_map(fits);
        all.min_by_key(|(rank, _)| *rank).map(|(_, home)| home)
    }

    fn line(&mut self, line: usize, words: &'t str) {
        let found = self.written(line, words);
        if let Some(list) = found.as_ref().and_then(|found| self.lost_heading(found)) {
            self.begin_list(list, line, found.as_ref().is_some_and(|found| !found.key.is_ascii()));
        }
        if explains(words) && found.as_ref().and_then(|found| self.home(found)).is_none() {
            let indent = indentation(words);
            return self.edit(line, indent..indent, "# ", Slip::NoHash);
        }
        if self.numbered(line, words) {
            return;
        }
        let Some(found) = found.filter(|found| !found.key.is_empty()) else {
            if !self.without_colon(line, words)
                && let Some(item) = self.written(line, words)
            {
                self.bare_item(&item);
            }
            return;
        };
        let dash = self.lost_dash(&found).map(|at| (at, Slip::NoDash));
        if let Some(lost) = dash.or_else(|| Some((self.lost_item(&found)?, Slip::NoItem))) {
            return self.begin_item(lost, found);
        }
        if let Some(group) = self.lost_group(&found) {
            self.begin_group(group, &found);
        }
        let Some((at, ..)) = self.home(&found) else { return self.follow(&found) };
        self.put(at, &found);
        self.follow(&found);
    }

    pub(super) fn edit(&mut self, line: usize, range: Range<usize>, with: &str, slip: Slip) {
        self.edits.push(Edit { line, range, with: with.to_owned(), slip });
    }

    /// An item without keys of its own: in braces, or words alone.
    fn bare_item(&mut self, found: &Written<'t>) {
        let dash = found.dash.unwrap_or_default();
        let away = |open: &Open| match open.part {
            Some(part) => self.parts[part].members[0].dash.unwrap_or_default().abs_diff(dash),
            None => 0,
        };
        let lists = self.stack.iter().enumerate().rev().filter(|(_, open)| open.level.list);
        if let Some((at, _)) = lists.min_by_key(|(_, open)| away(open)) {
            self.put(at, found);
        }
        let inside = &found.words[entry_start(found.words)..];
        if inside.starts_with(['{', '[']) {
            self.brackets = net_brackets(inside).max(0);
        }
    }

    /// Puts a line into a part, and opens what stands below it.
    pub(super) fn put(&mut self, at: usize, found: &Written<'t>) {
        self.stack.truncate(at + 1);
        let (level, parent) = (self.stack[at].level, self.stack[at].parent);
        if found.dash.is_some() {
            self.parts.push(Part { level, parent, members: vec![], keys: BTreeSet::new() });
            self.stack[at].part = Some(self.parts.len() - 1);
        }
        let Some(part) = self.stack[at].part else { return };
        let key = level.accepts(found.key).unwrap_or_default();
        self.parts[part].keys.insert(key.to_owned());
        let swallowed = self.forced.contains(&found.line);
        let (line, column, dash) = (found.line, found.column, found.dash);
        self.parts[part].members.push(Member { line, column, dash, texts: vec![], swallowed });
        let member = (part, self.parts[part].members.len() - 1);
        if opens_block(found.words) || is_signed(found.key, found.value) {
            self.block = Some(Block { of: member, outer: column, first: None });
        }
        let mut empty = found.value.is_empty() || found.value.starts_with('#');
        if let Some(start) = self.value_start(found) {
            let end = start + found.value.len();
            if opens_block(found.words) && found.value.starts_with(WIDE_BARS) {
                self.edit(line, start..end, "|", Slip::WideBar);
            } else if level.below(key).is_some_and(|below| self.is_group(found, below)) {
                self.edit(line, start..end, "", Slip::ValueOfGroup);
                empty = true;
            } else {
                self.second_key(found, part, start);
            }
        }
        if let Some(below) = level.below(key).filter(|_| empty) {
            let part = (!below.list).then_some(self.parts.len());
            if !below.list {
                let parent = Some(member);
                self.parts.push(Part { level: below, parent, members: vec![], keys: BTreeSet::new() });
            }
            self.stack.push(Open { level: below, part, parent: Some(member) });
        }
    }

    /// What a value leaves open over the end of its line.
    pub(super) fn follow(&mut self, found: &Written<'t>) {
        // Running text goes on in the lines below it, whatever it begins with.
        if is_signed(found.key, found.value) {
            return;
        }
        if found.value.starts_with(['{', '[']) {
            self.brackets = net_brackets(found.value).max(0);
        }
        self.quote = still_quoted(found.value, None);
    }
}

/// Whether a line is one by which a form explains its fields, however long it is.
fn explains(words: &str) -> bool {
    let bare = words.trim_start_matches(is_blank);
    let mut labels = SAID_BY_FORMS.iter().filter_map(|label| bare.strip_prefix(label));
    labels.any(|rest| rest.starts_with([':', '：']))
}

/// The quote that is open behind a value, or behind a line that began inside one.
fn still_quoted(value: &str, open: Option<char>) -> Option<char> {
    let mut open = open;
    let mut chars = value.chars();
    if open.is_none() {
        open = chars.next().filter(|c| matches!(c, '"' | '\''));
    }
    let quote = open?;
    let mut escaped = false;
    for c in chars {
        if !escaped && c == quote {
            return None;
        }
        escaped = quote == '"' && c == '\\' && !escaped;
    }
    open
}

/// How many more brackets a line opens than it closes.
fn net_brackets(words: &str) -> i32 {
    let mut quoted = None;
    let mut net = 0;
    for c in words.chars() {
        match (quoted, c) {
            (Some(quote), c) if c == quote => quoted = None,
            (None, '"') => quoted = Some(c),
            (None, '{' | '[') => net += 1,
            (None, '}' | ']') => net -= 1,
            _ => {}
        }
    }
    net
}
