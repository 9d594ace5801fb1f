//! The command line comes when the rooms are joined.
fn main() {}
