//! Rows of different length put under the same columns.
//!
//! Takes the cells of rows; gives rows of one length, with the places that merged cells left open.
//! Never moves a cell past its neighbour.

use super::super::grid::Told;

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Empty,
    Number,
    Dash,
    Body,
    Short,
    Long,
}

/// What a cell looks like.
pub(super) fn look(text: &str) -> Look {
    let text = text.trim();
    let bare = text.trim_start_matches(['≥', '≤', '<', '>', '＜', '＞', '约', '〔', '[', '(', '（', '±']);
    let body =
        ["局", "委", "办", "部", "府", "厅", "院", "会", "公司", "处", "中心", "单位", "等", "区", "县"];
    match () {
        () if text.is_empty() => Look::Empty,
        () if bare.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= 16 => Look::Number,
        () if text.chars().all(|c| "—–-－/／~".contains(c)) || text == "无" => Look::Dash,
        () if body.iter().any(|end| text.ends_with(end)) && text.chars().count() > 2 => Look::Body,
        () if text.chars().count() > 14 => Look::Long,
        () => Look::Short,
    }
}

fn alike(a: Look, b: Look) -> u32 {
    match (a, b) {
        (a, b) if a == b => 4,
        (Look::Number, Look::Dash) | (Look::Dash, Look::Number) => 3,
        (Look::Short, Look::Long | Look::Body) | (Look::Long | Look::Body, Look::Short) => 2,
        (Look::Empty, _) | (_, Look::Empty) => 1,
        _ => 0,
    }
}

/// Rows as long as the longest; the first row is the head and counts for no column's look.
/// `merged` says that whatever is missing is merged with the row above, also at the end of a row.
pub(super) fn fit(rows: Vec<Vec<String>>, merged: bool) -> Vec<Vec<Told>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let full: Vec<Vec<Look>> = rows
        .iter()
        .skip(1)
        .filter(|row| row.len() == width)
        .take(50)
        .map(|row| row.iter().map(|cell| look(cell)).collect())
        .collect();
    let row = |(at, row): (usize, Vec<String>)| {
        let places = if row.len() == width { (0..width).collect() } else { places(&row, width, &full) };
        let mut cells: Vec<Told> = vec![Told { across: 1, down: 1, ..Told::default() }; width];
        let mut filled = vec![false; width];
        for (text, place) in row.into_iter().zip(places) {
            if let (Some(cell), Some(filled)) = (cells.get_mut(place), filled.get_mut(place)) {
                *filled = true;
                cell.text = text;
            }
        }
        let leading = cells.iter().take_while(|cell| cell.text.trim().is_empty()).count();
        let last = filled.iter().rposition(|filled| *filled).filter(|_| !merged).unwrap_or(width);
        for (column, cell) in cells.iter_mut().enumerate() {
            // What is missing, and what is empty at the beginning, goes on from above.
            let missing = column < last && filled.get(column) == Some(&false);
            let open = column < leading || missing;
            cell.continues = at > 1 && leading < width && open && cell.text.trim().is_empty();
        }
        cells
    };
    rows.into_iter().enumerate().map(row).collect()
}

/// The columns of a row's cells: in order, and where they look most like the rest.
fn places(row: &[String], width: usize, full: &[Vec<Look>]) -> Vec<usize> {
    let looks: Vec<Look> = row.iter().map(|cell| look(cell)).collect();
    let likeness = |cell: usize, column: usize| -> u32 {
        let Some(own) = looks.get(cell) else { return 0 };
        full.iter().filter_map(|other| other.get(column)).map(|other| alike(*own, *other)).sum()
    };
    in_order(looks.len(), width, |cell, column| likeness(cell, column) as i32 + 1)
}

/// Puts `count` things into as many of `width` places, in order, so that the sum of `worth` is largest.
pub(super) fn in_order(count: usize, width: usize, worth: impl Fn(usize, usize) -> i32) -> Vec<usize> {
    // best[i][j]: the first i things within the first j places.
    let mut best = vec![vec![None; width + 1]; count + 1];
    best[0].fill(Some(0i32));
    for i in 1..=count {
        for j in i..=width {
            let placed = best[i - 1][j - 1].map(|sum| sum + worth(i - 1, j - 1));
            best[i][j] = placed.max(best[i][j - 1]);
        }
    }
    let (mut i, mut j, mut places) = (count, width, vec![]);
    while i > 0 && j > 0 {
        // Where two places are as good, the right one: what is merged mostly stands left.
        let placed = best[i - 1][j - 1].map(|sum| sum + worth(i - 1, j - 1));
        if placed == best[i][j] {
            (i, j) = (i - 1, j - 1);
            places.push(j);
        } else {
            j -= 1;
        }
    }
    places.reverse();
    places
}

/// Spans of a head in two rows that was typed: a name goes on to its right where the second row has names
/// of its own, and down where the second row is empty.
pub(super) fn span_heads(rows: &mut [Vec<Told>]) {
    let [upper, lower, ..] = rows else { return };
    let name = |cell: &Told| super::is_name(&cell.text) || cell.text.trim().is_empty();
    let open = |cell: &Told| cell.text.trim().is_empty();
    let second = lower.first().is_some_and(open) && lower.iter().filter(|cell| !open(cell)).count() > 1;
    if !second || !lower.iter().all(name) || !upper.iter().any(open) || upper.len() != lower.len() {
        return;
    }
    let mut spanned: Vec<Told> = vec![];
    for (cell, below) in std::mem::take(upper).into_iter().zip(lower.iter_mut()) {
        below.continues = open(below);
        match spanned.last_mut() {
            Some(left) if open(&cell) && !open(below) => left.across += 1,
            _ => spanned.push(cell),
        }
    }
    *upper = spanned;
}

/// Joins the lines of a row that has more than there are columns: paragraphs of one cell stand together.
pub(super) fn gather(row: Vec<String>, width: usize, full: &[Vec<Look>]) -> Vec<String> {
    if row.len() <= width || width == 0 {
        return row;
    }
    let looks: Vec<Look> = row.iter().map(|line| look(line)).collect();
    let worth = |line: usize, column: usize| -> i32 {
        let Some(own) = looks.get(line) else { return 0 };
        full.iter().filter_map(|row| row.get(column)).map(|other| alike(*own, *other) as i32).sum()
    };
    // best[i][j]: the first i lines in the first j columns, each with at least one.
    let mut best = vec![vec![None; width + 1]; row.len() + 1];
    best[0][0] = Some(0i32);
    for i in 1..=row.len() {
        for j in 1..=width.min(i) {
            let before = best[i - 1][j - 1].max(best[i - 1][j]);
            best[i][j] = before.map(|sum| sum + worth(i - 1, j - 1));
        }
    }
    let (mut j, mut places) = (width, vec![0; row.len()]);
    for i in (1..=row.len()).rev() {
        places[i - 1] = j - 1;
        if best[i - 1][j] < best[i - 1][j - 1] || i == j {
            j -= 1;
        }
        j = j.max(1);
    }
    let mut cells = vec![String::new(); width];
    for (line, place) in row.into_iter().zip(places) {
        if let Some(cell) = cells.get_mut(place) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(&line);
        }
    }
    cells
}
