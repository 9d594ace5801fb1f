//! The program as a user runs it: arguments, exit codes, folders in and folders out.

#![expect(clippy::disallowed_methods, reason = "tests make and look at folders themselves")]

mod build;
mod check;
mod close;
mod desk;
#[cfg(debug_assertions)]
mod faults;
mod form;
mod handed_back;
mod handed_in;
mod large;
mod names;
mod other_rounds;
mod output;
mod readme;
mod receive;
mod reference;
mod refused;
mod reviewed;
mod screen;
mod serve;
mod surroundings;
mod text;
mod whose_plan;
mod workspace;
mod years;
