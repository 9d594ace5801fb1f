//! What to say of lines: slips that were mended, and paragraphs that do not line up.
//!
//! Takes them as data and the language of the file; gives the rule and the words.

use super::align::Shift;
use super::copy::Copy as Text;
use super::de::shortened;
use super::layout::{columns, entry, indentation, opens_block};
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

/// What stands where slips were.
pub(super) struct Written {
    /// Names of what nobody sees.
    pub(super) characters: String,
    /// Lines from 1, and the blanks that each begins with once it is mended.
    pub(super) blanks: Vec<(usize, usize)>,
    /// The first line, mended and as it was, without what stands before it.
    pub(super) first: String,
    pub(super) original: String,
    /// Whole lines that were put in, with the line from 1 above which they belong.
    pub(super) put_in: Vec<(usize, String)>,
}

/// Lines that are named one by one.
const NAMED_LINES: usize = 40;

/// What to say of all slips of one kind in a file; `lines` from 1.
pub(super) fn slip(slip: Slip, lines: &[usize], language: Language, written: &Written) -> SlipWords {
    let sample = format!("{}: 45", language.typed("percent"));
    let (rule, message, help): (&'static Rule, String, String) = match slip {
        Slip::FullWidthColon => {
            (&rules::FULL_WIDTH_COLON, "键后面用了全角冒号“：”".into(), "改为半角冒号加一个空格“: ”".into())
        }
        Slip::Tab => (&rules::TAB, "行首用了制表符（Tab）".into(), indent(&written.blanks)),
        Slip::NoSpace => {
            (&rules::NO_SPACE, "冒号后面没有半角空格".into(), format!("冒号后面空一格，例如“{sample}”"))
        }
        Slip::NoColon => (
            &rules::MISSING_COLON,
            format!("“{}”这一行缺少冒号", shortened(&written.original)),
            format!("写成“{}”", shortened(&written.first)),
        ),
        Slip::NoDash => (
            &rules::WIDE_DASH,
            "列表项开头少了半角短横线".into(),
            format!(
                "写成“- {}”，短横线前空{}格",
                shortened(&written.first),
                written.blanks.first().map_or(0, |(_, blanks)| *blanks)
            ),
        ),
        Slip::WideBar => (
            &rules::LINES_WITHOUT_BAR,
            "文字前面的“|”写成了全角".into(),
            format!("改为半角“|”，写成“{}”", shortened(&written.first)),
        ),
        Slip::ValueOfGroup => (
            &rules::WRONG_SHAPE,
            format!("“{}”后面写了内容，它的内容分写在下面各行", key_of(&written.original)),
            format!("冒号后面不写内容，写成“{}”；原来的内容写到下面相应的键后面", written.first),
        ),
        Slip::TwoKeys => {
            (&rules::GRAMMAR, "一行里写了两个键".into(), format!("写成两行，左端对齐：\n{}", written.first))
        }
        Slip::NoHash => no_hash(written),
        Slip::NoHeading | Slip::NoGroup => no_heading(&written.put_in),
        Slip::NoItem => no_item(&written.original, language),
        Slip::Numbered => numbered(written),
        Slip::WideComma => {
            (&rules::WIDE_COMMA, "花括号里用了全角逗号“，”".into(), "改为半角逗号加一个空格“, ”".into())
        }
        Slip::WideSpace => (&rules::WIDE_SPACE, "行首用了全角空格".into(), indent(&written.blanks)),
        Slip::WideDash => (
            &rules::WIDE_DASH,
            "列表项开头不是半角短横线加空格".into(),
            format!("写成半角短横线加一个空格，例如“- {}: RW-02-01”", language.typed("id")),
        ),
        Slip::Invisible => (
            &rules::INVISIBLE,
            format!("这里有看不见的字符（{}）", written.characters),
            "把这一处删去后重新输入；从网页、微信或 Word 复制来的文字常带有这种字符".into(),
        ),
    };
    counted(rule, (message, help), lines)
}

fn no_hash(written: &Written) -> (&'static Rule, String, String) {
    let message = format!("“{}”这一行是表里的说明，行首少了“#”", shortened(&written.original));
    (&rules::UNKNOWN_KEY, message, format!("写成“{}”，或删去这一行", shortened(&written.first)))
}

fn numbered(written: &Written) -> (&'static Rule, String, String) {
    let message = format!("“{}”这一行写得与下发的表不同", shortened(&written.original));
    (&rules::UNKNOWN_KEY, message, format!("写成“{}”", written.first))
}

fn no_heading(put_in: &[(usize, String)]) -> (&'static Rule, String, String) {
    let first = put_in.first().map_or("", |(_, line)| line.trim());
    let same = put_in.iter().all(|(_, line)| line.trim() == first);
    let message = format!("这一项的前面缺少“{first}”{}一行", if same { "" } else { "等" });
    let each = put_in.iter().take(NAMED_LINES).map(|(line, text)| {
        let blanks = match text.len() - text.trim_start().len() {
            0 => "左端不空格".to_owned(),
            blanks => format!("左端空{blanks}格"),
        };
        let before = if put_in.len() > 1 { format!("第{line}行") } else { "这一行".to_owned() };
        format!("在{before}的上面加上一行“{}”，{blanks}", text.trim())
    });
    (&rules::MISSING_KEY, message, each.collect::<Vec<_>>().join("；"))
}

fn no_item(first: &str, language: Language) -> (&'static Rule, String, String) {
    let of_evidence = first.starts_with("文件") || first.starts_with("file");
    let key = language.typed(if of_evidence { "title" } else { "id" });
    let message = format!("列表第一项的前面像是少了“- {key}: …”一行");
    let copied = if of_evidence { "" } else { "编号照下发的表，" };
    let help = format!("在这一行的上面补上“- {key}: …”（{copied}“-”比各键少缩进两格）");
    (&rules::MISSING_KEY, message, help)
}

/// The same with the number of places.
fn counted(rule: &'static Rule, (message, help): (String, String), lines: &[usize]) -> SlipWords {
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

/// The key of a line.
fn key_of(line: &str) -> &str {
    line.split([':', '：']).next().unwrap_or(line).trim()
}

/// `第3行改为4格，第5—7行改为6格`.
fn indent(blanks: &[(usize, usize)]) -> String {
    let said: Vec<String> =
        spans(blanks).map(|(lines, count)| format!("第{lines}行改为{count}个半角空格")).collect();
    said.join("，")
}

/// Lines beside each other of which the same is to be said, `3` or `5—7`, with it; the first of them.
fn spans<T: Copy + PartialEq>(all: &[(usize, T)]) -> impl Iterator<Item = (String, T)> {
    let mut spans: Vec<(usize, usize, T)> = vec![];
    for &(line, what) in all {
        match spans.last_mut() {
            Some((_, last, same)) if *same == what && (*last == line || *last + 1 == line) => *last = line,
            _ => spans.push((line, line, what)),
        }
    }
    spans.into_iter().take(NAMED_LINES).map(|(first, last, what)| {
        (if first == last { first.to_string() } else { format!("{first}—{last}") }, what)
    })
}

/// What is said of lines that do not stand where their keys belong; `first` is the one to point at.
pub(super) fn shifted(copy: &Text<'_>, first: &Shift, all: &[Shift]) -> SlipWords {
    let words = copy.words(first.line);
    let key = entry(words).map_or_else(|| shortened(words.trim()), |found| shortened(found.key));
    let moves: Vec<(usize, (bool, usize))> = all
        .iter()
        .map(|shift| (shift.line + 1, (shift.to > shift.from, shift.to.abs_diff(shift.from))))
        .collect();
    let mut help: Vec<String> = spans(&moves)
        .map(|(lines, (more, count))| {
            let each = if lines.contains('—') { "各" } else { "" };
            let what = if more { "补" } else { "删去" };
            format!("第{lines}行行首{each}{what}{count}个半角空格")
        })
        .collect();
    let (from, to) = (first.from, first.to);
    let label = format!("缩进{from}格，应为{to}格");
    if first.swallowed {
        let depth = |line: &str| columns(&line[..indentation(line)]);
        let opener = (0..first.line).rev().map(|line| copy.words(line));
        let opener = opener.filter(|line| opens_block(line) && depth(line) < from).find_map(entry);
        let above = opener.map_or_else(|| "上面一项".to_owned(), |found| format!("“{}”", found.key));
        let message = format!("“{key}”这一行缩进太深，被当作{above}的文字");
        help.push("确是正文的，把冒号改为全角“：”".to_owned());
        return SlipWords { rule: &rules::RAGGED_BLOCK, message, label, help: help.join("；") };
    }
    let message = match all.len() {
        1 => format!("“{key}”这一行缩进{from}格，应缩进{to}格"),
        count => format!("“{key}”等{count}行的缩进不对"),
    };
    SlipWords { rule: &rules::GRAMMAR, message, label, help: help.join("；") }
}

/// Lines as they stand below `|`: an example is copied as it stands, so that it is whole, or says that it is not.
fn block(indent: &str, texts: &[String]) -> String {
    let short = texts.iter().all(|text| text.chars().count() <= LONGEST_SHOWN);
    if texts.len() <= MOST_SHOWN && short {
        return texts.iter().map(|text| format!("\n{indent}  {text}")).collect();
    }
    let first: String = texts.first().map_or("", String::as_str).chars().take(16).collect();
    format!("\n{indent}  {}……（以下各行同样缩进）", first.trim_end())
}

/// Lines of an example, and characters of one.
const MOST_SHOWN: usize = 6;
const LONGEST_SHOWN: usize = 80;

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
    let example = format!("{indent}{}: |{}", found.key, block(&indent, &found.texts));
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
        Fault::Signed => (
            &rules::SPECIAL_START,
            format!(
                "“{key}”的文字有几行，又以“{}”开头，会被当作特殊符号",
                found.texts.first().and_then(|text| text.chars().next()).unwrap_or('&')
            ),
            format!("这段文字共{}行", found.lines),
            "在这个冒号后面写“|”",
        ),
    };
    let how = "“|”写在冒号后面，文字从下一行起，每行都比键多缩进两个半角空格";
    let help = format!("{how}：\n{example}");
    ParagraphWords { rule, message, label, opener, help }
}
