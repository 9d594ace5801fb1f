//! Tables whose rows are lines of labelled values: 指标名称：管网长度；2027年：50；2030年：80.
//!
//! Takes lines; gives the table that begins with the first of them, its labels as the head.
//! Never takes a list of bodies for a row: the first label names an indicator or a project.

use super::super::Line;
use super::super::grid::Told;
use super::{Found, FoundRow, seen};

/// The table that begins with the first line.
pub(super) fn at(lines: &[Line]) -> Option<Found> {
    let first = pieces(&lines.first()?.text)?;
    let labels: Vec<&str> = first.iter().map(|(label, _)| *label).collect();
    let names = ["指标", "名称", "项目", "工程", "任务", "事项"];
    if labels.len() < 3 || !labels.first().is_some_and(|l| names.iter().any(|n| l.ends_with(n))) {
        return None;
    }
    let cell = |text: &str| Told { text: text.to_owned(), across: 1, down: 1, ..Told::default() };
    let mut rows = vec![FoundRow { lines: 0..1, cells: labels.iter().map(|l| cell(l)).collect() }];
    for (at, line) in lines.iter().enumerate() {
        let Some(own) = pieces(&line.text) else { break };
        if own.iter().map(|(label, _)| *label).ne(labels.iter().copied()) {
            break;
        }
        rows.push(FoundRow { lines: at..at + 1, cells: own.iter().map(|(_, value)| cell(value)).collect() });
    }
    let covers = rows.len() - 1;
    (covers > 1).then_some(Found { rows, covers })
}

/// Labels with their values; none where a piece has no label.
fn pieces(line: &str) -> Option<Vec<(&str, &str)>> {
    let line = line.trim().trim_end_matches(['。', '；', ';']);
    let parted = line.split(['；', ';']).map(|piece| {
        let (label, value) = piece.split_once(['：', ':'])?;
        let sound = (2..=12).contains(&seen(label)) && !label.contains(['，', '。', '（', '、']);
        sound.then_some((label.trim(), value.trim()))
    });
    parted.collect()
}
