//! Faults in words that a clerk understands: headline, words at the place, and help of each.
//!
//! Takes faults as data and the language of the file; gives the rule and the words.
//! Never decides whether something is a fault.

use super::advice;
use super::de::shortened;
use super::faults::What;
use super::layout::{entry, is_identifier};
use super::paragraph::{Fault, Paragraph};
use super::slips::Slip;
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
}

/// What to say of a fault that the typed reader met.
pub(super) fn words(what: &What, context: &Context<'_>) -> Words {
    let language = context.language;
    match what {
        What::UnknownKey { found, known } => unknown_key(found, known, language),
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
                Some(match context.key {
                    Some("year") => "写成四位阿拉伯数字，例如 2026".to_owned(),
                    Some("value") => advice::number(found, Some(language.typed("missing")), context.cells),
                    _ => advice::number(found, None, context.cells),
                }),
            ),
        },
        What::UnitInside { found, number, unit } => (
            &rules::UNIT_IN_NUMBER,
            format!("数值“{}”里带了“{}”", shortened(found), shortened(unit)),
            Some(advice::unit(number, unit)),
        ),
        What::BadDate { found, form } => match unquoted(found) {
            Some(bare) => quotes(found, bare),
            None => (
                &rules::BAD_DATE,
                format!("日期“{}”无法识别", shortened(found)),
                Some(vague_date::date(found, form, context.year)),
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

fn wrong_shape(wanted: &str, found: &str, context: &Context<'_>) -> Words {
    if let Some(key) = context.key.filter(|_| found == "空") {
        let help = if context.cells { "请填写这一格" } else { "请在冒号后面填写" };
        let message = format!("“{}”没有填写", context.language.key(key));
        return (&rules::WRONG_SHAPE, message, Some(help.to_owned()));
    }
    let message = format!("这里应为{wanted}，实际是{found}");
    (&rules::WRONG_SHAPE, message, shape_help(wanted, found, context))
}

fn unknown_key(found: &str, known: &[&str], language: Language) -> Words {
    let near = meaning::guessed(found, known);
    let help = match near {
        Some(key) => format!("是不是“{}”？", language.key(key)),
        None => {
            let all: Vec<String> = known.iter().map(|key| language.key(key)).collect();
            format!("这里可用的键：{}", all.join("、"))
        }
    };
    (&rules::UNKNOWN_KEY, format!("不认识的键“{}”", shortened(found)), Some(help))
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
        Some(_) if key == "evidence" => Some(match whole {
            Some(words) => format!("写成 {typed}: [{{{title}: {words}}}]"),
            None => format!("“{typed}: ”下面每份材料一行，写成 - {{{title}: 材料名称}}"),
        }),
        Some(_) if wanted.starts_with("列表") => Some(match whole {
            Some(words) => format!("只有一项也要写成列表：{typed}: [{words}]，或另起一行以“- ”开头"),
            None => format!("“{typed}: ”下面每项另起一行，以“- ”开头"),
        }),
        None if wanted.starts_with("文字") => {
            Some(format!("在“{typed}: ”后面写“|”，文字从下一行起，比“{typed}”多缩进两格"))
        }
        _ => None,
    }
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
    let near = near.and_then(|near| (0..known.len()).find(|&at| known[at] == near || chinese[at] == near));
    let all: Vec<String> =
        known.iter().zip(&chinese).map(|(value, word)| language.value(value, word)).collect();
    let help = match near {
        Some(at) => format!("是不是“{}”？可选：{}", all[at], all.join("、")),
        None => format!("可选：{}", all.join("、")),
    };
    (&rules::UNKNOWN_VALUE, format!("“{}”不在可选值之内", shortened(found)), Some(help))
}

/// Words that turn what follows into something else, and words that take half of it back.
const NEGATIONS: [char; 5] = ['未', '没', '不', '非', '否'];
const HEDGES: [&str; 8] = ["部分", "基本", "大部", "即将", "将近", "拟", "约", "阶段性"];

/// Whether a word near one or several fixed ones may say the opposite of it, half of it, or two things: then
/// only the person who wrote it knows. `未完成` is near `已完成`, and `已启动` near `未启动`.
fn says_otherwise(found: &str, known: &[&str]) -> bool {
    let several = known.iter().filter(|word| found.contains(**word)).count() > 1;
    let hedged = HEDGES.iter().any(|word| found.contains(word));
    let negated = |word: &str| word.contains(NEGATIONS);
    let turned = nearest(found, known).is_some_and(|near| negated(near) != negated(found));
    several || hedged || turned
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

/// What is said of a kind of slip, at its first place.
pub(super) struct SlipWords {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
}

/// Lines that are named one by one.
const NAMED_LINES: usize = 40;

/// What to say of all slips of one kind in a file; `lines` from 1, `characters` names what nobody sees.
pub(super) fn slip(slip: Slip, lines: &[usize], language: Language, characters: &str) -> SlipWords {
    let sample = format!("{}: 45", language.typed("percent"));
    let (rule, message, help): (&'static Rule, String, String) = match slip {
        Slip::FullWidthColon => {
            (&rules::FULL_WIDTH_COLON, "键后面用了全角冒号“：”".into(), "改为半角冒号加一个空格“: ”".into())
        }
        Slip::Tab => (&rules::TAB, "行首用了制表符（Tab）".into(), "改为半角空格，每层两格".into()),
        Slip::NoSpace => {
            (&rules::NO_SPACE, "冒号后面没有半角空格".into(), format!("冒号后面空一格，例如“{sample}”"))
        }
        Slip::WideComma => {
            (&rules::WIDE_COMMA, "花括号里用了全角逗号“，”".into(), "改为半角逗号加一个空格“, ”".into())
        }
        Slip::WideSpace => (&rules::WIDE_SPACE, "行首用了全角空格".into(), "改为半角空格，每层两格".into()),
        Slip::WideDash => (
            &rules::WIDE_DASH,
            "列表项开头不是半角短横线加空格".into(),
            format!("写成半角短横线加一个空格，例如“- {}: RW-02-01”", language.typed("id")),
        ),
        Slip::Invisible => (
            &rules::INVISIBLE,
            format!("这里有看不见的字符（{characters}）"),
            "把这一处删去后重新输入；从网页、微信或 Word 复制来的文字常带有这种字符".into(),
        ),
    };
    let (first, rest) = lines.split_first().map_or((0, lines), |(first, rest)| (*first, rest));
    let count = if rest.is_empty() { String::new() } else { format!("（共{}处）", lines.len()) };
    let label =
        if rest.is_empty() { rule.title.to_owned() } else { format!("第一处；{}", others(first, rest)) };
    SlipWords { rule, message: format!("{message}{count}"), label, help }
}

/// `另在第3、5、7行`, each line once.
fn others(first: usize, rest: &[usize]) -> String {
    let mut lines: Vec<usize> = rest.iter().copied().filter(|line| *line != first).collect();
    lines.dedup();
    let named: Vec<String> = lines.iter().take(NAMED_LINES).map(usize::to_string).collect();
    match lines.len() {
        0 => format!("这一行还有{}处", rest.len()),
        more if more > NAMED_LINES => format!("另在第{}行等{more}行", named.join("、")),
        _ => format!("另在第{}行", named.join("、")),
    }
}

/// What is said of a ragged paragraph.
pub(super) struct ParagraphWords {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) opener: &'static str,
    pub(super) help: String,
}

pub(super) fn paragraph(found: &Paragraph, language: Language) -> ParagraphWords {
    let key = match language {
        Language::Chinese => &found.key,
        Language::English => &language.key(&found.key),
    };
    let count = if found.lines > 1 { format!("（共{}行）", found.lines) } else { String::new() };
    let indent = " ".repeat(found.column);
    let example = format!(
        "{indent}{}: |\n{indent}  {}",
        found.key,
        found.words.chars().take(16).collect::<String>().trim_end()
    );
    let columns = format!("缩进{}格，“{}”缩进{}格", found.found, found.key, found.column);
    let (rule, message, label, opener): (&'static Rule, _, _, _) = match found.fault {
        Fault::NoBar => (
            &rules::LINES_WITHOUT_BAR,
            format!("“{key}”下面是多行文字，冒号后面却没有写“|”{count}"),
            "文字从这里开始".to_owned(),
            "在这个冒号后面写“|”",
        ),
        Fault::NotDeepEnough => (
            &rules::RAGGED_BLOCK,
            format!("“{key}”下面的文字缩进不够{count}"),
            columns,
            "文字要比这个键多缩进两格",
        ),
        Fault::FirstTooDeep => (
            &rules::RAGGED_BLOCK,
            format!("“{key}”下面的文字缩进不齐：第一行比后面的行深"),
            columns,
            "“|”下面各行的左端要对齐",
        ),
        Fault::NotAligned => (
            &rules::RAGGED_BLOCK,
            format!("“{key}”下面的文字缩进不齐{count}"),
            columns,
            "“|”下面各行的左端要对齐",
        ),
        Fault::Continued => (
            &rules::RAGGED_BLOCK,
            format!("“{key}”的文字换行后缩进不够{count}"),
            columns,
            "文字多于一行的，写在“|”下面",
        ),
    };
    let help = format!("“|”写在冒号后面，文字从下一行起，每行都比键多缩进两个半角空格：\n{example}");
    ParagraphWords { rule, message, label, opener, help }
}
