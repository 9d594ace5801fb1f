//! Matters that wait for a decision of the office.
//!
//! Takes records and standings; gives links to them. Never decides one.

use super::links::{indicator_link, task_link};
use super::stage::Stage;
use crate::assess::TaskStanding;
use crate::consolidate::Outcome;
use crate::plan::IndicatorIndex;
use crate::report::{Link, OpenMatters};

/// Matters that wait for a decision of the office, kind by kind; kinds of which there is none are left out.
pub(super) fn open_matters(stage: &Stage<'_>, base: &str) -> Vec<OpenMatters> {
    let kinds: [(&'static str, Vec<Link>); 3] = [
        ("几家单位填报的数不一致", conflicts(stage, base)),
        ("有单位填报的进度慢于任务总体状态", disagreements(stage, base)),
        ("目标需要认定", goals(stage, base)),
    ];
    let some = kinds.into_iter().filter(|(_, which)| !which.is_empty());
    some.map(|(what, which)| OpenMatters { what, which }).collect()
}

fn conflicts(stage: &Stage<'_>, base: &str) -> Vec<Link> {
    let is_open = |index: &IndicatorIndex| {
        matches!(stage.figures(*index).outcome, Outcome::Conflict(_))
            && stage.now.progress.indicators[index.0].value.is_err()
    };
    let indices = stage.plan.indicators().map(|(index, _)| index);
    indices.filter(is_open).map(|index| indicator_link(stage, base, index)).collect()
}

fn disagreements(stage: &Stage<'_>, base: &str) -> Vec<Link> {
    let standings = stage.now.progress.tasks.iter();
    let open = standings.filter(|standing| !standing.disagreeing.is_empty() && !standing.overridden);
    let named = |standing: &TaskStanding| {
        let names = stage.names(standing.disagreeing.iter().copied());
        let title = &stage.plan.task(standing.task).title.inner;
        Link { text: format!("{title}（{names}）"), ..task_link(stage, base, standing.task) }
    };
    open.map(named).collect()
}

fn goals(stage: &Stage<'_>, base: &str) -> Vec<Link> {
    let standings = stage.now.progress.indicators.iter().enumerate();
    let open = standings.filter(|(_, standing)| standing.targets.iter().any(|target| target.is_open()));
    open.map(|(at, _)| indicator_link(stage, base, IndicatorIndex(at))).collect()
}
