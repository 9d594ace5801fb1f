//! One binary for everything below the command line: a workspace in memory goes in, findings come out.

mod papers;
mod rules;
mod support;
