//! Units of measure: what a number counts, and what a difference of two such numbers is called.

use rust_decimal::Decimal;

use crate::plan::Indicator;

/// 计量单位 of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'a> {
    /// %: a ratio × 100; differences are 个百分点.
    Percent,
    /// ‰: a ratio × 1,000; differences are 个千分点.
    Permille,
    /// Any other: printed as the plan writes it.
    Other(&'a str),
    /// No unit of measure.
    None,
}

impl<'a> Unit<'a> {
    /// The unit of an indicator: the one place that says what a percentage is.
    pub fn of(indicator: &'a Indicator) -> Self {
        Unit::named(indicator.unit_of_measure.as_deref())
    }

    /// The unit that a text names.
    pub fn named(text: Option<&'a str>) -> Self {
        match text.map(str::trim) {
            None | Some("") => Unit::None,
            Some("%" | "％" | "﹪" | "百分比" | "百分点" | "个百分点") => Unit::Percent,
            Some("‰" | "千分比" | "千分点" | "个千分点") => Unit::Permille,
            Some(other) => Unit::Other(other),
        }
    }

    /// By what n ÷ N is multiplied to stand in this unit: only percentages and ‰ are parts of a whole.
    pub fn factor(self) -> Decimal {
        match self {
            Unit::Percent => Decimal::ONE_HUNDRED,
            Unit::Permille => Decimal::ONE_THOUSAND,
            Unit::Other(_) | Unit::None => Decimal::ONE,
        }
    }

    /// Whether things are counted, so that their number is whole.
    pub fn is_counted(self) -> bool {
        const COUNTED: [&str; 16] = [
            "个", "家", "座", "处", "条", "项", "件", "人", "户", "次", "辆", "台", "套", "村", "户次",
            "人次",
        ];
        matches!(self, Unit::Other(word) if COUNTED.contains(&word))
    }

    /// Whether numbers are shares of a whole: their change is told in points, never in per cent of themselves.
    pub fn is_share(self) -> bool {
        matches!(self, Unit::Percent | Unit::Permille)
    }

    /// The unit behind a number.
    pub fn text(self) -> &'a str {
        match self {
            Unit::Percent => "%",
            Unit::Permille => "‰",
            Unit::Other(text) => text,
            Unit::None => "",
        }
    }

    /// The unit behind a difference.
    pub fn of_difference(self) -> &'a str {
        match self {
            Unit::Percent => "个百分点",
            Unit::Permille => "个千分点",
            Unit::Other(text) => text,
            Unit::None => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t9_only_shares_are_multiplied() {
        for (text, factor, difference) in [
            (Some("%"), 100, "个百分点"),
            (Some(" ％ "), 100, "个百分点"),
            (Some("‰"), 1000, "个千分点"),
            (Some("平方米/人"), 1, "平方米/人"),
            (None, 1, ""),
        ] {
            let unit = Unit::named(text);
            assert_eq!(
                (unit.factor(), unit.of_difference()),
                (Decimal::from(factor), difference),
                "{text:?}"
            );
        }
    }
}
