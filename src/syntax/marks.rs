//! Words that begin with a sign by which a parser knows its own marks: `&建成投用` is an anchor to it, `!重点` a tag.
//!
//! Takes the parsed text; gives the words, and what of the text is meant with them.
//! Never takes for one what an alias refers to: who writes that means it.

use std::ops::Range;

/// Such a word. Places are bytes of the parsed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The parser's number of the anchor; 0 for a tag.
    pub(super) anchor: usize,
    /// The word with its sign.
    pub(super) word: Range<usize>,
    /// The value that begins with it, where it is one line of plain text.
    pub(super) value: Option<Range<usize>>,
    /// Whether it stands in braces or brackets.
    pub(super) in_braces: bool,
}

/// The mark that stands first behind a byte. `value`: the plain value that it stands before.
pub(super) fn mark_behind(text: &str, from: usize, value: Option<Range<usize>>) -> Option<Mark> {
    let start = sign_behind(text, from)?;
    let rest = &text[start..];
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
    let word = start..start + rest.find(ends).unwrap_or(rest.len());
    let value = value.map(|value| start..value.end.max(word.end));
    let value = value.filter(|value| text.get(value.clone()).is_some_and(|words| !words.contains('\n')));
    Some(Mark { word, value, ..Mark::default() })
}

/// The byte of the first sign behind another, outside comments.
fn sign_behind(text: &str, from: usize) -> Option<usize> {
    let (mut before, mut in_comment) = (' ', false);
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '\n' => in_comment = false,
            '#' if before.is_whitespace() => in_comment = true,
            '&' | '!' if !in_comment && !before.is_alphanumeric() => return Some(from + at),
            _ => {}
        }
        before = c;
    }
    None
}

impl Mark {
    /// What of the text has to change, and what has to stand there instead.
    pub(super) fn mended(&self, text: &str) -> (Range<usize>, String) {
        match &self.value {
            Some(value) => (value.clone(), format!("'{}'", text[value.clone()].replace('\'', "''"))),
            None => {
                let behind = &text[self.word.end..];
                let blanks = behind.len() - behind.trim_start_matches(' ').len();
                (self.word.start..self.word.end + blanks, String::new())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    fn marks(text: &str) -> Vec<(String, String)> {
        let tree = Tree::parse(text).expect("a parser reads it");
        let of = |mark: &Mark| {
            let (range, with) = mark.mended(text);
            (text[range].trim().to_owned(), with)
        };
        tree.marks.iter().map(of).collect()
    }

    #[test]
    fn what_is_no_mark_is_found_with_all_that_is_meant() {
        for (text, wanted) in [
            ("a: &建成投用\nb: 1\n", ("&建成投用", "'&建成投用'")),
            ("a: &建成 投用 两座\nb: 1\n", ("&建成 投用 两座", "'&建成 投用 两座'")),
            ("a: !zd 建成投用 # 附注\nb: 1\n", ("!zd 建成投用", "'!zd 建成投用'")),
            ("- {a: 1, b: &主体已开工。}\n", ("&主体已开工。", "'&主体已开工。'")),
            ("- &甲 建成 # & 乙\n", ("&甲 建成", "'&甲 建成'")),
            ("a: # 见 & 乙\n  &甲'乙\n", ("&甲'乙", "'&甲''乙'")),
            ("a: &甲 |\n  建成\n", ("&甲", "")),
            ("a: &甲\n  - x\n", ("&甲", "")),
            ("- &甲 id: x\n", ("&甲", "")),
        ] {
            let (was, with) = wanted;
            assert_eq!(marks(text), [(was.to_owned(), with.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_referred_to_or_says_a_type_is_meant() {
        for text in
            ["a: &x [1, 2]\nb: *x\n", "a: &x 建成\nb: *x\n", "a: !!str 45\n", "a: 甲&乙!\n", "a: '&甲'\n"]
        {
            assert_eq!(marks(text), [], "{text}");
        }
    }
}
