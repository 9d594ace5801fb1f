//! The text of a field that was written as a comment: behind the key (`存在问题: # 用地手续慢`) or right below it.
//!
//! Takes the lines of a submission; gives where such text begins. Never takes for one what a form says itself.

use std::ops::Range;

use super::layout::{columns, entry, indentation, opens_block};
use super::vocabulary;

/// Keys of running text.
const TEXTS: [&str; 10] = [
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
pub(super) const SAID_BY_FORMS: [&str; 14] = [
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

/// Comments that stand where a text field is empty, in bytes of the text: the first line of each.
pub(super) fn commented(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let (mut start, mut inside, mut empty): (usize, Option<usize>, Option<usize>) = (0, None, None);
    // The column of the text field whose text went on up to here.
    let mut text_of: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let (words, at) = (line.trim_end(), start);
        start += line.len();
        let column = columns(&words[..indentation(words)]);
        let bare = words.trim_start();
        if bare.is_empty() {
            continue;
        }
        if inside.is_some_and(|outer| column > outer) {
            text_of = text_of.or(empty.take());
            continue;
        }
        inside = None;
        if bare.starts_with('#') {
            // Below `|` what stands deeper is text, and that was passed over above.
            let (of_empty, of_text) = (empty.take(), text_of.take());
            // Behind a text only a sign without a blank is one of its own: `#2 新增用户4家`.
            let is_glued = bare.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '#');
            let outer = of_empty.or(of_text.filter(|_| is_glued));
            if outer.is_some_and(|outer| column >= outer) && !is_of_form(bare) {
                found.push(at + words.len() - bare.len()..at + words.len());
            }
            continue;
        }
        (empty, text_of) = (None, None);
        let key_of = entry(words).filter(|found| TEXTS.contains(&key(found.key)));
        // A number, a day or a word that was typed behind the sign is no value, and nobody is told otherwise.
        let short = entry(words).filter(|found| key_of.is_none() && found.value.starts_with('#'));
        if let Some(short) = short.filter(|short| is_short(key(short.key))) {
            found.push(at + words.len() - short.value.len()..at + words.len());
        }
        let opens = opens_block(words);
        inside = opens.then_some(column);
        let Some(of) = key_of else { continue };
        if of.value.starts_with('#') {
            let from = at + words.len() - of.value.len();
            found.push(from..at + words.len());
        } else if of.value.is_empty() || opens {
            empty = Some(of.column);
        }
    }
    found
}

/// What helps with a comment, by all that stands before it.
pub(super) fn mend(before: &str) -> &'static str {
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    match () {
        () if line.is_empty() => {
            "属于正文的，去掉“#”，写在这一项“|”的下面，每行比这一项多空两格；确是注释的不必改"
        }
        () if line.ends_with([':', '：']) => "属于填报内容的，去掉“#”；确是注释的，写在这一项上面另起一行",
        () => "属于正文的，在整段文字外面加半角双引号，或写在“|”下面；确是注释的，另起一行写",
    }
}

/// Whether a comment is one of the form's own.
fn is_of_form(comment: &str) -> bool {
    let words = comment.trim_start_matches('#').trim();
    let named = |(name, _): (&str, &str)| vocabulary::english_key(name.trim()).is_some();
    let field = words.split_once('（').is_some_and(named);
    let numbered = words.starts_with(['一', '二', '三', '四', '1', '2', '3', '4', '5', '6', '7'])
        && words.chars().nth(1).is_some_and(|c| matches!(c, '、' | '.'));
    words.is_empty() || field || numbered || SAID_BY_FORMS.iter().any(|begin| words.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::commented;

    #[test]
    fn text_behind_a_sign_is_found_where_a_field_is_empty() {
        for (text, wanted) in [
            ("任务:\n  - 编号: a\n    存在问题: # 用地手续慢\n", Some("# 用地手续慢")),
            ("    存在问题: |\n    # 用地手续慢\n    # 另一行\n    下一步措施: |\n", Some("# 用地手续慢")),
            ("    存在问题:\n      #用地手续慢\n", Some("#用地手续慢")),
            ("    存在问题: |\n      # 标题\n      文字\n", None),
            ("    存在问题: |\n      #1 用户\n    #2 新增用户4家\n", Some("#2 新增用户4家")),
            ("    存在问题: |\n      用户\n    # 备注\n", None),
            ("    存在问题: |\n    # 下一步措施（滞后、未启动时必填）：谁、做什么\n", None),
            ("    存在问题: |\n    # 上年填报：用地手续慢\n    #   第二行\n", None),
            ("    存在问题: 用地手续慢\n    # 已与某局核对\n", None),
            ("    完成率:\n    # 八成左右\n", None),
            ("    完成率: # 80\n", Some("# 80")),
            ("    due: # 2027年底\n", None),
            ("    new_due: # 2027年底\n", Some("# 2027年底")),
            ("    资金: # 万元\n      计划投入: 3\n", None),
            ("    说明: |\n\n\n# 二、节点（1项）\n", None),
            ("summary: |\n  存在问题:\n  # 用地\n", None),
        ] {
            let found: Vec<&str> = commented(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, wanted.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
