//! Words by which people say that there is nothing to say: one list for all rooms, told apart by what was asked for
//! where they stand.

use unicode_normalization::UnicodeNormalization as _;

/// Where a word says that there is nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Wherever it stands alone.
    Anywhere,
    /// Where a value was asked for: a text may mean what it says.
    ForValue,
    /// Where a text was asked for. `同上` in the place of a value speaks of another value.
    ForText,
}

/// The words, without blanks and signs, in lower case.
const WORDS: &[(Says, &[&str])] = &[
    (Says::Anywhere, &["无", "没有", "暂无", "空", "略", "不涉及", "不适用", "na", "none", "nil"]),
    (Says::ForValue, &["待定", "未定", "不详"]),
    (
        Says::ForText,
        &[
            "null",
            "同上",
            "同左",
            "同前",
            "见上",
            "见上栏",
            "见左栏",
            "同上栏",
            "同左栏",
            "见进展情况",
            "详见进展情况",
            "同进展情况",
            "与进展情况相同",
            "与进展情况一致",
            "不公开",
            "不予公开",
            "见附件",
            "详见附件",
            "无问题",
            "暂无问题",
            "没有问题",
            "无存在问题",
            "不存在问题",
            "暂未发现问题",
            "未发现问题",
            "无困难",
            "无困难和问题",
            "无困难问题",
            "无意见",
            "无建议",
            "无意见建议",
            "暂无意见建议",
        ],
    ),
];

/// Whether somebody who was asked for a number, a day or a name says that there is none: `无。`, `——`, `N/A`.
pub fn is_no_value(written: &str) -> bool {
    match bare(written).as_str() {
        "" => is_stroke(written),
        word => is_among(word, Says::ForValue),
    }
}

/// Whether a text says nothing but that there is nothing to say: `暂无。`, `／`, nothing at all.
pub fn is_no_text(written: &str) -> bool {
    let word = bare(written);
    word.is_empty() || is_among(&word, Says::ForText) || points_elsewhere(&word)
}

/// How a text begins that only points to another one, what it points to, and how it goes on; in this order.
pub const POINTING: [&[&str]; 4] = [
    &["具体内容", "内容", "具体", "请"],
    &["详见", "参见", "参照", "参考", "见", "同", "与", "和", "以", "按"],
    &[
        "进展情况",
        "工作进展",
        "进展",
        "总体情况",
        "左侧",
        "左边",
        "左面",
        "左",
        "右侧",
        "右边",
        "右面",
        "右",
        "上面",
        "上文",
        "上述",
        "上",
        "前面",
        "前文",
        "前述",
        "前",
        "下",
        "附件",
        "附表",
        "内部版",
    ],
    &["单元格", "部分", "内容", "所述", "相同", "一致", "一样", "为准", "即可", "栏", "列", "格", "的", "中"],
];

/// Whether a text only points to another: `同I5`, `详见I5单元格`, `与左边一致`, `以进展情况为准`.
fn points_elsewhere(word: &str) -> bool {
    let [before, how, whither, after] = POINTING;
    let one = |text: &str, of: &[&str]| {
        of.iter().find_map(|begin| text.strip_prefix(begin)).map(|rest| text.len() - rest.len())
    };
    let start = one(word, before).unwrap_or(0);
    let Some(at) = one(&word[start..], how).map(|length| start + length) else { return false };
    let at_place = one(&word[at..], whither).or_else(|| cell(&word[at..]));
    let Some(mut at) = at_place.map(|length| at + length) else { return false };
    while let Some(length) = one(&word[at..], after) {
        at += length;
    }
    at == word.len()
}

/// The bytes of a cell that begins a text: `i5`.
fn cell(text: &str) -> Option<usize> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = text.len() - digits.len();
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&letters) && (1..=4).contains(&count)).then_some(letters + count)
}

/// Words with which somebody agrees that a text is published, instead of wording it.
const CONSENT: [&str; 9] =
    ["同意", "公开", "同意公开", "同意对外公开", "可以公开", "可公开", "可对外公开", "已公开", "同意照登"];

/// Whether a wording for the public words nothing: what says nothing, points elsewhere, or only agrees.
pub fn is_no_public_text(written: &str) -> bool {
    is_no_text(written) || CONSENT.contains(&bare(written).as_str())
}

/// All words that say so in the place of a text.
pub fn words_for_no_text() -> impl Iterator<Item = &'static str> {
    let of_texts = WORDS.iter().filter(|(says, _)| *says != Says::ForValue);
    of_texts.flat_map(|(_, words)| words.iter().copied())
}

/// Keys of a submission behind which a number, a day, a number of a document or a name stands, so that `无` is as
/// good as nothing. Why a figure is missing is said with a word of its own.
pub(super) const KEYS_OF_VALUES: [&str; 16] = [
    "document_number",
    "filled_on",
    "as_of",
    "preparer",
    "phone",
    "reviewer",
    "approver",
    "nil_return",
    "percent",
    "new_due",
    "planned",
    "spent",
    "n",
    "of",
    "done_on",
    "period",
];

/// All words that say so in the place of a value.
pub fn words_for_no_value() -> impl Iterator<Item = &'static str> {
    let of_values = WORDS.iter().filter(|(says, _)| *says != Says::ForText);
    of_values.flat_map(|(_, words)| words.iter().copied())
}

fn is_among(word: &str, asked: Says) -> bool {
    WORDS.iter().any(|(says, words)| (*says == asked || *says == Says::Anywhere) && words.contains(&word))
}

/// A stroke through the place of a value, as in a printed form.
fn is_stroke(written: &str) -> bool {
    let written = written.trim();
    !written.is_empty() && written.chars().all(|c| "-—–－﹣/／\\。".contains(c))
}

/// Letters and digits only, width and case levelled.
fn bare(written: &str) -> String {
    written.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_depends_on_what_was_asked() {
        for both in ["无", " 暂无。", "N/A", "／", "——", "不适用", "无。"] {
            assert!(is_no_value(both) && is_no_text(both), "{both}");
        }
        for value in ["待定", "不详"] {
            assert!(is_no_value(value) && !is_no_text(value), "{value}");
        }
        for text in ["同上", "同I5", "见进展情况。", "无存在问题。", "暂无意见、建议", ""]
        {
            assert!(is_no_text(text) && !is_no_value(text), "{text}");
        }
        for text in [
            "详见Ｉ5单元格",
            "同进展。",
            "参见左侧",
            "与左边一致",
            "内容同前",
            "以进展情况为准",
            "请见上栏内容",
        ] {
            assert!(is_no_text(text), "{text}");
        }
        assert!(is_no_public_text("同意公开。") && !is_no_text("同意公开"));
        for text in
            ["同进度推进", "见左岸堤防加固", "按上级要求完成", "与前年持平", "同A5纸张", "详见附件1：12处"]
        {
            assert!(!is_no_text(text) && !is_no_public_text(text), "{text}");
        }
        // What a program wrote for nothing is a name like any other where a name is asked for.
        assert!(is_no_text("null") && !is_no_value("null"));
        for something in ["无锡市已完成", "0", "-5", "3/4", "无人机巡查", "空调更换", "同意", "见效明显"]
        {
            assert!(!is_no_value(something) && !is_no_text(something), "{something}");
        }
    }
}
