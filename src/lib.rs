//! nianbao
pub mod consolidate;
pub mod diagnostic;
pub mod import;
pub mod intake;
pub mod office;
pub mod plan;
pub mod source;
pub mod submission;
pub mod syntax;
