//! Every sentence about a fact, once, for all surfaces (SAY).
//!
//! Takes what was consolidated and judged; gives words: of a status, of a figure, of a target, of a change, why
//! an indicator or a task stands as it does.
//! Never computes, never judges, never chooses what a surface shows: it is asked for one sentence and gives it.

pub mod achievement;
mod aim;
mod amendment;
mod awaited;
mod counted;
mod decides;
mod decision;
mod event;
mod figure;
mod ground;
mod heading;
mod judgement;
mod label;
mod method;
mod own;
pub mod paper;
mod part_of_year;
pub mod sentence;
mod steps;
mod subject;
pub mod summary;
mod target;
mod task;
mod unit;

pub use achievement::by_day;
pub use aim::{Aim, AimKind, AimOf, bound_in_words};
pub use amendment::{Plans, amended, amended_since};
pub use awaited::{JUDGED_THEN, NOT_YET, awaited};
pub use decides::{JudgementNote, note as judgement_note};
pub use decision::{Decided, chosen, ruled, taken};
pub use event::{
    all_owed, came, came_by, came_then, days_from, event, last_booked, owed, own_dates, since, to_mend,
};
pub use figure::{
    amount, by_state, change, change_signed, incomparable, lacking, last_year_s, no_change, no_value, note,
    of_period, points, signed, size, told_to_superiors, unlike_last, unsettled, value_status, with_unit,
};
pub use ground::ground;
pub use judgement::{completion, is_for_a_person, one_by_one, reason, shortfall};
pub use label::{
    ASKED, Absence, PACED, TOLD_ELSEWHERE, Told, absence, asked_of, beside_count, completeness, done_in, gap,
    is_settled, judged, judged_one, lacks_parts, light, open_questions, progress_gap, report_state, result,
    running, standing, state, task_status, timeliness, unjudged, withheld, withheld_words, words_gap,
};
pub use method::{MethodSection, method};
pub use own::own_targets;
pub use steps::{no_completion, steps, years_apart};
pub use subject::Subject;
pub use summary::compared_units;
pub use target::{
    full as target_full, hedged as target_hedged, name as target_name, number_or_range, operator,
    said as target_said, said_short as target_said_short, scope as target_scope, short as target_short,
};
pub use task::{jointly, reason as task_reason, set_by, set_by_office, tasks_jointly};
pub use unit::state as unit_state;

/// Who reads: the public does not learn which unit was silent or faulty, nor the reasons of decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Everybody.
    Public,
    /// The office.
    Office,
}
