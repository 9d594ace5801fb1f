//! Numbers of headings and annexes, and the list of annexes.
//!
//! Takes the Markdown of a template; gives it numbered. A heading below which nothing stands is left out and
//! those that follow move up, whatever an override takes away or adds. Never changes a word.

use crate::prose::paper::{Mark, Role, mark};

/// Level 2 一、, level 3 （一）, level 4 1., level 5 （1）; `## 附件　…` 附件1.
pub(super) fn framed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let kept = kept(&lines);
    let lines: Vec<&str> =
        lines.into_iter().zip(kept).filter_map(|(line, kept)| kept.then_some(line)).collect();
    let annexes: Vec<&str> = lines.iter().filter_map(|line| annex(line)).collect();
    let mut out = String::with_capacity(text.len() + 1024);
    let mut numbers = Numbers::default();
    for line in lines {
        match (heading(line), mark(line)) {
            (Some((level, words)), _) => {
                let label = match annex(line) {
                    Some(title) => numbers.annex(title, annexes.len()),
                    None => numbers.heading(level, words),
                };
                push(&mut out, &format!("{} {label}", "#".repeat(level)));
            }
            (None, Some(Mark::Role(Role::Annexes))) if annexes.is_empty() => {}
            (None, Some(Mark::Role(Role::Annexes))) => {
                push(&mut out, line);
                list(&annexes, &mut out);
            }
            _ => push(&mut out, &referred(line, &annexes)),
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// `附件2` of `附件“重点任务进展台账”`: a reader looks for the number.
fn referred(line: &str, annexes: &[&str]) -> String {
    let mut out = line.to_owned();
    for (at, title) in annexes.iter().enumerate() {
        let number = if annexes.len() == 1 { String::new() } else { (at + 1).to_string() };
        out = out.replace(&format!("附件“{title}”"), &format!("附件{number}"));
    }
    out
}

/// Adds a line; of empty lines one is enough.
fn push(out: &mut String, line: &str) {
    if !line.is_empty() || !out.is_empty() && !out.ends_with("\n\n") {
        out.push_str(line);
        out.push('\n');
    }
}

/// `附件：1.…`, a paragraph each.
fn list(annexes: &[&str], out: &mut String) {
    for (at, title) in annexes.iter().enumerate() {
        let lead = if at == 0 { "附件：" } else { "　　　" };
        let number = if annexes.len() == 1 { String::new() } else { format!("{}.", at + 1) };
        push(out, "");
        push(out, &format!("{lead}{number}{title}"));
    }
    push(out, "");
}

/// Which lines stay: no heading without anything below it, and no change of page before such a heading.
fn kept(lines: &[&str]) -> Vec<bool> {
    let mut kept = vec![true; lines.len()];
    // By level: whether anything stands between here and the next heading of that level or above.
    let mut filled = [false; 7];
    // Whether the heading that follows is left out, with nothing but marks and blanks in between.
    let mut goes = false;
    for (at, line) in lines.iter().enumerate().rev() {
        let is_page = matches!(mark(line), Some(Mark::PageBreak | Mark::Landscape | Mark::Portrait));
        match heading(line) {
            Some((level, _)) => {
                goes = level > 1 && !filled[level];
                kept[at] = !goes;
                filled[level..].fill(false);
            }
            None if is_page => kept[at] = !goes,
            // What closes the paper stands below no heading.
            None if mark(line) == Some(Mark::Role(Role::Closing)) => filled[2..].fill(false),
            None if line.is_empty() || mark(line).is_some() => {}
            None => {
                filled.fill(true);
                goes = false;
            }
        }
    }
    kept
}

/// Level and words of a heading. What data say is escaped and begins no heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let words = words.strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !words.is_empty()).then_some((level, words))
}

/// The title of an annex: `## 附件　指标完成情况表`.
fn annex(line: &str) -> Option<&str> {
    let title = line.strip_prefix("## 附件")?;
    title.strip_prefix(['　', ' ']).map(str::trim).filter(|title| !title.is_empty())
}

/// Headings so far, by level.
#[derive(Default)]
struct Numbers {
    at: [usize; 7],
    annexes: usize,
}

impl Numbers {
    fn heading(&mut self, level: usize, words: &str) -> String {
        self.at[level] += 1;
        self.at[level + 1..].fill(0);
        match (level, self.at[level]) {
            (2, n) => format!("{}、{words}", ordinal(n)),
            (3, n) => format!("（{}）{words}", ordinal(n)),
            (4, n) => format!("{n}.{words}"),
            (5, n) => format!("（{n}）{words}"),
            _ => words.to_owned(),
        }
    }

    fn annex(&mut self, title: &str, all: usize) -> String {
        self.annexes += 1;
        self.at[3..].fill(0);
        let number = if all == 1 { String::new() } else { self.annexes.to_string() };
        format!("附件{number}　{title}")
    }
}

/// 一, 二 … 九十九; beyond that digits.
fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_chinese() {
        let words: Vec<String> = [1, 10, 11, 20, 45].into_iter().map(ordinal).collect();
        assert_eq!(words, ["一", "十", "十一", "二十", "四十五"]);
    }

    #[test]
    fn what_holds_nothing_is_left_out_and_the_rest_moves_up() {
        let text = "# 题\n\n\n## 空\n\n### 也空\n\n## 甲\n\n### 子\n\n#### 孙\n\n字\n\n#### 空孙\n\n### 末\n\n字\n\n<!-- 附件说明 -->\n\n\
                    <!-- 横向 -->\n## 附件　空表\n\n<!-- 横向 -->\n## 附件　表一\n\n| 甲 |\n\n<!-- 纵向 -->\n## 附件　表二\n\n字\n";
        assert_eq!(
            framed(text),
            "# 题\n\n## 一、甲\n\n### （一）子\n\n#### 1.孙\n\n字\n\n### （二）末\n\n字\n\n<!-- 附件说明 -->\n\n附件：1.表一\n\n　　　2.表二\n\n\
             <!-- 横向 -->\n## 附件1　表一\n\n| 甲 |\n\n<!-- 纵向 -->\n## 附件2　表二\n\n字\n"
        );
    }

    #[test]
    fn one_annex_has_no_number_and_none_no_list() {
        assert_eq!(
            framed("字\n\n<!-- 附件说明 -->\n\n## 附件　表\n\n字"),
            "字\n\n<!-- 附件说明 -->\n\n附件：表\n\n## 附件　表\n\n字\n"
        );
        assert_eq!(framed("字\n\n<!-- 附件说明 -->\n\n<!-- 横向 -->\n## 附件　表\n"), "字\n");
    }

    #[test]
    fn an_annex_is_referred_to_by_its_number() {
        let text = "见附件“表二”、附件“无此表”。\n\n## 附件　表一\n\n字\n\n## 附件　表二\n\n字";
        assert!(framed(text).starts_with("见附件2、附件“无此表”。\n"));
    }

    #[test]
    fn the_closing_words_fill_no_heading() {
        let text = "# 题\n\n## 甲\n\n字\n\n## 建议\n\n<!-- 结语 -->\n\n特此报告。\n";
        assert_eq!(framed(text), "# 题\n\n## 一、甲\n\n字\n\n<!-- 结语 -->\n\n特此报告。\n");
    }

    #[test]
    fn words_of_data_are_no_headings() {
        let word = crate::prose::words("## 附件　假");
        assert_eq!(framed(&word), format!("{word}\n"));
    }
}
