//! Faults in words that a clerk understands: headline, words at the place, and help of each.
//!
//! Takes faults as data and the language of the file; gives the rule and the words.
//! Never decides whether something is a fault.

use super::advice::{self, Counts};
use super::de::shortened;
use super::faults::What;
use super::layout::{entry, is_identifier};
use super::nothing::is_no_value;
use super::plain::plain_number;
use super::status_words::{meant_status, says_otherwise};
use super::{meaning, rules, vague_date, vocabulary};
use crate::diagnostic::{Rule, nearest};
use crate::source::SourceFile;

/// Rule, headline, help.
pub(super) type Words = (&'static Rule, String, Option<String>);

/// The language of a file's keys: messages and examples follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Chinese,
}

/// Lines from which the language is taken.
const LOOKED_AT: usize = 400;

impl Language {
    /// The language of most keys of a file.
    pub(super) fn of(file: &SourceFile) -> Self {
        let most_are_chinese = |text: &str| {
            let (mut chinese, mut english) = (0, 0);
            for found in text.lines().take(LOOKED_AT).filter_map(entry) {
                chinese += usize::from(vocabulary::english_key(found.key).is_some());
                english += usize::from(is_identifier(found.key));
            }
            chinese > english
        };
        if file.is_chinese(most_are_chinese) { Language::Chinese } else { Language::English }
    }

    /// A key as it is named in messages: `percent（完成率）`, or `完成率` alone.
    pub(super) fn key(self, english: &str) -> String {
        let chinese = vocabulary::chinese_key(english);
        match self {
            _ if chinese == english => english.to_owned(),
            Language::Chinese => chinese.to_owned(),
            Language::English => format!("{english}（{chinese}）"),
        }
    }

    /// A key as it is typed.
    pub(super) fn typed(self, english: &str) -> &str {
        match self {
            Language::Chinese => vocabulary::chinese_key(english),
            Language::English => english,
        }
    }

    /// A fixed value as it is typed.
    pub(super) fn typed_value<'v>(self, of_type: &str, english: &'v str) -> &'v str {
        match self {
            Language::Chinese => vocabulary::chinese_value(of_type, english),
            Language::English => english,
        }
    }

    /// Where the reason of a gap is written, and what may stand there.
    fn reasons(self) -> String {
        let words: Vec<String> = ["not_monitored", "not_yet_published", "not_applicable"]
            .iter()
            .map(|reason| format!("“{}”", self.typed_value("Missing", reason)))
            .collect();
        format!("“{}”里选{}", self.typed("missing"), words.join(""))
    }

    fn value(self, english: &str, chinese: &str) -> String {
        match self {
            _ if chinese == english => english.to_owned(),
            Language::Chinese => chinese.to_owned(),
            Language::English => format!("{chinese}（{english}）"),
        }
    }
}

/// What surrounds a fault.
pub(super) struct Context<'t> {
    pub(super) language: Language,
    /// Whether it stands in the cells of a workbook, where nobody writes keys.
    pub(super) cells: bool,
    /// The key whose value is at fault.
    pub(super) key: Option<&'t str>,
    /// The key of the list in which it is an item.
    pub(super) list: Option<&'t str>,
    /// The year that the file is about.
    pub(super) year: Option<i32>,
    /// What the plan counts the figure in of which it is a value.
    pub(super) unit: Option<&'t str>,
    /// What stands in the file at the place of the fault; nothing in a workbook.
    pub(super) written: &'t str,
}

/// What to say of a fault that the typed reader met.
pub(super) fn words(what: &What, context: &Context<'_>) -> Words {
    let language = context.language;
    match what {
        What::UnknownKey { found, known } => unknown_key((found, context.written), known, language),
        What::MissingKey { key } => (
            &rules::MISSING_KEY,
            format!("缺少必填项“{}”", language.key(key)),
            Some(match context.cells {
                true => format!("请填写“{}”这一格", language.typed(key)),
                false => format!("请补充一行“{}: …”", language.typed(key)),
            }),
        ),
        What::UnknownValue { found, of_type, known } => unknown_value(found, of_type, known, language),
        What::Shape { wanted, found } => wrong_shape(wanted, found, context),
        What::NotANumber { found } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::NOT_A_NUMBER,
                format!("这里应填数字，实际是“{}”", shortened(found)),
                Some(no_number(found, context)),
            ),
        },
        What::UnitInside { found, number, unit } => (
            &rules::UNIT_IN_NUMBER,
            format!("数值“{}”里带了“{}”", shortened(found), shortened(unit)),
            Some(advice::unit(number, unit, Counts::of(context.key, context.unit))),
        ),
        What::BadDate { found, form } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::BAD_DATE,
                format!("日期“{}”无法识别", shortened(found)),
                Some(match is_no_value(found) {
                    true => "没有的留空".to_owned(),
                    false => {
                        // What is late has an end; only a plan says of something that it has none.
                        let is_new = context.key == Some("new_due");
                        let form = if is_new { form.trim_start_matches("ongoing、") } else { form };
                        vague_date::date(found, form, context.year, language.typed_value("Status", "ongoing"))
                    }
                }),
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

/// What to write in place of what is no number.
fn no_number(found: &str, context: &Context<'_>) -> String {
    match context.key {
        _ if let Some(help) = remarked(found, context) => help,
        Some("year") => "写成四位阿拉伯数字，例如 2026".to_owned(),
        Some("value") if is_worded(found) => words_elsewhere(found, "note", context),
        Some("percent") if is_worded(found) => words_elsewhere(found, "progress", context),
        Some("value") => advice::number(found, Some(&context.language.reasons()), context.cells),
        _ => advice::number(found, None, context.cells),
    }
}

/// The number alone, of one with a remark in brackets behind it: `4200万元（其中中央资金1200万元）`.
fn remarked(found: &str, context: &Context<'_>) -> Option<String> {
    let at = found.find(['（', '(']).filter(|_| found.trim_end().ends_with(['）', ')']))?;
    let alone = match plain_number(&found[..at]) {
        Ok(number) => format!("只写数字：{number}"),
        Err(What::UnitInside { number, unit, .. }) => {
            advice::unit(&number, &unit, Counts::of(context.key, context.unit))
        }
        Err(_) => return None,
    };
    let where_to = match context.key {
        Some("percent" | "planned" | "spent") => "progress",
        Some("value" | "n" | "of") => "note",
        _ => return Some(alone),
    };
    Some(format!("{alone}；括号里的话写进“{}”", context.language.typed(where_to)))
}

/// Whether somebody wrote how far a thing is where a number belongs: `达到上级要求`, `已全部完成`.
fn is_worded(found: &str) -> bool {
    let spelt = |c: char| c.is_numeric() || "零〇一二三四五六七八九十百千万亿两半几".contains(c);
    let words = found.chars().filter(|c| c.is_alphabetic()).count();
    words > 1 && !found.contains(spelt) && !is_no_value(found) && !super::nothing::is_no_text(found)
}

/// Where words of that kind belong, and what stands in their place then.
fn words_elsewhere(found: &str, key: &str, context: &Context<'_>) -> String {
    let (language, words) = (context.language, shortened(found));
    let to = language.typed(key);
    let moved = match context.cells {
        true => format!("文字移到“{to}”这一格"),
        false => format!("文字移到“{to}”，写成“{to}: {words}”"),
    };
    let empty = match (key, context.cells) {
        ("note", true) => format!("这一格留空，并在{}", language.reasons()),
        ("note", false) => format!("这里填 null，并在{}", language.reasons()),
        (_, true) => "这一格留空".to_owned(),
        (_, false) => format!("删去 {} 一行", language.typed("percent")),
    };
    format!("有数的只填数，例如 98.5；没有数、用文字说明的，{moved}，{empty}")
}

fn wrong_shape(wanted: &str, found: &str, context: &Context<'_>) -> Words {
    if let Some(key) = context.key.filter(|_| found == "空") {
        let help = if context.cells { "请填写这一格" } else { "请在冒号后面填写" };
        let message = format!("“{}”没有填写", context.language.key(key));
        return (&rules::WRONG_SHAPE, message, Some(help.to_owned()));
    }
    let message = format!("这里应为{wanted}，实际是{found}");
    (&rules::WRONG_SHAPE, message, shape_help(wanted, found, context))
}

/// Keys of which others stand below: whoever writes one of those a level too high meant it there.
const GROUPS: [(&str, &[&str]); 2] =
    [("people", &["preparer", "phone", "reviewer", "approver"]), ("funds", &["planned", "spent"])];

/// `found` is the key as it is known to all files, and as it is written in this one.
fn unknown_key((found, written): (&str, &str), known: &[&str], language: Language) -> Words {
    let written = if written.is_empty() { found } else { written };
    let group = GROUPS.iter().filter(|(group, _)| known.contains(group)).find_map(|(group, keys)| {
        let key = keys.iter().copied().find(|key| *key == found);
        Some((*group, key.or_else(|| meaning::meant(written, keys))?))
    });
    let near = meaning::guessed(written, known).or_else(|| meaning::guessed(found, known));
    let help = match (group, near) {
        (Some((group, key)), _) => {
            let (group, key) = (language.typed(group), language.typed(key));
            format!("“{key}”写在“{group}”下面：先写一行“{group}:”，下一行缩进两格写“{key}: …”")
        }
        (None, Some(key)) => format!("是不是“{}”？", language.key(key)),
        (None, None) => {
            let all: Vec<String> = known.iter().map(|key| language.key(key)).collect();
            format!("这里可用的键：{}", all.join("、"))
        }
    };
    (&rules::UNKNOWN_KEY, format!("不认识的键“{}”", shortened(written)), Some(help))
}

/// How to write what was wanted, with the words that were found.
fn shape_help(wanted: &str, found: &str, context: &Context<'_>) -> Option<String> {
    if context.cells {
        return None;
    }
    let (title, id) = (context.language.typed("title"), context.language.typed("id"));
    // Words that were cut short are not to be copied.
    let words = found.strip_prefix('“').and_then(|words| words.strip_suffix('”'));
    let whole = words.filter(|words| !words.ends_with('…')).map(in_braces);
    if context.key == Some("evidence") || context.list == Some("evidence") {
        if words.is_some_and(is_no_value) {
            return Some("没有的留空".to_owned());
        }
        if context.written.trim().contains('\n') {
            return Some(format!("每份材料另起一行，写成 - {{{title}: 材料名称}}"));
        }
    }
    if context.list == Some("evidence") {
        return Some(format!("每份材料写成 - {{{title}: {}}}", whole.as_deref().unwrap_or("材料名称")));
    }
    if context.list.is_some() {
        let id = format!("“- {id}: {}”", whole.as_deref().unwrap_or("…"));
        return words.map(|_| {
            format!("每一项以{id}开头，其余各键写在下面，左端与“{}”对齐", context.language.typed("id"))
        });
    }
    let key = context.key?;
    let typed = context.language.typed(key);
    match words {
        Some(words) if key == "evidence" && half_width(words).is_some() => {
            Some(format!("括号、冒号、逗号用半角，写成 {typed}: {}", half_width(words).unwrap_or_default()))
        }
        Some(_) if key == "evidence" => Some(match whole {
            Some(words) => format!("写成 {typed}: [{{{title}: {words}}}]"),
            None => format!("“{typed}: ”下面每份材料一行，写成 - {{{title}: 材料名称}}"),
        }),
        Some(_) if wanted.starts_with("列表") => Some(match whole {
            Some(words) => format!("只有一项也要写成列表：{typed}: [{words}]，或另起一行以“- ”开头"),
            None => format!("“{typed}: ”下面每项另起一行，以“- ”开头"),
        }),
        None if wanted.starts_with("列表") && found == "一组键值" => Some(format!(
            "每一项的第一个键前写半角短横线加一个空格，例如“- {id}: …”，其余各键与“{id}”左端对齐"
        )),
        Some(_) if key == "last_year" => {
            let number = quoted_number(words.unwrap_or_default());
            Some(format!("写成 {typed}: {{{}: {number}}}", context.language.typed("value")))
        }
        Some(_) if wanted.starts_with("一组") => {
            Some(format!("“{typed}:”后面不写内容，各键另起一行，比“{typed}”多缩进两格"))
        }
        None if wanted.starts_with("文字") => {
            Some(format!("在“{typed}: ”后面写“|”，文字从下一行起，比“{typed}”多缩进两格"))
        }
        _ => None,
    }
}

/// A list as it would be with half-width signs, where full-width brackets begin it.
fn half_width(words: &str) -> Option<String> {
    let inside =
        words.strip_prefix(['【', '［', '｛', '[', '{'])?.trim_end_matches(['】', '］', '｝', ']', '}']);
    let inside = inside.trim_start_matches(['{', '｛']);
    let (key, rest) = inside.split_once(['：', ':'])?;
    vocabulary::english_key(key.trim()).filter(|key| *key == "title")?;
    let rest = rest.replace('，', ", ").replace('：', ": ");
    (!rest.ends_with('…')).then(|| format!("[{{{}: {}}}]", key.trim(), rest.trim()))
}

/// Words as a number is best written: in quotes, so that no digit is lost.
fn quoted_number(words: &str) -> String {
    format!("\"{}\"", words.trim_matches('"'))
}

/// Words as they can stand inside brackets: in quotes where a sign in them means something there.
fn in_braces(words: &str) -> String {
    let signs = |c: char| ",:#{}[]\"'\\&*!|>%@`".contains(c);
    if words.contains(signs) {
        format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        words.to_owned()
    }
}

fn unknown_value(found: &str, of_type: &str, known: &'static [&'static str], language: Language) -> Words {
    if let Some(bare) = unquoted(found) {
        return quotes(found, bare);
    }
    let chinese: Vec<&str> = known.iter().map(|value| vocabulary::chinese_value(of_type, value)).collect();
    let near = nearest(found, known).or_else(|| nearest(found, &chinese));
    let near = near.filter(|_| !says_otherwise(found, &chinese));
    let near = meant_status(found).filter(|_| of_type == "Status").or(near);
    let near = near.and_then(|near| (0..known.len()).find(|&at| known[at] == near || chinese[at] == near));
    let all: Vec<String> =
        known.iter().zip(&chinese).map(|(value, word)| language.value(value, word)).collect();
    let help = match near {
        _ if of_type == "Status" && has_percent(found) => {
            format!("这里只选一项，完成的百分数写在“{}”：可选{}", language.typed("percent"), all.join("、"))
        }
        _ if of_type == "Status" && found.contains("逾期") => {
            format!("是否逾期由程序按方案的时限判断，这里不填；可选：{}", all.join("、"))
        }
        Some(at) => format!("是不是“{}”？可选：{}", all[at], all.join("、")),
        None => format!("可选：{}", all.join("、")),
    };
    (&rules::UNKNOWN_VALUE, format!("“{}”不在可选值之内", shortened(found)), Some(help))
}

/// Whether a share stands in words of a status.
fn has_percent(found: &str) -> bool {
    found.contains(['%', '％']) && found.contains(|c: char| c.is_numeric())
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
    // Quotes that end before the word does are none around it: `“十四五”末`.
    match bare.strip_suffix(close) {
        Some(inside) => Some(inside),
        None => (!bare.contains(close)).then_some(bare),
    }
}
