//! Changes to a tree: so that the next fault can be found, and so that what is used has none.

use std::ops::Range;

use super::faults::What;
use super::layout::is_invisible;
use super::tree::{Kind, Node, NodeId, Tree};
use super::{meaning, vocabulary};

/// Repairs the tree at a fault so that the next one can be found; false when that cannot be done.
pub(super) fn mend(tree: &mut Tree, node: NodeId, what: &What) -> bool {
    match what {
        What::UnknownKey { found, known } => rename(tree, node, found, known) || drop_key(tree, node),
        What::MissingKey { key } => {
            let span = tree.nodes[node].span.clone();
            let id = tree.nodes.len();
            tree.nodes
                .push(Node { span: span.clone(), kind: Kind::Scalar { text: key.clone(), plain: true } });
            tree.nodes.push(Node { span, kind: Kind::Placeholder });
            match &mut tree.nodes[node].kind {
                Kind::Map(pairs) => pairs.push((id, id + 1)),
                _ => return false,
            }
            true
        }
        _ if matches!(tree.kind(node), Kind::Placeholder) => false,
        _ => {
            tree.nodes[node].kind = Kind::Placeholder;
            true
        }
    }
}

/// Gives a key the name that it means, where that is not taken: what is wrong with its value is found as well.
fn rename(tree: &mut Tree, node: NodeId, found: &str, known: &[&'static str]) -> bool {
    let Some(meant) = meaning::guessed(found, known) else {
        return false;
    };
    let holds = |other: &Node| match &other.kind {
        Kind::Map(pairs) if pairs.iter().any(|(key, _)| *key == node) => Some(pairs.clone()),
        _ => None,
    };
    let Some(pairs) = tree.nodes.iter().find_map(holds) else { return false };
    if pairs.iter().any(|(key, _)| tree.text(*key) == Some(meant)) {
        return false;
    }
    tree.nodes[node].kind = Kind::Scalar { text: meant.to_owned(), plain: true };
    true
}

fn drop_key(tree: &mut Tree, node: NodeId) -> bool {
    let mut dropped = false;
    for other in &mut tree.nodes {
        if let Kind::Map(pairs) = &mut other.kind {
            let before = pairs.len();
            pairs.retain(|(key, _)| *key != node);
            dropped |= pairs.len() < before;
        }
    }
    dropped
}

/// Takes characters that nobody sees out of the words that name something or are fixed: with them they would
/// name nothing. Gives the values in which there were some. Texts are left as they are.
pub(super) fn take_out_invisible(tree: &mut Tree) -> Vec<NodeId> {
    const NAMING: [&str; 11] = [
        "unit",
        "id",
        "plan",
        "status",
        "value_status",
        "missing",
        "task",
        "indicator",
        "milestone",
        "code",
        "period",
    ];
    let maps = tree.nodes.iter().filter_map(|node| match &node.kind {
        Kind::Map(pairs) => Some(pairs),
        _ => None,
    });
    let named = maps.flatten().filter(|(key, _)| tree.text(*key).is_some_and(|key| NAMING.contains(&key)));
    let values: Vec<NodeId> = named
        .map(|(_, value)| *value)
        .filter(|value| tree.text(*value).is_some_and(|text| text.contains(is_invisible)))
        .collect();
    for &value in &values {
        if let Kind::Scalar { text, .. } = &mut tree.nodes[value].kind {
            text.retain(|c| !is_invisible(c));
        }
    }
    values
}

/// What is left out where something in it is faulty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An item of a top-level list: the list's key, the list, the item.
    Item(NodeId, NodeId, NodeId),
    /// A top-level key.
    Key(NodeId),
}

/// The item of a top-level list, or else the top-level key, that contains a range.
pub(super) fn part_around(tree: &Tree, span: &Range<u32>) -> Option<Part> {
    let Kind::Map(pairs) = tree.kind(tree.root) else { return None };
    let holds = |id: NodeId| {
        let own = &tree.nodes[id].span;
        own.start <= span.start && span.start < own.end.max(own.start + 1)
    };
    let next = |i: usize| pairs.get(i + 1).map_or(u32::MAX, |(key, _)| tree.nodes[*key].span.start);
    let at = (0..pairs.len()).find(|&i| {
        let start = tree.nodes[pairs[i].0].span.start;
        (start..next(i)).contains(&span.start)
    })?;
    let (key, value) = pairs[at];
    let Kind::List(items) = tree.kind(value) else { return Some(Part::Key(key)) };
    // A line that was passed over stands after the item it belongs to.
    let before = || items.iter().copied().rfind(|&item| tree.nodes[item].span.start <= span.start);
    let item = items.iter().copied().find(|&item| holds(item)).or_else(before);
    Some(item.map_or(Part::Key(key), |item| Part::Item(key, value, item)))
}

/// Removes parts. They must have been found before any of them was gone: what is not in its item any more would
/// be taken for a part of the one before.
pub(super) fn remove_parts(tree: &mut Tree, parts: &[Part]) {
    for part in parts {
        let (of, gone) = match *part {
            Part::Item(_, list, item) => (list, item),
            Part::Key(key) => (tree.root, key),
        };
        match &mut tree.nodes[of].kind {
            Kind::List(items) => items.retain(|item| *item != gone),
            Kind::Map(pairs) => pairs.retain(|(key, _)| *key != gone),
            _ => {}
        }
    }
}

/// A key or a list item at any depth: the map or list, and the node of the key or of the item.
pub(super) type Smallest = (NodeId, NodeId);

/// The key or the list item, at any depth, that holds a range and nothing more.
pub(super) fn smallest_around(tree: &Tree, span: &Range<u32>) -> Option<Smallest> {
    let holds = |first: NodeId, last: NodeId| {
        let (start, end) = (tree.nodes[first].span.start, tree.nodes[last].span.end);
        (start <= span.start && span.end <= end).then_some(end - start)
    };
    let within = |id: NodeId| -> Vec<(u32, NodeId, NodeId)> {
        let ends: Vec<(NodeId, NodeId)> = match tree.kind(id) {
            Kind::Map(pairs) => pairs.clone(),
            Kind::List(items) => items.iter().map(|item| (*item, *item)).collect(),
            _ => vec![],
        };
        ends.into_iter().filter_map(|(first, last)| Some((holds(first, last)?, id, first))).collect()
    };
    (0..tree.nodes.len()).flat_map(within).min().map(|(_, of, gone)| (of, gone))
}

/// Removes keys and list items. They were all found before: what is gone must not make the next find its parent.
pub(super) fn remove_smallest(tree: &mut Tree, parts: &[Smallest]) {
    for &(of, gone) in parts {
        match &mut tree.nodes[of].kind {
            Kind::List(items) => items.retain(|item| *item != gone),
            Kind::Map(pairs) => pairs.retain(|(key, _)| *key != gone),
            _ => {}
        }
    }
}

/// Chinese keys become their English identifiers; findings show the words of the file.
pub(super) fn translate_keys(tree: &mut Tree) {
    let keys: Vec<NodeId> = tree
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            Kind::Map(pairs) => Some(pairs.iter().map(|(key, _)| *key).collect::<Vec<_>>()),
            _ => None,
        })
        .flatten()
        .collect();
    for key in keys {
        if let Kind::Scalar { text, .. } = &mut tree.nodes[key].kind
            && let Some(english) = vocabulary::english_key(text.trim())
        {
            *text = english.to_owned();
        }
    }
}
