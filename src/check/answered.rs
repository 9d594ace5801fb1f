//! Which open questions are answered: by the unit's explanation, or by the office's acceptance.

use std::collections::BTreeMap;

use super::fact::brings_a_fact;
use super::own::OwnFacts;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::{IndicatorIndex, Located};
use crate::source::Place;
use crate::submission::{Accept, Decisions, Explanation, Form, Named};

/// Answers the findings from position `from` on. Plain words answer only where the entry has one question;
/// those before `from` count.
pub(super) fn answer(facts: &OwnFacts<'_>, found: &mut Diagnostics, from: usize) {
    let mut questions: BTreeMap<Place, usize> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.severity == Severity::Verify) {
        if let Some((entry, _)) = entry_of(facts, finding.place) {
            *questions.entry(entry).or_default() += 1;
        }
    }
    for finding in found.iter_mut().skip(from) {
        if finding.severity != Severity::Verify {
            continue;
        }
        if let Some((entry, Some(explanation))) = entry_of(facts, finding.place) {
            let only = questions.get(&entry) == Some(&1);
            explain(finding, explanation, only);
        }
        if let Some(accept) = facts.round.decisions.accepts.iter().find(|a| accepts(facts, a, finding)) {
            finding.accepted = Some(in_words(accept));
        }
    }
}

fn explain(finding: &mut Diagnostic, explanation: &Located<Explanation>, only: bool) {
    let code = finding.rule.code;
    let words = match &explanation.inner {
        Explanation::Words(words) if only => Some(words.as_str()),
        Explanation::Words(_) => {
            let more =
                format!("这一项有几个问题要答复，请在核实说明里按编号分列，例如“核实说明: {{{code}: …}}”");
            finding.help = Some(match finding.help.take() {
                Some(help) => format!("{help}；{more}"),
                None => more,
            });
            None
        }
        named @ Explanation::ByCode(_) => named.to_code(code).map(|words| words.inner.as_str()),
    };
    finding.explanation =
        words.filter(|words| brings_a_fact(words, &finding.message)).map(|words| words.trim().to_owned());
}

/// The entry in which a place lies, by its own place, with its explanation; else the head of the form.
fn entry_of<'a>(facts: &OwnFacts<'a>, place: Place) -> Option<(Place, Option<&'a Located<Explanation>>)> {
    let submission = facts.round.submissions.iter().find(|submission| submission.file == place.file())?;
    let form: &Form = submission.form.as_ref().or(submission.unclaimed.as_ref())?;
    let tasks = form.tasks.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let steps = form.milestones.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let figures = form.indicators.iter().map(|entry| (entry.place, entry.explanation.as_ref()));
    let head = (form.unit.place, form.explanation.as_ref());
    tasks.chain(steps).chain(figures).find(|(entry, _)| entry.contains(place)).or(Some(head))
}

/// Whether the office has accepted what a finding asks: the same code, at the entry that it names, or, where
/// it names none, at anything else of the unit, its line in the plan included. Without a unit it is about
/// what no unit handed in.
fn accepts(facts: &OwnFacts<'_>, accept: &Accept, finding: &Diagnostic) -> bool {
    if !accept.code.trim().eq_ignore_ascii_case(finding.rule.code) || !facts.moment.has_seen(accept.on.0) {
        return false;
    }
    let places: Vec<Place> = std::iter::once(finding.place).chain(finding.concerns.iter().copied()).collect();
    let Some(unit) = &accept.unit else {
        let submitted = |place: &Place| facts.round.submissions.iter().any(|s| s.file == place.file());
        return !places.iter().any(submitted);
    };
    let Some(unit) = unit.of else { return false };
    // Another version came since: it is not what the office looked at.
    if facts.round.replaced_since(unit, accept.on).is_some() {
        return false;
    }
    let whole = accept.task.is_none() && accept.indicator.is_none() && accept.milestone.is_none();
    let line = facts.plan.unit(unit).name.place;
    if whole && places.iter().any(|place| line.contains(*place)) {
        return true;
    }
    let of_unit = facts.round.submissions.iter().filter(|submission| submission.unit == Some(unit));
    of_unit.filter_map(|submission| Some((submission.file, submission.form.as_ref()?))).any(|(file, form)| {
        places.iter().any(|place| (whole && place.file() == file) || names(accept, form, *place))
    })
}

/// Answers a finding about the plan itself by a decision that names its code.
pub(super) fn accept_of_plan<'d>(decisions: impl Iterator<Item = &'d Decisions>, finding: &mut Diagnostic) {
    let code = finding.rule.code;
    let mut accepts = decisions.flat_map(|of| &of.accepts);
    let found = accepts.find(|accept| accept.code.trim().eq_ignore_ascii_case(code));
    finding.accepted = found.map(in_words);
}

/// Answers a finding about a figure of the plan by a decision that names its code, and its indicator or none.
pub(super) fn accept_figure_of_plan<'d>(
    decisions: impl Iterator<Item = &'d Decisions>,
    index: IndicatorIndex,
    finding: &mut Diagnostic,
) {
    let mut accepts = decisions.flat_map(|of| &of.accepts);
    let found = accepts.find(|accept| accept.takes_published(index, finding.rule.code));
    finding.accepted = found.map(in_words);
}

fn in_words(accept: &Located<Accept>) -> String {
    format!("{}（{}，{}）", accept.reason, accept.by, accept.on)
}

/// Whether a decision names the entry in which a place lies.
fn names(accept: &Accept, form: &Form, place: Place) -> bool {
    fn is<I: Copy + PartialEq>(wanted: &Option<Named<I>>, of: &Named<I>) -> bool {
        wanted.as_ref().is_some_and(|wanted| wanted.of.is_some() && wanted.of == of.of)
    }
    form.tasks.iter().any(|t| is(&accept.task, &t.id) && t.place.contains(place))
        || form.milestones.iter().any(|m| is(&accept.milestone, &m.id) && m.place.contains(place))
        || form.indicators.iter().any(|f| is(&accept.indicator, &f.id) && f.place.contains(place))
}
