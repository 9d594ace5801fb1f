//! What a form asks for, part by part: fields, sheets and columns of a submission (READ).
//!
//! Takes the terms of the vocabulary; gives one definition for every shape that a form has: the workbook,
//! the page, the file with keys. Never knows a plan, a unit or an answer: `form` joins them.

mod field;
mod layout;

pub use field::{Field, Kind, Need, PlanColumn, Sheet};
pub use layout::{
    FIRST_ROW, FORM_VERSION, HEAD, HEAD_FIRST_ROW, HEAD_HEADINGS, HEAD_SHEET, HEADS_ROW, HELP_SHEET,
    HIDDEN_SHEET, INDICATORS, LACKING, LAST_YEAR, MILESTONES, SAMPLE, SAMPLE_NOTE, SAMPLE_ROW, SHEETS, TASKS,
    locked_key,
};
