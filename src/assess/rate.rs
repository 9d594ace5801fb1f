//! k of N.

use rust_decimal::Decimal;

/// k of N.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// k.
    pub part: usize,
    /// N: printed with every rate.
    pub whole: usize,
}

impl Rate {
    /// k ÷ N in per cent, exact; `None` of nothing.
    pub fn percent(self) -> Option<Decimal> {
        Decimal::from(self.part).checked_mul(Decimal::from(100))?.checked_div(Decimal::from(self.whole))
    }
}
