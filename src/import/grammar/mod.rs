//! The grammar of the genre: what the lines of an official text mean.
//!
//! Takes the lines of a document; gives its front matter, tasks, lists of units, goals, tables and duties.
//! Never reads a file and never writes a plan: what was found keeps its quote and its line.
//!
//! `text` → `front` → `outline` → `tasks` → `gather` (`units`, `goals`, `projects`).

pub(super) mod account;
pub(super) mod actors;
pub(super) mod annex;
pub(super) mod bodies;
pub(super) mod bounds;
pub(super) mod brackets;
pub(super) mod cells;
pub(super) mod choice;
pub(super) mod classify;
pub(super) mod columns;
pub(super) mod division;
pub(super) mod duty;
pub(super) mod figures;
pub(super) mod forms;
pub(super) mod frame;
pub(super) mod front;
pub(super) mod gather;
pub(super) mod goals;
pub(super) mod headline;
pub(super) mod kinds;
pub(super) mod leaves;
pub(super) mod measure;
pub(super) mod members;
pub(super) mod names;
pub(super) mod naming;
pub(super) mod numerals;
pub(super) mod objections;
pub(super) mod offices;
pub(super) mod once;
pub(super) mod outline;
pub(super) mod parts;
pub(super) mod placed;
pub(super) mod points;
pub(super) mod projects;
pub(super) mod quotes;
pub(super) mod reach;
pub(super) mod respective;
pub(super) mod roles;
pub(super) mod signature;
pub(super) mod spot;
pub(super) mod table;
pub(super) mod tasks;
pub(super) mod text;
pub(super) mod titles;
pub(super) mod unit;
pub(super) mod units;
pub(super) mod verbs;
pub(super) mod verdicts;
pub(super) mod weak;
pub(super) mod works;
pub(super) mod years;
