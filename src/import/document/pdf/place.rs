//! Places on a page: matrices, in and out of points.
//!
//! Takes numbers of a PDF; gives places in hundredths of a point.
//! Never computes with figures of a plan: these are measures of paper.
#![expect(clippy::float_arithmetic, reason = "a page is measured in fractions of points")]

/// Farther away is no place on paper.
const FAR: f64 = 5_000_000.0;

/// Hundredths of a point, within what can be added up.
pub(super) fn whole(points: f64) -> i32 {
    (points * 100.0).clamp(-FAR, FAR) as i32
}

/// How places of a text or form become places of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    pub(super) fn then(&self, other: &Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    pub(super) fn moved(&self, x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    /// The place of a point.
    pub(super) fn at(&self, x: f64, y: f64) -> (i32, i32) {
        let [a, b, c, d, e, f] = self.0;
        (whole(a * x + c * y + e), whole(b * x + d * y + f))
    }

    /// Whether text runs from left to right.
    pub(super) fn is_level(&self) -> bool {
        let [a, b, ..] = self.0;
        a > 0.0 && b.abs() < a * 0.1
    }

    /// How high a size is on the page.
    pub(super) fn height(&self, size: f64) -> f64 {
        let [_, _, c, d, ..] = self.0;
        (c * c + d * d).sqrt() * size.abs()
    }

    /// The corners of a rectangle, closed.
    pub(super) fn rectangle(&self, x: f64, y: f64, w: f64, h: f64) -> Vec<(i32, i32)> {
        let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
        corners.iter().map(|(x, y)| self.at(*x, *y)).collect()
    }

    /// Leading runs downwards, the axis upwards.
    pub(super) fn minus(value: f64) -> f64 {
        -value
    }

    pub(super) fn percent(value: f64) -> f64 {
        value / 100.0
    }

    /// What a character takes of the line.
    pub(super) fn advance(width: i32, size: f64, char_space: f64, word_space: f64, stretch: f64) -> f64 {
        (f64::from(width) / 1000.0 * size + char_space + word_space) * stretch
    }

    /// A number between texts moves back by thousandths.
    pub(super) fn back(by: f64, size: f64, stretch: f64) -> f64 {
        -by / 1000.0 * size * stretch
    }
}
