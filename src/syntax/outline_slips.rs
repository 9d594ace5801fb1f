//! Slips that only the outline of a form tells: a dash, a colon or a line break that is missing.
//!
//! Takes lines in their place; notes what belongs there as edits of the walk.
//! Never looks into text blocks.

use std::collections::BTreeSet;

use super::layout::{columns, entry_start, indentation, is_blank};
use super::nesting::{LISTS, Level, SUBMISSION};
use super::outline::{Open, Part, Walk, Written};
use super::slips::Slip;

/// Whether a value stands behind a key, and no running text.
fn holds_value(key: &str) -> bool {
    let english = super::vocabulary::english_key(key).unwrap_or(key);
    matches!(english, "preparer" | "reviewer" | "approver") || super::quoted::NO_TEXT.contains(&english)
}

/// Signs that people type for a colon.
const WRONG_COLONS: [char; 9] = [';', '；', '=', '＝', ',', '，', '﹕', '︰', '→'];
/// Characters of a value that may stand right behind its key.
const LONGEST_GLUED: usize = 20;

/// What stands before the name of a list on paper.
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '1', '2', '3', '4', '5'];

/// Lines that an item may have for its keys to be looked at.
const LONGEST_ITEM: usize = 200;

impl<'t> Walk<'_, 't> {
    /// The list of which an item is the first whose naming line is gone: all its keys are of that list, some are not of
    /// the one that is open, and the list is named nowhere.
    pub(super) fn lost_heading(&self, found: &Written<'_>) -> Option<&'static str> {
        let level = |list: &str| SUBMISSION.below(list);
        found.dash?;
        if level(LISTS[0])?.accepts(found.key) != Some("id") || self.parts[0].members.is_empty() {
            return None;
        }
        let keys = self.keys_of_item(found);
        let takes = |level: &Level| keys.iter().all(|key| level.accepts(key).is_some());
        let open = self.stack.iter().rev().find(|open| open.level.list && open.level.accepts("id").is_some());
        if keys.len() < 2 || open.is_some_and(|open| takes(open.level)) {
            return None;
        }
        let is_named = |list: &str| self.parts[0].keys.contains(list) || self.named.contains(list);
        let mut fitting = LISTS.into_iter().filter(|list| level(list).is_some_and(takes) && !is_named(list));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The keys that stand beside each other in an item, without the first.
    fn keys_of_item(&self, found: &Written<'_>) -> Vec<&'t str> {
        let mut keys = vec![];
        for line in (found.line + 1..self.copy.lines()).take(LONGEST_ITEM) {
            let words = self.copy.words(line);
            let bare = words.trim_start_matches(is_blank);
            if bare.is_empty() || bare.starts_with('#') {
                continue;
            }
            if columns(&words[..indentation(words)]) < found.column {
                break;
            }
            let below = self.written(line, words).filter(|below| below.column == found.column);
            keys.extend(below.filter(|below| below.dash.is_none()).map(|below| below.key));
        }
        keys
    }

    /// Opens a list as if the line that names it stood there.
    pub(super) fn begin_list(&mut self, list: &'static str, line: usize, chinese: bool) {
        let Some(level) = SUBMISSION.below(list) else { return };
        let name = if chinese { super::vocabulary::chinese_key(list) } else { list };
        self.edit(line, 0..0, &format!("{name}:\n"), Slip::NoHeading);
        self.stack.truncate(1);
        self.parts[0].keys.insert(list.to_owned());
        self.stack.push(Open { level, part: None, parent: Some((0, 0)) });
    }

    /// The column of the dashes of a list.
    pub(super) fn dash_of(&self, at: usize) -> usize {
        let open = &self.stack[at];
        let known = open.part.and_then(|part| self.parts[part].members.first()?.dash);
        let below = open.parent.map_or(0, |(part, member)| self.parts[part].members[member].column + 2);
        known.unwrap_or(below)
    }

    /// The list of which a line without a dash begins an item: it names one, where one has a name already or none is
    /// begun.
    pub(super) fn lost_dash(&self, found: &Written<'_>) -> Option<usize> {
        let first = |open: &Open| {
            open.level.list && open.level.accepts(found.key) == open.level.keys.first().copied()
        };
        let begun = |open: &Open| match open.part {
            Some(part) => open.level.keys.first().is_some_and(|key| self.parts[part].keys.contains(*key)),
            None => true,
        };
        let at = (0..self.stack.len()).rev().find(|at| first(&self.stack[*at]) && begun(&self.stack[*at]))?;
        found.dash.is_none().then_some(at)
    }

    /// The list whose first item goes on without the line that it begins with: nothing but its keys stands there.
    pub(super) fn lost_item(&self, found: &Written<'_>) -> Option<usize> {
        let at = self.stack.len().checked_sub(1)?;
        let Open { level, part: None, parent: Some((part, member)) } = self.stack[at] else { return None };
        let key = level.accepts(found.key).filter(|key| level.keys.first() != Some(key))?;
        let is_below = found.column > self.parts[part].members.get(member)?.column;
        if key.is_empty() || !level.list || !is_below || found.dash.is_some() {
            return None;
        }
        let keys = self.keys_of_item(found);
        let alone = keys.is_empty() && level.accepts("id").is_some();
        (!alone && keys.iter().all(|key| level.accepts(key).is_some())).then_some(at)
    }

    /// Puts a dash where an item begins.
    pub(super) fn begin_item(&mut self, (at, slip): (usize, Slip), found: Written<'t>) {
        let (indent, dash) = (indentation(found.words), self.dash_of(at));
        // Its blanks may be there still, or have gone with it.
        let deep = found.column >= dash + 2 && found.words[..indent].ends_with("  ");
        self.edit(found.line, if deep { indent - 2 } else { indent }..indent, "- ", slip);
        let column = if deep { found.column } else { found.column + 2 };
        let item = Written { dash: Some(column - 2), column, ..found };
        self.put(at, &item);
        self.follow(&item);
    }

    /// The group whose naming line is gone: a key of its own stands deeper than those beside which the group belongs.
    pub(super) fn lost_group(&self, found: &Written<'_>) -> Option<&'static str> {
        let open = self.stack.last().filter(|_| found.dash.is_none())?;
        let this = &self.parts[open.part?];
        if this.column()? >= found.column {
            return None;
        }
        // Of a key that stands beside the group as well more has to be there.
        let beside = open.level.accepts(found.key);
        let (keys, is_doubtful) = (self.keys_of_item(found), beside.is_some());
        let takes = |level: &Level| {
            let all =
                level.accepts(found.key).is_some() && keys.iter().all(|key| level.accepts(key).is_some());
            all && (!is_doubtful || !keys.is_empty())
        };
        let groups = open.level.inner.iter().filter(|(name, level)| {
            let is_named = this.keys.contains(*name) || open.part == Some(0) && self.named.contains(*name);
            !level.list && !level.codes && !is_named && takes(level)
        });
        let is_set = beside.is_none_or(|key| this.keys.contains(key));
        groups.map(|(name, _)| *name).next().filter(|_| is_set)
    }

    /// Opens a group as if the line that names it stood there.
    pub(super) fn begin_group(&mut self, group: &'static str, found: &Written<'_>) {
        let Some(&Open { level, part: Some(part), .. }) = self.stack.last() else { return };
        let (Some(below), Some(column)) = (level.below(group), self.parts[part].column()) else { return };
        let name = if found.key.is_ascii() { group } else { super::vocabulary::chinese_key(group) };
        self.edit(found.line, 0..0, &format!("{}{name}:\n", " ".repeat(column)), Slip::NoGroup);
        self.parts[part].keys.insert(group.to_owned());
        let parent = Some((part, self.parts[part].members.len() - 1));
        self.parts.push(Part { level: below, parent, members: vec![], keys: BTreeSet::new() });
        self.stack.push(Open { level: below, part: Some(self.parts.len() - 1), parent });
    }

    /// What a line names that says nothing else: a list or a group, without its colon or with the number that stands
    /// before it on paper; and that number with what follows it.
    pub(super) fn heading<'w>(&self, words: &'w str) -> Option<(&'w str, bool)> {
        let bare = words.trim_matches(is_blank);
        let numbered = bare.strip_prefix(NUMERALS).and_then(|rest| rest.strip_prefix(['、', '.', '．']));
        let name = numbered.unwrap_or(bare).trim_matches(is_blank);
        let name = name.trim_end_matches([':', '：']).trim_end_matches(is_blank);
        let name = name.split_once(['（', '(']).filter(|_| numbered.is_some()).map_or(name, |(name, _)| name);
        let key = SUBMISSION.accepts(name).filter(|_| numbered.is_some() || name.len() == bare.len())?;
        let below = SUBMISSION.below(key).filter(|below| !below.codes)?;
        let is_named = self.parts[0].keys.contains(key) || below.list && self.named.contains(key);
        (!is_named).then_some((name, numbered.is_some()))
    }

    /// A list or a group that is named with its number.
    pub(super) fn numbered(&mut self, line: usize, words: &'t str) -> bool {
        let Some((key, true)) = self.heading(words) else { return false };
        let (start, end) = (indentation(words), words.trim_end_matches(is_blank).len());
        self.edit(line, start..end, &format!("{key}:"), Slip::Numbered);
        let column = columns(&words[..start]);
        self.put(0, &Written { line, words: "", key, value: "", column, dash: None });
        true
    }

    /// The byte of a line where its value begins, if it has one.
    pub(super) fn value_start(&self, found: &Written<'_>) -> Option<usize> {
        let words = found.words.trim_end_matches(is_blank);
        (!found.value.is_empty() && !found.value.starts_with('#')).then(|| words.len() - found.value.len())
    }

    /// Whether the next line holds a key that stands below this one, though a value stands here.
    pub(super) fn is_group(&self, found: &Written<'_>, below: &Level) -> bool {
        let says = |line: &usize| {
            let bare = self.copy.words(*line).trim();
            !bare.is_empty() && !bare.starts_with('#')
        };
        let Some(next) = (found.line + 1..self.copy.lines()).find(says) else { return false };
        let next = self.written(next, self.copy.words(next));
        let is_below = |next: Written<'_>| {
            next.column > found.column
                && next.dash.is_some() == below.list
                && below.accepts(next.key).is_some()
        };
        !found.value.starts_with(['{', '[', '"', '\'', '|', '>']) && next.is_some_and(is_below)
    }

    /// A key of the same part behind a value, on one line.
    pub(super) fn second_key(&mut self, found: &Written<'_>, part: usize, start: usize) {
        if found.value.starts_with(['{', '[', '"', '\'', '|', '>']) {
            return;
        }
        let Some(colon) = found.value.find(": ") else { return };
        let before = found.value[..colon].trim_end_matches(is_blank);
        let key = before.rsplit(is_blank).next().unwrap_or(before);
        let gap = before.len() - key.len();
        let value = found.value[..gap].trim_end_matches(is_blank);
        let known = self.parts[part].level.accepts(key);
        let new = known.is_some_and(|known| !self.parts[part].keys.contains(known));
        if new && !value.is_empty() {
            self.parts[part].keys.extend(known.map(str::to_owned));
            let with = format!("\n{}", " ".repeat(found.column));
            self.edit(found.line, start + value.len()..start + gap, &with, Slip::TwoKeys);
        }
    }

    /// The key with which a line without a colon begins. Right behind it only short words may stand: else it is a
    /// sentence that begins with that word.
    pub(super) fn begun_key<'w>(&self, bare: &'w str) -> Option<&'w str> {
        let word = bare.split(|c| is_blank(c) || WRONG_COLONS.contains(&c)).next()?;
        let known = |key: &str| self.stack.iter().any(|open| open.level.accepts(key).is_some());
        if known(word) {
            return Some(word);
        }
        let short = bare.chars().count() <= LONGEST_GLUED && !bare.contains(['。', '，', '、', '；', '：']);
        let ends = bare.char_indices().map(|(at, _)| at).filter(|at| *at > 3).rev();
        let mut keys = ends.map(|at| &bare[..at]).filter(|key| known(key));
        keys.next().filter(|key| short && !bare.is_ascii() && holds_value(key))
    }

    /// A key of ours and a value: the colon was left out, or another sign was typed.
    pub(super) fn without_colon(&mut self, line: usize, words: &'t str) -> bool {
        let start = entry_start(words);
        let bare = words[start..].trim_end_matches(is_blank);
        let Some(key) = self.begun_key(bare) else { return false };
        let value = bare[key.len()..].trim_start_matches(|c| is_blank(c) || WRONG_COLONS.contains(&c));
        let dash = (start > indentation(words)).then(|| columns(&words[..indentation(words)]));
        let column = columns(&words[..indentation(words)]) + if dash.is_some() { 2 } else { 0 };
        let found = Written { line, words, key, value, column, dash };
        let Some((at, part, set)) = self.home(&found) else { return false };
        let beside = self.parts[part].column().is_none_or(|known| known == column);
        if set || dash.is_none() && !beside || dash.is_some() && value.is_empty() {
            return false;
        }
        let with = if value.is_empty() { ":" } else { ": " };
        self.edit(line, start + key.len()..start + bare.len() - value.len(), with, Slip::NoColon);
        self.put(at, &found);
        self.follow(&found);
        true
    }
}
