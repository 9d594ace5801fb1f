//! Figures and targets as they are printed, for one edition.
//!
//! Takes an indicator with its standing; gives values with period and status, targets, changes.
//! Never shows a value without its period, and never names silence in the public edition.

use super::YearData;
use super::cells::{DASH, joined};
use super::sources::source;
use super::stage::Stage;
use super::tags::judgement;
use crate::assess::{Grounds, IndicatorStanding, NoChange, NoValue, Standing, TargetJudgement, TargetResult};
use crate::consolidate::{FigureRef, Value, as_published, may_use};
use crate::measure::{Quantity, written};
use crate::plan::{Date, Indicator, IndicatorIndex, Published};
use crate::report::{Edition, Public, Shown, Source, Tag};
use crate::submission::Period;
use crate::wording::{self, Reader, Subject};

/// Places that are named beside a value.
pub(super) const SOURCES: usize = 3;

/// Stands behind what only some units gave of a whole: of how many it is.
pub(super) fn partly(none: NoValue) -> String {
    match none {
        NoValue::Incomplete { have, of, .. } => format!("数据不全，应有{of}家、已汇总{have}家"),
        _ => "数据不全".to_owned(),
    }
}

/// A value as shown.
pub(super) fn shown_value(value: &Quantity, indicator: &Indicator) -> Shown {
    Shown {
        value: value.shown(),
        present: true,
        reason: None,
        ratio: value.ratio.map(|(n, of)| format!("{}/{}", written(n), written(of))),
        unit_of_measure: indicator.unit_of_measure.clone(),
        period: value.period.map(|period| period.to_string()),
        counted_on: None,
        value_status: value.status.map(|status| wording::value_status(status).to_owned()),
        note: wording::note(value),
        open: None,
    }
}

impl Shown {
    /// With the mark of the open questions about it.
    pub(super) fn asked(mut self, codes: &[&str]) -> Self {
        self.open = wording::open_questions(codes.iter().copied());
        if let Some(open) = &self.open {
            self.note = format!("{}，{open}", self.note);
        }
        self
    }
}

impl Shown {
    /// In a row of an indicator that has another unit of measure: the value names its own.
    fn beside(mut self, now: &Indicator) -> Self {
        let unit = |of: &Option<String>| of.as_deref().map(|unit| unit.trim().to_owned());
        let own = unit(&self.unit_of_measure);
        if own != unit(&now.unit_of_measure) {
            let own = own.map_or_else(|| "没有计量单位".to_owned(), |own| format!("计量单位为{own}"));
            self.note = format!("{own}，{}", self.note);
        }
        self
    }
}

/// A cell without a value.
pub(super) fn shown_gap(reason: impl Into<String>, indicator: &Indicator) -> Shown {
    let reason = reason.into();
    Shown {
        value: DASH.to_owned(),
        present: false,
        note: reason.clone(),
        reason: Some(reason),
        ratio: None,
        unit_of_measure: indicator.unit_of_measure.clone(),
        period: None,
        counted_on: None,
        value_status: None,
        open: None,
    }
}

/// An indicator of the plan-year: definition, record and standing side by side.
pub(super) struct Measured<'s, 'a> {
    pub(super) stage: &'s Stage<'a>,
    pub(super) index: IndicatorIndex,
    pub(super) indicator: &'a Indicator,
    pub(super) standing: &'a IndicatorStanding,
}

impl<'s, 'a> Measured<'s, 'a> {
    /// Looks an indicator up.
    pub(super) fn of(stage: &'s Stage<'a>, index: IndicatorIndex) -> Self {
        Measured {
            stage,
            index,
            indicator: stage.plan.indicator(index),
            standing: &stage.now.progress.indicators[index.0],
        }
    }

    /// Its place among those counted, with the word that fits best.
    pub(super) fn tag(&self) -> Tag {
        judgement(self.standing, self.stage.figures(self.index))
    }

    /// The judgement on the target that the standing refers to.
    pub(super) fn judged(&self) -> Option<&'a TargetJudgement> {
        let at = self.standing.course.reference?;
        self.standing.targets.iter().find(|t| t.target == at)
    }

    /// Whether a person said that the goal is reached or is not.
    pub(super) fn is_ruled(&self) -> bool {
        let by_person = |judged: &TargetJudgement| matches!(judged.grounds, Grounds::Verdict(_));
        self.judged().is_some_and(by_person) && ["met", "missed"].contains(&self.tag().key)
    }

    /// Whether it is a goal in words.
    pub(super) fn in_words(&self) -> bool {
        !self.indicator.is_measured()
    }

    /// The value of the whole, or why there is none.
    pub(super) fn shown<E: Edition>(&self) -> Shown {
        let questions = self.stage.figures(self.index).questions();
        let shown = match (&self.standing.value, &self.standing.partial) {
            (Ok(value), _) => shown_value(value, self.indicator).asked(&questions),
            (Err(none), Some(partial)) => {
                let shown = shown_value(partial, self.indicator).asked(&questions);
                Shown { note: format!("{}，{}", shown.note, wording::no_value(*none, E::READER)), ..shown }
            }
            (Err(none), None) => {
                let gap = shown_gap(wording::no_value(*none, E::READER), self.indicator);
                Shown { open: wording::open_questions(questions.iter().copied()), ..gap }
            }
        };
        Shown { counted_on: counted_on(self).map(|day| day.to_string()), ..shown }
    }

    /// Why the value is not comparable with its target, where both are there: without what follows from it.
    pub(super) fn incomparable(&self, reader: Reader) -> Option<String> {
        let is_so = self.standing.standing == Standing::NotComparable && self.standing.value.is_ok();
        let grounds = self.judged().filter(|judged| is_so && judged.result == TargetResult::NotComparable);
        grounds.map(|judged| wording::ground(&self.subject(), judged, reader).replace("，不与目标比较", ""))
    }

    /// How the goal of the year reads in a list.
    pub(super) fn phrase(&self) -> Option<String> {
        let reference = self.standing.course.reference.and_then(|at| self.indicator.targets.get(at));
        let own = reference.and_then(|target| target.phrase.as_deref());
        let words = own.or(self.indicator.phrase.as_deref()).filter(|words| !words.trim().is_empty())?;
        Some(reference.map_or_else(|| words.to_owned(), |target| wording::target_hedged(target, words)))
    }

    /// 与目标差, signed, or “—”.
    pub(super) fn difference(&self) -> String {
        let distance = self.standing.distance;
        distance.map_or_else(|| DASH.to_owned(), |d| wording::signed(d.value))
    }

    /// What sentences about it are made from.
    pub(super) fn subject(&self) -> Subject<'a> {
        Subject {
            plan: self.stage.plan,
            round: self.stage.now.round,
            indicator: self.indicator,
            record: self.stage.figures(self.index),
            standing: self.standing,
        }
    }

    /// 是否达到时序进度.
    pub(super) fn schedule_text(&self) -> &'static str {
        match self.standing.keeps_schedule() {
            Some(true) => "达到",
            Some(false) => "未达到",
            None => DASH,
        }
    }

    /// Whether there was a figure of last year to compare with, be it one that may not be compared.
    pub(super) fn is_held_against_last(&self) -> bool {
        let told = matches!(self.standing.year_on_year, Ok(_) | Err(NoChange::Incomparable(_)));
        told && !self.in_words()
    }

    /// 同比 as a sentence has it.
    pub(super) fn change(&self) -> Option<String> {
        let year = self.standing.year_on_year.as_ref().ok().filter(|_| !self.in_words())?;
        Some(wording::change(self.indicator, year))
    }

    /// 同比 with its sign, for a table of the paper.
    pub(super) fn change_signed(&self) -> Option<String> {
        let year = self.standing.year_on_year.as_ref().ok().filter(|_| !self.in_words())?;
        Some(wording::change_signed(self.indicator, year))
    }

    pub(super) fn change_text(&self, reader: Reader) -> String {
        if self.in_words() {
            return DASH.to_owned();
        }
        let text = match &self.standing.year_on_year {
            Ok(year) => wording::change(self.indicator, year),
            // Beside a value that is not there its reason stands already.
            Err(NoChange::NoValue(_)) if self.value().is_none() => return DASH.to_owned(),
            Err(reason) => wording::no_change(reason, reader),
        };
        if text.is_empty() { DASH.to_owned() } else { text }
    }

    /// The value that is shown: of the whole, or what there is of it so far.
    pub(super) fn value(&self) -> Option<&'a Value> {
        self.standing.value.as_ref().ok().or(self.standing.partial.as_ref())
    }

    fn source_refs(&self) -> &'a [FigureRef] {
        self.value().map(|v| v.sources.as_slice()).unwrap_or_default()
    }

    /// Where the value comes from, in words: a figure of many counties names how many.
    pub(super) fn source_text(&self) -> String {
        match self.source_refs() {
            refs if refs.len() > SOURCES => format!("{}家报送材料，见指标页", refs.len()),
            _ => {
                let sources = self.sources::<Public>("", SOURCES);
                sources.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join("；")
            }
        }
    }

    /// Where the value comes from; of many the first: a page that shows an indicator beside others must not
    /// grow with the number of counties.
    pub(super) fn sources<E: Edition>(&self, page: &str, most: usize) -> Vec<Source<E>> {
        self.source_refs()
            .iter()
            .take(most)
            .filter_map(|at| {
                let unit = self.stage.now.round.submissions[at.submission.0].unit?;
                let place = self.stage.form(at.submission)?.indicators.get(at.at)?.place;
                Some(source(self.stage, page, unit, place))
            })
            .collect()
    }

    /// 上年值: the one that 同比 compares with; without a change the most settled that is known.
    pub(super) fn last_shown(&self, reader: Reader, published: bool) -> Shown {
        let record = self.stage.figures(self.index);
        let compared = self.standing.year_on_year.as_ref().ok();
        let compared = compared.map(|change| (&change.previous, change.asked.as_slice()));
        let settled = record.last_year.as_ref().map(|value| (&value.quantity, value.questions.as_slice()));
        let shown = match compared.or(settled) {
            Some((value, asked)) => shown_value(value, self.indicator).asked(asked),
            None => self.last_reported(reader, published),
        };
        match (&self.standing.year_on_year, reader) {
            (Err(NoChange::Incomparable(_)), _) if !shown.present => shown,
            // Beside this year's figure it would be read as one to compare with; the years of the indicator have it.
            (Err(reason @ NoChange::Incomparable(_)), Reader::Public) => {
                shown_gap(wording::no_change(reason, reader), self.indicator)
            }
            (Err(NoChange::Incomparable(why)), Reader::Office) => {
                Shown { note: format!("{}，{}", shown.note, wording::unlike_last(why)), ..shown }
            }
            _ => shown,
        }
    }

    /// What that year's own report has.
    fn last_reported(&self, reader: Reader, published: bool) -> Shown {
        if self.stage.last.is_none() {
            return shown_gap(self.stage.none_before(published), self.indicator);
        }
        match self.stage.last_indicator(self.index) {
            None => shown_gap("上年原文没有这项指标", self.indicator),
            Some((IndicatorStanding { value: Ok(value), .. }, then)) => {
                shown_value(value, then).asked(&value.questions).beside(self.indicator)
            }
            // What some gave of it is no value of the whole, and not nothing.
            Some((IndicatorStanding { value: Err(none), partial: Some(_), .. }, _)) => {
                shown_gap(format!("上年{}", partly(*none)), self.indicator)
            }
            // Why there is none is said: what is asked about is not nothing.
            Some((IndicatorStanding { value: Err(none), .. }, _)) => {
                shown_gap(wording::last_year_s(*none, reader), self.indicator)
            }
        }
    }

    /// Who reports it, by name.
    pub(super) fn units_text(&self) -> String {
        let named: Vec<&str> = self
            .indicator
            .reported_by
            .iter()
            .filter_map(|id| self.stage.plan.unit_named(id.as_str()))
            .map(|unit| self.stage.name(unit))
            .collect();
        if named.is_empty() { "未明确".to_owned() } else { joined(&named) }
    }

    /// How the indicator stood in the years up to this one, newest first. Years in which the plan had no
    /// such indicator, or measured it in another unit, are not its years.
    pub(super) fn years_back(&self) -> Vec<(&YearData<'_>, &IndicatorStanding)> {
        let same_unit = |then: &Indicator| {
            then.unit_of_measure.as_deref().map(str::trim)
                == self.indicator.unit_of_measure.as_deref().map(str::trim)
        };
        let years = self.stage.years_back().filter_map(|(year, back)| {
            let index = match back {
                None => self.index,
                Some(back) => back.indicator(self.index)?,
            };
            let standing = year.progress.indicators.get(index.0)?;
            same_unit(year.plan.indicator(index)).then_some((year, standing))
        });
        years.collect()
    }

    /// 历年公布值 of years that no round reported on, newest first, those apart that wait for somebody to look.
    pub(super) fn published(&self) -> Vec<(&Published, Quantity)> {
        let usable =
            |given: &Published| may_use(&self.stage.now.round.decisions, (self.indicator, self.index), given);
        self.all_published().into_iter().filter(|(given, _)| usable(given)).collect()
    }

    /// All of them.
    pub(super) fn all_published(&self) -> Vec<(&Published, Quantity)> {
        let first = self.years_back().iter().map(|(year, _)| year.round.year).min();
        let given =
            self.indicator.history.iter().filter(|given| first.is_none_or(|first| given.year < first));
        let mut given: Vec<&Published> = given.map(|given| &given.inner).collect();
        given.sort_by_key(|given| std::cmp::Reverse(given.year));
        given.into_iter().map(|given| (given, as_published(self.indicator, given))).collect()
    }
}

/// The day on which a value that adds up was counted, where all who reported it give the same.
pub(super) fn counted_on(of: &Measured<'_, '_>) -> Option<Date> {
    let value = of.value().filter(|value| value.period == Some(Period::Cumulative))?;
    day_of(of.stage.now, &value.sources)
}

/// The day that all of these figures give as theirs.
pub(super) fn day_of(year: &YearData<'_>, sources: &[FigureRef]) -> Option<Date> {
    let mut days = sources.iter().map(|at| {
        let form = year.round.submissions[at.submission.0].form.as_ref()?;
        form.indicators.get(at.at)?.as_of.as_ref().map(|day| day.inner)
    });
    let first = days.next()??;
    days.all(|day| day == Some(first)).then_some(first)
}
