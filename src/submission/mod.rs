//! What units hand in, and what the office decides about it (MODEL).
//!
//! Takes submission and decision files; gives [`Submission`]s and [`Decisions`] with every place.
//! Never decides which answer counts, and never drops one without a finding.

mod admitted;
mod decided;
mod decisions;
mod explanation;
mod fields;
mod folder;
mod form;
mod left_out;
mod misplaced;
mod named;
mod part;
mod part_of_year;
mod period;
mod read;
mod resolve;
mod round;
mod rules;
mod seen;
mod stray;
pub mod text;
mod unfilled;
mod whose;
mod workbook;

pub use crate::plan::ValueStatus;
pub use crate::syntax::{is_no_public_text, is_no_text};
pub use decided::{Closed, decided_by};
pub use decisions::{
    Accept, Choice, Decisions, Disclosure, Dispatch, Extension, Override, PublicReview, Ruling, Verdict,
};
pub use explanation::Explanation;
pub use fields::{
    FIGURE_TEXTS, FORM_TEXTS, MILESTONE_TEXTS, PEOPLE_KEYS, Reach, Said, TASK_TEXTS, TextField, Words,
};
pub use folder::{Folders, survey};
pub use form::{Evidence, Figure, Form, Funds, LastYear, MilestoneEntry, Missing, People, Status, TaskEntry};
pub use left_out::unread_figures;
pub use named::Named;
pub use part::{Held, Part, Question, Withheld};
pub use part_of_year::PartOfYear;
pub use period::Period;
pub use read::{Past, Survey, read_all, read_one, report_problem, stand_in_for};
pub use round::{Round, Submission, SubmissionIndex};
pub use rules::RULES;
pub use seen::{
    Later, SEEN_RULES, Seen, is_day_of_another_round, is_original, report_dated_decisions,
    report_file_of_later, report_receipt_after_closing, report_written_over, report_year_of_later,
};
pub use stray::{Stray, Why};
pub use text::RULES as TEXT_RULES;
pub use unfilled::unfilled;
pub use whose::{Stated, plan_said, stated_in, titled_in};
pub use workbook::RULES as WORKBOOK_RULES;
pub use workbook::{
    Fitting, fitting as plan_fitting, is_blank_form, is_no_form, made_for, made_for_year,
    unsaid as plan_unsaid,
};
