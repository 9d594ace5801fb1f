//! May these two be compared? Asked here and nowhere else (assessment.md, sections 0 and 1).

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use super::difference::{Difference, apart};
use super::{Quantity, Unit, Unlike};
use crate::plan::{Direction, Indicator, Published};
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
    /// Put together from figures of other units: how many this one is of, how many the other.
    Parts(usize, usize),
    /// The arithmetic leaves the range of decimals.
    OutOfRange,
}

/// Two quantities of one indicator that may be compared: only such have a difference, a change, an order.
#[derive(Debug, Clone)]
pub struct Comparable {
    now: Quantity,
    then: Quantity,
    difference: Difference,
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

/// Whether two quantities of an indicator may be compared.
///
/// # Errors
/// Why they may not: 口径, edition of the standard, and kind of period must agree.
pub fn comparable(indicator: &Indicator, now: &Quantity, then: &Quantity) -> Result<(), Incomparable> {
    let unlike = differences(indicator, now, then);
    if unlike.basis {
        return Err(Incomparable::Basis(now.basis.clone(), then.basis.clone()));
    }
    if unlike.standard {
        return Err(Incomparable::Standard(now.standard.clone(), then.standard.clone()));
    }
    if unlike.period {
        return Err(Incomparable::Period(now.period, then.period));
    }
    Ok(())
}

/// In what two quantities of an indicator differ that keeps them from being compared.
pub fn differences(indicator: &Indicator, now: &Quantity, then: &Quantity) -> Unlike {
    Unlike {
        value: false,
        basis: !same_text(now.basis.as_deref(), then.basis.as_deref()),
        standard: !same_text(now.standard.as_deref(), then.standard.as_deref()),
        period: !now.period.zip(then.period).is_some_and(|(a, b)| same_time(indicator, a, b)),
    }
}

/// Whether two times are of one kind. What adds up over a year is the same for the same months, however they are told.
pub fn same_time(indicator: &Indicator, now: Period, then: Period) -> bool {
    let months = |of: Period| of.whole_months().filter(|_| indicator.accumulates);
    now.same_kind(then) || months(now).is_some_and(|own| months(then) == Some(own))
}

impl Comparable {
    /// Compares a quantity with another of the same indicator.
    ///
    /// # Errors
    /// Why they may not be compared.
    pub fn new(indicator: &Indicator, now: &Quantity, then: &Quantity) -> Result<Self, Incomparable> {
        comparable(indicator, now, then)?;
        let (now, then, difference) = apart(now, then).ok_or(Incomparable::OutOfRange)?;
        Ok(Comparable { now, then, difference })
    }

    /// The difference, in the indicator's unit (points for shares).
    pub fn difference(&self) -> Difference {
        self.difference
    }

    /// Both, this one first, with the digits in which their difference can be read.
    pub fn both(&self) -> (&Quantity, &Quantity) {
        (&self.now, &self.then)
    }

    /// Which way, as it is shown: what rounds to nothing is level.
    pub fn trend(&self) -> Trend {
        match self.difference.shown.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => Trend::Rise,
            std::cmp::Ordering::Less => Trend::Fall,
            std::cmp::Ordering::Equal => Trend::Level,
        }
    }

    /// The same in per cent of the other, exact; never for shares, nor where the other is not positive.
    pub fn percent(&self, unit: Unit<'_>) -> Option<Decimal> {
        let (now, then) = (self.now.number, self.then.number);
        if unit.is_share() || then <= Decimal::ZERO {
            return None;
        }
        if self.trend() == Trend::Level {
            return Some(Decimal::ZERO);
        }
        now.checked_sub(then)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then)
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

/// Whether two published values of one year cannot both be right: nothing says in what they differ.
pub fn contradict(indicator: &Indicator, one: &Published, other: &Published) -> bool {
    // Another spelling of a basis is no other basis, and none of its own is the plan's.
    let basis = |of: &Published| of.basis.clone().or_else(|| indicator.basis.clone());
    let alike = same_text(basis(one).as_deref(), basis(other).as_deref())
        && same_text(one.standard.as_deref(), other.standard.as_deref());
    let same_time = (one.year, one.value_status) == (other.year, other.value_status);
    alike && same_time && one.value.value != other.value.value
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
