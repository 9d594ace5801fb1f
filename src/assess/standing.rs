//! The standing of an indicator, from its judgements and its schedule (assessment.md, section 1).

use rust_decimal::Decimal;

use super::case::{Case, NoValue};
use super::judgement::{TargetJudgement, TargetResult};
use crate::measure::{Scheduled, is_beyond, needs_verdict};

/// How an indicator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// 达到目标: and which.
    Met(MetBy),
    /// 达到时序进度: d ≥ 0.
    OnSchedule,
    /// 落后: −tolerance ≤ d < 0.
    Behind,
    /// 明显落后: d < −tolerance.
    FarBehind,
    /// 差于基期: no schedule to compare with, but on the wrong side of the baseline.
    Worsening,
    /// 待认定.
    ToBeJudged,
    /// 不可比.
    NotComparable,
    /// 无数据.
    NoData,
}

/// Which target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MetBy {
    /// 本年目标, by position in the targets.
    ThisYear(usize),
    /// 长期目标: a target without a year.
    Always(usize),
    /// 阶段目标: one whose year has not come, with another behind it that is in words or cannot be judged.
    Stage(usize),
    /// 最终目标: the one of the last year that has any; early when its year has not come.
    Last(usize),
}

impl Standing {
    /// The identifier in files and style classes.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Met(_) => "met",
            Standing::OnSchedule => "on_schedule",
            Standing::Behind => "behind",
            Standing::FarBehind => "far_behind",
            Standing::Worsening => "worsening",
            Standing::ToBeJudged => "to_be_judged",
            Standing::NotComparable => "not_comparable",
            Standing::NoData => "no_data",
        }
    }

    /// Rank among standings that compare a value with something, the best 0; `None` for the others.
    pub fn rank(self) -> Option<u8> {
        Some(match self {
            Standing::Met(_) => 0,
            Standing::OnSchedule => 1,
            Standing::Behind => 2,
            Standing::FarBehind => 3,
            Standing::Worsening => 4,
            _ => return None,
        })
    }
}

/// What a standing is decided from.
pub(super) struct Evidence<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) targets: &'a [TargetJudgement],
    /// Why there is no figure of the whole.
    pub(super) no_value: Option<NoValue>,
    /// d, exact, and the schedule that it is the distance from, where that is interpolated.
    pub(super) deviation: Option<(Decimal, Scheduled)>,
    pub(super) tolerance: Option<Decimal>,
    /// v on the wrong side of b.
    pub(super) worsening: bool,
}

impl Evidence<'_> {
    /// The target that stands beside the standing, by position. Where a person decides, it is the one that was decided
    /// or waits: no surface can put its word beside the year and the words of another. A figure stands beside the target
    /// of its own year, and what decides it otherwise is told.
    pub(super) fn reference(&self, standing: Standing, by_year: Option<usize>) -> Option<usize> {
        let at_hand = by_year.and_then(|at| self.targets.get(at))?;
        let is_a_persons = |at: usize| needs_verdict(self.case.target(at));
        let is_over = self.year_of(at_hand).is_some_and(|year| year < self.case.year);
        let is_of_one = |judged: &TargetJudgement| self.case.target(judged.target).unit.is_some();
        let is_alike = |judged: &&TargetJudgement| judged.counts && is_of_one(judged) == is_of_one(at_hand);
        match standing {
            Standing::Met(MetBy::ThisYear(at) | MetBy::Always(at) | MetBy::Stage(at) | MetBy::Last(at))
                if is_a_persons(at) && is_a_persons(at_hand.target) =>
            {
                Some(at)
            }
            Standing::ToBeJudged
                if at_hand.result != TargetResult::ToBeJudged
                    && (is_over || is_a_persons(at_hand.target)) =>
            {
                let waits = self.targets.iter().filter(|judged| judged.result == TargetResult::ToBeJudged);
                // What waits for a later year says nothing of a goal that comes before it.
                let is_due = |judged: &&TargetJudgement| {
                    is_over || self.year_of(judged).is_none_or(|year| year <= self.case.year)
                };
                let waits = waits.filter(is_alike).filter(is_due);
                let first = waits.min_by_key(|judged| (!judged.is_live, self.year_of(judged)));
                first.map(|judged| judged.target).or(by_year)
            }
            _ => by_year,
        }
    }

    /// The standing. In order: a target that must hold today and is missed; a lag behind the schedule
    /// where such a target cannot be judged yet; a target that is met; the schedule; the baseline.
    pub(super) fn standing(&self) -> Standing {
        let live: Vec<&TargetJudgement> =
            self.targets.iter().filter(|judged| self.case.is_live(judged.target)).collect();
        let with = |result: TargetResult| live.iter().any(|judged| judged.result == result);
        let by_schedule = self.deviation.map(|(d, path)| self.lag(d, self.tolerance, path.exact));
        let late = by_schedule.filter(|standing| *standing != Standing::OnSchedule);
        let missed = live.iter().filter(|judged| judged.result == TargetResult::Missed);
        // What is missed is late at least a little, even where the number itself does not say so: by
        // a verdict, or exactly at a bound that excludes its number.
        if let Some(worst) = missed.map(|judged| self.missed(judged)).max_by_key(|s| s.rank()) {
            return late.filter(|late| late.rank() > worst.rank()).unwrap_or(worst);
        }
        // A flow that lags behind its pace is behind, and not yet missed.
        if let Some(slow) = live.iter().find(|judged| judged.result == TargetResult::OffPace) {
            return self.off_pace(slow);
        }
        let open = [
            (TargetResult::ToBeJudged, Standing::ToBeJudged),
            (TargetResult::NotComparable, Standing::NotComparable),
            (TargetResult::NoData, Standing::NoData),
        ];
        if let Some((_, standing)) = open.into_iter().find(|(result, _)| with(*result)) {
            return late.unwrap_or(standing);
        }
        if with(TargetResult::OnPace) {
            return late.unwrap_or(Standing::OnSchedule);
        }
        let dated = live.iter().find(|judged| self.case.target(judged.target).year.is_some());
        if let Some(met) = dated {
            let this_year = self.case.target(met.target).year == Some(self.case.year);
            let by = if this_year { MetBy::ThisYear } else { MetBy::Last };
            return Standing::Met(by(met.target));
        }
        if let Some(early) = self.met_early() {
            return Standing::Met(early);
        }
        match (by_schedule, live.first()) {
            (Some(standing), _) => standing,
            (None, Some(always)) => Standing::Met(MetBy::Always(always.target)),
            (None, None) => self.without_schedule(),
        }
    }

    /// No target to hold today and no schedule: only the baseline and what is to come.
    fn without_schedule(&self) -> Standing {
        // What was asked of a year that is over says nothing of what is to come.
        let is_to_come = |judged: &&TargetJudgement| {
            judged.counts && self.year_of(judged).is_none_or(|y| y >= self.case.year)
        };
        let counted = || self.targets.iter().filter(is_to_come);
        let all_in_words = counted().all(|judged| needs_verdict(self.case.target(judged.target)));
        match self.no_value {
            _ if self.worsening => Standing::Worsening,
            _ if counted().next().is_some() && all_in_words && self.may_be_judged() => Standing::ToBeJudged,
            Some(none) if !none.has_figures() => Standing::NoData,
            _ => Standing::NotComparable,
        }
    }

    fn may_be_judged(&self) -> bool {
        self.targets.iter().any(|judged| judged.counts && judged.result == TargetResult::ToBeJudged)
    }

    fn year_of(&self, judged: &TargetJudgement) -> Option<i32> {
        self.case.target(judged.target).year
    }

    /// The last target that can be judged, where all statements of its year are met before it has come. It is the
    /// final one only where no other follows, in numbers or in words. A stage that is over is none: it was met in the
    /// report of its own year, and another goal follows it.
    fn met_early(&self) -> Option<MetBy> {
        let year = |judged: &TargetJudgement| self.year_of(judged);
        let counted = || self.targets.iter().filter(|judged| judged.counts);
        let last = counted().filter(|t| t.result != TargetResult::ToBeJudged).filter_map(year).max()?;
        if last < self.case.year {
            return None;
        }
        let mut of_last = counted().filter(|judged| year(judged) == Some(last)).peekable();
        let first = of_last.peek()?.target;
        if !of_last.all(|judged| judged.result == TargetResult::Met) {
            return None;
        }
        let is_final = counted().filter_map(year).max() == Some(last);
        Some(if is_final { MetBy::Last(first) } else { MetBy::Stage(first) })
    }

    /// Behind its pace: by how much, against the tolerance of its target for the same months. At least a
    /// little, even exactly at a bound that excludes its number.
    fn off_pace(&self, judged: &TargetJudgement) -> Standing {
        let Some(pace) = judged.pace else { return Standing::Behind };
        let tolerance = super::course::tolerance(self.case, judged.target, Some(pace.part));
        match -pace.gap.abs() {
            short if short < Decimal::ZERO => self.lag(short, tolerance, pace.exact.value),
            _ => Standing::Behind,
        }
    }

    fn missed(&self, judged: &TargetJudgement) -> Standing {
        // What a person found missed has no distance that could be far (method, 八), not even county by county.
        let by_person = needs_verdict(self.case.target(judged.target));
        let tolerance = super::course::tolerance(self.case, judged.target, None);
        match judged.margin.filter(|_| !by_person) {
            Some(margin) if margin < Decimal::ZERO => {
                self.lag(margin, tolerance, judged.bound.unwrap_or_default())
            }
            _ => Standing::Behind,
        }
    }

    /// d ≥ 0, −tolerance ≤ d < 0, d < −tolerance. Without a tolerance nothing is known to be far behind.
    fn lag(&self, deviation: Decimal, tolerance: Option<Decimal>, from: Decimal) -> Standing {
        match tolerance {
            _ if deviation >= Decimal::ZERO => Standing::OnSchedule,
            Some(tolerance) if is_beyond(-deviation, tolerance, from) => Standing::FarBehind,
            _ => Standing::Behind,
        }
    }
}
