//! What there is of the parts that give nothing to judge, state by state: none is passed for silence.

use super::judgement::{Grounds, TargetJudgement, TargetResult};
use crate::consolidate::Gap;
use crate::submission::Held;

/// Parts without anything that could be judged, counted by their state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Lacking {
    /// 待核实.
    pub open: usize,
    /// 材料有误.
    pub faulty: usize,
    /// 退回待补.
    pub returned: usize,
    /// 零报告.
    pub nil: usize,
    /// 未监测 or 尚未公布: an answer without a number.
    pub unmeasured: usize,
    /// Reported, and not a word on this.
    pub no_entry: usize,
    /// 未报.
    pub silent: usize,
    /// 未到期.
    pub waiting: usize,
    /// 待认定.
    pub unjudged: usize,
    /// 不可比.
    pub unlike: usize,
    /// Silent, late or faulty, where it is not said which: see [`Lacking::outside`].
    pub untold: usize,
}

impl Lacking {
    /// As it is told outside of the office, where one word stands for silence and for what cannot be used.
    pub fn outside(self) -> Self {
        let untold = self.faulty + self.returned + self.no_entry + self.silent + self.waiting + self.untold;
        Lacking { faulty: 0, returned: 0, no_entry: 0, silent: 0, waiting: 0, untold, ..self }
    }

    /// Counts reasons.
    pub(super) fn of(gaps: impl IntoIterator<Item = Gap>) -> Self {
        let mut all = Lacking::default();
        gaps.into_iter().for_each(|gap| all.add(gap));
        all
    }

    /// Counts what judgements lack to be met or missed.
    pub(super) fn of_judgements<'j>(rows: impl IntoIterator<Item = &'j TargetJudgement>) -> Self {
        let mut all = Lacking::default();
        for row in rows {
            match (&row.grounds, row.result) {
                (Grounds::NoValue(super::NoValue::Gap(gap)), TargetResult::NoData) => all.add(*gap),
                (Grounds::OtherYear, _) => all.unlike += 1,
                (_, TargetResult::ToBeJudged) => all.unjudged += 1,
                (_, TargetResult::NotComparable) => all.unlike += 1,
                (_, TargetResult::NoData) => all.no_entry += 1,
                _ => {}
            }
        }
        all
    }

    fn add(&mut self, gap: Gap) {
        let count = match gap {
            Gap::Held(Held::Open(_)) => &mut self.open,
            Gap::Held(Held::Returned) => &mut self.returned,
            Gap::Held(Held::Faulty(_)) | Gap::Unusable => &mut self.faulty,
            Gap::NilReturn => &mut self.nil,
            Gap::Missing(_) => &mut self.unmeasured,
            Gap::NotSubmitted => &mut self.silent,
            Gap::NotYetDue => &mut self.waiting,
            Gap::InWords | Gap::NoReporter | Gap::NoEntry => &mut self.no_entry,
            Gap::Mixed(_) | Gap::NoParts | Gap::OutOfRange => &mut self.unlike,
        };
        *count += 1;
    }
}
