//! Numbers that belong to a person, found in running text however they are typed.

use std::ops::Range;

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 手机号码: `1[3-9]` and nine digits.
    Mobile,
    /// 居民身份证号码: eighteen digits with a right check digit (GB 11643).
    Identity,
    /// 银行卡号: sixteen to nineteen digits with a right check digit (ISO/IEC 7812).
    Bank,
    /// 疑似身份证号码: eighteen digits with a date of birth and a wrong check digit, or fifteen of the old form.
    LikeIdentity,
    /// 固定电话: area code and seven or eight digits, with or without a sign between them.
    Landline,
}

/// A run of digits without anything between them.
struct Run {
    range: Range<usize>,
    digits: String,
}

/// Groups that one number may be typed in: eleven single digits and a prefix.
const MOST: usize = 12;

/// The numbers in a text, with the bytes they stand in. Full-width digits count as digits; one space, dash or
/// dot between groups counts as nothing.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Kind)> {
    let runs = runs(text);
    let mut found = vec![];
    let mut at = 0;
    while at < runs.len() {
        // The longest group first: a bank number may begin with what looks like something shorter.
        let taken = (1..=MOST.min(runs.len() - at)).rev().find_map(|count| {
            let group = &runs[at..at + count];
            let named = || is_called_telephone(text, group).then_some(Kind::Landline);
            joined(text, group).then(|| kind(group).or_else(named)).flatten().map(|kind| (count, kind))
        });
        match taken {
            Some((count, kind)) => {
                found.push((runs[at].range.start..runs[at + count - 1].range.end, kind));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        // Bold, double-struck and other forms of mathematics.
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(c) - 0x1d7ce) % 10, 10),
        '①'..='⑨' => char::from_digit(u32::from(c) - u32::from('①') + 1, 10),
        '⓪' => Some('0'),
        // 一三八…: numbers are also written out.
        '幺' => Some('1'),
        '零' => Some('0'),
        c => ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"]
            .iter()
            .find_map(|ten| ten.chars().position(|word| word == c))
            .and_then(|n| char::from_digit(u32::try_from(n).ok()?, 10)),
    }
}

/// Whether a digit is typed as one, and not written out as a word or a sign of its own.
fn is_typed(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '\u{1d7ce}'..='\u{1d7ff}')
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    // `电话一138…` is not one number: digits written out begin another.
    let mut written_out = false;
    // Where the last run would go on: what nobody sees does not end it.
    let mut goes_on_at = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let follows = goes_on_at == Some(at);
        if follows && is_unseen(c) {
            goes_on_at = Some(end);
            continue;
        }
        if let Some(digit) = digit(c) {
            let is_word = !is_typed(c);
            if !follows || written_out != is_word {
                runs.push(Run { range: at..at, digits: String::new() });
            }
            written_out = is_word;
            if let Some(run) = runs.last_mut() {
                run.range.end = end;
                run.digits.push(digit);
            }
            goes_on_at = Some(end);
        } else if matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ')
            && let Some(run) = runs.last_mut().filter(|run| follows && run.digits.len() % 17 != 16)
        {
            // The check digit of an identity number may be X.
            run.range.end = end;
            run.digits.push('X');
        }
    }
    runs
}

/// Whether the runs are apart by nothing but what people and Markdown put between groups of digits.
fn joined(text: &str, group: &[Run]) -> bool {
    group.windows(2).all(|pair| {
        let between = &text[pair[0].range.end..pair[1].range.start];
        between.chars().count() <= 3 && between.chars().all(is_separator)
    })
}

fn is_separator(c: char) -> bool {
    let is_dash = matches!(c, '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' | '-' | 'ー' | '⁃');
    is_dash
        || c.is_whitespace()
        || is_unseen(c)
        || matches!(c, '(' | ')' | '（' | '）' | '·' | '•' | '‧' | '.' | '．' | '/' | '／' | ':')
}

/// What nobody sees between two characters on the page: marks of emphasis, escapes, characters without width.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '*' | '_' | '~' | '\\' | '\u{ad}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0f}' | '\u{20e3}'
    )
}

fn kind(group: &[Run]) -> Option<Kind> {
    let lengths: Vec<usize> = group.iter().map(|run| run.digits.len()).collect();
    let all: String = group.iter().map(|run| run.digits.as_str()).collect();
    let shape = lengths.as_slice();
    let mobile = match shape {
        [11]
        | [3, 4, 4]
        | [3, 3, 5]
        | [4, 4, 3]
        | [5, 6]
        | [3, 8]
        | [7, 4]
        | [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] => Some(all.as_str()),
        [13] | [2, 11] | [2, 3, 4, 4] => all.strip_prefix("86"),
        [15] | [4, 11] | [4, 3, 4, 4] => all.strip_prefix("0086"),
        _ => None,
    };
    if mobile.is_some_and(is_mobile) {
        return Some(Kind::Mobile);
    }
    if matches!(shape, [18] | [6, 8, 4] | [6, 4, 4, 4]) && is_identity(&all) {
        return Some(Kind::Identity);
    }
    // In whatever groups: a region, a day of birth and a check digit do not meet by chance.
    if (2..=6).contains(&shape.len()) && is_born(&all) && is_identity(&all) {
        return Some(Kind::Identity);
    }
    if matches!(shape, [15] | [18] | [6, 8, 4] | [6, 6, 3]) && is_born(&all) {
        return Some(Kind::LikeIdentity);
    }
    let groups_of_four = lengths.len() >= 4 && lengths[..4] == [4, 4, 4, 4];
    if (shape.len() == 1 || groups_of_four) && (16..=19).contains(&all.len()) && is_bank(&all) {
        return Some(Kind::Bank);
    }
    is_landline(shape, &all).then_some(Kind::Landline)
}

/// Whether seven or eight digits without an area code stand behind a word for a telephone.
fn is_called_telephone(text: &str, group: &[Run]) -> bool {
    let digits: usize = group.iter().map(|run| run.digits.len()).sum();
    let may_be = group.len() <= 2
        && (7..=8).contains(&digits)
        && group[0].digits.starts_with(|c: char| ('2'..='8').contains(&c));
    if !may_be {
        return false;
    }
    let between = |c: char| is_separator(c) || matches!(c, '：' | '为' | '是' | '号' | '码');
    let before = &text[..group[0].range.start];
    // Signs that go on and on stand between nothing.
    let gap: usize = before.chars().rev().take(8).take_while(|c| between(*c)).map(char::len_utf8).sum();
    let word = &before[..before.len() - gap];
    ["电话", "传真", "座机", "热线"].iter().any(|of| word.ends_with(of))
}

/// Area code and number, together or apart, with the code of the country or without; 400 and 800.
fn is_landline(shape: &[usize], digits: &str) -> bool {
    match shape {
        [3 | 4, 7 | 8] => digits.starts_with('0'),
        [3 | 4, 3 | 4, 4] if digits.starts_with('0') => true,
        [11 | 12] => digits.starts_with('0') && !digits.starts_with("00"),
        [2, 2 | 3, 7 | 8] => digits.starts_with("86"),
        [3, 3, 4] | [3, 4, 3] | [10] => digits.starts_with("400") || digits.starts_with("800"),
        _ => false,
    }
}

/// Whether digits have the form of an identity number: a region, and a day on which somebody can be born.
fn is_born(digits: &str) -> bool {
    if digits.contains('X') && !digits.ends_with('X')
        || !digits.starts_with(['1', '2', '3', '4', '5', '6', '8'])
    {
        return false;
    }
    let (year, rest) = match digits.len() {
        18 => (digits[6..10].parse().unwrap_or(0), &digits[10..14]),
        15 => (1900 + digits[6..8].parse().unwrap_or(0), &digits[8..12]),
        _ => return false,
    };
    let (month, day) = (rest[..2].parse().unwrap_or(0), rest[2..].parse().unwrap_or(0));
    (1900..2100).contains(&year) && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
}

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && !digits.contains('X')
}

fn values(digits: &str) -> Vec<u32> {
    digits.chars().map(|c| c.to_digit(10).unwrap_or(10)).collect()
}

fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [u32; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let values = values(digits);
    values.len() == 18 && !digits[..17].contains('X') && {
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        CHECK[(sum % 11) as usize] == values[17]
    }
}

/// The Luhn sum; issuers of bank cards begin with 3 to 6 or 9.
fn is_bank(digits: &str) -> bool {
    if digits.contains('X') || !digits.starts_with(['3', '4', '5', '6', '9']) {
        return false;
    }
    let sum: u32 = values(digits)
        .iter()
        .rev()
        .enumerate()
        .map(|(at, value)| if at % 2 == 0 { *value } else { value * 2 / 10 + value * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        find(text).into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn numbers_of_people_are_found_however_they_are_typed() {
        for text in [
            "电话13812345678。",
            "１３８１２３４５６７８",
            "138 1234 5678",
            "138-1234-5678",
            "+86 138 1234 5678",
            "8613812345678",
            "0086 13812345678",
            "138-123-45678",
            "13812 345678",
            "1381 2345 678",
            "1 3 8 1 2 3 4 5 6 7 8",
            "138**1234**5678",
            "138\\-1234\\-5678",
            "138\u{200b}12345678",
            "138/1234/5678",
            "138  1234  5678",
            "138__1234__5678",
            "电话一13812345678",
            "138\u{2011}1234\u{2010}5678",
            "138\u{2212}1234\u{fe63}5678",
            "138\u{2007}1234\u{202f}5678",
            "138／1234／5678",
            "138．1234．5678",
            "①③⑧1234⑤⑥⑦⑧",
            "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",
            "¹³⁸¹²³⁴⁵⁶⁷⁸",
            "壹叁捌壹贰叁肆伍陆柒捌",
            "1\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}12345678",
        ] {
            assert_eq!(kinds(text), [Kind::Mobile], "{text}");
        }
        assert_eq!(kinds("身份证11010519491231002X"), [Kind::Identity]);
        assert_eq!(kinds("110105 19491231 002X"), [Kind::Identity]);
        assert_eq!(kinds("卡号6222 0212 3456 7894"), kinds("卡号6222021234567894"));
        assert_eq!(kinds("110\u{2011}105\u{2011}1949\u{2011}1231\u{2011}002X"), [Kind::Identity]);
        for text in [
            "联系0353-2291234",
            "（0353）2291234",
            "03532291234",
            "+86-353-2291234",
            "400-812-3456",
            "(010)1234-5678",
            "010 1234 5678",
            "电话：2023456",
            "联系电话为 8202-3456",
            "传真号码：2023456",
            "电话:0353\u{2011}2023456",
        ] {
            assert_eq!(kinds(text), [Kind::Landline], "{text}");
        }
        for text in ["一三八一二三四五六七八", "幺三八 幺二三四 五六七八"] {
            assert_eq!(kinds(text), [Kind::Mobile], "{text}");
        }
        for text in ["110105194912310021", "证号110105491231002", "110105 19491231 0021"] {
            assert_eq!(kinds(text), [Kind::LikeIdentity], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "2025-12-10",
            "排查86个，投资1380万元",
            "京政发〔2025〕12345678901号",
            "1.38 亿",
            "二〇二五年一至十一月，一口一档",
            "设备编号202511300012345",
            "000014349/2025-09140",
            "受理电话2023件",
            "电话回访2023456人次",
            "①建立台账；②完成整治12345处",
            "投资2023456元",
            "完成138、1234、5678亩",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
        assert_eq!(find("2025-12-10 13812345678"), [(11..22, Kind::Mobile)]);
    }
}
