//! The numbers that the office typed into its text, against those that the round has.
//!
//! Takes the office's text and the round as it was handed in, as the office uses it and as the public may see it;
//! tells of each typed number that no figure of everybody's is, whether it is one that was withheld or is asked
//! about, or stands nowhere. The same of units' own texts: which of them say a figure that waits. A figure that is named is one of them where the public has another of that name.

mod count;
mod counts;
mod echo;
mod known;
mod reading;
mod told;
mod unprinted;

use crate::assess::Progress;
use crate::consolidate::Tables;
use crate::plan::Plan;
use crate::submission::Round;
use crate::submission::text::{OfficeWords, TypedNumber};
pub use echo::{Echo, echoes};
use known::{Known, Of};
use reading::Reading;

/// The reports of a year, one behind the other in the same order.
#[derive(Debug, Clone, Copy)]
pub struct Reports<'a> {
    /// The plan of that year.
    pub plan: &'a Plan,
    /// As they were handed in.
    pub handed_in: &'a Round,
    /// As the office uses them.
    pub used: &'a Round,
    /// As the public may see them.
    pub published: &'a Round,
    /// What was made of those that the office uses.
    pub tables: &'a Tables,
    /// Whether the public may see figures of that year at all, once this one is published.
    pub is_public: bool,
}

/// What typed numbers are looked for in.
#[derive(Debug, Clone, Copy)]
pub struct TypedFacts<'a> {
    /// The reports of the year.
    pub now: Reports<'a>,
    /// Those of the year before.
    pub before: Option<Reports<'a>>,
    /// How the year stands, for the office.
    pub progress: &'a Progress,
    /// How it stands for the public, where that is asked about.
    pub progress_published: Option<&'a Progress>,
}

/// The typed numbers of a text that no figure of everybody's are.
pub fn typed(words: &OfficeWords, facts: &TypedFacts<'_>) -> Vec<TypedNumber> {
    let known = Known::of(facts, Of::Everything);
    let mut found: Vec<TypedNumber> = vec![];
    for passage in &words.passages {
        // Numbers are read as each reader has them: what stands between their digits may be for the other.
        for internal in [false, true] {
            let reading = Reading::of(passage, internal);
            let numbers = known.names.quantities(&reading.text).into_iter();
            let numbers = numbers.filter_map(|number| known.typed(&reading, &number, internal));
            let new: Vec<TypedNumber> =
                numbers.filter(|number| found.iter().all(|other| other.place != number.place)).collect();
            found.extend(new);
        }
    }
    found.extend(counts::uneven(words, facts));
    found.sort_by_key(|number| number.place.bytes().start);
    found
}
