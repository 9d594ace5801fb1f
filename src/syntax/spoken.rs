//! Numbers in sentences, as people type them: `3,171,742`, `３．５`, `3 171 742`, `41.5万`.

use std::ops::Range;
use std::str::FromStr as _;

use rust_decimal::Decimal;

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Its bytes: digits, points and the separators of thousands.
    pub range: Range<usize>,
    /// The number without what follows.
    pub number: Decimal,
    /// By what 万 or 亿 behind it multiplies it; 1 without.
    pub scale: Decimal,
}

/// The numbers in digits of a text, in their order. What is longer than a decimal holds is none.
pub fn spoken(text: &str) -> Vec<Spoken> {
    let (mut found, mut at) = (vec![], 0);
    while let Some(c) = text[at..].chars().next() {
        if digit(c).is_none() {
            at += c.len_utf8();
        } else if let Some((number, end)) = number_at(text, at) {
            let scale = scale_of(text[end..].trim_start()).map_or(Decimal::ONE, |(scale, _)| scale);
            found.push(Spoken { range: at..end, number, scale });
            at = end;
        } else {
            at += text[at..].find(|c| digit(c).is_none()).unwrap_or(text.len() - at);
        }
    }
    found
}

/// The number in digits that begins at a byte, and where it ends. Separators of thousands belong to it only where
/// every group behind the first has three digits; a point only before a digit.
pub fn number_at(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let mut plain = String::new();
    let mut end = digits_into(text, at, &mut plain);
    if plain.is_empty() {
        return None;
    }
    if let Some((groups, after)) = groups_at(text, end).filter(|_| plain.len() <= 3) {
        plain.push_str(&groups);
        end = after;
    }
    if let Some(point) = text[end..].chars().next().filter(|c| matches!(c, '.' | '．')) {
        let mut fraction = String::new();
        let after = digits_into(text, end + point.len_utf8(), &mut fraction);
        if !fraction.is_empty() {
            plain.push('.');
            plain.push_str(&fraction);
            end = after;
        }
    }
    Some((Decimal::from_str(&plain).ok()?, end))
}

/// 万 or 亿 at the beginning of a text, by what it multiplies, and what follows. 千 alone is part of the unit
/// (千瓦), before 万 it is not.
pub fn scale_of(text: &str) -> Option<(Decimal, &str)> {
    const SCALES: [(&str, i64); 4] =
        [("百万", 1_000_000), ("千万", 10_000_000), ("万", 10_000), ("亿", 100_000_000)];
    SCALES.iter().find_map(|(word, scale)| Some((Decimal::from(*scale), text.strip_prefix(word)?)))
}

/// The groups of thousands that follow, without their separators; `None` where one has not three digits.
fn groups_at(text: &str, mut at: usize) -> Option<(String, usize)> {
    let (mut groups, mut first) = (String::new(), None);
    loop {
        let mark = text[at..].chars().next().filter(|c| is_separator(*c));
        let Some(mark) = mark.filter(|c| first.is_none_or(|first| first == *c)) else { break };
        let mut group = String::new();
        let after = digits_into(text, at + mark.len_utf8(), &mut group);
        match group.len() {
            0 => break,
            3 => groups.push_str(&group),
            _ => return None,
        }
        (at, first) = (after, Some(mark));
    }
    (!groups.is_empty()).then_some((groups, at))
}

/// Commas, and the blanks that stand between thousands (GB/T 15835).
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Adds the digits that begin at a byte; gives where they end.
fn digits_into(text: &str, at: usize, plain: &mut String) -> usize {
    let digits = text[at..].chars().map_while(|c| Some((c.len_utf8(), digit(c)?)));
    digits.fold(at, |end, (length, digit)| {
        plain.push(digit);
        end + length
    })
}

/// A digit of either width, in ASCII.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        spoken(text).iter().map(|n| (n.number * n.scale).normalize().to_string()).collect()
    }

    #[test]
    fn t9_a_number_is_one_however_its_thousands_and_digits_are_typed() {
        for text in [
            "3,171,742",
            "3，171，742",
            "３１７１７４２",
            "３，１７１，７４２",
            "3 171 742",
            "3\u{2009}171\u{2009}742",
        ] {
            assert_eq!(read(&format!("共{text}吨")), ["3171742"], "{text}");
        }
        assert_eq!(read("317.1742万吨、１．５亿元"), ["3171742", "150000000"]);
        assert_eq!(read("1,250.5公顷"), ["1250.5"]);
        assert_eq!(read("达到83.3。"), ["83.3"]);
    }

    #[test]
    fn t9_numbers_beside_each_other_stay_apart() {
        assert_eq!(read("1,2,3"), ["1", "2", "3"]);
        assert_eq!(read("12,34"), ["12", "34"]);
        assert_eq!(read("2025,171处"), ["2025", "171"]);
        assert_eq!(read("2.5—3.5"), ["2.5", "3.5"]);
        assert_eq!(read("99999999999999999999999999999999999"), Vec::<String>::new());
        assert_eq!(read("1.2.3"), ["1.2", "3"]);
    }
}
