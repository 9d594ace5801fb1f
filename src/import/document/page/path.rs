//! The ruling lines of drawn paths.
//!
//! Takes corners in hundredths of a point; gives rules across and down.
//! Never takes a surface for a line.

use super::Rule;

/// Thicker than this is a surface, not a line.
const THICK: i32 = 400;
/// Shorter than this is a dot.
const SHORT: i32 = 300;
/// Corners of one path.
const MOST_CORNERS: usize = 20_000;

/// The path that is being built.
#[derive(Debug, Default)]
pub(in crate::import::document) struct Path {
    /// Corners of each of its parts.
    parts: Vec<Vec<(i32, i32)>>,
    corners: usize,
}

impl Path {
    pub(in crate::import::document) fn begin(&mut self, at: (i32, i32)) {
        self.add(vec![at]);
    }

    /// A part with all of its corners.
    pub(in crate::import::document) fn add(&mut self, part: Vec<(i32, i32)>) {
        self.corners += part.len();
        if self.corners < MOST_CORNERS {
            self.parts.push(part);
        }
    }

    pub(in crate::import::document) fn line(&mut self, to: (i32, i32)) {
        self.corners += 1;
        if let Some(part) = self.parts.last_mut().filter(|_| self.corners < MOST_CORNERS) {
            part.push(to);
        }
    }

    pub(in crate::import::document) fn close(&mut self) {
        if let Some(first) = self.parts.last().and_then(|part| part.first()).copied() {
            self.line(first);
        }
    }

    pub(in crate::import::document) fn clear(&mut self) {
        self.parts.clear();
        self.corners = 0;
    }

    /// The lines of a path that is drawn along.
    pub(in crate::import::document) fn stroked(&mut self) -> Vec<Rule> {
        let parts = std::mem::take(&mut self.parts);
        self.corners = 0;
        let thin = |part: &Vec<(i32, i32)>| surface(part).is_none();
        let thick = parts.iter().filter_map(|part| surface(part));
        let lines =
            parts.iter().filter(|part| thin(part)).flat_map(|part| part.windows(2)).filter_map(|pair| {
                let (a, b) = (pair.first()?, pair.last()?);
                rule(a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1))
            });
        thick.chain(lines).collect()
    }

    /// The lines of a path that is filled: long and thin surfaces.
    pub(in crate::import::document) fn filled(&mut self) -> Vec<Rule> {
        let parts = std::mem::take(&mut self.parts);
        self.corners = 0;
        parts.iter().filter_map(|part| surface(part)).collect()
    }
}

/// A closed shape that is as thin as a line.
fn surface(part: &[(i32, i32)]) -> Option<Rule> {
    if part.len() < 4 {
        return None;
    }
    let (x, y) = (part.iter().map(|p| p.0), part.iter().map(|p| p.1));
    rule(x.clone().min()?, y.clone().min()?, x.max()?, y.max()?)
}

fn rule(x0: i32, y0: i32, x1: i32, y1: i32) -> Option<Rule> {
    let (wide, high) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
    if wide >= SHORT && high <= THICK && wide > high {
        return Some(Rule { across: true, at: y0 + high / 2, from: x0, to: x1 });
    }
    (high >= SHORT && wide <= THICK).then_some(Rule { across: false, at: x0 + wide / 2, from: y0, to: y1 })
}
