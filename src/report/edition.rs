//! The two editions, as types: what a page may say is decided by the compiler.
//!
//! A view model is generic over its [`Edition`]. What only the office may read stands in a field
//! `internal`, whose type is the edition's own: in the public edition it is `()`, which has no
//! place for anything and serialises as `null`. Templates ask `{% if task.internal %}`.

use std::fmt::Debug;

use serde::Serialize;

use super::indicator::{FigureNote, IndicatorNote};
use super::overview::OverviewNote;
use super::site::PathNote;
use super::submissions::SubmissionsNote;
use super::task::{AnswerNote, MilestoneNote, TaskNote};
use super::unit::{UnitNote, UnitRowNote};
use super::working::Working;

/// What an internal part must be able to do.
pub trait Part: Debug + Clone + Serialize + Send + Sync {}
impl<T: Debug + Clone + Serialize + Send + Sync> Part for T {}

/// An edition: public or internal.
pub trait Edition: Debug + Clone + Copy + Send + Sync + 'static {
    /// The name in data and in the frame: `public` or `internal`.
    const NAME: &'static str;
    /// Of a place in a file: its path.
    type Path: Part;
    /// Of the overview.
    type Overview: Part;
    /// Of a task: missing units by name, conflicts, decisions.
    type Task: Part;
    /// Of a unit's answer to a task: issues, next steps, funds, evidence, the wording not reviewed.
    type Answer: Part;
    /// Of a milestone: what units noted.
    type Milestone: Part;
    /// Of an indicator: values side by side, decisions.
    type Indicator: Part;
    /// Of one unit's figure: explanation and note.
    type Figure: Part;
    /// Of a unit: timeliness, completeness, suggestions.
    type Unit: Part;
    /// Of a unit in the list of units.
    type UnitRow: Part;
    /// Of the page on submissions: unit by unit.
    type Submissions: Part;
    /// Pages that only the office has: today, findings.
    type Working: Part;
}

/// 公开版: no field for anything internal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public;

/// 内部版: for the office only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Internal;

impl Edition for Public {
    const NAME: &'static str = "public";
    type Path = ();
    type Overview = ();
    type Task = ();
    type Answer = ();
    type Milestone = ();
    type Indicator = ();
    type Figure = ();
    type Unit = ();
    type UnitRow = ();
    type Submissions = ();
    type Working = ();
}

impl Edition for Internal {
    const NAME: &'static str = "internal";
    type Path = PathNote;
    type Overview = OverviewNote;
    type Task = TaskNote;
    type Answer = AnswerNote;
    type Milestone = MilestoneNote;
    type Indicator = IndicatorNote;
    type Figure = FigureNote;
    type Unit = UnitNote;
    type UnitRow = UnitRowNote;
    type Submissions = SubmissionsNote;
    type Working = Working;
}
