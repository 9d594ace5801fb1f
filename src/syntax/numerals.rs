//! Numbers written out in Chinese numerals: `三十三`, `一百零六`, `三百一十七万一千`, `二〇二五`, `六点四五`.

use rust_decimal::Decimal;

/// A numeral: a digit, or by what the one before it is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Digit(u32),
    Power(u32),
}

/// Ten numerals each, zero first: those of daily use, those of accounts.
const DIGITS: [&str; 2] = ["零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖"];

fn numeral(c: char) -> Option<Numeral> {
    let power = match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '两' => return Some(Numeral::Digit(2)),
        _ => return digit(c).map(Numeral::Digit),
    };
    Some(Numeral::Power(power))
}

/// A digit written as a numeral.
pub(super) fn digit(c: char) -> Option<u32> {
    let at = DIGITS.iter().find_map(|ten| ten.chars().position(|word| word == c));
    at.and_then(|at| u32::try_from(at).ok())
}

/// The whole number that begins a text, and the bytes it takes. The 万 or 亿 behind the last numerals is no part of
/// it: it belongs to the unit of measure, as behind digits.
pub(super) fn whole(text: &str) -> Option<(Decimal, usize)> {
    let (mut total, mut open, mut at, mut last) = (Decimal::ZERO, Decimal::ZERO, 0, Decimal::MAX);
    loop {
        let end = at + length(&text[at..])?;
        let is_scaled = text[end..].starts_with(['万', '亿']);
        open = open.checked_add(section(&text[at..end], is_scaled)?)?;
        let (scale, behind) = match text[end..].chars().next() {
            Some('万') => (Decimal::from(10_000), end + '万'.len_utf8()),
            Some('亿') => (Decimal::from(100_000_000), end + '亿'.len_utf8()),
            _ => return Some((total.checked_add(open)?, end)),
        };
        // 三百一十七万一千 goes on; 五亿三千万 is 53000万.
        let next = length(&text[behind..]).and_then(|length| section(&text[behind..behind + length], false));
        if next.is_none() {
            let counted = if scale > last { total } else { total.checked_div(scale)? };
            return Some((counted.checked_add(open)?, end));
        }
        // 八万九千亿: what 万 multiplied 亿 multiplies as well.
        if scale > last {
            (open, total) = (total.checked_add(open)?, Decimal::ZERO);
        }
        total = total.checked_add(open.checked_mul(scale)?)?;
        (open, at, last) = (Decimal::ZERO, behind, scale);
    }
}

/// Digits said one behind the other before a point, and the bytes they take: 一八五点九 can mean nothing else.
pub(super) fn before_point(text: &str) -> Option<(Decimal, usize)> {
    const MOST: usize = 24;
    let said: Vec<(char, u32)> = text.chars().map_while(|c| Some((c, digit(c)?))).take(MOST).collect();
    let length: usize = said.iter().map(|(c, _)| c.len_utf8()).sum();
    let is_point =
        text[length..].strip_prefix('点').is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()));
    let number =
        said.iter().fold(Decimal::ZERO, |sum, (_, digit)| sum * Decimal::TEN + Decimal::from(*digit));
    (said.len() > 1 && is_point).then_some((number, length))
}

/// The bytes of the numerals that begin a text; `None` where there are more than any number has, so that each place
/// of a long text costs little.
fn length(text: &str) -> Option<usize> {
    const MOST: usize = 24;
    let numerals = text.chars().take_while(|c| numeral(*c).is_some());
    let (count, bytes) = numerals.take(MOST + 1).fold((0, 0), |(n, bytes), c| (n + 1, bytes + c.len_utf8()));
    (count <= MOST).then_some(bytes)
}

/// Numerals below 万. One digit behind another is read only where it can mean nothing else: with a zero, or where
/// there are four and more (`二〇二五`), or three before 万 (`二一五万`); `三五` may be three to five.
fn section(numerals: &str, is_scaled: bool) -> Option<Decimal> {
    let read: Vec<Numeral> = numerals.chars().map_while(numeral).collect();
    let digits: Option<Vec<u32>> = read.iter().map(|one| digit_of(*one)).collect();
    match digits {
        Some(digits) if digits.is_empty() => None,
        Some(digits) if digits.len() > 1 => {
            let plain = digits.len() >= if is_scaled { 3 } else { 4 } || digits.contains(&0);
            let add = |sum: Decimal, digit: &u32| sum * Decimal::TEN + Decimal::from(*digit);
            plain.then(|| digits.iter().fold(Decimal::ZERO, add))
        }
        _ => powers(&read),
    }
}

fn digit_of(numeral: Numeral) -> Option<u32> {
    match numeral {
        Numeral::Digit(digit) => Some(digit),
        Numeral::Power(_) => None,
    }
}

fn powers(numerals: &[Numeral]) -> Option<Decimal> {
    let (mut total, mut digit): (u32, Option<u32>) = (0, None);
    for one in numerals {
        match one {
            Numeral::Power(10) => {
                total = total.checked_add(digit.take().filter(|n| *n > 0).unwrap_or(1).checked_mul(10)?)?;
            }
            // 千 and 百 alone belong to a word (千瓦, 百姓).
            Numeral::Power(power) => total = total.checked_add(digit.take()?.checked_mul(*power)?)?,
            Numeral::Digit(one) => digit = Some(*one),
        }
    }
    Some(Decimal::from(total.checked_add(digit.unwrap_or(0))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_spoken() {
        let read = |text: &str| {
            whole(text).map(|(number, end)| (number.normalize().to_string(), text[end..].to_owned()))
        };
        for (text, number, rest) in [
            ("三十三个", "33", "个"),
            ("十二座", "12", "座"),
            ("一百零六处", "106", "处"),
            ("壹佰贰拾户", "120", "户"),
            ("二〇二五年", "2025", "年"),
            ("三百一十七万一千七百四十二户", "3171742", "户"),
            ("五亿三千万元", "53000", "万元"),
            ("五万户", "5", "万户"),
            ("两千瓦", "2000", "瓦"),
        ] {
            assert_eq!(read(text), Some((number.to_owned(), rest.to_owned())), "{text}");
        }
        for text in ["千瓦", "百姓", "三五年", "户", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
