//! In what figures of one thing differ: the true reason why they are not one, or cannot be put together.

/// What differs between figures of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Unlike {
    /// 数值: figures that may be compared are not equal.
    pub value: bool,
    /// 口径.
    pub basis: bool,
    /// Editions of the standard.
    pub standard: bool,
    /// Kinds of period, or one without.
    pub period: bool,
}

impl Unlike {
    /// Only their numbers.
    pub const VALUE: Unlike = Unlike { value: true, basis: false, standard: false, period: false };

    /// Whether they may be compared.
    pub fn is_comparable(self) -> bool {
        !(self.basis || self.standard || self.period)
    }

    /// What differs between any of them.
    pub fn and(self, other: Unlike) -> Unlike {
        Unlike {
            value: self.value || other.value,
            basis: self.basis || other.basis,
            standard: self.standard || other.standard,
            period: self.period || other.period,
        }
    }
}
