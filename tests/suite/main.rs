//! One binary for everything below the command line: a workspace in memory goes in, findings come out.

mod absurd;
mod admission;
mod architecture;
mod book;
mod cases;
mod clerk;
mod closed;
mod decided;
mod dependencies;
mod editions;
mod files;
mod form_page;
mod forms;
mod import;
mod independent;
mod manual;
mod mends;
mod merging;
mod moment;
mod paper_template;
mod papers;
mod places;
mod plans;
mod reader;
mod roll_ups;
mod round;
mod round_trip;
mod rules;
#[cfg(target_os = "linux")]
mod scaling;
mod support;
mod surfaces;
mod text;
mod word;
mod words;
mod workbooks;
