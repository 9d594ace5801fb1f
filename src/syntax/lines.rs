//! What to say of lines: slips that were mended, and paragraphs that do not line up.
//!
//! Takes them as data and the language of the file; gives the rule and the words.

use super::paragraph::{Fault, Paragraph};
use super::rules;
use super::sentences::Language;
use super::slips::Slip;
use crate::diagnostic::Rule;

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
    // Words that are cut say so: an example is copied as it stands.
    let whole = found.words.chars().count() <= 16 && found.lines <= 1;
    let first: String = found.words.chars().take(16).collect();
    let more = if whole { "" } else { "…" };
    let example = format!("{indent}{}: |\n{indent}  {}{more}", found.key, first.trim_end());
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
