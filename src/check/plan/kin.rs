//! Which units of two plans are one body: what amendments renamed, joined or parted is the same on both sides.
//!
//! Takes two plans' units and the way back between them; compares sets of units. Never decides whether a
//! change was explained.

use std::collections::BTreeSet;

use crate::plan::{Descent, Plan, Role, Unit, UnitIndex};
use crate::syntax::Id;

/// The units of two plans, sorted into bodies.
pub(super) struct Kin {
    /// The body of each unit of the earlier plan.
    then: Vec<usize>,
    /// The body of each unit of the later plan; `None` of what was nothing before.
    now: Vec<Option<usize>>,
    /// How many units make up each body, on both sides.
    sizes: Vec<usize>,
    /// Of each unit of the later plan, whether it is new and an amendment says so: of it, or of a collective that it
    /// belongs to. What it takes on with the others needs no word at each task.
    joined: Vec<bool>,
}

impl Kin {
    /// Units that descend from each other, over however many steps, are one body.
    pub(super) fn new(now: &Plan, then: &Plan, back: &Descent) -> Self {
        let mut bodies: Vec<usize> = (0..then.definition.units.len()).collect();
        for (unit, _) in now.units() {
            if let [first, others @ ..] = back.units(unit) {
                for other in others {
                    let (kept, joined) = (bodies[first.0], bodies[other.0]);
                    bodies.iter_mut().filter(|body| **body == joined).for_each(|body| *body = kept);
                }
            }
        }
        let of = |unit: UnitIndex| back.units(unit).first().map(|was| bodies[was.0]);
        let own: Vec<Option<usize>> = now.units().map(|(unit, _)| of(unit)).collect();
        let mut sizes = vec![0; bodies.len()];
        bodies.iter().chain(own.iter().flatten()).for_each(|body| sizes[*body] += 1);
        let named = |id: &Id| {
            let amendments = &now.definition.amendments;
            amendments.iter().any(|a| a.unit.as_ref().is_some_and(|unit| unit.key() == id.key()))
        };
        let holds = |of: &Unit, id: &Id| of.members.iter().any(|member| member.key() == id.key());
        let is_told = |id: &Id| named(id) || now.units().any(|(_, of)| holds(of, id) && named(&of.id));
        let joined = now.units().zip(&own).map(|((_, unit), was)| was.is_none() && is_told(&unit.id));
        Kin { joined: joined.collect(), then: bodies, now: own, sizes }
    }

    fn has_joined(&self, unit: UnitIndex) -> bool {
        self.joined.get(unit.0).copied().unwrap_or_default()
    }

    /// The body of a unit of the earlier plan.
    pub(super) fn before(&self, unit: UnitIndex) -> Option<usize> {
        self.then.get(unit.0).copied()
    }

    /// The body of a unit of the later plan; `None` of what was nothing before.
    pub(super) fn after(&self, unit: UnitIndex) -> Option<usize> {
        self.now.get(unit.0).copied().flatten()
    }

    /// Whether two sets of units are the same bodies: of several that were joined, any stands for the whole.
    pub(super) fn are_same(
        &self,
        then: impl IntoIterator<Item = UnitIndex>,
        now: impl IntoIterator<Item = UnitIndex>,
    ) -> bool {
        let then: BTreeSet<Option<usize>> = then.into_iter().map(|unit| self.before(unit)).collect();
        let now = now.into_iter().filter(|unit| !self.has_joined(*unit));
        then == now.map(|unit| self.after(unit)).collect()
    }

    /// Whether two assignments are the same. A body that was joined or parted answers for what its parts answered
    /// for: its foremost role has to stay, and how it divides the rest is its own affair.
    pub(super) fn share_alike(&self, then: &[(UnitIndex, Role)], now: &[(UnitIndex, Role)]) -> bool {
        let now: Vec<(UnitIndex, Role)> =
            now.iter().filter(|(unit, _)| !self.has_joined(*unit)).copied().collect();
        self.roles(then, |unit| self.before(unit)) == self.roles(&now, |unit| self.after(unit))
    }

    fn roles(
        &self,
        assigned: &[(UnitIndex, Role)],
        body: impl Fn(UnitIndex) -> Option<usize>,
    ) -> BTreeSet<(Option<usize>, Role)> {
        let all: BTreeSet<_> = assigned.iter().map(|(unit, role)| (body(*unit), *role)).collect();
        let reshaped = |body: Option<usize>| body.is_some_and(|body| self.sizes[body] > 2);
        let foremost =
            |body: Option<usize>| all.iter().find(|(other, _)| *other == body).map(|(_, role)| *role);
        let kept = |(body, role): &&_| !reshaped(*body) || foremost(*body) == Some(*role);
        all.iter().filter(kept).copied().collect()
    }
}
