//! Exact numbers: fractions of whole numbers, and a small generator of chance.
//!
//! Takes digits; gives sums, products, quotients and digits rounded half to even. Never a decimal library.

use std::cmp::Ordering;

/// A fraction in lowest terms, its denominator positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frac {
    n: i128,
    d: i128,
}

fn common(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs().max(1) } else { common(b, a % b) }
}

impl Frac {
    pub(super) const ZERO: Frac = Frac { n: 0, d: 1 };

    pub(super) fn of(n: i128, d: i128) -> Frac {
        let by = common(n, d) * d.signum();
        Frac { n: n / by, d: d / by }
    }

    pub(super) fn whole(n: i64) -> Frac {
        Frac { n: i128::from(n), d: 1 }
    }

    /// What decimal digits say.
    pub(super) fn read(text: &str) -> Frac {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{whole}{part}").parse().expect("digits");
        Frac::of(digits, 10i128.pow(part.len() as u32))
    }

    pub(super) fn plus(self, other: Frac) -> Frac {
        Frac::of(self.n * other.d + other.n * self.d, self.d * other.d)
    }

    pub(super) fn minus(self, other: Frac) -> Frac {
        self.plus(other.turned())
    }

    pub(super) fn times(self, other: Frac) -> Frac {
        Frac::of(self.n * other.n, self.d * other.d)
    }

    /// The quotient; none by nought.
    pub(super) fn over(self, other: Frac) -> Option<Frac> {
        (other.n != 0).then(|| Frac::of(self.n * other.d, self.d * other.n))
    }

    pub(super) fn turned(self) -> Frac {
        Frac { n: -self.n, d: self.d }
    }

    pub(super) fn size(self) -> Frac {
        Frac { n: self.n.abs(), d: self.d }
    }

    /// The nearest number with so many digits, as digits; of two that are equally near the even one.
    pub(super) fn rounded(self, digits: u32) -> Frac {
        let power = 10i128.pow(digits);
        let (scaled, d) = (self.n * power, self.d);
        let (low, rest) = (scaled.div_euclid(d), scaled.rem_euclid(d));
        let up = match (rest * 2).cmp(&d) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => low % 2 != 0,
        };
        Frac::of(low + i128::from(up), power)
    }

    /// Digits behind the point that it takes to write it, ten where it takes more or never ends.
    pub(super) fn scale(self) -> u32 {
        (0..10).find(|digits| self.rounded(*digits) == self).unwrap_or(10)
    }

    /// For comparing what two ways of reckoning give: nine digits.
    pub(super) fn told(self) -> String {
        let near = self.rounded(9);
        format!("{}/{}", near.n, near.d)
    }
}

impl PartialOrd for Frac {
    fn partial_cmp(&self, other: &Frac) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Frac {
    fn cmp(&self, other: &Frac) -> Ordering {
        (self.n * other.d).cmp(&(other.n * self.d))
    }
}

/// Chance that is the same every time (splitmix).
#[derive(Debug)]
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below a number.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// Between two numbers, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// So many times of a hundred.
    pub(super) fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    /// One of several.
    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

#[test]
fn fractions_are_exact_and_round_half_to_even() {
    let third = Frac::of(1, 3);
    assert_eq!(third.plus(third).plus(third), Frac::whole(1));
    assert_eq!(Frac::read("2.345").rounded(2), Frac::read("2.34"));
    assert_eq!(Frac::read("-2.355").rounded(2), Frac::read("-2.36"));
    assert_eq!(Frac::read("-0.5").rounded(0), Frac::ZERO);
    assert!(Frac::read("-0.2") < Frac::ZERO && third > Frac::read("0.333"));
}
