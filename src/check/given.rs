//! A value with its parts, whoever gave it: this year's figure, last year's final value, what was published
//! before the first round.
//!
//! What can be told of a value alone is told here, so that one measure holds for all of them.

use rust_decimal::Decimal;

use crate::measure::{Unit, shown};
use crate::plan::{Indicator, Located, Number, Published};
use crate::submission::{Figure, LastYear};

/// A value of an indicator, and the parts it was computed from.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) value: &'a Located<Number>,
    pub(super) n: Option<&'a Located<Number>>,
    pub(super) of: Option<&'a Located<Number>>,
}

/// Parts that cannot be parts.
pub(super) enum Impossible<'a> {
    /// The denominator is not above zero.
    Whole(&'a Located<Number>),
    /// The part is more than its whole.
    Part(&'a Located<Number>, &'a Located<Number>),
}

impl<'a> Given<'a> {
    /// This year's value, where there is one.
    pub(super) fn now(indicator: &'a Indicator, figure: &'a Figure) -> Option<Self> {
        let value = figure.value.as_ref()?;
        Some(Given { indicator, value, n: figure.n.as_ref(), of: figure.of.as_ref() })
    }

    /// Last year's final value.
    pub(super) fn settled(indicator: &'a Indicator, last: &'a LastYear) -> Self {
        Given { indicator, value: &last.value, n: last.n.as_ref(), of: last.of.as_ref() }
    }

    /// What was published before the first round.
    pub(super) fn published(indicator: &'a Indicator, then: &'a Published) -> Self {
        Given { indicator, value: &then.value, n: then.n.as_ref(), of: then.of.as_ref() }
    }

    pub(super) fn number(&self) -> Decimal {
        self.value.value
    }

    pub(super) fn is_percent(&self) -> bool {
        Unit::of(self.indicator) == Unit::Percent
    }

    /// Whether it is a percentage that is not between 0 and 100.
    pub(super) fn is_no_percentage(&self) -> bool {
        self.is_percent() && !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&self.number())
    }

    /// Whether it is below zero where the plan itself knows no negative number. Percentages have a range of
    /// their own.
    pub(super) fn is_negative(&self) -> bool {
        let known = || self.indicator.planned().any(|number| number < Decimal::ZERO);
        !self.is_percent() && self.number() < Decimal::ZERO && !known()
    }

    /// Both parts.
    pub(super) fn parts(&self) -> Option<(&'a Located<Number>, &'a Located<Number>)> {
        self.n.zip(self.of)
    }

    /// The one part that stands without the other.
    pub(super) fn half(&self) -> Option<(&'a Located<Number>, &'static str)> {
        match (self.n, self.of) {
            (Some(n), None) => Some((n, "填了分子，没有填分母")),
            (None, Some(of)) => Some((of, "填了分母，没有填分子")),
            _ => None,
        }
    }

    /// The percentage that is meant where it was filled in as a share of one: what else the number would be
    /// found to be has this one cause.
    pub(super) fn meant_as_share(&self) -> Option<Decimal> {
        let tens = self.indicator.planned().all(|n| n >= Decimal::TEN);
        let any = self.indicator.planned().next().is_some();
        // Where the parts give what was written, nothing is meant otherwise.
        let share = self.parts().and_then(|(n, of)| n.value.checked_div(of.value));
        let holds = share.is_some_and(|share| share <= Decimal::new(1, 2));
        as_percent(self.number()).filter(|_| self.is_percent() && any && tens && !holds)
    }

    /// What the parts give, in the digits of the value, where it is not the value. Turned round, or filled in
    /// as a share of one, they are another rule's finding.
    pub(super) fn otherwise(&self) -> Option<String> {
        let (n, of) = self.parts()?;
        let exact = self.by_parts()?;
        let turned = self.is_percent() && n.value > of.value;
        if self.meant_as_share().is_some() || turned || self.agrees(exact) {
            return None;
        }
        let digits = self.value.value.scale().max(self.indicator.decimals.unwrap_or_default());
        Some(shown(exact, digits.min(6)))
    }

    /// What the parts give, with all its digits.
    fn by_parts(&self) -> Option<Decimal> {
        let (n, of) = self.parts()?;
        n.value.checked_mul(Unit::of(self.indicator).factor())?.checked_div(of.value)
    }

    /// What the parts give, where the value is that, rounded.
    pub(super) fn rounded_from(&self) -> Option<Decimal> {
        self.by_parts().filter(|exact| self.agrees(*exact))
    }

    /// Equal in the written digits; half a unit of the last digit either way, since offices round differently.
    fn agrees(&self, exact: Decimal) -> bool {
        let half = Decimal::new(5, self.number().scale().saturating_add(1).min(28));
        exact.checked_sub(self.number()).is_none_or(|difference| difference.abs() <= half)
    }
}

/// What a share of one is as a percentage.
pub(super) fn as_percent(number: Decimal) -> Option<Decimal> {
    let is_share = number > Decimal::ZERO && number <= Decimal::ONE;
    is_share.then(|| (number * Decimal::ONE_HUNDRED).normalize())
}

/// What is impossible about two parts, whether or not there is a value of them.
pub(super) fn impossible<'a>(
    indicator: &Indicator,
    n: &'a Located<Number>,
    of: &'a Located<Number>,
) -> Option<Impossible<'a>> {
    if of.value <= Decimal::ZERO {
        return Some(Impossible::Whole(of));
    }
    (Unit::of(indicator) == Unit::Percent && n.value > of.value).then_some(Impossible::Part(n, of))
}
