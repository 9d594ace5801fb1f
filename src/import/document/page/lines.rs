//! Characters of a page put together to lines.
//!
//! Takes glyphs; gives lines from top to bottom, in pieces where wide gaps part them.
//! Never joins what stands in different lines, and drops what is drawn twice.

use super::Glyph;

/// A piece of a line: words without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x: i32,
    pub(super) end: i32,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
    /// Where it stands, from the top.
    pub(super) y: i32,
    pub(super) size: i32,
}

impl Row {
    pub(super) fn x(&self) -> i32 {
        self.pieces.first().map_or(0, |piece| piece.x)
    }

    pub(super) fn end(&self) -> i32 {
        self.pieces.last().map_or(0, |piece| piece.end)
    }

    /// Its words, with a blank for each half of a character that is left open.
    pub(super) fn spaced(&self, left: i32) -> String {
        let half = (self.size / 2).max(100);
        let mut text = String::new();
        let mut column = 0;
        for piece in &self.pieces {
            let place = (piece.x - left).max(0) / half;
            let gap = if text.is_empty() { place } else { (place - column).max(2) };
            text.extend(std::iter::repeat_n(' ', gap.min(200) as usize));
            column = place.max(column + gap);
            text.push_str(&piece.text);
            column += piece.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<i32>();
        }
        text
    }

    /// Its words.
    pub(super) fn plain(&self) -> String {
        self.pieces.iter().map(|piece| &*piece.text).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of glyphs.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by_key(|g| (g.y, g.x));
    let mut rows: Vec<Row> = vec![];
    let mut line: Vec<Glyph> = vec![];
    let mut base = (0, 0);
    for glyph in glyphs.into_iter().filter(|g| !g.text.is_empty()) {
        let (y, size) = base;
        // Raised and lowered figures stand within a third of the larger size.
        if !line.is_empty() && glyph.y - y > size.max(glyph.size) * 2 / 5 {
            rows.extend(row(std::mem::take(&mut line)));
        }
        base = match line.is_empty() {
            true => (glyph.y, glyph.size),
            false if glyph.size > base.1 => (glyph.y.max(base.0), glyph.size),
            false => base,
        };
        line.push(glyph);
    }
    rows.extend(row(line));
    rows
}

fn row(mut line: Vec<Glyph>) -> Option<Row> {
    line.sort_by_key(|g| g.x);
    let size = line.iter().map(|g| g.size).max()?;
    let y = line.iter().filter(|g| g.size == size).map(|g| g.y).max()?;
    let mut pieces: Vec<Piece> = vec![];
    let mut last: Option<Glyph> = None;
    let mut blank = None;
    for glyph in line {
        if last.as_ref().is_some_and(|last| is_twice(last, &glyph)) {
            continue;
        }
        if glyph.text.trim().is_empty() {
            // A blank as wide as a character parts more than words.
            blank = blank.max(Some(if glyph.text.contains('\u{3000}') { '\u{3000}' } else { ' ' }));
            continue;
        }
        match pieces.last_mut() {
            Some(open) if glyph.x - open.end < size * 3 / 2 => {
                // Blanks are printed, or left open; figures set as wide as characters are no words.
                let gap = glyph.x - open.end;
                if (blank.is_some() && gap > size / 8) || gap > size * 7 / 10 {
                    open.text.push(blank.unwrap_or(' '));
                }
                open.text.push_str(&glyph.text);
                open.end = open.end.max(glyph.end);
            }
            _ => pieces.push(Piece { text: glyph.text.clone(), x: glyph.x, end: glyph.end }),
        }
        blank = None;
        last = Some(glyph);
    }
    (!pieces.is_empty()).then_some(Row { pieces, y, size })
}

/// Bold is sometimes made by drawing a character twice.
fn is_twice(last: &Glyph, glyph: &Glyph) -> bool {
    last.text == glyph.text
        && (glyph.x - last.x).abs() < glyph.size / 5
        && (glyph.y - last.y).abs() < glyph.size / 5
}
