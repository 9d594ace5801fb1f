//! A text on one line inside a sentence of somebody else's paper.
//!
//! Takes blocks; gives words. What stood in lines of its own is parted by the punctuation that parts it when it
//! is read aloud, and a blank between Chinese and digits is none; no word is left out, changed or added.

use super::lines::is_wide;
use super::{Block, Inline, Table};

/// Writes blocks on one line: paragraphs are sentences, items and rows are parted by “；”.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    let all: Vec<String> = blocks.iter().map(said).collect();
    for (block, words) in blocks.iter().zip(renumbered(all)) {
        if words.is_empty() {
            continue;
        }
        // A list or table after words that announce it is what they announce; what announces something itself
        // is a sentence of its own.
        if out.ends_with('：') && !matches!(block, Block::Paragraph(_)) && announces(&words) {
            out.pop();
            out.push('。');
        }
        let announced = !matches!(block, Block::Paragraph(_)) && out.ends_with(['：', '；']);
        if !announced {
            let is_list = !matches!(block, Block::Paragraph(_)) && !announces(&words);
            end(&mut out, if is_list { '：' } else { '。' });
        }
        if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        out.push_str(&words);
    }
    out
}

/// Whether the first item has a colon of its own.
fn announces(words: &str) -> bool {
    words.split(['；', '。']).next().is_some_and(|first| first.contains('：'))
}

fn said(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => words_of(words),
        Block::List(items) => parted(renumbered(items.iter().map(|item| write(item)).collect()).into_iter()),
        Block::Table(table) => rows(table),
        Block::Quote(blocks) => write(blocks),
    }
}

/// `（1）清淤` of `1.清淤`, where several stand in a row: inside of another's paragraph that is numbered itself the
/// number of an item is of the last kind.
fn renumbered(words: Vec<String>) -> Vec<String> {
    if words.iter().filter(|words| number_of(words).is_some()).count() < 2 {
        return words;
    }
    let set = |words: String| match number_of(&words) {
        Some((number, rest)) => format!("（{number}）{rest}"),
        None => words,
    };
    words.into_iter().map(set).collect()
}

fn number_of(words: &str) -> Option<(&str, &str)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words[digits..].strip_prefix(['.', '．', '、'])?.trim_start();
    ((1..=2).contains(&digits) && rest.starts_with(is_wide)).then_some((&words[..digits], rest))
}

/// A row names its columns: without its head a figure says nothing. `上游（长度：3千米；完成：78.6%）`.
fn rows(table: &Table) -> String {
    let head: Vec<String> = table.head.iter().map(|cell| words_of(cell)).collect();
    let row = |row: &Vec<Vec<Inline>>| {
        let mut cells = row.iter().map(|cell| words_of(cell)).zip(&head).filter(|(cell, _)| !cell.is_empty());
        let first = match row.first().map(|cell| words_of(cell)) {
            Some(first) if !first.is_empty() => {
                cells.next();
                first
            }
            _ => String::new(),
        };
        let more: Vec<String> = cells
            .map(|(cell, head)| if head.is_empty() { cell } else { format!("{head}：{cell}") })
            .collect();
        match (first.is_empty(), more.is_empty()) {
            (_, true) => first,
            (true, false) => more.join("；"),
            (false, false) => format!("{first}（{}）", more.join("；")),
        }
    };
    // One column of figures is what the figures are of: 项数：已完成3；在办16.
    if let ([_, what], false) = (head.as_slice(), table.rows.is_empty())
        && !what.is_empty()
        && table.rows.iter().all(|row| row.get(1).is_some_and(|cell| is_figure(&words_of(cell))))
    {
        let row = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| words_of(cell)).collect::<String>();
        return format!("{what}：{}", parted(table.rows.iter().map(row)));
    }
    if table.rows.is_empty() { head.join("，") } else { parted(table.rows.iter().map(row)) }
}

fn is_figure(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c))
}

/// Items in a row; each but the last gives its own full stop for “；”.
fn parted(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    let last = items.len().saturating_sub(1);
    let bare = items
        .iter()
        .enumerate()
        .map(|(at, item)| if at == last { item.as_str() } else { item.trim_end_matches(['。', '；', ';']) });
    bare.collect::<Vec<_>>().join("；")
}

/// Ends what was said so far, where it does not end by itself.
fn end(out: &mut String, mark: char) {
    const ENDS: [char; 13] = ['。', '！', '？', '；', '：', '，', '、', '!', '?', ';', ':', '…', '.'];
    if out.is_empty() {
        return;
    }
    if mark == '：' && out.ends_with('。') {
        return;
    }
    if !out.trim_end_matches(['”', '）', '》']).ends_with(ENDS) {
        out.push(mark);
    }
}

fn words_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Link { words, .. } => out.push_str(words),
            Inline::Strong(words) => out.push_str(&words_of(words)),
        }
    }
    closed_up(out.trim())
}

/// Without blanks between Chinese and digits or letters: a paper has none.
fn closed_up(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let beside = |at: usize| {
        let (before, after) = (at.checked_sub(1).and_then(|at| chars.get(at)), chars.get(at + 1));
        let Some((&before, &after)) = before.zip(after) else { return false };
        let one = |wide: char, other: char| is_wide(wide) && (other.is_alphanumeric() || is_wide(other));
        // `1. 清淤`: the number of an item stands at its words.
        one(before, after)
            || one(after, before)
            || before == '.' && is_wide(after) && is_numbered(&chars[..at])
    };
    chars.iter().enumerate().filter(|(at, c)| **c != ' ' || !beside(*at)).map(|(_, c)| c).collect()
}

/// Whether a text ends with a number and a full stop.
fn is_numbered(chars: &[char]) -> bool {
    chars.len() >= 2 && chars[chars.len() - 2].is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use crate::prose::Prose;

    #[test]
    fn lines_of_their_own_become_one_sentence() {
        for (text, line) in [
            ("完成清淤。\n\n尚余一段", "完成清淤。尚余一段"),
            ("完成清淤\n\n尚余一段。", "完成清淤。尚余一段。"),
            (
                "分三类：\n\n- 甲类办结。\n- 乙类在办；\n- 丙类未办。",
                "分三类：甲类办结；乙类在办；丙类未办。",
            ),
            ("- **重点**一处\n- 其他两处", "重点一处；其他两处"),
            (
                "| 河段 | 长度 | 完成 |\n|---|---|---|\n| 上游 | 3千米 | 78.6% |\n| 下游 |  | 80.3% |",
                "上游（长度：3千米；完成：78.6%）；下游（完成：80.3%）",
            ),
            ("| 状态 | 条数 |\n|---|---|\n| 办结 | 3 |\n| 在办 | 16 |", "条数：办结3；在办16"),
            ("两项并进\n\n- 清淤：完成\n- 绿化：在办", "两项并进。清淤：完成；绿化：在办"),
            ("两项并进：\n\n- 清淤：完成\n- 绿化：在办", "两项并进。清淤：完成；绿化：在办"),
            ("共 23 项，其中 GB 3838 监测点 2 个", "共23项，其中GB 3838监测点2个"),
            ("分三步。\n\n1. 清淤；\n\n2. 绿化。", "分三步。（1）清淤；（2）绿化。"),
        ] {
            assert_eq!(Prose::read(text).run_in(), line, "{text}");
        }
    }
}
