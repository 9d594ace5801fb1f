//! What a figure is held against: how it is judged, and how it is printed beside it.

use super::digits::{Written, with_digits};
use super::{Bound, Quantity};

/// Something that a figure has to reach or to keep below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    bound: Bound,
    /// How it is written where it was reckoned; a number of the plan's stands as it is.
    written: Option<Written>,
}

impl Held {
    /// A number of the plan's.
    pub(super) fn given(bound: Bound) -> Self {
        Held { bound, written: None }
    }

    /// A number that was reckoned.
    pub(super) fn one(bound: Bound, written: Written) -> Self {
        Held { bound, written: Some(written) }
    }

    /// What was reckoned, each of its ends.
    pub(super) fn reckoned(bound: Bound, written: Written) -> impl Iterator<Item = Self> {
        bound.ends().into_iter().flatten().map(move |end| Held::one(end, written))
    }

    /// The bound itself, in full.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// Whether a figure with so many digits is on the same side of it as the exact one, and where it was reckoned has
    /// its true distance in print.
    pub(super) fn tells(&self, figure: &Quantity, digits: u32, with_distance: bool) -> bool {
        match self.written {
            None => {
                let shown = with_digits(figure.number, digits);
                self.bound.is_met(shown) == self.bound.is_met(figure.number)
            }
            Some(written) => written.digits_beside(self.bound, figure, digits, with_distance).is_some(),
        }
    }
}
