//! Which rows of a grid are its head.
//!
//! Takes a grid; gives how many rows from the top are titles and heads.
//! Never knows what an indicator or a unit is: marks, spans and the look of cells decide.

use super::grid::{Grid, Row};

/// A head with more rows has not been seen.
const DEEPEST: usize = 4;

/// Rows from the top that are titles across the table or head.
pub(super) fn of(grid: &Grid, marked: usize) -> usize {
    let deep = grid.rows.len();
    if deep < 2 {
        return 0;
    }
    let titles = grid.rows.iter().take_while(|row| row.across().is_some()).count();
    if titles >= deep - 1 {
        return 0;
    }
    if marked > titles && marked < deep && marked <= titles + DEEPEST {
        return marked.max(reach(grid, titles)).min(deep - 1);
    }
    let Some(first) = grid.rows.get(titles) else { return 0 };
    if !is_head(first) {
        return 0;
    }
    reach(grid, titles).min(deep - 1)
}

/// Where a head that begins at a row ends: below its deepest cell, and below the parts of a wide one.
fn reach(grid: &Grid, start: usize) -> usize {
    let mut end = start + 1;
    while end < (start + DEEPEST).min(grid.rows.len()) {
        let (Some(last), Some(next)) = (grid.rows.get(end - 1), grid.rows.get(end)) else { break };
        let tied = next.cells.iter().any(|cell| cell.origin.0 < end && !cell.text.is_empty());
        let wide = parted(last, next, end);
        if next.across().is_some() || !(tied || wide) || !is_head(next) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a row gives the parts of wide cells above: it says nothing else but below them.
fn parted(above: &Row, row: &Row, at: usize) -> bool {
    let wide = |column: usize| {
        let cell = above.cells.get(column);
        let beside = [column.checked_sub(1), Some(column + 1)].into_iter().flatten();
        cell.is_some_and(|cell| {
            // Beside a cell that says the same, or an empty one: text tables have no spans.
            beside.filter_map(|b| above.cells.get(b)).any(|b| b.text == cell.text || b.text.is_empty())
                || cell.text.is_empty()
        })
    };
    let own = row.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty() && c.origin.0 == at);
    let mut own = own.peekable();
    let first_is_empty = row.cells.first().is_some_and(|c| c.text.is_empty() || c.origin.0 < at);
    own.peek().is_some() && first_is_empty && own.all(|(column, _)| wide(column))
}

/// Heads name things: short words, years at most, no sentences and no plain numbers.
fn is_head(row: &Row) -> bool {
    let words: Vec<&str> = row.cells.iter().map(|c| &*c.text).filter(|t| !t.is_empty()).collect();
    words.len() > 1 && words.iter().all(|text| names(text))
}

fn names(text: &str) -> bool {
    let long = text.chars().filter(|c| !c.is_whitespace()).count();
    let figures = |c: char| c.is_ascii_digit() || ".,%％≥≤<>＞＜〔〕[]-—".contains(c);
    let year = text.len() == 4 && text.starts_with("20");
    long <= 24 && !text.contains(['。', '；']) && (year || !text.chars().all(figures))
}
