//! Faults in words that a clerk understands: headline and help of each.

use std::ops::Range;

use super::de::shortened;
use super::faults::What;
use super::repair::{has_odd_quotes, indentation};
use super::{rules, vocabulary};
use crate::diagnostic::{Rule, nearest};

/// Rule, headline, help.
pub(super) type Words = (&'static Rule, String, Option<String>);

/// What to say of a fault that the typed reader met.
pub(super) fn words(what: &What) -> Words {
    match what {
        What::UnknownKey { found, known } => {
            let near = nearest_key(found, known);
            let help = match near {
                Some(key) => format!("是不是“{}”？", both_names(key)),
                None => format!(
                    "这里可用的键：{}",
                    known.iter().map(|k| both_names(k)).collect::<Vec<_>>().join("、")
                ),
            };
            (&rules::UNKNOWN_KEY, format!("不认识的键“{found}”"), Some(help))
        }
        What::MissingKey { key } => (
            &rules::MISSING_KEY,
            format!("缺少必填项“{}”", both_names(key)),
            Some(format!("请补充一行“{key}: …”")),
        ),
        What::UnknownValue { found, of_type, known } => unknown_value(found, of_type, known),
        What::Shape { wanted, found } => {
            (&rules::WRONG_SHAPE, format!("这里应为{wanted}，实际是{found}"), None)
        }
        What::NotANumber { found } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::NOT_A_NUMBER,
                format!("这里应填数字，实际是“{}”", shortened(found)),
                Some("填阿拉伯数字，例如 98.5；没有数据的填 null 并选择缺失原因".into()),
            ),
        },
        What::UnitInside { found, number, unit } => (
            &rules::UNIT_IN_NUMBER,
            format!("数值“{}”里带了“{}”", shortened(found), shortened(unit)),
            Some(match unit.as_str() {
                "万" | "亿" => format!("请按计划的计量单位换算后填写，例如 {number}{unit} 写成完整的数字"),
                _ => format!("只写数字：{number}"),
            }),
        ),
        What::BadDate { found, form } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::BAD_DATE,
                format!("日期“{}”无法识别", shortened(found)),
                Some(format!("请写成 {form}")),
            ),
        },
        What::ImpossibleDate { found } => (
            &rules::IMPOSSIBLE_DATE,
            format!("日历上没有“{}”这一天", shortened(found)),
            Some("请核对月份和日期".into()),
        ),
        What::BadId { found } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::BAD_ID,
                format!("编号“{}”含有不能使用的字符", shortened(found)),
                Some("只用英文字母、数字和短横线，例如 RW-02-01".into()),
            ),
        },
        What::Other(message) => (&rules::WRONG_SHAPE, format!("内容无法识别（{message}）"), None),
    }
}

fn unknown_value(found: &str, of_type: &str, known: &'static [&'static str]) -> Words {
    if let Some(bare) = unquoted(found) {
        return quotes(found, bare);
    }
    let chinese: Vec<&str> = known.iter().map(|value| vocabulary::chinese_value(of_type, value)).collect();
    let near = nearest(found, known).or_else(|| nearest(found, &chinese));
    let all = known
        .iter()
        .zip(&chinese)
        .map(|(value, word)| if value == word { (*value).to_owned() } else { format!("{word}（{value}）") })
        .collect::<Vec<_>>()
        .join("、");
    let help = match near {
        Some(value) => format!("是不是“{value}”？可选：{all}"),
        None => format!("可选：{all}"),
    };
    (&rules::UNKNOWN_VALUE, format!("“{}”不在可选值之内", shortened(found)), Some(help))
}

fn quotes(found: &str, bare: &str) -> Words {
    (
        &rules::FULL_WIDTH_QUOTES,
        format!("值“{}”外面加了全角引号", shortened(bare)),
        Some(format!("去掉{}外面的全角引号，写成 {bare}", shortened(found))),
    )
}

/// The inside of a word in full-width quotes.
fn unquoted(word: &str) -> Option<&str> {
    let open = ['“', '”', '‘', '’', '＂', '「', '『'];
    let close = ['”', '“', '’', '‘', '＂', '」', '』'];
    let bare = word.trim().strip_prefix(open)?;
    Some(bare.strip_suffix(close).unwrap_or(bare))
}

/// `percent（完成率）`, as both may be written.
pub(super) fn both_names(key: &str) -> String {
    let chinese = vocabulary::chinese_key(key);
    if chinese == key { key.to_owned() } else { format!("{key}（{chinese}）") }
}

fn nearest_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(word, known).or_else(|| {
        let terms: Vec<&str> = known.iter().map(|key| vocabulary::chinese_key(key)).collect();
        nearest(word, &terms).and_then(|term| terms.iter().position(|t| *t == term)).map(|at| known[at])
    })
}

/// What to say of a line that is no YAML, and which bytes of it to point at.
pub(super) struct Grammar {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) at: Range<usize>,
}

/// Explains a line that the parser could not read. `before` is the line above it, `info` the parser's words.
pub(super) fn grammar(line: &str, before: &str, info: &str) -> Grammar {
    let start = line.len() - line.trim_start().len();
    let whole = start..start + line.trim().len();
    let bare = line.trim();
    let value = bare.split_once(": ").map_or(bare.trim_start_matches("- "), |(_, value)| value).trim();
    let value_at = whole.end - value.len().min(whole.len())..whole.end;
    let found = |rule, message: String, help, at| Grammar { rule, message, help, at };
    if has_odd_quotes(line) {
        let at = line.find(['"', '\'']).unwrap_or(start);
        let help = "补上缺少的半角引号，或去掉多余的引号";
        return found(&rules::UNCLOSED_QUOTE, "引号没有成对".into(), help, at..whole.end);
    }
    if let Some(first) = value.chars().next().filter(|c| matches!(c, '*' | '&' | '!' | '%' | '@' | '`')) {
        let message = format!("值以“{first}”开头，会被当作特殊符号");
        return found(&rules::SPECIAL_START, message, "在值外面加半角引号，或写在“|”下面", value_at);
    }
    if !bare.is_empty() && !bare.contains(':') && !bare.starts_with(['{', '[', '}', ']']) {
        let message = format!("“{}”这一行缺少冒号", shortened(bare));
        return found(&rules::MISSING_COLON, message, "写成“键: 值”，冒号用半角并在后面空一格", whole);
    }
    let (message, help, at) = plain_grammar(line, before, info, whole);
    found(&rules::GRAMMAR, message, help, at)
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
    let (own, above) = (indentation(line), indentation(before));
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
