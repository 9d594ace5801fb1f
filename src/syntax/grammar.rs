//! From a text to its tree, past everything in it that is no YAML.
//!
//! Takes the original text; gives the tree of a copy and what had to be mended in it. A line is mended
//! only where the parser failed or where a value turned out wrong: what it accepts stays as written.
//! Never words a finding: what was mended is data.

use std::collections::BTreeSet;
use std::ops::Range;

use super::align::{Shift, shifts};
use super::bad_line::{BadLine, bad_line, marked};
use super::copy::Copy;
use super::guilty::guilty_line;
use super::layout::{columns, hash, indentation, is_comment, is_prose};
use super::marks::Mark;
use super::outline::{Edit, outline};
use super::paragraph::{self, Paragraph};
use super::quoted::{self, Quoted};
use super::slips::{Mend, Slip, Walk, slips};
use super::tree::{Tree, TreeFault};

/// Lines that are passed over in one file.
const MAX_BAD_LINES: usize = 40;
/// Times that a text is parsed, and bytes that are parsed in all before it is given up.
const MAX_ROUNDS: usize = 300;
const MAX_PARSED: usize = 32 * 1024 * 1024;
/// After so many rounds the rest of the file is mended at once, and lines alike are mended together.
const PATIENCE: usize = 20;

/// A text on its way to being a tree.
#[derive(Clone)]
pub(super) struct Grammar<'t> {
    pub(super) copy: Copy<'t>,
    /// Slips that were mended.
    pub(super) mends: Vec<Mend>,
    /// Paragraphs that were indented.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Comments that were made text again, from `#` to the end of the line.
    pub(super) hashes: Vec<Range<usize>>,
    /// Values that go on behind their quotes.
    pub(super) quoted: Vec<Quoted>,
    /// Lines that were put where their keys belong, in the order of the file.
    pub(super) shifts: Vec<Shift>,
    /// Whether keys tell where a line belongs: in a submission.
    keyed: bool,
    /// Whether the lines were put where they belong: that is done one time.
    aligned: bool,
    /// Lines that were indented anew, so that their blanks are no slips any more.
    indented: BTreeSet<usize>,
    /// Lines that were passed over, in bytes of the original, with what is wrong there.
    pub(super) bad: Vec<(Range<usize>, BadLine)>,
    /// Words that the parser took for marks of its own, with what is said of each, and whether they are a value.
    pub(super) marks: Vec<(bool, (Range<usize>, BadLine))>,
    mended: BTreeSet<usize>,
    rounds: usize,
    /// The line at which the parser stopped last.
    failed: Option<usize>,
    /// Whether the rest of the file was mended at once: that is done one time.
    rest_is_mended: bool,
}

impl<'t> Grammar<'t> {
    /// `keyed`: whether it is a submission, whose keys tell where they belong.
    pub(super) fn new(text: &'t str, keyed: bool) -> Self {
        Grammar {
            copy: Copy::new(text).without_last_mark(),
            mends: vec![],
            paragraphs: vec![],
            hashes: vec![],
            quoted: vec![],
            shifts: vec![],
            keyed,
            aligned: false,
            indented: BTreeSet::new(),
            bad: vec![],
            marks: vec![],
            mended: BTreeSet::new(),
            rounds: 0,
            failed: None,
            rest_is_mended: false,
        }
    }

    /// The tree; `Err(None)` when too little of the file is left to make sense.
    pub(super) fn tree(&mut self) -> Result<Tree, Option<TreeFault>> {
        loop {
            self.rounds += 1;
            match Tree::parse(&self.copy.text) {
                Ok(tree) if self.may_go_on() && self.mend_marks(&tree.marks) => {}
                Ok(tree) => return Ok(tree),
                Err(TreeFault::Grammar { at, info, done, in_braces }) => {
                    if self.align_at(at) {
                        continue;
                    }
                    if !self.may_go_on() || !self.mend_at(at, &info, done, in_braces) {
                        return Err(None);
                    }
                    self.copy.refresh();
                }
                Err(fault) => return Err(Some(fault)),
            }
        }
    }

    /// Puts lines where their keys belong, where the parser failed; not if it then fails earlier.
    fn align_at(&mut self, at: usize) -> bool {
        let failed = self.copy.original_byte(at);
        let Some(trial) = self.aligned() else { return false };
        if let Err(TreeFault::Grammar { at, .. }) = Tree::parse(&trial.copy.text)
            && trial.copy.original_byte(at) < failed
        {
            return false;
        }
        *self = trial;
        true
    }

    /// The same text with its lines where their keys belong; `None` where they stand there, and the second time.
    pub(super) fn aligned(&mut self) -> Option<Self> {
        if !self.keyed || std::mem::replace(&mut self.aligned, true) {
            return None;
        }
        let outline = outline(&self.copy);
        let shifts = shifts(&self.copy, &outline);
        if shifts.is_empty() && outline.edits.is_empty() {
            return None;
        }
        let mut trial = self.clone();
        for shift in shifts {
            let (start, words) = (self.copy.line(shift.line).start, self.copy.words(shift.line));
            let indent = &words[..indentation(words)];
            let (range, with) = (start..start + indent.len(), " ".repeat(shift.to));
            trial.copy.edit(range.clone(), with.clone());
            trial.indented.insert(shift.line);
            match slip_of(indent) {
                Some(slip) => trial.mends.push(Mend { range, slip, with }),
                None => trial.shifts.push(shift),
            }
        }
        for Edit { line, range, with, slip } in outline.edits {
            let start = self.copy.line(line).start;
            // What is put at the very place where a line was indented anew goes with it.
            trial.copy.insert(start + range.start..start + range.end, with.clone());
            trial.mends.push(Mend { range: start + range.start..start + range.end, slip, with });
        }
        trial.copy.refresh();
        Some(trial)
    }

    /// Whether lines were found that had been read as the text of others, or bars that are none: what the parser
    /// accepts and nobody meant.
    pub(super) fn has_swallowed(&self) -> bool {
        let swallowed = self.shifts.iter().any(|shift| shift.swallowed);
        swallowed
            || self
                .mends
                .iter()
                .any(|mend| matches!(mend.slip, Slip::WideBar | Slip::NoHeading | Slip::NoItem))
    }

    /// Makes words text again that the parser took for marks of its own; whether there were any.
    fn mend_marks(&mut self, marks: &[Mark]) -> bool {
        let before = self.marks.len();
        let mut known: BTreeSet<usize> = self.marks.iter().map(|(_, (place, _))| place.start).collect();
        for mark in marks {
            let (range, with) = mark.mended(&self.copy.text);
            let said = marked(mark, &self.copy.text);
            let place = self.copy.original_range(range);
            if known.insert(place.start) {
                self.copy.edit(place.clone(), with);
                self.marks.push((mark.value.is_some(), (place, said)));
            }
        }
        self.copy.refresh();
        self.marks.len() > before
    }

    /// Lines that have a key and nothing behind it, by their number, where the key was written behind the value of
    /// another above: the form has them for it.
    pub(super) fn emptied(&self) -> impl Iterator<Item = (usize, &str)> {
        self.mends.iter().filter(|mend| mend.slip == Slip::TwoKeys).filter_map(|mend| {
            let line = self.copy.line_of(mend.range.start);
            let key = self.copy.original[mend.range.end..self.copy.line(line).end].split(':').next()?.trim();
            // Deeper than the dash of the next item.
            let words = self.copy.words(line);
            let least = columns(&words[..indentation(words)]);
            let least = least + if words.trim_start().starts_with("- ") { 2 } else { 0 };
            let is_of_item = |line: &usize| {
                let words = self.copy.words(*line);
                words.trim().is_empty() || columns(&words[..indentation(words)]) >= least
            };
            let mut below = (line + 1..self.copy.lines()).take_while(is_of_item);
            let is_it = |line: &usize| self.copy.words(*line).trim().strip_suffix(':') == Some(key);
            Some((below.find(is_it)?, key))
        })
    }

    /// Whether another round is worth its time.
    fn may_go_on(&self) -> bool {
        self.rounds < 4 || (self.rounds < MAX_ROUNDS && self.rounds * self.copy.text.len() < MAX_PARSED)
    }

    /// Mends the slips in some bytes of the copy, where a value turned out wrong; whether there were any.
    pub(super) fn mend_values(&mut self, spans: &[Range<u32>]) -> bool {
        if spans.is_empty() || !self.may_go_on() {
            return false;
        }
        let mut lines: Vec<Range<usize>> = spans
            .iter()
            .map(|span| {
                let range = self.copy.original_range(span.start as usize..span.end as usize);
                self.copy.line_of(range.start)..self.copy.line_of(range.end) + 1
            })
            .collect();
        lines.sort_by_key(|lines| lines.start);
        // Each line once: values lie inside each other.
        let (mut any, mut next) = (false, 0);
        for lines in lines {
            any |= self.mend_lines(lines.start.max(next)..lines.end, Walk::default());
            next = next.max(lines.end);
        }
        if any {
            self.copy.refresh();
        }
        any
    }

    fn mend_at(&mut self, at: usize, info: &str, done: Range<usize>, in_braces: bool) -> bool {
        let failed = self.copy.line_of(self.copy.original_byte(at));
        let known = self.passed_above(failed);
        let guilty = guilty_line(&self.copy.text, at, known);
        let guilty = self.copy.line_of(self.copy.original_byte(guilty.start));
        let done = self.copy.original_range(done);
        let (first, last) = (self.copy.line_of(done.start), self.copy.line_of(done.end));
        // A text over several lines that was understood stays as it is, unless the parser fails right
        // behind it: then it has swallowed a line that is none of it.
        let first = if first < last && last < failed { last + 1 } else { first };
        let first = first.min(failed).min(guilty);
        // A tab is noticed at the word before it.
        let below = (failed + 1..self.copy.lines()).find(|line| !self.copy.words(*line).trim().is_empty());
        let last = below.filter(|line| starts_with_tab(self.copy.words(*line))).unwrap_or(failed);
        let region = first..last.max(guilty) + 1;
        if [guilty, failed].into_iter().any(|line| self.mend_signed(line)) {
            return true;
        }
        for line in [guilty, failed] {
            let words = self.copy.words(line);
            let is_text = is_prose(words) || paragraph::is_text_line(words);
            if is_text && !starts_with_tab(words) && self.mend_paragraph(line) {
                return true;
            }
        }
        if [guilty, failed].into_iter().any(|line| self.mend_quoted(line)) {
            return true;
        }
        let rest = self.rounds > PATIENCE && !self.rest_is_mended;
        self.rest_is_mended |= rest;
        let to = if rest { self.copy.lines() } else { region.end };
        if self.mend_lines(region.start..to, Walk { in_braces, any_key: false }) {
            return true;
        }
        let any_key = Walk { in_braces, any_key: true };
        self.mend_hash(region)
            || (!self.copy.words(guilty).trim().is_empty() && self.mend_again(self.alike(guilty), any_key))
            || self.pass_over(guilty, info)
    }

    /// A line of the copy at which the parser stopped before, where the line above was passed over for it.
    fn passed_above(&mut self, failed: usize) -> Option<Range<usize>> {
        let again = self.failed.replace(failed) == Some(failed);
        let line = self.copy.line(failed);
        let last = self.bad.last().is_some_and(|(passed, _)| passed.end <= line.start);
        (again && last).then(|| self.copy.copied_byte(line.start)..self.copy.copied_byte(line.end))
    }

    fn mend_signed(&mut self, line: usize) -> bool {
        let found = paragraph::mend_signed(&mut self.copy, line);
        self.note_paragraph(found)
    }

    fn mend_paragraph(&mut self, line: usize) -> bool {
        let found = paragraph::mend(&mut self.copy, line);
        self.note_paragraph(found)
    }

    fn note_paragraph(&mut self, found: Option<Paragraph>) -> bool {
        let Some(found) = found else { return false };
        // Mended once and still no YAML: something else is wrong.
        let new = self.paragraphs.iter().all(|known| known.opener != found.opener);
        if new {
            self.paragraphs.push(found);
        }
        new
    }

    fn mend_quoted(&mut self, line: usize) -> bool {
        if self.quoted.iter().any(|known| self.copy.line_of(known.place.start) == line) {
            return false;
        }
        let found = quoted::mend(&mut self.copy, line);
        let any = found.is_some();
        self.quoted.extend(found);
        any
    }

    fn mend_lines(&mut self, lines: Range<usize>, walk: Walk) -> bool {
        let found = slips(&self.copy, lines, walk);
        let before = self.mends.len();
        for mend in found {
            let line = self.copy.line_of(mend.range.start);
            if !self.mended.contains(&line) && !self.is_in_new_margin(&mend) {
                self.copy.edit(mend.range.clone(), mend.with.clone());
                self.mends.push(mend);
            }
        }
        let lines: Vec<usize> =
            self.mends[before..].iter().map(|mend| self.copy.line_of(mend.range.start)).collect();
        self.mended.extend(lines);
        self.mends.len() > before
    }

    /// Whether a slip stands in blanks that were put there anew.
    fn is_in_new_margin(&self, mend: &Mend) -> bool {
        let line = self.copy.line_of(mend.range.start);
        let margin = self.copy.line(line).start + indentation(self.copy.words(line));
        self.indented.contains(&line) && mend.range.end <= margin
    }

    /// A wrong line; when patience is over, with those right below it whose key is written the same.
    fn alike(&self, line: usize) -> Range<usize> {
        let head = |line: usize| self.copy.words(line).split_once('：').map(|(key, _)| key);
        let below = (line + 1..self.copy.lines()).take_while(|below| head(*below) == head(line));
        let more = if self.rounds > PATIENCE && head(line).is_some() { below.count() } else { 0 };
        line..line + 1 + more
    }

    /// Once more, and with less caution, on lines that are still wrong.
    fn mend_again(&mut self, lines: Range<usize>, walk: Walk) -> bool {
        let known: BTreeSet<usize> = self.mends.iter().map(|mend| mend.range.start).collect();
        let found = slips(&self.copy, lines.clone(), walk);
        let new: Vec<Mend> = found
            .into_iter()
            .filter(|mend| !known.contains(&mend.range.start) && !self.is_in_new_margin(mend))
            .collect();
        for mend in &new {
            self.copy.edit(mend.range.clone(), mend.with.clone());
        }
        self.mended.extend(lines);
        self.mends.extend(new.iter().cloned());
        !new.is_empty()
    }

    /// A `#` that takes away the end of a value, and with it the brace or the line that must follow.
    fn mend_hash(&mut self, lines: Range<usize>) -> bool {
        let found = lines.rev().find_map(|line| Some((line, hash(self.copy.words(line))?)));
        let Some((line, offset)) = found else { return false };
        let range = self.copy.line(line);
        let hash = range.start + offset..range.end;
        if self.hashes.contains(&hash) {
            return false;
        }
        self.copy.edit(hash.start..hash.start + 1, "＃".into());
        self.hashes.push(hash);
        true
    }

    /// Notes what is wrong with a line and blanks it in the copy.
    fn pass_over(&mut self, line: usize, info: &str) -> bool {
        let (range, words) = (self.copy.line(line), self.copy.words(line));
        let says = |words: &&str| !words.trim().is_empty() && !is_comment(words);
        let above = (0..line).rev().map(|line| self.copy.words(line)).find(says);
        let blanked = self.bad.iter().any(|(known, _)| *known == range);
        if words.trim().is_empty() || is_comment(words) || blanked || self.bad.len() >= MAX_BAD_LINES {
            if self.bad.is_empty() {
                self.bad.push((range, bad_line(words, above.unwrap_or(""), info)));
            }
            return false;
        }
        self.bad.push((range.clone(), bad_line(words, above.unwrap_or(""), info)));
        self.copy.blank(range);
        true
    }
}

/// What an indentation is made of that is no blank.
fn slip_of(indent: &str) -> Option<Slip> {
    let has = |wanted: fn(char) -> bool| indent.contains(wanted);
    match () {
        () if has(|c| c == '\t') => Some(Slip::Tab),
        () if has(|c| c == '\u{3000}') => Some(Slip::WideSpace),
        () if has(|c| c != ' ') => Some(Slip::Invisible),
        () => None,
    }
}

fn starts_with_tab(words: &str) -> bool {
    words.trim_start_matches([' ', '\u{3000}']).starts_with('\t')
}
