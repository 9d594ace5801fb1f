//! One binary for everything below the command line: a workspace in memory goes in, findings come out.

mod architecture;
mod cases;
mod import;
mod papers;
mod reader;
mod rules;
mod support;
