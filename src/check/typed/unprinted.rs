//! The figures of a round that were admitted and that the report for everybody does not print all the same.
//!
//! Takes the plan and the office's tables; tells of a unit's figure why it stands aside. Agrees with the rows that
//! the public edition has: those of counties, and of whoever's figure is used.

use std::collections::BTreeMap;

use crate::consolidate::{FigureAnswer, FigureRef, IndicatorRecord, Outcome, Tables, Value};
use crate::plan::{IndicatorIndex, Level, Plan};
use crate::submission::text::Unseen;
use crate::submission::{Held, Part, SubmissionIndex};

/// Whose figure of what it is, and whether it is last year's.
type Key = (SubmissionIndex, IndicatorIndex, bool);

/// Why figures are not printed.
pub(super) struct Unprinted(BTreeMap<Key, Unseen>);

impl Unprinted {
    pub(super) fn of(plan: &Plan, tables: &Tables) -> Self {
        let mut aside = BTreeMap::new();
        for record in &tables.indicators {
            for answer in &record.figures {
                let own = answer.value().map(|value| (value, false, why(plan, record, answer)));
                let last = answer.last_year.as_ref();
                let last = last.map(|value| (value, true, why_last(plan, record, (answer, value))));
                for (value, is_last, why) in own.into_iter().chain(last) {
                    if let (Some(at), Some(why)) = (value.sources.first(), why) {
                        aside.insert((at.submission, record.indicator, is_last), why);
                    }
                }
            }
        }
        Unprinted(aside)
    }

    /// Why a part of a report is not printed though it was admitted; `None` of what is, and of what is no figure.
    pub(super) fn why(&self, plan: &Plan, at: SubmissionIndex, part: &Part) -> Option<Unseen> {
        let (id, is_last) = match part {
            Part::Figure(id) => (id, false),
            Part::LastYear(id) => (id, true),
            _ => return None,
        };
        self.0.get(&(at, plan.indicator_by_id(id)?, is_last)).copied()
    }
}

fn why(plan: &Plan, record: &IndicatorRecord, answer: &FigureAnswer) -> Option<Unseen> {
    let value = answer.value()?;
    match &record.outcome {
        _ if has_a_row(plan, record, answer) => None,
        Outcome::Value(used) if takes(used, value) => waits(used),
        Outcome::Incomplete { partial: Some(used), .. } if takes(used, value) => None,
        Outcome::Conflict(_) if answer.expected => Some(Unseen::Disputed),
        _ => Some(untaken(answer)),
    }
}

/// Last year's final values, as the year says them: of counties no row has its own.
fn why_last(
    plan: &Plan,
    record: &IndicatorRecord,
    (answer, value): (&FigureAnswer, &Value),
) -> Option<Unseen> {
    match &record.last_year {
        _ if has_a_row(plan, record, answer) => None,
        Some(used) if takes(used, value) => waits(used),
        None if answer.expected => Some(Unseen::Disputed),
        _ => Some(untaken(answer)),
    }
}

/// A county's own figure stands in a row of its own, whatever the whole comes to.
fn has_a_row(plan: &Plan, record: &IndicatorRecord, answer: &FigureAnswer) -> bool {
    answer.expected && plan.indicator(record.indicator).level == Level::County
}

fn takes(used: &Value, own: &Value) -> bool {
    own.sources.iter().any(|at: &FigureRef| used.sources.contains(at))
}

/// What several say alike is one figure: it is asked about where one of them is.
fn waits(used: &Value) -> Option<Unseen> {
    used.questions.first().map(|code| Unseen::Held(Held::Open(code)))
}

/// The office took another unit's figure, or the plan does not ask this unit.
fn untaken(answer: &FigureAnswer) -> Unseen {
    Unseen::Untaken(if answer.expected { "N431" } else { "N226" })
}
