//! May these two be compared? Asked here and nowhere else (assessment.md, sections 0 and 1).

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use super::{Quantity, Unit};
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
        let difference = now.as_shown().checked_sub(then.as_shown()).ok_or(Incomparable::OutOfRange)?;
        Ok(Comparable { now, then, difference })
    }

    /// The difference of the figures as shown, in the indicator's unit (points for shares): a reader who takes
    /// one from the other comes to nothing else. Its scale is that of the finer of the two.
    pub fn difference(&self) -> Decimal {
        self.difference
    }

    /// Which way: decided on the figures as shown, so that equal figures never rise.
    pub fn trend(&self) -> Trend {
        match self.difference.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => Trend::Rise,
            std::cmp::Ordering::Less => Trend::Fall,
            std::cmp::Ordering::Equal => Trend::Level,
        }
    }

    /// The same in per cent of the other as shown; never for shares, nor where the other is not positive.
    pub fn percent(&self, unit: Unit<'_>) -> Option<Decimal> {
        let then = self.then.as_shown();
        if unit.is_share() || then <= Decimal::ZERO {
            return None;
        }
        self.difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then)
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

    fn quantity(number: &str, digits: u32) -> Quantity {
        Quantity {
            number: number.parse().expect("a number"),
            digits,
            written: None,
            ratio: None,
            period: Some(Period::Year),
            status: None,
            basis: None,
            standard: None,
        }
    }

    /// A reader who takes one figure from the other comes to the difference that is printed.
    #[test]
    fn t7_the_difference_is_the_one_of_the_figures_as_shown() {
        for (then, now, difference, trend, percent) in [
            (("52.5", 1), ("49", 0), "-3.5", Trend::Fall, "-6.7"),
            (("8.6", 1), ("8.64", 2), "0.04", Trend::Rise, "0.5"),
            (("8.60", 2), ("8.6", 1), "0", Trend::Level, "0.0"),
            (("33.3333", 1), ("33.3499", 1), "0", Trend::Level, "0.0"),
            (("20.44", 1), ("20.56", 1), "0.2", Trend::Rise, "1.0"),
        ] {
            let (now, then) = (quantity(now.0, now.1), quantity(then.0, then.1));
            let pair = Comparable::new(&now, &then).expect("they may be compared");
            assert_eq!(pair.difference(), difference.parse().expect("a number"), "{now:?}");
            assert_eq!(pair.trend(), trend, "{now:?}");
            let shown = pair.percent(Unit::None).map(|percent| crate::measure::shown(percent, 1));
            assert_eq!(shown.as_deref(), Some(percent), "{now:?}");
        }
    }

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
