//! nianbao (年报): from a city's policy plan to a reporting system, from what departments report to the
//! annual report.
//!
//! Data flows one way through the rooms; [`pipeline`] is the walk through them in a few lines.
//!
//! | step | room | what happens there |
//! |---|---|---|
//! | READ | [`source`] | files, encodings, places in them |
//! | | [`diagnostic`] | what is wrong, where, how bad; its printers |
//! | | [`prose`] | Markdown as a tree; written as HTML, Markdown, plain text |
//! | | [`syntax`] | the located tree of what a file says |
//! | | [`workbook`] | what a form asks for: fields, sheets, columns |
//! | | [`import`] | drafts of plans from official text |
//! | MODEL | [`plan`] | tasks, indicators, targets, units |
//! | | [`submission`] | what a unit hands in; decisions of the office |
//! | | [`intake`] | the intake book |
//! | | [`office`] | the office's settings |
//! | | [`measure`] | quantities: rounding, comparison, change |
//! | JUDGE | [`admission`] | 采用: what of a submission is used, withheld, open |
//! | | [`consolidate`] | 汇总: plan × what was admitted |
//! | | [`assess`] | where things stand |
//! | | [`check`] | the rules: about one submission before admission, about the whole after assessment |
//! | SAY | [`wording`] | every sentence about a fact, once |
//! | WRITE | [`report`] | view models, public and internal apart |
//! | | [`form`] | forms to fill in: a file with keys, a workbook, a page |
//! | | [`render`] | pages, papers, data |
//! | RUN | [`receive`] | what is written when a file comes in, is returned or taken |
//! | | [`schema`] | JSON Schemas for editors |
//! | | [`manual`] | what people look up about their files |
//! | | [`starter`] | the small example workspace |
//!
//! Which room may name which is held by `tests/suite/architecture/`. The command line (`src/cli`)
//! belongs to the binary: the library cannot print, write or ask the clock.

pub mod admission;
pub mod assess;
pub mod check;
pub mod consolidate;
pub mod diagnostic;
pub mod form;
pub mod import;
pub mod intake;
pub mod manual;
pub mod measure;
pub mod office;
pub mod pipeline;
pub mod plan;
pub mod prose;
pub mod receive;
pub mod render;
pub mod report;
pub mod schema;
pub mod source;
pub mod starter;
pub mod submission;
pub mod syntax;
pub mod wording;
pub mod workbook;
