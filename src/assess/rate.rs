//! k of N.

use rust_decimal::Decimal;

use crate::measure::{Difference, apart};

/// k of N.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// k.
    pub part: usize,
    /// N: printed with every rate.
    pub whole: usize,
}

impl Rate {
    /// The same as it is shown: one digit, and more where it would read as none or as all; its scale is its digits.
    pub fn shown(self) -> Option<Decimal> {
        self.percent().map(|percent| apart(percent, 1, &[Decimal::ZERO, Decimal::ONE_HUNDRED]))
    }

    /// How far it is from another: the true difference, whatever their digits.
    pub fn since(self, before: Rate) -> Option<Difference> {
        Difference::of([self.percent()?, before.percent()?], [self.shown()?, before.shown()?])
    }

    /// k ÷ N in per cent, exact; `None` of nothing.
    pub fn percent(self) -> Option<Decimal> {
        Decimal::from(self.part).checked_mul(Decimal::from(100))?.checked_div(Decimal::from(self.whole))
    }
}
