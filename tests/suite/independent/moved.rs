//! How a task moved since the year before, reckoned anew.
//!
//! Takes a world and a year; gives words. Never asks the program.

use chrono::NaiveDate;

use super::duties::{Answer, joined, rank, word};
use super::rollup::Seen;
use super::world::*;

impl Seen<'_> {
    /// How a task stands in its year's report, and whether the office decided it.
    fn stands(&self, task: usize) -> (&'static str, bool) {
        let answers = self.answers(task);
        let (reported, _) = self.reported(task, &answers);
        let made = |o: &&(usize, Status, NaiveDate)| o.0 == task && o.2 <= self.world.today;
        let set = self.round.decisions.overrides.iter().find(made).map(|set| word(set.1, false));
        (set.unwrap_or(reported), set.is_some() || self.is_chosen(task, &answers))
    }

    /// Whether the office took one unit's word for a task.
    fn is_chosen(&self, task: usize, answers: &[Answer]) -> bool {
        let nobody = answers.iter().all(|a| a.role.is_none());
        self.round.decisions.task_choices.iter().any(|(of, unit, on)| {
            let theirs = answers.iter().find(|a| a.unit == *unit && (nobody || a.role.is_some()));
            *of == task
                && *on <= self.world.today
                && self.was_there(*unit, *on)
                && theirs.is_some_and(|a| a.stated || self.is_sent_back(a.unit))
        })
    }

    /// Whole where the same were asked and answered in both years, else over the units that answered in both.
    pub(super) fn movement(&self, task: usize) -> String {
        let Some(last) = self.last() else { return "no year".into() };
        if self.world.today <= self.last_day() {
            return "not due".into();
        }
        let (now, then) = (self.answers(task), last.answers(task));
        let ((own_word, own_office), (last_word, last_office)) = (self.stands(task), last.stands(task));
        let is_known = |word: &str| !["unstated", "no_answer"].contains(&word);
        if !is_known(own_word) || !is_known(last_word) {
            return "nobody".into();
        }
        let asked = |all: &[Answer]| -> Vec<(usize, bool)> {
            let mut asked: Vec<_> =
                all.iter().filter(|a| a.role.is_some()).map(|a| (a.unit, a.answered)).collect();
            asked.sort_unstable();
            asked
        };
        if asked(&now) == asked(&then) {
            let both = now.iter().filter(|a| a.role.is_some() && a.answered).count();
            return format!("{last_word} to {own_word} of {both}");
        }
        if own_office || last_office {
            return "nobody".into();
        }
        let own = |all: &[Answer]| -> Vec<Answer> {
            all.iter().filter(|a| a.role.is_some() && a.answered).cloned().collect()
        };
        let (now, then) = (own(&now), own(&then));
        let both = |all: &[Answer], other: &[Answer]| -> Vec<Answer> {
            all.iter().filter(|a| other.iter().any(|b| b.unit == a.unit)).cloned().collect()
        };
        let (now, then) = (both(&now, &then), both(&then, &now));
        let status = |all: &[Answer]| {
            let words = |all: &[Answer]| joined(&all.iter().map(|a| a.word).collect::<Vec<_>>());
            let leads: Vec<Answer> = all.iter().filter(|a| a.role == Some(0)).cloned().collect();
            let lead = words(&leads);
            if rank(lead).is_some() || lead == "ongoing" { lead } else { words(all) }
        };
        if now.is_empty() || !is_known(status(&then)) || !is_known(status(&now)) {
            "nobody".into()
        } else {
            format!("{} to {} of {}", status(&then), status(&now), now.len())
        }
    }
}
