//! Every reader of the program with random bytes in front of it: the small example workspace with one file of it
//! replaced, or one document.

mod desk;
mod pack;
mod readers;
mod seeds;
mod workspace;

pub use readers::{READERS, Reader};
pub use seeds::{seeds, write};

/// The reader of a name.
pub fn reader(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.name == name)
}
