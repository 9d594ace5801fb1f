//! Line ends: which part paragraphs, which are nothing, which are a blank.
//!
//! Takes lines; gives joined text. Never changes a character that is no white space.

/// Line ends of one kind; control characters, which say nothing on paper, as blanks.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            c if c.is_control() || c == '\u{feff}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Adds a line to a paragraph. A line end beside a Chinese character is no blank.
pub(super) fn join(paragraph: &mut String, line: &str) {
    // Marks of strong words hide the character that counts; two asterisks at most.
    let before = paragraph.chars().rev().take(3).find(|&c| c != '*');
    let after = line.chars().take(3).find(|&c| c != '*');
    let glued = before.is_none_or(is_wide) || after.is_none_or(is_wide);
    if !glued {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Plain words on one line, as [`join`] would join them.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in normal(text).split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        join(&mut out, line);
    }
    out
}

/// Chinese characters, their punctuation and full-width forms.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a line begins a paragraph of its own after the `before` lines: it is indented as one, or an
/// item of an enumeration. `in_items` says that the paragraph before it is such an item.
pub(super) fn begins_paragraph(line: &str, before: &str, in_items: bool) -> bool {
    let indent: usize = line.chars().take_while(|c| c.is_whitespace()).map(width).sum();
    if indent >= 4 {
        return true;
    }
    match number(line.trim_start()) {
        None => false,
        Some(Number::First) => true,
        // “第3季度和⏎4、5月” is no fourth item: there must be a third, or an end of a sentence.
        Some(Number::Later) => {
            let end = before.chars().rev().take(3).find(|&c| c != '*');
            in_items || end.is_some_and(|c| "。；：！？;:!?”）".contains(c))
        }
    }
}

/// Blanks that a white character takes.
pub(super) fn width(c: char) -> usize {
    if c == '\u{3000}' { 2 } else { 1 }
}

/// The number of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// 1, （一）, ①, or a sign that is no number.
    First,
    Later,
}

/// The number that an item of an enumeration begins with.
pub(super) fn number(line: &str) -> Option<Number> {
    let first = line.chars().next()?;
    match first {
        '①' | '⑴' | '⒈' | '❶' | '㈠' | '㊀' => return Some(Number::First),
        '\u{2460}'..='\u{249b}'
        | '\u{2776}'..='\u{2793}'
        | '\u{3220}'..='\u{3229}'
        | '\u{3280}'..='\u{3289}' => {
            return Some(Number::Later);
        }
        '•' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▪' | '·' => return Some(Number::First),
        _ => {}
    }
    let opened = line.strip_prefix(['(', '（']);
    let ranked = line.strip_prefix(['第', '其']);
    let (numeral, rest) = numeral(opened.or(ranked).unwrap_or(line))?;
    let sign = rest.chars().next()?;
    let follows = rest.chars().nth(1);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_digits = numeral.starts_with(digit);
    let ends = match (opened.is_some(), ranked.is_some()) {
        (true, _) => matches!(sign, ')' | '）'),
        (_, true) => !is_digits && matches!(sign, '，' | '、' | '：' | '是'),
        // “1.5米” and “1、2号机组” are figures, “一、二季度” is two of them.
        _ if is_digits => match sign {
            ')' | '）' => true,
            '.' | '．' | '、' => !follows.is_some_and(digit),
            _ => false,
        },
        _ => sign == '是' || sign == '、' && !follows.is_some_and(is_numeral),
    };
    ends.then_some(if matches!(numeral, "1" | "一" | "１" | "壹") { Number::First } else { Number::Later })
}

/// One or two digits, or up to three Chinese numerals, and what follows.
fn numeral(text: &str) -> Option<(&str, &str)> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_digits = text.starts_with(digit);
    let end = text.find(|c: char| if is_digits { !digit(c) } else { !is_numeral(c) })?;
    let (numeral, rest) = text.split_at(end);
    let longest = if is_digits { 2 } else { 3 };
    (end > 0 && numeral.chars().count() <= longest).then_some((numeral, rest))
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十壹".contains(c)
}
