//! All numbers that the round has, with those that not everybody may see.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::count::{Count, Names, Quantity};
use super::reading::Reading;
use super::told::{Told, told, unread};
use super::unprinted::Unprinted;
use super::{Reports, TypedFacts, counts};
use crate::assess::Progress;
use crate::consolidate::Outcome;
use crate::measure::{Unit, apart, digits_of, rounded};
use crate::plan::{IndicatorIndex, Plan};
use crate::source::Place;
use crate::submission::text::{Figure, Typed, TypedNumber, Unseen};
use crate::submission::{Held, Part, Submission, SubmissionIndex};
use crate::syntax::{after_marks, spoken};

/// What numbers are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Figures and texts.
    Everything,
    /// Figures alone: what a text says is what is judged.
    Figures,
}

/// What a number stands for that not everybody may see.
pub(super) struct Withheld {
    pub(super) held: Unseen,
    pub(super) whose: String,
    pub(super) unit: String,
    pub(super) used: bool,
    /// Whose figure of what it is, if the plan knows it; `None` of what is no figure of this year's.
    pub(super) figure: Option<(Option<SubmissionIndex>, Option<IndicatorIndex>)>,
}

impl Withheld {
    /// As it is known a year later, where the plan is another and nobody reports of that year any more.
    fn since(mut self, now: Option<&Plan>, number: &Told) -> Self {
        if let Some(now) = now {
            let id = number.part.indicator();
            self.figure = id.and_then(|id| Some((None, Some(now.indicator_by_id(id)?))));
            self.whose = format!("上年{}", self.whose);
        }
        self
    }
}

/// How the unit of measure of a number begins, and which of the withheld it is.
pub(super) type Entry = (Option<char>, Option<usize>);

/// All numbers that a typed one may be.
pub(super) struct Known {
    pub(super) names: Names,
    by_value: BTreeMap<Decimal, Vec<Entry>>,
    pub(super) withheld: Vec<Withheld>,
}

impl Known {
    pub(super) fn of(facts: &TypedFacts<'_>, of: Of) -> Self {
        let names = Names::of(facts.now.plan);
        let mut known = Known { names, by_value: BTreeMap::new(), withheld: vec![] };
        known.of_reports(&facts.now, None, of);
        if let Some(before) = &facts.before {
            known.of_reports(before, Some(facts.now.plan), of);
            known.of_wholes_before(before);
        }
        known.of_plan(facts.now.plan);
        known.of_standings(facts);
        known
    }

    fn add(&mut self, count: &Count, withheld: Option<usize>) {
        let values: BTreeSet<Decimal> = count.values().into();
        for value in values {
            self.by_value.entry(value).or_default().push((count.unit, withheld));
        }
    }

    fn withhold(&mut self, count: &Count, withheld: Withheld) {
        self.withheld.push(withheld);
        self.add(count, Some(self.withheld.len() - 1));
    }

    /// Of the year before, which has another plan than this year's, the figures alone: a count in its sentences is no
    /// number of this year's, and who reported then is nobody now.
    fn of_reports(&mut self, reports: &Reports<'_>, since: Option<&Plan>, of: Of) {
        let all = since.is_none();
        let rounds = [reports.used, reports.published].map(|round| &round.submissions);
        let unprinted = Unprinted::of(reports.plan, reports.tables);
        let names = &Names::of(reports.plan);
        for (at, submission) in reports.handed_in.submissions.iter().enumerate() {
            let Some(form) = &submission.form else { continue };
            let [used, published] = rounds.map(|round| {
                round.get(at).map(|own| (own, places((reports.plan, names), own), reasons(own)))
            });
            let is_text = |number: &Told| matches!(number.part, Part::Text(..));
            let told = told(reports.plan, names, form).into_iter();
            for number in told.filter(|number| of == Of::Everything || !is_text(number)) {
                let lacks =
                    |(_, there, _): &(&Submission, BTreeSet<Place>, Reasons)| !there.contains(&number.place);
                let (unused, unseen) =
                    (used.as_ref().filter(|of| lacks(of)), published.as_ref().filter(|of| lacks(of)));
                let aside = match reports.is_public {
                    true => unprinted.why(reports.plan, SubmissionIndex(at), &number.part),
                    false => is_figure(&number.part).then_some(Unseen::Unpublished),
                };
                match unused.or(unseen) {
                    None => match (aside, used.as_ref()) {
                        (Some(why), Some((own, ..))) => {
                            let aside = of_number(reports.plan, (at, own), &number, (why, true));
                            self.withhold(&number.count, aside.since(since, &number));
                        }
                        _ => self.add(&number.count, None),
                    },
                    Some((own, _, reasons)) if all || is_figure(&number.part) => {
                        let held = why(reasons, &number.part);
                        if let Some(held) = held {
                            let unseen = (Unseen::Held(held), unused.is_none());
                            let withheld = of_number(reports.plan, (at, own), &number, unseen);
                            self.withhold(&number.count, withheld.since(since, &number));
                        }
                    }
                    Some(_) => {}
                }
            }
        }
        for (at, own) in reports.handed_in.submissions.iter().enumerate().filter(|_| all) {
            for (count, part, about) in unread(reports.plan, names, own) {
                let held = own.held(&part).unwrap_or(Held::Faulty(NOT_READ));
                let unseen = (Unseen::Held(held), false);
                self.withhold(&count, of_part(reports.plan, (at, own), (&part, &about), unseen));
            }
        }
        for said in reports.used.decisions.texts().into_iter().filter(|_| of == Of::Everything) {
            self.of_text(said.words.text);
        }
    }

    /// The figures of the whole that the year before came to.
    fn of_wholes_before(&mut self, before: &Reports<'_>) {
        for record in &before.tables.indicators {
            let Outcome::Value(value) = &record.outcome else { continue };
            let indicator = before.plan.indicator(record.indicator);
            let unit = indicator.unit_of_measure.as_deref();
            let asked = value.questions.first().map(|code| Unseen::Held(Held::Open(code)));
            let unseen = asked.or((!before.is_public).then_some(Unseen::Unpublished));
            for number in [value.number, value.as_shown()] {
                let count = Count::of(number, unit);
                let Some(held) = unseen else {
                    self.add(&count, None);
                    continue;
                };
                let whose = format!("上年指标“{}”", indicator.name.inner);
                let unit = unit.unwrap_or_default().to_owned();
                self.withhold(&count, Withheld { held, whose, unit, used: true, figure: None });
            }
        }
    }

    /// What stands in the plan is in everybody's hands: numbers of its text, targets, what was published before.
    fn of_plan(&mut self, plan: &Plan) {
        self.of_text(&serde_json::to_string(&plan.definition).unwrap_or_default());
        for indicator in &plan.definition.indicators {
            let unit = indicator.unit_of_measure.as_deref();
            let targets = indicator.targets.iter().filter_map(|target| target.value.as_ref());
            let baseline = indicator.baseline.iter().map(|baseline| &baseline.value);
            let published = indicator.history.iter().map(|then| &then.value);
            for number in targets.chain(baseline).chain(published) {
                self.add(&Count::of(number.value, unit), None);
            }
        }
    }

    fn of_text(&mut self, text: &str) {
        spoken(text).iter().for_each(|number| self.add(&Count::in_text(text, number), None));
    }

    /// What the report itself reckons: figures of the whole as they are shown, changes, counts, rates.
    fn of_standings(&mut self, facts: &TypedFacts<'_>) {
        for (record, standing) in facts.now.tables.indicators.iter().zip(&facts.progress.indicators) {
            let indicator = facts.now.plan.indicator(record.indicator);
            let unit = indicator.unit_of_measure.as_deref();
            let value = standing.value.as_ref().ok().or(standing.partial.as_ref());
            // In full, as printed, and with the digits of the plan alone, as an office writes it.
            let of_plan = |number: Decimal| rounded(number, digits_of(indicator, number.scale()));
            let shown =
                value.into_iter().flat_map(|value| [value.number, value.as_shown(), of_plan(value.number)]);
            let asked = record.questions();
            for number in shown {
                self.reckoned(&Count::of(number, unit), (facts, record.indicator), ("", &asked));
            }
            let measure = Unit::of(facts.now.plan.indicator(record.indicator)).of_difference();
            let of = (facts, record.indicator);
            let distance = standing.distance.map(|distance| distance.value);
            for number in distance.into_iter().chain(standing.deviation) {
                self.reckoned(&Count::of(number, Some(measure)), of, ("与目标的差", &asked));
            }
            let completion = standing.completion.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
            let completion =
                completion.map(|percent| apart(percent, 1, &[Decimal::ZERO, Decimal::ONE_HUNDRED]));
            if let Some(number) = completion {
                self.reckoned(&Count::of(number, Some("%")), of, ("的完成度", &asked));
            }
            let Ok(change) = &standing.year_on_year else { continue };
            let codes = [asked.as_slice(), change.asked.as_slice()].concat();
            self.reckoned(&Count::of(change.difference.shown, Some(measure)), of, ("的同比", &codes));
            if let Some(percent) = change.percent.map(|percent| crate::measure::rounded(percent, 1)) {
                self.reckoned(&Count::of(percent, Some("%")), of, ("的同比", &codes));
            }
        }
        self.of_counts(facts);
    }

    fn reckoned(
        &mut self,
        count: &Count,
        (facts, indicator): (&TypedFacts<'_>, IndicatorIndex),
        (what, asked): (&str, &[&'static str]),
    ) {
        let figure = Some((None, Some(indicator)));
        let indicator = facts.now.plan.indicator(indicator);
        match asked.first() {
            None => self.add(count, None),
            Some(code) => {
                let whose = format!("指标“{}”{what}", indicator.name.inner);
                let unit = indicator.unit_of_measure.clone().unwrap_or_default();
                let held = Unseen::Held(Held::Open(code));
                self.withhold(count, Withheld { held, whose, unit, used: true, figure });
            }
        }
    }

    /// What the report counts; of a count that the public reads otherwise it is another number.
    fn of_counts(&mut self, facts: &TypedFacts<'_>) {
        for figure in counts::all() {
            let Some((number, unit)) = counts::number(facts.progress, figure) else { continue };
            let count = Count::of(number, Some(unit));
            // A digit counts many things; a share, or many, is this one.
            let is_told = matches!(figure, Figure::Rate(_)) || number >= Decimal::TEN;
            if is_told && counts::differs(facts, figure) {
                let (held, whose, unit) = (Unseen::Uneven, counts::WHOSE.to_owned(), unit.to_owned());
                self.withhold(&count, Withheld { held, whose, unit, used: true, figure: None });
            } else {
                self.add(&count, None);
            }
            let published = facts.progress_published.and_then(|published| counts::number(published, figure));
            published.into_iter().for_each(|(number, unit)| self.add(&Count::of(number, Some(unit)), None));
        }
        self.of_other_counts(facts.progress);
    }

    /// What is counted and has no name.
    fn of_other_counts(&mut self, progress: &Progress) {
        let (tasks, steps) = (&progress.task_counts, &progress.milestone_counts);
        let of_tasks = [
            tasks.ahead,
            tasks.not_applicable,
            tasks.no_answer,
            steps.total,
            steps.completed,
            steps.overdue,
            progress.indicator_counts.total,
            progress.indicator_counts.met,
        ];
        let counted = of_tasks.into_iter().map(|n| (n, "项"));
        let counted = counted.chain(std::iter::once((progress.unit_counts.not_yet_due, "家")));
        counted.for_each(|(n, unit)| self.add(&Count::of(Decimal::from(n), Some(unit)), None));
    }

    pub(super) fn typed(
        &self,
        reading: &Reading,
        quantity: &Quantity,
        internal: bool,
    ) -> Option<TypedNumber> {
        let (what, length) = self.judge(&reading.text, quantity)?;
        let range = &quantity.number.range;
        // The mark stands behind what ends the emphasis of the number.
        let end = after_marks(&reading.text, range.end + length);
        let behind = reading.place(range.start..end)?.bytes().end;
        Some(TypedNumber { place: reading.place(range.clone())?, behind, internal, what })
    }

    /// What has the value of a number.
    pub(super) fn there(&self, count: &Count) -> Vec<Entry> {
        count.values().iter().filter_map(|value| self.by_value.get(value)).flatten().copied().collect()
    }

    /// What a typed number is, where it is nothing of everybody's, with the bytes of its unit of measure.
    fn judge(&self, text: &str, quantity: &Quantity) -> Option<(Typed, usize)> {
        let Quantity { number, behind_letters, loose } = quantity;
        let loose = *loose;
        let count = Count::in_text(text, number);
        let there = self.there(&count);
        let is_digit = text[number.range.clone()].chars().count() == 1;
        if there.is_empty() {
            // Words and names have numbers in them that nobody reports.
            let is_typed = !is_digit && !loose && !number.written && !behind_letters;
            return is_typed.then_some((Typed::Unknown, 0));
        }
        let fits = |withheld: bool| {
            let of_kind = there.iter().filter(move |(_, own)| own.is_some() == withheld);
            of_kind.filter_map(|(unit, own)| Some((fit(&count, *unit)?, *own))).max_by_key(|(fit, _)| *fit)
        };
        let (fit, own) = fits(true)?;
        // A single digit, a number in words, or a day, is a figure only where its unit of measure says so.
        let in_words = number.written && number.number.fract().is_zero() && number.part_of.is_none();
        let says_so = fit == Fit::Unit || !is_digit && !loose && !in_words;
        if !says_so || fits(false).is_some_and(|(public, _)| public >= fit) {
            return None;
        }
        let Withheld { held, whose, unit, used, .. } = &self.withheld[own?];
        let rest = &text[number.range.end..];
        // 一是: not every word with a number in it counts what follows.
        if number.is_a_word() && (unit.is_empty() || !rest.starts_with(unit.as_str())) {
            return None;
        }
        let unit =
            [unit.as_str(), "%", "％"].into_iter().find(|unit| !unit.is_empty() && rest.starts_with(unit));
        Some((Typed::Held { held: *held, whose: whose.clone(), used: *used }, unit.map_or(0, str::len)))
    }
}

/// How much speaks for two equal numbers being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They have so many digits that they will be.
    Digits,
    /// Nothing speaks against it.
    Number,
    /// Their units of measure are the same.
    Unit,
}

pub(super) fn fit(typed: &Count, unit: Option<char>) -> Option<Fit> {
    let digits = typed.number.normalize().mantissa().unsigned_abs().to_string().len();
    match (typed.unit, unit) {
        (Some(one), Some(other)) if one == other => Some(Fit::Unit),
        (Some(_), Some(_)) => (digits >= 3).then_some(Fit::Digits),
        _ => Some(Fit::Number),
    }
}

fn is_figure(part: &Part) -> bool {
    matches!(part, Part::Figure(_) | Part::LastYear(_))
}

/// The places of the numbers that are left of a report.
fn places((plan, names): (&Plan, &Names), submission: &Submission) -> BTreeSet<Place> {
    submission.form.iter().flat_map(|form| told(plan, names, form)).map(|number| number.place).collect()
}

/// The rule of a value of another kind, where the fault of an entry that was left out is not known.
const NOT_READ: &str = "N024";

/// Why entries of a report are not there any more, each with all that is in it: thousands of numbers ask.
type Reasons = BTreeMap<Part, Held>;

fn reasons(own: &Submission) -> Reasons {
    let mut reasons = Reasons::new();
    for withheld in &own.withheld {
        let held = reasons.entry(withheld.part.entry()).or_insert(withheld.held);
        *held = withheld.held.min(*held);
    }
    reasons
}

/// Why a number is not there any more, in a report that it was taken out of.
fn why(reasons: &Reasons, part: &Part) -> Option<Held> {
    [part.entry(), Part::Whole].iter().filter_map(|part| reasons.get(part)).min().copied()
}

/// Whose number it is, and what of.
fn of_number(
    plan: &Plan,
    (at, own): (usize, &Submission),
    number: &Told,
    (held, used): (Unseen, bool),
) -> Withheld {
    of_part(plan, (at, own), (&number.part, &number.about), (held, used))
}

fn of_part(
    plan: &Plan,
    (at, own): (usize, &Submission),
    (part, about): (&Part, &str),
    (held, used): (Unseen, bool),
) -> Withheld {
    let unit = own.unit.map_or("", |unit| plan.unit(unit).name.as_str());
    let figure = part.indicator().map(|id| plan.indicator_by_id(id));
    let measure = figure.flatten().and_then(|index| plan.indicator(index).unit_of_measure.clone());
    let whose = format!("{unit}{about}");
    let figure = figure.map(|index| (Some(SubmissionIndex(at)), index));
    Withheld { held, whose, unit: measure.unwrap_or_default(), used, figure }
}
