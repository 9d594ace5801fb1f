//! nianbao
pub mod assess;
pub mod consolidate;
pub mod diagnostic;
pub mod intake;
pub mod office;
pub mod plan;
pub mod render;
pub mod report;
pub mod source;
pub mod submission;
pub mod syntax;
