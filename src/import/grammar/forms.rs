//! Small tables that say one thing a row: 责任单位 on the left, who it is on the right.
//!
//! Takes a grid; tells whether it is such a form, and unfolds its rows into lines with labels.
//! Never takes a table with a head for one: there the labels stand above, not beside.

use super::text::{Paragraph, patterns, plain};
use crate::import::document::{Grid, Row};

patterns! {
    LABEL = r"^[\u{4e00}-\u{9fff}/、]{0,8}(单位|部门|科室|主体|领导|责任人|联系人|时限|时间|进度|目标|内容|措施|举措|任务|标准|要求|名称|地点|规模|投资|资金|来源|问题|情况|表现|描述|事项|备注|路径|成效|依据|领域|类别|序号|编号|项目)$";
    WHO_OR_WHEN = r"(单位|部门|科室|主体|领导|责任人|时限|时间)$";
    ROLE = r"^(牵头|主办|责任|配合|参与|协办|协同)$";
    NAMED = r"^(重点|主要|具体|实事|工作|年度)?(项目|任务|工程|事项|实事|行动|工作)(名称|内容)?:(?P<t>[^:。;]{4,60})。?$";
}

/// Whether a grid is a form.
pub(crate) fn is_form(grid: &Grid) -> bool {
    let rows: Vec<&Row> = grid.rows.iter().filter(|row| row.across().is_none()).collect();
    let labels: Vec<Vec<String>> = rows.iter().map(|row| words(row, 0)).collect();
    let values: Vec<Vec<String>> = rows.iter().map(|row| words(row, 1)).collect();
    let all: Vec<&String> = labels.iter().flatten().collect();
    let known = all.iter().filter(|label| LABEL.is_match(label)).count();
    let mut once: Vec<&&String> = all.iter().collect();
    once.sort_unstable();
    once.dedup();
    matches!(grid.width(), 2 | 4)
        && rows.len() > 1
        && once.len() == all.len()
        && known * 3 >= all.len() * 2
        && all.iter().any(|label| WHO_OR_WHEN.is_match(label))
        && !values.iter().flatten().any(|value| LABEL.is_match(value))
}

/// Every second cell of a row, from one on; a cell that goes on from above says nothing again.
fn words(row: &Row, from: usize) -> Vec<String> {
    let cells = row.cells.iter().enumerate().skip(from).step_by(2);
    let own = cells.filter(|(_, cell)| row.cells.first().is_none_or(|f| f.origin.0 <= cell.origin.0));
    own.map(|(_, cell)| plain(&cell.text)).filter(|text| !text.is_empty()).collect()
}

/// 牵头单位|市水利局 as 牵头单位:市水利局: marks change places with marks of the same length.
pub(super) fn unfold(norm: &str) -> String {
    let mut bars = 0;
    norm.chars()
        .map(|c| {
            bars += usize::from(c == '|');
            match c {
                '|' if bars % 2 == 1 => ':',
                '|' => ';',
                c => c,
            }
        })
        .collect()
}

/// 【行动名称】汽车更新消费行动: a label in brackets, as one with a colon; none where it is no label.
pub(super) fn in_brackets(norm: &str) -> Option<usize> {
    let inner = norm.strip_prefix('〔')?;
    let end = inner.find('〕')?;
    let (label, rest) = (&inner[..end], inner[end..].trim_start_matches('〕'));
    let known = LABEL.is_match(label) || ROLE.is_match(label);
    (known && label.chars().count() > 1 && rest.chars().count() > 1 && !rest.starts_with(':')).then_some(end)
}

/// 任务名称：推进节水改造 on a line of its own: where its title stands.
pub(super) fn named(paragraph: &Paragraph) -> Option<std::ops::Range<usize>> {
    Some(NAMED.captures(&paragraph.norm)?.name("t")?.range())
}
