//! The versions of one unit, folded from its lines.
//!
//! Takes the lines of a unit in order; gives what became of each version. Never looks at another unit.

use super::event::{Event, EventKind};

/// One version of a unit's submission.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version<'e> {
    /// Its number, from 1.
    pub(super) number: u32,
    /// The line that received it.
    pub(super) received: Option<&'e Event>,
    /// Whether it waits for the office.
    pub(super) held: bool,
    pub(super) accepted: bool,
    pub(super) returned: bool,
    superseded: bool,
}

impl Version<'_> {
    fn stands(&self) -> bool {
        !self.returned && !self.superseded
    }
}

/// The versions, in the order in which they are first spoken of.
pub(super) fn versions<'e>(events: impl Iterator<Item = &'e Event>) -> Vec<Version<'e>> {
    let mut versions: Vec<Version<'e>> = vec![];
    for event in events.filter(|event| event.event != EventKind::Paper) {
        let known = versions.iter().position(|version| version.number == event.version);
        let at = known.unwrap_or_else(|| {
            versions.push(Version {
                number: event.version,
                received: None,
                held: false,
                accepted: false,
                returned: false,
                superseded: false,
            });
            versions.len() - 1
        });
        let version = &mut versions[at];
        match event.event {
            EventKind::Received => (version.received, version.held) = (Some(event), event.held),
            // The office may change its mind: what it takes is neither held nor returned any more.
            EventKind::Accepted => {
                (version.accepted, version.held) = (true, false);
                (version.returned, version.superseded) = (false, false);
            }
            EventKind::Returned => version.returned = true,
            EventKind::Superseded => version.superseded = true,
            EventKind::Paper => {}
        }
    }
    versions
}

/// The numbers of the versions that came after the one in force and wait for the office to take them or give them
/// back.
pub(super) fn waiting(versions: &[Version<'_>]) -> Vec<u32> {
    let now = in_force(versions).map_or(0, |version| version.number);
    let waits = versions.iter().filter(|version| version.held && version.stands() && version.number > now);
    waits.map(|version| version.number).collect()
}

/// The receipt of the last version that was accepted and still stands.
pub(super) fn accepted_in_force<'e>(versions: &[Version<'e>]) -> Option<&'e Event> {
    let accepted = versions.iter().rev().filter(|version| version.accepted && version.stands());
    accepted.filter_map(|version| version.received).next()
}

/// The version whose file stands for the unit: the last one accepted that still stands; before any was
/// accepted, the last one that came and stands; where all were returned, the last one that came.
pub(super) fn in_force<'v, 'e>(versions: &'v [Version<'e>]) -> Option<&'v Version<'e>> {
    let came = || versions.iter().rev().filter(|version| version.received.is_some());
    came()
        .find(|version| version.accepted && version.stands())
        .or_else(|| came().find(|version| !version.held && version.stands()))
        .or_else(|| came().find(|version| !version.held))
}
