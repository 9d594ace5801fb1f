//! The finished data of a round, as the rules about the whole see it.

use std::ops::Deref;

use crate::assess::Progress;
use crate::check::own::OwnFacts;
use crate::check::typed::Echo;
use crate::consolidate::Tables;
use crate::submission::text::TypedNumber;

/// What was admitted of the round, with what was made of it.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The round as it was admitted, its plan, the year before.
    pub admitted: OwnFacts<'a>,
    /// The consolidated tables.
    pub tables: &'a Tables,
    /// Where things stand.
    pub progress: &'a Progress,
    /// The numbers that the office typed into its text and that are no figure of everybody's.
    pub typed: &'a [TypedNumber],
    /// The figures that wait and that units' texts say, where these are judged.
    pub echoes: &'a [Echo<'a>],
}

impl<'a> Deref for Facts<'a> {
    type Target = OwnFacts<'a>;
    fn deref(&self) -> &OwnFacts<'a> {
        &self.admitted
    }
}
