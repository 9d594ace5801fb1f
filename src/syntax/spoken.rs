//! Numbers in sentences, as people type them: `3,171,742`, `３．５`, `3 171 742`, `41.5万`, `6.**45**`, `六点四五`,
//! `百分之六点五`.

use std::ops::Range;
use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::numerals;
use super::unseen::{after_marks, after_marks_of_digits};

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Its bytes: digits, points, the separators of thousands, and the words before it that say what it is part of.
    pub range: Range<usize>,
    /// The number without what follows.
    pub number: Decimal,
    /// By what 万 or 亿 behind it multiplies it; 1 without.
    pub scale: Decimal,
    /// `%` or `‰`, where the words before it say so: 百分之, 千分之.
    pub part_of: Option<&'static str>,
    /// Whether it is written out in words, not in digits.
    pub written: bool,
}

impl Spoken {
    /// Whether it is a small number in words, which may count nothing: 一是, 三个方面, 统一.
    pub fn is_a_word(&self) -> bool {
        let is_whole = self.number.fract().is_zero();
        self.written && self.part_of.is_none() && is_whole && self.number < Decimal::TEN
    }
}

/// The numbers of a text, in their order. What is longer than a decimal holds is none.
pub fn spoken(text: &str) -> Vec<Spoken> {
    let (mut found, mut at) = (vec![], 0);
    while let Some(c) = text[at..].chars().next() {
        let part_of = part_of(&text[at..]);
        let from = at + part_of.map_or(0, |(words, _)| words.len());
        if let Some((number, end)) = number_at(text, from) {
            let scale = scale_behind(text, end).map_or(Decimal::ONE, |(scale, _)| scale);
            let written = text[from..end].chars().any(|c| numerals::digit(c).is_some()) || part_of.is_some();
            let part_of = part_of.map(|(_, unit)| unit);
            found.push(Spoken { range: at..end, number, scale, part_of, written });
            at = end;
        } else if digit(c).is_some() {
            // One that no decimal holds is no number, nor is its end.
            at += text[at..].find(|c| digit(c).is_none()).unwrap_or(text.len() - at);
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// The words before a number that say that it is a part of something, and the sign for it.
pub fn part_of(text: &str) -> Option<(&'static str, &'static str)> {
    [("百分之", "%"), ("千分之", "‰")].into_iter().find(|(words, _)| text.starts_with(words))
}

/// The number that begins at a byte, in digits or written out, and where it ends. Separators of thousands belong to it
/// only where every group behind the first has three digits; a point only before a digit.
pub fn number_at(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let (mut plain, mut end) = whole_at(text, at)?;
    if let Some(after) = point_at(text, end) {
        let mut fraction = String::new();
        let after = digits_into(text, after, &mut fraction, any_digit);
        if !fraction.is_empty() && !is_an_hour(text, end, after) {
            plain.push('.');
            plain.push_str(&fraction);
            end = after;
        }
    }
    Some((Decimal::from_str(&plain).ok()?, end))
}

/// The whole part of a number, and where it ends.
fn whole_at(text: &str, at: usize) -> Option<(String, usize)> {
    let mut plain = String::new();
    let mut end = digits_into(text, at, &mut plain, digit);
    if plain.is_empty() {
        let rest = text.get(at..)?;
        // 百分之百 is the only one that begins with a power.
        let all = "百分之百";
        let is_all = rest.starts_with('百') && text[..at + '百'.len_utf8()].ends_with(all);
        let (number, length) = match numerals::before_point(rest) {
            _ if is_all => (Decimal::ONE_HUNDRED, '百'.len_utf8()),
            Some(spelt) => spelt,
            None => numerals::whole(rest)?,
        };
        return Some((number.to_string(), at + length));
    }
    if let Some((groups, after)) = groups_at(text, end).filter(|_| plain.len() <= 3) {
        plain.push_str(&groups);
        end = after;
    }
    Some(mixed_at(text, end, &plain).unwrap_or((plain, end)))
}

/// `1万2千`, `3万5千6百`: digits with the powers written between them, as they are spoken; behind digits and at their
/// end. The 千 of a unit (2千瓦) is none.
fn mixed_at(text: &str, end: usize, plain: &str) -> Option<(String, usize)> {
    const POWERS: [(char, u32); 3] = [('千', 1000), ('百', 100), ('十', 10)];
    let mut at = end + text[end..].strip_prefix('万').map(|_| '万'.len_utf8())?;
    let mut number = Decimal::from_str(plain).ok()?.checked_mul(Decimal::from(10_000))?;
    let mut found = None;
    for (word, power) in POWERS {
        let mut chars = text[at..].chars();
        let Some(digit) = chars.next().and_then(digit).and_then(|c| c.to_digit(10)) else { break };
        let unit = chars.clone().nth(1).is_some_and(|c| "瓦克米卡帕伏赫焦升字".contains(c));
        if chars.next() != Some(word) || (word == '千' && unit) {
            continue;
        }
        number = number.checked_add(Decimal::from(digit * power))?;
        at = text.len() - chars.as_str().len();
        found = Some((number.normalize().to_string(), at));
    }
    found
}

/// Where the digits behind a point would begin.
fn point_at(text: &str, end: usize) -> Option<usize> {
    let at = after_marks(text, end);
    let point = text[at..].chars().next().filter(|c| matches!(c, '.' | '．' | '点'))?;
    Some(after_marks(text, at + point.len_utf8()))
}

/// Whether 点 tells the hour: 9点30分, 六点三十.
fn is_an_hour(text: &str, point: usize, end: usize) -> bool {
    let is_spoken = text[point..end].contains('点');
    is_spoken && text[end..].starts_with(['分', '许', '十', '拾', '刻', '百', '千'])
}

/// 万 or 亿 at the beginning of a text, by what it multiplies, and what follows. 千 alone is part of the unit
/// (千瓦), before 万 it is not.
pub fn scale_of(text: &str) -> Option<(Decimal, &str)> {
    const SCALES: [(&str, i64); 5] = [
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("万亿", 1_000_000_000_000),
        ("万", 10_000),
        ("亿", 100_000_000),
    ];
    SCALES.iter().find_map(|(word, scale)| Some((Decimal::from(*scale), text.strip_prefix(word)?)))
}

/// 万 or 亿 behind a number of a sentence, whatever marks of emphasis stand between them, and what follows. People type
/// a small w for 万; watts have a large one.
pub fn scale_behind(text: &str, end: usize) -> Option<(Decimal, &str)> {
    let at = after_marks(text, end);
    let at = at + text[at..].len() - text[at..].trim_start().len();
    let rest = text[after_marks(text, at)..].trim_start();
    let letter = || {
        let behind = rest.strip_prefix('w')?;
        let is_alone = !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        is_alone.then_some((Decimal::from(10_000), behind))
    };
    scale_of(rest).or_else(letter)
}

/// The groups of thousands that follow, without their separators; `None` where one has not three digits.
fn groups_at(text: &str, mut at: usize) -> Option<(String, usize)> {
    let (mut groups, mut first) = (String::new(), None);
    loop {
        let mark = text[at..].chars().next().filter(|c| is_separator(*c));
        let Some(mark) = mark.filter(|c| first.is_none_or(|first| first == *c)) else { break };
        let mut group = String::new();
        let after = digits_into(text, at + mark.len_utf8(), &mut group, digit);
        match group.len() {
            0 => break,
            3 if groups.len() > LONGEST => return None,
            3 => groups.push_str(&group),
            _ => return None,
        }
        (at, first) = (after, Some(mark));
    }
    (!groups.is_empty()).then_some((groups, at))
}

/// Digits that are read of one number.
const LONGEST: usize = 48;

/// Commas, and the blanks that stand between thousands (GB/T 15835).
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Adds the digits that begin at a byte, whatever marks of emphasis stand between them; gives where they end.
fn digits_into(text: &str, at: usize, plain: &mut String, digit: fn(char) -> Option<char>) -> usize {
    let (mut end, mut next) = (at, at);
    while let Some((c, found)) = text[next..].chars().next().and_then(|c| Some((c, digit(c)?))) {
        // More than any number has; who reads on begins behind them.
        if plain.len() > LONGEST {
            break;
        }
        plain.push(found);
        end = next + c.len_utf8();
        next = after_marks_of_digits(text, end);
    }
    end
}

/// A digit of either width or of mathematics, in ASCII.
fn digit(c: char) -> Option<char> {
    let nth = |zero: u32| char::from_digit((u32::from(c) - zero) % 10, 10);
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => nth(u32::from('０')),
        '\u{1d7ce}'..='\u{1d7ff}' => nth(0x1d7ce),
        _ => None,
    }
}

/// A digit, as such or as a numeral.
fn any_digit(c: char) -> Option<char> {
    digit(c).or_else(|| numerals::digit(c).and_then(|digit| char::from_digit(digit, 10)))
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
        for text in ["二一五万户", "215w户", "215<b>万</b>户", "215 **万**户", "2,150,000户"] {
            assert_eq!(read(text), ["2150000"], "{text}");
        }
        assert_eq!(read("功率215W、215wh"), ["215", "215"]);
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

    #[test]
    fn t1_a_number_is_one_whatever_marks_stand_in_it() {
        for text in [
            "6.**45**",
            "**6**.45",
            "6\\.45",
            "6.<b>45</b>",
            "6.4<sub>5</sub>",
            "6.4\u{200b}5",
            "6.`45`",
            "__6__.45",
            "６．４５",
            "*6*.45",
            "𝟔.𝟒𝟓",
        ] {
            assert_eq!(read(&format!("pH为{text}，")), ["6.45"], "{text}");
        }
        // Signs of arithmetic and ranges are none.
        assert_eq!(read("2*3、2~3、2<3>1"), ["2", "3", "2", "3", "2", "3", "1"]);
    }

    #[test]
    fn t1_a_number_may_be_written_out() {
        for text in ["六点四五", "陆点肆伍", "六点45", "6点四五"] {
            assert_eq!(read(&format!("pH为{text}，")), ["6.45"], "{text}");
        }
        assert_eq!(read("百分之六点五、百分之83.3、百分之百"), ["6.5", "83.3", "100"]);
        assert_eq!(read("三百一十七点一七四二万吨"), ["3171742"]);
        for (text, number) in [("1万2千亩", "12000"), ("3万5千6百户", "35600"), ("２万３百人", "20300")]
        {
            assert_eq!(read(text), [number], "{text}");
        }
        assert_eq!(read("1万2千瓦、3万5处"), ["10000", "2", "30000", "5"]);
        for (text, number) in [
            ("8.9万亿元", "8900000000000"),
            ("八万九千亿元", "8900000000000"),
            ("一八五点九", "185.9"),
            ("百分之一百八十五点九", "185.9"),
            ("三亿五千万", "350000000"),
            ("一万二千三百亿", "1230000000000"),
        ] {
            assert_eq!(read(text), [number], "{text}");
        }
        assert_eq!(read("九点三十分"), ["9", "30"]);
        assert_eq!(read("9点30分"), ["9", "30"]);
        let all = spoken("百分之六点五，千分之三，六点四五，一是三十四家");
        let said: Vec<_> = all.iter().map(|n| (n.part_of, n.written, n.is_a_word())).collect();
        assert_eq!(
            said,
            [
                (Some("%"), true, false),
                (Some("‰"), true, false),
                (None, true, false),
                (None, true, true),
                (None, true, false)
            ]
        );
    }
}
