//! The text of a document as it comes: paragraphs and tables put in their order.
//!
//! Takes paragraphs, and the opening and closing of tables, rows and cells; gives lines and grids.
//! Never loses words: a table that only arranges a page becomes the lines that it arranged.

use super::grid::{Grid, Told};
use super::{Document, Line, Remark, readable};

/// Tables nested deeper are read as text.
const DEEPEST: usize = 24;

/// The document in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    made: Vec<Piece>,
    /// Open tables, the innermost last.
    tables: Vec<OpenTable>,
    /// Tables that are open beyond [`DEEPEST`].
    beyond: usize,
}

#[derive(Debug)]
enum Piece {
    Line { text: String, heading: Option<u8> },
    Grid(Grid),
    TooLarge,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Vec<OpenCell>>,
    /// A table lies inside: this one arranges the page.
    nests: bool,
}

#[derive(Debug, Default)]
struct OpenCell {
    told: Told,
    pieces: Vec<Piece>,
}

impl Flow {
    /// A paragraph; `heading` is its level where the format says so, from 1.
    pub(super) fn paragraph(&mut self, text: &str, heading: Option<u8>) {
        let text = text.trim_matches([' ', '\n', '\r', '\t']);
        if !text.trim().is_empty() {
            self.put(Piece::Line { text: readable(text), heading });
        }
    }

    /// A line of a page, with the blanks that show its place.
    pub(super) fn spaced(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.put(Piece::Line { text: readable(text.trim_end()), heading: None });
        }
    }

    fn put(&mut self, piece: Piece) {
        match self.tables.last_mut() {
            None => self.made.push(piece),
            Some(table) => {
                // What stands between rows belongs to the cell before.
                if table.rows.last().is_none_or(Vec::is_empty) {
                    table.begin(Told { across: 1, down: 1, ..Told::default() });
                }
                if let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.pieces.push(piece);
                }
            }
        }
    }

    /// Whether a table is open.
    pub(super) fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    pub(super) fn open_table(&mut self) {
        if self.tables.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.nests = true;
        }
        self.tables.push(OpenTable::default());
    }

    pub(super) fn open_row(&mut self) {
        if self.beyond == 0
            && let Some(table) = self.tables.last_mut()
        {
            table.rows.push(vec![]);
        }
    }

    pub(super) fn open_cell(&mut self, told: Told) {
        if self.beyond == 0
            && let Some(table) = self.tables.last_mut()
        {
            table.begin(told);
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(table) = self.tables.pop() else { return };
        for piece in table.close() {
            self.put(piece);
        }
    }

    /// The document.
    pub(super) fn finish(mut self, name: &str) -> Document {
        while self.in_table() {
            self.beyond = 0;
            self.close_table();
        }
        let mut document = Document { name: name.to_owned(), ..Document::default() };
        for piece in self.made {
            piece.write(&mut document);
        }
        document
    }
}

impl OpenTable {
    fn begin(&mut self, told: Told) {
        if self.rows.is_empty() {
            self.rows.push(vec![]);
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(OpenCell { told, pieces: vec![] });
        }
    }

    /// Rows with words; a frame around text has one cell a row, or holds tables.
    fn close(self) -> Vec<Piece> {
        let columns = |row: &Vec<OpenCell>| row.iter().filter(|c| !c.pieces.is_empty()).count();
        let wide = self.rows.iter().map(columns).max().unwrap_or(0);
        let arranges = self.nests && (wide < 3 || self.rows.len() < 3);
        if arranges || wide < 2 || self.rows.iter().flatten().any(OpenCell::is_page) {
            return self.rows.into_iter().flatten().flat_map(|cell| cell.pieces).collect();
        }
        let told = self.rows.into_iter().filter(|row| !row.is_empty());
        let told: Vec<Vec<Told>> = told.map(|row| row.into_iter().map(OpenCell::told).collect()).collect();
        let lines: Vec<String> = told.iter().map(|row| plain(row)).collect();
        match Grid::expand(told) {
            Some(grid) => vec![Piece::Grid(grid)],
            None => {
                let line = |text| Piece::Line { text, heading: None };
                std::iter::once(Piece::TooLarge).chain(lines.into_iter().map(line)).collect()
            }
        }
    }
}

/// A row whose table could not be made a grid.
fn plain(row: &[Told]) -> String {
    row.iter().map(|cell| cell.text.replace('\n', " ")).collect::<Vec<_>>().join("|")
}

impl OpenCell {
    /// A cell that holds a page of text, not an entry.
    fn is_page(&self) -> bool {
        let long = |piece: &Piece| matches!(piece, Piece::Line { text, .. } if text.chars().count() > 60);
        self.pieces.len() > 12 && self.pieces.iter().filter(|p| long(p)).count() > 4
    }

    fn told(self) -> Told {
        let mut told = self.told;
        for piece in self.pieces {
            let lines = match piece {
                Piece::Line { text, .. } => vec![text],
                Piece::Grid(grid) => grid.rows.iter().enumerate().map(|(at, r)| r.line(at)).collect(),
                Piece::TooLarge => vec![],
            };
            for line in lines {
                if !told.text.is_empty() {
                    told.text.push('\n');
                }
                told.text.push_str(&line.replace('\t', " "));
            }
        }
        told
    }
}

impl Piece {
    fn write(self, document: &mut Document) {
        let number = document.lines.len() + 1;
        match self {
            Piece::Line { text, heading } => document.lines.push(Line { number, text, heading }),
            Piece::TooLarge => document.remarks.push(Remark {
                line: number,
                message: "这里的表格过大，只按文字读取，请人工核对".to_owned(),
            }),
            Piece::Grid(mut grid) => {
                for (at, row) in grid.rows.iter_mut().enumerate() {
                    let number = document.lines.len() + 1;
                    let text = row.line(at);
                    row.lines = number..number;
                    if !text.trim_matches(['|', ' ']).is_empty() {
                        row.lines.end += 1;
                        document.lines.push(Line { number, text, heading: None });
                    }
                }
                document.grids.push(grid);
            }
        }
    }
}
