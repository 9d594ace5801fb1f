//! The target that stands beside a figure of the year.
//!
//! Takes an indicator with its standing; gives the target as a cell has it. Never passes the target of one unit for
//! the target of all.

use super::cells::DASH;
use super::figures::Measured;
use crate::assess::{Grounds, Scheduled, TargetJudgement, TargetResult};
use crate::measure::{self, printed};
use crate::plan::{Located, Target};
use crate::report::{WordedGoal, goals};
use crate::wording::summary::title;
use crate::wording::{self, AimKind, AimOf};

/// The target of the year as a cell has it.
pub(super) struct YearTarget {
    /// `≥61.0`, the words, or “—”.
    pub(super) text: String,
    /// As a paper says it, without its unit of measure and with it.
    pub(super) said: [String; 2],
    /// Of which time, of whom, or how it was reckoned.
    pub(super) of: AimOf,
    pub(super) interpolated: bool,
}

impl YearTarget {
    /// `时序值，内插`, `2027年目标`; none for a target of this very year.
    pub(super) fn note(&self) -> Option<String> {
        self.of.note()
    }
}

impl YearTarget {
    /// As pages print it, with its unit of measure: `80%以上`, `力争80%以上`.
    pub(super) fn in_words(&self) -> String {
        wording::bound_in_words(&self.said[1])
    }

    /// The same without its unit.
    pub(super) fn in_words_short(&self) -> String {
        wording::bound_in_words(&self.said[0])
    }
}

impl Measured<'_, '_> {
    /// The target that is judged this year.
    pub(super) fn target(&self) -> YearTarget {
        let year = self.stage.now.round.year;
        let reference = self.standing.course.reference.and_then(|at| self.indicator.targets.get(at));
        // A target of one unit is not passed for one of the whole.
        let whose = reference.filter(|target| target.unit.is_some());
        let whose = whose.and_then(|target| wording::target_scope(self.stage.plan, target));
        if let Some(scheduled) = self.standing.reckoned() {
            return self.scheduled(&scheduled, reference, whose);
        }
        let Some(target) = reference else {
            let text = DASH.to_owned();
            return YearTarget {
                said: [text.clone(), text.clone()],
                text,
                of: AimOf { kind: AimKind::ThisYear(year), unit: None, end: None },
                interpolated: false,
            };
        };
        let or_dash = |text: String| if text.is_empty() { DASH.to_owned() } else { text };
        let kind = |of: Option<i32>| match of {
            Some(of) if of == year => AimKind::ThisYear(year),
            Some(of) if of < year => AimKind::Past(of),
            Some(of) => AimKind::Of(of),
            None => AimKind::Always,
        };
        // Of several units each has its own: none is passed for all.
        if let Some([text, full]) = wording::own_targets(&self.subject()).filter(|_| whose.is_some()) {
            return YearTarget {
                said: [text.clone(), full],
                text,
                of: AimOf { kind: kind(self.own_year().unwrap_or(target.year)), unit: None, end: None },
                interpolated: false,
            };
        }
        YearTarget {
            said: [
                or_dash(wording::target_said_short(self.indicator, target)),
                or_dash(wording::target_said(self.indicator, target)),
            ],
            text: or_dash(wording::target_short(self.indicator, target)),
            of: AimOf { kind: kind(target.year), unit: whose, end: None },
            interpolated: false,
        }
    }

    /// What the plan sets as a goal, as it reads in a list: each with its own year and judgement.
    pub(super) fn goals(&self) -> Vec<WordedGoal> {
        let (target, name) = (self.target(), title(&self.indicator.name));
        let goal = WordedGoal {
            year: goals::year(&target.of, self.stage.now.round.year),
            words: goals::listed(&name, self.phrase().as_deref(), &target.said[1]),
            standing: goals::word_of(self.tag().word),
            is_stage: false,
        };
        let stages = self.standing.targets.iter().filter_map(|judged| self.stage_over(judged, &name));
        stages.chain([goal]).collect()
    }

    /// A goal of a year that is over, on which a person ruled in the report of that year, and which another followed.
    fn stage_over(&self, judged: &TargetJudgement, name: &str) -> Option<WordedGoal> {
        let Grounds::Ruled(ruled) = judged.grounds else { return None };
        if self.standing.course.reference == Some(judged.target) || !judged.counts || judged.is_live {
            return None;
        }
        let target = self.indicator.targets.get(judged.target)?;
        let said = wording::target_said(self.indicator, target);
        let phrase = target.phrase.as_deref().map(|words| wording::target_hedged(target, words));
        let word = if judged.result == TargetResult::Met { "达标" } else { "未达标" };
        Some(WordedGoal {
            year: format!("{}年", target.year?),
            words: goals::listed(name, phrase.as_deref(), &said),
            standing: format!("{}（{ruled}年度已认定）", goals::word_of(word)),
            is_stage: true,
        })
    }

    /// What the schedule wants this year, on the way to a target.
    fn scheduled(
        &self,
        scheduled: &Scheduled,
        reference: Option<&Located<Target>>,
        whose: Option<String>,
    ) -> YearTarget {
        // Of a change it is the bound that has a sign: 下降17%以上 is at most so much.
        let bound = reference.and_then(|target| measure::bound_of(self.indicator, target).ok().flatten());
        let sign = bound.map_or("", |bound| wording::operator(scheduled.asks(bound.op)));
        let ends = (scheduled.value, scheduled.max);
        // The plan's own target stands beside what was reckoned from it.
        let end = reference.map(|target| {
            let year = target.year.map(|year| format!("{year}年")).unwrap_or_default();
            let said = wording::target_said(self.indicator, target);
            format!("{year}目标为{}", wording::bound_in_words(&said))
        });
        let full = format!("{sign}{}", wording::number_or_range(self.indicator, ends));
        let text = match scheduled.max {
            Some(max) => format!("{}～{}", printed(scheduled.value), printed(max)),
            None => format!("{sign}{}", printed(scheduled.value)),
        };
        YearTarget {
            said: [text.clone(), full],
            text,
            of: match scheduled.part {
                Some(part) => AimOf { kind: AimKind::Pace(part), unit: whose, end },
                None => AimOf { kind: AimKind::Path, unit: None, end },
            },
            interpolated: true,
        }
    }

    /// The year of the targets that units have of their own, where they share one; it need not be that of the whole.
    fn own_year(&self) -> Option<Option<i32>> {
        let own = self.standing.own_targets.as_ref()?;
        let mut years =
            own.targets.iter().filter_map(|at| self.indicator.targets.get(*at)).map(|own| own.year);
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }
}
