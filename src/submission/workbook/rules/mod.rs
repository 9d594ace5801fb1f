//! The rules about workbooks (N7). Never applied here: each is named where it is broken.

mod cells;
mod example;
mod rows;
mod sheets;

pub(super) use cells::{
    CELL_NOTE, DAY_AS_NUMBER, MADE_A_DATE, NO_RESULT, NO_YEAR, NOTHING_IN_WORDS, PERCENT, PERCENT_FOR_OTHER,
    PICTURE, ROUNDED, SCALED, STRUCK_OUT,
};
pub(super) use rows::{
    EXAMPLE_ROW, FOUND_BY_TITLE, HIDDEN_ROWS, LOCKED_CELL, MERGED_ROWS, NOTE_ROWS, OF_ANOTHER, OTHER_MEASURE,
    STRAY_TEXT, UNKNOWN_ROW,
};
pub(super) use sheets::{
    COLUMN_GONE, COLUMN_NOT_READ, COPIED_SHEET, NEEDED_COLUMN, NO_FORM, NO_WORKBOOK, OLD_FORM, OTHER_UNIT,
    OWN_TABLE, SHEET_NOT_READ,
};

pub(in crate::submission) use sheets::NOTHING_FILLED_IN;

use crate::diagnostic::Rule;

/// All rules of this room's workbooks, by code.
pub static RULES: &[&Rule] = &[
    &NO_FORM,
    &OWN_TABLE,
    &NOTHING_FILLED_IN,
    &OTHER_UNIT,
    &OLD_FORM,
    &NEEDED_COLUMN,
    &COLUMN_GONE,
    &COLUMN_NOT_READ,
    &SHEET_NOT_READ,
    &UNKNOWN_ROW,
    &FOUND_BY_TITLE,
    &OF_ANOTHER,
    &LOCKED_CELL,
    &MERGED_ROWS,
    &HIDDEN_ROWS,
    &PERCENT,
    &PERCENT_FOR_OTHER,
    &MADE_A_DATE,
    &DAY_AS_NUMBER,
    &NO_RESULT,
    &NO_WORKBOOK,
    &OTHER_MEASURE,
    &EXAMPLE_ROW,
    &SCALED,
    &NO_YEAR,
    &NOTE_ROWS,
    &NOTHING_IN_WORDS,
    &STRUCK_OUT,
    &CELL_NOTE,
    &PICTURE,
    &COPIED_SHEET,
    &ROUNDED,
    &STRAY_TEXT,
];
