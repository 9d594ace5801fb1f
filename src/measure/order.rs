//! The order of numbers that were reckoned.
//!
//! A third has no end, and two ways to the same third may end in different digits. What lies no farther apart than such
//! a rest is one number: whether a figure reaches what is asked of it must hang neither on the way that it was
//! reckoned nor on the unit that it is measured in.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// The part of a number that reckoning may leave, far below any digit that is reported.
const REST: Decimal = Decimal::from_parts(1, 0, 0, false, 20);

/// The order of two numbers.
pub fn order(one: Decimal, other: Decimal) -> Ordering {
    let (Some(apart), Some(rest)) = (one.checked_sub(other), one.abs().max(other.abs()).checked_mul(REST))
    else {
        return one.cmp(&other);
    };
    if apart.abs() <= rest { Ordering::Equal } else { one.cmp(&other) }
}

/// Whether a distance is more than is tolerated; `of` is what it is the distance from.
pub fn is_beyond(distance: Decimal, tolerated: Decimal, of: Decimal) -> bool {
    let rest = of.abs().checked_mul(REST).unwrap_or_default();
    distance.checked_sub(tolerated).is_some_and(|more| more > rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_third_is_one_third_however_it_was_reckoned() {
        let d = |text: &str| text.parse::<Decimal>().expect("a number");
        let third = Decimal::ONE / d("3");
        assert_eq!(order(third * d("100"), d("100") / d("3")), Ordering::Equal);
        assert_eq!(order(d("33.333333"), d("100") / d("3")), Ordering::Less);
        assert_eq!(order(d("0.00000001"), Decimal::ZERO), Ordering::Greater);
        assert_eq!(order(Decimal::MAX, Decimal::MIN), Ordering::Greater);
        // 15 is a tenth of 20 short of 20 × 10 ÷ 12, and not more.
        let (part, tolerated) = (d("20") * d("10") / d("12"), d("2") * d("10") / d("12"));
        assert!(
            !is_beyond(part - d("15"), tolerated, part) && is_beyond(part - d("14.9999"), tolerated, part)
        );
    }
}
