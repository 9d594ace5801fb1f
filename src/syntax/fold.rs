//! Line ends that YAML folds, as Chinese means them.
//!
//! Takes a value and the text it was read from; gives the value. Never changes a blank that was typed.

/// The value of a scalar over several lines (`>`, quoted or plain) without the blanks that YAML makes
/// of line ends beside a Chinese character. A line that begins with a full-width blank begins a
/// paragraph.
pub(super) fn unfolded(value: String, source: &str) -> String {
    if !source.contains('\n') || !value.contains(' ') {
        return value;
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value.as_str();
    for line in source.split('\n').map(words).filter(|line| !line.is_empty()) {
        let text = rest.trim_start_matches([' ', '\t', '\n']);
        // The header of a block (`>-`) is no part of the value.
        let Some(after) = text.strip_prefix(line) else { if out.is_empty() { continue } else { break } };
        let white = &rest[..rest.len() - text.len()];
        let glued = white == " " && (out.ends_with(is_wide) || line.starts_with(is_wide));
        out.push_str(match glued {
            true if line.starts_with('\u{3000}') => "\n",
            true => "",
            false => white,
        });
        out.push_str(line);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A line as the value holds it: without indentation and quotes.
fn words(line: &str) -> &str {
    let blank = [' ', '\t', '\r'];
    line.trim_matches(blank).trim_matches(['"', '\'']).trim_matches(blank)
}

/// Chinese characters, their punctuation and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;

    fn value(text: &str) -> String {
        let tree = Tree::parse(text).expect("it is well formed");
        tree.text(tree.top("a").expect("the key is there")).expect("it is a scalar").to_owned()
    }

    #[test]
    fn folded_lines_are_joined_as_chinese() {
        for (text, expected) in [
            ("a: >\n  关停了\n  三座，\n  全部 复绿。\n", "关停了三座，全部 复绿。\n"),
            ("a: >-\n  甲\n\n  乙\n  丙\n", "甲\n乙丙"),
            ("a: 投用\n  两台 泵\n", "投用两台 泵"),
            ("a: \"投用\n  两台\"\nb: 1\n", "投用两台"),
            ("a: '建成 PM\n  2.5 站\n  点'\n", "建成 PM 2.5 站点"),
            ("a: >\n  　　甲段。\n  　　乙段。\n", "　　甲段。\n　　乙段。\n"),
            ("a: |\n  甲 乙\n  丙\n", "甲 乙\n丙\n"),
            ("a: see\n  below\n", "see below"),
            // What was escaped is left as YAML reads it.
            ("a: \"投用\\t两台\n  泵\"\n", "投用\t两台 泵"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }
}
