//! A thing of the plan as a file names it: the words, and which thing it is.
//!
//! Takes what was read and the plan of the year; says once which unit, task, milestone or indicator is meant.
//! After this no one looks an id up or compares spellings.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decisions::Decisions;
use super::form::Form;
use crate::plan::{IndicatorIndex, Located, MilestoneSite, Plan, TaskIndex, UnitIndex};

/// Words that name a thing of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<I> {
    written: Located<String>,
    /// What they name; `None` where the plan has no such thing, which is a finding.
    pub of: Option<I>,
}

impl<I> Named<I> {
    /// The words with their place.
    pub fn written(&self) -> &Located<String> {
        &self.written
    }
}

impl<I> Deref for Named<I> {
    type Target = Located<String>;
    fn deref(&self) -> &Located<String> {
        &self.written
    }
}

impl<I> Serialize for Named<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de, I> Deserialize<'de> for Named<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Located::deserialize(deserializer).map(|written| Named { written, of: None })
    }
}

impl<I> JsonSchema for Named<I> {
    fn inline_schema() -> bool {
        Located::<String>::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        Located::<String>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Located::<String>::json_schema(generator)
    }
}

impl Named<UnitIndex> {
    fn unit(&mut self, plan: &Plan) {
        self.of = plan.unit_named(self);
    }
}

impl Named<TaskIndex> {
    fn task(&mut self, plan: &Plan) {
        self.of = plan.task_by_id(self);
    }
}

impl Named<MilestoneSite> {
    fn milestone(&mut self, plan: &Plan) {
        self.of = plan.milestone_by_id(self);
    }
}

impl Named<IndicatorIndex> {
    fn indicator(&mut self, plan: &Plan) {
        self.of = plan.indicator_by_id(self);
    }
}

impl Form {
    /// Says of every entry what of the plan it is about, and of every figure which part of the year.
    pub(super) fn resolve(&mut self, plan: &Plan) {
        self.tasks.iter_mut().for_each(|entry| entry.inner.id.task(plan));
        self.milestones.iter_mut().for_each(|entry| entry.inner.id.milestone(plan));
        for figure in &mut self.indicators {
            figure.inner.id.indicator(plan);
            figure.inner.covers = figure.period.as_ref().and_then(|period| period.parse().ok());
        }
    }
}

impl Decisions {
    /// Says of every decision what of the plan it is about.
    pub(super) fn resolve(&mut self, plan: &Plan) {
        self.extensions.iter_mut().for_each(|extension| extension.inner.unit.unit(plan));
        for choice in &mut self.choices {
            choice.inner.unit.unit(plan);
            choice.inner.task.iter_mut().for_each(|task| task.task(plan));
            choice.inner.indicator.iter_mut().for_each(|indicator| indicator.indicator(plan));
        }
        self.overrides.iter_mut().for_each(|decision| decision.inner.task.task(plan));
        for verdict in &mut self.verdicts {
            verdict.inner.indicator.indicator(plan);
            verdict.inner.unit.iter_mut().for_each(|unit| unit.unit(plan));
        }
        for accept in &mut self.accepts {
            accept.inner.unit.iter_mut().for_each(|unit| unit.unit(plan));
            accept.inner.task.iter_mut().for_each(|task| task.task(plan));
            accept.inner.indicator.iter_mut().for_each(|indicator| indicator.indicator(plan));
            accept.inner.milestone.iter_mut().for_each(|milestone| milestone.milestone(plan));
        }
    }
}
