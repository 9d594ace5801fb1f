//! The text of a field that was written as a comment: behind the key (`存在问题: # 用地手续慢`) or right below it.
//!
//! Takes the lines of a submission; gives where such text begins. Never takes for one what a form says itself.

use std::ops::Range;

use super::layout::{columns, entry, indentation, opens_block};
use super::vocabulary;

/// Keys of running text.
pub const TEXTS: [&str; 10] = [
    "summary",
    "nil_return",
    "progress",
    "public_progress",
    "issues",
    "next_steps",
    "note",
    "suggestions",
    "explanation",
    "source",
];
/// Keys that hold others: what stands behind their colon is a remark on them.
const GROUPS: [&str; 8] =
    ["people", "tasks", "milestones", "indicators", "funds", "evidence", "last_year", "explanations"];
/// How lines of a form begin that explain its fields, behind their sign.
pub const SAID_BY_FORMS: [&str; 14] = [
    "——",
    "上年",
    "工作目标",
    "完成时限",
    "所属任务",
    "方案时限",
    "方案目标",
    "计量单位",
    "本项",
    "演示用",
    "完成情况从",
    "数据状态从",
    "缺失原因从",
    "基期",
];

/// The English name of a key, where it has one.
fn key(written: &str) -> &str {
    vocabulary::english_key(written).unwrap_or(written)
}

/// Whether a key of the form holds one value.
fn is_short(key: &str) -> bool {
    vocabulary::chinese_key(key) != key && !GROUPS.contains(&key)
}

/// Text that was written as a comment, in bytes of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Commented {
    /// Its first line, from the sign on.
    pub(super) first: Range<usize>,
    /// The lines below it that are comments as well.
    pub(super) more: Vec<Range<usize>>,
    /// Whether it stands where a text does: else a form may do without it.
    pub(super) at_text: bool,
}

/// Comments that stand where a text field is empty, behind a short key, or right below a text.
pub(super) fn commented(text: &str) -> Vec<Commented> {
    let mut walk = Walk::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        walk.line(line.trim_end(), start);
        start += line.len();
    }
    walk.found
}

/// What goes before a line.
#[derive(Default)]
struct Walk {
    found: Vec<Commented>,
    /// The column of a key below which a text block is open, and whether it is a text field.
    inside: Option<(usize, bool)>,
    /// A text field that is empty so far, or has its text.
    field: Option<Field>,
    /// The comments that go on up to here.
    run: Option<Run>,
    /// Whether the form has begun: what stands above it is no part of it.
    begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Its column, and whether an empty line follows it.
    Empty(usize, bool),
    Filled,
}

/// Comments that go on up to the next line that is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    /// A heading of the form or what the plan says of an entry: all of it is the form's.
    Heading,
    /// What a form says of a field.
    OfField,
    /// Last year's answer, which may go on.
    LastYear,
    /// What was found.
    Found,
    Other,
}

impl Walk {
    fn line(&mut self, words: &str, at: usize) {
        let bare = words.trim_start();
        let column = columns(&words[..indentation(words)]);
        if bare.is_empty() {
            self.run = None;
            // What stands right below a text goes with it, and nothing else does.
            self.field = match self.field {
                Some(Field::Empty(outer, _)) => Some(Field::Empty(outer, true)),
                Some(Field::Filled) | None => None,
            };
            return;
        }
        if let Some((_, is_text)) = self.inside.filter(|(outer, _)| column > *outer) {
            (self.field, self.run) = (is_text.then_some(Field::Filled), None);
            return;
        }
        self.inside = None;
        if bare.starts_with('#') {
            return self.comment(bare, column, at + words.len() - bare.len()..at + words.len());
        }
        (self.field, self.run) = (None, None);
        self.entry(words, at);
    }

    fn entry(&mut self, words: &str, at: usize) {
        let found = entry(words);
        self.begun |= found.is_some();
        let key_of = found.filter(|found| TEXTS.contains(&key(found.key)));
        // A number, a day or a word that was typed behind the sign is no value, and nobody is told otherwise.
        let short = found.filter(|found| key_of.is_none() && is_short(key(found.key)));
        let opens = opens_block(words);
        let column = columns(&words[..indentation(words)]);
        self.inside = opens.then_some((column, key_of.is_some()));
        let Some(of) = key_of.or(short) else { return };
        if of.value.starts_with('#') {
            let first = at + words.len() - of.value.len()..at + words.len();
            self.found.push(Commented { first, more: vec![], at_text: true });
            self.run = Some(Run::Found);
        } else if key_of.is_some() {
            let is_empty = of.value.is_empty() || opens;
            self.field = Some(if is_empty { Field::Empty(of.column, false) } else { Field::Filled });
        }
    }

    fn comment(&mut self, bare: &str, column: usize, range: Range<usize>) {
        let said = bare.trim_start_matches('#');
        let goes_on = said.starts_with("  ") || said.trim_start_matches(' ').starts_with('\u{3000}');
        let own = own(said.trim());
        let is_text = match (self.run, own) {
            (Some(Run::Heading), _) | (_, Some(_)) => false,
            (Some(Run::LastYear), None) if goes_on => return,
            (Some(Run::Found | Run::OfField | Run::LastYear), None) => true,
            (Some(Run::Other) | None, None) => {
                let at_field = match self.field {
                    Some(Field::Empty(outer, apart)) => column >= outer || !apart,
                    Some(Field::Filled) => true,
                    None => false,
                };
                at_field || self.begun && is_entry(said.trim())
            }
        };
        match (is_text, self.run, self.found.last_mut()) {
            (true, Some(Run::Found), Some(last)) => last.more.push(range),
            (true, ..) => {
                self.found.push(Commented { first: range, more: vec![], at_text: self.field.is_some() })
            }
            (false, ..) => {}
        }
        self.field = None;
        self.run = match own {
            _ if self.run == Some(Run::Heading) => self.run,
            None if is_text => Some(Run::Found),
            own => Some(own.unwrap_or(Run::Other)),
        };
    }
}

/// Whether a comment is an entry that somebody filled in.
fn is_entry(said: &str) -> bool {
    let found = entry(said).filter(|found| found.column == 0 && !found.value.is_empty());
    found.is_some_and(|found| !found.key.is_ascii() && vocabulary::english_key(found.key).is_some())
}

/// What helps with a comment, by all that stands before it.
pub(super) fn mend(before: &str) -> &'static str {
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    match () {
        () if line.is_empty() => {
            "属于正文的，写在这一项“|”的下面，每行比这一项多空两格，不要的“#”去掉；确是注释的不必改"
        }
        () if line.ends_with([':', '：']) => "属于填报内容的，去掉“#”；确是注释的，写在这一项上面另起一行",
        () => "属于正文的，在整段文字外面加半角双引号，或写在“|”下面；确是注释的，另起一行写",
    }
}

/// Whether a comment is one of the form's own.
pub(super) fn is_of_form(comment: &str) -> bool {
    let said = comment.trim_start().trim_start_matches('#');
    said.trim_start_matches(' ').starts_with('\u{3000}') || own(said.trim()).is_some()
}

/// What a comment of the form's own begins or goes on with; nothing of others.
fn own(said: &str) -> Option<Run> {
    let named = |(name, _): (&str, &str)| vocabulary::english_key(name.trim()).is_some();
    let numbered = said.strip_prefix(['一', '二', '三']).and_then(|rest| rest.strip_prefix('、'));
    let names_list = numbered.and_then(|rest| rest.split_once('（')).is_some_and(named);
    let by_forms = || SAID_BY_FORMS.iter().any(|begin| said.starts_with(begin));
    match () {
        () if said.is_empty() => Some(Run::Other),
        () if said.starts_with("——") || names_list => Some(Run::Heading),
        () if said.starts_with("上年") => Some(Run::LastYear),
        () if said.split_once('（').is_some_and(named) || by_forms() => Some(Run::OfField),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::commented;

    #[test]
    fn text_behind_a_sign_is_found_where_a_field_is_empty_or_has_its_text() {
        for (text, wanted) in [
            ("任务:\n  - 编号: a\n    存在问题: # 用地手续慢\n", &["# 用地手续慢"][..]),
            (
                "    存在问题: |\n    # 用地手续慢\n    # 另一行\n    下一步措施: |\n",
                &["# 用地手续慢", "# 另一行"],
            ),
            ("    存在问题:\n      #用地手续慢\n", &["#用地手续慢"]),
            ("    存在问题: |\n      # 标题\n      文字\n", &[]),
            ("    存在问题: |\n      #1 用户\n    #2 新增用户4家\n", &["#2 新增用户4家"]),
            ("    存在问题: |\n      用户\n    # 备注\n# 另铺设3公里\n", &["# 备注", "# 另铺设3公里"]),
            ("    存在问题: |\n      用户\n\n    # 备注\n", &[]),
            ("    存在问题: |\n    # 下一步措施（滞后、未启动时必填）：谁、做什么\n", &[]),
            ("    存在问题: |\n    # 上年填报：用地手续慢\n    #   第二行\n", &[]),
            ("    存在问题: 用地手续慢\n    # 2. 资金没有到位\n", &["# 2. 资金没有到位"]),
            ("    完成率:\n    # 八成左右\n", &[]),
            ("    # 完成率（可不填）：八成写 80\n    # 今年：85\n    完成率:\n", &["# 今年：85"]),
            ("格式: submission/1\n\n# 意见建议：增加资金\n意见建议: |\n", &["# 意见建议：增加资金"]),
            ("# 年度：2026\n格式: submission/1\n# 完成率:\n# note: x\n", &[]),
            ("    完成率: # 80\n", &["# 80"]),
            ("    due: # 2027年底\n", &[]),
            ("    new_due: # 2027年底\n", &["# 2027年底"]),
            ("    资金: # 万元\n      计划投入: 3\n", &[]),
            ("    说明: |\n      甲\n# 二、节点（1项）\n# 完成情况从下列选一项：甲\n节点:\n", &[]),
            ("    说明: 甲\n  # —— 节点：乙\n  # 目标第二行\n  - 编号: b\n", &[]),
            ("    # 进展情况（必填）：写数字\n    # 上年：甲\n    # 　　　1. 乙\n    进展情况: |\n", &[]),
            ("summary: |\n  存在问题:\n  # 用地\n", &[]),
        ] {
            let found: Vec<&str> = commented(text)
                .into_iter()
                .flat_map(|found| [vec![found.first], found.more].concat())
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
