//! Matters that wait for a decision of the office.
//!
//! Takes records and standings; gives links to them. Never decides one.

use super::links::{indicator_link, task_link};
use super::stage::Stage;
use crate::consolidate::Outcome;
use crate::plan::IndicatorIndex;
use crate::report::Link;

/// Matters that wait for a decision of the office.
pub(super) fn open_matters(stage: &Stage<'_>, base: &str) -> Vec<Link> {
    let mut open = vec![];
    for (index, indicator) in stage.plan.indicators() {
        if matches!(stage.figures(index).outcome, Outcome::Conflict)
            && stage.now.progress.indicators[index.0].value.is_err()
        {
            open.push(Link {
                text: format!("{}：填报单位数值不一致", indicator.name.inner),
                ..indicator_link(stage, base, index)
            });
        }
    }
    for standing in &stage.now.progress.tasks {
        if !standing.disagreeing.is_empty() && !standing.overridden {
            let names = stage.names(standing.disagreeing.iter().copied());
            let title = &stage.plan.task(standing.task).title.inner;
            open.push(Link {
                text: format!("{title}：{names}填报的进度慢于任务总体状态"),
                ..task_link(stage, base, standing.task)
            });
        }
    }
    for (at, standing) in stage.now.progress.indicators.iter().enumerate() {
        if standing.targets.iter().any(|target| target.is_open()) {
            let index = IndicatorIndex(at);
            open.push(Link {
                text: format!("{}：目标需要认定", stage.plan.indicator(index).name.inner),
                ..indicator_link(stage, base, index)
            });
        }
    }
    open
}
