//! Which open questions are answered: by the unit's explanation, or by the office's acceptance.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::brings_a_fact;
use super::own::OwnFacts;
use super::phrasing::shortened;
use crate::diagnostic::{Accepted, Diagnostic, Diagnostics, Example, Rule, Severity};
use crate::plan::{IndicatorIndex, Located, Published, UnitIndex};
use crate::source::{FileId, Place};
use crate::submission::{Accept, Decisions, Explanation, Form, Named};

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&ACCEPT_WITHOUT_QUESTION];

static ACCEPT_WITHOUT_QUESTION: Rule = Rule {
    code: "N253",
    name: "accept-without-question",
    severity: Severity::Hint,
    title: "采信没有对应的问题",
    why: "一条采信（accepts）只答复它写明的那一项：单位，任务、指标或节点，规则编号。写的那一项没有这个问题，或者没有写明是哪一项而有几处同样的问题，这条采信就不起作用，有问题的数值仍然待核实。",
    example: Example::File {
        file: "submissions/demo/2025/decisions.yaml",
        good: "",
        bad: "nianbao: decisions/1\nplan: demo\nyear: 2025\naccepts:\n  - {unit: hedong, indicator: outlets-fixed, code: N414, reason: 与河西县各计半个, by: 示例办公室, on: 2025-12-18}\n",
    },
};

/// Answers the findings from position `from` on. Plain words answer only where the entry has one question;
/// those before `from` count.
pub(super) fn answer(facts: &OwnFacts<'_>, found: &mut Diagnostics, from: usize) {
    let mut questions: BTreeMap<Place, Vec<&'static str>> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.severity == Severity::Verify) {
        if let Some((entry, _)) = entry_of(facts, finding.place) {
            questions.entry(entry).or_default().push(finding.rule.code);
        }
    }
    for finding in found.iter_mut().skip(from) {
        if finding.severity != Severity::Verify {
            continue;
        }
        if let Some((entry, Some(explanation))) = entry_of(facts, finding.place) {
            let asked = questions.get(&entry).map(Vec::as_slice).unwrap_or_default();
            explain(finding, explanation, asked);
        }
    }
    // What is wrong is not used, an acceptance as little as anything else.
    let decisions = facts.round.decisions.without(&faults(found));
    let all: Vec<&Diagnostic> = found.iter().collect();
    let mut answers: BTreeMap<usize, Accepted> = BTreeMap::new();
    for accept in &decisions.accepts {
        for at in taken(facts, accept, &all, &asked_by(&all, from, accept)) {
            answers.entry(at).or_insert_with(|| in_words(accept));
        }
    }
    write(answers, found);
}

/// Writes the office's answers to the questions at their positions.
fn write(answers: BTreeMap<usize, Accepted>, found: &mut Diagnostics) {
    if answers.is_empty() {
        return;
    }
    let mut answers = answers;
    for (at, finding) in found.iter_mut().enumerate() {
        if let Some(accepted) = answers.remove(&at) {
            finding.accepted = Some(accepted);
        }
    }
}

/// The places at which something 强制 stands.
pub(super) fn faults(found: &Diagnostics) -> Vec<Place> {
    let wrong = found.iter().filter(|finding| finding.severity == Severity::Error);
    wrong.flat_map(|finding| std::iter::once(finding.place).chain(finding.concerns.iter().copied())).collect()
}

/// The positions of the questions that bear the code of an acceptance.
fn asked_by(found: &[&Diagnostic], from: usize, accept: &Accept) -> Vec<usize> {
    let code = accept.code.trim();
    let is_asked = |finding: &Diagnostic| {
        finding.severity == Severity::Verify && finding.rule.code.eq_ignore_ascii_case(code)
    };
    found.iter().enumerate().skip(from).filter(|(_, finding)| is_asked(finding)).map(|(at, _)| at).collect()
}

/// The positions of the questions that an acceptance takes, of those that bear its code: those at the entry that it
/// names; and where it does not name one, those at a single one. One decision does not answer what nobody looked at.
fn taken(facts: &OwnFacts<'_>, accept: &Accept, found: &[&Diagnostic], asked: &[usize]) -> Vec<usize> {
    let mut taken: Vec<(usize, Reach)> =
        asked.iter().filter_map(|at| Some((*at, reach(facts, accept, found[*at])?))).collect();
    let within = |reach: &Reach| if let Reach::Within(entry) = reach { Some(*entry) } else { None };
    let entries: BTreeSet<Place> = taken.iter().filter_map(|(_, reach)| within(reach)).collect();
    taken.retain(|(_, reach)| *reach == Reach::Named || entries.len() == 1);
    taken.into_iter().map(|(at, _)| at).collect()
}

/// Tells of each acceptance that takes nothing that it does, and what is asked instead: whoever wrote it believes
/// the figure released.
pub(super) fn accepts_without_question(facts: &OwnFacts<'_>, found: &mut Diagnostics) {
    let all: Vec<&Diagnostic> = found.iter().collect();
    let counts = |accept: &&Located<Accept>| {
        let unit = accept.unit.as_ref().and_then(|unit| unit.of);
        let overtaken = unit.is_some_and(|unit| facts.round.replaced_since(unit, accept.on).is_some());
        !is_of_plan(accept.code.trim()) && !overtaken
    };
    let idle: Vec<(&Located<Accept>, String)> = (facts.round.decisions.accepts.iter().filter(counts))
        .filter_map(|accept| {
            let asked = asked_by(&all, 0, accept);
            taken(facts, accept, &all, &asked).is_empty().then(|| (accept, instead(&all, &asked)))
        })
        .collect();
    for (accept, instead) in idle {
        report_idle(accept, &instead, found);
    }
}

/// What is asked under the code of an acceptance that takes none of it.
fn instead(found: &[&Diagnostic], asked: &[usize]) -> String {
    const MOST: usize = 3;
    let open: Vec<&Diagnostic> = asked.iter().map(|at| found[*at]).filter(|f| f.is_open()).collect();
    let named: Vec<String> = open.iter().take(MOST).map(|f| format!("“{}”", shortened(&f.message))).collect();
    let more = if open.len() > MOST { format!("等{}处", open.len()) } else { String::new() };
    format!("{}{more}", named.join("、"))
}

/// Reports an acceptance that takes nothing.
pub(super) fn report_idle(accept: &Located<Accept>, instead: &str, out: &mut Diagnostics) {
    let code = accept.code.trim();
    let message = format!("采信“{code}”没有对应的问题，不起作用");
    let help = if instead.is_empty() {
        format!("没有待答复的{code}；问题已经解决的，可以删去这一条")
    } else {
        format!(
            "待答复的{code}是：{instead}；请写明是哪个单位（unit）的哪一项（indicator、task 或 milestone），一条采信只答复它写明的那一项"
        )
    };
    out.report(&ACCEPT_WITHOUT_QUESTION, accept.code.place, message).label("没有答复任何问题").help(help);
}

/// Whether a code is that of a question about the plan itself, which is answered where the plan is read.
pub(super) fn is_of_plan(code: &str) -> bool {
    code.get(..2).is_some_and(|group| group.eq_ignore_ascii_case("N1"))
}

/// Takes the explanation of an entry for the answer to one of the questions that are asked about it; says why it is none.
fn explain(finding: &mut Diagnostic, explanation: &Located<Explanation>, asked: &[&str]) {
    let code = finding.rule.code;
    let words = match &explanation.inner {
        Explanation::Words(words) if asked.len() == 1 => Some(words.as_str()),
        Explanation::Words(_) => {
            let example = match explanation.place.cell() {
                Some(_) => format!("每个编号一行，例如“{code}：…”"),
                None => format!("例如“核实说明: {{{code}: …}}”"),
            };
            add_help(finding, format!("这一项有几个问题要答复，请在核实说明里按编号分列，{example}"));
            None
        }
        named @ Explanation::ByCode(answers) => {
            let own = named.to_code(code).map(|words| words.inner.as_str());
            let is_asked = |of: &str| asked.iter().any(|code| code.eq_ignore_ascii_case(of));
            let stray = answers.iter().map(|(of, _)| of.trim()).find(|of| own.is_none() && !is_asked(of));
            if let Some(of) = stray {
                add_help(
                    finding,
                    format!("核实说明写在{of}名下，这一项没有这个问题；答复这里的问题请改为{code}"),
                );
            }
            own
        }
    };
    let is_fact = |words: &str| brings_a_fact(words, &finding.message);
    finding.explanation = words.filter(|words| is_fact(words)).map(|words| words.trim().to_owned());
    // What says nothing at all is a finding of its own (N546).
    let repeats = words.is_some_and(|words| !is_fact(words) && brings_a_fact(words, ""));
    if repeats {
        add_help(finding, "已写的核实说明没有写出原因或者这里没有的事实，不算答复".to_owned());
    }
}

fn add_help(finding: &mut Diagnostic, more: String) {
    finding.help = Some(match finding.help.take() {
        Some(help) => format!("{help}；{more}"),
        None => more,
    });
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

/// How an acceptance reaches a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// It names the entry, or the body whose matter it is.
    Named,
    /// It is at one of the entries, or other places, that it may mean.
    Within(Place),
}

/// How the office's acceptance reaches what a finding asks: by the entry that it names; by the unit, whose line in the
/// plan or whose report as such is asked about; or as one of several things of the unit, of the indicator or task, or
/// of the office. Without a unit and an entry it is about what no unit handed in.
fn reach(facts: &OwnFacts<'_>, accept: &Accept, finding: &Diagnostic) -> Option<Reach> {
    let places: Vec<Place> = std::iter::once(finding.place).chain(finding.concerns.iter().copied()).collect();
    let whole = accept.task.is_none() && accept.indicator.is_none() && accept.milestone.is_none();
    let forms = |of: Option<UnitIndex>| {
        let own = facts.round.submissions.iter().filter(move |s| of.is_none() || s.unit == of);
        own.filter_map(|submission| Some((submission.file, submission.form.as_ref()?)))
    };
    let Some(unit) = &accept.unit else {
        if whole {
            let submitted = |place: &Place| facts.round.submissions.iter().any(|s| s.file == place.file());
            let of_office = !places.iter().any(submitted);
            let of_plan = finding.place.file() == facts.plan.file;
            return of_office.then_some(if of_plan { Reach::Within(finding.place) } else { Reach::Named });
        }
        let named = |(_, form): (FileId, &Form)| {
            let own = places.iter().find(|place| names(accept, form, **place))?;
            entry_at(form, *own)
        };
        return forms(None).find_map(named).map(Reach::Within);
    };
    let unit = unit.of?;
    // Another version came since: it is not what the office looked at.
    if facts.round.replaced_since(unit, accept.on).is_some() {
        return None;
    }
    let line = facts.plan.unit(unit).name.place;
    if whole && places.iter().any(|place| line.contains(*place)) {
        return Some(Reach::Named);
    }
    let of = |(file, form): (FileId, &Form)| {
        if !whole {
            return places.iter().any(|place| names(accept, form, *place)).then_some(Reach::Named);
        }
        let own: Vec<&Place> = places.iter().filter(|place| place.file() == file).collect();
        let entry = own.iter().find_map(|place| entry_at(form, **place));
        (!own.is_empty()).then(|| entry.map_or(Reach::Named, Reach::Within))
    };
    forms(Some(unit)).find_map(of)
}

/// The entry of a form in which a place lies, by its own place.
fn entry_at(form: &Form, place: Place) -> Option<Place> {
    let tasks = form.tasks.iter().map(|entry| entry.place);
    let others = form.milestones.iter().map(|entry| entry.place);
    tasks
        .chain(others)
        .chain(form.indicators.iter().map(|entry| entry.place))
        .find(|entry| entry.contains(place))
}

/// Answers the questions from position `from` on about changes of the plan, by the decisions of any round. `thing`
/// tells where that stands, in the plan as it is or was, which a decision names; it gives nothing where it names none.
pub(super) fn accept_of_plan<'d>(
    decisions: impl Iterator<Item = &'d Decisions>,
    code: &str,
    thing: impl Fn(&Accept) -> Option<Vec<Place>>,
    found: &mut Diagnostics,
    from: usize,
) {
    let own = |accept: &&Located<Accept>| accept.code.trim().eq_ignore_ascii_case(code);
    let accepts = decisions.flat_map(|of| &of.accepts).filter(own);
    let takes = |accept: &Accept, finding: &Diagnostic, only: bool| match thing(accept) {
        Some(lines) => {
            std::iter::once(&finding.place).chain(&finding.concerns).any(|place| lines.contains(place))
        }
        None => only,
    };
    accept_each(accepts, takes, (found, from));
}

/// Answers questions about figures of the plan by decisions that name their code and their indicator; `about` tells
/// of which a finding is, of which of its values, and which others are published for the same year: of several one has
/// to be named. Questions about changes of the plan are answered by themselves.
pub(super) fn accept_figures_of_plan<'d, 'p>(
    decisions: impl Iterator<Item = &'d Decisions>,
    about: impl Fn(&Diagnostic) -> Option<(IndicatorIndex, &'p Published, Vec<&'p Published>)>,
    found: &mut Diagnostics,
) {
    let is_change =
        |accept: &Accept| accept.code.trim().eq_ignore_ascii_case(super::plan::UNEXPLAINED_CHANGE.code);
    let own = |accept: &&Located<Accept>| is_of_plan(accept.code.trim()) && !is_change(accept);
    let accepts = decisions.flat_map(|of| &of.accepts).filter(own);
    let takes = |accept: &Accept, finding: &Diagnostic, _: bool| {
        about(finding).is_some_and(|(index, given, rivals)| {
            let is_named = rivals.is_empty() || accept.value.is_some();
            let mut all = std::iter::once(given).chain(rivals);
            is_named && all.any(|one| accept.takes_published(index, one, finding.rule.code))
        })
    };
    accept_each(accepts, takes, (found, 0));
}

/// Lets decisions answer what they ask about from position `from` on, each what it `takes`: it is told whether the
/// finding is the only one of its code. Decisions that take nothing are told.
fn accept_each<'d>(
    accepts: impl Iterator<Item = &'d Located<Accept>>,
    takes: impl Fn(&Accept, &Diagnostic, bool) -> bool,
    (found, from): (&mut Diagnostics, usize),
) {
    let all: Vec<&Diagnostic> = found.iter().collect();
    let mut idle: Vec<(&Located<Accept>, String)> = vec![];
    let mut answers: BTreeMap<usize, Accepted> = BTreeMap::new();
    for accept in accepts {
        let asked = asked_by(&all, from, accept);
        let only = asked.len() == 1;
        let taken: Vec<usize> = asked.iter().copied().filter(|at| takes(accept, all[*at], only)).collect();
        if taken.is_empty() {
            idle.push((accept, instead(&all, &asked)));
        }
        for at in taken {
            answers.entry(at).or_insert_with(|| in_words(accept));
        }
    }
    write(answers, found);
    for (accept, instead) in idle {
        report_idle(accept, &instead, found);
    }
}

fn in_words(accept: &Located<Accept>) -> Accepted {
    let words = format!("{}（{}，{}）", accept.reason, accept.by, accept.on);
    Accepted { words, on: accept.on.0 }
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
