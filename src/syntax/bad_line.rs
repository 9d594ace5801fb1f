//! What to say of a line that is no YAML, and which bytes of it to point at.
//!
//! Takes the line, the line above and the parser's words; gives words that a clerk understands.
//! Never mends anything.

use std::ops::Range;

use super::de::shortened;
use super::guilty::has_odd_quotes;
use super::layout::{columns, indentation};
use super::marks::Mark;
use super::rules;
use crate::diagnostic::Rule;

/// What is said of a line; `at` in bytes of the line.
#[derive(Clone)]
pub(super) struct BadLine {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) at: Range<usize>,
}

/// Explains a line that the parser could not read. `before` is the line above it, `info` the parser's words.
pub(super) fn bad_line(line: &str, before: &str, info: &str) -> BadLine {
    let start = line.len() - line.trim_start().len();
    let whole = start..start + line.trim().len();
    let bare = line.trim();
    let value = bare.split_once(": ").map_or(bare.trim_start_matches("- "), |(_, value)| value).trim();
    let value_at = whole.end - value.len().min(whole.len())..whole.end;
    let found = |rule, message: String, help, at| BadLine { rule, message, help, at };
    if has_odd_quotes(line) {
        let at = line.find(['"', '\'']).unwrap_or(start);
        let help = "补上缺少的半角引号，或去掉多余的引号";
        return found(&rules::UNCLOSED_QUOTE, "引号没有成对".into(), help, at..whole.end);
    }
    if let Some(said) = dash_or_bar(bare, value, &value_at) {
        return said;
    }
    if bare.starts_with("```") {
        let help = "删去这一行；开头和结尾各有一行的，都删去";
        return found(&rules::GRAMMAR, "“```”是别的程序加上的记号，不是填报内容".into(), help, whole);
    }
    if value.len() > 2 && value.starts_with("\"\"") {
        let message = "文字写在了两个引号的后面".into();
        return found(&rules::GRAMMAR, message, "写在两个半角引号的中间", value_at);
    }
    if let Some(open) = value.chars().next().filter(|c| text_follows_bracket(value, *c)) {
        let message = format!("以“{open}”开头的文字会被当作列表或一组键值");
        let help = "在整段文字外面加半角双引号；文号的年份用六角括号〔〕";
        return found(&rules::SPECIAL_START, message, help, value_at);
    }
    if value.starts_with(['*', '&', '!', '%', '@', '`']) {
        return special_start(value, false, value_at);
    }
    let after_key = bare.contains(": ");
    if after_key && let Some(sign) = ["- ", "? "].into_iter().find(|sign| value.starts_with(sign)) {
        let message = format!("值以“{}”加空格开头，会被当作特殊符号", sign.trim());
        return found(&rules::SPECIAL_START, message, quoting(value, false), value_at);
    }
    if !bare.is_empty() && !bare.contains(':') && !bare.starts_with(['{', '[', '}', ']']) {
        // Above the form stands what somebody called it.
        let help = match before.trim().is_empty() {
            true => "不是填报内容的，删去这一行，或在行首加“#”；是填报内容的，写成“键: 值”",
            false => "写成“键: 值”，冒号用半角并在后面空一格",
        };
        let message = format!("“{}”这一行缺少冒号", shortened(bare));
        return found(&rules::MISSING_COLON, message, help, whole);
    }
    let (message, help, at) = plain_grammar(line, before, info, whole);
    found(&rules::GRAMMAR, message, help, at)
}

/// What is said of a value that is a dash, or a bar with text behind it.
fn dash_or_bar(bare: &str, value: &str, value_at: &Range<usize>) -> Option<BadLine> {
    let found = |message: &str, help, at| {
        Some(BadLine { rule: &rules::GRAMMAR, message: message.to_owned(), help, at })
    };
    if let Some(rest) = value.strip_prefix('-').filter(|_| bare.contains(": ")) {
        let rest = rest.trim();
        let is_number = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if rest.is_empty() || is_number {
            let message =
                if is_number { "负号和数字之间有空格" } else { "这里只写了一条短横线" };
            let help = if is_number {
                "负号和数字连着写，例如 -5"
            } else {
                "没有内容的留空；没有数据的写明原因"
            };
            return found(message, help, value_at.clone());
        }
    }
    if let Some(rest) =
        value.strip_prefix(['|', '>']).filter(|rest| !rest.trim_matches(['+', '-', ' ']).is_empty())
    {
        let at = value_at.end - rest.len()..value_at.end;
        let (message, help) = match value.starts_with('|') {
            true => (
                "“|”后面同一行写了文字",
                "删去“|”，文字就写在冒号后面；文字有几行的，从“|”的下一行起写，比键多缩进两格",
            ),
            false => (
                "值以“>”开头，后面同一行写了文字",
                "在整段文字外面加半角引号；文字有几行的，冒号后面只写“|”，从下一行起写，比键多缩进两格",
            ),
        };
        return found(message, help, at);
    }
    None
}

/// What is said of a value that begins with a sign that is not text.
fn special_start(value: &str, in_braces: bool, at: Range<usize>) -> BadLine {
    let first = value.chars().next().unwrap_or('&');
    let message = format!("值以“{first}”开头，会被当作特殊符号");
    BadLine { rule: &rules::SPECIAL_START, message, help: quoting(value, in_braces), at }
}

/// What is said of a word that a parser took for a mark of its own.
pub(super) fn marked(mark: &Mark, text: &str) -> BadLine {
    match &mark.value {
        Some(value) => special_start(&text[value.clone()], mark.in_braces, 0..value.len()),
        None => BadLine {
            rule: &rules::SPECIAL_START,
            message: format!("“{}”会被当作特殊符号，不会出现在报告里", &text[mark.word.clone()]),
            help: "多余的删去；是内容的，写进这一项的文字里",
            at: 0..mark.word.len(),
        },
    }
}

/// How a value is put into quotes that holds some itself.
fn quoting(value: &str, in_braces: bool) -> &'static str {
    match (value.contains('"'), value.contains('\''), in_braces) {
        (true, true, _) => "写在“|”下面：冒号后面只写“|”，文字从下一行起写，比键多缩进两格",
        (true, false, false) => "在值外面加半角单引号，或写在“|”下面",
        (true, false, true) => "在值外面加半角单引号",
        (false, _, false) => "在值外面加半角引号，或写在“|”下面",
        (false, _, true) => "在值外面加半角双引号",
    }
}

/// Whether a value begins with a bracket and goes on behind it: `[2026]8号`.
fn text_follows_bracket(value: &str, open: char) -> bool {
    let close = match open {
        '[' => ']',
        '{' => '}',
        _ => return false,
    };
    let rest = value.split_once(close).map_or("", |(_, rest)| rest).trim();
    // `[1]完成排查；[2]完成整改` are numbers of items.
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric());
    !rest.is_empty()
        && !rest.starts_with(['#', ',', ']', '}'])
        && (!rest.contains(close) || open == '[' && goes_on)
}

fn plain_grammar(
    line: &str,
    before: &str,
    info: &str,
    whole: Range<usize>,
) -> (String, &'static str, Range<usize>) {
    let value_start = line.find(": ").map_or(whole.start, |at| at + 2);
    let value = line.get(value_start..whole.end).unwrap_or("");
    if value.trim_start().starts_with(['{', '['])
        || line.trim_start().starts_with(['-', '{', '[']) && line.contains(['{', '['])
    {
        let at = line.find(['{', '[']).unwrap_or(whole.start);
        let message = "括号没有成对，或括号内的写法不对".into();
        return (message, "括号要成对，各项之间用半角逗号加空格，键后用半角冒号加空格", at..whole.end);
    }
    if let Some(inner) = value.find(": ") {
        let at = value_start + inner;
        let message = "文字里有半角冒号加空格，会被当作新的键".into();
        return (message, "把文字里的冒号改为全角“：”，或在整段文字外面加半角引号", at..at + 1);
    }
    let column = |line: &str| columns(&line[..indentation(line)]);
    let (own, above) = (column(line), column(before));
    if own != above && !before.trim().is_empty() && !before.trim_end().ends_with(':') {
        let message = format!("这一行缩进{own}格，上一行缩进{above}格，对不齐");
        return (message, "同一项的各行左端要对齐，每层缩进两个半角空格", whole);
    }
    let message = if info.contains("indentation") || info.contains("block") {
        "这一行的缩进与上下行对不齐"
    } else if info.contains("mapping values") {
        "这一行的冒号用法或缩进不对"
    } else {
        "这一行的写法无法识别"
    };
    let help = "检查缩进是否对齐、冒号后是否空一格；内容里有“: ”或“#”时在外面加半角引号";
    (message.into(), help, whole)
}
