//! Which lines of the book were written in one step, and so with one receipt.

use super::book::Book;
use super::event::{Event, EventKind};

/// Lines that were written together.
#[derive(Debug)]
pub(super) struct Step<'e> {
    pub(super) lines: Vec<&'e Event>,
}

impl<'e> Step<'e> {
    /// The number of its first line, which its receipt bears in its name.
    pub(super) fn first(&self) -> u64 {
        self.lines.first().map_or(0, |line| line.sequence)
    }

    /// The line that a finding about it points at.
    pub(super) fn line(&self) -> Option<&'e Event> {
        self.lines.first().copied()
    }

    /// The names of its receipts.
    pub(super) fn receipts(&self) -> [String; 2] {
        let (first, unit) = (self.first(), self.line().map_or("", |line| line.unit.as_str()));
        ["md", "txt"].map(|ending| format!("{first:04}-{unit}.{ending}"))
    }
}

/// The steps of a book whose lines prove themselves: such lines the program wrote, and with each step a receipt. A
/// step whose first line is missing is left out.
pub(super) fn steps(book: &Book) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = vec![];
    let mut before = 0;
    for event in book.events.iter().filter(|event| event.own.is_some()) {
        let follows = event.sequence.checked_sub(1) == Some(before);
        before = event.sequence;
        match steps.last_mut().filter(|_| follows) {
            Some(step) if goes_with(&step.lines, event) => step.lines.push(event),
            _ if may_begin(event) => steps.push(Step { lines: vec![event] }),
            _ => {}
        }
    }
    let is_whole = |step: &Step<'_>| step.lines.iter().any(|line| line.event != EventKind::Superseded);
    steps.into_iter().filter(is_whole).collect()
}

/// Whether a line can be the first of its step. One that the office took may have had another before it.
fn may_begin(event: &Event) -> bool {
    match event.event {
        EventKind::Received | EventKind::Returned | EventKind::Paper | EventKind::Superseded => true,
        EventKind::Accepted => !event.reasons.is_empty() && !event.behind_gap,
    }
}

/// Whether a line was written with those before it: what a version that came brings with it, or what one that the
/// office took (which has reasons) took the place of.
fn goes_with(lines: &[&Event], event: &Event) -> bool {
    let Some(first) = lines.first() else { return false };
    let together = first.unit == event.unit && first.time == event.time && first.entered == event.entered;
    let has = |kind: EventKind| lines.iter().any(|line| line.event == kind);
    let came = first.event == EventKind::Received && !first.held && !has(EventKind::Accepted);
    together
        && match event.event {
            EventKind::Superseded => came && !has(EventKind::Superseded) && event.version < first.version,
            EventKind::Accepted if event.reasons.is_empty() => came && event.version == first.version,
            EventKind::Accepted => first.event == EventKind::Superseded && lines.len() == 1,
            _ => false,
        }
}
