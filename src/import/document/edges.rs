//! Tables whose rows tell where their cells end: Word's binary files and RTF.
//!
//! Takes cells with the places of their edges; gives a table whose cells span common columns.
//! Never trusts a row: what it does not tell stands in columns of its own.

use super::flow::Flow;
use super::grid::Told;

/// Edges nearer than this are one, in twentieths of a point.
const NEAR: i32 = 40;

/// The sides of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) left: i32,
    pub(super) right: i32,
    /// It continues the cell to its left.
    pub(super) beside: bool,
    /// It continues the cell above.
    pub(super) above: bool,
}

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<(Vec<String>, Vec<Edge>)>,
    cells: Vec<String>,
    cell: String,
}

impl Rows {
    /// A paragraph of the open cell.
    pub(super) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            if !self.cell.is_empty() {
                self.cell.push('\n');
            }
            self.cell.push_str(text);
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self, edges: &[Edge]) {
        if !self.cell.is_empty() {
            self.end_cell();
        }
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            let edges = edges.iter().copied().take(cells.len()).collect();
            self.rows.push((cells, edges));
        }
    }

    /// Writes the table, if there is one.
    pub(super) fn write(mut self, flow: &mut Flow) {
        if !self.cell.is_empty() || !self.cells.is_empty() {
            self.end_row(&[]);
        }
        if self.rows.is_empty() {
            return;
        }
        let mut edges: Vec<i32> =
            self.rows.iter().flat_map(|(_, e)| e).flat_map(|e| [e.left, e.right]).collect();
        edges.sort_unstable();
        edges.dedup_by(|b, a| *b - *a < NEAR);
        let column = |at: i32| edges.partition_point(|edge| *edge + NEAR <= at);
        flow.open_table();
        for (texts, own) in &self.rows {
            flow.open_row();
            let mut open: Option<(Told, Vec<&str>)> = None;
            let first = own.first().map_or(0, |edge| column(edge.left));
            if first > 0 {
                flow.open_cell(Told { across: first, down: 1, ..Told::default() });
            }
            for (at, text) in texts.iter().enumerate() {
                let edge = own.get(at).copied().unwrap_or_default();
                let across = column(edge.right).saturating_sub(column(edge.left)).max(1);
                match &mut open {
                    Some((told, words)) if edge.beside => {
                        told.across += across;
                        words.push(text);
                    }
                    _ => {
                        put(flow, open.take());
                        let told = Told { across, down: 1, continues: edge.above, ..Told::default() };
                        open = Some((told, vec![text]));
                    }
                }
            }
            put(flow, open);
        }
        flow.close_table();
    }
}

fn put(flow: &mut Flow, cell: Option<(Told, Vec<&str>)>) {
    let Some((told, words)) = cell else { return };
    flow.open_cell(told);
    words.iter().flat_map(|text| text.split('\n')).for_each(|line| flow.paragraph(line, None));
}
