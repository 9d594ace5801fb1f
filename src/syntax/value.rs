//! The typed value of a tree: the model's own derived `Deserialize`, run over it once.

use std::cell::RefCell;

use serde::de::DeserializeOwned;

use super::context::{Context, Hint, Supposed};
use super::de::De;
use super::faults::Fault;
use super::origin::Origin;
use super::tree::{NodeId, Tree};

/// The value, or its first fault; and what is accepted in it that should be written otherwise.
pub(super) fn deserialize<T: DeserializeOwned>(
    tree: &Tree,
    origin: &Origin<'_, '_>,
    supposed: &Supposed,
) -> (Result<T, Fault>, Vec<Hint>) {
    let place = |node: NodeId| origin.place(tree, node);
    let context = Context { tree, supposed, place: &place, text: origin.text(), hints: RefCell::default() };
    let result = T::deserialize(De { context: &context, node: tree.root });
    (result, context.hints.into_inner())
}
