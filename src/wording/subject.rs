//! An indicator with all that its words are made from.

use super::figure::with_unit;
use super::target::said;
use crate::assess::{IndicatorStanding, TargetJudgement};
use crate::consolidate::{IndicatorRecord, Value};
use crate::measure::Quantity;
use crate::plan::{Indicator, Plan, Target};
use crate::submission::Round;

/// An indicator of a plan-year, with what was judged of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The round, for decisions.
    pub round: &'a Round,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// What was reported.
    pub record: &'a IndicatorRecord,
    /// How it stands.
    pub standing: &'a IndicatorStanding,
}

impl<'a> Subject<'a> {
    /// The target of a judgement.
    pub(super) fn target(&self, judged: &TargetJudgement) -> &'a Target {
        &self.indicator.targets[judged.target].inner
    }

    pub(super) fn value(&self) -> Option<&'a Value> {
        self.standing.value.as_ref().ok()
    }

    /// A figure of this indicator with its unit.
    pub(super) fn with_unit(&self, value: &Quantity) -> String {
        with_unit(self.indicator, value)
    }

    pub(super) fn bound_text(&self, judged: &TargetJudgement) -> String {
        said(self.indicator, self.target(judged))
    }
}
