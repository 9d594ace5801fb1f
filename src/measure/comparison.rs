//! May these two be compared? Asked here and nowhere else (assessment.md, sections 0 and 1).

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use super::{Quantity, Unit, rounded};
use crate::plan::{Direction, Indicator};
use crate::submission::Period;

/// Why two quantities may not be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomparable {
    /// Different 口径: this one's, the other's.
    Basis(Option<String>, Option<String>),
    /// Different editions of the standard: this one's, the other's.
    Standard(Option<String>, Option<String>),
    /// Different kinds of period, or one without: this one's, the other's.
    Period(Option<Period>, Option<Period>),
    /// The unit of measure was changed by an amendment: this one's, the other's.
    Unit(Option<String>, Option<String>),
    /// 统计层级或汇总方式 was changed by an amendment.
    RollUp,
    /// The arithmetic leaves the range of decimals.
    OutOfRange,
}

/// Two quantities of one indicator that may be compared: only such have a difference, a change, an order.
#[derive(Debug, Clone, Copy)]
pub struct Comparable<'a> {
    now: &'a Quantity,
    then: &'a Quantity,
    difference: Decimal,
}

/// Which way something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trend {
    /// 上升.
    Rise,
    /// 下降.
    Fall,
    /// 持平: equal as shown.
    Level,
}

impl<'a> Comparable<'a> {
    /// Compares a quantity with another of the same indicator.
    ///
    /// # Errors
    /// Why they may not be compared: 口径, edition of the standard, and kind of period must agree.
    pub fn new(now: &'a Quantity, then: &'a Quantity) -> Result<Self, Incomparable> {
        if !same_text(now.basis.as_deref(), then.basis.as_deref()) {
            return Err(Incomparable::Basis(now.basis.clone(), then.basis.clone()));
        }
        if !same_text(now.standard.as_deref(), then.standard.as_deref()) {
            return Err(Incomparable::Standard(now.standard.clone(), then.standard.clone()));
        }
        if !now.period.zip(then.period).is_some_and(|(a, b)| a.same_kind(b)) {
            return Err(Incomparable::Period(now.period, then.period));
        }
        let difference = now.number.checked_sub(then.number).ok_or(Incomparable::OutOfRange)?;
        Ok(Comparable { now, then, difference })
    }

    /// The difference, exact, in the indicator's unit (points for shares).
    pub fn difference(&self) -> Decimal {
        self.difference
    }

    /// Digits with which the pair is shown: of two reported with different digits the coarser.
    pub fn digits(&self) -> u32 {
        self.now.digits.min(self.then.digits)
    }

    /// Which way: decided on the figures as shown, so that equal figures never rise.
    pub fn trend(&self) -> Trend {
        let (now, then) = (rounded(self.now.number, self.digits()), rounded(self.then.number, self.digits()));
        match now.cmp(&then) {
            std::cmp::Ordering::Greater => Trend::Rise,
            std::cmp::Ordering::Less => Trend::Fall,
            std::cmp::Ordering::Equal => Trend::Level,
        }
    }

    /// The change in per cent of the other, exact; never for shares, nor where the other is not positive.
    pub fn percent(&self, unit: Unit<'_>) -> Option<Decimal> {
        if unit.is_share() || self.then.number <= Decimal::ZERO {
            return None;
        }
        self.difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(self.then.number)
    }

    /// Whether the change is for the better; `None` when level or without a better side.
    pub fn is_better(&self, indicator: &Indicator) -> Option<bool> {
        match (self.trend(), indicator.direction.inner) {
            (Trend::Level, _) | (_, Direction::Keep | Direction::Range) => None,
            (trend, Direction::Up) => Some(trend == Trend::Rise),
            (trend, Direction::Down) => Some(trend == Trend::Fall),
        }
    }

    /// Both bases of a ratio, where they differ: a share of 12 sections and one of 10 are told apart.
    pub fn changed_base(&self) -> Option<(Decimal, Decimal)> {
        let (now, then) = (self.now.ratio?.1, self.then.ratio?.1);
        (now != then).then_some((now, then))
    }
}

/// Whether two texts name the same thing: width, case, blanks, and the forms of dashes and brackets do not
/// count (`GB 3838—2002` is `GB3838-2002`).
pub fn same_text(a: Option<&str>, b: Option<&str>) -> bool {
    let plain = |text: Option<&str>| text.unwrap_or("").nfkc().filter_map(alike).collect::<String>();
    plain(a) == plain(b)
}

/// One character for those that people type for each other; none for what does not count.
fn alike(c: char) -> Option<char> {
    Some(match c {
        c if c.is_whitespace() => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | '﹣' => '-',
        '〔' | '[' | '【' | '〈' | '《' => '(',
        '〕' | ']' | '】' | '〉' | '》' => ')',
        '、' | '，' | ',' => ',',
        '；' | ';' => ';',
        '：' | ':' => ':',
        c => c.to_lowercase().next().unwrap_or(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t6_one_thing_written_in_several_ways_is_one_thing() {
        for (a, b) in [
            ("HJ 633—2012", "HJ633-2012"),
            ("HJ 633—2012", "HJ 633–2012"),
            ("国控断面（含入境断面）", "国控断面 (含入境断面)"),
            ("国控断面〔含入境〕", "国控断面(含入境)"),
            ("ＧＢ３０９５", "gb3095"),
        ] {
            assert!(same_text(Some(a), Some(b)), "{a} {b}");
        }
        assert!(!same_text(Some("GB 3095—2012"), Some("GB 3095—2026")));
        assert!(!same_text(Some("国控断面"), None));
        assert!(same_text(Some(" "), None));
    }
}
