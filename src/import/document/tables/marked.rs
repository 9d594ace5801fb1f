//! Tables whose cells are parted by bars or tabs.
//!
//! Takes lines; gives the table that begins with the first of them.
//! Never takes numbered paragraphs with a tab behind their number for a table.

use super::super::Line;
use super::super::grid::Told;
use super::fit::{fit, span_heads};
use super::{Found, FoundRow, is_cue, is_prose, seen};

/// What parts the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Tab,
}

const BARS: [char; 4] = ['|', '｜', '│', '┃'];

/// The table that begins with the first line.
pub(super) fn at(lines: &[Line]) -> Option<Found> {
    let first = lines.first()?;
    let mark = match () {
        () if has(&first.text, Mark::Bar) || is_rule(&first.text) => Mark::Bar,
        () if has(&first.text, Mark::Tab) => Mark::Tab,
        () => return None,
    };
    let mut rows: Vec<(usize, Vec<String>)> = vec![];
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if is_rule(&line.text) {
            at += 1;
            continue;
        }
        if has(&line.text, mark) {
            rows.push((at, vec![line.text.clone()]));
        } else if !rows.is_empty() && is_group(lines, at, mark) {
            rows.push((at, vec![]));
        } else {
            break;
        }
        at += 1;
    }
    let texts: Vec<&str> = rows.iter().filter_map(|(_, text)| text.first()).map(String::as_str).collect();
    if texts.len() < 2 {
        return None;
    }
    let mut cells = match mark {
        Mark::Bar => barred(&texts),
        Mark::Tab => tabbed(&texts)?,
    }
    .into_iter();
    let width = cells.as_slice().iter().map(Vec::len).max().filter(|width| *width > 1)?;
    let (across, parted): (Vec<usize>, Vec<Vec<String>>) = (
        rows.iter().enumerate().filter(|(_, (_, text))| text.is_empty()).map(|(row, _)| row).collect(),
        cells.by_ref().collect(),
    );
    let mut fitted = fit(parted, false);
    span_heads(&mut fitted);
    let mut fitted = fitted.into_iter();
    let row = |(number, (line, _)): (usize, &(usize, Vec<String>))| {
        let cells = if across.contains(&number) {
            let text = lines.get(*line).map(|l| l.text.trim().to_owned()).unwrap_or_default();
            vec![Told { text, across: width, down: 1, ..Told::default() }]
        } else {
            fitted.next().unwrap_or_default()
        };
        FoundRow { lines: *line..line + 1, cells }
    };
    Some(Found { rows: rows.iter().enumerate().map(row).collect(), covers: at })
}

fn has(line: &str, mark: Mark) -> bool {
    match mark {
        Mark::Bar => line.contains(BARS),
        Mark::Tab => line.trim().contains('\t'),
    }
}

/// A line that only draws: `| --- | --- |`, `┌──┬──┐`.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| ('\u{2500}'..='\u{257f}').contains(&c) || " |-+=:｜".contains(c);
    let text = line.trim();
    seen(text) > 2
        && text.chars().all(drawn)
        && text.contains(|c| c == '-' || c == '=' || ('\u{2500}'..='\u{257f}').contains(&c))
}

/// A short line between two rows: the name of a group.
fn is_group(lines: &[Line], at: usize, mark: Mark) -> bool {
    let next = lines[at + 1..].iter().find(|l| !is_rule(&l.text));
    let Some(text) = lines.get(at).map(|l| l.text.trim()) else { return false };
    (2..=20).contains(&seen(text))
        && !text.ends_with(['。', '：', ':'])
        && next.is_some_and(|next| has(&next.text, mark))
}

fn barred(lines: &[&str]) -> Vec<Vec<String>> {
    let opened = lines.iter().all(|line| line.trim_start().starts_with(BARS));
    let closed = lines.iter().all(|line| line.trim_end().ends_with(BARS));
    let row = |line: &&str| {
        let mut text = line.trim();
        if opened {
            text = text.strip_prefix(BARS).unwrap_or(text);
        }
        if closed {
            text = text.strip_suffix(BARS).unwrap_or(text);
        }
        text.split(BARS).map(|cell| cell.trim().replace("<br>", "\n").replace("<br/>", "\n")).collect()
    };
    lines.iter().map(row).collect()
}

/// Cells between tabs; several tabs in a row are one where that makes the rows agree.
fn tabbed(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let every = |line: &&str| -> Vec<String> { line.split('\t').map(|c| c.trim().to_owned()).collect() };
    let trimmed = |line: &&str| every(&line.trim());
    let joined = |line: &&str| -> Vec<String> {
        line.trim().split('\t').filter(|c| !c.trim().is_empty()).map(|c| c.trim().to_owned()).collect()
    };
    let plain: Vec<Vec<String>> = lines.iter().map(trimmed).collect();
    let (width, agree) = most_common(&plain);
    let joined: Vec<Vec<String>> = lines.iter().map(joined).collect();
    let (joined_width, joined_agree) = most_common(&joined);
    if agree.max(joined_agree) < 2 {
        return None;
    }
    let (rows, width) = if joined_agree > agree {
        (joined, joined_width)
    } else {
        // A tab at the beginning is an empty first cell where there is a place for it.
        let full = lines.iter().map(|line| {
            let cells = every(line);
            if cells.len() <= width { cells } else { trimmed(line) }
        });
        (full.collect(), width)
    };
    let numbers = |row: &Vec<String>| row.first().is_some_and(|cell| is_number_of_paragraph(cell));
    let listed = width == 2 && rows.iter().filter(|row| numbers(row)).count() * 2 > rows.len();
    // Two columns are often a list of contents or of data: a table has a head.
    let headed = width > 2 || rows.first().is_some_and(|row| row.iter().any(|cell| is_cue(cell)));
    (width > 1 && !listed && headed).then_some(rows)
}

fn is_number_of_paragraph(cell: &str) -> bool {
    is_prose(cell) || cell.is_empty() || (seen(cell) < 4 && cell.ends_with(['.', '、', '．', ')', '）']))
}

/// The most common length of a row, and how many have it.
fn most_common(rows: &[Vec<String>]) -> (usize, usize) {
    let count = |width: usize| rows.iter().filter(|row| row.len() == width).count();
    rows.iter().map(|row| (count(row.len()), row.len())).max().map_or((0, 0), |(n, width)| (width, n))
}
