//! What is said of all figures, once: whether they are compared with last year's, and what their roll-ups are without.
//!
//! Takes the table of indicators; gives sentences. Never gives a figure of a year that this edition does not have.

use super::super::stage::Stage;
use crate::report::{Edition, IndicatorRow, IndicatorTable, goals};
use crate::wording::achievement::{Lacks, in_common};
use crate::wording::summary::{self, title};

/// What figures of several fields are without alike: said once for all of them.
pub(super) fn common_lack<E: Edition>(table: &IndicatorTable<E>) -> Option<Lacks> {
    let mut fields: Vec<(Lacks, usize)> = vec![];
    for group in &table.groups {
        let mut here: Vec<Lacks> = vec![];
        for lacks in group.rows.iter().filter(|row| row.shown.present).filter_map(|row| row.lacks) {
            if !here.contains(&lacks) {
                here.push(lacks);
            }
        }
        for lacks in here {
            match fields.iter_mut().find(|(known, _)| *known == lacks) {
                Some((_, n)) => *n += 1,
                None => fields.push((lacks, 1)),
            }
        }
    }
    // Of as many fields the one that comes first.
    let most = fields.iter().map(|(_, n)| *n).max()?;
    fields.into_iter().find(|(_, n)| *n == most && most > 1).map(|(lacks, _)| lacks)
}

/// What is said of all figures, once: of comparisons, and of what the roll-ups of several fields are without.
pub(super) fn comparison<E: Edition>(stage: &Stage<'_>, table: &IndicatorTable<E>) -> Option<String> {
    let rows = || table.groups.iter().flat_map(|group| &group.rows).filter(|row| row.shown.present);
    let compared = rows().filter(|row| row.change.is_some()).count();
    let comparison = match (rows().count(), compared) {
        (0, _) => None,
        (all, some) if all == some => None,
        (_, some) => Some(summary::not_compared(some > 0, no_last::<E>(stage), E::READER)),
    };
    let by_change = |row: &&IndicatorRow<E>| row.change.is_none() && goals::is_of_change(*row);
    let ruled = |row: &IndicatorRow<E>| row.ruled.clone().map(|ruled| (title(&row.link.text), ruled));
    let ruled: Vec<(String, String)> = rows().filter(by_change).filter_map(ruled).collect();
    let names: Vec<String> = ruled.iter().map(|(name, _)| name.clone()).collect();
    let ruled = ruled.first().and_then(|(_, ruled)| summary::judged_by_change(&names, ruled));
    let parts = common_lack(table).map(|lacks| in_common(&lacks));
    let said: Vec<String> = [comparison, ruled, parts].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.concat())
}

/// Why nothing stands of last year, where there is no report of it: before the first round nobody was asked.
fn no_last<E: Edition>(stage: &Stage<'_>) -> Option<&'static str> {
    let is_first = stage.now.round.year <= stage.plan.definition.reporting.first_year;
    stage.last.is_none().then(|| match is_first {
        true => "本年度是首次报送，没有上年数",
        false => stage.none_before(E::PUBLISHED),
    })
}
