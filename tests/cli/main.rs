//! The program as a user runs it: arguments, exit codes, folders in and folders out.

mod build;
mod check;
mod readme;
mod reference;
mod workspace;
