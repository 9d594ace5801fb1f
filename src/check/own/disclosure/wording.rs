//! Marks of secrecy, words that do not belong in a report, and Markdown that is not what it seems.

use std::ops::Range;

use super::folded::Folded;
use super::{SLJ, TEXT, all_fields, requests};
use crate::check::own::{Check, OwnFacts};
use crate::diagnostic::{Diagnostics, Example, Rule, Severity};
use crate::source::is_direction;

pub(super) static CHECKS: &[Check] = &[
    Check { rule: &SECRECY_MARK, run: secrecy_marks },
    Check { rule: &SECRECY_WORD, run: secrecy_words },
    Check { rule: &REQUEST, run: no_requests },
    Check { rule: &RAW_HTML, run: raw_html },
    Check { rule: &UNSAFE_LINK, run: unsafe_links },
    Check { rule: &DIRECTION, run: directions },
];

static SECRECY_MARK: Rule = Rule {
    code: "N621",
    name: "secrecy-mark",
    severity: Severity::Error,
    title: "文字里有国家秘密标志",
    why: "本系统是非涉密系统，严禁录入国家秘密。请立即停止使用这份文件，按保密规定处理，并改用不涉密的内容重新填报。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查（机密★10年）。",
    },
};

/// The words that papers are marked with (保守国家秘密法, 第十四条).
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// Checks that no text bears a mark of secrecy as papers bear it (GB/T 33481—2016), however it is set.
fn secrecy_marks(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts) {
        let folded = Folded::new(field.text);
        for level in LEVELS {
            for (at, _) in folded.text.match_indices(level) {
                let Some(mark) = mark(&folded.text, at..at + level.len()) else { continue };
                let words = &folded.text[mark.clone()];
                out.report(
                    &SECRECY_MARK,
                    field.within(folded.original(&mark)),
                    format!("“{}”里有国家秘密标志“{words}”", field.name),
                )
                .help("请按保密规定处理这份文件，改用不涉密的内容重新填报");
            }
        }
    }
}

/// Whether a text bears a mark of secrecy.
pub(super) fn has_mark(text: &str) -> bool {
    let text = Folded::new(text).text;
    let mut levels = LEVELS.iter().flat_map(|level| text.match_indices(level));
    levels.any(|(at, level)| mark(&text, at..at + level.len()).is_some())
}

/// The mark that a level is part of: `机密★`, `机密级`, `机密文件`, `（机密）`, `密级：机密`.
fn mark(text: &str, level: Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&text[..level.start], &text[level.end..]);
    if let Some(sign) = ["★", "级", "文件"].iter().find(|sign| after.starts_with(**sign)) {
        let common = text[level.clone()].starts_with('秘') && *sign == "文件";
        return (!common).then(|| level.start..level.end + sign.len());
    }
    let brackets = [("【", "】"), ("（", "）"), ("(", ")"), ("［", "］"), ("[", "]"), ("〔", "〕")];
    let bracket = |(open, close): &&(&str, &str)| before.ends_with(*open) && after.starts_with(*close);
    if let Some((open, close)) = brackets.iter().find(bracket) {
        return Some(level.start - open.len()..level.end + close.len());
    }
    let named = before.trim_end_matches(['：', ':', '为', '是']).ends_with("密级");
    named.then_some(level)
}

static SECRECY_WORD: Rule = Rule {
    code: "N622",
    name: "secrecy-word",
    severity: Severity::Verify,
    title: "文字里有“内部资料”“工作秘密”等字样",
    why: "带有这些字样的内容可能属于工作秘密，不得录入。只是提到保密工作的，请在“核实说明”里写明。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，清单见内部资料第3期。",
    },
};

/// Checks that no text says of itself that it is not for others.
fn secrecy_words(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    const WORDS: [&str; 8] =
        ["内部资料", "内部文件", "工作秘密", "不得外传", "注意保存", "内部使用", "涉密", "绝密"];
    for field in all_fields(facts).filter(|field| field.name != "核实说明") {
        let folded = Folded::new(field.text);
        let text = folded.text.as_str();
        for word in WORDS {
            let said = |at: &usize| {
                let piece = *at..*at + word.len();
                // As a mark of secrecy it is another rule's finding.
                let marked = LEVELS.contains(&word) && mark(text, piece).is_some();
                !marked && !text[..*at].ends_with(['非', '不', '未'])
            };
            let Some(at) = text.match_indices(word).map(|(at, _)| at).find(said) else { continue };
            out.report(
                &SECRECY_WORD,
                field.within(folded.original(&(at..at + word.len()))),
                format!("“{}”里有“{word}”", field.name),
            )
            .label("可能属于工作秘密")
            .help("属于工作秘密的请删去；不属于的在“核实说明”里写明");
        }
    }
}

static REQUEST: Rule = Rule {
    code: "N623",
    name: "request-in-report",
    severity: Severity::Verify,
    title: "报告里夹带请示事项",
    why: "报告不得夹带请示事项。需要批复的，请另行文请示；需要协调的，写在“意见建议”里，用“建议”表述。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，建立了一口一档。",
        bad: "完成两县入河排污口的全面排查，整治资金缺口妥否，请批示。",
    },
};

/// Checks that no text asks for a ruling, and that none that is printed in a report asks a superior for anything:
/// that belongs where the office collects it.
fn no_requests(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts).filter(|field| field.name != "核实说明") {
        let is_place_for_it = ["意见建议", "需协调事项"].contains(&field.name);
        let asked = requests::ruling(field.text);
        let asked = asked.or_else(|| requests::of_superior(field.text).filter(|_| !is_place_for_it));
        if let Some(range) = asked {
            let words = &field.text[range.clone()];
            out.report(
                &REQUEST,
                field.within(range.clone()),
                format!("“{}”里有请示用语“{words}”", field.name),
            )
            .label("报告不得夹带请示事项")
            .help("需要批复的另行文请示；建议写在“意见建议”里");
        }
    }
}

static RAW_HTML: Rule = Rule {
    code: "N631",
    name: "raw-html",
    severity: Severity::Hint,
    title: "文字里有网页代码",
    why: "文字按 Markdown 排版，网页代码不起作用，会原样显示。从网页或邮件复制的内容，请先粘贴为纯文本。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的**全面排查**。",
        bad: "完成两县入河排污口的<b>全面排查</b>。",
    },
};

/// Checks that no text holds tags: they are shown as they are typed.
fn raw_html(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts) {
        let text = field.text;
        let tag = text.match_indices('<').find(|(at, _)| {
            let rest = text[at + 1..].trim_start_matches('/');
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
                && rest.find(['>', '<', '\n']).is_some_and(|end| rest[end..].starts_with('>'))
        });
        if let Some((at, _)) = tag {
            let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
            out.report(&RAW_HTML, field.within(at..end), format!("“{}”里有网页代码", field.name))
                .label("会原样显示")
                .help("请删去尖括号里的代码；加粗写成 **文字**");
        }
    }
}

static UNSAFE_LINK: Rule = Rule {
    code: "N632",
    name: "unsafe-link",
    severity: Severity::Verify,
    title: "链接指向本机文件或不安全的地址",
    why: "只有 http、https 的链接会保留。指向本机文件（file:、C:\\）和脚本（javascript:）的链接会去掉，只留文字。",
    example: Example::Change {
        file: SLJ,
        find: TEXT,
        good: "完成两县入河排污口的全面排查，见[通报](https://www.example.gov.cn/a.html)。",
        bad: "完成两县入河排污口的全面排查，见[通报](file:///D:/pw/a.docx)。",
    },
};

/// Checks that links of Markdown lead to the web.
fn unsafe_links(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts) {
        let text = field.text;
        for (at, _) in text.match_indices("](") {
            let start = at + 2;
            // Stops at the next bracket: all searches together are linear.
            let stop = text[start..].find([')', ' ', '\n', '[', ']']).unwrap_or(text.len() - start);
            let length = if text[start + stop..].starts_with([')', ' ']) { stop } else { 0 };
            let target = text[start..start + length].trim_start_matches('<').to_ascii_lowercase();
            let scheme = target.split_once(':').map(|(scheme, _)| scheme);
            let safe = match scheme {
                Some(scheme) => matches!(scheme, "http" | "https"),
                // What names no file is no address: `[2025](31号)` stays as it is typed.
                None => !target.contains(['/', '\\', '.']),
            };
            if !safe {
                out.report(
                    &UNSAFE_LINK,
                    field.within(start..start + length),
                    format!("“{}”里的链接不会保留", field.name),
                )
                .label("只保留 http、https 的链接")
                .help("请改为网址，或去掉链接只留文字；文件请列入“佐证材料”");
            }
        }
    }
}

static DIRECTION: Rule = Rule {
    code: "N633",
    name: "direction-mark",
    severity: Severity::Error,
    title: "文字里有改变显示次序的隐藏字符",
    why: "从网页、聊天软件和 PDF 复制的文字可能带有看不见的方向控制字符，它后面的文字和数字会倒着显示：写的是12，看到的是21。中文用不到这种字符。",
    example: Example::Change {
        file: SLJ,
        find: "    percent: 45\n",
        good: "    percent: 45\n    public_progress: 完成12处\n",
        bad: "    percent: 45\n    public_progress: \"完成\\u202e12处\"\n",
    },
};

/// Checks that no text is shown otherwise than it is written.
fn directions(facts: &OwnFacts<'_>, out: &mut Diagnostics) {
    for field in all_fields(facts) {
        let mark = field.text.char_indices().find(|(_, c)| is_direction(*c));
        if let Some((at, c)) = mark {
            let message = format!("“{}”里有改变显示次序的隐藏字符（U+{:04X}）", field.name, u32::from(c));
            out.report(&DIRECTION, field.within(at..at + c.len_utf8()), message)
                .label("从这里起会倒着显示")
                .help("请删去这段文字重新输入；复制来的内容先粘贴为纯文本");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<String> {
        let folded = Folded::new(text);
        let levels = LEVELS.iter().flat_map(|level| folded.text.match_indices(level));
        let marks = levels.filter_map(|(at, level)| mark(&folded.text, at..at + level.len()));
        marks.map(|mark| folded.text[mark].to_owned()).collect()
    }

    #[test]
    fn t1_marks_of_secrecy_are_seen_however_they_are_set() {
        for (text, found) in [
            ("绝 密 ★ 长期", "绝密★"),
            ("甲**秘密**★一年", "秘密★"),
            ("| 丙 | 机密☆10年 |", "机密★"),
            ("丁（机密）", "（机密）"),
            ("密级：秘密", "秘密"),
            ("乙机密级材料", "机密级"),
        ] {
            assert_eq!(marks(text), [found], "{text}");
        }
        for text in ["保护商业秘密", "（商业秘密）", "落实保守国家秘密制度", "秘密文件柜整治"]
        {
            assert_eq!(marks(text), [""; 0], "{text}");
        }
    }
}
