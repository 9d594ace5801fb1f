//! Tables whose cells are drawn.
//!
//! Takes ruling lines and glyphs; gives tables with the words in their cells, and the glyphs outside.
//! Never takes a frame or an underline for a table: at least two columns and two rows.

use super::lines::{Row, rows};
use super::{Glyph, Rule};
use crate::import::document::grid::Told;
use crate::import::document::tables::is_next_body;

/// Lines that are nearer than this are one, and touch.
const NEAR: i32 = 350;
/// Rules of one page.
const MOST_RULES: usize = 8_000;
/// Lines across or down of one table.
const MOST_LINES: usize = 400;
/// Places of one table times its rules.
const MOST_WORK: usize = 40_000_000;

/// A table of a page.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) top: i32,
    pub(super) bottom: i32,
    /// Where its columns are parted.
    pub(super) columns: Vec<i32>,
    pub(super) rows: Vec<Vec<Told>>,
}

/// The tables of a page; their glyphs are taken out of the list.
pub(super) fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Table> {
    let rules = joined(rules);
    if rules.len() > MOST_RULES {
        return vec![];
    }
    let mut found = vec![];
    for group in groups(&rules) {
        if let Some(table) = Ruled::new(&group).and_then(|ruled| ruled.table(glyphs)) {
            found.push(table);
        }
    }
    found.sort_by_key(|table: &Table| table.top);
    found
}

/// Rules that go on from each other are one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by_key(|r| (r.across, r.at / NEAR, r.from));
    let mut joined: Vec<Rule> = vec![];
    for rule in sorted {
        match joined.last_mut() {
            Some(last)
                if last.across == rule.across
                    && (last.at - rule.at).abs() < NEAR
                    && rule.from <= last.to + NEAR =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined.retain(|rule| rule.to - rule.from > NEAR);
    joined
}

fn touch(a: &Rule, b: &Rule) -> bool {
    a.across != b.across
        && (b.from - NEAR..=b.to + NEAR).contains(&a.at)
        && (a.from - NEAR..=a.to + NEAR).contains(&b.at)
}

/// Rules that hang together.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let (across, down): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| rule.across);
    let mut group_of: Vec<usize> = (0..across.len() + down.len()).collect();
    fn root(group_of: &mut [usize], mut at: usize) -> usize {
        while let Some(next) = group_of.get(at).copied().filter(|next| *next != at) {
            at = next;
        }
        at
    }
    for (i, a) in across.iter().enumerate() {
        for (j, b) in down.iter().enumerate() {
            if touch(a, b) {
                let (one, other) = (root(&mut group_of, i), root(&mut group_of, across.len() + j));
                if let Some(group) = group_of.get_mut(one.max(other)) {
                    *group = one.min(other);
                }
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (at, rule) in across.iter().chain(&down).enumerate() {
        groups.entry(root(&mut group_of, at)).or_default().push(*rule);
    }
    groups.into_values().collect()
}

/// The lines of a table.
struct Ruled<'a> {
    rules: &'a [Rule],
    xs: Vec<i32>,
    ys: Vec<i32>,
}

impl<'a> Ruled<'a> {
    fn new(rules: &'a [Rule]) -> Option<Self> {
        let places = |across: bool| {
            let mut at: Vec<i32> = rules.iter().filter(|r| r.across == across).map(|r| r.at).collect();
            at.sort_unstable();
            at.dedup_by(|b, a| *b - *a < NEAR);
            at
        };
        let (mut xs, mut ys) = (places(false), places(true));
        // A table that is open at its sides ends with its lines across.
        let ends = |across: bool| {
            let own = rules.iter().filter(|r| r.across == across);
            Some((own.clone().map(|r| r.from).min()?, own.map(|r| r.to).max()?))
        };
        widen(&mut xs, ends(true)?);
        widen(&mut ys, ends(false)?);
        let work = xs.len() * ys.len() * rules.len();
        let sound = xs.len() > 2 && ys.len() > 2 && xs.len().max(ys.len()) < MOST_LINES;
        (sound && work < MOST_WORK).then_some(Ruled { rules, xs, ys })
    }

    /// Whether a rule parts the places, seen at the middle of their common side.
    fn parted(&self, across: bool, at: i32, middle: i32) -> bool {
        self.rules
            .iter()
            .any(|r| r.across == across && (r.at - at).abs() < NEAR && (r.from..=r.to).contains(&middle))
    }

    fn table(&self, glyphs: &mut Vec<Glyph>) -> Option<Table> {
        let (columns, deep) = (self.xs.len() - 1, self.ys.len() - 1);
        let (left, right) = (*self.xs.first()?, *self.xs.last()?);
        let (top, bottom) = (*self.ys.first()?, *self.ys.last()?);
        let mut inside: Vec<Vec<Glyph>> = vec![vec![]; columns * deep];
        let owner = self.owners(columns, deep);
        glyphs.retain(|glyph| {
            // A character stands on its line; its middle is above it.
            let (x, y) = ((glyph.x + glyph.end) / 2, glyph.y - glyph.size / 3);
            if !(left..right).contains(&x) || !(top..bottom).contains(&y) {
                return true;
            }
            let column = self.xs.partition_point(|at| *at <= x).saturating_sub(1);
            let row = self.ys.partition_point(|at| *at <= y).saturating_sub(1);
            let place = owner.get(row * columns + column).copied().unwrap_or(0);
            if let Some(cell) = inside.get_mut(place) {
                cell.push(glyph.clone());
            }
            false
        });
        let mut rows = vec![];
        for row in 0..deep {
            let mut cells = vec![];
            for column in 0..columns {
                let place = row * columns + column;
                if owner.get(place) != Some(&place) {
                    continue;
                }
                let across =
                    (column..columns).take_while(|c| owner.get(row * columns + c) == Some(&place)).count();
                let down =
                    (row..deep).take_while(|r| owner.get(r * columns + column) == Some(&place)).count();
                let width = self.xs.get(column + across)? - self.xs.get(column)?;
                let text = words(std::mem::take(inside.get_mut(place)?), width);
                cells.push(Told { text, across, down, ..Told::default() });
            }
            rows.push(cells);
        }
        Some(Table { top, bottom, columns: self.xs.clone(), rows })
    }

    /// For each place the first place of its cell: what no rule parts is one cell.
    fn owners(&self, columns: usize, deep: usize) -> Vec<usize> {
        let middle = |places: &[i32], at: usize| match places.get(at..at + 2) {
            Some([a, b]) => (a + b) / 2,
            _ => 0,
        };
        let mut owner: Vec<usize> = (0..columns * deep).collect();
        for row in 0..deep {
            for column in 0..columns {
                let place = row * columns + column;
                if owner.get(place) != Some(&place) {
                    continue;
                }
                let y = middle(&self.ys, row);
                let mut across = 1;
                while column + across < columns
                    && owner.get(place + across) == Some(&(place + across))
                    && self.xs.get(column + across).is_some_and(|x| !self.parted(false, *x, y))
                {
                    across += 1;
                }
                let x = middle(&self.xs, column);
                let mut down = 1;
                while row + down < deep && self.ys.get(row + down).is_some_and(|y| !self.parted(true, *y, x))
                {
                    down += 1;
                }
                for r in row..row + down {
                    for c in column..column + across {
                        if let Some(at) = owner.get_mut(r * columns + c) {
                            *at = place;
                        }
                    }
                }
            }
        }
        owner
    }
}

/// Adds the outer sides where no rule is drawn.
fn widen(places: &mut Vec<i32>, (from, to): (i32, i32)) {
    if places.first().is_none_or(|first| first - from > NEAR * 3) {
        places.insert(0, from);
    }
    if places.last().is_none_or(|last| to - last > NEAR * 3) {
        places.push(to);
    }
}

/// The words of a cell; a line that fills the cell goes on in the next.
fn words(glyphs: Vec<Glyph>, width: i32) -> String {
    let mut text = String::new();
    let mut last: Option<Row> = None;
    for row in rows(glyphs) {
        if let Some(last) = &last {
            // Word keeps 5.4 points free on both sides.
            let open = width - 1080 - (last.end() - last.x());
            // No line begins with a stop: the character in front of it goes down as well.
            let pulled = row.plain().chars().nth(1).is_some_and(|c| "，、。；：）,;:)".contains(c));
            let free = if pulled { 23 } else { 13 };
            if open > last.size * free / 10 || is_next_body(&text, &row.plain()) {
                text.push('\n');
            } else if text.ends_with(|c: char| c.is_ascii_alphanumeric())
                && row.plain().starts_with(|c: char| c.is_ascii_alphabetic())
            {
                text.push(' ');
            }
        }
        text.push_str(&row.plain());
        last = Some(row);
    }
    text
}
