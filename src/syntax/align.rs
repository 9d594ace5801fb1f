//! Where the lines of a form are to stand: beside those of their kind, as most of them do.
//!
//! Takes the outline of a form; gives the lines that stand elsewhere and their columns.
//! Never moves a line of which the form does not know where it belongs.

use std::collections::BTreeMap;

use super::copy::Copy;
use super::layout::{columns, indentation};
use super::outline::{Member, Outline, Part};

/// A line that is to be indented otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) line: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it was read as the text of the key above it.
    pub(super) swallowed: bool,
}

/// The lines that do not stand where their keys belong, or are indented by what is no blank; in the order of the
/// file.
pub(super) fn shifts(copy: &Copy<'_>, outline: &Outline) -> Vec<Shift> {
    let mut items: BTreeMap<Parent, Vec<usize>> = BTreeMap::new();
    for (at, part) in outline.parts.iter().enumerate().filter(|(_, part)| part.level.list) {
        items.entry(part.parent).or_default().push(at);
    }
    let mut aligned = Aligned {
        copy,
        parts: &outline.parts,
        items,
        dashes: BTreeMap::new(),
        columns: vec![],
        found: vec![],
    };
    for part in 0..outline.parts.len() {
        let column = aligned.wanted(part);
        aligned.columns.push(column);
        for at in 0..outline.parts[part].members.len() {
            aligned.member(part, at);
        }
    }
    aligned.found.sort_by_key(|shift| shift.line);
    aligned.found
}

/// The part and its member below which a part stands.
type Parent = Option<(usize, usize)>;

struct Aligned<'c, 't> {
    copy: &'c Copy<'t>,
    parts: &'c [Part],
    /// The items of each list, by the key below which they stand.
    items: BTreeMap<Parent, Vec<usize>>,
    /// The columns of their dashes: each list is looked at once.
    dashes: BTreeMap<Parent, usize>,
    /// Where the keys of each part are to stand, as far as is known.
    columns: Vec<usize>,
    found: Vec<Shift>,
}

impl Aligned<'_, '_> {
    /// The column of the keys of a part.
    fn wanted(&mut self, part: usize) -> usize {
        let this = &self.parts[part];
        let outer = this.parent.map(|(part, _)| self.columns[part]);
        if !this.level.list {
            let free: Vec<usize> = self.votes(this).map(|member| member.column).collect();
            return most(&free, outer.map_or(0, |outer| outer + 2), outer.map_or(0, |outer| outer + 1));
        }
        let dash = match self.dashes.get(&this.parent) {
            Some(dash) => *dash,
            None => {
                let outer = outer.unwrap_or(0);
                let items = self.items.get(&this.parent).into_iter().flatten();
                let dashes: Vec<usize> = items.filter_map(|&item| self.dash(&self.parts[item])).collect();
                most(&dashes, outer + 2, outer)
            }
        };
        self.dashes.insert(this.parent, dash);
        dash + width(this)
    }

    /// Where the dash of an item stands by most of its lines.
    fn dash(&self, item: &Part) -> Option<usize> {
        let free: Vec<usize> =
            self.votes(item).filter(|member| member.dash.is_none()).map(|member| member.column).collect();
        let (first, width) = (item.members.first()?, width(item));
        let by_keys = most(&free, first.column, 0);
        let agree = free.iter().filter(|column| **column == by_keys).count() > 1;
        if agree { by_keys.checked_sub(width) } else { first.dash }
    }

    /// The lines that count: those indented by blanks, unless there are none.
    fn votes<'p>(&self, part: &'p Part) -> impl Iterator<Item = &'p Member> {
        let plain = |member: &Member| !self.is_odd(member.line) && !member.swallowed;
        let any = part.members.iter().any(plain);
        part.members.iter().filter(move |member| !any || plain(member)).collect::<Vec<_>>().into_iter()
    }

    fn is_odd(&self, line: usize) -> bool {
        let words = self.copy.words(line);
        words[..indentation(words)].contains(|c| c != ' ')
    }

    /// Whether a tab stands where the text of a block is indented, and not within it.
    fn begins_with_tab(&self, line: usize, outer: usize) -> bool {
        let words = self.copy.words(line);
        let blanks = words.len() - words.trim_start_matches(' ').len();
        words[blanks..].starts_with('\t') && blanks <= outer + 1
    }

    fn column(&self, line: usize) -> usize {
        let words = self.copy.words(line);
        columns(&words[..indentation(words)])
    }

    fn member(&mut self, part: usize, at: usize) {
        let (parts, wanted) = (self.parts, self.columns[part]);
        let member = &parts[part].members[at];
        let to = if member.dash.is_some() { wanted.saturating_sub(width(&parts[part])) } else { wanted };
        // A dash that was put in place of two blanks stands where it belongs.
        if member.dash != Some(to) || self.is_odd(member.line) {
            self.shift(member.line, to, member.swallowed);
        }
        let depth = |line: &usize| self.column(*line);
        let odd: Vec<usize> =
            member.texts.iter().copied().filter(|line| self.begins_with_tab(*line, wanted)).collect();
        let plain = member.texts.iter().filter(|line| !odd.contains(line)).map(depth);
        let edge = plain.filter(|column| *column > wanted).min();
        let low = member.texts.iter().map(depth).min().unwrap_or(wanted + 1);
        let moved = self.column(member.line) != to;
        if let Some(least) = odd.iter().map(depth).min() {
            let edge = edge.unwrap_or(wanted + 2);
            for line in odd {
                self.shift(line, edge + self.column(line) - least, false);
            }
        } else if moved && low <= wanted {
            for &line in &member.texts {
                self.shift(line, self.column(line) + wanted + 2 - low, false);
            }
        }
    }

    fn shift(&mut self, line: usize, to: usize, swallowed: bool) {
        let from = self.column(line);
        if from != to || self.is_odd(line) {
            self.found.push(Shift { line, from, to, swallowed });
        }
    }
}

/// Columns from the dash of an item to its key.
fn width(item: &Part) -> usize {
    let first = item.members.first();
    first.and_then(|first| first.column.checked_sub(first.dash?)).unwrap_or(2)
}

/// The column that most have, not less than some; among equals the usual one, then the first.
fn most(all: &[usize], usual: usize, least: usize) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    all.iter().for_each(|column| *counts.entry(*column).or_default() += 1);
    let allowed = all.iter().copied().filter(|column| *column >= least);
    let best = allowed.rev().max_by_key(|column| (counts[column], *column == usual));
    best.unwrap_or(usual)
}
