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
    /// 固定电话: area code, dash, seven or eight digits.
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
            joined(text, group).then(|| kind(group)).flatten().map(|kind| (count, kind))
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
        _ => None,
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let follows = runs.last().is_some_and(|run| run.range.end == at);
        if let Some(digit) = digit(c) {
            if !follows {
                runs.push(Run { range: at..at, digits: String::new() });
            }
            if let Some(run) = runs.last_mut() {
                run.range.end = end;
                run.digits.push(digit);
            }
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
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\n' | '-' | '－' | '—' | '–' | '·' | '.' | '/' | '*' | '\\')
        || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
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
    let groups_of_four = lengths.len() >= 4 && lengths[..4] == [4, 4, 4, 4];
    if (shape.len() == 1 || groups_of_four) && (16..=19).contains(&all.len()) && is_bank(&all) {
        return Some(Kind::Bank);
    }
    (matches!(shape, [3 | 4, 7 | 8]) && all.starts_with('0')).then_some(Kind::Landline)
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
        ] {
            assert_eq!(kinds(text), [Kind::Mobile], "{text}");
        }
        assert_eq!(kinds("身份证11010519491231002X"), [Kind::Identity]);
        assert_eq!(kinds("110105 19491231 002X"), [Kind::Identity]);
        assert_eq!(kinds("卡号6222 0212 3456 7894"), kinds("卡号6222021234567894"));
        assert_eq!(kinds("联系0353-2291234"), [Kind::Landline]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "2025-12-10",
            "排查86个，投资1380万元",
            "110105194912310021",
            "京政发〔2025〕12345678901号",
            "1.38 亿",
            "000014349/2025-09140",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
        assert_eq!(find("2025-12-10 13812345678"), [(11..22, Kind::Mobile)]);
    }
}
