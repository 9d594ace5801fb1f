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
    word.is_empty() || is_among(&word, Says::ForText) || is_cell(&word)
}

/// Whether a word names another cell: `同I5`.
fn is_cell(word: &str) -> bool {
    let cell = word.strip_prefix(['同', '见']).unwrap_or("");
    let digits = cell.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let letters = cell.len() - digits.len();
    (1..=2).contains(&letters) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
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
        // What a program wrote for nothing is a name like any other where a name is asked for.
        assert!(is_no_text("null") && !is_no_value("null"));
        for something in ["无锡市已完成", "0", "-5", "3/4", "无人机巡查", "空调更换", "同意", "见效明显"]
        {
            assert!(!is_no_value(something) && !is_no_text(something), "{something}");
        }
    }
}
