//! Figures that wait, in the words of units: a sentence that says one tells what is withheld beside it.
//!
//! Takes the round as the public would see it, with all that is withheld of it; gives the numbers of published texts
//! that are such a figure. A number is one only where its sentence leaves no doubt: by its unit of measure and its
//! digits, or because the sentence names the indicator.

use std::ops::Range;

use rust_decimal::Decimal;

use super::TypedFacts;
use super::count::{Count, Quantity};
use super::known::{Fit, Known, Of, Withheld, fit};
use crate::check::about::About;
use crate::consolidate::Outcome;
use crate::plan::Plan;
use crate::submission::text::Unseen;
use crate::submission::{Part, Reach, Round, Said, SubmissionIndex};

/// A number of a unit's text that is a figure which the public does not see.
#[derive(Debug, Clone)]
pub struct Echo<'a> {
    /// The text.
    pub said: Said<'a>,
    /// The bytes of the number in it.
    pub number: Range<usize>,
    /// Whose figure it is and what of.
    pub whose: String,
    /// Why the figure waits, in words.
    pub why: &'static str,
}

/// The figures that wait, in texts that would be published; each once of a text.
pub fn echoes<'a>(facts: &TypedFacts<'a>) -> Vec<Echo<'a>> {
    let Some(known) = waits(facts).then(|| Known::of(facts, Of::Figures)) else { return vec![] };
    let of_year = |withheld: &Withheld| withheld.figure.is_some() && waits_for_answer(withheld.held);
    if !known.withheld.iter().any(of_year) {
        return vec![];
    }
    let mut found: Vec<Echo<'a>> = vec![];
    for (at, submission) in facts.now.published.submissions.iter().enumerate() {
        let form = submission.form.as_ref().filter(|_| submission.unit.is_some());
        let texts = form.map_or_else(Vec::new, |form| form.texts());
        let published = texts.into_iter().filter(|said| said.reach == Reach::Public && !said.qualifies);
        for said in published {
            let text = said.words.text;
            let mut told: Vec<usize> = vec![];
            for quantity in known.names.quantities(text) {
                let judge = Judge { known: &known, plan: facts.now.plan, own: SubmissionIndex(at) };
                let Some(which) = judge.withheld(text, &quantity).filter(|which| !told.contains(which))
                else {
                    continue;
                };
                told.push(which);
                let Withheld { whose, held, .. } = &known.withheld[which];
                let (number, whose) = (quantity.number.range.clone(), whose.clone());
                found.push(Echo { said, number, whose, why: held.chinese() });
            }
        }
    }
    found
}

/// Whether any figure waits at all: mostly none does, and nothing need be read.
fn waits(facts: &TypedFacts<'_>) -> bool {
    let figure = |part: &Part| matches!(part, Part::Figure(_) | Part::LastYear(_) | Part::Whole);
    let held = |round: &Round| {
        round.submissions.iter().any(|own| own.withheld.iter().any(|withheld| figure(&withheld.part)))
    };
    let disputed = || facts.now.tables.indicators.iter().any(|of| matches!(of.outcome, Outcome::Conflict(_)));
    let before = facts.before.as_ref().filter(|before| before.is_public);
    held(facts.now.published) || before.is_some_and(|before| held(before.published)) || disputed()
}

fn waits_for_answer(held: Unseen) -> bool {
    matches!(held, Unseen::Held(_) | Unseen::Disputed)
}

/// Judges the numbers of one unit's texts.
struct Judge<'k> {
    known: &'k Known,
    plan: &'k Plan,
    own: SubmissionIndex,
}

impl Judge<'_> {
    /// Which of the withheld a number is, where no figure of everybody's is as near.
    fn withheld(&self, text: &str, quantity: &Quantity) -> Option<usize> {
        let number = &quantity.number;
        if quantity.loose || number.is_a_word() || number.number.is_zero() {
            return None;
        }
        let count = Count::in_text(text, number);
        let there = self.known.there(&count);
        let public = there.iter().filter(|(_, withheld)| withheld.is_none());
        let public = public.filter_map(|(unit, _)| fit(&count, *unit)).max();
        let of_withheld = there.iter().filter_map(|(unit, own)| {
            let which = (*own)?;
            let withheld = &self.known.withheld[which];
            let says = self.says(text, &count, (*unit, withheld), number.range.clone());
            (says && waits_for_answer(withheld.held)).then_some((fit(&count, *unit), which))
        });
        let (near, which) = of_withheld.max_by_key(|(near, which)| (*near, std::cmp::Reverse(*which)))?;
        (public.is_none() || near > public).then_some(which)
    }

    /// Whether a sentence says a figure: the more digits, the less its unit of measure and its words must tell.
    fn says(
        &self,
        text: &str,
        count: &Count,
        (unit, withheld): (Option<char>, &Withheld),
        range: Range<usize>,
    ) -> bool {
        let Some((whose, indicator)) = withheld.figure else { return false };
        let near = fit(count, unit);
        let digits = digits(count.number);
        let is_own = whose == Some(self.own);
        let by_itself = match near {
            Some(Fit::Unit) => digits >= if is_own { 3 } else { 4 },
            Some(Fit::Number) => digits >= if is_own { 3 } else { 5 },
            Some(Fit::Digits) | None => false,
        };
        let named = || {
            indicator.is_some_and(|indicator| {
                let name = self.plan.indicator(indicator).name.as_str();
                About::of(name).is_named_in(sentence(text, range.clone()))
            })
        };
        by_itself || (near == Some(Fit::Unit) || digits >= 2) && named()
    }
}

/// Digits that tell something: 1200 has two.
fn digits(number: Decimal) -> usize {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

/// The sentence in which bytes of a text lie.
fn sentence(text: &str, range: Range<usize>) -> &str {
    let ends = ['。', '；', ';', '\n'];
    let start = text[..range.start]
        .rfind(ends)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text[range.end..].find(ends).map_or(text.len(), |at| range.end + at);
    &text[start..end]
}
