//! Tables whose columns are only seen: cells that stand under each other.
//!
//! Takes lines, or pieces of lines with their places; gives rows of cells under columns.
//! Never takes a line as a row of its own that only goes on where the cell above was too narrow.

use super::super::Line;
use super::super::grid::Told;
use super::{Found, FoundRow, begins_chapter, is_cue, is_name, is_next_body, is_place, is_prose, seen};
use crate::import::document::tables::fit::{Look, look};

/// Lines looked at from the head on.
const FAR: usize = 1_000;

/// Words at a place of a line; places are columns of characters or points of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::document) struct Placed {
    pub(in crate::import::document) text: String,
    pub(in crate::import::document) start: i32,
    pub(in crate::import::document) end: i32,
}

/// A line in pieces.
struct Pieces {
    at: usize,
    pieces: Vec<Placed>,
    /// It follows the line before without a gap.
    close: bool,
}

/// The table that begins with the first line.
pub(super) fn at(lines: &[Line]) -> Option<Found> {
    let head = pieces(&lines.first()?.text, true);
    if !is_head(&head) {
        return None;
    }
    // Typists align what they see, programs count characters: the better one is taken.
    let read = |wide: bool| {
        let mut all = vec![];
        let mut close = true;
        for (at, line) in lines.iter().take(FAR).enumerate() {
            let pieces = pieces(&line.text, wide);
            if !pieces.is_empty() {
                all.push(Pieces { at, pieces, close });
            }
            close = seen(&line.text) > 0;
        }
        let end = end_of(&all);
        all.truncate(end);
        let columns = columns_of(all.iter().skip(1).map(|l| &*l.pieces))?;
        Some((all, columns))
    };
    let (wide, narrow) = (read(true), read(false));
    let (mut all, columns) = match (wide, narrow) {
        (Some(a), Some(b)) if overlap(&b.1) < overlap(&a.1) => b,
        (Some(a), _) => a,
        (None, b) => b?,
    };
    if columns.len() < 2 || overlap(&columns) > 0 && columns.len() < 3 {
        return None;
    }
    all.iter_mut().for_each(|line| line.pieces = part(std::mem::take(&mut line.pieces), &columns));
    let heads = heads_of(&all, &columns);
    let covers = all.last()?.at + 1;
    let mut rows: Vec<FoundRow> = vec![];
    for (depth, line) in all.iter().take(heads).enumerate() {
        rows.push(FoundRow { lines: line.at..line.at + 1, cells: head_row(line, &columns, depth) });
    }
    rows.extend(body(all.get(heads..)?, &columns));
    (rows.len() > heads + 1).then_some(Found { rows, covers })
}

/// Pieces of a line, parted by at least two columns of blanks.
fn pieces(line: &str, wide: bool) -> Vec<Placed> {
    let mut made: Vec<Placed> = vec![];
    let (mut column, mut blanks) = (0, 2);
    for c in line.chars() {
        let width = if wide && !c.is_ascii() { 2 } else { 1 };
        if c.is_whitespace() || c == '\u{a0}' {
            blanks += if c == '\u{3000}' { 2 } else { 1 };
        } else {
            match made.last_mut() {
                Some(last) if blanks < 2 => {
                    if blanks == 1 {
                        last.text.push(' ');
                    }
                    last.text.push(c);
                    last.end = column + width;
                }
                _ => made.push(Placed { text: c.to_string(), start: column, end: column + width }),
            }
            blanks = 0;
        }
        column += width;
    }
    made
}

fn is_head(pieces: &[Placed]) -> bool {
    let cues = pieces.iter().filter(|p| is_cue(&p.text)).count();
    // 县（市、区） in front: each line is of a place.
    let places = pieces.len() > 1 && pieces.first().is_some_and(|p| is_place(&p.text));
    (cues > 1 || places) && pieces.iter().all(|p| is_name(&p.text) && !is_prose(&p.text))
}

/// How many lines belong to the table: it ends before prose, and with its last row of several cells.
fn end_of(lines: &[Pieces]) -> usize {
    let mut end = 1;
    for (at, line) in lines.iter().enumerate().skip(1) {
        // 第三章  重点任务: the blanks part a number from its title.
        let chapter = |p: &Placed| begins_chapter(&p.text) && p.text.starts_with(['第', '附']);
        if line.pieces.len() < 3 && line.pieces.first().is_some_and(chapter) {
            break;
        }
        let [only] = &*line.pieces else {
            end = at + 1;
            continue;
        };
        let first = lines.first().and_then(|l| l.pieces.first()).map_or(0, |p| p.start);
        let second = lines.first().and_then(|l| l.pieces.get(1)).map_or(0, |p| p.start);
        // What stands left and is long, or begins a chapter, is no cell.
        let left =
            only.start < second && (is_prose(&only.text) || seen(&only.text) > 24 || only.start < first - 6);
        if left && !(is_group(&only.text) && lines.get(at + 1).is_some_and(|l| l.pieces.len() > 1)) {
            break;
        }
        if line.close && !left {
            end = at + 1;
        }
    }
    end
}

fn is_group(text: &str) -> bool {
    seen(text) < 16 && !text.contains(['。', '：'])
}

/// The columns of a table, as places from–to: those of its fullest rows.
pub(in crate::import::document) fn columns_of<'a>(
    lines: impl Iterator<Item = &'a [Placed]> + Clone,
) -> Option<Vec<(i32, i32)>> {
    let width = lines.clone().map(<[Placed]>::len).max()?;
    let full: Vec<&[Placed]> = lines.filter(|line| line.len() == width).collect();
    if full.len() < 2 && width < 4 {
        return None;
    }
    let column = |at: usize| {
        let start = full.iter().filter_map(|line| line.get(at)).map(|p| p.start).min()?;
        Some((start, full.iter().filter_map(|line| line.get(at)).map(|p| p.end).max()?))
    };
    (0..width).map(column).collect()
}

/// How many columns run into their neighbour.
fn overlap(columns: &[(i32, i32)]) -> usize {
    columns.windows(2).filter(|pair| matches!(pair, [a, b] if a.1 > b.0)).count()
}

/// Parts pieces that one blank alone keeps from the next column.
fn part(pieces: Vec<Placed>, columns: &[(i32, i32)]) -> Vec<Placed> {
    let mut parted = vec![];
    for piece in pieces {
        let wide = piece.end - piece.start > piece.text.chars().count() as i32;
        let mut rest = Placed { text: String::new(), ..piece.clone() };
        let mut column = piece.start;
        for c in piece.text.chars() {
            let river =
                columns.windows(2).any(|pair| matches!(pair, [a, b] if a.1 <= column && column < b.0));
            if c == ' ' && river && !rest.text.is_empty() {
                rest.end = column;
                let next = Placed { text: String::new(), start: column + 1, end: piece.end };
                parted.push(std::mem::replace(&mut rest, next));
            } else {
                rest.text.push(c);
            }
            column += if wide && !c.is_ascii() { 2 } else { 1 };
        }
        parted.push(rest);
    }
    parted
}

/// The column of a piece: the one that it covers most, else the nearest.
fn column_of(piece: &Placed, columns: &[(i32, i32)]) -> usize {
    (0..columns.len()).max_by_key(|at| columns.get(*at).map(|column| nearness(piece, *column))).unwrap_or(0)
}

/// How well a piece stands under a column.
fn nearness(piece: &Placed, (start, end): (i32, i32)) -> i32 {
    let common = piece.end.min(end) - piece.start.max(start);
    let apart = ((piece.start + piece.end) - (start + end)).abs();
    1_000 + common.clamp(0, 20) * 4 - apart.min(900)
}

/// The columns of a line's pieces: each its own, in order, where there are enough.
fn columns_of_line(line: &Pieces, columns: &[(i32, i32)]) -> Vec<usize> {
    let (pieces, width) = (&line.pieces, columns.len());
    if pieces.len() > width {
        return pieces.iter().map(|piece| column_of(piece, columns)).collect();
    }
    let near = |piece: usize, column: usize| match (pieces.get(piece), columns.get(column)) {
        (Some(piece), Some(column)) => nearness(piece, *column),
        _ => 0,
    };
    let mut found = super::fit::in_order(pieces.len(), width, near);
    // A long piece pushes those behind it out of their place: they follow it in order.
    for at in 1..found.len() {
        let next = found[at - 1] + 1;
        let pushed = |column: &(i32, i32)| pieces[at - 1].end > column.0;
        if found[at] > next && columns.get(next).is_some_and(pushed) {
            found[at] = next;
        }
    }
    found
}

/// How many of the first lines are the head: all before the first row with a figure under it.
fn heads_of(lines: &[Pieces], columns: &[(i32, i32)]) -> usize {
    let named = |line: &Pieces| {
        line.pieces.iter().all(|p| is_name(&p.text) && look(&p.text) != Look::Body)
            && line.pieces.first().is_some_and(|p| column_of(p, columns) > 0)
    };
    1 + lines.iter().skip(1).take(2).take_while(|line| line.close && named(line)).count()
}

/// A row of the head; in the first one a name stands above all columns that are nearest to it.
fn head_row(line: &Pieces, columns: &[(i32, i32)], depth: usize) -> Vec<Told> {
    let mut cells = vec![Told { across: 1, down: 1, ..Told::default() }; columns.len()];
    if depth > 0 || line.pieces.len() >= columns.len() {
        put(&mut cells, line, columns);
        // What the second row leaves open goes on from above.
        cells.iter_mut().for_each(|cell| cell.continues = depth > 0 && cell.text.is_empty());
        return cells;
    }
    let mut told: Vec<Told> = vec![];
    let mut last = None;
    for (start, end) in columns {
        let apart = |p: &Placed| ((p.start + p.end) - (start + end)).abs();
        let nearest = (0..line.pieces.len()).min_by_key(|at| line.pieces.get(*at).map_or(i32::MAX, apart));
        match (nearest, told.last_mut()) {
            (at, Some(open)) if at == last => open.across += 1,
            (at, _) => {
                let text = at.and_then(|at| line.pieces.get(at)).map_or(String::new(), |p| p.text.clone());
                told.push(Told { text, across: 1, down: 1, ..Told::default() });
            }
        }
        last = nearest;
    }
    told
}

/// Puts a line's pieces into the cells below its columns.
fn put(cells: &mut [Told], line: &Pieces, columns: &[(i32, i32)]) {
    for (piece, column) in line.pieces.iter().zip(columns_of_line(line, columns)) {
        if let Some(cell) = cells.get_mut(column) {
            if is_next_body(&cell.text, &piece.text) {
                cell.text.push('\n');
            }
            cell.text.push_str(&piece.text);
        }
    }
}

/// The rows: lines that carry most columns or a figure, and around them the rest of long cells.
fn body(lines: &[Pieces], columns: &[(i32, i32)]) -> Vec<FoundRow> {
    let own: Vec<bool> = lines.iter().map(|line| is_row(line, columns)).collect();
    let filled = |at: usize, column: usize| {
        lines.get(at).is_some_and(|line| line.pieces.iter().any(|p| column_of(p, columns) == column))
    };
    // For each line the row that it belongs to.
    let mut rows: Vec<(usize, usize)> = vec![];
    for (at, line) in lines.iter().enumerate() {
        if own.get(at) == Some(&true) || is_across(line) {
            rows.push((at, at));
            continue;
        }
        let column = line.pieces.first().map_or(0, |p| column_of(p, columns));
        let above = (0..at).rev().find(|at| own.get(*at) == Some(&true));
        let below = (at + 1..lines.len()).find(|at| own.get(*at) == Some(&true));
        let first_half = below.is_some_and(|below| !filled(below, column) || above.is_none());
        rows.push((at, if first_half { below.unwrap_or(at) } else { above.unwrap_or(at) }));
    }
    let mut made: Vec<FoundRow> = vec![];
    let mut last = None;
    for (at, row) in rows {
        let Some(line) = lines.get(at) else { break };
        if last == Some(row)
            && let Some(open) = made.last_mut()
        {
            open.lines.end = line.at + 1;
            put(&mut open.cells, line, columns);
            continue;
        }
        let mut cells = vec![Told { across: 1, down: 1, ..Told::default() }; columns.len()];
        if is_across(line) && row == at && own.get(at) != Some(&true) {
            let text = line.pieces.first().map_or(String::new(), |p| p.text.clone());
            cells = vec![Told { text, across: columns.len(), down: 1, ..Told::default() }];
        } else {
            put(&mut cells, line, columns);
        }
        made.push(FoundRow { lines: line.at..line.at + 1, cells });
        last = Some(row);
    }
    for row in made.iter_mut().skip(1) {
        let leading = row.cells.iter().take_while(|cell| cell.text.is_empty()).count();
        row.cells.iter_mut().take(leading).for_each(|cell| cell.continues = true);
    }
    made
}

fn is_row(line: &Pieces, columns: &[(i32, i32)]) -> bool {
    let figures = line.pieces.iter().any(|p| matches!(look(&p.text), Look::Number | Look::Dash));
    let begins = line.pieces.first().is_some_and(|p| column_of(p, columns) == 0);
    line.pieces.len() * 2 > columns.len() || ((figures || begins) && line.pieces.len() > 1)
}

/// The name of a group across the table.
fn is_across(line: &Pieces) -> bool {
    matches!(&*line.pieces, [only] if is_prose(&only.text) && is_group(&only.text))
}
