//! Tests of the assessment, case by case and by generated cases.
