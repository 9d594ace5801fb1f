//! A text on one line inside a sentence of somebody else's paper.
//!
//! Takes blocks; gives words. What stood in lines of its own is parted by the punctuation that parts it when it
//! is read aloud; no word is left out, changed or added.

use super::{Block, Inline, Table};

/// Writes blocks on one line: paragraphs are sentences, items and rows are parted by “；”.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let words = said(block);
        if words.is_empty() {
            continue;
        }
        // A list or table after words that announce it is what they announce.
        let announced = !matches!(block, Block::Paragraph(_)) && out.ends_with(['：', '；']);
        if !announced {
            end(&mut out, if matches!(block, Block::Paragraph(_)) { '。' } else { '：' });
        }
        if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        out.push_str(&words);
    }
    out
}

fn said(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => words_of(words),
        Block::List(items) => parted(items.iter().map(|item| write(item))),
        Block::Table(table) => rows(table),
        Block::Quote(blocks) => write(blocks),
    }
}

/// A row names its columns: without its head a figure says nothing.
fn rows(table: &Table) -> String {
    let head: Vec<String> = table.head.iter().map(|cell| words_of(cell)).collect();
    let row = |row: &Vec<Vec<Inline>>| {
        let cells: Vec<String> = row
            .iter()
            .zip(&head)
            .enumerate()
            .map(|(at, (cell, head))| (at, words_of(cell), head))
            .filter(|(_, cell, _)| !cell.is_empty())
            .map(|(at, cell, head)| if at == 0 { cell } else { format!("{head}{cell}") })
            .collect();
        cells.join("，")
    };
    if table.rows.is_empty() { head.join("，") } else { parted(table.rows.iter().map(row)) }
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
    out.trim().to_owned()
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
                "上游，长度3千米，完成78.6%；下游，完成80.3%",
            ),
        ] {
            assert_eq!(Prose::read(text).run_in(), line, "{text}");
        }
    }
}
