//! nianbao
pub mod diagnostic;
pub mod plan;
pub mod source;
pub mod submission;
pub mod syntax;
