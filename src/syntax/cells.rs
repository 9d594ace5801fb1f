//! What the cells of a workbook say, as the same tree that a text makes.
//!
//! Takes pieces with their places, put together by whoever knows the form; gives the tree that
//! [`super::read_cells`] reads exactly as a text is read.
//! Never decides what a column means.

use std::collections::BTreeMap;

use super::tree::{Kind, Node, NodeId, Tree};
use crate::source::Place;

/// The pieces of a tree, each with its place.
#[derive(Debug, Default)]
pub struct Cells {
    kinds: Vec<Kind>,
    pub(super) places: Vec<Place>,
    /// Where a key of a mapping would stand that is not there.
    pub(super) gaps: BTreeMap<(NodeId, String), Place>,
    /// Pieces that cannot be used: what was wrong with them was said.
    pub(super) faulty: Vec<NodeId>,
}

/// A piece of a tree of [`Cells`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece(NodeId);

impl Cells {
    /// What a cell says, or a part of it.
    pub fn text(&mut self, text: impl Into<String>, place: Place) -> Piece {
        self.push(Kind::Scalar { text: text.into(), plain: false }, place)
    }

    /// What a cell says and nobody can use, as whoever calls has said: the entry that holds it is left out.
    pub fn faulty(&mut self, place: Place) -> Piece {
        let piece = self.push(Kind::Placeholder, place);
        self.faulty.push(piece.0);
        piece
    }

    /// A list of pieces.
    pub fn list(&mut self, items: &[Piece], place: Place) -> Piece {
        self.push(Kind::List(items.iter().map(|item| item.0).collect()), place)
    }

    /// Pieces by their keys. A key is said to stand where its value stands.
    pub fn map(&mut self, pairs: &[(&str, Piece)], place: Place) -> Piece {
        let pairs = pairs.iter().map(|(key, value)| {
            let place = self.places[value.0];
            (self.text(*key, place).0, value.0)
        });
        let pairs = pairs.collect();
        self.push(Kind::Map(pairs), place)
    }

    /// Says where a key of a mapping would stand that has no value.
    pub fn gap(&mut self, of: Piece, key: &str, place: Place) {
        self.gaps.insert((of.0, key.to_owned()), place);
    }

    fn push(&mut self, kind: Kind, place: Place) -> Piece {
        self.kinds.push(kind);
        self.places.push(place);
        Piece(self.kinds.len() - 1)
    }

    /// The tree below a piece. Its nodes are numbered as the pieces are; their bytes are those of no text,
    /// but lie inside each other and behind each other as those of a text do.
    pub(super) fn tree(&self, root: Piece) -> Tree {
        let mut nodes: Vec<Node> =
            self.kinds.iter().map(|kind| Node { span: 0..0, kind: kind.clone() }).collect();
        let mut at = 0;
        self.number(root.0, &mut nodes, &mut at);
        Tree { nodes, root: root.0, marks: vec![] }
    }

    fn number(&self, id: NodeId, nodes: &mut [Node], at: &mut u32) {
        let start = *at;
        *at += 1;
        match &self.kinds[id] {
            Kind::List(items) => items.iter().for_each(|item| self.number(*item, nodes, at)),
            Kind::Map(pairs) => {
                for (key, value) in pairs {
                    self.number(*key, nodes, at);
                    self.number(*value, nodes, at);
                }
            }
            _ => {}
        }
        nodes[id].span = start..*at;
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::{Located, Number, read_cells};
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::{Cell, Sheet, SourceFile, Sources, Written};

    #[derive(Debug, Deserialize)]
    struct Book {
        tasks: Vec<Located<Row>>,
    }

    #[derive(Debug, Deserialize)]
    struct Row {
        id: Located<String>,
        percent: Option<Located<Number>>,
    }

    #[test]
    fn faults_stand_in_their_cells_and_the_rest_is_used() {
        let written = |text: &str| Written { text: text.to_owned(), ..Written::default() };
        let cells = [((5, 2), "A-1"), ((5, 8), "八成"), ((6, 2), "A-2"), ((6, 8), "80"), ((7, 8), "5")];
        let sheet = Sheet {
            name: "任务台账".into(),
            cells: cells.iter().map(|(at, text)| (*at, written(text))).collect(),
            ..Sheet::default()
        };
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::workbook("a.xlsx", b"", vec![sheet]));
        let end = |row, column| sources.get(file).sheets[0].text(row, column).len() as u32;
        let place = |row, column| Place::in_cell(file, Cell { sheet: 0, row, column }, 0..end(row, column));
        let mut tree = Cells::default();
        let mut rows = vec![];
        for row in 5..=7 {
            let percent = tree.text(sources.text(place(row, 8)), place(row, 8));
            let id = (row < 7).then(|| tree.text(sources.text(place(row, 2)), place(row, 2)));
            let pairs: Vec<(&str, Piece)> =
                id.map(|id| ("id", id)).into_iter().chain([("percent", percent)]).collect();
            let entry = tree.map(&pairs, Place::of_row(file, 0, row));
            tree.gap(entry, "id", place(row, 2));
            rows.push(entry);
        }
        let list = tree.list(&rows, Place::of_file(file));
        let root = tree.map(&[("tasks", list)], Place::of_file(file));
        let mut out = Diagnostics::default();
        let reading = read_cells::<Book>(&sources, file, &|_| None, (&tree, root), &mut out);
        let book = reading.value.expect("a row is left");
        assert_eq!(book.tasks.len(), 1);
        assert_eq!((book.tasks[0].id.place, book.tasks[0].place), (place(6, 2), Place::of_row(file, 0, 6)));
        assert_eq!(book.tasks[0].percent.as_ref().map(|percent| percent.decimals()), Some(0));
        let found: Vec<(Place, &str)> = out.iter().map(|found| (found.place, found.rule.code)).collect();
        assert_eq!(found, [(place(5, 8), "N025"), (place(7, 2), "N023")]);
        assert!(out.iter().any(|found| found.help.as_deref() == Some("请填写“编号”这一格")));
    }
}
