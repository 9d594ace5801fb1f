//! The plan: tasks, indicators, baselines, targets, units, and the reporting duty (MODEL).
//!
//! Takes a plan file; gives a [`Plan`] in which every name can be looked up.
//! Never looks at a submission and never decides whether a plan is sensible: `check` does.

mod definition;
mod descent;
mod earlier;
mod index;
mod indicator;
mod meant;
mod moment;
mod reporting;
mod strays;
mod texts;

pub use definition::{
    Amendment, Answer, Assignment, Definition, Document, Issuer, Milestone, Section, Task, TaskKind, Unit,
    UnitKind, Was, Yearly,
};
pub use descent::Descent;
pub use index::{IndicatorIndex, MilestoneSite, Plan, Role, TaskIndex, TaskSite, UnitIndex, read, read_all};
pub use indicator::{
    Baseline, Change, Combine, Direction, Indicator, IndicatorKind, Level, Operator, Per, Published, Target,
    ValueStatus,
};
pub use meant::meant;
pub use moment::{AsOf, Moment};
pub use reporting::{Asks, Calendar, Deadline, Reporting, Weekend};
pub use strays::RULES;
pub use texts::{PLAN_TEXTS, PlanTexts};

pub use crate::syntax::{Date, Due, Id, Located, MonthDay, Number};
