//! Tables as grids: every span expanded, every row as long as the others.
//!
//! Takes cells with their spans, as a format tells them; gives a [`Grid`] with head, rows and lines.
//! Never reads what a cell means, and never grows beyond [`MOST_CELLS`].

use std::ops::Range;
use std::sync::Arc;

/// No table of an official document is wider.
pub(super) const MOST_COLUMNS: usize = 120;
/// Cells of one grid, spans expanded.
pub(super) const MOST_CELLS: usize = 200_000;

/// A table of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Its rows; all have the same number of cells.
    pub rows: Vec<Row>,
    /// How many of the first rows are titles across the table and head; 0 where no head was seen.
    pub head: usize,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Numbers of the document's lines that hold the row ([`super::Line::number`]), the end excluded.
    pub lines: Range<usize>,
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell; one that spans several places stands in each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words; paragraphs of a cell are parted by a line end.
    pub text: Arc<str>,
    /// Row and column of its upper left place: equal for all places of one cell.
    pub origin: (usize, usize),
}

/// A cell as a format tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub(super) text: String,
    /// Columns that it covers, at least 1.
    pub(super) across: usize,
    /// Rows that it covers, at least 1.
    pub(super) down: usize,
    /// It continues the cell above.
    pub(super) continues: bool,
    /// It is marked as head.
    pub(super) head: bool,
}

impl Grid {
    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, |row| row.cells.len())
    }

    /// The lines of the document that it covers, the end excluded.
    pub fn lines(&self) -> Range<usize> {
        let first = self.rows.first().map_or(0, |row| row.lines.start);
        first..self.rows.last().map_or(first, |row| row.lines.end)
    }

    /// The rows below the head.
    pub fn body(&self) -> &[Row] {
        self.rows.get(self.head..).unwrap_or_default()
    }

    /// The words above a column, from top to bottom, each once; titles across the table are left out.
    pub fn head_of(&self, column: usize) -> Vec<&str> {
        let mut words: Vec<&str> = vec![];
        for row in self.rows.iter().take(self.head).filter(|row| row.across().is_none()) {
            if let Some(text) = row.cells.get(column).map(|cell| &*cell.text)
                && !text.is_empty()
                && words.last() != Some(&text)
            {
                words.push(text);
            }
        }
        words
    }

    /// Takes rows out; cells that began in one of them begin in the next.
    pub(super) fn without(&mut self, gone: &[usize]) {
        if gone.is_empty() {
            return;
        }
        let kept = |row: usize| row - gone.iter().filter(|at| **at < row).count();
        let mut at = 0;
        self.rows.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.origin.0 = kept(cell.origin.0);
        }
    }

    /// Expands spans; `None` where it would be too large or empty.
    pub(super) fn expand(told: Vec<Vec<Told>>) -> Option<Grid> {
        let marked = told.iter().take_while(|row| !row.is_empty() && row.iter().all(|c| c.head)).count();
        let deep = told.len();
        let mut rows: Vec<Vec<Option<Cell>>> = vec![vec![]; deep];
        let mut cells = 0;
        for (at, row) in told.into_iter().enumerate() {
            let mut column = 0;
            for cell in row {
                while rows.get(at).and_then(|r| r.get(column)).is_some_and(Option::is_some) {
                    column += 1;
                }
                let across = cell.across.clamp(1, MOST_COLUMNS);
                let down = cell.down.clamp(1, deep - at);
                cells += across * down;
                if column + across > MOST_COLUMNS || cells > MOST_CELLS {
                    return None;
                }
                let above = cell.continues.then(|| above(&rows, at, column)).flatten();
                let placed =
                    above.unwrap_or_else(|| Cell { text: cell.text.trim().into(), origin: (at, column) });
                for row in rows.iter_mut().skip(at).take(down) {
                    row.resize(row.len().max(column + across), None);
                    row[column..column + across].fill(Some(placed.clone()));
                }
                column += across;
            }
        }
        Grid::of_places(rows, marked)
    }

    fn of_places(places: Vec<Vec<Option<Cell>>>, marked: usize) -> Option<Grid> {
        let width = places.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 || width * places.len() > MOST_CELLS * 2 {
            return None;
        }
        let row = |(at, mut cells): (usize, Vec<Option<Cell>>)| {
            cells.resize(width, None);
            let empty = |column| Cell { text: "".into(), origin: (at, column) };
            let cells = cells.into_iter().enumerate();
            Row { lines: 0..0, cells: cells.map(|(c, cell)| cell.unwrap_or_else(|| empty(c))).collect() }
        };
        let mut grid = Grid { rows: places.into_iter().enumerate().map(row).collect(), head: 0 };
        grid.head = super::heads::of(&grid, marked);
        Some(grid)
    }
}

fn above(rows: &[Vec<Option<Cell>>], at: usize, column: usize) -> Option<Cell> {
    rows.get(at.checked_sub(1)?)?.get(column)?.clone()
}

impl Row {
    /// The words of a row that is one statement across the table: a title or the name of a group.
    pub fn across(&self) -> Option<&str> {
        let mut filled = self.cells.iter().filter(|cell| !cell.text.is_empty());
        let first = filled.next()?;
        (self.cells.len() > 1 && filled.all(|cell| cell.origin == first.origin)).then_some(&*first.text)
    }

    /// Whether a place repeats a cell that begins to its left or above.
    pub fn repeats(&self, row: usize, column: usize) -> bool {
        self.cells.get(column).is_some_and(|cell| cell.origin != (row, column))
    }

    /// The row as one line: cells parted by `|`, each printed once, where it begins.
    pub(super) fn line(&self, row: usize) -> String {
        let mut line = String::new();
        for (column, cell) in self.cells.iter().enumerate() {
            if column > 0 {
                line.push('|');
            }
            if !self.repeats(row, column) {
                line.push_str(&cell.text.replace('\n', " "));
            }
        }
        line
    }
}
