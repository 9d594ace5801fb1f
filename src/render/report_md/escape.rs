//! Text in Markdown that stays text, and a unit's Markdown that stays in its place.
//!
//! Takes any text; gives Markdown. Never lets it open a heading, a link, HTML or a fence.

/// Plain words, safe anywhere in Markdown, cells included: what could be markup is escaped, line
/// breaks become `<br>`.
pub fn md_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.trim().lines().enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        escape_line(line, &mut out);
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    for c in line.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            // What is left of control characters says nothing on paper.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// A unit's Markdown as a block of a larger text. Its paragraphs, lists, tables and emphasis work;
/// what would reach beyond the block is escaped: headings, HTML, links, fences, reference definitions.
pub fn md_block(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, line) in text.trim().lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let words = line.trim_start();
        // Four blanks would make code; a list inside a list needs two.
        let indent = (line.len() - words.len()).min(3);
        out.extend(std::iter::repeat_n(' ', indent));
        if is_rule(words) || words.starts_with('#') || words.starts_with('>') {
            out.push('\\');
        }
        for c in words.chars() {
            match c {
                '<' | '[' | ']' | '`' | '~' | '&' => {
                    out.push('\\');
                    out.push(c);
                }
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
        }
    }
    out
}

/// A line of nothing but `-`, `=`, `*` or `_`: below a paragraph it would make a heading of it.
fn is_rule(line: &str) -> bool {
    ['-', '=', '*', '_']
        .iter()
        .any(|&mark| line.starts_with(mark) && line.chars().all(|c| c == mark || c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(md_text("a|b*c_[d]<e>`#\\"), "a\\|b\\*c\\_\\[d\\]\\<e\\>\\`\\#\\\\");
        assert_eq!(md_text("一\n二"), "一<br>二");
        assert_eq!(md_text("a&lt;b"), "a\\&lt;b");
    }

    #[test]
    fn a_block_cannot_leave_its_place() {
        assert_eq!(md_block("# 标题\n正文"), "\\# 标题\n正文");
        assert_eq!(md_block("正文\n---"), "正文\n\\---");
        assert_eq!(md_block("```\n<script>"), "\\`\\`\\`\n\\<script>");
        assert_eq!(md_block("[a]: http://x"), "\\[a\\]: http://x");
        assert_eq!(md_block("| a | b |\n| --- | --- |\n| 1 | 2 |"), "| a | b |\n| --- | --- |\n| 1 | 2 |");
        assert_eq!(md_block("**重点**\n- 一"), "**重点**\n- 一");
    }
}
