//! What a form asks and nobody has filled in: it says nothing, and is no fault.
//!
//! Takes the tree of a submission; takes out of it what is blank. Never takes out an entry in which
//! something besides its id stands: what it lacks is then asked for at its place.

use super::nothing::{KEYS_OF_VALUES, is_no_value};
use super::tree::{Kind, NodeId, Tree};
use super::vocabulary::chinese_key;

/// Keys that say whose form it is: they are missed where they are blank.
const HEAD: [&str; 5] = ["nianbao", "plan", "year", "unit", "sample"];

/// Takes blank parts out, and texts in which nothing stands for none; says how many entries were blank where nothing but the head is filled in.
pub(super) fn forget(tree: &mut Tree) -> Option<usize> {
    for node in &mut tree.nodes {
        if let Kind::Scalar { text, plain } = &mut node.kind
            && text.trim().is_empty()
        {
            (*text, *plain) = (String::new(), true);
        }
    }
    let Kind::Map(pairs) = tree.kind(tree.root).clone() else { return None };
    let is_head = |tree: &Tree, key: NodeId| tree.text(key).is_some_and(|key| HEAD.contains(&key));
    let mut entries = 0;
    for &(key, value) in &pairs {
        entries += forget_entries(tree, key, value);
    }
    let blank = |tree: &Tree, &(key, value): &(NodeId, NodeId)| !is_head(tree, key) && is_blank(tree, value);
    let kept: Vec<_> = pairs.iter().copied().filter(|pair| !blank(tree, pair)).collect();
    let is_of_a_unit = kept.iter().any(|(key, _)| tree.text(*key) == Some("unit"));
    let nothing = is_of_a_unit && kept.iter().all(|(key, _)| is_head(tree, *key));
    tree.nodes[tree.root].kind = Kind::Map(kept);
    nothing.then_some(entries)
}

/// Takes blank entries out of a list, and blank parts out of the others; says how many were blank.
fn forget_entries(tree: &mut Tree, key: NodeId, value: NodeId) -> usize {
    let Kind::List(items) = tree.kind(value).clone() else { return 0 };
    let listed = tree.text(key).is_some_and(|key| matches!(key, "tasks" | "milestones" | "indicators"));
    let only_named = |tree: &Tree, item: NodeId| match tree.kind(item) {
        Kind::Map(pairs) => {
            let named = pairs.iter().any(|(key, _)| tree.text(*key) == Some("id"));
            named && pairs.iter().all(|(key, value)| tree.text(*key) == Some("id") || is_blank(tree, *value))
        }
        _ => false,
    };
    let (blank, filled): (Vec<NodeId>, Vec<NodeId>) =
        items.into_iter().partition(|item| listed && only_named(tree, *item));
    for &item in &filled {
        forget_parts(tree, item);
    }
    // A list that says “none of them” is kept as it is.
    if !blank.is_empty() {
        tree.nodes[value].kind = Kind::List(filled);
    }
    blank.len()
}

/// Takes away words that say that there is nothing, where a value was asked for; gives where they stood.
pub(super) fn words_for_nothing(tree: &mut Tree) -> Vec<NodeId> {
    let maps = tree.nodes.iter().filter_map(|node| match &node.kind {
        Kind::Map(pairs) => Some(pairs),
        _ => None,
    });
    let of_value =
        |(key, _): &&(NodeId, NodeId)| tree.text(*key).is_some_and(|key| KEYS_OF_VALUES.contains(&key));
    let says_nothing = |value: &NodeId| tree.text(*value).is_some_and(is_no_value);
    let found: Vec<NodeId> =
        maps.flatten().filter(of_value).map(|(_, value)| *value).filter(says_nothing).collect();
    for &value in &found {
        tree.nodes[value].kind = Kind::Scalar { text: String::new(), plain: true };
    }
    found
}

/// Takes out of an entry the parts that have keys of their own, all of them blank.
fn forget_parts(tree: &mut Tree, entry: NodeId) {
    let Kind::Map(pairs) = tree.kind(entry).clone() else { return };
    let is_part = |value: NodeId| matches!(tree.kind(value), Kind::Map(pairs) if !pairs.is_empty());
    let kept = pairs.into_iter().filter(|(_, value)| !is_part(*value) || !is_blank(tree, *value)).collect();
    tree.nodes[entry].kind = Kind::Map(kept);
}

/// Whether a key is one of those that forms have.
fn is_asked(tree: &Tree, key: NodeId) -> bool {
    tree.text(key).is_some_and(|key| chinese_key(key) != key)
}

/// Whether nothing stands there: an empty text, or parts in which nothing stands.
fn is_blank(tree: &Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        // The parser calls what is not written “~”; whoever writes `null` says that there is none.
        Kind::Scalar { text, .. } => text.is_empty() || tree.nodes[node].span.is_empty(),
        Kind::List(items) => items.iter().all(|item| is_blank(tree, *item)),
        // What no form asks was written by somebody: `{N507：上年…}` is one long key.
        Kind::Map(pairs) => pairs.iter().all(|(key, value)| is_asked(tree, *key) && is_blank(tree, *value)),
        Kind::Placeholder => false,
    }
}
