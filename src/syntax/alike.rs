//! Faults that have one cause: they are told once, with their count.

use std::collections::HashMap;

use super::faults::{Fault, What};
use super::nothing::is_no_value;
use super::tree::{Kind, Node, NodeId, Tree};

/// The list of each item.
pub(super) fn lists(tree: &Tree) -> HashMap<NodeId, NodeId> {
    let items = |(list, node): (NodeId, &Node)| match &node.kind {
        Kind::List(items) => items.iter().map(|item| (*item, list)).collect::<Vec<_>>(),
        _ => vec![],
    };
    tree.nodes.iter().enumerate().flat_map(items).collect()
}

/// Values of one kind that all lack the same form: one cause, one finding, at the first of them. They are the
/// items of one list, or what stands for nothing at the same key.
pub(super) fn alike(
    (tree, found): (&Tree, &[(NodeId, Fault)]),
    (lists, keys): (&HashMap<NodeId, NodeId>, &HashMap<NodeId, NodeId>),
    node: NodeId,
    what: &What,
) -> Vec<NodeId> {
    if let Some(word) = nothing(what) {
        let key = |node: &NodeId| keys.get(node).and_then(|key| tree.text(*key));
        let is_alike = |(other, fault): &&(NodeId, Fault)| {
            nothing(&fault.what) == Some(word) && key(other) == key(&node)
        };
        return found.iter().filter(is_alike).map(|(other, _)| *other).collect();
    }
    let (Some(list), What::Shape { wanted, .. }) = (lists.get(&node), what) else { return vec![] };
    let is_alike = |(other, fault): &&(NodeId, Fault)| {
        lists.get(other) == Some(list) && matches!(&fault.what, What::Shape { wanted: w, .. } if w == wanted)
    };
    found.iter().filter(is_alike).map(|(other, _)| *other).collect()
}

/// The word by which somebody said that there is nothing, where something else is wanted.
fn nothing(what: &What) -> Option<&str> {
    let found = match what {
        What::Shape { found, .. } => found.strip_prefix('“')?.strip_suffix('”')?,
        What::NotANumber { found } | What::BadDate { found, .. } => found,
        _ => return None,
    };
    Some(found).filter(|found| is_no_value(found))
}

/// The key of each value.
pub(super) fn keys(tree: &Tree) -> HashMap<NodeId, NodeId> {
    let maps = tree.nodes.iter().filter_map(|node| match &node.kind {
        Kind::Map(pairs) => Some(pairs),
        _ => None,
    });
    maps.flatten().map(|(key, value)| (*value, *key)).collect()
}
