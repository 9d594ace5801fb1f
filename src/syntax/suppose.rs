//! What is left out of a form, and what can be told of it all the same.
//!
//! Takes the tree of a file in which faulty values were found; gives the whole form twice: with each of them
//! supposed to be absent or the first thing it could be, and supposed to be there and another. What holds of both
//! holds whatever was meant, so that a fault of form hides no other fault of its entry. Nothing supposed is used.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::context::Supposed;
use super::mend::{Part, part_around};
use super::origin::Origin;
use super::tree::{Kind, Node, NodeId, Tree};
use super::value::deserialize;
use crate::source::Place;

/// The parts of a form that are left out as something in them is faulty.
#[derive(Debug, Clone)]
pub struct LeftOut<T> {
    /// Where they stand, in the order of the file.
    pub parts: Vec<PartLeftOut>,
    /// Whether more of the file is lost than stands in these parts: lines that were passed over, keys that stand
    /// twice.
    pub loses_more: bool,
    /// The form with what is faulty supposed to be one thing, and another.
    pub supposed: [T; 2],
}

/// A part that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLeftOut {
    /// The item of a list, or the value of a key at the top.
    pub place: Place,
    /// The key, where it is not an item.
    pub key: Option<String>,
    /// Whether what stands there is a list.
    pub is_list: bool,
    /// What is written in it, value by value: nobody uses it, and nobody else may say it for sure.
    pub written: Vec<String>,
}

impl<T> LeftOut<T> {
    /// Whether a place lies in what is left out.
    pub fn holds(&self, place: Place) -> bool {
        // Parts stand in the order of the file: thousands of findings ask about thousands of entries.
        let after = self.parts.partition_point(|part| part.place.start() <= place.start());
        after.checked_sub(1).is_some_and(|at| self.parts[at].place.contains(place))
    }
}

/// What is left out of a tree: `mended` is the tree in which placeholders stand for what is faulty, `lost` is
/// where something was written that nothing stands for.
pub(super) fn left_out<T: DeserializeOwned>(
    tree: &Tree,
    (mut mended, lost, loses_more): (Tree, &[Range<u32>], bool),
    parts: &[Part],
    origin: &Origin<'_, '_>,
) -> Option<Box<LeftOut<T>>> {
    let spare = mended.nodes.len();
    mended.nodes.push(Node { span: 0..0, kind: Kind::Placeholder });
    let absent = Supposed::default();
    let there = Supposed { spare: Some(spare), doubtful: doubtful(tree, lost) };
    let one = deserialize::<T>(&mended, origin, &absent).0.ok()?;
    let other = deserialize::<T>(&mended, origin, &there).0.ok()?;
    let key = |part: Part| match part {
        Part::Key(key) => Some(tree.text(key).unwrap_or_default().to_owned()),
        Part::Item(..) => None,
    };
    let place = |part: Part| origin.place(tree, part_node(tree, part));
    let is_list = |part: Part| matches!(tree.kind(part_node(tree, part)), Kind::List(_));
    let all = parts.iter().copied();
    let mut parts: Vec<PartLeftOut> = all
        .map(|part| PartLeftOut {
            place: place(part),
            key: key(part),
            is_list: is_list(part),
            written: written(tree, part_node(tree, part)),
        })
        .collect();
    parts.sort_by_key(|part| part.place.start());
    Some(Box::new(LeftOut { parts, loses_more, supposed: [one, other] }))
}

/// The values in a part, in their order.
fn written(tree: &Tree, node: NodeId) -> Vec<String> {
    let (mut found, mut open) = (vec![], vec![node]);
    while let Some(node) = open.pop() {
        match tree.kind(node) {
            Kind::Scalar { text, .. } => found.push(text.clone()),
            Kind::Map(pairs) => open.extend(pairs.iter().rev().map(|(_, value)| *value)),
            Kind::List(items) => open.extend(items.iter().rev()),
            Kind::Placeholder => {}
        }
    }
    found
}

/// The item, or the value of the key.
fn part_node(tree: &Tree, part: Part) -> NodeId {
    match part {
        Part::Item(_, _, item) => item,
        Part::Key(key) => match tree.kind(tree.root) {
            Kind::Map(pairs) => pairs.iter().find(|(own, _)| *own == key).map_or(key, |(_, value)| *value),
            _ => key,
        },
    }
}

/// The mappings of entries in which something was written that nobody knows: any key that such a mapping lacks
/// may be what was meant.
fn doubtful(tree: &Tree, lost: &[Range<u32>]) -> BTreeSet<NodeId> {
    let parts: BTreeSet<NodeId> =
        lost.iter().filter_map(|span| part_around(tree, span)).map(|part| part_node(tree, part)).collect();
    let mut all = BTreeSet::new();
    let mut open: Vec<NodeId> = parts.into_iter().collect();
    while let Some(node) = open.pop() {
        match tree.kind(node) {
            Kind::Map(pairs) => {
                all.insert(node);
                open.extend(pairs.iter().map(|(_, value)| *value));
            }
            Kind::List(items) => open.extend(items),
            _ => {}
        }
    }
    all
}
