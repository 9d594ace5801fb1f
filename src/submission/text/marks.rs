//! Comments in the office's text, and the two of them that are marks.
//!
//! Takes a line; gives its words and its comments in order. Never takes for words what somebody may have meant
//! as a mark: who cannot tell what may be published publishes nothing.

/// A part of a line, with the byte of the line at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    /// Words.
    Words(&'t str, usize),
    /// What a comment says, and the length of all of it.
    Comment(&'t str, usize, usize),
    /// A comment that does not end on this line.
    Open(usize),
}

/// What a comment means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `内部`.
    Begin,
    /// `/内部`.
    End,
    /// Neither, but nearly so.
    Misspelt,
    /// A note.
    None,
}

/// A line as words and comments.
pub(super) fn parts(line: &str) -> Vec<Part<'_>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(start) = line[at..].find("<!--").map(|n| at + n) {
        found.extend((start > at).then(|| Part::Words(&line[at..start], at)));
        let inside = start + "<!--".len();
        let Some(end) = line[inside..].find("-->").map(|n| inside + n) else {
            found.push(Part::Open(start));
            return found;
        };
        at = end + "-->".len();
        found.push(Part::Comment(line[inside..end].trim(), start, at - start));
    }
    found.extend((at < line.len()).then(|| Part::Words(&line[at..], at)));
    found
}

/// What a comment means.
pub(super) fn mark(note: &str) -> Mark {
    match note {
        "内部" => Mark::Begin,
        "/内部" => Mark::End,
        _ if note.chars().count() <= 10 && is_about_inside(note) => Mark::Misspelt,
        _ => Mark::None,
    }
}

fn is_about_inside(note: &str) -> bool {
    let bare: String = note.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    ["内部", "內部", "internal"].iter().any(|word| bare.contains(word))
}

/// Where words hold what somebody may have meant as a mark: a comment in other signs, or brackets around
/// the word that ends one.
pub(super) fn lookalike(words: &str) -> Option<std::ops::Range<usize>> {
    let signs: Vec<(usize, char)> =
        words.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| (at, plain(c))).collect();
    let sees = |at: usize, pattern: &str| {
        pattern.chars().enumerate().all(|(n, c)| signs.get(at + n).is_some_and(|(_, own)| *own == c))
    };
    let patterns = ["<!-", "内部->", "内部-->", "</内部", "[/内部", "(/内部"];
    let (at, length) = (0..signs.len())
        .find_map(|at| patterns.iter().find(|pattern| sees(at, pattern)).map(|p| (at, p.chars().count())))?;
    let (last, _) = signs[at + length - 1];
    let end = words[last..].chars().next().map_or(last, |c| last + c.len_utf8());
    Some(signs[at].0..end)
}

/// A sign as the marks write it.
fn plain(sign: char) -> char {
    match sign {
        '＜' | '〈' | '‹' | '《' | '«' => '<',
        '＞' | '〉' | '›' | '》' | '»' => '>',
        '！' => '!',
        '－' | '—' | '–' | '―' | '‐' | '‑' | '−' => '-',
        '／' | '\\' | '＼' => '/',
        '【' | '［' | '〔' | '〖' => '[',
        '（' => '(',
        '內' => '内',
        other => other,
    }
}

/// Whether nothing of a line but the sign of a list is left.
pub(super) fn is_only_a_sign(words: &str) -> bool {
    let bare = words.trim().trim_matches(['|', '｜']).trim();
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    bare.is_empty() || matches!(bare, "-" | "*" | "+") || (number != bare && matches!(number, "." | ")"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_words_and_comments() {
        assert_eq!(
            parts("甲<!-- 内部 -->乙<!--/内部-->。"),
            [
                Part::Words("甲", 0),
                Part::Comment("内部", 3, 15),
                Part::Words("乙", 18),
                Part::Comment("/内部", 21, 14),
                Part::Words("。", 35)
            ]
        );
        assert_eq!(parts("甲<!-- 乙"), [Part::Words("甲", 0), Part::Open(3)]);
        assert_eq!(parts("<!---->"), [Part::Comment("", 0, 7)]);
        assert_eq!(parts("<!-->"), [Part::Open(0)]);
    }

    #[test]
    fn what_may_be_meant_as_a_mark_is_seen() {
        for bad in [
            "＜!-- 内部 --＞",
            "<！-- 内部 -->",
            "〈!—内部—〉",
            "【/内部】",
            "[ / 内部 ]",
            "内部 -->",
            "</内部>",
        ] {
            assert!(lookalike(bad).is_some(), "{bad}");
        }
        for good in
            ["内部管理（见内部资料）", "从A-->B", "a<b!", "甲/内部", "【内部】甲", "1<2 ！", "《内部》—>"]
        {
            assert_eq!(lookalike(good), None, "{good}");
        }
        for (note, meaning) in [
            ("内部", Mark::Begin),
            ("/内部", Mark::End),
            ("／内部", Mark::Misspelt),
            ("內部", Mark::Misspelt),
            ("Internal", Mark::Misspelt),
            ("内 部", Mark::Misspelt),
            ("内部版", Mark::Misspelt),
            ("材料 3f", Mark::None),
            ("这一段在内部讨论以后再定稿，请先不要改", Mark::None),
        ] {
            assert_eq!(mark(note), meaning, "{note}");
        }
    }

    #[test]
    fn a_sign_without_words_is_nothing() {
        assert!(["-", " 1. ", "*", "", "| |", "12)"].iter().all(|sign| is_only_a_sign(sign)));
        assert!(!["- 甲", "1", "。", "12、"].iter().any(|words| is_only_a_sign(words)));
    }
}
