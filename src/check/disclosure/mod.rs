//! x
pub(super) static CHECKS: &[&[super::Check]] = &[];
