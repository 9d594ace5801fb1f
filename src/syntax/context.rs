//! What is carried along while a tree is read into a type.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::{NodeId, Tree};
use crate::source::Place;

/// Something accepted that should be written otherwise.
#[derive(Debug, Clone)]
pub(super) struct Hint {
    pub(super) node: NodeId,
    pub(super) remark: Remark,
}

/// What is to be said of it.
#[derive(Debug, Clone)]
pub(super) enum Remark {
    /// A number in another form, with its plain one.
    Number(String),
    /// A date in another form, with its plain one.
    Date(String),
    /// A comment behind a text, in bytes of the parsed text: perhaps words that YAML cut off.
    Comment(Range<usize>),
}

/// What is supposed of placeholders.
#[derive(Debug, Default)]
pub(super) struct Supposed {
    /// A placeholder of which others can be made, where what is faulty is supposed to be there; without it, what
    /// need not be there is supposed to be absent.
    pub(super) spare: Option<NodeId>,
    /// Mappings that may hold any of the keys that they lack.
    pub(super) doubtful: BTreeSet<NodeId>,
}

/// What one pass over a tree carries.
pub(super) struct Context<'t> {
    pub(super) tree: &'t Tree,
    pub(super) supposed: &'t Supposed,
    /// Where each node stands.
    pub(super) place: &'t dyn Fn(NodeId) -> Place,
    /// The parsed text.
    pub(super) text: &'t str,
    pub(super) hints: RefCell<Vec<Hint>>,
}
