//! The starter workspace, `starter/`: what `nianbao new` writes, and the ground on which the examples
//! of the rules stand.
//!
//! Takes nothing; gives the files. Never holds a finding: a test runs every rule over it.

use include_dir::{Dir, include_dir};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Names and bytes of the files, sorted by name.
pub fn files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = vec![];
    collect(&STARTER, &mut files);
    files.sort();
    files
}

fn collect(folder: &'static Dir<'_>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for file in folder.files() {
        files.push((file.path().to_str().expect("the names are plain ASCII"), file.contents()));
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
