//! How the plan's titles are set in a paper.
//!
//! Takes a title as the plan has it; gives it with the signs of print. Never changes a word.

/// A title as a paper prints it: full-width commas, brackets and colons beside Chinese characters, and a dash
/// between years. Not a word is changed.
pub fn title(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let wide = |at: Option<&char>| {
        at.is_some_and(|c| ('\u{2e80}'..='\u{9fff}').contains(c) || "“”‘’（）《》、，；：。".contains(*c))
    };
    let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    // Years of this age, and no number of a standard.
    let year = |at: usize| {
        let four = at.checked_sub(4).and_then(|from| chars.get(from..at));
        let before = at.checked_sub(5).and_then(|at| chars.get(at));
        four.is_some_and(|four| {
            matches!(four, ['1', '9', ..] | ['2', '0', ..]) && four.iter().all(char::is_ascii_digit)
        }) && !before.is_some_and(|c| c.is_ascii_alphanumeric() || *c == ' ')
    };
    let mut out = String::with_capacity(text.len());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let beside = wide(before) || wide(after);
        let between_figures = digit(before) && digit(after);
        out.push(match c {
            ',' if beside && !between_figures => '，',
            ';' if beside => '；',
            ':' if beside && !between_figures => '：',
            '(' if beside => '（',
            ')' if beside || out.contains('（') => '）',
            '-' | '－' | '~' | '～' if digit(after) && year(at) => '—',
            c => c,
        });
    }
    out
}

/// `《忻州市贯彻落实〈山西…规划〉实施方案》`: a title in its marks; those of another one inside are single ones.
pub fn in_marks(text: &str) -> String {
    format!("《{}》", title(text).replace('《', "〈").replace('》', "〉"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_set_as_a_paper_sets_it() {
        for (from, to) in [
            ("建设规划简本(2022-2025年)", "建设规划简本（2022—2025年）"),
            ("治水,治气", "治水，治气"),
            ("面积1,200亩(含A、B区)", "面积1,200亩（含A、B区）"),
            ("GB 3838-2002", "GB 3838-2002"),
            ("比例1:5", "比例1:5"),
        ] {
            assert_eq!(title(from), to);
        }
        assert_eq!(
            in_marks("甲市落实《乙规划(2022-2025年)》方案"),
            "《甲市落实〈乙规划（2022—2025年）〉方案》"
        );
    }
}
