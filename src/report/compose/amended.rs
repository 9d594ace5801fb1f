//! What amendments made of a task or an indicator, on its page.
//!
//! Takes the plan with that of the year before; gives a fact. Never shows outside of the office a change of which no
//! amendment tells.

use super::links::words;
use super::stage::Stage;
use crate::plan::{Amendment, Id, IndicatorIndex, TaskIndex};
use crate::report::{Edition, Fact};
use crate::wording::{self, Plans, Reader};

/// 方案调整 of a task; `None` where nothing was amended.
pub(super) fn of_task<E: Edition>(stage: &Stage<'_>, task: TaskIndex) -> Option<Fact> {
    let id = &stage.plan.task(task).id;
    told::<E>(stage, is_named(id, |a| a.task.as_deref()), |plans| plans.of_task(task))
}

/// 方案调整 of an indicator.
pub(super) fn of_indicator<E: Edition>(stage: &Stage<'_>, index: IndicatorIndex) -> Option<Fact> {
    let id = &stage.plan.indicator(index).id;
    told::<E>(stage, is_named(id, |a| a.indicator.as_deref()), |plans| plans.of_indicator(index))
}

fn is_named<'i>(id: &'i Id, of: impl Fn(&Amendment) -> Option<&Id> + 'i) -> impl Fn(&Amendment) -> bool + 'i {
    move |amendment| of(amendment).is_some_and(|named| named.key() == id.key())
}

fn told<E: Edition>(
    stage: &Stage<'_>,
    is_own: impl Fn(&Amendment) -> bool,
    differences: impl Fn(&Plans<'_>) -> Vec<String>,
) -> Option<Fact> {
    let year = stage.now.round.year;
    let amendments = stage.plan.definition.amendments.iter().map(|amendment| &amendment.inner);
    let own: Vec<&Amendment> = amendments.filter(|a| a.from <= year && is_own(a)).collect();
    let mut said: Vec<String> = own.iter().map(|amendment| wording::amended_since(amendment)).collect();
    if let Some((last, back)) = stage.last {
        let differences = differences(&Plans { then: last.plan, now: stage.plan, back });
        let then = last.round.year;
        let is_told = own.iter().any(|amendment| amendment.from > then);
        let unsaid = if is_told { "" } else { "（没有调整说明）" };
        if !differences.is_empty() && (is_told || E::READER == Reader::Office) {
            said.push(format!("与{then}年度的方案相比：{}{unsaid}", differences.join("；")));
        }
    }
    (!said.is_empty())
        .then(|| Fact { label: "方案调整".to_owned(), values: said.into_iter().map(words).collect() })
}
